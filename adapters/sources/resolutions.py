"""The UN's own resolutions with their votes: Akoma Ntoso documents and yearly extracts (JSON lines), UNxml/SCresolutions on GitHub.

The Secretariat (DGACM) files each Council resolution since 2000, and since 2023 each draft not adopted, with every member's vote. They
come late (in 2025 and 2026 a median of 12 days, at the most 110) and are filed by hand, so what they say is read as it stands: where a
document contradicts itself (S/2023/638 names China twice, S/RES/2812 names 15 in favour of 13), its sighting keeps both and is doubted.

Options: ``extracts`` (yearly files), ``lists`` (folders, as GitHub's API lists them), ``every``, ``name``, ``authority``, ``hosts``
(beside those of the addresses). In an address, ``{year}`` stands for the year it is in New York.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from adapters.http import Fetched, Http
from adapters.sources import data
from adapters.sources.listing import Listed, Several
from adapters.sources.options import Options, host
from bot import states
from bot.model import Authority, Item, Organ, Outcome, Page, Question, Reading, Sighting, State, Tally
from bot.ports import SourceError
from bot.reading import dates, symbols

OUTCOMES = {"adopted": Outcome.ADOPTED, "notadopted": Outcome.FAILED, "veto": Outcome.VETOED}
SIDES = ("inFavour", "against", "abstaining")
COLUMNS = ("MS_in_favour", "MS_against", "MS_abstaining")
COUNTED = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{1,2})\b")
UNANIMOUS = re.compile(r"\bunanimou", re.IGNORECASE)  # also "unanimoulsy", as some have it
WITHOUT_VOTE = re.compile(r"\bwithout (?:a )?vote\b", re.IGNORECASE)
IN_PARENTHESES = re.compile(r"\(([^()]*)\)")


def source(name: str, options: Mapping[str, object], http: Http) -> Resolutions:
    """Make the source of one ``[sources.<name>]`` table. Raises ValueError naming the option at fault."""
    given = Options(options)
    extracts, lists = given.addresses("extracts"), given.addresses("lists")
    if not (extracts or lists):
        raise ValueError("extracts or lists must name an address")
    common = given.common(name, (*extracts, *lists), every="12h", authority=Authority.OFFICIAL_RECORD)
    given.end()
    return Resolutions(**common, http=http, extracts=extracts, lists=lists)


@dataclass(kw_only=True)
class Resolutions(Several):
    """The UN's own documents as a source."""

    extracts: tuple[str, ...]
    lists: tuple[str, ...]

    async def items(self) -> Sequence[Item]:
        """List the texts now filed, one item a text. Raises SourceError where no address answers."""
        year = str(self.now().astimezone(ZoneInfo("America/New_York")).year)
        wanted = {address.replace("{year}", year): _lines for address in self.extracts}
        wanted |= {address.replace("{year}", year): _folder for address in self.lists}
        return await self._listings.items(self.http, self.hosts, wanted)

    async def fetch(self, item: Item) -> Page:
        """Give an extract's line as a page of its own, or bring the document. Raises SourceError."""
        if item.summary.startswith("{"):
            return Page(item.url, item.summary.encode(), "application/json", "utf-8", item.title, item.published)
        answer = await self.http.get(item.url, hosts=self.hosts)
        return Page(answer.url, answer.body, answer.media_type, answer.charset, item.title, item.published)

    def read(self, page: Page) -> Reading:
        """Say what a document or an extract's line tells. Raises SourceError where it is neither, or names a voter we do not know."""
        if page.body.lstrip()[:1] == b"{":
            return read_extract(data.fields(data.parsed(page.body)))
        return read_document(data.xml(page.body))


def _lines(answer: Fetched) -> Listed:
    """Make an item of each line. A resolution that stands twice counts once, as filed last."""
    lines = [(data.fields(data.parsed(line)), line.decode()) for line in answer.body.splitlines() if line.strip()]
    items = {item.key: item for row, line in lines if (item := _line(row, line))}
    return Listed(tuple(items.values()))


def _line(row: Mapping[str, object], line: str) -> Item | None:
    symbol = data.text(row.get("symbol"))
    day = _date(data.text(row.get("adoption_date")))
    return Item(symbol, (_address(symbol),), symbol, line, data.noon(day)) if symbol else None


def _address(symbol: str) -> str:
    """Give where a reader finds a resolution: ``https://docs.un.org/en/S/RES/2728(2024)``."""
    return f"https://docs.un.org/en/{symbol.replace(' ', '')}"


def _folder(answer: Fetched) -> Listed:
    """Make an item of each XML file of a folder; a file's hash tells a new version."""
    return Listed(tuple(filter(None, map(_file, data.rows(data.parsed(answer.body))))))


def _file(row: dict[str, object]) -> Item | None:
    name, url = data.text(row.get("name")), data.text(row.get("download_url"))
    if not (name.lower().endswith(".xml") and host(url)):
        return None
    return Item(name[:-4], (url,), name[:-4], data.text(row.get("sha")))


# --- documents ---


def read_document(root: ET.Element) -> Reading:
    """Read one Akoma Ntoso document: a resolution, a draft or a presidential statement; one without a step that ends it is none yet."""
    statement = root.find(".//statement")
    if root.tag != "akomaNtoso" or statement is None:
        raise SourceError("no Akoma Ntoso statement where one was expected")
    step = _last_step(root)
    if statement.get("name") == "presidentialStatement" and step is not None:
        return Reading(sightings=(_presidential(root, step),))
    if statement.get("name") not in {"resolution", "draftResolution"} or step is None:
        return Reading()
    return Reading(sightings=(_sighting_of_document(root, step),))


def _presidential(root: ET.Element, step: ET.Element) -> Sighting:
    """Tell of a presidential statement: agreed by all, without a vote."""
    return Sighting(
        organ=Organ.SECURITY_COUNCIL,
        outcome=Outcome.ADOPTED,
        question=Question.STATEMENT,
        without_vote=True,
        draft=_of_kind(symbols.find(_symbol(root)), symbols.STATEMENT),
        meeting=_meeting(step.get("as", "")),
        date=_date(step.get("date", "")),
        subject=data.subject(_keyword(root, "title") or _keyword(root, "agenda", "X")),
    )


def _symbol(root: ET.Element) -> str:
    return " ".join("".join(next(root.iter("docNumber"), ET.Element("none")).itertext()).split())


def _last_step(root: ET.Element) -> ET.Element | None:
    steps = [step for step in root.iter("step") if step.get("outcome", "").lower() in OUTCOMES]
    return steps[-1] if steps else None


def _sighting_of_document(root: ET.Element, step: ET.Element) -> Sighting:
    symbol = _symbol(root)
    drafted = next((each for each in root.iter("step") if each.get("outcome") == "draftResolution"), ET.Element("none"))
    counts = {count.get("refersTo", ""): count for count in root.iter("count")}
    stated = Stated(
        words=step.get("by", ""),
        counts=tuple(_count(counts[side]) if side in counts else None for side in SIDES),
        sides=tuple(data.voters(_names(counts.get(side))) for side in SIDES),
    )
    return _sighting(
        OUTCOMES[step.get("outcome", "").lower()],
        stated,
        symbols.find(f"{symbol} | {drafted.get('as', '')}"),
        meeting=_meeting(step.get("as", "")),
        date=_date(step.get("date", "")),
        sponsors=drafted.get("by", ""),
        title=_keyword(root, "title") or _keyword(root, "agenda", "X"),
    )


def _count(count: ET.Element) -> int | None:
    return data.number(count.get("value", ""))


def _names(count: ET.Element | None) -> list[str]:
    if count is None:
        return []
    return [" ".join(words.split()) for each in count.iter("organization") if (words := each.text or "").strip()]


def _keyword(root: ET.Element, kind: str, value: str | None = None) -> str:
    """Give the Library's words for a text's title, or for its agenda item."""
    for keyword in root.iter("keyword"):
        if keyword.get("refersTo") == kind and value in {None, keyword.get("value")}:
            return keyword.get("showAs", "")
    return ""


# --- extracts ---


def read_extract(row: Mapping[str, object]) -> Reading:
    """Read one line of a yearly extract; it holds adopted resolutions alone. Raises SourceError where it holds anything else."""
    symbol, words = data.text(row.get("symbol")), data.text(row.get("adoption_type"))
    if not symbol.startswith("S/RES/") or not words.startswith("Adopted"):
        raise SourceError(f"no adopted resolution of the Council where one was expected ({symbol[:40]!r})")
    stated = Stated(
        words,
        counts=tuple(data.number(data.text(row.get(f"{column}_count"))) for column in COLUMNS),
        sides=tuple(data.voters(data.texts(row.get(column))) for column in COLUMNS),
    )
    sighting = _sighting(
        Outcome.ADOPTED,
        stated,
        symbols.find(f"{symbol} | {data.text(row.get('draft_resolution'))}"),
        meeting=_agreed(_meeting(data.text(row.get("outcome_letter"))), _meeting(data.text(row.get("adoption_meeting")))),
        date=_date(data.text(row.get("adoption_date"))),
        sponsors=", ".join(data.texts(row.get("sponsors"))),
        title=data.text(row.get("resolution_title")) or data.text(row.get("agenda_item_name")),
    )
    return Reading(sightings=(sighting,))


def _agreed(one: str | None, other: str | None) -> str | None:
    """Give what two fields say; None where they say two things."""
    return one or other if one is None or other is None or one == other else None


# --- both ---


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document says of the vote itself, each time in the order in favour, against, abstaining.

    ``words`` are its sentence ("Adopted 13-0-2, 10046th meeting"), ``counts`` its figures, None where blank, ``sides`` its lists of names.
    """

    words: str
    counts: tuple[int | None, ...]
    sides: tuple[tuple[State, ...], ...]

    @property
    def spoken(self) -> tuple[int | None, ...]:
        """The figures of the sentence, None where it gives none."""
        match = COUNTED.search(self.words)
        return tuple(map(int, match.groups())) if match else (None, None, None)

    @property
    def unanimous(self) -> bool:
        """Whether the sentence says so."""
        return UNANIMOUS.search(self.words) is not None

    @property
    def tally(self) -> Tally:
        """Each count as given, else as the sentence has it; what both leave out is none where anything is counted."""
        given = [count if count is not None else told for count, told in zip(self.counts, self.spoken, strict=True)]
        return Tally() if given == [None, None, None] else Tally(*(count or 0 for count in given))

    @property
    def contradictory(self) -> bool:
        """Whether names, counts and sentence cannot all be true."""
        tally = self.tally
        return (
            any(data.doubled(self.sides))
            or (any(self.sides) and tuple(map(len, self.sides)) != (tally.yes, tally.no, tally.abstain))
            or any(None not in {count, told} and count != told for count, told in zip(self.counts, self.spoken, strict=True))
            or (self.unanimous and bool(tally.no or tally.abstain))
        )


def _sighting(
    outcome: Outcome,
    stated: Stated,
    found: Sequence[symbols.Symbol],
    *,
    meeting: str | None,
    date: dt.date | None,
    sponsors: str,
    title: str,
) -> Sighting:
    in_favour, against, abstained = stated.sides
    return Sighting(
        organ=Organ.SECURITY_COUNCIL,
        outcome=outcome,
        tally=stated.tally,
        unanimous=outcome is Outcome.ADOPTED and stated.unanimous,
        without_vote=WITHOUT_VOTE.search(stated.words) is not None,
        vetoed_by=_vetoed_by(stated) if outcome is Outcome.VETOED else (),
        against=against,
        abstained=abstained,
        in_favour=in_favour or None,
        draft=_of_kind(found, symbols.DRAFT),
        resolution=_of_kind(found, symbols.RESOLUTION),
        meeting=meeting,
        date=date,
        sponsors=tuple(states.names_in_list(sponsors)[0]),
        subject=data.subject(title),
        confidence=data.CONTRADICTORY if stated.contradictory else 1.0,
    )


def _vetoed_by(stated: Stated) -> tuple[State, ...]:
    """Give the permanent members against, or as the sentence names them in parentheses where there are no lists (S/2025/353)."""
    named = stated.sides[1] if any(stated.sides) else states.names_in_list(" ".join(IN_PARENTHESES.findall(stated.words)))[0]
    return tuple(state for state in named if state in states.PERMANENT)


def _of_kind(found: Sequence[symbols.Symbol], kind: str) -> str | None:
    return next((symbol.text for symbol in found if symbol.kind == kind), None)


def _meeting(words: str) -> str | None:
    return next((symbol.text for symbol in symbols.find(words) if symbol.kind == symbols.MEETING), None)


def _date(words: str) -> dt.date | None:
    return next((settled for day in dates.find(words.partition(" 00:")[0]) if (settled := dates.settle(day, None))), None)
