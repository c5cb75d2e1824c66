"""Many sightings, one vote: the evidence is kept as it was stated, and folded anew each time.

Each fact is taken from the source of highest authority that states it, then from the latest. Sources of that same authority that
state otherwise make a conflict; a better source settles one. A vote with conflicts is told as unconfirmed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from bot import states
from bot.model import Authority, Choice, Evidence, Organ, Outcome, Question, Sighting, Source, SourcedQuote, State, Tally, Vote, VoteState
from bot.record import outcome
from bot.record.subject import About, about

T = TypeVar("T", bound=Hashable)
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
_DOUBTFUL = 0.5
_MOST_QUOTES = 24
_FEW_WORDS = 2  # a subject of more than these says which text it was
_STATES_OF = {
    Authority.OTHER: VoteState.REPORTED,
    Authority.NEWS_AGENCY: VoteState.REPORTED,
    Authority.MEETINGS_COVERAGE: VoteState.CONFIRMED,
    Authority.OFFICIAL_RECORD: VoteState.ON_RECORD,
}


def fold(evidence: Sequence[Evidence]) -> Vote:
    """Make one vote of all that is said of it; ``evidence`` must not be empty."""
    ranked = ranking(evidence)
    best = ranked[0].sighting
    day = _day(ranked)
    tally = _tally(ranked, day)
    ballots = _ballots(ranked, tally, best.organ, day)
    against = [state for state, choice in ballots.items() if choice is Choice.NO]
    stated = _fact(ranked, lambda s: s.outcome) or best.outcome
    question = best.question
    result = _outcome(best.organ, question, tally, against, day, stated)
    return Vote(
        organ=best.organ,
        outcome=result,
        question=question,
        tally=tally,
        unanimous=any(e.sighting.unanimous for e in ranked) and not against and not tally.abstain,
        without_vote=best.without_vote,
        vetoed_by=_vetoed_by(result, ranked, against),
        ballots=ballots,
        intended=tuple({ballot.state: ballot for e in reversed(ranked) for ballot in e.sighting.intended}.values()),
        draft=_fact(ranked, lambda s: s.draft),
        resolution=_fact(ranked, lambda s: s.resolution),
        meeting=_fact(ranked, lambda s: s.meeting),
        date=day,
        sponsors=_fact(ranked, lambda s: s.sponsors) or (),
        subject=_subject(ranked),
        title=_fact(ranked, lambda s: s.title),
        state=_STATES_OF[ranked[0].source.authority],
        quotes=_quotes(ranked),
        sources=tuple(dict.fromkeys(e.source for e in ranked)),
        conflicts=tuple(dict.fromkeys(_conflicts(ranked, tally, ballots, day, question))),
        primary=any(e.sighting.primary for e in ranked),
    )


def ranking(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Sort by authority, then the later statement first, then by the source's name, so that no order of arrival matters."""
    return sorted(evidence, key=lambda e: (e.source.authority, _when(e), e.source.name, e.source.url), reverse=True)


def stands_for(evidence: Sequence[Evidence]) -> dict[str, Source]:
    """Say which source each told fact is taken from, by the name of the fact: "outcome", "count", "against", "draft" and so on.

    A fact nobody states is left out; names and the date may come from another source than the count.
    """
    facts: tuple[tuple[str, Callable[[Sighting], object]], ...] = (
        ("outcome", lambda s: s.outcome),
        ("count", lambda s: s.tally.complete),
        ("against", lambda s: s.against),
        ("abstaining", lambda s: s.abstained),
        ("draft", lambda s: s.draft),
        ("resolution", lambda s: s.resolution),
        ("date", lambda s: s.date),
    )
    ranked = ranking(evidence)
    first = ((what, next((e.source for e in ranked if get(e.sighting)), None)) for what, get in facts)
    return {what: source for what, source in first if source is not None}


def _when(evidence: Evidence) -> dt.datetime:
    return evidence.source.published or evidence.source.seen or _LONG_AGO


def _fact(ranked: Sequence[Evidence], get: Callable[[Sighting], T | None]) -> T | None:
    """Return the best-placed value that is stated at all."""
    return next((value for e in ranked if (value := get(e.sighting))), None)


def _day(ranked: Sequence[Evidence]) -> dt.date | None:
    """Take the best-placed day, unless two others or more, the UN's own coverage among them, agree on another.

    The Library misdates one Council vote in seventy; who was there that day does not.
    """
    stated = [(e, e.sighting.date) for e in ranked if e.sighting.date]
    for _, day in stated[:1]:
        others = Counter(other for _, other in stated if other != day)
        backed = {other for e, other in stated if e.source.authority >= Authority.MEETINGS_COVERAGE}
        usual, n = max(((other, n) for other, n in others.items() if other in backed), key=lambda pair: pair[1], default=(day, 0))
        return usual if n > max(1, sum(told == day for _, told in stated)) else day
    return None


def _subject(ranked: Sequence[Evidence]) -> str | None:
    """Take the best-placed subject that says what the vote is about, in English if there is one, or one that says all of that and more."""
    stated = [e.sighting.subject for e in ranked if e.sighting.subject]
    best = max(stated, key=lambda words: _worth(about(words, None)), default=None)
    said = about(best, None).all
    return max((words for words in stated if about(words, None).all >= said), key=lambda words: len(about(words, None).all), default=None)


def _worth(subject: About) -> int:
    telling = bool(subject.strong) or len(subject.weak) > 1
    return 2 * telling + (len(subject.all) > _FEW_WORDS) - 2 * subject.foreign


def _tally(ranked: Sequence[Evidence], day: dt.date | None) -> Tally:
    """Take each count from the best-placed complete tally, else one by one; one of too many votes only where there is no other."""
    told = [e.sighting.tally for e in ranked]
    tallies = sorted(told, key=lambda tally: outcome.too_many(ranked[0].sighting.organ, tally, day))
    complete = next((tally for tally in tallies if tally.complete), None)
    if complete is not None:
        return complete
    return Tally(*(next((n for n in counts if n is not None), None) for counts in zip(*map(_counts, tallies), strict=True)))


def _counts(tally: Tally) -> tuple[int | None, int | None, int | None, int | None]:
    return (tally.yes, tally.no, tally.abstain, tally.not_voting)


def _ballots(ranked: Sequence[Evidence], tally: Tally, organ: Organ, day: dt.date | None) -> dict[State, Choice]:
    """Collect who voted how; once a count is reached, weaker sources add no more names to it."""
    room = dict(zip(Choice, _counts(tally), strict=True))
    ballots: dict[State, Choice] = {}
    for evidence in ranked:
        taken = {choice: sum(c is choice for c in ballots.values()) for choice in Choice}
        full = {choice for choice, n in room.items() if n is not None and taken[choice] >= n and ballots}
        for choice, named in _lists(evidence.sighting):
            if choice not in full:
                ballots.update({state: choice for state in named if state not in ballots})
    return ballots | _rest(ballots, tally, organ, day)


def _lists(sighting: Sighting) -> tuple[tuple[Choice, tuple[State, ...]], ...]:
    return (
        (Choice.NO, sighting.against),
        (Choice.ABSTAIN, sighting.abstained),
        (Choice.NOT_VOTING, sighting.not_voting),
        (Choice.YES, sighting.in_favour or ()),
    )


def _rest(ballots: dict[State, Choice], tally: Tally, organ: Organ, day: dt.date | None) -> dict[State, Choice]:
    """Say who voted in favour where it follows: all members of that day's Council who did nothing else."""
    council = states.council(day) if organ is Organ.SECURITY_COUNCIL and day else None
    if council is None or not tally.complete:
        return {}
    others = council.difference(ballots)
    yes = len(others) + sum(choice is Choice.YES for choice in ballots.values())
    return dict.fromkeys(others, Choice.YES) if yes == tally.yes and set(ballots) <= council else {}


def _outcome(organ: Organ, question: Question, tally: Tally, against: Sequence[State], day: dt.date | None, stated: Outcome) -> Outcome:
    """Follow the rules where they decide between two ways to fail; never turn a stated failure into a success, or back."""
    meant = outcome.computed(organ, question, tally, against, day)
    if meant is None or Outcome.ADOPTED in (meant, stated):
        return stated
    return meant


def _vetoed_by(result: Outcome, ranked: Sequence[Evidence], against: Sequence[State]) -> tuple[State, ...]:
    if result is not Outcome.VETOED:
        return ()
    return tuple(sorted(states.PERMANENT.intersection(against))) or _fact(ranked, lambda s: s.vetoed_by) or ()


def _quotes(ranked: Sequence[Evidence]) -> tuple[SourcedQuote, ...]:
    """Keep each quote once, its fullest wording first met by authority, those worth showing first."""
    kept: list[SourcedQuote] = []
    for evidence in ranked:
        for quote in evidence.quotes:
            sourced = SourcedQuote(quote, evidence.source)
            same = next((i for i, k in enumerate(kept) if _says_same(k.quote.words, quote.words)), None)
            if same is None:
                kept.append(sourced)
            else:
                kept[same] = _fuller(kept[same], sourced)
    return tuple(sorted(kept, key=lambda k: k.quote.key if k.quote.key is not None else 99)[:_MOST_QUOTES])


def _fuller(one: SourcedQuote, other: SourcedQuote) -> SourcedQuote:
    """Return the fuller wording of one quote with its source, at the better place of the two; a known State goes first.

    Of two that are as full, the one that names who speaks.
    """
    known = (one.quote.state is None) - (other.quote.state is None)
    fuller = len(other.quote.words) > len(one.quote.words) or (one.quote.speaker is None and _as_full(one, other))
    best = other if known > 0 or (fuller and one.quote.state == other.quote.state) else one
    keys = [sourced.quote.key for sourced in (one, other) if sourced.quote.key is not None and sourced.quote.state == best.quote.state]
    return replace(best, quote=replace(best.quote, key=min(keys, default=None)))


def _as_full(one: SourcedQuote, other: SourcedQuote) -> bool:
    return other.quote.speaker is not None and len(_plain(other.quote.words)) == len(_plain(one.quote.words))


def _says_same(one: str, other: str) -> bool:
    a, b = _plain(one), _plain(other)
    return a in b or b in a


def _plain(words: str) -> str:
    return " ".join("".join(c.lower() if c.isalnum() else " " for c in words).split())


def _conflicts(
    ranked: Sequence[Evidence], tally: Tally, ballots: dict[State, Choice], day: dt.date | None, question: Question
) -> Iterator[str]:
    yield from _disagreements(ranked)
    yield from _miscounts(tally, ballots)
    against = [state for state, choice in ballots.items() if choice is Choice.NO]
    stated = _fact(ranked, lambda s: s.outcome) or ranked[0].sighting.outcome
    yield from outcome.objections(ranked[0].sighting.organ, stated, tally, against, day, question)
    if max(e.sighting.confidence for e in ranked) < _DOUBTFUL:
        yield "the wording of the only source leaves doubt"


def _disagreements(ranked: Sequence[Evidence]) -> Iterator[str]:
    """Say where sources of the highest authority that states a fact differ on it."""
    facts: tuple[tuple[str, Callable[[Sighting], str | None]], ...] = (
        ("the outcome", lambda s: s.outcome),
        ("the count", lambda s: str(s.tally) if s.tally.complete else None),
        ("the resolution", lambda s: s.resolution),
        ("the draft", lambda s: s.draft),
    )
    for what, get in facts:
        stated = [(e, value) for e in ranked if (value := get(e.sighting))]
        top = [(e, value) for e, value in stated if e.source.authority == stated[0][0].source.authority]
        if len({value for _, value in top}) > 1:
            yield f"sources differ on {what}: " + "; ".join(dict.fromkeys(f"{e.source.name} says {value}" for e, value in top))


def _miscounts(tally: Tally, ballots: dict[State, Choice]) -> Iterator[str]:
    """Say where more States are named than were counted."""
    words = {Choice.YES: "in favour", Choice.NO: "against", Choice.ABSTAIN: "abstaining", Choice.NOT_VOTING: "not voting"}
    for choice, n in zip(Choice, _counts(tally), strict=True):
        named = sum(cast is choice for cast in ballots.values())
        if n is not None and named > n:
            yield f"{named} are named {words[choice]}, {n} counted"
