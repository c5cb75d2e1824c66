"""One vote of the built-in record as it is written: the lines that ``bot.history`` reads. Only the build uses it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.history import NO_BALLOT, WITHOUT_VOTE
from bot.model import Choice, Outcome, Question, State

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A vote to be written; ``day`` is YYYY-MM-DD or YYYY-MM. ``tally`` stands only where the ballots are not known."""

    number: int
    day: str
    outcome: Outcome
    title: str
    question: Question = Question.WHOLE
    resolution: str = ""
    draft: str = ""
    ballots: Mapping[State, Choice] = field(default_factory=dict)
    tally: str = ""
    without_vote: bool = False
    remark: str = ""

    def line(self, states: Collection[State]) -> str:
        """Write the vote over a header of States."""
        fields = (
            str(self.number),
            self.day,
            self.outcome.value,
            self.question.value,
            self.resolution,
            self.draft,
            self._cast(states),
            self.remark,
            self.title,
        )
        return "\t".join(_SPACES.sub(" ", text).strip() for text in fields)

    def _cast(self, states: Collection[State]) -> str:
        if self.without_vote:
            return WITHOUT_VOTE
        if not self.ballots:
            return self.tally
        return "".join(self.ballots[state].value if state in self.ballots else NO_BALLOT for state in states)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A vote of a source that the record leaves out, and why."""

    number: int
    why: str
