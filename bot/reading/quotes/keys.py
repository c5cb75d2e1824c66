"""Which quotes a reader of a vote wants: why the dissenting States voted so, what the sponsor answers, and a third voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.model import Quote, Sighting, State
from bot.reading.quotes.worth import worth

_FEWEST, _MOST = 5, 90  # words a key quote may have
_BEST = range(8, 46)
_THIRD = 4  # the weight of a State without a part in the vote
_TURNS = 6  # quotes of one State that are ranked
_TERMINAL = ".!?…"
_PARTIAL, _LENGTH, _LATER = 2.0, 2.0, 0.5


def ranked(quotes: Sequence[Quote], sure: Sequence[bool], sightings: tuple[Sighting, ...]) -> tuple[Quote, ...]:
    """Give the quotes worth showing a number, 1 first: one a State until every side was heard; the rest keep none.

    ``sure`` says of each quote whether its speaker is certain; one that is not is never shown.
    """
    every = list(quotes)
    side = _sides(sightings)
    worth = [at for at, quote in enumerate(every) if sure[at] and _worth_showing(quote)]
    worth.sort(key=lambda at: (side.get(every[at].state or "", _THIRD), _cost(every[at], at / len(every))))
    keys = {at: number for number, at in enumerate(_by_turns(worth, every), start=1)}
    return tuple(replace(quote, key=keys[at]) if at in keys else quote for at, quote in enumerate(every))


def _sides(sightings: tuple[Sighting, ...]) -> dict[State, int]:
    """Weigh each State by its part in the vote: who vetoed, who opposed, who sponsored, who abstained."""
    sides: dict[State, int] = {}
    for sighting in sightings:
        if sighting.primary:
            for weight, states in enumerate((sighting.vetoed_by, sighting.against, sighting.sponsors, sighting.abstained)):
                for state in states:
                    sides.setdefault(state, weight)
    return sides


def _worth_showing(quote: Quote) -> bool:
    """Whether the words can stand alone, and somebody with a name or an office said them for a State."""
    count = len(quote.words.split())
    return quote.state is not None and bool(quote.speaker or quote.role) and _FEWEST <= count <= _MOST


def _cost(quote: Quote, place: float) -> float:
    """Weigh a quote against its State's others; ``place`` is how far down the page it stands, from 0 to 1."""
    count = len(quote.words.split())
    return _PARTIAL * (not _is_whole(quote)) + _LENGTH * (count not in _BEST) + _LATER * place - worth(quote.words)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _is_whole(quote: Quote) -> bool:
    """Whether a quote has a sentence of its own."""
    return quote.kind == "direct" or any(mark + " " in quote.words for mark in _TERMINAL)


def _by_turns(order: list[int], quotes: list[Quote]) -> list[int]:
    """Let every State speak once before one speaks again, and then in whole sentences only; nothing is said twice."""
    turns: dict[int, list[int]] = {}
    heard: dict[State, list[str]] = {}
    for at in order:
        before, plain = heard.setdefault(quotes[at].state or "", []), _plain(quotes[at].words)
        if len(before) < _TURNS and (_is_whole(quotes[at]) or not before) and not any(plain in said or said in plain for said in before):
            turns.setdefault(len(before), []).append(at)
            before.append(plain)
    return [at for turn in sorted(turns) for at in turns[turn]]
