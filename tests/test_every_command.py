"""Every command, with the program's own handlers behind it, over both platforms' emulators and by their real libraries."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from adapters.chats.discord import Discord as DiscordChat
from adapters.chats.offering import FAILED
from adapters.chats.slack import Slack as SlackChat
from bot.asking import Ask, Place
from bot.commands import COMMANDS, Answers
from bot.ports import Chat
from bot.record import fold
from bot.store import Store
from tests.emulators.discord import TOKEN, Discord
from tests.emulators.discord.objects import CHANNEL_ID
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, CHANNEL, Slack
from tests.votes import VETO, evidence

ASKED: Mapping[str, tuple[Mapping[str, str], str]] = {
    "status": ({"document": "S/2022/431"}, "VETOED"),
    "vetoes": ({"since": "2022"}, "S/2022/431"),
    "votes": ({"country": "China"}, "Against"),
    "compare": ({"a": "China", "b": "Russia"}, "voted alike in 1 of 1"),
    "latest": ({}, "S/2022/431"),
    "quotes": ({"about": "S/2022/431"}, "Quotes on S/2022/431"),
    "upcoming": ({}, "No vote is announced"),
    "why": ({"document": "S/2022/431"}, "S/2022/431"),
    "subscribe": ({"rule": "SC"}, "Subscribed: this channel gets every vote in the Security Council"),
    "subscriptions": ({}, "1 vetoes"),
    "edit": ({"number": "1", "rule": "SC"}, "Changed: this channel gets every vote in the Security Council"),
    "pause": ({"number": "1"}, "Paused: 1"),
    "resume": ({"number": "1"}, "Resumed: 1"),
    "preview": ({"rule": "vetoes"}, "Last 10 years: 1 vote"),
    "test": ({"number": "1"}, "A test comes here"),
    "digest": ({"when": "daily 08:00"}, "gets a digest"),
    "unsubscribe": ({"number": "1"}, "no longer gets vetoes"),
    "help": ({}, "/un subscribe"),
}
"""Each command with what it is given, and what its answer says of it; a channel is subscribed to vetoes before."""


@pytest.fixture
async def answers(tmp_path: Path) -> AsyncIterator[Answers]:
    moment = dt.datetime(2022, 6, 1, 12, tzinfo=dt.UTC)
    async with Store(f"sqlite:///{tmp_path / 'commands.sqlite3'}") as store:
        await store.upgrade()
        async with store.begin() as ledger:
            await ledger.votes.add(fold.fold([evidence(VETO)]), moment, backlog=True)
        answering = Answers(store, lambda: moment)
        for place in (Place("slack", CHANNEL), Place("discord", CHANNEL_ID)):
            await answering.ask(Ask("subscribe", {"rule": "vetoes"}), place)
        yield answering


@contextlib.asynccontextmanager
async def listening(chat: Chat, answers: Answers) -> AsyncIterator[None]:
    task = asyncio.create_task(chat.listen(answers))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await chat.close()


def test_every_command_is_tried() -> None:
    assert ASKED.keys() == {command.name for command in COMMANDS}


@pytest.mark.parametrize("name", ASKED)
async def test_on_slack(name: str, answers: Answers) -> None:
    values, said = ASKED[name]
    async with Slack() as slack:
        async with listening(SlackChat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url), answers):
            await slack.socket_mode.connected()
            answer = await slack.slash(f"{name} " + " ".join(f'{option}:"{value}"' for option, value in values.items()))
        assert slack.problems == []
    _judge(answer, said)


@pytest.mark.parametrize("name", ASKED)
async def test_on_discord(name: str, answers: Answers) -> None:
    values, said = ASKED[name]
    async with Discord() as discord:
        async with listening(DiscordChat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url), answers):
            await discord.listened_to()
            reply = await discord.command(name, **cast("dict[str, Any]", dict(values)))
        assert discord.problems == []
    assert reply.ephemeral
    _judge(reply.text, said)


def _judge(answer: str, said: str) -> None:
    plain = re.sub(r"<[^|>]*\|([^>]*)>|[*\\\u200b]", lambda found: found[1] or "", answer)
    assert said in plain, answer
    assert plain != FAILED
