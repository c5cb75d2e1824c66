"""Votes announced and not yet taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.model import Organ, Sighting, Upcoming
from bot.reading import dates, symbols
from bot.reading.votes.claim import Claim

_ANNOUNCES = re.compile(
    r"\b(?:will|to|shall|may)\s(?:consider\sand\s|then\s|also\s|hold\sa\s)?vote\b"
    r"|\b(?:expected|due|set|scheduled|slated|likely|planned)\sto\s(?:\w+\s){0,3}vote\b"
    r"|\bvotes?\s(?:is|are|was)\s(?:expected|scheduled|due|set|planned|likely)"
    r"|\bto\sbe\s(?:put\sto\s(?:a|the)\svote|voted\son)|\bgoes\sto\s[\w ]{0,30}vote|\bif\sadopted\b"
    r"|\bse\sprononcera\b|\bdoit\s(?:se\sprononcer|voter)|\bva\svoter\b|\bvotará\b"
    r"|\bstimmt\s[\w ]{0,40}\sab\b|\bwird\s[\w ]{0,40}abgestimmt"
)
_ORGANS = frozenset(Organ)


def announced(claims: Iterable[Claim], told: tuple[Sighting, ...], flat: str, published: date | None) -> tuple[Upcoming, ...]:
    """Return the votes a page announces, one for each draft or day, and none where it tells that very vote's result."""
    found: dict[tuple[str | None, date | None], Upcoming] = {}
    results = {sighting.draft for sighting in told}
    for claim in claims:
        draft = next((lexeme.value for lexeme in claim.symbols if lexeme.form == symbols.DRAFT), None)
        news = not told or (draft and draft not in results)
        if news and claim.organ in _ORGANS and not claim.outside and _ANNOUNCES.search(flat, *claim.span):
            one = Upcoming(Organ(claim.organ), _day(claim, published), draft, evidence=(claim.span,))
            found.setdefault((one.draft, one.date), one)
    return _distinct(tuple(found.values()))


def _day(claim: Claim, published: date | None) -> date | None:
    return next((ahead for day in claim.days if (ahead := _ahead(day, published))), None)


def _ahead(day: dates.Day, published: date | None) -> date | None:
    """Return the date of a day told of the future: "Monday" is the next one."""
    if published is not None and day.kind == "weekday":
        return published + timedelta(days=(day.day - published.weekday()) % 7)
    told = dates.settle(day, published)
    return told if told is not None and (published is None or told >= published - timedelta(days=1)) else None


def _distinct(found: tuple[Upcoming, ...]) -> tuple[Upcoming, ...]:
    """Drop announcements that add nothing: with neither draft nor day where another has one."""
    telling = tuple(one for one in found if one.draft or one.date)
    return telling or found[:1]
