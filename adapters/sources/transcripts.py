"""The UN's transcripts service: what was said in a meeting, by whom, within hours; automatic and unofficial.

A day's meetings are listed as JSON, each with the address of its transcript: statements in sentences, with speaker, State and function.
The President's own words tell a vote's count ("received 13 votes in favour, none against and 2 abstentions"), and are read as any text is.
Of the others, the sentences that tell how they voted or speak of the text are quoted, word for word and marked ``unofficial transcript``:
recognition errs, in names and in numbers, so the source weighs least of all.

Options: ``url`` (the list; it is asked for today's and yesterday's meetings), ``every``, ``name``, ``authority``, ``hosts``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from adapters.http import Fetched, Http
from adapters.sources import data
from adapters.sources.listing import Listed, Several
from adapters.sources.options import Options
from bot import reading, states
from bot.model import Authority, Item, Organ, Page, Quote, Reading, Sighting, Span
from bot.ports import SourceError
from bot.reading.document import Document

UNOFFICIAL = "unofficial transcript"  # the cue of every quote from here
# A transcript's address: /en/sc/10100.json, /en/ga/81/12.json, /en/ga/c3/81/13.json, /en/hrc/62/5.json, and parts of one meeting behind it.
MEETING = re.compile(
    r"/[a-z]{2}/(?:(?P<sc>sc)/(?P<number>\d+)|(?P<ga>ga)/(?:c(?P<committee>[1-6])/)?(?P<session>\d+)/(?P<sitting>\d+)|(?P<hrc>hrc)/\d+/\d+)"
    r"(?:/\d+)?\.json"
)
PRESIDENT = re.compile(r"\b(?:president|chair(?:person|man|woman)?)\b", re.IGNORECASE)
NO_PRESIDENT = re.compile(r"\bvice|\bformer\b|\bpresident of (?!the (?:security council|general assembly|council))", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:vot(?:e|ed|ing)|veto(?:e[ds]|ing)?|abstain(?:ed|ing)?|abstention|in favou?r of (?:the|this) (?:draft|text|resolution))\b",
    re.IGNORECASE,
)
LONGEST = 600  # characters of a quote
MOST = 60  # quotes of a meeting
NAMES = {
    Organ.SECURITY_COUNCIL: "Security Council",
    Organ.GENERAL_ASSEMBLY: "General Assembly",
    Organ.HUMAN_RIGHTS_COUNCIL: "Human Rights Council",
}


def source(name: str, options: Mapping[str, object], http: Http) -> Transcripts:
    """Make the source of one ``[sources.<name>]`` table. Raises ValueError naming the option at fault."""
    given = Options(options)
    url = given.address("url")
    common = given.common(name, [url], every="10m", authority=Authority.OTHER)
    given.end()
    return Transcripts(**common, http=http, url=url)


@dataclass(kw_only=True)
class Transcripts(Several):
    """The service as a source."""

    url: str

    async def items(self) -> Sequence[Item]:
        """List the transcripts of today's and yesterday's meetings that may vote. Raises SourceError where neither list is given."""
        today = self.now().astimezone(ZoneInfo("America/New_York")).date()
        wanted = {f"{self.url}?date={today - dt.timedelta(days=ago)}": self._read_list for ago in (0, 1)}
        return list({item.key: item for item in await self._listings.items(self.http, self.hosts, wanted)}.values())

    async def fetch(self, item: Item) -> Page:
        """Bring a transcript. Raises SourceError."""
        answer = await self.http.get(item.url, hosts=self.hosts, robots=True)
        return Page(answer.url, answer.body, answer.media_type, answer.charset, item.title, item.published)

    def read(self, page: Page) -> Reading:
        """Say what a transcript tells. Raises SourceError where it is none."""
        given = data.fields(data.parsed(page.body))
        transcript = data.fields(given.get("transcript"))
        if not isinstance(transcript.get("data"), list):
            raise SourceError("no transcript where one was expected")
        meeting = meeting_of(page.url, data.fields(given.get("video")))
        return read_transcript(data.rows(transcript["data"]), meeting, language_of(page.url, data.text(transcript.get("language"))))

    def _read_list(self, answer: Fetched) -> Listed:
        return Listed(tuple(filter(None, (_item(row, answer.url) for row in _meetings(data.parsed(answer.body))))))


def _meetings(given: object) -> list[dict[str, object]]:
    """Give the list's meetings, which stand by themselves or in a field. Raises SourceError where there is no list."""
    lists = [given, *data.fields(given).values()]
    found = next((each for each in lists if isinstance(each, list)), None)
    if found is None:
        raise SourceError("no list of meetings: has the service changed?")
    return data.rows(found)


def _item(row: Mapping[str, object], url: str) -> Item | None:
    """Make an item of a meeting that has a transcript and is of an organ that votes."""
    address = urljoin(url, data.text(row.get("jsonUrl")))
    path = urlsplit(address).path
    if row.get("hasTranscript") is not True or not MEETING.fullmatch(path):
        return None
    return Item(path.removesuffix(".json"), (address,), data.text(row.get("title")), f"{row.get('duration')}", _moment(row.get("date")))


def _moment(value: object) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(data.text(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


# --- one transcript ---


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which meeting a transcript is of; ``symbol`` is that of its record to come (``S/PV.10100``)."""

    organ: Organ | None = None
    symbol: str | None = None
    date: dt.date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement in the text: who spoke, and where each sentence stands."""

    speaker: Mapping[str, object]
    sentences: tuple[Span, ...]

    @property
    def presides(self) -> bool:
        """Whether the speaker presides: their function says so, and no other office of that name."""
        function = data.text(self.speaker.get("function"))
        return PRESIDENT.search(function) is not None and NO_PRESIDENT.search(function) is None


def meeting_of(url: str, video: Mapping[str, object]) -> Meeting:
    """Say of which meeting a transcript is, by its address and what it says of its recording."""
    date = _moment(video.get("date"))
    match = MEETING.fullmatch(urlsplit(url).path)
    if match is None:
        return Meeting(date=date.date() if date else None, url=url)
    if match["sc"]:
        organ, symbol = Organ.SECURITY_COUNCIL, f"S/PV.{match['number']}"
    elif match["hrc"]:
        organ, symbol = Organ.HUMAN_RIGHTS_COUNCIL, None
    elif match["committee"]:
        organ, symbol = Organ(f"C{match['committee']}"), None
    else:
        organ, symbol = Organ.GENERAL_ASSEMBLY, f"A/{match['session']}/PV.{match['sitting']}"
    return Meeting(organ, symbol, date.date() if date else None, url)


def language_of(url: str, declared: str) -> str | None:
    """Say a transcript’s language (ISO 639-1): as it declares ("fr", "en-US"), else that of its address; None where neither tells."""
    code = re.match(r"[a-z]{2}(?![a-z])", declared.lower()) or re.match(r"[a-z]{2}(?=/)", urlsplit(url).path[1:])
    return code.group() if code else None


def read_transcript(statements: Sequence[Mapping[str, object]], meeting: Meeting, language: str | None = None) -> Reading:
    """Read a transcript's statements: votes from those who preside, quotes from all others. Without statements, more is to come.

    ``language`` is that of the words (ISO 639-1).
    """
    text, spoken = _written(statements)
    sightings = tuple(_votes(text, spoken, meeting))
    quotes = tuple(replace(quote, language=language) for quote in _quotes(text, spoken))
    return Reading(text, sightings, quotes=quotes[:MOST], pending=not statements)


def _written(statements: Sequence[Mapping[str, object]]) -> tuple[str, list[Spoken]]:
    """Write the statements as one text, paragraphs parted by blank lines."""
    text, spoken = "", []
    for statement in statements:
        spans: list[Span] = []
        for paragraph in data.rows(statement.get("paragraphs")):
            text += "\n\n" if text else ""
            for sentence in filter(None, (data.text(each.get("text")) for each in data.rows(paragraph.get("sentences")))):
                text += "" if not text or text.endswith("\n") else " "
                spans.append((len(text), len(text) + len(sentence)))
                text += sentence
        spoken.append(Spoken(data.fields(statement.get("speaker")), tuple(spans)))
    return text, [each for each in spoken if each.sentences]


def _votes(text: str, spoken: Sequence[Spoken], meeting: Meeting) -> Iterator[Sighting]:
    """Yield the votes whoever presides tells of, statements that follow each other read as one."""
    for start, end in _presided(spoken):
        for seen in reading.read(_document(text[start:end], meeting)).sightings:
            yield replace(
                seen,
                organ=meeting.organ or seen.organ,
                meeting=meeting.symbol or seen.meeting,
                date=meeting.date or seen.date,
                evidence=tuple((start + one, start + other) for one, other in seen.evidence),
            )


def _document(text: str, meeting: Meeting) -> Document:
    """Give words without a headline what they lack: the organ as a title, and noon in New York as their time."""
    title = NAMES.get(meeting.organ, "") if meeting.organ else ""
    return Document(text, title, meeting.url, dt.datetime.combine(meeting.date, dt.time(17), dt.UTC) if meeting.date else None)


def _presided(spoken: Sequence[Spoken]) -> Iterator[Span]:
    start = None
    for i, each in enumerate(spoken):
        if each.presides and start is None:
            start = each.sentences[0][0]
        if start is not None and (i + 1 == len(spoken) or not spoken[i + 1].presides):
            yield start, each.sentences[-1][1]
            start = None


def _quotes(text: str, spoken: Sequence[Spoken]) -> Iterator[Quote]:
    """Yield what each speaker says of the vote: the first sentences that speak of it, as they stand."""
    rank = 0
    for each in spoken:
        span = None if each.presides else _telling(text, each.sentences)
        if span:
            rank += 1
            yield _quote(text, span, each.speaker, rank)


def _telling(text: str, sentences: Sequence[Span]) -> Span | None:
    """Give the first sentence that speaks of the vote, with the next where both fit."""
    for i, (start, end) in enumerate(sentences):
        if ABOUT.search(text, start, end) and end - start <= LONGEST:
            following = sentences[i + 1][1] if i + 1 < len(sentences) else end
            return start, following if following - start <= LONGEST and "\n" not in text[end:following] else end
    return None


def _quote(text: str, span: Span, speaker: Mapping[str, object], rank: int) -> Quote:
    """Make a quote; its State is the speaker's affiliation where that is one (others are organisations)."""
    state = data.text(speaker.get("affiliation"))
    return Quote(
        words=text[slice(*span)],
        segments=(span,),
        speaker=data.text(speaker.get("name")) or None,
        role=data.text(speaker.get("function")) or None,
        state=state if states.known(state) else None,
        cue=UNOFFICIAL,
        key=rank,
    )
