"""Any RSS or Atom feed of news: what its entries say of votes, and their pages where the operator allows it.

Entries that mention neither the United Nations nor anything that is voted on are left out of ``items``, so they cost nothing.
An item is read from its own title and text; its page is fetched only with ``fetch_pages = true``, and where that fails the
entry's own words still count.

An item's key is the number of the story where the address has one (UN News: ``/story/2022/04/1115242``), else the link, else the
guid: one story under two guids is one item, and a guid that changes with every edit (BBC) makes no new one. Two entries that share
a link but neither guid nor title are two items.

UN News weighs as a news agency: it is the UN's newsroom, not its meetings coverage, and retitles a live page as events unfold.

Options: ``url``, ``every``, ``name`` (how messages name it), ``authority`` (default ``news agency``), ``lang`` (en, de, es or fr),
``fetch_pages``, ``hosts`` (beside the feed's own: an article's host often differs).
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from adapters.http import Fetched, Http
from adapters.sources import article, feed
from adapters.sources.listing import Listed, Listing
from adapters.sources.options import Options, host
from bot import reading
from bot.model import Authority, Item, Page, Reading
from bot.ports import SourceError
from bot.reading.quotes.directory import Directory

log = logging.getLogger(__name__)

# What an entry must mention to be read, by language; "UN" and its kin in capitals only, since they are words elsewhere.
MENTIONS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:UN|UNSC|UNGA|UNHRC)\b|\bU\.N\.|"
        r"(?i:united nations|security council|general assembly|human rights council|\bveto|\bresolution)"
    ),
    "de": re.compile(
        r"\bUNO?\b|(?i:vereint\w+ nationen|sicherheitsrat|vollversammlung|generalversammlung|menschenrechtsrat|\bveto|resolution)"
    ),
    "es": re.compile(
        r"\bONU\b|(?i:naciones unidas|consejo de seguridad|asamblea general|consejo de derechos humanos|\bveto|\bvetar|resoluci[oó]n)"
    ),
    "fr": re.compile(
        r"\bONU\b|(?i:nations unies|conseil de s[ée]curité|assemblée générale|conseil des droits de l.homme|\bveto|r[ée]solution)"
    ),
}
STORY = re.compile(r"/story/\d{4}/\d{2}/(\d+)")
TRACKING = ("utm_", "at_")  # query fields that say where a reader came from, not what is read


def source(name: str, options: Mapping[str, object], http: Http) -> News:
    """Make the source of one ``[sources.<name>]`` table. Raises ValueError naming the option at fault."""
    given = Options(options)
    url = given.address("url")
    common = given.common(name, [url], every="5m", authority=Authority.NEWS_AGENCY)
    lang, fetch_pages = given.choice("lang", "en", MENTIONS), given.flag("fetch_pages", default=False)
    given.end()
    return News(**common, http=http, url=url, lang=lang, fetch_pages=fetch_pages)


@dataclass
class News:
    """A news feed as a source. ``now`` gives the current time, aware; ``directory`` knows who speaks for whom, None is the built-in."""

    name: str
    title: str
    http: Http
    url: str
    hosts: frozenset[str]
    interval: dt.timedelta
    authority: Authority = Authority.NEWS_AGENCY
    lang: str = "en"
    fetch_pages: bool = False
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    directory: Directory | None = None
    _listing: Listing = field(init=False, repr=False)
    _paged: set[str] = field(init=False, repr=False, default_factory=set)

    def __post_init__(self) -> None:
        """Prepare the address to ask; nothing is asked yet."""
        self._listing = Listing(self.http, self.url, self.hosts, self._read_feed)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the feed now, though some of its entries may be had."""
        return () if self._listing.fault is None else (self._listing.fault,)

    async def items(self) -> Sequence[Item]:
        """List the entries that may tell of a vote. Raises SourceError."""
        return await self._listing.items()

    async def fetch(self, item: Item) -> Page:
        """Give the item's own words, or its page where that is allowed and can be had.

        Raises SourceError where a page that was had before cannot be had again: its words would take back what the page told.
        """
        if not (self.fetch_pages and item.url):
            return words(item)
        try:
            page = await self._page(item)
        except SourceError as error:
            if item.key in self._paged:
                raise
            log.warning("%s: %s; its entry is read instead", self.name, error)
            return words(item)
        self._paged.add(item.key)
        return page

    def read(self, page: Page) -> Reading:
        """Say what a page or an entry tells. Raises SourceError where it is no article."""
        return reading.read(article.document(page), self.directory)

    async def _page(self, item: Item) -> Page:
        answer = await self.http.get(item.url, hosts=self.hosts, robots=True)
        page = Page(answer.url, answer.body, answer.media_type, answer.charset, item.title, item.published)
        article.document(page)  # raises where it is no article; UN News' live pages, for one, hold no text
        return page

    def _read_feed(self, answer: Fetched) -> Listed:
        read = feed.read(answer.body, now=self.now(), charset=answer.charset, url=answer.url)
        return Listed(tuple(item for item in items_of(read.entries) if candidate(item, self.lang)), read.fault)


def candidate(item: Item, lang: str = "en") -> bool:
    """Whether an item mentions the UN, an organ of it, a veto or a resolution."""
    return MENTIONS[lang].search(f"{item.title}\n{item.summary}") is not None


def words(item: Item) -> Page:
    """Make a page of what the feed itself says: title and text, as plain text in UTF-8."""
    text = "\n\n".join(filter(None, (item.title, item.summary)))
    return Page(item.url, text.encode(), "text/plain", "utf-8", item.title, item.published)


def items_of(entries: Iterable[feed.Entry]) -> list[Item]:
    """Make items of entries, one a story; entries without link, guid and title are nothing."""
    items: dict[str, tuple[Item, feed.Entry]] = {}
    for entry in entries:
        key = key_of(entry)
        if key in items and _differ(items[key][1], entry):
            key = f"{key}#{entry.guid}"
        if key and key not in items:
            items[key] = (Item(key, _addresses(entry), entry.title, entry.text, entry.published), entry)
    return [item for item, _ in items.values()]


def key_of(entry: feed.Entry) -> str:
    """Give an entry's identity within its feed: story number, else link, else guid, else title."""
    story = STORY.search(entry.link) or STORY.search(entry.guid)
    return story[1] if story else _canonical(entry.link) or entry.guid or entry.title


def _differ(one: feed.Entry, other: feed.Entry) -> bool:
    """Whether two entries with one address are two stories: posts of a live page have guids and titles of their own."""
    return one.guid != other.guid and one.title != other.title and not STORY.search(other.link)


def _canonical(link: str) -> str:
    """Drop the fragment and the query fields that only track readers."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not name.startswith(TRACKING)]
    return parts._replace(query=urlencode(query), fragment="").geturl()


def _addresses(entry: feed.Entry) -> tuple[str, ...]:
    """Give where a story stands; UN News links lead through ``/feed/view/``, before the story's own address."""
    link = entry.link.replace("/feed/view/", "/", 1) if host(entry.link) == "news.un.org" else entry.link
    return (link,) if link else ()
