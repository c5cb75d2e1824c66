"""Clauses that tell who took a side: a noun phrase of States or of so many members, and a verb, in any order.

The grammar is matched against the letters of ``shape``: what a verb takes as its subject is written once, for all verbs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from bot.reading.votes import asked, exceptions, fronted, owners, rolls, subjects, together
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.phrase import Clause, Found
from bot.reading.votes.shape import Shape
from bot.reading.votes.voters import AGAINST

_VERBS = "YKZXSfc"
_GRAMMAR = (
    *((frozenset("." + side), asked.ANSWERED, asked.answered) for side in "YKZXfckzyx"),
    (frozenset("hZ"), rolls.HELD_BACK, rolls.held_back),
    (frozenset("+Gw"), together.JOINING_WERE, together.both),
    (frozenset("+Gwb"), together.JOINED_BY, together.both),
    (frozenset("+GN"), together.WITH_MORE, together.with_more),
    (frozenset("=GN"), together.WITH_MORE, together.with_more),
    (frozenset("N~G,"), together.COUNTED_WITH, together.counted_with),
    (frozenset("N+G,"), together.COUNTED_WITH, together.counted_with),
    (frozenset("+G"), together.JOINED, together.joined),
    *((frozenset("GN" + side), owners.TOTAL, owners.total) for side in "kzyfc"),
    (frozenset("'G"), owners.OWN_NO, owners.own_no),
    *((frozenset("GL" + noun), owners.CAST_ONLY, owners.cast_only) for noun in "kz"),
    (frozenset("wL"), owners.HERS, owners.hers),
    *((frozenset("NOG" + side), rolls.FURTHER, rolls.further) for side in "KZXkzx"),
    *((frozenset("NtwG" + side), rolls.WHO_DID, rolls.who_did) for side in "YKZX"),
    *((frozenset("N" + side), rolls.LINE, rolls.line) for side in "yfkczKZ"),
    (frozenset("f,u"), rolls.OVER_RELATIVE, rolls.over_relative),
    (frozenset("c,u"), rolls.OVER_RELATIVE, rolls.over_relative),
    (frozenset("fu"), fronted.FRONTED, fronted.fronted),
    (frozenset("cu"), fronted.FRONTED, fronted.fronted),
    (frozenset("GQ"), fronted.REJECTING, fronted.rejecting),
    (frozenset("GE"), fronted.REJECTING, fronted.rejecting),
    (frozenset("QTG"), fronted.REJECTED_BY, fronted.rejected_by),
    (frozenset("ETG"), fronted.REJECTED_BY, fronted.rejected_by),
    *((frozenset("GL" + side), fronted.ALONE, fronted.alone) for side in "YKZXfc"),
    *((frozenset("+Gu" + side), fronted.BESIDE, fronted.beside) for side in "fcYK"),
    (frozenset("GN"), fronted.STOOD_ALONE, fronted.stood_alone),
    (frozenset("~Gu"), fronted.WITH_WHOM, fronted.with_whom),
    (frozenset("~GY"), fronted.WITH_WHOM, fronted.with_whom),
    *((frozenset("GN," + side), fronted.TOTAL, fronted.total) for side in "YKZX"),
    *((frozenset("GZ" + mark), fronted.UNSAID, fronted.unsaid) for mark in ":;&"),
    *((frozenset("GL" + noun), fronted.SOLE, fronted.sole) for noun in "kz"),
    *((frozenset("'GL" + side), rolls.HAND_ALONE, rolls.hand_alone) for side in "cKZ"),
    *((frozenset("NG" + side), rolls.WHO_ASIDE, rolls.who_did) for side in "YKZX"),
    *((frozenset("Gwt" + side), rolls.THE_ONES, rolls.the_ones) for side in "YKZX"),
    *((frozenset("G" + side), rolls.ONE_NAMED, rolls.one_named) for side in "KZX"),
    *((frozenset("G" + noun), fronted.ADDED, fronted.added) for noun in "ykz"),
    (frozenset("GN"), rolls.BRACKETED, rolls.bracketed),
    (frozenset(":"), rolls.ROLL, rolls.roll),
    (frozenset("-"), rolls.ROLL, rolls.roll),
    (frozenset("G;"), rolls.LISTED, rolls.listed),
    (frozenset("G:,"), rolls.LISTED, rolls.listed),
    (frozenset("wLG"), rolls.ONLY_ONE, rolls.only_one),
    (frozenset("wLG&"), rolls.ONLY_AFTER, rolls.only_one),
    *((frozenset("tLG" + noun), owners.ONLY_NOUN, owners.only_noun) for noun in "kz"),
    (frozenset("GL,ON"), rolls.ONLY_OTHERS, rolls.only_others),
    (frozenset("GL,"), rolls.APPOSED, rolls.only_one),
    (frozenset("wL"), rolls.ONLY_ONES, rolls.only_one),
    *((frozenset("NwG" + side), rolls.ONE_OF_THOSE, rolls.one_of_those) for side in "YKZX"),
    (frozenset("wNo"), rolls.ONE_OF, rolls.one_of),
    (frozenset("wtG"), rolls.NTH_TO, rolls.nth_to),
    (frozenset("wLG"), together.ONLY_TO_JOIN, together.only_to_join),
    (frozenset("tLwG"), together.ONLY_JOINERS, together.only_to_join),
    *((frozenset("G+i" + side), together.JOINED_IT, together.joined_it) for side in "YKZXfc"),
    *((frozenset("LG" + verb), together.FOLLOWED_IT, together.followed_it) for verb in "YKZ"),
    (frozenset("GLcN"), together.AGAINST_ALL, together.against_all),
    (frozenset("GNf"), together.HAD_BESIDE, together.had_beside),
    *((frozenset("Gr" + verb), together.KEPT_COMPANY, together.kept_company) for verb in "KZ"),
    (frozenset("LG"), together.ONLY_COMPANY, together.only_company),
    (frozenset("SG"), together.SAME_AS, together.same_as),
    (frozenset("wIG"), together.ONE_OF_THEM, together.one_of_them),
    *((frozenset("GN" + noun), owners.ELLIPSIS, owners.ellipsis) for noun in "ky"),
    (frozenset("wNI"), rolls.ONE_OF, rolls.one_of),
    *((frozenset("wNG" + side), owners.IDENTITY, owners.identity) for side in "kzyYKZXfc"),
    *((frozenset("G" + noun), owners.CAME_FROM, owners.came_from) for noun in "kzy"),
    *((frozenset("oG" + noun), owners.FROM_CAME, owners.came_from) for noun in "kzy"),
    (frozenset("Gz"), owners.ADJECTIVES, owners.adjectives),
    (frozenset("FG"), rolls.NEITHER, rolls.neither),
    (frozenset("FG"), exceptions.NEITHER_NOR, exceptions.neither_nor),
    (frozenset("GN&w"), exceptions.AMONG_THOSE, exceptions.among_those),
    (frozenset("G+NV"), subjects.JOINED_MANY, subjects.along),
    (frozenset("cWN"), rolls.AGAINST_WHICH, rolls.against_which),
    (frozenset("NG~i"), together.AND_WITH, together.and_with),
    (frozenset("+G"), subjects.BESIDES, subjects.besides),
    (frozenset("CGL"), subjects.BESIDES, subjects.besides),
    (frozenset("GNo"), owners.OF_VOTES, owners.of_votes),
    (frozenset("NF"), subjects.NOT_SO, subjects.no_side),
    (frozenset("GNwt"), subjects.THESE, subjects.these),
    (frozenset("G+N"), subjects.JOINING, subjects.along),
    (frozenset("GNO"), subjects.ALONG, subjects.along),
    (frozenset("GNR"), subjects.ALONG, subjects.along),
    (frozenset("GNO"), subjects.PLUS_AFTER, subjects.along),
    (frozenset("GNO"), subjects.PLUS, subjects.plus),
    (frozenset("GNR"), subjects.PLUS, subjects.plus),
    (frozenset("GNV"), subjects.COMPOUND, subjects.compound),
    *((frozenset("ACG" + side), exceptions.SUPPORTED_BUT, exceptions.supported_but) for side in "fEY"),
    (frozenset("AQCG"), exceptions.RESOLVED_BUT, exceptions.resolved_but),
    (frozenset("AC"), exceptions.BUT_AFTER, exceptions.but_after),
    (frozenset("CGW"), exceptions.BUT_WHO, exceptions.but_who),
    (frozenset("AG,"), exceptions.APART, exceptions.apart),
    (frozenset("AC"), subjects.ALL_BUT, subjects.all_but),
    (frozenset("ACG"), subjects.BUT_FIRST, subjects.all_but),
    (frozenset("vMo"), subjects.EVERY, subjects.every),
    *((frozenset("N" + letters), subjects.BY_COUNT, subjects.by_count) for letters in ("bE", "bY", "bf", "oEV", "oEM")),
    (frozenset("NfV"), subjects.BACKED_BY, subjects.votes_of),
    (frozenset("yoM"), subjects.VOTES_OF_ALL, subjects.votes_of_all),
    (frozenset("foM"), subjects.VOTES_OF_ALL, subjects.votes_of_all),
    (frozenset("Ge"), subjects.TO_DO, subjects.to_do),
    (frozenset("Nn"), subjects.REFUSED, subjects.refused),
    (frozenset("N"), subjects.COUNT, subjects.counted),
    *((frozenset("wGR" + verb), together.OTHERS_SO, together.others_so) for verb in "SYKZX"),
    (frozenset("R"), subjects.REST, subjects.rest),
    (frozenset("OV"), subjects.REST, subjects.rest),
    *((frozenset("w" + verb), rolls.STOOD, rolls.stood) for verb in _VERBS),
    *((frozenset("r" + side), rolls.POSTURE, rolls.posture) for side in "fcz"),
    *((frozenset("G" + verb), subjects.NAMES, subjects.named) for verb in _VERBS),
    *((frozenset("i" + verb), subjects.IT, subjects.it) for verb in "KZX"),
    (frozenset("uN"), subjects.VOTES_OF, subjects.votes_of),
    (frozenset("rGZ"), rolls.FOR_ITS_STATE, rolls.for_its_state),
    (frozenset("rGK"), rolls.FOR_ITS_STATE, rolls.for_its_state),
    (frozenset("go"), together.IN_COMPANY, together.in_company),
    (frozenset("g"), together.WITH, together.with_it),
    (frozenset("="), together.AS_DID, together.as_did),
    (frozenset(",vG"), together.AS_DID, together.as_did),
    (frozenset("GZ"), rolls.FAR, rolls.far),
    (frozenset("GLwt"), rolls.THE_ONE, rolls.the_one),
)
"""Which letters must all be there, the pattern, and what it is read as; the surer before the others."""
_TAKING_SIDES = frozenset("YKZXSykzxfceEuLn=FQ")


def clauses(row: Sequence[Lexeme], read: Shape) -> list[Clause]:
    """Return the clauses of a sentence that take sides, in order; none overlaps another."""
    told: list[Clause] = []
    taken = bytearray(len(read.kinds))
    for pattern, make in _rules(frozenset(read.kinds)):
        for match in pattern.finditer(read.kinds):
            if any(taken[slice(*match.span())]):
                continue
            found = Found(row, read, match)
            if make not in _IDENTIFYING and "w" in match[0] and not _NOW.isdisjoint(found.words):
                continue
            clause = make(found) if not _is_against(found) else None
            if clause is not None:
                told.append(clause)
                taken[slice(*match.span())] = b"\x01" * len(match[0])
    return sorted(told, key=lambda clause: clause.first)


@lru_cache(maxsize=2048)
def _rules(letters: frozenset[str]) -> tuple[tuple[re.Pattern[str], Callable[[Found], Clause | None]], ...]:
    """Return the rules of the grammar that a sentence of these letters can meet."""
    if letters.isdisjoint(_TAKING_SIDES):
        return ()
    return tuple(dict.fromkeys((pattern, make) for needed, pattern, make in _GRAMMAR if needed <= letters))


def _is_against(found: Found) -> bool:
    """Whether those who "voted to" do something did away with a text: "the 13 other members voted to reject it"."""
    if not found.match.groupdict().get("weak"):
        return False
    after = found.read.places[found.match.end() : found.match.end() + 2]
    return any(found.row[place].text in AGAINST for place in after)


_IDENTIFYING = (rolls.the_one, rolls.who_did)
_NOW = frozenset({"is", "are", "be"})  # "ten members are in favour, a diplomat said": they have not voted
