"""Votes announced and not yet taken. A page read again replaces what it announced, never what another did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Source, Upcoming, Vote
from bot.record.expected import Expected, came, distinct
from bot.record.likeness import root
from bot.store import tables
from bot.store.codec import pack, unpack

_E = tables.expected.c
_NEW_YORK = ZoneInfo("America/New_York")
_NEAR = dt.timedelta(days=1)
_SOON = dt.timedelta(days=7)  # what is announced without a day is expected within a week


@dataclass(frozen=True, slots=True)
class _Row:
    """What the record column keeps."""

    upcoming: Upcoming
    source: Source


def _those(found: ColumnElement[bool]) -> Select[Any]:
    return select(_E.id, _E.record, _E.seen_at, _E.vote_id).where(found).order_by(_E.id)


_AHEAD = or_(_E.date >= bindparam("today"), and_(_E.date.is_(None), _E.seen_at > bindparam("lately")))
_COMING = _those(and_(_E.vote_id.is_(None), _AHEAD))


class ExpectedVotes:
    """The part of a transaction that keeps what is announced."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection

    async def retract(self, item_id: int) -> None:
        """Take back all that a page announced before."""
        await self._db.execute(delete(tables.expected).where(_E.item_id == item_id))

    async def add(self, item_id: int, source: Source, upcoming: Upcoming, vote_id: int | None, now: dt.datetime) -> None:
        """Keep an announcement, and the vote it turned into where that is known already."""
        values = {
            "item_id": item_id,
            "organ": upcoming.organ.value,
            "date": upcoming.date,
            "draft": root(upcoming.draft) if upcoming.draft else None,
            "record": pack(_Row(upcoming, source)),
            "seen_at": now,
            "vote_id": vote_id,
        }
        await self._db.execute(tables.expected.insert().values(values))

    async def settle(self, vote_id: int, vote: Vote) -> None:
        """Mark what announced this vote as come; what was taken for it and is not, as still expected."""
        found = or_(_E.vote_id == vote_id, and_(_E.organ == vote.organ.value, _E.vote_id.is_(None), _perhaps(vote)))
        for number, expected in await self._expected(_those(found)):
            mark = vote_id if came(expected, vote) else None
            if mark != expected.vote_id:
                await self._db.execute(update(tables.expected).where(_E.id == number).values(vote_id=mark))

    async def coming(self, now: dt.datetime) -> Sequence[Expected]:
        """Return the votes still expected, each once, the soonest first: from today in New York on, or of no told day."""
        values = {"today": now.astimezone(_NEW_YORK).date(), "lately": now - _SOON}
        return distinct([expected for _, expected in await self._expected(_COMING, values)])

    async def _expected(self, query: Select[Any], values: Mapping[str, object] | None = None) -> list[tuple[int, Expected]]:
        rows = await self._db.execute(query, values)
        return [(number, _expected(unpack(_Row, row), seen, vote_id)) for number, row, seen, vote_id in rows]


def _expected(row: _Row, seen: dt.datetime, vote_id: int | None) -> Expected:
    return Expected(row.upcoming, (row.source,), seen, vote_id)


def _perhaps(vote: Vote) -> ColumnElement[bool]:
    """Say which announcements are worth comparing: of the vote's draft, or of about its day."""
    alike = [_E.draft == root(vote.draft)] if vote.draft else []
    if vote.date is not None:
        noon = dt.datetime.combine(vote.date, dt.time(12), dt.UTC)
        recently = _E.seen_at.between(noon - _SOON - _NEAR, noon + 2 * _NEAR)
        alike += [_E.date.between(vote.date - _NEAR, vote.date + _NEAR), and_(_E.date.is_(None), recently)]
    return or_(*alike) if alike else _E.id < 0
