"""The UN Journal's schedule: votes announced for the days to come, and nothing else.

The Journal lists each day's official meetings as JSON, the Council's and the Assembly's under ``specialGroups``, all others under
``groups``. A meeting is no vote: only one whose own words speak of voting, or of action on drafts, is announced. Its interface is open
and undocumented, so that what is looked for is the shape of a meeting (an object with a ``startDate``) wherever it stands.

Options: ``url`` (with ``{date}`` in it: today and the three days after are asked for), ``every``, ``name``, ``authority``, ``hosts``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from adapters.http import Fetched, Http
from adapters.sources import data, feed
from adapters.sources.listing import Listed, Several
from adapters.sources.options import Options
from bot.model import Authority, Item, Organ, Page, Reading, Upcoming
from bot.ports import SourceError
from bot.reading import symbols

AHEAD = 4  # days asked for: the Council is listed about a day ahead
LANGUAGES = frozenset({"fr", "es", "ru", "ar", "zh"})  # a text stands in each; English is read
VOTES = re.compile(
    r"\bvot(?:e|es|ing)\b|\b(?:takes?|taking) (?:a )?(?:action|decision)|\baction on (?:all |the )?(?:draft|proposal)|"
    r"\badoption of (?:a |the )?(?:draft )?resolution",
    re.IGNORECASE,
)
ORGANS = (
    (re.compile(r"\bSecurity Council\b"), Organ.SECURITY_COUNCIL),
    (re.compile(r"\bFirst Committee\b"), Organ.FIRST_COMMITTEE),
    (re.compile(r"\bSecond Committee\b"), Organ.SECOND_COMMITTEE),
    (re.compile(r"\bThird Committee\b"), Organ.THIRD_COMMITTEE),
    (re.compile(r"\bFourth Committee\b"), Organ.FOURTH_COMMITTEE),
    (re.compile(r"\bFifth Committee\b"), Organ.FIFTH_COMMITTEE),
    (re.compile(r"\bSixth Committee\b"), Organ.SIXTH_COMMITTEE),
    (re.compile(r"\bHuman Rights Council\b"), Organ.HUMAN_RIGHTS_COUNCIL),
    (re.compile(r"\bGeneral Assembly\b"), Organ.GENERAL_ASSEMBLY),
)
DEEPEST = 40  # objects within objects
NAMING = ("name", "title", "relatedOrganizationFullName", "organSymbol")

Fields = Mapping[str, object]


def source(name: str, options: Mapping[str, object], http: Http) -> Journal:
    """Make the source of one ``[sources.<name>]`` table. Raises ValueError naming the option at fault."""
    given = Options(options)
    url = given.address("url")
    if "{date}" not in url:
        raise ValueError("url must have {date} in it")
    common = given.common(name, [url], every="1h", authority=Authority.OFFICIAL_RECORD)
    given.end()
    return Journal(**common, http=http, url=url)


@dataclass(kw_only=True)
class Journal(Several):
    """The Journal as a source, one item a meeting that is to vote."""

    url: str

    async def items(self) -> Sequence[Item]:
        """List the meetings that are to vote. Raises SourceError where no day is given."""
        today = self.now().astimezone(ZoneInfo("America/New_York")).date()
        wanted = {self.url.replace("{date}", str(today + dt.timedelta(days=ahead))): _meetings for ahead in range(AHEAD)}
        return list({item.key: item for item in await self._listings.items(self.http, self.hosts, wanted)}.values())

    async def fetch(self, item: Item) -> Page:
        """Give the meeting as a page of its own."""
        return Page(item.url, item.summary.encode(), "application/json", "utf-8", item.title, item.published)

    def read(self, page: Page) -> Reading:
        """Say which votes a day's schedule, or one meeting of it, announces. Raises SourceError where it is no JSON."""
        found = [each for meeting, names in _walk(data.parsed(page.body)) if (each := _upcoming(meeting, names))]
        return Reading(upcoming=tuple(found))


def _meetings(answer: Fetched) -> Listed:
    given = data.parsed(answer.body)
    if not isinstance(given, dict):
        raise SourceError("no schedule where one was expected")
    return Listed(tuple(_item(meeting, names, answer.url) for meeting, names in _walk(given) if _upcoming(meeting, names)))


def _item(meeting: Fields, names: str, url: str) -> Item:
    page = json.dumps({"name": names, "meetings": [meeting]}, sort_keys=True)
    key = data.text(meeting.get("id")) or hashlib.sha256(page.encode()).hexdigest()[:16]
    return Item(key, (url,), _words(meeting)[:300], page)


def _walk(value: object, names: str = "", depth: int = 0) -> Iterator[tuple[Fields, str]]:
    """Yield the meetings of a schedule, each with the names of what it stands in."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _walk(each, names, depth + 1)
    elif isinstance(value, dict):
        inside = data.fields(value)
        if "startDate" in inside:
            yield inside, names
            return
        own = " | ".join(filter(None, (_words(inside.get(key)) for key in NAMING)))
        for each in inside.values():
            yield from _walk(each, f"{names} | {own}"[-1_000:] if own else names, depth + 1)


def _words(value: object, depth: int = 0) -> str:
    """Give all English text of a value, markup taken away."""
    if isinstance(value, str):
        return feed.plain(value, 5_000).replace("\n", " ")
    inside: list[object] = []
    if isinstance(value, dict):
        inside = [each for key, each in value.items() if key not in LANGUAGES]
    elif isinstance(value, list):
        inside = value
    return " | ".join(filter(None, (_words(each, depth + 1) for each in inside))) if depth < DEEPEST else ""


def _upcoming(meeting: Fields, names: str) -> Upcoming | None:
    """Announce a meeting's vote; None where it is of no organ that votes, cancelled, or says nothing of a vote."""
    words = _words(meeting)
    organ = next((organ for form, organ in ORGANS if form.search(f"{words} | {names}")), None)
    if organ is None or meeting.get("isCancelled") is True or not VOTES.search(words):
        return None
    drafts = [symbol.text for symbol in symbols.find(words) if symbol.kind == symbols.DRAFT]
    return Upcoming(organ, _day(meeting.get("startDate")), drafts[0] if len(set(drafts)) == 1 else None)


def _day(value: object) -> dt.date | None:
    """Read a local time such as ``2026-10-12T10:00:00`` as its day."""
    try:
        return dt.datetime.fromisoformat(data.text(value)).date()
    except ValueError:
        return None
