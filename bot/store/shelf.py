"""What is kept of the votes in memory between questions, and how it is known to be current.

The database holds one number that every change of votes raises (step 0009). Each question looks at it once: what was read at another number
is read anew, so that a vote recorded a moment ago, by any process, is in the next answer.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.bitmaps import Bitmaps, Entry
from bot.store.votes import RecordedVote, recorded_of
from bot.store.words import Term, Vocabulary

_I, _V = tables.vote_index.c, tables.votes.c
_STAMP = select(tables.index_stamp.c.number)
_VOTES = 1000  # votes kept whole: some 10 kB each
_KEPT = (_V.id, _V.draft, _V.resolution, _V.meeting, *(_I[name] for name in Entry._fields[2:]))


class View:
    """The votes as of one moment: their index, their words, and those asked for lately as they are recorded."""

    def __init__(self, stamp: int, bitmaps: Bitmaps, vocabulary: Vocabulary) -> None:
        """Take what was read at this stamp."""
        self.stamp = stamp
        self.bitmaps = bitmaps
        self.vocabulary = vocabulary
        self.holding: dict[Term, int] = {}
        """Which votes hold a term of a search, as bitmaps; whoever fills it keeps it small."""
        self._votes: OrderedDict[int, RecordedVote] = OrderedDict()

    async def votes(self, db: AsyncConnection, vote_ids: Sequence[int]) -> list[RecordedVote]:
        """Return votes in the order of the ids."""
        found = {vote_id: self._votes[vote_id] for vote_id in vote_ids if vote_id in self._votes}
        if len(found) < len(vote_ids):
            found |= await self._read(db, [vote_id for vote_id in vote_ids if vote_id not in found])
        for vote_id in found.keys() & self._votes.keys():
            self._votes.move_to_end(vote_id)
        return [found[vote_id] for vote_id in vote_ids if vote_id in found]

    async def _read(self, db: AsyncConnection, vote_ids: Sequence[int]) -> Mapping[int, RecordedVote]:
        """Read votes, and keep those that are of this view's moment: a view of the store may be an older or a newer one."""
        query = select(tables.votes, _STAMP.scalar_subquery().label("stamp")).where(_V.id.in_(vote_ids))
        rows = (await db.execute(query)).mappings().all()
        found = {row["id"]: recorded_of(row) for row in rows}
        if rows and rows[0]["stamp"] == self.stamp:
            self._votes |= found
            while len(self._votes) > _VOTES:
                self._votes.popitem(last=False)
        return found


class Shelf:
    """The view read last, shared by all who ask one database."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._view = View(-1, Bitmaps(()), Vocabulary({}))
        self._lock = asyncio.Lock()
        self._asked = 0
        self._checked = 0

    async def view(self, db: AsyncConnection) -> View:
        """Return a current view. Of many who ask at once one looks, after all of them came; the others take what it saw.

        Who has begun to read already looks alone: what a transaction sees may be older than what others ask for.
        """
        if db.in_transaction():
            return await self._looked(db)
        self._asked += 1
        mine = self._asked
        async with self._lock:
            if self._checked < mine:
                newest = self._asked
                self._view = await self._looked(db)
                self._checked = newest
            return self._view

    @staticmethod
    async def stamp(db: AsyncConnection) -> int:
        """Return the number that every change of votes raises."""
        return int((await db.execute(_STAMP)).scalar_one())

    async def _looked(self, db: AsyncConnection) -> View:
        stamp = await self.stamp(db)
        if stamp == self._view.stamp:
            return self._view
        return View(stamp, await _bitmaps(db), await self._vocabulary(db))

    async def _vocabulary(self, db: AsyncConnection) -> Vocabulary:
        """Return the words there are, read anew when some were added."""
        columns = tables.vocabulary.c
        known = self._view.vocabulary
        if (await db.execute(select(func.count()).select_from(tables.vocabulary))).scalar_one() == len(known.votes):
            return known
        return Vocabulary(dict((await db.execute(select(columns.word, columns.votes))).all()))


async def _bitmaps(db: AsyncConnection) -> Bitmaps:
    query = select(*_KEPT).select_from(tables.votes.outerjoin(tables.vote_index, _I.vote_id == _V.id)).where(_V.merged_into.is_(None))
    return Bitmaps(Entry(row[0], row[1:4], *row[4:]) for row in (await db.execute(query)).all())
