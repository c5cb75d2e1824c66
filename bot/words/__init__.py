"""Fixed text in the six languages of the United Nations. Pure, given the language that is being spoken.

languages     which they are; ``speaking("fr")`` around wording one message or answer
catalogues    ``_`` and its kin: English in the code, the other languages in ``catalogues/*.po`` (``make words`` brings those up to date)
writing       days, numbers and lists as each language writes them, and what keeps "S/2022/431" whole among Arabic

A text is a whole sentence with named places: ``_("Late: the vote was on {day}.", day=day(date))``, never an f-string. What a page or a
person said is data: it goes into a place as it is.
"""

from __future__ import annotations

from bot.words.catalogues import N_, _, ngettext, npgettext, pgettext
from bot.words.languages import ENGLISH, LANGUAGES, RIGHT_TO_LEFT, best, language, language_name, speaking
from bot.words.writing import closed, day, either, isolated, listed, moment, month, number

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "N_",
    "RIGHT_TO_LEFT",
    "_",
    "best",
    "closed",
    "day",
    "either",
    "isolated",
    "language",
    "language_name",
    "listed",
    "moment",
    "month",
    "ngettext",
    "npgettext",
    "number",
    "pgettext",
    "speaking",
]
