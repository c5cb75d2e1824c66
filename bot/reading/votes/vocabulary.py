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
    for lines in _tables():
        for entry in _of_language(lines):
            first = _FIRST.match(entry[0])
            if first:
                forms.setdefault(first.group(), {}).setdefault(entry[0], entry)
    return {first: _by_next(first, same.values()) for first, same in forms.items()}


def _tables() -> Iterator[list[str]]:
    """Yield the lines of the tables, those of single languages first: what these say of a form goes before what all share."""
    for file in (*(f"words.{tongue}.txt" for tongue in ("fr", "es", "de", "pt", "it", "en")), "words.txt"):
        lines = files("bot.reading.votes").joinpath(file).read_text(encoding="utf-8").splitlines()
        yield [line for line in lines if line and not line.startswith("#")]


def _of_language(lines: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries of a table; after them the verbs of its sides, and vetoes, parted by an adverb: "a également voté contre".

    Its line "parted" tells after which words a verb may be parted, "between" by which.
    """
    entries: list[Entry] = []
    tools: dict[str, list[str]] = {"parted": [], "between": []}
    for line in lines:
        kind, _, words = line.partition(":")
        if kind in tools:
            tools[kind] = [word.strip() for word in words.split(";")]
        else:
            entries += _entries(line)
    yield from entries
    opening = tuple(f"{word} " for word in tools["parted"])
    for form, kind, value, shape in entries if opening else ():
        if shape == "verb" and (kind == "side" or value == "veto"):
            yield from ((apart, kind, value, shape) for apart in _apart(form, opening, tools["between"]))


def _apart(form: str, opening: tuple[str, ...], adverbs: Iterable[str]) -> Iterator[str]:
    """Yield a verb with each adverb after the first of its words that one may follow, itself the first or the second."""
    _, _, second = form.partition(" ")
    start = 0 if form.startswith(opening) else len(form) - len(second) if second.startswith(opening) else -1
    if start >= 0:
        place = form.index(" ", start)
        yield from (f"{form[:place]} {adverb}{form[place:]}" for adverb in adverbs)


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
