"""Days as texts tell them: weekdays, "today", days of a month; settled by the time of publication, in New York."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

# Where the Council and the Assembly meet.
_ZONE = "America/New_York"

_WEEKDAYS = {
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "lunes": 0, "martes": 1, "miércoles": 2, "jueves": 3, "viernes": 4, "sábado": 5, "domingo": 6,
    "segunda-feira": 0, "terça-feira": 1, "quarta-feira": 2, "quinta-feira": 3, "sexta-feira": 4,
    "lunedì": 0, "martedì": 1, "mercoledì": 2, "giovedì": 3, "venerdì": 4, "sabato": 5, "domenica": 6,
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonntag": 6,
}  # fmt: skip
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    "janv": 1, "févr": 2, "fév": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "août": 8, "déc": 12,
    "ene": 1, "abr": 4, "ago": 8, "dic": 12, "fev": 2, "set": 9, "out": 10, "dez": 12, "mär": 3, "märz": 3, "okt": 10, "maio": 5, "mayo": 5,
    "gen": 1, "mag": 5, "giu": 6, "lug": 7, "ott": 10,
}  # fmt: skip
_MONTH = (
    r"(?P<{0}>jan(?:uary|vier|eiro|uar|\.)?|feb(?:ruary|rero|ruar|\.)?|f[ée]v(?:rier|ereiro|r\.|\.)?|mar(?:ch|s|zo|ço|\.)?|märz|"
    r"apr(?:il|\.)?|avr(?:il|\.)?|abr(?:il|\.)?|may|mai|mayo|maio|june?|juin|junio|junho|juni|july?|juillet|julio|julho|juli|juil\.|"
    r"aug(?:ust|\.)?|août|agosto|sept?(?:ember|embre|iembre|\.)?|setembro|oct(?:ober|obre|ubre|\.)?|oktober|outubro|"
    r"nov(?:ember|embre|iembre|embro|\.)?|dec(?:ember|\.)?|déc(?:embre|\.)?|dic(?:iembre|\.)?|dez(?:ember|embro|\.)?|enero|"
    r"gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)"
)
_FIGURES = rf"""
        (?P<iso>(?:19|20)\d\d-\d\d-\d\d)
      | (?P<d1>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?\s(?:of\s|de\s)?{_MONTH.format("m1")}(?![a-z])(?:,?\s(?:de\s|del\s)?(?P<y1>(?:19|20)\d\d))?
"""
_WORDS = rf"""
        {_MONTH.format("m2")}\s(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|:\d)(?:,?\s(?P<y2>(?:19|20)\d\d))?
      | (?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)(?=,\s\d)|lundi|mardi|mercredi|jeudi|vendredi
          |samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:segunda|terça|quarta|quinta|sexta)-feira
          |(?:segunda|terça|quarta|quinta|sexta)(?=\s\()|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica
          |(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)
      | (?P<today>today|tonight|aujourd['’]hui|hoy|heute|hoje|oggi|stasera|this\s(?:morning|afternoon|evening))
      | (?P<yesterday>yesterday|hier|ayer|gestern|ontem|ieri)
"""
_DAY = re.compile(rf"\b(?:{_FIGURES}|{_WORDS})", re.VERBOSE | re.IGNORECASE)
_FIGURE_FIRST = re.compile(rf"\b(?:{_FIGURES})", re.VERBOSE | re.IGNORECASE)
_WORD_FIRST = re.compile(rf"\b(?:{_WORDS})", re.VERBOSE | re.IGNORECASE)


class Day(NamedTuple):
    """A day told at [start, end). ``kind`` is iso, day (of a month, with or without a year), weekday, today or yesterday."""

    start: int
    end: int
    text: str
    kind: str
    day: int = 0
    month: int = 0
    year: int = 0


def find(text: str, start: int = 0, end: int | None = None) -> list[Day]:
    """Return the days a text tells between two offsets, in order."""
    return [_day(match) for match in _DAY.finditer(text, start, len(text) if end is None else end)]


# Words that are a day by themselves, whatever follows: all but those that need a number, a "-feira" or a "morning" after them.
_BY_ITSELF = {
    **{f"{word}day": place for place, word in enumerate(("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))},
    **{word: place for word, place in _WEEKDAYS.items() if len(word) > 4 and "-" not in word},
}
_THIS_DAY = {"today": "today", "tonight": "today", "hoy": "today", "heute": "today", "hoje": "today", "oggi": "today"} | dict.fromkeys(
    ("yesterday", "hier", "ayer", "gestern", "ontem", "ieri"), "yesterday"
)
_WORD = re.compile(r"[^\W\d_]+")
_DAYS_MONTH = re.compile(r"[0-3]?\d(?:st|nd|rd|th|er|\.|º)?\s(?:of\s|de\s)?(?=[jfmasondegl])|\d{4}-", re.IGNORECASE)
_OPENS = re.compile(
    _MONTH.format("month")
    + r"""|mon|tue|wed|thu|fri|sat|sun|segunda|terça|quarta|quinta|sexta|(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)[a-zäöü]*
    |aujourd|stasera|this""",
    re.VERBOSE,
)


def opens(word: str) -> bool:
    """Whether a word, given in lower case, may begin a day: "montagabend" begins one, "hoyer" does not."""
    return word in _BY_ITSELF or word in _THIS_DAY or _OPENS.fullmatch(word) is not None


def at(text: str, start: int) -> Day | None:
    """Return the day told where a word or a number begins; None where none is."""
    word = _WORD.match(text, start)
    if word is None:
        match = _FIGURE_FIRST.match(text, start) if _DAYS_MONTH.match(text, start) else None
        return _day(match) if match else None
    if (known := word.group().lower()) in _BY_ITSELF:
        return Day(start, word.end(), word.group(), "weekday", _BY_ITSELF[known])
    if known in _THIS_DAY:
        return Day(start, word.end(), word.group(), _THIS_DAY[known])
    match = _WORD_FIRST.match(text, start)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> Day:
    words, told = match.group(), match.groupdict()
    if told.get("iso"):
        year, month, day = map(int, words.split("-"))
        return Day(match.start(), match.end(), words, "day", day, month, year)
    for suffix in "12":
        if told.get(f"d{suffix}"):
            month = _month(told[f"m{suffix}"])
            return Day(match.start(), match.end(), words, "day", int(told[f"d{suffix}"]), month, int(told[f"y{suffix}"] or 0))
    if told["weekday"]:
        return Day(match.start(), match.end(), words, "weekday", _weekday(told["weekday"]))
    return Day(match.start(), match.end(), words, "today" if told["today"] else "yesterday")


def _month(word: str) -> int:
    lower = word.lower().rstrip(".")
    return next(_MONTHS[lower[:size]] for size in (4, 3) if lower[:size] in _MONTHS)


def _weekday(word: str) -> int:
    lower = word.lower()
    return next(_WEEKDAYS[word] for word in (lower, f"{lower}-feira", lower[:3]) if word in _WEEKDAYS)


def new_york(published: datetime | None) -> date | None:
    """Return the day it was in New York when a page was published; a time of exactly midnight is a date without a time, kept as it is."""
    if published is None:
        return None
    if (published.hour, published.minute, published.second) == (0, 0, 0):
        return published.date()
    aware = published if published.tzinfo else published.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo(_ZONE)).date()


def settle(day: Day, published: date | None) -> date | None:
    """Return the date a told day is, seen from the day of publication; None where that cannot be known."""
    if day.kind == "day":
        return _of_month(day, published)
    if published is None:
        return None
    if day.kind == "weekday":
        return published - timedelta(days=(published.weekday() - day.day) % 7)
    return published - timedelta(days=day.kind == "yesterday")


def _of_month(day: Day, published: date | None) -> date | None:
    if not day.year and published is None:
        return None
    try:
        told = date(day.year or (published or date.min).year, day.month, day.day)
    except ValueError:
        return None
    late = published is not None and not day.year and told > published + timedelta(days=31)
    return told.replace(year=told.year - 1) if late and (told.month, told.day) != (2, 29) else told
