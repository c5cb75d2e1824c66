"""Voters behind their verb, as French, Spanish, German, Portuguese and Italian put them: "Se sont abstenus la Chine et l'Inde"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.sides import CONJUNCTIONS, Count, Counts, Group

_WITH = frozenset({"avec", "con", "com", "mit"})
_NO_SUBJECT = frozenset({"light", "other", "only", "all", "article", "day", "past", "join", "vote", "among", "amongst"})
_STRANGERS = 2  # words that mean nothing, between a clause's begin and its verb
# What tells whose the votes just counted were: "las dos abstenciones correspondieron a Brasil y Ucrania".
_CAME_FROM = frozenset({
    "correspondieron a", "fueron de", "vinieron de", "vino de", "llegaron de", "procedieron de", "fueron las de", "fueron los de",
    "couberam a",
    "vieram de", "vieram da", "vieram do", "foram de", "foram as de", "foram da", "foram os de", "sono state di", "sono arrivate da",
    "sono venute da", "sono quelle di", "zählten", "gehörten", "kamen von", "stammten von",
    "kamen aus", "sont venues de", "viennent de", "émanaient de",
    "émanent de", "ont été celles de", "sont celles de", "étaient celles de",
})  # fmt: skip
_WERE = _CAME_FROM | frozenset(
    {"fueron", "foram", "sont", "furent", "étaient", "waren", "sind", "erano", "sono", "sono stati", "são", "son", "están", "estão"}
)


def were(text: str) -> bool:
    """Whether a word is "were" or "are" in one of the five languages: "los contrarios fueron …"."""
    return text in _WERE


def subject_follows(row: Sequence[Lexeme], verb: int) -> bool:
    """Whether a side's verb opens its clause, and so has its voters behind it: nobody stands before it but by way of company."""
    if (row[verb].text.isascii() and row[verb].text.split()[0] in _ENGLISH) or (row[verb].form == "noun" and row[verb].text not in _TAKING):
        return False
    return not _has_object(row, verb) and _opens(row, verb)


_TAKING = frozenset({
    "contrari", "contraria", "contrario", "contrarie", "astenuti", "astenuta", "astenuto", "astenute", "favorevoli", "contrarios",
    "contrários", "contrário",
})  # fmt: skip
_ENGLISH = frozenset({
    "voted", "voting", "vote", "votes", "abstained", "abstaining", "abstain", "abstains", "opposed", "opposing", "opposes", "oppose",
    "supported", "supporting", "said", "says", "saying", "cast", "casting", "casts", "backed", "did", "not", "absent", "sat", "in", "was",
    "were", "stood", "objected", "dissented", "chose", "declined", "refused", "took", "taking",
})  # fmt: skip


def _has_object(row: Sequence[Lexeme], verb: int) -> bool:
    """Whether what follows a Spanish verb is its object: "apoyaron a Ucrania", "se opusieron a Rusia"."""
    after = row[verb + 1].text if verb + 1 < len(row) else ""
    return after in {"a", "al"} and row[verb].text.endswith(("ron", "an", "en", "ó"))


def _opens(row: Sequence[Lexeme], verb: int) -> bool:
    strangers = 0
    for index in range(verb - 1, -1, -1):
        lexeme = row[index]
        if lexeme.text in CONJUNCTIONS or (lexeme.kind == "mark" and lexeme.text not in {"'", '"', "-"}):
            return True
        if lexeme.kind == "state":
            if not _accompanies(row, index):
                return False
        elif lexeme.kind not in _NO_SUBJECT and lexeme.kind != "mark":
            strangers += 1
            if lexeme.kind != "word" or strangers > _STRANGERS:
                return False
    return True


def _accompanies(row: Sequence[Lexeme], state: int) -> bool:
    """Whether a State is named as company: "con la Russia hanno votato contro …", "além da Rússia"."""
    return any(item.kind == "join" or item.text in _WITH for item in row[max(0, state - 4) : state])


ENVOYS = frozenset({
    "ambassadeur", "ambassadrice", "représentant", "représentante", "délégué", "délégation", "embajador", "embajadora", "representante",
    "delegación", "delegado", "embaixador", "embaixadora", "delegação", "ambasciatore", "ambasciatrice", "rappresentante",
    "delegazione", "botschafter", "botschafterin", "vertreter", "vertreterin", "delegation", "gesandte", "diplomate", "diplomat",
})  # fmt: skip


def speaks_for(row: Sequence[Lexeme], adjective: int) -> bool:
    """Whether an adjective tells whose envoy votes: "l'ambassadeur russe", "der russische Vertreter"; or is a name: "l'Argentine"."""
    before, after = row[max(0, adjective - 1) : adjective], row[adjective + 1 : adjective + 2]
    if row[adjective].text == "argentine":
        return bool(before) and before[0].text in {"'", "d"}
    behind = any(item.text in ENVOYS for item in before)
    return behind or (row[adjective].text.endswith(("ische", "ischen")) and any(item.text in ENVOYS for item in after))


_BESIDES = frozenset({
    "neben", "außer", "ausser", "outre", "en plus de", "además de", "aparte de", "além de", "além da", "além do", "além dos", "além das",
    "oltre a", "oltre al", "oltre alla", "oltre ai", "oltre agli", "oltre alle", "oltre all", "para além de", "para além da",
    "abgesehen von",
})  # fmt: skip
_ALSO = frozenset({",", "'", "auch", "noch", "aussi", "también", "anche", "também", "pure"})
_NO_PARTS = frozenset({"only", "light", "join"})


def besides(row: Sequence[Lexeme], first: int, last: int, index: int) -> bool:
    """Whether a list goes on with those besides whom its first are named: "neben den USA und Israel nur Guatemala, …"."""
    if not any(item.text in _BESIDES for item in row[max(0, first - 3) : first]):
        return False
    between = row[last + 1 : index]
    return len(between) <= _NEAR and all(item.kind in _NO_PARTS or item.text in _ALSO for item in between)


_NEAR = 5


_BOTH = frozenset({"ambas", "ambos", "beide", "beiden", "entrambi", "entrambe", "ambedue", "les deux", "tous deux", "toutes deux", "both"})
_PAIR = 2


def bind_both(row: Sequence[Lexeme], lists: Sequence[Group], told: Counts) -> None:
    """Read "Ni China ni Rusia usaron su veto; ambas se abstuvieron": both are the two named before."""
    for index, lexeme in enumerate(row):
        if lexeme.text in _BOTH:
            pair = next((group for group in reversed(lists) if group.last < index and len(group.states) == _PAIR), None)
            verb = next((item for item in row[index + 1 : index + 8] if item.kind == "side"), None)
            if pair is not None and verb is not None and verb.form == "verb":
                count = told.setdefault(verb.value, Count())
                count.states = [*pair.states, *(state for state in count.states if state not in pair.states)]
                return
