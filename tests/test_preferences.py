"""How votes are told: words both ways, and the most eager of several."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import words
from bot.model import Addressee, Mention, Outcome, Preferences, QuietHours, Severity, When
from bot.ports import VetowatchError
from bot.record import fold
from bot.record.preferences import LANGUAGES, called, most_eager, preferences_of, sentence, written
from bot.store.codec import pack, unpack
from tests.votes import ADOPTED, VETO, evidence

VETOED, TAKEN = fold.fold([evidence(VETO)]), fold.fold([evidence(ADOPTED)])
times = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))
zones = st.sampled_from(["UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"])
quiet_hours = st.builds(QuietHours, times, times, zones, st.booleans()).filter(lambda hours: hours.start != hours.end)
mentions = st.builds(Mention, st.just(Addressee.HERE), st.just(""), st.sampled_from(Severity)) | st.builds(
    Mention,
    st.sampled_from([Addressee.USER, Addressee.GROUP]),
    st.from_regex(r"[A-Z0-9]{3,20}", fullmatch=True),
    st.sampled_from(Severity),
)
several = st.builds(
    Preferences,
    when=st.sampled_from(When),
    thread=st.booleans(),
    language=st.sampled_from(sorted(LANGUAGES)),
    mentions=st.lists(mentions, max_size=3, unique=True).map(tuple),
    quiet=st.none() | quiet_hours,
    hourly=st.none() | st.integers(1, 60),
    quotes=st.booleans(),
    pictures=st.booleans(),
)


@settings(deadline=None)
@given(several)
def test_preferences_are_read_back_as_they_are_written(preferences: Preferences) -> None:
    assert preferences_of(written(preferences)) == preferences
    assert unpack(Preferences, pack(preferences)) == preferences


@given(several)
def test_what_is_left_out_stays(before: Preferences) -> None:
    assert preferences_of({}, before) == before
    assert preferences_of({"quotes": "no", "when": ""}, before).quotes is False
    assert preferences_of({"quotes": "no", "when": ""}, before).when is before.when
    assert sentence(Preferences()) == ""


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("when", "digest only", "when: digest"),
        ("thread", "Yes", "thread: yes"),
        ("language", "fr-CA", "language: fr"),
        ("language", "Chinese", "language: zh"),
        ("mention", "@here", "mention: here for all"),
        ("mention", "<!here>", "mention: here for all"),
        ("mention", "<@&456> for vetoes, <@!123> for failed", "mention: group:456 for vetoes, user:123 for failed"),
        ("mention", "<!subteam^S012ABCD|@desk> for vetoes <@U012ABCD|ann>", None),
        ("mention", "<!subteam^S012ABCD|@desk> for vetoes; U012ABCD34", "mention: group:S012ABCD for vetoes, user:U012ABCD34 for all"),
        ("quiet", "22:00-07:00 Europe/Paris", "quiet: 22:00–07:00 Europe/Paris"),
        ("quiet", "22:00 to 7:00 new york, except vetoes", "quiet: 22:00–07:00 America/New_York, but vetoes"),
        ("quiet", "1:30–2:30", "quiet: 01:30–02:30 UTC"),
        ("hourly", "5", "hourly: 5"),
        ("quotes", "off", "quotes: no"),
    ],
)
def test_options_are_understood(name: str, words: str, said: str | None) -> None:
    if said is None:
        with pytest.raises(VetowatchError, match="nobody to mention"):
            preferences_of({name: words})
    else:
        assert sentence(preferences_of({name: words})) == said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("when", "tomorrow"),
        ("thread", "perhaps"),
        ("language", "tlh"),
        ("mention", "@everyone"),
        ("mention", "@channel"),
        ("mention", "here for lunch"),
        ("mention", ", ".join(f"user:{n}" for n in range(6))),
        ("quiet", "at night"),
        ("quiet", "22:00-22:00"),
        ("quiet", "25:00-07:00"),
        ("quiet", "22:00-07:00 Mars/Olympus"),
        ("hourly", "0"),
        ("hourly", "61"),
        ("hourly", "²"),
    ],
)
def test_what_is_not_understood_is_named_in_a_line(name: str, words: str) -> None:
    with pytest.raises(VetowatchError) as refusal:
        preferences_of({name: words})
    assert "\n" not in str(refusal.value)


@settings(deadline=None)
@given(st.text(), st.sampled_from(["when", "thread", "language", "mention", "quiet", "hourly", "quotes", "picture"]))
def test_any_words_are_understood_or_refused(words: str, name: str) -> None:
    with suppress(VetowatchError):
        preferences_of({name: words})


@given(st.lists(several, min_size=1, max_size=4))
def test_the_most_eager_wins(asking: list[Preferences]) -> None:
    told = most_eager(asking)
    at_once = [one for one in asking if one.when is When.AT_ONCE] or asking
    assert told.when is (When.AT_ONCE if any(one.when is When.AT_ONCE for one in asking) else When.DIGEST)
    assert told.thread == all(one.thread for one in at_once)
    assert told.quotes == any(one.quotes for one in at_once)
    assert set(told.mentions) == {mention for one in at_once for mention in one.mentions}
    assert told.quiet in [one.quiet for one in at_once]
    assert (told.quiet is None) == any(one.quiet is None for one in at_once)
    assert told.hourly in [one.hourly for one in at_once]
    assert most_eager([told]) == told


def test_every_language_there_are_words_in_may_be_asked_for() -> None:
    assert tuple(LANGUAGES) == words.LANGUAGES


def test_a_mention_is_made_for_its_severity_alone() -> None:
    here, desk = Mention(Addressee.HERE, severity=Severity.VETO), Mention(Addressee.GROUP, "4")
    told = Preferences(mentions=(here, desk, Mention(Addressee.GROUP, "4", Severity.FAILED)))
    assert [(one.whom, one.id) for one in called(told, VETOED)] == [(Addressee.HERE, ""), (Addressee.GROUP, "4")]
    assert [one.whom for one in called(told, TAKEN)] == [Addressee.GROUP]
    assert TAKEN.outcome is Outcome.ADOPTED
