"""Sentences that only sound like a vote: what one would need, what somebody expects, elections and statements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.votes.claim import VETO, Claim
from bot.reading.votes.lexeme import Lexeme

_PASSES = re.compile(
    r"\b(?:an?|any|every|each|such)\s(?:draft\s|substantive\s|council\s)*(?:resolution|draft|decision|text|motion|measure)\s"
    r"(?:passes|carries|is\s(?:adopted|passed|carried|approved)|succeeds)\b"
    r"|\b(?:resolutions|drafts|decisions)\s(?:pass|are\s(?:adopted|passed|carried))\b"
)


def states_rule(claim: Claim, flat: str) -> bool:
    """Whether a sentence says what a vote needs rather than what it got: "nine votes, and no veto by a permanent member"."""
    if claim.counts and _PASSES.search(flat, *claim.span):
        return True
    if claim.outcome or not any(lexeme.kind == "rule" for lexeme in claim.row) or len(claim.figures) > 1:
        return False
    if any(lexeme.text in {"won", "got", "received", "garnered", "secured"} for lexeme in claim.row):
        return False
    return any(lexeme.value in {VETO, "size"} for lexeme in claim.row)


def expects(claim: Claim) -> bool:
    """Whether votes are told that are yet to be cast: "twelve members were expected to vote in favour"."""
    row = claim.row
    sides = (index for index, lexeme in enumerate(row) if lexeme.kind == "side" and lexeme.text in _TO_CAST)
    voting = any(lexeme.kind == "side" and row[index].text == "to vote" for index, lexeme in enumerate(row[1:]))
    return voting or _foretells(row) or any(lexeme.kind == "future" for index in sides for lexeme in row[max(0, index - 3) : index])


def _foretells(row: Sequence[Lexeme]) -> bool:
    """Whether somebody reckons with counts: "diplomats expect 13 in favour and two abstentions"."""
    expecting = (index for index, lexeme in enumerate(row) if lexeme.text in _EXPECTING)
    return any(lexeme.kind in {"number", "score"} for index in expecting for lexeme in row[index + 1 : index + 8])


_EXPECTING = frozenset(
    {"expect", "expects", "diplomats expected", "predict", "predicts", "anticipate", "anticipates", "foresee", "foresees"}
)
_TO_CAST = frozenset({"vote for", "vote in favour", "vote in favor", "vote against", "abstain", "oppose", "support", "vote yes", "vote no"})


def is_other_business(claim: Claim) -> bool:
    """Whether the sentence tells of an election or of a statement, which are no votes on a text."""
    kinds = claim.kinds
    elects = "election" in kinds and "text" not in kinds and "no" not in claim.figures  # nobody votes against in an election
    if elects or (not claim.outcome and "body" in kinds and _hears(claim.row)):
        return True
    near = [lexeme.kind for lexeme in claim.row[max(0, claim.at - 8) : claim.at + 8]] if claim.at >= 0 else kinds
    if "statement" in near:
        return not any(lexeme.kind == "text" and lexeme.text.startswith(_RESOLUTIONS) for lexeme in claim.row)
    return False


def _hears(row: Sequence[Lexeme]) -> bool:
    """Whether an organ only listens or talks: "the Council heard that …"."""
    after = (row[index + 1] for index, lexeme in enumerate(row[:-1]) if lexeme.kind == "body")
    return any(lexeme.text in {"heard", "hears", "debated", "debates", "discussed", "discusses"} for lexeme in after)


_RESOLUTIONS = ("resol", "résol", "draft", "projet", "proyecto", "projeto", "entwurf")
