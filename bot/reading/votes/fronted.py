"""Clauses as only the five other languages build them: "A favor del texto se pronunciaron 130 países", "Tre i contrari: …"."""

from __future__ import annotations

import re

from bot.reading.votes.phrase import SIDES, Clause, Found
from bot.reading.votes.stances import WORDS
from bot.reading.votes.subjects import no_side

FRONTED = re.compile(
    r"(?:^|(?<=[,;.:(]))[&rv]{0,2}(?P<side>[fc])[^;:.YKZXNG]{0,24}u[dorBtv]{0,8}(?:L{1,2}r?t?(?P<only>G)g*+|t?(?P<list>G)g*+"
    r"|[tA]?[LO]{0,2}(?P<count>N)(?:[OV]{1,2}|(?=[.,;]|o)))"
)


def fronted(found: Found) -> Clause | None:
    """Read a side that opens its clause, and its verb before its voters: "Contra a criação do órgão ficaram só Cuba e Palau"."""
    if WORDS.isdisjoint(found.words):
        return None
    group = found.group("only") or found.group("list")
    if group is None:
        number = found.number("count")
        states, partial = found.listed(number or 0)
        return found.clause(found.match["side"], number, states, partial=partial, whole=True)
    beside = _BESIDE.search(_before(found)) is not None
    alone = found.match["only"] is not None and not beside
    return found.clause(
        found.match["side"], len(group.states) if alone else None, group.states, partial=group.partial or beside, whole=alone
    )


REJECTING = re.compile(
    r"(?<![ob'J~])(?P<only>L)?[tA]?(?P<list>G)g*+(?:ot?B|[dv])?[hv]{0,2}(?P<rejects>[QE])(?:[dr]|od|to?d){0,2}(?:t|[tr]?D)?[TJ#d]"
)


def rejecting(found: Found) -> Clause | None:
    """Read "Cuba, Malí y Togo rechazaron el texto": several States reject, or approve, what an organ votes on."""
    group = found.group()
    if group is None or len(group.states) < _SEVERAL or found.word("rejects").text not in REJECTED:
        return None
    side = REJECTED[found.word("rejects").text]
    end = found.match.start("rejects") + 1
    whole = found.match["only"] is not None
    return Clause(found.match.start(), end, side, len(group.states) if whole else None, group.states, partial=group.partial, whole=whole)


REJECTED_BY = re.compile(
    r"(?:^|(?<=[.;:]))[&v]{0,2}h?(?P<rejects>[QE])(?:[td]{0,2}[T]|[td]?r)[^GN;:.,YKZXQE]{0,12}?t?(?P<list>G)g*+(?=[,.;]|$)"
)


def rejected_by(found: Found) -> Clause | None:
    """Read "Rechazaron el texto Chad, Malí y Togo": those who do it stand behind it, as several."""
    group = found.group()
    if group is None or len(group.states) < _SEVERAL or found.word("rejects").text not in REJECTED:
        return None
    return found.clause(REJECTED[found.word("rejects").text], None, group.states, partial=group.partial)


_SEVERAL = 2
REJECTED = {
    **dict.fromkeys(
        ("rechazaron", "han rechazado", "rejeitaram", "ont rejeté", "rejetèrent", "hanno respinto", "respinsero", "hanno bocciato",
         "bocciarono", "lehnten"), "no"),
    **dict.fromkeys(
        ("ont approuvé", "approuvèrent", "aprobaron", "han aprobado", "aprovaram", "hanno approvato", "approvarono", "billigten"), "yes"),
}  # fmt: skip
"""The side that several States take by an organ's verb."""


ALONE = re.compile(
    r"(?<![ob'J~])(?P<list>G)g*+(?:[hvdrtu]|od|ot?B){0,3}(?:(?P<verb>[YKZX])[ti]?v?L{1,2}v?|L{1,2}v?(?P<side>[fcz]))(?=[.,;:&)otTr]|$)"
)


def alone(found: Found) -> Clause | None:
    """Read "Argentina votó sola en contra", "Nicaragua se quedó sola en contra"."""
    group = found.group()
    if group is None or _SOLE.isdisjoint(word for item in found.words for word in item.split()):
        return None
    side = found.match["verb"] or found.match["side"]
    return found.clause(side, None if group.partial else len(group.states), group.states, partial=group.partial, whole=not group.partial)


_SOLE = frozenset({
    "sola", "solo", "solas", "solos", "solitario", "seul", "seule", "seuls", "seules", "allein", "alleine", "sozinha", "sozinho",
    "sozinhos", "sozinhas", "soli", "alone", "isolated", "isolés",
    "isolados", "isolati", "aislados", "isoliert", "sole", "isolada", "isolado", "alleingang", "einziges",
})  # fmt: skip

STOOD_ALONE = re.compile(r"(?<![ob'J~])(?P<list>G)g*+[rtvhwL]{2,6}(?:[dv]|od|ot?B){0,3}(?!,c)(?=[,.;:&]|$)")


def stood_alone(found: Found) -> Clause | None:
    """Read "Estados Unidos e Israel volvieron a quedarse solos: 187 países pidieron …": who was alone was against."""
    group = found.group()
    alone = not _SOLE.isdisjoint(found.words) and not _STAYED.isdisjoint(found.words)
    return found.clause("alone", None, group.states) if group and alone and not group.partial else None


_STAYED = frozenset({
    "quedarse", "quedaron", "quedó", "quedado", "stood", "stand", "remained", "were", "found", "restèrent", "restés",
    "retrouvés", "blieben",
    "standen", "waren", "ficaram", "ficou", "ficar", "rimasti", "rimaste", "rimangono", "trovati", "se", "left",
})  # fmt: skip
WITH_WHOM = re.compile(r"(?:^|(?<=[.;,&]))~t?[JG]g*+[dv]{0,2}[uY]d?L?t?(?P<list>G)g*+(?=[.,;&]|$)")


def with_whom(found: Found) -> Clause | None:
    """Read "Con los rusos votó Venezuela": nothing tells here which side that was, and no side told after it is theirs."""
    return no_side(found) if found.words[0] in {"con", "com", "mit", "avec"} else None


TOTAL = re.compile(
    r"(?<![obJ~])(?P<list>G)g*+(?:[&,]?(?:o')?[OR]{1,2})?,[ro]{0,3}(?P<count>N)[RV]{0,2}(?:o[tA]?[BMV]{1,3})?,?[hvd]{0,3}(?P<verb>[YKZX])"
)


def total(found: Found) -> Clause | None:
    """Read "L'Italia e altri, in tutto 25 Paesi, hanno scelto l'astensione": those named, and all there were."""
    group, number = found.group(), found.number("count")
    before = " ".join(found.words[: found.match.start("count") - found.match.start()])
    if group is None or number is None or not before.endswith(_IN_ALL):
        return None
    return found.clause(found.match["verb"], number, group.states, partial=len(group.states) < number, whole=True)


_IN_ALL = (
    "in tutto", "en tout", "insgesamt", "zusammen", "en total", "no total", "ao todo", "au total", "complessivamente", "in totale",
    "en conjunto", "no conjunto",
)  # fmt: skip

BESIDE = re.compile(r"^\+t?(?P<with>G)g*+u[dvr]{0,2}L?t?(?P<list>G)g*+[dv]?(?P<side>[fcYK])")


def beside(found: Found) -> Clause | None:
    """Read "Neben Kuba stimmten Mali und Togo dagegen"."""
    first, second = found.group("with"), found.group()
    if first is None or second is None or found.words[0] not in {"neben", "außer", "ausser"}:
        return None
    states = tuple(dict.fromkeys((*first.states, *second.states)))
    return found.clause(found.match["side"], None, states, partial=second.partial)


UNSAID = re.compile(r"(?<=[:;&])[vr]{0,2}(?P<verb>Z)(?=[.,;:]|$)")


def unsaid(found: Found) -> Clause | None:
    """Read "Washington no usó su veto: se abstuvo": who the sentence opens with, alone or together as the verb tells."""
    begin = found.match.start("verb")
    before = [at for at in found.read.lists if at < begin]
    verb = found.word("verb").text
    if len(before) != 1 or not verb.startswith(_SINGLE + _PLURAL) or _PARTED.search(found.read.kinds, before[0], found.match.start()):
        return None
    states = found.read.lists[before[0]].states
    return found.clause("abstain", None, states) if (len(states) == 1) == verb.startswith(_SINGLE) else None


_PARTED = re.compile("[YKZXN]")
_SINGLE = ("se abstuvo", "se absteve", "absteve-se", "si è astenut")
_PLURAL = ("se abstuvieron", "se abstiveram", "abstiveram-se", "si sono astenut")
SOLE = re.compile(r"(?<![ob'J~])t?(?P<list>G)g*+(?P<only>L)(?P<side>[kz])(?=[.,;:&)]|$)")


def sole(found: Found) -> Clause | None:
    """Read "Ucrania fue la única abstención", "Die Ukraine war die einzige Enthaltung"."""
    group = found.group()
    told = group is not None and not group.partial and found.word("only").text.startswith(_WAS)
    return found.clause(found.match["side"], len(group.states), group.states, whole=True) if told and group else None


_WAS = ("fue ", "fueron ", "a été ", "ont été ", "était ", "war ", "waren ", "foi ", "foram ", "è stat", "sono stat", "era ")
ADDED = re.compile(r"^[rtoA]{0,2}(?P<side>[ykz])[ot]{0,2}(?P<list>G)g*+[^;:.YKZXQG]{1,10}?(?P<more>G)g*+")


def added(found: Found) -> Clause | None:
    """Read "A las abstenciones de Chad y Perú se sumaron las de Togo": all that the clause names did the same, and perhaps others."""
    first = found.match.start("list")
    between = range(first + 1, found.match.start("more"))
    if not any(found.row[found.read.places[at]].text in _ADDED for at in between):
        return None
    end = _CLAUSE.search(found.read.kinds, first)
    last = end.start() if end else len(found.read.kinds)
    states = tuple(dict.fromkeys(state for at, group in found.read.lists.items() if first <= at < last for state in group.states))
    return Clause(found.match.start(), last, SIDES[found.match["side"]], None, states, partial=True)


_CLAUSE = re.compile("[;YKZXQ.]")
_ADDED = frozenset({
    "kamen", "kam", "gesellten", "gesellte", "sumaron", "sumó", "añadieron", "añadió", "agregaron", "agregó", "unieron", "unió", "suman",
    "somaram", "somou", "juntaram", "juntou", "acrescentaram", "uniram", "uniu", "ajoutées", "ajoutée", "ajoutent", "ajoute", "ajoutaient",
    "aggiunte", "aggiunta", "aggiungono", "aggiunge", "unite", "unita",
})  # fmt: skip
_BESIDE = re.compile(r"(?:ao lado d|junto a|al lado de|aux côtés d|accanto a|al fianco d|an der seite)\w*$|an (?:ihrer|seiner) seite$")
_NEAR = 4


def _before(found: Found) -> str:
    """Return the words before a clause, but for the comma that parts them."""
    places = found.read.places[max(0, found.match.start() - _NEAR) : found.match.start()]
    return " ".join(found.row[place].text for place in places).rstrip(" ,")
