"""The form on Discord that subscribes and edits, with the program's own commands behind it: what is chosen is what a command would say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chats.discord import Discord as Chat
from adapters.chats.discord import form
from adapters.chats.fitting import fit
from bot.asking import Ask, Followed, Place, Suggestion
from bot.commands import Answers
from bot.model import Outcome, Preferences, When
from bot.record.preferences import PLAIN, preferences_of
from bot.record.wants import PRESETS
from bot.telling.filled import AS_IT_COMES, PRESET, RULE, WrongFieldError
from bot.words import LANGUAGES, speaking
from tests import items
from tests.emulators import limits
from tests.emulators.discord import CHANNEL_ID, TOKEN, Discord
from tests.emulators.discord.interactions import Interaction
from tests.emulators.discord.objects import DM_ID, USER_ID
from tests.messages import words
from tests.test_every_command import listening

HERE = Place("discord", CHANNEL_ID)


@pytest.fixture
async def answers(tmp_path: Path, discord: Discord) -> AsyncIterator[Answers]:
    async with items.recorded(tmp_path) as (answering, _), listening(connected(discord), answering):
        await discord.listened_to()
        yield answering


def connected(discord: Discord) -> Chat:
    return Chat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url)


def fields(opened: Interaction) -> dict[str, dict[str, Any]]:
    """Return what a form's fields hold, by name."""
    assert opened.modal
    return {label["component"]["custom_id"]: label["component"] for label in opened.modal["components"]}


def chosen(field: dict[str, Any]) -> list[str]:
    return [one["value"] for one in field["options"] if one.get("default")]


def plain(text: str) -> str:
    return text.replace("\\", "").replace("**", "")


async def test_subscribing_by_a_form_is_what_the_command_would_do(discord: Discord, answers: Answers) -> None:
    opened = await discord.command("subscribe")
    assert opened.modal
    assert opened.modal["title"] == "What to tell here"
    assert [one["value"] for one in fields(opened)["preset"]["options"]] == list(PRESETS)
    assert (chosen(fields(opened)["ticks"]), chosen(fields(opened)["spoken"])) == (["quotes", "picture"], ["en"])
    reply = await discord.submit(
        opened,
        preset=["Everything in the Council"],
        rule="vetoes but not Syria",
        ticks=["digest", "quotes"],
        more="quiet: 22:00-07:00 Europe/Paris; hourly: 5\nmention: here for vetoes",
    )
    assert reply.ephemeral
    assert plain(reply.text).startswith("Subscribed: this channel gets")
    (one,) = await answers.subscriptions()
    typed = {"rule": "(in the Security Council) and (vetoes but not Syria)", "when": "digest", "picture": "no"}
    typed |= {"quiet": "22:00-07:00 Europe/Paris", "hourly": "5", "mention": "here for vetoes"}
    await answers.ask(Ask("subscribe", typed), HERE)
    assert [one] == await answers.subscriptions(), "the same rule, told in the same way"
    assert (one.channel, one.set_by) == (CHANNEL_ID, USER_ID)


async def test_a_form_left_as_it_is_tells_every_vote(discord: Discord, answers: Answers) -> None:
    reply = await discord.submit(await discord.command("subscribe"))
    assert "this channel gets every vote (number 1)." in plain(reply.text)
    (one,) = await answers.subscriptions()
    assert one.preferences == Preferences()


async def test_what_the_command_was_given_stands_in_the_form(discord: Discord, answers: Answers) -> None:
    opened = await discord.command("subscribe", hourly="5", quotes="no", when="digest", language="fr")
    assert fields(opened)["more"]["value"] == "hourly: 5"
    assert (chosen(fields(opened)["ticks"]), chosen(fields(opened)["spoken"])) == (["digest", "picture"], ["fr"])


async def test_what_is_wrong_stands_at_its_field_and_is_corrected_in_the_form(discord: Discord, answers: Answers) -> None:
    opened = await discord.command("subscribe")
    wrong = await discord.submit(opened, preset=["Vetoes only"], rule="vetoes (SC", ticks=["digest"], spoken=["fr"], more="hourly: 5")
    assert wrong.ephemeral
    assert wrong.original
    shown = {field["name"]: field["value"] for field in wrong.original["embeds"][0]["fields"]}
    assert "⚠️ a parenthesis is not closed" in shown["In your own words"]
    assert "⚠️" not in shown["Quiet hours, limit an hour, calls"]
    again = await discord.press(wrong.original, "Correct it")
    assert (fields(again)["rule"]["value"], fields(again)["more"]["value"]) == ("vetoes (SC", "hourly: 5")
    assert (chosen(fields(again)["ticks"]), chosen(fields(again)["spoken"])) == (["digest"], ["fr"])
    assert chosen(fields(again)["preset"]) == ["Vetoes only"]
    assert await answers.subscriptions() == []
    still = await discord.submit(again, more="hourly: 5; quiet: at night")
    assert still.original is wrong.original, "one message says what is wrong, however often"
    assert "at night" in still.original["embeds"][0]["fields"][1]["value"] + still.original["embeds"][0]["fields"][2]["value"]
    again = await discord.press(wrong.original, "Correct it")
    done = await discord.submit(again, rule="", more="hourly: 5")
    assert done.original is wrong.original
    assert (done.original["embeds"], "Subscribed" in done.text) == ([], True)
    (one,) = await answers.subscriptions()
    assert one.rule.outcomes == (Outcome.VETOED,)
    assert one.preferences == Preferences(When.DIGEST, language="fr", hourly=5, quotes=False, pictures=False)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("quiet: at night", "no hours: at night"),
        ("hourly: 99", "1 to 60"),
        ("mention: everyone", "nobody to mention"),
        ("colour: red", "“colour: red” is not understood"),
        ("at night", "“at night” is not understood"),
    ],
)
async def test_what_is_written_in_one_line_is_refused_in_its_own_words(discord: Discord, answers: Answers, more: str, said: str) -> None:
    wrong = await discord.submit(await discord.command("subscribe"), more=more)
    assert wrong.original
    values = [field["value"] for field in wrong.original["embeds"][0]["fields"]]
    assert ["⚠️" in value for value in values] == [False, False, True]
    assert said in plain(values[2])
    assert await answers.subscriptions() == []


async def test_editing_begins_with_what_is_there_and_an_emptied_field_is_as_it_comes(discord: Discord, answers: Answers) -> None:
    await answers.ask(Ask("subscribe", {"rule": "vetoes", "quiet": "22:00-07:00 Europe/Paris", "quotes": "no"}), HERE)
    listed = await discord.command("subscriptions")
    assert listed.buttons == ["Edit 1"]
    assert listed.original
    opened = await discord.press(listed.original, "Edit 1")
    assert opened.modal
    assert opened.modal["title"] == "Edit subscription 1"
    assert fields(opened)["rule"]["value"] == "vetoes"
    assert fields(opened)["more"]["value"] == "quiet: 22:00–07:00 Europe/Paris"
    assert chosen(fields(opened)["ticks"]) == ["picture"]
    assert "preset" not in fields(opened)
    reply = await discord.submit(opened, rule="vetoes Syria", more="", spoken=["fr"])
    assert "vetoes concerning Syria" in plain(reply.text)
    (one,) = await answers.subscriptions()
    assert (one.rule.outcomes, one.rule.states, one.preferences) == ((Outcome.VETOED,), ("SYR",), Preferences(language="fr", quotes=False))
    await discord.submit(await discord.command("edit", number="1"), rule="")
    assert await items.told(answers) == [(CHANNEL_ID, "every vote")]


async def test_a_form_that_was_open_over_a_restart_is_taken(tmp_path: Path, discord: Discord) -> None:
    async with items.recorded(tmp_path) as (answers, _):
        await answers.ask(Ask("subscribe", {"rule": "vetoes"}), HERE)
        async with listening(connected(discord), answers):
            await discord.listened_to()
            opened = await discord.command("edit", number="1")
        async with listening(connected(discord), answers):
            await discord.listened_to(sessions=2)
            assert "Changed" in (await discord.submit(opened, rule="SC")).text
        assert await items.told(answers) == [(CHANNEL_ID, "every vote in the Security Council")]


async def test_a_form_asks_for_the_right_that_a_command_asks_for(discord: Discord, answers: Answers) -> None:
    refused = await discord.command("subscribe", permissions="0")
    assert (refused.modal, refused.ephemeral) == (None, True)
    assert "manage channels" in refused.text
    opened = await discord.command("subscribe")
    assert "manage channels" in (await discord.submit(opened, permissions="0")).text
    assert await answers.subscriptions() == []


async def test_who_may_not_change_them_is_shown_the_subscriptions_without_buttons(discord: Discord, answers: Answers) -> None:
    await answers.ask(Ask("subscribe", {"rule": "vetoes"}), HERE)
    listed = await discord.command("subscriptions", permissions="0")
    assert (plain(listed.text), listed.buttons) == ("1 vetoes", [])


async def test_a_subscription_that_has_ended_meanwhile_is_said_to_have(discord: Discord, answers: Answers) -> None:
    await answers.ask(Ask("subscribe", {"rule": "vetoes"}), HERE)
    listed = await discord.command("subscriptions")
    await answers.unfollow("discord", CHANNEL_ID)
    assert listed.original
    assert (await discord.press(listed.original, "Edit 1")).text == "That subscription has ended."


async def test_what_is_followed_in_direct_messages_is_edited_from_the_channel(discord: Discord, answers: Answers) -> None:
    before = connected(discord)
    await before.send(items.alert(CHANNEL_ID, 1))
    await before.close()
    followed = await discord.press(discord.shown()[0], "Follow this item", permissions="0")
    assert followed.original
    opened = await discord.press(followed.original, "Edit 1", permissions="0")
    await discord.submit(opened, permissions="0", rule="vetoes")
    assert await items.told(answers) == [(DM_ID, "vetoes")]


async def test_a_rule_too_long_for_a_form_is_left_as_it_is(discord: Discord, answers: Answers) -> None:
    await answers.ask(Ask("subscribe", {"rule": " or ".join(f"“{'x' * 90}{n}”" for n in range(50))}), HERE)
    assert "too long for a form" in (await discord.command("edit", number="1")).text


@given(words, words, words, st.sampled_from(LANGUAGES))
@settings(max_examples=60, deadline=None)
def test_any_form_and_any_refusal_stays_within_the_limits(rule: str, more: str, reason: str, spoken: str) -> None:
    async def shown() -> None:
        with speaking(spoken):
            values = {
                PRESET: "Vetoes only",
                RULE: fit(rule, 4000, {}),
                form.MORE: fit(more, 1000, {}),
                form.TICKS: "digest thread",
                form.SPOKEN: spoken,
            }
            for ask in (Ask("subscribe"), Ask("edit", {"number": "25"})):
                presets = [Suggestion(preset, preset) for preset in PRESETS]
                assert limits.discord_modal(form.modal(ask, values, presets).to_dict()) == []
                embed, action = form.refused(ask, values, WrongFieldError(RULE, reason))
                assert limits.discord_message({"embeds": [embed.to_dict()]}) == []
                if action and action.ask:
                    assert len(f"un:{action.ask}") <= limits.CUSTOM_ID
                    again = form.restored(action.ask, embed)
                    assert again[PRESET] == "Vetoes only"
                    for name in (RULE, form.MORE):
                        assert again[name].strip() == values[name].replace("`", "'").strip()

    asyncio.run(shown())


def test_labels_are_said_whole_in_every_language() -> None:
    async def shown(spoken: str) -> list[str]:
        with speaking(spoken):
            made = [form.modal(ask, {}, [Suggestion("x", "x")]).to_dict() for ask in (Ask("subscribe"), Ask("edit", {"number": "25"}))]
        labels = [label for one in made for label in one["components"]]
        options = [option for label in labels for option in label["component"].get("options", ())]
        texts = [one["title"] for one in made] + [label["label"] for label in labels] + [option["label"] for option in options]
        return texts + [text for label in labels for text in (label.get("description"), label["component"].get("placeholder")) if text]

    for spoken in LANGUAGES:
        assert not [text for text in asyncio.run(shown(spoken)) if text.endswith("…")], spoken


def test_what_an_untouched_form_asks_for_is_how_votes_are_told_anyway() -> None:
    assert preferences_of(form.given(form.new_values({})).options) == PLAIN
    one = Followed(
        "1", 2, "vetoes", given={"when": "digest", "mention": "here for vetoes", "hourly": "5", "thread": "yes", "language": "ar"}
    )
    assert form.given(form.edited_values(one)).options == {**AS_IT_COMES, **one.given}
