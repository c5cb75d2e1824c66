"""Many workspaces on Slack: installed by OAuth, told, renewed, removed and installed again, by the real bolt over the emulator."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import datetime as dt
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from adapters.chats.slack import Slack as Chat
from adapters.chats.slack.pages import preferred
from bot.cli import compose
from bot.keyring import Keyring, KeyringError
from bot.model import Installation, Rule, Subscription
from bot.ports import DeliveryError, VetowatchError
from bot.store import Store
from bot.workspaces import Workspaces
from config.settings import load
from tests.emulators.server import Refuse
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, CHANNEL, SIGNING_SECRET, Slack, Team, objects, send_signed
from tests.fakes import FakeCommands
from tests.messages import post

KEY, OTHER = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
CLIENT = (objects.CLIENT_ID, objects.CLIENT_SECRET)
ACME, ORG = "T0ACME", "E0ORG"


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class World:
    """The emulator, and a chat that listens in HTTP mode beside a database."""

    slack: Slack
    store: Store
    chat: Chat
    workspaces: Workspaces
    port: int
    commands: FakeCommands

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/slack"

    async def begin(self) -> tuple[str, str]:
        """Open the page to install; returns Slack's address behind its button, and the browser's cookie."""
        async with aiohttp.ClientSession() as browser, browser.get(f"{self.base}/install") as page:
            found = re.search(r'href="(http[^"]+authorize[^"]+)"', await page.text())
            assert found
            return unescape(found[1]), page.headers["Set-Cookie"].partition(";")[0]

    async def back(self, address: str, cookie: str) -> tuple[int, str]:
        """Follow Slack's way back; returns the page."""
        async with aiohttp.ClientSession() as browser, browser.get(address, headers={"Cookie": cookie}) as page:
            return page.status, await page.text()

    async def consent(self, team: str, address: str) -> str:
        """Consent on Slack's page; returns where that leads."""
        async with aiohttp.ClientSession() as browser, browser.get(f"{address}&team={team}", allow_redirects=False) as page:
            return page.headers["Location"]

    async def install(self, team: str) -> int:
        """Install the app as people do."""
        address, cookie = await self.begin()
        return (await self.back(await self.consent(team, address), cookie))[0]

    async def ask(self, text: str, of: Team, channel: str = CHANNEL) -> str:
        """Give ``/un text`` in a workspace."""
        asked = {**self.slack.payload(text, channel), **_ids(of), "is_enterprise_install": str(of.organisation).lower()}
        assert await send_signed(f"{self.base}/events", asked) == HTTPStatus.OK
        return await self.slack.response()

    async def event(self, kind: str, of: Team, **facts: Any) -> None:
        """Send an event of a workspace, and wait until it is dealt with."""
        before = asyncio.all_tasks()
        assert await send_signed(f"{self.base}/events", objects.event(kind, of={**_ids(of), **_granted(of)}, **facts)) == HTTPStatus.OK
        begun = asyncio.all_tasks() - before
        if begun:
            await asyncio.wait(begun, timeout=5)

    async def follow(self, *channels: str) -> None:
        async with self.store.begin() as ledger:
            for channel in channels:
                await ledger.subscriptions.add(Subscription("slack", channel, Rule(), now()), now())

    async def paused(self) -> dict[str, bool]:
        async with self.store.look() as ledger:
            return {one.channel: one.paused is not None for _, one in await ledger.subscriptions.all()}


def _ids(team: Team) -> dict[str, Any]:
    """Write the ids that come with what happens there; in an organisation also the workspace's where it happens."""
    return {"team_id": "T0INSIDE", "enterprise_id": team.id} if team.organisation else {"team_id": team.id}


def _granted(team: Team) -> dict[str, Any]:
    return {"is_enterprise_install": True} if team.organisation else {}


@contextlib.asynccontextmanager
async def listening(chat: Chat, port: int) -> AsyncIterator[FakeCommands]:
    fake = FakeCommands()
    task = asyncio.create_task(chat.listen(fake))
    async with asyncio.timeout(5):
        while not task.done():
            with contextlib.suppress(ConnectionRefusedError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            await asyncio.sleep(0.01)
    try:
        yield fake
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await chat.close()


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as server:
        server.teams.add(Team(ACME, "Acme", enterprise=ORG, channels={"C0ACME", CHANNEL}))
        server.teams.add(Team(ORG, "Org", organisation=True, channels={"C0ORG", "C0ACME"}))
        yield server
        assert server.problems == []


@pytest.fixture
async def world(slack: Slack, store: Store) -> AsyncIterator[World]:
    port = unused_port()
    slack.redirect = f"http://127.0.0.1:{port}/slack/oauth_redirect"
    chat = Chat(BOT_TOKEN, signing_secret=SIGNING_SECRET, client=CLIENT, api_url=slack.api_url, port=port)
    workspaces = Workspaces(store, "slack", Keyring(KEY), now)
    chat.keep_in(workspaces)
    async with listening(chat, port) as commands:
        yield World(slack, store, chat, workspaces, port, commands)


@pytest.fixture
def acme(slack: Slack) -> Team:
    return slack.teams.all[ACME]


@pytest.fixture
def org(slack: Slack) -> Team:
    return slack.teams.all[ORG]


async def test_a_workspace_installs_the_app_and_is_told_and_answered_there(world: World, acme: Team) -> None:
    assert await world.install(ACME) == HTTPStatus.OK
    assert await world.ask("subscribe vetoes", of=acme) == "Subscribed: *vetoes*"
    assert world.commands.subscriptions == {("slack", f"{ACME}/{CHANNEL}"): "vetoes"}
    reference = await world.chat.send(post(f"{ACME}/C0ACME"))
    (message,) = world.slack.shown()
    assert (message["team"], message["channel"], reference) == (ACME, "C0ACME", f"C0ACME/{message['ts']}")
    await world.chat.edit(post(f"{ACME}/C0ACME"), reference)
    assert await world.chat.send(replace(post(f"{ACME}/C0ACME"), doubtful=True)) == reference
    assert "edited" in world.slack.shown()[0]


async def test_no_question_waits_for_a_call_to_slack_but_the_first_for_the_asker_s_language(world: World, acme: Team) -> None:
    await world.install(ACME)
    world.slack.calls.clear()
    for _ in range(2):
        await world.ask("help", of=acme)
    assert [call.path for call in world.slack.called("/api/")] == ["/api/users.info"]


async def test_the_workspace_of_the_settings_keeps_its_bare_addresses_beside_others(world: World, acme: Team) -> None:
    await world.install(ACME)
    await world.ask("subscribe", of=world.slack.teams.home)
    await world.ask("subscribe", of=acme)
    assert list(world.commands.subscriptions) == [("slack", CHANNEL), ("slack", f"{ACME}/{CHANNEL}")]
    await world.chat.send(post(CHANNEL))
    await world.chat.send(post(f"{ACME}/{CHANNEL}", 8))
    assert [message["team"] for message in world.slack.shown()] == [objects.TEAM, ACME]


async def test_the_workspace_of_the_settings_may_leave_them_and_keeps_its_addresses(world: World) -> None:
    assert await world.install(objects.TEAM) == HTTPStatus.OK
    later = Chat(signing_secret=SIGNING_SECRET, client=CLIENT, api_url=world.slack.api_url)
    later.keep_in(world.workspaces)
    await later.send(post(CHANNEL))
    await later.close()
    assert [message["channel"] for message in world.slack.shown()] == [CHANNEL]


async def test_a_state_is_good_once_and_in_one_browser(world: World) -> None:
    address, cookie = await world.begin()
    back = await world.consent(ACME, address)
    assert (await world.back(back, "slack-app-oauth-state=stolen"))[0] == HTTPStatus.BAD_REQUEST
    assert (await world.back(back, ""))[0] == HTTPStatus.BAD_REQUEST
    assert (await world.back(back, cookie))[0] == HTTPStatus.OK
    status, page = await world.back(await world.consent(ACME, address), cookie)
    assert (status, "invalid_state" in page) == (HTTPStatus.UNAUTHORIZED, True)


async def test_a_forged_state_or_code_installs_nothing(world: World) -> None:
    _, cookie = await world.begin()
    state = cookie.partition("=")[2]
    forged = "slack-app-oauth-state=forged"
    assert (await world.back(f"{world.base}/oauth_redirect?code=x&state=forged", forged))[0] == HTTPStatus.UNAUTHORIZED
    assert (await world.back(f"{world.base}/oauth_redirect?code=x&state={state}", cookie))[0] == HTTPStatus.UNAUTHORIZED
    assert [one.ident for one in await world.workspaces.listed()] == [objects.TEAM]


async def test_who_does_not_consent_is_told_so(world: World) -> None:
    status, page = await world.back(f"{world.base}/oauth_redirect?error=access_denied&state=x", "")
    assert (status, "access_denied" in page) == (HTTPStatus.OK, True)


async def test_the_pages_to_install_are_in_the_language_the_browser_asks_for(world: World) -> None:
    asked = {"Accept-Language": "de, ar-EG;q=0.9, en;q=0.5"}
    async with aiohttp.ClientSession(headers=asked) as browser:
        async with browser.get(f"{world.base}/install") as page:
            first, cookie = await page.text(), page.headers["Set-Cookie"].partition(";")[0]
        found = re.search(r'href="(http[^"]+authorize[^"]+)"', first)
        assert found
        back = await world.consent(ACME, unescape(found[1]))
        async with browser.get(back, headers={"Cookie": cookie}) as page:
            done = await page.text()
        async with browser.get(f"{world.base}/oauth_redirect?error=<b>&state=x") as page:
            failed = await page.text()
    for shown, words in ((first, "أضف إلى Slack"), (done, "slack://app?team=T0ACME&amp;id=A0TEST"), (failed, "ابدأ من جديد")):
        assert '<html lang="ar" dir="rtl">' in shown
        assert words in shown
    assert "&lt;b&gt;" in failed


@pytest.mark.parametrize(
    ("header", "spoken"),
    [("", "en"), ("fr-CH, en;q=0.5", "fr"), ("de", "en"), ("en;q=0.5, zh-TW;q=0.8", "zh"), ("fr;q=0, es", "es"), ("*, ru;q=x", "en")],
)
def test_of_the_languages_asked_for_the_most_wanted_is_spoken(header: str, spoken: str) -> None:
    assert preferred(header) == spoken


async def test_a_workspace_that_is_not_installed_is_answered_so(world: World, acme: Team) -> None:
    assert "/slack/install" in await world.ask("help", of=acme)
    with pytest.raises(DeliveryError, match="not installed") as caught:
        await world.chat.send(post(f"{ACME}/C0ACME"))
    assert caught.value.permanent


@pytest.mark.parametrize("event", [("app_uninstalled", {}), ("tokens_revoked", {"tokens": {"oauth": [], "bot": ["U0BOT"]}})])
async def test_a_removed_app_pauses_what_the_workspace_is_told_and_installed_again_goes_on(
    world: World, acme: Team, event: tuple[str, dict[str, Any]]
) -> None:
    await world.install(ACME)
    await world.follow(f"{ACME}/C0ACME", CHANNEL)
    world.slack.teams.remove(acme)
    for _ in range(2):
        await world.event(event[0], acme, **event[1])
    assert await world.paused() == {f"{ACME}/C0ACME": True, CHANNEL: False}
    with pytest.raises(DeliveryError, match="install it there again") as caught:
        await world.chat.send(post(f"{ACME}/C0ACME"))
    assert caught.value.permanent
    assert await world.install(ACME) == HTTPStatus.OK
    assert await world.paused() == {f"{ACME}/C0ACME": False, CHANNEL: False}
    await world.chat.send(post(f"{ACME}/C0ACME"))


async def test_an_old_word_of_a_removal_does_not_pause_what_was_installed_again(world: World, acme: Team) -> None:
    await world.install(ACME)
    world.slack.teams.remove(acme)
    await world.install(ACME)
    await world.follow(f"{ACME}/C0ACME")
    await world.event("app_uninstalled", acme)
    assert await world.paused() == {f"{ACME}/C0ACME": False}


async def test_a_person_s_revoked_token_changes_nothing(world: World, acme: Team) -> None:
    await world.install(ACME)
    world.slack.teams.remove(acme)
    await world.event("tokens_revoked", acme, tokens={"oauth": ["U0READER"], "bot": []})
    one = await world.workspaces.find(ACME)
    assert one is not None
    assert not one.gone


@pytest.mark.parametrize("word", ["account_inactive", "token_revoked", "invalid_auth"])
async def test_a_removal_that_was_missed_is_learnt_from_a_refused_message(world: World, acme: Team, word: str) -> None:
    await world.install(ACME)
    await world.follow(f"{ACME}/C0ACME")
    world.slack.teams.remove(acme, word)
    with pytest.raises(DeliveryError, match="install it there again") as caught:
        await world.chat.send(post(f"{ACME}/C0ACME"))
    assert caught.value.permanent
    assert await world.paused() == {f"{ACME}/C0ACME": True}


async def test_an_organisation_installs_once_for_all_its_workspaces(world: World, acme: Team, org: Team) -> None:
    await world.install(ACME)
    await world.follow(f"{ACME}/C0ACME")
    assert await world.install(ORG) == HTTPStatus.OK
    assert await world.paused() == {f"{ORG}/C0ACME": False}, "a channel keeps its address when it moves within the organisation"
    await world.ask("subscribe", of=org, channel="C0ORG")
    assert ("slack", f"{ORG}/C0ORG") in world.commands.subscriptions
    await world.chat.send(post(f"{ORG}/C0ORG"))
    world.slack.teams.remove(acme)
    await world.event("app_uninstalled", acme)
    await world.chat.send(post(f"{ACME}/C0ACME", 9))
    assert [message["team"] for message in world.slack.shown()] == [ORG, ORG]
    world.slack.teams.remove(org)
    await world.event("app_uninstalled", org)
    assert await world.paused() == {f"{ORG}/C0ACME": True}


async def test_a_token_is_renewed_before_it_expires_by_one_caller(world: World) -> None:
    world.slack.teams.rotating, world.slack.teams.life = True, 3600
    await world.install(ACME)
    before = await world.workspaces.find(ACME)
    world.slack.teams.life = 43_200
    await asyncio.gather(*(world.chat.send(post(f"{ACME}/C0ACME", n)) for n in range(10, 15)))
    after = await world.workspaces.find(ACME)
    assert before is not None
    assert after is not None
    assert after.expires_at is not None
    assert after.expires_at - now() > dt.timedelta(hours=11)
    assert before.secrets["bot_token"] != after.secrets["bot_token"]
    assert len(world.slack.called("oauth.v2.access")) == 2, "one to install, one to renew"


async def test_a_token_that_cannot_be_renewed_serves_as_long_as_it_lives(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.slack.teams.rotating, world.slack.teams.life = True, 3600
    await world.install(ACME)
    world.slack.fail("oauth.v2.access", _refused("internal_error"))
    await world.chat.send(post(f"{ACME}/C0ACME"))
    assert "cannot be renewed yet: internal_error" in caplog.text


async def test_a_dead_token_that_cannot_be_renewed_says_so(world: World) -> None:
    world.slack.teams.rotating = True
    await world.install(ACME)
    kept = await world.workspaces.find(ACME)
    assert kept is not None
    await world.workspaces.save(replace(kept, expires_at=now()))
    world.slack.fail("oauth.v2.access", _refused("invalid_refresh_token"))
    with pytest.raises(DeliveryError, match=r"Acme is out of date and cannot be renewed \(invalid_refresh_token\)") as caught:
        await world.chat.send(post(f"{ACME}/C0ACME"))
    assert caught.value.permanent


def _refused(word: str) -> Refuse:
    return Refuse(200, {"ok": False, "error": word})


async def test_a_channel_that_is_shared_keeps_what_it_is_told_under_its_new_id(world: World, acme: Team) -> None:
    await world.install(ACME)
    await world.follow(f"{ACME}/G0OLD", "G0HOME")
    reference = await world.chat.send(post(f"{ACME}/C0ACME"))
    await world.event("channel_id_changed", acme, old_channel_id="G0OLD", new_channel_id="C0NEW")
    await world.event("channel_id_changed", world.slack.teams.home, old_channel_id="G0HOME", new_channel_id="C0HOME")
    assert sorted(await world.paused()) == ["C0HOME", f"{ACME}/C0NEW"]
    await world.chat.edit(post(f"{ACME}/C0ACME"), f"G0BEFORE/{reference.partition('/')[2]}")
    assert "edited" in world.slack.shown()[0]


@pytest.mark.parametrize(
    "event",
    [
        ("channel_unarchive", {"user": "U1"}),
        ("group_unarchive", {"user": "U1"}),
        ("member_joined_channel", {"user": objects.BOT_USER}),
    ],
)
async def test_a_channel_that_is_back_is_told_at_once(world: World, acme: Team, event: tuple[str, dict[str, Any]]) -> None:
    await world.install(ACME)
    await world.follow(f"{ACME}/C0ACME")
    async with world.store.begin() as ledger:
        await ledger.outbox.pause("slack", f"{ACME}/C0ACME", "archived", now())
    await world.event("member_joined_channel", acme, channel="C0ACME", user="U0SOMEBODY")
    assert await world.paused() == {f"{ACME}/C0ACME": True}
    await world.event(event[0], acme, channel="C0ACME", **event[1])
    assert await world.paused() == {f"{ACME}/C0ACME": False}


async def test_doctor_says_where_it_is_installed_and_what_a_changed_key_means(world: World, acme: Team, org: Team) -> None:
    await world.install(ACME)
    await world.install(ORG)
    await world.workspaces.gone(ORG, "removed")
    assert await world.chat.check() == "logged in as vetowatch in the workspace Test; installed in 2 workspaces, removed from 1"
    world.chat.keep_in(Workspaces(world.store, "slack", Keyring(OTHER), now))
    with pytest.raises(KeyringError, match=r"tokens of .* cannot be read .*put the key used before"):
        await world.chat.check()
    with pytest.raises(DeliveryError, match="put the key used before") as caught:
        await world.chat.send(post(f"{ACME}/C0ACME"))
    assert caught.value.permanent
    world.chat.keep_in(world.workspaces)
    world.slack.teams.remove(acme)
    with pytest.raises(VetowatchError, match="refuses the tokens of Acme: install the app there again"):
        await world.chat.check()


async def test_over_a_socket_only_the_pages_to_install_are_served(slack: Slack, store: Store) -> None:
    port = unused_port()
    slack.redirect = f"http://127.0.0.1:{port}/slack/oauth_redirect"
    chat = Chat(app_token=APP_TOKEN, client=CLIENT, api_url=slack.api_url, port=port)
    workspaces = Workspaces(store, "slack", Keyring(KEY), now)
    chat.keep_in(workspaces)
    async with listening(chat, port) as commands:
        world = World(slack, store, chat, workspaces, port, commands)
        assert await world.install(ACME) == HTTPStatus.OK
        await slack.socket_mode.connected()
        await slack.socket_mode.send("slash_commands", {**slack.payload("subscribe"), "team_id": ACME})
        assert (await slack.response()).startswith("Subscribed")
        assert ("slack", f"{ACME}/{CHANNEL}") in commands.subscriptions
        forged = await send_signed(f"{world.base}/events", slack.payload("unsubscribe"), secret="")
        assert forged == HTTPStatus.NOT_FOUND


async def test_no_secret_of_an_installation_reaches_a_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world.slack.teams.rotating = True
    await world.install(ACME)
    await world.chat.send(post(f"{ACME}/C0ACME"))
    secrets = [*world.slack.teams.tokens, objects.CLIENT_SECRET, KEY]
    assert not [secret for secret in secrets if secret in caplog.text + repr(world.chat)]


async def test_the_program_hands_installations_to_the_chat_and_refuses_what_is_no_key(slack: Slack, store: Store, tmp_path: Path) -> None:
    environ = {
        "VETOWATCH_SLACK__CLIENT_ID": objects.CLIENT_ID,
        "VETOWATCH_SLACK__CLIENT_SECRET": objects.CLIENT_SECRET,
        "VETOWATCH_SLACK__SIGNING_SECRET": SIGNING_SECRET,
        "VETOWATCH_SLACK__API_URL": slack.api_url,
        "VETOWATCH_CONSOLE__ENABLED": "false",
        "VETOWATCH_ENCRYPTION_KEY": f"{OTHER},{KEY}",
    }
    await Workspaces(store, "slack", Keyring(KEY), now).save(Installation(ACME, "Acme", now(), secrets={"bot_token": BOT_TOKEN}))
    (chat,) = compose.chats(load(environ, tmp_path), store)
    assert await chat.check() == "installed in 1 workspace"
    await chat.close()
    with pytest.raises(KeyringError, match="openssl rand"):
        compose.chats(load(environ | {"VETOWATCH_ENCRYPTION_KEY": "secret"}, tmp_path), store)
