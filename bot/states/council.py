"""Who sat on the Security Council, by day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache

from bot.model import State
from bot.states.table import rows

PERMANENT: frozenset[State] = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
"""The members whose vote against, with nine in favour, is a veto."""

FIRST_MEETING = date(1946, 1, 17)


def council(day: date) -> frozenset[State] | None:
    """Return the members that sat on a day, permanent ones included; None when the table does not know that year."""
    begins = [begin for begin, _ in _terms()]
    if not FIRST_MEETING <= day <= date(begins[-1].year, 12, 31):
        return None
    return _terms()[bisect_right(begins, day) - 1][1]


def members_at(year: int) -> frozenset[State] | None:
    """Return the members that sat at the end of a year; None when the table does not know it."""
    return council(date(year, 12, 31)) if 1 <= year <= 9999 else None


@cache
def _terms() -> tuple[tuple[date, frozenset[State]], ...]:
    return tuple(_term(line) for line in rows("council.txt"))


def _term(line: str) -> tuple[date, frozenset[State]]:
    begin, *elected = line.split()
    day = date.fromisoformat(begin if "-" in begin else f"{begin}-01-01")
    return day, PERMANENT | frozenset(elected)
