"""Voters before their verb: "eleven of the 15 nations were for it", "India and 16 others abstained", "everyone else voted no"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import Organ, State
from bot.reading.votes.phrase import ASIDE, OF, STARTS, Clause, Found
from bot.reading.votes.voters import AGAINST, REGIONS

_EVERY = rf"Avo[tA]{{0,2}}(?P<count>M)V{{0,2}}{OF}"
_COUNT = (
    rf"(?:o[tA]{{0,2}}[MN][BV']{{0,3}}{OF},?(?P<out>N)V?"
    rf"|(?:Avo)?[tA]{{0,2}}(?:B'')?[OvL]{{0,2}}[tA]?(?P<count>N)(?:[ORvJ]|r(?=V)){{0,2}}V{{0,2}}{OF})"
)
_HOPED = r"(?:,[rvt]{0,2}F[^,;:GN]{1,12},(?=Z))?"
_STATES = r"L?[tAv]{0,2}(?:Vot?)?(?P<list>G)g*+(?:''?[rvL]{0,2}[DVN]|''?|r?D(?:oV)?r{0,3}|N(?=w)|[rv]?L|v)?" + _HOPED
_PLUS = r"[tAv]{0,2}(?P<list>G)g*+(?:(?P<apart>,)?[&+](?:t(?!O))?|,)O?(?P<count>N)[ORv]{0,2}V{0,2}(?(apart),?)"
_COMPOUND = r"[tAvL]{0,3}(?P<list>G)g*+,?[&+]t?(?P<count>N)[rv]{0,2}V(?:ot?r{1,2})?"
_ALL_BUT = rf"A[tr]?V{{0,2}}{OF}Co?L?(?:NV?{OF}|t?(?P<list>G)g*+)"
_BUT_FIRST = rf"Co{{0,2}}t?(?P<list>G)g*+,?A[tr]?[OV]{{0,2}}{OF}"
_REST = rf"(?:[tA]?[tv]?R|[tA]{{0,2}}O(?:[r.]{{0,4}}B)?(?=V))V{{0,2}}{OF}"
_ADVERBS = (
    r"(?:F[^YKZXfcGN;:,]{1,6},(?=Z)|w[^YKZXfcGN;:,]{1,6}&|[^YKZXfcGN;:,.&]{1,10},?&(?=Z))?"
    r"(?:[vdALh]|od|ot?B|t'(?=h?v?[EeY])|,(?=[vd])|(?<=[vd]),){0,4}"
)
_VERB = (
    r"(?:(?P<verb>[YKZXS])(?!N)|w[vdL]{0,2}(?P<adverb>[fc])|(?P<bare>[fcyk])(?=[,;.):&\-tTi]|ot?T|$)"
    r"|(?P<weak>uo?d(?=r)|wv?e(?=[rFo~S])|e(?=[tTiFr~AoG#.,;&d]|$)|E(?=[tTiFr~AoG#.,;&]|$)))"
)


def _pattern(subject: str) -> re.Pattern[str]:
    return re.compile(STARTS + subject + ASIDE + _ADVERBS + _VERB)


EVERY, COUNT, NAMES, PLUS, ALL_BUT, BUT_FIRST, REST = map(_pattern, (_EVERY, _COUNT, _STATES, _PLUS, _ALL_BUT, _BUT_FIRST, _REST))
COMPOUND = _pattern(_COMPOUND)
BESIDES = _pattern(r"(?:\+t?(?P<with>G)g*+,?L?|C(?=t?Gg*v?,?L)t?(?P<apart>G)g*+v?,?L)t?(?P<list>G)g*+")
NOT_SO = re.compile(STARTS + _COUNT + ASIDE + r"[vh]{0,2}F{1,3}h?v?[YKyk]")
ALONG = re.compile(rf"{STARTS}t?(?P<list>G)g*+[DV]?{_ADVERBS}(?P<verb>[YKZX])(?:o?[ti]|r)?[+~](?P<count>N)(?:OV{{1,2}}|R)")
PLUS_AFTER = re.compile(
    r"(?P<verb>[YKZXfc])w?t?(?P<list>G)g*+(?:,?[&+]|,)(?:t(?!O))?(?P<other>O)?(?P<count>N)(?(other)O?V{0,2}|(?:OV{1,2}|R))(?![vdh]{0,2}[YKZX])"
)
JOINING = re.compile(r"L?[tA]?(?P<count>N)V{0,2}\+t?(?P<list>G)g*+[or]v?(?P<verb>[YKZXfc])")
JOINED_MANY = re.compile(rf"{STARTS}t?(?P<list>G)g*+\+t?(?P<count>N)O?r?V{{1,2}}[or]v?(?P<verb>[YKZXfc])")
BY_COUNT = re.compile(
    rf"[EYf](?:[vd]|od){{0,3}}(?P<by>[bo])[tA]?L?O?(?P<count>N)(?:[OJ]?V{{1,2}}{OF}|o[tA]{{0,2}}[LO]?(?:M[BV]{{0,3}}|N[BV]{{1,3}}){OF})"
)
BACKED_BY = re.compile(rf"f(?:Ao)?A?[tv]?[LO]?(?P<count>N)[OJ]?V{{1,2}}{OF}")
REFUSED = re.compile(rf"(?:^|(?<=[,;.&:(\-]))[tAv]{{0,2}}L?(?:(?P<count>N)[OVR]{{0,2}}|(?P<one>t)V){OF}v?n(?=[,;.&]|$|o?d)")
TO_DO = re.compile(rf"{STARTS}t?(?P<list>G)g*+{_ADVERBS}e[a-zA-Z]")
VOTES_OF_ALL = re.compile(rf"(?P<side>[yf])u?o[tA]{{0,2}}(?P<count>M)V{{0,2}}{OF}(?=[,.;)]|$)")
THESE = re.compile(r"tO?(?P<count>N)O?V?w(?=t?(?P<list>G))")
VOTES_OF = re.compile(rf"[h~rb]tu?(?P<side>[uf])o?[tvA]?(?P<count>N){OF}")
IT = re.compile(r"(?<![a-zA-Z'])[vr&]{0,5},?i[vLA]?h?v?(?P<verb>[KZX])")


def counted(found: Found) -> Clause | None:
    """Read "eleven of the 15 nations were for it", "the 14 other members all favoured the draft"."""
    number = found.number("out" if found.match["out"] else "count")
    if number is None or found.letters.startswith("oN") or (found.match["weak"] and not _whole_council(found, number)):
        return None
    if (found.match["bare"] or "f") in "yk" and not _MORE.isdisjoint(found.letters):
        return _besides_the_first(found, number)
    if number < _FEWEST and _is_subset(found, number):
        return no_side(found)
    states, partial = found.listed(number)
    if found.letters[0] == "A" and not REGIONS.isdisjoint(found.words):
        return found.clause(found.side, None, states, partial=True) if states else no_side(found)  # "all five Nordic countries": some
    others = not _OTHERS.isdisjoint(found.words) and "t" in found.letters
    return Clause(*found.match.span(), found.side, number, states, partial=partial, whole=not found.with_others, others=others)


def _besides_the_first(found: Found, number: int) -> Clause | None:
    """Read "Russia found no more than 10 other “no” votes — Syria, …": the State that opens the sentence is one more."""
    opening = next((group for at, group in found.read.lists.items() if at < _OPENING), None)
    if opening is None:
        return None
    states, partial = found.listed(number)
    both = tuple(dict.fromkeys((*opening.states, *states)))
    return found.clause(found.side, number + len(opening.states), both, partial=partial or not states, whole=True)


def _is_subset(found: Found, number: int) -> bool:
    """Whether only some members are counted, beside others: "of the five powers two voted for it", "not one African member backed it"."""
    return _OF_FEW.search(found.read.kinds, 0, found.match.start()) is not None or (number <= 1 and not REGIONS.isdisjoint(found.words))


_OF_FEW = re.compile(r"o[tA]?N[VJr]{1,2},?\Z")  # "of the five powers only two voted for it": others did as well
_OTHERS = frozenset({"other", "others", "remaining", "further", "autres", "restants", "demás", "restantes", "übrigen"})


def _whole_council(found: Found, number: int) -> bool:
    """Whether those counted are members of an organ at a vote: "the 14 other nations", "thirteen members", "twelve of the council's"."""
    letters = frozenset(found.letters)
    if found.words[-1] in _AGREEING and found.next in _CLOSES and number >= _FEWEST:
        return True  # "eleven agreed, China and Angola abstained"
    if letters.isdisjoint("VORM"):
        return False
    members = number >= _FEWEST and any(word.endswith(_MEMBERS) for word in found.words)
    members = members or (_COUNCIL > number >= _MAJORITY and any(item.value == Organ.SECURITY_COUNCIL for item in found.row))
    if found.words[-1] == "ratified":
        return False  # "the 91 nations that have ratified its statute"
    return found.match["weak"].endswith("E") or (number < _COUNCIL and (members or not letters.isdisjoint("ORBM")))


_AGREEING = frozenset({"agreed", "approved", "accepted", "concurred", "consented", "assented", "endorsed", "favoured", "favored"})
_CLOSES = frozenset({",", ";", ".", "and", "while", "but", "with", ""})
_MEMBERS = (
    "members",
    "members of the council",
    "members of the security council",
    "membres",
    "miembros",
    "mitglieder",
    "membros",
    "membri",
)
_COUNCIL, _FEWEST, _MAJORITY = 15, 7, 9


def named(found: Found) -> Clause | None:
    """Read "the American ambassador, John Negroponte, voted no" and "China, which could have killed it, abstained instead"."""
    if found.match["weak"] or found.match["bare"]:
        return None
    if _NAMES_OTHERS.match(found.match["aside"] or ""):
        return no_side(found)
    group = found.group()
    if group is None:
        return None
    states = group.states
    if found.match["verb"] == "Y" and (found.words[-1].endswith(" with") or _with(found)):
        return _in_company(found, states)
    beside = _BESIDE.match(found.read.kinds, found.match.end())
    if beside is not None and found.word_at(beside.start("join")) in _COMPANY:
        states = tuple(dict.fromkeys((*states, *found.read.lists[beside.start("list")].states)))
        return Clause(found.match.start(), beside.end(), found.side, None, states, partial=group.partial)
    whole = _alone(found) or len(states) in {found.number_at(found.aside("NM")), _in_all(found)}
    return found.clause(found.side, len(states) if whole else None, states, partial=group.partial, whole=whole)


# With whom they did it, told behind: "abstained together with its neighbours Malta and Peru".
_BESIDE = re.compile(r"[ti]?,?(?P<join>\+)[trJio]{0,4}(?P<list>G)g*+(?![^,;.]{0,12}[YKZX])")
_COMPANY = frozenset({
    "together with", "along with", "alongside", "as well as", "in company with", "in the company of", "side by side with", "joined by",
    "ainsi que", "junto con", "junto a", "bem como", "zusammen mit", "gemeinsam mit", "insieme a", "insieme con", "assieme a",
    "aux côtés de",
})  # fmt: skip
_NAMES_OTHERS = re.compile(r"[,(-](?!W)[^N]*G[^N]*$")  # "Serbia, a traditional ally of Russia, …": whose vote is told is not sure


def _in_all(found: Found) -> int | None:
    """Return the count that follows: "Russia, China and Chad voted in favour, three in all"."""
    end = found.match.end()
    words = [found.row[place].text for place in found.read.places[end : end + 3]]
    return found.number_at(end + 1) if words[:1] == [","] and words[2:] == ["in all"] else None


def _alone(found: Found) -> bool:
    """Whether nobody stood with those named: "only China abstained", "Moscow alone voted against"."""
    before = found.match.start("list") - found.match.start()
    return "L" in found.letters[:before] or "alone" in found.words


_WITH = frozenset({"mit", "con", "com", "avec"})


def _with(found: Found) -> bool:
    """Whether with whom they voted follows, when and where between: "hanno votato lunedì con la Russia"."""
    end = found.match.end()
    place = next((at for at in range(end, min(end + 6, len(found.read.kinds))) if found.read.kinds[at] not in "dtoBr"), -1)
    return place >= 0 and found.row[found.read.places[place]].text in _WITH


def _in_company(found: Found, states: Sequence[State]) -> Clause:
    """Read "Algeria and China voted with Moscow": with whom they voted stood there too, named or not."""
    end = found.match.end()
    other = next((group for at in range(end, end + 8) if (group := found.read.lists.get(at))), None)
    both = (*states, *(other.states if other else ()))
    return Clause(found.match.start(), end + 2, "yes", None, tuple(dict.fromkeys(both)), partial=other is None)


def besides(found: Found) -> Clause | None:
    """Read "besides Russia just China was opposed"."""
    first, second = found.group("apart" if found.match["apart"] else "with"), found.group()
    opening = _APART if found.match["apart"] else _BESIDES
    if first is None or second is None or found.row[found.read.places[found.match.start()]].text not in opening:
        return None
    states = tuple(dict.fromkeys((*first.states, *second.states)))
    whole = "L" in found.letters
    return found.clause(found.side, len(states) if whole else None, states, partial=second.partial, whole=whole)


_BESIDES = frozenset({"besides", "together with", "along with", "alongside", "in addition to", "like"})
_APART = frozenset({"apart from", "aside from"})  # besides, where "only" follows; else without


def no_side(found: Found) -> Clause | None:
    """Read "five members would not vote for it" and "the five others were Chad and Peru": counts that stand on no side."""
    return Clause(*found.match.span(), "")


def these(found: Found) -> Clause | None:
    """Read "passed 169-2, the two being Chad and Peru": who those counted in the sentence are; those of another stand on no side here."""
    group, number = found.group(), found.number("count")
    alike = group is not None and number == len(group.states) and "other" not in found.words
    return Clause(*found.match.span(), "these", number, group.states) if alike and group else no_side(found)


def _they(found: Found, before: Sequence[int]) -> Clause | None:
    """Read "Russia, Japan and the three Africans -- Chad, Mali and Togo -- were not swayed and they abstained"."""
    parted = _PARTED.search(found.read.kinds, before[0] if before else 0, found.match.start())
    if not before and found.match.start() == 0:
        return Clause(*found.match.span(), found.side_of("verb"), it=True)  # who they are the sentence before tells
    if not before or (len(before) > 1 and (parted or before[0] > _OPENING)):
        return None
    states = (state for at in before for state in found.read.lists[at].states)
    return found.clause(found.match["verb"], None, tuple(dict.fromkeys(states)))


_THEY = frozenset({"they", "ils", "elles", "ellos", "ellas", "eles", "elas", "essi"})
_PARTED = re.compile("[YKZXfcyzkQE;]")


def refused(found: Found) -> Clause | None:
    """Read "26 refused and 53 abstained", "one country refused, Belarus"."""
    number = 1 if found.match["one"] and found.word("one").text == "one" else found.number("count")
    if number is None:
        return None
    states, partial = found.listed(number)
    return found.clause("no", number, states, partial=partial, whole=True)


def to_do(found: Found) -> Clause | None:
    """Read "Algeria, China and Russia voted to lift the sanctions"."""
    group = found.group()
    if group is None or "voted to" not in found.words or found.words[-1] in AGAINST or len(group.states) < _SOME:
        return None
    return found.clause("yes", None, group.states, partial=group.partial)


_SOME = 2


def every(found: Found) -> Clause | None:
    """Read "every one of the 15 members raised a hand"."""
    return found.clause(found.side, found.word("count").number, whole=True)


def votes_of_all(found: Found) -> Clause | None:
    """Read "com os votos a favor dos 15 membros": as many as there are members."""
    return found.clause("yes", found.word("count").number, whole=True) if found.word("count").number else None


def votes_of(found: Found) -> Clause | None:
    """Read "had the votes of 12 of the 15 members"."""
    number = found.number("count")
    return found.clause("yes", number, whole=True) if number is not None else None


def by_count(found: Found) -> Clause | None:
    """Read "approved by 14 members", "approuvé par treize des quinze membres", "approvato da 13 membri"."""
    by = found.match["by"] == "b" or found.word("by").text in {"da", "dai"}
    return votes_of(found) if by else None


def it(found: Found) -> Clause | None:
    """Read "in the end it abstained": the State the sentence opens with, or the one before it does."""
    before = [at for at in found.read.lists if at < found.match.start()]
    if "they" in found.words or (not _THEY.isdisjoint(found.words) and "r" not in found.letters):
        return _they(found, before)
    if before and not _DELEGATIONS.isdisjoint(found.words):
        last = found.read.lists[before[-1]].states
        return found.clause(found.match["verb"], None, last) if len(last) == 1 else None
    opening = next((found.read.lists[at] for at in before if at < _OPENING), None)
    if opening is None:
        return Clause(*found.match.span(), found.side_of("verb"), it=True) if found.match.start() == 0 else None
    return found.clause(found.match["verb"], None, opening.states) if len(opening.states) == 1 else None


_DELEGATIONS = frozenset({
    "su delegación", "su embajador", "su embajadora", "sa délégation", "sa représentante", "sua delegação", "a sua delegação",
    "la sua delegazione", "seine delegation", "ihre delegation",
})  # fmt: skip
_OPENING = 2


def plus(found: Found) -> Clause | None:
    """Read "India and 16 other nations abstained"."""
    group, number = found.group(), found.number("count")
    others = not _MORE.isdisjoint(found.letters[found.match.start("count") - found.match.start() - 1 :])
    if group is None or number is None or not others or (found.match["weak"] and not found.match["weak"].endswith("E")):
        return None
    if found.match["apart"] and len(group.states) == found.number_before(group.first):
        return None  # "lo contrario votaron tres, Eritrea, Filipinas y Venezuela, y otros 22 se abstuvieron"
    return found.clause(found.side, number + len(group.states), group.states, partial=True, whole=True)


_MORE = frozenset("OR")


def compound(found: Found) -> Clause | None:
    """Read "Chad and five island states (Fiji, …) abstained": those named, and those counted, who may be named behind."""
    group, number = found.group(), found.number("count")
    if group is None or number is None or found.match["weak"] or found.match["bare"] or not _WHEREAS.isdisjoint(found.words):
        return None
    behind, _ = found.listed(number)
    more = [state for state in behind if state not in group.states]
    named = len(more) == number
    return found.clause(found.side, number + len(group.states), (*group.states, *(more if named else ())), partial=not named, whole=True)


_WHEREAS = frozenset({"while", "whereas", "though", "although", "während", "mientras", "mentre", "enquanto"})  # opens another clause


def along(found: Found) -> Clause | None:
    """Read "Britain abstained along with six others", "only four countries joined Russia in voting against": the named are more."""
    group, number = found.group(), found.number("count")
    if group is None or number is None:
        return None
    return found.clause(found.match["verb"], number + len(group.states), group.states, partial=True, whole=True)


def all_but(found: Found) -> Clause | None:
    """Read "all the members save one voted for it"."""
    group = found.group()
    return Clause(*found.match.span(), found.side, rest=True, left=group.states if group else ())


def rest(found: Found) -> Clause | None:
    """Read "the rest of the council abstained", "everyone else - thirteen countries - voted for it"."""
    if ("O" in found.letters and _OTHER.isdisjoint(found.words[:3])) or found.words[0] == "others":
        return None
    number = found.number_at(found.aside("N"))
    return Clause(*found.match.span(), found.side, number, rest=number is None, whole=True)


_OTHER = frozenset(
    {
        "other",
        "remaining",
        "autres",
        "restants",
        "otros",
        "restantes",
        "outros",
        "demais",
        "anderen",
        "andere",
        "altri",
        "altre",
        "rimanenti",
    }
)
