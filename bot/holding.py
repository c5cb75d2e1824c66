"""What of a channel's alerts is posted now, what is held until quiet hours end, and what is rolled into one message. Pure.

An alert held by quiet hours is told when they end, marked as late. One beyond the channel's number an hour waits for the end of the hour,
by the clock, and is then told in one message together with all that waited alike; one that waited alone is posted as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.model import Outcome, Preferences, QuietHours, Vote

T = TypeVar("T")
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting(Generic[T]):
    """An alert that was surely not sent yet, and how it is to be told. ``rolled``: it waited for the end of an hour."""

    owed: T
    vote: Vote
    preferences: Preferences
    rolled: bool = False


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """An alert that waits. ``rolled``: for the end of the hour, to be told together with others; else for the end of quiet hours."""

    waiting: Waiting[T]
    until: dt.datetime
    rolled: bool


@dataclass(slots=True)
class Admission(Generic[T]):
    """What becomes of alerts, each in one place, all in the order they came: posted now, told ``together`` in one message, or held."""

    now: list[Waiting[T]] = field(default_factory=list)
    together: list[Waiting[T]] = field(default_factory=list)
    held: list[Held[T]] = field(default_factory=list)


def admit(waiting: Iterable[Waiting[T]], now: dt.datetime, sent: int) -> Admission[T]:
    """Decide for one channel's alerts, oldest first. ``sent`` is how many were posted there in this hour by the clock."""
    made, awake = Admission[T](), list[Waiting[T]]()
    for one in waiting:
        until = quiet_until(one, now)
        if until is None:
            awake.append(one)
        else:
            made.held.append(Held(one, until, rolled=False))
    rolled = [one for one in awake if one.rolled]
    made.together = rolled if len(rolled) > 1 else []
    for one in awake:
        if one in made.together:
            continue
        if one.preferences.hourly is not None and sent + len(made.now) >= one.preferences.hourly:
            made.held.append(Held(one, hour(now) + _HOUR, rolled=True))
        else:
            made.now.append(one)
    return made


def hour(now: dt.datetime) -> dt.datetime:
    """Return when this hour began, by the clock."""
    return now.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def quiet_until(waiting: Waiting[T], now: dt.datetime) -> dt.datetime | None:
    """Return when the quiet hours end that hold an alert now; None where none do."""
    quiet = waiting.preferences.quiet
    if quiet is None or (quiet.but_vetoes and waiting.vote.outcome is Outcome.VETOED) or not is_quiet(quiet, now):
        return None
    return _end(quiet, now)


def is_quiet(quiet: QuietHours, now: dt.datetime) -> bool:
    """Whether the clock on the wall shows quiet hours."""
    time = now.astimezone(ZoneInfo(quiet.zone)).time()
    if quiet.start < quiet.end:
        return quiet.start <= time < quiet.end
    return time >= quiet.start or time < quiet.end


def _end(quiet: QuietHours, now: dt.datetime) -> dt.datetime:
    """Return the next moment at which the clock shows the end, in UTC.

    Where the clock is put forward over that time, it is as much later as the clock jumps; where it is put back and shows it twice, quiet
    hours end the first time, and what the clock shows again is quiet again. A zone may skip a whole day, as Samoa did.
    """
    zone = ZoneInfo(quiet.zone)
    today = now.astimezone(zone).date()
    first, again = ([dt.datetime.combine(today + n * _DAY, quiet.end, zone).replace(fold=fold) for n in range(-1, 4)] for fold in (0, 1))
    ends = [*first, *(end for end in again if end.astimezone(dt.UTC).astimezone(zone).time() == quiet.end)]  # a missing hour comes once
    return min(moment for end in ends if (moment := end.astimezone(dt.UTC)) > now)
