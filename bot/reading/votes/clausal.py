"""What the clauses of a sentence tell, put before what its words tell by standing near each other."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.clauses import clauses
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.phrase import SIDES, Clause
from bot.reading.votes.shape import Shape, shape
from bot.reading.votes.sides import COUNCIL, Count, Counts, Group


class Told:
    """The clauses of a sentence: who took which side as subject and verb tell it."""

    def __init__(self, row: Sequence[Lexeme], lists: Sequence[Group]) -> None:
        self._row = row
        self._read = shape(row, lists)
        self.clauses = clauses(row, self._read)

    @property
    def verbs(self) -> dict[int, int]:
        """Where verbs stand in the row that have their voters before them, and where these begin."""
        places = self._read.places
        return {places[clause.last - 1]: places[clause.first] for clause in self.clauses if self._ends_in_verb(clause)}

    def _ends_in_verb(self, clause: Clause) -> bool:
        return clause.last <= len(self._read.places) and self._read.kinds[clause.last - 1] in "YKZX"

    def bind(self, told: Counts) -> dict[int, str]:
        """Put what clauses tell before all else: States and numbers they hold stand nowhere else.

        Return where those numbers stand in the row, with their side.
        """
        held = _release(self._row, self._read, self.clauses, told)
        for clause in self.clauses:
            side = _side_before(self._read, clause) if clause.side == "so" else clause.side
            if side in _SIDES:
                _count(self._row, self._read, clause if side == clause.side else clause._replace(side=side), told)
        _left_over(self.clauses, told)
        _identify(self.clauses, told)
        for side in [side for side, count in told.items() if count.number is None and not (count.states or count.rest or count.it)]:
            del told[side]
        return held


_SIDES = frozenset({"yes", "no", "abstain", "absent", "so"})


def _side_before(read: Shape, clause: Clause) -> str:
    """Return the side told last before a clause that only says "did so"; "so" where the sentence tells none."""
    before = read.kinds[max(0, clause.first - _FAR) : clause.first]
    return next((SIDES[letter] for letter in reversed(before) if letter in "YKZXfc"), "so")


_FAR = 60


def _release(row: Sequence[Lexeme], read: Shape, found: Sequence[Clause], told: Counts) -> dict[int, str]:
    """Take from all sides what clauses hold: their States, and numbers that stand nowhere else."""
    states = {state for clause in found for at in range(clause.first, clause.last) if at in read.lists for state in read.lists[at].states}
    inside = {read.places[at]: clause.side for clause in found for at in range(clause.first, min(clause.last, len(read.places)))}
    numbers = [(index, lexeme.number) for index, lexeme in enumerate(row) if lexeme.kind == "number"]
    outside = {number for index, number in numbers if index not in inside} | {clause.number for clause in found if clause.side == "these"}
    for side, count in told.items():
        count.states = [state for state in count.states if state not in states]
        own = {clause.number for clause in found if clause.side == side}
        if count.number not in outside | own and any(number == count.number for _, number in numbers):
            count.number = None
        if any(clause.rest and clause.side == side for clause in found):
            count.number = None
    return {index: inside[index] for index, _ in numbers if index in inside}


def _count(row: Sequence[Lexeme], read: Shape, clause: Clause, told: Counts) -> None:
    """Add a clause to its side: the first number told of a side holds; States that it leaves no room for are dropped."""
    count = told.setdefault(clause.side, Count())
    last = row[read.places[min(clause.last, len(read.places)) - 1]]
    if clause.number is not None:
        count.number, count.listed = clause.number, False
        count.by = read.places[clause.last - 1] if last.kind == "outcome" else -1
        count.others = count.others or clause.others
    full = count.number is not None and count.number == len(count.states) > 0
    if clause.number is None and full and clause.states and not (clause.partial or set(clause.states) & set(count.states)):
        count.number = len(count.states) + len(clause.states)  # "the three Africans (…) abstained, as did Russia and China"
    if clause.states:
        count.partial = clause.partial or (count.partial and bool(count.states))
    count.states += [state for state in clause.states if state not in count.states]
    count.further = count.further or clause.further
    count.rest, count.it = count.rest or clause.rest, count.it or clause.it
    if clause.whole and clause.number is not None and len(count.states) > clause.number:
        count.states = list(clause.states)


def _identify(found: Sequence[Clause], told: Counts) -> None:
    """Name those counted before: "169-2, the two being Chad and Peru", where one side only is told to have as many."""
    for clause in found:
        fitting = [side for side, count in told.items() if count.number == clause.number and set(count.states) <= set(clause.states)]
        if clause.side == "these" and len(fitting) == 1:
            for count in told.values():
                count.states = [state for state in count.states if state not in clause.states]
            told[fitting[0]].states = list(clause.states)


_MOST = 30  # votes for a text that only those alone were against


def _left_over(found: Sequence[Clause], told: Counts) -> None:
    """Give a side to those only told beside the others: "all but Cuba", "China stood with Russia; 11 abstained, two were against"."""
    for clause in found:
        free = not any(set(clause.left or clause.states) & set(count.states) for count in told.values())
        if clause.left and free:
            told.setdefault("no", Count(excepted=True)).states += clause.left
        if clause.side == "against" and "yes" not in told and ("no" not in told or not (told["no"].states or told["no"].number)):
            told["yes"], told["no"] = Count(clause.number), Count(len(clause.states), list(clause.states))
        many = told["yes"].number if "yes" in told else None
        if clause.side == "alone" and free and "no" not in told and many is not None and many > _MOST:
            told["no"] = Count(len(clause.states), list(clause.states))
        single = [count for count in told.values() if count.number == 1 and not count.states]
        if clause.side == "one" and len(single) == 1:
            single[0].states = list(clause.states)
        if clause.side == "with" and free and "no" in told and told["no"].number == len(clause.states) and not told["no"].states:
            told["no"].states = list(clause.states)  # "Only Chad stood by Peru when it was adopted by 32 votes to two"
        cast = sum(len(count.states) if count.number is None else count.number for count in told.values())
        if clause.side == "with" and free and "yes" not in told and cast + len(clause.states) == COUNCIL:
            told["yes"] = Count(len(clause.states), list(clause.states))
