"""Questions about all votes on record, with the whole built-in record loaded, on each kind of database."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections import Counter
from collections.abc import AsyncIterator
from functools import cache

import pytest

from bot.history import PastVote, assembly, council
from bot.model import Choice, Organ, Outcome, Question
from bot.reading import topics
from bot.store import Store, Wanted, roll
from bot.store import words as lexis
from tests import spellings
from tests.conftest import SHARED

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
VETOED = Wanted(outcomes=(Outcome.VETOED,), listed_only=True)


@cache
def the_record() -> tuple[PastVote, ...]:
    return (*council(), *assembly())


@pytest.fixture
async def memory(record_url: str) -> AsyncIterator[Store]:
    async with Store(record_url) as store:
        yield store


def by_symbol() -> dict[str, list[PastVote]]:
    found: dict[str, list[PastVote]] = {}
    for past in the_record():
        for symbol in {past.vote.draft, past.vote.resolution} - {None}:
            found.setdefault(str(symbol), []).append(past)
    return found


async def test_symbols_of_each_kind_are_found_in_ten_spellings(memory: Store) -> None:
    everything = by_symbol()
    kinds = {
        "council": [s for s in everything if s.startswith("S/RES/")],
        "draft": [s for s in everything if s.startswith("S/") and not s.startswith("S/RES/")],
        "old": [s for s in everything if s.endswith(")")],
        "assembly": [s for s in everything if s.startswith("A/RES/") and not s.endswith(")")],
    }
    chance = random.Random(5)
    async with memory.look() as ledger:
        for symbols in kinds.values():
            for symbol in chance.sample(symbols, 12):
                for spelling in spellings.of(symbol, everything[symbol][0].month.year):
                    found = await ledger.memory.find(spelling)
                    assert Counter(repr(r.vote) for r in found) >= Counter(repr(p.vote) for p in everything[symbol]), spelling
                    assert all(symbol in {r.vote.draft, r.vote.resolution} for r in found), spelling


async def test_resolutions_of_the_council_answer(memory: Store) -> None:
    async with memory.look() as ledger:
        for number in [*range(1, 2812, 25), 2811]:  # all of them in the bench
            found = await ledger.memory.find(str(number))
            assert [r.vote.resolution for r in found] == [f"S/RES/{number}"]
        assert await ledger.memory.find("2812") == []


async def test_parts_of_a_resolution_and_revisions_of_a_draft_are_found_by_their_whole(memory: Store) -> None:
    async with memory.look() as ledger:
        assert {r.vote.resolution for r in await ledger.memory.find("51/45")} >= {"A/RES/51/45A", "A/RES/51/45B"}
        (found,) = await ledger.memory.find("S/2022/431/Rev.1")
    assert found.vote.draft == "S/2022/431"


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("that North Korea veto in 2022", "S/2022/431"),
        ("north korea veto 2022", "S/2022/431"),
        ("DPRK vetoed 2022", "S/2022/431"),
        ("veto corée du nord 2022", "S/2022/431"),
        ("norht korea vetoes 2022", "S/2022/431"),
        ("Ukrane veto february 2022", "S/2022/155"),
        ("us veto gaza december 2023", "S/2023/970"),
        ("United States vetoes palestinian 2023 december", "S/2023/970"),
        ("women peace security 2000", "S/RES/1325"),
        ("Libya 1973", "S/RES/1973"),
        ("Enlargement of the Advisory Committee on Administrative and Budgetary Questions 2020", "A/RES/74/267"),
    ],
)
async def test_words_find(memory: Store, asked: str, first: str) -> None:
    async with memory.look() as ledger:
        found = await ledger.memory.search(asked, 5)
    assert first in {found[0].vote.draft, found[0].vote.resolution}


@pytest.mark.parametrize("asked", ["", "the of", "xyzzyqqq", "' OR 1=1 --", '"', "* NEAR(", "zzusa & !", "\x00", "😀" * 300, "ﬁ ß"])
async def test_odd_words_never_fail(memory: Store, asked: str) -> None:
    async with memory.look() as ledger:
        assert len(await ledger.memory.search(asked, 5)) <= 5
        assert await ledger.memory.find(asked) == []
        assert await ledger.memory.near(asked) == []


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("S/2022/413", "S/2022/431"), ("S/2022/43", "S/2022/431"), ("28O0", None), ("9397", "S/RES/2397"), ("3378(XXX)", "A/RES/3379(XXX)")],
)
async def test_symbols_not_on_record_have_near_ones(memory: Store, asked: str, meant: str | None) -> None:
    async with memory.look() as ledger:
        near = await ledger.memory.near(asked, 5)
    assert meant is None or meant in {symbol for r in near for symbol in (r.vote.draft, r.vote.resolution)}


async def test_vetoes_are_counted_by_the_librarys_rule(memory: Store) -> None:
    """To May 2022 the Library lists 213 drafts; the record ends in 2025, before the veto of 7 April 2026 by China and Russia."""
    async with memory.look() as ledger:
        to_2022 = Wanted(outcomes=(Outcome.VETOED,), listed_only=True, until=dt.date(2022, 5, 31))
        assert await ledger.memory.count(to_2022) == 213
        assert await ledger.memory.vetoes(VETOED) == {"RUS": 131, "USA": 90, "GBR": 29, "CHN": 19, "FRA": 17}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference is not here")
async def test_vetoes_are_those_of_the_reference_but_for_the_latest(memory: Store) -> None:
    rows = csv.DictReader(io.StringIO((SHARED / "data" / "vetoes.csv").read_text(encoding="utf-8-sig")))
    listed = [row for row in rows if row["in_dhl_list"] == "yes" or row["date"] > "2022-05-31"]
    counted = Counter(member for row in listed for member in row["vetoing"].split(";"))
    assert counted == {"RUS": 132, "USA": 90, "GBR": 29, "CHN": 20, "FRA": 17}
    async with memory.look() as ledger:
        found = await ledger.memory.select(VETOED, 400)
    assert Counter(str(r.vote.date) for r in found) == Counter(row["date"] for row in listed if row["date"] < "2026")


async def test_choices_are_counted_as_the_ballots_are(memory: Store) -> None:
    wanted = Wanted(organs=(Organ.GENERAL_ASSEMBLY,), since=dt.date(2010, 1, 1), question=Question.WHOLE)
    votes = [p.vote for p in the_record() if p.vote.organ is Organ.GENERAL_ASSEMBLY and p.month.year >= 2010]
    votes = [vote for vote in votes if vote.question is Question.WHOLE]
    async with memory.look() as ledger:
        assert await ledger.memory.count(wanted) == len(votes)
        for a, b in (("USA", "ISR"), ("FRA", "DEU"), ("AFG", "ZWE"), ("RUS", "UKR")):
            assert await ledger.memory.cast(a, wanted) == Counter(v.ballots[a] for v in votes if a in v.ballots)
            pairs = Counter((v.ballots[a], v.ballots[b]) for v in votes if a in v.ballots and b in v.ballots)
            assert await ledger.memory.agreement(a, b, wanted) == pairs
        assert await ledger.memory.cast("XXX", wanted) == {}


async def test_votes_wanted_come_newest_first_and_page(memory: Store) -> None:
    wanted = Wanted(organs=(Organ.SECURITY_COUNCIL,), voted=("CHN", (Choice.ABSTAIN,)), until=dt.date(2020, 12, 31))
    votes = [p.vote for p in council() if p.vote.ballots.get("CHN") is Choice.ABSTAIN and p.month.year <= 2020]
    async with memory.look() as ledger:
        pages = [await ledger.memory.select(wanted, 50, offset) for offset in range(0, len(votes) + 50, 50)]
        both = await ledger.memory.select(Wanted(vetoed_by=("CHN", "RUS"), since=dt.date(2022, 1, 1)), 5)
    found = [recorded.vote for page in pages for recorded in page]
    assert Counter(map(repr, found)) == Counter(map(repr, votes))
    assert [v.date for v in found] == sorted((v.date for v in found if v.date), reverse=True)
    assert {"S/2022/431"} <= {r.vote.draft for r in both}
    assert all(r.vote.vetoed_by == ("CHN", "RUS") for r in both)


async def test_topics_are_those_of_the_titles(memory: Store) -> None:
    wanted = Wanted(organs=(Organ.SECURITY_COUNCIL,), topic="cyprus")
    votes = [p for p in council() if "cyprus" in topics.of(p.vote.title or "")]
    async with memory.look() as ledger:
        assert await ledger.memory.count(wanted) == len(votes) > 100


def test_words_are_kept_without_endings_and_accents() -> None:
    assert list(lexis.of("Vetoes, vetoed: countries’s Côte d’Ivoire")) == ["veto", "veto", "country", "cote", "d", "ivoire"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("norht", ["north"]), ("ukrane", ["ukraine"]), ("peacekep", ["peacekeep"]), ("cat", []), ("xyzwv", []), ("disarma", ["disarmament"])],
)
def test_a_slip_of_spelling_is_mended_by_a_letter_or_two(typed: str, meant: list[str]) -> None:
    words = dict.fromkeys(("north", "ukraine", "peacekeep", "disarmament", "cats", "northern", "peace", "zzukr"), 3)
    assert lexis.Vocabulary(words).near(typed) == meant


def test_every_state_has_a_place_in_a_roll() -> None:
    assert all(roll.place(state) for past in the_record() for state in past.vote.ballots)
    assert roll.place("AFG") == 1
