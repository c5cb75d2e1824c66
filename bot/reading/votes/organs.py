"""Whose vote a sentence tells."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Organ
from bot.reading.votes.claim import ADOPTED, FAILED, FOREIGN, VETO, Claim, Setting
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import COUNCIL
from bot.states import PERMANENT

_ORGANS = frozenset(Organ)


def organ_of(claim: Claim, setting: Setting) -> str:
    """Return whose vote the sentence tells: the agent ("by the Assembly"), else the body named last before the outcome, else the first."""
    organ = _named_organ(claim, setting)
    if len(claim.where.get("number", ())) > 1 and _of_another_size(claim.row):
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
    return any(lexeme.text in _UN for lexeme in row[:5]) or any(lexeme.kind == "body" and lexeme.value != "council" for lexeme in row)


_UN = frozenset(
    {
        "un",
        "united nations",
        "onu",
        "uno",
        "nations unies",
        "naciones unidas",
        "vereinten",
        "vereinten nationen",
        "nações unidas",
        "nazioni unite",
    }
)
_SIZES = {"": 15, Organ.SECURITY_COUNCIL: 15, Organ.HUMAN_RIGHTS_COUNCIL: 47, Organ.GENERAL_ASSEMBLY: 193}


def _named_organ(claim: Claim, setting: Setting) -> str:
    if "body" not in claim.where:
        return setting.organ
    if setting.organ not in _ORGANS and any(_is_owned(claim.row, index) for index in claim.where["body"]):
        return FOREIGN
    bodies = [(index, _full(claim.row[index].value, setting)) for index in claim.where["body"]]
    bodies = [(index, FOREIGN if _is_anothers(claim.row, index) else organ) for index, organ in bodies if organ]
    ours = setting.settled or any(organ in _ORGANS and _is_place(claim, index) for index, organ in bodies)
    bodies = [(index, organ) for index, organ in bodies if organ != FOREIGN or not _only_named(claim.row, index, setting, ours=ours)]
    bodies = [
        (index, organ)
        for index, organ in bodies
        if not (index and claim.row[index - 1].text in (_NEW if organ not in _COMMITTEES else _OWN)) and not _is_made(claim.row, index)
    ]
    others = [(index, organ) for index, organ in bodies if not _is_sat_on(claim.row, index)] if len(bodies) > 1 else bodies
    bodies = _without_parents(_of_neighbours(claim.row, others or bodies, setting))
    if setting.organ == FOREIGN:
        bodies = [(index, organ if _is_told_of(claim, index) else FOREIGN) for index, organ in bodies]
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


def _is_sat_on(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a body is only what somebody has a seat on: "suspended Russia's membership in the Human Rights Council"."""
    return any(item.text in _SEATS for item in row[max(0, index - _SEAT) : index])


_SEAT = 6  # lexemes between a seat and the body it is on
_SEATS = frozenset({
    "membership", "mitgliedschaft", "adhésion", "appartenance", "membresía", "suspension", "suspensión", "suspensão", "sospensione",
    "ausschluss", "sitz",
})  # fmt: skip


def _is_owned(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a bare assembly is somebody's own, and not the United Nations': "Kosovo's assembly adopted its budget"."""
    owner = row[index - 3] if index > 2 and row[index].value == "assembly" and row[index - 1].text == "s" else None
    return owner is not None and owner.kind in {"state", "word"} and owner.text not in _UN


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


def _is_made(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a body is what is to be made, and so makes nothing: "contra a criação do Conselho de Direitos Humanos"."""
    return index > 1 and (row[index - 2].text in _MAKING or (index > 2 and row[index - 1].text == "'" and row[index - 3].text in _MAKING))


_MAKING = frozenset({
    "criação", "creación", "création", "creazione", "istituzione", "schaffung", "gründung", "einrichtung", "instauration", "institution",
    "establecimiento", "estabelecimento", "instituição", "institución", "mise en place", "fundación", "fundação",
})  # fmt: skip


def _names_permanent(claim: Claim) -> bool:
    return any(claim.row[index].value in PERMANENT for index in claim.where.get("state", ()))


def _only_named(row: Sequence[Lexeme], index: int, setting: Setting, *, ours: bool) -> bool:
    """Whether another body takes a side or, in a sentence about one of ours, only stands beside: "a trial at the Criminal Court"."""
    if index and row[index - 1].kind in {"number", "ordinal"}:
        return False  # "thirteen judges voted for it"
    if _takes_side(row, index) or (setting.organ in _ORGANS and _marks_a_thing(row, index)):
        return True
    return ours and not is_agent(row, index) and not _decides(row, index)


def is_marked(claim: Claim) -> bool:
    """Whether all other bodies a headline names only tell whose a thing is: "Bid to halt NATO bombing fails"."""
    others = [index for index in claim.where.get("body", ()) if claim.row[index].value == FOREIGN]
    return bool(others) and all(_marks_a_thing(claim.row, index) or _is_compounded(claim, index) for index in others)


def _is_compounded(claim: Claim, index: int) -> bool:
    """Whether a body only begins a German compound beside what became of a text: "Antrag auf Stopp der NATO-Angriffe durchgefallen"."""
    row, told = claim.row, claim.outcome in {ADOPTED, FAILED} and "text" in claim.where
    follows = told and index + 2 < len(row) and row[index + 1].text == "-" and row[index + 1].start == row[index].end
    return follows and row[index + 2].kind == "word"


def _marks_a_thing(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a body only tells whose a thing is: "NATO's air war", "the IAEA inspections"."""
    after = [lexeme.text for lexeme in row[index + 1 : index + 4]]
    if after[:2] == ["'", "s"]:
        return after[2:] not in (["board"], ["council"], ["assembly"], ["members"], ["executive"], ["governors"])
    return bool(after) and row[index + 1].kind == "word" and after[0].endswith("ing") and after[0] not in _ABOUT


def disown_title(claims: Sequence[Claim]) -> None:
    """Take a headline that names no organ for the body's that its text first tells a vote of: "Thirty for, two against in Vienna"."""
    if not claims or not claims[0].outside or claims[0].named or not claims[0].speaks:
        return
    first = next((claim for claim in claims[1:] if claim.speaks), claims[0])
    if first.organ == FOREIGN and first.named:
        claims[0].organ = FOREIGN


_ABOUT = frozenset({"concerning", "regarding", "including", "monitoring"})  # "the committee concerning Haiti"


def _is_told_of(claim: Claim, index: int) -> bool:
    """Whether a vote is told of the body at a place in a row, and it is not only named in what another one decides."""
    behind = claim.at < index and claim.row[index - 1].text not in _OBJECT
    return claim.at < 0 or behind or is_agent(claim.row, index) or _decides(claim.row, index)


_OBJECT = frozenset({"le", "el", "den", "o", "il"})  # "une déclaration qui appelle à réformer le Conseil"


def _is_place(claim: Claim, index: int) -> bool:
    """Whether what is told happened in a body, or was done by it: "failed in the Security Council", "the Security Council gave it …"."""
    if 0 <= claim.at < index:
        return any(lexeme.text in {"in", "by", "at", "through", "before"} for lexeme in claim.row[max(0, index - 4) : index])
    return index < _BESIDE and not any(lexeme.text in _LINKS for lexeme in claim.row[:index]) and "side" in claim.where


def _takes_side(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a body is named for the side its members took: "the United States and the European Union opposed the text"."""
    after = row[index + 1] if index + 1 < len(row) else None
    return after is not None and after.kind == "side" and after.form == "verb"


def _decides(row: Sequence[Lexeme], index: int) -> bool:
    """Whether what became of a text is told of a body as its subject: "the European Parliament on Thursday adopted"."""
    part = index > _BESIDE and any(lexeme.text in _LINKS for lexeme in row[index - _BESIDE : index])
    part = part or any(lexeme.text in _OPENING_LINKS for lexeme in row[:index][:_BESIDE])
    after = next((lexeme for lexeme in row[index + 1 : index + 6] if lexeme.kind not in {"light", "day", "word"}), None)
    return not part and (index <= _BESIDE or (after is not None and after.kind in {"outcome", "vote", "unanimous", "majority"}))


# What makes a body that follows a part of something else: "the chambers of", "charges before", "sanctions against".
_LINKS = frozenset({"of", "at", "to", "on", "for", "from", "against", "with", "about", "before", "under", "between", "over", "in", "into"})


_OPENING_LINKS = frozenset({"for", "from"})  # "As for the European Union, all but a handful of its members abstained"


def is_court(claim: Claim) -> bool:
    """Whether all other bodies a sentence names are courts, and no judges' votes are told: the Assembly asks one for its opinion."""
    others = [index for index in claim.where.get("body", ()) if claim.row[index].value == FOREIGN]
    return bool(others) and not claim.speaks and all(_is_asked(claim.row, index) for index in others)


def _is_asked(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a court is told of as a thing, and does nothing itself: "asking the ICJ", "a court for killers"; not "the Court orders"."""
    text, after = row[index].text, row[index + 1].text if index + 1 < len(row) else ""
    return (text in _COURTS or "court" in text or "tribunal" in text) and (index > _BESIDE or after in _NO_VERBS)


_COURTS = frozenset({"icj", "icc"})
_NO_VERBS = frozenset({"for", "about", "over", ",", ".", ";", ":", "?", ""})


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


def _of_neighbours(row: Sequence[Lexeme], bodies: list[tuple[int, str]], setting: Setting) -> list[tuple[int, str]]:
    """Take a bare "council" for another body's where that was named before it: "the governor vetoed it; the council overrode him"."""
    first = next((index for index, organ in bodies if organ == FOREIGN), len(row))
    bare = {index for index, _ in bodies if index > first and row[index].value in {"council", "assembly"} and not setting.settled}
    return [(index, FOREIGN if index in bare else organ) for index, organ in bodies]


def _is_anothers(row: Sequence[Lexeme], index: int) -> bool:
    """Whether an organ is a State's own, or another body's: "the General Assembly of the Organization of American States"."""
    before, after = row[max(0, index - 1) : index], row[index + 1 : index + 4]
    of = bool(after) and after[0].text == "of"
    if of and row[index].value == Organ.GENERAL_ASSEMBLY and len(after) > 1 and after[1].kind in {"word", "state"}:
        return True  # "the General Assembly of Virginia"
    beside = (*before, *(after[2:] if of and len(after) > 1 and after[1].text == "the" else ()))
    return any(lexeme.value == FOREIGN for lexeme in beside) or _is_national(row, index)


def _is_national(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a "Security Council" is a State's own: "Russia's Security Council, which …", "the Iranian Security Council approved"."""
    if row[index].value != Organ.SECURITY_COUNCIL or index + 1 >= len(row) or not index:
        return False
    owner = row[index - 3] if index > 2 and row[index - 1].value == "s" else row[index - 1]
    owned = owner.kind == "state" and (row[index - 1].value == "s" or owner.form == "adjective")
    after = next((lexeme for lexeme in row[index + 1 : index + 4] if lexeme.kind not in {"unanimous", "day", "light"}), row[index + 1])
    return owned and (after.value in {",", "."} or (after.kind == "outcome" and after.value not in {VETO, "block"}))


def _full(value: str, setting: Setting) -> str:
    if value in _ORGANS or value == FOREIGN:
        return value
    if setting.organ == FOREIGN and value in {"council", "assembly"}:
        return FOREIGN
    if value == "council":
        return setting.organ if setting.organ in {Organ.SECURITY_COUNCIL, Organ.HUMAN_RIGHTS_COUNCIL} else ""
    return Organ.GENERAL_ASSEMBLY if value == "assembly" and setting.organ == Organ.GENERAL_ASSEMBLY else ""


def is_agent(row: Sequence[Lexeme], index: int) -> bool:
    """Whether what stands at a place in a row did what is told before it: "by the Assembly"."""
    return any(lexeme.kind == "agent" for lexeme in row[max(0, index - 4) : index])
