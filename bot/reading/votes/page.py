"""What a page is about before any sentence is read: whether it speaks of the United Nations, whose votes it tells, its own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.model import Organ
from bot.reading import dates
from bot.reading.votes.automaton import compiled, encoded

_UN = (
    "united nations", "security council", "general assembly", "rights council", "u.n.", " un ", "un-", "(un", "unsc", "unga", "unhrc",
    " uno ", "uno-", "onu",
    "nations unies",
    "naciones unidas", "nações unidas", "vereinte", "conseil de s", "consejo de s", "conselho de s", "sicherheitsrat",
    "committee", "permanent member", "15-member", "15-nation", "15-strong", "15-seat", "fifteen-member",
    "fifteen-nation", "193-", "47-member", "conseil des droits",
    "consiglio di s", "s/res/", "a/res/", "menschenrechtsrat", "consejo de derechos", "conselho de direitos",
    "nazioni unite", "assemblea generale", "consiglio dei diritti", "consiglio per i diritti", "conselho dos direitos",
)  # fmt: skip
_MODEL = (
    "model un ", "model un,", "model un.", "model united nations", " mun ", "mock security council", "un simulation", "u.n. simulation",
    "simulation of the u", "mock session", "model assembly",
    "model council", "model session", "model security council", "mock un ", "mock un debate",
    "simulated security council", "simulation de l'onu", "planspiel", "modelo de naciones unidas", "modelo onu", "simulação da onu",
    "simulacro",
)  # fmt: skip
# What only such a game has.
_PRIZES = (
    "best delegate", "delegate dance", "delegates' ball", "crisis committee", "conference press corps", "verbal commendation",
    "position papers due",
)  # fmt: skip
# Without one of which a text holds none of those.
_GAMES = "|".join((*_PRIZES, "model", " mun ", "mock", "simula", "planspiel"))
_PLAYERS = ("school", "college", "class", "pupil", "student", "club", "camp", "sixth-former")
_PLAYED = re.compile(
    r"(?:school|college|class|pupils?|students?|club|camp)(?:'s|s'|') (?:own )?(?:un |u\.n\. |united nations )?$"
    r"|(?:pupils|schoolchildren|sixth-formers) (?:in|of|on|at|as|playing|forming) (?:the|their|a) (?:un |u\.n\. )?$"
    r"|(?:pupils|students|schoolchildren|sixth-formers|cadets)\b[^.]{0,70}\b(?:as|play|plays|played|playing) the (?:un |u\.n\. )?$"
)
_BEFORE_ORGAN = 80  # characters before an organ's name that tell whose it is
_ORGAN_WORDS = {
    Organ.SECURITY_COUNCIL: (
        "security council", "unsc", "conseil de sécurité", "conseil de securite", "consejo de seguridad", "conselho de segurança",
        "sicherheitsrat", "un council", "u.n. council", "consiglio di sicurezza", "consiglio sicurezza",
    ),
    Organ.GENERAL_ASSEMBLY: (
        "general assembly", "unga", "assemblée générale", "assemblée de l'onu", "asamblea general", "asamblea de la onu",
        "assembleia geral", "assembleia-geral", "assemblea generale", "assemblea dell'onu", "assemblea onu", "assembleia da onu",
        "assembléia geral", "assembléia-geral", "assembléia da onu", "generalversammlung", "vollversammlung", "un assembly",
        "u.n. assembly",
    ),
    Organ.HUMAN_RIGHTS_COUNCIL: (
        "rights council", "rights body", "unhrc",
        "menschenrechtsrat", "conseil des droits", "consejo de derechos humanos", "conselho de direitos",
        "conselho dos direitos", "consiglio per i diritti", "consiglio dei diritti", "consiglio onu per i diritti",
    ),
}  # fmt: skip


def speaks_of_un(flat: str) -> bool:
    """Whether a text, its title before it, speaks of the United Nations at all: by name, or as nobody else's votes are told."""
    return (
        any(word in flat for word in _UN)
        or _NUMBERED.search(flat, 0, _NEAR) is not None
        or bool(_ABROAD.search(flat, 0, _NEAR) and _COUNTED.search(flat, 0, _NEAR))
    )


def votes_like_council(flat: str) -> bool:
    """Whether a text that names no organ tells of the Council's votes: a veto or a bare council, abstaining, and permanent members."""
    if not (holds(flat, ("abst", "enthiel", "astenut", "astenn")) and (holds(flat, _COUNCILS) or _RECENT.search(flat, 0, _NEAR))):
        return False
    return sum(any(name in flat for name in names) for names in _PERMANENT) >= _SEVERAL or holds(flat, ("s/19", "s/20"))


_COUNCILS = (
    "veto", "véto", "the council", "15 seats", "15 members", "15 nations", "15 countries", "fifteen members",
    "nine votes", "only one of 15",
    "of the fifteen", "all fifteen",
)  # fmt: skip
_SEVERAL = 2
_PERMANENT = (
    ("russia", "moscow", "soviet", "rússia", "rusia", "russie", "russland", "moscou", "moscú", "moskau", "mosca "),
    ("china", "chinese", "beijing", "chine", "cina ", "pequim", "pekín", "pékin", "peking", "pechino"),
    (
        "united states",
        "washington",
        " us ",
        " us,",
        "u.s.",
        "america",
        "eua ",
        "estados unidos",
        "états-unis",
        "etats-unis",
        "américain",
        " usa",
        "stati uniti",
        "amerikan",
    ),
    ("france", "french", "paris", "frança", "francia", "frankreich", "français", "franzö"),
    ("britain", "british", "united kingdom", " uk ", "london", "reino unido", "royaume-uni", "großbrit", "regno unito", "gran bretagna"),
)

# The Assembly's name abroad is any company's too: one that counts dozens of votes is the United Nations'.
_ABROAD = re.compile(
    r"assemblée générale|asamblea general|assembleia[ -]geral|generalversammlung|vollversammlung|assemblea generale"
    r"|derechos humanos|droits de l'homme|direitos humanos|diritti umani|menschenrechtsrat"
)
_NUMBERED = re.compile(r"council[a-z ]{1,40} resolution \d{3,4} \((?:19|20)\d\d\)")
_COUNTED = re.compile(
    r"\b(?:[2-9]\d|1\d\d) (?:voix|votos|stimmen|ja-stimmen|voti|états|etats|pays|países|estados|staaten|länder|ländern|paesi|stati)\b"
)
# Of the Council, which alone has counted so far: the Assembly's of the same length are older than its pages.
_RECENT = re.compile(r"\b(?:resolution|resolución|résolution|resolução) (?:[12]\d{3}|[5-9]\d\d)\b(?! \([xvi]+\))(?! years)")
_BARE = re.compile(
    r"\b(?:the council(?:'s|) (?:members?|president|chamber|resolution|vote)|(?:members?|president|envoys?) of the council)\b"
)
_NEAR = 4000


def is_model(flat: str) -> bool:
    """Whether a page tells of students who play the United Nations."""
    if compiled(_GAMES).search(encoded(flat)) and (holds(flat, _MODEL) or holds(flat, _PRIZES)):
        return True
    return holds(flat, _PLAYERS) and any(_PLAYED.search(flat, max(0, at - _BEFORE_ORGAN), at) for at in _organs_named(flat))


def _organs_named(flat: str) -> Iterator[int]:
    """Yield where a text names the Council or the Assembly in full."""
    for name in ("security council", "general assembly"):
        at = flat.find(name)
        while at >= 0:
            yield at
            at = flat.find(name, at + len(name))


_UNITED_NATIONS = re.compile(
    r"\bu(?:n|nited nations|\.n\.)(?: (?:has|had|yesterday|today|on \w+day|overnight))*"
    r" (?:urg|call|tell|told|ask|condemn|vot|demand|declar|proclaim|adopt|approv|resolv|decid|says? (?:yes|no)|members (?:vot|adopt|call))"
)
_OPENING = 400  # characters


def opens_with_un(title: str, flat: str) -> bool:
    """Whether a page tells from its title or first lines on what the United Nations as a whole did."""
    return _UNITED_NATIONS.search(title) is not None or _UNITED_NATIONS.search(flat, 0, _OPENING) is not None


_OF_WOMEN = "women's rights body"  # the Commission on the Status of Women, no rights council


def first_organ(title: str, flat: str) -> str:
    """Return the organ a page names first, its title (as ``flatten`` gives it) before its text; "" where nothing tells."""
    for words in (title.replace(_OF_WOMEN, ""), flat.replace(_OF_WOMEN, "")):
        place, organ = _named_first(words)
        if committee := _committee(words, place) or (_unnamed_committee(words, place) and _committee(f"{title} {flat[:_NEAR]}", _NEAR)):
            return committee
        if organ and not _is_council(words, place, organ):
            return organ
    if "of 47" in flat and "council" in flat:
        return Organ.HUMAN_RIGHTS_COUNCIL
    return Organ.SECURITY_COUNCIL if _is_the_council(flat) or _is_the_council(title) else ""


def _is_the_council(flat: str) -> bool:
    """Whether a page that names no organ in full can only mean the Council: by its veto, its numbers, or a bare "the council"."""
    return (
        holds(flat, ("veto", "véto", "permanent member"))
        or _RECENT.search(flat, 0, _NEAR) is not None
        or _NUMBERED.search(flat, 0, _NEAR) is not None
        or _BARE.search(flat, 0, _NEAR) is not None
        or votes_like_council(flat)
    )


def _named_first(words: str) -> tuple[int, str]:
    """Return where a text first names one of the organs, and which; its length and "" where it names none."""
    first, named = len(words), ""
    for organ, names in _ORGAN_WORDS.items():
        for name in names:
            place = words.find(name, 0, first + len(name))
            if 0 <= place < first:
                first, named = place, organ
    return first, named


_COMMITTEE = re.compile(
    r"(?<!its )\b(?:(?P<number>first|second|third|fourth|fifth|sixth)(?: ?\([a-z, ]{4,40}\)|\))? committee"
    r"|(?P<C1>disarmament (?:and international security )?committee|committee on disarmament)"
    r"|(?P<C2>economic and financial committee)|(?P<C3>social,? (?:and )?humanitarian(?:,)? (?:and cultural|committee)"
    r"|(?:human )?rights (?:committee|panel)"
    r" of the (?:u\.?n\.? |united nations )?(?:general )?assembly"
    r"|assembly(?:'s)? (?:human )?rights (?:committee|panel))|(?P<C4>political and decoloni[sz]ation)"
    r"|(?P<C5>administrative and budgetary committee|(?:assembly|assembly's) budget committee)"
    r"|(?P<C6>(?:assembly|assembly's|un|u\.n\.) legal committee"
    r"|legal (?:committee|panel) of the (?:u\.?n\.? |united nations )?(?:general )?assembly))\b"
)
_COMMITTEE_WORDS = ("committee", "panel", "humanitarian", "political and decoloni")  # one of which each of those has
_COMMITTEES = dict(zip(("first", "second", "third", "fourth", "fifth", "sixth"), list(Organ)[2:8], strict=True))
_NEARBY = 25  # characters between a committee's name and the Assembly's: "the General Assembly's Third Committee"


def _committee(flat: str, organ: int) -> str:
    """Return the Assembly's committee that a text names before any organ, at a place, or right beside it."""
    before = flat[: organ + _NEARBY + len("general assembly third committee")]
    named = _COMMITTEE.search(before) if holds(before, _COMMITTEE_WORDS) else None
    return "" if named is None else _COMMITTEES[named["number"]] if named["number"] else Organ(named.lastgroup or "")


# A committee of the Assembly's that its name is told elsewhere on the page: "as a committee of the UN General Assembly passed".
_OF_ASSEMBLY = re.compile(r"\bcommittee of the (?:u\.?n\.?'?s? |united nations )?$|\b(?:un|u\.n\.) committee\b")
_COMMITTEE_OF = re.compile(r"(?:(?:general )?assembly|unga|un|u\.n\.)(?:'s)? (?:[\w, ]{1,30} )?(?:committee|panel)\b")


def _unnamed_committee(flat: str, organ: int) -> bool:
    """Whether a text first names the Assembly only to say whose committee it speaks of."""
    before = _OF_ASSEMBLY.search(flat, max(0, organ - _BEFORE_ORGAN), organ)
    return before is not None or _COMMITTEE_OF.match(flat, organ) is not None or _COMMITTEE_OF.match(flat, organ + len("un ")) is not None


def _is_council(flat: str, place: int, organ: str) -> bool:
    """Whether a bare "council" that can veto is spoken of before any organ is named in full, and that one is not the Council."""
    bare = flat.find("council", 0, place)
    return organ == Organ.GENERAL_ASSEMBLY and bare >= 0 and "veto" in flat


def dateline(body: str) -> frozenset[date]:
    """Return the days that open one of the first lines: the page's own date."""
    lines = body[:600].split("\n")[:8]
    opened = (_WEEKDAY.sub("", line.lstrip(" •|(")[:60])[:30] for line in lines)
    told = (dates.settle(day, None) for line in opened if (day := dates.at(line, 0)))
    return frozenset(day for day in told if day)


_WEEKDAY = re.compile(r"^[^\W\d_]{3,12}day,? (?:the )?")


def holds(flat: str, words: tuple[str, ...]) -> bool:
    """Whether a text holds one of the words."""
    for word in words:  # noqa: SIM110 - a generator would take as long as the search
        if word in flat:
            return True
    return False
