"""The names of States in the language spoken: English as UN Press prints them, the others by CLDR with the UN's own where it differs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from bot.model import State
from bot.states.table import name, rows, table
from bot.words import ENGLISH, language
from bot.words.languages import LANGUAGES, locale


def local_name(state: State) -> str:
    """Return a State's name in the language spoken; an unknown code is returned as it is."""
    spoken = language()
    return name(state) if spoken == ENGLISH else _names(spoken).get(state, state)


def in_order(named: Iterable[State]) -> list[State]:
    """Sort States by their names in the language spoken; in Chinese, whose signs have no alphabet, by their English ones."""
    spoken = language()
    return sorted(named, key=lambda state: _sorted_by(state, spoken))


@lru_cache(10_000)
def _sorted_by(state: State, spoken: str) -> str:
    """Return what a State is sorted by: in French an accent weighs nothing, in Arabic neither does the article."""
    if spoken in {ENGLISH, "zh"}:
        return name(state)
    written = _names(spoken).get(state, state)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", written) if not unicodedata.combining(sign))
    return bare.casefold().removeprefix("ال")


@cache
def _names(spoken: str) -> dict[State, str]:
    territories = locale(spoken).territories
    by_cldr = {state: str(territories.get(names.alpha2, names.name)) for state, names in table().items()}
    column = LANGUAGES.index(spoken)  # English has none: the code stands in its place
    return by_cldr | {fields[0]: fields[column] for fields in (line.split("|") for line in rows("official.txt")) if fields[column]}
