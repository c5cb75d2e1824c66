"""The buttons of an alert on Slack, with the program's own commands behind them."""

from __future__ import annotations

import json
from pathlib import Path

from adapters.chats.slack import Slack as Chat
from adapters.chats.slack import home, render
from bot.asking import Ask, Place
from tests import items
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, CHANNEL, Slack, objects
from tests.test_every_command import listening

KOREA = "every vote on the topic “Korean Peninsula”"


async def test_each_button_of_an_alert_answers_and_one_leads_to_the_text(tmp_path: Path) -> None:
    async with Slack() as slack, items.recorded(tmp_path) as (answers, number):
        before = Chat(BOT_TOKEN, api_url=slack.api_url)
        await before.send(items.alert(CHANNEL, number))
        await before.close()
        async with listening(Chat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url), answers):
            await slack.socket_mode.connected()
            (alert,) = slack.shown()
            (row,) = [block["elements"] for block in alert["blocks"] if block["type"] == "actions"]
            shown = {button["text"]["text"]: button for button in row}
            assert list(shown) == [*items.BUTTONS, "Text of the draft"]
            assert shown["Text of the draft"]["url"] == items.TEXT
            for label, said in items.BUTTONS.items():
                answer = await slack.press(alert, label)
                assert said in answer["text"].replace("*", ""), answer["text"]
            again = await slack.press(alert, "Follow this item")
            assert f"Followed here already: {KOREA} (number 1)" in again["text"].replace("*", "")
            assert await items.told(answers) == [(CHANNEL, KOREA)]
            leading = objects.press(alert, "Text of the draft", CHANNEL, slack.response_url())
            assert await slack.deed(leading) == {}, "acknowledged, and nothing said"
        assert slack.problems == []


async def test_an_item_is_followed_in_direct_messages_and_the_home_shows_it_to_nobody_else(tmp_path: Path) -> None:
    async with Slack() as slack, items.recorded(tmp_path) as (answers, number):
        before = Chat(BOT_TOKEN, api_url=slack.api_url)
        await before.send(items.alert(CHANNEL, number))
        await before.close()
        await answers.ask(Ask("subscribe", {"rule": "climate"}), Place("slack", "D0SOMEBODYELSE"))
        async with listening(Chat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url), answers):
            await slack.socket_mode.connected()
            answer = await slack.press(slack.shown()[0], "Follow this item")
            direct = await slack.press({**answer, "ts": "1.0"}, "Follow in our direct messages")
            assert direct["text"].replace("*", "").startswith(f"In our direct messages: Followed here from now on: {KOREA} (number 1)")
            assert (objects.DIRECT, KOREA) in await items.told(answers)
            await slack.socket_mode.send("events_api", objects.home_opened())
            await slack.called_times("views.publish", 1)
            shown = json.dumps(slack.homes[objects.USER])
            assert (f"<#{objects.DIRECT}>" in shown, "D0SOMEBODYELSE" in shown) == (True, False)
            await slack.deed(objects.press({**direct, "ts": "1.0"}, "Edit 1", CHANNEL, slack.response_url()))
            await slack.submitted(slack.fill(await slack.modal(), rule={"value": "vetoes"}))
            assert (objects.DIRECT, "vetoes") in await items.told(answers)
        assert slack.problems == []


async def test_a_subscription_is_edited_from_the_list(tmp_path: Path) -> None:
    async with Slack() as slack, items.recorded(tmp_path) as (answers, _):
        await answers.ask(Ask("subscribe", {"rule": "vetoes"}), Place("slack", CHANNEL))
        async with listening(Chat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url), answers):
            await slack.socket_mode.connected()
            await slack.socket_mode.send("slash_commands", slack.payload("subscriptions"))
            answer = await slack.answered()
            await slack.deed(objects.press({**answer, "ts": "1.0"}, "Edit 1", CHANNEL, slack.response_url()))
            view = slack.fill(await slack.modal(), rule={"value": "vetoes Syria"})
            await slack.submitted(view)
            assert await items.told(answers) == [(CHANNEL, "vetoes concerning Syria")]
        assert slack.problems == []


def test_a_button_that_edits_is_heard_by_the_home() -> None:
    assert render.EDITS.startswith(f"{home.ACTION}{home.EDIT}")
