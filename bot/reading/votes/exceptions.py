"""Voters told by those who did otherwise: "everyone voted yes save Chad", "Chad apart, all voted for it", "neither Chad nor Peru did"."""

from __future__ import annotations

import re

from bot.reading.votes.phrase import OF, STARTS, Clause, Found
from bot.reading.votes.voters import AGAINST

BUT_AFTER = re.compile(rf"A[tr]?V{{0,2}}{OF}(?P<verb>[YKZ])[ti]?,?C(?:o?t?(?P<list>G)g*+(?!,W)|(?=t?G))")
SUPPORTED_BUT = re.compile(rf"[fEY]b?A[trN]{{0,2}}V{{0,2}}{OF}(?:ot?[rB]'{{0,2}})?,?C(?:o?t?(?P<list>G)g*+(?!,Wh?v?[KZX])|(?=o?t?G))")
RESOLVED_BUT = re.compile(rf"A[tr]?[OV]{{0,2}}{OF}h?(?P<voted>Q)[^;:.GNYKZX]{{0,16}},?C(?:o?t?(?P<list>G)g*+(?!,Wh?v?[KZX])|(?=o?t?G))")
BUT_WHO = re.compile(r"(?<=C)t?(?P<list>G)g*+,Wh?v?(?P<side>[KZX])")
APART = re.compile(rf"{STARTS}t?(?P<list>G)g*+r,A[tr]?[OV]{{0,2}}{OF}v?(?P<verb>[YKZ])")
NEITHER_NOR = re.compile(r"Ft?(?P<list>G)g*+,?Ft?(?P<with>G)g*+[vh]{0,2}[YKEZ](?:[^;:.GNZ]{0,8}[;,:.-]&?[ivN]v?(?P<then>Z))?")
AMONG_THOSE = re.compile(rf"{STARTS}t?(?P<list>G)g*+,?&t?N[ORV]{{1,3}}w[Io]t?W?h?v?(?P<side>[YKZX])")


def but_after(found: Found) -> Clause | None:
    """Read "everyone voted yes save Chad", "all members voted in favour except Chad, which abstained"."""
    group = found.group() if found.match["list"] else None
    return Clause(*found.match.span(), found.side_of("verb"), rest=True, left=group.states if group else ())


def supported_but(found: Found) -> Clause | None:
    """Read "it was supported by everyone around the table except Chad"."""
    group = found.group() if found.match["list"] else None
    told = found.words[0].endswith(("by", "of", "from")) or found.letters[1] == "b"
    return Clause(*found.match.span(), "yes", rest=True, left=group.states if group else ()) if told else None


def resolved_but(found: Found) -> Clause | None:
    """Read "all other members voted on Thursday to keep the force, apart from Chad": in favour, unless told to have turned it down."""
    verb, group = found.word("voted").text, found.group() if found.match["list"] else None
    if not (verb.startswith("voted") and verb.endswith(" to")) or not AGAINST.isdisjoint(found.words):
        return None
    return Clause(*found.match.span(), "yes", rest=True, left=group.states if group else ())


def but_who(found: Found) -> Clause | None:
    """Read "… save Chad, which abstained"."""
    group = found.group()
    return found.clause(found.match["side"], None, group.states) if group else None


def apart(found: Found) -> Clause | None:
    """Read "Chad apart, all members voted in favour"."""
    group = found.group()
    if group is None or _APART.isdisjoint(found.words):
        return None
    return Clause(*found.match.span(), found.side_of("verb"), rest=True, left=group.states)


_APART = frozenset({"apart", "aside", "excepted"})


def neither_nor(found: Found) -> Clause | None:
    """Read "neither Chad nor Peru voted in favour; both abstained": without the latter, they stand on no side."""
    first, second = found.group(), found.group("with")
    if first is None or second is None or "neither" not in found.words:
        return None
    if found.match["then"] is None:
        return Clause(*found.match.span(), "")
    return found.clause("abstain", None, tuple(dict.fromkeys((*first.states, *second.states))))


def among_those(found: Found) -> Clause | None:
    """Read "Chad and 25 others were among those abstaining": there may be more."""
    group = found.group()
    return found.clause(found.match["side"], None, group.states, partial=True) if group else None
