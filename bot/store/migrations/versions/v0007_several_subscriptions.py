"""Several subscriptions a channel, each with preferences and a number; what was rolled into one message, and other memos."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment, Record, RecordOrNone

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Take this step."""
    _memos()
    _subscriptions()
    op.add_column("deliveries", sa.Column("preferences", RecordOrNone))
    op.add_column("deliveries", sa.Column("rolled", sa.Boolean(), nullable=False, server_default=sa.false()))
    memo = sa.ForeignKey("memos.id", name="fk_deliveries_memo_id_memos")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE deliveries ADD COLUMN memo_id BIGINT CONSTRAINT fk_deliveries_memo_id_memos REFERENCES memos (id)")
    else:
        op.add_column("deliveries", sa.Column("memo_id", sa.BigInteger(), memo))
    op.create_index("ix_deliveries_memo_id", "deliveries", ["memo_id"])


def _memos() -> None:
    op.create_table(
        "memos",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("chat", sa.String(50), nullable=False),
        sa.Column("channel", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("votes", Record, nullable=False),
        sa.Column("preferences", Record, nullable=False),
        sa.Column("thread", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sent_revision", sa.Integer()),
        sa.Column("reference", sa.Text()),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("lease_until", Moment),
        sa.Column("doubtful", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("fault", sa.Text()),
        sa.Column("given_up_at", Moment),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("sent_at", Moment),
    )
    op.create_index("ix_memos_chat_due_at", "memos", ["chat", "due_at"])


def _subscriptions() -> None:
    """Give each subscription the number 1: a channel had one. SQLite makes the table anew for that, which would clear who points to it."""
    op.execute("CREATE TEMPORARY TABLE pointing AS SELECT id, subscription_id FROM deliveries WHERE subscription_id IS NOT NULL")
    with op.batch_alter_table("subscriptions") as table:
        table.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("preferences", Record, nullable=False, server_default="{}"))
        table.add_column(sa.Column("stopped", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("set_by", sa.String(200)))
        table.drop_constraint("uq_subscriptions_chat_channel", type_="unique")
        table.create_unique_constraint("uq_subscriptions_chat_channel_number", ["chat", "channel", "number"])
    op.execute(
        "UPDATE deliveries SET subscription_id = (SELECT pointing.subscription_id FROM pointing WHERE pointing.id = deliveries.id)"
        " WHERE id IN (SELECT id FROM pointing)"
    )
    op.execute("DROP TABLE pointing")
