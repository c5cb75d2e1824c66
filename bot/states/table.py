"""The table of States: names as UN Press and newspapers print them, flags, and every form a text may use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.model import State


@dataclass(frozen=True, slots=True)
class Names:
    """One State's line in the table. ``abroad`` holds names and adjectives in French, Spanish, German, Portuguese and Italian."""

    state: State
    alpha2: str
    name: str
    plain: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    abroad: tuple[str, ...]


def rows(file: str) -> Iterator[str]:
    """Yield the lines of a table of this package, without its comments."""
    for line in files("bot.states").joinpath(file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def table() -> dict[State, Names]:
    """Return every State by its code."""
    return {names.state: names for names in map(_names, rows("names.txt")) if names.state != "-"}


@cache
def false_friends() -> tuple[str, ...]:
    """Return words that hold a State's name and do not name a State ("Northern Ireland", "Latin American")."""
    return tuple(form for line in rows("names.txt") if line.startswith("-") for form in _forms(line.split("|")[1]))


def known(state: State) -> bool:
    """Whether the code is that of a State of the table, observers and dissolved States included."""
    return state in table()


def name(state: State) -> str:
    """Return the name UN Press prints ("Russian Federation"); an unknown code is returned as it is."""
    return table()[state].name if state in table() else state


def plain(state: State) -> str:
    """Return the name newspapers print ("Russia"); an unknown code is returned as it is."""
    return table()[state].plain if state in table() else state


def flag(state: State) -> str:
    """Return the State's flag as an emoji; empty for dissolved States and unknown codes."""
    alpha2 = table()[state].alpha2 if state in table() else ""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in alpha2)


def _names(line: str) -> Names:
    fields = line.split("|")
    state, alpha2, official, plain_form, others, adjectives, capitals, abroad = (*fields, *[""] * (8 - len(fields)))
    forms = (*_forms(abroad), *_of("italian.txt").get(state, ()), *_of("german.txt").get(state, ()))
    return Names(state, alpha2, official, plain_form or official, _forms(others), _forms(adjectives), _forms(capitals), forms)


@cache
def _of(tongue: str) -> dict[State, tuple[str, ...]]:
    return {state: _forms(forms) for state, _, forms in (line.partition("|") for line in rows(tongue))}


def _forms(field: str) -> tuple[str, ...]:
    return tuple(filter(None, field.split(";")))
