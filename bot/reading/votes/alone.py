"""A veto told in two sentences: who stopped something in the Council, and that all the others approved the text."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Organ, Question, State
from bot.reading.votes.claim import ACTED, ADOPTED, VETO, Claim
from bot.reading.votes.event import MAJORITY, MEMBERS, Event
from bot.states import PERMANENT

_NEAR = 8  # lexemes from who stops something back from the verb


def settle(events: Sequence[Event], claims: Sequence[Claim]) -> None:
    """Take for vetoed what all members but those approved who, beside it, are told to have stopped it, on a page that names a veto."""
    if not any(claim.row[index].value == VETO for claim in claims for index in claim.where.get("outcome", ())):
        return
    for event in events:
        left = _left(event)
        stoppers = _stoppers(event, claims) if left else ()
        if stoppers and len(stoppers) == left:
            event.outcome, event.vetoers = VETO, list(stoppers)


def _left(event: Event) -> int:
    """Return how many of the Council's members a text approved by the others lacked; 0 where that is not all that is told."""
    yes = event.counts.get("yes")
    told = any(count.number or count.states for side, count in event.counts.items() if side != "yes")
    whole = event.organ == Organ.SECURITY_COUNCIL and event.question is Question.WHOLE and event.outcome in {"", ACTED, ADOPTED}
    if yes is None or yes.number is None or told or not whole or event.unanimous or event.vetoers:
        return 0
    return MEMBERS - yes.number if MAJORITY <= yes.number < MEMBERS else 0


def _stoppers(event: Event, claims: Sequence[Claim]) -> tuple[State, ...]:
    """Return the permanent members that the sentence before or after one of a vote's tells to have stopped something."""
    places = [place for place, claim in enumerate(claims) if any(claim is told for told in event.claims) and not claim.outside]
    for place in places:
        for beside in (*claims[max(0, place - 1) : place], *claims[place + 1 : place + 2]):
            if not (beside.outcome or beside.past or beside.long_ago) and beside.organ in {event.organ, ""} and (found := _stops(beside)):
                return found
    return ()


def _stops(claim: Claim) -> tuple[State, ...]:
    """Return who stands right before a verb of stopping as its subject."""
    for index in claim.where.get("outcome", ()):
        group = next((one for one in reversed(claim.lists) if one.last < index <= one.last + _NEAR), None)
        clear = group is not None and all(item.text not in {",", ";", ":"} for item in claim.row[group.last + 1 : index])
        if claim.row[index].value == "block" and group is not None and clear and PERMANENT.issuperset(group.states):
            return group.states
    return ()
