"""Who "it" is, and what "did so" did, where only the sentence before tells: "In the end it abstained.", "Others did so, too."."""

from __future__ import annotations

from bot.model import Span, State
from bot.reading.votes.lexer import lex
from bot.reading.votes.sides import Count, Counts

_FARTHEST = 500


def resolve(counts: Counts, plain: str, flat: str, begin: int) -> None:
    """Give a pronoun's vote to the State that the sentence before opens with, what "did so" to its side; drop what it does not tell."""
    row = lex(plain, flat, _before(flat, begin))
    first = next((lexeme.value for lexeme in row[:2] if lexeme.kind == "state" and lexeme.form != "adjective"), "")
    sides = {lexeme.value for lexeme in row if lexeme.kind == "side"}
    same = counts.pop("so", None)
    if same is not None and len(sides) == 1:
        _join(counts.setdefault(sides.pop(), Count()), same)
    for side, count in list(counts.items()):
        if count.it and not count.states:
            _name(count, first)
            if count.number is None and not (count.states or count.rest):
                del counts[side]


def _name(count: Count, state: State) -> None:
    count.states = [state] if state else []


def _join(count: Count, same: Count) -> None:
    count.number = same.number if count.number is None else count.number
    count.states += [state for state in same.states if state not in count.states]
    count.partial = count.partial or same.partial


def _before(flat: str, begin: int) -> Span:
    """Return where the sentence before a place runs, or its last 500 characters."""
    least = max(0, begin - _FARTHEST)
    end = least + len(flat[least:begin].rstrip())
    start = max(flat.rfind(mark, least, max(least, end - 1)) + len(mark) for mark in (". ", "\n"))
    return max(least, start), end
