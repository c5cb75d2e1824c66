"""Lines that head a list of voters, together with the list below: "Pays ayant voté contre :", "Against: 7"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import states
from bot.model import Span
from bot.reading import text

_SIDE = (
    r"(?:against|favou?r|for|yes|no|noes|abstain\w*|abstentions?|voting|contre|pour|abst\w+|vote|favor|contra|sí|sim|não|dafür|dagegen|ja|nein"
    r"|enth\w+|favore|contro|contrari|favorevoli|astenuti|sì)"
)
_HEAD = re.compile(rf"\b{_SIDE}\W{{0,3}}:$")
_DID = re.compile(
    r"^[^.:]{0,40}\b(?:voted|voting|votes?|opposed|opposing|supported|supporting|abstained|abstaining|voté|votaron|votado|votaram|gestimmt"
    r"|stimmten|votato|opposés|abstenus|opposant)\b[^.:]{0,40}:$"
)
_COUNTED = re.compile(rf"(?:\W{{0,3}}(?:voted |voting |votes |in )?{_SIDE}) ?(?:[:(-] ?){{1,2}}\d{{1,3}}\)?:?$")
_SHORT = 80  # characters of a line that heads a list
_ITEM = re.compile(r"[-•*–]\s|\d{1,3}[.)]\s")


def headed(body: str, flat: str) -> Iterator[tuple[Span, bool]]:
    """Yield paragraphs; a line that heads a list together with the list below it, whose items are lines, or names on one line."""
    head: Span | None = None
    plain = False  # whether the head would be read as any other line where no list follows
    for paragraph in text.paragraphs(body):
        if head is not None and _ITEM.match(body, paragraph[0]) and ":" not in body[slice(*paragraph)]:
            head, plain = (head[0], paragraph[1]), False
            continue
        if head is not None and head[1] - head[0] <= _SHORT and _is_names(body, paragraph):
            yield (head[0], paragraph[1]), True
            head = None
            continue
        if head is not None:
            yield head, not plain
        head = paragraph if flat[paragraph[1] - 1] in _ENDS and _heads(flat, paragraph) else None
        plain = head is not None and body[paragraph[1] - 1] != ":"
        if head is None:
            yield paragraph, False
    if head is not None:
        yield head, not plain


def _heads(flat: str, paragraph: Span) -> bool:
    begin, end = paragraph
    line = flat[begin:end]
    return len(line) <= _SHORT and bool(_HEAD.search(line) or _COUNTED.match(line) or _DID.match(line))


_ENDS = frozenset(":0123456789)")  # which close such a line


def _is_names(body: str, paragraph: Span) -> bool:
    """Whether a line holds nothing but names of States, parted by commas."""
    begin, end = paragraph
    names, whole = states.names_in_list(body[begin:end]) if body[begin].isupper() and end - begin <= _LONGEST else ([], False)
    return bool(names) and whole


_LONGEST = 3_000
