"""Rasa's own table of events, and the index by which a turn finds the tail of a talk.

The table is made as Rasa 3.6.21 makes it; where Rasa was first, only the index is added.
"""

import sqlalchemy as sa
from alembic import op

revision = "g0001"
down_revision = None
_INDEX = "ix_events_gesprek"


def upgrade() -> None:
    kijk = sa.inspect(op.get_bind())
    if not kijk.has_table("events"):
        op.create_table(
            "events",
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("sender_id", sa.String(255), nullable=False, index=True),
            sa.Column("type_name", sa.String(255), nullable=False),
            sa.Column("timestamp", sa.Float),
            sa.Column("intent_name", sa.String(255)),
            sa.Column("action_name", sa.String(255)),
            sa.Column("data", sa.Text),
        )
        kijk = sa.inspect(op.get_bind())
    if _INDEX not in {i["name"] for i in kijk.get_indexes("events")}:
        op.create_index(_INDEX, "events", ["sender_id", "id"])


def downgrade() -> None:
    op.drop_index(_INDEX, "events")
