"""What words are worth to a reader of a vote: whether they explain it, and whether they stand alone."""

from __future__ import annotations

import re
from functools import cache

from bot.reading.quotes.grammar import word_lists

_VOTING, _STANCE, _REASON, _COURTESY, _DANGLING = 1.0, 0.5, 0.5, -2.0, -0.5


def worth(words: str) -> float:
    """Weigh words by what they say: higher for a position and its reasons, lower for courtesies and for what hangs on words before it."""
    low = words.lower()
    first = low.partition(" ")[0].strip("“\"'«„,")
    weighed = ((_VOTING, "voting"), (_STANCE, "stance"), (_REASON, "reason"), (_COURTESY, "courtesy"))
    return sum(weight for weight, section in weighed if _beginnings(section).search(low)) + _DANGLING * (first in _dangling())


@cache
def _beginnings(section: str) -> re.Pattern[str]:
    """Match the beginning of any word of a section. Whether a word begins is asked after its first letter: letters are found fast."""
    words = ((re.escape(word[0]), re.escape(word[1:])) for word in word_lists("worth")[section])
    return re.compile("|".join(rf"{first}(?<!\w{first}){rest}" for first, rest in words))


@cache
def _dangling() -> frozenset[str]:
    return frozenset(word_lists("worth")["dangling"])
