from __future__ import annotations

import asyncio
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.model import Item, Preferences, Rule, Subscription
from bot.ports import VetowatchError
from bot.record import fold
from bot.record.wants import rule_of
from bot.store import Store, StoreError, tables
from bot.store.codec import pack
from bot.store.migrations import steps
from tests.conftest import Clock
from tests.votes import VETO, evidence


async def test_the_steps_lead_to_the_tables(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        opts = {"compare_type": True, "include_object": told}
        return list(compare_metadata(MigrationContext.configure(connection, opts=opts), tables.metadata))

    def told(_object: object, name: str | None, *_: object) -> bool:
        return not (name or "").startswith(tables.SEARCH_ONLY)

    async with store._engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_upgrading_twice_does_nothing_more(store: Store) -> None:
    assert await store.upgrade() == []


async def test_a_subscription_of_before_is_the_first_of_several(database_url: str, clock: Clock) -> None:
    async with Store(database_url) as store:
        async with store._engine.begin() as connection:
            await connection.run_sync(_up_to, "0006")
            for statement in _BEFORE_0007:
                await connection.execute(
                    text(statement), {"rule": json.dumps(pack(rule_of(outcomes=["veto"]))), "now": clock().isoformat()}
                )
        await store.upgrade()
        async with store.begin() as ledger:
            ((ident, known),) = await ledger.subscriptions.all()
            assert (ident, known.number, known.preferences, known.paused) == (7, 1, Preferences(), "why")
            assert known.rule == rule_of(outcomes=["veto"])
            second = await ledger.subscriptions.add(Subscription("discord", "one", Rule(), clock()), clock())
            assert (second.number, second.paused) == (2, "why")
        async with store._engine.connect() as connection:
            assert (await connection.execute(text("SELECT subscription_id FROM deliveries"))).scalar_one() == 7


_BEFORE_0007 = (
    (
        "INSERT INTO votes (id, organ, question, outcome, revision, record, backlog, first_seen, updated_at)"
        " VALUES (3, 'SC', 'whole', 'vetoed', 1, '{}', false, :now, :now)"
    ),
    "INSERT INTO subscriptions (id, chat, channel, rule, since, created_at, paused) VALUES (7, 'discord', 'one', :rule, :now, :now, 'why')",
    (
        "INSERT INTO deliveries (id, chat, channel, vote_id, subscription_id, revision, late, due_at, created_at)"
        " VALUES (9, 'discord', 'one', 3, 7, 1, false, :now, :now)"
    ),
)


def _up_to(connection: Connection, revision: str) -> None:
    script = ScriptDirectory.from_config(steps._config())
    environment = EnvironmentContext(Config(), script, fn=lambda at, _: script._upgrade_revs(revision, at))
    environment.configure(connection=connection, transactional_ddl=True)
    environment.run_migrations()


async def test_subscriptions_of_a_channel_are_numbered_whoever_comes_at_once(store: Store, clock: Clock) -> None:
    async def add(word: str) -> int:
        async with store.begin() as ledger:
            return (await ledger.subscriptions.add(Subscription("discord", "one", Rule(keywords=(word,)), clock()), clock())).number

    assert sorted(await asyncio.gather(*(add(word) for word in "abcde"))) == [1, 2, 3, 4, 5]
    assert await add("c") in {1, 2, 3, 4, 5}
    async with store.begin() as ledger:
        assert len(await ledger.subscriptions.of("discord", "one")) == 5
        assert await ledger.subscriptions.end("discord", "one", 4) == 1
        assert [one.number for _, one in await ledger.subscriptions.of("discord", "one")] == [1, 2, 3, 5]


async def test_programs_that_start_at_once_upgrade_once(database_url: str) -> None:
    stores = [Store(database_url) for _ in range(3)]
    steps = await asyncio.gather(*(store.upgrade() for store in stores))
    await asyncio.gather(*(store.close() for store in stores))
    assert sorted(map(len, steps)) == [0, 0, len(list((Path(tables.__file__).parent / "migrations" / "versions").glob("v*.py")))]


async def test_a_database_of_a_newer_version_is_left_alone(store: Store) -> None:
    async with store._engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(VetowatchError, match="newer version"):
        await store.upgrade()


async def test_what_fails_halfway_leaves_nothing(store: Store, clock: Clock) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.begin() as ledger:
            await ledger.votes.add(fold.fold([evidence(VETO)]), clock(), backlog=False)
            raise ZeroDivisionError
    async with store.look() as ledger:
        assert await ledger.votes.latest() == []


async def test_records_come_back_as_they_were(store: Store, clock: Clock) -> None:
    vote = fold.fold([evidence(VETO)])
    async with store.begin() as ledger:
        recorded = await ledger.votes.add(vote, clock(), backlog=False)
    async with store.look() as ledger:
        assert await ledger.votes.get(recorded.id) == recorded
        assert await ledger.votes.at(recorded.id, 1) == vote


async def test_recorders_wait_for_each_other(store: Store, clock: Clock) -> None:
    async def record() -> None:
        async with store.begin(recording=True) as ledger:
            if not await ledger.votes.candidates(VETO):
                await asyncio.sleep(0)
                await ledger.votes.add(fold.fold([evidence(VETO)]), clock(), backlog=False)

    await asyncio.gather(*(record() for _ in range(8)))
    async with store.look() as ledger:
        assert len(await ledger.votes.latest()) == 1


async def test_claims_are_exclusive(store: Store, clock: Clock) -> None:
    async with store.begin() as ledger:
        await ledger.subscriptions.add(Subscription("discord", "one", Rule(), clock()), clock())
        vote = await ledger.votes.add(fold.fold([evidence(VETO)]), clock(), backlog=False)
        ((subscription_id, subscription),) = await ledger.subscriptions.all()
        assert await ledger.outbox.owe(subscription_id, subscription, vote.id, 1, clock(), late=False)
        assert not await ledger.outbox.owe(subscription_id, subscription, vote.id, 1, clock(), late=False)

    async def claim() -> int:
        async with store.begin() as ledger:
            return len(await ledger.outbox.claim("discord", clock(), dt.timedelta(minutes=5)))

    assert sorted(await asyncio.gather(*(claim() for _ in range(5)))) == [0, 0, 0, 0, 1]


async def test_items_with_odd_words_are_kept(store: Store, clock: Clock) -> None:
    item = Item("k", ("https://press.example/ü",), "Türkiye’s 🇹🇷 title", "…", clock())
    async with store.begin() as ledger:
        await ledger.intake.note("press", [item], clock())
    async with store.look() as ledger:
        (noted,) = await ledger.intake.due("press", clock())
    assert noted.item == item


async def test_a_copy_can_be_made_in_use(tmp_path: Path, clock: Clock) -> None:
    async with Store(f"sqlite:///{tmp_path / 'one.sqlite3'}") as store:
        await store.upgrade()
        async with store.begin() as ledger:
            await ledger.votes.add(fold.fold([evidence(VETO)]), clock(), backlog=False)
        await store.backup(tmp_path / "copy.sqlite3")
        with pytest.raises(StoreError, match="exists already"):
            await store.backup(tmp_path / "copy.sqlite3")
    async with Store(f"sqlite:///{tmp_path / 'copy.sqlite3'}") as copy, copy.look() as ledger:
        assert len(await ledger.votes.by_symbol("S/2022/431")) == 1


@pytest.mark.parametrize("url", ["", "mysql://x/y", "nonsense", "sqlite"])
def test_other_addresses_are_refused_in_one_line(url: str) -> None:
    with pytest.raises(StoreError) as refusal:
        Store(url)
    assert "\n" not in str(refusal.value)


async def test_a_server_that_is_not_there_is_said_in_one_line_without_its_password() -> None:
    async with Store("postgresql://user:secret@127.0.0.1:1/none") as store:
        with pytest.raises(StoreError) as refusal:
            await store.upgrade()
    assert "cannot open the database" in str(refusal.value)
    assert "secret" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


async def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="needs a zone"):
        async with store.begin() as ledger:
            await ledger.intake.source_ok("press", dt.datetime(2022, 5, 26))  # noqa: DTZ001 the point of the test


async def test_a_question_loads_neither_migrations_nor_the_reading_of_pages(store: Store) -> None:
    asking = (
        "import asyncio, sys\n"
        "from bot.commands import Answers\n"
        "from bot.store import Store\n"
        "async def ask():\n"
        f"    async with Store({store.url.render_as_string(hide_password=False)!r}) as store:\n"
        "        assert await store.upgrade() == []\n"
        "asyncio.run(ask())\n"
        "print(sorted({'alembic', 'discord', 'slack_sdk', 'apscheduler', 'psycopg', 'bot.reading.quotes'} & sys.modules.keys()))\n"
    )
    loaded = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", asking], capture_output=True, text=True, check=True)
    assert loaded.stdout == ("[]\n" if store.is_sqlite else "['psycopg']\n")
