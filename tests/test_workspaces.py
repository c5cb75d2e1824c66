"""Where a chat's app is installed, in a real database of each kind."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.keyring import Keyring, KeyringError
from bot.model import Installation, Rule, Subscription
from bot.schedule import schedule_from_words
from bot.store import Plan, Store, tables
from bot.workspaces import Workspaces
from tests.conftest import Clock

OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (250, 251))
TOKEN = "xoxb-visibly-not-real"
GONE = "the app was removed"


@pytest.fixture
def workspaces(store: Store, clock: Clock) -> Workspaces:
    return Workspaces(store, "slack", Keyring(OLD), clock)


def one(ident: str = "T1", **more: object) -> Installation:
    made = Installation(ident, f"Workspace {ident}", dt.datetime(2022, 5, 1, tzinfo=dt.UTC), facts={"bot_id": "B1"}, secrets={"bot": TOKEN})
    return replace(made, **more)  # type: ignore[arg-type]


async def follow(store: Store, clock: Clock, *channels: str) -> None:
    async with store.begin() as ledger:
        for channel in channels:
            await ledger.subscriptions.add(Subscription("slack", channel, Rule(), clock()), clock())


async def paused(store: Store) -> dict[str, str | None]:
    async with store.look() as ledger:
        return {subscription.channel: subscription.paused for _, subscription in await ledger.subscriptions.all()}


async def test_an_installation_comes_back_as_it_was_and_its_tokens_lie_encrypted(
    store: Store, workspaces: Workspaces, clock: Clock
) -> None:
    made = one(within="E1", expires_at=clock())
    await workspaces.save(made)
    assert await workspaces.find("T1") == made
    assert await workspaces.listed() == [replace(made, secrets={})]
    assert await workspaces.find("T2") is None
    async with store._engine.connect() as connection:
        rows = str((await connection.execute(select(tables.installations))).all())
    assert TOKEN not in rows + repr(made)


async def test_without_a_key_nothing_is_kept(store: Store, clock: Clock) -> None:
    keyless = Workspaces(store, "slack", Keyring(), clock)
    with pytest.raises(KeyringError, match="VETOWATCH_ENCRYPTION_KEY is missing"):
        await keyless.save(one())
    assert await keyless.find("T1") is None


async def test_a_new_key_without_the_old_is_said_and_beside_it_takes_over(store: Store, workspaces: Workspaces, clock: Clock) -> None:
    await workspaces.save(one())
    changed = Workspaces(store, "slack", Keyring(NEW), clock)
    with pytest.raises(KeyringError, match=r"tokens of Workspace T1 cannot be read \(1 of 1\).*put the key used before"):
        await changed.listed()
    with pytest.raises(KeyringError):
        await changed.find("T1")
    both = Workspaces(store, "slack", Keyring(f"{NEW}, {OLD}"), clock)
    assert await both.reseal() == 1
    assert await both.reseal() == 0
    assert (await changed.find("T1")) == one()


@pytest.mark.parametrize("key", ["secret", OLD[:-4], "ключ"])
def test_what_is_no_key_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(KeyringError, match="openssl rand") as caught:
        Keyring(key)
    assert key not in str(caught.value)


async def test_what_a_workspace_is_told_is_paused_when_the_app_is_removed_and_goes_on_when_it_returns(
    store: Store, workspaces: Workspaces, clock: Clock
) -> None:
    await workspaces.save(one())
    await follow(store, clock, "T1/C1", "T1/C2", "T11/C1", "C1")
    async with store.begin() as ledger:
        await ledger.digests.plan(Plan("slack", "T1/C3", schedule_from_words("daily 08:00"), None, False, clock().date()), clock())
    assert await workspaces.gone("T1", GONE)
    assert not await workspaces.gone("T1", GONE), "it is told twice, in any order"
    assert await paused(store) == {"T1/C1": GONE, "T1/C2": GONE, "T11/C1": None, "C1": None}
    left = await workspaces.find("T1")
    assert left is not None
    assert (left.gone, left.secrets) == (GONE, {})
    await workspaces.save(one())
    assert set((await paused(store)).values()) == {None}
    async with store.look() as ledger:
        assert [plan.paused for plan in await ledger.digests.plans()] == [None]


async def test_renewed_tokens_wake_nothing(store: Store, workspaces: Workspaces, clock: Clock) -> None:
    await workspaces.save(one())
    await follow(store, clock, "T1/C1")
    async with store.begin() as ledger:
        await ledger.outbox.pause("slack", "T1/C1", "archived", clock())
    await workspaces.save(one(secrets={"bot": "renewed"}))
    assert await paused(store) == {"T1/C1": "archived"}


async def test_the_home_workspace_stays_that_and_its_addresses_are_bare(store: Store, workspaces: Workspaces, clock: Clock) -> None:
    await workspaces.save(one(home=True))
    await workspaces.save(one())
    await workspaces.save(one("T2"))
    home = await workspaces.find("")
    assert home is not None
    assert (home.ident, home.home) == ("T1", True)
    await follow(store, clock, "C1", "T1/C1", "T2/C1")
    await workspaces.gone("T1", GONE)
    assert await paused(store) == {"C1": GONE, "T1/C1": GONE, "T2/C1": None}


async def test_an_organisation_takes_over_the_channels_of_its_workspaces(store: Store, workspaces: Workspaces, clock: Clock) -> None:
    await workspaces.save(one(within="E1"))
    await workspaces.save(one("T2", within="E2"))
    await follow(store, clock, "T1/C1", "T2/C1")
    await workspaces.save(one("E1"))
    assert sorted(await paused(store)) == ["E1/C1", "T2/C1"]


async def test_a_channel_that_moves_takes_along_what_it_is_told(store: Store, workspaces: Workspaces, clock: Clock) -> None:
    await follow(store, clock, "T1/G1")
    assert await workspaces.moved("T1/G1", "T1/C1")
    assert not await workspaces.moved("T1/G1", "T1/C1")
    assert list(await paused(store)) == ["T1/C1"]


async def test_a_channel_that_moves_where_something_is_told_has_the_subscriptions_of_both(
    store: Store, workspaces: Workspaces, clock: Clock
) -> None:
    await follow(store, clock, "G1", "C1")
    async with store.begin() as ledger:
        await ledger.subscriptions.add(Subscription("slack", "G1", Rule(keywords=("climate",)), clock()), clock())
    assert await workspaces.moved("G1", "C1")
    assert not await workspaces.moved("G1", "C1")
    async with store.look() as ledger:
        assert sorted(one.number for _, one in await ledger.subscriptions.of("slack", "C1")) == [1, 2, 3]


async def test_a_channel_that_takes_the_bot_in_again_is_told_at_once(store: Store, workspaces: Workspaces, clock: Clock) -> None:
    await follow(store, clock, "T1/C1")
    async with store.begin() as ledger:
        await ledger.outbox.pause("slack", "T1/C1", "the bot is not in the channel", clock())
    assert await workspaces.back("T1/C1")
    assert not await workspaces.back("T1/C1")
    assert await paused(store) == {"T1/C1": None}


async def test_a_state_is_good_once_and_for_a_while(workspaces: Workspaces, clock: Clock) -> None:
    used, old = [await workspaces.issue(dt.timedelta(minutes=10)) for _ in range(2)]
    assert await workspaces.consume(used)
    assert not await workspaces.consume(used)
    clock.move(minutes=10)
    assert not await workspaces.consume(old)
    assert not await workspaces.consume("never issued")


async def test_a_state_used_by_many_at_once_is_good_for_one(workspaces: Workspaces) -> None:
    state = await workspaces.issue(dt.timedelta(minutes=10))
    assert sorted(await asyncio.gather(*(workspaces.consume(state) for _ in range(5)))) == [False] * 4 + [True]


async def test_one_at_a_time_renews_tokens(workspaces: Workspaces, clock: Clock) -> None:
    await workspaces.save(one())
    minute = dt.timedelta(minutes=1)
    assert sorted(await asyncio.gather(*(workspaces.claim("T1", minute) for _ in range(5)))) == [False] * 4 + [True]
    clock.move(minutes=1)
    assert await workspaces.claim("T1", minute), "who took it upon them is gone"
    await workspaces.gone("T1", GONE)
    clock.move(minutes=1)
    assert not await workspaces.claim("T1", minute)
