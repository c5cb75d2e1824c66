"""A small directory of those who speak for States: at the United Nations, and leaders and ministers often quoted on its votes.

Facts of public office, written for this project; ``representatives.csv`` beside this module says which. The text comes first: the
directory only completes a name the text gives, or gives the State of somebody the text names in full. An operator may correct it with
a table of the same form (``parsed``, ``merged``), and add whom pages introduced in full (``learnt``, ``written``).
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Any

from bot.model import Quote, State
from bot.ports import VetowatchError
from bot.reading.quotes.grammar import grammar
from bot.states import known

_ALIKE = 0.7  # how alike two spellings of a given name are
_DISTINCT = 6  # letters of a family name that few people bear
_COLUMNS = ("state", "name", "family", "since", "until", "spellings")


class DirectoryError(VetowatchError):
    """A table of representatives that cannot be read; the text says which line and why."""


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who speaks for a State: the full name as usually printed, the family name, and the years of office (0: unknown).

    In a table of corrections one without a State ("") is to be struck out. A ``corrected`` name is told as the operator spells it.
    """

    name: str
    family: str
    state: State
    since: int = 0
    until: int = 0
    spellings: tuple[str, ...] = ()
    corrected: bool = False

    def served(self, year: int | None) -> bool:
        """Whether they may have spoken for their State in a year."""
        return year is None or (self.since <= year and (not self.until or year <= self.until))

    @property
    def family_first(self) -> bool:
        """Whether the family name is printed first, as in Chinese and Korean names."""
        return self.name.startswith(self.family)


@dataclass(slots=True)
class Directory:
    """Representatives by their names; each question is answered by the only one it can mean, or by None."""

    representatives: tuple[Representative, ...]
    _full: dict[str, list[Representative]] = field(default_factory=dict)
    _last: dict[str, list[Representative]] = field(default_factory=dict)
    _families: dict[tuple[str, State], list[Representative]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Enter everybody under every spelling."""
        for one in self.representatives:
            for spelling in (one.name, *one.spellings):
                words = spelling.split()
                family = words[0] if one.family_first else words[-1]
                _enter(self._full, (key(spelling), key(one.name)), one)
                _enter(self._families, ((key(family), one.state), (key(one.family), one.state)), one)
                if not one.family_first:
                    _enter(self._last, (key(spelling).rpartition(" ")[2],), one)

    def by_full_name(self, name: str, year: int | None = None) -> Representative | None:
        """Return who bears a full name, whatever the spelling; None if nobody does or two do."""
        folded = key(name)
        return _only(self._full.get(folded, ()), year) or self._respelt(folded, year)

    def by_family_name(self, family: str, state: State, year: int | None = None) -> Representative | None:
        """Return a State's representative of a family name; None if there is none or there are two."""
        return _only(self._families.get((key(family), state), ()), year)

    def by_distinct_family_name(self, family: str, year: int | None = None) -> Representative | None:
        """Return the only representative of a long family name, for an ambassador of whom a text says no more."""
        return _only(self._last.get(key(family), ()), year) if len(family) >= _DISTINCT else None

    def _respelt(self, folded: str, year: int | None) -> Representative | None:
        """Return whom a full name means if only the given name is spelt in another way ("Wassily" for "Vassily")."""
        given, _, family = folded.rpartition(" ")
        same = self._last.get(family, ()) if len(family) >= _DISTINCT else ()
        return _only([one for one in same if SequenceMatcher(None, given, key(one.name).rpartition(" ")[0]).ratio() >= _ALIKE], year)


def with_corrections(table: str) -> Directory:
    """Return the directory that ships with the program, corrected by an operator's table. Raises DirectoryError."""
    return Directory(merged(built_in().representatives, parsed(table)))


@cache
def built_in() -> Directory:
    """Return the directory that ships with the program."""
    return Directory(parsed(files("bot.reading.quotes").joinpath("representatives.csv").read_text(encoding="utf-8")))


def parsed(table: str) -> tuple[Representative, ...]:
    """Read a table of representatives: CSV with the head ``state,name,family,since,until,spellings``, comments after "#".

    Raises DirectoryError where a line does not fit.
    """
    rows = csv.DictReader(line for line in table.splitlines() if line.strip() and not line.startswith("#"))
    if tuple(rows.fieldnames or ()) != _COLUMNS:
        raise DirectoryError(f"a table of representatives begins with {','.join(_COLUMNS)}")
    return tuple(_representative(number, row) for number, row in enumerate(rows, start=1))


def merged(one: Iterable[Representative], corrections: Iterable[Representative]) -> tuple[Representative, ...]:
    """Return the representatives with corrections: a name corrected is as the correction says, or gone where that gives no State.

    A correction stands for whoever bears its name or one of its spellings, and is known by their spellings, too.
    """
    every = tuple(one)
    given = [(each, {key(each.name), *map(key, each.spellings)}) for each in corrections]
    names = set().union(*(spelt for _, spelt in given))
    kept = (each for each in every if key(each.name) not in names)
    return (*kept, *(_correction(each, [old for old in every if key(old.name) in spelt]) for each, spelt in given if each.state))


def _correction(one: Representative, instead_of: Iterable[Representative]) -> Representative:
    known = (spelling for old in instead_of for spelling in (old.name, *old.spellings) if old.family_first == one.family_first)
    return replace(one, spellings=tuple(dict.fromkeys((*one.spellings, *known))), corrected=True)


def learnt(quotes: Iterable[Quote], year: int, directory: Directory) -> tuple[Representative, ...]:
    """Return the permanent delegates that quotes introduce by full name, State and office, and the directory does not know."""
    offices = grammar("en")["permanent"]
    found = {
        key(quote.speaker): Representative(quote.speaker, quote.speaker.split()[-1], quote.state, year)
        for quote in quotes
        if quote.speaker and " " in quote.speaker and quote.state and quote.role and not offices.isdisjoint(quote.role.lower().split())
    }
    return tuple(one for one in found.values() if directory.by_full_name(one.name) is None)


def written(representatives: Iterable[Representative]) -> str:
    """Write representatives as the table that ``parsed`` reads."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows((one.state, one.name, one.family, one.since or "", one.until or "", ";".join(one.spellings)) for one in representatives)
    return table.getvalue()


def key(name: str) -> str:
    """Fold a name: no accents, no capitals, no initials, no signs."""
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return " ".join(word for word in plain.lower().replace("-", " ").replace(".", " ").replace("'", "").split() if len(word) > 1)


def _representative(number: int, row: dict[str, str]) -> Representative:
    name, state = (row["name"] or "").strip(), (row["state"] or "").strip()
    years = [(row[column] or "").strip() for column in ("since", "until")]
    if not name or (state and not known(state)) or not all(year.isdigit() or not year for year in years):
        raise DirectoryError(f"representative {number} ({name or 'without a name'}): a name, a State's code and years are wanted")
    since, until = (int(year or 0) for year in years)
    spellings = tuple(filter(None, (spelling.strip() for spelling in (row["spellings"] or "").split(";"))))
    return Representative(name, (row["family"] or name.split()[-1]).strip(), state, since, until, spellings)


def _enter(table: dict[Any, list[Representative]], names: Iterable[Hashable], one: Representative) -> None:
    for name in set(names):
        table.setdefault(name, []).append(one)


def _only(found: Iterable[Representative], year: int | None) -> Representative | None:
    """Return the one who served then, if it is one."""
    served = [one for one in found if one.served(year)]
    return served[0] if len({(one.name, one.state) for one in served}) == 1 else None
