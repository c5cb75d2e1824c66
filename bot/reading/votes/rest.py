"""Sides told by the others: who joined whom, all other members, all but one, whoever opens the clause."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import ARTICLES, CONJUNCTIONS, Count, Counts, Group
from bot.reading.votes.voters import EXCEPT, after_voters


def add_joined(row: Sequence[Lexeme], told: Counts, bound: dict[int, str], lists: Sequence[Group]) -> None:
    """Read "only four countries joined Russia in voting against": with whom they joined, they are more."""
    for index, side in bound.items():
        after = after_voters(row, index)
        group = next((group for group in lists if group.first in {after + 1, after + 2}), None) if after else None
        if group is not None and row[after].kind == "join" and told[side].number == row[index].number:
            told[side].number = row[index].number + len(group.states)
            told[side].partial = True


def bind_the_one(row: Sequence[Lexeme], lists: Sequence[Group], told: Counts) -> None:
    """Read "by 14 to 1, but the one is the United States": who a single voter was."""
    alone = [count for count in told.values() if count.number == 1 and not count.states]
    for group in lists if len(alone) == 1 else ():
        before = [lexeme.text for lexeme in row[max(0, group.first - 4) : group.first] if lexeme.text != "the"]
        if before[-2:-1] == ["one"] and before[-1] in {"is", "was", "being"} and len(group.states) == 1:
            alone[0].states = list(group.states)


def bind_left(row: Sequence[Lexeme], sides: Sequence[int], lists: Sequence[Group], told: Counts) -> None:
    """Read "Britain did not take sides, abstaining": a verb that has no voters yet takes those who open its clause."""
    bound = {state for count in told.values() for state in count.states}
    for index in sides:
        lexeme = row[index]
        if lexeme.form == "verb" and lexeme.value in {"abstain", "absent", "no"} and lexeme.value not in told:
            before = [group for group in lists if group.last < index and not bound.intersection(group.states)]
            if before and _opens(row, before[-1].first) and not _parted(row[before[-1].last + 1 : index]):
                told[lexeme.value] = Count(states=list(before[-1].states), partial=before[-1].partial)
            elif (number := _number_left(row, index)) is not None:
                told[lexeme.value] = Count(number)


def _number_left(row: Sequence[Lexeme], side: int) -> int | None:
    """Return the number that opens the clause of a verb: "and four did not commit themselves, abstaining"."""
    at = next((index for index in range(side - 1, -1, -1) if row[index].kind == "number"), -1)
    return row[at].number if at >= 0 and _opens(row, at) and not _parted(row[at + 1 : side]) else None


def _opens(row: Sequence[Lexeme], first: int) -> bool:
    """Whether a list stands where a clause begins: at the start, or after a semicolon or conjunction."""
    before = [item for item in row[:first] if item.text not in _NO_OPENING and item.kind != "only"]
    return not before or before[-1].text == ";" or before[-1].text in CONJUNCTIONS


_NO_OPENING = (ARTICLES - CONJUNCTIONS) | {"vetomächte", "vetomacht"}


def _parted(between: Sequence[Lexeme]) -> bool:
    return any(lexeme.kind in {"side", "outcome", "number", "score", "state", "sub"} or lexeme.text in ";:(" for lexeme in between)


def bind_all_but(row: Sequence[Lexeme], lists: Sequence[Group], told: Counts) -> None:
    """Read "all of the council but the United States voted for it": the rest stand on that side, those excepted against it."""
    for group in lists:
        if not any(lexeme.text in EXCEPT for lexeme in row[max(0, group.first - 3) : group.first]):
            continue
        if any(lexeme.text in _EVERY for lexeme in row[max(0, group.first - 7) : group.first]):
            side = next((item.value for item in row[group.last + 1 : group.last + 6] if item.kind == "side"), "")
            after = row[group.last + 1] if group.last + 1 < len(row) else row[group.last]
            side = side or ("yes" if after.text in {"backed", "approved", "endorsed", "supported"} else "")
            if side in {"yes", "no"}:
                for count in told.values():
                    count.states = [state for state in count.states if state not in group.states]
                told.setdefault(side, Count()).rest = True
                if side == "yes" and not any(set(group.states) & set(count.states) for count in told.values()):
                    told.setdefault("no", Count(excepted=True)).states += list(group.states)


_EVERY = frozenset({
    "all", "every", "everyone", "everybody", "tous", "toutes", "todos", "todas", "alle", "tutti", "tutti i", "tutti gli", "todos los",
    "todos os", "tous les",
})  # fmt: skip


def _are_the_rest(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a word means all others and their verb follows: "the rest abstained"."""
    rest = row[index].text in _THE_REST
    beside = next(
        (place for place in range(index + 1, min(index + 7, len(row))) if row[place].kind not in {"light", "body", "vote"}), index
    )
    return rest and row[beside].form == "verb" and (row[beside].kind == "side" or row[beside].value == "adopted")


_THE_REST = frozenset({
    "rest", "others", "demás", "übrigen", "restants", "everyone else", "everybody else", "restantes", "restlichen", "anderen", "altri",
    "restanti", "rimanenti", "autres", "verbliebenen", "otros", "outros",
})  # fmt: skip


def bind_rest(row: Sequence[Lexeme], others: Sequence[int], told: Counts) -> None:
    """Read "as did all other members" and "the others voted in favour": all that did nothing else stand on that side."""
    for index in others:
        said = any(item.kind == "all" for item in row[max(0, index - 2) : index])
        said = said or (index + 1 < len(row) and _are_the_rest(row, index))
        if said and not any(item.kind == "number" for item in row[max(0, index - 2) : index + 2]):
            telling = (item for item in (*row[index:], *reversed(row[:index])) if item.kind == "side" or item.value == "adopted")
            side = next(("yes" if item.value == "adopted" else item.value for item in telling), "")
            if side:
                told.setdefault(side, Count()).rest = True


def add_others(row: Sequence[Lexeme], told: Counts, bound: dict[int, str], lists: Sequence[Group]) -> None:
    """Read "Britain abstained, as did four other nations" and "Russia and three others voted against": the named are more."""
    for index, side in bound.items():
        count = told[side]
        before = [lexeme.kind for lexeme in row[max(0, index - 2) : index]]
        words = [lexeme.text for lexeme in row[max(0, index - 2) : index] if lexeme.kind != "other"][-1:]
        more = any(lexeme.kind == "other" for lexeme in row[index + 1 : index + 3]) or (index > 0 and row[index - 1].kind == "other")
        follows = any(group.last in {index - 2, index - 3} for group in lists) and bool(CONJUNCTIONS.intersection(words))
        joined = more and "join" in [lexeme.kind for lexeme in row[max(0, index - 2) : index]]
        if count.states and count.number == row[index].number and ("as did" in before or "as" in before or (more and follows) or joined):
            count.number += sum(1 for group in lists if group.last < index for state in group.states if state in count.states)
            count.partial = True
        elif more and lists and lists[0].first <= 1 and lists[0].last < index and count.number == len(count.states):
            count.states = [*lists[0].states, *(state for state in count.states if state not in lists[0].states)]
            count.number = len(count.states)
