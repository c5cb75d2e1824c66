"""Who kept whom company in a vote: "Only Israel and Uzbekistan sided with Washington", after three were counted against."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import State
from bot.reading.votes.claim import HAD
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import Group


def company(row: Sequence[Lexeme], lists: Sequence[Group]) -> tuple[State, ...]:
    """Return the States a short sentence tells to have stood with each other, and nothing else of; none where it tells more."""
    if len(row) > _LONGEST or not lists or not _ends_in_state(row):
        return ()
    verb = next((place for place, item in enumerate(row) if item.text.startswith(_SIDING)), -1)
    if verb < 1 or any((item.kind in _MORE or item.text in HAD) and place != verb for place, item in enumerate(row)):
        return ()
    known = [item for item in row if item.kind == "state"]
    if not any(item in known for item in row[:verb]):
        return ()
    return tuple(dict.fromkeys(item.value for item in known))


def _ends_in_state(row: Sequence[Lexeme]) -> bool:
    return next((item.kind for item in reversed(row) if item.kind != "mark"), "") == "state"


_LONGEST = 18  # lexemes
_SIDING = (
    "sided with", "siding with", "joined", "was joined", "were joined", "stood with", "stood by", "standing with", "voted with",
    "backed", "supported", "was backed", "was supported", "lined", "went along with",
    "took the side of", "took sides with", "kept company with", "rallied behind", "rallied to", "followed", "sided",
)  # fmt: skip
_MORE = frozenset({
    "side", "outcome", "fate", "number", "score", "future", "text", "amendment", "procedural", "body", "symbol", "sub", "past", "measure",
    "ordinal",
})  # fmt: skip
