"""What became of a text in the verbs of newspapers, said only of a text or of an organ: "the draft died", "the Council refused"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Organ, State
from bot.reading.votes.claim import ADOPTED, FAILED, VETO, Claim
from bot.reading.votes.lexeme import THE_TEXT, Lexeme
from bot.states import PERMANENT

DIED, CLEARED, REFUSED, EMBRACED, GRANTED, BLOCK = "died", "cleared", "refused", "embraced", "granted", "block"
_FATES = {DIED: FAILED, CLEARED: ADOPTED, REFUSED: FAILED, EMBRACED: ADOPTED}
_BE = frozenset({"was", "were", "been", "be", "being", "is", "are", "gets", "got"})
_HELPS = _BE | {"has", "have", "had", "having"}
_LIVES = frozenset({"truce", "ceasefire", "cease-fire", "embargo", "ban", "no-fly zone", "mandate", "sanctions", "plan", "plans", "probe"})
_PREPOSITIONS = frozenset(
    {"on", "for", "of", "to", "in", "about", "against", "by", "from", "with", "at", "over", "after", "before", "into", "between", "under"}
    | {"de", "des", "du", "del", "da", "do", "der", "von", "vom", "im", "am", "dans", "en", "em", "no", "na", "d"}
    | {"behind", "without", "through", "than", "as", "like", "during", "since", "until", "near", "across", "around", "within", "concerning"}
)
_FARTHEST = 30  # lexemes between a verb and its subject
_NOUNS = frozenset({"text", "body", "measure", "amendment"})
_SMALL = frozenset({"light", "word", "number", "body"})


def fate(claim: Claim, index: int) -> str:
    """Return what a verb of a text's fate says of it: adopted, failed, vetoed; "" where it is told of something else."""
    lexeme = claim.row[index]
    if lexeme.value == GRANTED:
        return ADOPTED if _is_granted(claim.row, index) else ""
    passive = any(item.text in _BE for item in claim.row[max(0, index - 3) : index]) or _sees(claim.row, index)
    subject = _subject(claim.row, index)
    if lexeme.value == BLOCK:
        return _stopped(claim, index, subject, passive=passive)
    if lexeme.value in {DIED, CLEARED}:
        lives = subject is None or subject.text in _LIVES  # a truce that is no text collapses by itself
        dies = (_is_text(subject) and not passive and not lives) or (subject is None and _opens_with_another(claim.row, index))
        return (defeated(claim, index) or _FATES[lexeme.value]) if dies else ""
    if passive:
        return _FATES[lexeme.value] if _is_text(subject) and not isinstance(by_state(claim.row, index), str) else ""
    return _FATES[lexeme.value] if _is_organ(subject) and _takes_text(claim.row, index) else ""


def _opens_with_another(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a verb is told of one of several texts: "The second fell by 25 votes to 13"."""
    return 1 < index <= _CLOSE and row[0].text == "the" and row[1].text in {"first", "second", "third", "other", "latter", "former"}


def _says_it(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a no just told is what stops a text: "it killed the draft"; "it" stands for a State where one is named before."""
    if any(lexeme.kind == "state" for lexeme in row[:index]):
        return False
    return index > 0 and row[index - 1].text in {"it", "that", "which", "this", "no", "nay"}


_SINKS = frozenset({"sank", "sinks"})


def _is_granted(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a text got an organ's approval: "it won the Security Council's endorsement"."""
    owned = [lexeme.text for lexeme in row[max(0, index - 2) : index]] == ["'", "s"] and index > 2 and _is_organ(row[index - 3])
    return owned and any(lexeme.text in _GETS for lexeme in row[max(0, index - 6) : index - 3])


_GETS = frozenset({"got", "gets", "received", "receives", "won", "wins", "gained", "gains", "obtained", "secured", "secures", "earned"})


def _sees(row: Sequence[Lexeme], index: int) -> bool:
    """Whether somebody sees it done to a text: "it saw its own draft blocked"."""
    return any(lexeme.text in {"saw", "sees", "seeing", "watched"} for lexeme in row[max(0, index - 7) : index])


def fails_otherwise(claim: Claim, index: int) -> bool:
    """Whether "failed to" tells of nobody's vote: "this video has failed to load", "a text that failed to condemn Hamas"."""
    if claim.row[index].text not in {"failed", "fails"}:
        return False
    after = claim.row[index + 1].text if index + 1 < len(claim.row) else ""
    subject = _subject(claim.row, index)
    if index and claim.row[index - 1].text in _FAILING:
        return True
    near = any(item.kind == "state" and item.form != "adjective" for item in claim.row[max(0, index - _CLOSE) : index])
    return (after == "to" and (near or not _is_organ(subject))) or (subject is not None and subject.kind == "state")


# What fails at its own work, and is no text: "in his view the force failed".
_FAILING = frozenset({
    "force", "mission", "troops", "government", "regime", "talks", "diplomacy", "world", "community", "peacekeepers", "operation",
    "efforts", "sanctions", "system", "un", "policy", "army", "state",
})  # fmt: skip


def taken_by_organ(claim: Claim) -> tuple[int, str]:
    """Return where an organ itself takes a side, and what that says of the text: "the Assembly on Monday voted against"; -1 and ""."""
    for index in claim.where.get("side", ()):
        lexeme = claim.row[index]
        if (
            lexeme.form == "verb"
            and lexeme.value in _SIDES
            and not lexeme.text.startswith("vote ")
            and _is_organ(_subject(claim.row, index))
            and not any(item.kind == "number" for item in claim.row[max(0, index - 3) : index])  # "24 s'y sont opposés": members
        ):
            return index, _SIDES[lexeme.value]
    return -1, ""


_SIDES = {"yes": ADOPTED, "no": FAILED}


def _stopped(claim: Claim, index: int, subject: Lexeme | None, *, passive: bool) -> str:
    """Return what "blocked", "sunk" or "killed" says: a veto where a permanent member does it to a text, else that the text failed."""
    if passive:
        by = by_state(claim.row, index)
        if not _is_text(subject) or (isinstance(by, str) and by not in PERMANENT):
            return ""
        return VETO if by else FAILED
    if _is_text(subject) and claim.row[index].text in _SINKS:
        return FAILED
    if _says_it(claim.row, index) and subject is None and _takes_text(claim.row, index):
        return FAILED
    if _is_organ(subject):
        return FAILED if _takes_text(claim.row, index) else ""
    one = subject is not None and subject.kind == "state" and subject.value in PERMANENT
    return VETO if one and _takes_text(claim.row, index) else ""


def defeated(claim: Claim, index: int) -> str:
    """Return what "defeated" or "voted down" says: a veto where a permanent member, and no organ, did it to a text; "" elsewhere."""
    if claim.row[index].text in {"failed", "fell", "died"}:
        by = next((place for place in range(index + 1, min(index + 10, len(claim.row))) if claim.row[place].text == "at the hands of"), 0)
        return VETO if by and any(item.value in PERMANENT for item in claim.row[by + 1 : by + 4]) else ""
    if claim.row[index].text not in _DEFEATS:
        return ""
    return VETO if _stopped(claim, index, _subject(claim.row, index), passive=_is_passive(claim.row, index)) == VETO else ""


_DEFEATS = frozenset({"defeated", "was defeated", "voted down", "votes down", "was voted down", "were voted down", "struck down"})


def _is_passive(row: Sequence[Lexeme], index: int) -> bool:
    return row[index].text.startswith(("was ", "were ")) or any(item.text in _BE for item in row[max(0, index - 3) : index])


def by_state(row: Sequence[Lexeme], index: int) -> State | bool:
    """Return which State a passive verb names as its agent; False where it names none, or an organ."""
    for place in range(index + 1, min(index + 7, len(row))):
        if row[place].kind == "agent":
            return next((item.value for item in row[place + 1 : place + 4] if item.kind == "state"), False)
        if row[place].kind == "mark":
            return False
    return False


def _subject(row: Sequence[Lexeme], index: int) -> Lexeme | None:
    """Return what a verb is told of: the nearest text, organ or State before it that no preposition makes a part of something else."""
    place, crossed = _before_insert(row, index) - 1, False
    while place >= max(0, index - _FARTHEST):
        lexeme = row[place]
        crossed = crossed or lexeme.text == ","
        if lexeme.text in ";:." or (lexeme.kind == "outcome" and lexeme.text not in _HELPS):
            return None
        if _is_noun(row, place) and not _is_part(row, place):
            return None if crossed and lexeme.kind == "body" else lexeme
        place -= 1
    return None


def _is_noun(row: Sequence[Lexeme], place: int) -> bool:
    lexeme = row[place]
    if lexeme.kind == "state":
        return lexeme.form != "adjective"
    if lexeme.kind in {"number", "score"}:
        return place + 1 < len(row) and row[place + 1].kind != "vote"  # "won the nine votes it needed but was sunk"
    return lexeme.kind in _NOUNS or lexeme.text in THE_TEXT or lexeme.text in _PEOPLE


_PEOPLE = frozenset(
    {"ambassador", "ambassadors", "envoy", "envoys", "representative", "representatives", "delegate", "delegates", "diplomat", "diplomats"}
    | {"president", "minister", "ministers", "members", "countries", "nations", "states", "delegations", "spokesman", "spokeswoman"}
    | {"official", "officials", "government", "governments", "capitals", "allies", "powers", "everyone", "everybody", "nobody", "others"}
)


def _before_insert(row: Sequence[Lexeme], index: int) -> int:
    """Return where the clause goes on that something between commas interrupts: "the draft, which would have …, then failed"."""
    place = index
    while place > 0 and row[place - 1].kind in _SMALL and index - place < _CLOSE:
        place -= 1
    if not place or row[place - 1].text != ",":
        return index
    opens = (at for at in range(place - 2, max(-1, place - _FARTHEST), -1) if row[at].text == ",")
    return next(opens, index)


_CLOSE = 3


def _is_part(row: Sequence[Lexeme], place: int) -> bool:
    """Whether a noun stands after a preposition, articles and the like between: "a ceasefire in Gaza", "support for the resolution"."""
    for back in range(place - 1, max(-1, place - 6), -1):
        lexeme = row[back]
        if lexeme.text in _PREPOSITIONS and not (lexeme.text == "der" and (not back or row[back - 1].kind == "mark")):
            return True
        linked = lexeme.kind == "text" and row[back + 1].text in {"and", "or"}
        if lexeme.kind not in _SMALL and not (lexeme.kind == "state" and lexeme.form == "adjective") and not linked:
            return False
    return False


def _is_text(subject: Lexeme | None) -> bool:
    return subject is not None and (subject.kind in {"text", "amendment"} or subject.text in THE_TEXT)


def _is_organ(subject: Lexeme | None) -> bool:
    return subject is not None and subject.kind == "body" and (subject.value in _ORGANS or subject.value in {"council", "assembly"})


_ORGANS = frozenset(Organ)


def _takes_text(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a verb is told of a text as its object: "blocked a draft", "blocked on Monday a draft", "kept the Council from adopting"."""
    body = False
    begin = next(
        (index + after for after in (2, 3) if row[index + after - 1 : index + after] and row[index + after - 1].kind == "day"), index + 1
    )
    for lexeme in row[begin : index + _OBJECT]:
        if lexeme.kind in {"text", "amendment"} or lexeme.text in _OBJECTS or lexeme.text == "plan to":
            return True
        if lexeme.kind == "mark" and lexeme.text not in _INSIDE:
            return False
        if lexeme.text in _PREPOSITIONS and not (body and lexeme.text == "from"):
            return False
        if body and lexeme.text == "from":
            return True
        body = body or lexeme.kind == "body"
    return False


_OBJECT = 14
_OBJECTS = THE_TEXT | {"it", "that", "them", "both", "this"}
_INSIDE = frozenset({"'", "-", '"', "/"})
