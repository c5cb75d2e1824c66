"""Reads of one statement each, on threads of their own: what every answer asks goes there and back once.

The drivers' asynchronous forms take several turns for a statement, and a transaction some more: for a read of a few rows that is most of
the time. Each statement sees what was committed before it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import URL, Engine, FrozenResult, Result, Row, create_engine, event
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Select
from sqlalchemy.sql.selectable import CompoundSelect

_THREADS = 2
_MAPPED = 128 << 20  # bytes of SQLite's file read without a copy
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


class Reads(Protocol):
    """Where statements that only read are sent."""

    @property
    def engine(self) -> str:
        """Which kind of database this is: "sqlite" or "postgresql"."""

    async def rows(self, statement: Statement) -> Sequence[Row[Any]]:
        """Return all rows of a statement."""


class Reader:
    """Reads what is committed."""

    def __init__(self, url: URL, patience: float) -> None:
        """Take the database's address, and the seconds to wait for a lock."""
        self._url = url
        self._patience = patience
        self._threads = ThreadPoolExecutor(_THREADS, "vetowatch-reader")

    @property
    def engine(self) -> str:
        """Which kind of database this is."""
        return self._url.get_backend_name()

    async def rows(self, statement: Statement) -> Sequence[Row[Any]]:
        """Return all rows of a statement."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._rows, statement)

    def _rows(self, statement: Statement) -> Sequence[Row[Any]]:
        with self._connections.connect() as connection:
            return connection.execute(statement).all()

    async def result(self, statement: Statement) -> Result[Any]:
        """Return the whole result of a statement, to be read as any other."""
        frozen = await asyncio.get_running_loop().run_in_executor(self._threads, self._frozen, statement)
        return frozen()

    def _frozen(self, statement: Statement) -> FrozenResult[Any]:
        with self._connections.connect() as connection:
            return connection.execute(statement).freeze()

    @cached_property
    def _connections(self) -> Engine:
        common: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "pool_size": _THREADS, "pool_reset_on_return": None}
        if self.engine != "sqlite":
            return create_engine(self._url, pool_pre_ping=True, **common)
        engine = create_engine(self._url.set(drivername="sqlite"), connect_args={"timeout": self._patience}, **common)
        event.listen(engine, "connect", _map)
        return engine

    async def close(self) -> None:
        """Let go of threads and connections."""
        self._threads.shutdown()
        if "_connections" in self.__dict__:
            self._connections.dispose()


class Within:
    """Reads within a transaction, which sees what it changed itself."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    @property
    def engine(self) -> str:
        """Which kind of database this is."""
        return self._connection.dialect.name

    async def rows(self, statement: Statement) -> Sequence[Row[Any]]:
        """Return all rows of a statement."""
        return (await self._connection.execute(statement)).all()


def _map(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA mmap_size={_MAPPED}")
