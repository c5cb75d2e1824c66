"""Reads of one statement each, on both databases: alike in what they give, alone in what they fail with, there again after a fault."""

from __future__ import annotations

import asyncio
import datetime as dt

import psycopg
import pytest
from sqlalchemy import bindparam, literal, select, text
from sqlalchemy.exc import DBAPIError

from bot.model import Rule, Subscription
from bot.store import Store, tables
from bot.store.pipeline import ServerReader
from tests.conftest import Clock

_S = tables.subscriptions.c
_NUMBERED = select(_S.channel, _S.since, _S.stopped).where(_S.number.in_(bindparam("numbers", expanding=True))).order_by(_S.channel)


@pytest.fixture
async def three(store: Store, clock: Clock) -> Store:
    """Keep a subscription of three channels."""
    async with store.begin() as ledger:
        for channel in ("C1", "C2", "C3"):
            await ledger.subscriptions.add(Subscription("slack", channel, Rule(), clock()), clock())
    return store


async def test_a_statement_written_once_gives_what_one_made_for_the_question_gives(three: Store, clock: Clock) -> None:
    (made,) = {
        tuple(map(tuple, await three._reader.rows(query, values)))
        for query, values in ((_NUMBERED, {"numbers": [1, 7]}), (_NUMBERED.params(numbers=[1, 7]), None))
    }
    assert made == (("C1", clock(), False), ("C2", clock(), False), ("C3", clock(), False))
    assert made[0][1].tzinfo is dt.UTC


async def test_a_list_of_any_length_is_asked_for_in_the_same_words(three: Store) -> None:
    asked: tuple[list[int], ...] = ([], [1], list(range(3000)))
    counts = [len(await three._reader.rows(_NUMBERED, {"numbers": numbers})) for numbers in asked]
    assert counts == [0, 3, 3]
    several = select(_S.id).where(_S.channel.in_(["C1", "C3"]), _S.number == bindparam("number"))
    assert len(await three._reader.rows(several, {"number": 1})) == 2


async def test_more_than_the_way_to_the_server_holds_at_once_is_asked_at_once(three: Store) -> None:
    asked = [three._reader.rows(_NUMBERED, {"numbers": list(range(n, 150_000))}) for n in (0, 1, 2)]
    assert [len(rows) for rows in await three._reader.each(*asked)] == [3, 3, 0]


async def test_rows_are_read_by_name_and_as_mappings(three: Store) -> None:
    (row, *_others) = await three._reader.rows(_NUMBERED, {"numbers": [1]})
    assert (row.channel, row._mapping["stopped"]) == ("C1", False)
    result = await three._reader.result(_NUMBERED, {"numbers": [1]})
    assert [mapping["channel"] for mapping in result.mappings()] == ["C1", "C2", "C3"]
    assert (await three._reader.result(_NUMBERED, {"numbers": [1]})).scalars().first() == "C1"


async def test_much_is_read_on_a_thread_alike(three: Store) -> None:
    assert await three._reader.rows(_NUMBERED, {"numbers": [1]}, many=True) == await three._reader.rows(_NUMBERED, {"numbers": [1]})


async def test_who_asks_wrongly_is_told_so_alone(three: Store) -> None:
    wrong = select(text("nothing")).where(literal(1) == bindparam("one"))
    good = three._reader.rows(_NUMBERED, {"numbers": [1]})
    asked = await asyncio.gather(good, three._reader.rows(wrong, {"one": 1}), return_exceptions=True)
    assert [type(answer) for answer in asked[:1]] == [list]
    assert isinstance(asked[1], DBAPIError)
    assert len(await three._reader.rows(_NUMBERED, {"numbers": [1]})) == 3


async def test_a_connection_that_the_server_ended_is_made_anew(three: Store) -> None:
    if not isinstance(three._reader, ServerReader):
        pytest.skip("a file has no server")
    await three._reader.rows(_NUMBERED, {"numbers": [1]})
    ending = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    address = three.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute(ending)
    asked = await asyncio.gather(*(three._reader.rows(_NUMBERED, {"numbers": [1]}) for _ in range(40)))
    assert {len(rows) for rows in asked} == {3}


async def test_what_is_committed_is_in_the_next_read(three: Store, clock: Clock) -> None:
    for n in range(4, 12):
        async with three.begin() as ledger:
            await ledger.subscriptions.add(Subscription("slack", f"D{n}", Rule(), clock()), clock())
        assert len(await three._reader.rows(_NUMBERED, {"numbers": [1]})) == n
