"""How surely a sighting tells of a vote on record: the day, the count, the names and the subject are weighed, where symbols do not decide.

Each comparison gives points, for or against; both are one vote when the sum is above zero. What speaks for a match counts the less the more
votes of those days share it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bot import states
from bot.model import Choice, Organ, Outcome, Question, Sighting, Tally, Vote
from bot.record import outcome
from bot.record.subject import About, about, apart

OF_TEXTS = (Question.WHOLE, Question.PROCEDURAL, Question.STATEMENT)
BY_SYMBOL, BY_A_SYMBOL, NEVER = 1000.0, 500.0, -1000.0  # points where symbols decide, or what cannot be
FOR_A_DRAFT_AND_A_NUMBER = 1.5  # more is asked to join a report that names a draft to a vote known by a number
_FOR_A_BARE_PLACE = 3.5  # to join what names a symbol and but a place to what names none
_APART = dt.timedelta(days=1)  # a vote late in New York is told the next day in Asia
_VOTED = {Question.WHOLE, Question.PROCEDURAL}  # a presidential statement is never one with a vote
_A_SLIP = 2  # votes by which two counts of one vote may differ
_ABSENT = (Choice.ABSTAIN, Choice.NOT_VOTING)  # newspapers do not tell them apart


@dataclass(frozen=True, slots=True)
class Known:
    """The votes a sighting may tell of, and how many of them share each word: a word all share tells little."""

    votes: Mapping[int, Vote]
    shared_by: Mapping[str, int]
    counted_alike: Mapping[Tally, int]

    @classmethod
    def of(cls, votes: Mapping[int, Vote]) -> Known:
        """Count the words of the subjects and the tallies."""
        words = Counter(word for vote in votes.values() for word in said_of(vote).all)
        return cls(votes, words, Counter(counted(vote) for vote in votes.values()))

    def rarity(self, vote: Vote) -> float:
        """Say how much a vote's tally and lists tell: the less the more votes were counted so."""
        return 1 / max(self.counted_alike.get(counted(vote), 1), 1)

    def weight(self, words: Collection[str], strong: Collection[str]) -> float:
        """Weigh words: names count thrice, and each the less the more votes share it."""
        return sum((3 if word in strong else 1) / math.sqrt(max(self.shared_by.get(word, 1), 1)) for word in words)


def score(sighting: Sighting, vote: Vote, known: Known, *, corrected: bool = False) -> float:
    """Say how surely both are one vote; 0 or less means they are not."""
    symbols = set(same_symbols(sighting, vote))
    if sighting.organ is not vote.organ or not _questions_agree(sighting, vote, symbols) or symbols == {False}:
        return NEVER
    if _other_resolution(sighting, vote) and not corrected:
        return NEVER
    if symbols and sighting.question in OF_TEXTS:
        return BY_SYMBOL if False not in symbols else BY_A_SYMBOL
    numbers = _counts(sighting, vote, corrected=corrected) + _names(sighting, vote)
    points = _circumstances(sighting, vote) + (numbers * known.rarity(vote) if numbers > 0 else numbers)
    points -= _asked(sighting, vote, known, symbols)
    return points + _subjects(sighting, vote, known) if points > NEVER / 2 else NEVER


def _asked(sighting: Sighting, vote: Vote, known: Known, symbols: Collection[bool]) -> float:
    """Say how much more is asked where one names a symbol and none is of a kind with the other's: by a further report they join surely.

    So is a report that says but a place: that of another vote on it may not be known yet, or several are; most of all where the one has
    a draft, the other a number of another day. In the Assembly a vote known by but a place takes in what says more where a count is told.
    """
    mine, theirs = about(sighting.subject, sighting.title), said_of(vote)
    if symbols or not (mine.all and theirs.all):
        return 0.0
    both = has_symbol(sighting) and has_symbol(vote)
    asked = FOR_A_DRAFT_AND_A_NUMBER if both else 0.0
    uncounted = sighting.organ is not Organ.SECURITY_COUNCIL and vote.tally.complete and not sighting.tally.complete
    bare, known_bare = _but_a_place(mine, theirs), has_symbol(vote) and _but_a_place(theirs, mine)
    if (known_bare and uncounted) or (both and (bare or known_bare) and sighting.date != vote.date):
        return asked + _FOR_A_BARE_PLACE
    if both:
        return asked
    several = any(known.shared_by.get(place, 0) > 1 for place in mine.places) and not sighting.tally.complete
    return _FOR_A_BARE_PLACE if bare and (has_symbol(sighting) or several) else 0.0


def _but_a_place(one: About, other: About) -> bool:
    """Whether the one says but which place, and the other what of it."""
    return bool(one.places) and not one.matters and bool(other.matters)


def has_symbol(vote: Sighting | Vote) -> bool:
    """Whether a draft or a resolution is named."""
    return bool(vote.draft or vote.resolution)


@lru_cache(maxsize=8192)
def root(symbol: str) -> str:
    """Take revisions and corrections of a draft as the draft."""
    return re.sub(r"/(?:Rev|Corr|Add)\.\s?\d+", "", symbol)


def same_symbols(one: Sighting | Vote, other: Sighting | Vote) -> list[bool]:
    """Say of each kind of symbol both have whether it is the same."""
    pairs = ((one.draft, other.draft), (one.resolution, other.resolution))
    return [root(a) == root(b) for a, b in pairs if a and b]


def _other_resolution(one: Sighting | Vote, other: Sighting | Vote) -> bool:
    """Whether both became resolutions, and not the same: a draft's symbol may be misprinted, a number is what a vote is known by."""
    return bool(one.resolution and other.resolution) and one.resolution != other.resolution


def _questions_agree(sighting: Sighting, vote: Vote, symbols: Collection[bool]) -> bool:
    """Few say of a vote that it was procedural, so a symbol may join one that does to one that does not."""
    return sighting.question is vote.question or (True in symbols and {sighting.question, vote.question} <= _VOTED)


def _circumstances(sighting: Sighting, vote: Vote) -> float:
    """Weigh day, meeting and outcome. Adopted or not must agree; a shortfall is often told as a veto."""
    if (sighting.outcome is Outcome.ADOPTED) != (vote.outcome is Outcome.ADOPTED):
        return NEVER
    meeting, crowded = _meetings(sighting, vote), sighting.organ is not Organ.SECURITY_COUNCIL
    points = (0.5 if crowded else 3.0) * (meeting is True) - 4.0 * (meeting is False) - 1.5 * crowded
    points += 0.5 * (sighting.outcome is vote.outcome) - 1.0
    if sighting.date is None or vote.date is None:
        return points
    apart = abs(sighting.date - vote.date)
    return points + (-0.8 if apart else 1.0) if apart <= _APART or meeting else NEVER


def _meetings(sighting: Sighting, vote: Vote) -> bool | None:
    return sighting.meeting == vote.meeting if sighting.meeting and vote.meeting else None


def _counts(sighting: Sighting, vote: Vote, *, corrected: bool) -> float:
    """Weigh the counts: a rare one speaks for a match; one that is off by one or two may be a slip, more is another vote."""
    if corrected:
        return 3.0
    if _contradicts(sighting, vote) or _contradicts(vote, sighting):
        return NEVER
    one, other = _possible(sighting), _possible(vote)
    pairs = ((one.yes, other.yes), (one.no, other.no), (one.abstain, other.abstain))
    off = sum(abs(a - b) for a, b in pairs if a is not None and b is not None)
    if off:
        return _slip(off, sighting, vote)
    if not (one.complete and other.complete):
        return 0.0 if sighting.organ is Organ.SECURITY_COUNCIL else -1.5
    dissent = (one.no or 0) + (one.abstain or 0)
    return 0.5 + min(3.0, dissent) if sighting.organ is Organ.SECURITY_COUNCIL else 1.0 + min(5.0, dissent / 2)


def counted(vote: Vote) -> Tally:
    """Return the three counts that every source gives."""
    return replace(vote.tally, not_voting=None)


def _possible(said: Sighting | Vote) -> Tally:
    return Tally() if outcome.too_many(said.organ, said.tally, said.date) else said.tally


def _slip(off: int, sighting: Sighting, vote: Vote) -> float:
    """Weigh counts that differ: paragraphs of a text are known by theirs alone, and the Assembly votes on many near alike in a day."""
    if off > _A_SLIP or sighting.question is Question.PARAGRAPH:
        return NEVER
    surely = sighting.organ is not Organ.SECURITY_COUNCIL and sighting.tally.complete and vote.tally.complete
    return (-3.5 if surely else -2.0) * off


def _contradicts(one: Sighting | Vote, other: Sighting | Vote) -> bool:
    """Whether one says that nobody was against or abstained, or that no vote was taken, and the other counts votes that deny it."""
    if one.without_vote:
        return other.tally.yes is not None and not other.without_vote
    return one.unanimous and bool(other.tally.no or other.tally.abstain)


def _names(sighting: Sighting, vote: Vote) -> float:
    """Weigh who is named: each State named alike speaks for a match, each named otherwise strongly against one."""
    listed = (
        (Choice.NO, (*sighting.against, *sighting.vetoed_by)),
        (Choice.ABSTAIN, sighting.abstained),
        (Choice.NOT_VOTING, sighting.not_voting),
    )
    cast = {state: choice for choice, named in listed for state in named}
    if any(vote.ballots.get(state, Choice.NO) is not Choice.NO for state in sighting.vetoed_by):
        return NEVER
    against = {state for state, choice in cast.items() if choice is Choice.NO}
    strangers = bool(against and vote.who(Choice.NO)) and not against.intersection(vote.who(Choice.NO))
    alike = sum(_same_choice(choice, vote.ballots[state]) for state, choice in cast.items() if state in vote.ballots)
    clashing = sum(state in vote.ballots for state in cast) - alike
    crowd = _more_than_counted(sighting, vote)
    return min(4.0, 1.0 * alike) - min(9.0, 3.0 * clashing) - 2.0 * strangers - 6.0 * crowd


def _more_than_counted(sighting: Sighting, vote: Vote) -> bool:
    """Whether those named against or abstaining by the one or the other are more than either counts: then these are two votes."""
    against = {*sighting.against, *sighting.vetoed_by, *vote.who(Choice.NO)}
    abstained = {*sighting.abstained, *vote.who(Choice.ABSTAIN)}
    return any(
        (tally.no is not None and len(against) > tally.no)
        or (tally.abstain is not None and len(abstained) > tally.abstain + _absent(tally, vote.organ, sighting.date))
        for tally in (sighting.tally, vote.tally)
    )


def _absent(tally: Tally, organ: Organ, day: dt.date | None) -> int:
    """How many members of the Council did not vote: newspapers list them among those who abstained."""
    members = states.council(day) if organ is Organ.SECURITY_COUNCIL and day else None
    if tally.not_voting is not None or members is None:
        return tally.not_voting or 0
    return max(0, len(members) - (tally.yes or 0) - (tally.no or 0) - (tally.abstain or 0))


def _same_choice(one: Choice, other: Choice) -> bool:
    return one is other or (one in _ABSENT and other in _ABSENT)


def _subjects(sighting: Sighting, vote: Vote, known: Known) -> float:
    """Weigh the words: from all of one subject found in the other, down to none."""
    mine, theirs = about(sighting.subject, sighting.title), said_of(vote)
    if not mine.all or not theirs.all:
        return -3.0 if has_symbol(sighting) and has_symbol(vote) else -1.0 if len(known.votes) == 1 else -2.0
    strong = mine.strong | theirs.strong
    same = 3 * len(mine.missions & theirs.missions)
    one, other, shared = (same + known.weight(words, strong) for words in (mine.all, theirs.all, mine.all & theirs.all))
    far = apart(mine, theirs, crowded=sighting.organ is not Organ.SECURITY_COUNCIL)
    if not shared or mine.differs(theirs):
        return -6.0 - far if mine.strong and theirs.strong else -4.0 - far
    return 4.0 * shared / min(one, other) + 8.0 * shared / (one + other) - 3.0 - far


def said_of(vote: Vote) -> About:
    """Boil down what the record calls a vote."""
    return about(vote.subject, vote.title)
