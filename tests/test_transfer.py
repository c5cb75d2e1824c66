"""Subscriptions as a file: what is written is read as the same."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.transfer import from_toml, to_toml
from bot.model import Rule, Subscription
from bot.ports import VetowatchError
from bot.record.rules import rule_from_words
from tests.test_preferences import several
from tests.test_rules import rules

NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
subscriptions = st.builds(
    Subscription,
    chat=st.sampled_from(["discord", "slack", "webhook"]),
    channel=names,
    rule=rules,
    since=st.just(NOW),
    number=st.integers(1, 25),
    preferences=several,
    stopped=st.booleans(),
    set_by=st.none() | names,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(subscriptions, max_size=3))
def test_what_is_written_is_read_as_the_same(listed: list[Subscription]) -> None:
    assert from_toml(to_toml(listed), NOW) == listed


def test_a_file_may_be_written_by_hand() -> None:
    text = """
        version = 1
        [[subscription]]
        chat = "slack"
        channel = "C0VOTES"
        rule = "Everything in the Council"
        hourly = 3
    """
    (one,) = from_toml(text, NOW)
    assert (one.number, one.rule, one.preferences.hourly) == (0, rule_from_words("in the Security Council"), 3)
    assert from_toml("version = 1", NOW) == []
    assert from_toml('version = 1\n[[subscription]]\nchat = "slack"\nchannel = "C1"', NOW)[0].rule == Rule()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("version = ", "not TOML"),
        ("", "version = 1 is what this program reads, not None"),
        ("version = 2", "not 2"),
        ("version = 1\nsubscription = 3", "each under a line"),
        ("version = 1\n[[subscription]]\nchat = 'slack'", "subscription 1 of the file: chat and channel are missing"),
        (
            "version = 1\n[[subscription]]\nchat = 'slack'\nchannel = 'C1'\nrule = '(SC'",
            "subscription 1 of the file: a parenthesis is not closed",
        ),
        ("version = 1\n[[subscription]]\nchat = 'slack'\nchannel = 'C1'\nquiet = 'at night'", "no hours"),
        ("version = 1\n[[subscription]]\nnumber = 'x'", "number is a number"),
    ],
)
def test_what_is_wrong_is_named_in_a_line(text: str, reason: str) -> None:
    with pytest.raises(VetowatchError, match=reason) as refusal:
        from_toml(text, NOW)
    assert "\n" not in str(refusal.value)
