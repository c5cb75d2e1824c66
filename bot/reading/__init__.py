"""Pure: a page becomes sightings and quotes.

read(document)
  votes.read_votes      which votes it reports as just taken, and which it announces
  quotes.read_quotes    who said what, word for word
  pending               whether the page promises more than it tells
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Reading, Sighting
from bot.reading.document import Document
from bot.reading.placeholder import is_placeholder

if TYPE_CHECKING:
    from bot.reading.quotes.directory import Directory


def read(document: Document, directory: Directory | None = None) -> Reading:
    """Read one document. Never raises: what is no vote and no quote is just text.

    ``directory`` knows who speaks for which State; without one it is the built-in.
    """
    from bot.reading.quotes import read_quotes  # noqa: PLC0415 a question needs topics and symbols, not half a second of grammar
    from bot.reading.votes import read_votes  # noqa: PLC0415 as above

    sightings, upcoming = read_votes(document)
    quotes, statements = read_quotes(document, sightings, directory)
    return Reading(document.text, sightings, upcoming, quotes, statements, pending=_pending(document, sightings))


def _pending(document: Document, sightings: tuple[Sighting, ...]) -> bool:
    """Whether the page promises its summary for later, or tells of a vote and keeps the count back."""
    return is_placeholder(document.text) or any(s.primary and not (s.tally.complete or s.unanimous or s.without_vote) for s in sightings)
