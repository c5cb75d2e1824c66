"""What a file of past votes says of a vote is evidence, as what a page says is.

It is kept once: while nothing else is known of a vote, its record is what the file says, and no copy is made. The first change makes one.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Authority, Choice, Evidence, Vote
from bot.record import key
from bot.store import tables
from bot.store.codec import unpack_vote

_SURE, _IN_DOUBT = 1.0, 0.4


async def evidence(db: AsyncConnection, vote_id: int) -> list[Evidence]:
    """Return what files say of a vote, in a fixed order."""
    columns, votes = tables.past_votes.c, tables.votes
    query = (
        select(func.coalesce(columns.record, votes.c.record), columns.authority)
        .join(votes, votes.c.id == columns.vote_id)
        .where(columns.vote_id == vote_id)
        .order_by(columns.origin, columns.number)
    )
    return [stated(unpack_vote(record), Authority(authority)) for record, authority in await db.execute(query)]


async def settle(db: AsyncConnection, vote_id: int) -> None:
    """Before a vote's record changes: keep what the file says of it, and the record as its first revision."""
    columns, votes = tables.past_votes.c, tables.votes.c
    record = select(votes.record).where(votes.id == vote_id)
    statement = update(tables.past_votes).where(columns.vote_id == vote_id, columns.record.is_(None))
    if (await db.execute(statement.values(record=record.scalar_subquery()).returning(columns.number))).first() is None:
        return
    names = ["vote_id", "revision", "record", "at"]
    kept = select(literal(vote_id), votes.revision, votes.record, votes.updated_at).where(votes.id == vote_id)
    await db.execute(insert(tables.revisions).from_select(names, kept))


def stated(vote: Vote, authority: Authority) -> Evidence:
    """Tell of a vote what a file says, as a page would; its source weighs as much as is given."""
    sighting = replace(
        key.as_sighting(vote),
        in_favour=vote.who(Choice.YES) if vote.ballots else None,
        sponsors=vote.sponsors,
        confidence=_IN_DOUBT if vote.conflicts else _SURE,
    )
    return Evidence(replace(vote.sources[0], authority=authority), sighting)
