"""Which language a text is in: by its script, then by its commonest small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from bot.reading.quotes.grammar import LANGUAGES, word_lists

_SAMPLE = 4000  # characters that tell a text's script
_WIDE = 1.25  # bytes a character of other scripts takes in UTF-8, at least
_TOKENS = 600  # tokens that tell a language
_FEW = 40  # tokens that do not
# Scripts of the UN's other languages, each with the letters that only its neighbours have (Ukrainian, Persian, Urdu, Japanese).
_SCRIPTS = {
    "ru": ("\u0400-\u04ff", "\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491"),
    "ar": ("\u0600-\u06ff", "\u067e\u0686\u0688\u0698\u06af"),
    "zh": ("\u4e00-\u9fff", "\u3040-\u30ff"),
}


def language_of(text: str, outside: Sequence[str]) -> str | None:
    """Return a text's language (ISO 639-1); None where neither its script nor its small words tell.

    ``outside`` are the words, in lower case, that stand outside quotes: the page's own. In a page of little but quotes all words count.
    """
    sample = text[:_SAMPLE]
    if len(sample.encode(errors="replace")) > _WIDE * len(sample):
        letters = len(_letters("A-Za-z\u00c0-\u024f").findall(sample))
        for language, (script, foreign) in _SCRIPTS.items():
            if len(_letters(script).findall(sample)) > letters:
                return None if _letters(foreign).search(sample) else language
    return _by_small_words(outside[:_TOKENS] if len(outside) > _FEW else sample.lower().split())


def _by_small_words(lows: Iterable[str]) -> str | None:
    seen, markers = Counter(lows), _markers()
    counts = dict.fromkeys(LANGUAGES, 0)
    for word in seen.keys() & markers.keys():
        for language in markers[word]:
            counts[language] += seen[word]
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else None


@cache
def _letters(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")


@cache
def _markers() -> dict[str, tuple[str, ...]]:
    """Return the languages that each small word tells."""
    every = {language: word_lists(language).get("marker", ()) for language in LANGUAGES}
    return {word: tuple(language for language in LANGUAGES if word in every[language]) for word in frozenset().union(*every.values())}
