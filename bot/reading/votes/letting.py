"""A text let through by those who abstain."""

from __future__ import annotations

from bot.reading.votes.claim import Claim
from bot.reading.votes.lists import groups
from bot.reading.votes.sides import Count


def may_let(claim: Claim) -> bool:
    """Whether a sentence holds a verb of letting, and voters, at all: a quick look before a close one."""
    return "side" in claim.kinds and any(lexeme.text in _LET for lexeme in claim.row)


def lets_pass(claim: Claim, index: int) -> bool:
    """Whether a text was let through: "let the Council adopt resolution 2334 by abstaining", "allowing it to pass"."""
    lexeme = claim.row[index]
    if lexeme.text not in _LET or any(item.kind == "future" for item in claim.row[max(0, index - 3) : index]):
        return False
    passed = any(item.text in _PASS for item in claim.row[index + 1 : index + 10])
    return passed and any(item.kind == "side" and item.value == "abstain" for item in claim.row)


def let_by(claim: Claim, let: int) -> None:
    """Count as abstaining who let the text through: who stands right before that verb, or else opens the sentence."""
    lists = groups(claim.row)
    count = claim.counts.setdefault("abstain", Count())
    by = next((group for group in lists if group.last == let - 1), lists[0] if lists and lists[0].first <= 1 else None)
    if by is not None and not count.states:
        count.states = list(by.states)


_LET = frozenset({"let", "letting", "lets", "allowed", "allowing", "allows", "enabled", "enabling"})
_PASS = frozenset({"pass", "adopt", "adopted", "passed", "through", "adoption", "passage", "approve", "approved"})
