"""Fit the weights of ``bot/reading/votes/news.txt`` anew on the pages kept in ``tests/told``: ``python -m tests.eval.weigh > FILE``.

Two steps, each linear, with nothing but this file and the standard library:

1. Every page, with a vote or without, is what marks stand on it (``news.marks``). Marks of at least ten files, so that none is the name of
   one event, are weighed by how well they part pages that tell of a vote just taken from all others (a support vector machine with squared
   hinge loss, by dual coordinate descent; Hsieh et al., ICML 2008); the heaviest 800 are kept and weighed again.
2. Every vote that a single sentence tells of, right or wrong, is how it stands in its page (``news.evidence``) and what its page's marks
   weigh, by weights fitted without its own fifth of the files; a logistic regression weighs these. What is added is chosen so that
   no kept vote that is news is lost.

``python -m tests.eval.weigh carry`` prints, for each fifth of the files, how weights fitted on the others part its votes.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from bot.reading.votes import events, gathered, news
from bot.reading.votes.event import Event
from bot.reading.votes.reported import HEADING, taken
from tests.eval.told import FIRST_SIGHT
from tests.told import FILES, Told, told

_FOLDS = 5
_FILES = 10  # in which a mark must stand
_MARKS = 800
_SOFT = 0.02  # how much a page on the wrong side costs
_PASSES = 20
_SPEAKS = 1.2  # the score from which on an event of a page without a vote is weighed against
_MARGIN = 1.2  # above 0 for the least of the votes that are news: better an old vote told than a new one left out
_STEPS = 400

Weights = dict[str, float]


class Page(NamedTuple):
    """A kept page: its file, whether it tells of a vote, its marks with their places, how a vote one sentence tells of stands in it."""

    file: str
    news: bool
    marks: tuple[str, ...]
    evidence: Mapping[str, float] | None


class Fitted(NamedTuple):
    """What is fitted: the weight of each mark, that of each piece of evidence, and what is added."""

    marks: Weights
    evidence: Weights
    bias: float

    def score(self, page: Page) -> float:
        """Return how much tells for a vote being its page's news."""
        stands = sum(self.evidence[name] * value for name, value in (page.evidence or {}).items())
        return self.bias + stands + sum(self.marks.get(mark, 0.0) for mark in page.marks)


def pages() -> Iterator[Page]:
    """Read all kept pages that speak of our organs."""
    for file in (*FILES, *FIRST_SIGHT):
        for case in told(file):
            read = gathered(case.document)
            if read is None:
                continue
            found, lead, scene = read
            usual = taken(found, lead, scene.title or scene.flat[:HEADING], scene.flat)
            event = _candidate(case, found, events.primary(usual))
            marks = tuple(f"{place}: {mark}" for place, words in news.marks(scene).items() for mark in sorted(words))
            yield Page(file, bool(case.votes), marks, news.evidence(event, scene) if event and len(event.claims) == 1 else None)


def _candidate(case: Told, found: Sequence[Event], usual: Event | None) -> Event | None:
    """Return the vote a page would tell of; where it tells of none, the surest that could be taken for one."""
    if case.votes or usual:
        return usual
    surest = max((event for event in found if events.is_ours(event)), key=lambda event: event.score, default=None)
    return surest if surest and surest.score >= _SPEAKS else None


def fit(kept: Sequence[Page]) -> Fitted:
    """Fit all weights on some pages."""
    files = sorted({page.file for page in kept})
    fold = {file: number % _FOLDS for number, file in enumerate(files)}
    apart = [weigh_marks([page for page in kept if fold[page.file] != number]) for number in range(_FOLDS)]
    votes = [page for page in kept if page.evidence is not None]
    names = sorted(next(page.evidence for page in votes if page.evidence))
    rows = [[*((page.evidence or {})[name] for name in names), _sum(apart[fold[page.file]], page)] for page in votes]
    labels = [page.news for page in votes]
    (*stands, heavy), bias = logistic(rows, labels)
    marks = {mark: heavy * weight for mark, weight in weigh_marks(kept).items()}
    fitted = Fitted(marks, dict(zip(names, stands, strict=True)), bias + marks.pop("", 0.0))
    return fitted._replace(bias=fitted.bias - min(fitted.score(page) for page in votes if page.news) + _MARGIN)


def _sum(weights: Weights, page: Page) -> float:
    return weights.get("", 0.0) + sum(weights.get(mark, 0.0) for mark in page.marks)


def weigh_marks(kept: Sequence[Page]) -> Weights:
    """Weigh marks by how they part pages with a vote from those without; what is added to all is under ""."""
    standing = defaultdict(set)
    for page in kept:
        for mark in page.marks:
            standing[mark].add(page.file)
    many = Counter(mark for page in kept for mark in page.marks)
    weights = machine(kept, sorted(mark for mark, where in standing.items() if len(where) >= _FILES))
    parts = {mark: abs(weight) * math.sqrt(many[mark] * (len(kept) - many[mark])) for mark, weight in weights.items() if mark}
    return machine(kept, sorted(sorted(parts, key=lambda mark: -parts[mark])[:_MARKS]))


def machine(kept: Sequence[Page], names: Sequence[str]) -> Weights:
    """Return the weights of a support vector machine over pages, each side costing as much as the other."""
    index = {name: place for place, name in enumerate(names)}
    rows = [[*(index[mark] for mark in page.marks if mark in index), len(names)] for page in kept]
    share = sum(page.news for page in kept) / len(kept)
    softness = [(share if page.news else 1 - share) / _SOFT for page in kept]
    pulls, weights = [0.0] * len(kept), [0.0] * (len(names) + 1)
    order, chance = list(range(len(kept))), Random(0)
    for _ in range(_PASSES):
        chance.shuffle(order)
        for place in order:
            row, side = rows[place], 1 if kept[place].news else -1
            short = side * sum(weights[column] for column in row) - 1 + pulls[place] * softness[place]
            pull = max(0.0, pulls[place] - short / (len(row) + softness[place]))
            if step := side * (pull - pulls[place]):
                pulls[place] = pull
                for column in row:
                    weights[column] += step
    return dict(zip((*names, ""), weights, strict=True))


def logistic(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> tuple[list[float], float]:
    """Return the weights of a logistic regression, and what is added: by steps down the slope, over columns of one spread."""
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1.0 for column, mean in zip(columns, means, strict=True)
    ]
    scaled = [[(value - mean) / spread for value, mean, spread in zip(row, means, spreads, strict=True)] for row in rows]
    weights, bias, speed = [0.0] * len(means), 0.0, 1.0
    for _ in range(_STEPS):
        off = [is_news - 1 / (1 + math.exp(-bias - _dot(weights, row))) for row, is_news in zip(scaled, labels, strict=True)]
        slopes = [_dot(off, column) / len(off) for column in zip(*scaled, strict=True)]
        weights = [weight * (1 - speed / len(off)) + speed * slope for weight, slope in zip(weights, slopes, strict=True)]
        bias += speed * sum(off) / len(off)
    plain = [weight / spread for weight, spread in zip(weights, spreads, strict=True)]
    return plain, bias - _dot(plain, means)


def _dot(left: Iterable[float], right: Iterable[float]) -> float:
    return sum(one * other for one, other in zip(left, right, strict=True))


def lines(fitted: Fitted) -> Iterator[str]:
    """Yield the lines of ``news.txt``."""
    yield "# What tells for a vote being a page's news (above 0) or against it, in hundredths, as log-odds; news.py says what stands where"
    yield "# Fitted by python -m tests.eval.weigh on the pages of tests/told; do not edit, fit anew."
    yield f"bias:  {100 * fitted.bias:.0f}"
    yield from _table("evidence", fitted.evidence)
    for place in ("title", "lead", "told", "title kinds", "lead kinds", "told kinds"):
        yield from _table(place, {m.removeprefix(f"{place}: "): w for m, w in fitted.marks.items() if m.startswith(f"{place}: ")})


def _table(place: str, weights: Weights) -> Iterator[str]:
    """Yield a table's lines, the heaviest marks first, twelve a line."""
    entries = [f"{mark} {100 * weight:.0f}" for mark, weight in sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))]
    yield from (f"{place}: " + "  ".join(entries[begin : begin + 12]) for begin in range(0, len(entries), 12))


def carried(kept: Sequence[Page]) -> Iterator[str]:
    """Yield, for each fifth of the files, what weights fitted on the others take for news."""
    files = sorted({page.file for page in kept})
    for number in range(_FOLDS):
        apart = set(files[number::_FOLDS])
        fitted = fit([page for page in kept if page.file not in apart])
        table = Counter((page.news, fitted.score(page) > 0) for page in kept if page.file in apart and page.evidence is not None)
        lost, all_ = table[True, False], table[True, False] + table[True, True]
        yield f"{' '.join(sorted(apart))}: votes lost {lost} of {all_}, taken for news {table[False, True]} of {sum(table.values()) - all_}"


if __name__ == "__main__":
    everything = list(pages())
    print("\n".join(carried(everything) if "carry" in sys.argv else lines(fit(everything))))  # noqa: T201 - a report is printed
