"""Questions about all votes on record, past and new, answered from the index of votes: ``ledger.memory`` of a view of the store."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    case,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Choice, Organ, Outcome, Question, State
from bot.reading import symbols
from bot.store import roll, tables
from bot.store.votes import RecordedVote, recorded_of
from bot.store.words import Term, Vocabulary, asked, distance

_I, _V = tables.vote_index.c, tables.votes.c
_ENOUGH = 0.55  # of what was looked for, by weight, a vote must hold
_SIBLINGS = 400  # symbols compared at the most with one that is not on record
_SIMPLE: ColumnElement[Any] = literal_column("'simple'::regconfig")
_FTS = table("vote_words", column("rowid"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which votes a question is about; an empty field asks for nothing in particular.

    ``organs`` and ``outcomes``: any of them. ``vetoed_by``: all of them vetoed. ``voted``: a State and the choices it may have made.
    ``since`` and ``until`` are days, both included. ``listed_only`` leaves out vetoes that the UN Library does not count.
    """

    organs: tuple[Organ, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    vetoed_by: tuple[State, ...] = ()
    voted: tuple[State, tuple[Choice, ...]] | None = None
    topic: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    question: Question | None = None
    listed_only: bool = False


class Lexicon:
    """The vocabulary of the index as it was last read; a database's own, shared by all who ask."""

    def __init__(self) -> None:
        """Know no words yet."""
        self._vocabulary = Vocabulary({})

    async def of(self, db: AsyncConnection) -> Vocabulary:
        """Return the vocabulary, read anew when words were added to it."""
        columns = tables.vocabulary.c
        known = self._vocabulary
        if (await db.execute(select(func.count()).select_from(tables.vocabulary))).scalar_one() != len(known.votes):
            known = Vocabulary(dict((await db.execute(select(columns.word, columns.votes))).all()))
            self._vocabulary = known
        return known


class Memory:
    """The part of a transaction that answers questions about votes."""

    def __init__(self, connection: AsyncConnection, lexicon: Lexicon) -> None:
        """Work within the caller's transaction."""
        self._db = connection
        self._lexicon = lexicon

    async def find(self, symbol: str) -> list[RecordedVote]:
        """Return the votes a symbol stands for, in whatever form it is written: on a draft, a resolution or its parts, in a meeting.

        Votes on the whole text come first, then the latest. What is no symbol gives none.
        """
        name = symbols.parse(symbol)
        if name is None:
            return []
        exact = await self._named([name])
        return exact or await self._named(_kin(name))

    async def _named(self, names: Sequence[str]) -> list[RecordedVote]:
        query = select(tables.votes).where(or_(*(c.in_(names) for c in (_V.draft, _V.resolution, _V.meeting))), _V.merged_into.is_(None))
        found = [recorded_of(row) for row in (await self._db.execute(query.order_by(_V.date.desc(), _V.id.desc()))).mappings()]
        return sorted(found, key=lambda recorded: (recorded.vote.withdrawn, recorded.vote.question is not Question.WHOLE))

    async def near(self, symbol: str, limit: int = 5) -> list[RecordedVote]:
        """Return votes on the symbols most like one that is not on record: written almost alike, then nearest in number."""
        name = symbols.parse(symbol)
        if name is None:
            return []
        alike = or_(*(c.in_(_slips(name)) | c.startswith(_series(name), autoescape=True) for c in (_V.draft, _V.resolution)))
        query = select(_V.id, _V.draft, _V.resolution).where(alike, _V.merged_into.is_(None))
        rows = (await self._db.execute(query.order_by(_V.id.desc()).limit(_SIBLINGS))).all()
        ranked = sorted(rows, key=lambda row: min(_unlike(name, other) for other in row[1:] if other))
        return await self._get([row[0] for row in ranked[:limit]])

    async def search(self, words: str, limit: int = 10) -> list[RecordedVote]:
        """Return the votes that hold the words a person looks for, those that hold most of what tells them apart first, then the latest.

        Accents, endings and slips of spelling do not matter; a State is found under any of its names.
        """
        vocabulary = await self._lexicon.of(self._db)
        terms = [vocabulary.mended(term) for term in asked(words)]
        if not terms:
            return []
        weights = [_weight(term, vocabulary) for term in terms]
        hits = union_all(*(self._hits(term, weight) for term, weight in zip(terms, weights, strict=True))).subquery("hits")
        return await self._get((await self._db.scalars(_best(hits, _ENOUGH * sum(weights), limit))).all())

    def _hits(self, term: Term, weight: int) -> Select[int, int]:
        """Select the votes that hold a term, each engine by its own index of words."""
        worth = literal(weight).label("weight")
        if self._db.dialect.name == "postgresql":
            query = func.to_tsquery(_SIMPLE, _either(term, " & ", " | "))
            return select(_I.vote_id, worth).where(func.to_tsvector(_SIMPLE, _I.words).op("@@")(query))
        matching = literal_column("vote_words").op("MATCH")(_either(term, " AND ", " OR "))
        return select(_FTS.c.rowid.label("vote_id"), worth).where(matching)

    async def select(self, wanted: Wanted, limit: int, offset: int = 0) -> list[RecordedVote]:
        """Return the votes wanted, the newest first."""
        query = select(_I.vote_id).where(*_conditions(wanted)).order_by(_I.day.desc(), _I.vote_id.desc()).limit(limit).offset(offset)
        return await self._get((await self._db.scalars(query)).all())

    async def count(self, wanted: Wanted) -> int:
        """Count the votes wanted."""
        query = select(func.count()).select_from(tables.vote_index).where(*_conditions(wanted))
        return (await self._db.execute(query)).scalar_one()

    async def cast(self, state: State, wanted: Wanted) -> Mapping[Choice, int]:
        """Count how a State voted in the votes wanted; where it cast no ballot, or none is known, it is not counted."""
        return {choices[0]: n for choices, n in (await self._choices((state,), wanted)).items()}

    async def agreement(self, a: State, b: State, wanted: Wanted) -> Mapping[tuple[Choice, Choice], int]:
        """Count how two States voted in the votes wanted where ballots of both are known: the first's choice, the second's, how often."""
        return {(choices[0], choices[1]): n for choices, n in (await self._choices((a, b), wanted)).items()}

    async def _choices(self, states: Sequence[State], wanted: Wanted) -> dict[tuple[Choice, ...], int]:
        places = [roll.place(state) for state in states]
        if None in places:
            return {}
        letters = [func.substr(_I.roll, place, 1) for place in places]
        query = (
            select(*letters, func.count())
            .where(*_conditions(wanted))
            .group_by(*(literal_column(str(n)) for n in range(1, len(letters) + 1)))
        )
        counted = [(row[:-1], row[-1]) for row in await self._db.execute(query)]
        return {tuple(map(Choice, cast)): n for cast, n in counted if not {"", roll.NO_BALLOT}.intersection(cast)}

    async def vetoes(self, wanted: Wanted) -> Mapping[State, int]:
        """Count the vetoes in the votes wanted by member; a draft that two members vetoed counts for both."""
        query = select(_I.vetoed_by, func.count()).where(*_conditions(wanted), _I.vetoed_by != "").group_by(_I.vetoed_by)
        counted: Counter[State] = Counter()
        for members, n in await self._db.execute(query):
            counted.update(dict.fromkeys(members.split(), n))
        return dict(counted.most_common())

    async def _get(self, vote_ids: Sequence[int]) -> list[RecordedVote]:
        """Return votes in the order of the ids."""
        rows = (await self._db.execute(select(tables.votes).where(_V.id.in_(vote_ids)))).mappings()
        found = {row["id"]: recorded_of(row) for row in rows}
        return [found[vote_id] for vote_id in vote_ids]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Say in SQL which votes are wanted."""
    found: list[ColumnElement[bool]] = [_I.vetoed_by.contains(f" {state} ") for state in wanted.vetoed_by]
    found += [_I.organ.in_([organ.value for organ in wanted.organs])] if wanted.organs else []
    found += [_I.outcome.in_([outcome.value for outcome in wanted.outcomes])] if wanted.outcomes else []
    found += [_I.topics.contains(f" {wanted.topic} ", autoescape=True)] if wanted.topic else []
    found += [_I.day >= wanted.since] if wanted.since else []
    found += [_I.day <= wanted.until] if wanted.until else []
    found += [_I.question == wanted.question.value] if wanted.question else []
    found += [_I.listed] if wanted.listed_only else []
    return found + (_voted(*wanted.voted) if wanted.voted else [])


def _voted(state: State, choices: Sequence[Choice]) -> list[ColumnElement[bool]]:
    place = roll.place(state)
    letters = [choice.value for choice in choices or Choice]
    return [literal(False) if place is None else func.substr(_I.roll, place, 1).in_(letters)]


def _best(hits: Subquery, enough: float, limit: int) -> Select[int]:
    """Select the votes that hold enough, those that hold most first, votes on a whole text before those on its parts."""
    held = func.sum(hits.c.weight)
    found = select(hits.c.vote_id, held.label("held")).group_by(hits.c.vote_id).having(held >= enough).subquery("found")
    of_a_part = case((_I.question == Question.WHOLE.value, 0), else_=1)
    query = select(_I.vote_id).join(found, found.c.vote_id == _I.vote_id)
    return query.order_by(found.c.held.desc(), of_a_part, _I.day.desc(), _I.vote_id.desc()).limit(limit)


def _weight(term: Term, vocabulary: Vocabulary) -> int:
    """Weigh a term: the fewer votes hold it, the more it tells. A whole number, so that equal sums are equal in whatever order."""
    holding = sum(min(vocabulary.votes.get(word, 0) for word in words) for words in term.alternatives)
    everything = max(vocabulary.votes.values(), default=1)
    return round(1000 * math.log(1.1 + everything / (1 + holding)))


def _either(term: Term, both: str, either: str) -> str:
    return either.join(f"({both.join(words)})" for words in term.alternatives)


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
    return min(distance(name, other), 3), abs(_number(name) - _number(other))


def _number(name: str) -> int:
    last = name.partition("/Rev.")[0].rpartition("/")[2].partition("(")[0]
    return int("".join(letter for letter in last if letter.isdigit()) or 0)
