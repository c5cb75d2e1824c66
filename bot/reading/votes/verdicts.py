"""What became of a text, told abroad by a verb parted from what it takes: "a recueilli jeudi la majorité", "passou ontem"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.lexeme import Lexeme

_FAR = 8  # lexemes from a verb to its object, or back to its subject
_WHEN = frozenset({"day", "light", "body", "measure"})
_GAINED = {
    **dict.fromkeys(
        ("recueilli", "obtenu", "réuni", "rassemblé", "atteint", "récolté", "ha ottenuto", "ottenuto", "raggiunto", "ha raggiunto",
         "raccolto", "ha raccolto", "obteve", "alcançou", "conseguiu", "reuniu", "obtuvo", "alcanzó", "logró", "reunió", "fand", "erhielt",
         "bekam",
         "erreichte"), "adopted"),
    **dict.fromkeys(("verfehlte", "manqué", "raté", "mancato"), "failed"),
}  # fmt: skip
_MAJORITY = ("majorité", "mayoría", "mehrheit", "maioria", "maggioranza")
_NONE = frozenset({"keine", "kein"})
_DENYING = frozenset({"pas", "no", "non", "não", "nicht", "keine", "kein"})
_PASSED = frozenset({"est passé", "est passée", "passe", "passé", "passée", "passou", "passata", "passato", "pasó", "ging", "passierte"})
_THROUGH = frozenset({"durch", "sicherheitsrat", "rat", "generalversammlung"})
_ACROSS = frozenset({"no", "na", "nel", "in", "au", "à", "en", "pelo", "pela", "hier", ",", ".", ";", "lors"})
_ENACTED = frozenset({"voté"})
_ON = frozenset({"sur", "su", "sulla", "sul", "sui", "sulle", "pour", "contre", "per", "contro"})

_SUFFICED = frozenset({"suffi", "suffit", "bastó", "bastaron", "bastou", "bastaram", "bastato", "bastati", "bastò", "genügte", "reichte"})
_TO_SINK = frozenset({
    "hundir", "hundirlo", "hundirla", "tumbar", "tumbarlo", "tumbarla", "frenar", "frenarlo", "frenarla", "bloquear", "bloquearlo",
    "impedir", "impedirlo", "detener", "échouer", "faire échouer", "faire capoter", "bloquer", "empêcher", "torpiller", "couler",
    "enterrer", "stopper", "derrubar",
    "barrar", "travar", "chumbar", "affossare", "affossarlo", "affossarla", "bloccare", "bloccarlo", "bloccarla", "fermare", "fermarlo",
    "fermarla", "respingere", "fallire", "bocciare",
})  # fmt: skip
_TO_INFINITIVE = 18  # lexemes from what sufficed to what it did

WORDS = frozenset({*_GAINED, *_SUFFICED, *_PASSED, *_ENACTED, "hat"})


def settle(lexeme: Lexeme, index: int, row: list[Lexeme], taken: dict[str, str]) -> Lexeme | None:
    """Return the outcome a verb tells with what stands before and after it; None where it tells none.

    ``taken`` are the German participles that tell a side, with it.
    """
    word = lexeme.text
    if word == "hat":
        _framed(index, row, taken)
    value = _GAINED.get(word, "")
    if value and _takes_majority(row, index) and _before(row, index, "text"):
        denied = any(item.text in _NONE for item in row[index + 1 : index + 5])
        return _as(lexeme, "failed" if denied else value)
    if word in _SUFFICED:
        _sink(row, index)
    if word in _PASSED and _passes(row, index):
        return _as(lexeme, "adopted")
    return _as(lexeme, "adopted") if word in _ENACTED and _enacts(row, index) else None


def _sink(row: list[Lexeme], index: int) -> None:
    """Let an infinitive tell that a text was stopped: "Bastou ontem um voto contra, o dos Estados Unidos, para derrubar o texto"."""
    place = next((at for at in range(index + 1, min(len(row), index + _TO_INFINITIVE)) if row[at].text in _TO_SINK), 0)
    if place and any(item.value == "no" for item in row):
        row[place] = _as(row[place], "block")


def _framed(index: int, row: list[Lexeme], taken: dict[str, str]) -> None:
    """Let a participle tell what an organ did to a text: "Der Sicherheitsrat hat am Freitag dem Entwurf zugestimmt"."""
    if not any(item.kind == "body" for item in (*row[max(0, index - 3) : index], *row[index + 1 : index + 4])):
        return
    for place in range(index + 1, min(len(row), index + _FRAME)):
        closes = place + 1 == len(row) or row[place + 1].kind == "mark"
        if closes and (row[place].text in taken or row[place].value == "assent"):
            row[place] = _as(row[place], "failed" if taken.get(row[place].text) == "no" else "adopted")
            return
        if row[place].kind in {"mark", "side", "number", "outcome"}:
            return


_FRAME = 14


def _takes_majority(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a majority is what is won, nothing but when and where before it."""
    for item in row[index + 1 : index + _FAR]:
        if item.text.startswith(_MAJORITY) or (item.kind == "number" and item.number == _NEEDED and _is_required(row)):
            return True
        if item.kind not in {*_WHEN, "rule", "majority"} and item.text not in _DENYING:
            return False
    return False


_NEEDED = 9


def _is_required(row: Sequence[Lexeme]) -> bool:
    return any(item.kind == "rule" for item in row)


def _passes(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a text is what passes, and a time, a place or the end of its clause follows: "La résolution est passée vendredi"."""
    if not _before(row, index, "text") or any(item.text in _DENYING for item in row[max(0, index - 3) : index]):
        return False
    after = row[index + 1 : index + 3]
    if row[index].text in {"ging", "passierte"}:
        return any(item.text in _THROUGH or item.kind == "body" for item in row[index + 1 : index + _FAR])
    timed = any(item.kind in {"day", "body"} for item in after) or (bool(after) and after[0].text in {",", ".", ";"})
    return timed and (after[0].kind in {"day", "mark"} or after[0].text in _ACROSS)


def _enacts(row: Sequence[Lexeme], index: int) -> bool:
    """Whether an organ votes a text, and not about one: "Le Conseil a voté vendredi la résolution"."""
    if not _before(row, index, "body"):
        return False
    ahead = [item for item in row[index + 1 : index + _FAR] if item.kind != "day" and item.text not in {"'", "l"}]
    article = bool(ahead) and ahead[0].kind in {"light", "article"} and ahead[0].text not in _ON
    return article and len(ahead) > 1 and ahead[1].kind in {"text", "symbol"}


def _before(row: Sequence[Lexeme], index: int, kind: str) -> bool:
    """Whether the nearest noun before a verb, in its clause, is of a kind."""
    for item in reversed(row[max(0, index - _FAR) : index]):
        if item.kind == kind:
            return True
        if item.kind in {"mark", "number", "side", "outcome"} and item.text != "'":
            return False
    return False


def _as(lexeme: Lexeme, value: str) -> Lexeme:
    return lexeme._replace(kind="outcome", value=value, form="verb")
