"""Hands that are not named: "Cuba's and Yemen's went up against; China's stayed down", after hands were called for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.lexeme import Lexeme

_OWNED = 2  # lexemes of a possessive: an apostrophe and its "s"


def settle(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme:
    """Return what a hand did as the verb of its side, where somebody's is told to have done it; else what means nothing."""
    told = _is_theirs(row, index) or (lexeme.text.endswith(_TO_SIDE) and index > 0 and row[index - 1].kind == "number")
    told = told and (lexeme.text.endswith(_TO_SIDE) or lexeme.value == "abstain" or any("hand" in item.text for item in row[:index]))
    return lexeme._replace(kind="side", form="verb") if told else lexeme._replace(kind="light", value=lexeme.text, form="")


_TO_SIDE = ("against", "for", "behind", "favour", "favor", "not raised", "not raised at all")


def _is_theirs(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a State's possessive stands right before: "China's", "the Emirates'"."""
    marks = [item.text for item in row[max(0, index - _OWNED) : index]]
    owner = index - (2 if marks[-1:] == ["'"] else 3)
    return owner >= 0 and "'" in marks and row[owner].kind == "state"
