"""By which rule a page's votes are judged: a procedural one, one that needed two thirds, one lost where half decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model import Organ, Question
from bot.reading.votes.claim import FAILED, Claim
from bot.reading.votes.event import LOWEST, Event
from bot.reading.votes.sides import Count


def settle(gathered: Sequence[Event], claims: Sequence[Claim]) -> None:
    """Let votes be judged by the rule their page tells of: a procedural one, or one that needed two thirds."""
    _mark_procedural(gathered, claims)
    thirds = any(_names_two_thirds(claim) for claim in claims)
    for event in gathered if not thirds else ():
        _turn_defeat(event)
    for event in gathered:
        near = [claim for claim in claims if claim.aside in {event.aside, -event.aside}] if event.aside else claims
        near = near if event.aside or event.question is Question.WHOLE else event.claims
        if event.question is not Question.PROCEDURAL and _missed_two_thirds(event, near):
            event.outcome = FAILED


def _turn_defeat(event: Event) -> None:
    """Take "rejected by 24 votes to 14" for what it means where half decides: 24 were against."""
    yes, no = event.counts.get("yes", Count()), event.counts.get("no", Count())
    outvoted = event.outcome == FAILED and event.organ != Organ.SECURITY_COUNCIL and (yes.number or 0) > (no.number or 0) > 0
    if outvoted and any(claim.outcome == FAILED and claim.figures.get("yes") == yes.number and _is_polled(claim) for claim in event.claims):
        yes.number, no.number = no.number, yes.number


def _is_polled(claim: Claim) -> bool:
    """Whether a sentence counts "by 24 votes to 14", "24 to 14" or "24-14", and does not say which were in favour."""
    row = claim.row
    pairs = "score" in claim.where or any(
        row[index + 1 : index + 3] and row[index + 1].text in {"votes", "to"} for index in claim.where.get("number", ())
    )
    return pairs and not any(row[index].value in {"yes", "no"} for index in claim.where.get("side", ()))


def _is_procedural(event: Event) -> bool:
    return any(claim.question is Question.PROCEDURAL for claim in event.claims)


def _mark_procedural(gathered: Iterable[Event], claims: Iterable[Claim]) -> None:
    """Mark as procedural a Council's vote that names no text where the page calls one so: "no veto applies, and the meeting went ahead"."""
    if any("procedural" in claim.where and claim.score >= LOWEST for claim in claims):
        for event in gathered:
            texts = any(not claim.where.keys().isdisjoint({"text", "symbol"}) for claim in event.claims)
            whole = event.organ == Organ.SECURITY_COUNCIL and event.question is Question.WHOLE
            if whole and not event.vetoers and (not texts or _is_procedural(event)):
                event.question = Question.PROCEDURAL


def _missed_two_thirds(event: Event, claims: Iterable[Claim]) -> bool:
    """Whether an Assembly's vote got a majority, but not the two thirds its page says it needed."""
    yes, no = event.counts.get("yes", Count()).number, event.counts.get("no", Count()).number
    if event.organ == Organ.SECURITY_COUNCIL or event.outcome or not yes or not no or yes * 3 >= (yes + no) * 2 or yes <= no:
        return False
    return any(_names_two_thirds(claim) for claim in claims)


def _names_two_thirds(claim: Claim) -> bool:
    told = (claim.row[index].text for kind in _OF_MAJORITIES for index in claim.where.get(kind, ()))
    return any("two-thirds" in text or "two thirds" in text for text in told)


_OF_MAJORITIES = ("rule", "outcome", "procedural")  # lexemes that may name two thirds
