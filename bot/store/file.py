"""Reads from SQLite's file in place: its rows are in the memory of this process already, and its readers wait for nobody."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, Result, Row, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError

from bot.store.prepared import Prepared
from bot.store.reader import COMMON, WRITTEN, Reader, Statement, Values

_MAPPED = 128 << 20  # bytes of the file read without a copy
_DIALECT = sqlite.dialect()
_LOCKED = (OperationalError, sqlite3.OperationalError)  # as when the file is just being set up: whoever must wait does so on a thread


class FileReader(Reader):
    """Reads a file."""

    engine = "sqlite"

    def __init__(self, url: URL, patience: float) -> None:
        """Take the database's address, and the seconds to wait for a lock."""
        self._url = url.set(drivername="sqlite")
        self._patience = patience
        self._prepared = lru_cache(WRITTEN)(partial(Prepared, dialect=_DIALECT))

    async def rows(self, statement: Statement, values: Values = None, *, many: bool = False) -> Sequence[Row[Any]]:
        """Return all rows of a statement; ``many`` where they are thousands."""
        if not many:
            with suppress(*_LOCKED):
                return self._read(statement, values).all()
        return await super().rows(statement, values, many=True)

    async def result(self, statement: Statement, values: Values = None) -> Result[Any]:
        """Return the whole result of a statement, to be read as any other."""
        with suppress(*_LOCKED):
            return self._read(statement, values)
        return await asyncio.to_thread(self._waited_for, statement, values)

    def _read(self, statement: Statement, values: Values) -> Result[Any]:
        if values is None:
            return self._here.execute(statement).freeze()()
        prepared = self._prepared(statement)
        return prepared.result(self._driver.execute(prepared.words, prepared.values(values)).fetchall())

    def _waited_for(self, statement: Statement, values: Values) -> Result[Any]:
        with self._threaded.connect() as connection:
            return connection.execute(statement, values).freeze()()

    @cached_property
    def _here(self) -> Connection:
        return self._opened(0).connect()

    @cached_property
    def _driver(self) -> sqlite3.Connection:
        return cast("sqlite3.Connection", self._here.connection.driver_connection)

    def _connected(self) -> Engine:
        return self._opened(self._patience)

    def _opened(self, patience: float) -> Engine:
        engine = create_engine(self._url, connect_args={"timeout": patience}, **COMMON)
        event.listen(engine, "connect", _map)
        return engine

    async def close(self) -> None:
        """Let go of all connections."""
        await super().close()
        if "_here" in self.__dict__:
            self._here.close()
            self._here.engine.dispose()


def _map(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA mmap_size={_MAPPED}")
