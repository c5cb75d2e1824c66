"""Reports of votes in words of our own, each with what it tells: UN Press, agencies in five languages, and texts that tell of none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from bot.model import Sighting
from bot.reading.document import Document

FILES = ("press", "votes", "abroad", "statements", "none", "unseen1", "unseen2", "unseen3", "unseen4", "unseen5")
_LISTS = {"v": "vetoed_by", "n": "against", "a": "abstained", "x": "not_voting"}
_FACTS = {"r": "resolution", "d": "draft", "q": "question"}


@dataclass(frozen=True, slots=True)
class Told:
    """One text, and a line for each vote it tells of: the one reported first; none where it tells of none."""

    name: str
    votes: tuple[str, ...]
    document: Document


def told(file: str) -> Iterator[Told]:
    """Yield the texts of a file of this folder."""
    text = files("tests.told").joinpath(f"{file}.txt").read_text(encoding="utf-8")
    for number, block in enumerate(f"\n{text}".split("\n= ")[1:], 1):
        head, *lines = block.strip().split("\n")
        words = head.split()
        day = next((dt.datetime.fromisoformat(word[1:]) for word in words if word.startswith("@")), None)
        others = tuple(line[2:] for line in lines if line.startswith("+ "))
        title = next((line.removeprefix("title: ") for line in lines if line.startswith("title: ")), "")
        body = "\n".join(line for line in lines if not line.startswith(("+ ", "title: ")))
        votes = () if words[0] == "none" else (" ".join(word for word in words if not word.startswith("@")), *others)
        yield Told(f"{file}-{number}", votes, Document(body or title, title, "", day))


def wrong(vote: str, sighting: Sighting) -> list[str]:
    """Return what a sighting has otherwise than the line of a vote, in words; none where all is right."""
    organ, outcome, tally, *facts = vote.split()
    expected: dict[str, object] = {"organ": organ, "outcome": outcome, "tally": tally, "vetoed_by": []}
    for fact in facts:
        key, _, value = fact.partition(":")
        expected[_LISTS.get(key) or _FACTS[key]] = value if key in _FACTS else sorted(set(value.split(",")) - {"-"})
    pairs = ((name, value, _shown(getattr(sighting, name))) for name, value in expected.items())
    return [f"{name}: {got}, not {value}" for name, value, got in pairs if got != value]


def _shown(value: object) -> object:
    return sorted(value) if isinstance(value, tuple) else None if value is None else str(value)
