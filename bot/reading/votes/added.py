"""What a sentence adds to the vote last told of: how many more did the same, who those counted before were."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Organ, State
from bot.reading.votes.claim import FOREIGN, Claim
from bot.reading.votes.event import Event
from bot.reading.votes.sides import COUNCIL, Count, Counts


def tell_of_last(events: list[Event], said: Claim | None, claim: Claim) -> bool:
    """Add what a sentence tells of the vote last told of: how many more did the same, or who those counted were; False where nothing."""
    if claim.others and said is not None:
        _add_others(events, said, claim.others)
    if claim.names and (claim.company or not claim.counts) and claim.organ != FOREIGN:
        told = events[-1] if events and (said is None or events[-1].claims[-1] is said) else said
        if told is not None:
            named = _identify(told, claim.names, {"no"} if claim.company else set(told.counts))
            named = named or (claim.beside and _joins_veto(told, claim.names)) or (claim.alone and _left_alone(told, claim.names))
            if named:  # "voted with Washington", against a text, is no vote for it
                claim.counts = _of_others(claim) if claim.beside else {}
            return named
    return False


def is_company(claim: Claim) -> bool:
    """Whether a sentence tells who stood with each other, and no more of the vote that may be told behind it."""
    return claim.company and bool(claim.names) and not claim.counts and claim.organ != FOREIGN


def tell_of_next(events: list[Event], early: list[Claim], waiting: list[Claim]) -> None:
    """Name those who stood with each other where a vote told behind them counts as many, or leaves as many of the Council's members."""
    for claim in waiting:
        behind = [event for event in events if event.spans and event.spans[-1] > claim.span and claim.organ in {event.organ, ""}]
        if any(_identify(event, claim.names, {"no"}) for event in behind):
            continue
        told: Sequence[Event | Claim] = [*behind, *(one for one in early if one.span > claim.span and one.organ == claim.organ)]
        rest = next((one for one in told if _leaves(one, len(claim.names))), None)
        if rest is not None:
            rest.counts["yes"] = Count(len(claim.names), list(claim.names))


def _leaves(told: Event | Claim, number: int) -> bool:
    """Whether all the Council's members but so many are told not to have been in favour: "the dozen other members all voted no"."""
    cast = sum(len(count.states) if count.number is None else count.number for count in told.counts.values())
    others = any(count.others or count.rest for count in told.counts.values())
    return told.organ == Organ.SECURITY_COUNCIL and "yes" not in told.counts and others and cast + number == COUNCIL


def _add_others(events: list[Event], said: Claim, others: int) -> None:
    """Count those who did the same as the States a sentence names: "China voted against. So did 26 others."."""
    for side, count in said.counts.items():
        if count.states and count.number is None:
            held = [event.counts[side] for event in events[-1:] if event.claims[-1] is said]
            for told in (count, *held):
                told.number, told.partial = len(count.states) + others, True


def _identify(told: Event | Claim, names: tuple[State, ...], sides: set[str]) -> bool:
    """Give names to the only one of some sides last told of that counts as many and does not name them all; False where none does."""
    counts = [count for side, count in told.counts.items() if side in sides]
    fitting = [count for count in counts if not count.rest and count.number == len({*count.states, *names}) > len(count.states)]
    fitting = [count for count in fitting if not count.states or count.partial] if len(fitting) > 1 else fitting
    if len(fitting) == 1:
        fitting[0].states += [state for state in names if state not in fitting[0].states]
        return True
    stood = [count for count in counts if not set(count.states).isdisjoint(names)]
    if len(stood) == 1 and stood[0].number is None and told.organ in {Organ.SECURITY_COUNCIL, ""} and len(names) == _PAIR:
        stood[0].states += [state for state in names if state not in stood[0].states]  # "Mogadishu sided with Islamabad"
    return False


def _left_alone(told: Event | Claim, names: tuple[State, ...]) -> bool:
    """Take for those against the only ones to have stood with each other, where all other sides are counted and this one is not told."""
    yes, abstain, no = (told.counts.get(side, Count()) for side in ("yes", "abstain", "no"))
    if no.number is not None or no.states or (yes.number or 0) <= len(names) or abstain.number is None:
        return False
    if told.organ == Organ.SECURITY_COUNCIL and (yes.number or 0) + abstain.number + len(names) != COUNCIL:
        return False
    told.counts["no"] = Count(len(names), list(names))
    return True


def _joins_veto(told: Event | Claim, names: tuple[State, ...]) -> bool:
    """Give those who voted beside who vetoed a text their place: "Con Moscú votó Bolivia", against it; False where nobody vetoed it."""
    if set(told.vetoers).isdisjoint(names):
        return False
    cast = told.counts.setdefault("no", Count())
    cast.states += [state for state in names if state not in cast.states]
    return True


def _of_others(claim: Claim) -> Counts:
    """Return what a sentence counts of others than those it tells to have voted beside each other."""
    return {side: count for side, count in claim.counts.items() if set(claim.names).isdisjoint(count.states)}


_PAIR = 2
