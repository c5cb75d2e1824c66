"""Numbers of voters far from their verb: "128 countries defied Washington and backed the text"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.claim import FOREIGN
from bot.reading.votes.lexeme import Lexeme, Where
from bot.reading.votes.sides import ARTICLES, CONJUNCTIONS, Count, Counts


def bind_voters(row: Sequence[Lexeme], numbers: Sequence[int], told: Counts, bound: dict[int, str]) -> None:
    """Read "128 countries defied Washington and backed the text" and "a majority, 153 members, called for": voters far from a verb."""
    for index in numbers:
        lexeme = row[index]
        if index and row[index - 1].text in _TOPICS:
            continue  # "Declaration on two states approved"
        authors = any(item.kind == "sponsor" for item in row[max(0, index - _NEAR) : index])
        after = after_voters(row, index) if index not in bound and not authors else 0
        if after:
            ahead = _verb_ahead(row, after)
            most = any(item.kind == "majority" for item in row[max(0, index - 6) : index])
            acted = any(item.kind == "outcome" and item.value in _DONE and item.text != "ratified" for item in row[after : after + 4])
            most = most or (acted and any((told[side].number or 0) < lexeme.number for side in ("no", "abstain") if side in told))
            most = most or (lexeme.number >= _MOST and _speak(row, after))
            most = most or _approve(row, after) or _decide(row, index, after)
            side = ahead.value if ahead is not None else "yes" if most else "no" if _turn_down(row, after) else ""
            if side and side not in told:
                told[side] = Count(lexeme.number + _named_before(row, index))
                return


_TOPICS = frozenset({"on", "about", "over", "between", "sur", "sobre", "über", "su"})


def _named_before(row: Sequence[Lexeme], number: int) -> int:
    """Return how many are named beside a number of others: "o Brasil e outros 31 países aprovaram"."""
    if number < _CONJOINED or row[number - 1].kind != "other" or row[number - 2].text not in CONJUNCTIONS:
        return 0
    at, named = number - 3, 0
    while at >= 0 and (row[at].kind == "state" or row[at].text == "," or row[at].text in ARTICLES):
        named += row[at].kind == "state"
        at -= 1
    return named


_CONJOINED = 3
_NEAR = 6  # lexemes between what tells of authors and how many they are: "co-sponsored by Pakistan and over 180 other countries"
_MOST = 97  # more than half of the Assembly's members


def _speak(row: Sequence[Lexeme], index: int) -> bool:
    """Whether so many voters do what the Assembly does: "141 countries in the General Assembly deplored the aggression"."""
    if index < len(row) and row[index].text in {"haben", "hatten"}:
        close = next((at for at in range(index, len(row)) if row[at].kind == "mark"), len(row)) - 1
        return row[close].kind == "outcome" and row[close].value in _DONE
    for lexeme in row[index : index + 8]:
        if lexeme.kind not in {"light", "body", "day", "mark"}:
            return lexeme.kind == "outcome" and lexeme.value in _DONE
    return False


def _turn_down(row: Sequence[Lexeme], index: int) -> bool:
    """Whether voters do the rejecting themselves: "nineteen members voted down the motion"."""
    verb = next((lexeme for lexeme in row[index : index + 3] if lexeme.kind != "light"), None)
    return verb is not None and verb.value == "failed" and verb.kind == "outcome"


_DONE = frozenset({"adopted", "acted", "spoke"})
VOTERS = frozenset({
    "integrantes", "countries", "nations", "members", "states", "delegations", "governments", "capitals", "pays", "états", "membres",
    "délégations", "países", "estados", "miembros", "delegaciones", "membros", "delegações", "länder", "staaten", "mitglieder",
    "ratsmitglieder", "paesi", "stati", "membri", "nazioni", "delegazioni", "governi", "etats", "capitales", "gouvernements",
    "naciones", "gobiernos", "nações", "governos", "estados-membros", "países-membros", "mitgliedstaaten",
    "mitgliedsstaaten", "mitgliedsländer", "ländern", "mitgliedern", "nationen", "delegationen", "regierungen", "pays-membres",
    "partenaires", "socios", "parceiros", "mains", "manos", "mãos", "hände", "mani",
    "états-membres",
})  # fmt: skip
_OTHERS = frozenset({"others", "otros", "outros", "altri", "autres", "weitere"})


def after_voters(row: Sequence[Lexeme], number: int) -> int:
    """Return where a clause goes on after "twelve countries" or "fourteen of the council's members"; 0 where no voters are named."""
    for index in range(number + 1, min(number + 8, len(row))):
        word = row[index].text
        if word.rpartition(" ")[2] in VOTERS or word in _OTHERS:
            return index + 1
        if row[index].kind not in {"light", "body", "other"} and word not in {"'", "s", "ses", "sus", "seus", "seiner", "suoi"}:
            return 0
    return 0


def unsided(row: Sequence[Lexeme], where: Where) -> int:
    """Return how many voters did something that is no side: "161 countries saw no harm in it"; 0 where none, or several, are told."""
    if "number" not in where or "past" in where or "future" in where:
        return 0
    told = [row[index].number for index in where["number"] if _acting(row, index)]
    return told[0] if len(told) == 1 and not any(lexeme.kind == "sponsor" or lexeme.text in _OTHERWISE for lexeme in row) else 0


def _acting(row: Sequence[Lexeme], index: int) -> bool:
    """Whether members, as many as may carry a text, act by themselves: none that are told by the side of another number's."""
    if not _FEW <= row[index].number <= _ALL or (index and row[index - 1].text in _NOT_SUBJECTS):
        return False
    after = after_voters(row, index)
    others = index > 0 and row[index - 1].kind == "other" and index + 1 < len(row)
    after = after or (index + 1 if others or _speaks_next(row, index) else 0)
    if after and row[after : after + 1] and row[after].text == "of":
        after = next((place + 1 for place in range(after + 1, min(after + 3, len(row))) if row[place].text in _UN), after)
    return 0 < after < len(row) and row[after].kind not in {"side", "mark", "number", "sub", "agent"} and row[after].text not in _OF


def _speaks_next(row: Sequence[Lexeme], index: int) -> bool:
    return index + 1 < len(row) and row[index + 1].value == "spoke"  # "127 condemned the use of heavy weapons"


_UN = frozenset({"united nations", "un", "u.n.", "world body", "assembly", "general assembly"})  # "87 members of the United Nations asked"
_FEW, _ALL = 9, 193
_OF = frozenset({"of", "in", "to", "and", "or", "that"})
_NOT_SUBJECTS = frozenset({"by", "of", "than", "with", "from", "to", "among", "for", "the", "all", "some", "over", "about", "nearly"})
# What members do that is no vote: a treaty signed, a debate held, a seat won.
_OTHERWISE = frozenset({
    "signed", "sign", "signatories", "ratified", "spoke", "speakers", "speak", "joined", "parties", "party", "recognise", "recognize",
    "recognised", "recognized", "elected", "contribute", "contributed", "troops", "killed", "wrote", "letter", "asked for", "requested",
    "expected", "members are", "ago", "before", "earlier", "previously", "already", "so far", "since", "took the floor", "addressed",
})  # fmt: skip
_HAVING = frozenset({"avaient", "ont", "habían", "han", "haviam", "hatten", "haben", "hanno", "avevano", "tinham"})


def _is_doing(side: Lexeme) -> bool:
    return side.form == "verb" or side.text in {"was for", "were for"}


def _resolve(words: str) -> bool:
    return words.startswith("voted") and words.endswith(" to")


def _names_voters(lexeme: Lexeme) -> bool:
    first, noun = lexeme.text.partition(" ")[0], lexeme.text.rpartition(" ")[2]
    return noun in VOTERS or noun == "member" or first == "members"


def all_voted(row: Sequence[Lexeme]) -> bool:
    """Whether all members are said to have voted for it: "all members of the Security Council voted on Thursday for resolution 2719"."""
    index = next((index for index, item in enumerate(row[:-1]) if item.kind == "all" and _names_voters(row[index + 1])), -1)
    behind = row[index + 2 : index + 14]
    if index < 0 or any(item.text in EXCEPT or item.text.startswith(_EXCEPTING) for item in (*row[:index], *behind)):
        return False
    before = row[max(0, index - 2) : index]
    if before and (before[-1].kind == "agent" or before[-1].text.endswith(" by")):
        return _takes_part(before[0] if before[-1].kind == "agent" else before[-1]) and _of_an_organ(behind)
    verb = next((place for place, item in enumerate(behind) if item.kind not in _BETWEEN and len(item.text) > 1), -1)
    if verb < 0 or not _takes_part(behind[verb]):
        return False
    return behind[verb].kind == "side" or (
        _of_an_organ(behind[:verb]) and AGAINST.isdisjoint(item.text for item in behind[verb + 1 : verb + 3])
    )


_BETWEEN = frozenset({"light", "body", "day", "vote"})


def _takes_part(verb: Lexeme) -> bool:
    """Whether a verb tells that voters were in favour: "voted for", "supported", "voted on Friday to"."""
    if verb.kind == "outcome":
        return verb.value == "adopted" or _resolve(verb.text)
    return verb.kind == "side" and verb.value == "yes" and (_is_doing(verb) or verb.text.endswith(" by"))


def _of_an_organ(after: Sequence[Lexeme]) -> bool:
    """Whether members are an organ's, or nobody else's: "all members of the Council", "by all its members."."""
    if not after or after[0].text != "of":
        return True
    return next((item.value != FOREIGN for item in after[:_WHOSE] if item.kind == "body"), False)


_WHOSE = 9  # lexemes that tell whose members they are: "of the U.N. Security Council"


# What those who "voted to" do it did to a text: away with it.
AGAINST = frozenset({
    "reject", "oppose", "block", "defeat", "stop", "turn", "strike", "kill", "postpone", "delay", "adjourn", "abstain", "throw", "delete",
})  # fmt: skip


def _approve(row: Sequence[Lexeme], index: int) -> bool:
    """Whether voters do the approving themselves: "twelve of its members approved the resolution"."""
    ahead = (item for item in row[index : index + 3] if item.kind != "light" and item.text not in _HAVING)
    verb = next(ahead, None)
    if (
        verb is None
        or verb.kind != "outcome"
        or verb.text == "ratified"
        or not AGAINST.isdisjoint(item.text for item in row[index : index + 5])
    ):
        return False
    return verb.value == "adopted" or _resolve(verb.text) or verb.text in {"backed", "endorsed", "upheld"}


def _decide(row: Sequence[Lexeme], number: int, index: int) -> bool:
    """Whether so many of the Council's members do what it does: "dix membres du Conseil, soit un de plus …, ont autorisé l'envoi"."""
    after = row[index : index + 4]
    council = any(item.kind == "body" and item.value in {"SC", "council"} for item in (*row[number:index], *after))
    if not (council and _ENOUGH <= row[number].number <= _COUNCIL):
        return False
    ahead = row[index : index + (_ASIDE if any(item.text == "," for item in after) else _CLOSE)]
    verb = next((item for item in ahead if item.kind in {"outcome", "side", "text"}), None)
    return verb is not None and verb.kind == "outcome" and verb.value in {"adopted", "acted"}


_ENOUGH, _COUNCIL = 9, 15
_CLOSE, _ASIDE = 6, 18  # lexemes from the voters to their verb, and where an aside stands between


def _verb_ahead(row: Sequence[Lexeme], index: int) -> Lexeme | None:
    """Return the side's verb that the clause beginning here runs on to; None where another count, clause or outcome comes first."""
    voted = index < len(row) and row[index].kind == "vote"
    for lexeme in row[index:]:
        if lexeme.kind == "side":
            return lexeme if lexeme.form == "verb" or voted else None
        if lexeme.kind in {"number", "score", "sub", "outcome", "future"} or lexeme.text in ";:":
            return None
    return None


# Members told apart from the others: "the only African member to vote against it" is not the only one.
REGIONS = frozenset({
    "african", "arab", "asian", "european", "western", "latin", "permanent", "elected", "muslim", "nato", "nordic", "eu", "gulf", "asean",
    "baltic", "caribbean",
})  # fmt: skip
_EXCEPTING = ("à l'exception", "con la excepción", "con excepción", "a excepción", "mit ausnahme", "com ex", "à exceção", "ad ecc", "a ecc")
EXCEPT = frozenset(
    {
        "but",
        "except",
        "save",
        "bar",
        "sauf",
        "excepto",
        "salvo",
        "menos",
        "außer",
        "ausser",
        "exceto",
        "tranne",
        "eccetto",
        "excepté",
        "hormis",
        "bis auf",
    }
)
