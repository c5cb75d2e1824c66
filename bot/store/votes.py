"""Evidence and the votes it makes. A page read again replaces its own sightings, never another's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Evidence, Sighting, Vote
from bot.store import tables
from bot.store.codec import pack, unpack

_NEAR = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RecordedVote:
    """A vote as the store knows it. ``backlog``: it was told before anybody here asked for it."""

    id: int
    vote: Vote
    revision: int
    backlog: bool
    first_seen: dt.datetime


class Votes:
    """The part of a transaction that keeps the record."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection

    async def candidates(self, sighting: Sighting) -> dict[int, Vote]:
        """Return the votes a sighting might tell of: those sharing a symbol, and those of its organ about its day."""
        columns = tables.votes.c
        alike = [columns.draft == sighting.draft] if sighting.draft else []
        alike += [columns.resolution == sighting.resolution] if sighting.resolution else []
        if sighting.date is not None:
            alike.append(columns.date.between(sighting.date - _NEAR, sighting.date + _NEAR))
        query = select(tables.votes.c.id, tables.votes.c.record).where(columns.organ == sighting.organ.value, or_(*alike))
        return {vote_id: unpack(Vote, record) for vote_id, record in await self._db.execute(query)} if alike else {}

    async def retract(self, item_id: int) -> set[int]:
        """Take back all that a page said before; returns the votes it spoke of."""
        columns = tables.sightings.c
        touched = set((await self._db.scalars(select(columns.vote_id).where(columns.item_id == item_id))).all())
        await self._db.execute(delete(tables.sightings).where(columns.item_id == item_id))
        return touched

    async def add_evidence(self, vote_id: int, item_id: int, evidence: Evidence, now: dt.datetime) -> None:
        """Keep what a page says of a vote."""
        values = {"item_id": item_id, "vote_id": vote_id, "evidence": pack(evidence), "seen_at": now}
        await self._db.execute(tables.sightings.insert().values(values))

    async def evidence(self, vote_id: int) -> list[Evidence]:
        """Return all that is said of a vote, in the order it came."""
        query = select(tables.sightings.c.evidence).where(tables.sightings.c.vote_id == vote_id).order_by(tables.sightings.c.id)
        return [unpack(Evidence, value) for value in await self._db.scalars(query)]

    async def add(self, vote: Vote, now: dt.datetime, *, backlog: bool) -> RecordedVote:
        """Open the record of a vote."""
        values = _columns(vote) | {"revision": 1, "backlog": backlog, "first_seen": now, "updated_at": now}
        result = await self._db.execute(tables.votes.insert().values(values).returning(tables.votes.c.id))
        recorded = RecordedVote(result.scalar_one(), vote, 1, backlog, now)
        await self._keep(recorded, now)
        return recorded

    async def revise(self, old: RecordedVote, vote: Vote, now: dt.datetime) -> RecordedVote:
        """Put a vote's record anew, keeping the one before."""
        recorded = replace(old, vote=vote, revision=old.revision + 1)
        values = _columns(vote) | {"revision": recorded.revision, "updated_at": now}
        await self._db.execute(update(tables.votes).where(tables.votes.c.id == old.id).values(values))
        await self._keep(recorded, now)
        return recorded

    async def _keep(self, recorded: RecordedVote, now: dt.datetime) -> None:
        values = {"vote_id": recorded.id, "revision": recorded.revision, "record": pack(recorded.vote), "at": now}
        await self._db.execute(tables.revisions.insert().values(values))

    async def get(self, vote_id: int) -> RecordedVote:
        """Return a vote that exists."""
        return (await self._recorded(select(tables.votes).where(tables.votes.c.id == vote_id)))[0]

    async def at(self, vote_id: int, revision: int) -> Vote:
        """Return a vote as it was recorded then."""
        columns = tables.revisions.c
        query = select(columns.record).where(columns.vote_id == vote_id, columns.revision == revision)
        return unpack(Vote, (await self._db.execute(query)).scalar_one())

    async def by_symbol(self, symbol: str) -> list[RecordedVote]:
        """Return the votes on a draft, a resolution or in a meeting, the latest first."""
        columns = tables.votes.c
        query = select(tables.votes).where(or_(columns.draft == symbol, columns.resolution == symbol, columns.meeting == symbol))
        return await self._recorded(query.order_by(columns.date.desc(), columns.id.desc()))

    async def latest(self, limit: int = 10) -> list[RecordedVote]:
        """Return the votes recorded last."""
        return await self._recorded(select(tables.votes).order_by(tables.votes.c.id.desc()).limit(limit))

    async def _recorded(self, query: Select[tuple[object, ...]]) -> list[RecordedVote]:
        rows = (await self._db.execute(query)).mappings()
        return [RecordedVote(row["id"], unpack(Vote, row["record"]), row["revision"], row["backlog"], row["first_seen"]) for row in rows]


def _columns(vote: Vote) -> dict[str, object]:
    """Lay a vote out in its columns."""
    return {
        "organ": vote.organ.value,
        "question": vote.question.value,
        "outcome": vote.outcome.value,
        "date": vote.date,
        "draft": vote.draft,
        "resolution": vote.resolution,
        "meeting": vote.meeting,
        "record": pack(vote),
    }
