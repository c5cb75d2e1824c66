"""Vetoes that were not cast, told in a whole clause: "Ni China ni Rusia usaron su veto", "unklar, ob sie es mit einem Veto stoppen"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.lexeme import Lexeme


def nobody_does(row: Sequence[Lexeme], index: int) -> bool:
    """Whether the subject of the clause that a verb stands in is nobody: "Weder China noch Russland", "aucun des cinq n'a opposé"."""
    begin = _clause(row, index)
    place = next((at for at in range(begin, min(index, begin + _OPENS)) if row[at].text in _NOBODY), -1)
    return place >= 0 and all(item.kind != "state" for item in row[begin:place])


def is_in_doubt(row: Sequence[Lexeme], index: int) -> bool:
    """Whether the clause that a verb stands in only asks: ", ob sie …", "no estaba claro si …", "on ignorait si …"."""
    for back in range(index - 1, max(-1, index - _FAR), -1):
        if row[back].text in _WHETHER:
            return row[back].text not in _IF or any(item.text in _UNSURE for item in row[max(0, back - _NEAR) : back])
        if row[back].text in _ENDS or (row[back].text == "," and row[back + 1].text not in _WHETHER):
            return False
    return False


def _clause(row: Sequence[Lexeme], index: int) -> int:
    """Return where a verb's clause begins: no comma between two that nobody joins does ("ni la Chine, ni la Russie")."""
    for back in range(index - 1, -1, -1):
        if row[back].text in _ENDS or (row[back].text == "," and row[back + 1].text not in _NOR):
            return back + 1
    return 0


_ENDS = frozenset({".", ";", ":", "(", ")"})
_OPENS = 4  # lexemes in which a clause says that nobody does it: "esta vez ni China ni Rusia"
_FAR, _NEAR = 25, 6
_NOR = frozenset({"ni", "nem", "né", "noch", "nor"})
_NOBODY = _NOR | {
    "weder", "neither", "none", "nobody", "aucun", "aucune", "nul", "personne", "pas un", "ninguno", "ninguna", "ningún", "nadie",
    "nenhum", "nenhuma", "ninguém", "nessuno", "nessuna", "nessun", "keiner", "keines", "keine", "kein", "niemand",
}  # fmt: skip
_IF = frozenset({"si", "se"})
_WHETHER = _IF | {"ob", "whether"}
_UNSURE = frozenset({
    "ignorait", "ignore", "ignoraient", "savait", "sait", "savoir", "incertain", "clair", "doute", "claro", "sabía", "sabe", "duda",
    "dudas", "incierto", "sabia", "dúvida", "dúvidas", "incerto", "chiaro", "sapeva", "sa", "dubbio", "demande", "demandait", "pregunta",
    "preguntaba", "pergunta", "perguntava", "chiede", "chiedeva",
})  # fmt: skip
