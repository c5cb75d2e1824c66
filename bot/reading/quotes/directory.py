"""A small directory of those who speak for States: at the United Nations, and leaders and ministers often quoted on its votes.

Facts of public office, written for this project; ``representatives.csv`` beside this module says which. The text comes first: the
directory only completes a name the text gives, or gives the State of somebody the text names in full.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from bot.model import State

_ALIKE = 0.7  # how alike two spellings of a given name are
_DISTINCT = 6  # letters of a family name that few people bear


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who speaks for a State: the full name as usually printed, the family name, and the years of office (0: unknown)."""

    name: str
    family: str
    state: State
    since: int
    until: int

    def served(self, year: int | None) -> bool:
        """Whether they may have spoken for their State in a year."""
        return year is None or (self.since <= year and (not self.until or year <= self.until))


def by_full_name(name: str, year: int | None = None) -> Representative | None:
    """Return who bears a full name, whatever the spelling; None if nobody does or two do."""
    folded = key(name)
    return _only([one for one in _directory().get(folded, ()) if one.served(year)]) or _respelt(folded, year)


def by_family_name(family: str, state: State, year: int | None = None) -> Representative | None:
    """Return a State's representative of a family name; None if there is none or there are two."""
    return _only([one for one in _families().get((key(family), state), ()) if one.served(year)])


def by_distinct_family_name(family: str, year: int | None = None) -> Representative | None:
    """Return the only representative of a long family name, for an ambassador of whom a text says no more."""
    return _only([one for one in _by_family().get(key(family), ()) if one.served(year)]) if len(family) >= _DISTINCT else None


def key(name: str) -> str:
    """Fold a name: no accents, no capitals, no initials, no signs."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return " ".join(word for word in plain.lower().replace("-", " ").replace(".", " ").replace("'", "").split() if len(word) > 1)


def _respelt(folded: str, year: int | None) -> Representative | None:
    """Return whom a full name means if only the given name is spelt in another way ("Wassily" for "Vassily")."""
    given, _, family = folded.rpartition(" ")
    same = [one for one in _by_family().get(family, ()) if one.served(year)]
    alike = [one for one in same if SequenceMatcher(None, given, key(one.name).rpartition(" ")[0]).ratio() >= _ALIKE]
    return _only(alike) if len(family) >= _DISTINCT else None


def _only(found: list[Representative]) -> Representative | None:
    return found[0] if len({(one.name, one.state) for one in found}) == 1 else None


@cache
def _directory() -> dict[str, tuple[Representative, ...]]:
    found: dict[str, tuple[Representative, ...]] = {}
    for spelling, one in _rows():
        for form in {key(spelling), key(one.name)}:
            found[form] = (*found.get(form, ()), one)
    return found


@cache
def _by_family() -> dict[str, tuple[Representative, ...]]:
    """Return those whose family name comes last, by it."""
    found: dict[str, tuple[Representative, ...]] = {}
    for spelling, one in _rows():
        family = key(spelling).rpartition(" ")[2]
        if not one.name.startswith(one.family):
            found[family] = (*found.get(family, ()), one)
    return found


@cache
def _families() -> dict[tuple[str, State], tuple[Representative, ...]]:
    found: dict[tuple[str, State], tuple[Representative, ...]] = {}
    for spelling, one in _rows():
        family = spelling.split()[-1] if not one.name.startswith(one.family) else spelling.split()[0]
        for form in {key(family), key(one.family)}:
            found[form, one.state] = (*found.get((form, one.state), ()), one)
    return found


@cache
def _rows() -> tuple[tuple[str, Representative], ...]:
    """Return every spelling with whom it means."""
    table = files("bot.reading.quotes").joinpath("representatives.csv").read_text(encoding="utf-8")
    return tuple(
        (spelling, Representative(row["name"], row["family"], row["state"], int(row["since"] or 0), int(row["until"] or 0)))
        for row in csv.DictReader(line for line in table.splitlines() if not line.startswith("#"))
        for spelling in (row["name"], *filter(None, row["spellings"].split(";")))
    )
