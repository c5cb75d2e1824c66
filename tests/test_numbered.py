"""A text that has a new number was adopted, whatever verb its page uses."""

from __future__ import annotations

import pytest

from bot.model import Outcome
from tests.test_rivals import read

TOLD = "Resolution 2312, which Britain piloted through the UN Security Council on Thursday, lets ships be stopped off Libya. {sides}"


@pytest.mark.parametrize(
    ("sides", "tally"),
    [
        ("Fourteen members were for it. Venezuela kept its hand down.", "14-0-1"),
        ("Of the fifteen members only Venezuela held back, abstaining. There were no votes against.", "14-0-1"),
    ],
)
def test_counts_and_a_new_number_tell_a_text_adopted(sides: str, tally: str) -> None:
    (told,) = read(TOLD.format(sides=sides))
    assert (told.outcome, str(told.tally), told.resolution) == (Outcome.ADOPTED, tally, "S/RES/2312")


@pytest.mark.parametrize(
    "text",
    [
        TOLD.format(sides=""),
        "The Security Council met on Friday on the implementation of resolution 2312. Fourteen members support it.",
        "Resolution 1973, which ten members of the UN Security Council supported, let ships be stopped off Libya. Nobody was against it.",
    ],
)
def test_a_number_alone_or_an_old_one_tells_no_vote(text: str) -> None:
    assert read(text) == []
