"""Which vote a sighting tells of, and which records are of one vote.

Symbols decide where both have them; else all that is said is weighed (``bot.record.likeness``). Of several votes the one most alike wins,
then the one known longest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from bot.model import Choice, Organ, Outcome, Sighting, Upcoming, Vote
from bot.record.likeness import (
    BY_A_SYMBOL,
    BY_SYMBOL,
    FOR_A_DRAFT_AND_A_NUMBER,
    NEVER,
    OF_TEXTS,
    Known,
    counted,
    has_symbol,
    said_of,
    same_symbols,
    score,
)

_FOR_TWO_ON_RECORD = 1.0  # more is asked to make two votes that both have a symbol one
_FOR_THE_ONLY_ONE = 4.0  # where no other vote of those days is known and one side has no words
_CLEARLY = 1.5  # points by which another vote must be the better match
_SURE = 2.0  # points that make two votes on record one


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
        if number not in chosen and (points >= BY_A_SYMBOL or vote_id not in chosen.values()):
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
        if (points := _twins(vote, other, known)) >= BY_SYMBOL or vote_id not in told_apart
    }
    best = max(points, key=lambda vote_id: points[vote_id], default=None)
    return best if best is not None and points[best] >= _SURE else None


def _twins(one: Vote, other: Vote, known: Known) -> float:
    if one.question is not other.question or one.question not in OF_TEXTS:
        return NEVER
    symbols = set(same_symbols(one, other))
    if symbols:
        return BY_SYMBOL if symbols == {True} else NEVER
    points = score(as_sighting(one), other, known)
    if len(known.votes) == 1 and not (said_of(one).all and said_of(other).all) and _nothing_else_then(one, other):
        return points + _FOR_THE_ONLY_ONE
    if not (has_symbol(one) and has_symbol(other)):
        return points
    return points + (FOR_A_DRAFT_AND_A_NUMBER if _only_namesakes(one, other, known) else -_FOR_TWO_ON_RECORD)


def _nothing_else_then(one: Vote, other: Vote) -> bool:
    """Whether both are of the Council, of one day and one count that tells: most votes are unanimous, and two a day are common."""
    telling = one.tally.complete and bool(one.tally.no or one.tally.abstain) and counted(one) == counted(other)
    return one.organ is Organ.SECURITY_COUNCIL and one.date == other.date and one.date is not None and telling


def _only_namesakes(one: Vote, other: Vote, known: Known) -> bool:
    """Whether both are of one title, word for word, and nothing else known is: the parts of a resolution share one."""
    words = said_of(one).all
    return len(words) > 2 and words == said_of(other).all and sum(said_of(vote).all == words for vote in known.votes.values()) == 1


def misplaced(sighting: Sighting, rest: Callable[[], Vote], others: Mapping[int, Vote]) -> int | None:
    """Return the vote that a sighting tells of rather than of the one it was joined to.

    ``rest`` makes that vote without this sighting. Reports come in any order: the right vote may have become known only later. One with
    a symbol moves only to where that stands, from where another does.
    """
    if has_symbol(sighting):
        return _by_symbol(sighting, rest, others)
    known = Known.of(others)
    points = {vote_id: score(sighting, vote, known) for vote_id, vote in others.items()}
    best = max(points, key=lambda vote_id: points[vote_id], default=None)
    if best is None or points[best] <= _CLEARLY:
        return None
    return best if points[best] > max(0.0, score(sighting, rest(), known)) + _CLEARLY else None


def _by_symbol(sighting: Sighting, rest: Callable[[], Vote], others: Mapping[int, Vote]) -> int | None:
    home = next((vote_id for vote_id, vote in others.items() if set(same_symbols(sighting, vote)) == {True}), None)
    strange = home is not None and others[home].question is sighting.question and set(same_symbols(sighting, rest())) != {True}
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


def with_own_titles(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Drop a title that stands over several sightings, unless one alone is the page's news: it tells of one of them at the most."""
    titled = Counter(sighting.title for sighting in sightings)
    primary = Counter(sighting.title for sighting in sightings if sighting.primary)
    return [s if titled[s.title] == 1 or (s.primary and primary[s.title] == 1) else replace(s, title=None) for s in sightings]
