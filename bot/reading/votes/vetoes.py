"""Where "veto" or "block" tells of a veto cast, and who cast it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.model import Organ, State
from bot.reading.votes.casting import POSSESSIVES, casts, holds_permanent
from bot.reading.votes.claim import FAILED, NOUNS, VETO, Claim
from bot.reading.votes.lexeme import THE_TEXT, Lexeme
from bot.reading.votes.lists import DELEGATES
from bot.reading.votes.participles import participle_by
from bot.reading.votes.sides import Group
from bot.states import PERMANENT

_NOT_A_VETO = frozenset(
    {"seen", "expected", "likely", "looms", "looming", "threatened", "feared", "possible", "promised", "fears"}
    | {"holder", "holders", "power", "powers", "right", "rights", "wielding", "threat", "players", "reform", "proof", "use", "session"}
)


def blocks(claim: Claim, index: int) -> bool:
    """Whether "blocked" is a veto: a permanent member does it, to a text."""
    gerund = claim.row[index].text.endswith(
        ("ing", "gebracht", "zu fall", "verhindert", "gestoppt", "vereitelt", "blockiert", "torpediert", "gekippt")
    )
    near = [lexeme.value for lexeme in claim.row[max(0, index - (16 if gerund else 6)) : index + 8] if lexeme.kind == "state"]
    if _sunk_by(claim.row, index) or _stops_it(claim, index):
        return True
    return bool(PERMANENT.intersection(near)) and any(
        lexeme.kind == "text" or lexeme.text.startswith("plan") for lexeme in claim.row[max(0, index - 12) : index + 12]
    )


def _stops_it(claim: Claim, index: int) -> bool:
    """Whether a permanent member does it to a text that a pronoun stands for: "El texto contaba con once votos, pero Moscú lo frenó"."""
    row = claim.row
    before = row[index - 1].text in _IT_ABROAD or (row[index - 1].text == "'" and row[index - 2].text == "l")
    after = [item.text for item in row[index + 1 : index + 2]]
    near = row[max(0, index - 4) : index]
    own = next((item for item in reversed(near) if item.kind in {"state", "mark"} and item.text != "'"), None)
    by = own is not None and own.kind == "state" and own.form != "adjective" and own.value in PERMANENT
    return by and (before or after == ["ihn"]) and any(item.kind == "text" for item in row[:index])


_IT_ABROAD = frozenset({"lo", "la", "le", "o", "a"})


def _sunk_by(row: Sequence[Lexeme], index: int) -> bool:
    """Whether permanent members are its agents, in a sentence about the Council: "was sunk by Russia and China"."""
    after = row[index + 1 : index + 5]
    by = bool(after) and after[0].kind == "agent" and any(item.kind == "state" and item.value in PERMANENT for item in after)
    ours = any(item.kind == "body" and item.value == Organ.SECURITY_COUNCIL for item in row)
    return by and ours and any(item.kind == "text" for item in row[:index])


def is_verb(claim: Claim, index: int) -> bool:
    """Whether "veto" or "vetoes" is a headline's verb: right after a permanent member, with an object right after it."""
    before = claim.row[index - 1] if index else None
    after = claim.row[index + 1] if index + 1 < len(claim.row) else None
    if casts(claim, index) or _tells_of_it(claim, index):
        return True
    subject = before is not None and before.kind == "state" and before.form != "adjective" and before.value in PERMANENT
    if not subject or after is None:
        return False
    text = after.text
    return text in {"un", "the"} or (after.kind in {"state", "text", "body", "word", "number"} and text not in _AFTER_NOUN)


def _tells_of_it(claim: Claim, index: int) -> bool:
    """Whether a headline's "it" that vetoes is a permanent member: "Moscow isolated as it vetoes Crimea text"."""
    if not claim.title or index < 1 or claim.row[index - 1].text not in {"it", "they"}:
        return False
    return claim.row[index].text == "vetoes" and holds_permanent(claim.row[:2])


_AFTER_NOUN = frozenset({
    "related", "against", "over", "regarding", "cast", "concerning", "about", "during", "draws", "blocks", "kills", "in", "on", "of",
    "at", "by",
})  # fmt: skip


def noun_tells(claim: Claim, index: int) -> bool:
    """Whether the noun "veto" tells that one was cast: a permanent member's stands right before it, or "by" one follows."""
    after = claim.row[index + 1 : index + 11]
    before = claim.row[max(0, index - 2) : index]
    denied = any(lexeme.text in _DENIALS for lexeme in claim.row[max(0, index - 4) : index])
    if denied or (after and after[0].text in _NOT_A_VETO) or _is_background(claim.row, index):
        return False
    near = [lexeme.text for lexeme in claim.row[max(0, index - 5) : index]]
    topic = any(word == "of" and near[place - 1 : place] != ["because"] for place, word in enumerate(near))
    own = any(lexeme.text in POSSESSIVES for lexeme in before)
    owner = holds_permanent(claim.row[_owner(claim.row, index) : index]) or (own and holds_permanent(claim.row[max(0, index - 9) : index]))
    cast = claim.row[index].text.endswith(" cast")
    genitive = bool(after) and after[0].kind == "state" and any(lexeme.text in _BEFORE_GENITIVE for lexeme in before)
    agent = cast or genitive or any(lexeme.kind == "agent" or lexeme.text in _OWNED for lexeme in after[:2])
    named = holds_permanent(after[:5]) or (cast and any("permanent" in lexeme.text for lexeme in after))
    double = claim.row[index].text.startswith(_DOUBLE) and len({item.value for item in claim.row if item.kind == "state"} & PERMANENT) > 1
    owner = owner or double or _is_called(claim.row, index) or _owned_after(claim.row, index)
    return (owner and not topic) or (agent and named)


_DOUBLE = ("double", "doble", "duplo", "dupla", "doppel", "doppi")  # cast by two


def _is_background(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a veto is only what came before a text adopted: "Quatro dias depois do veto dos EUA …, a Assembleia adotou"."""
    if not any(item.text in _AFTERWARDS for item in row[max(0, index - 4) : index]):
        return False
    return any(item.kind == "outcome" and item.value in {"adopted", "acted"} for item in row[index + 1 :])


_AFTERWARDS = frozenset({"depois", "após", "après", "tras", "después", "nach", "dopo", "depuis", "desde", "seit"})


def _is_called(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a no is said to be a veto: "Washington's no was a veto"."""
    called = [lexeme.text for lexeme in row[max(0, index - 2) : index]] in (
        ["was", "a"],
        ["is", "a"],
        ["meant", "a"],
        ["to", "a"],
        ["being", "a"],
        ["as", "a"],
    )
    return called and holds_permanent(row[:index])


def _owner(row: Sequence[Lexeme], index: int) -> int:
    """Return from where on a noun's owner may stand before it: "the Russian veto", "Russia's tenth veto", "a third US veto"."""
    place = index
    while place > max(1, index - _CLOSE) and row[place - 1].kind in {"word", "ordinal"} and row[place - 1].text != "s":
        place -= 1
    return max(0, place - (_CLOSE - 1 if [item.text for item in row[max(0, place - 2) : place]] == ["'", "s"] else 2))


_CLOSE = 4


def _owned_after(row: Sequence[Lexeme], index: int) -> bool:
    """Whether an adjective behind the noun says whose veto it is, as in Romance languages: "le veto américain"."""
    after = row[index + 1] if index + 1 < len(row) else None
    return after is not None and after.kind == "state" and after.form == "adjective" and after.value in PERMANENT


_BEFORE_GENITIVE = frozenset({"am", "vom", "des", "dem", "den", "das", "durch"})
_DENIALS = frozenset(
    {"no", "without", "not", "sans", "sin", "sem", "kein", "ohne", "nor", "não", "nem", "non", "né", "senza", "nicht", "keinen", "aucun"}
    | {"ningún", "nenhum", "nessun", "pas", "ni"}
    | {"drops", "dropped", "drop", "dropping", "lifts", "lifted", "waives", "waived", "withdraws", "withdrew", "shelves", "renounces"}
)


def vetoers(claim: Claim) -> tuple[State, ...]:
    """Return who cast the veto a sentence tells of: whoever it was "vetoed by", else whoever stands before the verb or noun."""
    if claim.outcome != VETO or (claim.past and claim.days):
        return ()
    at, row = claim.at, claim.row
    lists = claim.lists
    counted = row[at].value == FAILED and "no" in claim.counts
    told = _permanent(tuple(claim.counts["no"].states) if counted else participle_by(row, at, lists))
    if counted or told:
        return told
    both = next((one.states for one in lists if len(_permanent(one.states)) > 1), ()) if row[at].text.startswith(_DOUBLE) else ()
    adjacent = tuple(lexeme.value for lexeme in row[max(0, at - 2) : at] if lexeme.kind == "state" and lexeme.form == "adjective")
    adjacent = (row[at + 1].value,) if _owned_after(row, at) else adjacent
    adjacent = both or adjacent
    active = row[at].text in _ACTIVE and at > 0 and row[at - 1].kind == "state" and row[at - 1].form != "adjective"
    if (both or claim.noun or _owned_after(row, at) or row[at].text in NOUNS) and _permanent(adjacent):
        return _permanent(adjacent)
    agents = [group for group in lists if at < group.first and _agent_between(row, at, group.first)]
    subjects = [group for group in lists if group.last < at and _subject(row, group.last, at)]
    for found in (*(subjects[-1:] if active else ()), *agents[:1], *subjects[::-1]):
        if PERMANENT.issubset(found.states):
            return ()
        if PERMANENT.intersection(found.states):
            return _permanent((*_interrupted(claim, found), *found.states))
    owners = tuple(lexeme.value for lexeme in row[max(0, at - (9 if claim.noun else 3)) : at] if lexeme.kind == "state")
    cast = claim.counts.get("no")
    return _permanent(owners) or _permanent(tuple(cast.states) if cast else ()) or _opening(claim, lists) or _whose_envoy(row, at)


# Verbs in a headline's present, whose subject stands right before them: "Moscou bloque l'enquête voulue par Washington".
_ACTIVE = frozenset({
    "bloque", "bloquent", "bloquea", "bloquean", "veta", "vetan", "vetó", "vetaron", "vetou", "vetaram", "vetam", "blocca", "bloccano",
    "barra", "barram", "frena", "frenan", "tumba", "tumban", "impide", "impiden", "impede", "impedem", "stoppt", "verhindert",
})  # fmt: skip


def _interrupted(claim: Claim, last: Group) -> tuple[State, ...]:
    """Return who opens a list that goes on after an insert: "Russia, for the seventh time, and China, for the sixth, vetoed that"."""
    first = claim.lists[0]
    if last.last > claim.at or first.first > 1 or first.last >= last.first or claim.row[last.first - 1].text != "and":
        return ()
    return first.states if claim.row[last.first - 2].text == "," and claim.row[first.last + 1].text == "," else ()


def _whose_envoy(row: Sequence[Lexeme], at: int) -> tuple[State, ...]:
    """Return whose ambassador a verb is told of: "the Chinese ambassador, Mr Qin Huasun, vetoed"."""
    if any(lexeme.text == "administration" for lexeme in row[max(0, at - _CLOSE) : at]):
        return ("USA",)  # the Obama administration: no other permanent member's government is called so
    for place in range(at - 2, max(-1, at - _NEAR_AGENT), -1):
        if row[place].kind == "state" and row[place + 1].text in _ENVOYS:
            return _permanent((row[place].value,))
    return ()


_ENVOYS = frozenset({"ambassador", "envoy", "representative", "delegate", "delegation", "diplomat", "minister", "mission", "government"})


def _opening(claim: Claim, lists: Sequence[Group]) -> tuple[State, ...]:
    """Return who opens a clause whose verb stands at its end: "Russland hat am Freitag gegen den Entwurf sein Veto eingelegt"."""
    if claim.row[claim.at].text.startswith(_BY_VETO) and (after := _inverted(claim, lists)):
        return after
    if not claim.noun and (behind := _behind_verb(claim, lists)):
        return behind
    opening = [group for group in lists if group.last < claim.at and _begins_clause(claim.row, group.first)]
    if claim.noun or not opening:
        return ()
    if claim.row[claim.at].text.startswith(_BY_VETO):
        return _permanent(opening[0].states)
    between = claim.row[opening[-1].last + 1 : claim.at]
    parted = any(lexeme.text in ",;:" or lexeme.kind == "outcome" for lexeme in between)
    return () if parted else _permanent(opening[-1].states)


def _inverted(claim: Claim, lists: Sequence[Group]) -> tuple[State, ...]:
    """Return who stands behind the auxiliary of a clause that opens with the veto: "Mit ihrem Veto haben die USA …"."""
    after = next((group for group in lists if claim.at < group.first <= claim.at + 4), None)
    return _permanent(after.states) if after is not None and claim.at <= 1 else ()


def _behind_verb(claim: Claim, lists: Sequence[Group]) -> tuple[State, ...]:
    """Return who stands right behind a German verb that nobody stands before: "Am Samstag blockierten Moskau und Peking den Entwurf"."""
    after = next((group for group in lists if claim.at < group.first <= claim.at + 2), None)
    if after is None or claim.row[claim.at].text not in _BLOCKING:
        return ()
    begin = max((place for place in range(claim.at) if claim.row[place].text in {",", ";", ":"}), default=-1)
    return _permanent(after.states) if all(item.kind != "state" for item in claim.row[begin + 1 : claim.at]) else ()


_BLOCKING = frozenset({
    "blockierten", "blockierte", "verhinderten", "verhinderte", "stoppten", "stoppte", "vereitelten", "vereitelte", "torpedierten",
    "torpedierte", "blockieren", "blockiert", "verhindern", "verhindert",
})  # fmt: skip


# What closes a clause whose subject opens it, whatever stands between: "Russland hat die Arbeit derer, die …, mit seinem Veto beendet".
_BY_VETO = ("mit seinem", "mit ihrem", "con su", "par son", "com o seu", "con il suo")


def _begins_clause(row: Sequence[Lexeme], first: int) -> bool:
    return first <= 1 or row[first - 1].text in {":", ";", "—", "-", ")"}


def _permanent(found: tuple[State, ...]) -> tuple[State, ...]:
    return tuple(state for state in found if state in PERMANENT)


def _agent_between(row: Sequence[Lexeme], at: int, first: int) -> bool:
    """Whether a list further on is the agent: "vetoed on Friday by", "a veto cast by", and of a noun "the veto of", "am Veto der".

    Whoever a text is by, which was vetoed, wrote it: "vetoed the draft by the United Kingdom".
    """
    between = row[at + 1 : first]
    if row[at].text not in NOUNS and any(lexeme.kind in _TEXTS or lexeme.text in THE_TEXT for lexeme in between):
        return False
    if len(between) > _NEAR_AGENT or any(lexeme.kind == "side" and lexeme.form == "noun" for lexeme in between):
        return False
    if any(first.kind == "sponsor" and then.kind == "agent" for first, then in pairwise(between)):
        return False  # "Rusia vetó otra propuesta, presentada por Francia"
    if not between and at and row[at].text in NOUNS and row[at - 1].text in _BEFORE_GENITIVE:
        return True
    owner = row[at].kind == "outcome" and len(between) <= 2 and {lexeme.text for lexeme in between} & _OWNED
    return any(lexeme.kind == "agent" for lexeme in between) or bool(owner)


_NEAR_AGENT = 12
_TEXTS = frozenset({"text", "amendment", "symbol"})
_OWNED = frozenset(
    {"of", "from", "de", "des", "d", "der", "von", "dos", "do", "da", "du", "di", "del", "della", "degli", "dell", "dei", "dello"}
)


def _subject(row: Sequence[Lexeme], last: int, at: int) -> bool:
    """Whether a list of States is the subject of a verb further on: nothing but small words and times between."""
    between = row[last + 1 : at]
    if between and between[-1].text == "," and between[0].text in DELEGATES:
        return True  # "the Chinese ambassador, Mr Qin Huasun, vetoed it"
    heavy = [lexeme for lexeme in between if lexeme.kind in {"word", "text", "sub", "side", "number", "future"}]
    passive = {"was", "were", "been"} & {lexeme.text for lexeme in between}
    return len(heavy) <= 2 and not passive and len(between) <= 9


def cast_by_others(claim: Claim) -> bool:
    """Whether States without the right to it cast a veto, elsewhere: "L'Ungheria ha posto il veto agli aiuti"."""
    lists = [group for group in claim.lists if claim.at - 3 <= group.last < claim.at]
    finite = claim.row[claim.at].text.split(" ")[0] in _FINITE
    return finite and bool(lists) and not PERMANENT.intersection(lists[-1].states)


_FINITE = frozenset({
    "ha", "hanno", "han", "a", "ont", "legte", "legten", "legt", "vetó", "vetaron", "vetou", "vetaram", "veta", "pone", "mette", "met",
    "oppose", "opposa", "usó", "ejerció", "usou", "exerceu",
})  # fmt: skip
