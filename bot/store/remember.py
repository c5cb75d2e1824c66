"""Loads files of past votes into the store: once, again only what a newer edition changed, and beside what is known already.

A vote of a file becomes a vote of the store like any other, or, where the store has that vote, evidence of it. Nothing is ever told to
anybody for it. Each file is loaded in one transaction: a start that is ended halfway leaves nothing, two at once load it once.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import islice
from typing import Any

from pydantic_core import to_json
from sqlalchemy import delete, exists, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import history
from bot.history import PastVote
from bot.model import Authority, Vote
from bot.record import key
from bot.record.fold import fold
from bot.store import bulk, index, past, tables
from bot.store.upsert import insert
from bot.store.votes import Votes, columns_of, recorded_of

Mark = tuple[str, dt.date | str]
_AT_ONCE = 500
_P, _V = tables.past_votes.c, tables.votes.c


@dataclass(frozen=True, slots=True)
class File:
    """A file of past votes: ``origin`` names it in the store, ``edition`` changes when its content does."""

    origin: str
    edition: str
    votes: Callable[[], Iterable[PastVote]]


@dataclass(slots=True)
class Remembered:
    """What loading did: votes opened, votes known already and now joined, votes a newer edition changed or no longer has."""

    opened: int = 0
    joined: int = 0
    changed: int = 0
    gone: int = 0


def built_in() -> list[File]:
    """Return the files that come with the package."""
    return [_file("council", history.council), _file("assembly", history.assembly)]


def _file(name: str, votes: Callable[[], Iterable[PastVote]]) -> File:
    content = files("bot.history").joinpath("data", f"{name}.tsv.xz").read_bytes()
    return File(name, hashlib.sha256(content).hexdigest(), votes)


async def is_loaded(db: AsyncConnection, name: str, edition: str) -> bool:
    """Whether this edition is what was loaded last."""
    columns = tables.editions.c
    return (await db.execute(select(columns.edition).where(columns.name == name))).scalar() == edition


async def note(db: AsyncConnection, name: str, edition: str, now: dt.datetime) -> None:
    """Note which edition is loaded."""
    values = {"edition": edition, "loaded_at": now}
    statement = insert(db, tables.editions).values(name=name, **values)
    await db.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


async def is_indexed(db: AsyncConnection) -> bool:
    """Whether the index of votes was made by this version of the program."""
    return await is_loaded(db, "index", index.edition())


async def reindex(db: AsyncConnection, now: dt.datetime) -> None:
    """Make the index of all votes anew where another version of the program made it, or one with other topics."""
    if await is_indexed(db):
        return
    await db.execute(delete(tables.vocabulary))
    last = 0
    while rows := (await db.execute(select(tables.votes).where(_V.id > last).order_by(_V.id).limit(_AT_ONCE))).mappings().all():
        await index.put(db, [recorded_of(row) for row in rows])
        last = rows[-1]["id"]
    await note(db, "index", index.edition(), now)


@dataclass(frozen=True, slots=True)
class Said:
    """A vote of a file, laid out in columns, with a fingerprint of all that is said of it."""

    past: PastVote
    columns: dict[str, Any]
    kept: dict[str, Any]
    digest: str

    @classmethod
    def of(cls, vote: PastVote) -> Said:
        """Lay a vote out."""
        columns = columns_of(vote.vote, _month(vote), listed=vote.listed)
        record = columns["record"]
        kept = index.kept(vote.vote, vote.vote.date or vote.month, listed=vote.listed, line=record.get("roll", ""))
        return cls(vote, columns, kept, hashlib.blake2b(to_json(record), digest_size=8).hexdigest())


class Loader:
    """Loads one file, within the caller's transaction."""

    def __init__(self, connection: AsyncConnection, origin: str, now: dt.datetime, authority: Authority) -> None:
        """Take how much the file’s word weighs beside that of pages."""
        self._db = connection
        self._origin = origin
        self._now = now
        self._authority = authority
        self._votes = Votes(connection)
        self._words = Counter[str]()
        self.done = Remembered()

    async def load(self, votes: Iterable[PastVote]) -> Remembered:
        """Load all votes of the file; what it no longer has is taken back."""
        known = await self._known()
        days = await self._days_told()
        source = iter(votes)
        batch = await asyncio.to_thread(_laid_out, source)
        while batch:
            upcoming = asyncio.create_task(asyncio.to_thread(_laid_out, source))  # while the database takes these
            try:
                await self._load(batch, known, days)
            finally:
                batch = await upcoming
        for number in known:
            await self._take_back(number)
        await self.close()
        return self.done

    async def _known(self) -> dict[int, str]:
        query = select(_P.number, _P.digest).where(_P.origin == self._origin)
        return dict((await self._db.execute(query)).all())

    async def _days_told(self) -> set[Mark]:
        """Return by what the votes that pages told of may be known: organ with day or symbol."""
        told = exists().where(_P.vote_id == _V.id)
        query = select(_V.organ, _V.date, _V.draft, _V.resolution, _V.meeting).where(_V.merged_into.is_(None), ~told)
        return {(organ, mark) for organ, *marks in await self._db.execute(query) for mark in marks if mark is not None}

    async def _load(self, batch: Sequence[Said], known: dict[int, str], days: set[Mark]) -> None:
        new = []
        for said in batch:
            before = known.pop(said.past.number, None)
            if before is None:
                new.append(said)
            elif before != said.digest:
                await self._change(said)
        joined = {id(said) for said in new if self.may_be_told(said, days) and await self._join_told(said)}
        await self.open([said for said in new if id(said) not in joined])

    async def open(self, said: Sequence[Said]) -> None:
        """Open the records of votes not known before."""
        if not said:
            return
        beside = {"revision": 1, "backlog": True, "first_seen": self._now, "updated_at": self._now}
        numbered = list(zip(await self._ids(len(said)), said, strict=True))
        await bulk.add(self._db, tables.votes, [{"id": vote_id, **one.columns, **beside} for vote_id, one in numbered])
        await bulk.add(self._db, tables.past_votes, [self._link(one, vote_id) for vote_id, one in numbered])
        await bulk.add(self._db, tables.vote_index, [{"vote_id": vote_id, **one.kept} for vote_id, one in numbered])
        for one in said:
            self._words.update(one.kept["words"].split())
        self.done.opened += len(said)

    async def close(self) -> None:
        """Count the words of the votes opened: once for all, for most of them are the same."""
        await index.count(self._db, self._words)
        self._words.clear()

    async def _ids(self, n: int) -> list[int]:
        """Take numbers for new votes."""
        if self._db.dialect.name == "postgresql":
            drawn = text("SELECT nextval(pg_get_serial_sequence('votes', 'id')) FROM generate_series(1, :n)")
            return list((await self._db.scalars(drawn, {"n": n})).all())
        last = (await self._db.execute(select(func.coalesce(func.max(_V.id), 0)))).scalar_one()
        return list(range(last + 1, last + 1 + n))

    def _link(self, said: Said, vote_id: int, record: dict[str, Any] | None = None) -> dict[str, Any]:
        return {
            "origin": self._origin,
            "number": said.past.number,
            "vote_id": vote_id,
            "authority": int(self._authority),
            "digest": said.digest,
            "record": record,
        }

    def may_be_told(self, said: Said, days: set[Mark]) -> bool:
        """Whether pages told of a vote of that day or symbol."""
        return not days.isdisjoint(_marks(said.past.vote))

    async def known_as(self, said: Said) -> int | None:
        """Return the vote on record that a vote of the file is, by all that is said of it."""
        sighting = past.stated(said.past.vote, self._authority).sighting
        vote_id = key.assign([sighting], await self._votes.candidates(sighting))[0]
        return None if vote_id is None or await self._is_loaded(vote_id) else vote_id

    async def _join_told(self, said: Said) -> bool:
        """Join a vote to the one that pages told of, if it is one of theirs."""
        vote_id = await self.known_as(said)
        if vote_id is None:
            return False
        await self.join(said, vote_id, Authority.OTHER)
        return True

    async def _is_loaded(self, vote_id: int) -> bool:
        query = select(_P.number).where(_P.vote_id == vote_id, _P.origin == self._origin)
        return (await self._db.execute(query)).first() is not None

    async def join(self, said: Said, vote_id: int, authority: Authority) -> None:
        """Let a vote be evidence of one that is on record."""
        link = self._link(said, vote_id, said.columns["record"]) | {"authority": int(authority)}
        await self._db.execute(tables.past_votes.insert(), [link])
        await self._refold(vote_id, listed=said.past.listed)
        self.done.joined += 1

    async def _refold(self, vote_id: int, *, listed: bool) -> None:
        """Fold a vote anew, quietly: no message follows what a file of past votes adds."""
        old = await self._votes.get(vote_id)
        evidence = await self._votes.evidence(vote_id)
        vote = fold(evidence) if evidence else replace(old.vote, withdrawn=True, conflicts=())
        listed = old.listed and listed
        if vote != old.vote or listed != old.listed:
            await self._votes.revise(replace(old, listed=listed), vote, self._now)

    async def _change(self, said: Said) -> None:
        """Put anew what the file says of a vote: its record, where that rests on the file alone, else what is folded into it."""
        here = (_P.origin == self._origin) & (_P.number == said.past.number)
        vote_id, alone = (await self._db.execute(select(_P.vote_id, _P.record.is_(None)).where(here))).one()
        record = None if alone else said.columns["record"]
        await self._db.execute(update(tables.past_votes).where(here).values(digest=said.digest, record=record))
        if alone:
            await self._db.execute(update(tables.votes).where(_V.id == vote_id).values(said.columns))
            await index.put_rows(self._db, [{"vote_id": vote_id, **said.kept}])
        else:
            await self._refold(vote_id, listed=said.past.listed)
        self.done.changed += 1

    async def _take_back(self, number: int) -> None:
        """Forget what the file no longer has; a vote that rested on it alone is withdrawn."""
        here = (_P.origin == self._origin) & (_P.number == number)
        vote_id = (await self._db.execute(select(_P.vote_id).where(here))).scalar_one()
        await past.settle(self._db, vote_id)
        await self._db.execute(delete(tables.past_votes).where(here))
        await self._refold(vote_id, listed=True)
        self.done.gone += 1


def _laid_out(votes: Iterator[PastVote]) -> list[Said]:
    return [Said.of(vote) for vote in islice(votes, _AT_ONCE)]


def _month(vote: PastVote) -> dt.date | None:
    return None if vote.vote.date else vote.month


def _marks(vote: Vote) -> set[Mark]:
    """Return what a vote may be known by; a report may name the day before or after."""
    near: list[dt.date | str] = [vote.date + dt.timedelta(days=n) for n in (-1, 0, 1)] if vote.date else []
    symbols = [symbol for symbol in (vote.draft, vote.resolution, vote.meeting) if symbol]
    return {(vote.organ.value, mark) for mark in [*near, *symbols]}
