"""What an option's value means: a State, an organ, an outcome, the first or last day of a time; each in the words people use."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from bot import states
from bot.model import Choice, Organ, Outcome, State
from bot.ports import VetowatchError
from bot.record.wants import rule_of
from bot.words import _

T = TypeVar("T")
FILES = ("csv", "json")
_SMALL = frozenset({"of", "and", "the"})
_YEAR = re.compile(r"(19[4-9]\d|20\d\d)")
_MONTH = re.compile(r"(19[4-9]\d|20\d\d)-(0[1-9]|1[0-2])")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%B %Y", "%b %Y")
_SHORT = re.compile(r"\b(?:us|usa|uk|uae|drc|dprk|rok|prc|ussr)\b")  # written small by people in a hurry
_CHOICES = {Choice.YES: "in favour", Choice.NO: "against", Choice.ABSTAIN: "abstaining", Choice.NOT_VOTING: "not voting"}
choice_words: Mapping[Choice, str] = _CHOICES


def state(words: str) -> State:
    """Return the State named, whatever its case; raises VetowatchError where it is none."""
    for spelling in (words, _capitals(words), words.upper()):
        found = known(lambda spelling=spelling: rule_of(named=[spelling]).states[0])  # type: ignore[misc] # a default keeps the loop's value
        if found:
            return found
    raise VetowatchError(_("no such State: {words} (a name, or an ISO code such as CHN)", words=words))


def organ(words: str) -> Organ:
    """Return the organ named: SC, Security Council, council, C3 …; raises VetowatchError."""
    return rule_of(organs=[words]).organs[0]


def outcome(words: str) -> Outcome:
    """Return the outcome named: adopted, vetoed, vetoes, failed; raises VetowatchError."""
    return rule_of(outcomes=[words]).outcomes[0]


def file_format(words: str) -> str:
    """Return "csv" or "json", or "" where none is asked for; raises VetowatchError for another."""
    wanted = words.strip().lower()
    if wanted in {"", "text"}:
        return ""
    if wanted not in FILES:
        raise VetowatchError(_("no such format: {words} (csv or json)", words=words))
    return wanted


def first_day(words: str) -> dt.date:
    """Return the day a time begins: 2020, 2020-05, 2020-05-26, 26 May 2020; raises VetowatchError."""
    return _span(words)[0]


def last_day(words: str) -> dt.date:
    """Return the day a time ends; raises VetowatchError."""
    return _span(words)[1]


def known(read: Callable[[], T]) -> T | None:
    """Return what reading gives, or None where the words are not understood."""
    try:
        return read()
    except VetowatchError:
        return None


def _span(words: str) -> tuple[dt.date, dt.date]:
    said = words.strip().replace(",", "")
    if _YEAR.fullmatch(said):
        return dt.date(int(said), 1, 1), dt.date(int(said), 12, 31)
    month = _MONTH.fullmatch(said)
    if month:
        return _month(int(month[1]), int(month[2]))
    try:
        day = dt.date.fromisoformat(said)
    except ValueError:
        return _written(said)
    return day, day


def _written(said: str) -> tuple[dt.date, dt.date]:
    for form in _WRITTEN:
        try:
            day = dt.datetime.strptime(said, form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
        return (day, day) if "%d" in form else _month(day.year, day.month)
    raise VetowatchError(_("no such day: {words} (a year, or a day such as 2020-05-26)", words=said))


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _capitals(words: str) -> str:
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words.strip().lower().split())


def named_states(words: str) -> list[tuple[int, int, State]]:
    """Return where a line names States, whatever its case: by any name, or by an ISO code in capitals."""
    words = _SHORT.sub(lambda short: short[0].upper(), words)
    found = max(states.find(words), states.find(_capitals_in_place(words)), key=len)
    spans = [(mention.start, mention.end, mention.state) for mention in found if mention.kind != "capital"]
    codes = [(match.start(), match.end(), match[0]) for match in re.finditer(r"\b[A-Z]{3}\b", words) if states.known(match[0])]
    return sorted({*spans, *(code for code in codes if not any(start <= code[0] < end for start, end, _ in spans))})


def _capitals_in_place(words: str) -> str:
    """Capitalise each word but the small ones, every character staying where it was."""
    return re.sub(r"\b(?!(?:of|and|the)\b)[a-z]", lambda letter: letter[0].upper(), words)
