"""Words cut to a platform's measure. Pure, and the same for every chat; how a chat escapes is its own affair.

Sizes are in UTF-16 units: Discord and Slack do not say how they count, and no way of counting gives more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import urlsplit

from bot.words import N_, _, ngettext

ELLIPSIS = "…"
MORE = N_("… and more")
ADDRESS = 2000  # Discord takes 2,048 in an embed
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
_ISOLATES = {"\u2068": 1, "\u2069": -1}  # these set a text off and turn nothing round it, as long as each is closed
_UNSAFE_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in "<>()|\"'`\\*_~^{}[]"}
_LIGHT = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<text>[^\[\]]+)\]\((?P<url>https?://[^\s()]+)\)", re.DOTALL)


def size(text: str) -> int:
    """Count UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def one_line(text: str) -> str:
    """Make one clean line: white space single, no control characters, no half characters, nothing that turns the reading direction."""
    dropped = _TURNING if _closed(text) else _TURNING | _ISOLATES.keys()
    kept = (sign for sign in " ".join(text.split()) if sign not in dropped and unicodedata.category(sign) not in {"Cc", "Cs"})
    return "".join(kept).strip()


def _closed(text: str) -> bool:
    """Whether every isolate that is opened is closed, and none else is."""
    depths = list(accumulate(_ISOLATES[sign] for sign in text if sign in _ISOLATES))
    return not depths or (min(depths) >= 0 and depths[-1] == 0)


def fit(text: str, room: int, escape: Mapping[str, str]) -> str:
    """Escape sign by sign, and shorten with an ellipsis where the result would be larger than ``room``."""
    if not escape and size(text) <= room:
        return text
    kept: list[str] = []
    used = 0
    for sign in text:
        kept.append(escape.get(sign, sign))
        used += size(kept[-1])
        if used > room:
            return _cut(kept, used - room)
    return "".join(kept)


def _cut(signs: list[str], excess: int) -> str:
    """Take whole signs from the end until the excess is gone and an ellipsis has room."""
    opened = sum(_ISOLATES.get(sign, 0) for sign in signs)
    while excess + opened > -size(ELLIPSIS):
        sign = signs.pop()
        excess -= size(sign)
        opened -= _ISOLATES.get(sign, 0)
    return "".join(signs).rstrip() + "\u2069" * max(0, opened) + ELLIPSIS


def listing(parts: Sequence[str], room: int, joint: str = " · ") -> str:
    """Join ready-made parts; from the first that finds no room on they are counted: ``A · B and 12 more``."""
    whole = joint.join(parts)
    if size(whole) <= room:
        return whole
    ends = [0, *accumulate(size(part) + size(joint) for part in parts)]
    for kept in range(len(parts) - 1, -1, -1):
        more = ngettext("and {n} more", "and {n} more", len(parts) - kept)
        if ends[kept] + size(more) <= room:
            return joint.join(parts[:kept]) + (_before_more(joint) if kept else "") + more
    return ""


def _before_more(joint: str) -> str:
    return joint if "\n" in joint else " "


def address(url: str) -> str:
    """Return an http(s) address with every sign percent-encoded that could end a link early, or "" where it is none or endless."""
    url = "".join(url.split())
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isprintable():
        return ""
    safe = url.translate(_UNSAFE_IN_ADDRESS)
    return safe if size(safe) <= ADDRESS else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer to a command: plain, bold, or a link."""

    text: str
    bold: bool = False
    url: str = ""


def pieces(answer: str) -> Iterator[Piece]:
    """Take apart the light Markdown of :class:`bot.ports.Commands`, so that a chat can escape and dress each piece."""
    end = 0
    for found in _LIGHT.finditer(answer):
        if found.start() > end:
            yield Piece(answer[end : found.start()])
        yield Piece(found["bold"] or found["text"], bold=found["bold"] is not None, url=address(found["url"] or ""))
        end = found.end()
    if end < len(answer):
        yield Piece(answer[end:])


def dressed(answer: str, room: int, dress: Callable[[Piece], str]) -> str:
    """Write an answer piece by piece; one that finds no room ends at a line's end, or at a word's in a long line, and says so."""
    written = [dress(part) for piece in pieces(answer) for part in _words(piece)]
    if sum(map(size, written)) <= room:
        return "".join(written)
    ends = list(accumulate(map(size, written)))
    more = f"\n{_(MORE)}"
    count = sum(end <= room - size(more) for end in ends)
    line = max((place for place, text in enumerate(written[:count]) if text == "\n"), default=0)
    if ends[line] * 2 < room:
        return "".join(written[:count]).rstrip() + ELLIPSIS
    return "".join(written[:line]).rstrip() + more


def _words(piece: Piece) -> Iterator[Piece]:
    """Take a plain piece apart into words and line ends; what is dressed stays whole."""
    if piece.bold or piece.url:
        yield piece
        return
    for word in re.findall(r"\n|[^\S\n]*\S+|[^\S\n]+", piece.text):
        yield Piece(word)
