"""A text let through by those who abstain."""

from __future__ import annotations

from bot.reading.votes.claim import Claim
from bot.reading.votes.lists import groups
from bot.reading.votes.sides import Count


def may_let(claim: Claim, flat: str) -> bool:
    """Whether a sentence holds a verb of letting at all: a quick look before a close one."""
    return any(flat.find(word, *claim.span) >= 0 for word in _LETS)


def lets_pass(claim: Claim, index: int, flat: str) -> bool:
    """Whether a text was let through: "let the Council adopt resolution 2334 by abstaining", "allowing it to pass"."""
    lexeme = claim.row[index]
    if flat[lexeme.start : lexeme.end] not in _LET or any(item.kind == "future" for item in claim.row[max(0, index - 3) : index]):
        return False
    passed = any(flat[item.start : item.end] in _PASS for item in claim.row[index + 1 : index + 10])
    return passed and any(item.kind == "side" and item.value == "abstain" for item in claim.row)


def let_by(claim: Claim, let: int, flat: str) -> None:
    """Count as abstaining who let the text through: who stands right before that verb, or else opens the sentence."""
    lists = groups(claim.row, flat)
    count = claim.counts.setdefault("abstain", Count())
    by = next((group for group in lists if group.last == let - 1), lists[0] if lists and lists[0].first <= 1 else None)
    if by is not None and not count.states:
        count.states = list(by.states)


_LET = frozenset({"let", "letting", "lets", "allowed", "allowing", "allows", "enabled", "enabling"})
_LETS = ("let", "allow", "enabl")
_PASS = frozenset({"pass", "adopt", "adopted", "passed", "through", "adoption", "passage", "approve", "approved"})
