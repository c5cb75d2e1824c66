"""The whole reading of a page: votes, quotes, pending, and the figures reached on labelled articles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import read
from bot.reading.document import Document
from bot.reading.machine import to_json
from tests.eval import votes

SEED = Path(__file__).parents[2] / "shared" / "gold" / "seed" / "article.txt"


def test_a_placeholder_is_pending_and_announces() -> None:
    told = read(
        Document(
            "(A full summary of this meeting will be available at a later time.)\n\nThe Security Council will consider and vote on a draft "
            "resolution (S/2025/692).\n\nIf adopted, it will become resolution 2797 (2025)."
        )
    )
    assert told.pending
    assert told.sightings == ()
    assert [upcoming.draft for upcoming in told.upcoming] == ["S/2025/692"]


def test_a_result_without_a_count_is_pending() -> None:
    assert read(Document("Russia vetoed a UN Security Council resolution on Friday.")).pending
    assert not read(Document("The UN Security Council adopted the resolution on Friday by 12 votes to 1, with 2 abstentions.")).pending


def test_machine_readable_keys_stand_in_order() -> None:
    told = read(Document("The UN Security Council adopted the resolution on Friday by 12 votes to 1, with 2 abstentions."))
    printed = to_json("a", told, 1.0)
    assert list(printed) == ["id", "sightings", "upcoming", "quotes", "statements", "ms"]
    keys = (
        "organ outcome question yes no abstain not_voting unanimous without_vote vetoed_by against abstained in_favour draft resolution "
        "date sponsors subject primary confidence evidence intended"
    )
    assert " ".join(printed["sightings"][0]) == keys


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    assert read(Document(text)).text == text


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not part of the project")
def test_the_seed_article() -> None:
    told = read(Document(SEED.read_text(encoding="utf-8"), published=datetime(2022, 5, 27, tzinfo=UTC)))
    (vote,) = told.sightings
    assert (vote.organ, vote.outcome, str(vote.tally), str(vote.date)) == ("SC", "vetoed", "13-2-0", "2022-05-26")
    assert (vote.vetoed_by, vote.sponsors) == (("CHN", "RUS"), ("USA",))


@pytest.mark.skipif(not votes.GOLD.exists(), reason="the labelled articles are not part of the project")
def test_figures_on_labelled_articles() -> None:
    parts = {name: votes.summary(marks) for name, marks in votes.groups().items()}
    assert parts["English"]["precision"] >= 0.97
    assert parts["English"]["recall"] >= 0.98
    assert parts["other languages"]["precision"] >= 0.97
    assert parts["other languages"]["recall"] >= 0.93
    worked = [row for row in votes.groups()["worked with"] if row.facts]
    for fact, floor in {"outcome": 0.98, "tally": 0.97, "vetoed_by": 0.98, "against": 0.9, "abstained": 0.9}.items():
        told = [row.facts[fact] for row in worked if fact in row.facts]
        assert sum(told) / len(told) >= floor, fact
