"""Which vote a sighting tells of. Symbols decide where both have them; else the day, the count, the names and the subject are weighed.

Each comparison gives points, for or against. Two are one vote when the sum is above zero; among several the highest sum wins, then the vote
known longest. What speaks for a match counts the less the more votes of those days share it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot import states
from bot.model import Choice, Organ, Outcome, Question, Sighting, Tally, Upcoming, Vote
from bot.record import outcome
from bot.record.subject import About, about, apart

_APART = dt.timedelta(days=1)  # a vote late in New York is told the next day in Asia
_OF_TEXTS = (Question.WHOLE, Question.PROCEDURAL, Question.STATEMENT)
_VOTED = {Question.WHOLE, Question.PROCEDURAL}  # a presidential statement is never one with a vote
_BY_SYMBOL, _BY_A_SYMBOL, _NEVER = 1000.0, 500.0, -1000.0
_FOR_A_DRAFT_AND_A_NUMBER = 1.5  # more is asked to join a report that names a draft to a vote known by a number
_FOR_TWO_ON_RECORD = 1.0  # and still more to make two such votes one
_FOR_A_BARE_PLACE = 3.5  # to join what names a symbol and but a place to what names none
_FOR_THE_ONLY_ONE = 4.0  # where no other vote of those days is known and one side has no words
_CLEARLY = 1.5  # points by which another vote must be the better match
_SURE = 2.0  # points that make two votes on record one
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
        words = Counter(word for vote in votes.values() for word in _about(vote).all)
        return cls(votes, words, Counter(_counted(vote) for vote in votes.values()))

    def rarity(self, vote: Vote) -> float:
        """Say how much a vote's tally and lists tell: the less the more votes were counted so."""
        return 1 / max(self.counted_alike.get(_counted(vote), 1), 1)

    def weight(self, words: Collection[str], strong: Collection[str]) -> float:
        """Weigh words: names count thrice, and each the less the more votes share it."""
        return sum((3 if word in strong else 1) / math.sqrt(max(self.shared_by.get(word, 1), 1)) for word in words)


def choose(sighting: Sighting, votes: Mapping[int, Vote], *, told_before: Collection[int] = ()) -> int | None:
    """Return the id of the vote a sighting tells of, the best match among those known, or None for a new one.

    ``told_before`` are the votes the same page told of when it was last read: it may have corrected their counts.
    """
    return assign([sighting], votes, told_before=told_before)[0]


def assign(sightings: Sequence[Sighting], votes: Mapping[int, Vote], *, told_before: Collection[int] = ()) -> list[int | None]:
    """Do the same for all sightings of one page: each tells of another vote, unless their symbols say that two tell of one."""
    known = Known.of(votes)
    matches = [
        (points, number, vote_id)
        for number, sighting in enumerate(sightings)
        for vote_id, vote in votes.items()
        if (points := score(sighting, vote, known, corrected=vote_id in told_before)) > 0
    ]
    chosen: dict[int, int] = {}
    for points, number, vote_id in sorted(matches, key=lambda match: (-match[0], match[1], match[2])):
        if number not in chosen and (points >= _BY_A_SYMBOL or vote_id not in chosen.values()):
            chosen[number] = vote_id
    return [chosen.get(number) for number in range(len(sightings))]


def twin(vote: Vote, others: Mapping[int, Vote], *, told_apart: Collection[int] = ()) -> int | None:
    """Return the id of the other vote on record that turns out to be this one: by a symbol, or where one has none by all else.

    ``told_apart`` are those that some page tells of beside this one: only a symbol proves them to be one.
    """
    known = Known.of(others)
    points = {
        vote_id: points
        for vote_id, other in others.items()
        if (points := _twins(vote, other, known)) >= _BY_SYMBOL or vote_id not in told_apart
    }
    best = max(points, key=lambda vote_id: points[vote_id], default=None)
    return best if best is not None and points[best] >= _SURE else None


def _twins(one: Vote, other: Vote, known: Known) -> float:
    if one.question is not other.question or one.question not in _OF_TEXTS:
        return _NEVER
    symbols = set(_symbols(one, other))
    if symbols:
        return _BY_SYMBOL if symbols == {True} else _NEVER
    points = score(as_sighting(one), other, known)
    if len(known.votes) == 1 and not (_about(one).all and _about(other).all) and _nothing_else_then(one, other):
        return points + _FOR_THE_ONLY_ONE
    if not (_has_symbol(one) and _has_symbol(other)):
        return points
    return points + (_FOR_A_DRAFT_AND_A_NUMBER if _only_namesakes(one, other, known) else -_FOR_TWO_ON_RECORD)


def _nothing_else_then(one: Vote, other: Vote) -> bool:
    """Whether both are of the Council, of one day and one count that tells: most votes are unanimous, and two a day are common."""
    counted = one.tally.complete and bool(one.tally.no or one.tally.abstain) and _counted(one) == _counted(other)
    return one.organ is Organ.SECURITY_COUNCIL and one.date == other.date and one.date is not None and counted


def _only_namesakes(one: Vote, other: Vote, known: Known) -> bool:
    """Whether both are of one title, word for word, and nothing else known is: the parts of a resolution share one."""
    words = _about(one).all
    return len(words) > 2 and words == _about(other).all and sum(_about(vote).all == words for vote in known.votes.values()) == 1


def _has_symbol(vote: Sighting | Vote) -> bool:
    return bool(vote.draft or vote.resolution)


def misplaced(sighting: Sighting, rest: Callable[[], Vote], others: Mapping[int, Vote]) -> int | None:
    """Return the vote that a sighting tells of rather than of the one it was joined to.

    ``rest`` makes that vote without this sighting. Reports come in any order: the right vote may have become known only later. One with
    a symbol moves only to where that stands, from where another does.
    """
    if _has_symbol(sighting):
        return _by_symbol(sighting, rest, others)
    known = Known.of(others)
    points = {vote_id: score(sighting, vote, known) for vote_id, vote in others.items()}
    best = max(points, key=lambda vote_id: points[vote_id], default=None)
    if best is None or points[best] <= _CLEARLY:
        return None
    return best if points[best] > max(0.0, score(sighting, rest(), known)) + _CLEARLY else None


def _by_symbol(sighting: Sighting, rest: Callable[[], Vote], others: Mapping[int, Vote]) -> int | None:
    home = next((vote_id for vote_id, vote in others.items() if set(_symbols(sighting, vote)) == {True}), None)
    strange = home is not None and others[home].question is sighting.question and set(_symbols(sighting, rest())) != {True}
    return home if strange else None


def as_sighting(vote: Vote) -> Sighting:
    """Tell of a vote what its record says."""
    return Sighting(
        organ=vote.organ,
        outcome=vote.outcome,
        question=vote.question,
        tally=vote.tally,
        unanimous=vote.unanimous,
        without_vote=vote.without_vote,
        vetoed_by=vote.vetoed_by,
        against=vote.who(Choice.NO),
        abstained=vote.who(Choice.ABSTAIN),
        not_voting=vote.who(Choice.NOT_VOTING),
        draft=vote.draft,
        resolution=vote.resolution,
        meeting=vote.meeting,
        date=vote.date,
        subject=vote.subject,
        title=vote.title,
    )


def announced(upcoming: Upcoming) -> Sighting:
    """Ask for the votes an announcement may have turned into, whatever became of them."""
    return Sighting(upcoming.organ, Outcome.ADOPTED, draft=upcoming.draft, date=upcoming.date, subject=upcoming.subject)


def score(sighting: Sighting, vote: Vote, known: Known, *, corrected: bool = False) -> float:
    """Say how surely both are one vote; 0 or less means they are not."""
    symbols = set(_symbols(sighting, vote))
    if sighting.organ is not vote.organ or not _questions_agree(sighting, vote, symbols) or symbols == {False}:
        return _NEVER
    if _other_resolution(sighting, vote) and not corrected:
        return _NEVER
    if symbols and sighting.question in _OF_TEXTS:
        return _BY_SYMBOL if False not in symbols else _BY_A_SYMBOL
    counted = _counts(sighting, vote, corrected=corrected) + _names(sighting, vote)
    points = _circumstances(sighting, vote) + (counted * known.rarity(vote) if counted > 0 else counted)
    points -= _asked(sighting, vote, known, symbols)
    return points + _subjects(sighting, vote, known) if points > _NEVER / 2 else _NEVER


def _asked(sighting: Sighting, vote: Vote, known: Known, symbols: Collection[bool]) -> float:
    """Say how much more is asked where one names a symbol and none is of a kind with the other's: by a further report they join surely.

    So is a report that says but a place: that of another vote on it may not be known yet, or several are; most of all where the one has
    a draft, the other a number of another day. In the Assembly a vote known by but a place takes in what says more where a count is told.
    """
    mine, theirs = about(sighting.subject, sighting.title), _about(vote)
    if symbols or not (mine.all and theirs.all):
        return 0.0
    both = _has_symbol(sighting) and _has_symbol(vote)
    asked = _FOR_A_DRAFT_AND_A_NUMBER if both else 0.0
    uncounted = sighting.organ is not Organ.SECURITY_COUNCIL and vote.tally.complete and not sighting.tally.complete
    bare, known_bare = _but_a_place(mine, theirs), _has_symbol(vote) and _but_a_place(theirs, mine)
    if (known_bare and uncounted) or (both and (bare or known_bare) and sighting.date != vote.date):
        return asked + _FOR_A_BARE_PLACE
    if both:
        return asked
    several = any(known.shared_by.get(place, 0) > 1 for place in mine.places) and not sighting.tally.complete
    return _FOR_A_BARE_PLACE if bare and (_has_symbol(sighting) or several) else 0.0


def _but_a_place(one: About, other: About) -> bool:
    """Whether the one says but which place, and the other what of it."""
    return bool(one.places) and not one.matters and bool(other.matters)


def _counted(vote: Vote) -> Tally:
    return replace(vote.tally, not_voting=None)


@lru_cache(maxsize=8192)
def root(symbol: str) -> str:
    """Take revisions and corrections of a draft as the draft."""
    return re.sub(r"/(?:Rev|Corr|Add)\.\s?\d+", "", symbol)


def with_own_titles(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Drop a title that stands over several sightings, unless one alone is the page's news: it tells of one of them at the most."""
    titled = Counter(sighting.title for sighting in sightings)
    primary = Counter(sighting.title for sighting in sightings if sighting.primary)
    return [s if titled[s.title] == 1 or (s.primary and primary[s.title] == 1) else replace(s, title=None) for s in sightings]


def _symbols(one: Sighting | Vote, other: Sighting | Vote) -> list[bool]:
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
        return _NEVER
    meeting, crowded = _meetings(sighting, vote), sighting.organ is not Organ.SECURITY_COUNCIL
    points = (0.5 if crowded else 3.0) * (meeting is True) - 4.0 * (meeting is False) - 1.5 * crowded
    points += 0.5 * (sighting.outcome is vote.outcome) - 1.0
    if sighting.date is None or vote.date is None:
        return points
    apart = abs(sighting.date - vote.date)
    return points + (-0.8 if apart else 1.0) if apart <= _APART or meeting else _NEVER


def _meetings(sighting: Sighting, vote: Vote) -> bool | None:
    return sighting.meeting == vote.meeting if sighting.meeting and vote.meeting else None


def _counts(sighting: Sighting, vote: Vote, *, corrected: bool) -> float:
    """Weigh the counts: a rare one speaks for a match; one that is off by one or two may be a slip, more is another vote."""
    if corrected:
        return 3.0
    if _contradicts(sighting, vote) or _contradicts(vote, sighting):
        return _NEVER
    one, other = _possible(sighting), _possible(vote)
    pairs = ((one.yes, other.yes), (one.no, other.no), (one.abstain, other.abstain))
    off = sum(abs(a - b) for a, b in pairs if a is not None and b is not None)
    if off:
        return _slip(off, sighting, vote)
    if not (one.complete and other.complete):
        return 0.0 if sighting.organ is Organ.SECURITY_COUNCIL else -1.5
    dissent = (one.no or 0) + (one.abstain or 0)
    return 0.5 + min(3.0, dissent) if sighting.organ is Organ.SECURITY_COUNCIL else 1.0 + min(5.0, dissent / 2)


def _possible(said: Sighting | Vote) -> Tally:
    return Tally() if outcome.too_many(said.organ, said.tally, said.date) else said.tally


def _slip(off: int, sighting: Sighting, vote: Vote) -> float:
    """Weigh counts that differ: paragraphs of a text are known by theirs alone, and the Assembly votes on many near alike in a day."""
    if off > _A_SLIP or sighting.question is Question.PARAGRAPH:
        return _NEVER
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
        return _NEVER
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
    mine, theirs = about(sighting.subject, sighting.title), _about(vote)
    if not mine.all or not theirs.all:
        return -3.0 if _has_symbol(sighting) and _has_symbol(vote) else -1.0 if len(known.votes) == 1 else -2.0
    strong = mine.strong | theirs.strong
    same = 3 * len(mine.missions & theirs.missions)
    one, other, shared = (same + known.weight(words, strong) for words in (mine.all, theirs.all, mine.all & theirs.all))
    far = apart(mine, theirs, crowded=sighting.organ is not Organ.SECURITY_COUNCIL)
    if not shared or mine.differs(theirs):
        return -6.0 - far if mine.strong and theirs.strong else -4.0 - far
    return 4.0 * shared / min(one, other) + 8.0 * shared / (one + other) - 3.0 - far


def _about(vote: Vote) -> About:
    return about(vote.subject, vote.title)
