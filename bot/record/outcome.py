"""What a count means: each organ's own rules, and where a stated outcome cannot be squared with them.

Sources: Charter of the United Nations, Articles 18 and 27. General Assembly resolution 1991 A (XVIII) enlarged the Council from eleven to
fifteen and the majority from seven to nine. The amendment was in force from 31 August 1965, but the Council sat with eleven, and adopted
resolution 218 with seven votes on 23 November, until 1 January 1966. What counts as a veto follows the UN Library's list: a substantive
vote in which a draft had the majority it needed and a permanent member was against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from bot.model import Organ, Outcome, Question, State, Tally
from bot.states import PERMANENT, council
from bot.words import N_

_ENLARGED = dt.date(1966, 1, 1)
COUNTING_RULE = N_(
    "A veto is counted where a Security Council draft with the nine votes it needs (seven before 1966) fails by a permanent member’s vote "
    "against, on a question that is not procedural; the UN Library’s list counts so. Source: Dag Hammarskjöld Library, "
    "Security Council – Veto List; Charter of the United Nations, Article 27."
)
"""What counts as a veto, for whoever shows a number of them. https://research.un.org/en/docs/sc/quick/veto"""


def council_majority(day: dt.date | None) -> int:
    """Return how many votes in favour the Council needs on that day."""
    return 7 if day is not None and day < _ENLARGED else 9


def too_many(organ: Organ, tally: Tally, day: dt.date | None) -> bool:
    """Whether a count is of more votes than the Council has members that day: then it is a slip, whoever tells it."""
    members = council(day) if organ is Organ.SECURITY_COUNCIL and day else None
    return members is not None and (tally.yes or 0) + (tally.no or 0) + (tally.abstain or 0) > len(members)


def computed(organ: Organ, question: Question, tally: Tally, against: Collection[State], day: dt.date | None = None) -> Outcome | None:
    """Say what the count makes of a text, or None where it cannot be said. ``against`` are the States known to be against."""
    if tally.yes is None or tally.no is None:
        return None
    if organ is not Organ.SECURITY_COUNCIL:
        return None if question is Question.WHOLE and tally.yes > tally.no and not _counted(tally) else _simple(tally)
    return _council(question, tally, against, council_majority(day))


def _counted(tally: Tally) -> bool:
    """Whether the count also meets two thirds, so that no rule could defeat it (Article 18, paragraph 2)."""
    return tally.yes is not None and tally.no is not None and tally.yes >= 2 * tally.no


def _simple(tally: Tally) -> Outcome:
    return Outcome.ADOPTED if (tally.yes or 0) > (tally.no or 0) else Outcome.FAILED


def _council(question: Question, tally: Tally, against: Collection[State], needed: int) -> Outcome | None:
    if (tally.yes or 0) < needed:
        return Outcome.FAILED
    if question is Question.PROCEDURAL or tally.no == 0:
        return Outcome.ADOPTED
    if PERMANENT.intersection(against):
        return Outcome.VETOED
    return Outcome.ADOPTED if len(against) == tally.no else None


def objections(
    organ: Organ, stated: Outcome, tally: Tally, against: Collection[State], day: dt.date | None, question: Question
) -> Iterator[str]:
    """Say, in words, why a stated outcome cannot be squared with the count. Nothing where it can."""
    meant = computed(organ, question, tally, against, day)
    if meant is None or meant is stated:
        return
    if meant is Outcome.FAILED and stated is Outcome.VETOED:
        yield f"a source speaks of a veto, but with {tally.yes} votes in favour the UN counts none"
    else:
        yield f"the count {tally} would mean {meant.value}, a source says {stated.value}"
