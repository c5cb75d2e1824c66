"""Who kept whom company in a vote: "Only Israel and Uzbekistan sided with Washington", after three were counted against."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import State
from bot.reading.votes.claim import HAD
from bot.reading.votes.lexeme import Lexeme, Where
from bot.reading.votes.sides import Group


def may_tell(where: Where) -> bool:
    """Whether a sentence tells so little else that it may tell who stood with each other; a quick look before a close one."""
    verbs = len(where.get("side", ())) + len(where.get("outcome", ()))
    return verbs <= 1 and where.keys().isdisjoint(_ELSE)


def company(row: Sequence[Lexeme], lists: Sequence[Group]) -> tuple[State, ...]:
    """Return the States a sentence tells to have stood with each other, and on which side only others do; none where it tells more."""
    if len(row) > _LONGEST or not lists:
        return ()
    verb = next((place for place, item in enumerate(row) if item.text.startswith(_SIDING)), -1)
    verb = verb if verb >= 0 else _only_to_join(row)
    if verb < 0 and (beside := _on_its_side(row, lists)):
        return beside
    if verb < 0 and (both := _only_beside(row, lists)):
        return both
    if verb < 1:
        return ()
    told = any((item.kind in _MORE or item.text in HAD) and place != verb for place, item in enumerate(row))
    before = tuple(dict.fromkeys(item.value for item in row[: max(verb, 0)] if item.kind == "state" and item.form != "adjective"))
    if told or not before or any(item.kind == "number" and item.number != len(before) for item in row):
        return ()
    after = _with_whom(row, lists, verb)
    return tuple(dict.fromkeys((*before, *after))) if after else ()


def _on_its_side(row: Sequence[Lexeme], lists: Sequence[Group]) -> tuple[State, ...]:
    """Return all whom "On Chad's side were Peru, Mali and Togo" names, who say nothing else."""
    words = [item.text for item in row[:_OWNED]]
    owned = (
        row[0].text in {"on", "at", "by"} and words[2:4] == ["'", "s"] and words[4:5] in (["side"], ["sides"]) and row[1].kind == "state"
    )
    if not owned or len(lists) != 1 or lists[0].first > _OWNED + 1 or words[5:6] not in (["were"], ["stood"], ["voted"], ["was"]):
        return ()
    return tuple(dict.fromkeys((row[1].value, *lists[0].states)))


_OWNED = 6  # lexemes: "on Chad's side were"


def _only_beside(row: Sequence[Lexeme], lists: Sequence[Group]) -> tuple[State, ...]:
    """Return all whom a short sentence names that tells of one beside another: "Accanto a Mosca si è schierata soltanto l'Eritrea"."""
    kinds = {item.kind for item in row}
    beside = "join" in kinds or any(item.text in _SIDE for item in row)
    if len(row) > SHORT or "only" not in kinds or not beside or not kinds.isdisjoint({*_MORE, "number", "text", "vote"}):
        return ()
    return tuple(dict.fromkeys(state for group in lists for state in group.states)) if len(lists) <= _PAIR else ()


SHORT = 16  # lexemes
_PAIR = 2
_SIDE = frozenset({"seite", "côtés", "lado", "fianco", "side"})


def _with_whom(row: Sequence[Lexeme], lists: Sequence[Group], verb: int) -> tuple[State, ...]:
    """Return with whom the others stood, named right behind the verb, and nobody else behind it; "the Americans" where a sentence ends."""
    after = [group for group in lists if group.last > verb]
    named = [place for place in range(verb + 1, min(len(row), verb + _NEAR + 1)) if row[place].kind == "state"]
    if not named:
        return ()
    if not after and all(item.kind == "mark" for item in row[named[0] + 1 :]):
        return (row[named[0]].value,)
    alone = len(after) == 1 or (after and any(item.kind == "sub" for item in row[after[0].last : after[1].first]))
    return after[0].states if alone and _closes(row, after[0].last) else ()


def _closes(row: Sequence[Lexeme], last: int) -> bool:
    """Whether nothing but when and where follows those named: "… sided with Chad on Friday when the committee voted"."""
    after = row[last + 1 : last + 2]
    return not after or after[0].kind in {"mark", "day", "sub"} or after[0].text in _WHEN


_WHEN = frozenset({"on", "as", "this", "late", "early", "yesterday", "today", "again"})


def _only_to_join(row: Sequence[Lexeme]) -> int:
    """Return where "the only countries to side with Chad" has its verb; -1 where nobody is told to be alone in it."""
    only = next((place for place, item in enumerate(row) if item.kind == "only"), len(row))
    joining = (
        place for place in range(only + 1, min(len(row), only + _NEAR_ONLY)) if row[place].text in _TO_JOIN or row[place].kind == "join"
    )
    return next((place for place in joining if row[place - 1].text == "to"), -1)


_NEAR_ONLY = 5
_TO_JOIN = frozenset({"join", "side", "stand", "follow", "vote"})


_NEAR = 3
_LONGEST = 60  # lexemes
_SIDING = (
    "sided with", "siding with", "joined", "was joined", "were joined", "stood with", "stood by", "standing with", "voted with",
    "backed", "supported", "was backed", "was supported", "lined", "went along with",
    "took the side", "took sides with", "kept company with", "rallied behind", "rallied to", "followed", "sided", "found itself on",
    "found themselves on", "was on the side", "were on the side", "stood on the side", "came down on the side", "ended up on the side",
    "voted on the side", "lined up", "aligned itself", "aligned themselves", "stood alongside", "stood beside", "stood behind", "stuck",
    "threw in", "made common cause", "closed ranks with",
)  # fmt: skip
_ELSE = frozenset({"fate", "score", "future", "amendment", "procedural", "symbol", "past", "measure", "ordinal"})
_MORE = frozenset({"side", "outcome", *_ELSE})
