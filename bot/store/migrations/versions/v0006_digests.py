"""Digests: what came, numbered; when each channel wants its digest; the digests owed and sent."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment, Record

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    """Take this step."""
    op.create_index("ix_votes_backlog", "votes", ["backlog"])
    op.create_table(
        "news",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("vote_id", sa.Integer(), sa.ForeignKey("votes.id", name="fk_news_vote_id_votes"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("record_id", sa.Integer(), sa.ForeignKey("votes.id", name="fk_news_record_id_votes"), nullable=False),
        sa.Column("seen_revision", sa.Integer(), nullable=False),
    )
    op.create_index("ix_news_record_id", "news", ["record_id"])
    op.create_table(
        "digest_plans",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("chat", sa.String(50), nullable=False),
        sa.Column("channel", sa.String(200), nullable=False),
        sa.Column("schedule", Record, nullable=False),
        sa.Column("rule", Record),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("after", sa.Date(), nullable=False),
        sa.Column("last", sa.Date()),
        sa.Column("told_to", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Text()),
        sa.Column("created_at", Moment, nullable=False),
        sa.UniqueConstraint("chat", "channel", name="uq_digest_plans_chat_channel"),
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("chat", sa.String(50), nullable=False),
        sa.Column("channel", sa.String(200), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("previous", sa.Date()),
        sa.Column("kind", sa.String(50), nullable=False),
        sa.Column("news", Record, nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.Text()),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("lease_until", Moment),
        sa.Column("doubtful", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("fault", sa.Text()),
        sa.Column("given_up_at", Moment),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("sent_at", Moment),
        sa.UniqueConstraint("chat", "channel", "date", name="uq_digests_chat_channel_date"),
    )
    op.create_index("ix_digests_chat_due_at", "digests", ["chat", "due_at"])
