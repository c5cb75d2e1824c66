"""How many votes a text of the Security Council had, where only those it lacked are told: "fell one short", "three votes too few"."""

from __future__ import annotations

import re

from bot.model import Organ
from bot.reading import numbers
from bot.reading.votes.claim import FAILED, Claim, Setting
from bot.reading.votes.sides import Count

_NEEDED = 9  # votes in favour, since 1966
_SINCE = 1966
_SHORT = re.compile(
    r"\b(?P<lacking>one|two|three|four|five|six|seven|eight|[1-8]) (?:votes? )?(?:short|shy)\b"
    r"|\b(?P<votes>a|a single|one|two|three|four|five|six|seven|eight|[1-8]) votes? (?:short|shy|too few)\b"
    r"|\b(?:lacked|lacking|missed by|short by|failed by) (?P<by>a|a single|just one|one|two|three|four|five|six|seven|eight|[1-8]) votes?\b"
)


def count_short(claim: Claim, flat: str, setting: Setting) -> None:
    """Count who was in favour of a text that failed for want of so many votes, where no other number of them is told."""
    if claim.organ != Organ.SECURITY_COUNCIL or claim.outcome != FAILED or "yes" in claim.figures:
        return
    if setting.published is not None and setting.published.year < _SINCE:
        return
    told = _SHORT.search(flat, *claim.span)
    if told is not None:
        claim.counts.setdefault("yes", Count()).number = _NEEDED - _number(next(part for part in told.groups() if part))


def _number(words: str) -> int:
    last = words.rpartition(" ")[2]
    return int(last) if last.isdigit() else numbers.words().get(last, 1)
