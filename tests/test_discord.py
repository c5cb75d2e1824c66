"""The Discord chat over the emulator, with the unmodified discord.py between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.chats.discord import Discord as Chat
from bot.ports import DeliveryError
from tests.emulators.discord import CHANNEL_ID, TOKEN, Discord
from tests.emulators.server import Drop
from tests.messages import post, veto

POST = post(CHANNEL_ID)
SENT = "POST .*/channels/.*/messages"


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord() as server:
        yield server
        assert server.problems == []


@pytest.fixture
async def chat(discord: Discord) -> AsyncIterator[Chat]:
    chat = Chat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url, wording=veto)
    yield chat
    await chat.close()


async def test_sends_an_embed(discord: Discord, chat: Chat) -> None:
    reference = await chat.send(POST)
    (message,) = discord.shown()
    assert reference == f"{CHANNEL_ID}/{message['id']}"
    assert message["embeds"][0]["url"] == "https://docs.un.org/S/2022/431"
    assert message["embeds"][0]["color"] == 0xC0392B
    assert not message["mention_everyone"]


async def test_a_second_send_of_one_delivery_is_the_first_message(discord: Discord, chat: Chat) -> None:
    assert await chat.send(POST) == await chat.send(POST)
    assert len(discord.shown()) == 1


async def test_a_lost_reply_is_doubtful_and_its_message_found_after_the_nonce_is_forgotten(discord: Discord, chat: Chat) -> None:
    discord.nonces_last = 0
    discord.fail(SENT, Drop(after=True))
    with pytest.raises(DeliveryError) as caught:
        await chat.send(POST)
    assert caught.value.doubtful
    reference = await chat.send(replace(POST, doubtful=True))
    assert [f"{CHANNEL_ID}/{message['id']}" for message in discord.shown()] == [reference]
