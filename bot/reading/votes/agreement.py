"""Texts adopted without a vote: whether a sentence tells that one was, and not that it was meant to be."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.claim import Claim
from bot.reading.votes.lexeme import Lexeme


def agreed(row: Sequence[Lexeme], index: int) -> bool:
    """Whether "by consensus" tells how a text was adopted, not how it was not: "not by consensus", "was meant to pass by consensus"."""
    before = row[max(0, index - _TO_MEANT) : index]
    begin = max((place + 1 for place, item in enumerate(before) if item.text in _PARTED), default=0)
    meant = any(item.kind == "future" or item.text in _MEANT for item in before[begin:])
    return not meant and not (index and row[index - 1].text in _DENIED)


_TO_MEANT = 8
_PARTED = frozenset({",", ";", ":", "-", "("})
_DENIED = frozenset({"not", "never", "than", "no", "nicht", "pas", "não", "non"})
_MEANT = frozenset({"meant", "supposed", "intended", "usually", "customarily", "normally", "longer"})


def decides(claim: Claim) -> bool:
    """Whether a sentence that tells of no vote tells of a decision: "agreed by consensus to …", not "met without a vote"."""
    words = {lexeme.text for lexeme in claim.row}
    organ = "body" in claim.where or not _COMMITTEE.isdisjoint(words)
    decided = not _DECIDING.isdisjoint(words) or (claim.named and "outcome" in claim.where)
    return not claim.where.keys().isdisjoint({"text", "symbol"}) or (organ and decided)


_COMMITTEE = frozenset({"committee", "panel"})
_DECIDING = frozenset(
    {"agreed", "decided", "took", "chose", "resolved", "proclaimed", "declared", "established", "elevated", "set", "gave", "agreement"}
)
