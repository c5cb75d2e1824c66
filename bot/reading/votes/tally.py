"""Within one sentence: which number and which States stand on which side."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.clausal import Told
from bot.reading.votes.counted import bind_numbers
from bot.reading.votes.enumerated import enumerate_all
from bot.reading.votes.fronted import REJECTED
from bot.reading.votes.inversion import bind_both
from bot.reading.votes.lexeme import Lexeme, Where
from bot.reading.votes.listed import bind_lists
from bot.reading.votes.polls import bind_gain, bind_pair, bind_score, gained, poll
from bot.reading.votes.sides import COUNCIL, Count, Counts, Group
from bot.reading.votes.voters import bind_voters


def counts(row: Sequence[Lexeme], where: Where, lists: Sequence[Group]) -> Counts:
    """Bind each count and each list of a sentence to its side."""
    told: Counts = {}
    numbers, sides = where.get("number", ()), where.get("side", ())
    if not (numbers or sides or not where.keys().isdisjoint(_COUNTING) or (lists and _acts(row, where))):
        return told
    close = numbers or lists or sides or not where.keys().isdisjoint(_WHO)
    told_by = Told(row, lists) if close else None
    bound = bind_numbers(row, numbers, lists, poll(row, numbers) or gained(row, numbers)) if numbers else {}
    for index, side in bound.items():
        count = told.setdefault(side, Count())
        if count.number is None:
            count.number = row[index].number
            count.others = count.others or (index + 1 < len(row) and row[index + 1].kind == "other")
    if numbers:
        bind_pair(row, where, told, bound)
    if sides or (lists and told):
        bind_lists(row, lists, told, told_by.verbs if told_by else {})
    bind_score(row, where, told)
    if numbers:
        bind_gain(row, where, told, bound)
        bind_voters(row, numbers, told, bound)
    if sides and lists:
        bind_both(row, lists, told)
    if told_by and told_by.clauses:
        held = told_by.bind(told)
        if held:
            bind_gain(row, where, told, {**bound, **held})
    _all_fifteen(told)
    enumerate_all(row, lists, told)
    return told | {row[index].value: Count(0) for index in where.get("nobody", ()) if row[index].value not in told}


_COUNTING = frozenset({"score", "same", "nobody"})


def _acts(row: Sequence[Lexeme], where: Where) -> bool:
    """Whether those listed may have taken a side by no word for one: "voted to keep it", "rejected it", "as did …", "neither"."""
    return (
        _voted_to(row, where)
        or _rejected(row, where)
        or "as" in where
        or "all" in where
        or "only" in where
        or "neither" in {row[0].text, row[-1].text, row[-2].text}
    )


def _rejected(row: Sequence[Lexeme], where: Where) -> bool:
    return any(row[index].text in REJECTED for index in where.get("outcome", ()))


def _all_fifteen(told: Counts) -> None:
    """Count those named in favour where one sentence tells what all the Council's members did: "Russia backed it, nine abstained, …"."""
    yes = told.get("yes")
    if yes is None or yes.number is not None or not yes.states or len(told) == 1:
        return
    cast = sum(len(count.states) if count.number is None else count.number for count in told.values())
    if cast == COUNCIL and not any(count.partial or count.rest for count in told.values()):
        yes.number = len(yes.states)


def _voted_to(row: Sequence[Lexeme], where: Where) -> bool:
    return any(row[index].text == "voted to" for index in where.get("outcome", ()))


_WHO = frozenset({"other", "all", "same"})
