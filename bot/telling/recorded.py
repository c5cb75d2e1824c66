"""What the record keeps in English words – doubts, outcomes, what changed – in the language spoken.

The record's own words are read back by their form; one of no known form is told in English rather than not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from bot import states
from bot.model import Change
from bot.states.table import table
from bot.words import ENGLISH, N_, _, isolated, language, listed, pgettext

_WORDS = {
    "adopted": N_("adopted"),
    "vetoed": N_("vetoed"),
    "failed": N_("failed"),
    "in favour": N_("in favour"),
    "against": N_("against"),
    "abstaining": N_("abstaining"),
    "not voting": N_("not voting"),
    "the outcome": N_("the outcome"),
    "the count": N_("the count"),
    "the resolution": N_("the resolution"),
    "the draft": N_("the draft"),
    "status": N_("status"),
    "outcome": N_("outcome"),
    "count": N_("count"),
    "vetoed by": N_("vetoed by"),
    "resolution": N_("resolution"),
    "draft": N_("draft"),
    "date": N_("date"),
    "title": N_("title"),
    "sponsors": N_("sponsors"),
    "quotes": N_("quotes"),
    "State quoted": N_("State quoted"),
    "sources": N_("sources"),
    "doubts": N_("doubts"),
    "state": N_("state"),
    "withdrawn by its source": N_("withdrawn by its source"),
    "amendment": N_("amendment"),
    "paragraph": N_("paragraph"),
    "procedural": N_("procedural"),
    "statement": N_("presidential statement"),
    "yes": N_("yes"),
    "no": N_("no"),
    "abstain": N_("abstain"),
}
_FORMS = (
    N_("a source speaks of a veto, but with {yes} votes in favour the UN counts none"),
    N_("the count {tally} would mean {meant}, a source says {stated}"),
    N_("the wording of the only source leaves doubt"),
    N_("this is the vote another message here tells of"),
    N_("sources differ on {what}: {said}"),
    N_("{named} are named {cast}, {counted} counted"),
    N_("the Library counts {counted} of “{cast}” and lists {listed}"),
    N_("the source gives another roll call; the two votes against are those of the UN Library's list of vetoes"),
    N_("the vote on {draft} of {date} may be the one listed beside it as vetoed"),
    N_("by the majority of votes cast: whether two thirds were needed is not in the source"),
)
_SAID = N_("{source} says {value}")


def word(kept: str) -> str:
    """Say one of the record's own words: an outcome, a choice, the name of a fact. Any other stays as it is."""
    return _(_WORDS[kept]) if kept in _WORDS else isolated(kept)


def reasons(kept: Iterable[str]) -> str:
    """Say why a vote is in doubt."""
    return pgettext("between reasons", "; ").join(map(_reason, kept))


def _reason(kept: str) -> str:
    if language() == ENGLISH:
        return kept
    for form in _FORMS:
        found = _pattern(form).fullmatch(kept)
        if found:
            return _(form, **{name: _value(name, value) for name, value in found.groupdict().items()})
    return isolated(kept)


def _value(name: str, kept: str) -> str:
    if name != "said":
        return word(kept)
    said = (_pattern(_SAID).fullmatch(one) for one in kept.split("; "))
    parts = [_(_SAID, source=one["source"], value=word(one["value"])) for one in said if one]
    return pgettext("between reasons", "; ").join(parts) or kept


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Read a form back: each place takes whatever stands there."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(form)))


def change(told: Change) -> tuple[str, str, str]:
    """Say a change: what it is about, what it was, what it is."""
    return word(told.what), told_value(told.before), told_value(told.after)


def told_value(kept: str) -> str:
    """Say what a fact was or is: an outcome, a list of States, or a symbol, count or day as it is."""
    if language() == ENGLISH or not kept:
        return kept
    named = [_codes().get(name) for name in kept.split(", ")]
    known = [state for state in named if state]
    return _states(known) if len(known) == len(named) else word(kept)


def _states(named: Sequence[str]) -> str:
    return listed([states.local_name(state) for state in states.in_order(named)])


@cache
def _codes() -> Mapping[str, str]:
    return {names.name: state for state, names in table().items()}
