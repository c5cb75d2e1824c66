"""Words of failure that tell of no vote: a State that rejects a text by itself, votes lost in a row, "two failed conferences"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.claim import AUXILIARIES, Claim
from bot.reading.votes.fates import by_state, fails_otherwise
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.voters import VOTERS


def is_not_told(claim: Claim, index: int) -> bool:
    """Whether a word stands for no result: "two failed conferences", or a State that rejects a text by itself."""
    row = claim.row
    before = row[index - 1] if index else None
    marks = row[index].text == "failed" and before is not None and (before.text in _ARTICLES or before.kind == "number")
    tried = row[index].text == "failed" and before is not None and before.text in _AFTER and index + 1 < len(row)
    return (
        (tried and row[index + 1].kind != "mark")
        or marks
        or _loses_several(row, index)
        or _rejects_itself(row, index)
        or _ratifies(row, index)
        or fails_otherwise(claim, index)
    )


def _ratifies(row: Sequence[Lexeme], index: int) -> bool:
    """Whether States ratify a treaty, which no organ votes on: "the nations that have ratified its statute"."""
    return row[index].text == "ratified" and any(item.text.rpartition(" ")[2] in VOTERS for item in row[max(0, index - _CLOSE) : index])


_CLOSE = 4


def _loses_several(row: Sequence[Lexeme], index: int) -> bool:
    """Whether somebody lost several votes in a row, each on something else: "Colombo has lost three votes"."""
    after = row[index + 1 : index + 3]
    return row[index].text in {"lost", "loses", "lose"} and len(after) > 1 and after[0].number > 1 and after[1].text == "votes"


def _rejects_itself(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a State, not an organ, does the rejecting: "Iran's mission rejected the resolution"."""
    if row[index].text not in _REJECTS:
        return False
    wished = any(item.text in _WISHES for item in row[:index]) and isinstance(by_state(row, index), str)
    if wished or _opens_before_states(row, index) or any(item.text == "both" for item in row[max(0, index - 3) : index]):
        return True  # "a Russian proposal was turned down by the Americans", "a rebuke that both of them rejected"
    for lexeme in reversed(row[max(0, index - 9) : index]):
        if lexeme.text in _RULERS:
            return True
        if lexeme.kind in {"body", "text", "outcome", "side", "amendment"} or lexeme.text in ",;:" or lexeme.value in AUXILIARIES:
            return False
        if lexeme.kind == "state":
            return lexeme.form != "adjective"
    return False


def _opens_before_states(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a plural verb opens its sentence and has several States behind it for its subject: "Rechazaron el texto Chad y Perú"."""
    several = sum(item.kind == "state" for item in row[index + 1 :]) > 1
    opens = index <= _OPENING and row[index].text.endswith(_PLURAL)
    return several and opens and not any(item.kind == "body" for item in row[: index + _OBJECT])


_OPENING, _OBJECT = 1, 5  # lexemes before a verb that opens its sentence, and up to its object
_PLURAL = ("aron", "aram", "ont rejeté", "hanno respinto", "lehnten")  # whose subject is several States, and no organ
_AFTER = frozenset({"after", "despite", "following", "amid", "over"})  # "after failed Hungarian change"
_WISHES = frozenset({"proposal", "proposals", "amendment", "amendments", "change", "changes", "wish", "request", "demand", "idea", "offer"})
# Who speaks for one State: "El Gobierno rechazó la decisión".
_RULERS = frozenset({
    "gobierno", "gouvernement", "regierung", "governo", "ministerio", "ministère", "ministério", "ministero", "canciller", "cancillería",
    "presidente", "président", "präsident", "kreml", "kremlin", "régimen", "régime", "junta", "oposición", "embajador", "ambassadeur",
    "botschafter", "embaixador", "ambasciatore", "ministro", "ministre", "außenminister", "farnesina", "itamaraty",
})  # fmt: skip
_REJECTS = frozenset(
    {
        "rechazaron",
        "rejeitaram",
        "ont rejeté",
        "hanno respinto",
        "lehnten",
        "rejected",
        "rejecting",
        "rejects",
        "turned down",
        "rechazó",
        "rechaza",
        "a rejeté",
        "rejette",
        "rejeitou",
        "rejeita",
    }
)
_ARTICLES = frozenset({"a", "the", "its", "their", "another", "this", "several", "many", "previous", "earlier"})  # "two failed conferences"
