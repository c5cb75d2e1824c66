"""The emulators refuse what the platforms refuse: a test over a lenient server proves nothing."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.emulators import limits, schemas
from tests.emulators.discord import BOT_ID, CHANNEL_ID, TOKEN, Discord
from tests.emulators.discord.interactions import slash
from tests.emulators.server import Delay, Drop, Refuse
from tests.emulators.slack import BOT_TOKEN, CHANNEL, Slack

Json = dict[str, Any]


def embed(**parts: object) -> Json:
    return {"embeds": [parts]}


def buttons(*labels: str) -> Json:
    return {"components": [{"type": 1, "components": [{"type": 2, "label": label, "custom_id": label} for label in labels]}]}


def leading(url: str, **more: str) -> Json:
    return {"components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": "x", "url": url, **more}]}]}


TOO_MUCH_FOR_DISCORD = [
    {"content": "x" * 2001},
    {"content": "x", "nonce": "n" * 26},
    embed(title="x" * 257),
    embed(title="𝄞" * 129),
    embed(description="x" * 4097),
    embed(footer={"text": "x" * 2049}),
    embed(title="x", url="javascript:alert(1)"),
    embed(fields=[{"name": "x", "value": "x"}] * 26),
    embed(fields=[{"name": "x" * 257, "value": "x"}]),
    embed(fields=[{"name": "x", "value": "x" * 1025}]),
    embed(fields=[{"name": "x", "value": " "}]),
    embed(description="x" * 4000, fields=[{"name": "x", "value": "x" * 1000}] * 2),
    {"embeds": [{"title": "x"}] * 11},
    buttons("x" * 81),
    buttons("a", "b", "c", "d", "e", "f"),
    buttons("a", "a"),
    {"components": buttons("a")["components"] * 6},
    {"choices": [{"name": "x", "value": "x"}] * 26},
    {"choices": [{"name": "x" * 101, "value": "x"}]},
    leading(""),
    leading("ftp://example.org/"),
    leading("https://example.org/" + "x" * 500),
    leading("https://example.org/", custom_id="x"),
]


def text_form(*names: str, title: str = "x", label: str = "x", **more: object) -> Json:
    fields = [{"type": 18, "label": label, "component": {"type": 4, "style": 1, "custom_id": name, **more}} for name in names]
    return {"custom_id": "x", "title": title, "components": fields}


def choice_form(count: int, **more: object) -> Json:
    options = [{"label": str(n), "value": str(n), "default": True} for n in range(count)]
    facts = {"type": 22, "custom_id": "x", "required": False, "min_values": 0, "max_values": 10, "options": options}
    return {"custom_id": "x", "title": "x", "components": [{"type": 18, "label": "x", "component": {**facts, **more}}]}


TOO_MUCH_FOR_A_FORM = [
    text_form(),
    text_form(*"abcdef"),
    text_form("a", "a"),
    text_form("a", title="x" * 46),
    text_form("a", label="x" * 46),
    text_form("a", value="x" * 11, max_length=10),
    text_form("a", value="x" * 4001),
    text_form("a", placeholder="x" * 101),
    choice_form(0),
    choice_form(11),
    choice_form(2, max_values=1),
    choice_form(1, required=True),
]


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def slack_buttons(*labels: str, value: str = "") -> Json:
    elements = [{"text": {"text": label}, "action_id": label, "value": value} for label in labels]
    return {"blocks": [{"type": "actions", "elements": elements}]}


TOO_MUCH_FOR_SLACK = [
    {"text": "x" * 40_001},
    {"blocks": [section("x")] * 51},
    {"blocks": [section("x" * 3001)]},
    {"blocks": [section("")]},
    {"blocks": [section("x" * 2900)] * 5},
    {"blocks": [{"type": "section"}]},
    {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]},
    {"blocks": [{"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}]},
    {"blocks": [{"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]}]},
    {"blocks": [{"type": "context", "elements": []}]},
    {"blocks": [{"type": "marquee"}]},
    slack_buttons("x" * 76),
    slack_buttons("a", "a"),
    slack_buttons(*map(str, range(26))),
    slack_buttons("a", value="x" * 2001),
    {"blocks": [{"block_id": "a", **section("x")}, {"block_id": "a", **section("y")}]},
]


@pytest.mark.parametrize("body", TOO_MUCH_FOR_DISCORD)
def test_discord_s_limits_are_known(body: Json) -> None:
    assert limits.discord_message(body)


@pytest.mark.parametrize("modal", TOO_MUCH_FOR_A_FORM)
def test_the_limits_of_a_form_are_known(modal: Json) -> None:
    assert limits.discord_modal(modal)
    assert limits.discord_modal(text_form("a", "b")) + limits.discord_modal(choice_form(3)) == []


@pytest.mark.parametrize("body", TOO_MUCH_FOR_SLACK)
def test_slack_s_limits_are_known(body: Json) -> None:
    assert limits.slack_message(body)


def test_command_names_and_descriptions_are_checked() -> None:
    assert limits.discord_commands([{"name": "UN votes", "description": ""}])
    assert not limits.discord_commands([{"name": "un", "description": "Votes", "options": [{"name": "status", "description": "Ask"}]}])


@pytest.mark.skipif(not schemas.DISCORD.exists(), reason="Discord's own file lies beside the checkout of those who have it")
def test_discord_s_own_schema_is_asked() -> None:
    path = f"/channels/{CHANNEL_ID}/messages"
    assert schemas.discord_request("POST", path, embed(title="x" * 257))
    assert schemas.discord_request("POST", path, embed(color="red"))
    assert not schemas.discord_request("POST", path, embed(title="x", color=0xC0392B))


@pytest.mark.skipif(not schemas.SLACK.exists(), reason="the schema lies beside the checkout of those who have it")
def test_slack_s_own_types_are_asked() -> None:
    assert schemas.slack_blocks([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}])
    assert schemas.slack_blocks([{"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "colour": 1}])
    assert not schemas.slack_blocks([section("x")])


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord() as server:
        yield server


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as server:
        yield server


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def ask(
    http: aiohttp.ClientSession, server: Discord, verb: str, path: str, body: object = None, token: str = TOKEN
) -> tuple[int, Any]:
    headers = {"Authorization": f"Bot {token}"}
    async with http.request(verb, server.api_url + path, json=body, headers=headers) as response:
        assert response.headers["Content-Type"] == "application/json"
        return response.status, await response.json()


MESSAGES = f"/channels/{CHANNEL_ID}/messages"


async def test_discord_refuses_with_its_own_codes(discord: Discord, http: aiohttp.ClientSession) -> None:
    assert (await ask(http, discord, "GET", "/users/@me", token="wrong"))[0] == 401
    assert (await ask(http, discord, "POST", MESSAGES, {"content": ""}))[1]["code"] == 50006
    assert (await ask(http, discord, "POST", MESSAGES, embed(title="x" * 257)))[1]["code"] == 50035
    assert (await ask(http, discord, "POST", "/channels/1/messages", {"content": "x"}))[1]["code"] == 10003
    assert (await ask(http, discord, "PATCH", MESSAGES + "/1", {"content": "x"}))[1]["code"] == 10008
    assert discord.problems, "a body that breaks a limit is remembered"


async def test_discord_remembers_an_enforced_nonce_for_a_while_and_never_shows_it(discord: Discord, http: aiohttp.ClientSession) -> None:
    body = {"content": "x", "nonce": "vetowatch-7", "enforce_nonce": True}
    (_, first), (_, second) = await ask(http, discord, "POST", MESSAGES, body), await ask(http, discord, "POST", MESSAGES, body)
    assert first["id"] == second["id"]
    discord.nonces_last = 0
    assert (await ask(http, discord, "POST", MESSAGES, body))[1]["id"] != first["id"]
    _, history = await ask(http, discord, "GET", MESSAGES + "?limit=1")
    assert [message.get("nonce") for message in history] == [None]


async def test_discord_says_how_long_to_wait(discord: Discord, http: aiohttp.ClientSession) -> None:
    discord.burst, discord.window = 1, 60
    await ask(http, discord, "POST", MESSAGES, {"content": "x"})
    status, body = await ask(http, discord, "POST", MESSAGES, {"content": "x"})
    assert status == 429
    assert 59 < body["retry_after"] <= 60


async def test_discord_takes_one_answer_to_an_interaction(discord: Discord, http: aiohttp.ClientSession) -> None:
    interaction = discord.interactions.begin(slash({"id": BOT_ID, "name": "un"}, ("status",), {}))
    callback, answer = (
        f"/interactions/{interaction.ident}/{interaction.token}/callback?with_response=1",
        {"type": 4, "data": {"content": "x"}},
    )
    assert (await ask(http, discord, "POST", callback, answer))[0] == 200
    assert (await ask(http, discord, "POST", callback, answer))[1]["code"] == 40060
    wrong = discord.interactions.begin(interaction.data)
    update = (f"/interactions/{wrong.ident}/{wrong.token}/callback", {"type": 6})
    assert (await ask(http, discord, "POST", *update))[1]["code"] == 50035
    late = discord.interactions.begin(interaction.data)
    late.created -= 3
    assert (await ask(http, discord, "POST", f"/interactions/{late.ident}/{late.token}/callback", answer))[1]["code"] == 10062


async def call(http: aiohttp.ClientSession, server: Slack, method: str, token: str = BOT_TOKEN, **args: object) -> Any:
    async with http.post(server.api_url + method, json=args, headers={"Authorization": f"Bearer {token}"}) as response:
        assert response.status == 200
        return await response.json()


async def test_slack_refuses_in_words_with_status_200(slack: Slack, http: aiohttp.ClientSession) -> None:
    assert (await call(http, slack, "auth.test", token="wrong"))["error"] == "invalid_auth"
    assert (await call(http, slack, "chat.postMessage", channel="C0", text="x"))["error"] == "channel_not_found"
    assert (await call(http, slack, "chat.postMessage", channel=CHANNEL))["error"] == "no_text"
    assert (await call(http, slack, "chat.postMessage", channel=CHANNEL, blocks=[section("")]))["error"] == "invalid_blocks"
    assert (await call(http, slack, "chat.update", channel=CHANNEL, ts="1.0", text="x"))["error"] == "message_not_found"
    assert (await call(http, slack, "apps.connections.open"))["error"] == "not_allowed_token_type"
    assert (await call(http, slack, "chat.delete"))["error"] == "unknown_method"
    assert slack.problems


async def test_slack_shows_metadata_only_when_asked(slack: Slack, http: aiohttp.ClientSession) -> None:
    metadata = {"event_type": "vetowatch_delivery", "event_payload": {"delivery": "7"}}
    await call(http, slack, "chat.postMessage", channel=CHANNEL, text="x", metadata=metadata)
    plain = await call(http, slack, "conversations.history", channel=CHANNEL)
    full = await call(http, slack, "conversations.history", channel=CHANNEL, include_all_metadata=True)
    assert [message.get("metadata") for message in plain["messages"] + full["messages"]] == [None, metadata]


async def test_a_slack_socket_s_ticket_is_good_once(slack: Slack, http: aiohttp.ClientSession) -> None:
    url = f"{slack.socket_base}/link/?ticket={slack.socket_mode.ticket()}"
    async with http.ws_connect(url) as socket:
        assert (await socket.receive_json())["type"] == "hello"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(url)


async def test_faults_come_as_often_as_ordered(slack: Slack, http: aiohttp.ClientSession) -> None:
    slack.fail("auth.test", Refuse(500), times=2)
    statuses = [(await http.post(slack.api_url + "auth.test")).status for _ in range(3)]
    assert statuses == [500, 500, 200]


async def test_a_lost_reply_leaves_the_message(slack: Slack, http: aiohttp.ClientSession) -> None:
    slack.fail("postMessage", Drop(after=True))
    with pytest.raises(aiohttp.ClientError):
        await call(http, slack, "chat.postMessage", channel=CHANNEL, text="x")
    slack.fail("postMessage", Drop())
    with pytest.raises(aiohttp.ClientError):
        await call(http, slack, "chat.postMessage", channel=CHANNEL, text="y")
    assert [message["text"] for message in slack.shown()] == ["x"]
    assert [made.status for made in slack.calls] == [None, None]


async def test_a_delayed_call_is_done_late(slack: Slack, http: aiohttp.ClientSession) -> None:
    slack.fail("auth.test", Delay(0.1))
    started = asyncio.get_running_loop().time()
    assert (await call(http, slack, "auth.test"))["ok"]
    assert asyncio.get_running_loop().time() - started >= 0.1


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_runs_as_its_own_process_driven_from_outside(platform: str, http: aiohttp.ClientSession) -> None:
    program = (sys.executable, "-m", f"tests.emulators.{platform}", "--port", "0")
    process = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    base = (await process.stdout.readline()).decode().strip()
    await http.post(f"{base}/_emulator/faults", json={"match": "GET /elsewhere", "status": 418})
    assert (await http.get(f"{base}/elsewhere")).status == 418
    assert await (await http.get(f"{base}/_emulator/messages")).json() == []
    assert [made["path"] for made in await (await http.get(f"{base}/_emulator/calls")).json()] == ["/elsewhere"]
    process.terminate()
    await process.wait()
