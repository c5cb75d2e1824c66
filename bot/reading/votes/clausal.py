"""What the clauses of a sentence tell, put before what its words tell by standing near each other."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.clauses import clauses
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.phrase import Clause
from bot.reading.votes.shape import Shape, shape
from bot.reading.votes.sides import Count, Counts, Group


def bind_clauses(row: Sequence[Lexeme], lists: Sequence[Group], told: Counts) -> None:
    """Read who took which side as subject and verb tell it; States and numbers they hold stand nowhere else."""
    read = shape(row, lists)
    found = clauses(row, read)
    if not found:
        return
    _release(row, read, found, told)
    counted: set[str] = set()
    for clause in found:
        count = told.setdefault(clause.side, Count())
        if clause.number is not None and clause.side not in counted:
            count.number, count.listed = clause.number, False
            counted.add(clause.side)
        _name(clause, count)
    for side in [side for side, count in told.items() if count.number is None and not (count.states or count.rest)]:
        del told[side]
    for clause in found:
        if clause.left and not any(set(clause.left) & set(count.states) for count in told.values()):
            told.setdefault("no", Count(excepted=True)).states += clause.left


def _release(row: Sequence[Lexeme], read: Shape, found: Sequence[Clause], told: Counts) -> None:
    """Take from all sides what clauses hold: their States, and a number that is no other side's."""
    held = {state for clause in found for at in range(clause.first, clause.last) if at in read.lists for state in read.lists[at].states}
    numbers = [lexeme.number for lexeme in row if lexeme.kind == "number"]
    for side, count in told.items():
        count.states = [state for state in count.states if state not in held]
        own = {clause.number for clause in found if clause.side == side}
        others = {clause.number for clause in found if clause.side != side and clause.number}
        if count.number in others - own and numbers.count(count.number or 0) == 1:
            count.number = None
        if any(clause.rest and clause.side == side for clause in found):
            count.number = None


def _name(clause: Clause, count: Count) -> None:
    """Add the States of a clause to its side, and drop those that a smaller number leaves no room for."""
    if clause.states:
        count.partial = clause.partial or (count.partial and bool(count.states))
    count.states += [state for state in clause.states if state not in count.states]
    count.rest = count.rest or clause.rest
    if clause.whole and clause.number is not None and len(count.states) > clause.number:
        count.states = list(clause.states)
