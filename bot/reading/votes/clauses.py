"""Clauses that tell who took a side: a noun phrase of States or of so many members, and a verb, in any order.

The grammar is matched against the letters of ``shape``: what a verb takes as its subject is written once, for all verbs.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes import rolls, subjects
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.phrase import Clause, Found
from bot.reading.votes.shape import Shape

_GRAMMAR = (
    (frozenset("+G"), rolls.JOINED, rolls.joined),
    (frozenset("GN"), rolls.BRACKETED, rolls.bracketed),
    (frozenset(":"), rolls.ROLL, rolls.roll),
    (frozenset("-"), rolls.ROLL, rolls.roll),
    (frozenset("wLG"), rolls.ONLY_ONE, rolls.only_one),
    (frozenset("GL,"), rolls.APPOSED, rolls.only_one),
    (frozenset("wL"), rolls.ONLY_ONES, rolls.only_one),
    (frozenset("wNo"), rolls.ONE_OF, rolls.one_of),
    (frozenset("+G"), subjects.BESIDES, subjects.besides),
    (frozenset("GNo"), rolls.OF_VOTES, rolls.of_votes),
    (frozenset("NF"), subjects.NOT_SO, subjects.no_side),
    (frozenset("GNwt"), subjects.THESE, subjects.no_side),
    (frozenset("GNO"), subjects.PLUS, subjects.plus),
    (frozenset("AC"), subjects.ALL_BUT, subjects.all_but),
    (frozenset("N"), subjects.COUNT, subjects.counted),
    (frozenset("R"), subjects.REST, subjects.rest),
    (frozenset("O"), subjects.REST, subjects.rest),
    (frozenset("w"), rolls.STOOD, rolls.stood),
    (frozenset("G"), subjects.NAMES, subjects.named),
    (frozenset("i"), subjects.IT, subjects.it),
    (frozenset("uN"), subjects.VOTES_OF, subjects.votes_of),
    (frozenset("rG"), rolls.FOR_ITS_STATE, rolls.for_its_state),
    (frozenset("go"), rolls.IN_COMPANY, rolls.in_company),
    (frozenset("g"), rolls.WITH, rolls.with_it),
    (frozenset("=G"), rolls.AS_DID, rolls.as_did),
)
"""Which letters must all be there, the pattern, and what it is read as; the surer before the others."""
_TAKING_SIDES = frozenset("YKZXykzxfceEu")


def clauses(row: Sequence[Lexeme], read: Shape) -> list[Clause]:
    """Return the clauses of a sentence that take sides, in order; none overlaps another."""
    told: list[Clause] = []
    letters = frozenset(read.kinds)
    if letters.isdisjoint(_TAKING_SIDES):
        return told
    taken = bytearray(len(read.kinds))
    for needed, pattern, make in _GRAMMAR:
        for match in pattern.finditer(read.kinds) if needed <= letters else ():
            found = Found(row, read, match)
            if any(taken[slice(*match.span())]) or ("w" in match[0] and not _NOW.isdisjoint(found.words)):
                continue
            clause = make(found)
            if clause is not None:
                told.append(clause)
                taken[slice(*match.span())] = b"\x01" * len(match[0])
    return sorted(told, key=lambda clause: clause.first)


_NOW = frozenset({"is", "are", "be"})  # "ten members are in favour, a diplomat said": they have not voted
