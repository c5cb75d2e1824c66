"""One meaningful stretch of a text."""

from __future__ import annotations

from typing import NamedTuple


class Lexeme(NamedTuple):
    """One meaningful stretch of a text: ``kind`` and ``value`` are those of the table of words; ``form`` is verb, noun or adv."""

    start: int
    end: int
    kind: str
    value: str = ""
    form: str = ""
    number: int = 0
