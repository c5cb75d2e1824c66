"""Many rows at once by each engine's quickest way: COPY on PostgreSQL, one list on SQLite. Columns keep and refuse what they always do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Column, Table
from sqlalchemy.ext.asyncio import AsyncConnection

Line = tuple[Any, ...]


async def add(db: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with values for the same columns, within the connection's transaction."""
    if not rows:
        return
    columns = [column for column in table.columns if column.name in rows[0]]
    if db.dialect.name == "postgresql":
        await _copy(db, table, columns, _lines(db, columns, rows))
    else:
        await db.exec_driver_sql(_from_list(db, table, columns), (to_json(list(_lines(db, columns, rows))).decode(),))


def _from_list(db: AsyncConnection, table: Table, columns: Sequence[Column[Any]]) -> str:
    """Word an insertion of rows that are given as one JSON list of lists: others run meanwhile, where row by row they would take turns."""
    quoted = db.dialect.identifier_preparer.quote
    values = ", ".join(f"json_extract(value, '$[{n}]')" for n in range(len(columns)))
    names = ", ".join(quoted(column.name) for column in columns)
    return f"INSERT INTO {quoted(table.name)} ({names}) SELECT {values} FROM json_each(?)"  # noqa: S608 - the names are our tables' own


async def _copy(db: AsyncConnection, table: Table, columns: Sequence[Column[Any]], lines: Iterable[Line]) -> None:
    quoted = db.dialect.identifier_preparer.quote
    statement = f"COPY {quoted(table.name)} ({', '.join(quoted(column.name) for column in columns)}) FROM STDIN"
    driver: Any = (await db.get_raw_connection()).driver_connection
    async with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for line in lines:
            await copy.write_row(line)


def _lines(db: AsyncConnection, columns: Sequence[Column[Any]], rows: Iterable[Mapping[str, Any]]) -> Iterable[Line]:
    """Turn values into what the driver takes, as the types of their columns do for any statement."""
    names = [column.name for column in columns]
    turns = [column.type.dialect_impl(db.dialect).bind_processor(db.dialect) for column in columns]
    for row in rows:
        yield tuple(turn(row[name]) if turn else row[name] for name, turn in zip(names, turns, strict=True))
