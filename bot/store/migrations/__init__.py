"""How the tables came to be, step by step. Alembic runs them in the caller's transaction, so a step is taken whole or not at all.

Where no step is missing Alembic is not even loaded: a question on the command line would wait for it.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, inspect, text

_NAMED = re.compile(r'^(revision|down_revision) = "(\w+)"', re.MULTILINE)


def upgrade(connection: Connection) -> list[str]:
    """Take the steps still missing; returns their names. Raises VetowatchError when the database is newer than this program."""
    if _current(connection) == head():
        return []
    from bot.store.migrations import steps  # noqa: PLC0415 Alembic, once in a database's life

    return steps.take(connection)


def head() -> str:
    """Return the last step: the one that no other follows."""
    files = (Path(__file__).parent / "versions").glob("v*.py")
    named: list[dict[str, str]] = [dict(_NAMED.findall(file.read_text(encoding="utf-8"))) for file in files]
    (last,) = {step["revision"] for step in named} - {step.get("down_revision") for step in named}
    return last


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    current: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return current
