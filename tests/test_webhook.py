"""Alerts to a web address, over a real receiver that checks what a receiver should."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given, settings

from adapters.chats.webhook import _EVENT, Event, Webhook, chat, key
from bot.message import Message
from bot.model import Addressee, Alert, Choice, Mention, Organ, Outcome, Severity, Vote
from bot.ports import DeliveryError, VetowatchError
from tests.emulators.server import Delay, Drop, Emulator, Refuse
from tests.fakes import FakeCommands
from tests.messages import VETO, messages, post

SECRET = "visibly-not-a-real-webhook-secret"
ALERT = Alert(Vote(Organ.SECURITY_COUNCIL, Outcome.VETOED, vetoed_by=("CHN", "RUS"), ballots={"CHN": Choice.NO, "RUS": Choice.NO}))


class Receiver(Emulator):
    """Takes signed JSON at ``/votes`` as a receiver should: the signature is checked, an event taken once, and kept in ``events``."""

    def __init__(self) -> None:
        super().__init__()
        self.events: dict[str, dict[str, Any]] = {}

    @property
    def address(self) -> str:
        return f"{self.base}/votes?token=in-the-address"

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/votes", self._take)]

    def shown(self) -> list[dict[str, Any]]:
        return list(self.events.values())

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not _genuine(request.headers, body):
            return web.Response(status=401)
        self.events.setdefault(request.headers["webhook-id"], json.loads(body))
        return web.Response(status=204)


def _genuine(headers: Mapping[str, str], body: bytes) -> bool:
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = base64.b64encode(hmac.new(SECRET.encode(), text, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(headers["webhook-signature"], f"v1,{mac}")


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as server:
        yield server


@pytest.fixture
async def hook() -> AsyncIterator[Webhook]:
    hook = Webhook(SECRET, allow_private=True)
    yield hook
    await hook.close()


async def failure(hook: Webhook, channel: str) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await hook.send(post(channel))
    assert "in-the-address" not in str(caught.value)
    return caught.value


async def test_sends_words_and_facts_signed(receiver: Receiver, hook: Webhook) -> None:
    assert await hook.send(replace(post(receiver.address), alert=ALERT)) == "7"
    (event,) = receiver.shown()
    assert (event["id"], event["event"], event["reference"], event["channel"]) == (7, "send", "7", receiver.address)
    assert event["message"]["headline"] == "🟥 VETOED · Security Council"
    assert event["message"]["credits"][0]["at"] == "2022-05-26T23:00:00Z"
    assert event["alert"]["vote"]["vetoed_by"] == ["CHN", "RUS"]
    assert event["alert"]["vote"]["ballots"] == {"CHN": "N", "RUS": "N"}


async def test_says_whom_to_call_once_and_under_which_message_it_stands(receiver: Receiver, hook: Webhook) -> None:
    called = (Mention(Addressee.HERE, severity=Severity.VETO), Mention(Addressee.USER, "U0ANN"))
    alert = await hook.send(replace(post(receiver.address), mentions=called))
    await hook.edit(replace(post(receiver.address), mentions=called), alert)
    await hook.send(replace(post(receiver.address, 8), thread=alert))
    sent, edited, under = receiver.shown()
    assert sent["mentions"] == [{"whom": "here", "id": "", "severity": "veto"}, {"whom": "user", "id": "U0ANN", "severity": "all"}]
    assert (sent["thread"], edited["mentions"]) == ("", [])
    assert (under["mentions"], under["thread"], under["reference"]) == ([], "7", "8")


async def test_an_edit_names_what_it_replaces(receiver: Receiver, hook: Webhook) -> None:
    reference = await hook.send(post(receiver.address))
    later = replace(post(receiver.address, 8), message=replace(VETO, headline="🟥 VETOED · corrected"))
    assert await hook.edit(later, reference) == reference
    assert [(event["event"], event["id"], event["reference"]) for event in receiver.shown()] == [("send", 7, "7"), ("edit", 8, "7")]


async def test_a_lost_answer_is_doubtful_and_the_repeat_is_known_as_such(receiver: Receiver, hook: Webhook) -> None:
    receiver.fail("POST /votes", Drop(after=True))
    assert (await failure(hook, receiver.address)).doubtful
    await hook.send(replace(post(receiver.address), doubtful=True))
    assert len(receiver.called("POST /votes")) == 2
    assert len(receiver.shown()) == 1


async def test_a_receiver_with_another_secret_refuses(receiver: Receiver) -> None:
    hook = Webhook("another", allow_private=True)
    assert (await failure(hook, receiver.address)).permanent
    await hook.close()


@pytest.mark.parametrize("status", [301, 401, 403, 404, 410])
async def test_what_a_person_must_mend_is_permanent(receiver: Receiver, hook: Webhook, status: int) -> None:
    receiver.fail("POST /votes", Refuse(status, headers={"Location": "http://127.0.0.1/elsewhere"}))
    error = await failure(hook, receiver.address)
    assert (error.permanent, error.doubtful) == (True, False)


@pytest.mark.parametrize(("status", "doubtful"), [(400, False), (500, True), (502, True)])
async def test_other_refusals_are_tried_again(receiver: Receiver, hook: Webhook, *, status: int, doubtful: bool) -> None:
    receiver.fail("POST /votes", Refuse(status))
    error = await failure(hook, receiver.address)
    assert (error.permanent, error.doubtful) == (False, doubtful)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_wish_to_wait_is_handed_on(receiver: Receiver, hook: Webhook, status: int) -> None:
    receiver.fail("POST /votes", Refuse(status, headers={"Retry-After": "30"}))
    assert (await failure(hook, receiver.address)).retry_after == 30


async def test_a_receiver_that_answers_too_late_leaves_a_doubt(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.chats.webhook.TIMEOUT", aiohttp.ClientTimeout(total=0.05))
    hook = Webhook(SECRET, allow_private=True)
    receiver.fail("POST /votes", Delay(0.3))
    assert (await failure(hook, receiver.address)).doubtful
    await hook.close()


async def test_an_unreachable_address_leaves_no_doubt(hook: Webhook) -> None:
    error = await failure(hook, "http://127.0.0.1:9/votes")
    assert (error.permanent, error.doubtful) == (False, False)


@pytest.mark.parametrize("channel", ["https://127.0.0.1/votes", "https://[::1]/votes", "https://10.0.0.1/", "https://localhost/votes"])
async def test_private_networks_are_refused_unless_allowed(channel: str) -> None:
    hook = Webhook(SECRET)
    error = await failure(hook, channel)
    assert error.permanent
    assert "VETOWATCH_WEBHOOK__ALLOW_PRIVATE" in str(error)
    await hook.close()


@pytest.mark.parametrize(
    "channel", ["", "votes", "http://example.org/", "ftp://example.org/", "https://user:word@example.org/", "https://["]
)
async def test_what_is_no_https_address_is_permanent(channel: str) -> None:
    assert (await failure(Webhook(SECRET), channel)).permanent


async def test_waits_without_taking_questions_and_says_where_it_posts(hook: Webhook) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await hook.listen(FakeCommands())
    assert "private ones too" in await hook.check()
    assert await Webhook(SECRET).check() == "posts signed JSON to public https addresses"


async def test_no_secret_reaches_a_log(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    made = chat({"secret": SECRET, "allow_private": True})
    await made.send(post(receiver.address))
    await made.close()
    assert SECRET not in caplog.text + repr(made)


def test_a_secret_may_be_of_the_standard_s_form() -> None:
    assert key("whsec_" + base64.b64encode(b"abc").decode()) == b"abc"
    assert key("abc") == b"abc"
    with pytest.raises(VetowatchError, match="VETOWATCH_WEBHOOK__SECRET"):
        key("whsec_!")


@given(messages)
@settings(max_examples=50, deadline=None)
def test_any_message_is_json(message: Message) -> None:
    event = json.loads(_EVENT.dump_json(Event(1, "send", "1", "https://example.org", message, None)))
    assert event["message"]["headline"] == message.headline
