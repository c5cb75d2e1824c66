from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import VetowatchError
from bot.schedule import EVERY_DAY, Schedule, following, kind, latest, moment, schedule_from_words, sentence

ZONES = sorted(available_timezones() - {"Factory", "localtime"})
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
schedules = st.builds(
    Schedule,
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
)
BEGIN = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
moments = st.integers(0, 48 * 365 * 24 * 60).map(lambda minutes: BEGIN + minutes * MINUTE)


@given(schedules, st.dates(dt.date(1990, 1, 1), dt.date(2037, 12, 1)))
def test_a_date_has_the_first_moment_its_clock_shows_the_time(schedule: Schedule, date: dt.date) -> None:
    zone, at = ZoneInfo(schedule.zone), moment(schedule, date)
    wall = dt.datetime.combine(date, schedule.at)
    shown = at.astimezone(zone).replace(tzinfo=None)
    if shown == wall:
        earlier = (at - hours * dt.timedelta(minutes=30) for hours in range(1, 7))
        assert all(one.astimezone(zone).replace(tzinfo=None) != wall for one in earlier)
    else:
        assert shown > wall  # the clock skipped it
        assert (at - (shown - wall)).astimezone(zone).replace(tzinfo=None) < wall
    assert moment(schedule, date + DAY) >= at


@given(schedules, moments)
def test_what_is_due_is_the_latest_date_that_has_come(schedule: Schedule, now: dt.datetime) -> None:
    date = latest(schedule, now)
    assert date.weekday() in schedule.weekdays
    assert moment(schedule, date) <= now < following(schedule, now)
    assert latest(schedule, following(schedule, now)) > date
    assert latest(schedule, following(schedule, now) - dt.timedelta(microseconds=1)) == date


@given(schedules, moments)
def test_every_chosen_date_comes_once_as_time_goes_on(schedule: Schedule, now: dt.datetime) -> None:
    seen = [latest(schedule, now + n * dt.timedelta(hours=7)) for n in range(40)]
    assert seen == sorted(seen)


def test_no_zone_is_beyond_it() -> None:
    now = dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)
    for name in ZONES:
        assert moment(Schedule(dt.time(2, 30), name), latest(Schedule(dt.time(2, 30), name), now)) <= now


def test_the_day_that_samoa_skipped_has_no_digest_of_its_own() -> None:
    schedule = Schedule(dt.time(8), "Pacific/Apia")
    last = latest(schedule, dt.datetime(2011, 12, 30, 9, 59, tzinfo=dt.UTC))
    assert (last, following(schedule, dt.datetime(2011, 12, 30, 9, 59, tzinfo=dt.UTC))) == (
        dt.date(2011, 12, 29),
        dt.datetime(2011, 12, 30, 18, tzinfo=dt.UTC),
    )
    assert latest(schedule, dt.datetime(2011, 12, 30, 18, tzinfo=dt.UTC)) == dt.date(2011, 12, 31)


@pytest.mark.parametrize(
    ("words", "schedule", "said"),
    [
        ("daily 08:00 Europe/Paris", Schedule(dt.time(8), "Europe/Paris"), "every day at 08:00 (Europe/Paris)"),
        ("8:05 europe/paris", Schedule(dt.time(8, 5), "Europe/Paris"), "every day at 08:05 (Europe/Paris)"),
        ("weekly 9:00", Schedule(dt.time(9), "UTC", (0,)), "on Monday at 09:00 (UTC)"),
        (
            "weekly friday 18h30 America/New_York",
            Schedule(dt.time(18, 30), "America/New_York", (4,)),
            "on Friday at 18:30 (America/New_York)",
        ),
        ("mon,thu at 07:00 Asia/Tokyo", Schedule(dt.time(7), "Asia/Tokyo", (0, 3)), "on Monday and Thursday at 07:00 (Asia/Tokyo)"),
        ("weekdays 00:00 UTC", Schedule(dt.time(0), "UTC", (0, 1, 2, 3, 4)), "on weekdays at 00:00 (UTC)"),
        ("every day at 23:59", Schedule(dt.time(23, 59), "UTC", EVERY_DAY), "every day at 23:59 (UTC)"),
    ],
)
def test_words_make_a_schedule(words: str, schedule: Schedule, said: str) -> None:
    assert schedule_from_words(words) == schedule
    assert sentence(schedule) == said


@given(schedules)
def test_a_schedule_is_read_back_from_its_sentence(schedule: Schedule) -> None:
    assert schedule_from_words(sentence(schedule)) == schedule


@pytest.mark.parametrize("words", ["", "daily", "daily 25:00", "daily 08:00 Paris", "08:00 Europe/Atlantis", "8"])
def test_what_is_not_understood_is_named(words: str) -> None:
    with pytest.raises(VetowatchError, match="daily 08:00 Europe/Paris"):
        schedule_from_words(words)


def test_a_digest_is_named_by_its_pace() -> None:
    assert [kind(Schedule(dt.time(8), "UTC", days)) for days in (EVERY_DAY, (0,), (0, 3))] == ["Daily digest", "Weekly digest", "Digest"]
