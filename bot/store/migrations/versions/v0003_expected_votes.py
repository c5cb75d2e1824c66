"""Votes announced and not yet taken, and the votes they turned into."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment, Record

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "expected",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=False),
        sa.Column("organ", sa.String(8), nullable=False),
        sa.Column("date", sa.Date()),
        sa.Column("draft", sa.String(100)),
        sa.Column("record", Record, nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("vote_id", sa.Integer(), sa.ForeignKey("votes.id")),
    )
    op.create_index("ix_expected_item_id", "expected", ["item_id"])
    op.create_index("ix_expected_vote_id", "expected", ["vote_id"])
    op.create_index("ix_expected_organ_date", "expected", ["organ", "date"])
