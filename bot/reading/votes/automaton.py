"""Patterns of a great many words, looked for all at once by RE2; one byte a character keeps its offsets those of the text."""

from __future__ import annotations

from functools import cache
from typing import Any

import re2


@cache
def compiled(pattern: str) -> Any:
    """Return a pattern for texts as ``encoded`` gives them."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    return re2.compile(pattern.encode("latin-1"), options=options)


def encoded(text: str) -> bytes:
    """Return a text with one byte a character, "?" for those beyond Latin-1."""
    return text.encode("latin-1", "replace")
