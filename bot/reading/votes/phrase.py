"""What a clause is matched with: the letters of its parts, and what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.model import State
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.shape import Shape
from bot.reading.votes.sides import Group


class Clause(NamedTuple):
    """Who stands on one side: the letters it runs over; a number, States, or both. A side of "" is none.

    ``partial`` is true where the States are some of them, ``whole`` where nobody else can stand there, ``rest`` where all that did
    nothing else do, ``it`` where only a pronoun names the State, ``others`` where the number is that of all others, ``further`` where it
    is that of those who did the same as who was told before; ``left`` are those who did not ("all but Cuba").
    """

    first: int
    last: int
    side: str
    number: int | None = None
    states: tuple[State, ...] = ()
    partial: bool = False
    whole: bool = False
    rest: bool = False
    left: tuple[State, ...] = ()
    it: bool = False
    others: bool = False
    further: bool = False


class Found(NamedTuple):
    """A part of a sentence that the grammar matches."""

    row: Sequence[Lexeme]
    read: Shape
    match: re.Match[str]

    @property
    def letters(self) -> str:
        """The letters matched."""
        return self.match[0]

    @property
    def next(self) -> str:
        """Return the lexeme after those matched; "" at the end."""
        end = self.match.end()
        return self.row[self.read.places[end]].text if end < len(self.read.places) else ""

    @property
    def words(self) -> list[str]:
        """The lexemes matched."""
        return [self.row[self.read.places[at]].text for at in range(*self.match.span())]

    def words_of(self, name: str) -> list[str]:
        """Return the lexemes of a named part."""
        return [self.row[self.read.places[at]].text for at in range(*self.match.span(name))]

    def word(self, name: str) -> Lexeme:
        """Return the first lexeme of a named part."""
        return self.row[self.read.places[self.match.start(name)]]

    def word_at(self, at: int) -> str:
        """Return the lexeme at a letter."""
        return self.row[self.read.places[at]].text

    def group(self, name: str = "list") -> Group | None:
        """Return the list of States that a named part begins with."""
        return self.read.lists.get(self.match.start(name))

    def number(self, name: str) -> int | None:
        """Return the count a named part is; None where there is none, or it only looks like one."""
        return self.number_at(self.match.start(name))

    def number_at(self, at: int) -> int | None:
        """Return the count at a letter; None where it is none, or -1."""
        lexeme = self.row[self.read.places[at]]
        counts = at >= 0 and lexeme.kind in {"number", "light"}
        return _DOZEN if at >= 0 and lexeme.text == "dozen" else lexeme.number if counts else None

    def number_before(self, place: int) -> int | None:
        """Return the count that stands right before a place in the row, a comma or an article between; None where none does."""
        before = [item for item in self.row[max(0, place - 3) : place] if item.kind not in {"light", "mark"}]
        return before[-1].number if before and before[-1].kind == "number" else None

    def aside(self, letters: str) -> int:
        """Return where the first of some letters stands in the aside; -1 where none does."""
        places = range(*self.match.span("aside")) if self.match.groupdict().get("aside") else ()
        return next((at for at in places if self.read.kinds[at] in letters), -1)

    @property
    def with_others(self) -> bool:
        """Whether somebody stands with those counted: "with Russia four countries voted for it", so that five did."""
        begin = self.match.start()
        return _WITH.search(self.read.kinds, max(0, begin - _NEAR), begin) is not None

    def clause(
        self, side: str, number: int | None = None, states: Sequence[State] = (), *, partial: bool = False, whole: bool = False
    ) -> Clause:
        """Return the clause matched, of a side by its letter or name."""
        return Clause(*self.match.span(), SIDES.get(side, side), number, tuple(states), partial=partial, whole=whole)

    def side_of(self, name: str) -> str:
        """Return the side that the letter of a named part stands for."""
        return SIDES[self.match[name]]

    @property
    def side(self) -> str:
        """The side of the verb that follows the voters; in favour where it is one that only approves."""
        return SIDES.get(self.match["verb"] or self.match["adverb"] or self.match["bare"] or "", "yes")

    def listed(self, number: int) -> tuple[tuple[State, ...], bool]:
        """Return the States an aside, or what follows, names those counted by; and whether these are only some of them."""
        at = self.aside("G")
        if at < 0 and (after := _FOLLOWS.match(self.read.kinds, self.match.end())) and not _ACTS.match(self.read.kinds, after.end()):
            at = after.start("list")
        group = self.read.lists.get(at)
        if group is None or len(group.states) == number:
            return (group.states if group else ()), False
        for insert in (None, _INSERT.search(self.read.kinds, at)):
            if len(states := self._enumerated(at, insert)) == number:
                return states, False
        some = group.partial or "I" in self.read.kinds[max(0, at - 2) : at]
        return (group.states, True) if some and len(group.states) < number else ((), False)

    def _enumerated(self, at: int, insert: re.Match[str] | None) -> tuple[State, ...]:
        """Return all States named from a list on, to where the next clause begins: "Chad, of course, then the two allies (…), and Togo".

        Left out are those named in an insert: "France and Britain – the third party, Germany, has no seat – and the USA".
        """
        outside = insert.span() if insert else (0, 0)
        end = _NEXT_CLAUSE.search(self.read.kinds, at)
        last = end.start() if end else len(self.read.kinds)
        lists = [group for place, group in self.read.lists.items() if at <= place < last and not outside[0] < place < outside[1]]
        return tuple(dict.fromkeys(state for group in lists for state in group.states))


_INSERT = re.compile("-[^-;]{3,30}-")
_ACTS = re.compile("g*+h?v?[YKZX]")  # "zwölf Mitglieder, Russland und China enthielten sich": who follows did something else
_NEXT_CLAUSE = re.compile("[;YKZXQfcykz]")
_DOZEN = 12
_WITH = re.compile(r"[~+]t?Gg*[,ru]{0,2}\Z")
_NEAR = 12
_FOLLOWS = re.compile(r"[^;.YKZXNQG&]{0,14}?(?:,W[^;:,]{1,8}:|[:(,\-])[vrtI]{0,3}(?P<list>G)")
SIDES = {
    "E": "yes",
    "Y": "yes",
    "K": "no",
    "Z": "abstain",
    "X": "absent",
    "S": "so",
    "f": "yes",
    "c": "no",
    "y": "yes",
    "k": "no",
    "z": "abstain",
    "x": "absent",
}
STARTS = r"(?<![ob'J])"  # no voter is what a text is "of", or drafted "by"
OF = r"(?:o[tA]{0,2}[OL]?[BMNV']{1,4}+){0,3}"  # "of the council's 15 members", "on the Security Council"
ASIDE = r"(?P<aside>,W[^;:]{1,30}?,|,I[^;:YKZXQEN]{1,24},|,[^,;:YKZXQE]{1,16},|\([^()]{1,60}\)|-[^;:YKZX]{1,60}?-|I[vt]?Gg*+)?"
