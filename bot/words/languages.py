"""The languages that are spoken, and the one spoken now: kept by each task for itself, English where nothing was said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from babel import Locale

ENGLISH = "en"
LANGUAGES = (ENGLISH, "fr", "es", "ar", "ru", "zh")
"""The UN's six, by ISO 639-1."""
RIGHT_TO_LEFT = frozenset({"ar"})
_LOCALES = {ENGLISH: "en_GB", "zh": "zh_Hans"}  # the UN writes British English, and Chinese in simplified signs
_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """Return the language being spoken."""
    return _spoken.get()


@contextmanager
def speaking(tag: str | None) -> Iterator[str]:
    """Speak the language nearest to a tag (BCP 47: "fr", "fr-CA") within the block; None changes nothing. Yields its ISO 639-1 code."""
    if tag is None:
        yield language()
        return
    token = _spoken.set(best(tag))
    try:
        yield language()
    finally:
        _spoken.reset(token)


def best(tag: str) -> str:
    """Return the spoken language nearest to a tag, English for all others: "es-419" is "es", "zh_TW" is "zh", "de" is "en"."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    return code if code in LANGUAGES else ENGLISH


@cache
def locale(spoken: str) -> Locale:
    """Return how CLDR writes a language."""
    return Locale.parse(_LOCALES.get(spoken, spoken))


def language_name(code: str) -> str:
    """Name a language in the one spoken: "en" is "anglais" in French; an unknown code stays as it is."""
    return str(locale(language()).languages.get(code, code))
