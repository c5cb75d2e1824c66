"""One database, SQLite or PostgreSQL, behind one door: ``async with store.begin() as ledger``."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic_core import to_json
from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.history import PastVote
from bot.history.update import Learned
from bot.model import Authority
from bot.ports import VetowatchError
from bot.store import migrations, remember
from bot.store.digests import Digests
from bot.store.expected import ExpectedVotes
from bot.store.file import FileReader
from bot.store.installations import Installations
from bot.store.intake import Intake
from bot.store.journey import Journeys
from bot.store.learn import Learning
from bot.store.memory import Memory
from bot.store.memos import Memos
from bot.store.ondemand import OnDemand
from bot.store.outbox import Outbox
from bot.store.reader import Reader, Reads, Within
from bot.store.remember import File, Remembered
from bot.store.shelf import Shelf
from bot.store.subscriptions import Subscriptions
from bot.store.votes import Votes

_BUSY = 30_000  # milliseconds a writer waits for another process
_POOL = 10  # connections kept
_MAPPED = 128 << 20  # bytes of the file read without a copy
_RECORDING = 0x7E70  # advisory lock: one page is recorded at a time, so that two never open one vote twice
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class StoreError(VetowatchError):
    """The database cannot be opened or is not what it should be."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One transaction's view of the store, by room."""

    intake: Intake
    votes: Votes
    outbox: Outbox
    expected: ExpectedVotes
    memory: Memory
    journeys: Journeys
    digests: Digests
    subscriptions: Subscriptions
    memos: Memos
    installations: Installations
    reads: Reads

    async def each(self, *reads: Awaitable[Any]) -> Sequence[Any]:
        """Return what several reads give: all asked together where that is sooner, else one after another."""
        return await self.reads.each(*reads)


class Store:
    """The database. Every change goes through one of ``begin``'s transactions: all of it is kept, or nothing."""

    def __init__(self, url: str) -> None:
        """Take an address such as ``sqlite:///vetowatch.sqlite3`` or ``postgresql://user@host/name``; raises StoreError."""
        self.url = _address(url)
        self._engine = _engine(self.url)
        self._shelf = Shelf()
        self._reader = _reader(self.url, self._engine)
        self._writing = asyncio.Lock() if self.is_sqlite else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file of our own, not a server."""
        return self.url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def begin(self, *, recording: bool = False) -> AsyncIterator[Ledger]:
        """Open a transaction to change things; ``recording`` ones wait for each other across processes."""
        async with self._change(recording=recording) as connection:
            yield self._ledger(connection, Within(connection), Shelf(), looks_only=False)

    @asynccontextmanager
    async def _change(self, *, recording: bool) -> AsyncIterator[AsyncConnection]:
        async with self._writing, self._engine.begin() as connection:
            if recording and not self.is_sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _RECORDING})
            yield connection

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Ledger]:
        """Open a view to read from; it never waits for writers and changes nothing."""
        async with self._look() as connection:
            yield self._ledger(connection, self._reader, self._shelf, looks_only=True)

    @asynccontextmanager
    async def _look(self) -> AsyncIterator[AsyncConnection]:
        connection = OnDemand(self._engine, self._reader)
        try:
            yield connection
        finally:
            await connection.close()

    @staticmethod
    def _ledger(connection: AsyncConnection, reads: Reads, shelf: Shelf, *, looks_only: bool) -> Ledger:
        return Ledger(
            Intake(connection),
            Votes(connection),
            Outbox(connection),
            ExpectedVotes(connection),
            Memory(reads, shelf, looks_only=looks_only),
            Journeys(connection),
            Digests(connection),
            Subscriptions(connection),
            Memos(connection),
            Installations(connection),
            reads,
        )

    async def upgrade(self) -> list[str]:
        """Bring the tables to this version, under a lock; returns the steps taken. Raises StoreError."""
        try:
            async with self._engine.begin() as connection:
                return await connection.run_sync(_upgrade)
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(f"cannot open the database {self.shown}: {_cause(error)}") from error

    async def remember(self, now: dt.datetime, files: Sequence[File] | None = None) -> dict[str, Remembered]:
        """Load past votes, by default those that come with the package; returns what was done by file, nothing where all was loaded.

        Each file is loaded in one transaction that others who record wait for: it may be ended at any time, and run by two at once.
        """
        files = remember.built_in() if files is None else files
        async with self._look() as connection:
            if await remember.is_indexed(connection) and all([await remember.is_loaded(connection, f.origin, f.edition) for f in files]):
                return {}
        async with self._change(recording=True) as connection:
            await remember.reindex(connection, now)
        return {file.origin: done for file in files if (done := await self._remember(file, now)) is not None}

    async def _remember(self, file: File, now: dt.datetime) -> Remembered | None:
        async with self._change(recording=True) as connection:
            if await remember.is_loaded(connection, file.origin, file.edition):
                return None
            done = await remember.Loader(connection, file.origin, now, Authority.MEETINGS_COVERAGE).load(file.votes())
            await remember.note(connection, file.origin, file.edition, now)
            return done

    async def learn(self, origin: str, votes: Sequence[PastVote], learned: Learned, now: dt.datetime) -> None:
        """Put votes of an official file on record in one transaction, beside what is there; counts in ``learned`` what was done."""
        async with self._change(recording=True) as connection:
            await Learning(connection, origin, now, learned).learn(votes)

    async def backup(self, path: Path) -> None:
        """Copy a SQLite database to a new file while it is in use. Raises StoreError."""
        if not self.is_sqlite:
            raise StoreError("a PostgreSQL database is backed up with its own pg_dump")
        await asyncio.to_thread(_copy, self.url.database or "", path)

    @property
    def shown(self) -> str:
        """The address without its password."""
        return self.url.render_as_string(hide_password=True)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._reader.close()
        await self._engine.dispose()

    async def __aenter__(self) -> Self:
        """Open nothing yet: connections are made as needed."""
        return self

    async def __aexit__(self, *exc: object) -> None:
        """Close."""
        await self.close()


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"not a database address: {url!r} (sqlite:///FILE or postgresql://USER@HOST/NAME)") from error
    driver = _DRIVERS.get(address.get_backend_name())
    if driver is None:
        raise StoreError(f"no such kind of database: {address.get_backend_name()!r} (sqlite or postgresql)")
    return address.set(drivername=driver)


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, json_serializer=_json, pool_pre_ping=True, pool_size=_POOL)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, json_serializer=_json, connect_args={"timeout": _BUSY / 1000}, pool_size=_POOL)
    event.listen(engine.sync_engine, "connect", _on_connect)
    event.listen(engine.sync_engine, "begin", _on_begin)
    return engine


def _reader(url: URL, engine: AsyncEngine) -> Reader:
    if url.get_backend_name() == "sqlite":
        return FileReader(url, _BUSY / 1000)
    from bot.store.pipeline import ServerReader  # noqa: PLC0415 the driver, which a file needs not

    return ServerReader(url, engine)


def _json(value: object) -> str:
    return to_json(value).decode()


def _on_connect(connection: Any, _record: object) -> None:
    """Set SQLite up: write-ahead log, foreign keys, patience; transactions are begun by us, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_BUSY}", f"mmap_size={_MAPPED}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    """Take the write lock at once: a transaction that finds it taken later could only fail."""
    looking = connection.get_execution_options().get("vetowatch_look")
    connection.exec_driver_sql("BEGIN" if looking else "BEGIN IMMEDIATE")


def _upgrade(connection: Connection) -> list[str]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _RECORDING + 1})
    return migrations.upgrade(connection)


def _copy(database: str, path: Path) -> None:
    if path.exists():
        raise StoreError(f"{path} exists already: name a new file")
    source = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    target = sqlite3.connect(path)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


def _cause(error: BaseException) -> str:
    """Say the first line of what the driver said."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
