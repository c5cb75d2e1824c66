"""What is given to be read: one page's cleaned text and what is known about it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its paragraphs on lines of their own. ``published`` is the page's own time and settles words like "Thursday"."""

    text: str
    title: str = ""
    url: str = ""
    published: datetime | None = None
