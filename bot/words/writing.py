"""Days, numbers and lists as each language writes them: by CLDR, and by the UN's own habits where they differ."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.words.languages import RIGHT_TO_LEFT, language, locale

# The UN's Arabic texts name a month twice, as the Levant does and as Egypt does.
_ARABIC_MONTHS = (
    *("كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه"),
    *("تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر"),
)
_DAYS = {"en": "d MMMM y", "fr": "d MMMM y", "es": "d 'de' MMMM 'de' y", "ru": "d MMMM y 'года'", "zh": "y年M月d日"}
_MONTHS = {"en": "MMMM y", "fr": "MMMM y", "es": "MMMM 'de' y", "ru": "LLLL y 'года'", "zh": "y年M月"}
FSI, PDI = "\u2068", "\u2069"
_SET_OFF = re.compile(f"{FSI}[^{FSI}{PDI}]*{PDI}")
_KEPT = 4096  # days and numbers written lately
_HYPHENED = re.compile(r"\d[-–+]\d")


def day(date: dt.date) -> str:
    """Write a day as the UN does: 26 May 2022, 26 mai 2022, 2022年5月26日."""
    return _day(date, language())


@lru_cache(_KEPT)
def _day(date: dt.date, spoken: str) -> str:
    if spoken == "ar":
        return f"{date.day} {_ARABIC_MONTHS[date.month - 1]} {date.year}"
    written = format_date(date, _DAYS.get(spoken, _DAYS["en"]), locale=locale(spoken))
    return f"1er{written[1:]}" if spoken == "fr" and date.day == 1 else written


def month(date: dt.date) -> str:
    """Write a month: May 2022."""
    spoken = language()
    if spoken == "ar":
        return f"{_ARABIC_MONTHS[date.month - 1]} {date.year}"
    return format_date(date, _MONTHS.get(spoken, _MONTHS["en"]), locale=locale(spoken))


def moment(at: dt.datetime) -> str:
    """Write a time: 26 May 2022, 20:05 UTC."""
    return f"{day(at.date())}{'، ' if language() == 'ar' else ', '}{isolated(f'{at:%H:%M} UTC')}"


def number(n: float) -> str:
    """Write a number with the language's own signs: 1,234.5 in English."""
    return _number(n, language())


@lru_cache(_KEPT)
def _number(n: float, spoken: str) -> str:
    return str(format_decimal(n, locale=locale(spoken)))


def listed(words: Sequence[str]) -> str:
    """Write a list: A, B and C."""
    return str(format_list(words, locale=locale(language())))


def either(words: Sequence[str]) -> str:
    """Write a choice: A or B."""
    return str(format_list(words, style="or", locale=locale(language())))


def closed(text: str) -> str:
    """End what a cut has left set off."""
    return text + PDI * (text.count(FSI) - text.count(PDI))


def isolated(text: str) -> str:
    """Set a text off that reads the other way, such as "S/2022/431" or "13-2-0" in Arabic; a text that reads our way stays as it is."""
    if language() not in RIGHT_TO_LEFT:
        return text
    ours, found = text, 1
    while found:
        ours, found = _SET_OFF.subn("", ours)
    latin = any(unicodedata.bidirectional(sign) == "L" for sign in ours)
    return f"{FSI}{text}{PDI}" if latin or _HYPHENED.search(ours) else text
