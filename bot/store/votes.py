"""Evidence and the votes it makes. A page read again replaces its own sightings, never another's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Evidence, Sighting, Vote
from bot.record.likeness import root
from bot.store import index, past, tables
from bot.store.codec import pack, pack_vote, unpack, unpack_vote

_NEAR = dt.timedelta(days=1)
_LATELY = dt.timedelta(days=3)
_AT_ONCE = 500  # ids in one query: databases bound them


@dataclass(frozen=True, slots=True)
class RecordedVote:
    """A vote as the store knows it. ``backlog``: it was told before anybody here asked for it.

    ``month`` is the first day of the month of a past vote whose day is not known. ``listed`` is false for a veto that the UN Library's
    list leaves out (votes on parts of a draft, private meetings).
    """

    id: int
    vote: Vote
    revision: int
    backlog: bool
    first_seen: dt.datetime
    merged_into: int | None = None
    month: dt.date | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of evidence, the page it stands on, and the vote it is taken to tell of."""

    id: int
    item_id: int
    vote_id: int
    evidence: Evidence


class Votes:
    """The part of a transaction that keeps the record."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection
        self._unpacked: dict[tuple[int, int], Vote] = {}

    async def candidates(self, sighting: Sighting, now: dt.datetime | None = None) -> dict[int, Vote]:
        """Return the votes a sighting might tell of, oldest first.

        They are of its organ and share a symbol or the meeting, however long ago, or were taken about its day; for a sighting without a
        day, those first told of in the three days before ``now``.
        """
        columns = tables.votes.c
        alike = _alike(sighting)
        if sighting.date is not None:
            alike.append(columns.date.between(sighting.date - _NEAR, sighting.date + _NEAR))
        elif now is not None:
            alike.append(columns.first_seen > now - _LATELY)
        if not alike:
            return {}
        found = and_(columns.organ == sighting.organ.value, columns.merged_into.is_(None), or_(*alike))
        rows = (await self._db.execute(select(columns.id, columns.revision).where(found).order_by(columns.id))).all()
        await self._unpack([(vote_id, revision) for vote_id, revision in rows])
        return {vote_id: self._unpacked[vote_id, revision] for vote_id, revision in rows}

    async def _unpack(self, wanted: list[tuple[int, int]]) -> None:
        """Read records not read in this transaction yet: a page of a hundred votes asks for the same ones a hundred times."""
        new = [vote_id for vote_id, revision in wanted if (vote_id, revision) not in self._unpacked]
        columns = tables.votes.c
        for start in range(0, len(new), _AT_ONCE):
            query = select(columns.id, columns.revision, columns.record).where(columns.id.in_(new[start : start + _AT_ONCE]))
            for vote_id, revision, record in await self._db.execute(query):
                self._unpacked[vote_id, revision] = unpack_vote(record)

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

    async def is_told(self, vote_id: int) -> bool:
        """Whether any page tells of a vote; one known from history alone is told by none."""
        return bool(await self._db.scalar(select(exists().where(tables.sightings.c.vote_id == vote_id))))

    async def renew(self, vote_id: int, now: dt.datetime, *, backlog: bool) -> RecordedVote:
        """Take a vote known from history as told of now for the first time."""
        values = {"first_seen": now, "backlog": backlog}
        await self._db.execute(update(tables.votes).where(tables.votes.c.id == vote_id).values(values))
        return await self.get(vote_id)

    async def told(self, vote_ids: Iterable[int]) -> list[Told]:
        """Return all that is said of several votes, in the order it came."""
        columns = tables.sightings.c
        found = columns.vote_id.in_(sorted(vote_ids))
        query = select(columns.id, columns.item_id, columns.vote_id, columns.evidence).where(found).order_by(columns.id)
        return [Told(number, item, vote_id, unpack(Evidence, value)) for number, item, vote_id, value in await self._db.execute(query)]

    async def told_apart(self, vote_id: int) -> set[int]:
        """Return the votes that some page tells of beside this one."""
        columns = tables.sightings.c
        pages = select(columns.item_id).where(columns.vote_id == vote_id)
        query = select(columns.vote_id).distinct().where(columns.item_id.in_(pages), columns.vote_id != vote_id)
        return set((await self._db.scalars(query)).all())

    async def move(self, sighting_id: int, vote_id: int) -> None:
        """Let one sighting tell of another vote."""
        await self._db.execute(update(tables.sightings).where(tables.sightings.c.id == sighting_id).values(vote_id=vote_id))

    async def merge(self, gone: int, kept: int) -> None:
        """Let all that is said of one vote tell of another, and say of the first that it was joined to it."""
        await past.settle(self._db, gone)
        for table in (tables.sightings, tables.past_votes):
            await self._db.execute(update(table).where(table.c.vote_id == gone).values(vote_id=kept))
        await index.drop(self._db, [gone])
        await self._db.execute(update(tables.votes).where(tables.votes.c.id == gone).values(merged_into=kept))

    async def evidence(self, vote_id: int) -> list[Evidence]:
        """Return all that is said of a vote: by the files it was loaded from, then by pages in the order they came."""
        query = select(tables.sightings.c.evidence).where(tables.sightings.c.vote_id == vote_id).order_by(tables.sightings.c.id)
        told = [unpack(Evidence, value) for value in await self._db.scalars(query)]
        return [*await past.evidence(self._db, vote_id), *told]

    async def add(self, vote: Vote, now: dt.datetime, *, backlog: bool) -> RecordedVote:
        """Open the record of a vote."""
        values = columns_of(vote) | {"revision": 1, "backlog": backlog, "first_seen": now, "updated_at": now}
        result = await self._db.execute(tables.votes.insert().values(values).returning(tables.votes.c.id))
        recorded = RecordedVote(result.scalar_one(), vote, 1, backlog, now)
        await self._keep(recorded, now)
        return recorded

    async def revise(self, old: RecordedVote, vote: Vote, now: dt.datetime) -> RecordedVote:
        """Put a vote's record anew, keeping the one before."""
        recorded = replace(old, vote=vote, revision=old.revision + 1)
        await past.settle(self._db, old.id)
        values = columns_of(vote, old.month, listed=old.listed) | {"revision": recorded.revision, "updated_at": now}
        await self._db.execute(update(tables.votes).where(tables.votes.c.id == old.id).values(values))
        await self._keep(recorded, now)
        return recorded

    async def _keep(self, recorded: RecordedVote, now: dt.datetime) -> None:
        values = {"vote_id": recorded.id, "revision": recorded.revision, "record": pack_vote(recorded.vote), "at": now}
        await self._db.execute(tables.revisions.insert().values(values))
        await index.put(self._db, [recorded])

    async def get(self, vote_id: int) -> RecordedVote:
        """Return a vote that exists."""
        return (await self._recorded(select(tables.votes).where(tables.votes.c.id == vote_id)))[0]

    async def at(self, vote_id: int, revision: int) -> Vote:
        """Return a vote as it was recorded then. A past vote not revised yet has no copy but its record."""
        columns = tables.revisions.c
        query = select(columns.record).where(columns.vote_id == vote_id, columns.revision == revision)
        kept = (await self._db.execute(query)).scalar_one_or_none()
        if kept is not None:
            return unpack_vote(kept)
        now = tables.votes.c
        return unpack_vote((await self._db.execute(select(now.record).where(now.id == vote_id, now.revision == revision))).scalar_one())

    async def by_symbol(self, symbol: str) -> list[RecordedVote]:
        """Return the votes on a draft, a resolution or in a meeting, the latest first."""
        columns = tables.votes.c
        named = or_(columns.draft == symbol, columns.resolution == symbol, columns.meeting == symbol)
        query = select(tables.votes).where(named, columns.merged_into.is_(None))
        return await self._recorded(query.order_by(columns.date.desc(), columns.id.desc()))

    async def latest(self, limit: int = 10) -> list[RecordedVote]:
        """Return the votes recorded last, but for past ones that were loaded from a file."""
        columns = tables.votes.c
        loaded = exists().where(tables.past_votes.c.vote_id == columns.id)
        query = select(tables.votes).where(columns.merged_into.is_(None), ~(columns.backlog & loaded))
        return await self._recorded(query.order_by(columns.id.desc()).limit(limit))

    async def _recorded(self, query: Select[tuple[object, ...]]) -> list[RecordedVote]:
        rows = (await self._db.execute(query)).mappings()
        return [recorded_of(row) for row in rows]


def recorded_of(row: RowMapping) -> RecordedVote:
    """Read a row of the table of votes."""
    record = row["record"]
    month = dt.date.fromisoformat(record["month"]) if "month" in record else None
    vote = unpack_vote(record)
    return RecordedVote(
        row["id"],
        vote,
        row["revision"],
        row["backlog"],
        row["first_seen"],
        merged_into=row["merged_into"],
        month=None if vote.date else month,
        listed=record.get("listed", True),
    )


def _alike(sighting: Sighting) -> list[ColumnElement[bool]]:
    """Say which symbols make a vote worth comparing; a draft's revisions count as the draft."""
    columns = tables.votes.c
    alike: list[ColumnElement[bool]] = []
    if sighting.draft:
        draft = root(sighting.draft)
        alike += [columns.draft == draft, columns.draft.startswith(draft + "/", autoescape=True)]
    alike += [columns.resolution == sighting.resolution] if sighting.resolution else []
    alike += [columns.meeting == sighting.meeting] if sighting.meeting else []
    return alike


def columns_of(vote: Vote, month: dt.date | None = None, *, listed: bool = True) -> dict[str, Any]:
    """Lay a vote out in its columns; what else is known of it (see ``RecordedVote``) stands beside its facts."""
    beside = ({"month": month.isoformat()} if month and not vote.date else {}) | ({} if listed else {"listed": False})
    return {
        "organ": vote.organ.value,
        "question": vote.question.value,
        "outcome": vote.outcome.value,
        "date": vote.date,
        "draft": vote.draft,
        "resolution": vote.resolution,
        "meeting": vote.meeting,
        "record": pack_vote(vote) | beside,
    }
