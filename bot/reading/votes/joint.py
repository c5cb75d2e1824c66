"""Vetoes cast by two: "Russia vetoed it and China did likewise", "Moscow, joined by Beijing, used its veto"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import State
from bot.reading.votes.claim import HAD, VETO, Claim
from bot.reading.votes.lexeme import Lexeme
from bot.states import PERMANENT

_AFTER = 4  # lexemes from who joins to the verb of joining
_BEFORE = 3


def who_joined(claim: Claim) -> tuple[State, ...]:
    """Return the permanent members told to have done the same as those who cast the veto of a sentence; none where nobody is."""
    if claim.outcome != VETO or not claim.vetoers:
        return ()
    near = (group for group in claim.lists if _only_of_vetoes(claim.row, claim.at, group.first, group.last))
    joined = (group for group in near if _joins(claim.row, group.first, group.last))
    return tuple(dict.fromkeys(state for group in joined for state in group.states if state in PERMANENT and state not in claim.vetoers))


def _only_of_vetoes(row: Sequence[Lexeme], at: int, first: int, last: int) -> bool:
    """Whether nothing is told between a veto and who is named but when and where: no side, no other clause, no time gone by."""
    stretch = row[at + 1 : last + _BEHIND] if first > at else row[first:at]
    other = (item for item in stretch if item.text not in _DID_SO and item.kind != "as")
    return not any(item.kind in _TELLING or item.text in HAD or item.text == ";" for item in other)


_BEHIND = 7
_TELLING = frozenset({"side", "outcome", "sub", "stop", "past", "future", "fate"})


def _joins(row: Sequence[Lexeme], first: int, last: int) -> bool:
    """Whether who is named did the same: "so did China", "together with China", "China followed suit"."""
    before, after = row[max(0, first - _BEFORE) : first], row[last + 1 : last + 1 + _AFTER]
    if any(item.kind == "as" or item.text in _WITH for item in before):
        return True
    did = [item for item in after if item.kind not in {"light", "day"} or item.text in _TOO]
    return bool(did) and (did[0].kind == "same" or did[0].text in _DID_SO)


_WITH = frozenset({
    "joined by", "together with", "along with", "alongside", "as well as", "in company with", "in the company of", "side by side with",
    "zusammen mit", "gemeinsam mit", "sowie", "ainsi que", "aux côtés de", "junto con", "junto a", "así como", "bem como", "insieme a",
    "insieme alla", "tout comme", "al igual que", "assim como", "così come", "followed by", "flanked by",
})  # fmt: skip
_TOO = frozenset({"too"})
_DID_SO = frozenset({
    "too", "likewise", "joined", "joining", "went along", "going along", "went along with it", "going along with it", "followed",
    "followed suit",
    "agreed", "hizo", "hicieron", "fez", "fizeram", "fait", "fatto", "tat", "taten", "acompañó", "acompanhou", "la acompañó", "l'a imitée",
    "went along with", "did", "also", "ebenfalls", "ebenso", "también", "également", "também", "anche", "joined it", "was with it",
})  # fmt: skip
