"""Whether a sentence can speak of a vote already told: nothing it says contradicts what was said."""

from __future__ import annotations

from bot.model import Organ, Question
from bot.reading.votes.claim import ACTED, ADOPTED, FAILED, VETO, Claim
from bot.reading.votes.event import FEWEST, LOWEST, MAJORITY, MEMBERS, Event
from bot.reading.votes.sides import Count


def fits(event: Event, claim: Claim) -> bool:
    """Whether a claim can speak of a vote already told: nothing it says contradicts what was said."""
    if _of_another(event, claim) or _is_aside(event, claim) or _is_another(event, claim) or _opposed(event, claim):
        return False
    told = {claim.outcome, event.outcome}
    if told.isdisjoint({"", ACTED}) and _kind(claim.outcome) != _kind(event.outcome) and not _approved_in_vain(event, claim):
        return False
    short = event.outcome == VETO and not claim.outcome and claim.figures.get("yes", MEMBERS) < _fewest(claim)
    if (short and not _only_titled(event)) or _is_agreed(event, claim):
        return False
    if (
        _vetoed_otherwise(event, claim)
        or _stood_elsewhere(event, claim)
        or _overflows(event, claim)
        or _crosses(event, claim)
        or _names_more(event, claim)
    ):
        return False
    return not any(_differs(event.counts[side], count) for side, count in claim.counts.items() if side in event.counts)


def _differs(told: Count, count: Count) -> bool:
    """Whether two numbers told of one side are not the same."""
    return not count.further and told.number is not None and count.number is not None and told.number != count.number


def _only_titled(event: Event) -> bool:
    """Whether only a headline tells that some stopped a text ("Estados Unidos y Francia tumban la propuesta"), and names no veto."""
    stopped = [claim for claim in event.claims if claim.outcome == VETO]
    return all(claim.title and claim.at >= 0 and claim.row[claim.at].value == "block" for claim in stopped)


def _is_agreed(event: Event, claim: Claim) -> bool:
    """Whether one of the two was adopted without a vote and the other counts those in favour: they are two texts."""
    counted = any(count.number for count in event.counts.values())
    if (
        claim.unanimous
        and not claim.counts
        and (event.outcome in {VETO, FAILED} or any(event.counts.get(side) for side in ("no", "abstain")))
    ):
        return True  # "vetoed it …. The council went on to renew unanimously the mandate"
    return (claim.without_vote and not claim.counts and counted) or (event.without_vote and not event.counts and "yes" in claim.figures)


def _is_aside(event: Event, claim: Claim) -> bool:
    """Whether a claim tells of a text that is not the page's main one, and not of the vote told."""
    if claim.aside < 0 or claim.outside:
        return event.aside > 0
    return claim.aside not in {0, event.aside} and not _is_titled_part(event, claim)


def _is_titled_part(event: Event, claim: Claim) -> bool:
    """Whether only a title tells of a vote on a part ("UN committee adopts amendment", "bid fails"), and a claim of the same."""
    same = claim.question is event.question or claim.outcome == event.outcome == FAILED
    return claim.question is not Question.WHOLE and same and all(told.title for told in event.claims)


_COMMITTEES = frozenset(organ for organ in Organ if organ.value.startswith("C"))


def _of_another(event: Event, claim: Claim) -> bool:
    """Whether a sentence tells of another organ's vote; a headline that names none may take a committee for the Assembly it is of."""
    if not claim.organ or not event.organ or claim.organ == event.organ:
        return False
    taken = event.organ in _COMMITTEES and claim.outside and not claim.named
    return not (taken and claim.organ == Organ.GENERAL_ASSEMBLY)


def _opposed(event: Event, claim: Claim) -> bool:
    """Whether a sentence tells who was against, or fewer than all in favour, where the Council is told to have been unanimous."""
    if event.organ != Organ.SECURITY_COUNCIL or not event.unanimous or event.outcome != ADOPTED:
        return False
    told = "no" in claim.counts and bool(claim.counts["no"].states or claim.counts["no"].number)
    return not claim.outside and (told or claim.figures.get("yes", MEMBERS) < MEMBERS)


def _names_more(event: Event, claim: Claim) -> bool:
    """Whether a claim names others on a side counted and named in full: of another text, where the page turned to one."""
    for side, count in claim.counts.items() if claim.section > event.section else ():
        told = event.counts.get(side)
        if told is not None and told.number is not None and told.number == len(told.states) and not set(count.states) <= set(told.states):
            return True
    return False


def _approved_in_vain(event: Event, claim: Claim) -> bool:
    """Whether a vetoed text is told to be approved by those for it: "Le texte a été approuvé par 12 voix, contre deux (Russie et …)"."""
    against = claim.counts["no"].states if "no" in claim.counts else ()
    return event.outcome == VETO and claim.outcome == ADOPTED and bool(event.vetoers) and set(event.vetoers) <= set(against)


def _is_another(event: Event, claim: Claim) -> bool:
    """Whether a sentence says what became of something else: of a part, or now where the vote told was taken long ago."""
    if not claim.outcome or not event.claims:
        return bool(claim.outcome) and claim.question != event.question
    if "neither" in claim.where and _kind(claim.outcome) == _kind(event.outcome) == FAILED:
        return True  # "Sa propre résolution n'a pas passé non plus"
    long_ago = event.surest < LOWEST <= claim.score
    told = any(one.outcome and not one.title for one in event.claims)
    return long_ago or (claim.another and told) or (claim.question != event.question and not all(told.title for told in event.claims))


def _vetoed_otherwise(event: Event, claim: Claim) -> bool:
    """Whether a sentence tells of another veto: cast by none of those who cast this one, and not "also"."""
    if not event.vetoers or not claim.vetoers or claim.noun or claim.joins:
        return False
    return not set(event.vetoers).intersection(claim.vetoers)


def _stood_elsewhere(event: Event, claim: Claim) -> bool:
    """Whether a sentence has one who vetoed a text of the past voting for it, or abstaining: it tells of another."""
    return (
        bool(event.vetoers)
        and any(state in event.vetoers for side, count in claim.counts.items() if side != "no" for state in count.states)
        and event.score < LOWEST
    )


def _crosses(event: Event, claim: Claim) -> bool:
    """Whether a State that abstained is told to have cast a veto, or one stands elsewhere in another text, or in what was wanted."""
    if claim.section > event.section and not claim.noun and claim.vetoers:
        held = {state for side in ("abstain", "absent") if side in event.counts for state in event.counts[side].states}
        if not held.isdisjoint(claim.vetoers):
            return True
    if (claim.section == event.section and not claim.future) or event.organ != Organ.SECURITY_COUNCIL:
        return False
    stood = {state: side for side, count in event.counts.items() if not count.excepted for state in count.states}
    return any(stood.get(state, side) != side for side, count in claim.counts.items() for state in count.states)


def _overflows(event: Event, claim: Claim) -> bool:
    """Whether both together would count more votes than the Council has members."""
    if event.organ != Organ.SECURITY_COUNCIL or not (figures := claim.figures):
        return False
    both = {side: count.number for side, count in event.counts.items() if count.number is not None} | figures
    return sum(both.values()) > MEMBERS


def _fewest(claim: Claim) -> int:
    """Return how many must be in favour of a text that a veto can stop: nine of fifteen, seven of eleven before 1966."""
    return MAJORITY if sum(claim.figures.values()) == MEMBERS else FEWEST


def _kind(outcome: str) -> str:
    return FAILED if outcome == VETO else outcome
