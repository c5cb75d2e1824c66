"""When a digest is due: a time of day, in a place, on chosen weekdays. Pure: the moment is handed in.

A local date has one moment. Where the clock is put forward over the time, it is as much later as the clock jumps; where it is put back and
shows the time twice, it is the first. What is due is the latest date whose moment has come, so whoever missed several days has one due.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.ports import VetowatchError
from bot.words import N_, _

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = tuple(range(7))
_WEEKDAYS = tuple(range(5))
_DAY = dt.timedelta(days=1)
_TIME = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
_EXAMPLE = "daily 08:00 Europe/Paris, or mon,thu 18:30 America/New_York"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A time of day by the clock of an IANA zone, on weekdays counted from 0, Monday; at least one, in order."""

    at: dt.time
    zone: str = "UTC"
    weekdays: tuple[int, ...] = EVERY_DAY


def moment(schedule: Schedule, date: dt.date) -> dt.datetime:
    """Say when a local date's digest is due, in UTC."""
    return dt.datetime.combine(date, schedule.at, ZoneInfo(schedule.zone)).astimezone(dt.UTC)


def latest(schedule: Schedule, now: dt.datetime) -> dt.date:
    """Return the latest chosen local date whose moment has come."""
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    days = (today - n * _DAY for n in range(15))  # a zone that skipped a whole day, as Samoa did, needs a second week at the most
    return next(day for day in days if day.weekday() in schedule.weekdays and moment(schedule, day) <= now)


def following(schedule: Schedule, now: dt.datetime) -> dt.datetime:
    """Return the next moment after now, in UTC."""
    day = latest(schedule, now)
    while day.weekday() not in schedule.weekdays or moment(schedule, day) <= now:
        day += _DAY
    return moment(schedule, day)


def kind(schedule: Schedule) -> str:
    """Name the digest by its pace."""
    return {7: N_("Daily digest"), 1: N_("Weekly digest")}.get(len(schedule.weekdays), N_("Digest"))


def sentence(schedule: Schedule) -> str:
    """Write a schedule as a person reads it; ``schedule_from_words`` reads it back."""
    return f"{_days(schedule.weekdays)} at {schedule.at:%H:%M} ({schedule.zone})"


def _days(weekdays: tuple[int, ...]) -> str:
    if weekdays == EVERY_DAY:
        return "every day"
    if weekdays == _WEEKDAYS:
        return "on weekdays"
    names = [DAYS[day] for day in weekdays]
    return "on " + (f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0])


def schedule_from_words(words: str) -> Schedule:
    """Make a schedule of a line such as ``daily 08:00 Europe/Paris``. Days are every day unless named, the zone is UTC.

    Raises VetowatchError naming what is not understood.
    """
    days: set[int] = set()
    at: dt.time | None = None
    zone = "UTC"
    for word in re.split(r"[\s,()]+", words.strip().lower()):
        if word in _PASSED_OVER:
            continue
        if found := _TIME.fullmatch(word):
            at = dt.time(int(found[1]), int(found[2]))
        elif named := set(_days_named(word)):
            days |= named
        else:
            zone = _zone(word)
    if at is None:
        raise VetowatchError(_("a digest needs a time: {example}", example=_EXAMPLE))
    return Schedule(at, zone, tuple(sorted(days)) or (_weekly(words) or EVERY_DAY))


_PASSED_OVER = frozenset({"", "on", "at", "and", "every", "weekly"})


def _weekly(words: str) -> tuple[int, ...]:
    """Take Monday for a week whose day is not named."""
    return (0,) if "weekly" in words.lower().split() else ()


def _days_named(word: str) -> Iterator[int]:
    if word in {"daily", "day"}:
        yield from EVERY_DAY
    elif word in {"weekdays", "weekday", "workdays"}:
        yield from _WEEKDAYS
    elif len(word) >= 3:
        yield from (n for n, name in enumerate(DAYS) if name.lower().startswith(word.removesuffix("s")))


def _zone(word: str) -> str:
    known = _zones().get(word)
    if known is None:
        raise VetowatchError(_("neither a time, a weekday nor an IANA time zone: {words} ({example})", words=word, example=_EXAMPLE))
    return known


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if name not in {"Factory", "localtime"}}
