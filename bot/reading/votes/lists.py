"""Lists of States within one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import State
from bot.reading.votes.inversion import besides, speaks_for
from bot.reading.votes.lexeme import THE_TEXT, Lexeme, Where
from bot.reading.votes.sides import ARTICLES, CONJUNCTIONS, Group


def groups(row: Sequence[Lexeme], where: Where) -> list[Group]:
    """Return the lists of States: names parted by nothing but commas, "and" and the like."""
    found: list[Group] = []
    first = last = -1
    names: list[State] = []
    among = (*where.get("among", ()), *where.get("amongst", ()))
    for index in where.get("state", ()):
        lexeme = row[index]
        voter = lexeme.form != "adjective" or _has_delegate(row, index) or speaks_for(row, index) or _is_people(row, index, last)
        voter = voter or _is_of_vote(row, index)
        if voter and not _owns(row, index) and not _marks_text(row, index):
            again = names and lexeme.value == names[-1] and index - last <= _NEAR
            if again and not any(item.kind in _WEIGHTY for item in row[last + 1 : index]):
                last = index + (index + 1 < len(row) and row[index + 1].text == ")")
                continue
            joined = not names or _joins(row, last, index) or besides(row, first, last, index)
            if names and (not joined or _parts(row, first, last, index)):
                found.append(_group(first, last, names, among))
                names = []
            first = (index - 2 * _is_item(row, index)) if not names else first
            names.append(lexeme.value)
            last = index
    return [*found, _group(first, last, names, among)] if names else found


_NEAR = 5


def _is_item(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a name is numbered: "1. Russie"."""
    return index > 1 and row[index - 1].text in {".", ")"} and row[index - 2].text.isdigit()


def _group(first: int, last: int, names: list[State], among: Sequence[int]) -> Group:
    before = bool(among) and any(first - 3 <= index < first for index in among)
    after = bool(among) and any(last < index < last + 3 for index in among)
    return Group(first, last, tuple(dict.fromkeys(names)), before or after, after)


def _owns(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a name stands in the possessive ("Moscow's ally"), and so is no voter itself."""
    if index + 2 >= len(row) or row[index + 1].text != "'" or row[index + 2].text != "s":
        return False
    following = row[index + 3].text if index + 3 < len(row) else "."
    if index + 3 < len(row) and row[index + 3].kind == "side" and row[index + 3].form == "verb":
        return False  # "Chad's stayed down", "Chad's hand stayed down"
    if following in {"was", "were"} and row[index + 4 : index + 5] and row[index + 4].kind in {"among", "amongst"}:
        return False  # "twelve abstained, and Chad's was one of them"
    if following in _HANDS and any(item.kind == "only" for item in row[index + 4 : index + 7]):
        return False  # "with Chad's hand the only one up against it"
    if following in {"was", "were"} and any(item.text in _ONLY for item in row[index + 4 : index + 6]):
        return False  # "Chad's was the only dissenting voice"
    return following not in _ENDS and not f"{following} ".startswith(_ITS_OWN) and not envoy_verb(row, index)


_HANDS = frozenset({"hand", "vote", "voice", "arm"})
_ONLY = frozenset({"only", "one", "lone", "sole"})


def envoy_verb(row: Sequence[Lexeme], state: int) -> int:
    """Return where a State's envoy, called by a first and a last name, takes a side: "Russia's Sergey Lavrov abstained"; 0 elsewhere."""
    names, verb = row[state + 3 : state + 5], row[state + 5] if state + 5 < len(row) else None
    owned = verb is not None and row[state + 1].text == "'" and row[state + 2].text == "s"
    if verb is None or not owned or verb.kind != "side" or verb.form != "verb":
        return 0
    return (state + 5) * all(name.kind == "word" and name.text not in _KIN for name in names)


_KIN = frozenset({
    "ally", "allies", "friend", "friends", "partner", "partners", "neighbour", "neighbours", "neighbor", "neighbors", "backer", "backers",
    "supporter", "supporters", "rival", "rivals", "client", "clients", "satellite", "satellites", "side", "bloc", "camp", "critics", "foes",
    "close", "closest", "old", "own", "former", "new", "main", "chief", "best", "fellow", "opponents", "enemies", "sponsors", "creditors",
})  # fmt: skip


def _has_delegate(row: Sequence[Lexeme], index: int) -> bool:
    """Whether an adjective is that of who speaks for a State: "the Chinese ambassador", "the US deputy envoy"."""
    return any(lexeme.text in DELEGATES for lexeme in row[index + 1 : index + 3])


def _is_of_vote(row: Sequence[Lexeme], index: int) -> bool:
    """Whether an adjective tells whose an abstention was: "French and American abstentions apart", "with a Chinese abstention".

    One that is known already is not told: "what the Chinese abstention led to".
    """
    place = index + 1
    while place + 1 < len(row) and _goes_on(row, place):
        place += 1
    if place >= len(row) or row[place].kind != "side" or row[place].text not in _ABSTENTIONS:
        return False
    first = index - 1
    while first >= 0 and _goes_on(row, first):
        first -= 1
    return first < 0 or row[first].text not in _KNOWN


def _goes_on(row: Sequence[Lexeme], place: int) -> bool:
    return row[place].text in _CONJOINING or (row[place].kind == "state" and row[place].form == "adjective")


_KNOWN = frozenset({"the", "that", "this", "its", "his", "their", "'", "s"})
_CONJOINING = frozenset({"and", ","})
_ABSTENTIONS = frozenset({"abstention", "abstentions", "negative vote", "negative votes", "no vote", "no votes"})


def _is_people(row: Sequence[Lexeme], index: int, last: int) -> bool:
    """Whether a people stands for its delegation: "the Indians and the Chinese sat it out", "the Cuban was the only one"."""
    after = row[index + 1] if index + 1 < len(row) else None
    if index > 2 and row[index - 2].kind == "agent" and row[index - 3].kind == "sponsor":
        return False  # "tabled by the Americans"
    ends = after is None or after.text == "."
    conjoined = last >= 0 and 0 < index - last <= _PEOPLES_APART
    if not (row[index - 1].text == "the" if index else False) and not (conjoined and row[index - 1].text in CONJUNCTIONS):
        return index == 0 and after is not None and row[index].text.endswith("s") and _follows_people(after)
    return conjoined if ends else after is not None and _follows_people(after)


def _follows_people(after: Lexeme) -> bool:
    """Whether what follows a people's name is no noun that it would be an adjective of."""
    return after.text in _AFTER_PEOPLE or (after.kind == "side" and after.form == "verb") or after.kind in {"join", "among", "only"}


_PEOPLES_APART = 6
_AFTER_PEOPLE = CONJUNCTIONS | {
    ",", ";", ":", ")", "was", "were", "had", "did", "all", "both", "too", "alone", "who", "also", "would", "voted", "themselves",
}  # fmt: skip
DELEGATES = frozenset({"ambassador", "envoy", "representative", "delegate", "delegation"})
_ENDS = frozenset({",", ".", ":", ";", ")", "and"})  # "one abstention, Switzerland's"


# What a State's own is and does its voting: "Algeria's delegation abstained".
_ITS_OWN = (
    "veto", "vote", "abst", "oppos", "objec", "negative", "no ", "delegat", "ambassador", "envoy", "representative",
    "government", "mission", "deputy", "acting", "seat was", "seat stood", "seat rem", "chair ", "place was", "place stood",
)  # fmt: skip


def _marks_text(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a name tells whose text it is, and so is no voter itself: "the US text", "a U.S.-Japan draft"."""
    after = index + 1
    while after + 1 < len(row) and row[after].text == "-" and row[after + 1].kind == "state":
        after += 2
    return after < len(row) and row[after].kind == "text" and row[after].text.startswith(_TEXTS)


_TEXTS = ("draft", "resolution", "text", "proposal", "motion", "measure", "bid", "push")


def _joins(row: Sequence[Lexeme], last: int, index: int) -> bool:
    """Whether the lexemes between two names only join them: a comma, "and the", "along with", an aside between commas or in parentheses."""
    between = row[last + 1 : index]
    texts = [lexeme.text for lexeme in between]
    if len(between) > _LONGEST_JOINT or not texts or texts == ["-"] or ("as" in texts and _PORTUGUESE.isdisjoint(texts)):
        return False
    if texts[0] in CONJUNCTIONS and "," in texts[1:2]:
        between, texts = between[1:], texts[1:]
    if texts[0] == "(" and ")" in texts:
        between, texts = between[texts.index(")") + 1 :], texts[texts.index(")") + 1 :]
    if texts[:1] == [","] and "," in texts[2:]:
        close = len(texts) - 1 - texts[::-1].index(",")
        if any(lexeme.kind in _WEIGHTY for lexeme in between[:close]):
            return False
        between, texts = between[close:], texts[close:]
    if len(between) > 1 and _is_item(row, index):
        between, texts = between[:-2], texts[:-2]  # a numbered list: "1. Russie 2. Syrie"
        if not between:
            return True
    if len(between) > 1 and between[-1].kind == "word" and texts[-1] not in _ADVERSATIVE:
        between, texts = between[:-1], texts[:-1]
    return all(_joint(lexeme, text) for lexeme, text in zip(between, texts, strict=True)) and bool(texts)


_PORTUGUESE = frozenset({"da", "do", "das", "dos", "de"})  # "e as ditaduras da Síria"
_LONGEST_JOINT = 12
_ADVERSATIVE = frozenset(
    {"pero", "mas", "ma", "aber", "sondern", "sino", "però", "porém", "doch", "yet", "jedoch", "cependant", "toutefois"}
)


def _parts(row: Sequence[Lexeme], first: int, last: int, index: int) -> bool:
    """Whether a list ends and a voter begins: "the text of France and the Emirates, and Britain abstained", "against were …, and …"."""
    voted = row[index + 1].kind == "side" and row[index + 1].form == "verb" if index + 1 < len(row) else False
    conjoined = any(lexeme.text in CONJUNCTIONS for lexeme in row[last + 1 : index])
    before = row[max(0, first - 4) : first]
    authored = any(lexeme.kind in {"text", "sponsor"} or lexeme.text in _AUTHORED for lexeme in before)
    by = any(lexeme.kind == "agent" or lexeme.text in {"of", "from"} for lexeme in before[-2:])
    inverted = len(before) > 1 and before[-1].text in {"were", ":"} and before[-2].kind == "side"
    closed = any(lexeme.text in CONJUNCTIONS for lexeme in row[first + 1 : last]) and row[last + 1].text == ","
    if authored and by and closed:
        return True  # "penned by France and Mexico, Russia and China abstained"
    return voted and conjoined and ((authored and by) or inverted)


_WEIGHTY = frozenset({"side", "outcome", "number", "score", "sub", "future", "agent", "vote"})


def _joint(lexeme: Lexeme, text: str) -> bool:
    return (
        text in {",", "&", "'", "s", "/", "comme", "como", "come", "wie", "as"}
        or text in ARTICLES
        or text in _EPITHETS
        or lexeme.kind == "join"
    )


_EPITHETS = frozenset({
    "tiny", "small", "little", "island", "state", "nation", "kingdom", "fellow", "even", "finally", "neighbouring", "ditaduras",
    "dictaduras", "dictatures", "dittature", "diktaturen", "dictatorships", "regimes", "régimes", "regímenes", "regimi",
})  # fmt: skip


_AUTHORED = THE_TEXT | {"forward"}
