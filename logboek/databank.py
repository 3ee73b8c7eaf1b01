"""One engine for the step log and the outbox, and its migrations."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

_WACHT_MS = 5_000
_RUST_S = 1.0
"""Seconds after which a connection is asked whether its server is still there."""
_VERBINDINGEN = 5
"""Connections of one pool. A Rasa process has two pools (log and outbox; events), an action server one."""
_POSTGRES = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "tcp_user_timeout": 20_000,
    "options": "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
}
GESPREKKEN = "gesprekken"
"""The name of Rasa's own events, beside the step log: a pool and migrations of their own."""


@lru_cache
def engine_voor(url: str, doel: str = "") -> Engine:
    """The engine of a database URL, one pool a process and purpose.

    SQLite runs in WAL mode, so that a reader never waits for a writer, and overwrites what
    is deleted. PostgreSQL gets a small bounded pool that notices a restarted server, and
    every statement is a transaction of its own: all that is written here is one statement, and a BEGIN and an end
    to each cost as much as the statement. What needs more asks for it, as the migrations do (`READ COMMITTED`).
    """
    if not url.startswith("sqlite"):
        engine = sa.create_engine(
            url,
            connect_args=_POSTGRES,
            pool_size=_VERBINDINGEN,
            max_overflow=0,
            pool_timeout=5,
            hide_parameters=True,
            isolation_level="AUTOCOMMIT",
        )
        _vraag_na_rust(engine)
        return engine
    if bestand := sa.engine.make_url(url).database:
        Path(bestand).parent.mkdir(parents=True, exist_ok=True)
    pool: dict[str, Any] = {}
    if bestand:
        # By itself SQLAlchemy keeps no connection to a file. SQLite empties its journal, and waits for
        # the disk, whenever the last connection closes: with every write.
        pool = {"poolclass": sa.pool.QueuePool, "pool_size": _VERBINDINGEN, "max_overflow": 0, "pool_timeout": 5}
    engine = sa.create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True, **pool)
    stel_sqlite_in(engine)
    return engine


def _vraag_na_rust(engine: Engine) -> None:
    """Ask a connection that rested for a while whether its server is still there, before it is used.

    SQLAlchemy's own `pool_pre_ping` asks every time: five questions a turn, as many as there are statements.
    A failure in between empties the whole pool, so it is met once.
    """

    @sa.event.listens_for(engine, "checkin")  # type: ignore[untyped-decorator]
    def _terug(verbinding: Any, houder: Any) -> None:
        houder.info["terug"] = time.monotonic()

    @sa.event.listens_for(engine, "checkout")  # type: ignore[untyped-decorator]
    def _gebruik(verbinding: Any, houder: Any, _: Any) -> None:
        rust = time.monotonic() - houder.info.get("terug", time.monotonic())
        if rust > _RUST_S and not engine.dialect.do_ping(verbinding):
            raise sa.exc.DisconnectionError


def stel_sqlite_in(engine: Engine, wacht_ms: int = _WACHT_MS) -> None:
    """Set the pragmas on every connection of a SQLite engine; other engines are left alone."""
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")  # type: ignore[untyped-decorator]
    def _pragmas(verbinding: Any, _: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", f"busy_timeout={wacht_ms}"):
            verbinding.execute(f"PRAGMA {pragma}")


def leeg_journaal(engine: Engine) -> None:
    """Empty SQLite's journal (WAL): what was deleted stands in it until then.

    Waits for readers as long as the engine waits for anything; what cannot be emptied now
    goes with the next deletion or the daily retention job.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as db:
            db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@retry(retry=retry_if_exception_type(OperationalError), stop=stop_after_delay(30), wait=wait_fixed(1), reraise=True)
def _wacht_op(engine: Engine) -> None:
    """A database server may still be starting; SQLite is there or not."""
    engine.connect().close()


def migreer(url: str, doel: str = "") -> None:
    """Bring the tables of the step log (or of `doel`) to the newest schema (Alembic)."""
    engine = engine_voor(url, doel)
    if engine.dialect.name != "sqlite":
        _wacht_op(engine)
    migraties = Path(__file__).parent / "migraties"
    config = Config()
    config.set_main_option("script_location", str(migraties))
    config.set_main_option("version_locations", str(migraties / (doel or "versies")))
    config.set_main_option("path_separator", "os")
    config.attributes.update(url=url, doel=doel)
    command.upgrade(config, "head")
    if engine.dialect.name != "sqlite":
        engine.dispose()  # SQLAlchemy gives a connection that had another isolation level the server's, not the engine's
