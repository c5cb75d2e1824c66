"""Reads that share turns: everybody gets their own answer, errors and cancellations are nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.store.turns import Turns


class Halving:
    """Halves even numbers; keeps what was asked together."""

    def __init__(self) -> None:
        self.together: list[list[int]] = []

    async def __call__(self, questions: Sequence[int]) -> list[int | Exception]:
        self.together.append(list(questions))
        if 13 in questions:
            raise ConnectionError("no connection")
        return [ValueError(f"odd: {n}") if n % 2 else n // 2 for n in questions]


async def test_what_is_asked_in_one_turn_goes_together() -> None:
    halving = Halving()
    turns = Turns(halving, 1, 16)
    assert await asyncio.gather(*(turns.ask(n) for n in range(0, 80, 2))) == list(range(40))
    assert [len(questions) for questions in halving.together] == [16, 16, 8]


async def test_an_error_is_told_to_whom_it_belongs() -> None:
    turns = Turns(Halving(), 2, 16)
    answers = await asyncio.gather(*map(turns.ask, (2, 3, 4)), return_exceptions=True)
    assert answers[0] == 1
    assert str(answers[1]) == "odd: 3"
    assert answers[2] == 2


async def test_a_turn_that_fails_is_told_to_all_in_it_and_the_next_goes_on() -> None:
    turns = Turns(Halving(), 1, 2)
    answers = await asyncio.gather(*map(turns.ask, (2, 13, 4)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [ConnectionError, ConnectionError, int]
    assert await turns.ask(10) == 5


async def test_who_stops_waiting_disturbs_nobody() -> None:
    turns = Turns(Halving(), 1, 16)
    first, second = asyncio.ensure_future(turns.ask(2)), asyncio.ensure_future(turns.ask(4))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 2
    assert first.cancelled()


async def test_who_waits_when_the_database_is_closed_is_told_so_and_what_is_under_way_ends() -> None:
    turns = Turns(Halving(), 1, 1)
    first, second = asyncio.ensure_future(turns.ask(2)), asyncio.ensure_future(turns.ask(4))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await turns.close()
    with pytest.raises(ConnectionError, match="closed"):
        await second
    assert await first == 1
