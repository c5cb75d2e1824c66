"""What people may ask, as words and as buttons; the answers themselves are tested over a database, in the flows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import Ask, Kind, Place
from bot.commands import COMMANDS, Answers
from bot.ports import VetowatchError
from bot.store import Store

PLACE = Place("slack", "C1")


@pytest.fixture
def answers() -> Answers:
    return Answers(Store("sqlite:///:memory:"), lambda: dt.datetime(2026, 6, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("line", "ask"),
    [
        ("", Ask("help")),
        (" STATUS  s/2022/431 ", Ask("status", {"document": "s/2022/431"})),
        ('status document:"S/2022/431"', Ask("status", {"document": "S/2022/431"})),
        ("subscribe SC vetoed topic:Syria", Ask("subscribe", {"rule": "SC vetoed topic:Syria"})),
        ("unsubscribe", Ask("unsubscribe")),
    ],
)
def test_a_line_is_understood(answers: Answers, line: str, ask: Ask) -> None:
    assert answers.understand(line) == ask


def test_an_unknown_command_is_answered_with_those_there_are(answers: Answers) -> None:
    with pytest.raises(VetowatchError, match="no command “dance”: try status, subscribe"):
        answers.understand("dance now")


async def test_a_command_says_what_it_needs(answers: Answers) -> None:
    with pytest.raises(VetowatchError, match="status needs its symbol"):
        await answers.ask(Ask("status"), PLACE)


async def test_help_tells_each_command_and_what_it_takes(answers: Answers) -> None:
    said = (await answers.ask(Ask("help"), PLACE)).text
    assert all(f"**/un {command.name}** — {command.about}" in said for command in COMMANDS)


async def test_organs_are_suggested(answers: Answers) -> None:
    assert [one.value for one in await answers.suggest(Kind.ORGAN, "s")] == ["SC"]


@given(st.sampled_from(["status", "vetoes"]), st.dictionaries(st.text("abc", min_size=1), st.text(min_size=1)))
def test_a_question_kept_in_a_button_is_read_back(command: str, values: dict[str, str]) -> None:
    assert Ask.parse(str(Ask(command, values))) == Ask(command, values)
