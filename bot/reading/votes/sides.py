"""What the sides of a vote are told with: counts and lists, and what may stand between them and their side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.model import State
from bot.reading.votes.lexeme import Lexeme

COUNCIL = 15  # members of the Security Council
# What stands between a count, or a list of States, and its side: the more, the less they belong together.
_COST = {"light": 0.2, "other": 0.1, "only": 0.1, "vote": 0.3, "day": 0.5, "join": 0.5, "among": 0.6, "body": 0.8, "all": 0.1, "as": 0.2}
_MARKS = {",": 0.9, ";": 2.2, ":": 0.5, "(": 0.4, ")": 0.4, "-": 0.4, "—": 0.7, '"': 0.1, "'": 0.1, ".": 2.5}
CONJUNCTIONS = frozenset(
    {"and", "et", "y", "und", "e", "ed", "mentre", "while", "but", "with", "mientras", "während", "mais", "whereas", "aber"}
)
ARTICLES = frozenset(
    {"the", "and", "la", "le", "les", "l", "et", "y", "e", "und", "die", "der", "das", "o", "os", "a", "el", "los", "las", "su", "or"}
    | {"da", "do", "dos", "das", "du", "des", "de", "d", "del", "von", "of", "ed", "il", "lo", "i", "gli", "dei", "degli", "delle", "della"}
    | {"dell", "dello", "di", "à", "au", "aux", "al", "ao", "aos", "às", "den", "dem"}
)


class Group(NamedTuple):
    """A list of States: the lexemes it runs over, and whether the text calls it a part of a side.

    ``trails`` is true where it says so afterwards ("China among them"): such a list belongs to what stands before it.
    """

    first: int
    last: int
    states: tuple[State, ...]
    partial: bool = False
    trails: bool = False


@dataclass(slots=True)
class Count:
    """What a sentence tells of one side: a number, States, or both; ``rest`` is true for "all other members".

    ``listed`` is true where the number only counts the States named ("only China and Vietnam"),
    ``excepted`` where these are only said to be none of the others ("all but India"), ``it`` where only a pronoun names the State,
    ``others`` where the number is that of all others ("the 10 other members"), ``further`` where those told before did the same and are
    more ("gli altri 24 astenuti sono …"); ``by`` is where an outcome's verb stands that so many
    members did themselves ("twelve nations approved it"), else -1.
    """

    number: int | None = None
    states: list[State] = field(default_factory=list)
    partial: bool = False
    rest: bool = False
    listed: bool = False
    excepted: bool = False
    it: bool = False
    others: bool = False
    further: bool = False
    by: int = -1


Counts = dict[str, Count]


def distance(lexeme: Lexeme) -> float:
    """Return how much further a lexeme between them sets a count, or a list, apart from its side."""
    text = lexeme.text
    if text in CONJUNCTIONS:
        return 0.7
    if lexeme.kind == "mark":
        return _MARKS.get(text, 0.8)
    return _COST.get(lexeme.kind, 1.0)
