"""Voters who kept company: "Syria joined Russia in voting against", "so did Kenya", "Chad was with China in opposing it"."""

from __future__ import annotations

import re

from bot.reading.votes.phrase import SIDES, STARTS, Clause, Found

JOINED = re.compile(
    rf"{STARTS}t?(?P<list>G)g*+(?:(?P<before>[KYZX])[ti]?,?&?[wv]{{0,2}}\+o?[trJi]{{0,3}}b?|(?:w[tL]{{0,2}}[VNr]?[Wt])?L?\+)"
    r"t?(?P<with>G)g*+(?(before)|[or]v?(?P<after>[KYZXfc]))"
)
AND_WITH = re.compile(r"t?(?P<count>N)[ORVr]{0,2}(?P<side>[YKZ])[ti]?,?&t?(?P<list>G)g*+~i")
IN_COMPANY = re.compile(rf"{STARTS}t?(?P<list>G)g++,?o(?:v?(?P<side>[YKZX])|tr)")
WITH = re.compile(rf"{STARTS}t?(?P<list>G)g++(?![YKZXwfceE])")
SAME_AS = re.compile(rf"{STARTS}t?(?P<list>G)g*+v?S[&r]t?(?P<with>G)g*+")
JOINING_WERE = re.compile(r"\+t?(?P<with>G)g*+[or]?v?(?P<side>[YKZX])(?:[it]|t?r|t?T)?w(?:L|I)?t?(?P<list>G)g*+")
JOINED_BY = re.compile(rf"{STARTS}t?(?P<list>G)g*+w\+[or]?v?(?P<side>[YKZX])[it]?bt?(?P<with>G)g*+")
WITH_MORE = re.compile(
    rf"{STARTS}t?(?P<list>G)g*+v?(?P<side>[YKZX])[ti]?,?(?:[+~]|&?=)t?(?P<with>G)g*+,?&t?(?P<count>N)(?:OV{{1,2}}|R)(?!v?[YKZX])"
)
COUNTED_WITH = re.compile(r"t?(?P<count>N)V?h?v?(?P<side>[YKZX])[ti]?,[+~]t?(?P<list>G)g*+(?=[,.;]|$)")
ONE_OF_THEM = re.compile(r"(?:^|[,;&])t?(?P<list>G)g*+(?:'')?w(?P<among>I)")
ONLY_COMPANY = re.compile(r"(?P<list>G)g*+[&w,]?t?L[rvV]ot?(?P<with>G)g*+[,;]?[rovtF]{0,4}(?P<side>[YKZXfckzy])")
ONLY_TO_JOIN = re.compile(
    r"(?P<list>G)g*+(?:V|,?W)?,?w[tA]?[rv]?L[VNr]{0,2}[rWtFh]{0,2}(?P<join>r~?|\+)t?(?P<with>G)g*+(?:[or]v?(?P<side>[YKZXfc]))?"
)
ONLY_JOINERS = re.compile(
    r"tL[VNr]{0,2}[rWtFh]{0,2}(?P<join>r~?|\+)t?(?P<with>G)g*+(?:[or]v?(?P<side>[YKZX])[ti]?(?:tT)?)?w[td]?(?P<list>G)g*+"
)
JOINED_IT = re.compile(r"(?P<only>L)?t?(?P<list>G)g*+L?v?(?P<join>\+)i[dovrB]{0,4}(?P<side>[YKZXfc])")
FOLLOWED_IT = re.compile(r"(?P<side>[YKZX])[ti]?,?[&~]?L?t?(?P<list>G)g*+L?v?(?P<join>[r+]i?)(?=[,.;:&]|$)")
AGAINST_ALL = re.compile(r"(?P<list>G)g*+[vw]?r?v?L[dvo,]{0,5}(?P<side>c)(?P<count>N)[OV]{1,2}")
KEPT_COMPANY = re.compile(r"(?P<list>G)g*+,?L?v?(?:r|h?r)t?(?P<with>G)g*+(?P<join>r)[or]?v?(?P<side>[YKZX])")
AS_DID = re.compile(
    r"(?:=|r,v,r(?=t?G))[tA]{0,2}(?:r{1,2},t?)?(?:(?P<list>G)g*+|(?P<rest>O[r.]{0,4}B?V|R)|(?P<count>N)[OR]|O(?P<others>N))"
)
OTHERS_SO = re.compile(r"(?:t?R|tOV)[tW]?h?(?P<side>[SYKZX])w?[:]?t?(?P<list>G)g*+")


def joined(found: Found) -> Clause | None:
    """Read "Syria and Belarus joined Russia in voting against", "Canada voted no and was joined in this by Australia"."""
    first, second = found.group("list"), found.group("with")
    if first is None or second is None:
        return None
    states = tuple(dict.fromkeys((*first.states, *second.states)))
    only = "L" in found.letters
    side = found.match["before"] or found.match["after"]
    return found.clause(side, len(states) if only else None, states, partial=first.partial or second.partial, whole=only)


def and_with(found: Found) -> Clause | None:
    """Read "the three penholders abstained, and Indonesia with them"."""
    group, number = found.group(), found.number("count")
    if group is None or number is None:
        return None
    return found.clause(found.match["side"], number + len(group.states), group.states, partial=True, whole=True)


def with_it(found: Found) -> Clause | None:
    """Read "Pakistan and China stood with Russia": all of them for its text, where the numbers say so."""
    group = found.group()
    return found.clause("with", None, group.states) if group and not _STANDING.isdisjoint(found.words) else None


def in_company(found: Found) -> Clause | None:
    """Read "Chad was with Russia and China in opposing it"."""
    group = found.group()
    told = group is not None and any(word.startswith(_TOGETHER) for word in found.words)
    side = found.match["side"] or ("no" if found.words[-1] == "opposition" else "")
    return found.clause(side, None, group.states, partial=group.partial) if told and group and side else None


def as_did(found: Found) -> Clause | None:
    """Read "so did Kenya and Gabon", "as did all other members" as the side of the verb before it."""
    begin, group = found.match.start(), found.group()
    if found.letters[0] == "r" and (found.words[0], found.words[4]) != ("so", "did"):
        return None
    before = _side_told(found)
    if not before and group is not None and not found.match["others"]:
        return found.clause("so", None, group.states, partial=group.partial)
    if before and (number := found.number("others" if found.match["others"] else "count")) is not None:
        named = next((other.states for at, other in reversed(found.read.lists.items()) if at < begin), ())
        return found.clause(before, number + len(named), named, partial=True, whole=True)
    if not before or group is None:
        return Clause(*found.match.span(), SIDES[before], rest=True) if before else None
    return found.clause(before, None, group.states, partial=group.partial)


def same_as(found: Found) -> Clause | None:
    """Read "Chad and Peru did the same as Togo": the sentence before tells what Togo did."""
    first, second = found.group(), found.group("with")
    if first is None or second is None:
        return None
    return found.clause("so", None, tuple(dict.fromkeys((*second.states, *first.states))))


def both(found: Found) -> Clause | None:
    """Read "joining Chad in opposing it were Peru and Togo", "Chad was joined in opposition by Peru"."""
    first, second = found.group(), found.group("with")
    if first is None or second is None:
        return None
    return found.clause(found.match["side"], None, tuple(dict.fromkeys((*second.states, *first.states))), partial=first.partial)


def with_more(found: Found) -> Clause | None:
    """Read "Chad abstained, and so did Peru, Togo and 12 others"."""
    clause, number = both(found), found.number("count")
    if clause is None or number is None:
        return None
    return found.clause(found.match["side"], number + len(clause.states), clause.states, partial=True, whole=True)


def counted_with(found: Found) -> Clause | None:
    """Read "the two had supported, with Chad, another text": three did."""
    group, number = found.group(), found.number("count")
    if group is None or number is None:
        return None
    return found.clause(found.match["side"], number + len(group.states), group.states, partial=True, whole=True)


def one_of_them(found: Found) -> Clause | None:
    """Read "twelve governments abstained, and Chad's was one of them"."""
    group, before = found.group(), _side_told(found)
    if group is None or not before or found.word("among").text not in _OF_THEM:
        return None
    return found.clause(before, None, group.states, partial=True)


_OF_THEM = frozenset({"one of them", "among them", "among those"})


def only_company(found: Found) -> Clause | None:
    """Read "that left Chad as the only company of Peru in the no column"."""
    first, second = found.group(), found.group("with")
    if first is None or second is None or _COMPANIONS.isdisjoint(found.words):
        return None
    states = tuple(dict.fromkeys((*first.states, *second.states)))
    return found.clause(found.match["side"], len(states), states, whole=True)


_COMPANIONS = frozenset({"company", "companion", "companions", "ally", "allies", "partner", "partners", "friend", "friends", "supporter"})


def only_to_join(found: Found) -> Clause | None:
    """Read "Chad and Peru were the only ones to join Togo in opposing it", and "… to side with Togo": all of them, and nobody else."""
    first, second = found.group("list"), found.group("with")
    if (
        first is None
        or second is None
        or not (found.row[found.read.places[found.match.start("join")]].kind == "join" or found.words_of("join")[0] in _JOINING)
    ):
        return None
    states = tuple(dict.fromkeys((*first.states, *second.states)))
    side = found.match["side"] or "with"
    return found.clause(side, len(states) if found.match["side"] else None, states, whole=True)


_JOINING = frozenset({
    "join", "joining", "joined", "side", "stand", "stood", "follow", "accompany", "vote", "voted", "sided", "siding", "standing", "line",
    "sided with", "stood with", "stood by", "stand by", "stands by", "stand with", "stands with", "siding with", "rally", "echo",
})  # fmt: skip


def joined_it(found: Found) -> Clause | None:
    """Read "only Chad and Peru joined it on Monday in voting for the text": so did whoever it is."""
    group = found.group()
    if group is None or not found.words_of("join")[0].endswith(_JOINED):
        return None
    whole = found.match["only"] is not None or "L" in found.letters
    clause = found.clause(found.match["side"], len(group.states) + 1 if whole else None, group.states, partial=True, whole=whole)
    return clause._replace(it=True)


_JOINED = (
    "joined",
    "joining",
    "with",
    "alongside",
    "behind",
    "followed",
    "acompañó",
    "acompañaron",
    "acompanhou",
    "acompanharam",
    "beside",
)


def against_all(found: Found) -> Clause | None:
    """Read "Chad and Peru stood alone against 187 countries": those were for it, these against."""
    group, number = found.group(), found.number("count")
    if group is None or number is None or number <= len(group.states):
        return None
    return found.clause("against", number, group.states)


def followed_it(found: Found) -> Clause | None:
    """Read "now it said no, and only Chad joined it", "agora disse não, e só Israel a acompanhou": it did so, whoever it is."""
    group, words = found.group(), found.words
    joined = " ".join(words[found.match.start("join") - found.match.start() :])
    before = [at for at in found.read.lists if at < found.match.start()]
    if group is None or before or "L" not in found.letters or not joined.endswith(_FOLLOWED):
        return None
    clause = found.clause(found.match["side"], len(group.states) + 1, group.states, partial=True, whole=True)
    return clause._replace(it=True)


_FOLLOWED = (
    "joined it", "joined them", "joined her", "joined him", "followed it", "followed suit", "joined in", "backed it", "with it",
    "a acompanhou", "a acompanharam", "o acompanhou", "la acompañó", "lo acompañó", "la acompañaron", "la siguió", "lo siguió", "a suivi",
    "a suivie", "l'a suivi", "l'a suivie", "l'a imité", "l'ha seguito", "l'ha seguita", "schloss sich an",
    "schlossen sich an", "tat es ihm gleich",
)  # fmt: skip


def kept_company(found: Found) -> Clause | None:
    """Read "Chad and Peru alone keeping Togo company in opposition"."""
    first, second = found.group("list"), found.group("with")
    if first is None or second is None or found.words_of("join") != ["company"] or _KEEPING.isdisjoint(found.words):
        return None
    states, whole = tuple(dict.fromkeys((*first.states, *second.states))), "L" in found.letters
    return found.clause(found.match["side"], len(states) if whole else None, states, whole=whole)


_KEEPING = frozenset({"keeping", "kept", "keep"})


def _side_told(found: Found) -> str:
    """Return the letter of the side told last before a clause; "" where none is."""
    begin = found.match.start()
    return next((letter for letter in reversed(found.read.kinds[max(0, begin - _NEAR) : begin]) if letter in "YKZXfc"), "")


def others_so(found: Found) -> Clause | None:
    """Read "others that did so were Albania and Malta"."""
    group = found.group()
    return found.clause(found.match["side"], None, group.states) if group else None


_TOGETHER = ("joined", "joining", "was joined", "were joined", "stood", "sided", "was with", "were with", "alongside", "together with")
_STANDING = frozenset({
    "stood with", "sided with", "was with", "were with", "stood by", "stood alongside", "stood beside", "stood behind", "lined up with",
    "lined up alongside", "lined up beside", "lined up behind", "found itself on the side of", "found themselves on the side of",
    "was on the side of", "were on the side of", "took the side of", "stuck with", "stuck by",
})  # fmt: skip
_NEAR = 40
