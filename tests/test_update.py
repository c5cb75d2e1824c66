"""The operator's download of the UN Library's data sets, put on record beside what is there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.history import PastVote, assembly, council
from bot.history.update import Progress, read, update
from bot.model import Authority, Choice, Organ, Tally, VoteState
from bot.ports import VetowatchError
from bot.store import Store, Wanted
from bot.store.remember import File
from tests import undl
from tests.conftest import SHARED, Clock

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference is not here")
LAYOUT = SHARED / "samples" / "undl" / "ga_voting_2026_layout_2rows.csv"
CHINA = "A/RES/2758(XXVI)"  # of a day the built-in record does not know: only its month


def the_file(votes: list[PastVote], origin: str) -> File:
    return File(origin, "one", lambda: votes)


def test_the_librarys_own_layout_is_read() -> None:
    (vote,) = read(LAYOUT.read_text(encoding="utf-8").splitlines(keepends=True))
    assert (vote.number, vote.vote.resolution, vote.vote.draft) == (4025240, "A/RES/ES-10/21", "A/ES-10/L.25")
    assert vote.vote.date == dt.date(2023, 10, 27)
    assert vote.vote.tally == Tally(120, 14, 45, 14)
    assert vote.vote.ballots == {"AFG": Choice.YES, "BEN": Choice.NOT_VOTING}
    assert vote.vote.title == "Protection of civilians and upholding legal and humanitarian obligations"
    assert vote.vote.conflicts  # two members of 193 are listed


def test_symbols_and_codes_are_written_as_the_record_does(tmp_path: Path) -> None:
    undl.write_assembly(tmp_path / "a.csv", 0, 700)
    with (tmp_path / "a.csv").open(encoding="utf-8") as file:
        votes = {vote.vote.resolution: vote.vote for vote in read(file)}
    assert "A/RES/570A(VI)" in votes
    assert {"RUS", "BLR"} <= votes["A/RES/570A(VI)"].ballots.keys()


async def test_an_import_joins_what_is_there_opens_what_is_new_and_can_be_run_again(store: Store, clock: Clock, tmp_path: Path) -> None:
    await store.remember(clock(), [the_file([p for p in council() if p.month.year >= 2024], "council")])
    before = await _count(store)
    undl.write_council(tmp_path / "c.csv", 2700)
    seen: list[Progress] = []
    learned = await update(store, tmp_path / "c.csv", clock(), seen.append)
    assert learned.joined >= 90
    assert learned.new >= 1
    assert await _count(store) == before + learned.new
    assert seen[-1].done == seen[-1].size == (tmp_path / "c.csv").stat().st_size
    async with store.look() as ledger:
        (found,) = await ledger.memory.find("2728")
    assert found.vote.state is VoteState.ON_RECORD
    assert found.vote.meeting == "S/PV.9586"
    assert {source.authority for source in found.vote.sources} == {Authority.OFFICIAL_RECORD, Authority.MEETINGS_COVERAGE}
    again = await update(store, tmp_path / "c.csv", clock())
    assert (again.known, again.new, again.joined, again.changed) == (learned.votes, 0, 0, 0)


async def test_an_import_that_was_ended_goes_on(store: Store, clock: Clock, tmp_path: Path) -> None:
    undl.write_council(tmp_path / "c.csv", 2300)

    def end(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await update(store, tmp_path / "c.csv", clock(), end)
    assert 0 < await _count(store) < 500
    learned = await update(store, tmp_path / "c.csv", clock())
    assert learned.known == 200
    assert await _count(store) == learned.votes


async def test_a_roll_call_without_a_symbol_is_known_by_itself(store: Store, clock: Clock, tmp_path: Path) -> None:
    """The built-in record numbers no resolution before 1966 and knows but their months."""
    past = [p for p in assembly() if dt.date(1961, 1, 1) <= p.month < dt.date(1963, 1, 1)]
    await store.remember(clock(), [the_file(past, "assembly")])
    undl.write_assembly(tmp_path / "a.csv", 0, 900)
    learned = await update(store, tmp_path / "a.csv", clock())
    assert learned.joined >= 35
    assert await _count(store) == len(past) + learned.new
    joined = Wanted(organs=(Organ.GENERAL_ASSEMBLY,), since=dt.date(1961, 1, 1), until=dt.date(1962, 12, 31))
    async with store.look() as ledger:
        votes = [r.vote for r in await ledger.memory.select(joined, 1000) if len(r.vote.sources) == 2]
    assert len(votes) == learned.joined
    assert all(vote.resolution and vote.date for vote in votes)


async def test_what_the_file_states_otherwise_is_listed(store: Store, clock: Clock, tmp_path: Path) -> None:
    (vote,) = [p for p in council() if p.vote.resolution == "S/RES/2728"]
    ballots = {**vote.vote.ballots, "USA": Choice.YES, "RUS": Choice.ABSTAIN}
    other = replace(vote, vote=replace(vote.vote, ballots=ballots, date=dt.date(2024, 3, 26)))
    await store.remember(clock(), [the_file([other], "council")])
    undl.write_council(tmp_path / "c.csv", 2727, 2728)
    learned = await update(store, tmp_path / "c.csv", clock())
    assert {(d.symbol, d.what, d.here, d.there) for d in learned.disagreements} == {
        ("S/RES/2728", "the date", "2024-03-26", "2024-03-25"),
        ("S/RES/2728", "the vote of RUS", "abstain", "yes"),
        ("S/RES/2728", "the vote of USA", "yes", "abstain"),
    }
    async with store.look() as ledger:
        (found,) = await ledger.memory.find("2728")
    assert found.vote.who(Choice.ABSTAIN) == ("USA",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("a,b\n1,2\n", "no column"), ("", "no column"), (LAYOUT.read_text().replace("AFG,", "???,") if LAYOUT.is_file() else "", "no State")],
)
def test_other_files_are_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(VetowatchError, match=reason):
        list(read(text.splitlines(keepends=True)))


async def test_a_vote_that_cannot_be_read_is_left_out_and_listed(store: Store, clock: Clock, tmp_path: Path) -> None:
    undl.write_council(tmp_path / "c.csv", 2700, 2703)
    text = (tmp_path / "c.csv").read_text(encoding="utf-8")
    (tmp_path / "c.csv").write_text(text.replace("CHN", "???", 1), encoding="utf-8")
    learned = await update(store, tmp_path / "c.csv", clock())
    assert learned.new == 2
    (refused,) = learned.refused
    assert "??? is no State's code" in refused


async def _count(store: Store) -> int:
    async with store.look() as ledger:
        return await ledger.memory.count(Wanted())
