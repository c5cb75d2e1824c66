"""Quotes in Russian, Arabic and Chinese: their marks are known, their speakers only where a name stands plainly beside the verb.

Words between marks are a quote when a verb of speech stands right before or after them; all else may be a title or a scare quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bot.model import Quote
from bot.reading.quotes.grammar import word_lists
from bot.reading.quotes.marks import Marked

UNREAD = frozenset({"ru", "ar", "zh"})
_BESIDE, _NAMED = 45, 110  # characters from the marks to the verb, and to the name after it
_SHORTEST = 8  # characters of a quote; fewer are a title or a scare quote


def read_unread(text: str, marks: Iterable[Marked], language: str) -> Iterator[Quote]:
    """Yield the quotes of a text in a language of ``UNREAD``, with the verb beside them and a Russian name after it."""
    verb = _verb(language)
    for mark in marks:
        line = slice(text.rfind("\n", 0, mark.left) + 1, (text + "\n").index("\n", mark.right))
        after = verb.search(text, mark.right, min(line.stop, mark.right + _BESIDE))
        before = [*verb.finditer(text, max(line.start, mark.left - _BESIDE), mark.left)]
        said = after or (before[-1] if before else None)
        if said and mark.end - mark.start >= _SHORTEST:
            name = _name().search(text, said.end(), min(line.stop, said.end() + _NAMED)) if after else None
            yield Quote(
                words=text[mark.start : mark.end],
                segments=((mark.start, mark.end),),
                speaker=name.group(1) if name else None,
                mention=name.span(1) if name else None,
                cue=said.group(),
                language=language,
            )


@cache
def _verb(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, word_lists(language)["strong"]))
    return re.compile(words if language == "zh" else rf"\b(?:{words})\b")


@cache
def _name() -> re.Pattern[str]:
    """Match a given name and a surname at the end of a clause."""
    return re.compile(r"([\u0401\u0410-\u042f][\u0430-\u044f\u0451]+ [\u0401\u0410-\u042f][\u0430-\u044f\u0451]+)(?=\s*(?:[,.]|$))")
