"""From bytes to XML or JSON, and the Library's ways of writing: what structured sources share. Pure."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from bot import states
from bot.model import State
from bot.ports import SourceError

DECLARATIONS = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
NAMESPACE = re.compile(r"^\{[^}]*\}")
BRACKETED = re.compile(r"\[(?:on |concerning )?(.{3,600}?)\]\s*$", re.DOTALL)
TRAILING = re.compile(r"[\s:/;,.]+$")
CONTRADICTORY = 0.4  # the confidence of a document that contradicts itself: below what a record believes unsupported
CAPITALS = {0x130: "I", 0xDD: "I"}  # TÜRKİYE, and TÜRKÝYE as some records have it
PRINTED = {  # the Library's forms of former names
    "CONGO (DEMOCRATIC REPUBLIC OF)": "Democratic Republic of the Congo",
    "GERMANY, FEDERAL REPUBLIC OF": "Germany",
    "LAO PEOPLE's DEMOCRATIC REPUBLIC": "Lao People's Democratic Republic",
}
TWICE = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}")


def xml(body: bytes) -> ET.Element:
    """Parse a document and take its namespaces away. Raises SourceError where it is none, or declares entities."""
    if any(declaration in body for declaration in DECLARATIONS):
        raise SourceError("the document declares entities: refused, none of the UN's does")
    try:
        root = ET.fromstring(body)  # noqa: S314 - without entities there is nothing to expand; expat itself loads nothing from outside
    except (ET.ParseError, ValueError, LookupError) as error:  # ValueError, LookupError: an encoding Python does not have
        raise SourceError(f"the document is no well-formed XML ({str(error)[:100]})") from error
    for element in root.iter():
        element.tag = NAMESPACE.sub("", element.tag)
    return root


def written(element: ET.Element) -> bytes:
    """Write an element as UTF-8. Raises SourceError where it nests too deep to be written."""
    try:
        return bytes(ET.tostring(element, "utf-8"))
    except RecursionError as error:
        raise SourceError("the document nests too deep: refused") from error


def parsed(body: bytes) -> object:
    """Parse JSON. Raises SourceError where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:  # ValueError: also bytes that are no UTF-8
        raise SourceError(f"the answer is no JSON ({str(error)[:100]})") from error


def fields(value: object) -> dict[str, object]:
    """Give a JSON object's fields; none where it is no object."""
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}


def rows(value: object) -> list[dict[str, object]]:
    """Give the objects of a JSON list; none where it is no list."""
    return [fields(each) for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """Give a JSON text with its blanks collapsed; "" where it is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """Give the texts of a JSON list, without empty ones."""
    return list(filter(None, map(text, value))) if isinstance(value, list) else []


def number(written: str) -> int | None:
    """Read a count such as ``013``, ``120.0`` or ``193``; None where it is blank or none."""
    match = re.fullmatch(r"\s*(\d{1,4})(?:\.0)?\s*", written, re.ASCII)
    return int(match[1]) if match else None


def once_encoded(written: str) -> str:
    """Repair text that was encoded twice (``TÃ¼rkiye``); what is right already stays as it is."""
    return TWICE.sub(_repaired, written)


def _repaired(run: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, run[0])).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return run[0]


def _byte(character: str) -> bytes:
    """Give the byte a character was mistaken for: Latin-1, and where that has none, Windows-1252."""
    return character.encode("latin-1") if character <= "\u00ff" else character.encode("cp1252")


def voters(names: Iterable[str]) -> tuple[State, ...]:
    """Give the States of a list of voters, as it stands: one named twice is there twice. Raises SourceError on a name we do not know."""
    return tuple(map(_voter, names))


def _voter(name: str) -> State:
    found = state(name)
    if found is None:
        raise SourceError(f"the vote names {name[:60]!r}, a State we do not know")
    return found


def state(name: str) -> State | None:
    """Give the State a name names, the Library's capitals among them; None where it names none, or more."""
    found, complete = states.names_in_list(PRINTED.get(name.strip(), name).translate(CAPITALS).replace("(THE)", ""))
    return found[0] if len(found) == 1 and complete else None


def subject(title: str) -> str | None:
    """Give what a text is about: the words the Library adds in brackets ("[on ceasefire in the Gaza Strip]"), else the title."""
    bracketed = BRACKETED.search(title)
    words = TRAILING.sub("", " ".join((bracketed[1] if bracketed else title).split()))
    return words or None


def noon(day: dt.date | None) -> dt.datetime | None:
    """Give about noon in New York of a vote's day: the time of an item that states none, so that a late record is told as late."""
    return dt.datetime.combine(day, dt.time(16), dt.UTC) if day else None


def doubled(lists: Iterable[tuple[State, ...]]) -> Iterator[State]:
    """Yield the States that stand in lists of voters more than once."""
    seen: set[State] = set()
    for named in lists:
        yield from (state for i, state in enumerate(named) if state in seen or state in named[:i])
        seen.update(named)
