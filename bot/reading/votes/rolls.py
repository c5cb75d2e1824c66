"""Voters after their side, or around it: rolls, "against were France and Japan", "Libya was the one country to vote no"."""

from __future__ import annotations

import re

from bot.reading.votes.phrase import ASIDE, OF, SIDES, STARTS, Clause, Found
from bot.reading.votes.voters import REGIONS

_TO_SIDE = r"(?:[WFrt]h?|h)?(?P<side>[YKZXSEykfc])"
ONLY_ONE = re.compile(rf"{STARTS}t?(?P<list>G)g*+(?:''[VDr]?|N(?=w)|V|D)?{ASIDE}wv?[tA]?[rv]?L[VNr]{{0,2}}{OF}{_TO_SIDE}")
ONLY_AFTER = re.compile(rf"{STARTS}t?(?P<list>G)g*+[^GN;:.,YKZXfc]{{1,10}},?&v{{0,2}}wv?[tA]?[rv]?L[VNr]{{0,2}}{OF}{_TO_SIDE}")
ONLY_OTHERS = re.compile(rf"(?P<list>G)g*+,t?L(?:O(?P<count>N)|(?P<n>N)O)V{{0,2}}{OF}(?:[WFrt]h?)?r?(?P<side>[KZXfc])")
ONLY_ONES = re.compile(rf"t?L[VNr]{{0,2}}{OF}{_TO_SIDE}[ti]?(?:oB)?w(?:[td]?(?P<list>G)g*+|[rt])")
APPOSED = re.compile(r"(?:(?P<list>G)g*+,tr?|(?<=~)t?(?P<with>G)g*+,?tr?)L[VNr]{0,2}(?:[WFrt]h?)?(?P<side>[zkKZX])")
AGAINST_WHICH = re.compile(r"(?P<side>[cf])W(?P<count>N)V?(?:[Yru])")
NEITHER = re.compile(r"^F:[tI]?(?P<list>G)g*+|(?P<before>G)g*+F(?=[.;]|$)")
FAR = re.compile(
    r"(?:^|(?<=[.;]))[&rv]{0,2}(?:t?(?P<with>G)g*+&t[^GNYKZX;:,.]{1,8},)?t?(?P<list>G)g*+(?:''[DV]?)?"
    r"[^GNYKZXSfcyzkQE;:.]{1,70}?(?<![W])(?P<side>Z)"
)
ONE_OF = re.compile(
    rf"(?:(?P<list>G)g*+|i){ASIDE}w(?:(?P<one>N)o|[Io])L?t?(?P<count>[NM])[BJOr]?V{{0,2}}{OF}"
    rf"(?:,[^,;:GNYKZX]{{1,3}}N[^,;:GNYKZX]{{1,6}},)?(?:[tW][^,;:.GNYKZXfc]{{1,10}}&)?{_TO_SIDE}"
)
STOOD = re.compile(
    r"(?<![a-zA-Z])[vtr&]{0,2}(?P<side>[YKZXfc])(?:o?[it]|o?t?[rJO]?T|r(?=w))?(?:,[r+]t?(?P<with>G)g*+,|\+t?(?P<beside>G)g*+)?w(?:v|I|L)?"
    r"(?:t{0,2}(?P<list>G)g*+|[tA]?O?(?P<count>N)[OV]{1,2})"
)
POSTURE = re.compile(r"(?:^|(?<=[,;.&:(\-]))[vtr&]{0,2}(?P<side>[fcz])rL?(?:t?(?P<list>G)g*+|O?(?P<count>N)V?(?=[:.,;&\-]|$))")
ONE_OF_THOSE = re.compile(r"(?:(?P<one>N)?o|I)t?(?P<count>N)[VO]{0,2}[Wt]h?v?(?P<side>[YKZX])[ti]?wt?(?P<list>G)g*+")
NTH_TO = re.compile(rf"{STARTS}t?(?P<list>G)g*+wt(?P<nth>[r#])V{{0,2}}{OF}[FWrt]?h?(?P<side>[YKZXfc])")
OVER_RELATIVE = re.compile(r"^(?P<side>[fc])[^;:]{2,34}?,u[dorB]{0,8}L?(?:t?(?P<list>G)g*+|[tA]?O?(?P<count>N)(?:[OV]{1,2}|(?=[.,;]|o)))")
ROLL = re.compile(
    r"(?:^|(?<=[.;(,/\-:])|(?<=[gGN])(?=[fcYKZX]:))[&tr]?(?P<side>[YKZXykzxfc])(?:o|i|w)?(?:\((?P<count>N)V?\)(?:[:\-]|(?=G))|[:\-])"
    r"(?:(?P<after>N)(?!t?[ykz](?:[,.;&]|$)))?V?(?:o[tA]?[DJr]{0,2}[MN]V?)?[(:,\-]{0,2}(?P<some>I)?t?(?P<list>G)?g*+"
)
LISTED = re.compile(
    r"(?:(?:(?<=;)|(?<=;&))(?P<bare>[fc])w?t?(?P<list>G)g*+(?=[;.)]|$)"
    r"|(?:^|(?<=[.;]))(?P<side>[fckz]),[^;:.,NGYKZX]{1,8}:t?(?P<after>G)g*+)"
)
LINE = re.compile(r"^(?P<side>[ykzxfcKZ])(?P<count>N)V?(?:[:(,\-]{1,2}(?P<some>I)?t?(?P<list>G)g*+(?!h?v?[YKZX])|[:(,\-.]|$)")
WHO_DID = re.compile(r"t(?P<count>N)[OVR]{0,2}[tW]h?v?(?P<side>[YKZX])[ti]?[^;.GYKZXN]{0,6}?[w:\-]t?(?P<list>G)g*+")
HAND_ALONE = re.compile(r"(?P<list>G)g*+''r?tL[NVr]{0,2}(?P<side>[cKZ])(?=[,.;]|[it][,.;]|$)")
WHO_ASIDE = re.compile(r"[tA]{0,2}(?P<count>N)[VOR]{0,2},?[tW]h?v?(?P<side>[YKZX])[ti]?[,(\-]{1,2}v?t?(?P<list>G)g*+(?=[,)\-.]|$)")
THE_ONES = re.compile(r"(?P<list>G)g*+wt[rV]{1,2}[WtF]h?v?(?P<side>[YKZX])(?=[,.;&ti]|$)")
ONE_NAMED = re.compile(
    r"(?:N|L|t?r)[VOrvo]{0,3}(?:o[tA]?[BM]'{0,2})?(?:[tW]h?)?(?P<side>[KZX])[ti]?[:\-][rwti']{0,5}(?P<list>G)g*+(?=[,.;)]|$)"
)
BRACKETED = re.compile(r"(?P<count>N)V?(?P<side>[kzxfcKZXY])[ti]?-?[:(,\-w](?:[vrtO]{0,2}|to)(?P<list>G)g*+")
FOR_ITS_STATE = re.compile(r"(?P<side>[KZ])rt?(?P<list>G)g*+")
THE_ONE = re.compile(r"tLwt?(?P<list>G)g*+")


HELD_BACK = re.compile(
    rf"{STARTS}(?:t?(?P<list>G)g*+[dv]?h|h)rv?(?(list)|(?:t?(?P<behind>G)g*+|t?[OLvr]{{0,2}}(?P<count>N)[ORVr]{{0,2}}))"
    r"[^;:,.NYKZXQE]{0,24}?(?P<side>Z)(?:,?[^;:,.GNYKZX]{0,3},?[^;:.GNYKZX]{0,6}:?[+~&]t?(?P<with>G)g*+(?![^,;.]{0,20}[YKZX]))?"
)


def held_back(found: Found) -> Clause | None:
    """Read a German frame, "Deutschland hat sich bei der Abstimmung über Libyen enthalten", with whom named behind it."""
    words = found.words
    if "enthalten" not in words or "sich" not in words[: words.index("enthalten")]:
        return None
    group, beside, number = found.group() or found.group("behind"), found.group("with"), found.number("count")
    if group is None:
        return found.clause("abstain", number, whole=True) if number is not None else None
    states = tuple(dict.fromkeys((*group.states, *(beside.states if beside else ()))))
    return found.clause("abstain", None, states, partial=group.partial or (beside is not None and beside.partial))


def line(found: Found) -> Clause | None:
    """Read a line of a roll call that has no colon: "YES 124", "NO 11 - Australia, Canada, …"."""
    group, number = found.group(), found.number("count")
    states = group.states if group and len(group.states) <= (number or 0) else ()
    partial = bool(states) and (len(states) < (number or 0) or found.match["some"] is not None)
    return found.clause(found.match["side"], number, states, partial=partial, whole=True)


def against_which(found: Found) -> Clause | None:
    """Read "a declaration against which 34 states voted"."""
    return found.clause(found.match["side"], found.number("count"), whole=True)


def neither(found: Found) -> Clause | None:
    """Read "Neither: Albania, Brazil, …" and "France, Britain and Belgium neither" in a roll of those for and against."""
    group = found.group() or found.group("before")
    said = found.words[0 if found.match["list"] else -1] == "neither"
    return found.clause("abstain", None, group.states, partial=group.partial) if group and said else None


def far(found: Found) -> Clause | None:
    """Read "Lebanon, with its government split, found no common line and so abstained": the State that opens is the one to abstain."""
    first, group = found.group("with"), found.group()
    if group is None or found.words[-2] not in _LEADING:
        return None
    return found.clause("abstain", None, (*(first.states if first else ()), *group.states), partial=group.partial)


_LEADING = frozenset({"and", "by", "to", "then", "so", ",", "therefore", "thus", "but", "finally", "also", "merely", "simply", "only"})


FURTHER = re.compile(
    r"(?:t|&)v?(?:O(?P<count>N)|(?P<first>N)O)(?:V{0,2},?[Wt]h?v?(?P<verb>[KZX])|(?P<side>[kzx]))[ti]?[rwotd':,]{1,6}?(?P<list>G)g*+"
)


def further(found: Found) -> Clause | None:
    """Read "gli altri 24 astenuti sono Albania, …": beside those told before who did the same."""
    group, number = found.group(), found.number("count" if found.match["count"] else "first")
    if group is None or number != len(group.states):
        return None
    return found.clause(found.match["verb"] or found.match["side"], number, group.states, whole=True)._replace(further=True)


def who_did(found: Found) -> Clause | None:
    """Read "the 14 that abstained are Brazil, Denmark, …": as many as are counted."""
    group, number = found.group(), found.number("count")
    return found.clause(found.match["side"], number, group.states, whole=True) if group and len(group.states) == number else None


def hand_alone(found: Found) -> Clause | None:
    """Read "with Chad's hand the only one up against it"."""
    group = found.group()
    return found.clause(found.match["side"], 1, group.states, whole=True) if group and len(group.states) == 1 else None


def the_ones(found: Found) -> Clause | None:
    """Read "Chad and Peru were the ones who abstained": nobody else did."""
    group = found.group()
    if group is None or _ONES.isdisjoint(found.words) or not REGIONS.isdisjoint(found.words):
        return None
    return found.clause(found.match["side"], len(group.states), group.states, whole=True)


_ONES = frozenset({"ones", "countries", "members", "states", "nations", "one", "delegations"})


def one_named(found: Found) -> Clause | None:
    """Read "one member took no part: Chad", "un membre du Conseil n'a pas pris part au vote: c'est l'Algérie"."""
    group = found.group()
    if group is None or len(group.states) != 1 or _ONE.isdisjoint(found.words[:2]):
        return None
    return found.clause(found.match["side"], 1, group.states, whole=True)


_ONE = frozenset({"one", "a", "un", "une", "uno", "una", "um", "uma", "ein", "eine", "single", "only", "seul", "unico", "único"})


def bracketed(found: Found) -> Clause | None:
    """Read "five abstentions -- Russia and China, and all three Africans, namely Chad, Mali and Togo": as many as are counted."""
    number, group = found.number("count"), found.group()
    states, end = group.states if group else (), found.match.end()
    while len(states) < (number or 0) and (more := _ALSO.match(found.read.kinds, end)):
        states, end = (*states, *found.read.lists[more.start("list")].states), more.end()
    whole = len(states) == number and not found.with_others
    return Clause(found.match.start(), end, found.side_of("side"), number, states, whole=True) if whole else None


_ALSO = re.compile(r"[,\-]?&?[^;.YKZXQG]{0,14}[:,r]t?(?P<list>G)g*+")


def for_its_state(found: Found) -> Clause | None:
    """Read "Jane Doe, who abstained for Canada"."""
    group = found.group()
    words = found.words
    return found.clause(found.match["side"], None, group.states) if group and len(group.states) == 1 and "for" in words else None


def only_others(found: Found) -> Clause | None:
    """Read "it joined Chad and Peru, the only two other countries to vote against": one more did than those named."""
    group, number = found.group(), found.number("count" if found.match["count"] else "n")
    if group is None or number is None or number + 1 - len(group.states) not in {0, 1}:
        return None  # "Brazil joined Chad and Peru, …" is a list of all three
    return found.clause(found.match["side"], number + 1, group.states, partial=number == len(group.states), whole=True)


def only_one(found: Found) -> Clause | None:
    """Read "Libya was the one country to cast a vote against", "the only ones against were France and Spain"."""
    group = found.group() or (found.group("with") if found.match.groupdict().get("with") else None)
    if group is None and found.words[-1] not in _OWN:
        return None
    states = group.states if group else ()
    if not REGIONS.isdisjoint(found.words):
        return found.clause(found.match["side"], None, states, partial=True)
    return found.clause(found.match["side"], len(states) or 1, states, whole=True)


_OWN = frozenset({"hers", "his", "its", "theirs"})  # "the only vote for it was hers"


def one_of(found: Found) -> Clause | None:
    """Read "Pakistan was one of the 11 council members to vote for the resolution"."""
    if found.match["one"] and found.word("one").text not in {"one", "two", "three"}:
        return None
    group = found.group()
    return found.clause(found.match["side"], found.word("count").number, group.states if group else (), partial=True, whole=True)


def stood(found: Found) -> Clause | None:
    """Read "against were France and Japan", "voting against it were 12 members"."""
    group = found.group()
    if group is None:
        number = found.number("count")
        if number and (more := _AND_MORE.match(found.read.kinds, found.match.end())):
            return found.clause(found.match["side"], number + (found.number_at(more.start("more")) or 0), whole=True)
        states, partial = found.listed(number or 0)
        return found.clause(found.match["side"], number, states, partial=partial, whole=True)
    beside = found.group("with") or found.group("beside")
    states, end = (*(beside.states if beside else ()), *group.states), found.match.end()
    while more := _GOES_ON.match(found.read.kinds, end):
        states, end = (*states, *found.read.lists[more.start("list")].states), more.end()
    return Clause(found.match.start(), end, SIDES[found.match["side"]], None, states, partial=group.partial or "I" in found.letters)


_AND_MORE = re.compile(r"&(?P<more>N)O")  # "against it were the three powers and five more"
_GOES_ON = re.compile(r"[,\-]?&?[^;.YKZXNQG]{0,14}:t?(?P<list>G)g*+")  # "… and, what weighed most, the Africans: Angola, Egypt"


def posture(found: Found) -> Clause | None:
    """Read "on the fence sat 17: Chad, …", "against it stood Chad and Peru"."""
    verb = found.read.places[found.match.start("side") + 1]
    if found.row[verb].text not in _POSTURES:
        return None
    group = found.group()
    if group is not None:
        return found.clause(found.match["side"], None, group.states, partial=group.partial)
    number = found.number("count") or 0
    states, partial = found.listed(number)
    return found.clause(found.match["side"], number, states, partial=partial, whole=True)


_POSTURES = frozenset({"sat", "stood", "stayed", "came", "lined", "remained", "lay", "voted", "fell", "ranged", "spoke"})


def one_of_those(found: Found) -> Clause | None:
    """Read "one of the dozen that abstained was India", "among the twelve who voted against was Chad"."""
    group, number = found.group(), found.number("count")
    if group is None or number is None or found.words[0] not in {"one", "two", "three", "among"}:
        return None
    return found.clause(found.match["side"], number, group.states, partial=True, whole=True)


def nth_to(found: Found) -> Clause | None:
    """Read "Chad was the third member to vote against it": three did."""
    group, nth = found.group(), _ORDINALS.get(found.word("nth").text)
    if group is None or nth is None or len(group.states) > 1:
        return None
    return found.clause(found.match["side"], nth, group.states, partial=True, whole=True)


_ORDINALS = {
    word: number
    for number, words in enumerate(
        (("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"), ("sixth", "6th"), ("seventh", "7th"), ("eighth", "8th")),
        start=2,
    )
    for word in words
}


def over_relative(found: Found) -> Clause | None:
    """Read "Für den Entwurf, der eine Waffenruhe verlangt, stimmten 122 Nationen"."""
    group = found.group()
    if group is not None:
        return found.clause(found.match["side"], None, group.states, partial=group.partial)
    states, partial = found.listed(found.number("count") or 0)
    return found.clause(found.match["side"], found.number("count"), states, partial=partial, whole=True)


def roll(found: Found) -> Clause | None:
    """Read a roll: "In favour: 11. Against (2): Russia, Bolivia. Abstaining: China.", and "Against – one"."""
    before, after, group = found.number("count"), found.number("after"), found.group()
    if found.letters[0] in "KYZX" and _COUNTED.search(found.read.kinds, 0, found.match.start()):
        return None  # "Seven voted against: Armenia, of course, then …": counted, and read as such
    number = after if before is None else before
    if number is None and group is None:
        return None
    states = group.states if group else ()
    if group and number == len(states) and (plus := _PLUS.match(found.read.kinds, found.match.end())):
        states = (*states, *found.read.lists[plus.start("list")].states)  # "Against: three (…) plus Japan"
        number = len(states)
    elif group and number is None and (more := _SO_MANY.match(found.read.kinds, found.match.end())):
        named = found.read.lists[more.start("list")].states if more["list"] else ()
        number = len(states) + found.row[found.read.places[more.start("more")]].number
        states = (*states, *named) if len(states) + len(named) == number else states  # "… and two islands, Nauru and Palau"
    some = group is not None and (group.partial or found.match["some"] is not None or (number or 0) > len(states))
    return found.clause(found.match["side"], len(states) if number is None and not some else number, states, partial=some, whole=True)


_COUNTED = re.compile(r"[NM]V{0,2}(?:,[^;:.NYKZX]{1,10},)?\Z")


_SO_MANY = re.compile(r",?&(?P<more>N)[rVoJO]{1,5}(?:[,:(\-]t?(?P<list>G)g*+)?(?=[.;,)]|$)")


def listed(found: Found) -> Clause | None:
    """Read "nueve votos a favor; en contra Rusia y China", "En contra, los de siempre: Estados Unidos e Israel"."""
    group = found.group("list" if found.match["bare"] else "after")
    side = found.match["bare"] or found.match["side"]
    return found.clause(side, None, group.states, partial=group.partial) if group else None


_PLUS = re.compile(r"\)?,?\+t?(?P<list>G)")


def the_one(found: Found) -> Clause | None:
    """Read "by 14 to 1, but the one is the United States": who a single voter was."""
    group = found.group()
    return found.clause("one", None, group.states) if group and len(group.states) == 1 else None
