"""Verbs that cast a veto apart from its noun, as all but English do: "opposa jeudi son veto", "legte am Freitag sein Veto ein"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reading.votes.claim import Claim
from bot.reading.votes.lexeme import Lexeme
from bot.states import PERMANENT


def casts(claim: Claim, index: int) -> bool:
    """Whether a verb apart from its noun casts the veto: "opposa jeudi son veto", "legte am Freitag sein Veto ein"."""
    before = [lexeme.text for lexeme in claim.row[max(0, index - 7) : index]]
    own = before[-1:] and before[-1] in {*POSSESSIVES, "leurs", "sus", "seus", "un", "ein", "il", "el", "o", "le", "del", "do", "di", "de"}
    right = " ".join(before[-2:]) in _RIGHTS
    own = own or right
    if own and _DENIED.intersection(lexeme.text for lexeme in claim.row[max(0, index - (_FRAME if right else 9)) : index]):
        return False
    laid = own and before[-1] in {"ein", "ihr", "sein"} and any(item.text in _LAID for item in claim.row[max(0, index - _FRAME) : index])
    used = right and any(
        first in _MADE and then in _USE for first, then in pairwise(item.text for item in claim.row[max(0, index - _FRAME) : index])
    )
    return bool(laid or used or _HITTING.intersection(before) or (own and (_CASTING.intersection(before) or laid_in(claim.row, index))))


_RIGHTS = frozenset({
    "droit de", "derecho de", "derecho a", "derecho al", "poder de", "direito de", "direito ao", "direito a", "diritto di", "potere di",
})  # fmt: skip
_MADE = frozenset(
    {"fait", "font", "fit", "firent", "hizo", "hicieron", "hecho", "fez", "fizeram", "feito", "fatto", "fecero", "fa", "fanno"}
)
_USE = frozenset({"usage", "uso"})  # "a fait usage vendredi de son droit de veto"
_LAID = frozenset({"legte", "legten", "legt", "legen"})  # "Gegen ihn legten Russland und China am Dienstag im Rat ein doppeltes Veto ein"
_FRAME = 12  # lexemes


def laid_in(row: Sequence[Lexeme], index: int) -> int:
    """Return where the participle stands that casts a German veto at the end of its clause; 0 where none does.

    So in "haben ihr Veto gegen den Entwurf eingelegt".
    """
    if row[index].text != "veto" or not (_HAVING.intersection(item.text for item in row[:index]) and holds_permanent(row[:index])):
        return 0
    close = next((place for place in range(index + 1, min(len(row), index + _CLAUSE)) if row[place].text in _CLAUSE_ENDS), len(row))
    return close - 1 if row[close - 1].text == "eingelegt" else 0


_HAVING = frozenset({"hat", "haben", "hatte", "hatten"})
_CLAUSE = 24
_CLAUSE_ENDS = frozenset({",", ".", ";", ":", "und"})


_HITTING = frozenset({
    "heurté", "heurtée", "heurta", "heurte", "buté", "bute", "achoppé", "chocó", "topó", "estrelló", "tropezó", "tropieza", "esbarrou",
    "esbarra", "chocou", "choca", "tropeçou", "scontrata", "scontrato", "scontra", "infranta", "infranto", "incagliata", "incagliato",
    "stieß", "stößt", "prallte", "prallt", "fermata", "fermato", "arenata", "arenato", "brisé", "brisée", "stoppata", "stoppato",
})  # fmt: skip
_CASTING = frozenset({
    "utilizó", "utilizaron", "usó", "usaron", "utilizou", "utilizaram", "utilisé", "utilisent", "nutzte", "nutzten", "opposa", "oppose",
    "opposé", "opposent", "opposèrent", "mis", "mit", "met", "mettent", "mirent", "legte", "legten", "legt", "legen", "ejerció",
    "ejercieron", "interpuso", "interpusieron", "impuso", "impusieron", "usou", "usaram", "exerceu", "exerceram", "impôs", "usato", "posto",
    "utilisant", "usant", "faisant", "usando", "ejerciendo", "exercendo", "utilizando", "ricorrendo", "esercitando", "mettendo",
    "ponendo", "messo", "opposto", "esercitato", "utilizzato", "pone", "pongono", "usado", "ejercido", "utilizado", "exercé", "exercent",
})  # fmt: skip
_DENIED = frozenset({"ni", "no", "non", "não", "nem", "ne", "n", "sans", "sin", "sem", "senza", "né", "nicht", "kein", "keinen", "weder"})
POSSESSIVES = frozenset({"sein", "ihr", "seinem", "ihrem", "son", "leur", "su", "seu"})


def holds_permanent(row: Sequence[Lexeme]) -> bool:
    """Whether a stretch of a sentence names a permanent member."""
    return any(lexeme.kind == "state" and lexeme.value in PERMANENT for lexeme in row)
