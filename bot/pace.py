"""How long to wait: after a fault, before another look, between tries. Pure: time and chance are handed in."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

from bot.model import Reading

_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_LONGEST_SOURCE = dt.timedelta(minutes=30)
_LONGEST_LOOK = dt.timedelta(hours=6)
_LONGEST_SEND = dt.timedelta(minutes=15)
_FIRST_REFUSAL, _LONGEST_REFUSAL = dt.timedelta(minutes=15), dt.timedelta(hours=6)
_LATE = dt.timedelta(hours=6)
_PENDING_FOR = dt.timedelta(days=14)  # a full Assembly summary came three days late in 2025; two weeks bounds what is promised
_SETTLING_FOR = dt.timedelta(days=3)  # how long a page that told a result is looked at again for corrections
_TRIES_FOR = dt.timedelta(days=3)
_GIVE_UP_AFTER = dt.timedelta(days=5)
_EDIT_TRIES = 100


def new_york(moment: dt.datetime) -> dt.datetime:
    """Tell a moment by the clock of the UN's Headquarters."""
    return moment.astimezone(ZoneInfo("America/New_York"))


def after_failure(failures: int, interval: dt.timedelta, retry_after: float | None, chance: random.Random) -> dt.timedelta:
    """Say when to ask a source again after ``failures`` earlier ones in a row: doubled each time, never sooner than it wishes."""
    backed_off = min(interval * 2 ** min(failures, 16), max(_LONGEST_SOURCE, interval))
    return _at_least(_jittered(backed_off, chance), retry_after)


def after_item_failure(
    attempts: int, age: dt.timedelta, interval: dt.timedelta, retry_after: float | None, chance: random.Random
) -> dt.timedelta | None:
    """Say when to try a page again, or None when it has been tried for days."""
    if age > _TRIES_FOR:
        return None
    backed_off = min(interval * 2 ** min(attempts, 16), max(_LONGEST_LOOK, interval))
    return _at_least(_jittered(backed_off, chance), retry_after)


def until_next_look(reading: Reading, age: dt.timedelta, interval: dt.timedelta) -> dt.timedelta | None:
    """Say when to read a page again although nothing new was listed, or None for not at all.

    A page that promises more is looked at often while it is young and ever less as it ages; one that told a result a few times more,
    since UN Press corrects in place; any other not again.
    """
    if reading.pending or reading.upcoming:
        return min(max(age / 20, interval), _LONGEST_LOOK) if age < _PENDING_FOR else None
    if reading.sightings:
        return min(max(age / 3, interval * 5), _LONGEST_LOOK) if age < _SETTLING_FOR else None
    return None


def after_send_failure(attempts: int, retry_after: float | None, chance: random.Random) -> dt.timedelta:
    """Say when to try a delivery again after ``attempts`` tries: from two seconds up, never sooner than the platform wishes."""
    backed_off = min(dt.timedelta(seconds=2) * 2 ** min(attempts, 16), _LONGEST_SEND)
    return _at_least(_jittered(backed_off, chance), retry_after)


def after_refusal(attempts: int, chance: random.Random) -> dt.timedelta:
    """Say when to try a channel again that refused us, after ``attempts`` earlier tries: from a quarter of an hour up to six hours."""
    return _jittered(min(_FIRST_REFUSAL * 2 ** min(attempts, 16), _LONGEST_REFUSAL), chance)


def late(wait: dt.timedelta) -> bool:
    """Whether news told after such a wait is to be marked as late."""
    return wait > _LATE


def hopeless(age: dt.timedelta) -> bool:
    """Whether a delivery was tried for so long that it is given up."""
    return age > _GIVE_UP_AFTER


def hopeless_edit(attempts: int) -> bool:
    """Whether an edit was tried so often that it is given up: after a day of trouble, or some weeks of refusal."""
    return attempts > _EDIT_TRIES


def spoken(wait: dt.timedelta) -> str:
    """Write a wait as a person says it."""
    seconds = wait.total_seconds()
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{wait / dt.timedelta(minutes=1):.0f} min" if wait < 2 * _HOUR else f"{wait / _HOUR:.0f} h"


def _jittered(wait: dt.timedelta, chance: random.Random) -> dt.timedelta:
    """Spread a wait by a quarter, so that many do not come back at once."""
    return wait * chance.uniform(1.0, 1.25)


def _at_least(wait: dt.timedelta, seconds: float | None) -> dt.timedelta:
    return max(wait, dt.timedelta(seconds=min(seconds or 0.0, _DAY.total_seconds())))
