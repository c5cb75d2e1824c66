"""From a fetched page to the document that is read: is it the page at all, or a wall in front of it? Pure."""

from __future__ import annotations

import re

from adapters.sources.feed import is_login
from bot.model import Page
from bot.ports import SourceError
from bot.reading.document import Document
from bot.reading.text import decode, from_html

HTML = frozenset({"text/html", "application/xhtml+xml"})
SHORT = 1_000  # characters: a page with more to say is no wall, whatever forms stand on it
BOT_CHECK = re.compile(r"Just a moment\.\.\.|Attention Required! \||_Incapsula_Resource|cf-challenge|captcha", re.IGNORECASE)


def document(page: Page) -> Document:
    """Make the document of an HTML page or a plain text. Raises SourceError on a PDF, a wall, or a page without text."""
    if page.media_type == "text/plain":
        return Document(decode(page.body, page.charset), page.title, page.url, page.published)
    _check(page)
    text, title = from_html(page.body, page.charset)
    if len(text) < SHORT:
        _check_wall(page)
    if not text:
        raise SourceError("the page has no text")
    return Document(text, title or page.title, page.url, page.published)


def _check(page: Page) -> None:
    """Judge by type and first bytes; servers that send no type, or a wrong one, are common."""
    head = page.body[:1024].lstrip()
    if head.startswith(b"%PDF") or page.media_type == "application/pdf":
        raise SourceError("a PDF where a page was expected")
    if page.media_type not in HTML and not (page.media_type in {"", "application/octet-stream"} and head.startswith(b"<")):
        raise SourceError(f"{page.media_type or 'bytes of no known type'} where a page was expected")


def _check_wall(page: Page) -> None:
    markup = decode(page.body, page.charset)
    if is_login(markup):
        raise SourceError("a login page where an article was expected")
    if BOT_CHECK.search(markup):
        raise SourceError("a check for robots where an article was expected")
