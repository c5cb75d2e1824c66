"""What is kept of the votes in memory between questions, and how it is known to be current.

The database holds a number that every change of votes raises (step 0009), but for votes added at the end on SQLite (step 0010): with the
number of the last vote it is a stamp. Each question looks at it once: what was read at another stamp is read anew, so that a vote recorded
a moment ago, by any process, is in the next answer.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from bot.store import tables
from bot.store.bitmaps import Bitmaps, Entry
from bot.store.reader import Reads
from bot.store.votes import RecordedVote, recorded_of
from bot.store.words import Term, Vocabulary

_I, _V = tables.vote_index.c, tables.votes.c
_STAMP = [query.scalar_subquery() for query in (select(tables.index_stamp.c.number), select(func.max(_V.id)), select(func.max(_I.vote_id)))]
_LOOK = select(*_STAMP)
_WHOLE = select(*_STAMP, tables.votes).where(_V.id.in_(bindparam("ids", expanding=True)))
_VOTES = 1000  # votes kept whole: some 10 kB each
_AT_ONCE = 100  # more of them are a file: they would drive out what people ask for
_MANY = 500  # more of them are read on a thread, while others are answered
_KEPT = (_V.id, _V.draft, _V.resolution, _V.meeting, *(_I[name] for name in Entry._fields[2:]))


Stamp = tuple[int | None, ...]


class View:
    """The votes as of one moment: their index, their words, and those asked for lately as they are recorded."""

    def __init__(self, stamp: Stamp, bitmaps: Bitmaps, vocabulary: Vocabulary) -> None:
        """Take what was read at this stamp."""
        self.stamp = stamp
        self.bitmaps = bitmaps
        self.vocabulary = vocabulary
        self.holding: dict[Term, int] = {}
        """Which votes hold a term of a search, as bitmaps; whoever fills it keeps it small."""
        self._votes: OrderedDict[int, RecordedVote] = OrderedDict()

    async def votes(self, db: Reads, vote_ids: Sequence[int]) -> list[RecordedVote]:
        """Return votes in the order of the ids."""
        found = {vote_id: self._votes[vote_id] for vote_id in vote_ids if vote_id in self._votes}
        if len(found) < len(vote_ids):
            found |= await self._read(db, [vote_id for vote_id in vote_ids if vote_id not in found])
        for vote_id in found.keys() & self._votes.keys():
            self._votes.move_to_end(vote_id)
        return [found[vote_id] for vote_id in vote_ids if vote_id in found]

    async def _read(self, db: Reads, vote_ids: Sequence[int]) -> Mapping[int, RecordedVote]:
        """Read votes, and keep those that are of this view's moment."""
        many = len(vote_ids) > _MANY
        rows = await db.rows(_WHOLE, {"ids": list(vote_ids)}, many=many)
        found = await asyncio.to_thread(_recorded, rows) if many else _recorded(rows)
        if rows and tuple(rows[0][: len(_STAMP)]) == self.stamp and len(found) <= _AT_ONCE:
            self._votes |= found
            while len(self._votes) > _VOTES:
                self._votes.popitem(last=False)
        return found


def _recorded(rows: Sequence[Row[Any]]) -> dict[int, RecordedVote]:
    return {row.id: recorded_of(row._mapping) for row in rows}  # noqa: SLF001 a row's public name for it, kept free of columns' names


class Shelf:
    """The view read last, shared by all who ask one database."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._view = View((), Bitmaps(()), Vocabulary({}))
        self._lock = asyncio.Lock()
        self._asked = 0
        self._checked = 0

    async def view(self, db: Reads) -> View:
        """Return a current view. Of many who ask at once one looks, after all of them came; the others take what it saw."""
        self._asked += 1
        mine = self._asked
        async with self._lock:
            if self._checked < mine:
                newest = self._asked
                self._view = await self._looked(db)
                self._checked = newest
            return self._view

    async def _looked(self, db: Reads) -> View:
        """Look at the stamp first: what is read after it may be newer, and is then read once more than needed, but never too old."""
        stamp = tuple((await db.rows(_LOOK, {}))[0])  # what every change of votes changes
        if stamp == self._view.stamp:
            return self._view
        return View(stamp, await _bitmaps(db), await self._vocabulary(db))

    async def _vocabulary(self, db: Reads) -> Vocabulary:
        """Return the words there are, read anew when some were added."""
        columns = tables.vocabulary.c
        known = self._view.vocabulary
        if (await db.rows(select(func.count()).select_from(tables.vocabulary)))[0][0] == len(known.votes):
            return known
        return Vocabulary(dict(map(tuple, await db.rows(select(columns.word, columns.votes), many=True))))


async def _bitmaps(db: Reads) -> Bitmaps:
    query = select(*_KEPT).select_from(tables.votes.outerjoin(tables.vote_index, _I.vote_id == _V.id)).where(_V.merged_into.is_(None))
    return await asyncio.to_thread(_made, await db.rows(query, many=True))


def _made(rows: Sequence[Row[Any]]) -> Bitmaps:
    return Bitmaps(Entry._make((row[0], row[1:4], *row[4:])) for row in rows)
