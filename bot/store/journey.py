"""How things came to be: what was read of which page and when, how a vote's record grew, and what was sent of it. Looks only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, RowMapping, Select, Text, bindparam, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Evidence, Item, Vote
from bot.store import tables
from bot.store.codec import unpack, unpack_vote

_I, _S, _D, _R = tables.items.c, tables.sightings.c, tables.deliveries.c, tables.revisions.c
_LONG = 8  # letters of an address that is looked for within what was listed
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page as far as it was read. ``next_at``: when it is looked at again; None: only when its source lists it otherwise.

    ``votes`` are those it tells of, in the order it does; known where pages are asked for.
    """

    id: int
    source: str
    item: Item
    backlog: bool
    first_seen: dt.datetime
    read_at: dt.datetime | None
    next_at: dt.datetime | None
    attempts: int
    fault: str | None
    votes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What one page says of one vote, and when it was read so."""

    vote_id: int
    page: PageRead
    evidence: Evidence
    seen_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """One message about a vote, sent or owed. ``reference`` is the platform's own name for it, None while unsent.

    ``rolled`` is true where the vote was told in one message with others of its hour.
    """

    chat: str
    channel: str
    reference: str | None
    created_at: dt.datetime
    sent_at: dt.datetime | None
    due_at: dt.datetime
    attempts: int
    fault: str | None
    given_up_at: dt.datetime | None
    revision: int
    sent_revision: int | None
    rolled: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A vote's record as it stood from a moment on."""

    number: int
    vote: Vote
    at: dt.datetime


def _telling(found: ColumnElement[bool]) -> Select[Any]:
    columns = (_S.vote_id, _S.evidence, _S.seen_at)
    return select(*columns, *tables.items.columns).join(tables.items, _I.id == _S.item_id).where(found).order_by(_S.id)


def _sent() -> Select[Any]:
    elsewhere = ("reference", "sent_at")  # a vote told in one message with others has these of that message
    told = [func.coalesce(_D[name], tables.memos.c[name]).label(name) for name in elsewhere]
    columns = (_D[name] for name in Sent.__dataclass_fields__ if name not in {*elsewhere, "rolled"})
    query = select(_D.vote_id, *columns, *told, _D.memo_id.is_not(None).label("rolled"))
    query = query.outerjoin(tables.memos, tables.memos.c.id == _D.memo_id).where(_D.vote_id.in_(_IDS))
    return query.order_by(_D.created_at, _D.chat, _D.channel)


def _pages(*found: ColumnElement[bool]) -> Select[Any]:
    page = select(tables.items).where(or_(*found)).order_by(_I.id.desc()).limit(bindparam("limit")).subquery("page")
    return select(page, _S.vote_id).outerjoin(tables.sightings, _S.item_id == page.c.id).order_by(page.c.id.desc(), _S.id)


_ON, _SAID_OF, _SENT = _telling(_S.item_id.in_(_IDS)), _telling(_S.vote_id.in_(_IDS)), _sent()
_KEYED = (_I.key == bindparam("key"), func.lower(_I.key) == bindparam("bare"))
_LISTED = cast(_I.listing, Text).contains(bindparam("within"), autoescape=False, escape="/")
_PAGES, _PAGES_LISTED = _pages(*_KEYED), _pages(*_KEYED, _LISTED)
_REVISIONS = select(_R.revision, _R.record, _R.at).where(_R.vote_id == bindparam("vote_id")).order_by(_R.revision)


class Journeys:
    """The part of a view of the store that answers how things came to be."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection

    async def pages_at(self, address: str, limit: int = 5) -> list[PageRead]:
        """Return the pages listed under an address (its scheme and last slash do not matter) or under a key of their source."""
        bare = address.strip().partition("://")[2].rstrip("/") or address.strip().rstrip("/")
        values = {"key": address.strip(), "bare": bare.lower(), "limit": limit}
        if "/" in bare and len(bare) > _LONG:
            found = await self._db.execute(_PAGES_LISTED, values | {"within": re.sub("[/%_]", r"/\g<0>", bare)})
        else:
            found = await self._db.execute(_PAGES, values)
        by_page = groupby(found.mappings(), key=itemgetter("id"))
        return [_told(list(rows)) for _, rows in by_page]

    async def said_on(self, item_ids: Sequence[int]) -> list[SaidOf]:
        """Return what pages say of votes, in the order it came."""
        return await self._said(_ON, item_ids)

    async def said_of(self, vote_ids: Sequence[int]) -> Mapping[int, Sequence[SaidOf]]:
        """Return what pages say of each of several votes, in the order it came."""
        said: dict[int, list[SaidOf]] = {vote_id: [] for vote_id in vote_ids}
        for one in await self._said(_SAID_OF, vote_ids):
            said[one.vote_id].append(one)
        return said

    async def _said(self, query: Select[Any], ids: Sequence[int]) -> list[SaidOf]:
        rows = (await self._db.execute(query, {"ids": list(ids)})).mappings() if ids else ()
        return [SaidOf(row["vote_id"], _page(row), unpack(Evidence, row["evidence"]), row["seen_at"]) for row in rows]

    async def sent(self, vote_ids: Sequence[int]) -> Mapping[int, Sequence[Sent]]:
        """Return the messages about each of several votes, sent or owed, the oldest first."""
        sent: dict[int, list[Sent]] = {vote_id: [] for vote_id in vote_ids}
        rows = (await self._db.execute(_SENT, {"ids": list(vote_ids)})).mappings() if vote_ids else ()
        for row in rows:
            sent[row["vote_id"]].append(Sent(**{name: row[name] for name in Sent.__dataclass_fields__}))
        return sent

    async def revisions(self, vote_id: int) -> list[Revision]:
        """Return how a vote's record stood, the oldest first; one loaded and never changed has no revision but itself."""
        rows = await self._db.execute(_REVISIONS, {"vote_id": vote_id})
        return [Revision(number, unpack_vote(record), at) for number, record, at in rows]


def _told(rows: Sequence[RowMapping]) -> PageRead:
    """Read a page's rows: one for each vote it tells of, one without where it tells of none."""
    return replace(_page(rows[0]), votes=tuple(dict.fromkeys(row["vote_id"] for row in rows if row["vote_id"] is not None)))


def _page(row: RowMapping) -> PageRead:
    return PageRead(
        id=row["id"],
        source=row["source"],
        item=unpack(Item, row["listing"]),
        backlog=row["backlog"],
        first_seen=row["first_seen"],
        read_at=row["read_at"],
        next_at=row["next_at"],
        attempts=row["attempts"],
        fault=row["fault"],
    )
