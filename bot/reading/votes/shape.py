"""A sentence as a string of one letter a lexeme, for the grammar of clauses to be matched against.

::

    G a list of States (g its other lexemes)   J a State's adjective   D who speaks for a State   i a pronoun
    N a count   M the size of a body   V members, countries   O other, further   R the rest, everyone else   A all   C but, save
    Y K Z X  verbs: for, against, abstaining, not voting     y k z x  nouns     f c  adverbs: in favour, against
    e  verbs of approval that take a side only where members are counted: favoured, wanted, agreed     E  those of an outcome: approved
    w be   h have   v an adverb   d a day   t an article   o of, on, in   ~ with   & and, but   + together with   = so did   I among
    L only, alone   W who, which, that   b by   F not, would   Q an outcome   T a text   B a body   ' of a possessive
    n refused   # a figure that counts nothing   u votes   S did so   r any other word
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import Group
from bot.reading.votes.voters import VOTERS


class Shape(NamedTuple):
    """The letters of a sentence, where in its row the lexeme of each stands, and its lists by the letter they begin at."""

    kinds: str
    places: Sequence[int]
    lists: dict[int, Group]


def shape(row: Sequence[Lexeme], lists: Sequence[Group]) -> Shape:
    """Return a sentence as letters; quotation marks, which part nothing, have none."""
    letters = [_letter(*lexeme[2:6]) for lexeme in row]
    for group in lists:
        letters[group.first : group.last + 1] = "G" + "g" * (group.last - group.first)
    kinds = "".join(letters).replace("t'G", "ttG")  # elided: "L'Italia e altri 24 Paesi"
    if "?" in kinds:
        kinds = "".join(letter if letter != "?" else _in_place(row, index) for index, letter in enumerate(letters))
    if _QUOTE not in kinds:
        return Shape(kinds, range(len(row)), {group.first: group for group in lists})
    places = [index for index, letter in enumerate(letters) if letter != _QUOTE]
    at = {index: letter for letter, index in enumerate(places)}
    return Shape(kinds.replace(_QUOTE, ""), places, {at[group.first]: group for group in lists})


_QUOTE = '"'


def _in_place(row: Sequence[Lexeme], index: int) -> str:
    """Return the letter of "to vote for", "to vote no", "For: 12" and "every one", "all but", which only the word before tells."""
    before = row[index - 1].text if index else ""
    if row[index].text in _ARTICLES_OR_OF:
        return _of_or_the(row, index, before)
    if row[index].text == "y":
        return "v" if row[index + 1 : index + 2] and row[index + 1].text in _AFTER_Y else "&"  # French: "ils y ont souscrit"
    if row[index].text in {"but", "mais"}:
        return _but(row, index, before)
    if row[index].text == "one":
        return "v" if before == "every" else "L" if before == "the" else "N" if row[index].kind == "number" else "t"
    if row[index].text == "agreed on":
        return "e" if row[index + 1 :] and row[index + 1].kind == "day" else "r"
    return "f" if before == "to vote" or (row[index + 1 :] and row[index + 1].text == ":") else "f" if row[index].kind == "side" else "r"


def _but(row: Sequence[Lexeme], index: int, before: str) -> str:
    """Return the letter of "but": "and", or "except"; and of "mais", the same in French and more in Portuguese."""
    if row[index].text == "but":
        return "C" if before.rpartition(" ")[2] in _ALL else "&"
    return "O" if before == "e" and row[index + 1 : index + 2] and row[index + 1].kind == "number" else "&"


_BEFORE_NO = frozenset({"to vote", "only", "the only", "lone", "sole", "single", "solitary"})
_AFTER_Y = frozenset({"ont", "a", "avaient", "avait", "sont", "étaient", "était"})
_ARTICLES_OR_OF = frozenset({"das", "die", "der", "dos", "no"})


def _of_or_the(row: Sequence[Lexeme], index: int, before: str) -> str:
    """Return the letter of a word that is "the", "who" or "of the", and of the Spanish two: "das", "die", "der", "dos"."""
    word, after = row[index].text, row[index + 1 : index + 2]
    if word == "no":
        return "k" if before in _BEFORE_NO else "o"  # Portuguese: "no Conselho"
    if word == "dos":  # Spanish, two; Portuguese, of the
        opens = not index or row[index - 1].kind == "mark" or before in _BEFORE_TWO
        return "N" if opens and row[index].kind == "number" else "o"
    if word == "der" and index and (row[index - 1].kind == "text" or (row[index - 1].kind == "number" and _counts(after))):
        return "o"  # German: "zehn der fünfzehn Staaten", "der Entwurf der USA"
    if index > 1 and before == "," and row[index - 2].kind == "state" and after and after[0].kind != "state":
        return "W"  # German: "China, das sonst …, enthielt sich"
    return "o" if word == "das" else "t"  # Portuguese: "das Nações Unidas"


_BEFORE_TWO = frozenset({
    "fueron los", "fueron las", "los", "las", "solo", "sólo", "solamente", "otros", "otras", "con", "y", "e", "por", "a", "ni", "hubo",
    "mientras", "pero", "con solo", "estos", "estas", "esos",
})  # fmt: skip


def _counts(after: Sequence[Lexeme]) -> bool:
    """Whether a number, or the size of a body, follows."""
    return bool(after) and (after[0].value == "size" or after[0].kind == "number")


_ALL = frozenset(
    {"all", "everyone", "everybody", "nobody", "none", "one", "members", "nations", "countries", "council", "body", "member", "country"}
    | {"nation", "state", "delegation", "states", "delegations"}
)


@lru_cache(maxsize=8192)
def _letter(text: str, kind: str, value: str, form: str) -> str:
    """Return the letter of a lexeme as it stands for itself."""
    if text in _BY_TEXT and not (kind == "number" and text == "once"):  # Spanish, eleven
        return _BY_TEXT[text]
    if kind == "mark":
        return text if text in ',;:()"' else "-" if text in _DASHES else "."
    if kind in {"side", "outcome"}:
        return _BY_SIDE[form].get(value, "r") if kind == "side" else "E" if value == "adopted" or text in _BACKED else "Q"
    if kind == "light":
        return _BY_LIGHT[value] if value in _BY_LIGHT else "V" if text.endswith(_MEMBERS) or text in VOTERS else "r"
    return "v" if kind in {"word", "join"} and text.endswith("ly") else _BY_KIND.get(kind, "r")


_BY_SIDE = {
    "verb": {"yes": "Y", "no": "K", "abstain": "Z", "absent": "X"},
    "noun": {"yes": "y", "no": "k", "abstain": "z", "absent": "x"},
    "adv": {"yes": "f", "no": "c", "abstain": "z"},
}
_BY_KIND = {
    "state": "J", "number": "N", "other": "O", "all": "A", "only": "L", "among": "I", "amongst": "I", "body": "B", "unanimous": "A",
    "future": "F", "sub": "W", "agent": "b", "vote": "u", "day": "d", "text": "T", "amendment": "T", "join": "+",
    "as": "=", "same": "S", "ordinal": "#",
    "symbol": "#", "score": "#", "article": "t",
}  # fmt: skip
_BY_LIGHT = {
    "size": "M",
    "assent": "e",
    "parted": "v",
}  # assent: what takes a side only where members are counted, "expressed their agreement"
_BACKED = frozenset({"backed", "endorsed", "supported", "upheld", "carried"})
_MEMBERS = (
    "members",
    "countries",
    "nations",
    "states",
    "member",
    "country",
    "nation",
    "state",
    "of the council",
    "of the security council",
)
_DASHES = frozenset({"-", "\u2013", "\u2014"})
_BY_TEXT = {
    word: letter
    for letter, words in {
        "'": "'; s",
        "?": "y; mais; for; one; but; no; das; die; der; dos; agreed on",
        "N": "dozen",
        "B": "body; órgano; organe; órgão; organo; organs; rat; rates; rats; gremium; gremiums; chamber; hall; room; table; horseshoe",
        "A": "all; every; everyone; everybody; tous; toutes; todos; todas; alle; sämtliche; tutti; tutte"
        "; tous les; todos los; todos os; tutti gli; tutti i",
        "V": "delegates; powers; ambassadors; envoys; seats; delegation; colleagues; ones; voters",
        "D": "ambassador; envoy; representative; delegate; diplomat; mission; permanent; minister; secretary",
        "n": "refused; disagreed; demurred; baulked; balked",
        "R": "others; demás; übrigen; rest; remainder; everyone else; everybody else; all else; every else",
        "C": "save; except; with the exception of; with one exception of; with sole exception of; with the sole exception of; apart from"
        "; aside from; except for; bar; excepting; sauf; salvo; excepto; exceto; außer; ausser; tranne; eccetto; hormis; excepté; menos"
        "; à l'exception de; à l'exception des; à l'exception du; con la excepción de; con excepción de; a excepción de; mit ausnahme"
        "; mit ausnahme der; mit ausnahme von; bis auf; com exceção de; com exceção da; com exceção do; com exceção dos; à exceção da"
        "; com excepção de; com excepção da; com excepção dos; à exceção de; à exceção dos; ad eccezione di; ad eccezione degli"
        "; ad eccezione del; ad eccezione della; a eccezione di; con l'eccezione di; con l'eccezione degli; con l'eccezione della",
        "e": "ready to; wanted to; voted to; favoured; favored; wanted; wished; liked; agreed; accepted; welcomed"
        "; willing; ready; prepared; happy; pleased; content"
        "; soutenaient; appuyaient; unterstützten; befürworteten; hanno sostenuto; sostenevano"
        "; wollten; querían; queriam; voulaient; volevano",
        "w": "was; were; is; are; be; being; been; foram; fueron; furent; étaient; eran; waren; était"
        "; sono stati; sono state; erano stati; erano state"
        "; fue; foi; fueron los; fueron las; foram os; foram as; erano; sono; war; wurde; wurden; sont; son; sind",
        "h": "had; has; have; having; ont; han; hat; haben; hatte; hatten; hanno; avaient; habían; haviam; avevano; tinham",
        "v": "also; this time; in the event; at the last moment; for once; on this occasion; at the end"
        "; then; again; both; each; too; alike; likewise; instead; even; finally; once; eventually;"
        " themselves; itself; still; now"
        "; later; afterwards; together; next; meanwhile; in the end; there; here; aussi; également; también; igualmente; auch; ebenfalls"
        "; também; anche; pure; finalement; finalmente; infine; schließlich; elles-mêmes; eux; as many as",
        "t": "the; a; an; its; their; this; that; these; those; his; her; our; le; la; les; el; los; las; os; den; dem; il; lo; gli; i; l",
        "o": "of; on; in; from; at; among; around; de; des; du; del; di; dell; della; dei; degli; delle; do; da; von; vom"
        "; im; em; en; na; sur; su; siégeant au; siégeant à; représentés au; qui siègent au; présents au; que integran el; que forman el"
        "; que componen el; presentes en el; representados en el; sentados en el; que integram o; que compõem o; representados no"
        "; com assento no; presentes no; che siedono in; che compongono il; che siedono nel; presenti in; nel",
        "~": "with; mit; con; com; avec",
        "&": "and; while; whereas; or; as; though; although; yet; und; et; e; ed; aber; pero; mas; ma; sondern; sino; sino que"
        "; mientras; mentre; während; enquanto",
        "i": "it; they; he; she; them; er; sie; ils; elles; elle; ellos; ellas; eles; elas; essi; esse"
        "; su delegación; su embajador; su embajadora; sa délégation; sa représentante; sua delegação; a sua delegação; la sua delegazione"
        "; seine delegation; ihre delegation",
        "z": "abstentions",
        "W": "who; which; whose; whom; qui; que; che; cui; quien; quienes; quem",
        "F": "not; nor; never; neither",
        "+": "joined; plus",
        "L": "lone; sole; single; solitary",
    }.items()
    for word in words.split("; ")
}
