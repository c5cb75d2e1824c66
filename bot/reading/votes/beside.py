"""Who voted beside whom, in the five other languages, where no word tells the side: "Con Moscú votó Bolivia", "solo los acompañó Palau"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.model import State
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import ARTICLES, Group

_WITH = frozenset({"con", "com", "avec", "mit", "neben"})
_PLACES = ("junto a", "accanto a", "insieme a")
_SIDE_OF = frozenset({"lado", "lato", "fianco", "seite", "côtés"})
_ACCOMPANYING = (
    "acompañ", "acompanh", "accompagn", "suiv", "sigui", "segui", "secund", "rejoint", "joint", "sumaron", "sumó", "unieron", "unió",
    "juntaram", "juntou", "somaram", "somou", "uniram", "uniu", "uniti", "unite", "unito", "unita", "aggiunt", "affianc", "folgte",
    "schloss",
    "gesellt", "rallié", "flanqu", "alinea", "alinearon", "alinhar", "allinea",
)  # fmt: skip
_STANDING = frozenset({
    "quedaron", "quedó", "estuvieron", "estuvo", "standen", "stand", "ficaram", "ficou", "estiveram", "esteve", "étaient", "était",
    "colocaron",
    "colocó", "rimasti", "rimaste", "rimasto", "rimasta", "schierati", "schierate", "schierato", "schierata", "se trouvaient", "blieben",
    "blieb", "stellten", "stellte", "colocaram", "colocou", "rangés", "rangé", "rangée", "rangées",
})  # fmt: skip
_ACCOMPANIED = (
    "ont suivi", "a suivi", "ont rejoint", "a rejoint", "ont accompagné", "a accompagné", "acompañ", "acompanh", "secund", "siguieron",
    "siguió", "seguiram", "hanno seguito", "ha seguito", "hanno affiancato", "ha affiancato", "hanno accompagnato", "ha accompagnato",
    "se sumaron", "se sumó", "se unieron", "se unió", "juntaram-se", "juntou-se", "se juntaram", "se juntou", "si sono unit", "si è unit",
)  # fmt: skip
_OPENING = 3
_APART = 7  # lexemes between two lists
_WORDS = 2  # of them that mean nothing


def beside(row: Sequence[Lexeme], lists: Sequence[Group]) -> tuple[State, ...]:
    """Return the States that a clause tells to have voted beside each other, and nothing else of; none where it tells more."""
    for first, second in pairwise([*_people(row), *lists]):
        between = row[first.last + 1 : second.first]
        if 0 < len(between) <= _APART and _closes(row, second.last) and _opens(row, first.first) and _tells(row, first, between):
            return tuple(dict.fromkeys((*first.states, *second.states)))
    joined = (one for one in lists if _closes(row, one.last) and _opens(row, one.first) and _joins(row[one.first : one.last]))
    return next((one.states for one in joined), ())


def _people(row: Sequence[Lexeme]) -> list[Group]:
    """Return the people that opens a sentence for its delegation, as a list: "Con los rusos votó Venezuela"."""
    opening = row[:_OPENING]
    place = next((at for at, item in enumerate(opening) if item.kind == "state"), 0)
    told = place > 1 and opening[place].form == "adjective" and opening[0].text in _WITH
    return [Group(place, place, (opening[place].value,))] if told else []


def _joins(inside: Sequence[Lexeme]) -> bool:
    """Whether a verb of keeping company stands inside a list, "only" before it or not: "Israël et Palaos ont suivi les États-Unis"."""
    return any(item.kind == "join" and item.text.startswith(_ACCOMPANIED) for item in inside)


def _tells(row: Sequence[Lexeme], first: Group, between: Sequence[Lexeme]) -> bool:
    """Whether a verb of keeping company parts two lists, or one of voting after "with"; nothing but when, where and "only" beside it."""
    if sum(item.kind == "word" and not _is_verb(item) for item in between) > _WORDS:
        return False
    if any(item.kind not in {"light", "day", "body", "only", "join", "word", "vote", "side", "article"} for item in between):
        return any(item.text == "'" for item in between) and len(between) <= _APART
    if any(item.kind in {"join", "side", "word"} and any(stem in item.text for stem in _ACCOMPANYING) for item in between):
        return True
    stood = any(item.kind == "vote" or (item.kind == "side" and item.value == "yes") or item.text in _STANDING for item in between)
    return stood and _is_with(row, first.first)


def _is_verb(item: Lexeme) -> bool:
    return item.text in _STANDING or any(stem in item.text for stem in _ACCOMPANYING)


def _is_with(row: Sequence[Lexeme], first: int) -> bool:
    before = " ".join(item.text for item in row[max(0, first - 4) : first])
    return not _WITH.isdisjoint(before.split()) or any(words in before for words in (*_PLACES, *_SIDE_OF))


def _opens(row: Sequence[Lexeme], first: int) -> bool:
    """Whether a list opens its clause, "with", "only" and the like before it."""
    for back in range(first - 1, max(-1, first - _APART), -1):
        item = row[back]
        if item.kind == "mark" and item.text not in {"'", '"'}:
            return True
        if not (
            item.kind in {"light", "only", "join", "article", "among"}
            or item.text in ARTICLES | _WITH | _SIDE_OF | {"seul"}
            or item.text == "'"
        ):
            return False
    return first <= _APART


def _closes(row: Sequence[Lexeme], last: int) -> bool:
    after = [item.text for item in row[last + 1 : last + 3]]
    return not after or after[0] in {".", ";", ":"} or (after[0] in {"an", "bei"} and after[1:] in ([], ["."], [";"]))
