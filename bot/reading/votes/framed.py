"""German clauses that a verb opens and another word closes: "sagten am Mittwoch elf Mitglieder Ja", "lehnten den Entwurf ab"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.lexeme import Lexeme

_CLOSING = {
    "sagten": {"ja": "yes", "nein": "no"},
    "sagte": {"ja": "yes", "nein": "no"},
    "hoben": {"dafür": "yes", "dagegen": "no"},
    "hob": {"dafür": "yes", "dagegen": "no"},
}
_REJECTING = {"lehnten": "ab", "lehnte": "ab", "wiesen": "zurück", "wies": "zurück"}
_BACKING = frozenset({"unterstützten", "unterstützte", "befürworteten", "befürwortete"})
WORDS = frozenset({*_CLOSING, *_REJECTING, *_BACKING})
_FRAME = 18  # lexemes of a clause between its verb and what closes it
_TEXTS = frozenset({"text", "symbol"})
_PARTED = "parted"
_OBJECT = frozenset({"light", "day", "body", "word", "sponsor", "agent", "state", "article", "majority"})


def settle(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme | None:
    """Return a verb as that of the side that its clause tells; None where it tells none."""
    if lexeme.text in _CLOSING:
        place = _closed(row, index)
        return _take(row, index, place, _CLOSING[lexeme.text][row[place].text]) if place else None
    if not _has_voters(row, index):
        return None
    if lexeme.text in _BACKING:
        return _side(lexeme, "yes") if _takes_text(row[index + 1 : index + _FRAME]) else None
    place = _particle(row, index)
    return _take(row, index, place, "no") if place and _takes_text(row[index + 1 : place]) else None


def _closed(row: Sequence[Lexeme], index: int) -> int:
    """Return where the answer stands that closes a clause, its voters between: "sagten elf der 15 Mitglieder Ja"; 0 where none does."""
    for place in range(index + 2, min(len(row), index + _FRAME)):
        item = row[place]
        if item.text in _CLOSING[row[index].text] and _ends(row, place):
            hand = row[index].text.startswith("sag") or any(word.text in {"hand", "hände"} for word in row[index + 1 : place])
            return place if hand and any(_votes(row, at) for at in range(index + 1, place)) else 0
        if item.text in {";", ":", "."} or item.kind in {"outcome", "sub"}:
            return 0
    return 0


def _votes(row: Sequence[Lexeme], at: int) -> bool:
    return row[at].kind == "number" or (row[at].kind == "state" and row[at].form != "adjective")


def _has_voters(row: Sequence[Lexeme], index: int) -> bool:
    """Whether States, or so many members, open the clause that a verb stands second in: "Russland und China lehnten …"."""
    begin = max((at + 1 for at in range(index) if row[at].text in {";", ":", ".", "-"}), default=0)
    before = row[begin:index]
    if any(item.kind in {"body", "side", "outcome", "text"} for item in before):
        return False
    return any(_votes(row, at) for at in range(begin, index)) and (before[-1].kind in {"state", "light"} or before[-1].text.isalpha())


def _particle(row: Sequence[Lexeme], index: int) -> int:
    """Return where a verb's particle closes its clause; 0 where none does, or the next clause comes first."""
    particle = _REJECTING[row[index].text]
    for place in range(index + 1, min(len(row), index + 2 * _FRAME)):
        if row[place].text == particle and _ends(row, place):
            return place
        if row[place].text in {";", ":", "."}:
            return 0
    return 0


def _takes_text(ahead: Sequence[Lexeme]) -> bool:
    """Whether a text is what a verb takes, when and where, and whose it is, between."""
    for item in ahead:
        if item.kind in _TEXTS:
            return True
        if item.kind == "outcome" and item.value == "veto":
            continue  # "lehnten mit einem doppelten Veto eine Resolution … ab"
        if item.kind not in _OBJECT and item.text not in {"'", '"', ",", "-"}:
            return False
    return False


def _ends(row: Sequence[Lexeme], place: int) -> bool:
    return place + 1 == len(row) or row[place + 1].kind == "mark" or row[place + 1].text in {"und", "während", "aber"}


def _take(row: list[Lexeme], index: int, place: int, side: str) -> Lexeme:
    """Return a verb as that of a side; the word that told it means nothing more."""
    row[place] = row[place]._replace(kind="light", value=_PARTED, form="")
    return _side(row[index], side)


def _side(lexeme: Lexeme, side: str) -> Lexeme:
    return lexeme._replace(kind="side", value=side, form="verb")
