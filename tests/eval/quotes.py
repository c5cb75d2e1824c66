"""How well quotes are read, as tables: ``python -m tests.eval.quotes`` beside a checkout of the shared gold.

Joint F1 counts a quote right when its span and its speaker are; "name", over quotes whose gold speaker is named, when the speaker given
shares a name with it (organisations count against us: we name persons). Of pronouns the gold does not say whom they mean, so only the
share given a name is measured here.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.model import Quote
from bot.reading.document import Document
from bot.reading.quotes import read_quotes
from tests.eval import un_quotes

GOLD = Path(__file__).parents[3] / "shared" / "gold"
_WORDS, _SHORTEST = 750, 4

Article = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """What one corpus gives, in per cent; ``milliseconds`` for an article of 750 words."""

    corpus: str
    quotes: int
    span: float
    joint: float
    speaker: float
    named: float
    pronouns: float
    milliseconds: float

    def row(self) -> str:
        """Return the score as a line of the table."""
        figures = (self.span, self.joint, self.speaker, self.named, self.pronouns)
        return f"{self.corpus:24}{self.quotes:8}" + "".join(f"{figure:9.1f}" for figure in figures) + f"{self.milliseconds:9.2f}"


@cache
def metric() -> ModuleType:
    """Return the gold's own metric."""
    spec = importlib.util.spec_from_file_location("quote_metric", GOLD / "quote_metric.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(GOLD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles(name: str, every: int = 1) -> list[Article]:
    """Return a corpus's articles, or every n-th of them."""
    with (GOLD / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][::every]


def read(article: Article) -> tuple[Quote, ...]:
    """Read an article's quotes."""
    return read_quotes(Document(article["text"]), ())[0]


def score(corpus: str, every: int = 1) -> Score:
    """Measure one corpus."""
    rows = articles(corpus, every)
    read(rows[0])
    began = time.process_time()
    found = {row["id"]: read(row) for row in rows}
    spent = time.process_time() - began
    result = metric().evaluate(rows, {key: list(_predictions(quotes)) for key, quotes in found.items()})
    words = sum(len(row["text"].split()) for row in rows)
    right, named, resolved = _speakers(rows, found)
    return Score(
        corpus if every == 1 else f"{corpus}, 1 in {every}",
        result["gold"],
        100 * result["F1"],
        100 * result["joint_F1"],
        100 * right,
        100 * named,
        100 * resolved,
        1000 * spent / words * _WORDS,
    )


def seed() -> Iterator[str]:
    """Yield the seed's quotes, item by item, with what was read of each."""
    text = (GOLD / "seed" / "article.txt").read_text(encoding="utf-8")
    gold = json.loads((GOLD / "seed" / "quotes.json").read_text(encoding="utf-8"))
    quotes = {quote.segments: quote for quote in read_quotes(Document(text), ())[0]}
    for item in gold["quotes"]:
        quote = quotes.get(tuple((start, end) for start, end in item["spans"]))
        right = quote is not None and (quote.speaker, quote.state) == (item["speaker"], item["country_iso3"])
        yield f"{item['id']:4}{'right' if right else 'WRONG':8}{item['speaker']:20}{item['full_text'][:60]}"


def tables() -> Iterator[str]:
    """Yield the lines of all tables; one line that says so where the gold is not at hand."""
    if not GOLD.exists():
        yield "No gold beside this checkout: nothing to measure."
        return
    yield f"{'corpus':24}{'quotes':>8}{'span F1':>9}{'joint F1':>9}{'speaker':>9}{'name':>9}{'pronoun':>9}{'ms/750':>9}"
    for corpus, every in (("polnear_dev", 1), ("polnear_train", 8), ("dewikinews_dev", 1), ("dewikinews_train", 1)):
        yield score(corpus, every).row()
    yield ""
    yield from un_quotes.tables()
    yield ""
    yield from seed()


def _predictions(quotes: Sequence[Quote]) -> Iterator[dict[str, object]]:
    for quote in quotes:
        start, end = quote.mention or (None, None)
        for segment in quote.segments:
            yield {"start": segment[0], "end": segment[1], "speaker": quote.speaker or "", "sp_start": start, "sp_end": end}


def _speakers(rows: list[Article], found: dict[str, tuple[Quote, ...]]) -> tuple[float, float, float]:
    """Return how often the speaker is right, a person named so is resolved to the full name, and a pronoun to any name."""
    right, named, resolved = [], [], []
    for row in rows:
        for gold in row["quotes"]:
            if gold["words"] < _SHORTEST or not gold["speaker"]:
                continue
            quote = _best(gold, found[row["id"]])
            right.append(_is_right(gold, quote))
            kind = gold.get("speaker_type", "named")
            if kind == "pronoun":
                resolved.append(quote is not None and quote.speaker is not None)
            elif kind == "named":
                named.append(quote is not None and bool(_names(quote.speaker) & _names(gold["speaker"])))
    return _share(right), _share(named), _share(resolved)


def _best(gold: Article, quotes: tuple[Quote, ...]) -> Quote | None:
    """Return the quote read at the gold's place, if there is one."""
    overlaps = [(metric().iou(gold["start"], gold["end"], *segment), at) for at, quote in enumerate(quotes) for segment in quote.segments]
    overlap, at = max(overlaps, default=(0.0, 0))
    return quotes[at] if overlap >= 0.6 else None


def _is_right(gold: Article, quote: Quote | None) -> bool:
    if quote is None:
        return False
    if quote.mention and min(quote.mention[1], gold["speaker_end"]) > max(quote.mention[0], gold["speaker_start"]):
        return True
    return bool(metric().surname_match(quote.speaker, gold["speaker"]))


def _names(text: str | None) -> set[str]:
    """Return the capitalised words of a name, folded as the metric folds them."""
    return {metric().norm(word) for word in metric().toks(text) if word[0].isupper()}


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def main() -> None:
    """Print the tables."""
    for line in tables():
        print(line)  # noqa: T201 (a table for a person to read)


if __name__ == "__main__":
    main()
