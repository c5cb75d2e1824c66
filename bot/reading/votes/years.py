"""Of which year a resolution is, by its number; and sentences that tell of one of an earlier year."""

from __future__ import annotations

import re
from datetime import date

from bot.reading import symbols
from bot.reading.votes.claim import ADOPTED, Claim
from bot.reading.votes.lexeme import Lexeme

# The number of the last resolution the Council adopted in each year from 1946 to 2025.
_LAST_OF_YEAR = (
    15, 37, 66, 78, 89, 96, 98, 103, 105, 110, 121, 126, 131, 132, 160, 170, 177, 185, 199, 219, 232, 244, 262, 275, 291, 307, 324,
    344, 366, 384, 402, 422, 443, 461, 484, 499, 528, 545, 559, 580, 593, 606, 626, 646, 683, 725, 799, 892, 969, 1035, 1092, 1146,
    1219, 1284, 1334, 1386, 1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907, 1966, 2032, 2085, 2132, 2195, 2259, 2336, 2397, 2451,
    2503, 2560, 2617, 2671, 2721, 2767, 2811,
)  # fmt: skip
_FIRST_YEAR = 1946
_FIRST_SESSION = 1946  # the year in which the Assembly's first ended: a session begins in September
_SESSION = re.compile(r"A/RES/(?P<session>\d{1,2})/")
_OTHER_YEAR = re.compile(r"\s(?:of|from|adopted in|passed in)\s(?:19|20)\d\d|,? (?:adopted|passed) in")


def is_of_year(lexeme: Lexeme, day: date | None, text: str) -> bool:
    """Whether a resolution can be one adopted that day: by its year where it is that day's, else by its number."""
    if not lexeme.value.startswith("S/RES/") or _OTHER_YEAR.match(text, lexeme.end):
        return not lexeme.value.startswith("S/RES/")
    if day is None:
        return True
    number = int(lexeme.value.removeprefix("S/RES/"))
    first, last = numbers_of(day.year)
    if lexeme.number == day.year:
        return True
    return (not lexeme.number or abs(lexeme.number - day.year) == 1) and first <= number <= last


def numbers_of(year: int) -> tuple[int, int]:
    """Return the first and last number a resolution of a year can have, one year's slack for a day told wrongly around New Year."""
    known = len(_LAST_OF_YEAR)
    place = year - _FIRST_YEAR
    first = _LAST_OF_YEAR[min(place, known) - 1] + 1 if place > 0 else 1
    return first, _LAST_OF_YEAR[place] + 1 if 0 <= place < known else 9999


def _is_old(lexeme: Lexeme, published: date | None, text: str) -> bool:
    """Whether a lexeme names a resolution adopted in an earlier year than its page was published."""
    if lexeme.form != symbols.RESOLUTION or published is None:
        return False
    if session := _SESSION.match(lexeme.value):
        return published.year > _FIRST_SESSION + int(session["session"])
    if not lexeme.value.startswith("S/RES/") or int(lexeme.value.removeprefix("S/RES/")) >= numbers_of(published.year)[0] - _AROUND:
        return False
    return not is_of_year(lexeme, published, text)


_AROUND = 3  # resolutions adopted in a year's last days, of which a page of the next year still tells


def names_old(claim: Claim, flat: str, published: date | None) -> bool:
    """Whether the text whose result is told is a resolution of an earlier year: "adopted resolution 2231", "A/RES/68/262 was adopted".

    Where no other text is named, one of that number is meant: "imposed that year by resolution 2048, adopted unanimously".
    """
    at = claim.at
    if not claim.symbols or claim.days or (at < 0 and not (claim.unanimous or claim.figures)):
        return False
    if "text" not in claim.where and claim.outcome in {ADOPTED, ""}:
        return all(_is_old(lexeme, published, flat) for lexeme in claim.symbols)
    named = (index for index in claim.where["symbol"] if 0 < index - at <= _OBJECT or 0 < at - index <= _SUBJECT)
    between = ((index, claim.row[min(index, at) + 1 : max(index, at)]) for index in named)
    return any(
        all(item.kind in _AUXILIARY or item.text in _ITS for item in words) and _is_old(claim.row[index], published, flat)
        for index, words in between
    )


_OBJECT, _SUBJECT = 3, 5  # lexemes after and before a verb in which the text stands that it is told of
_AUXILIARY = frozenset({"light", "unanimous", "text"})
_ITS = frozenset({",", "(", "was", "were", "has", "been", "its", "the", "draft", "resolution", "security", "council"})
