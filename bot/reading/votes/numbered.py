"""Resolutions told by a new number: a text that has one was adopted, whatever the verb its page uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.model import Organ
from bot.reading import symbols
from bot.reading.votes.claim import ADOPTED, FAILED, VETO, Claim
from bot.reading.votes.event import Event
from bot.reading.votes.years import is_of_year

_FEWEST = 9  # votes in favour that a text of the Council needs
_NEAR = 4  # lexemes before a number that tell whether it is old


def naming(claims: Sequence[Claim], published: date | None, text: str) -> list[Claim]:
    """Return the claims that name a resolution of the Council by a number of the year of publication, and none it only goes back to."""
    if published is None:
        return []
    return [claim for claim in claims if claim.symbols and not claim.past and _names_new(claim, published, text)]


def _names_new(claim: Claim, published: date, text: str) -> bool:
    for index in claim.where.get("symbol", ()):
        lexeme = claim.row[index]
        new = lexeme.form == symbols.RESOLUTION and lexeme.value.startswith("S/RES/") and is_of_year(lexeme, published, text)
        if new and _OLD.isdisjoint(item.text for item in claim.row[max(0, index - _NEAR) : index]):
            return True
    return False


# Before a resolution that is referred to and was adopted before: "under resolution 2803", "to implement resolution 1701".
_OLD = frozenset({
    "under", "implement", "implements", "implementing", "implementation", "violate", "violates", "violated", "violating", "violation",
    "violations", "pursuant", "since", "recalling", "recalls", "recalled", "enforce", "enforcing", "comply", "complied", "complying",
    "compliance", "accordance", "line", "breach", "breaches", "breached", "honour", "honor", "respect", "landmark", "earlier", "previous",
    "last", "existing", "required", "by",
})  # fmt: skip


def settle(events: Sequence[Event], named: Sequence[Claim]) -> None:
    """Take a vote of the Council for a text adopted where no word tells what became of it, and its page names a new resolution."""
    for event in events:
        if named and not event.outcome and event.organ == Organ.SECURITY_COUNCIL and event.score >= 0 and not _fell_short(event):
            event.outcome = ADOPTED
            event.named = _surer(event, named)
            event.claims += [claim for claim in named if claim not in event.claims and claim.outcome not in {FAILED, VETO}]


def _surer(event: Event, named: Sequence[Claim]) -> float:
    """Return how much surer a vote is: more where two sides are told, and where the number stands with a day just past."""
    dated = any(day.kind != "day" for claim in named for day in claim.days) and not any(claim.days_ago for claim in named)
    return _SIDES * (len(event.counts) > 1) + _DAY * dated


_SIDES, _DAY = 0.5, 0.75


def _fell_short(event: Event) -> bool:
    yes = event.counts.get("yes")
    return bool(event.vetoers) or (yes is not None and yes.number is not None and yes.number < _FEWEST)
