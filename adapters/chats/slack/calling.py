"""Whom an alert calls, as the form shows it: people picked, with what they are called for, and a line for all others. Pure.

Together they are the words that the option ``mention`` takes: ``here for vetoes, user:U0123ABCD for all``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.words import N_

EVERY_VOTE = "all"
SEVERITIES = {EVERY_VOTE: N_("For every vote"), "failed": N_("For vetoes and failed votes"), "vetoes": N_("For vetoes")}
_PERSON = re.compile(r"user:(\w+) for (\w+)")
_NOBODY = frozenset({"", "none", "no", "off"})


@dataclass(frozen=True, slots=True)
class Called:
    """People by id, what all of them are called for, and the words that call others."""

    people: tuple[str, ...] = ()
    severity: str = EVERY_VOTE
    others: str = ""

    def __str__(self) -> str:
        """Write it as the option takes it; "" calls nobody."""
        others = [] if self.others.lower() in _NOBODY else [self.others]
        return ", ".join([*others, *(f"user:{person} for {self.severity}" for person in self.people)])


def called(words: str) -> Called:
    """Read what the option holds. People called for several things stand among the others: a picker of people says one thing of all."""
    parts: Sequence[str] = [part.strip() for part in words.split(",") if part.strip()]
    people = {found[1]: found[2] for part in parts if (found := _PERSON.fullmatch(part))}
    if len(set(people.values())) != 1:
        return Called(others=words)
    return Called(tuple(people), next(iter(people.values())), ", ".join(part for part in parts if not _PERSON.fullmatch(part)))
