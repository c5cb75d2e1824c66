"""The UN's own resolution records, put on record from files an operator has downloaded: joined to what is there, told to nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.sources import data, resolutions
from bot.cli.upkeep import _readings
from bot.history import council, records
from bot.history.update import Learned
from bot.model import Choice, Organ, Outcome, Reading, Sighting, Tally
from bot.store import Store
from bot.store.remember import File
from tests.conftest import SHARED, Clock

FILES = SHARED / "samples" / "unxml"
needs_files = pytest.mark.skipif(not FILES.is_dir(), reason="the samples are not here")
VETO = Sighting(
    Organ.SECURITY_COUNCIL, Outcome.VETOED, tally=Tally(13, 1, 1), vetoed_by=("RUS",), draft="S/2023/506", date=dt.date(2023, 7, 11)
)


def test_each_record_has_a_number_of_its_own() -> None:
    adopted = replace(VETO, outcome=Outcome.ADOPTED, resolution="S/RES/2728", vetoed_by=())
    revised = replace(VETO, draft="S/2023/506/Rev.1")
    numbers = [past.number for past in map(records.past_vote, (adopted, VETO, revised)) if past]
    assert numbers == [2728, 2023005060, 2023005061]
    assert records.past_vote(replace(VETO, date=None)) is None
    assert records.past_vote(replace(VETO, draft="A/79/L.5")) is None


async def test_what_cannot_be_placed_is_listed(store: Store, clock: Clock) -> None:
    learned = await records.learn(store, [Reading(sightings=(VETO, replace(VETO, date=None)))], clock())
    assert (learned.new, learned.refused) == (1, ["S/2023/506: no symbol or no date"])


def _documents() -> Iterator[Reading]:
    for file in sorted((FILES / "not_adopted").glob("*.xml")):
        yield resolutions.read_document(data.xml(file.read_bytes()))


@needs_files
async def test_drafts_not_adopted_join_the_votes_on_record(store: Store, clock: Clock) -> None:
    votes = [past for past in council() if past.month.year >= 2023]
    await store.remember(clock(), [File("council", "one", lambda: votes)])
    learned = await records.learn(store, _documents(), clock())
    assert learned.new == 0
    assert learned.joined == len(list((FILES / "not_adopted").glob("*.xml")))
    async with store.look() as ledger:
        (found,) = await ledger.memory.find("S/2023/506")
    assert (found.vote.outcome, found.vote.vetoed_by, found.vote.meeting) == (Outcome.VETOED, ("RUS",), "S/PV.9371")
    assert found.vote.ballots["USA"] is Choice.YES
    assert found.backlog
    again = await records.learn(store, _documents(), clock())
    assert (again.known, again.new, again.joined) == (learned.joined, 0, 0)


@needs_files
async def test_a_yearly_extract_brings_what_is_newer_than_the_record(store: Store, clock: Clock, tmp_path: Path) -> None:
    votes = [past for past in council() if past.month.year >= 2025]
    await store.remember(clock(), [File("council", "one", lambda: votes)])
    learned = Learned()
    extract = tmp_path / "extract.json"
    extract.write_bytes((FILES / "data_extract_2026.json").read_bytes() + b"\n{torn")
    await records.learn(store, _readings(extract, learned), clock(), learned)
    assert learned.new == 14
    assert len(learned.refused) == 1
    assert learned.disagreements == []
