"""A text let through by those who abstain."""

from __future__ import annotations

from bot.reading.votes.claim import Claim
from bot.reading.votes.sides import Count


def letting(claim: Claim) -> int:
    """Return where a text is let through: "let the Council adopt resolution 2334 by abstaining", "allowing it to pass"; else -1."""
    if "side" not in claim.where or not any(claim.row[index].value == "abstain" for index in claim.where.get("side", ())):
        return -1
    return next((index for index, lexeme in enumerate(claim.row) if lexeme.text in _LET and _lets_pass(claim, index)), -1)


def _lets_pass(claim: Claim, index: int) -> bool:
    if any(item.kind == "future" or item.text in _MADE_TO for item in claim.row[max(0, index - 3) : index]):
        return False
    return any(item.text in _PASS for item in claim.row[index + 1 : index + 10])


def let_by(claim: Claim) -> None:
    """Count as abstaining who let the text through: who stands right before that verb, or else opens the sentence."""
    lists = claim.lists
    count = claim.counts.setdefault("abstain", Count())
    by = next((group for group in lists if group.last == claim.lets - 1), lists[0] if lists and lists[0].first <= 1 else None)
    if by is not None and not count.states:
        count.states = list(by.states)


_LET = frozenset({"let", "letting", "lets", "allowed", "allowing", "allows", "enabled", "enabling"})
_MADE_TO = frozenset({"obliged", "required", "bound", "ordered", "urged", "asked", "refused"})  # "the aid Israel is obliged to let through"
_PASS = frozenset({"pass", "adopt", "adopted", "passed", "through", "adoption", "passage", "approve", "approved"})
