"""Who "it" is, where a sentence says only that "in the end it abstained"."""

from __future__ import annotations

from bot.model import State
from bot.reading.votes.lexer import lex
from bot.reading.votes.sides import Counts

_OPENING = 80  # characters that open a sentence, its subject among them
_FARTHEST = 500


def name_it(counts: Counts, plain: str, flat: str, begin: int) -> None:
    """Give a pronoun's vote to the State that the sentence before, which ends at a place, opens with; drop it where it opens otherwise."""
    state = _subject_before(plain, flat, begin)
    for side, count in list(counts.items()):
        if count.it and not count.states:
            count.states = [state] if state else []
            if not state and count.number is None and not count.rest:
                del counts[side]


def _subject_before(plain: str, flat: str, begin: int) -> State:
    end = len(flat[max(0, begin - _FARTHEST) : begin].rstrip()) + max(0, begin - _FARTHEST)
    start = max(flat.rfind(mark, max(0, begin - _FARTHEST), max(0, end - 1)) + len(mark) for mark in (". ", "\n"))
    row = lex(plain, flat, (start, min(end, start + _OPENING)))
    first = next((lexeme for lexeme in row[:2] if lexeme.kind == "state" and lexeme.form != "adjective"), None)
    return first.value if first else ""
