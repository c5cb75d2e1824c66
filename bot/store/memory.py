"""Questions about all votes on record, answered from what is kept of them in memory: ``ledger.memory`` of a view of the store."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import product
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Select, bindparam, column, func, literal_column, select, table, text

from bot.model import Choice, Question, State
from bot.reading import symbols
from bot.store import tables
from bot.store.bitmaps import Wanted, rows_of
from bot.store.reader import Reads
from bot.store.shelf import Shelf, View
from bot.store.votes import RecordedVote
from bot.store.words import Term, Vocabulary, asked

_I = tables.vote_index.c
_ENOUGH = 0.55  # of what was looked for, by weight, a vote must hold
_SIBLINGS = 100  # symbols nearest in number that are compared with one that is not on record
_DIGITS = re.compile(r"\d+")
_TERMS = 1000  # whose votes are kept in memory, some 1 kB each
_CAST = (Choice.YES, Choice.NO, Choice.ABSTAIN)
_SIMPLE: ColumnElement[Any] = literal_column("'simple'::regconfig")
_TSQUERY = func.to_tsquery(_SIMPLE, bindparam("words"))
_HOLDING: Mapping[str, tuple[Select[int], str, str]] = {
    "postgresql": (select(_I.vote_id).where(func.to_tsvector(_SIMPLE, _I.words).op("@@")(_TSQUERY)), " & ", " | "),
    "sqlite": (select(column("rowid")).select_from(table("vote_words")).where(text("vote_words MATCH :words")), " AND ", " OR "),
}
"""By engine: how the votes are found that hold some words, and how it says “and” and “or”."""


class Memory:
    """The part of a view of the store that answers questions about votes."""

    def __init__(self, reads: Reads, shelf: Shelf, *, looks_only: bool) -> None:
        """Read there; who only looks sees the votes of one moment, whatever is asked."""
        self._db = reads
        self._shelf = shelf
        self._looks_only = looks_only
        self._seen: View | None = None

    async def _view(self) -> View:
        if self._seen is None or not self._looks_only:
            self._seen = await self._shelf.view(self._db)
        return self._seen

    async def look(self) -> None:
        """Look at the votes there are now. Who does not is shown those of the first question asked."""
        await self._view()

    async def find(self, symbol: str) -> list[RecordedVote]:
        """Return the votes a symbol stands for, in whatever form it is written: on a draft, a resolution or its parts, in a meeting.

        Votes on the whole text come first, then the latest. What is no symbol gives none.
        """
        name = symbols.parse(symbol)
        if name is None:
            return []
        view = await self._view()
        found = await view.votes(self._db, view.bitmaps.named([name]) or view.bitmaps.named(_kin(name)))
        return sorted(found, key=_standing)

    async def recorded(self, vote_ids: Sequence[int]) -> list[RecordedVote]:
        """Return votes that exist, in the order of their numbers given here; one joined to another is given as it was then."""
        return await (await self._view()).votes(self._db, vote_ids)

    async def near(self, symbol: str, limit: int = 5) -> list[RecordedVote]:
        """Return votes on the symbols most like one that is not on record: written almost alike, then nearest in number."""
        name = symbols.parse(symbol)
        if name is None:
            return []
        view = await self._view()
        slips = [slip for slip in _slips(name) if view.bitmaps.knows(slip)]
        number = _number(name)
        siblings = nsmallest(_SIBLINGS, view.bitmaps.beginning(_series(name)), key=lambda other: abs(number - _number(other)))
        ranked = nsmallest(limit, {*slips, *siblings}, key=lambda other: (*_unlike(name, other), other))
        return await view.votes(self._db, view.bitmaps.named(ranked)[:limit])

    async def search(self, words: str, limit: int = 10) -> list[RecordedVote]:
        """Return the votes that hold the words a person looks for, those that hold most of what tells them apart first, then the latest.

        Accents, endings and slips of spelling do not matter; a State is found under any of its names.
        """
        view = await self._view()
        held = await self._held(view, words)
        whole = view.bitmaps.on_whole_texts()
        best = nsmallest(limit, held, key=lambda row: (-held[row], not whole >> row & 1, row))
        return await view.votes(self._db, [view.bitmaps.vote_ids[row] for row in best])

    async def holding(self, words: str, among: Sequence[RecordedVote]) -> list[RecordedVote]:
        """Return those of some votes that hold all that a person looks for, not just most of it."""
        view = await self._view()
        found = view.bitmaps.bitmap(recorded.id for recorded in among)
        for bitmap in await self._bitmaps(view, asked(words)):
            found &= bitmap
        return [recorded for recorded in among if view.bitmaps.bitmap([recorded.id]) & found]

    async def _held(self, view: View, words: str) -> Mapping[int, int]:
        """Return the votes that hold enough of some words, and how much by weight."""
        terms = [view.vocabulary.mended(term) for term in asked(words)]
        weights = [_weight(term, view.vocabulary) for term in terms]
        bitmaps = await self._bitmaps(view, terms)
        return _weighed(sorted(zip(weights, bitmaps, strict=True), reverse=True), _ENOUGH * sum(weights))

    async def _bitmaps(self, view: View, terms: Sequence[Term]) -> list[int]:
        """Return for each term the votes that hold it."""
        if len(view.holding) > _TERMS:
            view.holding.clear()
        new = [term for term in dict.fromkeys(terms) if term not in view.holding]
        found = view.holding if not new else {**view.holding, **await self._looked_up(view, new)}
        return [found[term] for term in terms]

    async def _looked_up(self, view: View, terms: Sequence[Term]) -> Mapping[Term, int]:
        """Look terms up, each engine by its own index of words. What is kept is no older than the view, and is let go with it."""
        found = dict(zip(terms, await self._db.each(*(self._holding(view, term) for term in terms)), strict=True))
        view.holding.update(found)
        return found

    async def _holding(self, view: View, term: Term) -> int:
        query, both, either = _HOLDING[self._db.engine]
        words = either.join(f"({both.join(words)})" for words in term.alternatives)
        return view.bitmaps.bitmap(vote_id for (vote_id,) in await self._db.rows(query, {"words": words}))

    async def _wanted(self, view: View, wanted: Wanted) -> int:
        found = view.bitmaps.wanted(wanted)
        return found & view.bitmaps.rows(await self._held(view, wanted.words)) if wanted.words else found

    async def select(self, wanted: Wanted, limit: int, offset: int = 0) -> list[RecordedVote]:
        """Return the votes wanted, the newest first."""
        view = await self._view()
        return await view.votes(self._db, view.bitmaps.listed(await self._wanted(view, wanted), limit, offset))

    async def count(self, wanted: Wanted) -> int:
        """Count the votes wanted."""
        return (await self._wanted(await self._view(), wanted)).bit_count()

    async def cast(self, state: State, wanted: Wanted) -> Mapping[Choice, int]:
        """Count how a State voted in the votes wanted; where it cast no ballot, or none is known, it is not counted."""
        view = await self._view()
        found = await self._wanted(view, wanted)
        counted = {choice: (view.bitmaps.cast(state, choice) & found).bit_count() for choice in Choice}
        return {choice: n for choice, n in counted.items() if n}

    async def agreement(self, a: State, b: State, wanted: Wanted) -> Mapping[tuple[Choice, Choice], int]:
        """Count how two States voted in the votes wanted where ballots of both are known: the first's choice, the second's, how often."""
        view = await self._view()
        found, cast = await self._wanted(view, wanted), view.bitmaps.cast
        counted = {(one, other): (cast(a, one) & cast(b, other) & found).bit_count() for one, other in product(Choice, Choice)}
        return {pair: n for pair, n in counted.items() if n}

    async def differing(self, a: State, b: State, wanted: Wanted, limit: int) -> list[RecordedVote]:
        """Return the votes wanted in which both States cast a vote, and not the same, the newest first."""
        view = await self._view()
        cast, apart = view.bitmaps.cast, 0
        for one, other in product(_CAST, _CAST):
            apart |= cast(a, one) & cast(b, other) if one is not other else 0
        return await view.votes(self._db, view.bitmaps.listed(await self._wanted(view, wanted) & apart, limit))

    async def vetoes(self, wanted: Wanted) -> Mapping[State, int]:
        """Count the vetoes in the votes wanted by member; a draft that two members vetoed counts for both."""
        view = await self._view()
        return view.bitmaps.vetoes(await self._wanted(view, wanted))


def _standing(recorded: RecordedVote) -> tuple[bool, bool, int, int]:
    """Rank the votes on one text: those that stand first, then those on all of it, then the latest."""
    vote, day = recorded.vote, recorded.vote.date
    return vote.withdrawn, vote.question is not Question.WHOLE, -day.toordinal() if day else 0, -recorded.id


def _weighed(terms: Iterable[tuple[int, int]], enough: float) -> Mapping[int, int]:
    """Return the votes that hold enough of some terms, each with the sum of their weights; terms are weight and bitmap, heaviest first.

    A vote that holds none of the first terms cannot hold enough once the weights of the others sum up to less: only the others are counted.
    """
    terms = list(terms)
    rest, possible = sum(weight for weight, _ in terms), 0
    for weight, bitmap in terms:
        if rest < enough:
            break
        possible |= bitmap
        rest -= weight
    held: Counter[int] = Counter()
    for weight, bitmap in terms:
        for row in rows_of(bitmap & possible):
            held[row] += weight
    return {row: weight for row, weight in held.items() if weight >= enough}


def _weight(term: Term, vocabulary: Vocabulary) -> int:
    """Weigh a term: the fewer votes hold it, the more it tells. A whole number, so that equal sums are equal in whatever order."""
    holding = sum(min(vocabulary.votes.get(word, 0) for word in words) for words in term.alternatives)
    return round(1000 * math.log(1.1 + vocabulary.most / (1 + holding)))


def _kin(name: str) -> list[str]:
    """Return what else a symbol may stand for: the lettered parts of a resolution, the revisions of a draft or the draft itself."""
    if "/RES/" in name:
        stem, roman = (name.partition("(")[0], f"({name.partition('(')[2]}") if "(" in name else (name, "")
        return [f"{stem}{letter}{roman}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    root = name.partition("/Rev.")[0]
    return [root, *(f"{root}/Rev.{n}" for n in range(1, 10))]


def _series(name: str) -> str:
    """Return how the symbols nearest in number begin."""
    head, slash, last = name.partition("/Rev.")[0].rpartition("/")
    digits = "".join(letter for letter in last if letter.isdigit())
    return f"{head}{slash}{'' if head.count('/') > 1 or (head.count('/') and head[2:].isdigit()) else digits[:-2]}"


def _slips(name: str) -> list[str]:
    """Return symbols that differ by a digit left out, put in, changed, or swapped with its neighbour."""
    found: dict[str, None] = {}
    for n, letter in enumerate(name):
        if letter.isdigit():
            found |= dict.fromkeys([name[:n] + name[n + 1 :], *(name[:n] + d + name[n + m :] for d in "0123456789" for m in (0, 1))])
            found[name[:n] + name[n + 1 : n + 2] + letter + name[n + 2 :]] = None
    found.pop(name, None)
    return list(found)


def _unlike(name: str, other: str) -> tuple[int, int]:
    """Say how unlike two symbols are: by the letters that differ, then by how far their numbers are apart."""
    return min(OSA.distance(name, other), 3), abs(_number(name) - _number(other))


def _number(name: str) -> int:
    last = name.partition("/Rev.")[0].rpartition("/")[2].partition("(")[0]
    return int("".join(_DIGITS.findall(last)) or 0)
