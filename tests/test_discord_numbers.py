"""A channel's subscriptions offered by number while somebody types a command on Discord."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.chats.discord import Discord as Chat
from bot.asking import Ask, Kind, Place
from bot.commands import COMMANDS, Answers
from tests import items
from tests.emulators.discord import CHANNEL_ID, MANAGE_CHANNELS, TOKEN, Discord
from tests.test_every_command import listening

HERE = Place("discord", CHANNEL_ID)
TAKING = [command.name for command in COMMANDS if any(option.kind is Kind.NUMBER for option in command.options)]


@pytest.fixture
async def answers(tmp_path: Path, discord: Discord) -> AsyncIterator[Answers]:
    """The program's own commands; the channel has three subscriptions, another one."""
    async with items.recorded(tmp_path) as (answering, _):
        for values in ({"rule": "vetoes"}, {"rule": "vetoes Syria", "when": "digest"}, {"rule": "GA"}):
            await answering.ask(Ask("subscribe", values), HERE)
        await answering.ask(Ask("pause", {"number": "3"}), HERE)
        await answering.ask(Ask("subscribe", {"rule": "climate"}), Place("discord", "1"))
        async with listening(Chat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url), answering):
            await discord.listened_to()
            yield answering


async def test_each_command_that_takes_a_number_offers_the_channels_own(discord: Discord, answers: Answers) -> None:
    assert TAKING == ["edit", "pause", "resume", "test", "unsubscribe"]
    for command in TAKING:
        offered = await discord.typing(command, option="number", typed="", permissions=str(MANAGE_CHANNELS))
        assert [(one["value"], one["name"]) for one in offered] == [
            ("1", "1 · vetoes"),
            ("2", "2 · vetoes concerning Syria; when: digest"),
            ("3", "3 · every vote in the General Assembly – paused"),
        ]


@pytest.mark.parametrize(
    ("typed", "numbers"), [("2", ["2"]), ("#3", ["3"]), ("syria", ["2"]), ("veto", ["1", "2"]), ("9", []), ("dig", ["2"])]
)
async def test_they_are_found_by_number_and_by_word(discord: Discord, answers: Answers, typed: str, numbers: list[str]) -> None:
    assert [one["value"] for one in await discord.typing("edit", option="number", typed=typed)] == numbers


async def test_who_may_not_change_them_is_offered_none(discord: Discord, answers: Answers) -> None:
    assert await discord.typing("edit", option="number", typed="", permissions="0") == []
    assert await discord.typing("edit", option="number", typed="", direct=True) == [], "their own, of which there are none"


async def test_they_are_offered_at_once_where_many_channels_are_told(discord: Discord, answers: Answers) -> None:
    for channel in range(100):
        await answers.ask(Ask("subscribe", {"rule": "vetoes"}), Place("discord", str(channel)))
    began = time.process_time()
    for _ in range(10):
        await discord.typing("edit", option="number", typed="s")
    assert (time.process_time() - began) / 10 < 0.3
