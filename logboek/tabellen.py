"""The tables of the assistant's own database: the step log and the outbox."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

wijziging = sa.Table(
    "wijziging",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("gesprek", sa.String(64), nullable=False, comment="pseudonym of the conversation"),
    sa.Column("bericht", sa.String(64), nullable=False, comment="the turn that caused it"),
    sa.Column("volgnummer", sa.Integer, nullable=False, comment="order within the turn"),
    sa.Column("veld", sa.String(64), nullable=False),
    sa.Column("oud", sa.String(16), nullable=False),
    sa.Column("nieuw", sa.String(16), nullable=False),
    sa.Column("tijd", sa.DateTime(timezone=True), nullable=False, comment="UTC"),
    sa.Column("versie", sa.String(16), nullable=False, comment="version of the content"),
    # A retried action writes the same rows again: they are one.
    sa.UniqueConstraint("gesprek", "bericht", "volgnummer", name="uq_wijziging_beurt"),
)

uitbak = sa.Table(
    "uitbak",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("gesprek", sa.String(64), nullable=False),
    sa.Column("bericht_id", sa.String(64), nullable=False, comment="given by the client"),
    sa.Column("tekst", sa.Text, nullable=False, comment="the message as stored: hidden names"),
    sa.Column("antwoord", sa.Text, nullable=False, comment="JSON list of Rasa messages"),
    sa.Column("tijd", sa.DateTime(timezone=True), nullable=False),
    sa.UniqueConstraint("gesprek", "bericht_id", name="uq_uitbak_bericht"),
)
sa.Index("ix_uitbak_tijd", uitbak.c.tijd)
sa.Index("ix_wijziging_tijd", wijziging.c.tijd)
