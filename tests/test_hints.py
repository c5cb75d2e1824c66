"""Which stretches of a page are read closely: the further down, and in a debate, only those that plainly speak of voting."""

from __future__ import annotations

import pytest

from bot.reading.votes.hints import BODY, LEAD, Hints


@pytest.mark.parametrize(
    ("words", "lead", "body", "below"),
    [
        ("the council supports it.", True, False, False),
        ("malta was in favour of it.", True, True, False),
        ("malta voted for it.", True, True, True),
        ("the delegate of malta was in favour of it.", True, False, False),
        ("the representative of malta had voted for it.", True, True, True),
        ("the rains had cut the road.", False, False, False),
    ],
)
def test_a_stretch_must_speak_the_plainer_the_further_down_it_stands(words: str, lead: bool, body: bool, below: bool) -> None:
    assert [Hints(words).speak((0, len(words)), place) for place in (0, LEAD, BODY)] == [lead, body, below]


def test_stretches_of_each_kind_are_looked_for_by_themselves() -> None:
    parts = ("the delegate of malta was in favour. ", "china was in favour. ", "the delegate of ghana abstained. ") * 2
    hints, found, at = Hints("".join(parts)), [], 0
    for part in parts:
        found.append(hints.speak((at, at + len(part)), LEAD))
        at += len(part)
    assert found == [False, True, True] * 2
