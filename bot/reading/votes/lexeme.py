"""One meaningful stretch of a text, and where those of each kind stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple


class Lexeme(NamedTuple):
    """One meaningful stretch of a text, in lower case: ``kind`` and ``value`` are those of the table of words.

    ``form`` is verb, noun or adv; of a State how it is named, of a symbol its kind. ``number`` is a count, or the year of a symbol.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str = ""
    form: str = ""
    number: int = 0


Where = dict[str, list[int]]
"""Where the lexemes of each kind stand in a row, in order; those of plain words, small ones and marks are left out."""

_KIND = attrgetter("kind")
_DULL = frozenset({"word", "light", "mark"})


def where(row: Sequence[Lexeme]) -> Where:
    """Return where the lexemes of each telling kind stand."""
    found: Where = {}
    for index, kind in enumerate(map(_KIND, row)):
        if kind not in _DULL:
            found.setdefault(kind, []).append(index)
    return found


THE_TEXT = frozenset({"the text", "the resolution", "the draft", "the motion", "the measure"})
"""A text as one that is known is named."""
