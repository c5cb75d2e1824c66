"""The table of words that mean something in a vote, ordered for looking up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import product

Entry = tuple[str, str, str, str]
_FIRST = re.compile(r'[^\W\d_]+|"')
_NEXT = re.compile(r"\s*(?:[^\W\d_]+|\d+|[^\w\s])")


@cache
def table() -> dict[str, dict[str, tuple[Entry, ...]]]:
    """Return the table of words by their first word and what comes next, a blank and a word or a mark ("" where it stands alone).

    For each, its forms, the longest first, with kind, value and shape.
    """
    forms: dict[str, dict[str, Entry]] = {}
    for line in _lines():
        for form, kind, value, shape in _entries(line):
            first = _FIRST.match(form)
            if first:
                forms.setdefault(first.group(), {}).setdefault(form, (form, kind, value, shape))
    return {first: _by_next(first, same.values()) for first, same in forms.items()}


def _lines() -> Iterator[str]:
    """Yield the lines of the tables, those of single languages first: what these say of a form goes before what all share."""
    for file in (*(f"words.{tongue}.txt" for tongue in ("fr", "es", "de", "pt", "it", "en")), "words.txt"):
        lines = files("bot.reading.votes").joinpath(file).read_text(encoding="utf-8").splitlines()
        yield from (line for line in lines if line and not line.startswith("#"))


def _by_next(first: str, entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    ordered = sorted(entries, key=lambda entry: -len(entry[0]))
    alone = tuple(entry for entry in ordered if entry[0] == first)
    longer: dict[str, list[Entry]] = {}
    for entry in ordered:
        following = _NEXT.match(entry[0], len(first))
        if following is not None:
            longer.setdefault(following.group(), []).append(entry)
    return {"": alone, **{following: (*forms, *alone) for following, forms in longer.items()}}


_SIDES = frozenset({"yes", "no", "abstain", "absent"})
_OUTCOMES = frozenset({"adopted", "acted", "spoke", "failed", "veto", "block"})


def _entries(line: str) -> Iterator[Entry]:
    head, _, tail = line.partition(":")
    kind, _, shape = head.partition(" ")
    if kind in _SIDES:
        kind, value = "side", kind
    elif kind in _OUTCOMES:
        kind, value = "outcome", kind
    else:
        value = shape
    for forms in tail.split(";"):
        for words in product(*(word.split("/") for word in forms.split())):
            yield " ".join(words), kind, value, shape
