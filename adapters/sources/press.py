"""UN Press: meetings coverage of press.un.org, from its feed and the list pages of the Council and the Assembly.

Three of its habits shape this file:

- One meeting stands under two addresses, the release (``/en/2026/sc16444.doc.htm``) and the live blog (``/en/blog/sc16444``),
  so an item's key is its document symbol, ``sc16444``.
- A release is posted as a placeholder and rewritten in place, so what is fetched is the first address that says more than a placeholder.
- The feed holds ten items of all sections, and a busy day rolls one out; the list pages have them still.

Options: ``url`` (the feed), ``lists`` (list pages), ``every``, ``name`` (how messages name it), ``authority``, ``hosts`` (default:
those of the addresses and www.un.org).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from adapters.http import Fetched, Http
from adapters.sources import article, feed
from adapters.sources.listing import Listed, Listing, every, together
from adapters.sources.options import Options, host
from bot import reading
from bot.model import Authority, Item, Page, Reading
from bot.ports import SourceError
from bot.reading.placeholder import is_placeholder
from bot.reading.quotes.directory import Directory
from bot.reading.text import decode

# The sections whose releases may tell of a vote; all others (sgsm, dsgsm, db, bio, conf, …) are statements, briefings and people.
VOTING = frozenset(
    {
        *("sc", "ga", "hrc"),  # Security Council, General Assembly, Human Rights Council
        *("gadis", "gaef", "gashc", "gaspd", "gaab", "gal"),  # the Assembly's First to Sixth Committees
        *("cs", "ag"),  # the Council and the Assembly in French
        *("agdsi", "agef", "agshc", "agspd", "cpsd", "agab", "agj"),  # the committees in French
    }
)
SYMBOL = re.compile(r"/(?:\d{8}\.)?([a-z]{2,8})(\d{1,6})(?:[-._](?:rev|corr|add)[-._]?\d*)?(?:\.doc)?(?:\.html?)?/?", re.IGNORECASE)
OLD_HOST = "www.un.org"  # where releases stood before press.un.org, and where old links still lead


def source(name: str, options: Mapping[str, object], http: Http) -> Press:
    """Make the source of one ``[sources.<name>]`` table. Raises ValueError naming the option at fault."""
    given = Options(options)
    url, lists = given.address("url"), given.addresses("lists")
    press = Press(
        name=name,
        title=given.text("name", name),
        http=http,
        url=url,
        lists=lists,
        hosts=frozenset(given.texts("hosts")) or frozenset({OLD_HOST, *map(host, (url, *lists))}),
        interval=given.interval("every", "90s"),
        authority=given.authority("authority", Authority.MEETINGS_COVERAGE),
    )
    given.end()
    return press


@dataclass
class Press:
    """UN Press as a source. ``now`` gives the current time, aware; ``directory`` knows who speaks for whom, None is the built-in."""

    name: str
    title: str
    http: Http
    url: str
    lists: tuple[str, ...]
    hosts: frozenset[str]
    interval: dt.timedelta
    authority: Authority = Authority.MEETINGS_COVERAGE
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    directory: Directory | None = None
    _listings: list[Listing] = field(init=False, repr=False)
    _told: set[str] = field(init=False, repr=False, default_factory=set)

    def __post_init__(self) -> None:
        """Prepare the addresses to ask; nothing is asked yet."""
        pages = [Listing(self.http, url, self.hosts, self._read_list, robots=True) for url in self.lists]
        self._listings = [Listing(self.http, self.url, self.hosts, self._read_feed), *pages]

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with single addresses now, though the source as a whole may work."""
        return tuple(listing.fault for listing in self._listings if listing.fault is not None)

    async def items(self) -> Sequence[Item]:
        """List the meetings now told of, the feed's first. Raises SourceError where no address answers."""
        return merge(await every(self._listings))

    async def fetch(self, item: Item) -> Page:
        """Bring the first page that says more than a placeholder, else the first there is. Raises SourceError.

        A meeting once told in full is not told by a placeholder again because its release cannot be had just now.
        """
        faults: list[SourceError] = []
        placeholders: list[Page] = []
        for url in item.urls:
            try:
                page, pending = await self._page(url, item)
            except SourceError as error:
                faults.append(error)
                continue
            if not pending:
                self._told.add(item.key)
                return page
            placeholders.append(page)
        if placeholders and not (faults and item.key in self._told):
            return placeholders[0]
        raise together(faults) if faults else SourceError(f"{item.key}: no address to fetch")

    def read(self, page: Page) -> Reading:
        """Say what a page tells. Raises SourceError where it is no article."""
        return reading.read(article.document(page), self.directory)

    async def _page(self, url: str, item: Item) -> tuple[Page, bool]:
        """Bring one address, and whether it is a placeholder."""
        answer = await self.http.get(url, hosts=self.hosts, robots=True)
        page = Page(answer.url, answer.body, answer.media_type, answer.charset, item.title, item.published)
        try:
            return page, is_placeholder(article.document(page).text)
        except SourceError as error:
            raise SourceError(f"{host(answer.url)}: {error}") from error

    def _read_feed(self, answer: Fetched) -> Listed:
        read = feed.read(answer.body, now=self.now(), charset=answer.charset, url=answer.url)
        return Listed(tuple(filter(None, map(_item, read.entries))), read.fault)

    def _read_list(self, answer: Fetched) -> Listed:
        return Listed(read_list(decode(answer.body, answer.charset), answer.url, self.now()))


def symbol(url: str) -> str | None:
    """Give the lower-case document symbol in an address (``sc16444``), or None where it is no meeting's that may vote."""
    try:
        segment = "/" + urlsplit(url).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return None
    match = SYMBOL.fullmatch(segment)
    return f"{match[1]}{match[2]}".lower() if match and match[1].lower() in VOTING else None


def merge(items: Iterable[Item]) -> list[Item]:
    """Make one item of those that share a key, in the order in which the keys appear: releases before blogs, then as listed."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.key, []).append(item)
    return [_merged(sorted(group, key=lambda item: "/blog/" in item.url)) for group in groups.values()]


def read_list(markup: str, url: str, now: dt.datetime) -> tuple[Item, ...]:
    """Read a list page: its rows carry a time, a headline with its link, and the first paragraph, which often holds the tally.

    Raises SourceError where no row is found, which means another layout, not an empty list.
    """
    rows = LexborHTMLParser(markup).css(".views-row")
    links = [(row, link) for row in rows for link in row.css("h2 a[href], h3 a[href], h4 a[href]")[:1]]
    if not links:
        raise SourceError("the list page has no rows: has its layout changed?")
    return tuple(filter(None, (_row(row, link, url, now) for row, link in links)))


def _row(row: LexborNode, link: LexborNode, url: str, now: dt.datetime) -> Item | None:
    body = row.css_first(".field--name-body")
    entry = feed.Entry(
        link=_joined(url, (link.attributes.get("href") or "").strip()),
        title=feed.plain(link.html or "", feed.TITLE),
        text=feed.plain(body.html or "") if body is not None else "",
        published=feed.sane(_time(row), now),
    )
    return _item(entry)


def _joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href)
    except ValueError:
        return ""


def _time(row: LexborNode) -> dt.datetime | None:
    node = row.css_first("time[datetime]")
    try:
        return dt.datetime.fromisoformat((node.attributes.get("datetime") or "").strip()) if node is not None else None
    except ValueError:
        return None


def _item(entry: feed.Entry) -> Item | None:
    """Make an item of an entry whose address bears the symbol of a meeting that may vote."""
    key = symbol(entry.link) or symbol(entry.guid)
    if key is None:
        return None
    return Item(key, (entry.link or entry.guid,), entry.title, entry.text, entry.published)


def _merged(group: Sequence[Item]) -> Item:
    """Take each fact from the first that has it, and all addresses."""
    return Item(
        key=group[0].key,
        urls=tuple(dict.fromkeys(url for item in group for url in item.urls)),
        title=next((item.title for item in group if item.title), ""),
        summary=next((item.summary for item in group if item.summary), ""),
        published=next((item.published for item in group if item.published), None),
    )
