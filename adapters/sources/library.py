"""The UN Digital Library's voting records: MARCXML of the Council and the Assembly, every member's ballot.

The fields of a record: 001 its number; 245 title; 269 (or 992) the day; 791 symbol; 952 meeting; 993 related symbols; 996 totals ($b yes,
$c no, $d abstaining, $e not voting, $f members); 967, one a member: $c code, $d Y, N, A or nothing, $e name. A member without a letter did
not vote; where none has a letter and nothing is counted, the text was adopted without a vote. Codes are those of their time.

The Library answers what it takes for a browser, and whom it would rather not serve, with 202 and nothing: a failed poll. Some of its text
is encoded twice. It holds adopted texts, late; so it is off by default, and its terms are non-commercial use with attribution.

Options: ``searches`` (addresses of searches, to which format and paging are added; ``{year}`` stands for the year it is in New York),
``every``, ``name``, ``authority``, ``hosts`` (beside those of the addresses).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from adapters.http import Http
from adapters.sources import data
from adapters.sources.options import Options
from bot import states
from bot.model import Authority, Ballot, Choice, Item, Organ, Outcome, Page, Reading, Sighting, State, Tally
from bot.ports import SourceError
from bot.reading import symbols

PAGE = 100  # records a request; the total the Library states may be capped at it, so pages are asked for until one is short
MOST = 10  # pages of one search
NINE = 9  # votes in favour without which a Council draft fails whoever is against
CHOICES = {"Y": Choice.YES, "N": Choice.NO, "A": Choice.ABSTAIN, "": Choice.NOT_VOTING, "X": Choice.NOT_VOTING}
# Codes of States under former names (ISO 3166-3, and the Library's own), as we write them; dissolved States keep theirs.
FORMER = {"SUN": "RUS", "BYS": "BLR", "ZAR": "COD", "BUR": "MMR", "DHY": "BEN", "HVO": "BFA", "TMP": "TLS", "ROM": "ROU", "RHO": "ZWE"}
COMMITTEES = {f"A/C.{number}/": organ for number, organ in enumerate(list(Organ)[2:8], 1)}
ORGANS = {"S/": Organ.SECURITY_COUNCIL, "A/HRC/": Organ.HUMAN_RIGHTS_COUNCIL} | COMMITTEES | {"A/": Organ.GENERAL_ASSEMBLY}


def source(name: str, options: Mapping[str, object], http: Http) -> Library:
    """Make the source of one ``[sources.<name>]`` table. Raises ValueError naming the option at fault."""
    given = Options(options)
    searches = given.addresses("searches")
    if not searches:
        raise ValueError("searches must name an address")
    common = given.common(name, searches, every="24h", authority=Authority.OFFICIAL_RECORD)
    given.end()
    return Library(**common, http=http, searches=searches)


@dataclass
class Library:
    """The Library as a source. A search brings whole records, so they are kept until the next poll rather than asked for again.

    ``page`` is how many records are asked for at once.
    """

    name: str
    title: str
    http: Http
    searches: tuple[str, ...]
    hosts: frozenset[str]
    interval: dt.timedelta
    authority: Authority = Authority.OFFICIAL_RECORD
    page: int = PAGE
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    _held: dict[str, bytes] = field(init=False, repr=False, default_factory=dict)

    async def items(self) -> Sequence[Item]:
        """List the voting records the searches find. Raises SourceError where one fails, so that no short list is taken for all."""
        found: dict[str, tuple[Item, bytes]] = {}
        for search in self.searches:
            for first in range(1, MOST * self.page, self.page):
                answer = await self.http.get(self._address(search, first), hosts=self.hosts, robots=True)
                records = await asyncio.to_thread(_records, answer.body)
                found |= {item.key: (item, body) for item, body in _items(records, answer.url)}
                if len(records) < self.page:
                    break
        self._held = {key: body for key, (_, body) in found.items()}
        return [item for item, _ in found.values()]

    async def fetch(self, item: Item) -> Page:
        """Give the record the search brought, else ask for it. Raises SourceError."""
        body = self._held.get(item.key)
        if body is None:
            body = (await self.http.get(f"{item.url}?of=xm", hosts=self.hosts, robots=True)).body
        return Page(item.url, body, "application/xml", "utf-8", item.title, item.published)

    def read(self, page: Page) -> Reading:
        """Say what a page's records tell; a record without a vote tells nothing. Raises SourceError where it holds no records."""
        return Reading(sightings=tuple(filter(None, map(read_record, _records(page.body)))))

    def _address(self, search: str, first: int) -> str:
        year = str(self.now().astimezone(ZoneInfo("America/New_York")).year)
        parts = urlsplit(search.replace("{year}", year))
        asked = dict.fromkeys(("of", "rg", "jrec"))
        query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in asked]
        return parts._replace(query=urlencode([*query, ("of", "xm"), ("rg", str(self.page)), ("jrec", str(first))])).geturl()


def _records(body: bytes) -> list[ET.Element]:
    root = data.xml(body)
    if root.tag not in {"collection", "record"}:
        raise SourceError(f"<{root.tag[:40]}> where MARC records were expected")
    return [root] if root.tag == "record" else root.findall("record")


def _items(records: Sequence[ET.Element], url: str) -> list[tuple[Item, bytes]]:
    return [(_item(record, body, url), body) for record in records if _has_vote(record) for body in [data.written(record)]]


def _item(record: ET.Element, body: bytes, url: str) -> Item:
    """Make an item of a record; its hash tells a new version."""
    number = next((each.text or "" for each in record.iter("controlfield") if each.get("tag") == "001"), "").strip()
    title = " ".join(_values(record, "791", "a")[:1] + _values(record, "245", "a")[:1])
    return Item(number, (urljoin(url, f"/record/{number}"),), title, hashlib.sha256(body).hexdigest()[:16], data.noon(_date(record)))


def _has_vote(record: ET.Element) -> bool:
    """Whether a record is a vote's: it has a symbol of its own there (a text's own record has it in 191), and ballots or totals."""
    tags = {each.get("tag") for each in record.iter("datafield")}
    return "791" in tags and not tags.isdisjoint({"967", "996"})


def _values(record: ET.Element, tag: str, code: str) -> list[str]:
    """Give the subfields of a record under a tag and a code, blanks collapsed, without empty ones."""
    found = (_value(each, code) for each in record.iter("datafield") if each.get("tag") == tag)
    return list(filter(None, found))


def _value(datafield: ET.Element, code: str) -> str:
    first = next((each.text or "" for each in datafield.iter("subfield") if each.get("code") == code), "")
    return " ".join(data.once_encoded(first).split())


# --- one record ---


def read_record(record: ET.Element) -> Sighting | None:
    """Read one voting record; None where it is of something else. Raises SourceError on a member or a letter we do not know."""
    if not _has_vote(record):
        return None
    symbol = " ".join(_values(record, "791", "a")[:1])
    organ = next((organ for start, organ in ORGANS.items() if symbol.startswith(start)), None)
    if organ is None:
        raise SourceError(f"a voting record of no organ we know ({symbol[:40]!r})")
    found = symbols.find(" | ".join([symbol, *_values(record, "993", "a"), *_values(record, "952", "a")]))
    ballots, tally = _ballots(record), _tally(record)
    cast = ballots if any(ballot.choice is not Choice.NOT_VOTING for ballot in ballots) else []
    against = _who(cast, Choice.NO)
    resolution = _of_kind(found, symbols.RESOLUTION)
    outcome = _outcome(record, organ, resolution, tally, against)
    return Sighting(
        organ=organ,
        outcome=outcome,
        tally=tally,
        unanimous=tally.complete and not (tally.no or tally.abstain or tally.not_voting),
        without_vote=not cast and tally.yes is None,
        vetoed_by=tuple(state for state in against if state in states.PERMANENT) if outcome is Outcome.VETOED else (),
        against=against,
        abstained=_who(cast, Choice.ABSTAIN),
        not_voting=_who(cast, Choice.NOT_VOTING),
        in_favour=_who(cast, Choice.YES) or None,
        draft=_of_kind(found, symbols.DRAFT),
        resolution=resolution,
        meeting=_of_kind(found, symbols.MEETING),
        date=_date(record),
        subject=data.subject(" ".join(_values(record, "245", "a")[:1])),
        confidence=data.CONTRADICTORY if _contradictory(cast, tally) else 1.0,
    )


def _ballots(record: ET.Element) -> list[Ballot]:
    return [_ballot(each) for each in record.iter("datafield") if each.get("tag") == "967"]


def _ballot(datafield: ET.Element) -> Ballot:
    """Read one member's ballot, by its code, else by its name."""
    written, name, letter = (_value(datafield, code) for code in "ced")
    code = FORMER.get(written, written)
    state = code if states.known(code) else data.state(name)
    if state is None:
        raise SourceError(f"the vote names {name[:60] or written[:60]!r}, a State we do not know")
    choice = CHOICES.get(letter.upper())
    if choice is None:
        raise SourceError(f"the vote of {name[:60]} is {letter[:20]!r}, which is no vote")
    return Ballot(state, choice)


def _tally(record: ET.Element) -> Tally:
    """Read the totals. Nothing is said where those in favour are not counted; beside them, a blank is none."""
    totals = [data.number("".join(_values(record, "996", code)[:1])) for code in "bcde"]
    return Tally() if totals[0] is None else Tally(*(total or 0 for total in totals))


def _outcome(record: ET.Element, organ: Organ, resolution: str | None, tally: Tally, against: Sequence[State]) -> Outcome:
    """Say what became of the text: adopted where it has a resolution's symbol or its title says so, else it failed."""
    if resolution or "adopted" in " ".join(_values(record, "245", "c")).lower():
        return Outcome.ADOPTED
    vetoed = organ is Organ.SECURITY_COUNCIL and (tally.yes or 0) >= NINE and not states.PERMANENT.isdisjoint(against)
    return Outcome.VETOED if vetoed else Outcome.FAILED


def _who(ballots: Sequence[Ballot], choice: Choice) -> tuple[State, ...]:
    return tuple(ballot.state for ballot in ballots if ballot.choice is choice)


def _of_kind(found: Sequence[symbols.Symbol], kind: str) -> str | None:
    return next((symbol.text for symbol in found if symbol.kind == kind), None)


def _date(record: ET.Element) -> dt.date | None:
    for written in (*_values(record, "269", "a"), *_values(record, "992", "a")):
        try:
            return dt.date.fromisoformat(written)
        except ValueError:  # a year or a month alone
            continue
    return None


def _contradictory(ballots: Sequence[Ballot], tally: Tally) -> bool:
    """Whether a State votes twice, or a roll call that is complete does not add up to the totals."""
    if len({ballot.state for ballot in ballots}) != len(ballots):
        return True
    total = sum(filter(None, (tally.yes, tally.no, tally.abstain, tally.not_voting)))
    return tally.complete and len(ballots) >= total and Tally.of(ballots) != tally
