"""Several subscriptions a channel: one message a vote all the same, each changed by its number."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import random
from dataclasses import replace

import pytest

from adapters.chats.discord import chat as discord_chat
from adapters.chats.slack import chat as slack_chat
from bot.asking import Answer, Ask, Place
from bot.deliver import Deliverer
from bot.digest import plans
from bot.model import Outcome, Preferences, Tally
from bot.ports import Chat, DeliveryError, VetowatchError
from bot.record.wants import rule_of
from tests.conftest import Clock
from tests.emulators.discord import Discord, RefusedError
from tests.emulators.discord import objects as discord_objects
from tests.emulators.slack import BOT_TOKEN, CHANNEL, Slack
from tests.emulators.slack import objects as slack_objects
from tests.flow import Flow
from tests.votes import ADOPTED, VETO

HERE = Place("discord", "one", "42")


async def say(flow: Flow, line: str, place: Place = HERE) -> str:
    """Type a line in a channel and return what is answered."""
    said = (await flow.answers.ask(flow.answers.understand(line), place)).text
    flow.clock.move(seconds=1)
    return said


async def told(flow: Flow) -> list[str]:
    """Let both votes happen and return which were told."""
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    await flow.deliver()
    return flow.said()


async def test_a_vote_that_several_ask_for_is_told_once(flow: Flow) -> None:
    assert "vetoes (number 1)" in await say(flow, "subscribe vetoes")
    assert "vetoes or adoptions in the Security Council (number 2)" in await say(flow, "follow SC vetoes adoptions")
    assert await told(flow) == ["S/2022/431", "S/2024/254"]
    assert await flow.deliver(hours=1) == 0


async def test_the_list_says_each_rule_and_how_it_is_told(flow: Flow) -> None:
    assert "told nothing yet" in await say(flow, "subscriptions")
    await say(flow, 'subscribe vetoes mention:"<@&7> for vetoes" quiet:“22:00-07:00 Europe/Paris, but vetoes” hourly:5')
    await say(flow, "subscribe GA when:digest language:fr")
    await say(flow, "pause 1")
    assert (await say(flow, "list")).splitlines() == [
        "**1** vetoes; mention: group:7 for vetoes; quiet: 22:00–07:00 Europe/Paris, but vetoes; hourly: 5 – paused",
        "**2** every vote in the General Assembly; when: digest; language: fr",
        "A digest every day at 08:00 (UTC).",
    ]
    assert [one.set_by for one in await flow.answers.subscriptions()] == ["42", "42"]
    assert "told nothing yet" in await say(flow, "list", Place("slack", "one"))


async def test_the_same_rule_again_changes_how_it_is_told(flow: Flow) -> None:
    await say(flow, "subscribe vetoes hourly:5")
    await say(flow, "pause 1")
    assert "(number 1); quotes: no" in await say(flow, "subscribe vetoes quotes:no")
    (one,) = await flow.answers.subscriptions()
    assert (one.preferences.hourly, one.preferences.quotes, one.stopped) == (None, False, False)


async def test_editing_changes_what_is_given_and_nothing_else(flow: Flow) -> None:
    await say(flow, "subscribe vetoes hourly:5")
    assert "vetoes in the Security Council (number 1); hourly: 5; quotes: no" in await say(flow, "edit 1 SC vetoes quotes:no")
    assert "gets vetoes in the Security Council (number 1); quotes: no" in await say(flow, "edit number:1 hourly:any")
    with pytest.raises(VetowatchError, match="no subscription 3 here: there is 1"):
        await say(flow, "edit 3 SC")
    with pytest.raises(VetowatchError, match="no such language"):
        await say(flow, "edit 1 language:tlh")
    with pytest.raises(VetowatchError, match="edit needs"):
        await flow.answers.ask(Ask("edit"), HERE)


async def test_what_is_owed_follows_what_is_asked_for(flow: Flow) -> None:
    await say(flow, "subscribe vetoes")
    await say(flow, "subscribe adoptions")
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    await say(flow, "unsubscribe 2")
    await flow.deliver()
    assert flow.said() == ["S/2022/431"]
    assert [one.number for one in await flow.answers.subscriptions()] == [1]


async def test_what_happens_in_a_pause_is_not_told(flow: Flow) -> None:
    await say(flow, "subscribe vetoes")
    await say(flow, "subscribe adoptions")
    await say(flow, "pause 1")
    assert await told(flow) == ["S/2024/254"]
    assert "Resumed: 1 (vetoes)" in await say(flow, "resume 1")
    assert await flow.deliver(hours=1) == 0
    flow.press.tell("later", VETO.__class__(VETO.organ, Outcome.VETOED, draft="S/2022/999", vetoed_by=("CHN",), against=("CHN",)))
    await flow.poll()
    await flow.deliver()
    assert flow.said() == ["S/2024/254", "S/2022/999"]


async def test_what_is_for_the_digest_is_not_told_at_once(flow: Flow) -> None:
    assert "**/un digest** sets another time" in await say(flow, "subscribe when:digest vetoes")
    assert "sets another" not in await say(flow, "subscribe when:digest SC")
    assert [(plan.chat, plan.channel, plan.silent) for plan in await plans(flow.store)] == [("discord", "one", True)]
    assert await told(flow) == []
    await say(flow, "unsubscribe")
    assert await plans(flow.store) == []
    assert await flow.answers.subscriptions() == []


async def test_a_digest_holds_what_any_subscription_asks_for(flow: Flow, clock: Clock) -> None:
    await say(flow, "digest daily 08:00")
    await say(flow, "subscribe vetoes when:digest")
    await say(flow, "subscribe climate when:digest")
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    async with flow.store.begin(recording=True) as ledger:
        await ledger.digests.note()
        (plan,) = await ledger.digests.plans()
        assert await ledger.digests.close(plan, clock().date(), clock())
        (owed,) = await ledger.digests.claim("discord", clock(), clock.now - clock.now)
        assert len(owed.news) == 1


async def test_a_preview_says_what_a_rule_would_have_told_and_sends_nothing(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", replace(ADOPTED, date=dt.date(2022, 5, 20)))
    await flow.poll()
    flow.clock.move(days=20)
    said = await say(flow, "preview vetoes")
    assert said.splitlines()[:3] == [
        "**vetoes**",
        "Last 30 days: 1 vote: 1 vetoed.",
        "Last 10 years: 1 vote: 1 vetoed, as far as they are on record.",
    ]
    assert "S/2022/431" in said
    await say(flow, "subscribe SC vetoes adoptions")
    assert "Last 30 days: 2 votes: 1 vetoed, 1 adopted." in await say(flow, "preview 1")
    flow.clock.move(days=20)
    assert "Last 30 days: no vote." in await say(flow, "preview 1")
    assert "Last 10 years: no vote," in await say(flow, "preview climate")
    with pytest.raises(VetowatchError, match="no subscription 9"):
        await say(flow, "preview 9")
    file = (await flow.answers.ask(Ask("preview", {"rule": "1", "format": "json"}), HERE)).attachment
    assert file is not None
    assert json.loads(file.body)["last_10_years"]["vetoed"] == 1
    assert await flow.deliver() == 0


async def test_a_test_posts_a_past_vote_as_such_and_is_never_news(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    await say(flow, "subscribe vetoes mention:here hourly:1")
    assert "A test comes here in a moment" in await say(flow, "test 1")
    assert await flow.deliver() == 1
    (heard,) = flow.chat.messages.values()
    assert heard.message.headline.startswith("Test: 🟥 VETOED")
    assert heard.message.notices[0] == "Test: a vote of 26 May 2022, shown as an alert would be. Nothing new happened."
    assert heard.mentions == ()
    flow.agency.tell("story", replace(VETO, sponsors=("USA",)))
    flow.clock.move(hours=1)
    await flow.poll(flow.agency)
    assert await flow.deliver() == 0
    assert flow.chat.edits == []
    await say(flow, "subscribe climate")
    with pytest.raises(VetowatchError, match="no vote on record"):
        await say(flow, "test 2")


async def test_a_test_that_is_refused_pauses_like_any_message(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await say(flow, "subscribe vetoes")
    await say(flow, "test 1")
    flow.chat.faults = [DeliveryError("no permission to post there", permanent=True)]
    assert await flow.deliver() == 0
    assert "refused: no permission to post there" in await say(flow, "list")
    assert await flow.deliver(hours=1) == 1
    assert "refused" not in await say(flow, "list")


async def test_who_subscribed_is_told_once_that_a_channel_refuses(flow: Flow, caplog: pytest.LogCaptureFixture) -> None:
    await say(flow, "subscribe vetoes language:fr")
    await say(flow, "subscribe adoptions")
    await say(flow, "subscribe GA", Place("discord", "one", "43"))
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.chat.faults = [DeliveryError("no permission to post there", permanent=True)]
    await flow.deliver()
    assert [(user, channel) for user, channel, _ in flow.chat.whispered] == [("43", "one"), ("42", "one")]
    assert "Je ne peux pas y publier : no permission to post there." in flow.chat.whispered[1][2]
    flow.chat.faults = [DeliveryError("no permission to post there", permanent=True)]
    await flow.deliver(hours=1)
    assert len(flow.chat.whispered) == 2
    assert await flow.deliver(hours=6) == 1
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    flow.chat.faults = [DeliveryError("gone", permanent=True), DeliveryError("no direct messages"), RuntimeError("a bug")]
    await flow.deliver()
    assert len(flow.chat.whispered) == 2
    assert "could not be told that it is paused: no direct messages" in caplog.text
    assert await flow.deliver(hours=6) == 1


async def test_where_nobody_is_known_to_have_subscribed_nobody_is_told(flow: Flow) -> None:
    await flow.answers.follow("discord", "two", rule_of(outcomes=["veto"]))
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.chat.faults = [DeliveryError("no permission to post there", permanent=True)]
    await flow.deliver()
    assert flow.chat.whispered == []


async def test_who_subscribed_is_told_on_discord_and_on_slack(flow: Flow) -> None:
    async with Discord() as discord, Slack() as slack:
        chats: dict[str, Chat] = {
            "discord": discord_chat({"token": discord_objects.TOKEN, "api_url": discord.api_url}),
            "slack": slack_chat({"bot_token": BOT_TOKEN, "api_url": slack.api_url}),
        }
        discord.denied[discord_objects.CHANNEL_ID] = RefusedError(403, 50013, "Missing Permissions")
        slack.denied[CHANNEL] = "not_in_channel"
        await say(flow, "subscribe vetoes", Place("discord", discord_objects.CHANNEL_ID, discord_objects.USER["id"]))
        await say(flow, "subscribe vetoes", Place("slack", CHANNEL, "U0READER"))
        flow.press.tell("sc14911", VETO)
        await flow.poll()
        for chat in chats.values():
            await Deliverer(flow.store, chat, flow.clock, random.Random(1)).deliver()
            await chat.close()
        ((told,), (said,)) = discord.shown(), slack.shown()
        assert (told["channel_id"], said["channel"]) == (discord_objects.DM_ID, slack_objects.DIRECT)
        assert told["content"].startswith(f"<#{discord_objects.CHANNEL_ID}>: I cannot post there")
        assert said["text"].startswith(f"<#{CHANNEL}>: I cannot post there")
        assert (discord.problems, slack.problems) == ([], [])
    assert all(one.paused for one in await flow.answers.subscriptions())


async def follow(flow: Flow) -> Answer:
    """Press “Follow this item” under the first vote on record."""
    return await flow.answers.ask(Ask("track", {"vote": "1"}), HERE)


async def test_an_item_is_followed_as_the_channel_is_told_but_calling_nobody(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await say(flow, "subscribe adoptions mention:here hourly:5 language:fr when:digest")
    await say(flow, "subscribe vetoes mention:here hourly:7 thread:yes")
    assert "Followed here from now on" in (await follow(flow)).text
    *_, made = await flow.answers.subscriptions()
    assert (made.rule.topics, made.set_by) == (("dprk",), "42")
    assert made.preferences == Preferences(hourly=7, thread=True)
    again = await follow(flow)
    assert (again.changed, len(await flow.answers.subscriptions())) == (False, 3)
    await say(flow, "pause 3")
    assert "Followed here from now on" in (await follow(flow)).text
    assert [one.stopped for one in await flow.answers.subscriptions()] == [False, False, False]


async def test_a_button_pressed_twice_at_once_subscribes_once(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    assert sorted(answer.changed for answer in await asyncio.gather(*(follow(flow) for _ in range(5)))) == [False] * 4 + [True]
    assert len(await flow.answers.subscriptions()) == 1


async def test_where_every_vote_is_told_at_once_an_item_is_followed_already(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await say(flow, "subscribe when:digest")
    assert "on the topic “Korean Peninsula” (number 2)" in (await follow(flow)).text
    await say(flow, 'edit 1 when:"at once"')
    await say(flow, "unsubscribe 2")
    assert "Followed here already: every vote (number 1)" in (await follow(flow)).text


async def test_what_is_followed_is_told(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await follow(flow)
    later = replace(VETO, outcome=Outcome.ADOPTED, vetoed_by=(), against=(), draft="S/2022/999", date=dt.date(2022, 5, 27), meeting=None)
    flow.clock.move(hours=20)
    flow.press.tell("later", replace(later, tally=Tally(15, 0, 0), resolution="S/RES/2700"))
    flow.press.tell("other", ADOPTED)
    await flow.poll()
    await flow.deliver()
    assert flow.said() == ["S/2022/999"]


async def test_an_item_of_a_vote_that_is_not_there_is_said_not_to_be(flow: Flow) -> None:
    with pytest.raises(VetowatchError, match="no vote has the number 1 here"):
        await follow(flow)


async def test_there_is_a_measure(flow: Flow) -> None:
    for n in range(25):
        await flow.answers.follow("discord", "one", rule_of(keywords=[f"word{n}"]))
    with pytest.raises(VetowatchError, match="25 subscriptions at the most"):
        await say(flow, "subscribe vetoes")
    assert "word7" in await say(flow, "subscribe word7")
    assert "End" in [action.label for action in (await flow.answers.ask(Ask("subscribe", {"rule": "word7"}), HERE)).actions]
