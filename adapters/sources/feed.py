"""Reading a feed's bytes: RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom. Pure.

feedparser's traps are avoided (its issues 460, 263, 329): it is given bytes in memory, never an address; what the bytes are is judged
before it sees them, since it makes an empty feed of a login page; and a feed that is not well-formed is told, not silently shortened.
"""

from __future__ import annotations

import calendar
import codecs
import datetime as dt
import io
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass

import feedparser
from selectolax.lexbor import LexborHTMLParser

from bot.ports import SourceError

FEEDS = frozenset({"rss", "rdf", "feed"})
HEAD = 65_536  # bytes in which a document says what it is
MOST = 500  # entries; the longest feed in use lists 100
EARLIEST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)  # no feed is older: an earlier date is a slip or a default
AHEAD = dt.timedelta(days=2)  # a date line, a slow clock, a date without a zone; more is absurd
ATTRIBUTES = 1_000  # in one tag
TITLE, TEXT, ADDRESS = 1_000, 100_000, 2_000  # characters kept

PROLOG = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)*+", re.DOTALL | re.IGNORECASE)
ELEMENT = re.compile(r"<([A-Za-z_][\w.-]*)(?::([\w.-]+))?")
CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
BREAK = re.compile(r"<(?:/p|/div|/li|/ul|/blockquote|/h\d|br\s*/?)\s*>", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,9})|([0-9]{1,9}));", re.IGNORECASE)
LONG_TAG = re.compile(rb"<[^\s<>][^<>]{5000,}")
LONG_WORD = re.compile(
    rb"(?<![\w.+-])[\w.+-]{2000,}+"
)  # feedparser looks for e-mail addresses in time that grows with the square of a word
PASSWORD = re.compile(r"<input[^>]{0,300}\btype\s*=\s*[\"']?password", re.IGNORECASE)
MARKS = {  # UTF-32 first: its little-endian mark begins with that of UTF-16
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    codecs.BOM_UTF8: "utf-8",
}
CONTROL = {code: None for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {0x7F: None}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the feed gives it, in plain text. ``text`` is the full content where the feed carries it, else the summary.

    ``link`` is an http(s) address or "". ``published`` is in UTC, None where the feed gives none that can be true.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    text: str = ""
    published: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its own order; ``fault`` says, in words, why there may be fewer than there should be."""

    entries: tuple[Entry, ...]
    fault: str | None = None


def read(body: bytes, *, now: dt.datetime, charset: str | None = None, url: str = "") -> Feed:
    """Read a feed; ``url`` resolves relative links, ``charset`` is the header's. Raises SourceError where the bytes are no feed."""
    _check(body)
    _check_tags(body)
    parsed = _parse(body, charset, url)
    entries = [_entry(dict(raw), now) for raw in parsed.entries[:MOST]]  # plain dicts: feedparser's own guess at missing keys, and warn
    fault = _fault(parsed)
    if fault is None:
        return Feed(tuple(entries))
    # The last entry of a feed that breaks off may be half an entry, with half an address: only closed ones count.
    whole = entries[: len(CLOSED.findall(body.replace(b"\0", b"")))]  # without NULs, so that UTF-16 is searched too
    if not whole:
        raise SourceError(f"the feed cannot be read: {fault}")
    return Feed(tuple(whole), fault)


def sane(when: dt.datetime | None, now: dt.datetime) -> dt.datetime | None:
    """Give a time in UTC, or None where it is before 1990 or more than two days ahead; a time without a zone is taken as UTC."""
    if when is None:
        return None
    aware = when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when
    return aware.astimezone(dt.UTC) if EARLIEST <= aware <= now + AHEAD else None


def plain(markup: str, most: int = TEXT) -> str:
    """Make plain text of a fragment of HTML: paragraphs parted by blank lines, blanks collapsed, nothing a database refuses."""
    text = _storable(markup)
    if "<" in text or "&" in text:
        tree = LexborHTMLParser(BREAK.sub("\n\n", " ".join(text.split())))
        tree.strip_tags(["script", "style", "noscript", "template", "iframe"])
        text = _storable(tree.text())
    paragraphs = (" ".join(paragraph.split()) for paragraph in BLANK_LINE.split(text))
    return "\n\n".join(filter(None, paragraphs))[:most]


def is_login(markup: str) -> bool:
    """Whether a page asks for a password."""
    return PASSWORD.search(markup) is not None


def _check(body: bytes) -> None:
    """Judge by the root element what the bytes are; raises SourceError unless it is a feed's."""
    head = _head(body)
    prolog = PROLOG.match(head)
    start = prolog.end() if prolog else 0
    if "<!ENTITY" in head[:start].upper():
        raise SourceError("the feed declares entities: refused, no feed needs to")
    element = ELEMENT.match(head, start)
    if element is None:
        raise SourceError("the answer is not XML where a feed was expected")
    root = (element[2] or element[1]).lower()
    if root not in FEEDS:
        raise SourceError(_instead(root, head))


def _check_tags(body: bytes) -> None:
    """Refuse tags of a thousand attributes: feedparser's time grows with their square, to hours within the size cap."""
    if any(tag[0].count(b"=") > ATTRIBUTES for tag in LONG_TAG.finditer(body)):
        raise SourceError("the feed has a tag with too many attributes: refused")


def _instead(root: str, head: str) -> str:
    if root in {"html", "head", "body"}:
        return f"{'a login page' if is_login(head) else 'HTML'} where a feed was expected"
    return f"<{root[:40]}> where a feed was expected"


def _head(body: bytes) -> str:
    """Decode the beginning well enough to see its markup."""
    head = body[:HEAD]
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.replace(b"\0", b"").decode("latin-1")  # without NULs, UTF-16 and UTF-32 without a mark show their markup too


def _parse(body: bytes, charset: str | None, url: str) -> feedparser.FeedParserDict:
    """Let feedparser do its part; what it would sanitise and resolve inside texts, ``plain`` takes away."""
    headers = {"content-location": url, "content-type": f"application/xml; charset={charset}" if charset else "application/xml"}
    harmless = LONG_WORD.sub(b"", REFERENCE.sub(_character, body))
    try:
        return feedparser.parse(io.BytesIO(harmless), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # an isolation boundary: feedparser's loose parser raises nearly anything on hostile markup
        raise SourceError(f"the feed cannot be read ({type(error).__name__})") from error


def _character(reference: re.Match[bytes]) -> bytes:
    """Drop a numeric reference to what is no character (a NUL, a lone surrogate): one of them makes feedparser lose the whole feed."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    fit = code in {0x09, 0x0A, 0x0D} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return reference[0] if fit else b""


def _fault(parsed: feedparser.FeedParserDict) -> str | None:
    """Why a feed is not whole; a wrong encoding or media type alone is mended by feedparser and no fault."""
    error = parsed.get("bozo_exception") if parsed.get("bozo") else None
    mended = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    if error is None or isinstance(error, mended):
        return None
    return f"not well-formed XML ({' '.join(str(error).split())[:200]})"


def _entry(raw: Mapping[str, object], now: dt.datetime) -> Entry:
    return Entry(
        guid=_text(raw.get("id"))[:ADDRESS].strip(),
        link=_link(_text(raw.get("link"))),
        title=plain(_text(raw.get("title")), TITLE).replace("\n\n", " "),
        text=max(_content(raw), plain(_text(raw.get("summary"))), key=len),
        published=sane(_time(raw), now),
    )


def _content(raw: Mapping[str, object]) -> str:
    """Give the longest full text an entry carries (Atom content, RSS content:encoded), or ""."""
    parts = raw.get("content")
    values = [part.get("value") for part in parts if isinstance(part, Mapping)] if isinstance(parts, list) else []
    return max((plain(_text(value)) for value in values), key=len, default="")


def _link(address: str) -> str:
    address = address.strip()
    fit = address.startswith(("http://", "https://")) and len(address) <= ADDRESS and not any(map(str.isspace, address))
    return address if fit else ""


def _time(raw: Mapping[str, object]) -> dt.datetime | None:
    """Give when an entry was published, else updated; feedparser has moved both to UTC."""
    parsed = raw.get("published_parsed") or raw.get("updated_parsed")
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _text(value: object) -> str:
    return _storable(value) if isinstance(value, str) else ""


def _storable(text: str) -> str:
    """Drop control characters and lone surrogates, which a numeric reference can smuggle in and no database takes."""
    return text.translate(CONTROL).encode("utf-8", "ignore").decode("utf-8")
