"""Pages that tell of an election: what is counted there are rounds and candidates, and no sides of a text."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.claim import Claim
from bot.reading.votes.lookalikes import are_the_ten

_LEAD = 3  # sentences, with a headline, that tell what a page is about
_TEXTS = frozenset({"text", "symbol", "amendment", "procedural", "consensus", "unanimous"})


def forget_rounds(claims: Sequence[Claim]) -> None:
    """Forget what is counted on a page about an election where no text is named, nor what became of one: "com 113 contra 78"."""
    if not any(_elects(claim) for claim in claims[:_LEAD]):
        return
    for claim in claims:
        if claim.counts and _TEXTS.isdisjoint(claim.where) and not claim.outcome and not _took_sides(claim):
            claim.counts, claim.voters = {}, 0


def _elects(claim: Claim) -> bool:
    told = (index for index in claim.where.get("election", ()) if not are_the_ten(claim.row, index))
    chosen = any(not claim.row[index].text.startswith(_PLACES) for index in told)
    return chosen and _TEXTS.isdisjoint(claim.where)


_PLACES = (
    "non-permanent",
    "seat",
    "assento",
    "vaga",
    "sitz",
    "freie",
    "frei ",
    "sièges",
    "plazas",
    "vacante",
    "seggi",
)  # what may be told of otherwise


def _took_sides(claim: Claim) -> bool:
    """Whether members are told to have voted for or against, or to have abstained: nobody does in an election by secret ballot."""
    if any(count.rest for count in claim.counts.values()):
        return True
    return any(claim.row[index].form == "verb" or claim.row[index].value == "abstain" for index in claim.where.get("side", ()))
