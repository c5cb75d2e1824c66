"""Verbs told in several words: "voted a Dutch draft on Yemen down" is what "voted down" is, "voted to reject it" what "voted against"."""

from __future__ import annotations

from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.vocabulary import table
from bot.reading.votes.voters import VOTERS

PARTICLES = {
    "down": frozenset({
        "voted", "votes", "turned", "turns", "struck", "strikes", "striking", "shot", "shoots", "shooting", "brought", "knocked",
    }),
    "out": frozenset({"threw", "throws", "tossed"}),
    "aside": frozenset({"brushed", "brushes", "swept", "sweeps", "pushed", "tossed"}),
    "back": frozenset({"knocked", "beat", "beats"}),
}  # fmt: skip
"""Particles, and the verbs whose text they do away with."""
_FARTHEST = 16  # lexemes from a particle to its verb
_TEXTS = ("text", "resolution", "draft", "motion", "measure", "proposal", "amendment", "counter-draft")
_PLACING = frozenset({"on", "for", "of", "to", "in", "about", "against", "by", "from", "with", "at", "over", "into"})
_WITHIN = frozenset({"'", "-", '"', "/"})
_UNPARTED = frozenset({"upside", "up", "or", "and", "further", "face"})


def parted(row: list[Lexeme], index: int) -> bool:
    """Whether a particle closes what a verb does to a text; the verb is then told with it, and stands where it stood."""
    if not index or row[index - 1].text in _UNPARTED:
        return False
    verbs = PARTICLES[row[index].text]
    for place in range(index - 2, max(-1, index - _FARTHEST), -1):
        lexeme = row[place]
        if lexeme.text in verbs:
            return _takes_text(row[place + 1 : index]) and _join(row, place, row[index].text)
        if (lexeme.kind == "mark" and lexeme.text not in _WITHIN) or lexeme.kind == "outcome":
            return False
    return False


def _takes_text(between: list[Lexeme]) -> bool:
    """Whether the first noun after a verb is a text: "a Dutch draft on the war", not "the tone of the draft"."""
    for lexeme in between:
        if lexeme.text.removeprefix("the ").startswith(_TEXTS):
            return True
        if lexeme.text in _PLACING or lexeme.kind in {"body", "side", "number", "day"}:
            owned = lexeme.kind == "body" and any(item.text == "'" for item in between)
            if not owned:
                return False
    return False


def _join(row: list[Lexeme], place: int, particle: str) -> bool:
    """Let a verb mean what it means together with its particle; False where the table knows no such verb."""
    whole = f"{row[place].text} {particle}"
    for form, kind, value, shape in table().get(row[place].text, {}).get(f" {particle}", ()):
        if form == whole:
            row[place] = row[place]._replace(text=whole, kind=kind, value=value, form=shape)
            return True
    return False


IT_DOWN = frozenset({"voted it down", "turned it down", "voting it down", "turning it down"})
_NEAR = 4  # lexemes from voters to their verb
_WHO = frozenset({"who", "they", "others", "both", "all", "it"})


def done_by_voters(row: list[Lexeme], index: int) -> bool:
    """Whether those before a verb are who voted ("Chad and Peru voted it down"), and not the organ that did away with a text."""
    for lexeme in reversed(row[max(0, index - _NEAR) : index]):
        if lexeme.kind in {"state", "number"} or lexeme.text.rpartition(" ")[2] in VOTERS or lexeme.text in _WHO:
            return lexeme.form != "adjective"
        if lexeme.kind not in {"light", "day"} or lexeme.text == "and":
            return False
    return False


TO_REJECT = frozenset({
    "reject", "refuse", "turn", "throw", "strike", "shoot", "vote", "defeat", "kill", "block", "oppose", "dismiss", "sink", "quash", "deny",
    "rebuff", "bury", "scrap", "rejecting", "refusing", "defeating", "opposing", "blocking", "turning", "throwing", "dismissing",
})  # fmt: skip
_PHRASAL = frozenset({"turn", "throw", "strike", "shoot", "vote", "turning", "throwing"})
_CHOSE = frozenset({"voted", "voting", "chose", "choosing", "opted", "opting", "decided", "preferred", "elected"})


def votes_to_reject(row: list[Lexeme], index: int) -> bool:
    """Whether so many "voted to reject" a text: they were against it, as their verb then tells, and need not be the most."""
    verb = index - 2 if index > 1 and row[index - 1].text == "to" else index - 1
    chosen = row[verb].text.split(" ") if verb > 0 else [""]
    if chosen[0] not in _CHOSE or not (verb < index - 1 or chosen[-1] in {"to", "for"}) or not done_by_voters(row, verb):
        return False
    ahead = row[index + 1 : index + _FARTHEST]
    if any(item.kind == "side" and item.value == "no" for item in row):
        return False  # others were against: "128 voted to reject the move and nine voted against"
    phrasal = row[index].text not in _PHRASAL or any(item.text in PARTICLES for item in ahead)
    if not phrasal or not (_takes_text(ahead) or any(item.text == "it" for item in ahead[:2])):
        return False
    row[verb] = row[verb]._replace(kind="side", value="no", form="verb")
    return True


_REJECTING = frozenset({"rejecting", "refusing", "defeating", "blocking", "dismissing"})


def joins_in(row: list[Lexeme], index: int) -> bool:
    """Whether some only "joined Chad in rejecting" a text: they were against it, and others may have been more."""
    before = row[max(0, index - _FARTHEST) : index]
    return bool(before) and before[-1].text in {"in", "by"} and any(item.kind == "join" for item in before)


TO_SUPPORT = frozenset({"support", "back", "endorse", "approve", "accept", "favour", "favor"})
_ALONE_TO_REJECT = frozenset({"reject", "refuse", "resist", "spurn"})
_DOING = frozenset({"one", "ones", "country", "countries", "member", "members", "nation", "nations", "state", "states", "power", "powers"})
_BE = frozenset({"was", "were"})
_TO_BE = 14  # lexemes from who were the only ones, or among so many, to what they did


def were_to(row: list[Lexeme], index: int) -> bool:
    """Whether those told to be the only ones, or among so many, to do it took a side by it: "one of 88 countries to support it"."""
    if index < _TO_BE_ONE or row[index - 1].text != "to" or row[index - 2].text.rpartition(" ")[2] not in _DOING:
        return False
    before = row[max(0, index - _TO_BE) : index - 1]
    counted = any(item.kind in {"only", "number", "ordinal"} or item.text in _NTH for item in before)
    were = any(item.text in _BE for item in (*before, *row[index + 1 : index + _TO_BE]))
    return counted and were and _takes_text_or_it(row[index + 1 : index + _FARTHEST]) and not any(item.kind == "future" for item in before)


_TO_BE_ONE = 3
_NTH = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"})


def _takes_text_or_it(after: list[Lexeme]) -> bool:
    return _takes_text(after) or any(item.text in {"it", "this"} for item in after[:1])


SEVERAL = frozenset({*PARTICLES, *IT_DOWN, *TO_REJECT, *TO_SUPPORT, *_ALONE_TO_REJECT})
"""Words, any of which may be part of such a verb."""


def settle(row: list[Lexeme], index: int) -> Lexeme | None:
    """Return what such a word is where it is part of a verb told in several, which stands where its first word stood; else None."""
    lexeme = row[index]
    if lexeme.text in TO_SUPPORT and were_to(row, index):
        return lexeme._replace(kind="side", value="yes", form="verb")
    if lexeme.text in TO_SUPPORT - PARTICLES.keys():
        return None
    if lexeme.text in _ALONE_TO_REJECT and were_to(row, index):
        return lexeme._replace(kind="side", value="no", form="verb")
    if lexeme.text in IT_DOWN:
        return None if done_by_voters(row, index) else lexeme._replace(kind="outcome", value="failed", form="verb")
    if lexeme.text in _REJECTING and joins_in(row, index):
        return lexeme._replace(kind="side", value="no", form="verb")
    part = parted(row, index) if lexeme.text in PARTICLES else votes_to_reject(row, index)
    return lexeme._replace(kind="light", value=lexeme.text, form="") if part else None
