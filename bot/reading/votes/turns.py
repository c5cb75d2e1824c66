"""Where a page turns from one text put to the vote to another: "its own draft", "on the second", "then came", a numbered item."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bot.reading.votes.automaton import compiled, encoded
from bot.reading.votes.claim import Claim

_TEXT = r"(?:paper|draft|text|proposal|version|resolution|measure|motion|amendment|document)\b"
# Another text: "her own draft", "a competing Russian text", "the Russian alternative"; and another vote: "on the second", "before that".
_TURNS = (
    rf"\b(?:its|his|her|their|\w+'s|\w+s') own (?:[\w-]+ ){{0,2}}{_TEXT}"
    rf"|\b(?:rival|competing|alternative|opposing|parallel) (?:[\w-]+ ){{0,2}}{_TEXT}|\bcounter-?(?:draft|text|proposal|resolution)\b"
    rf"|\b(?:a|an|the) (?:second|third|other|different|separate|milder|weaker|shorter) (?:[\w-]+ ){{0,2}}{_TEXT}"
    r"|\bthe (?:main|whole|full) (?:text|draft|resolution)\b|\bthe \w+ (?:alternative|rival|version)\b|\bstraight after"
    r"|\bnext(?:, | came | up )|\b(?:before|after) that(?:$|[,.:;]"
    r"| (?:the|it|they|there|came|had|was|were|members|council|delegates|russia\w*|\w+ed|an?|one|another)\b)"
    r"|\b(?:on|in) the (?:second|latter|other|next)\b|\bon that (?:motion|amendment|one|text)\b|\bthat amendment\b"
    r"|\bthen (?:came|it was|followed|it voted|they voted)\b|\bearlier it\b"
    r"|\b(?:minutes|moments|an hour|hours|shortly|right|immediately|soon) (?:earlier|before|later|after|afterwards)\b"
    r"|(?m:^)(?:\d{1,2}[.)] |\d{1,2}[:.]\d\d\b|[a-z]{4,15}\. )"
)


def place(claims: Sequence[Claim], flat: str) -> None:
    """Give each claim the number of turns to another text before it, where the page tells of votes more than once."""
    told = [claim for claim in claims if claim.speaks and not claim.outside]
    if len(told) <= 1:
        return
    begin, end = told[0].span[0], told[-1].span[1]
    stretch = encoded(flat[begin:end])
    turns = [begin + match.start() for match in compiled(_TURNS).finditer(stretch)]
    if turns:
        for claim in claims:
            claim.section = 0 if claim.outside else bisect_right(turns, claim.span[1])
