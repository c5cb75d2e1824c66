"""The UN's own resolutions with votes: documents and extracts, their known dirt, and the way from a folder to a sighting."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.http import Http
from adapters.sources import data
from adapters.sources.resolutions import Resolutions, read_document, read_extract, source
from bot.model import Authority, Evidence, Outcome, Page, Question, Sighting, Source, Tally
from bot.ports import SourceError
from bot.record.fold import fold
from tests.eval import structured
from tests.sites import NOON, Site, answer

FOURTEEN = (
    "ALGERIA,CHINA,ECUADOR,FRANCE,GUYANA,JAPAN,MALTA,MOZAMBIQUE,REPUBLIC OF KOREA,RUSSIAN FEDERATION,SIERRA LEONE,SLOVENIA,"
    "SWITZERLAND,UNITED KINGDOM"
)
YES = "FRANCE,JAPAN,MALTA,SWITZERLAND,UNITED KINGDOM,UNITED STATES,BRAZIL,ALBANIA,ECUADOR,GABON,GHANA,MOZAMBIQUE,UNITED ARAB EMIRATES"


def document(
    *steps: str,
    yes: str = YES,
    no: str = "",
    abstain: str = "",
    symbol: str = "S/2023/638",
    name: str = "draftResolution",
    counts: str = "",
) -> bytes:
    """Write a document as the Secretariat does; ``counts`` overrides those of the names, ``013 01 -``."""
    sides = dict(zip(("inFavour", "against", "abstaining"), (yes, no, abstain), strict=True))
    written = dict(zip(sides, counts.split() or [f"0{len(names.split(','))}" if names else "-" for names in sides.values()], strict=True))
    voting = "".join(_count(side, written[side], names) for side, names in sides.items() if written[side] != "-")
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un">'
        f'<statement name="{name}"><meta><classification source="DHLAUTH">'
        '<keyword refersTo="agenda" value="X" showAs="The situation in Mali."/>'
        '<keyword refersTo="title" showAs="Draft resolution [on renewal of sanctions concerning Mali]"/></classification><workflow>'
        f"{''.join(steps)}</workflow><analysis><parliamentary><voting>{voting}</voting></parliamentary></analysis></meta>"
        f"<coverPage><p><docNumber>{symbol}</docNumber></p></coverPage></statement></akomaNtoso>"
    ).encode()


def _count(side: str, value: str, names: str) -> str:
    voters = "".join(f'<organization refersTo="memberState">{name}</organization>' for name in names.split(",") if name)
    return f'<count value="{value}" refersTo="{side}"><akn4un:voters>{voters}</akn4un:voters></count>'


def step(outcome: str, by: str = "", symbol: str = "S/PV.9408", date: str = "2023-08-30") -> str:
    return f'<step date="{date}" outcome="{outcome}" as="{symbol}" by="{by}"/>'


DRAFTED = step("draftResolution", "France and United Arab Emirates", "")


def line(**changes: Any) -> dict[str, Any]:
    return {
        "symbol": "S/RES/2728 (2024)",
        "adoption_meeting": "9586th meeting",
        "adoption_date": "25\xa0March\xa02024",
        "adoption_type": "Adopted 14-0-1, 9586th meeting",
        "draft_resolution": "S/2024/254",
        "outcome_letter": "S/PV.9586",
        "resolution_title": "Security Council resolution 2728 (2024) [on ceasefire in the Gaza Strip during Ramadan]",
        "MS_in_favour_count": "014",
        "MS_against_count": "",
        "MS_abstaining_count": "001",
        "MS_in_favour": FOURTEEN.split(","),
        "MS_against": [],
        "MS_abstaining": ["UNITED STATES "],
        "sponsors": ["ALGERIA", "REPORT OF THE SECRETARY-GENERAL"],
    } | changes


def sighting(body: bytes) -> Sighting:
    (only,) = read_document(data.xml(body)).sightings
    return only


def conflicts(seen: Sighting) -> tuple[str, ...]:
    return fold([Evidence(Source("UN", "https://x/", Authority.OFFICIAL_RECORD), seen)]).conflicts


# --- documents ---


def test_a_veto() -> None:
    seen = sighting(document(DRAFTED, step("Veto", "Not adopted"), no="RUSSIAN FEDERATION", abstain="CHINA"))
    assert (seen.outcome, seen.tally, seen.vetoed_by) == (Outcome.VETOED, Tally(13, 1, 1), ("RUS",))
    assert (seen.draft, seen.resolution, seen.meeting, seen.date) == ("S/2023/638", None, "S/PV.9408", dt.date(2023, 8, 30))
    assert (seen.sponsors, seen.subject) == (("FRA", "ARE"), "renewal of sanctions concerning Mali")
    assert (seen.against, seen.abstained, len(seen.in_favour or ())) == (("RUS",), ("CHN",), 13)
    assert not conflicts(seen)


def test_too_few_votes_are_no_veto() -> None:
    seen = sighting(document(step("notAdopted"), yes="CHINA", no="FRANCE", abstain=YES.removeprefix("FRANCE,")))
    assert (seen.outcome, seen.tally, seen.vetoed_by) == (Outcome.FAILED, Tally(1, 1, 12), ())


def test_an_adoption() -> None:
    seen = sighting(
        document(
            step("draftResolution", "United States", "S/2025/748"),
            step("adopted", "Adopted unanimoulsy, 10042nd meeting", "S/PV.10042 (Resumption 1)"),
            symbol="S/RES/2802 (2025)",
            name="resolution",
        )
    )
    assert (seen.outcome, seen.unanimous, seen.resolution, seen.draft) == (Outcome.ADOPTED, True, "S/RES/2802", "S/2025/748")
    assert seen.meeting == "S/PV.10042"


def test_what_is_no_vote() -> None:
    assert not read_document(data.xml(document(DRAFTED))).sightings
    with pytest.raises(SourceError, match="no Akoma Ntoso"):
        read_document(data.xml(b"<rss/>"))


def test_a_presidential_statement_is_neither_a_resolution_nor_a_vote() -> None:
    written = document(step("adopted", symbol="S/PV.10128", date="2026-04-02"), symbol="S/PRST/2026/1", name="presidentialStatement")
    (seen,) = read_document(data.xml(written)).sightings
    assert (seen.question, seen.draft, seen.resolution, seen.without_vote) == (Question.STATEMENT, "S/PRST/2026/1", None, True)
    assert (seen.meeting, seen.date, seen.tally) == ("S/PV.10128", dt.date(2026, 4, 2), Tally())


def test_without_names_and_counts_the_sentence_names_who_vetoed() -> None:
    seen = sighting(document(step("Veto", "not adopted due to the negative vote of a permanent member (United States)"), yes=""))
    assert (seen.vetoed_by, seen.tally, seen.in_favour) == (("USA",), Tally(), None)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"yes": f"{YES},CHINA", "no": "RUSSIAN FEDERATION", "abstain": "CHINA", "counts": "013 01 01"}, "doubt"),
        ({"yes": f"{YES},CHINA,RUSSIAN FEDERATION", "counts": "013 - 002"}, "15 are named in favour, 13 counted"),
        ({"yes": YES.replace("GHANA", "JAPAN")}, "doubt"),
    ],
)
def test_a_contradiction_is_kept_and_flagged(written: dict[str, str], said: str) -> None:
    seen = sighting(document(step("veto"), **written))
    assert seen.confidence < 0.5
    assert any(said in each for each in conflicts(seen))


def test_an_unknown_voter_is_refused() -> None:
    with pytest.raises(SourceError, match="'ATLANTIS', a State we do not know"):
        sighting(document(step("veto"), yes="ATLANTIS"))


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"<a>", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", b'<?xml version="1.0" encoding="x-none"?><a/>']
)
def test_what_is_no_document_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError, match="document"):
        data.xml(body)


# --- extracts ---


def extract(**changes: Any) -> Sighting:
    (only,) = read_extract(line(**changes)).sightings
    return only


def test_a_line() -> None:
    seen = extract()
    assert (seen.outcome, seen.tally, seen.abstained, len(seen.in_favour or ())) == (Outcome.ADOPTED, Tally(14, 0, 1), ("USA",), 14)
    assert (seen.resolution, seen.draft, seen.meeting, seen.date) == ("S/RES/2728", "S/2024/254", "S/PV.9586", dt.date(2024, 3, 25))
    assert (seen.subject, seen.sponsors, seen.confidence) == ("ceasefire in the Gaza Strip during Ramadan", ("DZA",), 1.0)


def test_counts_that_are_blank_are_taken_from_the_sentence() -> None:
    seen = extract(MS_in_favour_count="", MS_abstaining_count="", MS_in_favour=[], MS_abstaining=[])
    assert (seen.tally, seen.in_favour, seen.confidence) == (Tally(14, 0, 1), None, 1.0)


def test_a_sentence_that_says_otherwise_is_doubted() -> None:
    seen = extract(adoption_type="Adopted 13-0-2, 9771st meeting")
    assert (seen.tally, seen.confidence) == (Tally(14, 0, 1), data.CONTRADICTORY)
    assert extract(adoption_type="Adopted unanimously").confidence < 0.5


def test_meetings_that_differ_are_none() -> None:
    assert extract(outcome_letter="S/PV.9527").meeting is None
    assert extract(outcome_letter="").meeting == "S/PV.9586"


@pytest.mark.parametrize(("written", "date"), [("2024-01-30 00:00:00", dt.date(2024, 1, 30)), ("", None), ("31 June 2024", None)])
def test_dates(written: str, date: dt.date | None) -> None:
    assert extract(adoption_date=written).date == date


def test_a_line_of_something_else_is_refused() -> None:
    with pytest.raises(SourceError, match="no adopted resolution"):
        extract(symbol="S/PRST/2026/1")


# --- from address to sighting ---


def made(site: Site, http: Http, **more: object) -> Resolutions:
    options: dict[str, object] = {"extracts": [site.url("/{year}.json")], "lists": [site.url("/folder")]}
    return replace(source("unxml", options | more, http), now=lambda: NOON)


async def test_items_fetch_and_read(site: Site, http: Http) -> None:
    unxml = made(site, http)
    doubled = json.dumps(line(MS_in_favour=[])) + "\r\n" + json.dumps(line()) + "\n\n"
    folder = [
        {"name": "S_2023_638-2316801E.xml", "download_url": site.url("/638.xml"), "sha": "c0ffee"},
        {"name": "README.md", "download_url": site.url("/README.md"), "sha": "1"},
    ]
    site.pages |= {
        "/2026.json": answer(doubled, "text/plain"),
        "/folder": answer(json.dumps(folder), "application/json"),
        "/638.xml": answer(document(DRAFTED, step("veto"), no="RUSSIAN FEDERATION", abstain="CHINA"), "text/plain"),
    }
    items = await unxml.items()
    assert [(item.key, item.title) for item in items] == [("S/RES/2728 (2024)",) * 2, ("S_2023_638-2316801E",) * 2]
    assert items[0].published == dt.datetime(2024, 3, 25, 16, tzinfo=dt.UTC)
    assert items[0].url == "https://docs.un.org/en/S/RES/2728(2024)"
    adopted, vetoed = [unxml.read(await unxml.fetch(item)).sightings[0] for item in items]
    assert (adopted.outcome, len(adopted.in_favour or ())) == (Outcome.ADOPTED, 14)
    assert (vetoed.outcome, vetoed.vetoed_by) == (Outcome.VETOED, ("RUS",))
    assert not unxml.faults


async def test_an_address_that_fails_leaves_the_others(site: Site, http: Http) -> None:
    unxml = made(site, http)
    site.pages["/2026.json"] = answer(json.dumps(line()), "text/plain")
    assert len(await unxml.items()) == 1
    assert unxml.faults == ("127.0.0.1: no such page (HTTP 404 Not Found)",)
    site.pages["/2026.json"] = answer("<html>", "text/html")
    with pytest.raises(SourceError, match="no JSON"):
        await unxml.items()


@pytest.mark.parametrize(
    ("options", "words"), [({}, "must name an address"), ({"lists": ["ftp://x"]}, "lists"), ({"lists": ["https://x/"], "a": 1}, "^a is no")]
)
def test_a_wrong_option_is_named(options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        source("unxml", options, Http("x"))


# --- anything at all ---

NAMES = st.sampled_from(["", "CHINA", "CÔTE D’IVOIRE", "ATLANTIS", "&lt;", "\xa0"])
JSON = st.recursive(st.none() | st.integers() | st.text(max_size=20) | NAMES, lambda inner: st.lists(inner, max_size=3), max_leaves=6)


@settings(deadline=None)
@given(
    st.binary(max_size=200) | st.builds(lambda n, y, s: document(step(s), name=n, yes=y), st.sampled_from(["resolution", ""]), NAMES, NAMES)
)
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    try:
        source("unxml", {"lists": ["https://x/"]}, Http("x")).read(Page("https://x/", body, "text/xml"))
    except SourceError as error:
        assert str(error)  # noqa: PT017 - a reading or a reason, and nothing else


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(line())), JSON))
def test_whatever_stands_in_a_line_is_read_or_refused(changes: dict[str, Any]) -> None:
    try:
        assert read_extract(line(**changes)).sightings
    except SourceError as error:
        assert str(error)  # noqa: PT017


# --- the real ones ---


@pytest.mark.skipif(not structured.SAMPLES.is_dir(), reason="the captured documents lie outside the project, and are not here")
@pytest.mark.parametrize("cases", [structured.documents, structured.extracts])
def test_every_ballot_of_the_samples(cases: structured.Cases) -> None:
    measured = structured.score("samples", cases())
    assert measured.faults == ()
    assert measured.right == measured.ballots > 300


@pytest.mark.skipif(not structured.SAMPLES.is_dir(), reason="the captured documents lie outside the project, and are not here")
def test_the_samples_known_errors_and_no_others_are_doubted() -> None:
    seen = [read_document(data.xml(path.read_bytes())) for path in (structured.SAMPLES / "unxml").glob("*/*.xml")]
    lines = [row for path in (structured.SAMPLES / "unxml").glob("*.json") for row in path.read_text(encoding="utf-8").splitlines()]
    seen += [read_extract(json.loads(row)) for row in lines]
    doubted = {each.resolution or each.draft for reading in seen for each in reading.sightings if each.confidence < 1}
    assert doubted == {"S/2023/638", "S/RES/2756", "S/RES/2812"}
    assert len([1 for reading in seen for _ in reading.sightings]) == 24 + 208 + 1  # the last a presidential statement, S/PRST/2026/1
