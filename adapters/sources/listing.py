"""One polled address, and several of one source: what they list, and what is wrong with them.

Nothing may be lost when the processing of an answer fails after it came. So an address answers "nothing new" (304) with the items it gave
before, and its validators are kept only once an answer has been read whole; what of it is news is for the store to decide.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.http import Fetched, Http
from adapters.sources.options import host
from bot.model import Authority, Item
from bot.ports import SourceError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Listed:
    """What an address lists; ``fault`` says, in words, why there may be fewer items than there should be."""

    items: tuple[Item, ...]
    fault: str | None = None


class Listing:
    """One address that is asked again and again. ``fault`` is what is wrong with it now, or None."""

    def __init__(self, http: Http, url: str, hosts: Collection[str], parse: Callable[[Fetched], Listed], *, robots: bool = False) -> None:
        """``parse`` is pure and raises SourceError where the answer is not what it should be; ``robots`` is for pages, which no feed is."""
        self._http = http
        self._url = url
        self._hosts = hosts
        self._parse = parse
        self._robots = robots
        self._since: Fetched | None = None
        self._items: tuple[Item, ...] = ()
        self.fault: str | None = None

    async def items(self) -> tuple[Item, ...]:
        """Ask, and give what is listed now. Raises SourceError."""
        try:
            return await self._ask()
        except SourceError as error:
            self.fault = str(error)
            raise

    @property
    def place(self) -> str:
        """The address without its query, which may hold a token that no log may show."""
        return self._url.partition("?")[0]

    async def _ask(self) -> tuple[Item, ...]:
        answer = await self._http.get(self._url, hosts=self._hosts, since=self._since, robots=self._robots)
        if answer.not_modified:
            self._note(None)
            return self._items
        self._since = None
        listed = await self._read(answer)
        self._items = listed.items
        self._since = replace(answer, body=b"") if listed.fault is None else None
        self._note(listed.fault)
        return self._items

    async def _read(self, answer: Fetched) -> Listed:
        """Parse beside the loop, since a large feed takes a while and chats must stay answered; a reason then names the host."""
        try:
            return await asyncio.to_thread(self._parse, answer)
        except SourceError as error:
            raise SourceError(f"{host(answer.url)}: {error}") from error

    def _note(self, fault: str | None) -> None:
        """Log a fault once, when it appears, not with every poll."""
        if fault != self.fault:
            if fault is None:
                log.info("in order again: %s", self.place)
            else:
                log.warning("%s (%s)", fault, self.place)
        self.fault = fault


class Listings:
    """The addresses a source asks now, where they change with the day or the year. One named again keeps what it gave before."""

    def __init__(self) -> None:
        """Name no address yet."""
        self._now: dict[str, Listing] = {}

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with single addresses now, though the source as a whole may work."""
        return tuple(listing.fault for listing in self._now.values() if listing.fault is not None)

    async def items(
        self, http: Http, hosts: Collection[str], wanted: Mapping[str, Callable[[Fetched], Listed]], *, robots: bool = False
    ) -> list[Item]:
        """Ask these addresses and no others; ``wanted`` says how each is parsed. Raises SourceError where all fail."""
        self._now = {url: self._now.get(url) or Listing(http, url, hosts, parse, robots=robots) for url, parse in wanted.items()}
        return await every(list(self._now.values()))


@dataclass(kw_only=True)
class Several:
    """What a source has that asks several addresses. ``now`` gives the current time, aware."""

    name: str
    title: str
    http: Http
    hosts: frozenset[str]
    interval: dt.timedelta
    authority: Authority
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    _listings: Listings = field(init=False, repr=False, default_factory=Listings)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with single addresses now, though the source as a whole may work."""
        return self._listings.faults


async def every(listings: Sequence[Listing]) -> list[Item]:
    """Give what all addresses list, in their order; one that fails is left out and logged once. Raises SourceError where all fail."""
    known = [listing.fault for listing in listings]
    answers = await asyncio.gather(*(listing.items() for listing in listings), return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, SourceError):
            raise answer
    faults = [answer for answer in answers if isinstance(answer, SourceError)]
    if len(faults) == len(answers):
        raise together(faults)
    for listing, before, answer in zip(listings, known, answers, strict=True):
        if isinstance(answer, SourceError) and listing.fault != before:
            log.warning("%s (%s)", answer, listing.place)
    return [item for answer in answers if not isinstance(answer, BaseException) for item in answer]


def together(faults: Sequence[SourceError]) -> SourceError:
    """Make one fault of several, each reason said once; the longest wait counts."""
    waits = [fault.retry_after for fault in faults if fault.retry_after is not None]
    return SourceError("; ".join(dict.fromkeys(map(str, faults))), retry_after=max(waits, default=None))
