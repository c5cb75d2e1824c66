"""What delegations say after an Assembly vote of how they had meant to vote. It never changes a count: it is kept as a note of the vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot import states
from bot.model import Ballot, Choice, Sighting, Span

_WHO = r"[^;.()]{2,600}?"
_ENGLISH = (
    rf"delegations?\sof\s(?P<who>{_WHO})\s"
    r"(?:(?:had\s|has\s|have\s)?(?:later\s|subsequently\s)?(?:informed|advised|notified|told)\s[^;.]{3,60}?\s)?"
    r"that\s(?:it|they|he|she|its\sdelegation|their\sdelegations)\s(?:had|would\shave)\s(?:intended|meant|wished|wanted)\sto\s"
    r"(?P<how>vote\sin\sfavou?r|vote\sfor|vote\syes|vote\sagainst|vote\sno|abstain)"
)
_FRENCH = (
    rf"délégations?\sd(?:es?\s|u\s|e\sla\s|e\sl'|')(?P<qui>{_WHO})\s(?:a|ont)\s(?:par\sla\ssuite\s|ultérieurement\s)?"
    r"(?:informé|fait\ssavoir)[^;.]{0,60}?\squ(?:e\s|')(?:ils|elles?|il|leurs?\sdélégations?|sa\sdélégation)\s"
    r"(?:avai(?:t|ent)\seu\sl'intention\sde\s|entendai(?:t|ent)\s|souhaitai(?:t|ent)\s)"
    r"(?P<comment>voter\spour|voter\sen\sfaveur|voter\scontre|s'abstenir)"
)
_INTENDED = re.compile(f"{_ENGLISH}|{_FRENCH}")
_MOST = 400  # notes in one page: several times those of the longest
# Words without one of each of which, in lower case, a text holds no such note.
_WHOSE = ("delegation", "délégation")
_HINTS = ("intended to", "meant to", "wished to", "wanted to", "intention de", "entendai", "souhaitai")


def find(plain: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, tuple[Ballot, ...]]]:
    """Yield each note between two offsets: where it stands, and the ballots meant. ``plain`` is ``states.flatten(text)``."""
    for match in islice(_INTENDED.finditer(plain, start, len(plain) if end is None else end), _MOST):
        choice = _choice(match["how"] or match["comment"])
        named = dict.fromkeys(mention.state for mention in states.find(match["who"] or match["qui"]) if mention.kind == "name")
        if named:
            yield match.span(), tuple(Ballot(state, choice) for state in named)


def noted(told: Sequence[Sighting], plain: str) -> tuple[Sighting, ...]:
    """Give each note of a text to the vote told right before it."""
    meant: dict[int, tuple[Ballot, ...]] = {}
    for (start, _), ballots in find(plain) if may_hold(plain.lower()) else ():
        before = [(span[1], n) for n, one in enumerate(told) for span in one.evidence if span[0] < start]
        if before:
            number = max(before)[1]
            meant[number] = (*meant.get(number, ()), *ballots)
    return tuple(replace(one, intended=meant[n]) if n in meant else one for n, one in enumerate(told))


def _choice(words: str) -> Choice:
    if "abst" in words:
        return Choice.ABSTAIN
    return Choice.NO if words.endswith(("against", "no", "contre")) else Choice.YES


def may_hold(lower: str) -> bool:
    """Whether a text, in lower case, may hold such a note: a quick look before a close one."""
    return any(word in lower for word in _WHOSE) and any(hint in lower for hint in _HINTS)


def is_note(plain: str, span: Span) -> bool:
    """Whether a stretch holds such a note."""
    return may_hold(plain[slice(*span)].lower()) and next(find(plain, *span), None) is not None
