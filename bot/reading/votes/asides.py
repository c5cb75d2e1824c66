"""Which text a sentence speaks of, where a page tells of more than its main one: a part of it, or another put to the same meeting.

A page turns aside with what it names: an amendment, a motion, "a further draft", "also this morning"; it comes back with the next
paragraph, or with "the text as a whole". Each text it turns to has a number. What says "the amendment", or opens a paragraph with "it",
goes on with the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, NamedTuple

import re2

from bot.model import Question, Span
from bot.reading.votes.claim import Claim

_TEXTS = r"(?:texts?|drafts?|(?:draft )?(?:resolutions?|decisions?)|papers?|measures?|proposals?|versions?)\b"
_OPENS = r"(?:(?m:^)|[.!?][\"')]{0,2} )"
_CHANGE = (
    r"(?:delete|deleting|strike|striking|remove|removing|drop|dropping|insert|inserting|alter|altering|amend|amending|reword|rewording|weaken"
    r"|weakening|water|watering|cut|take out|taking out|soften|softening|dilute|diluting|narrow|replace|add)\b"
)
_PART = (
    r"(?:(\b(?:an?|another|one|two|three|four|several|other|second|third|further) (?:[\w'-]+ ){0,3}?)?\b(?:"
    r"(?:sub-?)?amendments?|oral (?:revisions?|changes?)|(?:proposed|suggested|requested) (?:changes?|deletions?|insertions?|additions?)"
    rf"|(?:proposals?|attempts?|bids?|moves?|motions?|requests?|efforts?|tried) (?:[\w.'-]+ ){{0,5}}?(?:to|at) {_CHANGE}"
    r"|deletion (?:bid|attempt|motion)|(?:retention|deletion) of)"
    r"|\bwanted (?:[\w-]+ ){1,6}?(?:out|deleted|removed|struck|dropped)\b)"
)
_MOTION = (
    r"(?:(\b(?:an?|another) (?:[\w'-]+ ){0,3}?)?\b(?:no-action motions?"
    r"|(?:motions?|proposals?|attempts?|bids?|moves?|tried) (?:[\w.'-]+ ){0,5}?to (?:take no action|adjourn|postpone|defer|stop)\b))"
)
_MAIN = (
    rf"(?:{_TEXTS} (?:itself|as a whole|as amended|as such|in its entirety)\b"
    rf"|\bthe (?:main|whole|full|overall|entire|amended) (?:\w+ )?{_TEXTS}"
    rf"|\b(?:then|finally|subsequently|eventually|later) (?:adopted|approved|passed|endorsed|voted on) the (?:\w+ )?{_TEXTS}"
    rf"|{_OPENS}the (?:\w+ )?{_TEXTS})"
)
_OTHER = (
    rf"(?:\b(?:an?|the|one) (?:second|third|fourth|further|other|different|separate|rival|competing|alternative|parallel|related|companion)"
    rf" (?:[\w-]+ ){{0,3}}?{_TEXTS}|\banother (?:[\w-]+ ){{0,3}}?{_TEXTS}"
    rf"|\b(?:its|his|her|their|\w+'s) own (?:[\w-]+ ){{0,2}}?{_TEXTS}|\bcounter-?(?:draft|text|proposal|resolution)\b"
    rf"|{_OPENS}(?:also (?:today|this|on|adopted|approved|before|at|in)|in other (?:action|business|votes?)|then came|next came"
    r"|at the (?:start|end|outset|beginning|close) of the same|(?:at|in|during|on) the same (?:meeting|sitting|session|day|afternoon)"
    r"|(?:earlier|later|separately)(?:,| (?:in the|on|that) )|(?:\w+ )?hours (?:later|earlier)"
    r"|the (?:\w+ )?(?:committee|assembly|council) (?:also|then|next|further|subsequently) (?:adopt|approv|pass|endors|reject)ed)\b)"
)
# A text that opens a paragraph as if it were new: it is where one has been counted before.
_NEW = rf"(?m:^)an? (?:[\w-]+ ){{0,2}}?{_TEXTS}"
_ANAPHOR = (
    r"(?:(?m:^)(?:it|this|that|that one|that text|the same (?:text|draft|paper))\b"
    r"|\b(?:that|this|the) (?:attempt|bid|change|deletion|insertion|motion|proposal to)\b)"
)
_MARKS = rf"(\n\s*)|({_PART})|({_MOTION})|({_MAIN})|({_OTHER})|({_NEW})|({_ANAPHOR})"
_ASIDE = f"{_PART}|{_MOTION}|{_OTHER}|{_NEW}"
_BREAK, _A_PART, _A_MOTION, _BACK, _ANOTHER, _ANEW, _ON = (
    1,
    2,
    4,
    6,
    7,
    8,
    9,
)  # the groups of these; what follows that of a part tells that it is new
_KINDS = (_BREAK, _A_PART, _A_MOTION, _BACK, _ANOTHER, _ANEW, _ON)
_NEAR = 60  # characters from what tells of a vote to the text it is told of: "voted against a further draft"
# Of a text that no vote is told of: "a rival draft was not put to the vote".
_SHELVED = re.compile(rb"[^.;]{0,40}\b(?:not (?:been )?put to|never (?:been )?put|not voted|withdrawn|withdrew|shelved|dropped|pulled)\b")
_PARTING = re2.compile(rb"[,;:(]|\b(?:after|before|despite|following|while|but|and|as)\b")


class Aside(NamedTuple):
    """What a page has turned to: another text than its main one, and a part of either; 0 where it has turned to none."""

    other: int = 0
    part: int = 0
    question: Question = Question.WHOLE


_MAIN_TEXT = Aside()


def place(claims: Sequence[Claim], flat: str, body: str) -> None:
    """Tell each claim of which text it speaks, where the page tells of votes more than once; ``flat`` is ``flatten(body)``."""
    told = [claim for claim in claims if claim.speaks and not claim.outside]
    if not told or (len(told) == 1 and not any(claim.speaks and claim.outside for claim in claims)):
        return
    begin = body.rfind("\n", 0, told[0].span[0]) + 1
    stretch = _in_lines(flat, body, (begin, told[-1].span[1])).encode("latin-1", "replace")
    if _compiled(_ASIDE).search(stretch) is None:
        return
    reaches = [_reach(claim, stretch, begin) for claim in told]
    unread = [(reach, claim.span[1] - begin) for reach, claim in zip(reaches, told, strict=True)]
    counted = next((claim.span[1] for claim in told if "yes" in claim.figures), told[-1].span[1])
    first = {_ANOTHER: told[0].span[1] - begin, _ANEW: counted - begin}
    marks = list(_marks(stretch, first, unread))
    places = [at for at, _ in marks]
    numbers: dict[tuple[int, int], int] = {}
    for claim, reach in zip(told, reaches, strict=True):
        at = bisect_left(places, reach) - 1
        aside = marks[at][1] if at >= 0 else _MAIN_TEXT
        if aside != _MAIN_TEXT:
            claim.aside = numbers.setdefault(aside[:2], len(numbers) + 1)
            claim.question = aside.question if claim.question is Question.WHOLE else claim.question


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
    numbers, now, last, part = count(1), _MAIN_TEXT, _MAIN_TEXT, _MAIN_TEXT
    for match in _compiled(_MARKS).finditer(stretch):
        kind = next(kind for kind in _KINDS if match.start(kind) >= 0)
        within = bisect_right(begins, match.start()) - 1
        if kind != _BREAK and within >= 0 and match.end() <= unread[within][1]:
            continue
        if kind == _BREAK:
            now, last = _MAIN_TEXT, now
        elif kind in {_A_PART, _A_MOTION}:
            question = Question.AMENDMENT if kind == _A_PART else Question.PROCEDURAL
            new = match.start(kind + 1) >= 0
            if new or not now.part:
                now = part if part.part and not new else Aside(now.other, next(numbers), question)
            part = now
        elif kind in first and match.start() >= first[kind] and not _SHELVED.match(stretch, match.end()):
            now = Aside(next(numbers))
        elif kind == _BACK:
            now = Aside(now.other) if now.part else now if match[0].startswith((b".", b"!", b"?")) else _MAIN_TEXT
        elif kind == _ON and now == _MAIN_TEXT:
            now = last
        else:
            continue
        yield match.start(), now


def _reach(claim: Claim, stretch: bytes, begin: int) -> int:
    """Return up to where what a sentence names tells of which text it speaks: its verb, and what stands close after that."""
    kinds = (kind for kind in ("side", "score", "consensus", "number") if kind in claim.where)
    telling = claim.at if claim.at >= 0 else next((claim.where[kind][0] for kind in kinds), -1)
    lexeme = claim.row[telling]
    at = lexeme.end - begin
    stop = min(at + _NEAR, claim.span[1] - begin)
    parted = _PARTING.search(stretch[at:stop])
    return at + parted.start() if parted else stop


@cache
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    return re2.compile(pattern.encode("latin-1"), options=options)
