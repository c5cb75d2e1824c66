"""Puts an official file's votes on record beside what is there: joined by symbol, else by the roll call itself, else opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.history import PastVote
from bot.history.update import Disagreement, Learned
from bot.model import Authority, Ballot, Choice, Outcome, Question, Tally, Vote
from bot.store import roll, tables
from bot.store.remember import Loader, Said
from bot.store.votes import RecordedVote

_P, _V, _I = tables.past_votes.c, tables.votes.c, tables.vote_index.c
_DAY = dt.timedelta(days=1)
_FEWEST = 20  # ballots both must have for a roll call to be known by them
_ALIKE = 0.97  # of these must be the same
_CLEARLY = 0.02  # by which the next best must be worse


class Learning(Loader):
    """Learns votes of one file, within the caller's transaction."""

    def __init__(self, connection: AsyncConnection, origin: str, now: dt.datetime, learned: Learned) -> None:
        """Count in ``learned`` what is done."""
        super().__init__(connection, origin, now, Authority.OFFICIAL_RECORD)
        self._learned = learned

    async def learn(self, votes: Sequence[PastVote]) -> None:
        """Put votes on record."""
        said = [Said.of(vote) for vote in {vote.number: vote for vote in votes}.values()]
        known = await self._digests([one.past.number for one in said])
        self._learned.known += sum(known.get(one.past.number) == one.digest for one in said)
        for one in said:
            if known.get(one.past.number, one.digest) != one.digest:
                await self._change(one)
                self._learned.changed += 1
        new = [one for one in said if one.past.number not in known]
        here = await self._by_symbol(new)
        days = await self._days_told() if new else set()
        opened = []
        for one in new:
            vote_id = (
                here.get(one.past.vote.resolution or one.past.vote.draft or "") or await self._by_roll(one) or await self._told(one, days)
            )
            if vote_id is None or await self._is_loaded(vote_id):
                opened.append(one)
            else:
                await self._compare_and_join(one, vote_id)
        await self.open(opened)
        await self.close()
        self._learned.new += len(opened)

    async def _digests(self, numbers: Sequence[int]) -> dict[int, str]:
        query = select(_P.number, _P.digest).where(_P.origin == self._origin, _P.number.in_(numbers))
        return dict((await self._db.execute(query)).all())

    async def _by_symbol(self, said: Sequence[Said]) -> dict[str, int]:
        """Return the votes on record by the resolutions they made, and those on drafts that made none by the drafts."""
        symbols = [one.past.vote.resolution for one in said if one.past.vote.resolution]
        query = select(_V.resolution, _V.id).where(
            _V.resolution.in_(symbols), _V.question == Question.WHOLE.value, _V.merged_into.is_(None), _V.outcome == Outcome.ADOPTED.value
        )
        whole = dict((await self._db.execute(query.order_by(_V.id.desc()))).all())
        procedural = select(_V.resolution, _V.id).where(_V.resolution.in_(symbols), _V.question == Question.PROCEDURAL.value)
        drafts = [one.past.vote.draft for one in said if one.past.vote.draft and not one.past.vote.resolution]
        failed = select(_V.draft, _V.id).where(_V.draft.in_(drafts), _V.resolution.is_(None), _V.question == Question.WHOLE.value)
        unadopted = dict((await self._db.execute(failed.where(_V.merged_into.is_(None)).order_by(_V.id.desc()))).all())
        return {**dict((await self._db.execute(procedural.where(_V.merged_into.is_(None)))).all()), **whole, **unadopted}

    async def _by_roll(self, said: Said) -> int | None:
        """Return the vote of that month, known by no symbol, whose roll call this is and no other's."""
        vote, line = said.past.vote, roll.write(said.past.vote.ballots)
        query = (
            select(_I.vote_id, _I.roll)
            .join(tables.votes, _V.id == _I.vote_id)
            .where(_I.organ == vote.organ.value, _I.day.between(said.past.month, _last_day(said.past.month)))
            .where(or_(_V.date.is_(None), _V.date.between(vote.date - _DAY, vote.date + _DAY)) if vote.date else true())
            .where(_I.question == Question.WHOLE.value, _I.outcome == vote.outcome.value, _V.resolution.is_(None), _V.draft.is_(None))
        )
        ranked = sorted(((_likeness(line, other), vote_id) for vote_id, other in await self._db.execute(query)), reverse=True)
        if not ranked or ranked[0][0] < _ALIKE or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] - _CLEARLY):
            return None
        return int(ranked[0][1])

    async def _told(self, said: Said, days: set[tuple[str, dt.date | str]]) -> int | None:
        return await self.known_as(said) if self.may_be_told(said, days) else None

    async def _compare_and_join(self, said: Said, vote_id: int) -> None:
        recorded = await self._votes.get(vote_id)
        self._learned.disagreements += _disagreements(recorded, said.past.vote)
        self._learned.filled += _filled(recorded.vote, said.past.vote)
        await self.join(said, vote_id, self._authority)
        self._learned.joined += 1


def _last_day(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _likeness(one: str, other: str) -> float:
    """Say which share of the ballots known of both is the same; 0 where too few are. A roll of one choice alone tells nothing."""
    both = [(a, b) for a, b in zip(one, other, strict=False) if roll.NO_BALLOT not in {a, b} and a != "X"]
    if len(both) < _FEWEST or len({b for _a, b in both}) == 1:
        return 0.0
    return sum(a == b for a, b in both) / len(both)


def _disagreements(recorded: RecordedVote, vote: Vote) -> Iterator[Disagreement]:
    """Say where a file states otherwise than the record. Where both counts are those of the ballots, the ballots alone are told."""
    here, symbol = recorded.vote, vote.resolution or vote.draft or ""
    if here.tally.complete and vote.tally.complete and str(here.tally) != str(vote.tally) and not (_counts(here) and _counts(vote)):
        yield Disagreement(symbol, "the count", str(here.tally), str(vote.tally))
    if here.date and vote.date and here.date != vote.date:
        yield Disagreement(symbol, "the date", str(here.date), str(vote.date))
    if here.outcome is not vote.outcome:
        yield Disagreement(symbol, "the outcome", here.outcome.value, vote.outcome.value)
    for state in sorted(here.ballots.keys() & vote.ballots.keys()):
        if here.ballots[state] is not vote.ballots[state]:
            yield Disagreement(symbol, f"the vote of {state}", here.ballots[state].name.lower(), vote.ballots[state].name.lower())


def _counts(vote: Vote) -> bool:
    """Whether a vote's count is no more than that of its ballots."""
    return str(Tally.of(Ballot(state, choice) for state, choice in vote.ballots.items())) == str(vote.tally)


def _filled(here: Vote, vote: Vote) -> int:
    """Count the ballots that a file knows and the record does not, where it knows others."""
    cast = [state for state, choice in vote.ballots.items() if choice is not Choice.NOT_VOTING]
    return sum(state not in here.ballots for state in cast) if here.ballots else 0
