"""Who "it" is, and what "did so" did, where only the sentence before tells: "In the end it abstained.", "Others did so, too."."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Span, State
from bot.reading.votes import tally
from bot.reading.votes.lexeme import Lexeme, where
from bot.reading.votes.lexer import lex
from bot.reading.votes.lists import groups
from bot.reading.votes.sides import Count, Counts
from bot.states import PERMANENT

_FARTHEST = 500


def resolve(counts: Counts, plain: str, flat: str, begin: int) -> None:
    """Give a pronoun's vote to the State that the sentence before opens with, what "did so" to its side; drop what it does not tell."""
    row = lex(plain, flat, _before(flat, begin))
    first = next((lexeme.value for lexeme in row[:2] if lexeme.kind == "state" and lexeme.form != "adjective"), "") or _opening(row)
    sides = {lexeme.value for lexeme in row if lexeme.kind == "side"}
    if not sides and any(lexeme.kind == "outcome" and lexeme.value == "veto" for lexeme in row):
        sides = {"no"}  # "Its ambassador used the veto. Bolivia voted likewise."
    same = counts.pop("so", None)
    if same is not None and len(sides) > 1:
        sides = _sides_of(same, row)
    if same is not None and len(sides) == 1:
        _join(counts.setdefault(sides.pop(), Count()), same)
    for side, count in list(counts.items()):
        if count.it and count.states and first and count.number == len(count.states) + 1:
            count.states, count.partial = [first, *count.states], False  # "it said no, and only Chad joined it"
        if count.it and not count.states and flat[begin : begin + _OPENS].startswith(_THEY):
            count.states = list(_those(row))
        if count.it and not count.states:
            _name(count, first)
            if count.number is None and not (count.states or count.rest):
                del counts[side]


_OPENS = 12  # characters
_THEY = ("they ", "all of them", "ils ", "elles ", "ellos ", "ellas ", "eles ", "elas ", "essi ")


def _those(row: Sequence[Lexeme]) -> tuple[State, ...]:
    """Return those a sentence is about that tells no side: "Not swayed were Chad, Peru and, more important, the two Africans – …"."""
    found = where(row)
    named = tuple(dict.fromkeys(state for group in groups(row, found) for state in group.states))
    return named if len(named) > 1 and "side" not in found else ()


def _opening(row: Sequence[Lexeme]) -> State:
    """Return whose delegation a sentence is about by its first words: "No ano passado a delegação americana se absteve"."""
    lists = groups(row, where(row))
    alone = bool(lists) and len(lists[0].states) == 1 and lists[0].first <= _FIRST and row[lists[0].first].form == "adjective"
    return lists[0].states[0] if alone else ""


_FIRST = 6


def _sides_of(same: Count, row: Sequence[Lexeme]) -> set[str]:
    """Return where those stand, in the sentence before, whom others are told to have done the same as: "Chad did the same as Togo"."""
    found = where(row)
    told = tally.counts(row, found, groups(row, found))
    return {side for side, count in told.items() if not set(count.states).isdisjoint(same.states)}


def same_as_before(counts: Counts, number: int, plain: str, flat: str, begin: int) -> None:
    """Name "the same four" of a sentence: as many as the sentence before lists last."""
    row = lex(plain, flat, _before(flat, begin))
    listed = [group.states for group in groups(row, where(row)) if len(group.states) == number]
    for count in counts.values():
        if listed and count.number == number and not count.states:
            count.states = list(listed[-1])


def caster(plain: str, flat: str, begin: int) -> tuple[State, ...]:
    """Return whose ambassador cast a veto, where the sentence before names one permanent member only: "Its ambassador used the veto"."""
    row = lex(plain, flat, _before(flat, begin))
    named = {lexeme.value for lexeme in row if lexeme.kind == "state" and lexeme.form != "adjective"}
    return tuple(named) if len(named & PERMANENT) == len(named) == 1 else ()


def _name(count: Count, state: State) -> None:
    count.states = [state] if state else []


def _join(count: Count, same: Count) -> None:
    count.number = same.number if count.number is None else count.number
    count.states += [state for state in same.states if state not in count.states]
    count.partial = count.partial or same.partial


def _before(flat: str, begin: int) -> Span:
    """Return where the sentence before a place runs, or its last 500 characters."""
    least = max(0, begin - _FARTHEST)
    end = least + len(flat[least:begin].rstrip())
    ends = ((flat.rfind(mark, least, max(least, end - 1)), mark) for mark in (". ", "\n"))
    start = max((place + len(mark) for place, mark in ends if place >= 0), default=least)
    return max(least, start), end
