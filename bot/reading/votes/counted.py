"""Numbers bound to the word that names their side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import CONJUNCTIONS, Group, distance

_FARTHEST = 3.4


def bind_numbers(row: Sequence[Lexeme], numbers: Sequence[int], lists: Sequence[Group], poll: dict[int, str]) -> dict[int, str]:
    """Give each number the side it stands nearest to; a side takes one number, a number one side. Those of a poll have theirs."""
    inside = {index for group in lists for index in range(group.first, group.last + 1)}
    offers: list[tuple[float, int, int]] = []
    for index in numbers:
        if index not in poll:
            offers += _offers(row, index, inside)
    bound = dict(poll)
    taken: set[int] = set()
    for _, number, side in sorted(offers):
        if number not in bound and side not in taken and row[side].value not in bound.values():
            bound[number] = row[side].value
            taken.add(side)
    return bound


def _offers(row: Sequence[Lexeme], number: int, inside: set[int]) -> Iterator[tuple[float, int, int]]:
    for step, penalty in ((1, 0.0), (-1, 0.45)):
        cost, index = penalty, number + step
        while 0 <= index < len(row) and cost <= _FARTHEST:
            lexeme = row[index]
            if lexeme.kind == "side":
                if step < 0 and _closes_relative(row, index):
                    break
                owned = step > 0 and index > 1 and index - 3 in inside and row[index - 1].text == "s" and row[index - 2].text == "'"
                crossed = (step > 0 and index - 1 in inside and lexeme.form == "verb") or owned
                cost += _unfit(row, index, step) + 3.5 * crossed
                if cost <= _FARTHEST:
                    yield cost, number, index
                break
            if lexeme.kind in {"number", "score"}:
                break
            cost += 0.02 if index in inside else distance(lexeme) + (0.5 if step < 0 and lexeme.text in CONJUNCTIONS else 0)
            index += step


def _closes_relative(row: Sequence[Lexeme], side: int) -> bool:
    """Whether a side's verb closes what is told of a State before it: "Salvo Venezuela, que se opuso, los otros siete países …"."""
    if side < _RELATIVE or row[side].form != "verb" or row[side + 1].text != ",":
        return False
    before = [item.text for item in row[side - _RELATIVE : side]]
    at = max((place for place, word in enumerate(before) if word in _WHO), default=-1)
    return at > 1 and before[at - 1] == "," and row[side - _RELATIVE + at - 2].kind == "state"


_RELATIVE = 4
_WHO = frozenset({"que", "qui", "che", "das", "die", "der", "which", "who"})
_BARE = frozenset({"contra", "contre", "contro"})
_BEFORE_NOUN = frozenset({"el", "la", "le", "l", "los", "las", "les", "o", "os", "il", "gli", "the"})


def _unfit(row: Sequence[Lexeme], side: int, step: int) -> float:
    """Return how badly a side word stands for a count: "against" and "in favour" before a name speak of something else."""
    after = row[side + 1] if side + 1 < len(row) else None
    if row[side].form != "adv" or after is None:
        return 0.0
    if step < 0 and side and row[side].text in _BARE and after.kind == "number" and not any(item.kind == "number" for item in row[:side]):
        return _FARTHEST  # "um braço erguido contra treze": who stands against so many
    if step < 0 and (after.kind in {"word", "text"} or after.text in {"la", "the", "le", "una", "un", "une"}):
        return 2.4
    later = row[side + 2] if side + 2 < len(row) else None
    if step > 0 and after.text in _BEFORE_NOUN and later is not None and later.kind in {"word", "text"} and row[side].value == "no":
        return 1.6  # "186 de 193: el mundo contra el bloqueo"
    if (
        step > 0
        and not row[side].text.startswith("in fav")
        and (after.kind in {"word", "text"} or (after.kind == "state" and row[side].text[0] == "a"))
    ):
        return 1.6
    return 1.2 if after.text == "of" and row[side].text.startswith("in fav") else 0.0
