"""Where a chat's app is installed, and the states of installations that have begun."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment, Record

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "installations",
        sa.Column("chat", sa.String(50), primary_key=True),
        sa.Column("ident", sa.String(50), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("within", sa.String(50)),
        sa.Column("home", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("facts", Record, nullable=False),
        sa.Column("secrets", sa.Text()),
        sa.Column("expires_at", Moment),
        sa.Column("renewing_until", Moment),
        sa.Column("installed_at", Moment, nullable=False),
        sa.Column("gone", sa.Text()),
        sa.Column("gone_at", Moment),
    )
    op.create_table(
        "install_states",
        sa.Column("chat", sa.String(50), primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("expires_at", Moment, nullable=False),
    )
