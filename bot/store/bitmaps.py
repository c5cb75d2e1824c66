"""The index of votes in memory: a bitmap for each thing votes are asked for by, so that counting is a few steps on whole numbers. Pure.

Votes are numbered from 0, the newest first; bit n of a bitmap stands for vote n. A database's own word for it is a bitmap index.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from bot.model import Choice, Organ, Outcome, Question, State
from bot.states import PERMANENT
from bot.store import roll

_LISTED = ("listed", "")
_REVERSED = slice(None, None, -1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which votes a question is about; an empty field asks for nothing in particular.

    ``organs`` and ``outcomes``: any of them; a presidential statement is not put to a decision, so it has no outcome unless its
    ``question`` is asked for. ``vetoed_by``: all of them vetoed. ``voted``: a State and the choices it may have made.
    ``words``: votes that hold most of what they say. ``quoted``: with a quote of that State; ``speaker``: of a person whose name holds all
    these words. ``since`` and ``until`` are days, both included. ``listed_only`` leaves out vetoes that the UN Library does not count.
    """

    organs: tuple[Organ, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    vetoed_by: tuple[State, ...] = ()
    voted: tuple[State, tuple[Choice, ...]] | None = None
    topic: str | None = None
    words: str = ""
    quoted: State = ""
    speaker: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    question: Question | None = None
    listed_only: bool = False


class Entry(NamedTuple):
    """What is kept of a vote. ``day`` is None for one that is withdrawn: it is found by its symbols alone."""

    vote_id: int
    symbols: tuple[str | None, ...]
    day: dt.date | None
    organ: str = ""
    question: str = ""
    outcome: str = ""
    listed: bool = True
    vetoed_by: str = ""
    topics: str = ""
    roll: str = ""
    quoted: str = ""
    """A line for each quote: the speaker's State, or three hyphens, and the speaker's name in small letters."""


class Bitmaps:
    """All votes on record, as of one moment."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take them in any order."""
        known = sorted(entries, key=attrgetter("vote_id"), reverse=True)
        rows = sorted((entry for entry in known if entry.day), key=attrgetter("day"), reverse=True)
        self.vote_ids = tuple(entry.vote_id for entry in rows)
        self._days = [-entry.day.toordinal() for entry in rows if entry.day]
        self._width = max((len(entry.roll) for entry in rows), default=0)
        self._rolls = "".join([entry.roll.ljust(self._width, roll.NO_BALLOT) for entry in rows]).encode()
        self._maps = _maps(rows)
        self._speakers = [(n, line[4:]) for n, row in enumerate(rows) for line in row.quoted.splitlines()]
        self._symbols = _symbols(known)
        self._cast: dict[tuple[State, Choice], int] = {}

    @property
    def everything(self) -> int:
        """The bitmap of all votes."""
        return (1 << len(self.vote_ids)) - 1

    def wanted(self, wanted: Wanted) -> int:
        """Return which votes are wanted, but for what their words say."""
        found = self._between(wanted.since, wanted.until)
        found &= self._any("organ", wanted.organs) if wanted.organs else found
        if wanted.outcomes:
            statements = 0 if wanted.question is Question.STATEMENT else self._map("question", Question.STATEMENT)
            found &= self._any("outcome", wanted.outcomes) & ~statements
        for state in wanted.vetoed_by:
            found &= self._map("vetoed_by", state)
        found &= self._map("topic", wanted.topic) if wanted.topic else found
        found &= self._map("question", wanted.question) if wanted.question else found
        found &= self._map(*_LISTED) if wanted.listed_only else found
        found &= self._map("quoted", wanted.quoted) if wanted.quoted else found
        found &= self._spoken(wanted.speaker) if wanted.speaker else found
        return found & self.voted(*wanted.voted) if wanted.voted else found

    def _any(self, what: str, values: Iterable[str]) -> int:
        return _either(self._map(what, value) for value in values)

    def _map(self, what: str, value: str) -> int:
        return self._maps.get((what, value), 0)

    def _spoken(self, name: str) -> int:
        """Return the votes with a quote of a person by this name, or by a part of it, in whatever order its words stand."""
        parts = name.lower().split()
        return self.rows([row for row, speaker in self._speakers if all(part in speaker for part in parts)])

    def _between(self, since: dt.date | None, until: dt.date | None) -> int:
        """Return the votes between two days: the newest come first."""
        first = bisect_left(self._days, -until.toordinal()) if until else 0
        end = bisect_right(self._days, -since.toordinal()) if since else len(self._days)
        return ((1 << max(end - first, 0)) - 1) << first

    def voted(self, state: State, choices: Sequence[Choice] = ()) -> int:
        """Return the votes in which a State made one of these choices, by default any."""
        return _either(self.cast(state, choice) for choice in choices or Choice)

    def cast(self, state: State, choice: Choice) -> int:
        """Return the votes in which a State made this choice."""
        if (state, choice) not in self._cast:
            self._cast[state, choice] = self._read(state, choice)
        return self._cast[state, choice]

    def _read(self, state: State, choice: Choice) -> int:
        """Read one place of all roll calls, one after the other."""
        place = roll.place(state)
        if place is None or place > self._width:
            return 0
        letters = self._rolls[place - 1 :: self._width]
        return int(letters.translate(_ONLY[choice])[_REVERSED], 2)

    def vetoes(self, among: int) -> Mapping[State, int]:
        """Count the vetoes among votes by member, the most first."""
        counted = Counter({state: (self._map("vetoed_by", state) & among).bit_count() for state in sorted(PERMANENT)})
        return {state: n for state, n in counted.most_common() if n}

    def on_whole_texts(self) -> int:
        """Return the votes that are not on a part of a text."""
        return self._map("question", Question.WHOLE)

    def bitmap(self, vote_ids: Iterable[int]) -> int:
        """Return the bitmap of votes; those that are not in the index are left out."""
        rows = self._row_of
        return self.rows([rows[vote_id] for vote_id in vote_ids if vote_id in rows])

    def rows(self, numbers: Collection[int]) -> int:
        """Return the bitmap of votes by their numbers here."""
        return _bitmap(numbers)

    @cached_property
    def _row_of(self) -> Mapping[int, int]:
        return {vote_id: row for row, vote_id in enumerate(self.vote_ids)}

    def listed(self, found: int, limit: int, offset: int = 0) -> list[int]:
        """Return the numbers in the store of votes found, the newest first."""
        return [self.vote_ids[row] for row in islice(rows_of(found), offset, offset + limit)]

    def named(self, symbols: Iterable[str]) -> list[int]:
        """Return the votes that bear any of these symbols, each once."""
        return list(dict.fromkeys(vote_id for symbol in symbols for vote_id in self._symbols.get(symbol, ())))

    def beginning(self, start: str) -> Sequence[str]:
        """Return the symbols that begin so, in order of their letters."""
        first = bisect_left(self._in_order, start)
        return self._in_order[first : bisect_left(self._in_order, start + "\U0010ffff", first)]

    @cached_property
    def _in_order(self) -> Sequence[str]:
        return sorted(self._symbols)

    def knows(self, symbol: str) -> bool:
        """Whether a vote bears this symbol."""
        return symbol in self._symbols


def _maps(rows: Sequence[Entry]) -> Mapping[tuple[str, str], int]:
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        found["organ", row.organ].append(n)
        found["question", row.question].append(n)
        found["outcome", row.outcome].append(n)
        if row.listed:
            found[_LISTED].append(n)
        for state in row.vetoed_by.split():
            found["vetoed_by", state].append(n)
        for topic in row.topics.split():
            found["topic", topic].append(n)
        for state in {line[:3] for line in row.quoted.splitlines()}:
            found["quoted", state].append(n)
    return {what: _bitmap(numbers) for what, numbers in found.items()}


def _symbols(entries: Iterable[Entry]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for entry in entries:
        for symbol in entry.symbols:
            if symbol:
                found[symbol] = (*found.get(symbol, ()), entry.vote_id)
    return found


def _bitmap(rows: Collection[int]) -> int:
    packed = bytearray(max(rows, default=0) // 8 + 1)
    for row in rows:
        packed[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(packed, "little")


def rows_of(bitmap: int) -> Iterator[int]:
    """Yield the numbers whose bits are set, the lowest first."""
    written = bin(bitmap)[:1:-1]
    row = written.find("1")
    while row >= 0:
        yield row
        row = written.find("1", row + 1)


def _either(bitmaps: Iterable[int]) -> int:
    found = 0
    for bitmap in bitmaps:
        found |= bitmap
    return found


_ONLY = {choice: bytes(ord("1") if n == ord(choice.value) else ord("0") for n in range(256)) for choice in Choice}
