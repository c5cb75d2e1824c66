"""One vote as the sentences of a page tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from bot.model import Question, Span, State
from bot.reading.votes.claim import Claim
from bot.reading.votes.sides import COUNCIL, Counts

LOWEST = 0.0
MEMBERS = COUNCIL
MAJORITY = 9
FEWEST = 7  # in favour of a text that a veto can stop: nine since 1966, seven of eleven before
_SCORE = attrgetter("score")
_FACT = 0.3  # of a side, or of the outcome, that another sentence adds


@dataclass(slots=True)
class Event:
    """One vote as the claims tell it."""

    claims: list[Claim] = field(default_factory=list)
    organ: str = ""
    outcome: str = ""
    question: Question = Question.WHOLE
    counts: Counts = field(default_factory=dict)
    vetoers: list[State] = field(default_factory=list)
    unanimous: bool = False
    without_vote: bool = False
    surest: float = -99.0
    """The score of its surest claim."""
    section: int = 0
    """How many times the page turned to another text before this one."""
    aside: int = 0
    """The number of the text it is told of where that is not the page's main one, else 0."""
    voters: set[int] = field(default_factory=set)
    """How many members are told beside it to have done something that is no side."""
    named: float = 0.0
    """How much surer it is for the new number that its page gives the text."""

    @property
    def score(self) -> float:
        """How surely this is a vote just taken: its surest claim, helped a little by the others, and by each fact they add to it."""
        surest, *others = sorted(self.claims, key=_SCORE, reverse=True)
        helping = [claim.score for claim in others[:3] if claim.score >= 0]
        if not helping:
            return surest.score + self.named
        told = not surest.outcome and any(claim.outcome and not claim.noun for claim in others)
        added = len(self.counts.keys() - surest.counts.keys()) + told
        return surest.score + 0.25 * sum(helping) + _FACT * added + self.named

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the text, not its title, tells of the vote."""
        return tuple(claim.span for claim in self.claims if not claim.outside)
