"""Whatever comes when: nothing is lost, nothing told twice, nothing in quiet hours, no more an hour than asked for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.holding import Held, Waiting, admit, hour, is_quiet, quiet_until
from bot.model import Outcome, Preferences, QuietHours
from bot.record import fold
from tests.test_preferences import quiet_hours
from tests.votes import ADOPTED, VETO, evidence

VETOED, TAKEN = fold.fold([evidence(VETO)]), fold.fold([evidence(ADOPTED)])
MINUTE = dt.timedelta(minutes=1)
# Days on which clocks change, in one place or another: Europe, America, Lord Howe (half an hour), and Samoa's missing day.
STARTS = [(2024, 3, 30), (2024, 10, 26), (2024, 3, 9), (2024, 11, 2), (2024, 4, 6), (2024, 10, 5), (2011, 12, 29), (2024, 6, 1)]
Told = list[tuple[int, dt.datetime, str]]


def play(came: list[tuple[int, bool]], preferences: Preferences, start: dt.datetime) -> Told:
    """Let alerts come, minutes apart, and tell them as it is decided; returns which was told when, alone or together."""
    clock = start
    due: dict[int, tuple[dt.datetime, Waiting[int]]] = {}
    told: Told = []

    def decide() -> None:
        ready = sorted((at, n) for n, (at, _) in due.items() if at <= clock)
        sent = sum(how == "alone" and at >= hour(clock) for _, at, how in told)
        made = admit([due[n][1] for _, n in ready], clock, sent)
        for one in made.now:
            told.append((one.owed, clock, "alone"))
        for one in made.together:
            told.append((one.owed, clock, "together"))
        for one in (*made.now, *made.together):
            del due[one.owed]
        for held in made.held:
            assert held.until > clock
            due[held.waiting.owed] = (held.until, replace(held.waiting, rolled=held.waiting.rolled or held.rolled))

    for number, (minutes, vetoed) in enumerate(came):
        arrival = clock + minutes * MINUTE
        while due and (first := min(at for at, _ in due.values())) < arrival:
            clock = first
            decide()
        clock = arrival
        due[number] = (clock, Waiting(number, VETOED if vetoed else TAKEN, preferences))
        decide()
    for _ in range(1000):
        if not due:
            return told
        clock = min(at for at, _ in due.values())
        decide()
    raise AssertionError("something waits for ever")


arrivals = st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=25)
moments = st.builds(
    lambda day, minutes: dt.datetime.combine(dt.date(*day), dt.time(), dt.UTC) + minutes * MINUTE,
    st.sampled_from(STARTS),
    st.integers(0, 2880),
)


@settings(deadline=None, max_examples=300)
@given(arrivals, st.none() | quiet_hours, st.none() | st.integers(1, 4), moments)
def test_nothing_is_lost_nor_told_twice(
    came: list[tuple[int, bool]], quiet: QuietHours | None, hourly: int | None, start: dt.datetime
) -> None:
    told = play(came, Preferences(quiet=quiet, hourly=hourly), start)
    assert sorted(number for number, _, _ in told) == list(range(len(came)))
    for number, at, _ in told:
        through = quiet is not None and quiet.but_vetoes and came[number][1]
        assert quiet is None or through or not is_quiet(quiet, at)
    if hourly is not None:
        assert all(count <= hourly for count in Counter(hour(at) for _, at, how in told if how == "alone").values())
    else:
        assert all(how == "alone" for _, _, how in told)
    alike = [(number, at) for number, at, _ in told if quiet is None or not quiet.but_vetoes or not came[number][1]]
    if hourly is None:
        assert [number for number, _ in alike] == sorted(number for number, _ in alike)
    moments_ = [at for _, at, _ in told]
    assert moments_ == sorted(moments_)


@settings(deadline=None)
@given(quiet_hours, moments)
def test_quiet_hours_end_when_the_clock_says_so(quiet: QuietHours, now: dt.datetime) -> None:
    until = quiet_until(Waiting(1, TAKEN, Preferences(quiet=quiet)), now)
    assert (until is not None) == is_quiet(quiet, now)
    if until is not None:
        shown = until.astimezone(ZoneInfo(quiet.zone)).time()
        put_forward = dt.datetime.combine(dt.date(2000, 1, 1), shown) - dt.datetime.combine(dt.date(2000, 1, 1), quiet.end)
        assert shown == quiet.end or put_forward % dt.timedelta(days=1) <= dt.timedelta(hours=1)
        assert now < until <= now + dt.timedelta(hours=49)


PARIS = QuietHours(dt.time(22), dt.time(7), "Europe/Paris")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2024-06-01T21:00", "2024-06-02T05:00"),  # 23:00 in Paris
        ("2024-06-02T04:59", "2024-06-02T05:00"),
        ("2024-06-02T05:00", None),
        ("2024-03-30T22:00", "2024-03-31T05:00"),  # the night the clock is put forward
        ("2024-10-26T21:00", "2024-10-27T06:00"),  # the night it is put back
    ],
)
def test_a_night_in_paris(now: str, until: str | None) -> None:
    held = quiet_until(Waiting(1, TAKEN, Preferences(quiet=PARIS)), dt.datetime.fromisoformat(f"{now}+00:00"))
    assert held == (dt.datetime.fromisoformat(f"{until}+00:00") if until else None)


def test_quiet_hours_that_end_in_a_missing_hour_end_when_it_is_over() -> None:
    quiet = QuietHours(dt.time(22), dt.time(2, 30), "America/New_York")
    until = quiet_until(Waiting(1, TAKEN, Preferences(quiet=quiet)), dt.datetime(2024, 3, 10, 6, 30, tzinfo=dt.UTC))
    assert until == dt.datetime(2024, 3, 10, 7, 30, tzinfo=dt.UTC)


def test_what_is_beyond_the_number_is_told_together_when_the_hour_ends() -> None:
    noon = dt.datetime(2024, 6, 1, 12, 10, tzinfo=dt.UTC)
    told = play([(0, False), (1, False), (1, True), (50, False)], Preferences(hourly=1), noon)
    assert [(number, f"{at:%H:%M}", how) for number, at, how in told] == [
        (0, "12:10", "alone"),
        (1, "13:00", "together"),
        (2, "13:00", "together"),
        (3, "13:02", "alone"),
    ]
    assert [how for _, _, how in play([(0, False), (1, False)], Preferences(hourly=1), noon)] == ["alone", "alone"]


def test_vetoes_are_let_through_where_that_is_asked() -> None:
    night = dt.datetime(2024, 6, 1, 23, tzinfo=dt.UTC)
    waiting = [Waiting(n, vote, Preferences(quiet=replace(PARIS, but_vetoes=True))) for n, vote in enumerate((TAKEN, VETOED))]
    made = admit(waiting, night, 0)
    assert VETOED.outcome is Outcome.VETOED
    assert ([one.owed for one in made.now], made.held) == ([1], [Held(waiting[0], dt.datetime(2024, 6, 2, 5, tzinfo=dt.UTC), rolled=False)])
