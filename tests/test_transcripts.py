"""The UN's transcripts service: the day's list, who spoke, the President's count, quotes that are marked. Nobody is quoted who said so."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.http import Http
from adapters.sources.transcripts import UNOFFICIAL, Meeting, Spoken, Transcripts, language_of, meeting_of, read_transcript, source
from bot.model import Authority, Organ, Outcome, Page, Tally
from bot.ports import SourceError
from tests.sites import NOON, Site, answer

COUNT = "The draft resolution received 13 votes in favour, none against and 2 abstentions."
ADOPTED = "The draft resolution has been adopted as resolution 2815 (2026)."
DAY = dt.date(2026, 8, 28)


@pytest.fixture
def transcripts(site: Site, http: Http) -> Transcripts:
    return replace(source("transcripts", {"url": site.url("/en/meetings.json")}, http), now=lambda: NOON)


def statement(*paragraphs: str, function: str = "Representative", name: str | None = "A. Speaker", state: str = "SOM") -> dict[str, Any]:
    """Write a statement; sentences of a paragraph are parted by ``|``."""
    said = [{"sentences": [{"text": sentence, "start": 0, "end": 1} for sentence in paragraph.split("|")]} for paragraph in paragraphs]
    speaker = {"name": name, "affiliation": state, "affiliation_full": None, "group": None, "function": function}
    return {"statement_number": 1, "speaker": speaker, "paragraphs": said}


def president(*paragraphs: str) -> dict[str, Any]:
    return statement(*paragraphs, function="President of the Security Council", name=None)


def transcript(*statements: dict[str, Any]) -> str:
    video = {"id": "k1p", "title": "10100th Meeting", "date": "2026-08-28T19:00:00Z", "category": "Security Council"}
    return json.dumps({"disclaimer": "Automatic.", "video": video, "transcript": {"language": "en", "data": list(statements)}})


COUNCIL = Meeting(Organ.SECURITY_COUNCIL, "S/PV.10100", DAY)


def test_the_presidents_count() -> None:
    statements = [president("I put it to the vote now."), president(f"{COUNT}|{ADOPTED}"), statement("We thank you.")]
    (seen,) = read_transcript(statements, COUNCIL).sightings
    assert (seen.organ, seen.outcome, seen.tally) == (Organ.SECURITY_COUNCIL, Outcome.ADOPTED, Tally(13, 0, 2))
    assert (seen.resolution, seen.meeting, seen.date) == ("S/RES/2815", "S/PV.10100", DAY)


def test_evidence_points_into_the_whole_text() -> None:
    reading = read_transcript([statement("Good afternoon."), president(f"{COUNT}|{ADOPTED}")], COUNCIL)
    spans = reading.sightings[0].evidence
    assert spans
    assert all("13 votes" in reading.text[start:end] or "adopted" in reading.text[start:end] for start, end in spans)


def test_others_who_tell_a_count_make_no_vote() -> None:
    assert read_transcript([statement(f"{COUNT}|{ADOPTED}")], COUNCIL).sightings == ()


@pytest.mark.parametrize(
    ("function", "presides"),
    [
        ("President", True),
        ("President of the Security Council", True),
        ("Acting President", True),
        ("Chair", True),
        ("Vice-President", False),
        ("President of the Republic", False),
        ("Former President", False),
        ("Permanent Representative", False),
        ("", False),
    ],
)
def test_who_presides(function: str, presides: bool) -> None:
    assert Spoken({"function": function}, ((0, 1),)).presides is presides


def test_quotes_are_the_sentences_and_marked() -> None:
    reading = read_transcript(
        [
            president("Who wishes to speak?"),
            statement("We thank the penholder.|My delegation abstained in the vote.|We regret that.", "Another matter.", name="B. Example"),
            statement("We deliver aid.", state="OCHA"),
            statement("Therefore we voted against.", name=None, state="OCHA", function="Envoy"),
        ],
        COUNCIL,
    )
    first, second = reading.quotes
    assert (first.words, first.speaker, first.role, first.state, first.cue, first.key) == (
        "My delegation abstained in the vote. We regret that.", "B. Example", "Representative", "SOM", UNOFFICIAL, 1,
    )  # fmt: skip
    assert (second.words, second.speaker, second.role, second.state) == ("Therefore we voted against.", None, "Envoy", None)
    assert all(reading.text[start:end] == quote.words for quote in reading.quotes for start, end in quote.segments)


@pytest.mark.parametrize(
    ("declared", "path", "language"),
    [("fr", "/en/sc/1.json", "fr"), ("en-US", "", "en"), ("", "/es/sc/1.json", "es"), ("French", "/fr/sc/1.json", "fr"), ("", "/x", None)],
)
def test_quotes_have_the_transcripts_language(declared: str, path: str, language: str | None) -> None:
    assert language_of("https://transcripts.test" + path, declared) == language
    (quote,) = read_transcript([statement("We voted against.")], COUNCIL, language).quotes
    assert quote.language == language


def test_a_transcript_without_statements_is_still_to_come() -> None:
    assert read_transcript([], COUNCIL).pending


@pytest.mark.parametrize(
    ("path", "organ", "symbol"),
    [
        ("/en/sc/10100.json", Organ.SECURITY_COUNCIL, "S/PV.10100"),
        ("/en/sc/10100/2.json", Organ.SECURITY_COUNCIL, "S/PV.10100"),
        ("/en/ga/81/12.json", Organ.GENERAL_ASSEMBLY, "A/81/PV.12"),
        ("/en/ga/c3/81/13.json", Organ.THIRD_COMMITTEE, None),
        ("/fr/hrc/62/5.json", Organ.HUMAN_RIGHTS_COUNCIL, None),
        ("/en/press/1.json", None, None),
    ],
)
def test_meetings(path: str, organ: Organ | None, symbol: str | None) -> None:
    found = meeting_of(f"https://transcripts.un.org{path}", {"date": "2026-08-28"})
    assert (found.organ, found.symbol, found.date) == (organ, symbol, DAY)


async def test_items_fetch_and_read(site: Site, transcripts: Transcripts) -> None:
    listed = [
        {
            "title": "10100th Meeting",
            "date": "2026-08-28T19:00:00Z",
            "jsonUrl": "/en/sc/10100.json",
            "hasTranscript": True,
            "duration": 600,
        },
        {"title": "10101st Meeting", "jsonUrl": "/en/sc/10101.json", "hasTranscript": False},
        {"title": "Briefing", "jsonUrl": "/en/briefing/1.json", "hasTranscript": True},
    ]
    site.pages |= {
        "/en/meetings.json": answer(json.dumps({"meetings": listed}), "application/json"),
        "/en/sc/10100.json": answer(transcript(president(f"{COUNT}|{ADOPTED}")), "application/json"),
    }
    items = await transcripts.items()
    assert [(item.key, item.title) for item in items] == [("/en/sc/10100", "10100th Meeting")]
    assert items[0].published == dt.datetime(2026, 8, 28, 19, tzinfo=dt.UTC)
    (seen,) = transcripts.read(await transcripts.fetch(items[0])).sightings
    assert (seen.meeting, seen.date, seen.tally) == ("S/PV.10100", DAY, Tally(13, 0, 2))
    assert not transcripts.faults


@pytest.mark.parametrize("body", ["<html>", "3", "{}", '{"transcript": {}}'])
async def test_what_is_no_list_and_no_transcript_is_refused(site: Site, transcripts: Transcripts, body: str) -> None:
    site.pages["/en/meetings.json"] = answer(body, "application/json")
    with pytest.raises(SourceError):
        transcripts.read(Page("", body.encode(), "application/json"))
    if "transcript" not in body:
        with pytest.raises(SourceError, match=r"no list of meetings|no JSON"):
            await transcripts.items()


def test_options() -> None:
    made = source("transcripts", {"url": "https://transcripts.un.org/en/meetings.json"}, Http("x"))
    assert (made.authority, made.hosts) == (Authority.OTHER, frozenset({"transcripts.un.org"}))


KEYS = ["transcript", "data", "speaker", "paragraphs", "sentences", "text", "function", "affiliation", "video", "date"]
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.sampled_from([COUNT, "President", "CHN", "we voted"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(JSON, JSON)
def test_whatever_comes_is_read_or_refused(given_data: object, video: object) -> None:
    reader = source("transcripts", {"url": "https://x/"}, Http("x"))
    for body in (given_data, {"transcript": {"data": given_data}, "video": video}, {"transcript": {"data": [given_data]}}):
        try:
            reading = reader.read(Page("https://x/en/sc/1.json", json.dumps(body).encode(), "application/json"))
        except SourceError:
            continue
        assert all(reading.text[start:end] == quote.words for quote in reading.quotes for start, end in quote.segments)
