"""Which votes a question is about: by a topic of the list, else by the words that name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.commands import values
from bot.commands.asked import Asked
from bot.model import Choice, State
from bot.ports import VetowatchError
from bot.reading import topics
from bot.store import Memory, RecordedVote, Wanted
from bot.telling import answers
from bot.telling.topics import topic_name
from bot.words import N_, _


@dataclass(frozen=True, slots=True)
class Selection:
    """Votes to list and to count."""

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
        """Count how two States voted in them: the first's choice, the second's, how often."""
        return await self.memory.agreement(a, b, self.wanted)

    async def differing(self, a: State, b: State, limit: int) -> Sequence[RecordedVote]:
        """Return those in which both cast a vote, and not the same, the newest first."""
        return await self.memory.differing(a, b, self.wanted, limit)

    async def vetoes(self) -> Mapping[State, int]:
        """Count the vetoes in them by member."""
        return await self.memory.vetoes(self.wanted)

    def narrowed(self, **wanted: Any) -> Selection:
        """Ask for less: fields of ``Wanted``."""
        return replace(self, wanted=replace(self.wanted, **wanted))


def selection(asked: Asked, wanted: Wanted, topic: str = "") -> Selection:
    """Return the votes wanted that are about a topic."""
    key = topics.find(topic) if topic else None
    return Selection(asked.ledger.memory, replace(wanted, topic=key, words="" if key else topic))


TOPIC_NOTE = N_(
    "Topics are found by the titles on record: a draft under a wider agenda item (“The situation in the Middle East”) can be missing."
)


def about(topic: str) -> str:
    """Say which topic is asked for: " on Syria", by its name where it is in the list, else in the asker's words; "" for all."""
    key = topics.find(topic) if topic else None
    if key:
        return _(" on {topic}", topic=topic_name(key))
    return _(" on “{words}”", words=answers.plain(topic)) if topic else ""


def wanted_of(asked: Asked, **more: Any) -> Wanted:
    """Read organ, outcome and time; ``more`` are fields of ``Wanted`` that the answer itself asks for. Raises VetowatchError."""
    organ, outcome = asked.read("organ", values.organ), asked.read("outcome", values.outcome)
    since, until = asked.read("since", values.first_day), asked.read("until", values.last_day)
    if since and until and since > until:
        raise VetowatchError(_("nothing lies between {since} and {until}", since=since, until=until))
    fields = {"organs": (organ,) if organ else (), "outcomes": (outcome,) if outcome else (), "since": since, "until": until}
    return Wanted(**{**fields, **more})
