"""Which text a sentence speaks of, where a page tells of more than its main one: a part of it, or another put to the same meeting.

A page turns aside with what it names: an amendment, a motion, "a further draft", "also this morning"; it comes back with the next
paragraph, or with "the text as a whole". Each text it turns to has a number. What says "the amendment", or opens a paragraph with "it",
goes on with the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

import re2

from bot.model import Question, Span
from bot.reading.votes import rivals
from bot.reading.votes.automaton import compiled, encoded
from bot.reading.votes.claim import Claim

_TEXTS = r"(?:texts?|drafts?|(?:draft )?(?:resolutions?|decisions?)|papers?|measures?|proposals?|versions?)\b"
_OPENS = r"(?:(?m:^)|[.!?][\"')]{0,2} )"
_WORDING = (
    r"(?:words?|wording|language|phrases?|paragraphs?|clauses?|lines?|references?|mentions?|passages?|sentences?|terms?|articles?|text|draft"
    r"|resolution)\b"
)
# What is done to a text's words, and to other things only where they are named.
_CHANGE = (
    r"(?:(?:delet|strik|amend|reword|dilut|alter|insert|mention|restor|reinstat|reinsert)(?:e|ing)?\b"
    r"|(?:put|bring)(?:ting|ing)? [^.;]{1,40}? back\b|water(?:ing)? (?:it |\w+ \w+ )?down\b|(?:remov|drop|tak|cut"
    r"|add|includ|narrow|replac|weaken|soften|chang)(?:e|p?ing|ting)? "
    rf"(?:it\b|(?:[\w\"',-]+ ){{0,5}}?{_WORDING}))"
)
_PART = (
    rf"(?:(\b(?:an?|another|one|two|three|four|several|other|second|third|further|{rivals.ARTICLES}) (?:[\w'-]+ ){{0,3}}?)?\b(?:"
    rf"{rivals.PARTS}|"
    r"(?:sub-?)?amendments?|oral (?:revisions?|changes?)|(?:proposed|suggested|requested) (?:changes?|deletions?|insertions?|additions?)"
    r"|changes? (?:proposed|suggested|requested|sought) by"
    rf"|(?:proposals?|attempts?|bids?|moves?|motions?|requests?|efforts?) (?:[\w.'-]+ ){{0,5}}?(?:to|at) {_CHANGE}"
    rf"|(?:tried|sought|wanted|asked|moved|proposed|hoped) to {_CHANGE}"
    r"|deletion (?:bid|attempt|motion)|(?:retention|deletion) of)"
    rf"|\b(?:sought|wanted|asked|moved|proposed)(?: for)?(?: to have)? (?:[\w\"'-]+ ){{0,5}}?(?:operative paragraph \w+|{_WORDING})"
    r" (?:[\w\"'-]+ ){0,4}?(?:out|deleted|removed|struck|dropped|replaced|added|inserted|changed|softened)\b"
    rf"|{rivals.UNBOUND})"
)
_MOTION = (
    r"(?:(\b(?:an?|another) (?:[\w'-]+ ){0,3}?)?\b(?:no-action motions?"
    r"|(?:motions?|proposals?|attempts?|bids?|moves?|tried) (?:[\w.'-]+ ){0,5}?to (?:take no action|adjourn|postpone|defer|stop)\b))"
)
_MAIN = (
    rf"(?:{_TEXTS} (?:itself|as a whole|as amended|as such|in its entirety)\b"
    rf"|\bthe (?:main|whole|full|overall|entire|amended) (?:\w+ )?{_TEXTS}"
    rf"|\b(?:then|finally|subsequently|eventually|later) (?:adopted|approved|passed|endorsed|voted on) the (?:\w+ )?{_TEXTS}"
    r"|\b(?:voted (?:for|against)|supported|opposed|backed|approved|adopted|passed|endorsed|abstained on) the (?:draft )?(?:resolution|text"
    r"|draft|measure|decision)\b"
    r"|\b(?:in the end|the final (?:count|vote|tally|result))\b"
    rf"|{_OPENS}(?:finally|eventually|ultimately),|{_OPENS}the (?:\w+ )?{_TEXTS}|{rivals.BACK})"
)
_OTHER = (
    rf"(?:\b(?:an?|the|one) (?:second|third|fourth|further|other|different|separate|rival|competing|alternative|parallel|related|companion)"
    rf" (?:[\w-]+ ){{0,3}}?{_TEXTS}|\banother (?:[\w-]+ ){{0,3}}?{_TEXTS}"
    rf"|\b(?:its|his|her|their|\w+'s) own (?:[\w-]+ ){{0,2}}?{_TEXTS}|\ban? (?:[\w-]+ ){{0,2}}?{_TEXTS} of (?:its|their|his|her) own"
    r"|\bcounter-?(?:draft|text|proposal|resolution)\b"
    r"|\bhad (?:earlier |already |also )?(?:supported|backed|opposed|rejected|voted (?:for|against|down)|vetoed|blocked|turned down"
    rf"|presented|put forward|tabled|proposed)[\w ,'-]{{0,30}}? an? (?:[\w-]+ ){{0,2}}?{_TEXTS}"
    rf"|{_OPENS}(?:also (?:today|this|on|adopted|approved|before|at|in)|in other (?:action|business|votes?)|then came|next came"
    r"|at the (?:start|end|outset|beginning|close) of the same|(?:at|in|during|on) the same (?:meeting|sitting|session|day|afternoon)"
    r"|(?:earlier|later|separately)(?:,| (?:in the|on|that) )|(?:\w+ )?hours (?:later|earlier)"
    r"|the (?:\w+ )?(?:committee|assembly|council|members) (?:then |also )?(?:went|proceeded|moved) on to"
    r"|the (?:\w+ )?(?:committee|assembly|council) (?:also|then|next|further|subsequently) (?:adopt|approv|pass|endors|reject)ed)\b"
    rf"|{rivals.OTHER})"
)
# A text that opens a paragraph as if it were new: it is where one has been counted before.
_NEW = rf"(?m:^)an? (?:[\w-]+ ){{0,2}}?{_TEXTS}"
_ANAPHOR = (
    r"(?:(?m:^)(?:it|this|that|that text|the same (?:text|draft|paper))\b"
    rf"|{_OPENS}the (?:second|third|other|latter)\b|\bthat one\b"
    r"|\b(?:that|this|the) (?:attempt|bid|change|deletion|insertion|motion|proposal to)\b)"
)
_MARKS = rf"(\n\s*)|({_PART})|({_MOTION})|({_MAIN})|({_OTHER})|({_NEW})|({_ANAPHOR})"
_ASIDE = f"{_PART}|{_MOTION}|{_OTHER}|{_NEW}"
# The groups of these; what follows that of a part tells that it is new.
_KINDS = _BREAK, _A_PART, _A_MOTION, _BACK, _ANOTHER, _ANEW, _ON = 1, 2, 4, 6, 7, 8, 9
_PARTS = {_A_PART: Question.AMENDMENT, _A_MOTION: Question.PROCEDURAL}
_STOPS = b".!?\"') "
_SUBORDINATE = (b"once ", b"after ", b"when ", b"having ", b"following ", b"although ", b"despite ")
_PREPOSITIONS = (b" by ", b" with ", b" after ", b" despite ", b" without ", b" including ", b" through ", b" following ", b" besides ")
_NEXT = (b"the second", b"the third", b"the other", b"the latter")
_NEAR = 60  # characters from what tells of a vote to the text it is told of: "voted against a further draft"
# Of a text that no vote is told of: "a rival draft was not put to the vote".
_SHELVED = re.compile(rb"[^.;]{0,40}\b(?:not (?:been )?put to|never (?:been )?put|not voted|withdrawn|withdrew|shelved|dropped|pulled)\b")
_PARTING = re2.compile(rb"[,;:(]|\b(?:after|before|despite|following|while|but|and|as)\b")


class Aside(NamedTuple):
    """What a page has turned to: another text than its main one, and a part of either; 0 where it has turned to none."""

    other: int = 0
    part: int = 0
    question: Question = Question.WHOLE


_MAIN_TEXT, _MAIN_AGAIN = Aside(), Aside(-1)


def place(claims: Sequence[Claim], flat: str, body: str) -> None:
    """Tell each claim of which text it speaks, where the page tells of votes more than once; ``flat`` is ``flatten(body)``."""
    told = [claim for claim in claims if claim.speaks and not claim.outside]
    if not told or (len(told) == 1 and not any(claim.speaks and claim.outside for claim in claims)):
        return
    begin = body.rfind("\n", 0, told[0].span[0]) + 1
    stretch = encoded(_in_lines(flat, body, (begin, told[-1].span[1])))
    if compiled(_ASIDE).search(stretch) is None:
        return
    reaches = [_reach(claim, stretch, begin) for claim in told]
    unread = [(reach, claim.span[1] - begin) for reach, claim in zip(reaches, told, strict=True)]
    counted = next((claim.span[1] for claim in told if claim.figures), told[-1].span[1])
    first = {_ANOTHER: told[0].span[1] - begin, _ANEW: counted - begin}
    marks = list(_marks(stretch, first, unread))
    places = [at for at, _ in marks]
    numbers: dict[tuple[int, int], int] = {}
    for claim in claims:
        if claim.outside:
            continue
        at = bisect_left(places, _reach(claim, stretch, begin)) - 1
        aside = marks[at][1] if at >= 0 else _MAIN_TEXT
        aside = Aside(aside.other) if aside.part and _voted_by_mover(claim) else aside
        if aside == _MAIN_AGAIN:
            claim.aside = -1
        elif aside != _MAIN_TEXT:
            claim.aside = numbers.setdefault(aside[:2], len(numbers) + 1)
            claim.question = aside.question if claim.speaks and claim.question is Question.WHOLE else claim.question


def _voted_by_mover(claim: Claim) -> bool:
    """Whether a sentence goes on with how who moved a part voted on its text: "China had sought a change. It voted against"."""
    opening = claim.row[:_VERB]
    return opening[0].text in {"it", "they", "he", "she"} and any(item.kind == "side" and item.form == "verb" for item in opening[1:])


_VERB = 4  # lexemes that a sentence's subject and verb take


def _in_lines(flat: str, body: str, span: Span) -> str:
    """Return a stretch of a text as ``flatten`` gives it, with its line breaks."""
    lines, at = [], span[0]
    for line in body[slice(*span)].split("\n"):
        lines.append(flat[at : at + len(line)])
        at += len(line) + 1
    return "\n".join(lines)


def _marks(stretch: bytes, first: Mapping[int, int], unread: Sequence[Span]) -> Iterator[tuple[int, Aside]]:
    """Yield where the page turns, and to what; to other texts only once its first vote is told, or counted (``first``).

    ``unread`` is what stands in sentences that tell of votes after what these are told of: "abstained, saying its amendments were ignored".
    """
    begins = [begin for begin, _ in unread]
    page = _Page()
    for match in compiled(_MARKS).finditer(stretch):
        kind = next(kind for kind in _KINDS if match.start(kind) >= 0)
        within = bisect_right(begins, match.start()) - 1
        skipped = within >= 0 and match.end() <= unread[within][1]
        skipped = skipped or match.start() < first.get(kind, 0) or (kind in _PARTS and _is_mentioned(stretch, match.start()))
        skipped = skipped or (kind in first and _SHELVED.match(stretch, match.end()) is not None)
        if kind == _BREAK or not skipped:
            page.turn(kind, match[0], new=kind in _PARTS and match.start(kind + 1) >= 0)
            yield match.end() - len(match[0].lstrip(_STOPS)), page.now


@dataclass(slots=True)
class _Page:
    """What a page tells of now, what its last paragraph ended with, and which part it named last."""

    now: Aside = _MAIN_TEXT
    last: Aside = _MAIN_TEXT
    part: Aside = _MAIN_TEXT
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def turn(self, kind: int, words: bytes, *, new: bool) -> None:
        """Turn to what words of a kind name: ``new`` where it is a part not named before."""
        if kind == _BREAK:
            self.now, self.last = _MAIN_TEXT, self.now
        elif kind in _PARTS:
            self._turn_to_part(_PARTS[kind], new=new)
        elif kind in {_ANOTHER, _ANEW}:
            self.now = Aside(next(self.numbers))
        elif kind == _BACK:
            self.now = _back(self.now, words)
        else:
            self._go_on(words)

    def _turn_to_part(self, question: Question, *, new: bool) -> None:
        if new or not self.now.part:
            self.now = self.part if self.part.part and not new else Aside(self.now.other, next(self.numbers), question)
        self.part = self.now

    def _go_on(self, words: bytes) -> None:
        """Go on with what was told last: "that one", "the second"."""
        if words.endswith(_NEXT):
            self.now = Aside(self.now.other, next(self.numbers), self.now.question) if self.now.part else self.now
        elif self.now == _MAIN_TEXT:
            self.now = Aside(next(self.numbers)) if self.last == _MAIN_TEXT and words == b"that one" else self.last


def _is_mentioned(stretch: bytes, at: int) -> bool:
    """Whether a part is only mentioned: "softened by several amendments", "Once a change had been written in, …"."""
    begin = max(stretch.rfind(mark, 0, at) for mark in (b". ", b"\n"))
    before = stretch[begin + 1 : at].lstrip()
    return before.startswith(_SUBORDINATE) or before.endswith(_PREPOSITIONS)


def _back(now: Aside, words: bytes) -> Aside:
    """Return what words tell of that lead back from a part to its text, or by name from another to the main one."""
    if now.part:
        return Aside(now.other) if now.other > 0 else _MAIN_AGAIN
    named = now.other <= 0 or any(word in words for word in (b"main", b"itself", b"as a whole"))
    return _MAIN_AGAIN if named and not words.startswith((b".", b"!", b"?")) else now


def _reach(claim: Claim, stretch: bytes, begin: int) -> int:
    """Return up to where what a sentence names tells of which text it speaks: its verb, and what stands close after that."""
    kinds = (kind for kind in ("side", "score", "consensus", "number") if kind in claim.where)
    telling = claim.at if claim.at >= 0 else next((claim.where[kind][0] for kind in kinds), -1)
    lexeme = claim.row[telling]
    at = lexeme.end - begin
    stop = min(at + _NEAR, claim.span[1] - begin)
    parted = _PARTING.search(stretch[at:stop])
    return at + parted.start() if parted else stop
