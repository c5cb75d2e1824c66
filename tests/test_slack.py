"""The Slack chat over the emulator, with the unmodified slack_sdk and slack_bolt between."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import unused_port
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chats import offering
from adapters.chats.drawing import png
from adapters.chats.slack import Slack as Chat
from adapters.chats.slack import chat as make
from adapters.chats.slack import oauth
from adapters.chats.slack.changes import EVENTS
from adapters.chats.slack.client import AT_ONCE
from adapters.chats.slack.commands import MENU
from adapters.chats.slack.render import answer, blocks, fallback, reply
from adapters.chats.slack.unfurl import DOMAINS
from bot.asking import Answer, Ask, Attachment, Place
from bot.message import Fact, Link, Message, Picture
from bot.model import Addressee, Choice, Mention
from bot.ports import DeliveryError, VetowatchError
from tests.emulators import limits, schemas
from tests.emulators.server import Drop, Fault, Refuse
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, CHANNEL, SIGNING_SECRET, Slack, objects, send_signed
from tests.fakes import FakeCommands
from tests.messages import ACTIONS, ROLL, VETO, messages, post, words

POST, ASKABLE = post(CHANNEL), post(CHANNEL, message=replace(VETO, actions=ACTIONS))
SENT, LOOKED = "POST /api/chat.postMessage", "/api/conversations.history"
SECRETS = (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET)


@pytest.fixture
async def chat(slack: Slack) -> AsyncIterator[Chat]:
    chat = Chat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url)
    yield chat
    await chat.close()


@contextlib.asynccontextmanager
async def listening(chat: Chat, fake: FakeCommands | None = None) -> AsyncIterator[FakeCommands]:
    fake = fake or FakeCommands()
    task = asyncio.create_task(chat.listen(fake))
    yield fake
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest.fixture
async def commands(slack: Slack, chat: Chat) -> AsyncIterator[FakeCommands]:
    """Commands answered over Socket Mode."""
    async with listening(chat) as fake:
        await slack.socket_mode.connected()
        yield fake


async def failure(chat: Chat) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await chat.send(POST)
    assert not [secret for secret in SECRETS if secret in f"{caught.value} {caught.value.__cause__}"]
    return caught.value


async def test_sends_blocks_with_the_delivery_as_metadata_and_nothing_unfurled(slack: Slack, chat: Chat) -> None:
    reference = await chat.send(POST)
    (message,) = slack.shown()
    assert reference == f"{CHANNEL}/{message['ts']}"
    assert message["metadata"] == {"event_type": "vetowatch_delivery", "event_payload": {"delivery": "7"}}
    assert message["text"].startswith("Security Council: Draft resolution S/2022/431 — vetoed by China")
    sent = slack.called(SENT)[0].body
    assert (sent["parse"], sent["link_names"], sent["unfurl_links"], sent["unfurl_media"]) == ("none", False, False, False)


PICTURED = post(CHANNEL, message=replace(VETO, picture=ROLL))


def images(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in message["blocks"] if block["type"] == "image"]


async def test_a_roll_call_is_put_below_the_words_once_they_stand(slack: Slack, chat: Chat) -> None:
    slack.processing = 0.3
    reference = await chat.send(PICTURED)
    (message,), ((file, upload),) = slack.shown(), slack.uploads.items()
    assert images(message) == [{"type": "image", "slack_file": {"id": file}, "alt_text": ROLL.alt}]
    assert (upload.name, upload.body, upload.alt, slack.files) == ("roll-call.png", png(ROLL), ROLL.alt, {})
    order = [call.path.rpartition(".")[2] for call in slack.calls if "upload/" not in call.path]
    assert order[:3] == ["postMessage", "getUploadURLExternal", "completeUploadExternal"], "the words first"
    assert order[3:] == ["update"] * len(order[3:])
    assert reference.startswith(f"{CHANNEL}/{message['ts']}/{file}.")
    assert message["metadata"]["event_payload"] == {"delivery": "7", "picture": reference.split("/")[2]}


async def test_a_roll_call_is_uploaded_once_for_all_channels_and_edits(slack: Slack, chat: Chat) -> None:
    reference = await chat.send(PICTURED)
    await chat.send(replace(PICTURED, id=8))
    assert len(slack.called("chat.update")) == 1, "the second message shows it from the start"
    later = Chat(BOT_TOKEN, api_url=slack.api_url)
    again = replace(PICTURED, message=replace(PICTURED.message, headline="🟥 VETOED · corrected"))
    assert await later.edit(again, reference) == reference
    assert len(slack.uploads) == 1
    assert [len(images(message)) for message in slack.shown()] == [1, 1]
    bare = await later.edit(POST, reference)
    assert (bare, images(slack.shown()[0])) == ("/".join(reference.split("/")[:2]), [])
    await later.close()


async def test_channels_told_at_once_wait_for_one_upload(slack: Slack, chat: Chat) -> None:
    await asyncio.gather(*(chat.send(replace(PICTURED, id=n)) for n in range(8)))
    assert len(slack.uploads) == 1
    assert [len(images(message)) for message in slack.shown()] == [1] * 8


async def test_a_roll_call_that_changes_is_drawn_anew(slack: Slack, chat: Chat) -> None:
    reference = await chat.send(PICTURED)
    changed = replace(ROLL, seats=(("CHN", Choice.NO),))
    after = await chat.edit(replace(PICTURED, message=replace(VETO, picture=changed)), reference)
    (image,) = images(slack.shown()[0])
    assert slack.uploads[image["slack_file"]["id"]].body == png(changed)
    assert after != reference


async def test_a_message_found_again_keeps_the_picture_it_shows(slack: Slack, chat: Chat) -> None:
    slack.fail("chat.update", Drop(after=True))
    first = await chat.send(PICTURED)
    assert first.count("/") == 1, "the answer was lost, so the picture is in doubt"
    later = Chat(BOT_TOKEN, api_url=slack.api_url)
    found = await later.send(replace(PICTURED, doubtful=True))
    assert (len(slack.uploads), len(slack.shown()), found.count("/")) == (1, 1, 2)
    await later.close()


@pytest.mark.parametrize("method", ["getUploadURLExternal", "upload/", "completeUploadExternal", "chat.update"])
@pytest.mark.parametrize("fault", [Drop(), Refuse(500), Refuse(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "30"})])
async def test_without_its_picture_an_alert_stands_all_the_same(slack: Slack, chat: Chat, method: str, fault: Fault) -> None:
    slack.fail(method, fault, times=9)
    reference = await chat.send(PICTURED)
    (message,) = slack.shown()
    assert (reference, images(message)) == (f"{CHANNEL}/{message['ts']}", [])


async def test_a_picture_that_cannot_be_drawn_leaves_the_words(
    slack: Slack, chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_picture: Picture) -> bytes:
        raise ValueError("no font")

    monkeypatch.setattr("adapters.chats.slack.pictures.png", broken)
    reference = await chat.send(PICTURED)
    assert reference == f"{CHANNEL}/{slack.shown()[0]['ts']}"
    assert "stays without its picture" in caplog.text


async def test_a_picture_that_slack_does_not_look_at_in_time_is_left_out(slack: Slack, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.chats.slack.posting.PAUSES", (0.0, 0.01))
    slack.processing = 60
    reference = await chat.send(PICTURED)
    await chat.send(replace(PICTURED, id=8, message=replace(VETO, picture=replace(ROLL, caption="another"))))
    assert [images(message) for message in slack.shown()] == [[], []]
    assert len(slack.uploads) == 1, "no alert waits for another picture meanwhile"
    slack.processing = 0
    assert (await chat.edit(PICTURED, reference)).startswith(f"{reference}/")
    assert len(images(slack.shown()[0])) == 1


async def test_a_picture_that_somebody_deleted_is_uploaded_anew(slack: Slack, chat: Chat) -> None:
    reference = await chat.send(PICTURED)
    slack.uploads.clear()
    assert await chat.edit(PICTURED, reference) != reference
    assert len(images(slack.shown()[0])) == len(slack.uploads) == 1


async def test_without_the_scope_there_are_no_pictures_and_that_is_said_once(
    slack: Slack, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    slack.granted -= {"files:write"}
    for n in range(3):
        await chat.send(replace(PICTURED, id=n))
    assert [images(message) for message in slack.shown()] == [[], [], []]
    assert caplog.text.count("files:write") == 1
    assert len(slack.called("getUploadURLExternal")) == 1
    assert "without the scopes files:write (pictures of roll calls, files): add them" in await chat.check()


async def test_calls_exactly_whom_a_subscription_names(slack: Slack, chat: Chat) -> None:
    named = (Mention(Addressee.HERE), Mention(Addressee.USER, "U0ANN"), Mention(Addressee.GROUP, "S0DESK"), Mention(Addressee.USER, "<!x>"))
    reference = await chat.send(replace(POST, mentions=named))
    (message,) = slack.shown()
    assert message["blocks"][0]["text"]["text"] == "<!here> <@U0ANN> <!subteam^S0DESK>"
    await chat.edit(replace(POST, mentions=named), reference)
    (message,) = slack.shown()
    assert "<!here>" not in json.dumps(message)
    assert message["blocks"][0]["type"] == "header"


async def test_what_follows_stands_quietly_in_the_thread_of_its_alert(slack: Slack, chat: Chat) -> None:
    alert = await chat.send(POST)
    word = await chat.send(replace(POST, id=8, thread=alert))
    (sent,) = [call.body for call in slack.called(SENT) if "thread_ts" in call.body]
    assert sent["thread_ts"] == alert.partition("/")[2]
    assert not sent.get("reply_broadcast")
    assert await chat.send(replace(POST, id=8, thread=alert, doubtful=True)) == word
    assert len(slack.shown()) == 2


async def test_says_something_to_one_person_alone(slack: Slack, chat: Chat) -> None:
    await chat.whisper("U0ANN", CHANNEL, "**Paused**: <!channel>")
    (message,) = slack.shown()
    assert (message["channel"], message["text"]) == (objects.DIRECT, f"<#{CHANNEL}>: *Paused*: &lt;!channel&gt;")


async def test_says_who_it_is(chat: Chat) -> None:
    assert await chat.check() == "logged in as vetowatch in the workspace Test"


async def test_a_lost_reply_is_doubtful_and_its_message_found(slack: Slack, chat: Chat) -> None:
    slack.fail(SENT, Drop(after=True))
    assert (await failure(chat)).doubtful
    assert len(slack.called(SENT)) == 1, "a client that repeats by itself says it twice"
    reference = await chat.send(replace(POST, doubtful=True))
    assert [f"{CHANNEL}/{message['ts']}" for message in slack.shown()] == [reference]


async def test_a_message_found_again_is_brought_up_to_date(slack: Slack, chat: Chat) -> None:
    slack.fail(SENT, Drop(after=True))
    await failure(chat)
    later = Chat(BOT_TOKEN, api_url=slack.api_url)
    await later.send(replace(POST, message=replace(VETO, headline="🟥 VETOED · corrected since"), doubtful=True))
    await later.close()
    assert [message["blocks"][0]["text"]["text"] for message in slack.shown()] == ["🟥 VETOED · corrected since"]


async def test_a_lost_request_is_sent_again(slack: Slack, chat: Chat) -> None:
    slack.fail(SENT, Drop())
    assert (await failure(chat)).doubtful
    assert slack.shown() == []
    await chat.send(replace(POST, doubtful=True))
    assert len(slack.shown()) == 1


async def test_a_doubtful_post_finds_only_itself(slack: Slack, chat: Chat) -> None:
    await chat.send(post(CHANNEL, 70))
    await chat.send(replace(POST, doubtful=True))
    assert len(slack.shown()) == 2


async def test_without_the_history_scope_a_doubtful_post_is_sent_and_the_missing_scope_named(
    slack: Slack, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    slack.granted.remove("channels:history")
    await chat.send(replace(POST, doubtful=True))
    assert len(slack.shown()) == 1
    assert "channels:history" in caplog.text


async def test_a_look_that_fails_sends_nothing(slack: Slack, chat: Chat) -> None:
    slack.fail(LOOKED, Refuse(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "30"}))
    with pytest.raises(DeliveryError) as caught:
        await chat.send(replace(POST, doubtful=True))
    assert caught.value.retry_after == 30
    assert slack.shown() == []


async def test_edits_its_message(slack: Slack, chat: Chat) -> None:
    reference = await chat.send(POST)
    assert await chat.edit(POST, reference) == reference
    (message,) = slack.shown()
    assert message["edited"]
    assert message["metadata"]["event_payload"] == {"delivery": "7"}


@pytest.mark.parametrize("word", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_a_message_that_cannot_be_edited_stays_so(slack: Slack, chat: Chat, word: str) -> None:
    slack.denied[CHANNEL] = word
    assert await chat.edit(POST, f"{CHANNEL}/1.0") == f"{CHANNEL}/1.0"


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("channel_not_found", "/invite @vetowatch"),
        ("not_in_channel", "/invite @vetowatch"),
        ("is_archived", "unarchive"),
        ("account_inactive", "VETOWATCH_SLACK__BOT_TOKEN"),
        ("token_revoked", "VETOWATCH_SLACK__BOT_TOKEN"),
        ("invalid_auth", "VETOWATCH_SLACK__BOT_TOKEN"),
        ("missing_scope", "install the app again"),
        ("restricted_action", "ask its owner"),
    ],
)
async def test_what_a_person_must_mend_is_permanent_and_says_how(slack: Slack, chat: Chat, word: str, advice: str) -> None:
    slack.denied[CHANNEL] = word
    error = await failure(chat)
    assert error.permanent
    assert not error.doubtful
    assert advice in str(error)


@pytest.mark.parametrize("word", ["internal_error", "fatal_error", "service_unavailable"])
async def test_trouble_of_slack_is_doubtful(slack: Slack, chat: Chat, word: str) -> None:
    slack.denied[CHANNEL] = word
    error = await failure(chat)
    assert error.doubtful
    assert not error.permanent


@pytest.mark.parametrize("status", [200, 503])
@pytest.mark.parametrize("body", [{}, {"ok": False, "error": "internal_error"}, "<html>", b"<html>"])
async def test_an_answer_that_says_nothing_is_doubtful(slack: Slack, chat: Chat, status: int, body: object) -> None:
    slack.fail(SENT, Refuse(status, body))
    assert (await failure(chat)).doubtful


async def test_a_rate_limit_is_handed_to_the_outbox(slack: Slack, chat: Chat) -> None:
    slack.fail(SENT, Refuse(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "7"}))
    error = await failure(chat)
    assert error.retry_after == 7
    assert not error.doubtful


async def test_a_refused_body_is_neither_permanent_nor_doubtful(slack: Slack, chat: Chat) -> None:
    slack.denied[CHANNEL] = "invalid_blocks"
    error = await failure(chat)
    assert not error.permanent
    assert not error.doubtful


async def test_an_unreachable_slack_leaves_no_doubt() -> None:
    chat = Chat(BOT_TOKEN, api_url="http://127.0.0.1:9/api/")
    assert not (await failure(chat)).doubtful
    await chat.close()


async def test_subscribes_asks_and_unsubscribes_over_a_socket(slack: Slack, commands: FakeCommands) -> None:
    assert await slack.slash("subscribe vetoes") == "Subscribed: *vetoes*"
    assert commands.subscriptions == {("slack", CHANNEL): "vetoes"}
    assert await slack.slash("STATUS  S/2022/431 ") == (
        "<https://docs.un.org/S/2022/431|S/2022/431> was *vetoed* by China and the Russian Federation, 13-2-0"
    )
    assert await slack.slash("unsubscribe") == "Unsubscribed"
    assert commands.subscriptions == {}


@pytest.mark.parametrize("text", ["", "help"])
async def test_help_says_what_can_be_asked_and_how_to_invite_the_bot(slack: Slack, commands: FakeCommands, text: str) -> None:
    said = await slack.slash(text)
    assert "*/un subscribe*" in said
    assert "*/invite @vetowatch*" in said


@pytest.mark.parametrize(("text", "said"), [("status", "status needs its symbol"), ("dance", "there is no command dance")])
async def test_a_command_that_is_not_understood_is_told_why(slack: Slack, commands: FakeCommands, text: str, said: str) -> None:
    assert await slack.slash(text) == said


async def test_a_command_that_fails_is_answered_in_one_line(slack: Slack, commands: FakeCommands) -> None:
    assert await slack.slash("subscribe <!channel>") == "I do not know '&lt;!channel&gt;'"
    assert await slack.slash("subscribe crash") == "That did not work. The reason stands in the bot’s log."


async def test_a_command_that_comes_twice_is_answered_once(slack: Slack, commands: FakeCommands) -> None:
    command = slack.payload("subscribe")
    await slack.socket_mode.send("slash_commands", command)
    await slack.response()
    del commands.subscriptions["slack", CHANNEL]
    await slack.socket_mode.send("slash_commands", command)
    assert await slack.slash("unsubscribe") == "Nothing was subscribed here"


async def test_an_answer_comes_with_buttons_that_ask_on(slack: Slack, commands: FakeCommands) -> None:
    await slack.socket_mode.send("slash_commands", slack.payload("status S/2022/431"))
    first = await slack.answered()
    assert "*vetoed* by China" in first["text"]
    reply = await slack.press(first, "All vetoes")
    assert reply["text"] == "Vetoes of all, page 1"
    assert not reply["replace_original"], "the answer stays"


async def test_pages_turn_in_place_and_one_that_cannot_stays(slack: Slack, commands: FakeCommands) -> None:
    await slack.socket_mode.send("slash_commands", slack.payload("vetoes RUS"))
    second = await slack.press(await slack.answered(), "Next")
    assert (second["text"], second["replace_original"], second["response_type"]) == ("Vetoes of RUS, page 2", True, "ephemeral")
    commands.faults.append(VetowatchError("the record is being rebuilt"))
    refused = await slack.press(second, "Next")
    assert (refused["text"], refused["replace_original"]) == ("the record is being rebuilt", False)


async def test_the_buttons_of_an_alert_answer_beside_it_after_a_restart_and_an_edit(slack: Slack, chat: Chat) -> None:
    reference = await chat.send(ASKABLE)
    await chat.edit(replace(ASKABLE, message=replace(ASKABLE.message, headline="🟥 VETOED · corrected")), reference)
    (alert,) = slack.shown()
    later = Chat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url)
    async with listening(later):
        await slack.socket_mode.connected()
        for label, said in (("All vetoes", "Vetoes of all, page 1"), ("Roll call", "China, Russian Federation: no")):
            reply = await slack.press(alert, label)
            assert reply["text"].startswith(said)
            assert (reply["replace_original"], reply["response_type"]) == (False, "ephemeral")
    await later.close()


async def test_a_press_that_comes_twice_is_answered_once(slack: Slack, chat: Chat, commands: FakeCommands) -> None:
    await chat.send(ASKABLE)
    pressed = objects.press(slack.shown()[0], "All vetoes", CHANNEL, slack.response_url())
    for _ in range(2):
        await slack.socket_mode.send("interactive", pressed)
    await slack.answered()
    assert await slack.slash("unsubscribe") == "Nothing was subscribed here"


async def test_a_file_goes_to_the_asker_s_direct_messages(slack: Slack, commands: FakeCommands) -> None:
    said = await slack.slash("roll S/2022/431")
    assert said == "China, Russian Federation: no\nThe file is in your direct messages with me."
    assert slack.files == {objects.DIRECT: [("S-2022-431.csv", b"state,choice\nCHN,no\nRUS,no\n")]}


async def test_a_file_that_may_not_be_sent_is_shown_as_code(slack: Slack, commands: FakeCommands) -> None:
    slack.granted.remove("files:write")
    await slack.socket_mode.send("slash_commands", slack.payload("roll S/2022/431"))
    words, code = (await slack.answered())["blocks"]
    assert words["text"]["text"] == "China, Russian Federation: no"
    assert code["text"]["text"] == "```\nstate,choice\nCHN,no\nRUS,no\n```"


def test_a_long_file_is_cut_at_a_line_s_end_and_cannot_break_out() -> None:
    body = "\n".join(["a,```<!channel>"] + [f"STATE {n},no" for n in range(400)]).encode()
    _, code = reply(Answer("Roll call", attachment=Attachment("r.csv", body, "text/csv")))["blocks"]
    assert code["text"]["text"].startswith("```\na,'''&lt;!channel&gt;\nSTATE 0,no\n")
    assert re.search(r"no\nand \d+ more\n```$", code["text"]["text"])
    assert limits.slack_message({"blocks": [code]}) == []


class Slow(FakeCommands):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.go = asyncio.Event()
        self.running = self.most = 0

    async def ask(self, ask: Ask, place: Place) -> Answer:
        self.running += 1
        self.most = max(self.most, self.running)
        await self.go.wait()
        self.running -= 1
        return await super().ask(ask, place)


async def test_all_are_acknowledged_while_some_are_still_answered(slack: Slack, chat: Chat) -> None:
    slow = Slow()
    async with listening(chat, slow):
        await slack.socket_mode.connected()
        await asyncio.gather(*(slack.socket_mode.send("slash_commands", slack.payload("help")) for _ in range(12)))
        assert (slow.most, slack.responses.empty()) == (AT_ONCE, True)
        slow.go.set()
        for _ in range(12):
            await slack.response()
    assert slow.most == AT_ONCE


async def test_a_message_s_menu_says_what_became_of_the_document_it_names(slack: Slack, chat: Chat, commands: FakeCommands) -> None:
    await chat.send(POST)
    (alert,) = slack.shown()
    assert "*vetoed* by China" in (await slack.menu("what_is_this_resolution", alert))["text"]
    reply = await slack.menu("what_is_this_resolution", {"ts": "1.0", "text": "Nothing of note"})
    assert reply["text"].startswith("No UN document symbol")


async def test_the_home_shows_help_and_how_to_subscribe_once_for_each_event(slack: Slack, commands: FakeCommands) -> None:
    event = objects.home_opened()
    for _ in range(2):
        await slack.socket_mode.send("events_api", event)
    await slack.socket_mode.send("events_api", objects.home_opened("messages"))
    assert await slack.slash("unsubscribe") == "Nothing was subscribed here"
    words = json.dumps(slack.homes[objects.USER], ensure_ascii=False)
    assert "*/invite @vetowatch*" in words
    assert "*/un status* document – Say what became of a document" in words
    assert len(slack.called("views.publish")) == 1


async def test_a_home_that_cannot_be_shown_ends_nothing(slack: Slack, commands: FakeCommands) -> None:
    commands.faults.append(RuntimeError("a bug"))
    await slack.socket_mode.send("events_api", objects.home_opened())
    async with asyncio.timeout(5):
        while commands.faults:  # noqa: ASYNC110 - a test's wait, not a program's
            await asyncio.sleep(0.01)
    assert await slack.slash("unsubscribe") == "Nothing was subscribed here"
    assert slack.homes == {}


LINK, UNKNOWN = "https://docs.un.org/en/S/2022/431", "https://press.un.org/en/about"


async def test_a_link_to_a_document_on_record_gets_a_card_and_others_none(slack: Slack, commands: FakeCommands) -> None:
    shared = objects.link_shared([LINK, UNKNOWN, "https://docs.un.org/en/<!channel>"])
    for _ in range(2):
        await slack.socket_mode.send("events_api", shared)
    await slack.unfurled(LINK)
    assert await slack.slash("unsubscribe") == "Nothing was subscribed here"
    assert [text["text"]["text"] for text in slack.unfurls[LINK]["blocks"]] == ["*🟥 VETOED*\n13-2-0, vetoed by China"]
    assert (list(slack.unfurls), len(slack.called("chat.unfurl"))) == ([LINK], 1)


async def test_a_link_that_is_still_being_written_gets_its_card(slack: Slack, commands: FakeCommands) -> None:
    await slack.socket_mode.send("events_api", objects.link_shared([LINK], source="composer"))
    await slack.unfurled(LINK)
    (call,) = slack.called("chat.unfurl")
    assert {"channel", "ts"}.isdisjoint(call.query.keys() | call.body.keys())


@pytest.mark.parametrize("fault", [RuntimeError("a bug"), None])
async def test_a_card_that_cannot_be_shown_ends_nothing(
    slack: Slack, commands: FakeCommands, fault: Exception | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    commands.faults += [fault] if fault else []
    slack.granted -= set() if fault else {"links:write"}
    await slack.socket_mode.send("events_api", objects.link_shared([LINK]))
    async with asyncio.timeout(5):
        while "a link on Slack cannot be shown" not in caplog.text and "links:write" not in caplog.text:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert await slack.slash("unsubscribe") == "Nothing was subscribed here"
    assert slack.unfurls == {}


def test_the_manifest_is_what_the_code_needs() -> None:
    manifest = (Path(__file__).parents[1] / "slack-manifest.yaml").read_text()
    assert set(re.findall(r"^ {6}- ([a-z]+(?::\w+)?)(?= #)", manifest, re.MULTILINE)) == Slack().granted
    assert re.findall(r"callback_id: (\w+)", manifest) == [MENU]
    assert re.findall(r"name: (What.*)", manifest) == [offering.MENU]
    assert set(oauth.SCOPES) == Slack().granted
    assert re.findall(r"^ {6}- (\w+)$", manifest, re.MULTILINE) == ["app_home_opened", "link_shared", *EVENTS]
    assert re.findall(r"^ {4}- ([a-z.]+)$", manifest, re.MULTILINE) == list(DOMAINS)
    assert "home_tab_enabled: true" in manifest
    assert "interactivity:\n    is_enabled: true" in manifest


def test_an_alert_read_from_right_to_left_begins_at_the_right() -> None:
    by = Fact("استخدم حق النقض", (Link("🇨🇳 الصين"), Link("🇷🇺 الاتحاد الروسي")))
    said = blocks(replace(VETO, language="ar", title=Link("S/2022/431: مشروع القرار", VETO.title.url), facts=(by,)))
    texts = [block["text"]["text"] for block in said if block["type"] == "section"]
    assert texts[0].startswith("\u200f*<https://docs.un.org/S/2022/431|")
    assert texts[2].split("\n")[1] == "\u200f🇨🇳 الصين · 🇷🇺 الاتحاد الروسي"
    assert "\u200f" not in json.dumps(blocks(VETO), ensure_ascii=False)


async def test_answers_after_slack_asked_for_a_new_socket(slack: Slack, commands: FakeCommands) -> None:
    await slack.socket_mode.disconnect()
    await slack.socket_mode.connected(2)
    assert (await slack.slash("subscribe")).startswith("Subscribed")


async def test_waits_for_a_slack_that_opens_no_socket_yet(slack: Slack, chat: Chat) -> None:
    slack.fail("apps.connections.open", Refuse(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "0.1"}), times=2)
    async with listening(chat):
        await slack.socket_mode.connected()
        assert (await slack.slash("subscribe")).startswith("Subscribed")


async def test_a_wrong_app_token_says_what_to_do(slack: Slack) -> None:
    chat = Chat(BOT_TOKEN, app_token="xapp-wrong", api_url=slack.api_url)
    with pytest.raises(VetowatchError, match="VETOWATCH_SLACK__APP_TOKEN"):
        await chat.listen(FakeCommands())
    await chat.close()


@pytest.fixture
async def over_http(slack: Slack) -> AsyncIterator[str]:
    """Listen in HTTP mode; yields the request URL."""
    port = unused_port()
    chat = Chat(BOT_TOKEN, signing_secret=SIGNING_SECRET, api_url=slack.api_url, port=port)
    async with listening(chat):
        await _open(port)
        yield f"http://127.0.0.1:{port}/slack/events"
    await chat.close()


async def _open(port: int) -> None:
    async with asyncio.timeout(5):
        while True:
            with contextlib.suppress(ConnectionRefusedError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.01)


async def test_answers_signed_requests(slack: Slack, over_http: str) -> None:
    assert await send_signed(over_http, slack.payload("subscribe vetoes")) == 200
    assert await slack.response() == "Subscribed: *vetoes*"


async def test_refuses_what_slack_did_not_sign(slack: Slack, over_http: str) -> None:
    command = slack.payload("subscribe")
    assert await send_signed(over_http, command, secret="another") == 401
    assert await send_signed(over_http, command, forged="&text=vetoes") == 401
    assert await send_signed(over_http, command, age=301) == 401
    assert slack.responses.empty()


async def test_a_taken_port_says_so(slack: Slack, over_http: str) -> None:
    port = int(over_http.split(":")[2].split("/", maxsplit=1)[0])
    chat = Chat(BOT_TOKEN, signing_secret=SIGNING_SECRET, api_url=slack.api_url, port=port)
    with pytest.raises(VetowatchError, match="cannot listen"):
        await chat.listen(FakeCommands())
    await chat.close()


async def test_no_secret_reaches_a_log(slack: Slack, chat: Chat, commands: FakeCommands, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await chat.send(POST)
    await slack.slash("status S/2022/431")
    assert not [secret for secret in SECRETS if secret in caplog.text + repr(chat)]


def test_is_made_from_its_settings() -> None:
    assert make({"bot_token": BOT_TOKEN, "app_token": None, "signing_secret": SIGNING_SECRET, "api_url": "", "port": 3000}).name == "slack"


def test_the_veto_in_blocks() -> None:
    header, title, notice, short, vetoed, documents, quote, sources = blocks(VETO)
    assert header["text"]["text"] == "🟥 VETOED · Security Council"
    assert title["text"]["text"] == (
        "*<https://docs.un.org/S/2022/431|Draft resolution S/2022/431: Democratic People's Republic of Korea>*"
    )
    assert notice["text"]["text"] == "⚠️ Late: the vote was on 26 May 2022."
    assert [field["text"] for field in short["fields"]] == ["*Vote*\n13 in favour, 2 against, 0 abstaining", "*Date*\n26 May 2022"]
    assert vetoed["text"]["text"] == "*Vetoed by*\n🇨🇳 China · 🇷🇺 Russian Federation"
    assert documents["text"]["text"] == "*Documents*\n<https://docs.un.org/S/2022/431|S/2022/431>"
    assert quote["text"]["text"] == (
        "> “promote a political solution”\n> — <https://press.un.org/en/2022/sc14911.doc.htm|Zhang Jun (China)>"
    )
    assert sources["elements"][0]["text"] == (
        "Sources: <https://press.un.org/en/2022/sc14911.doc.htm|UN Press>"
        " <!date^1653606000^{date_short_pretty}, {time}|26 May 2022, 23:00 UTC>"
    )


OWN = re.compile(r"<https?://[^<>|\s]+\||<!date\^-?\d+\^\{date_short_pretty\}, \{time\}\|")


@given(messages, st.none() | st.builds(Picture, words, st.just(ROLL.seats), words))
@settings(max_examples=80, deadline=None)
def test_any_message_stays_within_the_limits_and_pings_nobody(message: Message, drawn: Picture | None) -> None:
    body = {"text": fallback(message), "blocks": blocks(replace(message, picture=drawn), "F0123ABCD")}
    assert limits.slack_message(body) == []
    assert schemas.slack_blocks(body["blocks"]) == []
    assert "<" not in OWN.sub("", json.dumps(body)), body


@given(words)
@settings(max_examples=100, deadline=None)
def test_any_answer_stays_within_the_limits_and_pings_nobody(text: str) -> None:
    dressed = answer(text)
    assert limits.size(dressed) <= 3000
    assert "<" not in OWN.sub("", dressed)
