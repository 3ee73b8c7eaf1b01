"""One engine for the step log and the outbox, and its migrations."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

_WACHT_MS = 5_000


@lru_cache
def engine_voor(url: str) -> Engine:
    """The engine of a database URL, one pool a process.

    SQLite runs in WAL mode, so that a reader never waits for a writer, and overwrites what
    is deleted. Other databases get a small bounded pool.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_size=5, max_overflow=5, pool_timeout=5, pool_pre_ping=True)
    if bestand := sa.engine.make_url(url).database:
        Path(bestand).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"check_same_thread": False})
    stel_sqlite_in(engine)
    return engine


def stel_sqlite_in(engine: Engine) -> None:
    """Set the pragmas on every connection of a SQLite engine; other engines are left alone."""
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")  # type: ignore[untyped-decorator]
    def _pragmas(verbinding: Any, _: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", f"busy_timeout={_WACHT_MS}"):
            verbinding.execute(f"PRAGMA {pragma}")


def migreer(url: str) -> None:
    """Bring the database to the newest schema (Alembic)."""
    engine_voor(url)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migraties"))
    config.set_main_option("version_locations", str(Path(__file__).parent / "migraties" / "versies"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    command.upgrade(config, "head")
