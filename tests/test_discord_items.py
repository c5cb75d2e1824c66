"""The buttons of an alert on Discord, with the program's own commands behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.chats.discord import Discord as Chat
from adapters.chats.offering import TRACK
from bot.commands import Answers
from bot.commands.listed import OF_BUTTONS
from bot.telling.wording import offered
from tests import items
from tests.emulators.discord import CHANNEL_ID, TOKEN, Discord, RefusedError
from tests.emulators.discord.interactions import buttons
from tests.emulators.discord.objects import DM_ID, USER_ID
from tests.test_every_command import listening

KOREA = "every vote on the topic “Korean Peninsula”"


def connected(discord: Discord) -> Chat:
    return Chat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url)


@pytest.fixture
async def answers(tmp_path: Path, discord: Discord) -> AsyncIterator[Answers]:
    """The program's own commands; an alert stands in the channel, and the program was started anew since."""
    async with items.recorded(tmp_path) as (answering, number):
        before = connected(discord)
        await before.send(items.alert(CHANNEL_ID, number))
        await before.close()
        async with listening(connected(discord), answering):
            await discord.listened_to()
            yield answering


def plain(text: str) -> str:
    return text.replace("\\", "").replace("**", "")


async def test_each_button_of_an_alert_answers_and_one_leads_to_the_text(discord: Discord, answers: Answers) -> None:
    (alert,) = discord.shown()
    shown = {button["label"]: button for button in buttons(alert)}
    assert list(shown) == [*items.BUTTONS, "Text of the draft"]
    assert shown["Text of the draft"]["url"] == items.TEXT
    for label, said in items.BUTTONS.items():
        reply = await discord.press(alert, label)
        assert reply.ephemeral
        assert said in plain(reply.text)


async def test_following_an_item_twice_subscribes_once_and_is_ended_by_a_button(discord: Discord, answers: Answers) -> None:
    (alert,) = discord.shown()
    first = await discord.press(alert, "Follow this item")
    again = await discord.press(alert, "Follow this item")
    assert plain(again.text).startswith(f"Followed here already: {KOREA} (number 1). /un unsubscribe 1 ends it.")
    assert await items.told(answers) == [(CHANNEL_ID, KOREA)]
    assert [one.set_by for one in await answers.subscriptions()] == [USER_ID]
    assert first.original
    assert "no longer gets" in (await discord.press(first.original, "End")).text
    assert await items.told(answers) == []


async def test_who_may_not_change_the_channel_follows_in_direct_messages(discord: Discord, answers: Answers) -> None:
    (alert,) = discord.shown()
    discord.locale = "fr"
    reply = await discord.press(alert, "Follow this item", permissions="0")
    assert [one.preferences.language for one in await answers.subscriptions()] == ["fr"]
    assert await items.told(answers) == [(DM_ID, KOREA)]
    assert reply.ephemeral
    (_, note) = discord.shown()
    assert note["channel_id"] == DM_ID
    assert note["content"] in reply.text
    discord.locale = "en-US"
    again = await discord.press(alert, "Follow this item", permissions="0")
    assert len(discord.shown()) == 2, "said there once"
    assert len(await answers.subscriptions()) == 1
    assert again.original
    await discord.press(again.original, "Supprimer", permissions="0")
    assert await items.told(answers) == []


async def test_what_is_followed_in_direct_messages_is_told_and_ended_there(discord: Discord, answers: Answers) -> None:
    (alert,) = discord.shown()
    await discord.press(alert, "Follow this item", personal=True)
    chat = connected(discord)
    assert (await chat.send(items.alert(DM_ID, 1))).startswith(f"{DM_ID}/")
    await chat.close()
    assert KOREA in plain((await discord.command("subscriptions", direct=True)).text)
    note = discord.shown()[1]
    assert "no longer gets" in (await discord.press(note, "End", direct=True)).text
    assert await items.told(answers) == []


async def test_whose_direct_messages_are_closed_is_told_so(discord: Discord, answers: Answers) -> None:
    discord.denied[DM_ID] = RefusedError(403, 50007, "Cannot send messages to this user")
    reply = await discord.press(discord.shown()[0], "Follow this item", permissions="0")
    assert "allow direct messages" in reply.text


async def test_who_looks_after_a_channel_may_follow_for_themselves_alone(discord: Discord, answers: Answers) -> None:
    await discord.command("subscribe", rule="every vote")
    (alert,) = discord.shown()
    reply = await discord.press(alert, "Follow this item")
    assert plain(reply.text).startswith("Followed here already: every vote (number 1)")
    assert reply.original
    await discord.press(reply.original, "Follow in our direct messages")
    assert await items.told(answers) == [(CHANNEL_ID, "every vote"), (DM_ID, KOREA)]


def test_the_button_that_follows_asks_what_a_command_answers() -> None:
    assert TRACK in {command.name for command in OF_BUTTONS}
    assert TRACK in {action.ask.command for action in offered(items.vote(), 1) if action.ask}
