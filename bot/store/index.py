"""The index of votes: what is kept of each in a narrow row, in step with its record, for questions to be answered from."""

from __future__ import annotations

import datetime as dt
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import states
from bot.model import Organ, Outcome, Question, Quote, Vote
from bot.reading import topics
from bot.store import roll, tables, words
from bot.store.upsert import insert

if TYPE_CHECKING:
    from bot.store.votes import RecordedVote

EDITION = "2"
"""To be raised when what is kept of a vote changes: the index is then made anew at the next start."""

_AT_ONCE = 1000
_OUTCOMES = {Outcome.ADOPTED: "adopted", Outcome.VETOED: "vetoed", Outcome.FAILED: "failed rejected"}
_MONTHS = tuple(month_name)  # which words them anew each time it is asked
_ORGANS = {Organ.SECURITY_COUNCIL: "Security Council SC", Organ.GENERAL_ASSEMBLY: "General Assembly GA"}


def edition() -> str:
    """Return what the index is made by: this program's way of making it, and the operator's topics."""
    return f"{EDITION}+{topics.edition()}" if topics.edition() else EDITION


@lru_cache(4096)
def _read(text: str, edition: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return a text's topics by the list of that edition, and its words and theirs; many votes are on one agenda item."""
    del edition
    mentions = states.find(text)
    about = topics.of(text, mentions)
    return about, words.of_texts([text, *about], (mention.state for mention in mentions))


def row(recorded: RecordedVote) -> dict[str, Any]:
    """Lay out what is kept of a vote."""
    return {"vote_id": recorded.id, **kept(recorded.vote, day_of(recorded), listed=recorded.listed)}


def kept(vote: Vote, day: dt.date, *, listed: bool, line: str | None = None) -> dict[str, Any]:
    """Lay out what is kept of a vote but for its number; ``line`` is its roll call where that is written already."""
    text = "\n".join(filter(None, (vote.title, vote.subject)))
    about, read = _read(text, topics.edition())
    return {
        "organ": vote.organ.value,
        "question": vote.question.value,
        "outcome": vote.outcome.value,
        "day": day,
        "listed": listed,
        "vetoed_by": _spaced(vote.vetoed_by),
        "topics": _spaced(about),
        "roll": roll.write(vote.ballots) if line is None else line,
        "quoted": "\n".join(sorted({_speaker(sourced.quote) for sourced in vote.quotes})),
        "words": words.kept(read, words.of_texts(_told(vote, day), (*vote.vetoed_by, *vote.sponsors))),
    }


def _speaker(quote: Quote) -> str:
    return f"{quote.state or '---'} {' '.join((quote.speaker or '').lower().split())}"


def day_of(recorded: RecordedVote) -> dt.date:
    """Return the day of a vote, else the first day of its month, else the day it was first told of."""
    return recorded.vote.date or recorded.month or recorded.first_seen.date()


def _spaced(values: Sequence[str]) -> str:
    return f" {' '.join(values)} " if values else ""


def _told(vote: Vote, day: dt.date) -> Iterable[str]:
    yield f"{day.year} {_MONTHS[day.month]}"
    yield _OUTCOMES[vote.outcome]
    yield _ORGANS.get(vote.organ, vote.organ.value)
    yield from filter(None, (vote.draft, vote.resolution))
    if vote.question is not Question.WHOLE:
        yield vote.question.value


async def put(db: AsyncConnection, votes: Sequence[RecordedVote]) -> None:
    """Keep the rows of votes in step with their records."""
    gone = [recorded.id for recorded in votes if recorded.vote.withdrawn or recorded.merged_into is not None]
    if gone:
        await drop(db, gone)
    await put_rows(db, [row(recorded) for recorded in votes if not recorded.vote.withdrawn and recorded.merged_into is None])


async def put_rows(db: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Keep rows as they are laid out."""
    statement = insert(db, tables.vote_index)
    changes = {column.name: column for column in statement.excluded if column.name != "vote_id"}
    for start in range(0, len(rows), _AT_ONCE):
        await db.execute(statement.on_conflict_do_update(index_elements=["vote_id"], set_=changes), rows[start : start + _AT_ONCE])
    await count(db, Counter(word for kept in rows for word in kept["words"].split()))


async def drop(db: AsyncConnection, vote_ids: Sequence[int]) -> None:
    """Forget votes that were joined to others or withdrawn."""
    await db.execute(delete(tables.vote_index).where(tables.vote_index.c.vote_id.in_(vote_ids)))


async def count(db: AsyncConnection, counted: Counter[str]) -> None:
    """Note the words and of how many votes they are: a vote revised is counted anew, for it is the rare words that matter."""
    statement = insert(db, tables.vocabulary)
    added = tables.vocabulary.c.votes + statement.excluded.votes
    statement = statement.on_conflict_do_update(index_elements=["word"], set_={"votes": added})
    if counted:
        await db.execute(statement, [{"word": word, "votes": n} for word, n in sorted(counted.items())])
