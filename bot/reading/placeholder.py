"""Pages that promise their text for later.

UN Press puts such a page at the address that later tells the result: "(A full summary of this meeting will be available at a later
time.)", or, since 2025, a note on the financial crisis that names a day.
"""

from __future__ import annotations

import re

_NOTE = re.compile(
    r"\((?:Note:)?[^()]{0,300}\b(?:summary|coverage)\b[^()]{0,200}\bwill be (?:made )?available\b"
    r"|\([^()]{0,300}\b(?:résumé|compte rendu|couverture)\b[^()]{0,200}"
    r"\bser(?:a|ont) (?:mise? |publiée? )?(?:disponible|ultérieurement|à disposition)",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether a page carries such a note, in English or French, in parentheses as it is printed."""
    return _NOTE.search(text) is not None
