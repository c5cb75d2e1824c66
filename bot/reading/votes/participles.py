"""Vetoes told by a participle, whose subject is its sentence's: "China hit back at Macedonia for its ties to Taiwan, vetoing a draft"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import State
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import Group
from bot.states import PERMANENT


def participle_by(row: Sequence[Lexeme], at: int, lists: Sequence[Group]) -> tuple[State, ...]:
    """Return the States that a participle which closes or opens a sentence is told of; none where it is no such, or all five are named."""
    if not row[at].text.partition(" ")[0].endswith("ing"):
        return ()
    if at <= 1:
        following = (one for one in lists if one.first > at and _after_comma(row, one.first))
        return _subject(next(following, None))
    if row[at - 1].text not in {",", "by", "thereby", "thus", "-", "—"}:
        return ()
    opening = [one for one in lists if one.last < at and _opens_clause(row, one.first)]
    return _subject(opening[-1] if opening else None)


def _subject(group: Group | None) -> tuple[State, ...]:
    return group.states if group is not None and not PERMANENT.issubset(group.states) else ()


def _after_comma(row: Sequence[Lexeme], first: int) -> bool:
    return row[first - 1].text == "," or (row[first - 1].text in _ARTICLES and row[first - 2].text == ",")


def _opens_clause(row: Sequence[Lexeme], first: int) -> bool:
    """Whether a list opens its clause: nothing before it but when and where, up to the sentence's begin or what begins a clause."""
    place = first - 1
    while place >= 0 and row[place].text in _ARTICLES:
        place -= 1
    if place >= 0 and (row[place].text in _PREPOSITIONS or row[place].kind == "agent"):
        return False
    words = 0
    while place >= 0:
        lexeme = row[place]
        if lexeme.text in _BEGINS or lexeme.kind == "sub":
            return True
        words += lexeme.kind == "word"
        if lexeme.kind not in _CIRCUMSTANCES or words > _FEW:
            return False
        place -= 1
    return True


_FEW = 3
_CIRCUMSTANCES = frozenset({"light", "body", "day", "mark", "word", "article", "measure"})
_ARTICLES = frozenset({"the", "a", "an"})
_BEGINS = frozenset({";", ":", ".", "that", "and", "but", "while", "as", "when", "because", "then", "-", "—"})
_PREPOSITIONS = frozenset({
    "on", "for", "of", "to", "in", "about", "against", "by", "from", "with", "at", "over", "after", "before", "into", "between", "under",
    "behind", "without", "through", "than", "like", "upon", "towards", "toward", "beside", "alongside", "among", "'", "s",
})  # fmt: skip
