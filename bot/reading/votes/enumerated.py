"""Lists parted by other words that together name all whom their sentence counts: "Chad was among the eight noes, with …, and four: …"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import ARTICLES, CONJUNCTIONS, Counts, Group

_FEWEST = 3
_OPENING = CONJUNCTIONS | {",", ":", "(", "-", "–", "—", "with", "then", "plus", "namely", "were", "are", "from", "besides", "finally"}
_AUTHORS = frozenset({"sponsor", "agent"})


def enumerate_all(row: Sequence[Lexeme], lists: Sequence[Group], told: Counts) -> None:
    """Name all of the only side a sentence tells, where it names just as many States as it counts there, and no author among them."""
    if len(told) != 1 or not lists:
        return
    (count,) = told.values()
    named = tuple(dict.fromkeys(state for group in lists for state in group.states))
    if count.number != len(named) or len(named) < _FEWEST or len(count.states) >= len(named):
        return
    behind = [group for group in lists if not set(group.states) <= set(count.states)]
    if all(_opens(row, group, lists) for group in behind) and not any(item.kind in _AUTHORS for item in row):
        count.states, count.partial = list(named), False


def _opens(row: Sequence[Lexeme], group: Group, lists: Sequence[Group]) -> bool:
    """Whether a list goes on with those counted, or names only whom another list does: "four friends of Washington"."""
    if any(other is not group and set(group.states) <= set(other.states) for other in lists):
        return True
    place = group.first - 1
    while place > 0 and row[place].text in ARTICLES and row[place].text not in _OPENING:
        place -= 1
    return place < 0 or row[place].text in _OPENING or _owner(row, place)


def _owner(row: Sequence[Lexeme], place: int) -> bool:
    return row[place].text == "s"  # "the E3's London and Paris"
