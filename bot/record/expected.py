"""Votes announced and not yet taken: which vote an announcement turned into, and which announcements are of one vote.

No outcome is known, so these are no votes yet: they are kept beside them, and end when a source tells the result.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.model import Question, Source, Upcoming, Vote, VoteState
from bot.record.likeness import root
from bot.record.subject import about

_APART = dt.timedelta(days=1)  # a vote announced for Thursday is often taken on Friday
_SOON = dt.timedelta(days=7)  # what is announced without a day is expected within a week


@dataclass(frozen=True, slots=True)
class Expected:
    """An announced vote and who announced it, the source of highest authority first. ``vote_id`` is the vote it turned into."""

    upcoming: Upcoming
    sources: tuple[Source, ...]
    seen: dt.datetime
    vote_id: int | None = None

    @property
    def state(self) -> VoteState:
        """How firmly the vote is known: in words, ``expected``."""
        return VoteState.EXPECTED


def came(expected: Expected, vote: Vote) -> bool:
    """Whether a vote is the announced one: by its draft where both name one, else by its day and what it is about."""
    said = expected.upcoming
    if said.organ is not vote.organ or vote.withdrawn or vote.question is not Question.WHOLE:
        return False
    if said.draft and vote.draft:
        return root(said.draft) == root(vote.draft)
    return _about_then(expected, vote.date) and _may_be_of(said.subject, vote)


def distinct(announced: Iterable[Expected]) -> list[Expected]:
    """Join announcements of one vote, and sort them by day, those without one last."""
    found: list[Expected] = []
    for one in sorted(announced, key=lambda e: (not e.upcoming.draft, not e.upcoming.date, not e.upcoming.subject)):
        same = next((n for n, other in enumerate(found) if _same(one.upcoming, other.upcoming)), None)
        if same is None:
            found.append(one)
        else:
            found[same] = _joined(found[same], one)
    return sorted(found, key=lambda e: (e.upcoming.date or dt.date.max, e.upcoming.organ, e.upcoming.draft or ""))


def _about_then(expected: Expected, day: dt.date | None) -> bool:
    if day is None:
        return False
    said, seen = expected.upcoming, expected.seen.date()
    if said.date is not None:
        return abs(day - said.date) <= _APART if said.subject else day == said.date
    return bool(said.subject) and seen - _APART <= day <= seen + _SOON


def _may_be_of(subject: str | None, vote: Vote) -> bool:
    """Whether what was announced shares a name with the vote's subject; where either has no words, the day alone decides."""
    mine, theirs = about(subject, None), about(vote.subject, vote.title)
    if not mine.all or not theirs.all:
        return True
    return bool(mine.all & theirs.all) and not mine.differs(theirs)


def _same(one: Upcoming, other: Upcoming) -> bool:
    if one.organ is not other.organ:
        return False
    if one.draft and other.draft:
        return root(one.draft) == root(other.draft)
    mine, theirs = about(one.subject, None), about(other.subject, None)
    alike = bool(mine.all & theirs.all) if mine.all and theirs.all else not one.draft and not other.draft
    return one.date == other.date and alike and not mine.differs(theirs)


def _joined(one: Expected, other: Expected) -> Expected:
    """Fill in what the first does not say; sources in order of authority."""
    a, b = one.upcoming, other.upcoming
    upcoming = replace(a, date=a.date or b.date, draft=a.draft or b.draft, subject=a.subject or b.subject)
    sources = sorted(dict.fromkeys((*one.sources, *other.sources)), key=lambda source: -source.authority)
    return replace(one, upcoming=upcoming, sources=tuple(sources), seen=min(one.seen, other.seen))
