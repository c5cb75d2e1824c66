"""Who said what on a page: quotes in the page's own words, and indirect statements."""

from __future__ import annotations

from bot.model import Quote, Sighting, Statement
from bot.reading.document import Document


def read_quotes(document: Document, sightings: tuple[Sighting, ...]) -> tuple[tuple[Quote, ...], tuple[Statement, ...]]:
    """Read a document's quotes, in order, and its indirect statements; ``sightings`` only weigh which quotes are key."""
    del document, sightings
    return (), ()
