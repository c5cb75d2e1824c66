"""How well quotes of UN stories are read, on texts of our own: ``un_quotes.jsonl``.

The texts restate the forms in which votes are reported; the persons in them are fictitious and the words invented, so that nobody real is
made to say anything. One half ("unseen") was written before the rules were tried on it and is never looked at: its figures are printed, its
mistakes are not. Three more halves came later, to see how the rules do on what they do not know: when first measured, "new" gave 92.2 % of
persons and 84.4 % of States, "aside" 93.4 % and 90.1 %, "late" 98.9 % and 96.6 % (and 82.5 % of statements); then their mistakes were
mended. A ``turn`` is a speech of a verbatim record, of which any sentence may be read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.model import Organ, Outcome, Quote, Sighting, Statement
from bot.reading.document import Document
from bot.reading.quotes import read_quotes

HALVES = ("seen", "unseen", "new", "aside", "late")
TEXTS = Path(__file__).with_name("un_quotes.jsonl")
_OVERLAP, _SHOWN = 0.6, 3
_HEAD = ("quotes", "found", "person", "State", "role", "keys", "wrong State", "prec. at 3", "recall at 3", "stray", "statements")

Story = dict[str, Any]
Label = dict[str, Any]


def stories(half: str) -> list[Story]:
    """Return the labelled texts of a half, "seen" or "unseen"."""
    with TEXTS.open(encoding="utf-8") as lines:
        return [story for story in map(json.loads, lines) if story["half"] == half]


def read(story: Story) -> tuple[tuple[Quote, ...], tuple[Statement, ...]]:
    """Read a story's quotes with the vote it tells of."""
    vote: Any = {side: tuple(states) for side, states in story["vote"].items()}
    outcome = Outcome.VETOED if vote["vetoed_by"] else Outcome.ADOPTED
    document = Document(story["text"], published=datetime(story["year"], 12, 31, tzinfo=UTC))
    return read_quotes(document, (Sighting(Organ.SECURITY_COUNCIL, outcome, **vote),))


def score(half: str) -> Counter[str]:
    """Count what is right in a half."""
    counts: Counter[str] = Counter()
    for story in stories(half):
        quotes, statements = read(story)
        counts.update(what for what, _ in _judged(story, quotes))
        counts.update(_judged_statements(story, statements))
    return counts


def tables() -> Iterator[str]:
    """Yield the lines of the table, one a half."""
    yield f"{'UN texts of our own':24}" + "".join(f"{head:>13}" for head in _HEAD)
    for half in HALVES:
        yield f"{half:24}" + "".join(f"{figure:>13}" for figure in _figures(score(half)))


def mistakes() -> Iterator[str]:
    """Yield what is wrong in the halves that may be looked at."""
    for story in (*stories("seen"), *stories("new")):
        yield from (f"{story['id']} {what}: {detail}" for what, detail in _judged(story, read(story)[0]) if what in _WRONG)


_WRONG = frozenset({"missed", "other person", "other State", "other role", "stray", "wrong State", "other key"})


def _figures(counts: Counter[str]) -> tuple[str, ...]:
    every = counts["quotes"]
    shares = [_share(counts[what], every) for what in ("found", "person", "State", "role")]
    shown = (str(counts["keys"]), str(counts["wrong State"]), _share(counts["right key"], counts["shown"]))
    rest = (_share(counts["right key"], counts["gold keys"]), str(counts["stray"]), _share(counts["stated"], counts["statements"]))
    return str(every), *shares, *shown, *rest


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def _judged(story: Story, quotes: tuple[Quote, ...]) -> Iterator[tuple[str, str]]:
    """Yield each verdict with what it is about."""
    labels = [*story["quotes"], *story["turns"]]
    places = [_label(labels, quote) for quote in quotes]
    for at, label in enumerate(labels):
        yield from _judged_label(story["text"], label, [quote for quote, place in zip(quotes, places, strict=True) if place == at])
    for quote, place in zip(quotes, places, strict=True):
        if place is None:
            yield "stray", f"{quote.words[:60]} {quote.speaker} {quote.state}"
        yield from _judged_key(quote, labels[place] if place is not None else {"state": None, "key": None})


def _judged_label(text: str, label: Label, read_as: list[Quote]) -> Iterator[tuple[str, str]]:
    words = text[slice(*_spans(label)[0])][:60]
    nobody = not (label["speaker"] or label["role"] or label["state"])
    yield "quotes", words
    if label["key"]:
        yield "gold keys", words
    if read_as or nobody:
        yield "found", words
    else:
        yield "missed", words
    for what, right in _compared(label, read_as):
        said = f"{words} | {[(quote.speaker, quote.role, quote.state) for quote in read_as][:1]}"
        yield (what if right and (read_as or nobody) else f"other {what}"), said


def _compared(label: Label, read_as: list[Quote]) -> Iterator[tuple[str, bool]]:
    yield "person", all((quote.speaker or "").lower() == (label["speaker"] or "").lower() for quote in read_as)
    yield "State", all(quote.state == label["state"] for quote in read_as)
    yield "role", all((quote.role or "").lower() == (label["role"] or "").lower() for quote in read_as)


def _judged_key(quote: Quote, label: Label) -> Iterator[tuple[str, str]]:
    if quote.key is None:
        return
    detail = f"{quote.key} {quote.words[:60]} {quote.speaker} {quote.state}"
    yield "keys", detail
    if quote.state != label["state"]:
        yield "wrong State", detail
    if quote.key <= _SHOWN:
        yield "shown", detail
        yield ("right key" if label["key"] else "other key"), detail


def _judged_statements(story: Story, statements: tuple[Statement, ...]) -> Iterator[str]:
    for label in story["statements"]:
        yield "statements"
        near = [one for one in statements if _overlap((one.start, one.end), label["span"]) >= _OVERLAP]
        if any(((one.speaker or "").lower(), one.state) == ((label["speaker"] or "").lower(), label["state"]) for one in near):
            yield "stated"


def _label(labels: list[Label], quote: Quote) -> int | None:
    """Return which label a quote is of: nearly the same segment, or the turn it lies in."""
    for at, label in enumerate(labels):
        if any(_fits(label, segment, span) for segment in quote.segments for span in _spans(label)):
            return at
    return None


def _fits(label: Label, segment: tuple[int, int], span: list[int]) -> bool:
    if "span" in label:
        return span[0] <= segment[0] and segment[1] <= span[1]
    return _overlap(segment, span) >= _OVERLAP


def _spans(label: Label) -> list[list[int]]:
    return [label["span"]] if "span" in label else label["segments"]


def _overlap(one: tuple[int, int], other: list[int]) -> float:
    """Return what two spans share, of all they cover."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


if __name__ == "__main__":
    for line in (*tables(), "", *mistakes()):
        print(line)  # noqa: T201 (a table for a person to read)
