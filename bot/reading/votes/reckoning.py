"""Whether the sides told of a vote are all that can have been cast."""

from __future__ import annotations

from bot.model import Organ
from bot.reading.votes.claim import VETO, Claim
from bot.reading.votes.event import Event
from bot.reading.votes.lexeme import Lexeme
from bot.states import PERMANENT

_MEMBERS = {"": 15, Organ.SECURITY_COUNCIL: 15, Organ.HUMAN_RIGHTS_COUNCIL: 47}
_CAST, _STATES = 100, 193  # votes that the Assembly casts at the least, where each side of three is counted
_SIDES = 3
_APART = 2  # sentences that the sides are told in: those of one are weighed by their own


def is_complete(event: Event) -> bool:
    """Whether votes told add up to all members: of the Council, where every one votes, or counted side by side in a larger organ."""
    telling = [claim for claim in event.claims if claim.counts]
    if len(telling) < _APART and not (event.organ == Organ.SECURITY_COUNCIL and all(map(_opens_with_voters, telling))):
        return False
    figures = {side: len(count.states) if count.number is None else count.number for side, count in event.counts.items()}
    if event.organ not in _MEMBERS:
        counted = [count.number for side, count in event.counts.items() if side != "absent" and count.number is not None]
        return len(counted) == _SIDES and _CAST <= sum(counted) <= _STATES
    if event.outcome == VETO and (event.counts.get("no") is None or event.counts["no"].number is None):
        named = event.counts["no"].states if "no" in event.counts else []
        figures["no"] = len({*event.vetoers, *named})
    if any(count.rest for count in event.counts.values()):
        return event.organ == Organ.SECURITY_COUNCIL and any(figures.values())
    return len(event.counts) > 1 and sum(figures.values()) == _MEMBERS[event.organ]


def _opens_with_voters(claim: Claim) -> bool:
    """Whether a sentence is about a vote and nothing else: it opens with who voted, and names no old text and nothing to come."""
    group = claim.lists[0] if claim.lists and claim.lists[0].first <= 1 else None
    named = group is not None and any(set(group.states) <= set(count.states) for count in claim.counts.values())
    counted = claim.row[0].kind == "number" and claim.row[0].number in claim.figures.values()
    return (named or counted) and not claim.symbols and not claim.future and not claim.past


def place(events: list[Event]) -> None:
    """Take votes on a page that names no organ in full for the Security Council's where one was cast by fifteen, or by its members.

    So are those that only seem another organ's, where a permanent member vetoed the text, and those beside them that fifteen cast.
    """
    vetoed = [event for event in events if event.organ in _OTHERS and _was_vetoed(event)]
    for event in events if vetoed else ():
        if event in vetoed or (event.organ in _OTHERS and not any(claim.named for claim in event.claims) and _by_fifteen(event)):
            event.organ = Organ.SECURITY_COUNCIL
    if any(not event.organ and ((_is_the_councils(event) and is_complete(event)) or _is_roll(event)) for event in events):
        for event in events:
            event.organ = event.organ or Organ.SECURITY_COUNCIL
            for claim in event.claims:
                claim.organ = claim.organ or event.organ


_OTHERS = frozenset(Organ) - {Organ.SECURITY_COUNCIL}


def _was_vetoed(event: Event) -> bool:
    """Whether a permanent member is told to have cast its veto: only the Council knows one."""
    told = any(claim.vetoers and any(claim.row[index].value == VETO for index in claim.where.get("outcome", ())) for claim in event.claims)
    return event.outcome == VETO and bool(PERMANENT.intersection(event.vetoers)) and (told or _by_fifteen(event))


def _by_fifteen(event: Event) -> bool:
    named = (len(count.states) if count.number is None else count.number for count in event.counts.values())
    return len(event.counts) > 1 and sum(named) == _MEMBERS[""]


def _is_roll(event: Event) -> bool:
    """Whether all three sides are counted, and by fifteen: "6 yes, 7 no, 2 abstain"."""
    return len(event.counts) == _SIDES and all(count.number is not None for count in event.counts.values()) and _by_fifteen(event)


def _is_the_councils(event: Event) -> bool:
    named = {state for count in event.counts.values() for state in count.states}
    return bool(event.vetoers or PERMANENT & named) or any(_names_council(claim.row) for claim in event.claims)


def _names_council(row: tuple[Lexeme, ...]) -> bool:
    return any(lexeme.kind == "body" and lexeme.value == "council" for lexeme in row)
