"""The Slack chat over the emulator, with the unmodified slack_sdk and slack_bolt between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.chats.slack import Slack as Chat
from bot.ports import DeliveryError
from tests.emulators.server import Drop
from tests.emulators.slack import BOT_TOKEN, CHANNEL, Slack
from tests.messages import post, veto

POST = post(CHANNEL)
SENT = "POST /api/chat.postMessage"


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as server:
        yield server
        assert server.problems == []


@pytest.fixture
async def chat(slack: Slack) -> AsyncIterator[Chat]:
    chat = Chat(BOT_TOKEN, api_url=slack.api_url, wording=veto)
    yield chat
    await chat.close()


async def test_sends_blocks_with_the_delivery_as_metadata(slack: Slack, chat: Chat) -> None:
    reference = await chat.send(POST)
    (message,) = slack.shown()
    assert reference == f"{CHANNEL}/{message['ts']}"
    assert message["metadata"] == {"event_type": "vetowatch_delivery", "event_payload": {"delivery": "7"}}
    assert message["text"].startswith("Vetoed by China and the Russian Federation")


async def test_a_lost_reply_is_doubtful_and_its_message_found(slack: Slack, chat: Chat) -> None:
    slack.fail(SENT, Drop(after=True))
    with pytest.raises(DeliveryError) as caught:
        await chat.send(POST)
    assert caught.value.doubtful
    reference = await chat.send(replace(POST, doubtful=True))
    assert [f"{CHANNEL}/{message['ts']}" for message in slack.shown()] == [reference]
