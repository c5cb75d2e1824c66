"""The UN Library's tables of the Security Council: "Meetings and Outcomes" of a year, and the list of vetoes.

Both are HTML kept by hand: five columns or seven, cells with two or three outcomes, tags left open. A cell of outcomes reads
``S/RES/2571 (2021) 15-0-0 S/RES/2570 (2021) 15-0-0``, ``Draft resolution S/2021/990 vetoed by Russian Federation 12-2-1`` or ``S/2016/1085
not adopted 7-0-8``; a presidential statement stands by its symbol alone; communiqués, notes and elections are no votes. They have slips
(S/2022/431 stands as "13-0-2" beside two vetoes), so they weigh as meetings coverage, less than the official record, and a cell that
contradicts itself is doubted.

Options: ``tables`` (addresses; ``{year}`` stands for the year it is in New York), ``every``, ``name``, ``authority``, ``hosts`` (beside
those of the addresses).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from adapters.http import Fetched, Http
from adapters.sources import data
from adapters.sources.listing import Listed, Several
from adapters.sources.options import Options
from bot import states
from bot.model import Authority, Item, Organ, Outcome, Page, Question, Reading, Sighting, State, Tally
from bot.ports import SourceError
from bot.reading import dates, symbols
from bot.reading.text import decode

# What a column holds, by a word of its heading; of two such columns the later counts (the letter with the outcome stands before it).
COLUMNS = {"meeting": "meeting", "written": "meeting", "date": "date", "topic": "topic", "agenda": "topic", "outcome": "outcome"}
COLUMNS |= {"draft": "draft", "permanent": "vetoed"}
SYMBOL = re.compile(
    r"\bS/(?:RES/(?P<resolution>\d{1,4})(?:\s?\(\s?\d{4}\s?\))?|(?P<other>(?:PRST/)?(?:\d{4}/\d{1,4}|\d{1,5}|PV\.\s?\d{1,5})"
    r"(?:/(?:Rev|Add|Corr)\.\d{1,2})*))"
)
COUNTED = re.compile(r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{1,2})(?!\d)")
VETOED = re.compile(r"\bvetoed\s+by\b([^\d()]*)", re.IGNORECASE)
NOT_ADOPTED = re.compile(r"\bnot\s+adopted\b", re.IGNORECASE)
WITHOUT_VOTE = re.compile(r"\bwithout\s+(?:a\s+)?vote\b|\bconsensus\b", re.IGNORECASE)
UNANIMOUS = re.compile(r"\bunanimously\b", re.IGNORECASE)
ABSENT = re.compile(r"\(([^()]*)\s+did\s+not\s+participate", re.IGNORECASE)
YEAR = re.compile(r"\bin\s+((?:19|20)\d\d)\b")
NINE = 9  # votes in favour without which a draft fails
MOST = 20  # tables on a page; the Library's have one
LONG = 5_000  # characters of a cell that are read; the longest in use has 300


def source(name: str, options: Mapping[str, object], http: Http) -> Outcomes:
    """Make the source of one ``[sources.<name>]`` table. Raises ValueError naming the option at fault."""
    given = Options(options)
    tables = given.addresses("tables")
    if not tables:
        raise ValueError("tables must name an address")
    common = given.common(name, tables, every="24h", authority=Authority.MEETINGS_COVERAGE)
    given.end()
    return Outcomes(**common, http=http, tables=tables)


@dataclass(kw_only=True)
class Outcomes(Several):
    """The Library's tables as a source, one item a row, so that a row put right is read again by itself."""

    tables: tuple[str, ...]

    async def items(self) -> Sequence[Item]:
        """List the rows that tell of a vote. Raises SourceError where no address answers."""
        year = str(self.now().astimezone(ZoneInfo("America/New_York")).year)
        wanted = {table.replace("{year}", year): _rows for table in self.tables}
        return await self._listings.items(self.http, self.hosts, wanted, robots=True)

    async def fetch(self, item: Item) -> Page:
        """Give the row as a page of its own: a table of one."""
        return Page(item.url, item.summary.encode(), "text/html", "utf-8", item.title, item.published)

    def read(self, page: Page) -> Reading:
        """Say what a table's rows tell. Raises SourceError where there is no such table."""
        return Reading(sightings=tuple(seen for row in read_table(decode(page.body, page.charset)) for seen in sightings(row)))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what its columns hold by name (``meeting``, ``date``, ``topic``, ``outcome``, ``draft``, ``vetoed``), as plain text."""

    year: str
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """Give a column's text, or "" where the table has none."""
        return self.cells.get(column, "")

    @property
    def key(self) -> str:
        """Its identity in the source: meeting, day and the symbols it names."""
        named = (match[0] for match in SYMBOL.finditer(self.cell("outcome") or self.cell("draft")))
        return " ".join(filter(None, (self.cell("date"), self.year, self.cell("meeting"), *named)))[:300]

    def page(self) -> str:
        """Write the row as a table of one."""
        words = {column: word for word, column in COLUMNS.items()}
        heads = "".join(f"<th>{words[column]}</th>" for column in self.cells)
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in self.cells.values())
        return f"<table><tr><th>in {self.year}</th></tr><tr>{heads}</tr><tr>{cells}</tr></table>"


def _rows(answer: Fetched) -> Listed:
    """Make an item of each row that tells of a vote. Early drafts have no symbol, so rows may share a key: then they are numbered."""
    voted = [row for row in read_table(decode(answer.body, answer.charset)) if any(True for _ in sightings(row))]
    told = Counter[str]()
    items = []
    for row in reversed(voted):  # the oldest stands last, so a new row gives no other another number
        told[row.key] += 1
        key = f"{row.key} #{told[row.key]}" if told[row.key] > 1 else row.key
        items.append(Item(key, (answer.url,), row.cell("topic"), row.page(), data.noon(_date(row))))
    return Listed(tuple(reversed(items)))


# --- tables ---


def read_table(markup: str) -> list[Row]:
    """Read a table's rows. Raises SourceError where no heading names an outcome or a permanent member, which means another layout."""
    if markup.lower().count("<table") > MOST:
        raise SourceError("more tables than the Library's pages have: refused")
    rows = LexborHTMLParser(markup).css("tr")
    heads = next((columns for row in rows if {"outcome", "vetoed"} & set(columns := _columns(row))), None)
    if heads is None:
        raise SourceError("no table of the Council's outcomes or vetoes: has its layout changed?")
    title = YEAR.search(" ".join(" ".join(head.text() for head in row.css("th")) for row in rows[:3]))
    return [Row(title[1] if title else "", _cells(row, heads)) for row in rows if len(row.css("td")) > 1 or len(heads) == 1]


def _columns(row: LexborNode) -> list[str]:
    """Name a heading row's columns, "" where one is of no interest."""
    words = [head.text().lower() for head in row.css("th")]
    return [next((column for word, column in COLUMNS.items() if word in each), "") for each in words]


def _cells(row: LexborNode, columns: Sequence[str]) -> dict[str, str]:
    cells = (" ".join(cell.text(separator=" ").split())[:LONG] for cell in row.css("td"))
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}


# --- rows ---


def sightings(row: Row) -> Iterator[Sighting]:
    """Yield the votes a row tells of: one for each outcome of a meeting, or a veto."""
    if row.cell("vetoed"):
        yield from _veto(row)
    else:
        yield from _outcomes(row)


def _veto(row: Row) -> Iterator[Sighting]:
    """Read a row of the list of vetoes: who vetoed which draft, without a count."""
    draft = SYMBOL.search(row.cell("draft"))
    vetoed_by = _members(row.cell("vetoed"))
    if vetoed_by:
        yield _sighting(row, Outcome.VETOED, _draft(draft), Tally(), vetoed_by)


def _outcomes(row: Row) -> Iterator[Sighting]:
    """Read a cell of outcomes: each symbol, with the words up to the next."""
    cell = row.cell("outcome")
    found = [*SYMBOL.finditer(cell), None]
    if len(found) == 1 and (tally := _tally(cell)).complete and (tally.yes or 0) < NINE:
        yield _sighting(row, Outcome.FAILED, None, tally)  # 22 July 2021 stands as "2-0-13" and nothing else
    for symbol, following in pairwise(found):
        if symbol is not None:
            words = cell[symbol.end() : following.start() if following else len(cell)]
            yield from _outcome(row, symbol, words)


def _outcome(row: Row, symbol: re.Match[str], words: str) -> Iterator[Sighting]:
    vetoed = VETOED.search(words)
    if symbol["resolution"]:
        yield _adoption(row, f"S/RES/{int(symbol['resolution'])}", words)
    elif (symbol["other"] or "").startswith("PRST/"):
        yield _statement(row, f"S/{symbol['other']}")
    elif vetoed:
        yield _sighting(row, Outcome.VETOED, _draft(symbol), _tally(words), _members(vetoed[1]))
    elif NOT_ADOPTED.search(words):
        yield _sighting(row, Outcome.FAILED, _draft(symbol), _tally(words))


def _statement(row: Row, symbol: str) -> Sighting:
    """Tell of a presidential statement: agreed by all, without a vote."""
    return Sighting(
        organ=Organ.SECURITY_COUNCIL,
        outcome=Outcome.ADOPTED,
        question=Question.STATEMENT,
        without_vote=True,
        draft=symbol,
        meeting=_meeting(row),
        date=_date(row),
        subject=row.cell("topic") or None,
    )


def _adoption(row: Row, resolution: str, words: str) -> Sighting:
    absent = ABSENT.search(words)
    return Sighting(
        organ=Organ.SECURITY_COUNCIL,
        outcome=Outcome.ADOPTED,
        tally=_tally(words),
        unanimous=UNANIMOUS.search(words) is not None,
        without_vote=WITHOUT_VOTE.search(words) is not None,
        not_voting=tuple(states.names_in_list(absent[1])[0]) if absent else (),
        resolution=resolution,
        meeting=_meeting(row),
        date=_date(row),
        subject=row.cell("topic") or None,
    )


def _sighting(row: Row, outcome: Outcome, draft: str | None, tally: Tally, vetoed_by: tuple[State, ...] = ()) -> Sighting:
    """Tell of a draft that failed; those who vetoed are among those against, though not always all of them."""
    return Sighting(
        organ=Organ.SECURITY_COUNCIL,
        outcome=outcome,
        tally=tally,
        vetoed_by=vetoed_by,
        against=vetoed_by,
        draft=draft,
        meeting=_meeting(row),
        date=_date(row),
        subject=row.cell("topic") or None,
        confidence=data.CONTRADICTORY if tally.no is not None and tally.no < len(vetoed_by) else 1.0,
    )


def _tally(words: str) -> Tally:
    match = COUNTED.search(words)
    return Tally(int(match[1]), int(match[2]), int(match[3])) if match else Tally()


def _members(words: str) -> tuple[State, ...]:
    """Give the permanent members a list names, each once."""
    return tuple(state for state in states.names_in_list(words)[0] if state in states.PERMANENT)


def _draft(symbol: re.Match[str] | None) -> str | None:
    """Give a draft's symbol; none where the table names the meeting's record instead, which is no draft's identity."""
    other = symbol["other"] if symbol else None
    return None if other is None or other.startswith(("PV", "PRST")) else f"S/{other}"


def _meeting(row: Row) -> str | None:
    return next((found.text for found in symbols.find(row.cell("meeting")) if found.kind == symbols.MEETING), None)


def _date(row: Row) -> dt.date | None:
    """Give the row's day: with its own year in the list of vetoes, else the table's."""
    for day in dates.find(f"{row.cell('date')} {row.year}"[:100]):
        if day.year and (settled := dates.settle(day, None)):
            return settled
    return None
