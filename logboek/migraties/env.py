"""Alembic: run the migrations on the URL that `logboek.databank.migreer` hands over."""

from alembic import context

from logboek.databank import engine_voor
from logboek.tabellen import metadata

with engine_voor(context.config.attributes["url"]).connect() as verbinding:
    context.configure(connection=verbinding, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
