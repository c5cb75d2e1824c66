"""Whose vote a sentence tells."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Organ
from bot.reading.votes.claim import FOREIGN, VETO, Claim, Setting
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.neighbours import (
    UN,
    counts_bloc,
    is_agent,
    is_anothers,
    is_made,
    is_owned,
    is_place,
    is_sat_on,
    is_told_of,
    of_neighbours,
    only_beside,
    only_named,
)
from bot.reading.votes.sides import COUNCIL
from bot.states import PERMANENT

_ORGANS = frozenset(Organ)


def organ_of(claim: Claim, setting: Setting) -> str:
    """Return whose vote the sentence tells: the agent ("by the Assembly"), else the body named last before the outcome, else the first."""
    organ = _named_organ(claim, setting)
    another = len(claim.where.get("number", ())) > 1 and _of_another_size(claim.row)
    if another or any(_outnumbers(claim.row, index) for index in claim.where.get("ordinal", ())):
        return FOREIGN
    if "body" not in claim.where and organ == Organ.GENERAL_ASSEMBLY and _out_of_fifteen(claim.row):
        return Organ.SECURITY_COUNCIL
    highest = max(claim.figures.values(), default=0) if claim.counts else 0
    if highest > _SIZES[Organ.GENERAL_ASSEMBLY]:
        return FOREIGN
    if highest > _SIZES.get(organ, 193):
        if FOREIGN in {lexeme.value for lexeme in claim.row} or not (organ or setting.organ or setting.un or _opens_with_un(claim.row)):
            return FOREIGN
        return setting.organ if highest <= _SIZES.get(setting.organ, 0) else Organ.GENERAL_ASSEMBLY
    return organ


def _outnumbers(row: Sequence[Lexeme], index: int) -> bool:
    """Whether more votes are counted than the United Nations have members: "con 512 voti a favore"."""
    after = row[index + 1] if index + 1 < len(row) else None
    return row[index].text.isdigit() and int(row[index].text) < _YEARS and after is not None and after.kind in {"side", "vote"}


_YEARS = 1900  # from here on, it may be a year: "the 2024 vote"


def _of_another_size(row: Sequence[Lexeme]) -> bool:
    """Whether members are told as part of a body of another size than any of ours: "nineteen of its 35 members voted in favour"."""
    for first, of, whose, size, members in zip(row, row[1:], row[2:], row[3:], row[4:], strict=False):
        if of.text == "of" and first.kind == size.kind == "number" and members.text in _MEMBERS.get(whose.text, ()):
            return 1 < first.number <= size.number and size.number not in _ALL
    return False


def _out_of_fifteen(row: Sequence[Lexeme]) -> bool:
    """Whether voters are told out of fifteen, whom only the Council has: "votierten 11 der 15 Länder dafür"."""
    return any(
        first.kind == "number"
        and 0 < first.number <= COUNCIL
        and of.text in _OUT_OF
        and any(item.text in _FIFTEEN for item in (size, after))
        for first, of, size, after in zip(row, row[1:], row[2:], row[3:], strict=False)
    ) or (row[0].text in _OUT_OF and any(item.text in _FIFTEEN for item in row[1:4]) and any(item.kind == "number" for item in row[3:8]))


_FIFTEEN = frozenset({"15", "fifteen", "fünfzehn", "quinze", "quince", "quindici"})
_OUT_OF = frozenset({"of", "der", "des", "de", "dos", "dei", "su", "sur", "von"})
_MEMBERS = {"its": ("members", "judges", "governors", "nations", "states", "member states"), "the": ("judges", "governors", "deputies")}
_ALL = frozenset({11, 15, 47, 53, 54, 191, 192, 193, 194})


def _opens_with_un(row: Sequence[Lexeme]) -> bool:
    """Whether a sentence is about the United Nations as a whole: "At the UN 141 countries voted for …"."""
    return any(lexeme.text in UN for lexeme in row[:5]) or any(lexeme.kind == "body" and lexeme.value != "council" for lexeme in row)


_SIZES = {"": 15, Organ.SECURITY_COUNCIL: 15, Organ.HUMAN_RIGHTS_COUNCIL: 47, Organ.GENERAL_ASSEMBLY: 193}


def _named_organ(claim: Claim, setting: Setting) -> str:
    if "body" not in claim.where:
        return setting.organ
    if setting.organ not in _ORGANS and any(is_owned(claim.row, index) for index in claim.where["body"]):
        return FOREIGN
    bodies = [(index, _full(claim.row[index].value, setting)) for index in claim.where["body"]]
    bodies = [(index, FOREIGN if is_anothers(claim.row, index) else organ) for index, organ in bodies if organ]
    if any(organ in _ORGANS for _, organ in bodies):
        bodies = [(at, organ) for at, organ in bodies if organ != FOREIGN or not only_beside(claim.row, at)]
    if setting.organ in _ORGANS:
        bodies = [(at, organ) for at, organ in bodies if organ != FOREIGN or not counts_bloc(claim.row, at)]
    ours = setting.settled or any(organ in _ORGANS and is_place(claim, index) for index, organ in bodies)
    bodies = [(index, organ) for index, organ in bodies if organ != FOREIGN or not only_named(claim.row, index, setting, ours=ours)]
    bodies = [
        (index, organ)
        for index, organ in bodies
        if not (index and claim.row[index - 1].text in (_NEW if organ not in _COMMITTEES else _OWN)) and not is_made(claim.row, index)
    ]
    others = [(index, organ) for index, organ in bodies if not is_sat_on(claim.row, index)] if len(bodies) > 1 else bodies
    bodies = _without_parents(of_neighbours(claim.row, others or bodies, setting))
    if setting.organ == FOREIGN:
        bodies = [(index, organ if is_told_of(claim, index) else FOREIGN) for index, organ in bodies]
    organs = [organ for _, organ in bodies]
    if claim.outcome == VETO and not claim.noun and setting.organ == Organ.SECURITY_COUNCIL and _names_permanent(claim):
        return Organ.SECURITY_COUNCIL
    if claim.outcome == VETO and Organ.SECURITY_COUNCIL in organs and not (claim.noun and FOREIGN in organs):
        return Organ.SECURITY_COUNCIL
    agents = [organ for index, organ in bodies if index > claim.at >= 0 and is_agent(claim.row, index)]
    before = [organ for index, organ in bodies if index < claim.at]
    if before and before[-1] in _ORGANS:
        agents = [organ for organ in agents if organ != FOREIGN]  # "the Council failed to adopt a draft on an inquiry by the OPCW"
    if setting.organ in _COMMITTEES and Organ.GENERAL_ASSEMBLY in organs and _is_for_assembly(claim, bodies):
        return setting.organ
    told = (*agents, *reversed(before), *(organ for _, organ in bodies), setting.organ)[0]
    return _actor(claim, setting, bodies, told)


def _actor(claim: Claim, setting: Setting, bodies: Sequence[tuple[int, str]], told: str) -> str:
    """Return who acts where an organ is told: its committee for an Assembly only spoken to, the Council for who casts a veto."""
    if told == Organ.GENERAL_ASSEMBLY and setting.organ in _COMMITTEES and not _acts_itself(claim, bodies):
        return setting.organ
    cast = claim.outcome == VETO and not claim.noun and told in _ORGANS and _names_permanent(claim)
    return Organ.SECURITY_COUNCIL if cast else told


def _is_for_assembly(claim: Claim, bodies: Sequence[tuple[int, str]]) -> bool:
    """Whether a committee's text is told with what the Assembly would do by it: "the Assembly would urge …, approved by the Committee"."""
    row = claim.row
    first, organ = bodies[0]
    would = any(item.text == "would" for item in row[first + 1 : first + _ASIDE])  # "the Assembly, further to the text, would resolve"
    if organ == Organ.GENERAL_ASSEMBLY and claim.at > first and not would:
        return any(item.text in _OF_ASSEMBLY for item in row)
    named = any(organ in _COMMITTEES for _, organ in bodies) or any(item.text in _OF_ASSEMBLY for item in row)
    return named or would


def _acts_itself(claim: Claim, bodies: Sequence[tuple[int, str]]) -> bool:
    """Whether the Assembly is told to have decided, and not only what a committee's text would have it say."""
    return any(
        (0 < claim.at - index <= _CLOSE and all(item.text not in _THAT for item in claim.row[index : claim.at]))
        or (index > claim.at >= 0 and is_agent(claim.row, index))
        or (claim.at < 0 and claim.counts)
        for index, organ in bodies
        if organ == Organ.GENERAL_ASSEMBLY
    )


_THAT = frozenset({"that", "which", "who"})
_CLOSE = 8  # lexemes from an organ to what it did
_ASIDE = 16  # lexemes that may stand between the Assembly and what it would do


_OWN = frozenset({"its"})  # before a committee that another body acts on the advice of
_NEW = frozenset({"einen", "eines", "neuen", "neuer", "nouveau", "nuevo", "novo", "nuovo"})  # before a body that is made, and makes nothing


def _names_permanent(claim: Claim) -> bool:
    return any(claim.row[index].value in PERMANENT for index in claim.where.get("state", ()))


def disown_title(claims: Sequence[Claim]) -> None:
    """Take a headline that names no organ for the body's that its text first tells a vote of: "Thirty for, two against in Vienna"."""
    if not claims or not claims[0].outside or claims[0].named or not claims[0].speaks:
        return
    first = next((claim for claim in claims[1:] if claim.speaks), claims[0])
    if first.organ == FOREIGN and first.named:
        claims[0].organ = FOREIGN


def _without_parents(bodies: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Drop the Assembly where only its committee is meant: "the Third Committee of the General Assembly"."""
    committees = [index for index, organ in bodies if organ in _COMMITTEES]
    return [
        (index, organ)
        for index, organ in bodies
        if organ != Organ.GENERAL_ASSEMBLY or not any(abs(index - committee) <= _BESIDE for committee in committees)
    ]


_OF_ASSEMBLY = frozenset({"committee", "panel"})
_COMMITTEES = frozenset(organ for organ in Organ if organ.value.startswith("C"))
_BESIDE = 4


def _full(value: str, setting: Setting) -> str:
    if value in _ORGANS or value == FOREIGN:
        return value
    if setting.organ == FOREIGN and value in {"council", "assembly"}:
        return FOREIGN
    if value == "council":
        return setting.organ if setting.organ in {Organ.SECURITY_COUNCIL, Organ.HUMAN_RIGHTS_COUNCIL} else ""
    return Organ.GENERAL_ASSEMBLY if value == "assembly" and setting.organ == Organ.GENERAL_ASSEMBLY else ""
