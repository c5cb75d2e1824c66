"""Reads of one statement each, by the shortest way: each sees what was committed before it.

The drivers' asynchronous forms take several turns for a statement, and a transaction some more: for a read of a few rows that is most of
the time. What is read much at once is read on a thread, whatever the database.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine, Result, Row
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Select
from sqlalchemy.sql.selectable import CompoundSelect

COMMON: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "pool_size": 2, "pool_reset_on_return": None}
"""How a database is opened that is only read from."""
WRITTEN = 100
"""How many statements are kept prepared."""
T = TypeVar("T")
Values = Mapping[str, Any] | None
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


class Reads(Protocol):
    """Where statements that only read are sent."""

    @property
    def engine(self) -> str:
        """Which kind of database this is: "sqlite" or "postgresql"."""

    async def rows(self, statement: Statement, values: Values = None, *, many: bool = False) -> Sequence[Row[Any]]:
        """Return all rows of a statement; ``many`` where they are thousands.

        A statement asked with values, be they none, is one written once and asked often; the others are made for one question.
        """

    async def each(self, *reads: Awaitable[T]) -> Sequence[T]:
        """Return what several reads give: all asked together where that is sooner, else one after another."""


class Reader(ABC):
    """Reads what is committed."""

    engine: str
    """Which kind of database this is."""

    async def rows(self, statement: Statement, values: Values = None, *, many: bool = False) -> Sequence[Row[Any]]:
        """Return all rows of a statement; ``many`` where they are thousands."""
        if many:
            return await asyncio.to_thread(self._on_a_thread, statement, values)
        return (await self.result(statement, values)).all()

    @abstractmethod
    async def result(self, statement: Statement, values: Values = None) -> Result[Any]:
        """Return the whole result of a statement, to be read as any other."""

    async def each(self, *reads: Awaitable[T]) -> Sequence[T]:
        """Return what several reads give: one after another, since one that is answered at once would gain nothing by others."""
        return [await read for read in reads]

    def _on_a_thread(self, statement: Statement, values: Values) -> Sequence[Row[Any]]:
        with self._threaded.connect() as connection:
            return connection.execute(statement, values).all()

    @cached_property
    def _threaded(self) -> Engine:
        return self._connected()

    @abstractmethod
    def _connected(self) -> Engine:
        """Return the engine to be read from on threads."""

    async def close(self) -> None:
        """Let go of all connections."""
        if "_threaded" in self.__dict__:
            self._threaded.dispose()


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

    async def each(self, *reads: Awaitable[T]) -> Sequence[T]:
        """Return what several reads give: a transaction takes one at a time."""
        return [await read for read in reads]
