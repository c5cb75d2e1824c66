"""Verbs of taking a stand, parted from the word that tells which: "estuvieron este lunes por autorizarla", "lehnten den Text ab"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.lexeme import Lexeme

_FAR = 12  # lexemes from the verb to the word that tells its side, or back to the one that opens its clause
_WORDS = 3  # that mean nothing, between the two

_BEING = frozenset({
    "étaient", "était", "furent", "fut", "ont été", "a été", "estuvieron", "estuvo", "estaban", "estaba", "waren", "war", "standen",
    "stand", "estiveram", "esteve", "estavam", "ficaram", "ficou", "erano", "era", "sono stati", "sono state", "quedaron", "quedó",
    "stellten sich", "stellte sich", "stellten", "stellte",
})  # fmt: skip
_SPEAKING = frozenset({
    "prononcés", "prononcées", "prononcé", "prononcée", "exprimés", "exprimées", "exprimé", "exprimée", "déclarés", "déclarées", "rangés",
    "rangées", "rangé", "rangée", "voté", "votent", "votèrent", "se pronunciaron", "se pronunció", "pronunciaron", "pronunció",
    "pronunciado", "manifestaron", "manifestó", "manifestado", "se manifestaron", "mostraron", "mostró", "mostrado", "expresaron",
    "expresó", "declararon", "declaró", "posicionaron", "posicionó", "posicionado", "decantaron", "decantó", "inclinaron", "inclinó",
    "alinearon", "alineó", "votaron", "votó", "votado", "sprachen sich", "sprach sich", "sprachen", "sprach", "pronunciaram",
    "pronunciou", "manifestaram", "manifestou", "posicionaram", "posicionou", "colocaram", "colocou", "declararam", "declarou",
    "mostraram", "votaram", "votou", "espressi", "espresse", "espresso", "espressa", "pronunciati", "pronunciate", "pronunciato",
    "pronunciata", "schierati", "schierate", "schierato", "schierata", "dichiarati", "dichiarate", "dichiarato", "dichiarata", "detti",
    "dette", "votato", "votano",
})  # fmt: skip
SPOKEN = frozenset({
    "s'est prononcé", "s'est prononcée", "se sont prononcés", "se pronunció", "se pronunciaron", "pronunciou-se", "se pronunciou",
    "pronunciaram-se", "si è pronunciato", "si è pronunciata", "si è espresso", "si è espressa", "si sono espressi", "sprach sich",
    "se manifestó", "manifestou-se",
})  # fmt: skip
"""What an organ only says, unless the side it took follows: "se pronunció el viernes a favor de una tregua"."""
_REFUSED = frozenset({
    "rejeté", "rejetée", "rechazado", "rechazada", "rejeitado", "rejeitada", "respinto", "respinta", "bocciato", "bocciata", "abgelehnt",
})  # fmt: skip
_MISSING = frozenset({"faltou", "faltaram", "faltó", "faltaron"})  # of a State, not of votes: "São Tomé e Príncipe faltou de novo"
RESETTLED = SPOKEN | _REFUSED | _MISSING | {"lehnten", "lehnte", "wiesen", "wies"}
"""Words of an outcome that may yet tell a side."""
_SIDE = {
    **dict.fromkeys(
        ("pour", "en faveur", "favorables", "favorable", "a favor", "por", "pelo", "pela", "a favore", "per", "favorevoli", "favorevole",
         "dafür", "für", "hinter", "pour que", "para que", "perché", "affinché", "favoráveis", "favorável"), "yes"),
    **dict.fromkeys(
        ("contre", "contra", "en contra", "contro", "gegen", "dagegen", "contrarios", "contraires", "hostiles", "opposés", "contrari",
         "contrários", "en défaveur", "a sfavore", "a desfavor"), "no"),
}  # fmt: skip
_WEAK = frozenset({"pour", "por", "per", "für", "pelo", "pela", "hinter", "gegen", "contra", "contre", "contro"})
_TEXT_KINDS = frozenset({"text", "symbol", "amendment", "paragraph", "procedural", "outcome"})
_INFINITIVES = tuple(
    f"{ending}{pronoun}" for ending in ("ar", "er", "ir", "are", "ere", "ire") for pronoun in ("", "la", "lo", "las", "los", "se", "le")
)
_ITSELF = frozenset({"sí", "sim", "oui", "sì", "no", "non", "não", "ihn", "sie", "es"})
_THAT = frozenset({"pour que", "para que", "perché", "affinché"})

TAKEN = {
    **dict.fromkeys(("zugestimmt", "unterstützt", "mitgetragen", "gebilligt", "befürwortet", "gutgeheißen"), "yes"),
    **dict.fromkeys(("abgelehnt", "zurückgewiesen", "verworfen"), "no"),
}  # fmt: skip
_FRAME = 14  # lexemes of a German frame: "Zwölf Staaten haben am Freitag einem britischen Entwurf zugestimmt"
_PARTICLES = {"trugen": ("mit", "yes"), "trug": ("mit", "yes"), "stimmten": ("zu", "yes"), "stimmte": ("zu", "yes")}
_TEXTS_APART = 22  # lexemes of a text between a German verb and its particle: "dem von Arabern und Europäern getragenen Entwurf"
_DENIED = frozenset({"nicht", "nie", "kaum", "weder"})
_CLOSES = frozenset({"und", "während", "aber", "bei"})
_MOST = frozenset({"light", "day", "body", "text", "symbol", "word", "amendment"})

# Bare, these are adjectives of anything; behind a count, they are votes: "20 votos afirmativos, 7 negativos y 20 abstenciones".
_VALUED = {
    **dict.fromkeys(("afirmativos", "positivos", "favorables", "favorable", "favoráveis", "favorevoli", "positifs", "positivi"), "yes"),
    **dict.fromkeys(
        ("negativos", "negativi", "négatives", "négatifs", "défavorables", "défavorable", "desfavorables", "desfavoráveis", "sfavorevoli",
         "contraires", "contrarios", "contrários", "contrari"), "no"),
}  # fmt: skip

WORDS = frozenset({*_BEING, *_SPEAKING, *_PARTICLES, *_VALUED, *_MISSING, *RESETTLED, "haben"})
PARTED = "parted"
"""The value of a word that already told the side of the verb before it."""


def settle(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme | None:
    """Return a verb as that of the side a later word tells, or as a mere verb of voting where one before it does; None elsewhere."""
    word = lexeme.text
    if word in _VALUED:
        counted = lexeme.kind != "side" and index > 0 and row[index - 1].kind == "number"
        return _as(lexeme, "side", _VALUED[word], "noun") if counted else None
    if word in _MISSING:
        return _as(lexeme, "side", "absent", "verb") if index and row[index - 1].kind == "state" else None
    if word == "haben":
        return _take(row, index, place, TAKEN.get(row[place].text, "yes")) if (place := _framed(row, index)) else None
    if word in _REFUSED:
        return _as(lexeme, "side", "no", "adv") if _refused_by(row, index) else None
    return _parted(lexeme, index, row)


def _parted(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme | None:
    word = lexeme.text
    if word in _PARTICLES and (place := _particle(row, index, _PARTICLES[word][0])):
        return _take(row, index, place, _PARTICLES[word][1])
    place = _side_after(row, index)
    if place:
        return _take(row, index, place, _SIDE[row[place].text])
    return _as(lexeme, "vote", "noun", "noun") if lexeme.kind != "vote" and _fronted(row, index) else None


def _take(row: list[Lexeme], index: int, place: int, side: str) -> Lexeme:
    """Return a verb as that of a side; the word that told it means nothing more."""
    row[place] = _as(row[place], "light", PARTED, "")
    return _as(row[index], "side", side, "verb")


def _refused_by(row: Sequence[Lexeme], index: int) -> bool:
    """Whether so many members refuse a text that others, counted before, supported: "apoiado por 120 países, rejeitado por 14"."""
    after = row[index + 1 : index + 4]
    counted = len(after) > 1 and after[0].kind in {"agent", "light"} and after[1].kind == "number" and after[-1].kind != "vote"
    return counted and any(item.value == "yes" for item in row[:index])


def _framed(row: Sequence[Lexeme], index: int) -> int:
    """Return where the participle closes a German clause whose voters stand before "haben"; 0 where none does."""
    begin = max((place + 1 for place in range(index) if row[place].kind == "mark" and row[place].text in {";", ":", ".", "-"}), default=0)
    voters = any(item.kind == "number" or (item.kind == "state" and item.form != "adjective") for item in row[begin:index])
    if not voters or row[begin].kind == "body":
        return 0
    for place in range(index + 1, min(len(row), index + _FRAME)):
        if (row[place].text in TAKEN or row[place].value == "assent") and (
            place + 1 == len(row) or row[place + 1].kind == "mark" or row[place + 1].text in _CLOSES
        ):
            return place
        if row[place].kind in {"mark", "side", "number"}:
            return 0
    return 0


def _side_after(row: Sequence[Lexeme], index: int) -> int:
    """Return where the word stands that tells the side, nothing but when and where before it; 0 where none does."""
    words = 0
    for place in range(index + 1, min(len(row), index + _FAR)):
        item = row[place]
        if item.text in _SIDE:
            return place if item.form != "noun" and _tells(row, index, place) else 0
        words += item.kind == "word"
        if (item.kind not in {"light", "day", "body", "word", "only"} and item.text != "'") or words > _WORDS:
            return 0
    return 0


def _tells(row: Sequence[Lexeme], index: int, place: int) -> bool:
    """Whether a word tells a side: a preposition only before a text, a name of what is done, or at the end of its clause."""
    word, apart = row[place].text, any(item.kind in {"day", "body", "only"} for item in row[index + 1 : place])
    if word in _THAT:
        return row[index].text not in _BEING or word != "perché"
    if word not in _WEAK:
        return apart
    if not (apart or word == "por"):
        return False
    return place + 1 == len(row) or _names_text(row[place + 1 : place + 4])


def _names_text(after: Sequence[Lexeme]) -> bool:
    """Whether a text, an act or an answer follows a preposition: "por autorizarla", "für den Entwurf", "pour le projet"."""
    if after[0].kind == "mark" or after[0].text in _ITSELF or (after[0].kind == "word" and after[0].text.endswith(_INFINITIVES)):
        return True
    nouns = [item for item in after if item.kind not in {"light", "agent", "article"} and item.text != "'"]
    return bool(nouns) and (nouns[0].kind in _TEXT_KINDS or nouns[0].text in _ITSELF)


def _particle(row: Sequence[Lexeme], index: int, particle: str) -> int:
    """Return where a German verb's particle closes its clause, a text before it: "trugen den Entwurf mit"; 0 where none does."""
    for place in range(index + 1, min(len(row), index + _TEXTS_APART)):
        if row[place].text in _DENIED:
            return 0
        closed = place + 1 == len(row) or row[place + 1].kind == "mark" or row[place + 1].text in _CLOSES
        if row[place].text == particle and closed:
            return place if any(item.kind in _TEXT_KINDS for item in row[index + 1 : place]) else 0
        if row[place].kind not in _MOST and not (row[place].kind == "agent" or row[place].form == "adjective" or _is_drafter(row, place)):
            return 0
    return 0


def _is_drafter(row: Sequence[Lexeme], place: int) -> bool:
    """Whether a State is named as who wrote the text: "dem von Frankreich und Mexiko eingebrachten Entwurf"."""
    by = any(item.kind == "agent" for item in row[max(0, place - 5) : place])
    of = any(item.kind == "text" for item in row[max(0, place - 3) : place])  # "einem Antrag Algeriens", "dem Entwurf der USA"
    return row[place].kind == "sponsor" or ((by or of) and row[place].kind in {"state", "join"})


def _fronted(row: Sequence[Lexeme], index: int) -> bool:
    """Whether the side opens the clause that a verb stands in: "A favor do texto do sueco Jan Eliasson se pronunciaram 170 países"."""
    for place in range(index - 1, max(-1, index - _FAR - 2), -1):
        item = row[place]
        if item.kind == "side" and item.form == "adv":
            before = row[place - 1] if place else None
            if item.text in _WEAK and not _names_text(row[place + 1 : place + 4]):
                return False  # "Pour la première fois"
            return before is None or before.kind == "mark" or before.text in {"y", "e", "et", "und"}
        if item.kind in {"number", "side", "vote"} or item.text in {";", ":", "."} or (item.kind == "state" and item.form != "adjective"):
            return False
    return False


def _as(lexeme: Lexeme, kind: str, value: str, form: str) -> Lexeme:
    return lexeme._replace(kind=kind, value=value, form=form)
