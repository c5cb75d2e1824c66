"""What a sentence adds to the vote last told of: how many more did the same, who those counted before were."""

from __future__ import annotations

from bot.model import Organ, State
from bot.reading.votes.claim import FOREIGN, Claim
from bot.reading.votes.event import Event


def tell_of_last(events: list[Event], said: Claim | None, claim: Claim) -> None:
    """Add what a sentence tells of the vote last told of: how many more did the same, or who those counted were."""
    if claim.others and said is not None:
        _add_others(events, said, claim.others)
    if claim.names and (claim.company or not claim.counts) and claim.organ != FOREIGN:
        told = events[-1] if events and (said is None or events[-1].claims[-1] is said) else said
        if told is not None:
            named = _identify(told, claim.names, {"no"} if claim.company else set(told.counts))
            claim.counts = {} if named else claim.counts  # "voted with Washington", against a text, is no vote for it


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


_PAIR = 2
