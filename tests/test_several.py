"""Several votes on one page: each with its own outcome and counts, the page's main one first."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.document import Document
from bot.reading.votes import read_votes

DAY = dt.datetime(2024, 11, 14, 18, tzinfo=dt.UTC)


def told(*paragraphs: str, title: str = "") -> list[str]:
    """Return the votes a page of 14 November 2024 tells of, the one it reports first: "GA adopted 120-3-9", "C3 adopted without a vote"."""
    found = read_votes(Document("\n\n".join(paragraphs), title, "", DAY))[0]
    ordered = sorted(found, key=lambda one: not one.primary)
    return [f"{one.organ} {one.outcome} {'without a vote' if one.without_vote else one.tally}" for one in ordered]


@pytest.mark.parametrize(
    ("sentence", "agreed"),
    [
        ("The General Assembly on Thursday adopted the resolution on sport without a vote.", True),
        ("The General Assembly on Thursday adopted the resolution on sport by consensus.", True),
        ("The General Assembly on Thursday adopted the resolution on sport, this time not by consensus.", False),
        ("The General Assembly on Thursday adopted the resolution on sport, which was meant to pass by consensus.", False),
        ("The General Assembly on Thursday adopted the resolution on sport, which no longer goes through by acclamation.", False),
    ],
)
def test_what_is_agreed_is_told_from_what_was_meant_to_be(sentence: str, *, agreed: bool) -> None:
    assert told(sentence) == ["GA adopted without a vote" if agreed else "GA adopted ?-?-?"]


def test_a_text_adopted_without_a_vote_takes_no_counts_of_another() -> None:
    assert told(
        "The General Assembly on Thursday adopted a resolution on the law of the sea by 130 votes to 2, with 4 abstentions.",
        "The Assembly adopted without a vote a resolution on sustainable fisheries.",
        title="Assembly adopts two texts on oceans",
    ) == ["GA adopted 130-2-4", "GA adopted without a vote"]
