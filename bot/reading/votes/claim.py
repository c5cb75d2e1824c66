"""What one sentence says of a vote, and what is known before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.model import Question, Span, State
from bot.reading import dates
from bot.reading.votes.lexeme import Lexeme, Where
from bot.reading.votes.sides import Counts, Group

ADOPTED, FAILED, VETO, ACTED = "adopted", "failed", "veto", "acted"
FOREIGN = "foreign"
HAD = frozenset({"had", "avait", "avaient", "había", "habían", "hatte", "hatten", "havia", "haviam", "tinha", "tinham", "aveva", "avevano"})
AUXILIARIES = frozenset(
    {"was", "were", "has", "have", "been", "is", "are", "a", "ont", "été", "fue", "foi", "wurde", "wurden", "hat", "haben"}
)
NOUNS = frozenset({"veto", "vetoes", "véto", "vétos", "vetos", "double veto", "veto power", "veto by", "veto of", "veto from"})


@dataclass(slots=True)
class Claim:
    """What one sentence says. ``score`` is how surely it tells of a vote just taken; ``outcome`` is empty where only counts are told.

    ``title`` marks a headline, ``outside`` one that stands apart from the text; ``noun`` an outcome only named ("the Russian veto");
    ``past`` one told in the pluperfect; ``named`` is true where the sentence itself names the organ. ``names`` are who a sentence says
    those counted before were ("The two were the United States and Israel"), ``company`` true where it only tells that they stood with
    each other, ``alone`` where nobody else did, ``beside`` where a clause does ("Con Moscú votó Bolivia").
    ``joins`` is true where it adds to one before ("China also"); ``others`` is how many more did what the sentence before
    tells ("So did 26 others"). ``days_ago`` is true where its day, told by its date, was some days before the page's: perhaps another
    vote's. ``another`` is true where it tells of another text than the last.
    ``long_ago`` is true where it is set in a past that is no news. ``where`` tells where each kind of lexeme stands in its row; ``lists``
    are the States it lists, ``symbols`` the documents it names; ``lets`` is where it tells that a text was let through, -1 where it does
    not. ``section`` is how many times the page turned to another text before it; ``aside`` is the number of the text it tells of where that
    is not the page's main one, else 0; ``voters`` are how many did something that is no side
    ("161 countries saw no harm in it"), 0 where none are told.
    """

    span: Span
    title: bool = False
    outside: bool = False
    outcome: str = ""
    noun: bool = False
    past: bool = False
    named: bool = False
    organ: str = ""
    future: bool = False
    counts: Counts = field(default_factory=dict)
    vetoers: tuple[State, ...] = ()
    unanimous: bool = False
    without_vote: bool = False
    question: Question = Question.WHOLE
    days: tuple[dates.Day, ...] = ()
    score: float = 0.0
    row: tuple[Lexeme, ...] = ()
    where: Where = field(default_factory=dict)
    lists: Sequence[Group] = ()
    symbols: tuple[Lexeme, ...] = ()
    lets: int = -1
    at: int = -1
    names: tuple[State, ...] = ()
    company: bool = False
    alone: bool = False
    beside: bool = False
    joins: bool = False
    others: int = 0
    days_ago: bool = False
    another: bool = False
    long_ago: bool = False
    section: int = 0
    aside: int = 0
    voters: int = 0

    @property
    def figures(self) -> dict[str, int]:
        """The numbers told, by side."""
        return {side: count.number for side, count in self.counts.items() if count.number is not None}

    @property
    def speaks(self) -> bool:
        """Whether the sentence says anything of a vote at all."""
        return bool(self.outcome or self.counts or self.unanimous or self.without_vote or self.vetoers)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a sentence is read: the organ spoken of, the day of publication, days the page is dated with.

    ``settled`` is true once a vote of one of our organs was told: from then on, other bodies named are only neighbours.
    ``un`` is true where the page opens with what the United Nations as a whole did. ``back`` is true where what stands before it in its
    paragraph is set in the past, false where it is set in the day just gone.
    """

    organ: str = ""
    published: date | None = None
    dateline: frozenset[date] = frozenset()
    settled: bool = False
    back: bool | None = None
    un: bool = False


def is_noun(claim: Claim, index: int) -> bool:
    """Whether a veto is only named ("the Russian veto"), by a noun where a verb would tell that it was cast."""
    lexeme = claim.row[index]
    return lexeme.value == VETO and (lexeme.form == "noun" or lexeme.text in NOUNS)
