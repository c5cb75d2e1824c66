"""Questions answered from bitmaps, held against a look at each vote by itself; and how soon what is kept in memory follows the database."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from bot.model import Choice, Organ, Outcome, Question
from bot.record import fold
from bot.states import PERMANENT
from bot.store import Store, Wanted, roll, tables
from bot.store.bitmaps import Bitmaps, Entry, rows_of
from tests.conftest import Clock
from tests.votes import VETO, evidence

STATES = ("AFG", "CHN", "FRA", "RUS", "USA", "ZWE")
TOPICS = ("cyprus", "syria", "sanctions")
days = st.dates(dt.date(1946, 1, 1), dt.date(1946, 1, 12))
members = st.frozensets(st.sampled_from(sorted(PERMANENT)), max_size=2)
ballots = st.dictionaries(st.sampled_from(STATES), st.sampled_from(list(Choice)))


def _spaced(values: frozenset[str]) -> str:
    return f" {' '.join(sorted(values))} " if values else ""


entries = st.lists(
    st.builds(
        Entry,
        vote_id=st.integers(1, 10_000),
        symbols=st.tuples(st.sampled_from(("S/1", "S/2", None)), st.sampled_from(("S/RES/1", None))),
        day=st.none() | days,
        organ=st.sampled_from([organ.value for organ in Organ][:3]),
        question=st.sampled_from([question.value for question in Question]),
        outcome=st.sampled_from([outcome.value for outcome in Outcome]),
        listed=st.booleans(),
        vetoed_by=members.map(_spaced),
        topics=st.frozensets(st.sampled_from(TOPICS)).map(_spaced),
        roll=ballots.map(roll.write),
        quoted=st.sampled_from(("", "FRA jean dupont", "RUS ivan petrov\nUSA jean smith", "--- ivan")),
    ),
    max_size=40,
    unique_by=lambda entry: entry.vote_id,
)
questions = st.builds(
    Wanted,
    organs=st.lists(st.sampled_from(list(Organ)[:3]), max_size=2).map(tuple),
    outcomes=st.lists(st.sampled_from(list(Outcome)), max_size=2).map(tuple),
    vetoed_by=members.map(lambda some: tuple(sorted(some))),
    voted=st.none() | st.tuples(st.sampled_from(STATES), st.lists(st.sampled_from(list(Choice))).map(tuple)),
    topic=st.none() | st.sampled_from((*TOPICS, "gaza")),
    since=st.none() | days,
    until=st.none() | days,
    question=st.none() | st.sampled_from(list(Question)),
    listed_only=st.booleans(),
    quoted=st.sampled_from(("", "", "FRA", "RUS")),
    speaker=st.sampled_from(("", "", "Jean", "petrov ivan")),
)


def is_wanted(entry: Entry, wanted: Wanted) -> bool:
    cast = roll.read(entry.roll)
    return (
        entry.day is not None
        and (not wanted.organs or entry.organ in wanted.organs)
        and (not wanted.outcomes or entry.outcome in wanted.outcomes)
        and (not wanted.outcomes or entry.question != Question.STATEMENT or wanted.question is Question.STATEMENT)
        and set(wanted.vetoed_by) <= set(entry.vetoed_by.split())
        and (wanted.voted is None or cast.get(wanted.voted[0]) in (wanted.voted[1] or tuple(Choice)))
        and (wanted.topic is None or wanted.topic in entry.topics.split())
        and (wanted.since is None or entry.day >= wanted.since)
        and (wanted.until is None or entry.day <= wanted.until)
        and (wanted.question is None or entry.question == wanted.question)
        and (entry.listed or not wanted.listed_only)
        and (not wanted.quoted or any(line.startswith(wanted.quoted) for line in entry.quoted.splitlines()))
        and any(all(part in line[4:] for part in wanted.speaker.lower().split()) for line in (entry.quoted or "---").splitlines())
    )


@given(entries, questions, st.integers(0, 5), st.integers(0, 5))
def test_bitmaps_answer_as_a_look_at_each_vote_would(kept: list[Entry], wanted: Wanted, limit: int, offset: int) -> None:
    bitmaps = Bitmaps(kept)
    found = [entry for entry in kept if is_wanted(entry, wanted)]
    newest = [entry.vote_id for entry in sorted(found, key=lambda entry: (str(entry.day), entry.vote_id), reverse=True)]
    bitmap = bitmaps.wanted(wanted)
    assert bitmaps.listed(bitmap, 100) == newest
    assert bitmaps.listed(bitmap, limit, offset) == newest[offset : offset + limit]
    assert bitmaps.vetoes(bitmap) == Counter(state for entry in found for state in entry.vetoed_by.split())
    for state in STATES:
        cast = Counter(roll.read(entry.roll)[state] for entry in found if state in roll.read(entry.roll))
        assert {choice: (bitmaps.cast(state, choice) & bitmap).bit_count() for choice in Choice} == {c: cast[c] for c in Choice}


def test_a_presidential_statement_is_nothing_that_was_adopted() -> None:
    day, adopted = dt.date(2026, 3, 2), Outcome.ADOPTED
    kept = [
        Entry(n, (None,), day, "SC", question.value, adopted.value) for n, question in enumerate((Question.WHOLE, Question.STATEMENT), 1)
    ]
    asked = {question: Bitmaps(kept).wanted(Wanted(outcomes=(adopted,), question=question)) for question in (None, Question.STATEMENT)}
    assert {question: Bitmaps(kept).listed(found, 9) for question, found in asked.items()} == {None: [1], Question.STATEMENT: [2]}


@given(entries)
def test_votes_are_found_by_any_of_their_symbols(kept: list[Entry]) -> None:
    bitmaps = Bitmaps(kept)
    for symbol in ("S/1", "S/RES/1", "S/3"):
        bearing = sorted((entry.vote_id for entry in kept if symbol in entry.symbols), reverse=True)
        assert bitmaps.named([symbol]) == bearing
        assert bitmaps.knows(symbol) == bool(bearing)


@given(st.frozensets(st.integers(0, 300)))
def test_bits_are_read_back(rows: frozenset[int]) -> None:
    assert list(rows_of(Bitmaps(()).rows(rows))) == sorted(rows)


async def _count(store: Store) -> int:
    async with store.look() as ledger:
        return await ledger.memory.count(Wanted(outcomes=(Outcome.VETOED,)))


async def test_what_another_program_records_is_in_the_next_answer(store: Store, clock: Clock) -> None:
    vote = fold.fold([evidence(VETO)])
    async with Store(store.url.render_as_string(hide_password=False)) as other:
        assert await _count(store) == await _count(other) == 0
        async with other.begin(recording=True) as ledger:
            recorded = await ledger.votes.add(vote, clock(), backlog=False)
            assert await ledger.memory.count(Wanted()) == 1  # its own, before anybody else sees it
            assert await _count(store) == 0
        assert await _count(store) == 1
        async with other.begin(recording=True) as ledger:
            await ledger.votes.revise(recorded, replace(vote, title="another title", outcome=Outcome.FAILED, vetoed_by=()), clock())
        assert await _count(store) == 0
        async with store.look() as ledger:
            assert [r.vote.title for r in await ledger.memory.find("S/2022/431")] == ["another title"]


async def test_whatever_changes_a_vote_is_seen(store: Store, clock: Clock) -> None:
    async with store.begin(recording=True) as ledger:
        recorded = await ledger.votes.add(fold.fold([evidence(VETO)]), clock(), backlog=True)
    async with store.look() as ledger:
        assert (await ledger.memory.find("S/2022/431"))[0].backlog
    async with store._engine.begin() as connection:
        await connection.execute(update(tables.votes).where(tables.votes.c.id == recorded.id).values(backlog=False))
    async with store.look() as ledger:
        assert not (await ledger.memory.find("S/2022/431"))[0].backlog


async def test_one_look_sees_one_moment(store: Store, clock: Clock) -> None:
    async with store.look() as ledger:
        assert await ledger.memory.count(Wanted()) == 0
        async with store.begin(recording=True) as writing:
            await writing.votes.add(fold.fold([evidence(VETO)]), clock(), backlog=False)
        assert await ledger.memory.count(Wanted()) == 0
    assert await _count(store) == 1


async def test_many_who_ask_at_once_share_one_look_that_begins_after_them(store: Store, clock: Clock) -> None:
    async with store.begin(recording=True) as ledger:
        await ledger.votes.add(fold.fold([evidence(VETO)]), clock(), backlog=False)
    assert set(await asyncio.gather(*(_count(store) for _ in range(60)))) == {1}
