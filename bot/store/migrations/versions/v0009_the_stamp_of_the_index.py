"""Who is quoted about each vote; and a number that every change of votes raises, so that what is kept in memory is known to be old."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_TABLES = ("votes", "vote_index")
_RAISE = "UPDATE index_stamp SET number = number + 1"
_FUNCTION = f"""CREATE FUNCTION raise_index_stamp() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN {_RAISE}; RETURN NULL; END $$"""


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "index_stamp",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_index_stamp")),
    )
    op.execute("INSERT INTO index_stamp VALUES (1)")
    op.add_column("vote_index", sa.Column("quoted", sa.Text(), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)
        for table in _TABLES:
            op.execute(
                f"CREATE TRIGGER {table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION raise_index_stamp()"
            )
        return
    for table in _TABLES:
        for event in ("INSERT", "UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_{event.lower()}_stamped AFTER {event} ON {table} BEGIN {_RAISE}; END")
