"""United Nations document symbols: found in a text, written one way, and linked.

Written one way means: a Council resolution is ``S/RES/2728`` without its year, an Assembly one ``A/RES/78/243``, a draft stands as
printed but for spaces, a meeting is ``S/PV.9054``, a press release ``SC/14911``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

DRAFT, RESOLUTION, MEETING, PRESS, STATEMENT = "draft", "resolution", "meeting", "press", "statement"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol named at [start, end); ``kind`` is "draft", "resolution", "meeting", "press" or "statement"; ``year`` is printed with it."""

    start: int
    end: int
    text: str
    kind: str
    year: int | None = None


_TAIL = r"(?:/(?:Rev|Add|Corr)\.\s?\d{1,3}){0,3}"
_SESSION = r"(?:ES-\d{1,2}|S-\d{1,2}|\d{1,3})"
_FOUND = re.compile(
    rf"""\bS/RES/(?P<sres>\d{{1,4}})(?:\s?\(\s?(?P<sresyear>(?:19|20)\d\d)\s?\))?
      | \bA/RES/(?P<ares>{_SESSION}/\d{{1,3}}[A-Z]?|\d{{1,4}}(?:\s?\([IVXL]{{1,8}}\)|\([A-Z]+-[IVXL]+\)))
      | \bA/HRC/RES/(?P<hres>(?:S-)?\d{{1,3}}/\d{{1,3}})
      | \b(?P<draft>S/(?:19|20)\d\d/L?\.?\d{{1,4}}{_TAIL}
          |A/(?:C\.\s?[1-6]/)?{_SESSION}/L\.\s?\d{{1,4}}{_TAIL}
          |A/HRC/(?:S-)?\d{{1,3}}/L\.\s?\d{{1,3}}{_TAIL})
      | \bS/PRST/(?P<prst>(?:19|20)\d\d/\d{{1,3}})
      | \b(?P<pv>[SA]/(?:{_SESSION}/)?PV\.\s?\d{{1,5}})
      | \b(?P<meeting>\d,?\d{{3}}|1\d,?\d{{3}})(?:st|nd|rd|th)\s+[Mm]eeting\b
      | \b(?P<press>(?:SC|GA|GA/(?:SHC|DIS|EF|SPD|AB|L)|SG/SM|HRC|CS|AG)/\d{{3,6}})\b
      | \b(?P<file>(?:sc|ga|gashc|gadis|gaef|gaspd|gaab|gal|cs|ag)\d{{3,6}})\b
      | \b(?:R[EÉ]SOLUTIONS?|[Rr][eé]sol(?:ution(?:en)?|uci[oó]n|ução)s?|[Rr]isoluzion[ei]|UNSCR|[Rr]es\.?)\s+(?:\#|[Nn]o\.?\s|n[°º]\s)?\s?
        (?:(?P<named>ES-\d{{1,2}}/\d{{1,3}}|S-\d{{1,2}}/\d{{1,3}}|\d{{1,2}}/\d{{1,3}}[A-Z]?|\d{{1,4}}\s?\([IVXL]{{1,8}}\))
          |(?P<number>[12]\.\d{{3}}|\d{{1,4}})(?!\d)(?![/,]\d|\s?%|\s(?:countr|member|vote|state|nation|deleg|in\sfavo|[Pp]ays|[ÉéEe]tats|[Pp]aís|[Ee]stados|[Mm]iembro|[Pp]aesi|[Ss]tati|Länder|Staaten))(?:\s?\(\s?(?P<year>(?:19|20)\d\d)\s?\))?)
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")
_PRESS_FILES = {"gashc": "GA/SHC", "gadis": "GA/DIS", "gaef": "GA/EF", "gaspd": "GA/SPD", "gaab": "GA/AB", "gal": "GA/L"}


def find(text: str, start: int = 0, end: int | None = None) -> list[Symbol]:
    """Return the symbols a text names between two offsets, in order, each in its one way of writing."""
    matches = _FOUND.finditer(text, start, len(text) if end is None else end)
    return [symbol for match in matches if (symbol := _symbol(match))]


OPENERS = frozenset(
    {"s", "a", "resolution", "resolutions", "résolution", "résolutions", "resolución", "resoluciones", "resolução", "resolutionen"}
    | {"risoluzione", "risoluzioni"}
    | {"unscr", "res", "sc", "ga", "sg", "hrc", "cs", "ag", "gashc", "gadis", "gaef", "gaspd", "gaab", "gal"}
)
"""Words, in lower case, that may begin a symbol."""


def at(text: str, start: int) -> Symbol | None:
    """Return the symbol named where a word, one of ``OPENERS``, or a number begins; None where none is."""
    match = _FOUND.match(text, start)
    return _symbol(match) if match else None


def _symbol(match: re.Match[str]) -> Symbol | None:
    text, kind = _read(match)
    year = match["sresyear"] or match["year"]
    return Symbol(match.start(), match.end(), text, kind, int(year) if year else None) if text else None


def _read(match: re.Match[str]) -> tuple[str, str]:
    kind = match.lastgroup or ""
    if match["number"]:
        return _council(match["number"], has_year=bool(match["year"])), RESOLUTION
    if match["sres"]:
        return f"S/RES/{int(match['sres'])}", RESOLUTION
    words = _SPACES.sub("", match[kind])
    return _WRITE[kind](words)


def _council(number: str, *, has_year: bool) -> str:
    """Write a Council resolution's number ("1.802" as well); a number of one or two digits is only taken with its year."""
    value = int(number.replace(".", ""))
    return f"S/RES/{value}" if value and (has_year or len(number) > 2) else ""


def _file(words: str) -> str:
    letters = words.rstrip("0123456789")
    number = words[len(letters) :]
    return f"{_PRESS_FILES.get(letters, letters.upper())}/{number}"


_WRITE: dict[str, Callable[[str], tuple[str, str]]] = {
    "ares": lambda words: (f"A/RES/{words}", RESOLUTION),
    "named": lambda words: (f"A/RES/{words}", RESOLUTION),
    "hres": lambda words: (f"A/HRC/RES/{words}", RESOLUTION),
    "draft": lambda words: (words, DRAFT),
    "prst": lambda words: (f"S/PRST/{words}", STATEMENT),
    "pv": lambda words: (words, MEETING),
    "meeting": lambda words: (f"S/PV.{words.replace(',', '')}", MEETING),
    "press": lambda words: (words, PRESS),
    "file": lambda words: (_file(words), PRESS),
}


def url(symbol: str, year: int | None = None) -> str:
    """Return a symbol's address on docs.un.org. A Council resolution is filed under its year: without one, under its number alone."""
    if symbol.startswith("S/RES/") and "(" not in symbol and year:
        symbol = f"{symbol}({year})"
    return f"https://docs.un.org/en/{symbol}"


_ADDRESS = re.compile(r"^https?://\S+?/(?=[SA]/(?:\d|[A-Z]))", re.IGNORECASE)
_WORDS_ASKED = re.compile(
    r"^(?:(?:U\.?N|UNSCR?|UNGA|SC|GA|the|security\s+council|general\s+assembly|draft|document|doc|symbol|number|no|nr|n|"
    r"resolution|résolution|resolución|resolução|res|rés)(?![\w/-])[\s.:#°º]*)+",
    re.IGNORECASE,
)
_DASHED = re.compile(r"^([SA])[\s_-]+RES[\s_-]+", re.IGNORECASE)
_YEAR_ASKED = re.compile(r"(?<=\d)\s+(?:of\s+|in\s+|from\s+)?((?:19|20)\d\d)$")
_LOOSE = re.compile(r"\s*([/.])\s*")
_TAIL_ASKED = re.compile(r"[/.]?(REV|ADD|CORR)\.?(?=\d)")
_OLD_DRAFT = re.compile(r"S/\d{1,5}(?:/(?:Rev|Add|Corr)\.\d{1,2})*")
_BARE_COUNCIL = re.compile(r"(?:UNSCR|S/?RES/?|SC|RES(?:OLUTION)?\.?)?#?(\d{1,4})(?:\(\d{4}\))?")
_BARE_ASSEMBLY = re.compile(r"(?:A/?RES/?|GA|RES(?:OLUTION)?\.?)?(?:(ES|S)-?(\d{1,2})|(\d{1,3}))/(\d{1,3}[A-Z]?)(?:\(\d{4}\))?")
_BARE_OLD = re.compile(r"(?:A/?RES/?|GA|RES(?:OLUTION)?\.?)?(\d{1,4})([A-Z]?)\(([IVXL]{1,8}|(?:ES|S)-[IVX]{1,5})\)")


def parse(text: str) -> str | None:
    """Read the symbol a person asks about, whatever its case, spacing or form; None where there is none.

    "s/2022/431", "2397", "res 2397 (2017)", "SC 2397", "78/243", "51/45 a", "377 (V)" and addresses on docs.un.org are all understood.
    """
    asked = _ADDRESS.sub("", text[:200].strip().strip("`'\"<>“”‘’,?!").rstrip("."))
    asked = _DASHED.sub(r"\1/RES/", _WORDS_ASKED.sub("", asked).strip())
    if asked.upper().startswith("A/RES/"):
        asked = re.sub(r"(?<=\d)[\s_]+(?=\d)", "/", asked)
    asked = _YEAR_ASKED.sub(r"(\1)", _LOOSE.sub(r"\1", asked))
    compact = _TAIL_ASKED.sub(lambda match: f"/{match[1].capitalize()}.", re.sub(r"\s+", "", asked).upper())
    return _exact(compact) or _bare(compact)


def _exact(asked: str) -> str | None:
    if _OLD_DRAFT.fullmatch(asked):
        return asked
    for form in (asked, asked.lower().replace("/", "")):
        found = _FOUND.fullmatch(form)
        symbol = _symbol(found) if found else None
        if symbol:
            return symbol.text
    return None


def _bare(asked: str) -> str | None:
    old, assembly, council = _BARE_OLD.fullmatch(asked), _BARE_ASSEMBLY.fullmatch(asked), _BARE_COUNCIL.fullmatch(asked)
    if old:
        return f"A/RES/{int(old[1])}{old[2]}({old[3]})"
    if assembly:
        session = f"{assembly[1]}-{int(assembly[2])}" if assembly[1] else str(int(assembly[3]))
        return f"A/RES/{session}/{assembly[4].lstrip('0') or '0'}"
    return f"S/RES/{int(council[1])}" if council and int(council[1]) else None
