"""What only the neighbours tell in the five other languages: "treze dos quinze", "passa con 153 sì", "fiel … durch"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes import framed, stances, verdicts
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import ARTICLES
from bot.reading.votes.voters import VOTERS

PLURALS = frozenset({"les", "los", "os", "i", "die"})  # before a noun: "I sì sono stati 141, i no 7"

_PASSES = frozenset({"passe", "passé", "passée", "passa", "pasa", "pasó", "passou", "passò", "passata", "passato"})
_WITH = frozenset({"avec", "con", "com", "par", "por"})
_FAR = 9  # lexemes from "passed" to the votes it passed with

_PARTED = {
    "fiel": ("durch", "failed"), "fielen": ("durch", "failed"), "wies": ("zurück", "failed"), "wiesen": ("zurück", "failed"),
    "nahm": ("an", "adopted"), "nahmen": ("an", "adopted"), "nimmt": ("an", "adopted"), "winkte": ("durch", "adopted"),
    "segnete": ("ab", "adopted"), "segnet": ("ab", "adopted"),
}  # fmt: skip
_TO_PARTICLE = 16

_SAYING = frozenset({
    "dijeron no", "dijeron que no", "dijeron sí", "dijeron que sí", "han dicho que no", "disseram não", "disse não", "disseram sim",
    "disse sim", "ha detto di no", "hanno detto di no", "dice no", "dicono no", "sagten nein", "sagte nein", "ont dit non", "a dit non",
})  # fmt: skip
_INFINITIVES = ("ar", "er", "ir", "re", "or", "ôr")
_NO_VERDICTS = frozenset({"posición", "postura", "acuerdo", "posição", "acordo", "posizione", "accordo", "position", "accord", "haltung"})

# Before what is no text, a stance and no count: "votam contra a invasão".
_AGAINST = frozenset({
    "votam contra", "votaram contra", "votan en contra", "votaron contra", "votó contra", "votou contra", "votent contre",
    "ont voté contre", "a voté contre", "hanno votato contro", "ha votato contro", "stimmten gegen", "stimmte gegen",
})  # fmt: skip
# Where a number follows, they did the same: "enthielt sich, ebenso wie zwei andere Länder".
_AS_DID = frozenset({
    "ebenso wie", "genauso wie", "igual que", "al igual que", "lo mismo que", "de même que", "tout comme", "così come", "assim como",
    "tal como", "bem como", "así como", "ainsi que", "sowie", "wie auch", "à l'instar de", "wie",
})  # fmt: skip
# Who gives it approves: "a donné mardi son feu vert", "gab am Montag grünes Licht".
_NODS = frozenset({
    "son feu vert", "le feu vert", "son aval", "son accord", "luz verde", "su visto bueno", "visto bueno", "el visto bueno", "su aval",
    "grünes licht", "seine zustimmung", "ihre zustimmung", "sinal verde", "o seu aval", "seu aval", "il suo assenso", "il suo via libera",
    "semaforo verde", "il proprio assenso",
})  # fmt: skip
# What all members give together: of a few, it would be their word and no vote.
_ASSENT = frozenset({
    "leur accord", "leur aval", "leur assentiment", "leur consentement", "leur approbation", "leur feu vert", "su acuerdo",
    "su consentimiento", "su aprobación", "su conformidad", "su asentimiento", "o seu acordo", "o seu consentimento", "o seu assentimento",
    "a sua aprovação", "a sua concordância", "seu acordo", "seu consentimento", "seu assentimento", "sua aprovação", "sua concordância",
    "il loro assenso", "il loro consenso", "il loro benestare", "la loro approvazione", "il proprio consenso", "il proprio benestare",
    "la propria approvazione", "ihr einverständnis", "ihr plazet", "ihr placet", "ihren segen",
})  # fmt: skip
_GAVE = frozenset(
    {
        "donné",
        "donne",
        "donna",
        "dio",
        "da",
        "dado",
        "dieron",
        "gab",
        "gibt",
        "gaben",
        "deu",
        "deram",
        "dá",
        "dato",
        "dà",
        "diede",
        "diedero",
    }
)
_VOTED = frozenset({"stimmte", "stimmten", "votierte", "votierten", "votó", "votaron", "votou", "votaram", "voté", "votato", "vota"})
_IN_COMPANY = frozenset({"mit", "con", "com", "avec"})

# Said of whoever was alone to do it, else only of what somebody is called to do: "le seul des quinze membres à voter contre".
_TO_VOTE = frozenset({
    "à voter pour", "à voter oui", "à le soutenir", "à la soutenir", "à voter en faveur", "à voter contre", "à voter non", "à s'y opposer",
    "à s'opposer", "à dire non", "à s'abstenir", "en votar a favor", "a votar a favor", "en votar en contra", "en oponerse",
    "en votar no", "a votar en contra", "en rechazarla", "en rechazarlo", "en abstenerse", "a apoiar", "a votar contra", "a opor-se",
    "a se opor", "a dizer não", "a votar não", "a abster-se", "a se abster", "a votare a favore", "a votare sì", "a dire sì",
    "a sostenerla", "a sostenerlo", "a votare contro", "a votare no", "a opporsi", "ad opporsi", "a dire no", "ad astenersi",
})  # fmt: skip
_WERE = frozenset({"sono stati", "sono state", "erano stati", "erano state", "furono", "fueron", "foram", "ont été", "étaient"})
_ALONE = ("seul", "unique", "únic", "unic", "sol", "sozinh")
_FROM_ALONE = 14

_ACTS = frozenset({*_PASSES, *_PARTED, *_NODS, *_ASSENT})
_HERE = frozenset(
    {"dos", "due", "all", "sera", "unánime", "unânime", "unanime"}
    | {*_PASSES, *_PARTED, *_SAYING, *_VOTED, *_TO_VOTE, *_AGAINST, *_AS_DID, *_NODS, *_ASSENT, "enthalten"}
)
WORDS = _HERE | stances.WORDS | verdicts.WORDS | framed.WORDS


def settle(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme | None:
    """Return what one of ``WORDS`` means where it stands; None where it means what the table says."""
    if lexeme.text in stances.WORDS and (taken := stances.settle(lexeme, index, row)):
        return taken
    if lexeme.text in framed.WORDS and (framing := framed.settle(lexeme, index, row)):
        return framing
    if lexeme.text in verdicts.WORDS and (told := verdicts.settle(lexeme, index, row, stances.TAKEN)):
        return told
    return _settle(lexeme, index, row) if lexeme.text in _HERE else None


def _settle(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme | None:
    word = lexeme.text
    if word in _ACTS:
        return _act(lexeme, index, row)
    if word == "due":  # Italian, a number; in English, expected
        return lexeme._replace(kind="number", value=word, form="", number=2) if _counts(index, row) else None
    if word in _AS_DID:
        return lexeme._replace(kind="as") if any(item.kind == "number" for item in row[index + 1 : index + 4]) else None
    if word == "enthalten":
        return _as(lexeme, "side", "abstain") if _held_back(row, index) else None
    if word in _VOTED:
        return _as(lexeme, "side", "yes") if _in_company(row, index) else None
    return _light(lexeme) if _means_little(word, index, row) else None


def _held_back(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a German participle closes a clause that somebody abstains in: "hat sich bei der Abstimmung über Gaza enthalten"."""
    before = [item.text for item in row[max(0, index - _CLAUSE) : index]]
    since = max((place for place, word in enumerate(before) if word in {",", ";", ":", "."}), default=-1)
    clause = before[since + 1 :]
    closes = index + 1 == len(row) or row[index + 1].kind == "mark" or row[index + 1].text in {"und", "während"}
    return closes and "sich" in clause and not _HAVE.isdisjoint(clause[: clause.index("sich") + 1])


_HAVE = frozenset({"hat", "haben", "hatte", "hatten"})


def is_asked(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a German outcome closes a clause that asks for it: "soll entscheiden, ob die Mitgliedschaft ausgesetzt wird"."""
    if not row[index].text.endswith(("t", "n")):
        return False
    for back in range(index - 1, max(-1, index - _CLAUSE), -1):
        if row[back].kind == "mark":
            return row[back].text == "," and row[back + 1].text in {"ob", "falls", "sofern"}
    return False


_CLAUSE = 25


def _act(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme | None:
    """Return the outcome that a word tells together with others of its clause; None where it tells none."""
    if lexeme.text in _PARTED:
        return _parted(lexeme, index, row)
    gave = lexeme.kind == "nod" and any(item.text in _GAVE for item in row[max(0, index - 6) : index])
    gave = gave and (lexeme.text not in _ASSENT or any(item.kind == "unanimous" for item in row[:index]))
    gave = gave and not to_meet(row, index)
    return _as(lexeme, "outcome", "adopted") if gave or (lexeme.text in _PASSES and _counted(row, index)) else None


def to_meet(row: Sequence[Lexeme], index: int) -> bool:
    """Whether what is agreed to is a sitting or a date, and no text: "ont donné leur accord à la tenue d'une réunion"."""
    return any(item.text.startswith(_SITTINGS) for item in row[index + 1 : index + _TO_SITTING])


_SITTINGS = (
    "réunion", "reunión", "reunião", "riunione", "treffen", "sitzung", "séance", "sesión", "sessão", "seduta", "sondersitzung", "debat",
    "débat", "dibattito", "agenda", "calendrier", "calendario", "visit", "besuch", "reise", "voyage", "viaje", "viagem", "viaggio",
)  # fmt: skip
_TO_SITTING = 10


def _counts(index: int, row: list[Lexeme]) -> bool:
    """Whether the Italian "due" counts voters: "due contrari", "due Paesi", "gli altri due"."""
    after = row[index + 1] if index + 1 < len(row) else None
    before = row[index - 1] if index else None
    counted = after is not None and (after.kind in {"side", "vote"} or after.text in VOTERS or after.text == "(" or _then_noun(index, row))
    scored = index == _SCORE and before is not None and before.text == "a" and row[0].kind == "number"  # "Tredici a due: …"
    return counted or scored or (before is not None and before.kind == "other")


_SCORE = 2


def _then_noun(index: int, row: list[Lexeme]) -> bool:
    """Whether an article and a side follow: "due gli astenuti"."""
    return row[index + 1].text in PLURALS | {"gli", "le"} and any(item.kind == "side" for item in row[index + 2 : index + 3])


def _means_little(word: str, index: int, row: list[Lexeme]) -> bool:
    after = row[index + 1] if index + 1 < len(row) else None
    before = row[index - 1] if index else None
    if word == "dos":
        return _joins_noun(before, after) or (after is not None and after.kind == "other" and _then_number(row, index))
    if word in _AGAINST or word in _TO_VOTE:
        counted = index > 0 and row[index - 1].kind == "number"  # "ils ont été 141 à voter pour"
        counted = counted or (after is not None and after.text in _WERE)  # "a sostenerla sono stati tredici membri"
        return _is_stance(row, index) if word in _AGAINST else not (counted or _is_alone(row, index))
    if word in _SAYING:  # "dijo no querer …"
        return after is not None and after.kind == "word" and after.text.endswith(_INFINITIVES)
    if word == "all":  # Italian: "all'Onu"
        return after is not None and after.text == "'"
    if word == "sera":  # Italian, an evening; in French, "will be"
        return before is not None and before.kind == "day"
    return before is not None and before.text in _NO_VERDICTS


def _in_company(row: list[Lexeme], index: int) -> bool:
    """Whether a State is named with whom somebody voted: "nur China stimmte mit Russland", "votó con Rusia"."""
    ahead = row[index + 1 : index + 8]
    told = next((place for place, item in enumerate(ahead) if item.text in _IN_COMPANY or item.kind not in _WHEN), len(ahead))
    after = ahead[told : told + 3]
    return (
        len(after) > 1 and after[0].text in _IN_COMPANY and any(item.kind == "state" for item in after[1 : 2 + (after[1].kind == "light")])
    )


_WHEN = frozenset({"day", "light", "body"})


def _is_stance(row: list[Lexeme], index: int) -> bool:
    """Whether what is voted against is no text: "votam contra a invasão"."""
    after = row[index + 1 : index + 3]
    voters = (
        row[index + 3].kind == "state" and row[index + 3].form != "adjective" if index + 3 < len(row) else False
    )  # "votaram contra a própria Rússia e …"
    return len(after) > 1 and after[0].text in ARTICLES and after[1].kind == "word" and not voters


def _is_alone(row: list[Lexeme], index: int) -> bool:
    return any(item.kind == "only" or item.text.startswith(_ALONE) for item in row[max(0, index - _FROM_ALONE) : index])


def _joins_noun(before: Lexeme | None, after: Lexeme | None) -> bool:
    """Whether the Portuguese "dos" (of the) stands where Spanish has two: before a State, or between two numbers ("13 dos 15 membros")."""
    if after is None:
        return False
    counted = before is not None and (before.kind in {"number", "vote"} or (before.kind == "side" and before.form == "noun"))
    return counted or after.kind in {"state", "number", "body", "outcome"}


def _then_number(row: list[Lexeme], index: int) -> bool:
    """Whether "dos restantes 13 membros" goes on with a number of its own."""
    return any(item.kind == "number" for item in row[index + 2 : index + 4])


def _counted(row: list[Lexeme], index: int) -> bool:
    """Whether votes follow that a text passed with: "passa con 153 sì", "passou segunda-feira no Conselho com 13 votos"."""
    ahead = row[index + 1 : index + 1 + _FAR]
    with_ = next((place for place, item in enumerate(ahead) if item.text in _WITH), -1)
    return 0 <= with_ < len(ahead) - 1 and any(item.kind == "number" for item in ahead[with_ + 1 : with_ + 3])


def _parted(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme | None:
    """Read a German verb with its particle at the end of the clause: "fiel auch der Gegenentwurf durch"."""
    particle, value = _PARTED[lexeme.text]
    for place in range(index + 1, min(len(row), index + _TO_PARTICLE)):
        closed = place + 1 == len(row) or row[place + 1].kind == "mark" or row[place + 1].text in {"und", "mit", "bei"}
        if row[place].text == particle and closed:
            return _as(lexeme, "outcome", value)
    return None


def _light(lexeme: Lexeme) -> Lexeme:
    return lexeme._replace(kind="light", value="", form="", number=0)


def _as(lexeme: Lexeme, kind: str, value: str) -> Lexeme:
    return lexeme._replace(kind=kind, value=value, form="verb")
