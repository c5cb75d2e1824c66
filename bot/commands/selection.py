"""Which votes a question is about: counted in the store, or, where its topic is none of the list, among those the search finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.commands import values
from bot.commands.asked import Asked
from bot.model import Choice, State
from bot.ports import VetowatchError
from bot.reading import topics
from bot.store import Memory, RecordedVote, Wanted
from bot.telling import answers

_FOUND = 3000  # votes a topic's words may bring at the most


class Selection(Protocol):
    """Votes to list and to count."""

    async def select(self, limit: int, offset: int = 0) -> Sequence[RecordedVote]:
        """Return the votes, the newest first."""

    async def count(self) -> int:
        """Count them."""

    async def cast(self, state: State) -> Mapping[Choice, int]:
        """Count how a State voted in them."""

    async def agreement(self, a: State, b: State) -> Mapping[tuple[Choice, Choice], int]:
        """Count how two States voted in them: the first's choice, the second's, how often."""

    async def vetoes(self) -> Mapping[State, int]:
        """Count the vetoes in them by member."""

    def narrowed(self, **wanted: Any) -> Selection:
        """Ask for less: fields of ``Wanted``."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """Votes counted by the store."""

    memory: Memory
    wanted: Wanted

    async def select(self, limit: int, offset: int = 0) -> Sequence[RecordedVote]:
        """Return the votes, the newest first."""
        return await self.memory.select(self.wanted, limit, offset)

    async def count(self) -> int:
        """Count them."""
        return await self.memory.count(self.wanted)

    async def cast(self, state: State) -> Mapping[Choice, int]:
        """Count how a State voted in them."""
        return await self.memory.cast(state, self.wanted)

    async def agreement(self, a: State, b: State) -> Mapping[tuple[Choice, Choice], int]:
        """Count how two States voted in them."""
        return await self.memory.agreement(a, b, self.wanted)

    async def vetoes(self) -> Mapping[State, int]:
        """Count the vetoes in them by member."""
        return await self.memory.vetoes(self.wanted)

    def narrowed(self, **wanted: Any) -> Indexed:
        """Ask for less."""
        return replace(self, wanted=replace(self.wanted, **wanted))


@dataclass(frozen=True, slots=True)
class Found:
    """Votes that a search found, the newest first."""

    found: tuple[RecordedVote, ...]

    async def select(self, limit: int, offset: int = 0) -> Sequence[RecordedVote]:
        """Return the votes, the newest first."""
        return self.found[offset : offset + limit]

    async def count(self) -> int:
        """Count them."""
        return len(self.found)

    async def cast(self, state: State) -> Mapping[Choice, int]:
        """Count how a State voted in them."""
        return Counter(one.vote.ballots[state] for one in self.found if state in one.vote.ballots)

    async def agreement(self, a: State, b: State) -> Mapping[tuple[Choice, Choice], int]:
        """Count how two States voted in them."""
        ballots = (one.vote.ballots for one in self.found)
        return Counter((cast[a], cast[b]) for cast in ballots if a in cast and b in cast)

    async def vetoes(self) -> Mapping[State, int]:
        """Count the vetoes in them by member."""
        return Counter(state for one in self.found for state in one.vote.vetoed_by)

    def narrowed(self, **wanted: Any) -> Found:
        """Ask for less."""
        return Found(among(self.found, Wanted(**wanted)))


async def selection(asked: Asked, wanted: Wanted, topic: str = "") -> Selection:
    """Return the votes wanted that are about a topic."""
    key = topics.find(topic) if topic else None
    if not topic or key:
        return Indexed(asked.ledger.memory, replace(wanted, topic=key))
    found = among(await asked.ledger.memory.search(topic, _FOUND), wanted)
    return Found(tuple(sorted(found, key=lambda one: (_day(one), one.id), reverse=True)))


TOPIC_NOTE = (
    "Topics are found by the titles on record: a draft under a wider agenda item (“The situation in the Middle East”) can be missing."
)


def about(topic: str) -> str:
    """Say which topic is asked for: " on Syria", by its name where it is in the list, else in the asker's words; "" for all."""
    key = topics.find(topic) if topic else None
    return f" on {topics.names()[key]}" if key else f" on “{answers.plain(topic)}”" if topic else ""


def wanted_of(asked: Asked, **more: Any) -> Wanted:
    """Read organ, outcome and time; ``more`` are fields of ``Wanted`` that the answer itself asks for. Raises VetowatchError."""
    organ, outcome = asked.read("organ", values.organ), asked.read("outcome", values.outcome)
    since, until = asked.read("since", values.first_day), asked.read("until", values.last_day)
    if since and until and since > until:
        raise VetowatchError(f"nothing lies between {since} and {until}")
    fields = {"organs": (organ,) if organ else (), "outcomes": (outcome,) if outcome else (), "since": since, "until": until}
    return Wanted(**{**fields, **more})


def among(found: Iterable[RecordedVote], wanted: Wanted) -> tuple[RecordedVote, ...]:
    """Keep the votes wanted, as the store would."""
    return tuple(one for one in found if _is_wanted(one, wanted))


def _is_wanted(one: RecordedVote, wanted: Wanted) -> bool:
    vote, day = one.vote, _day(one)
    return (
        not vote.withdrawn
        and (not wanted.organs or vote.organ in wanted.organs)
        and (not wanted.outcomes or vote.outcome in wanted.outcomes)
        and set(wanted.vetoed_by) <= set(vote.vetoed_by)
        and (wanted.voted is None or vote.ballots.get(wanted.voted[0]) in (wanted.voted[1] or tuple(Choice)))
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
        and (wanted.question is None or vote.question is wanted.question)
        and (one.listed or not wanted.listed_only)
    )


def _day(one: RecordedVote) -> Any:
    return one.vote.date or one.month or one.first_seen.date()
