"""An event's facts settled: counts completed by subtraction, sides cleaned, the outcome by the organ's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.model import Organ, Outcome, Question, Sighting, State, Tally
from bot.reading import symbols
from bot.reading.votes.claim import ACTED, ADOPTED, FAILED, VETO
from bot.reading.votes.event import MEMBERS, Event
from bot.states import PERMANENT, council

_SIDES = ("yes", "no", "abstain", "absent")
_MAJORITY = 9
_RIGHTS_COUNCIL, _ASSEMBLY = 47, 193  # members since 2006 and since 2011


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a vote on its page: the page's title, the subject, the sponsors, the drafts and resolutions told of."""

    title: str | None = None
    subject: str | None = None
    sponsors: tuple[State, ...] = ()
    drafts: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()


def sighting(event: Event, day: date | None, around: Around, *, primary: bool) -> Sighting | None:
    """Return what an event says as a sighting; None where it does not say what became of the text."""
    named = _seated(event, _named(event), day)
    figures = _figures(event, named, day)
    outcome = _outcome(event, figures, named)
    if outcome is None:
        return None
    vetoed_by = _vetoed_by(event, outcome, named)
    named["no"] = _merged(named["no"], vetoed_by)
    organ = Organ(event.organ)
    return Sighting(
        organ=organ,
        outcome=outcome,
        question=event.question,
        tally=Tally(figures.get("yes"), figures.get("no"), figures.get("abstain"), figures.get("absent")),
        unanimous=event.unanimous and outcome is Outcome.ADOPTED and (not event.without_vote or "yes" in figures),
        without_vote=event.without_vote and "yes" not in figures,
        vetoed_by=vetoed_by,
        against=named["no"],
        abstained=named["abstain"],
        not_voting=named["absent"],
        in_favour=_in_favour(organ, day, figures, named),
        draft=next(iter(around.drafts), None),
        resolution=next(iter(around.resolutions), None) if outcome is Outcome.ADOPTED else None,
        meeting=_symbol(event, symbols.MEETING, organ),
        date=day,
        sponsors=around.sponsors,
        subject=around.subject,
        title=around.title,
        primary=primary,
        confidence=round(min(1.0, max(0.1, 0.5 + event.score / 10)), 2),
        evidence=event.spans,
    )


def _named(event: Event) -> dict[str, tuple[State, ...]]:
    """Return who stands on each side; a State told on two sides stands where it was told first: against, abstaining, in favour."""
    named: dict[str, tuple[State, ...]] = {}
    seen: set[State] = set()
    vetoers = tuple(event.vetoers) if event.outcome == VETO else ()
    excepted = "no" in event.counts and event.counts["no"].excepted
    for side in ("abstain", "absent", "no", "yes") if excepted else ("no", "abstain", "absent", "yes"):
        count = event.counts.get(side)
        told = (*(vetoers if side == "no" else ()), *(_fitting(event, side) if count else ()))
        named[side] = tuple(dict.fromkeys(state for state in told if state not in seen))
        seen.update(named[side])
    return named


def _fitting(event: Event, side: str) -> Sequence[State]:
    """Return who is told of a side; where more are than it has, those that one sentence tells and that are as many as it has."""
    count = event.counts[side]
    if count.number is None or len(count.states) <= count.number:
        return count.states
    lists = (claim.counts[side].states for claim in event.claims if side in claim.counts)
    return next((states for states in lists if len(states) == count.number), count.states)


def _seated(event: Event, named: dict[str, tuple[State, ...]], day: date | None) -> dict[str, tuple[State, ...]]:
    """Leave out those who had no seat in the Council that day, where more are told than it has: who only spoke, or stood elsewhere."""
    if event.organ == Organ.SECURITY_COUNCIL:
        named = _within(event, named, _size(day))
    members = council(day) if event.organ == Organ.SECURITY_COUNCIL and day else None
    told = sum(max(event.counts[side].number or 0 if side in event.counts else 0, len(states)) for side, states in named.items())
    if members is None or told <= MEMBERS:
        return named
    return {side: tuple(state for state in states if state in members) for side, states in named.items()}


def _within(event: Event, named: dict[str, tuple[State, ...]], size: int) -> dict[str, tuple[State, ...]]:
    """Leave out those only named on a side where the sides counted account for all: they spoke against, and abstained."""
    numbers = {side: count.number for side, count in event.counts.items() if count.number is not None}
    if event.outcome == VETO or sum(numbers.values()) != size or "yes" not in numbers or len(numbers) == 1:
        return named
    return {side: states if side in numbers or side == "yes" else () for side, states in named.items()}


def _figures(event: Event, named: dict[str, tuple[State, ...]], day: date | None) -> dict[str, int]:
    figures = {side: count.number for side, count in event.counts.items() if count.number is not None}
    if event.organ == Organ.SECURITY_COUNCIL:
        return _of_council(event, figures, named, _size(day))
    return _of_assembly(event, figures, named)


def _size(day: date | None) -> int:
    return 11 if day is not None and day < date(1966, 1, 1) else 15


def _of_council(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]], size: int) -> dict[str, int]:
    """Complete a Council tally: all members vote, so what is missing follows where only one reading adds up to them all."""
    others = any(number for side, number in figures.items() if side != "yes") or any(named[side] for side in ("no", "abstain"))
    if event.unanimous and event.outcome in {ADOPTED, ACTED, ""} and not others:
        yes = figures.get("yes", size)
        return {"yes": yes if yes >= _MAJORITY else size, "no": 0, "abstain": 0}  # fewer are only some: "the three African nations, too"
    figures = _with_rest(event, figures, named, size)
    if any(count.others for count in event.counts.values()):
        figures = {**_named_beside(event, named), **figures}
    if named["absent"] and "absent" not in figures:
        figures = {**figures, "absent": len(named["absent"])}
    if {"yes", "no", "abstain"} <= figures.keys() and sum(figures.values()) == size - 1 and event.counts["yes"].listed:
        figures = {**figures, "yes": figures["yes"] + 1}  # "only China and Vietnam backed it": its author did, too
    known = {side: figures.get(side, len(named[side])) for side in ("yes", "no", "abstain", "absent")}
    if sum(known.values()) == size - 1 and _has_author_beside(event, named):
        figures["yes"] = known["yes"] = known["yes"] + 1
    if sum(known.values()) == size and known["yes"]:
        return {**figures, **{side: known[side] for side in ("yes", "no", "abstain")}}
    return _by_subtraction(event, figures, named, size)


def _has_author_beside(event: Event, named: dict[str, tuple[State, ...]]) -> bool:
    """Whether a text adopted was its author's and that of others: "put forward by the United States and supported by 11 other members"."""
    backed = event.counts.get("yes")
    authored = backed is not None and backed.number is not None and backed.others and not named["no"]
    return authored and event.outcome in {ADOPTED, ACTED}


def _named_beside(event: Event, named: dict[str, tuple[State, ...]]) -> dict[str, int]:
    """Count those named beside "the 10 other members": nobody else stood there."""
    whole = (side for side in ("no", "abstain") if named[side] and not (side in event.counts and event.counts[side].partial))
    return {side: len(named[side]) for side in whole}


def _by_subtraction(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]], size: int) -> dict[str, int]:
    """Fill the one missing side of a Council tally, where the rest is nobody, just those named, or a veto's own votes."""
    missing = [side for side in ("yes", "no", "abstain") if side not in figures]
    rest = size - sum(figures.values())
    if len(missing) == 1 and rest >= len(named[missing[0]]) and ("absent" not in event.counts or "absent" in figures):
        opposed = missing[0] == "no" and event.outcome in {VETO, FAILED}
        listed = bool(named[missing[0]]) and not event.counts[missing[0]].partial if missing[0] in event.counts else False
        if missing[0] == "yes" or rest == len(named[missing[0]]) or (opposed and not listed):
            return {**figures, missing[0]: rest}
    if "yes" in figures and named["no"] and figures["yes"] + len(named["no"]) == size:
        return {**figures, "no": len(named["no"]), "abstain": 0}
    return figures


def _with_rest(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]], size: int) -> dict[str, int]:
    """Count "all other members"; and where a list is longer than its number ("with Russia four voted for"), take the list if it adds up."""
    for side, count in event.counts.items():
        others = {other: figures.get(other, len(named[other])) for other in _SIDES if other != side}
        if count.rest and side not in figures:
            complete = {other: number for other, number in others.items() if number or other != "absent"}
            return {**complete, side: size - sum(others.values())} if any(others.values()) else figures
        if side in figures and len(named[side]) > figures[side] and sum(others.values()) + len(named[side]) == size:
            return {**figures, side: len(named[side])}
    return figures


def _of_assembly(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]]) -> dict[str, int]:
    """Complete an Assembly tally by counting lists that are told as whole."""
    if "yes" not in figures:
        return figures
    for side in ("no", "abstain"):
        count = event.counts.get(side)
        if count is not None and count.number is None and named[side] and not count.partial:
            figures = {**figures, side: len(named[side])}
    nobody = "no" not in figures and not named["no"] and _untold(event, figures, named) == 0
    return {**figures, "no": 0} if nobody else figures


def _outcome(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]]) -> Outcome | None:
    if event.organ == Organ.SECURITY_COUNCIL and event.question is not Question.PROCEDURAL:
        if event.outcome in {VETO, FAILED}:
            return _stopped(event, figures, named)
        if event.outcome in {ACTED, ADOPTED} and _falls_short(figures):
            return Outcome.FAILED
    if event.outcome in {ADOPTED, ACTED} or event.unanimous or event.without_vote:
        return Outcome.FAILED if event.outcome == ACTED and _is_outvoted(event, figures) else Outcome.ADOPTED
    if event.outcome in {FAILED, VETO}:
        return Outcome.ADOPTED if _is_carried(event, figures) else Outcome.FAILED
    return _by_count(event, figures, named)


def _stopped(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]]) -> Outcome:
    """Tell what stopped a text of the Council: too few votes, or with nine in favour a veto; neither where no permanent member could."""
    yes = figures.get("yes")
    if event.outcome == FAILED and yes is not None and yes >= _MAJORITY and _no_veto(event, figures, named):
        return Outcome.ADOPTED  # "Latin pair rejects Sahara mandate": two of those who cannot stop it
    if event.outcome == VETO:
        return Outcome.FAILED if yes is not None and yes < _MAJORITY else Outcome.VETOED
    return Outcome.VETOED if yes is not None and yes >= _MAJORITY else Outcome.FAILED


def _no_veto(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]]) -> bool:
    """Whether all who were against are named, none of them a permanent member, and only a title says that the text failed."""
    against = named["no"]
    titled = all(claim.outside or claim.outcome != FAILED or claim.score < 1 for claim in event.claims)
    return titled and bool(against) and len(against) == figures.get("no") and not PERMANENT.intersection(against)


def _falls_short(figures: dict[str, int]) -> bool:
    """Whether so few are counted in favour, and so many not, that nine cannot be: a text "given seven votes" was not acted on."""
    others = sum(number for side, number in figures.items() if side != "yes")
    return figures.get("yes", _MAJORITY) < _MAJORITY and others > MEMBERS - _MAJORITY


def _is_carried(event: Event, figures: dict[str, int]) -> bool:
    """Whether more are counted for than against where half decides, and what only sounds like a defeat counts neither."""
    halves = event.organ not in {Organ.SECURITY_COUNCIL, Organ.GENERAL_ASSEMBLY} and event.question is Question.WHOLE
    counted = any(not claim.figures.keys().isdisjoint({"yes", "no"}) or claim.outside for claim in event.claims if claim.outcome == FAILED)
    return halves and not counted and "no" in figures and figures.get("yes", 0) > figures["no"]


def _is_outvoted(event: Event, figures: dict[str, int]) -> bool:
    """Whether more were against than for, where half decides: "21 voted against renewing it" renewed nothing, whatever the verb."""
    return event.organ != Organ.SECURITY_COUNCIL and figures.get("yes", 0) < figures.get("no", 0) and "yes" in figures


def _by_count(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]]) -> Outcome | None:
    """Tell the outcome from the counts alone."""
    yes, no = figures.get("yes"), figures.get("no", len(named["no"]))
    if yes is None:
        return None
    if event.organ != Organ.SECURITY_COUNCIL:
        unsure = not no and "no" not in figures and yes <= _untold(event, figures, named)  # those not told of may have been against
        return None if unsure else Outcome.ADOPTED if yes > no else Outcome.FAILED
    if yes < _MAJORITY:
        return Outcome.FAILED
    cast = sum(figures.get(side, len(named[side])) for side in _SIDES)
    if "no" not in figures and cast == MEMBERS - 1:
        return None  # one member is not accounted for: it may have cast a veto
    if no > len(named["no"]) and event.question is not Question.PROCEDURAL:
        return None  # who was against is not told: it may have been a veto
    return Outcome.VETOED if PERMANENT.intersection(named["no"]) and event.question is not Question.PROCEDURAL else Outcome.ADOPTED


def _untold(event: Event, figures: dict[str, int], named: dict[str, tuple[State, ...]]) -> int:
    """Return how many members of the Assembly, or of the Human Rights Council, a vote's sides do not account for."""
    members = _RIGHTS_COUNCIL if event.organ == Organ.HUMAN_RIGHTS_COUNCIL else _ASSEMBLY
    return members - sum(max(figures.get(side, 0), len(named[side])) for side in _SIDES)


def _vetoed_by(event: Event, outcome: Outcome, named: dict[str, tuple[State, ...]]) -> tuple[State, ...]:
    if outcome is not Outcome.VETOED:
        return ()
    opposed = tuple(state for state in named["no"] if state in PERMANENT)
    return _merged(tuple(event.vetoers), opposed)


def _merged(first: tuple[State, ...], second: tuple[State, ...]) -> tuple[State, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _in_favour(organ: Organ, day: date | None, figures: dict[str, int], named: dict[str, tuple[State, ...]]) -> tuple[State, ...] | None:
    """Return who voted in favour: named in full, or all of that day's Council that did nothing else."""
    if figures.get("yes") == len(named["yes"]) and named["yes"]:
        return tuple(sorted(named["yes"]))
    members = council(day) if organ is Organ.SECURITY_COUNCIL and day else None
    if members is None or "yes" not in figures:
        return None
    rest = members.difference(named["no"], named["abstain"], named["absent"])
    return tuple(sorted(rest)) if len(rest) == figures["yes"] else None


def _symbol(event: Event, kind: str, organ: Organ) -> str | None:
    found = [lexeme.value for claim in event.claims for lexeme in claim.symbols if lexeme.form == kind]
    prefix = "S/" if organ is Organ.SECURITY_COUNCIL else "A/"
    return next((text for text in found if text.startswith(prefix)), None)
