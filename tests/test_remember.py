"""The built-in record in the store: loaded once, beside what is known, and told to nobody."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import pytest
from sqlalchemy import select

from bot.history import PastVote, council
from bot.model import Authority, Choice, Item, Outcome, Question, Reading, Rule, Sighting, Source, Subscription, Tally, VoteState
from bot.reading import topics
from bot.record import fold
from bot.recorder import Recorder
from bot.store import Store, Wanted, tables
from bot.store.remember import File
from tests.conftest import Clock
from tests.votes import VETO, evidence

OF_2022 = [past for past in council() if past.vote.date and past.vote.date.year == 2022]
THE_VETO = next(past for past in OF_2022 if past.vote.draft == "S/2022/431")
EVERYTHING = Wanted()
OFFICIAL = Source("library", "https://digitallibrary.un.org/record/1", Authority.OFFICIAL_RECORD)


def file(votes: Iterable[PastVote] = OF_2022, edition: str = "one") -> File:
    return File("council", edition, lambda: iter(list(votes)))


async def tell(store: Store, clock: Clock, source: Source, *sightings: Sighting) -> None:
    async with store.begin(recording=True) as ledger:
        await ledger.intake.note(source.name, [Item(source.url, (source.url,))], clock())
        (noted,) = await ledger.intake.due(source.name, clock())
        await Recorder(ledger, clock(), backlog=False).record(noted.id, source, Reading(sightings=sightings))


async def count(store: Store, wanted: Wanted = EVERYTHING) -> int:
    async with store.look() as ledger:
        return await ledger.memory.count(wanted)


async def test_a_file_is_loaded_once(store: Store, clock: Clock) -> None:
    first = await store.remember(clock(), [file()])
    assert first["council"].opened == len(OF_2022) == await count(store)
    assert await store.remember(clock(), [file()]) == {}


async def test_votes_come_back_as_the_file_has_them(store: Store, clock: Clock) -> None:
    await store.remember(clock(), [file()])
    for past in OF_2022:
        async with store.look() as ledger:
            (found,) = [r for r in await ledger.memory.find(past.vote.resolution or past.vote.draft or "") if r.vote.date == past.vote.date]
        assert found.vote == past.vote
        assert (found.backlog, found.revision, found.listed) == (True, 1, past.listed)


async def test_programs_that_start_at_once_load_once(database_url: str, clock: Clock) -> None:
    stores = [Store(database_url) for _ in range(3)]
    await stores[0].upgrade()
    done = await asyncio.gather(*(store.remember(clock(), [file()]) for store in stores))
    assert sorted(len(each) for each in done) == [0, 0, 1]
    assert await count(stores[0]) == len(OF_2022)
    await asyncio.gather(*(store.close() for store in stores))


async def test_a_load_ended_halfway_leaves_nothing_and_is_done_again(store: Store, clock: Clock) -> None:
    def broken() -> Iterator[PastVote]:
        yield from islice(OF_2022, 20)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await store.remember(clock(), [File("council", "one", broken)])
    assert await count(store) == 0
    await store.remember(clock(), [file()])
    assert await count(store) == len(OF_2022)


async def test_a_newer_edition_changes_what_differs(store: Store, clock: Clock) -> None:
    await store.remember(clock(), [file()])
    others = [past for past in OF_2022 if past is not THE_VETO][1:]
    mended = replace(THE_VETO, vote=replace(THE_VETO.vote, title="Another title"))
    done = (await store.remember(clock(), [file([mended, *others], "two")]))["council"]
    assert (done.opened, done.changed, done.gone) == (0, 1, 1)
    assert await count(store) == len(OF_2022) - 1
    async with store.look() as ledger:
        (found,) = await ledger.memory.find("S/2022/431")
        assert found.vote.title == "Another title"
        assert [r.id for r in await ledger.memory.search("another title", 5)] == [found.id]


async def test_an_official_record_joins_the_past_vote_and_tells_nobody(store: Store, clock: Clock) -> None:
    await store.remember(clock(), [file()])
    async with store.begin() as ledger:
        await ledger.subscriptions.add(Subscription("discord", "one", Rule(), dt.datetime(1945, 10, 24, tzinfo=dt.UTC)), clock())
    await tell(store, clock, OFFICIAL, VETO)
    assert await count(store) == len(OF_2022)
    async with store.look() as ledger:
        (found,) = await ledger.votes.by_symbol("S/2022/431")
        assert found.revision > 1
        assert found.vote.meeting == "S/PV.9048"
        assert found.vote.state is VoteState.ON_RECORD
        assert found.vote.who(Choice.NO) == ("CHN", "RUS")
        assert len(found.vote.ballots) == 15
        assert len(found.vote.sources) == 2
        assert not found.vote.conflicts
        assert await ledger.votes.at(found.id, 1) == THE_VETO.vote
    async with store.begin() as ledger:
        assert await ledger.outbox.claim("discord", clock(), dt.timedelta(minutes=5)) == []


async def test_a_page_that_reports_a_past_vote_as_just_taken_is_news_once(store: Store, clock: Clock) -> None:
    await store.remember(clock(), [file()])
    async with store.begin() as ledger:
        await ledger.subscriptions.add(Subscription("discord", "one", Rule(), clock()), clock())
    clock.move(hours=1)
    for name in ("press", "agency"):
        await tell(store, clock, Source(name, f"https://{name}.example/1", Authority.MEETINGS_COVERAGE), VETO)
    async with store.begin() as ledger:
        (owed,) = await ledger.outbox.claim("discord", clock(), dt.timedelta(minutes=5))
        (found,) = await ledger.votes.by_symbol("S/2022/431")
    assert owed.vote_id == found.id
    assert (found.first_seen, found.backlog) == (clock(), False)


async def test_a_page_that_speaks_of_a_past_vote_long_after_is_no_news(store: Store, clock: Clock) -> None:
    await store.remember(clock(), [file()])
    async with store.begin() as ledger:
        await ledger.subscriptions.add(Subscription("discord", "one", Rule(), clock()), clock())
    clock.move(days=365)
    await tell(store, clock, Source("press", "https://press.example/1", Authority.MEETINGS_COVERAGE), VETO)
    async with store.begin() as ledger:
        assert await ledger.outbox.claim("discord", clock(), dt.timedelta(minutes=5)) == []


async def test_what_a_page_takes_back_leaves_the_past_vote(store: Store, clock: Clock) -> None:
    await store.remember(clock(), [file()])
    await tell(store, clock, OFFICIAL, VETO)
    async with store.begin(recording=True) as ledger:
        await Recorder(ledger, clock(), backlog=False).record(1, OFFICIAL, Reading())
        (found,) = await ledger.votes.by_symbol("S/2022/431")
    assert not found.vote.withdrawn
    assert found.vote.tally == THE_VETO.vote.tally


async def test_what_the_bot_recorded_is_not_overwritten(store: Store, clock: Clock) -> None:
    told = replace(VETO, tally=Tally(12, 2, 1), title="As told then")
    await tell(store, clock, replace(OFFICIAL, name="agency", authority=Authority.NEWS_AGENCY), told)
    done = (await store.remember(clock(), [file()]))["council"]
    assert (done.joined, done.opened) == (1, len(OF_2022) - 1)
    async with store.look() as ledger:
        (found,) = await ledger.memory.find("S/2022/431")
    assert (found.vote.tally, found.vote.title) == (Tally(12, 2, 1), "As told then")
    assert found.vote.outcome is Outcome.VETOED


async def test_votes_recorded_before_the_index_was_made_are_found(store: Store, clock: Clock) -> None:
    async with store.begin() as ledger:
        recorded = await ledger.votes.add(fold.fold([evidence(VETO)]), clock(), backlog=False)
    async with store._engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM vote_index")
    assert await count(store) == 0
    await store.remember(clock(), [])
    async with store.look() as ledger:
        assert [r.id for r in await ledger.memory.search("korea 2022", 5)] == [recorded.id]


async def test_past_votes_are_not_the_latest_recorded(store: Store, clock: Clock) -> None:
    async with store.begin() as ledger:
        recorded = await ledger.votes.add(fold.fold([evidence(replace(VETO, draft="S/2030/1", date=None))]), clock(), backlog=False)
    await store.remember(clock(), [file()])
    async with store.look() as ledger:
        assert [r.id for r in await ledger.votes.latest()] == [recorded.id]


async def test_a_vote_on_a_part_is_told_apart(store: Store, clock: Clock) -> None:
    part = replace(THE_VETO, number=9999, vote=replace(THE_VETO.vote, question=Question.PARAGRAPH), listed=False)
    await store.remember(clock(), [file([*OF_2022, part])])
    async with store.look() as ledger:
        whole, other = await ledger.memory.find("S/2022/431")
        assert (whole.vote.question, other.vote.question) == (Question.WHOLE, Question.PARAGRAPH)
        vetoed = Wanted(outcomes=(Outcome.VETOED,))
        assert await ledger.memory.count(vetoed) == 1 + await ledger.memory.count(replace(vetoed, listed_only=True))


async def test_another_list_of_topics_sorts_the_votes_on_record_anew(store: Store, clock: Clock) -> None:
    async def found(own: str) -> int:
        topics.use(own)
        await store.remember(clock(), [file()])
        return await count(store, Wanted(topic="pyongyang"))

    assert await found("") == 0
    assert await found("pyongyang | Pyongyang | @PRK") > 0
    assert await found("") == 0


async def test_a_vote_that_comes_goes_and_comes_back_is_in_the_next_answer(store: Store, clock: Clock) -> None:
    await store.remember(clock(), [file(OF_2022[:20])])
    gone = OF_2022[10].vote
    counts = [await count(store)]
    for votes in (OF_2022, [past for past in OF_2022 if past.vote != gone], OF_2022):
        await store.remember(clock(), [file(votes, f"edition of {len(counts)}")])
        counts.append(await count(store))
    assert counts == [20, len(OF_2022), len(OF_2022) - 1, len(OF_2022)]


async def test_an_index_row_put_back_among_others_is_in_the_next_answer(store: Store, clock: Clock) -> None:
    await store.remember(clock(), [file()])
    row = tables.vote_index.c.vote_id == 3
    async with store._engine.connect() as db:
        kept = (await db.execute(select(tables.vote_index).where(row))).mappings().one()
    counts = []
    for statement in (tables.vote_index.delete().where(row), tables.vote_index.insert().values(dict(kept))):
        async with store._engine.begin() as db:
            await db.execute(statement)
        counts.append(await count(store))
    assert counts == [len(OF_2022) - 1, len(OF_2022)]
