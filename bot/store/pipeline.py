"""Reads from a PostgreSQL server: what is asked in one turn of the loop goes there together, and nobody waits for another's answer.

A statement of its own costs a turn to the server and back, and on a thread as much again; in a pipeline most of them cost next to nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache, partial
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import URL, Engine, Result, create_engine
from sqlalchemy.dialects.postgresql import psycopg as worded
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.prepared import Prepared
from bot.store.reader import COMMON, WRITTEN, Reader, Statement, T, Values
from bot.store.turns import Turns
from bot.store.wire import Wire

_LANES = 2
_MOST = 32  # reads that go together
_DIALECT = worded.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call] # values by number, as the server itself takes them


class _Question(NamedTuple):
    statement: Statement
    values: Values


class ServerReader(Reader):
    """Reads from a server."""

    engine = "postgresql"

    def __init__(self, url: URL, engine: AsyncEngine) -> None:
        """Take the server's address; ``engine``, whose connections are known to be alive, is for what fails at first."""
        self._url = url
        self._safe = engine
        self._prepared = lru_cache(WRITTEN)(partial(Prepared, dialect=_DIALECT))
        self._idle: list[Wire] = []
        self._turns = Turns(self._together, _LANES, _MOST)

    async def result(self, statement: Statement, values: Values = None) -> Result[Any]:
        """Return the whole result of a statement, to be read as any other."""
        if values is None:
            return await self._by_itself(statement, values)
        return await self._turns.ask(_Question(statement, values))

    async def each(self, *reads: Awaitable[T]) -> Sequence[T]:
        """Return what several reads give, all asked together."""
        return await asyncio.gather(*reads)

    async def _together(self, questions: Sequence[_Question]) -> Sequence[Result[Any] | Exception]:
        asked = [(self._prepared(statement), values) for statement, values in questions]
        try:
            async with self._lane() as wire:
                return await wire.ask(asked)
        except psycopg.Error:
            return [await self._alone(question) for question in questions]  # each is told its own error

    @asynccontextmanager
    async def _lane(self) -> AsyncIterator[Wire]:
        """Lend a connection that nobody else has; one with which anything went wrong is let go."""
        wire = self._idle.pop() if self._idle else Wire(await self._connect())
        try:
            yield wire
        except BaseException:
            await wire.close()
            raise
        self._idle.append(wire)

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        words, options = self._safe.dialect.create_connect_args(self._url)
        return await psycopg.AsyncConnection.connect(*words, **options, autocommit=True)

    async def _alone(self, question: _Question) -> Result[Any] | Exception:
        try:
            return await self._by_itself(*question)
        except DBAPIError as error:
            return error

    async def _by_itself(self, statement: Statement, values: Values) -> Result[Any]:
        async with self._safe.connect() as connection:
            return (await connection.execute(statement, values)).freeze()()

    def _connected(self) -> Engine:
        return create_engine(self._url, pool_pre_ping=True, **COMMON)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._turns.close()
        await super().close()
        while self._idle:
            await self._idle.pop().close()
