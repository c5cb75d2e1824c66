from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import pace
from bot.model import Organ, Reading, Upcoming
from tests.votes import VETO

S, M, H, D = (dt.timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
CHANCE = random.Random(1)


def test_a_source_that_fails_is_asked_ever_less() -> None:
    waits = [pace.after_failure(n, 90 * S, None, CHANCE) for n in range(12)]
    assert 90 * S <= waits[0] <= 113 * S
    assert 180 * S <= waits[1] <= 226 * S
    assert 30 * M <= waits[-1] <= 38 * M


@given(st.integers(0, 10_000), st.floats(0, 1e9), st.integers(1, 86_400))
def test_what_a_source_asks_for_is_kept_within_a_day(failures: int, retry_after: float, interval: int) -> None:
    wait = pace.after_failure(failures, interval * S, retry_after, CHANCE)
    assert wait >= min(retry_after, 86_400) * S
    assert wait <= max(D, 1.25 * interval * S, 38 * M)


def test_a_page_that_cannot_be_read_is_given_up_after_days() -> None:
    assert pace.after_item_failure(3, H, M, None, CHANCE) is not None
    assert pace.after_item_failure(3, 4 * D, M, None, CHANCE) is None


def test_a_channel_that_refuses_is_tried_again_within_hours() -> None:
    assert 15 * M <= pace.after_refusal(0, CHANCE) <= 19 * M
    assert 6 * H <= pace.after_refusal(50, CHANCE) <= 7.5 * H


@pytest.mark.parametrize(
    ("reading", "age", "wait"),
    [
        (Reading(pending=True), M, 90 * S),
        (Reading(pending=True), D, 72 * M),
        (Reading(pending=True), 10 * D, 6 * H),
        (Reading(pending=True), 15 * D, None),
        (Reading(upcoming=(Upcoming(Organ.SECURITY_COUNCIL),)), M, 90 * S),
        (Reading(sightings=(VETO,)), M, 450 * S),
        (Reading(sightings=(VETO,)), 6 * H, 2 * H),
        (Reading(sightings=(VETO,)), 4 * D, None),
        (Reading(), M, None),
    ],
)
def test_when_a_page_is_looked_at_again(reading: Reading, age: dt.timedelta, wait: dt.timedelta | None) -> None:
    assert pace.until_next_look(reading, age, 90 * S) == wait


def test_a_delivery_is_tried_again_from_seconds_to_minutes_and_not_for_ever() -> None:
    assert 4 * S <= pace.after_send_failure(1, None, CHANCE) <= 5 * S
    assert 15 * M <= pace.after_send_failure(50, None, CHANCE) <= 19 * M
    assert pace.after_send_failure(1, 600, CHANCE) == 600 * S
    assert not pace.hopeless(4 * D)
    assert pace.hopeless(6 * D)


@pytest.mark.parametrize(("wait", "said"), [(40 * S, "40 s"), (10 * M, "10 min"), (5 * H, "5 h")])
def test_waits_are_said_as_people_say_them(wait: dt.timedelta, said: str) -> None:
    assert pace.spoken(wait) == said


def test_new_york_keeps_its_own_day() -> None:
    assert pace.new_york(dt.datetime(2022, 5, 27, 1, 0, tzinfo=dt.UTC)).date() == dt.date(2022, 5, 26)
