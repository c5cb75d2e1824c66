"""One meaningful stretch of a text."""

from __future__ import annotations

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
