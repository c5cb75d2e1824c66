"""Whether a vote that one sentence of a page tells of is its news: what tells for it and against it, weighed together.

A page whose news is a vote comes back to it; one that only recalls or expects a vote has mostly a single sentence for it. Such a sentence
is news where the page speaks as pages of news do: by what its title and first words name, which kinds of lexemes follow one another where
it tells of voting, and how the sentence stands in it. Each such mark has a weight in ``news.txt``, above 0 where it tells for news;
``tests/eval/weigh.py`` fits them anew on the kept pages, and prints how they carry over to pages they were not fitted on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from typing import NamedTuple

from bot.reading import dates
from bot.reading.votes.claim import Claim
from bot.reading.votes.event import Event
from bot.reading.votes.gone import MONTHS

_LEAD = 400  # characters with which a page says what it is about
_LEADING = 4  # claims
_LONGEST = 40  # lexemes of a sentence
_STEM = 7  # letters of a word that are looked at, so that its forms are one
_FIRST, _FAR = 140, 400  # characters before a sentence: more than a first one, more than a lead
_JUST = range(-2, 13)  # days since a vote that is news
_WORD = re.compile(r"[^\W_]+")
_DAYS = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
        "segunda", "terça", "quarta", "quinta", "sexta", "lunedì", "martedì",
        "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "montag", "dienstag",
        "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
    }
)  # fmt: skip
_AMBIGUOUS = frozenset({"may", "mai", "mars", "set"})  # months that are other words too


class Scene(NamedTuple):
    """A page as it is weighed: its claims, its title and text as ``flatten`` gives them, and the day it was published.

    ``noted`` is true where it may hold notes of how States had meant to vote.
    """

    claims: list[Claim]
    title: str
    flat: str
    published: date | None
    noted: bool = False


def is_news(event: Event, scene: Scene) -> bool:
    """Whether a vote is its page's news: its title, its lead with the day or several sentences tell it, or all that is found together."""
    first = event.claims[0]
    led = first.span[0] <= _FAR and _has_day(first, scene.published)
    return len(event.claims) > 1 or first.title or first.outside or led or weight(event, scene) > 0


def weight(event: Event, scene: Scene) -> float:
    """Return how much tells for a vote being its page's news, less what tells against it: log-odds, by the fitted weights."""
    fitted = weights()
    stands = fitted["evidence"]
    total = fitted["bias"][""] + sum(stands.get(name, 0.0) * value for name, value in evidence(event, scene).items())
    for place, found in marks(scene).items():
        table = fitted[place]
        total += sum(table[mark] for mark in table.keys() & found)
    return total


def evidence(event: Event, scene: Scene) -> dict[str, float]:
    """Return how a vote stands in its page, each as a number from 0 on; most are 0 or 1."""
    claims, lead = event.claims, [claim for claim in scene.claims[:_LEADING] if not claim.past]
    begin = min((claim.span[0] for claim in claims if not claim.outside), default=0)
    title = any(claim.title or claim.outside for claim in claims)
    day = any(_has_day(claim, scene.published) for claim in claims)
    led = any(claim.named and claim.organ == event.organ for claim in lead)
    below = not day and not title and begin > _FIRST
    return {
        "title": title,
        "day": day,
        "neither": not day and not title,
        "down": begin > _FIRST,
        "far down": begin > _FAR,
        "down without a day": below,
        "down without its organ": below and not led,
        "organ in the lead": led,
        "day in the lead": any(day.kind != "day" for claim in lead if not claim.future for day in claim.days),
        "sides": min(3, len(event.counts)),
        "score": min(5.0, event.score),
        "organ named": any(claim.named for claim in claims),
        "text": any("text" in claim.where or claim.symbols for claim in claims),
        "future": _share(claims, "future"),
        "subordinate": _share(claims, "sub"),
        "others looking back": min(3, sum(claim.speaks and claim.score < 0 for claim in scene.claims)),
    }


def _has_day(claim: Claim, published: date | None) -> bool:
    return not claim.days_ago and not claim.past and any(_is_just(day, published) for day in claim.days)


def _is_just(day: dates.Day, published: date | None) -> bool:
    told = dates.settle(day, published)
    return day.kind != "day" if told is None else published is None or (published - told).days in _JUST


def _share(claims: Sequence[Claim], kind: str) -> float:
    return sum(kind in claim.where for claim in claims) / len(claims)


def marks(scene: Scene) -> dict[str, set[str]]:
    """Return the words of a page's title, of its first lines and of what it tells of voting, and the kinds of lexemes of each in turn."""
    told = [claim for claim in scene.claims if claim.speaks and not claim.outside]
    words = _words(scene.published)
    return {
        "title": words(scene.title),
        "lead": words(scene.flat[:_LEAD]),
        "told": set().union(*(words(scene.flat[slice(*claim.span)]) for claim in told)),
        "title kinds": _kinds(claim for claim in scene.claims[:1] if claim.outside),
        "lead kinds": _kinds(claim for claim in scene.claims[:_LEADING] if not claim.speaks and not claim.outside),
        "told kinds": _kinds(told),
    }


def _words(published: date | None) -> Callable[[str], set[str]]:
    """Return what tells the words of a stretch: each by its first letters, days and numbers by what they are seen from a day."""

    def word(found: str) -> str:
        if found.isdigit():
            return _number(found, published)
        if found in MONTHS and found not in _AMBIGUOUS:
            return "this month" if published and published.month == MONTHS[found] else "other month"
        return "weekday" if found in _DAYS else found[:_STEM]

    return lambda stretch: set(map(word, _WORD.findall(stretch)))


def _number(digits: str, published: date | None) -> str:
    if len(digits) != len("2024") or digits[:2] not in {"19", "20"}:
        return "0"
    return "this year" if published is None or int(digits) >= published.year else "old year"


def _kinds(claims: Iterable[Claim]) -> set[str]:
    """Return which kinds of lexemes stand in sentences, and which follow which: "state outcome"; a mark stands for itself."""
    rows = ([lexeme.text if lexeme.kind == "mark" else lexeme.kind for lexeme in claim.row[:_LONGEST]] for claim in claims)
    return {mark for row in rows for mark in chain(row, map(" ".join, pairwise(("^", *row))))}


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the fitted weights: a table for each place where a mark can stand, "evidence" and "bias"."""
    tables: dict[str, dict[str, float]] = {}
    for line in files("bot.reading.votes").joinpath("news.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            place, _, rest = line.partition(": ")
            pairs = (entry.rpartition(" ") for entry in rest.split("  "))
            tables.setdefault(place, {}).update((mark.strip(), float(number) / 100) for mark, _, number in pairs)
    return tables
