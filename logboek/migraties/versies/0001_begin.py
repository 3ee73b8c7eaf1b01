"""The step log and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "wijziging",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gesprek", sa.String(64), nullable=False),
        sa.Column("bericht", sa.String(64), nullable=False),
        sa.Column("volgnummer", sa.Integer, nullable=False),
        sa.Column("veld", sa.String(64), nullable=False),
        sa.Column("oud", sa.String(16), nullable=False),
        sa.Column("nieuw", sa.String(16), nullable=False),
        sa.Column("tijd", sa.DateTime(timezone=True), nullable=False),
        sa.Column("versie", sa.String(16), nullable=False),
        sa.UniqueConstraint("gesprek", "bericht", "volgnummer", name="uq_wijziging_beurt"),
    )
    op.create_table(
        "uitbak",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gesprek", sa.String(64), nullable=False),
        sa.Column("bericht_id", sa.String(64), nullable=False),
        sa.Column("tekst", sa.Text, nullable=False),
        sa.Column("antwoord", sa.Text, nullable=False),
        sa.Column("tijd", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("gesprek", "bericht_id", name="uq_uitbak_bericht"),
    )
    op.create_index("ix_wijziging_tijd", "wijziging", ["tijd"])
    op.create_index("ix_uitbak_tijd", "uitbak", ["tijd"])


def downgrade() -> None:
    op.drop_table("uitbak")
    op.drop_table("wijziging")
