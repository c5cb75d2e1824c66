"""Verbatim records of the Council and the Assembly: PDF files, each vote with every member by name.

A feed of new documents tells which records there are; each is fetched from the UN's document store by its symbol, and its text taken out
with pypdf. Provisional records come days to weeks after a meeting and are corrected later, so they are for the record, not for news.

Options: ``feeds`` (RSS of new documents, whose titles are symbols), ``document`` (where a document is, with ``{symbol}`` in it), ``every``,
``name``, ``authority``, ``hosts`` (beside those of the addresses).
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

import pypdf

from adapters.http import Fetched, Http
from adapters.sources import feed
from adapters.sources.listing import Listed, Listing, every
from adapters.sources.options import Options
from bot.model import Authority, Item, Page, Reading
from bot.ports import SourceError
from bot.reading import verbatim

SYMBOL = re.compile(r"\b([AS]/(?:(?:ES-)?\d{1,3}/)?PV\.\d{1,5}(?:/Corr\.\d+)?)(?![\d/])")
MOST = 300  # pages; the longest record in use has 60
LONGEST = 3_000_000  # characters
log = logging.getLogger(__name__)


def source(name: str, options: Mapping[str, object], http: Http) -> Verbatim:
    """Make the source of one ``[sources.<name>]`` table. Raises ValueError naming the option at fault."""
    given = Options(options)
    feeds, document = given.addresses("feeds"), given.address("document")
    if not feeds:
        raise ValueError("feeds must name an address")
    if "{symbol}" not in document:
        raise ValueError("document must have {symbol} in it")
    common = given.common(name, (*feeds, document), every="6h", authority=Authority.OFFICIAL_RECORD)
    given.end()
    return Verbatim(**common, http=http, feeds=feeds, document=document)


@dataclass
class Verbatim:
    """Verbatim records as a source. ``now`` gives the current time, aware."""

    name: str
    title: str
    http: Http
    feeds: tuple[str, ...]
    document: str
    hosts: frozenset[str]
    interval: dt.timedelta
    authority: Authority = Authority.OFFICIAL_RECORD
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    _listings: list[Listing] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the addresses to ask; nothing is asked yet."""
        self._listings = [Listing(self.http, url, self.hosts, self._read_feed) for url in self.feeds]

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with single addresses now, though the source as a whole may work."""
        return tuple(listing.fault for listing in self._listings if listing.fault is not None)

    async def items(self) -> Sequence[Item]:
        """List the verbatim records among the new documents. Raises SourceError where no address answers."""
        return await every(self._listings)

    async def fetch(self, item: Item) -> Page:
        """Bring a record. Raises SourceError."""
        answer = await self.http.get(item.url, hosts=self.hosts, robots=True)
        return Page(answer.url, answer.body, answer.media_type, answer.charset, item.title, item.published)

    def read(self, page: Page) -> Reading:
        """Say what a record tells. Raises SourceError where it is no PDF, or none with text."""
        reading = verbatim.read(text_of(page.body))
        if not reading.text:
            raise SourceError("the PDF has no text: a scanned record?")
        return reading

    def _read_feed(self, answer: Fetched) -> Listed:
        read = feed.read(answer.body, now=self.now(), charset=answer.charset, url=answer.url)
        items = {item.key: item for entry in read.entries if (item := self._item(entry))}
        return Listed(tuple(items.values()), read.fault)

    def _item(self, entry: feed.Entry) -> Item | None:
        """Make an item of an entry whose title is a record's symbol."""
        match = SYMBOL.search(entry.title)
        if match is None:
            return None
        url = self.document.replace("{symbol}", quote(match[1], safe="/"))
        return Item(match[1], (url,), entry.title, entry.text, entry.published)


def text_of(body: bytes) -> str:
    """Take the text out of a PDF, page after page. Raises SourceError where it is none."""
    if not body.lstrip()[:5] == b"%PDF-":
        raise SourceError("no PDF where a verbatim record was expected")
    try:
        pages = pypdf.PdfReader(io.BytesIO(body)).pages
        return "\n".join(page.extract_text() for page in pages[:MOST])[:LONGEST]
    except Exception as error:  # an isolation boundary: on a broken file pypdf raises nearly anything, RecursionError among it
        log.debug("a PDF that cannot be read", exc_info=True)
        raise SourceError(f"the PDF cannot be read ({type(error).__name__})") from error
