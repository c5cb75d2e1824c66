"""Votes announced: kept until a source tells the result, over a real database of each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.model import Authority, Organ, Question, Reading, Source, Upcoming, VoteState
from bot.record import expected, fold
from bot.record.expected import Expected
from tests.flow import Flow
from tests.votes import ADOPTED, BARE_VETO, VETO, evidence

SOON = Upcoming(Organ.SECURITY_COUNCIL, dt.date(2022, 5, 26), "S/2022/431", "sanctions on the Democratic People's Republic of Korea")
BARE = replace(SOON, draft=None, subject=None)


async def _coming(flow: Flow) -> Sequence[Expected]:
    async with flow.store.look() as ledger:
        return await ledger.expected.coming(flow.clock())


async def _announced(flow: Flow, *upcoming: Upcoming, key: str = "preview") -> None:
    flow.agency.put(key, Reading(upcoming=upcoming))
    flow.clock.move(hours=1)
    await flow.poll(flow.agency)


async def test_an_announced_vote_is_listed_with_its_source_and_nothing_is_sent(flow: Flow) -> None:
    await flow.subscribe()
    await _announced(flow, SOON)
    (coming,) = await _coming(flow)
    assert coming.upcoming == SOON
    assert coming.state is VoteState.EXPECTED
    assert [source.name for source in coming.sources] == ["agency"]
    assert await flow.deliver() == 0


async def test_its_result_ends_the_waiting_and_the_result_taken_back_begins_it_again(flow: Flow) -> None:
    await _announced(flow, SOON)
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    assert await _coming(flow) == []
    flow.press.put("sc14911", Reading())
    flow.clock.move(hours=1)
    await flow.poll()
    assert [coming.upcoming for coming in await _coming(flow)] == [SOON]


async def test_what_is_announced_after_the_result_is_not_expected(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await _announced(flow, SOON, BARE)
    assert await _coming(flow) == []


async def test_a_page_read_again_announces_anew(flow: Flow) -> None:
    await _announced(flow, SOON)
    later = replace(SOON, date=dt.date(2022, 5, 27))
    await _announced(flow, later)
    assert [coming.upcoming for coming in await _coming(flow)] == [later]
    await _announced(flow)
    assert await _coming(flow) == []


async def test_another_vote_of_that_day_does_not_end_the_waiting(flow: Flow) -> None:
    await _announced(flow, SOON)
    flow.press.tell(
        "other", replace(VETO, draft="S/2022/400", meeting=None), replace(VETO, draft=None, meeting=None, subject="aid to Mali")
    )
    await flow.poll()
    assert [coming.upcoming.draft for coming in await _coming(flow)] == ["S/2022/431"]


async def test_two_announcements_of_one_vote_are_one_and_two_drafts_are_two(flow: Flow) -> None:
    await _announced(flow, replace(SOON, draft="S/2022/431/Rev.1", subject="North Korea sanctions"), key="one")
    await _announced(flow, replace(SOON, draft=None), replace(SOON, draft="S/2022/432", subject="aid to Mali"), key="two")
    assert [coming.upcoming.draft for coming in await _coming(flow)] == ["S/2022/431/Rev.1", "S/2022/432"]


async def test_what_names_neither_draft_nor_day_nor_subject_is_not_kept_and_a_day_gone_by_is_not_coming(flow: Flow) -> None:
    await _announced(flow, Upcoming(Organ.SECURITY_COUNCIL), replace(SOON, date=dt.date(2022, 5, 20)))
    assert await _coming(flow) == []


def _expected(upcoming: Upcoming) -> Expected:
    at = dt.datetime(2022, 5, 25, 15, tzinfo=dt.UTC)
    return Expected(upcoming, (Source("agency", "https://agency.example/1", Authority.NEWS_AGENCY, at, at),), at)


@pytest.mark.parametrize(
    "upcoming",
    [SOON, replace(SOON, draft="S/2022/431/Rev.2", date=None), replace(SOON, draft=None, date=dt.date(2022, 5, 25)), BARE],
)
def test_a_vote_is_the_announced_one_by_draft_or_by_day_and_subject(upcoming: Upcoming) -> None:
    assert expected.came(_expected(upcoming), fold.fold([evidence(VETO)]))


@pytest.mark.parametrize(
    "upcoming",
    [
        replace(SOON, organ=Organ.GENERAL_ASSEMBLY),
        replace(SOON, draft="S/2022/430"),
        replace(SOON, draft=None, date=dt.date(2022, 5, 24)),
        replace(BARE, date=dt.date(2022, 5, 25)),
        replace(SOON, draft=None, subject="a ceasefire in Mali"),
        replace(BARE, date=None),
    ],
)
def test_another_vote_is_not(upcoming: Upcoming) -> None:
    assert not expected.came(_expected(upcoming), fold.fold([evidence(VETO)]))


def test_a_vote_on_a_part_or_one_of_another_time_is_not_the_announced_one() -> None:
    undated = replace(SOON, draft=None, date=None)
    assert expected.came(_expected(undated), fold.fold([evidence(BARE_VETO)]))
    assert not expected.came(_expected(undated), fold.fold([evidence(ADOPTED)]))
    assert not expected.came(_expected(SOON), fold.fold([evidence(replace(VETO, question=Question.PARAGRAPH))]))
