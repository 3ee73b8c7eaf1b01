"""Alembic: run the migrations on the URL that `logboek.databank.migreer` hands over."""

import sqlalchemy as sa
from alembic import context

from logboek.databank import engine_voor
from logboek.tabellen import metadata

_SLOT = 0x6B696E64
"""Processes that start together migrate one after the other (PostgreSQL advisory lock)."""

_doel = context.config.attributes.get("doel", "")
_engine = engine_voor(context.config.attributes["url"], _doel)
if _engine.dialect.name == "postgresql":
    _engine = _engine.execution_options(isolation_level="READ COMMITTED")  # a whole migration, or nothing of it
with _engine.connect() as verbinding:
    context.configure(
        connection=verbinding,
        target_metadata=metadata,
        render_as_batch=True,
        version_table=f"alembic_{_doel or 'version'}",
    )
    with context.begin_transaction():
        if verbinding.dialect.name == "postgresql":
            # A migration may take longer than a turn: the limits of the pool do not hold for it.
            verbinding.execute(sa.text("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0"))
            verbinding.execute(sa.text(f"SELECT pg_advisory_xact_lock({_SLOT})"))
        context.run_migrations()
