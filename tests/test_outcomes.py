"""The UN Library's tables of meetings and vetoes: cells of every kind, broken markup, one item a row. These are written after them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.http import Http
from adapters.sources.outcomes import Outcomes, Row, read_table, sightings, source
from bot.model import Authority, Evidence, Outcome, Page, Question, Source, Tally
from bot.ports import SourceError
from bot.record.fold import fold
from tests.eval import structured
from tests.sites import NOON, Site, answer

HEADS = "<tr><th colspan=5>Meetings conducted  by the Security Council in 2022<br/>(in reverse order)</th></tr><tr>" + "".join(
    f"<th>{head}</th>" for head in ("Meeting<br />Record", "Date", "Press<br />Release", "Topic", "Security Council<br> Outcome / Vote")
)
VETOES = "<tr><th colspan=5>Security Council - Veto List</th></tr><tr>" + "".join(
    f"<th>{head}</th>" for head in ("Date", "Draft", "Written<br>Record", "Agenda Item", "Permanent<br>Member Casting<br>Negative Vote")
)


@pytest.fixture
def outcomes(site: Site, http: Http) -> Outcomes:
    return replace(source("dhl", {"tables": [site.url("/scact{year}.html"), site.url("/veto.html")]}, http), now=lambda: NOON)


def meeting(outcome: str, day: str = "29 June", symbol: str = "S/PV.9082", topic: str = "The situation in Mali") -> str:
    return f"<tr>\n<td><a href='x'>{symbol}</a></td>\n<td>{day}</td><td>SC/14953</td><td>{topic}</td><td>{outcome}\n</tr>"


def veto(draft: str, who: str, day: str = "26 May 2022", record: str = "S/PV.9048") -> str:
    return f"<tr><td>{day}</td><td><a>{draft}</a></a><td>{record}</td><td>Non-proliferation</td><td>{who}</td></tr>"


def page(heads: str, *rows: str) -> str:
    return f"<html><table class='tablefont'>{heads}</tr>{''.join(rows)}</table>"


Told = list[tuple[Outcome, str | None, str]]


def told(cell: str) -> Told:
    return [(seen.outcome, seen.resolution or seen.draft, str(seen.tally)) for seen in sightings(Row("2022", {"outcome": cell}))]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("S/RES/2640 (2022) 13-0-2", [(Outcome.ADOPTED, "S/RES/2640", "13-0-2")]),
        ("S/RES/384(1975) 15-0-0", [(Outcome.ADOPTED, "S/RES/384", "15-0-0")]),
        ("S/RES/1969 (2011 ) 15-0-0", [(Outcome.ADOPTED, "S/RES/1969", "15-0-0")]),
        ("S/RES/2638 (2022) without a vote", [(Outcome.ADOPTED, "S/RES/2638", "?-?-?")]),
        ("S/RES/2571 (2021) 15-0-0 S/RES/2570 (2021) 14-0-1",
         [(Outcome.ADOPTED, "S/RES/2571", "15-0-0"), (Outcome.ADOPTED, "S/RES/2570", "14-0-1")]),
        ("S/RES/1956 (2010) 15-0-0 + S/PRST/2010/27",
         [(Outcome.ADOPTED, "S/RES/1956", "15-0-0"), (Outcome.ADOPTED, "S/PRST/2010/27", "?-?-?")]),
        ("Draft resolution S/2021/990 vetoed by Russian Federation 12-2-1", [(Outcome.VETOED, "S/2021/990", "12-2-1")]),
        ("S/2020/667 vetoed by China, Russian Federation 13-2-0", [(Outcome.VETOED, "S/2020/667", "13-2-0")]),
        ("Draft resolution S/2016/846 vetoed by Russian Federation11-2-2 Draft resolution S/2016/847 not adopted 4-9-2",
         [(Outcome.VETOED, "S/2016/846", "11-2-2"), (Outcome.FAILED, "S/2016/847", "4-9-2")]),
        ("Draft resolution ( S/2013/660 ) not adopted 7-0-8", [(Outcome.FAILED, "S/2013/660", "7-0-8")]),
        ("Draft resolution S/2022/231 was not adopted 2-0-13", [(Outcome.FAILED, "S/2022/231", "2-0-13")]),
        ("Draft resolution S/3151/Rev.2 vetoed by USSR 7-2-2", [(Outcome.VETOED, "S/3151/Rev.2", "7-2-2")]),
        ("Draft resolution S/PV.49 vetoed by USSR S/RES/7 (1946) 11-0-0",
         [(Outcome.VETOED, None, "?-?-?"), (Outcome.ADOPTED, "S/RES/7", "11-0-0")]),
        ("2-0-13", [(Outcome.FAILED, None, "2-0-13")]),
        ("S/PRST/2022/4", [(Outcome.ADOPTED, "S/PRST/2022/4", "?-?-?")]),
        ("S/16847 (PRST)", []),
        ("Communiqué", []),
        ("Note ( S/1994/1176 )", []),
        ("Letter (S/2005/703)", []),
        ("Election of five members", []),
        ("--", []),
        ("", []),
    ],
)  # fmt: skip
def test_cells(cell: str, expected: Told) -> None:
    assert told(cell) == expected


def test_a_presidential_statement_is_none_of_the_votes() -> None:
    seen = list(sightings(Row("2022", {"outcome": "S/RES/2640 (2022) 13-0-2 S/PRST/2022/4"})))
    assert [(one.question, one.without_vote) for one in seen] == [(Question.WHOLE, False), (Question.STATEMENT, True)]


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("China and Russian Federation 9-3-3", {"CHN", "RUS"}),
        ("the Russian Federation11-1-3", {"RUS"}),
        ("USA, UK and France 10-3-2", {"USA", "GBR", "FRA"}),
        ("USSR 9-2-0", {"RUS"}),
        ("the United States 14-1-0", {"USA"}),
    ],
)
def test_who_vetoed(words: str, states: set[str]) -> None:
    (seen,) = sightings(Row("1980", {"outcome": f"Draft resolution S/12345 vetoed by {words}"}))
    assert set(seen.vetoed_by) == set(seen.against) == states


def test_words_beside_a_resolution() -> None:
    (seen,) = sightings(Row("2003", {"outcome": "S/RES/1483 (2003) 14-0-0 (The Syrian Arab Republic did not participate in the voting.)"}))
    assert (seen.not_voting, seen.tally) == (("SYR",), Tally(14, 0, 0))
    (seen,) = sightings(Row("1946", {"outcome": "S/RES/15 (1946) adopted unanimously"}))
    assert (seen.unanimous, seen.without_vote, seen.tally) == (True, False, Tally())
    (seen,) = sightings(Row("2022", {"outcome": "S/RES/2638 (2022) without a vote"}))
    assert (seen.unanimous, seen.without_vote) == (False, True)


def test_a_slip_of_the_table_is_kept_and_flagged() -> None:
    (seen,) = sightings(Row("2022", {"outcome": "Draft resolution S/2022/431 vetoed by China, Russian Federation 13-0-2"}))
    assert (seen.tally, seen.vetoed_by) == (Tally(13, 0, 2), ("CHN", "RUS"))
    conflicts = fold([Evidence(Source("Library", "https://x/", Authority.MEETINGS_COVERAGE), seen)]).conflicts
    assert "2 are named against, 0 counted" in conflicts


def test_a_table_with_open_tags() -> None:
    rows = read_table(page(HEADS, meeting("S/RES/2640 (2022)<br>13-0-2"), meeting("--", "28 June")))
    (seen,) = [each for row in rows for each in sightings(row)]
    assert (seen.meeting, seen.date, seen.subject) == ("S/PV.9082", dt.date(2022, 6, 29), "The situation in Mali")
    rows = read_table(page(VETOES, veto("S/2022/431", "China</br>Russian Federation"), veto("S/17769/Rev.1", "USA", "30 January 86")))
    both = [each for row in rows for each in sightings(row)]
    assert [(each.draft, each.vetoed_by, each.date) for each in both] == [
        ("S/2022/431", ("CHN", "RUS"), dt.date(2022, 5, 26)),
        ("S/17769/Rev.1", ("USA",), None),
    ]


@pytest.mark.parametrize("markup", ["", "<html><p>Moved", "<table><tr><th>Name</th></tr><tr><td>1</td></tr></table>", "<table>" * 50])
def test_another_layout_is_a_fault(markup: str) -> None:
    with pytest.raises(SourceError):
        read_table(markup)


async def test_items_fetch_and_read(site: Site, outcomes: Outcomes) -> None:
    two = meeting("S/RES/2571 (2021) 15-0-0<br>S/RES/2570 (2021) 15-0-0", "16 April", "--", "Libya & more")
    site.pages |= {
        "/scact2026.html": answer(page(HEADS, meeting("--"), meeting("Communiqué"), two)),
        "/veto.html": answer(
            page(VETOES, veto("S/2022/431", "China</br>Russian Federation"), *[veto("S/PV.57", "USSR", "29 August 1946")] * 2)
        ),
    }
    items = await outcomes.items()
    assert [item.key for item in items] == [
        "16 April 2022 -- S/RES/2571 (2021) S/RES/2570 (2021)", "26 May 2022 S/PV.9048 S/2022/431",
        "29 August 1946 S/PV.9048 S/PV.57 #2", "29 August 1946 S/PV.9048 S/PV.57",
    ]  # fmt: skip
    assert items[1].published == dt.datetime(2022, 5, 26, 16, tzinfo=dt.UTC)
    readings = [outcomes.read(await outcomes.fetch(item)) for item in items]
    assert [len(reading.sightings) for reading in readings] == [2, 1, 1, 1]
    first = readings[0].sightings[0]
    assert (first.resolution, first.subject, first.meeting, first.date) == ("S/RES/2571", "Libya & more", None, dt.date(2022, 4, 16))
    assert readings[1].sightings[0].vetoed_by == ("CHN", "RUS")
    assert not outcomes.faults


async def test_one_table_may_fail(site: Site, outcomes: Outcomes) -> None:
    site.pages["/veto.html"] = answer(page(VETOES, veto("S/2022/431", "China")))
    assert len(await outcomes.items()) == 1
    assert outcomes.faults == ("127.0.0.1: no such page (HTTP 404 Not Found)",)


def test_options() -> None:
    made = source("dhl", {"kind": "outcomes", "tables": ["https://www.un.org/depts/dhl/{year}.htm"]}, Http("x"))
    assert (made.title, made.authority, made.hosts) == ("dhl", Authority.MEETINGS_COVERAGE, frozenset({"www.un.org"}))
    with pytest.raises(ValueError, match="tables must name an address"):
        source("dhl", {}, Http("x"))


WORDS = st.lists(
    st.sampled_from(["S/RES/1", "S/2022/4", "S/PV.5", "vetoed by", "USSR", "not adopted", "13-0-2", "<td>", "<tr>", "&eacute", "("])
)


@settings(deadline=None)
@given(st.text(max_size=80) | WORDS.map(" ".join))
def test_whatever_stands_in_a_cell_or_a_table_is_read_or_refused(words: str) -> None:
    reader = source("dhl", {"tables": ["https://x/"]}, Http("x"))
    for markup in (words, page(HEADS, meeting(words, words, words)), page(VETOES, veto(words, words, words))):
        try:
            reader.read(Page("https://x/", markup.encode("utf-8", "replace"), "text/html"))
        except SourceError as error:
            assert str(error)  # noqa: PT017 - a reading or a reason, and nothing else


@pytest.mark.skipif(not structured.SAMPLES.is_dir(), reason="the captured tables lie outside the project, and are not here")
def test_every_outcome_of_the_samples() -> None:
    assert structured.score("meetings", structured.meetings()).faults == ()
    assert structured.score("vetoes", structured.vetoes()).faults == ()
    seen = [each for file in ("scact2021", "scact2022", "scact_veto") for each in structured.table(f"{file}_table_en.html")]
    assert sum(each.question is Question.STATEMENT for each in seen) == 24 + 4  # S/PRST/2021/1–24 and S/PRST/2022/1–4
    assert len(seen) == 59 + 26 + 213 + 28
    assert [each.draft for each in seen if each.confidence < 1] == ["S/2022/431"]  # the table's own slip: "13-0-2"
    assert [each.draft for each in seen if each.date is None] == ["S/17769/Rev.1"]  # and "30 January 86"
