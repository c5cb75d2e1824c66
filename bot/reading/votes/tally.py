"""Within one sentence: which number and which States stand on which side."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.counted import bind_numbers
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.listed import bind_lists
from bot.reading.votes.lists import groups
from bot.reading.votes.polls import bind_gain, bind_pair, bind_score, gained, poll
from bot.reading.votes.rest import add_joined, add_others, bind_all_but, bind_left, bind_rest
from bot.reading.votes.sides import Count, Counts, Group
from bot.reading.votes.voters import bind_voters


def counts(row: Sequence[Lexeme], kinds: frozenset[str]) -> Counts:
    """Bind each count and each list of a sentence to its side. ``kinds`` are those of its lexemes."""
    told: Counts = {}
    if _TELLING.isdisjoint(kinds):
        return told
    lists = groups(row) if "state" in kinds else []
    bound = _numbers(row, lists) if "number" in kinds else {}
    for index, side in bound.items():
        count = told.setdefault(side, Count())
        if count.number is None:
            count.number = row[index].number
    if "side" in kinds:
        bind_lists(row, lists, told)
    if "score" in kinds:
        bind_score(row, told)
    if "number" in kinds:
        _bind_further_numbers(row, lists, told, bound)
    if "side" in kinds:
        bind_left(row, lists, told)
        bind_rest(row, told)
    bind_all_but(row, lists, told)
    return told


_TELLING = frozenset({"side", "number", "score"})  # what a count is told with, or a list bound to


def _numbers(row: Sequence[Lexeme], lists: list[Group]) -> dict[int, str]:
    return bind_numbers(row, lists, poll(row) or gained(row))


def _bind_further_numbers(row: Sequence[Lexeme], lists: list[Group], told: Counts, bound: dict[int, str]) -> None:
    """Bind the numbers that stand at no side word, and complete those that count only a part."""
    bind_pair(row, told, bound)
    add_others(row, told, bound, lists)
    add_joined(row, told, bound, lists)
    bind_gain(row, told, bound)
    bind_voters(row, told, bound)
