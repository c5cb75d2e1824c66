"""The Discord chat over the emulator, with the unmodified discord.py between."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import given, settings

from adapters.chats.discord import Discord as Chat
from adapters.chats.discord import chat as make
from adapters.chats.discord.answering import file_of
from adapters.chats.discord.buttons import buttons
from adapters.chats.discord.publishing import Edits, Publisher
from adapters.chats.discord.render import answer, embed
from adapters.chats.drawing import png
from bot.asking import Action, Ask, Attachment
from bot.message import Message
from bot.model import Addressee, Choice, Mention
from bot.ports import DeliveryError, VetowatchError
from tests.emulators import limits
from tests.emulators.discord import CHANNEL_ID, MANAGE_CHANNELS, TOKEN, Discord, RefusedError
from tests.emulators.discord.objects import ANNOUNCEMENTS, CATEGORY, DESK_ID, DM_ID, FORUM, TEXT, USER, channel, thread
from tests.emulators.server import Drop, Refuse
from tests.fakes import FakeCommands
from tests.messages import ACTIONS, ROLL, VETO, actions, messages, post, words

POST, ASKABLE = post(CHANNEL_ID), post(CHANNEL_ID, message=replace(VETO, actions=ACTIONS))
SENT, LOOKED, EDITED = "POST .*/messages$", "GET .*/messages$", "PATCH .*/messages/"


@pytest.fixture
async def chat(discord: Discord) -> AsyncIterator[Chat]:
    chat = Chat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url)
    yield chat
    await chat.close()


@pytest.fixture
async def commands(discord: Discord, chat: Chat) -> AsyncIterator[FakeCommands]:
    """Commands answered by a bot that listens."""
    fake = FakeCommands()
    listening = asyncio.create_task(chat.listen(fake))
    await discord.listened_to()
    yield fake
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening


async def failure(chat: Chat) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await chat.send(POST)
    assert TOKEN not in f"{caught.value} {caught.value.__cause__}"
    return caught.value


async def test_sends_an_embed_that_pings_nobody(discord: Discord, chat: Chat) -> None:
    reference = await chat.send(POST)
    (message,) = discord.shown()
    assert reference == f"{CHANNEL_ID}/{message['id']}"
    assert message["embeds"][0]["url"] == "https://docs.un.org/S/2022/431"
    assert message["embeds"][0]["color"] == 0xC0392B
    assert discord.called(SENT)[0].body["allowed_mentions"] == {"parse": []}


async def test_calls_exactly_whom_a_subscription_names(discord: Discord, chat: Chat) -> None:
    named = (Mention(Addressee.HERE), Mention(Addressee.USER, "11"), Mention(Addressee.GROUP, "22"), Mention(Addressee.USER, "U0SLACK"))
    reference = await chat.send(replace(POST, mentions=named))
    sent = discord.called(SENT)[0].body
    assert sent["content"] == "@here <@11> <@&22>"
    assert sent["allowed_mentions"] == {"parse": ["everyone"], "users": [11], "roles": [22]}
    await chat.edit(replace(POST, mentions=named), reference)
    edited = discord.called(EDITED)[0].body
    assert "content" not in edited
    assert edited["allowed_mentions"] == {"parse": []}
    assert discord.shown()[0]["content"] == "@here <@11> <@&22>"


async def test_without_here_everyone_is_not_allowed(discord: Discord, chat: Chat) -> None:
    await chat.send(replace(POST, mentions=(Mention(Addressee.GROUP, "22"),)))
    assert discord.called(SENT)[0].body["allowed_mentions"] == {"parse": [], "roles": [22]}


async def test_what_follows_stands_in_the_thread_of_its_alert(discord: Discord, chat: Chat) -> None:
    alert = await chat.send(POST)
    first = await chat.send(replace(POST, id=8, thread=alert))
    second = await chat.send(replace(POST, id=9, thread=alert))
    (thread,) = discord.threads.values()
    assert thread["id"] == alert.partition("/")[2]
    assert {first.partition("/")[0], second.partition("/")[0]} == {thread["id"]}
    assert len(discord.shown()) == 3


async def test_a_doubtful_word_in_a_thread_is_found_there(discord: Discord, chat: Chat) -> None:
    discord.nonces_last = 0
    alert = await chat.send(POST)
    first = await chat.send(replace(POST, id=8, thread=alert))
    assert await chat.send(replace(POST, id=8, thread=alert, doubtful=True)) == first
    assert len(discord.shown()) == 2


async def test_a_deleted_alert_has_no_thread_and_nothing_is_said(discord: Discord, chat: Chat) -> None:
    alert = await chat.send(POST)
    discord.messages.clear()
    assert await chat.send(replace(POST, id=8, thread=alert)) == alert
    assert discord.shown() == []


async def test_a_forums_post_is_answered_where_it_stands(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = FORUM
    alert = await chat.send(POST)
    word = await chat.send(replace(POST, id=8, thread=alert))
    assert word.partition("/")[0] == alert.partition("/")[0]
    assert len(discord.threads) == 1


async def test_without_the_right_to_open_threads_it_is_said_in_the_channel(discord: Discord, chat: Chat) -> None:
    alert = await chat.send(POST)
    discord.fail("POST .*/threads$", Refuse(403, {"code": 50013, "message": "Missing Permissions"}))
    assert (await chat.send(replace(POST, id=8, thread=alert))).startswith(f"{CHANNEL_ID}/")


async def test_says_something_to_one_person_alone(discord: Discord, chat: Chat) -> None:
    await chat.whisper(USER["id"], CHANNEL_ID, "**Paused**: see <#1> @everyone")
    (message,) = discord.shown()
    assert message["channel_id"] == DM_ID
    assert message["content"].startswith(f"<#{CHANNEL_ID}>: **Paused**")
    assert "<#1>" not in message["content"]
    assert discord.called(SENT)[0].body["allowed_mentions"] == {"parse": []}
    with pytest.raises(DeliveryError):
        await chat.whisper("1", CHANNEL_ID, "hello")


async def test_says_who_it_is(chat: Chat) -> None:
    assert await chat.check() == "logged in as vetowatch#1234"


async def test_a_second_send_of_one_delivery_is_the_first_message(discord: Discord, chat: Chat) -> None:
    assert await chat.send(POST) == await chat.send(POST)
    assert len(discord.shown()) == 1


async def test_two_deliveries_are_two_messages(discord: Discord, chat: Chat) -> None:
    assert len({await chat.send(POST), await chat.send(post(CHANNEL_ID, 8))}) == len(discord.shown()) == 2


async def test_a_lost_reply_is_doubtful_and_its_message_found_after_the_nonce_is_forgotten(discord: Discord, chat: Chat) -> None:
    discord.nonces_last = 0
    discord.fail(SENT, Drop(after=True))
    assert (await failure(chat)).doubtful
    reference = await chat.send(replace(POST, doubtful=True))
    assert [f"{CHANNEL_ID}/{message['id']}" for message in discord.shown()] == [reference]


async def test_a_message_found_again_is_brought_up_to_date(discord: Discord, chat: Chat) -> None:
    discord.fail(SENT, Drop(after=True))
    await failure(chat)
    later = Chat(TOKEN, api_url=discord.api_url)
    await later.send(replace(POST, message=replace(VETO, headline="🟥 VETOED · corrected since"), doubtful=True))
    await later.close()
    assert [message["embeds"][0]["title"] for message in discord.shown()] == ["🟥 VETOED · corrected since"]


async def test_a_lost_request_is_sent_again(discord: Discord, chat: Chat) -> None:
    discord.fail(SENT, Drop())
    assert (await failure(chat)).doubtful
    assert discord.shown() == []
    await chat.send(replace(POST, doubtful=True))
    assert len(discord.shown()) == 1


async def test_a_doubtful_post_finds_only_itself(discord: Discord, chat: Chat) -> None:
    discord.nonces_last = 0
    await chat.send(post(CHANNEL_ID, 70))
    await chat.send(replace(POST, doubtful=True))
    assert len(discord.shown()) == 2


async def test_without_the_right_to_read_history_the_nonce_still_guards(discord: Discord, chat: Chat) -> None:
    first = await chat.send(POST)
    discord.fail(LOOKED, Refuse(403, {"code": 50013, "message": "Missing Permissions"}))
    assert await chat.send(replace(POST, doubtful=True)) == first


async def test_edits_its_message(discord: Discord, chat: Chat) -> None:
    reference = await chat.send(POST)
    assert await chat.edit(POST, reference) == reference
    (message,) = discord.shown()
    assert message["edited_timestamp"]


async def test_a_deleted_message_stays_deleted(discord: Discord, chat: Chat) -> None:
    reference = await chat.send(POST)
    discord.messages.clear()
    assert await chat.edit(POST, reference) == reference
    assert discord.shown() == []


async def test_an_edit_in_a_channel_that_is_gone_is_permanent(discord: Discord, chat: Chat) -> None:
    reference = await chat.send(POST)
    discord.channels.clear()
    with pytest.raises(DeliveryError, match="does not exist") as caught:
        await chat.edit(POST, reference)
    assert caught.value.permanent


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [(403, 50001, "View Channel"), (403, 50013, "Send Messages"), (404, 10003, "does not exist"), (403, 40333, "refuses the channel")],
)
async def test_what_a_person_must_mend_is_permanent_and_says_how(discord: Discord, chat: Chat, status: int, code: int, advice: str) -> None:
    discord.denied[CHANNEL_ID] = RefusedError(status, code, "no")
    error = await failure(chat)
    assert error.permanent
    assert not error.doubtful
    assert advice in str(error)


async def test_what_is_no_channel_id_is_permanent(chat: Chat) -> None:
    with pytest.raises(DeliveryError, match="Copy Channel ID") as caught:
        await chat.send(post("#un-votes"))
    assert caught.value.permanent


async def test_a_wrong_token_is_permanent_says_how_and_leaves_nothing_open(discord: Discord) -> None:
    chat = Chat("wrong", api_url=discord.api_url, gateway_url=discord.gateway_url)
    with pytest.raises(DeliveryError, match="VETOWATCH_DISCORD__TOKEN") as caught:
        await chat.send(POST)
    assert caught.value.permanent
    with pytest.raises(VetowatchError, match="VETOWATCH_DISCORD__TOKEN"):
        await chat.listen(FakeCommands())
    await chat.close()


@pytest.mark.parametrize(("code", "advice"), [(4004, "VETOWATCH_DISCORD__TOKEN"), (4012, "update")])
async def test_a_gateway_that_refuses_for_good_says_what_to_do(discord: Discord, chat: Chat, code: int, advice: str) -> None:
    discord.gateway.refusal = code
    with pytest.raises(VetowatchError, match=advice):
        await chat.listen(FakeCommands())


async def test_an_unreachable_discord_leaves_no_doubt(discord: Discord) -> None:
    chat = Chat(TOKEN, api_url="http://127.0.0.1:9/api/v10")
    error = await failure(chat)
    assert not error.permanent
    assert not error.doubtful


async def test_trouble_of_discord_is_doubtful(discord: Discord, chat: Chat) -> None:
    discord.fail(SENT, Refuse(503))
    error = await failure(chat)
    assert error.doubtful
    assert not error.permanent


async def test_a_refused_body_is_neither_permanent_nor_doubtful(discord: Discord, chat: Chat) -> None:
    discord.fail(SENT, Refuse(400, {"code": 50035, "message": "Invalid Form Body"}))
    error = await failure(chat)
    assert not error.permanent
    assert not error.doubtful


async def test_a_short_rate_limit_is_waited_out(discord: Discord, chat: Chat) -> None:
    discord.fail(SENT, Refuse(429, {"message": "slow", "retry_after": 0.2, "global": False}, {"Via": "1.1 google"}))
    await chat.send(POST)
    first, second = discord.called(SENT)
    assert second.at - first.at >= 0.2


async def test_a_long_rate_limit_is_handed_to_the_outbox(discord: Discord, chat: Chat) -> None:
    discord.fail(SENT, Refuse(429, {"message": "slow", "retry_after": 60.5, "global": False}, {"Via": "1.1 google"}))
    assert (await failure(chat)).retry_after == 60.5


async def test_a_ban_by_the_proxy_before_discord_is_waited_out(discord: Discord, chat: Chat) -> None:
    discord.fail(SENT, Refuse(429, "banned", {"Retry-After": "300"}))
    assert (await failure(chat)).retry_after == 300


async def test_many_posts_stay_within_the_bucket(discord: Discord, chat: Chat) -> None:
    discord.burst, discord.window = 3, 0.3
    await asyncio.gather(*(chat.send(post(CHANNEL_ID, ident)) for ident in range(9)))
    assert len(discord.shown()) == 9
    assert not [call for call in discord.calls if call.status == 429]


async def test_subscribes_and_unsubscribes_in_the_channel(discord: Discord, commands: FakeCommands) -> None:
    reply = await discord.command("subscribe", rule="vetoes", permissions=str(MANAGE_CHANNELS))
    assert reply.text == "Subscribed\\: **vetoes**"
    assert reply.ephemeral
    assert reply.acknowledged is not None
    assert reply.acknowledged < 1
    assert commands.subscriptions == {("discord", CHANNEL_ID): "vetoes"}
    assert (await discord.command("unsubscribe")).text == "Unsubscribed"
    assert commands.subscriptions == {}


async def test_members_who_may_not_manage_channels_change_nothing_but_may_ask(discord: Discord, commands: FakeCommands) -> None:
    reply = await discord.command("subscribe", rule="SC", permissions="0")
    assert "manage channels" in reply.text
    assert reply.ephemeral
    assert commands.subscriptions == {}
    reply = await discord.command("status", document="S/2022/431", permissions="0")
    assert reply.text.startswith("[S/2022/431](<https://docs.un.org/S/2022/431>) was **vetoed** by China")


@pytest.mark.parametrize(
    ("locale", "words"), [("fr", "Seuls les membres"), ("es-419", "Solo los miembros"), ("ar", "لا يجوز تغيير"), ("de", "Only members")]
)
async def test_people_are_answered_in_the_language_of_their_client(
    discord: Discord, commands: FakeCommands, locale: str, words: str
) -> None:
    discord.locale = locale
    assert (await discord.command("subscribe", rule="SC", permissions="0")).text.startswith(words)


async def test_a_role_the_operator_names_may_change_what_is_told(discord: Discord) -> None:
    fake, chat = FakeCommands(), Chat(TOKEN, role="un Desk", api_url=discord.api_url, gateway_url=discord.gateway_url)
    listening = asyncio.create_task(chat.listen(fake))
    await discord.listened_to()
    assert "role" in (await discord.command("subscribe", rule="SC", permissions="0")).text
    assert fake.subscriptions == {}
    assert (await discord.command("subscribe", rule="SC", permissions="0", roles=[DESK_ID])).text.startswith("Subscribed")
    listening.cancel()
    await chat.close()


async def test_a_process_holds_its_slice_of_the_shards(discord: Discord) -> None:
    chat = Chat(TOKEN, shards="2-3/4", api_url=discord.api_url, gateway_url=discord.gateway_url)
    listening = asyncio.create_task(chat.listen(FakeCommands()))
    await discord.listened_to(sessions=2)
    assert sorted(data["shard"] for op, data in discord.gateway.received if op == 2) == [[2, 4], [3, 4]]
    listening.cancel()
    await chat.close()


async def test_who_subscribes_where_the_bot_cannot_post_is_told(discord: Discord, commands: FakeCommands) -> None:
    reply = await discord.command("subscribe", rule="SC", own="0")
    assert reply.text.endswith("**View Channel**, **Send Messages**, **Embed Links**, **Read Message History**.")
    assert commands.subscriptions


async def test_where_the_bot_cannot_post_nothing_is_subscribed(discord: Discord, commands: FakeCommands) -> None:
    for direct in (True, False):
        reply = await discord.command("subscribe", rule="vetoes", direct=direct, personal=True)
        assert reply.text.startswith("I can tell votes in the channels of a server that has me, and in our direct messages")
    assert commands.subscriptions == {}


@pytest.mark.parametrize(("kind", "told"), [(FORUM, CHANNEL_ID), (TEXT, "9")])
async def test_what_is_asked_in_a_post_is_asked_of_its_forum(discord: Discord, chat: Chat, kind: int, told: str) -> None:
    discord.gateway.channels = [channel(CHANNEL_ID, kind=kind)]
    fake = FakeCommands()
    listening = asyncio.create_task(chat.listen(fake))
    await discord.listened_to()
    post_ = thread("9", CHANNEL_ID, {"name": "🟥 VETOED · Security Council"})
    assert (await discord.command("subscribe", rule="vetoes", thread=post_)).text.startswith("Subscribed")
    assert fake.subscriptions == {("discord", told): "vetoes"}, "a thread of a text channel is told by itself"
    listening.cancel()


async def test_our_direct_messages_are_looked_after_by_whose_they_are(discord: Discord, commands: FakeCommands) -> None:
    assert (await discord.command("subscribe", rule="vetoes", direct=True)).text == "Subscribed\\: **vetoes**"
    assert commands.subscriptions == {("discord", DM_ID): "vetoes"}
    reply = await discord.command("status", document="S/2022/431", direct=True)
    assert "**vetoed** by China" in reply.text
    assert reply.ephemeral


async def test_commands_may_be_installed_by_servers_and_by_people_and_have_every_option(discord: Discord, commands: FakeCommands) -> None:
    for name in ("un", "What is this resolution?"):
        assert discord.registered(name)["integration_types"] == [0, 1]
        assert discord.registered(name)["contexts"] == [0, 1, 2]
    registered = {sub["name"]: sub.get("options", []) for sub in discord.registered("un")["options"]}
    assert list(registered) == [command.name for command in commands.listed()]
    country, organ, outcome, text = registered["vetoes"]
    assert [choice["value"] for choice in organ["choices"]][:2] == ["SC", "GA"]
    assert [choice["value"] for choice in outcome["choices"]] == ["adopted", "vetoed", "failed"]
    assert [option.get("autocomplete") for option in (country, organ, outcome, text)] == [True, None, None, None]
    assert registered["status"][0]["required"]


async def test_offers_choices_while_somebody_types(discord: Discord, commands: FakeCommands) -> None:
    offered = await discord.typing("status", option="document", typed="S/2022")
    assert offered[0] == {"name": "S/2022 1 (document)", "value": "S/2022 1"}
    assert len(offered) == 25
    assert [len(choice["name"]) for choice in await discord.typing("vetoes", option="country", typed="long")] == [100]


async def test_suggestions_that_fail_or_take_too_long_are_none(
    discord: Discord, commands: FakeCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.chats.discord.commands.OFFER_WITHIN", 0.01)
    assert await discord.typing("status", option="document", typed="crash") == []
    assert await discord.typing("status", option="document", typed="slow") == []


async def test_an_answer_comes_with_buttons_and_a_file(discord: Discord, commands: FakeCommands) -> None:
    assert (await discord.command("status", document="S/2022/431")).buttons == ["Roll call", "All vetoes"]
    reply = await discord.command("roll", document="S/2022/431")
    assert reply.original
    assert [one["filename"] for one in reply.original["attachments"]] == ["S-2022-431.csv"]
    assert discord.uploads == {"S-2022-431.csv": b"state,choice\nCHN,no\nRUS,no\n"}


def test_a_file_beyond_what_discord_takes_is_packed() -> None:
    attachment = Attachment("votes.json", b'{"votes": []}' * 100, "application/json")
    whole, packed = file_of(attachment, 1300), file_of(attachment, 1299)
    assert (whole.filename, whole.fp.read()) == ("votes.json", attachment.body)
    assert packed.filename == "votes.json.zip"
    with zipfile.ZipFile(packed.fp) as archive:
        assert archive.read("votes.json") == attachment.body


async def test_a_button_on_an_answer_asks_on_and_leaves_it(discord: Discord, commands: FakeCommands) -> None:
    first = await discord.command("status", document="S/2022/431")
    assert first.original
    reply = await discord.press(first.original, "Roll call")
    assert reply.text == "China, Russian Federation\\: no"
    assert reply.ephemeral
    assert first.text.startswith("[S/2022/431]")


async def test_pages_turn_in_place(discord: Discord, commands: FakeCommands) -> None:
    first = await discord.command("vetoes", country="RUS")
    assert (first.text, first.buttons) == ("Vetoes of RUS, page 1", ["Next"])
    assert first.original
    second = await discord.press(first.original, "Next")
    assert (second.text, second.buttons) == ("Vetoes of RUS, page 2", ["Back", "Next"])
    assert second.original is first.original, "the page before it"
    last = await discord.press(first.original, "Next")
    assert (first.text, last.buttons) == ("Vetoes of RUS, page 3", ["Back"])


async def test_a_page_that_cannot_be_turned_stays(discord: Discord, commands: FakeCommands) -> None:
    first = await discord.command("vetoes", country="RUS")
    assert first.original
    commands.faults.append(VetowatchError("the record is being rebuilt"))
    reply = await discord.press(first.original, "Next")
    assert first.text == "Vetoes of RUS, page 1"
    assert [told["content"] for told in reply.follow_ups] == ["the record is being rebuilt"]


async def test_the_buttons_of_an_alert_answer_beside_it_after_a_restart_and_an_edit(discord: Discord, chat: Chat) -> None:
    reference = await chat.send(ASKABLE)
    await chat.edit(replace(ASKABLE, message=replace(ASKABLE.message, headline="🟥 VETOED · corrected")), reference)
    (alert,) = discord.shown()
    later = Chat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url)
    listening = asyncio.create_task(later.listen(FakeCommands()))
    await discord.listened_to()
    for page in ("Roll call", "All vetoes"):
        reply = await discord.press(alert, page)
        assert reply.ephemeral
        assert reply.original is not alert
    assert reply.text == "Vetoes of all, page 1"
    assert alert["embeds"][0]["title"] == "🟥 VETOED · corrected"
    listening.cancel()


async def test_a_button_with_no_room_for_its_question_is_left_out(discord: Discord, chat: Chat) -> None:
    long = Action("Long", Ask("status", {"document": "S/2022/" + "4" * 90}))
    twice = Action("Again", Ask("roll", {"document": "S/2022/431"}))
    await chat.send(replace(ASKABLE, message=replace(VETO, actions=(long, *ASKABLE.message.actions, twice))))
    (alert,) = discord.shown()
    assert [button["label"] for button in alert["components"][0]["components"]] == ["Roll call", "All vetoes"]


async def test_an_edit_takes_away_buttons_that_are_no_more(discord: Discord, chat: Chat) -> None:
    reference = await chat.send(ASKABLE)
    await chat.edit(POST, reference)
    assert discord.shown()[0]["components"] == []


async def test_a_button_that_changes_something_asks_for_the_same_right(discord: Discord, chat: Chat, commands: FakeCommands) -> None:
    follow = Action("Tell vetoes here", Ask("subscribe", {"rule": "vetoes"}))
    await chat.send(replace(ASKABLE, message=replace(VETO, actions=(follow,))))
    (alert,) = discord.shown()
    assert "manage channels" in (await discord.press(alert, "Tell vetoes here", permissions="0")).text
    assert commands.subscriptions == {}
    assert (await discord.press(alert, "Tell vetoes here")).text.startswith("Subscribed")


async def test_a_message_s_menu_says_what_became_of_the_document_it_names(discord: Discord, chat: Chat, commands: FakeCommands) -> None:
    await chat.send(POST)
    (alert,) = discord.shown()
    assert "**vetoed** by China" in (await discord.menu("What is this resolution?", alert)).text
    said = {**alert, "embeds": [], "content": "What of s/2022/431, or rather S/2022/431?"}
    assert "**vetoed** by China" in (await discord.menu("What is this resolution?", said)).text
    reply = await discord.menu("What is this resolution?", {**said, "content": "Nothing of note"})
    assert reply.text.startswith("No UN document symbol")
    assert reply.ephemeral


async def test_a_command_that_fails_is_answered_in_one_line(discord: Discord, commands: FakeCommands) -> None:
    assert (await discord.command("subscribe", rule="<@1>")).text == "I do not know '\\<\\@1\\>'"
    assert (await discord.command("subscribe", rule="crash")).text == "That did not work. The reason stands in the bot’s log."


async def test_listens_once_a_discord_that_was_away_is_back(discord: Discord, chat: Chat) -> None:
    discord.fail("GET /api/v10/users/@me", Refuse(503))
    listening = asyncio.create_task(chat.listen(FakeCommands()))
    await discord.listened_to()
    assert (await discord.command("subscribe", rule="SC")).text.startswith("Subscribed")
    listening.cancel()


async def test_a_bot_of_many_servers_is_sharded_when_discord_says_so(discord: Discord, chat: Chat) -> None:
    discord.gateway.sharded = True
    listening = asyncio.create_task(chat.listen(FakeCommands()))
    await discord.listened_to()
    assert (await discord.command("subscribe", rule="SC")).text.startswith("Subscribed")
    assert [data["shard"] for op, data in discord.gateway.received if op == 2 and "shard" in data] == [[0, 1]]
    listening.cancel()


async def test_an_alert_in_an_announcement_channel_is_published_once(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = ANNOUNCEMENTS
    reference = await chat.send(POST)
    assert await chat.send(replace(POST, doubtful=True)) == reference
    await chat.edit(POST, reference)
    await chat.close()
    assert [f"{CHANNEL_ID}/{ident}" for ident in discord.published] == [reference]


async def test_a_publish_that_fails_is_no_failed_delivery(discord: Discord, chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    discord.kinds[CHANNEL_ID] = ANNOUNCEMENTS
    discord.fail("crosspost", Refuse(403, {"code": 50013, "message": "Missing Permissions"}))
    assert await chat.send(POST)
    await chat.close()
    assert "does not publish" in caplog.text


async def test_a_publish_asked_to_wait_waits_its_turn(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = ANNOUNCEMENTS
    discord.fail("crosspost", Refuse(429, {"message": "slow", "retry_after": 60.5, "global": False}, {"Via": "1.1 google"}))
    await chat.send(POST)
    async with asyncio.timeout(5):
        (queue,) = chat._publisher._queues.values()
        while not (discord.called("crosspost") and queue.waiting):  # noqa: ASYNC110 - a wait in a test
            await asyncio.sleep(0.01)
    assert discord.published == []


async def test_a_roll_call_is_drawn_and_drawn_again_when_it_changes(discord: Discord, chat: Chat) -> None:
    reference = await chat.send(replace(POST, message=replace(VETO, picture=ROLL)))
    (message,) = discord.shown()
    assert message["embeds"][0]["image"]["url"] == "attachment://roll-call.png"
    assert discord.uploads["roll-call.png"] == png(ROLL)
    assert discord.called(SENT)[0].body["attachments"] == [{"id": 0, "filename": "roll-call.png", "description": ROLL.alt}]
    changed = replace(ROLL, seats=(("CHN", Choice.NO),))
    await chat.edit(replace(POST, message=replace(VETO, picture=changed)), reference)
    assert discord.uploads["roll-call.png"] == png(changed)
    await chat.edit(POST, reference)
    assert discord.shown()[0]["attachments"] == []
    assert discord.problems == []


async def test_where_the_bot_may_attach_no_files_the_words_are_posted(discord: Discord, chat: Chat) -> None:
    discord.fail(SENT, Refuse(403, {"code": 50013, "message": "Missing Permissions"}))
    await chat.send(replace(POST, message=replace(VETO, picture=ROLL)))
    (message,) = discord.shown()
    assert "image" not in message["embeds"][0]
    assert message["attachments"] == []


async def test_a_published_message_is_rewritten_three_times_an_hour(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = ANNOUNCEMENTS
    reference = await chat.send(POST)
    await settled()
    for _ in range(3):
        await chat.edit(POST, reference)
    with pytest.raises(DeliveryError, match="three edits an hour") as refused:
        await chat.edit(POST, reference)
    assert not refused.value.permanent
    assert 3500 < (refused.value.retry_after or 0) <= 3600
    other = await chat.send(replace(POST, id=POST.id + 1))
    await chat.edit(POST, other)
    assert discord.problems == []


async def test_an_edit_that_failed_is_not_counted_among_the_three(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = ANNOUNCEMENTS
    reference = await chat.send(POST)
    await settled()
    for _ in range(3):
        discord.fail("PATCH", Refuse(403, {"code": 50013, "message": "Missing Permissions"}))
        with pytest.raises(DeliveryError, match="may not post"):
            await chat.edit(POST, reference)
    await chat.edit(POST, reference)
    assert discord.problems == []


def test_edits_are_allowed_again_when_an_hour_has_passed() -> None:
    now = [0.0]
    edits = Edits(lambda: now[0])
    for minute in (0, 10, 20):
        now[0] = minute * 60.0
        assert edits.wait(1) == 0
        edits.note(1)
    now[0] = 30 * 60.0
    assert edits.wait(1) == 30 * 60.0
    assert edits.wait(2) == 0
    now[0] = 61 * 60.0
    assert edits.wait(1) == 0


async def test_vetoes_are_published_first_within_ten_an_hour(discord: Discord) -> None:
    published: list[int] = []
    now = [0.0]

    async def publish(channel: int, message: int) -> None:
        published.append(message)

    publisher = Publisher(publish, lambda: now[0])
    for message in range(12):
        publisher.owe(1, message, urgent=False)
    publisher.owe(1, 100, urgent=True)
    await settled()
    assert published == [100, *range(6)], "the last three places are for vetoes"
    for veto in range(101, 106):
        publisher.owe(1, veto, urgent=True)
    await settled()
    assert published[7:] == [101, 102, 103]
    now[0] = 3601.0
    publisher.owe(1, 106, urgent=True)
    await settled()
    assert published[10:] == [104, 105, 106, 6, 7, 8, 9]
    await publisher.close()


async def settled() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


async def test_an_alert_in_a_forum_is_a_post_of_its_own(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = FORUM
    reference = await chat.send(ASKABLE)
    (thread,) = discord.threads.values()
    assert (thread["name"], thread["applied_tags"]) == ("🟥 VETOED · Security Council", ["1"])
    assert reference == f"{thread['id']}/{thread['id']}"
    thread["thread_metadata"]["archived"] = True
    await chat.edit(replace(POST, message=replace(VETO, headline="🟥 VETOED · corrected")), reference)
    assert discord.shown()[0]["embeds"][0]["title"] == "🟥 VETOED · corrected"


async def test_a_doubtful_post_in_a_forum_is_looked_for(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = FORUM
    await chat.send(post(CHANNEL_ID, 70))
    discord.fail("POST .*/threads$", Drop(after=True))
    assert (await failure(chat)).doubtful
    reference = await chat.send(replace(POST, doubtful=True))
    assert len(discord.threads) == 2
    assert reference.split("/")[0] == max(discord.threads)


async def test_an_alert_goes_into_a_thread(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = FORUM
    thread = (await chat.send(POST)).split("/")[0]
    assert (await chat.send(post(thread, 8))).startswith(f"{thread}/")
    assert [message["channel_id"] for message in discord.shown()] == [thread, thread]


async def test_a_channel_that_is_not_described_is_taken_for_a_text_channel(discord: Discord, chat: Chat) -> None:
    discord.fail("GET .*/channels/[0-9]+$", Refuse(503))
    await chat.send(POST)
    assert len(discord.shown()) == 1


async def test_a_channel_that_takes_no_messages_is_permanent(discord: Discord, chat: Chat) -> None:
    discord.kinds[CHANNEL_ID] = CATEGORY
    error = await failure(chat)
    assert error.permanent
    assert "text or announcement channel" in str(error)


async def test_answers_after_being_sent_away(discord: Discord, commands: FakeCommands) -> None:
    await discord.gateway.ask_reconnect()
    assert (await discord.command("subscribe", rule="SC")).text.startswith("Subscribed")


async def test_answers_after_the_connection_broke_and_sends_meanwhile(discord: Discord, chat: Chat, commands: FakeCommands) -> None:
    await discord.gateway.cut()
    await chat.send(POST)
    assert (await discord.command("subscribe", rule="SC")).text.startswith("Subscribed")


async def test_an_event_that_trips_discord_py_does_not_end_the_bot(discord: Discord, commands: FakeCommands) -> None:
    await discord.gateway.dispatch("CHANNEL_CREATE", {"odd": True})
    await discord.listened_to(sessions=2)
    assert (await discord.command("subscribe", rule="SC")).text.startswith("Subscribed")


async def test_no_token_reaches_a_log(discord: Discord, chat: Chat, commands: FakeCommands, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await chat.send(POST)
    await discord.command("status", document="S/2022/431")
    assert TOKEN not in caplog.text + repr(chat) + repr(vars(make({"token": TOKEN}))).replace(f"'{TOKEN}'", "", 1)


def test_the_veto_as_an_embed() -> None:
    dress = embed(VETO, "ref 7").to_dict()
    assert dress["title"] == "🟥 VETOED · Security Council"
    assert dress["description"].splitlines() == [
        "**[Draft resolution S/2022/431\\: Democratic People's Republic of Korea](https://docs.un.org/S/2022/431)**",
        "⚠️ Late\\: the vote was on 26 May 2022.",
        "",
        "> “promote a political solution”",
        "> — [Zhang Jun \\(China\\)](https://press.un.org/en/2022/sc14911.doc.htm)",
    ]
    assert [(field["name"], field["value"]) for field in dress["fields"]][2:] == [
        ("Vetoed by", "🇨🇳 China · 🇷🇺 Russian Federation"),
        ("Documents", "[S/2022/431](https://docs.un.org/S/2022/431)"),
        ("Sources", "[UN Press](https://press.un.org/en/2022/sc14911.doc.htm) <t:1653606000:f>"),
    ]


OWN = re.compile(r"\]\(https?://[^\s()]+\)|\]\(<https?://[^\s()<>]+>\)|<t:-?\d+:f>|\\.", re.DOTALL)


@given(messages)
@settings(max_examples=80, deadline=None)
def test_any_message_stays_within_the_limits_and_pings_nobody(message: Message) -> None:
    dress = embed(message, "ref 9007199254740993").to_dict()
    assert limits.discord_message({"embeds": [dress]}) == []
    bare = OWN.sub("", "\n".join(limits.embed_texts(dict(dress))))
    assert not re.search(r"[<@#`|~_]|:\S+:|https?:", bare), bare


@given(words)
@settings(max_examples=100, deadline=None)
def test_any_answer_stays_within_the_limits_and_pings_nobody(text: str) -> None:
    dressed = answer(text)
    assert limits.discord_message({"content": dressed}) == []
    assert not re.search(r"[<@#`|~_]", OWN.sub("", dressed)), dressed


@given(actions)
@settings(max_examples=80, deadline=None)
def test_any_buttons_stay_within_the_limits(offered: tuple[Action, ...]) -> None:
    async def shown() -> list[dict[str, object]]:
        view = buttons(offered)
        return view.to_components() if view else []

    assert limits.discord_message({"components": asyncio.run(shown())}) == []
