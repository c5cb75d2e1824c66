"""Reads of one statement each, by the shortest way: each sees what was committed before it.

The drivers' asynchronous forms take several turns for a statement, and a transaction some more: for a read of a few rows that is most of
the time. SQLite is asked in place, since the rows are in the memory of this process already and its readers wait for nobody; a server is
asked on threads, and so is SQLite for much at once.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import URL, Connection, Engine, FrozenResult, Result, Row, create_engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Select
from sqlalchemy.sql.selectable import CompoundSelect

from bot.store.turns import Turns

_THREADS = 2
_MOST = 16  # reads that go to a server together, one after another
_MAPPED = 128 << 20  # bytes of SQLite's file read without a copy
_COMMON: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "pool_size": _THREADS, "pool_reset_on_return": None}
T = TypeVar("T")
Values = Mapping[str, Any] | None
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]

_Read = Callable[[Connection, Statement, Values], T]


class Reads(Protocol):
    """Where statements that only read are sent."""

    @property
    def engine(self) -> str:
        """Which kind of database this is: "sqlite" or "postgresql"."""

    async def rows(self, statement: Statement, values: Values = None, *, many: bool = False) -> Sequence[Row[Any]]:
        """Return all rows of a statement; ``many`` where they are thousands."""


class Reader:
    """Reads what is committed."""

    def __init__(self, url: URL, patience: float) -> None:
        """Take the database's address, and the seconds to wait for a lock."""
        self._url = url
        self._patience = patience
        self._threads = ThreadPoolExecutor(_THREADS, "vetowatch-reader")
        self._turns = Turns(self._together, self._threads, _THREADS, _MOST)

    @property
    def engine(self) -> str:
        """Which kind of database this is."""
        return self._url.get_backend_name()

    async def rows(self, statement: Statement, values: Values = None, *, many: bool = False) -> Sequence[Row[Any]]:
        """Return all rows of a statement; ``many`` where they are thousands."""
        return await self._read(_rows, statement, values, many=many)

    async def result(self, statement: Statement, values: Values = None) -> Result[Any]:
        """Return the whole result of a statement, to be read as any other."""
        return (await self._read(_frozen, statement, values, many=False))()

    async def _read(self, read: _Read[T], statement: Statement, values: Values, *, many: bool) -> T:
        if self.engine == "sqlite" and not many:
            with suppress(OperationalError):  # locked, as when the file is just being set up: whoever must wait does so on a thread
                return read(self._here, statement, values)

        def question(connection: Connection) -> T:
            return read(connection, statement, values)

        if many:  # by itself: nobody waits for it
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._there, question)
        return cast("T", await self._turns.ask(question))

    def _there(self, question: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            return question(connection)

    def _together(self, questions: Sequence[Callable[[Connection], Any]]) -> list[Any]:
        with self._engine.connect() as connection:
            return [_answer(connection, question) for question in questions]

    @cached_property
    def _here(self) -> Connection:
        return _sqlite(self._url, 0).connect()

    @cached_property
    def _engine(self) -> Engine:
        return _sqlite(self._url, self._patience) if self.engine == "sqlite" else create_engine(self._url, pool_pre_ping=True, **_COMMON)

    async def close(self) -> None:
        """Let go of threads and connections."""
        self._threads.shutdown()
        if "_here" in self.__dict__:
            self._here.close()
            self._here.engine.dispose()
        if "_engine" in self.__dict__:
            self._engine.dispose()


def _answer(connection: Connection, question: Callable[[Connection], Any]) -> Any:
    try:
        return question(connection)
    except SQLAlchemyError as error:
        return error  # whose question it was is told; the others are not at fault


def _rows(connection: Connection, statement: Statement, values: Values) -> Sequence[Row[Any]]:
    return connection.execute(statement, values).all()


def _frozen(connection: Connection, statement: Statement, values: Values) -> FrozenResult[Any]:
    return connection.execute(statement, values).freeze()


def _sqlite(url: URL, patience: float) -> Engine:
    engine = create_engine(url.set(drivername="sqlite"), connect_args={"timeout": patience}, **_COMMON)
    event.listen(engine, "connect", _map)
    return engine


class Within:
    """Reads within a transaction, which sees what it changed itself."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    @property
    def engine(self) -> str:
        """Which kind of database this is."""
        return self._connection.dialect.name

    async def rows(self, statement: Statement, values: Values = None, *, many: bool = False) -> Sequence[Row[Any]]:
        """Return all rows of a statement, one way however many they are."""
        del many
        return (await self._connection.execute(statement, values)).all()


def _map(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA mmap_size={_MAPPED}")
