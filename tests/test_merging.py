"""Many reports, one vote: over a real database of each kind, whatever order they come in."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest

from bot.deliver import Deliverer
from bot.model import Authority, Organ, Outcome, Reading, Sighting, Tally, VoteState
from bot.store import RecordedVote, Store
from tests.conftest import SHARED, Clock
from tests.eval import merging
from tests.fakes import FakeSource
from tests.flow import Flow
from tests.votes import ADOPTED, BARE_VETO, VETO

BY_DRAFT = replace(ADOPTED, resolution=None, subject=None, tally=Tally(), abstained=())
BY_NUMBER = replace(ADOPTED, draft=None)


@pytest.fixture
async def flow(store: Store, clock: Clock) -> Flow:
    """A flow whose sources were polled once before, with a library that is asked seldom."""
    made = Flow(store, clock)
    made.library = FakeSource("library", Authority.OFFICIAL_RECORD)  # type: ignore[attr-defined]
    for source in (made.press, made.agency, _library(made)):
        await made.poll(source)
    return made


def _library(flow: Flow) -> FakeSource:
    library: FakeSource = flow.library  # type: ignore[attr-defined]
    return library


async def _told(flow: Flow, source: FakeSource, key: str, *sightings: Sighting) -> None:
    source.tell(key, *sightings)
    flow.clock.move(hours=1)
    await flow.poll(source)


async def _votes(flow: Flow, limit: int = 10) -> list[RecordedVote]:
    async with flow.store.look() as ledger:
        return await ledger.votes.latest(limit)


async def test_a_page_that_names_draft_and_resolution_makes_two_records_one(flow: Flow) -> None:
    await flow.subscribe("before")
    await _told(flow, flow.press, "live", BY_DRAFT)
    await _told(flow, flow.agency, "story", BY_NUMBER)
    await flow.deliver()
    assert len(flow.chat.messages) == 2
    await _told(flow, _library(flow), "record", ADOPTED)
    (recorded,) = await _votes(flow)
    assert (recorded.vote.draft, recorded.vote.resolution) == (ADOPTED.draft, ADOPTED.resolution)
    assert {source.name for source in recorded.vote.sources} == {"press", "agency", "library"}
    await flow.deliver()
    first, second = (post.alert.vote for post in flow.chat.messages.values())
    assert not first.withdrawn
    assert first.state is VoteState.ON_RECORD
    assert second.withdrawn
    assert second.conflicts == ("this is the vote another message here tells of",)
    assert await flow.deliver(hours=1) == 0


async def test_a_message_about_the_later_record_alone_follows_the_older(flow: Flow) -> None:
    await _told(flow, flow.press, "live", BY_DRAFT)
    await flow.subscribe("after")
    await _told(flow, flow.agency, "story", replace(BY_NUMBER, tally=Tally(13, 1, 1)))
    await flow.deliver()
    await _told(flow, _library(flow), "record", ADOPTED)
    await flow.deliver()
    (post,) = flow.chat.messages.values()
    assert post.alert.vote.draft == ADOPTED.draft
    assert not post.alert.vote.withdrawn
    assert [(c.what, c.before, c.after) for c in post.corrections if c.what == "count"] == [("count", "13-1-1", "14-0-1")]
    await _told(flow, flow.press, "live", replace(ADOPTED, sponsors=("MOZ",)))
    await flow.deliver()
    assert len(flow.chat.messages) == 1


async def test_what_is_not_sent_yet_is_sent_once(flow: Flow) -> None:
    await flow.subscribe()
    await _told(flow, flow.press, "live", BY_DRAFT)
    await _told(flow, flow.agency, "story", BY_NUMBER)
    await _told(flow, _library(flow), "record", ADOPTED)
    assert await flow.deliver() == 1
    assert flow.said() == [ADOPTED.draft]


async def test_a_message_on_its_way_while_records_are_joined_is_brought_up_to_date(flow: Flow) -> None:
    await _told(flow, flow.press, "live", BY_DRAFT)
    await flow.subscribe()
    await _told(flow, flow.agency, "story", BY_NUMBER)
    sender = Deliverer(flow.store, flow.chat, flow.clock, flow.poller._jitter)
    claimed = await sender._claim()
    await _told(flow, _library(flow), "record", ADOPTED)
    assert [await sender._one(owed) for owed in claimed] == [None]
    await flow.deliver()
    (post,) = flow.chat.messages.values()
    assert post.alert.vote.draft == ADOPTED.draft
    assert await flow.deliver(hours=1) == 0


async def test_a_doubtful_message_is_found_again_after_records_are_joined(flow: Flow) -> None:
    await _told(flow, flow.press, "live", BY_DRAFT)
    await flow.subscribe()
    await _told(flow, flow.agency, "story", BY_NUMBER)
    flow.chat.lost_replies = 1
    await flow.deliver()
    await _told(flow, _library(flow), "record", ADOPTED)
    await flow.deliver(hours=1)
    assert len(flow.chat.messages) == 1


async def test_a_joined_record_can_be_joined_again_and_withdrawn(flow: Flow) -> None:
    await flow.subscribe()
    await _told(flow, flow.press, "live", BY_DRAFT)
    await _told(flow, flow.agency, "story", BY_NUMBER)
    await _told(flow, _library(flow), "record", ADOPTED)
    flow.press.put("live", Reading())
    flow.agency.put("story", Reading())
    _library(flow).put("record", Reading())
    for source in (flow.press, flow.agency, _library(flow)):
        flow.clock.move(hours=8)
        await flow.poll(source)
    (recorded,) = await _votes(flow)
    assert recorded.vote.withdrawn
    assert await flow.deliver() == 0


async def test_two_votes_of_one_page_stay_two_whatever_little_it_says_of_them(flow: Flow) -> None:
    drafts = [replace(BARE_VETO, outcome=Outcome.FAILED, vetoed_by=(), against=(), tally=tally) for tally in (Tally(), Tally(6, 4, 5))]
    await _told(flow, flow.agency, "story", *drafts)
    assert len(await _votes(flow)) == 2
    await _told(flow, flow.agency, "story", *drafts)
    assert len(await _votes(flow)) == 2


async def test_a_page_that_corrects_its_count_corrects_its_vote(flow: Flow) -> None:
    await flow.subscribe()
    await _told(flow, flow.agency, "story", replace(BARE_VETO, tally=Tally(9, 2, 4)))
    await flow.deliver()
    await _told(flow, flow.agency, "story", BARE_VETO)
    await flow.deliver()
    assert len(await _votes(flow)) == 1
    assert [c.what for c in flow.chat.edits[-1].corrections] == ["count"]


async def test_a_report_finds_its_vote_when_that_becomes_known(flow: Flow) -> None:
    other = replace(BY_NUMBER, resolution="S/RES/2729", subject="sanctions on Gaza smugglers", tally=Tally(), abstained=())
    await _told(flow, flow.press, "one", other)
    await _told(flow, flow.agency, "story", replace(BY_NUMBER, resolution=None, subject="truce in Gaza", tally=Tally(), abstained=()))
    await _told(flow, flow.press, "two", replace(ADOPTED, subject="a ceasefire and truce in Gaza for Ramadan"))
    async with flow.store.look() as ledger:
        (recorded,) = await ledger.votes.by_symbol("S/RES/2728")
    assert [source.name for source in recorded.vote.sources] == ["press", "agency"]


async def test_the_library_months_later_joins_by_symbol(flow: Flow) -> None:
    await _told(flow, flow.press, "sc14911", VETO)
    flow.clock.move(days=200)
    record = replace(VETO, draft="S/2022/431/Rev.1", date=dt.date(2022, 5, 25), not_voting=(), in_favour=())
    await _told(flow, _library(flow), "record", record)
    (recorded,) = await _votes(flow)
    assert recorded.vote.state is VoteState.ON_RECORD


async def test_candidates_are_found_by_meeting_and_without_a_day(flow: Flow) -> None:
    await _told(flow, flow.press, "sc14911", VETO)
    bare = Sighting(VETO.organ, Outcome.VETOED)
    async with flow.store.look() as ledger:
        assert await ledger.votes.candidates(replace(bare, meeting="S/PV.9048"))
        assert await ledger.votes.candidates(bare, flow.clock())
        assert not await ledger.votes.candidates(bare, flow.clock() + dt.timedelta(days=4))
        assert not await ledger.votes.candidates(bare)


async def _read_again(flow: Flow, source: FakeSource, key: str, *sightings: Sighting) -> None:
    source.put(key, Reading(sightings=sightings))
    flow.clock.move(hours=8)
    await flow.poll(source)


async def test_press_page_live_blog_un_news_agencies_in_three_languages_and_the_library_are_one(flow: Flow) -> None:
    await flow.subscribe()
    bare = replace(BARE_VETO, meeting=None, sponsors=())
    reports = [
        ("live", flow.press, replace(VETO, tally=Tally(), subject=None, sponsors=())),
        ("story-1", flow.agency, replace(bare, subject="North Korea missile sanctions", date=dt.date(2022, 5, 27))),
        ("story-2", flow.agency, replace(bare, subject="sanctions contre la Corée du Nord", tally=Tally(yes=13))),
        ("story-3", flow.agency, replace(bare, subject="sanciones a Corea del Norte")),
        ("story-4", flow.agency, replace(bare, subject="sanctions on Pyongyang", tally=Tally())),
        ("story-5", flow.agency, replace(bare, subject="tightening sanctions on North Korea", tally=Tally(13, 2, 0))),
        ("un-news", flow.agency, replace(bare, subject="sanctions on DPRK", draft="S/2022/431")),
        ("sc14911", flow.press, VETO),
    ]
    for name, source, sighting in reports:
        await _told(flow, source, name, sighting)
    flow.clock.move(days=120)
    await _told(flow, _library(flow), "record", replace(VETO, sponsors=(), not_voting=(), date=dt.date(2022, 5, 26)))
    (recorded,) = await _votes(flow)
    assert len(recorded.vote.sources) == 9
    assert recorded.vote.confirmed
    assert recorded.vote.state is VoteState.ON_RECORD
    await flow.deliver()
    assert len(flow.chat.messages) == 1


async def test_two_drafts_on_one_agenda_item_on_one_day_stay_two_whoever_tells_of_them(flow: Flow) -> None:
    subject = "ceasefire in Gaza"
    one = replace(ADOPTED, draft="S/2023/795", resolution=None, outcome=Outcome.FAILED, tally=Tally(4, 2, 9), abstained=(), subject=subject)
    other = replace(
        one, draft="S/2023/792", outcome=Outcome.VETOED, tally=Tally(10, 3, 2), vetoed_by=("CHN", "RUS"), against=("CHN", "RUS")
    )
    await _told(flow, flow.press, "sc1", one, other)
    await _told(flow, flow.agency, "story-1", replace(other, draft=None))
    await _told(flow, flow.agency, "story-2", replace(one, draft=None))
    await _told(flow, _library(flow), "record-1", other)
    await _told(flow, _library(flow), "record-2", one)
    votes = {recorded.vote.draft: recorded.vote for recorded in await _votes(flow)}
    assert {draft: str(vote.tally) for draft, vote in votes.items()} == {"S/2023/795": "4-2-9", "S/2023/792": "10-3-2"}
    assert [len(vote.sources) for vote in votes.values()] == [3, 3]


async def test_a_record_of_months_later_without_a_draft_joins_by_meeting_and_count(flow: Flow) -> None:
    await _told(flow, flow.press, "sc14911", VETO)
    flow.clock.move(days=200)
    await _told(flow, _library(flow), "record", replace(VETO, draft=None, sponsors=(), date=dt.date(2022, 5, 26)))
    await _told(flow, _library(flow), "another", replace(VETO, draft=None, meeting="S/PV.9200", date=dt.date(2022, 11, 26)))
    later, first = await _votes(flow)
    assert first.vote.state is VoteState.ON_RECORD
    assert (later.vote.meeting, later.vote.draft) == ("S/PV.9200", None)


async def test_a_page_that_no_longer_tells_of_a_vote_takes_back_its_word_alone(flow: Flow) -> None:
    await _told(flow, flow.agency, "story", replace(BARE_VETO, tally=Tally(12, 2, 1)))
    await _told(flow, flow.press, "sc14911", VETO)
    await _read_again(flow, flow.press, "sc14911")
    (recorded,) = await _votes(flow)
    assert not recorded.vote.withdrawn
    assert recorded.vote.state is VoteState.REPORTED
    assert str(recorded.vote.tally) == "12-2-1"
    assert [source.name for source in recorded.vote.sources] == ["agency"]


async def test_a_contradiction_between_sources_is_flagged_until_a_better_one_tells(flow: Flow) -> None:
    await _told(flow, flow.agency, "story-1", replace(BARE_VETO, draft="S/2022/431", tally=Tally(12, 2, 1)))
    await _told(flow, flow.agency, "story-2", replace(BARE_VETO, draft="S/2022/431"))
    (recorded,) = await _votes(flow)
    assert recorded.vote.conflicts == ("sources differ on the count: agency says 13-2-0; agency says 12-2-1",)
    await _told(flow, flow.press, "sc14911", VETO)
    (recorded,) = await _votes(flow)
    assert recorded.vote.confirmed
    assert recorded.vote.state is VoteState.CONFIRMED


async def test_a_contradiction_between_tally_and_lists_is_flagged_until_the_page_is_mended(flow: Flow) -> None:
    wrong = replace(VETO, against=("CHN", "RUS", "IRL"))
    await _told(flow, flow.press, "sc14911", wrong)
    (recorded,) = await _votes(flow)
    assert recorded.vote.conflicts == ("3 are named against, 2 counted",)
    await _read_again(flow, flow.press, "sc14911", VETO)
    (recorded,) = await _votes(flow)
    assert recorded.vote.confirmed


async def test_a_report_by_draft_moves_to_where_its_draft_turns_out_to_belong(flow: Flow) -> None:
    day, pal = dt.date(2015, 11, 24), "question of Palestine"
    program = Sighting(
        Organ.GENERAL_ASSEMBLY,
        Outcome.ADOPTED,
        tally=Tally(155, 7, 7),
        date=day,
        resolution="A/RES/70/14",
        subject=f"information on the {pal}",
    )
    await _told(flow, flow.agency, "fr", replace(program, resolution=None, draft="A/70/L.13", subject=pal))
    await _told(flow, flow.press, "one", program)
    await _told(flow, _library(flow), "two", replace(program, draft="A/70/L.12"))
    await _told(
        flow, _library(flow), "three", replace(program, draft="A/70/L.13", resolution="A/RES/70/15", subject=f"settlement of the {pal}")
    )
    votes = {recorded.vote.resolution: recorded.vote for recorded in await _votes(flow)}
    assert {name: vote.draft for name, vote in votes.items()} == {"A/RES/70/14": "A/70/L.12", "A/RES/70/15": "A/70/L.13"}
    assert {source.name for source in votes["A/RES/70/15"].sources} == {"agency", "library"}


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared records of votes, which are not part of the project")
def test_real_votes_told_many_times_are_joined_no_worse_than_before() -> None:
    figures, _, _ = merging.run(seed=5, share=0.1)
    assert figures.clear_precision > 0.998
    assert figures.clear_recall > 0.99
    assert figures.exact["outcome"] > 0.995


async def test_a_page_of_a_hundred_votes_is_recorded_and_read_again_in_good_time(flow: Flow) -> None:
    await flow.subscribe()
    day = [
        Sighting(
            Organ.GENERAL_ASSEMBLY,
            Outcome.ADOPTED,
            tally=Tally(100 + n, n, 3),
            date=VETO.date,
            subject=f"text on theme {chr(97 + n // 26) * 4}{n}",
        )
        for n in range(100)
    ]
    for _ in range(2):
        began = time.process_time()
        await _told(flow, flow.press, "ga12345", *day)
        assert time.process_time() - began < 20
    assert len(await _votes(flow, 200)) == 100
