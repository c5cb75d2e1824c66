"""``INSERT … ON CONFLICT`` is spelt alike by both engines, but lives in their dialects."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert(connection: AsyncConnection, table: Table) -> sqlite.Insert:
    """Return an insert statement of the connection's own dialect; both take the same ``on_conflict_…`` calls."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)  # type: ignore[return-value]  # the same calls, no common base in SQLAlchemy
    return sqlite.insert(table)
