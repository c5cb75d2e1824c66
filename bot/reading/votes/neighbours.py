"""Bodies beside whose vote a sentence tells: other bodies than ours, and what of ours is only named, owned or made."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Organ
from bot.reading.votes.claim import ADOPTED, FAILED, FOREIGN, VETO, Claim, Setting
from bot.reading.votes.lexeme import Lexeme

_ORGANS = frozenset(Organ)
_BESIDE = 4  # lexemes
UN = frozenset(
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


def only_named(row: Sequence[Lexeme], index: int, setting: Setting, *, ours: bool) -> bool:
    """Whether another body takes a side or, in a sentence about one of ours, only stands beside: "a trial at the Criminal Court"."""
    if index and row[index - 1].kind in {"number", "ordinal"}:
        return row[index - 1].text.endswith(_NTH)  # "thirteen judges voted for it"; but "Syria, the 15th council member, did not"
    if _is_author(row, index):
        return True
    if _takes_side(row, index) or (setting.organ in _ORGANS and _marks_a_thing(row, index)):
        return True
    return ours and not is_agent(row, index) and not _decides(row, index)


_NTH = ("st", "nd", "rd", "th")


def _is_author(row: Sequence[Lexeme], index: int) -> bool:
    """Whether another body only put a text forward: "the resolution, brought by the European Union", "a text of the Arab League's"."""
    before = row[max(0, index - _AUTHORED) : index]
    by = next((at for at in range(len(before) - 1, -1, -1) if before[at].kind == "agent" or before[at].text.endswith(" by")), -1)
    if by < 0 or before[by].text in _OF_BODY or any(item.kind in {"mark", "outcome", "side"} for item in before[by + 1 :]):
        return False
    return before[by].kind == "sponsor" or (by > 0 and (before[by - 1].kind in {"sponsor", "text"} or before[by - 1].text in _BROUGHT))


_AUTHORED = 7  # lexemes
_BROUGHT = frozenset({
    "brought", "forward", "moved", "prepared", "tabled", "sought", "requested", "promoted", "championed", "negotiated", "steered", "pushed",
    "offered", "supported", "backed", "portée", "porté", "portato", "portata", "promossa", "promosso", "impulsada", "promovida", "getragen",
    "eingebrachten", "eingebracht", "déposé", "déposée", "apresentada", "movida", "presentata", "presentato", "auspiciada",
})  # fmt: skip


def is_marked(claim: Claim) -> bool:
    """Whether all other bodies a headline names only tell whose a thing is: "Bid to halt NATO bombing fails"."""
    others = [index for index in claim.where.get("body", ()) if claim.row[index].value == FOREIGN]
    return bool(others) and all(
        _marks_a_thing(claim.row, index)
        or _is_compounded(claim, index)
        or _is_topic(claim.row, index)
        or (_is_bloc(claim.row, index) and any(item.text in UN for item in claim.row))
        for index in others
    )


def _is_topic(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a headline that names the United Nations names another body for what a vote was about: "loses UN vote on NATO raids"."""
    about = any(item.text.rpartition(" ")[2] in _TOPICAL for item in row[max(0, index - 2) : index])
    return about and any(item.text in UN for item in row[:index])


_TOPICAL = frozenset({"on", "over", "about", "against", "sur", "sobre", "contre", "contra", "gegen", "zu", "über", "su", "contro", "sulla"})


def is_court(claim: Claim) -> bool:
    """Whether all other bodies a sentence names are courts, and no judges' votes are told: the Assembly asks one for its opinion."""
    others = [index for index in claim.where.get("body", ()) if claim.row[index].value == FOREIGN]
    return bool(others) and not claim.speaks and all(_is_asked(claim.row, index) for index in others)


def is_told_of(claim: Claim, index: int) -> bool:
    """Whether a vote is told of the body at a place in a row, and it is not only named in what another one decides."""
    behind = claim.at < index and claim.row[index - 1].text not in _OBJECT
    return claim.at < 0 or behind or is_agent(claim.row, index) or _decides(claim.row, index)


_OBJECT = frozenset({"le", "el", "den", "o", "il"})  # "une déclaration qui appelle à réformer le Conseil"


def is_owned(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a bare assembly is somebody's own, and not the United Nations': "Kosovo's assembly adopted its budget"."""
    owner = row[index - 3] if index > 2 and row[index].value == "assembly" and row[index - 1].text == "s" else None
    return owner is not None and owner.kind in {"state", "word"} and owner.text not in UN


def is_sat_on(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a body is only what somebody has a seat on: "suspended Russia's membership in the Human Rights Council"."""
    return any(item.text in _SEATS for item in row[max(0, index - _SEAT) : index])


_SEAT = 6  # lexemes between a seat and the body it is on
_SEATS = frozenset({
    "membership", "mitgliedschaft", "adhésion", "appartenance", "membresía", "suspension", "suspensión", "suspensão", "sospensione",
    "ausschluss", "sitz",
})  # fmt: skip


def is_made(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a body is what is to be made, and so makes nothing: "contra a criação do Conselho de Direitos Humanos"."""
    return index > 1 and (row[index - 2].text in _MAKING or (index > 2 and row[index - 1].text == "'" and row[index - 3].text in _MAKING))


_MAKING = frozenset({
    "criação", "creación", "création", "creazione", "istituzione", "schaffung", "gründung", "einrichtung", "instauration", "institution",
    "establecimiento", "estabelecimento", "instituição", "institución", "mise en place", "fundación", "fundação",
})  # fmt: skip


def is_anothers(row: Sequence[Lexeme], index: int) -> bool:
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


def of_neighbours(row: Sequence[Lexeme], bodies: list[tuple[int, str]], setting: Setting) -> list[tuple[int, str]]:
    """Take a bare "council" for another body's where that was named before it: "the governor vetoed it; the council overrode him"."""
    first = next((index for index, organ in bodies if organ == FOREIGN), len(row))
    bare = {index for index, _ in bodies if index > first and row[index].value in {"council", "assembly"} and not setting.settled}
    return [(index, FOREIGN if index in bare else organ) for index, organ in bodies]


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


_ABOUT = frozenset({"concerning", "regarding", "including", "monitoring"})  # "the committee concerning Haiti"


def is_place(claim: Claim, index: int) -> bool:
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


def only_beside(row: Sequence[Lexeme], index: int) -> bool:
    """Whether another body is a court that is asked, a text's author or named for its members, where one of ours is named as well."""
    return _is_court_asked(row, index) or _is_bloc(row, index) or _owns_text(row, index)


def _is_court_asked(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a court is only asked for its opinion by an organ of ours that the sentence names: "judges in The Hague will be asked"."""
    asked = any(item.text in _ASKED for item in row) and not any(item.text in _RULED for item in row[index + 1 : index + _VERDICT])
    return asked and (
        _is_asked(row, index) or (row[index].text == "judges" and any(item.text in _HAGUE for item in row[index + 1 : index + 4]))
    )


_ASKED = frozenset({"asked", "ask", "asks", "asking", "opinion", "advisory", "refer", "referred", "question"})
_RULED = frozenset({
    "held", "holds", "ruled", "rules", "found", "finds", "said", "says", "decided", "declared", "voted", "ordered", "orders", "concluded",
    "gave", "delivered", "rejected", "told", "advised",
})  # fmt: skip
_VERDICT = 6  # lexemes from a court to what it did
_HAGUE = frozenset({"the hague", "hague", "icj", "world court"})


def _owns_text(row: Sequence[Lexeme], index: int) -> bool:
    """Whether another body only put a text forward that one of ours voted on: "eine Resolution der Europäischen Union"."""
    of = False
    for item in reversed(row[max(0, index - _TO_TEXT) : index]):
        if item.kind in {"text", "sponsor"}:
            return of or item.kind == "sponsor"
        if item.kind not in {"light", "agent", "article"} and item.text not in {"'", "d", "l", "dell"}:
            return False
        of = of or item.kind == "agent" or item.text in _OF_BODY
    return False


_TO_TEXT = 5  # lexemes between a text and whose it is
_OF_BODY = frozenset({"de", "d", "del", "der", "des", "da", "do", "di", "della", "dell", "du", "von", "dei", "degli", "delle"})


def _is_bloc(row: Sequence[Lexeme], index: int) -> bool:
    """Whether another body is named for its members, who vote in ours: "ASEAN split as UN calls for …", "the ten ASEAN members"."""
    after = row[index + 1 : index + 3]
    return row[index].text in _BLOCS and bool(after) and after[0].text in _OF_BLOC


def counts_bloc(row: Sequence[Lexeme], index: int) -> bool:
    """Whether members of another body are told by their number among others: "150 countries were for it, all 25 of the EU with them"."""
    before = row[max(0, index - 3) : index]
    return row[index].text in _BLOCS and any(item.text == "of" for item in before[1:]) and before[0].kind == "number"


_BLOCS = frozenset({
    "asean", "nato", "european union", "african union", "arab league", "oas", "opec", "eu", "gulf cooperation council", "oic", "mercosur",
})  # fmt: skip
_OF_BLOC = frozenset({
    "members", "member", "states", "countries", "nations", "split", "splits", "divided", "ambassadors", "envoys", "delegations", "allies",
    "partners", "bloc", "governments", "member states", "united", "torn",
})  # fmt: skip


def _is_asked(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a court is told of as a thing, and does nothing itself: "asking the ICJ", "a court for killers"; not "the Court orders"."""
    text, after = row[index].text, row[index + 1].text if index + 1 < len(row) else ""
    if not (text in _COURTS or "court" in text or "tribunal" in text):
        return False
    return index > _BESIDE or after in _NO_VERBS or any(item.text in _GIVEN for item in row[index + 1 : index + _AUXILIARIES])


_COURTS = frozenset({"icj", "icc"})
_GIVEN = frozenset({"asked", "asked to", "requested", "given", "handed", "invited", "empowered", "tasked"})  # "the Court will be asked to"
_AUXILIARIES = 4  # lexemes after a court within which a passive verb tells what is done to it
_NO_VERBS = frozenset({"for", "about", "over", ",", ".", ";", ":", "?", ""})


def is_agent(row: Sequence[Lexeme], index: int) -> bool:
    """Whether what stands at a place in a row did what is told before it: "by the Assembly"."""
    return any(lexeme.kind == "agent" for lexeme in row[max(0, index - 4) : index])
