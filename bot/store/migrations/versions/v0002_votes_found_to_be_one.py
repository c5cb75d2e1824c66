"""Votes found to be one: the later record says which it was joined to."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Take this step."""
    op.add_column("votes", sa.Column("merged_into", sa.Integer(), nullable=True))
