"""Votes added at the end raise the stamp no more on SQLite, which would do it row by row: that there are more says as much."""

from alembic import op

revision = "0010"
down_revision = "0009"

_TABLES = (("votes", "id"), ("vote_index", "vote_id"))
_RAISE = "UPDATE index_stamp SET number = number + 1"


def upgrade() -> None:
    """Take this step."""
    if op.get_bind().dialect.name == "postgresql":
        return
    for table, key in _TABLES:
        op.execute(f"DROP TRIGGER {table}_insert_stamped")
        before_another = f"new.{key} < (SELECT max({key}) FROM {table})"  # noqa: S608 both names stand above
        op.execute(f"CREATE TRIGGER {table}_insert_stamped AFTER INSERT ON {table} WHEN {before_another} BEGIN {_RAISE}; END")
