"""Whose votes they were, where a noun tells of them: "the abstentions came from", "Russia's no", "of the three votes against"."""

from __future__ import annotations

import re

from bot.reading.votes.phrase import Clause, Found

ELLIPSIS = re.compile(r"(?<=[,&YKZX])t?(?P<list>G)g*+(?P<side>[yk])(?=[,&.;]|$)")
IDENTITY = re.compile(r"(?P<list>G)g*+wt?(?P<count>N)[VOr]?(?:[WtFr]h?[vr]{0,2})?(?P<side>[kzyYKZXfc])")
FROM_CAME = re.compile(r"(?<![KYZXN])ot?(?P<list>G)g*+(?:,W[^;:,NQG]{1,14},)?(?:&ot?(?P<more>G)g*+)?r(?P<side>[yzk])(?=[.,;&]|$)")
CAME_FROM = re.compile(
    r"(?:\+t?(?P<with>G)g*+,)?(?P<side>[yzk])(?:,t?(?P<count>N)[^;:.,GNYKZXykzxfcQE]{0,3},|\((?P<bracket>N)\))?u?"
    r"(?:(?:w|r)[ob]|(?P<source>wr?t?[obr]|r[tr]))t?(?P<list>G)g*+(?:,W[^;:,]{1,12},&t?(?P<more>G)g*+)?"
)
ADJECTIVES = re.compile(r"t?(?P<list>G)g*+(?P<side>[zk])")
ONLY_NOUN = re.compile(r"tL[VN]?(?P<side>[kz])[,:(\-]t?(?P<list>G)g*+(?=[,.;)\-]|$)")
TOTAL = re.compile(r"(?P<list>G)g*+v?,?(?P<sum>r)t?(?P<count>N)V?(?P<side>[kzyfc])")
CAST_ONLY = re.compile(r"(?P<list>G)g*+[dv]?rtL(?P<side>[kz])(?=[,.;&(]|$)")
OWN_NO = re.compile(r"(?P<list>G)g*+''[rL]?(?P<side>k)(?=[wr,.;&]|$)")
HERS = re.compile(r"r,?w[td]?Lr?(?P<side>[fcykKY])")
OF_VOTES = re.compile(r"ot?(?P<count>N)u?(?P<side>[ykc]),?N[rw]{1,2}o[^;.G]{0,6}(?P<list>G)g*+")


def adjectives(found: Found) -> Clause | None:
    """Read "French and American abstentions apart"; not "the US abstention", which is known already."""
    group = found.group()
    if group is None or not found.words[-1].startswith("abstention") or found.words[0] in _KNOWN:
        return None
    begin = found.read.places[found.match.start()]
    if any(item.text.startswith(_UNSURE) for item in found.row[max(0, begin - _NEAR) : begin]):
        return None  # "they feared Chinese abstentions"
    return found.clause(found.match["side"], None, group.states, partial=group.partial)


def only_noun(found: Found) -> Clause | None:
    """Read "the only dissenters, Chad and Peru, said …"."""
    group = found.group()
    return found.clause(found.match["side"], len(group.states), group.states, whole=True) if group and not group.partial else None


def total(found: Found) -> Clause | None:
    """Read "with Chad voted Peru, Mali and Togo, making four noes": as many as the sentence names before."""
    number, begin = found.number("count"), min(found.read.lists)
    lists = (group.states for at, group in found.read.lists.items() if at < found.match.end())
    states = tuple(dict.fromkeys(state for named in lists for state in named))
    if found.word("sum").text not in _SUMS or len(states) != number:
        return None
    return Clause(begin, found.match.end(), found.side_of("side"), number, states, whole=True)


_SUMS = frozenset({"making", "totalling", "totaling", "giving", "altogether"})


def cast_only(found: Found) -> Clause | None:
    """Read "Libya cast the only no"."""
    group = found.group()
    return (
        found.clause(found.match["side"], len(group.states), group.states, whole=True)
        if group and _SOURCES.intersection(found.words)
        else None
    )


def own_no(found: Found) -> Clause | None:
    """Read "Russia's no was a veto", "Washington's lone no"."""
    group = found.group()
    return found.clause("no", None, group.states) if group and len(group.states) == 1 else None


def hers(found: Found) -> Clause | None:
    """Read "hers was the only hand against": one, whom the sentence before names."""
    if found.words[0] not in _OWN:
        return None
    return Clause(*found.match.span(), found.side_of("side"), 1, whole=True, it=True)


def of_votes(found: Found) -> Clause | None:
    """Read "of the three votes against, two came from Russia and China"."""
    group = found.group()
    return found.clause(found.match["side"], found.number("count"), group.states, partial=True, whole=True) if group else None


def identity(found: Found) -> Clause | None:
    """Read "Brazil and Turkey were the two dissenters"."""
    group, number = found.group(), found.number("count")
    return found.clause(found.match["side"], number, group.states, whole=True) if group and len(group.states) == number else None


def ellipsis(found: Found) -> Clause | None:
    """Read "119 countries voting “yes”, Belarus “no”, and 36 abstaining"."""
    group = found.group()
    return found.clause(found.match["side"], None, group.states, partial=group.partial) if group else None


def came_from(found: Found) -> Clause | None:
    """Read "in addition to the US, abstentions came from China and Algeria, which opposed trials abroad, and Brazil"."""
    parts = {name for name, part in found.match.groupdict().items() if part}
    if "source" in parts and not _SOURCES.issuperset(found.words_of("source")):
        return None
    groups = [group for name in ("with", "list", "more") if name in parts and (group := found.group(name))]
    states = tuple(dict.fromkeys(state for group in groups for state in group.states))
    number = found.number(*parts & {"count", "bracket"}) if parts & {"count", "bracket"} else None
    some = any(group.partial for group in groups) or (number is not None and number > len(states))
    return found.clause(found.match["side"], number, states, partial=some, whole=number is not None)


_NEAR = 3
_KNOWN = frozenset({"the", "that", "this", "its"})
_UNSURE = ("fear", "expect", "avoid", "risk", "threat", "predict", "prevent", "possib", "likely", "without", "hope", "want", "warn", "past")
# Whose a vote was: "the noes were those of …", "a “no” was recorded for …", "the abstentions belonged to …".
_SOURCES = frozenset({
    "was", "were", "those", "that", "the", "of", "from", "by", "for", "to", "came", "cast", "recorded", "registered", "entered", "noted",
    "logged", "given", "belonged", "stemmed", "against",
})  # fmt: skip
_OWN = frozenset({"hers", "his", "theirs"})
