"""Which vote a sighting tells of. Symbols decide where both sides have them; else organ, question, day, count and subject must agree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

from bot import states
from bot.model import Outcome, Sighting, Vote

_APART = dt.timedelta(days=1)  # a vote late in New York is told the next day in Asia
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    """
    resolution draft council security general assembly united nations vote votes voting member members adopts adopted vetoes vetoed
    text situation question international human rights committee states call calls calling demand demands demanding with after over from
    that amid fails reject rejects rejected approves approved including against favour abstaining abstentions mandate mandates mission extend extends extension
    renew renews renewal renewing until month months year years sanctions peace unanimously measures push
    """.split(),  # noqa: SIM905 a text reads better than a list of forty strings
)
_BY_SYMBOL, _BY_COUNT, _BY_SUBJECT, _BY_DAY = 100, 10, 5, 1


def choose(sighting: Sighting, known: Mapping[int, Vote]) -> int | None:
    """Return the id of the vote a sighting tells of, the best match among those known, or None for a new one."""
    scores = {vote_id: score(sighting, vote) for vote_id, vote in sorted(known.items())}
    best = max(scores, key=lambda vote_id: scores[vote_id], default=None)
    return best if best is not None and scores[best] > 0 else None


def score(sighting: Sighting, vote: Vote) -> int:
    """Say how surely both are one vote; 0 means they are not."""
    if sighting.organ is not vote.organ or sighting.question is not vote.question:
        return 0
    symbols = _symbols_agree(sighting, vote)
    if symbols is not None:
        return _BY_SYMBOL if symbols and (sighting.question.value == "whole" or _counts_agree(sighting, vote)) else 0
    if not (_days_agree(sighting, vote) and _outcomes_agree(sighting, vote) and _counts_agree(sighting, vote)):
        return 0
    return _likeness(sighting, vote)


def _symbols_agree(sighting: Sighting, vote: Vote) -> bool | None:
    """Whether a shared kind of symbol is the same; None where none is shared."""
    for one, other in ((sighting.draft, vote.draft), (sighting.resolution, vote.resolution)):
        if one and other:
            return _root(one) == _root(other)
    return None


def _root(symbol: str) -> str:
    """Take revisions and corrections of a draft as the draft."""
    return re.sub(r"/(?:Rev|Corr|Add)\.\d+", "", symbol)


def _days_agree(sighting: Sighting, vote: Vote) -> bool:
    return sighting.date is None or vote.date is None or abs(sighting.date - vote.date) <= _APART


def _outcomes_agree(sighting: Sighting, vote: Vote) -> bool:
    """Adopted or not is what must agree: a shortfall is often told as a veto."""
    return (sighting.outcome is Outcome.ADOPTED) == (vote.outcome is Outcome.ADOPTED)


def _counts_agree(sighting: Sighting, vote: Vote) -> bool:
    one, other = sighting.tally, vote.tally
    pairs = ((one.yes, other.yes), (one.no, other.no), (one.abstain, other.abstain))
    return all(a is None or b is None or a == b for a, b in pairs)


def _likeness(sighting: Sighting, vote: Vote) -> int:
    mine, theirs = about(sighting.subject, sighting.title), about(vote.subject, vote.title)
    shared = len(mine & theirs)
    if mine and theirs and not shared and not _same_veto(sighting, vote):
        return 0
    counted = sighting.tally.complete and vote.tally.complete
    return _BY_DAY + _BY_COUNT * counted + _BY_SUBJECT * bool(shared) + min(shared, 4)


def _same_veto(sighting: Sighting, vote: Vote) -> bool:
    return bool(sighting.vetoed_by) and set(sighting.vetoed_by) == set(vote.vetoed_by)


@lru_cache(maxsize=4096)
def about(subject: str | None, title: str | None) -> frozenset[str]:
    """Boil a subject down to the States it names and its telling words."""
    text = " ".join(part for part in (subject, title) if part)
    named = {mention.state for mention in states.find(subject or "")}
    return frozenset(named | {word[:6] for word in _WORD.findall(text.lower()) if word not in _COMMON})
