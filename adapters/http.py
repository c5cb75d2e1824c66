"""A polite GET: our name, time-outs, a size cap, conditional requests, pacing, robots.txt, allowed hosts.

One request's way::

    get(url, hosts, since, robots)
      └─ each hop, at most five redirects
           address  http(s) only, no credentials, an allowed host, never from https back to http
           robots   where pages are fetched: RFC 9309, cached for a day an origin
           turn     one host is asked at most once a gap, and not at all while it asked us to wait
           connect  every socket's address is checked as it is opened, so no DNS answer can lead to a private network
           body     decompressed in pieces and given up at the cap
      └─ 200 with a body, or 304 where we asked for it; everything else is a SourceError with one clear line

Reasons name the host alone: an address may hold a token in its query. Proxies of the environment are not used.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import http
import ipaddress
import os
import random
import socket
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from protego import Protego
from yarl import URL

from bot.ports import SourceError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_REST = 3600.0  # seconds: a slip in a Retry-After must not silence a source for a year
ROBOTS_KEPT = 24 * 3600.0  # seconds, RFC 9309 2.4
ROBOTS_RETRY = 60.0  # seconds until an unreachable robots.txt is asked for again
ROBOTS_READ = 512_000  # bytes, RFC 9309 2.5 asks for at least 500 KiB
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

REASONS: Mapping[type[Exception], str] = {
    aiohttp.ClientConnectorDNSError: "name not found",
    aiohttp.ClientConnectorSSLError: "no secure connection (TLS failed)",
    aiohttp.ServerDisconnectedError: "closed the connection without an answer",
    aiohttp.ClientPayloadError: "the answer broke off or cannot be decompressed",
    aiohttp.ClientResponseError: "the answer is not HTTP",
}
STATUSES: Mapping[int, str] = {
    202: "no content yet",
    401: "asks for a login",
    403: "refuses us",
    404: "no such page",
    410: "the page is gone",
    429: "asks us to slow down",
}

AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take: times in seconds, ``body`` in bytes after decompression, ``gap`` in seconds between starts at one host."""

    connect: float = 10.0
    total: float = 30.0
    body: int = 5_000_000
    gap: float = 0.5
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """Time and chance, handed in. ``clock`` is monotonic seconds, ``chance`` gives a float in [0, 1)."""

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: ``url`` is the last one after redirects, ``media_type`` bare and lower case ("" when none was sent).

    ``charset`` is the header's, where Python knows it. ``not_modified`` means the server answered 304: the body is empty, and what was
    made of the earlier answer still holds.
    """

    url: str
    body: bytes
    media_type: str = ""
    charset: str | None = None
    not_modified: bool = False
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    url: URL
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def host(self) -> str:
        return self.url.host or "?"


@dataclass(frozen=True, slots=True)
class _Rules:
    """A host's robots.txt: ``fault`` says why none could be read, which forbids everything until ``expires`` (monotonic seconds)."""

    robots: Protego
    expires: float
    fault: str | None = None


class PrivateAddressError(OSError):
    """A name or address leads into a private, loopback, link-local or reserved network."""


def user_agent(version: str, contact: str, *, name: str = "Vetowatch") -> str:
    """Say who asks and where to complain: ``Vetowatch/0.1.0 (+https://example.org/bot)``. Raises ValueError on unprintable contacts."""
    if not (contact.isascii() and contact.isprintable()):
        raise ValueError("the contact for the User-Agent must be printable ASCII: an address of a page or a mailbox")
    return f"{name}/{version} (+{contact})"


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet; addresses that wrap an IPv4 one (mapped, 6to4, NAT64) are judged by it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast


def retry_after(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Read a Retry-After header, seconds or a date (RFC 9110 10.2.3), as seconds from now, at most an hour; None when absent or unreadable.

    A date is measured from the answer's own Date header where there is one, so that clocks need not agree.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), LONGEST_REST)
    until = _http_date(value)
    if until is None:
        return None
    wait = (until - (_http_date(headers.get("Date", "")) or now)).total_seconds()
    return min(max(wait, 0.0), LONGEST_REST)


class Http:
    """The one client all sources share. It opens its session with the first request; ``close`` it, or use ``async with``."""

    def __init__(
        self,
        agent: str,
        *,
        allow_private: bool = False,
        limits: Limits | None = None,
        timing: Timing | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """``agent`` is the whole User-Agent, see ``user_agent``; ``allow_private`` is for sources of the operator's own."""
        self._agent = agent
        self._allow_private = allow_private
        self._limits = limits or Limits()
        self._timing = timing or Timing()
        self._resolver = resolver
        self._closed = False
        self._opened: aiohttp.ClientSession | None = None
        self._pace = _Pace(self._limits.gap, self._timing)
        self._robots: dict[URL, _Rules] = {}
        self._robots_locks: defaultdict[URL, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __aenter__(self) -> Self:
        """Nothing to prepare: the session opens with the first request."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the session."""
        await self.close()

    async def close(self) -> None:
        """Let go of all connections; safe to call twice."""
        self._closed = True
        if self._opened is not None:
            await self._opened.close()

    async def get(self, url: str, *, hosts: Collection[str], since: Fetched | None = None, robots: bool = False) -> Fetched:
        """Bring one address, at most five redirects away, from one of the allowed ``hosts`` (names without port, lower case).

        ``since`` makes the request conditional on that earlier answer: keep it only once its body has been understood, else what it
        brought is lost. ``robots`` asks robots.txt first. Raises SourceError, with ``retry_after`` where the server said so.
        """
        answer = await self._follow(_address(url), hosts=hosts, headers=_conditions(since), robots=robots)
        if answer.status == http.HTTPStatus.NOT_MODIFIED and since is not None:
            return Fetched(str(answer.url), b"", not_modified=True, etag=since.etag, last_modified=since.last_modified)
        if answer.status != http.HTTPStatus.OK:
            raise self._refusal(answer)
        if not answer.body:
            raise SourceError(f"{answer.host}: an empty answer (HTTP 200 without a body)")
        return _fetched(answer)

    async def _follow(self, url: URL, *, hosts: Collection[str] | None, headers: Mapping[str, str], robots: bool) -> _Answer:
        """Walk the redirects by hand, checking every hop. ``hosts`` None allows all (robots.txt may live anywhere, RFC 9309 2.3.1.2)."""
        for _ in range(self._limits.redirects + 1):
            _check_host(url, hosts)
            if robots:
                await self._check_robots(url)
            answer = await self._ask(url, headers)
            if answer.status not in REDIRECTS or "Location" not in answer.headers:
                return answer
            url = _target(url, answer.headers["Location"])
        raise SourceError(f"{url.host}: more than {self._limits.redirects} redirects")

    async def _ask(self, url: URL, headers: Mapping[str, str]) -> _Answer:
        """One request in its turn; every failure below HTTP becomes a SourceError."""
        host = url.host or "?"
        await self._pace.turn(host)
        if self._closed:
            raise SourceError(f"{host}: not asked, the program is closing")
        try:
            async with self._session.get(url, headers=headers, allow_redirects=False) as response:
                body = await self._body(response, host) if response.status == http.HTTPStatus.OK else b""
                return _Answer(url, response.status, response.headers, body)
        except (aiohttp.ClientError, OSError, ValueError) as error:  # OSError: also TimeoutError; ValueError: names IDNA cannot encode
            raise SourceError(f"{host}: {self._reason(error)}") from error

    async def _body(self, response: aiohttp.ClientResponse, host: str) -> bytes:
        """Read in pieces; aiohttp decompresses no more than a piece ahead, so a bomb goes off in the cap."""
        body = bytearray()
        async for piece in response.content.iter_chunked(65_536):
            body += piece
            if len(body) > self._limits.body:
                raise SourceError(f"{host}: the answer is larger than {self._limits.body:,} bytes")
        return bytes(body)

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._opened is None:
            self._opened = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(socket_factory=self._socket, limit_per_host=4, resolver=self._resolver),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate"},
                timeout=aiohttp.ClientTimeout(total=self._limits.total, connect=self._limits.connect, sock_connect=self._limits.connect),
            )
        return self._opened

    def _socket(self, info: AddressInfo) -> socket.socket:
        """Open the socket of one connection, the last moment at which its address can be judged."""
        family, kind, protocol, _, address = info
        if not self._allow_private and not is_public(str(address[0])):
            raise PrivateAddressError("its address is in a private network (allow_private permits it)")
        return socket.socket(family, kind, protocol)

    def _refusal(self, answer: _Answer) -> SourceError:
        """Turn a status into words, and keep away from a host that asks for it."""
        wait = None
        if answer.status in {http.HTTPStatus.TOO_MANY_REQUESTS, http.HTTPStatus.SERVICE_UNAVAILABLE}:
            wait = retry_after(answer.headers, self._timing.now())
            self._pace.rest(answer.host, wait or 0.0)
        return SourceError(f"{answer.host}: {_status(answer.status)}", retry_after=wait)

    def _reason(self, error: Exception) -> str:
        """Say in words what went wrong below HTTP."""
        if isinstance(error, aiohttp.ConnectionTimeoutError):
            return f"no connection within {self._limits.connect:g} s"
        if isinstance(error, TimeoutError):
            return f"timed out after {self._limits.total:g} s"
        return _reason(error)

    async def _check_robots(self, url: URL) -> None:
        """Raise SourceError unless robots.txt lets us fetch this page."""
        rules = await self._rules(url.origin())
        if rules.fault is not None:
            wait = max(rules.expires - self._timing.clock(), 0.0)
            raise SourceError(f"{url.host}: no page is fetched while robots.txt cannot be read ({rules.fault})", retry_after=wait)
        if not rules.robots.can_fetch(str(url), self._agent.partition("/")[0]):
            raise SourceError(f"{url.host}: robots.txt does not allow {url.path}")

    async def _rules(self, origin: URL) -> _Rules:
        """Give an origin's rules, asking for them at most once however many pages wait."""
        async with self._robots_locks[origin]:
            known = self._robots.get(origin)
            if known is not None and self._timing.clock() < known.expires:
                return known
            found = await self._ask_rules(origin)
            if found.fault is not None and known is not None and known.fault is None:
                found = _Rules(known.robots, found.expires)  # the rules last seen hold on, RFC 9309 2.4
            self._robots[origin] = found
            return found

    async def _ask_rules(self, origin: URL) -> _Rules:
        """Ask for robots.txt: 4xx allows everything, 5xx, 429 and an unreachable host nothing for a while (RFC 9309 2.3.1)."""
        try:
            answer = await self._follow(origin / "robots.txt", hosts=None, headers={}, robots=False)
        except SourceError as error:
            return self._forbidden(str(error))
        if answer.status == http.HTTPStatus.OK:
            text = answer.body[:ROBOTS_READ].decode("utf-8", "replace")
            return _Rules(Protego.parse(text), self._timing.clock() + ROBOTS_KEPT)
        if 400 <= answer.status < 500 and answer.status != http.HTTPStatus.TOO_MANY_REQUESTS:
            return _Rules(Protego.parse(""), self._timing.clock() + ROBOTS_KEPT)
        return self._forbidden(str(self._refusal(answer)))

    def _forbidden(self, fault: str) -> _Rules:
        return _Rules(Protego.parse(""), self._timing.clock() + ROBOTS_RETRY, fault)


class _Pace:
    """Whose turn it is: starts at one host lie a gap apart, stretched by up to half by chance."""

    def __init__(self, gap: float, timing: Timing) -> None:
        self._gap = gap
        self._timing = timing
        self._free: dict[str, float] = {}
        self._resting: dict[str, float] = {}

    async def turn(self, host: str) -> None:
        """Take the next free moment at a host and wait for it; raises SourceError while the host asked us to keep away."""
        now = self._timing.clock()
        rest = self._resting.get(host, now) - now
        if rest > 0:
            raise SourceError(f"{host}: asked us to wait {rest:.0f} s more", retry_after=rest)
        start = max(now, self._free.get(host, now))
        self._free[host] = start + self._gap * (1 + self._timing.chance() / 2)  # taken before any await, so no two share it
        if start > now:
            await self._timing.sleep(start - now)

    def rest(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so long."""
        self._resting[host] = self._timing.clock() + seconds


def _address(text: str) -> URL:
    """Read an address; raises SourceError unless it is http(s) with a host and without credentials."""
    try:
        url = URL(text)
    except ValueError as error:
        raise SourceError("an address that is no URL") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise SourceError(f"{url.host or 'an address'}: only http and https addresses are fetched")
    if url.user is not None or url.password is not None:
        raise SourceError(f"{url.host}: an address with a user name or password is not fetched")
    return url.with_fragment(None)


def _target(url: URL, location: str) -> URL:
    """Where a redirect leads. Raises SourceError where it may not be followed."""
    try:
        joined = str(url.join(URL(location)))
    except ValueError as error:
        raise SourceError(f"{url.host}: redirects to something that is no URL") from error
    target = _address(joined)
    if (url.scheme, target.scheme) == ("https", "http"):
        raise SourceError(f"{url.host}: redirects from https to plain http")
    return target


def _check_host(url: URL, hosts: Collection[str] | None) -> None:
    if hosts is not None and url.host not in hosts:
        raise SourceError(f"{url.host}: not one of the allowed hosts ({', '.join(sorted(hosts))})")


def _conditions(since: Fetched | None) -> dict[str, str]:
    """Headers that ask for news only (RFC 9110 13.1)."""
    if since is None:
        return {}
    pairs = {"If-None-Match": since.etag, "If-Modified-Since": since.last_modified}
    return {name: value for name, value in pairs.items() if value}


def _fetched(answer: _Answer) -> Fetched:
    media_type, charset = _content_type(answer.headers.get("Content-Type", ""))
    return Fetched(
        str(answer.url),
        answer.body,
        media_type,
        charset,
        etag=_validator(answer.headers.get("ETag", "")),
        last_modified=_validator(answer.headers.get("Last-Modified", "")),
    )


def _validator(value: str) -> str | None:
    """Keep what can be sent back: one that cannot would stop every later request."""
    return value if value and value.isascii() and value.isprintable() else None


def _content_type(header: str) -> tuple[str, str | None]:
    """Split ``text/html; charset=UTF-8`` into a bare lower-case type and a charset Python knows."""
    media_type, *parameters = (part.strip() for part in header.split(";"))
    named = (part.partition("=")[2].strip("\"' ") for part in parameters if part.lower().startswith("charset"))
    return media_type.lower(), next(filter(_known, named), None)


def _known(charset: str) -> bool:
    try:
        " ".encode(charset)
    except (LookupError, ValueError):  # not an encoding of text, or a NUL in its name
        return False
    return True


def _status(status: int) -> str:
    """Name a status as a person would: ``refused (HTTP 403 Forbidden)``."""
    try:
        phrase = f"HTTP {status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        phrase = f"HTTP {status}"
    return f"{STATUSES.get(status, 'no usable answer')} ({phrase})"


def _reason(error: Exception) -> str:
    """Say in words why no answer came."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return f"certificate not accepted ({error.certificate_error})"
    words = next((words for kind, words in REASONS.items() if isinstance(error, kind)), None)
    if words is not None:
        return words
    return _os_reason(error) if isinstance(error, OSError) else f"no request can be made ({type(error).__name__})"


def _os_reason(error: OSError) -> str:
    """Say it in the system's words, without the address that aiohttp and asyncio put around them."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, PrivateAddressError):
        return str(cause)
    return os.strerror(cause.errno).lower() if cause.errno else str(cause) or type(cause).__name__


def _http_date(text: str) -> dt.datetime | None:
    """Read an HTTP date; None where it is none."""
    try:
        when = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)
