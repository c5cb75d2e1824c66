"""Within one sentence: which number and which States stand on which side."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.counted import bind_numbers
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.listed import bind_lists
from bot.reading.votes.lists import groups
from bot.reading.votes.polls import bind_gain, bind_pair, bind_score, gained, poll
from bot.reading.votes.rest import add_joined, add_others, bind_all_but, bind_left, bind_rest
from bot.reading.votes.sides import Count, Counts
from bot.reading.votes.voters import bind_voters


def counts(row: Sequence[Lexeme], flat: str) -> Counts:
    """Bind each count and each list of a sentence to its side."""
    told: Counts = {}
    if _TELLING.isdisjoint(lexeme.kind for lexeme in row):
        return told
    lists = groups(row, flat)
    bound = bind_numbers(row, flat, lists, poll(row, flat) or gained(row, flat))
    for index, side in bound.items():
        count = told.setdefault(side, Count())
        if count.number is None:
            count.number = row[index].number
    bind_lists(row, flat, lists, told)
    bind_score(row, told)
    bind_pair(row, flat, told, bound)
    add_others(row, flat, told, bound, lists)
    add_joined(row, flat, told, bound, lists)
    bind_gain(row, flat, told, bound)
    bind_voters(row, flat, told, bound)
    bind_left(row, flat, lists, told)
    bind_rest(row, flat, told)
    bind_all_but(row, flat, lists, told)
    return told


_TELLING = frozenset({"side", "number", "score"})  # what a count is told with, or a list bound to
