"""A text as tokens and sentences, each quote one token: its words can neither end a sentence nor name a speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, compress
from operator import ne, sub

from bot.model import Span
from bot.reading.quotes.marks import Marked

_HEAD, _BODY = "\ue000", "\ue001"
QUOTE = _HEAD


@dataclass(slots=True)
class Sentence:
    """A sentence as a range of tokens [first, last), and the number of its paragraph."""

    first: int
    last: int
    paragraph: int


@dataclass(slots=True)
class Prose:
    """Tokens in parallel: as printed, in lower case, and where they stand.

    A quote's token is ``QUOTE``; ``quotes`` says where they are and ``quoted`` which. ``hidden`` is the text with every quote as a filler.
    """

    text: str
    hidden: str
    words: list[str] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quoted: dict[int, int] = field(default_factory=dict)
    quotes: list[int] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)

    def quotes_of(self, sentence: Sentence, start: int = 0) -> list[int]:
        """Return the quotes' tokens in a sentence, those before ``start`` left out."""
        first = bisect_left(self.quotes, max(start, sentence.first))
        return self.quotes[first : bisect_left(self.quotes, sentence.last, first)]

    def where(self, words: Container[str]) -> list[int]:
        """Return the tokens that are, in lower case, one of some words."""
        return list(compress(range(len(self.lows)), map(words.__contains__, self.lows)))

    def capitals(self) -> list[int]:
        """Return the tokens with a capital letter in them."""
        return list(compress(range(len(self.lows)), map(ne, self.words, self.lows)))

    def printed(self, first: int, last: int) -> str:
        """Return the page's own text of the tokens [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


def masked(text: str, marks: Iterable[Marked]) -> str:
    """Return the text with each quote as a filler of equal length, so that offsets hold."""
    parts: list[str] = []
    at = 0
    for mark in marks:
        parts += text[at : mark.left], _HEAD, _BODY * (mark.right - mark.left - 1)
        at = mark.right
    return "".join((*parts, text[at:]))


def tokenised(text: str, marks: list[Marked], paragraphs: list[Span]) -> Prose:
    """Part a text into tokens; each paragraph is a range of them.

    Each token is found with the blanks before it, so that no loop over tokens is needed to tell where they stand.
    """
    hidden = masked(text.translate({ord(_HEAD): " ", ord(_BODY): " "}) if _HEAD in text or _BODY in text else text, marks)
    pieces = _token().findall(hidden.rstrip())
    words = list(map(str.lstrip, pieces))
    ends = list(accumulate(map(len, pieces)))
    starts = list(map(sub, ends, map(len, words)))
    quotes = [bisect_left(starts, mark.left) for mark in marks]
    for at in quotes:
        words[at] = QUOTE
    return Prose(
        text,
        hidden,
        words,
        list(map(str.lower, words)),
        starts,
        ends,
        {at: number for number, at in enumerate(quotes)},
        quotes,
        [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in paragraphs],
    )


@cache
def _token() -> re.Pattern[str]:
    """Match a token and the blanks before it. Most are plain words, so these come first, for speed."""
    plain, stop = r"[A-Za-z]{2,}+(?=[ ,])", "[.,]"
    quote = r"\ue000\ue001*"
    elided = r"(?:[ldcjmnst]|[LCJNMS](?=.[a-zà-ÿ])|[Qq]u)['’](?=[^\W\d_]{2})"
    word = r"[^\W\d_]+(?:(?:[-'’\u2011](?!s\b)|\.(?=[^\W\d_](?:\.|\b)))[^\W_]+)*"  # with hyphens, apostrophes and inner full stops: "U.S"
    possessive, number, sign = r"['’]s\b", r"\d+(?:[.,]\d+)*", r"[^\w\s]|_"
    return re.compile(rf"\s*+(?:{plain}|{stop}|{quote}|{elided}|{word}|{possessive}|{number}|{sign})")
