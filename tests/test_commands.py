"""What people may ask, as words and as buttons; what is answered stands in ``test_answers``."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import Ask, Kind, Place
from bot.commands import COMMANDS, Answers, fill, values
from bot.commands.listed import OF_BUTTONS
from bot.commands.understanding import understand
from bot.digest import plans
from bot.ports import VetowatchError
from bot.store import Store
from tests.conftest import Clock

PLACE = Place("slack", "C1")


@pytest.fixture
def answers(store: Store, clock: Clock) -> Answers:
    return Answers(store, clock)


@pytest.mark.parametrize(
    ("line", "ask"),
    [
        ("", Ask("help")),
        (" STATUS  s/2022/431 ", Ask("status", {"document": "s/2022/431"})),
        ('status document:"S/2022/431"', Ask("status", {"document": "S/2022/431"})),
        ("S/2022/431", Ask("status", {"document": "S/2022/431"})),
        ("res 2397 (2017)", Ask("status", {"document": "res 2397 (2017)"})),
        ("status that North Korea veto in 2022", Ask("status", {"document": "that North Korea veto in 2022"})),
        ("status 2728 format:json", Ask("status", {"document": "2728", "format": "json"})),
        ("subscribe SC vetoed topic:Syria", Ask("subscribe", {"rule": "SC vetoed topic:Syria"})),
        ("unsubscribe", Ask("unsubscribe")),
        ("vetoes", Ask("vetoes")),
        ("vetoes Russia since 2020", Ask("vetoes", {"country": "RUS", "since": "2020"})),
        ("vetoes russia since:2020 topic:Syria", Ask("vetoes", {"country": "RUS", "since": "2020", "topic": "Syria"})),
        (
            "vetoes by the United States on Israel in 2024",
            Ask("vetoes", {"country": "USA", "topic": "Israel", "since": "2024", "until": "2024"}),
        ),
        ("vetoes 1990-2000 csv", Ask("vetoes", {"since": "1990", "until": "2000", "format": "csv"})),
        ("vetoes until 1950", Ask("vetoes", {"until": "1950"})),
        ("vetoes Syria 2011-2021", Ask("vetoes", {"country": "SYR", "since": "2011", "until": "2021"})),
        ("vetoes since 26 May 2022", Ask("vetoes", {"since": "26 May 2022"})),
        ("latest GA", Ask("latest", {"organ": "GA"})),
        ('vetoes topic:"chemical weapons" FRA', Ask("vetoes", {"country": "FRA", "topic": "chemical weapons"})),
        (
            "votes Brazil SC sanctions since 2010-05",
            Ask("votes", {"country": "BRA", "organ": "SC", "topic": "sanctions", "since": "2010-05"}),
        ),
        ("votes of France in the General Assembly", Ask("votes", {"country": "FRA", "organ": "GA"})),
        ("compare france with the uk in GA", Ask("compare", {"a": "FRA", "b": "GBR", "organ": "GA"})),
        ("compare us china", Ask("compare", {"a": "USA", "b": "CHN"})),
        ("compare Guinea and Guinea-Bissau", Ask("compare", {"a": "GIN", "b": "GNB"})),
        ("compare Antigua and Barbuda vs Trinidad and Tobago", Ask("compare", {"a": "ATG", "b": "TTO"})),
        ("latest vetoes in the Security Council", Ask("latest", {"organ": "SC", "outcome": "vetoed"})),
        ("quotes Zhang Jun", Ask("quotes", {"about": "Zhang Jun"})),
        ("upcoming", Ask("upcoming")),
        ("why https://press.un.org/en/2022/sc14911.doc.htm", Ask("why", {"document": "https://press.un.org/en/2022/sc14911.doc.htm"})),
    ],
)
def test_a_line_is_understood(line: str, ask: Ask) -> None:
    assert understand(line) == ask


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("compare", ["Russia", "CHN"], {"a": "RUS", "b": "CHN"}),
        ("compare", ["rus", "north", "korea"], {"a": "RUS", "b": "PRK"}),
        ("vetoes", ["Russia", "since", "2020"], {"country": "RUS", "since": "2020"}),
        ("vetoes", [], {}),
        ("votes", ["Côte d'Ivoire"], {"country": "CIV"}),
        ("status", ["North", "Korea", "2022"], {"document": "North Korea 2022"}),
    ],
)
def test_words_of_a_command_line_fill_the_options(name: str, words: list[str], found: dict[str, str]) -> None:
    assert fill(name, words) == found


def test_what_is_given_by_name_is_not_filled_again() -> None:
    assert fill("vetoes", ["2020"], {"since"}) == {"until": "2020"}
    with pytest.raises(VetowatchError, match="“Syria” is not understood: give organ, since"):
        fill("votes", ["Brazil", "Syria"], {"topic"})


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2020", dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2022-05-26", dt.date(2022, 5, 26), dt.date(2022, 5, 26)),
        ("26 May 2022", dt.date(2022, 5, 26), dt.date(2022, 5, 26)),
        ("May 2022", dt.date(2022, 5, 1), dt.date(2022, 5, 31)),
    ],
)
def test_a_time_begins_and_ends(words: str, first: dt.date, last: dt.date) -> None:
    assert (values.first_day(words), values.last_day(words)) == (first, last)


@pytest.mark.parametrize("words", ["yesterday", "2020-13", "1900", "2020-02-30"])
def test_what_is_no_day_is_named(words: str) -> None:
    with pytest.raises(VetowatchError, match=f"no such day: {words}"):
        values.first_day(words)


def test_an_unknown_command_is_answered_with_those_there_are() -> None:
    with pytest.raises(VetowatchError, match="no command “dance”: try status, vetoes"):
        understand("dance now")


async def test_a_command_says_what_it_needs(answers: Answers) -> None:
    with pytest.raises(VetowatchError, match="status needs its symbol"):
        await answers.ask(Ask("status", {"document": ""}), PLACE)


async def test_help_tells_each_command_and_what_it_takes(answers: Answers) -> None:
    said = (await answers.ask(Ask("help"), PLACE)).text
    assert all(f"**/un {command.name}** " in said and command.about in said for command in COMMANDS)
    assert len(said) < 2000


def test_commands_keep_the_platforms_measures() -> None:
    for command in (*COMMANDS, *OF_BUTTONS):
        required = [option.required for option in command.options]
        assert required == sorted(required, reverse=True), command.name
        assert all(len(text) <= 100 for text in (command.about, *(option.about for option in command.options)))
        assert all(name.isalpha() and name.islower() for name in (command.name, *(option.name for option in command.options)))


@pytest.mark.parametrize(
    ("kind", "typed", "first"),
    [
        (Kind.ORGAN, "s", "SC"),
        (Kind.ORGAN, "general", "GA"),
        (Kind.OUTCOME, "v", "vetoed"),
        (Kind.STATE, "", "CHN"),
        (Kind.STATE, "rus", "RUS"),
        (Kind.STATE, "fra", "FRA"),
        (Kind.STATE, "korea", "PRK"),
        (Kind.STATE, "ivoire", "CIV"),
    ],
)
async def test_the_likeliest_is_suggested_first(answers: Answers, kind: Kind, typed: str, first: str) -> None:
    offered = await answers.suggest(kind, typed)
    assert offered[0].value == first
    assert len(offered) <= 25
    assert all(0 < len(one.label) <= 100 and 0 < len(one.value) <= 100 for one in offered)


@given(st.sampled_from(["status", "vetoes"]), st.dictionaries(st.text("abc", min_size=1), st.text(min_size=1)))
def test_a_question_kept_in_a_button_is_read_back(command: str, values: dict[str, str]) -> None:
    assert Ask.parse(str(Ask(command, values))) == Ask(command, values)


@given(st.sampled_from([command.name for command in COMMANDS]), st.text())
def test_any_line_is_understood_or_refused(name: str, words: str) -> None:
    with suppress(VetowatchError):
        assert understand(f"{name} {words}").command == name


async def test_a_digest_is_asked_for_and_ended(store: Store) -> None:
    answers = Answers(store, lambda: dt.datetime(2026, 6, 1, 5, tzinfo=dt.UTC))
    said = (await answers.ask(answers.understand("digest daily 08:00 Europe/Paris"), PLACE)).text
    assert said == "This channel gets a digest every day at 08:00 (Europe/Paris); the next is due on 1 June 2026 at 06:00 UTC."
    assert (await answers.ask(Ask("digest", {"when": "off"}), PLACE)).text == "This channel gets no more digests."
    assert (await answers.ask(Ask("digest", {"when": "off"}), PLACE)).text == "This channel had no digest."


async def test_unsubscribing_ends_the_digest_too(store: Store) -> None:
    answers = Answers(store, lambda: dt.datetime(2026, 6, 1, 5, tzinfo=dt.UTC))
    await answers.ask(Ask("digest", {"when": "weekly Monday 9:00 UTC", "quiet": "yes"}), PLACE)
    assert [plan.silent for plan in await plans(store)] == [True]
    assert (await answers.ask(Ask("unsubscribe"), PLACE)).text == "Unsubscribed: nothing more is told here."
    assert await plans(store) == []
