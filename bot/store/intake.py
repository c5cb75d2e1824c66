"""What came in: sources and how they fare, items and how far each was read."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Item
from bot.store import tables
from bot.store.codec import pack, unpack
from bot.store.upsert import insert


@dataclass(frozen=True, slots=True)
class NotedItem:
    """An item as the store knows it. ``first_reading`` is true until it was read once; ``backlog``: the source's first poll listed it."""

    id: int
    source: str
    item: Item
    revision: str
    backlog: bool
    first_seen: dt.datetime
    attempts: int
    first_reading: bool


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source fares. ``failures`` counts failed polls in a row, ``fault`` is the last one's reason."""

    name: str
    first_ok_at: dt.datetime | None = None
    last_ok_at: dt.datetime | None = None
    failures: int = 0
    fault: str | None = None
    next_at: dt.datetime | None = None


def revision(item: Item) -> str:
    """Fingerprint what a source lists of an item, so that a retitled one is read again. Its date alone is no news."""
    listed = "\n".join((item.title.strip(), item.summary.strip(), *item.urls))
    return hashlib.sha256(listed.encode(errors="replace")).hexdigest()


_ALL = select(tables.sources).order_by(tables.sources.c.name)


class Intake:
    """The part of a transaction that notes what sources offer."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection

    async def health(self, name: str) -> SourceHealth:
        """Return how a source fares; a fresh one if it was never polled."""
        row = (await self._db.execute(select(tables.sources).where(tables.sources.c.name == name))).mappings().first()
        return SourceHealth(**row) if row else SourceHealth(name)

    async def all_health(self) -> list[SourceHealth]:
        """Return how every source fares that was ever polled."""
        rows = (await self._db.execute(_ALL, {})).mappings()
        return [SourceHealth(**row) for row in rows]

    async def source_ok(self, name: str, now: dt.datetime) -> None:
        """Note a poll that worked."""
        columns = tables.sources.c
        statement = insert(self._db, tables.sources).values(name=name, first_ok_at=now, last_ok_at=now, failures=0)
        changes = {
            "first_ok_at": func.coalesce(columns.first_ok_at, now),
            "last_ok_at": now,
            "failures": 0,
            "fault": None,
            "next_at": None,
        }
        await self._db.execute(statement.on_conflict_do_update(index_elements=["name"], set_=changes))

    async def source_failed(self, name: str, fault: str, next_at: dt.datetime) -> None:
        """Note a poll that failed, why, and when to ask again."""
        statement = insert(self._db, tables.sources).values(name=name, failures=1, fault=fault, next_at=next_at)
        changes = {"failures": tables.sources.c.failures + 1, "fault": fault, "next_at": next_at}
        await self._db.execute(statement.on_conflict_do_update(index_elements=["name"], set_=changes))

    async def note(self, source: str, items: Sequence[Item], now: dt.datetime) -> None:
        """Remember what a source lists: new items, and changed ones. The source's very first list is backlog."""
        backlog = (await self.health(source)).first_ok_at is None
        await self.source_ok(source, now)
        known = await self._revisions(source, [item.key for item in items])
        for item in items:
            if item.key not in known:
                await self._add(source, item, now, backlog=backlog)
            elif known[item.key] != revision(item):
                await self._relist(source, item)

    async def _revisions(self, source: str, keys: Sequence[str]) -> dict[str, str]:
        columns = tables.items.c
        query = select(columns.key, columns.revision).where(columns.source == source, columns.key.in_(keys))
        return dict((await self._db.execute(query)).all())

    async def _add(self, source: str, item: Item, now: dt.datetime, *, backlog: bool) -> None:
        statement = insert(self._db, tables.items).values(
            source=source,
            key=item.key,
            listing=pack(item),
            revision=revision(item),
            backlog=backlog,
            first_seen=now,
            next_at=now,
        )
        await self._db.execute(statement.on_conflict_do_nothing(index_elements=["source", "key"]))

    async def _relist(self, source: str, item: Item) -> None:
        columns = tables.items.c
        changes = {"listing": pack(item), "revision": revision(item), "attempts": 0}
        await self._db.execute(update(tables.items).where(columns.source == source, columns.key == item.key).values(changes))

    async def due(self, source: str, now: dt.datetime, limit: int = 200) -> list[NotedItem]:
        """Return the items to read now: never read, listed otherwise since, or due for another look. Oldest first."""
        columns = tables.items.c
        relisted = and_(columns.read_revision.is_not(None), columns.revision != columns.read_revision, columns.attempts == 0)
        query = (
            select(tables.items)
            .where(columns.source == source, or_(columns.next_at <= now, relisted))
            .order_by(columns.read_at.is_not(None), columns.id)
            .limit(limit)
        )
        return [_noted(row) for row in (await self._db.execute(query)).mappings()]

    async def read(self, noted: NotedItem, now: dt.datetime, next_at: dt.datetime | None) -> None:
        """Note that an item was read in this revision, and when to look again (None: only when it changes)."""
        changes = {"read_at": now, "read_revision": noted.revision, "next_at": next_at, "attempts": 0, "fault": None}
        await self._db.execute(update(tables.items).where(tables.items.c.id == noted.id).values(changes))

    async def item_failed(self, noted: NotedItem, fault: str, next_at: dt.datetime | None) -> None:
        """Note why an item could not be read, and when to try again (None: only when it changes)."""
        changes = {"attempts": tables.items.c.attempts + 1, "fault": fault, "next_at": next_at}
        await self._db.execute(update(tables.items).where(tables.items.c.id == noted.id).values(changes))

    async def faults(self, limit: int = 20) -> list[tuple[str, str, str]]:
        """Return items that could not be read: source, key, reason; the latest first."""
        columns = tables.items.c
        query = (
            select(columns.source, columns.key, columns.fault).where(columns.fault.is_not(None)).order_by(columns.id.desc()).limit(limit)
        )
        return [(source, key, fault or "") for source, key, fault in await self._db.execute(query)]


def _noted(row: RowMapping) -> NotedItem:
    return NotedItem(
        id=row["id"],
        source=row["source"],
        item=unpack(Item, row["listing"]),
        revision=row["revision"],
        backlog=row["backlog"],
        first_seen=row["first_seen"],
        attempts=row["attempts"],
        first_reading=row["read_at"] is None,
    )
