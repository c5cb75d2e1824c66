"""Sides told by question and answer: "Who was opposed? Cuba and Yemen.", "Those against? Two: …", "Wer enthielt sich? China."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.model import Span
from bot.reading.votes.phrase import Clause, Found

_LONGEST = 70  # characters of a question whose answer is only a name or a number
_SIDED = re.compile(
    r"\b(?:oppos|against|abst|absent|favou?r|support|backed|voted|\w+ no\b|said yes|noes|dissent|contr[aeo]\b|pour\b|absten|entha|enthi"
    r"|dagegen|dafür|gegen\b|stimm|vot[óoaeé]|opuso|opusi|oppose|astenn|astenu|favore|contrári|contrari|abstive|absteve|favor|apoy|apoi)"
)
ANSWERED = re.compile(
    r"^\.?[&v,t]{0,2}(?:W|r|t|V|N){0,4}h?[wv]{0,2}t?(?P<side>[YKZXfckzyx])[ti]?(?:o?t?[TV])?[^GN;:,.]{0,3}\.(?:[rv]{1,2},)?&?"
    r"(?P<only>L)?[tv]{0,2}(?:(?P<count>N)V?(?:[:,(\-]{1,2}[vr]{0,2}I?t?(?P<after>G)g*+|(?=[,.;]|$))|(?:[VD]o)?(?P<list>G)g*+)"
    r"(?=[,.;:(&=W\-]|$)"
)


def joined(flat: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences of a paragraph, a short question about a side together with the one after it, which answers."""
    begin = None
    for place, (start, end) in enumerate(spans, 1):
        if flat[end - 1] == "?" and place < len(spans) and end - start <= _LONGEST and _SIDED.search(flat, start, end):
            begin = start if begin is None else begin
            continue
        yield (start if begin is None else begin, end)
        begin = None


_OPENING = 3
_WHY = frozenset({"why", "when", "where", "pourquoi", "warum", "weshalb", "por qué", "qué", "perché", "porquê", "quando", "cuándo", "wann"})


def answered(found: Found) -> Clause | None:
    """Read "Who was opposed? Cuba and Yemen", "And who abstained? Only China", "How many said no? Three: Chad, Peru and Togo"."""
    words = found.words
    if words[words.index("?") if "?" in words else 0] != "?" or not _WHY.isdisjoint(words[:_OPENING]):
        return None
    group, number = found.group("after" if found.match["after"] else "list"), None
    if found.match["count"]:
        number = found.number("count")
        if number is None or (group is not None and len(group.states) > number):
            return None
    states = group.states if group else ()
    if found.match["only"] and group and not group.partial:
        number = len(states)
    partial = group is not None and (group.partial or (number or 0) > len(states))
    return found.clause(found.match["side"], number, states, partial=partial, whole=number is not None)
