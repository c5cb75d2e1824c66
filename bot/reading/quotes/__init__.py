"""Who said what on a page: quotes in the page's own words, and indirect statements.

The way of a page: quote marks (``marks``) → tokens and sentences with each quote one token (``prose``, ``sentences``) → people and
their States (``people``, ``offices``, ``directory``) → whom "he" means (``reference``) → who spoke (``subjects``, ``attribution``) →
which quotes are worth showing (``keys``), and what was said without quote marks (``statements``). A language, told by
``language``, is a file in ``words``.
Verbatim records and transcripts have no quote marks; they go another way (``speeches``). What makes words worth showing is in ``worth``.
The small things made for every token and phrase are dataclasses that could be changed and never are: frozen ones take four times as
long to make, and this is done for every page.
Of Russian, Arabic and Chinese only marks and plain names are read (``unread``).
"""

from __future__ import annotations

from bot.reading.quotes.read import read_quotes

__all__ = ["read_quotes"]
