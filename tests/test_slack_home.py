"""The app's Home on Slack and its modal, with the program's own commands behind them: what is chosen is what a command would say."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import datetime as dt
import json
import re
import unicodedata
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.chats.slack import Slack as Chat
from adapters.chats.slack import home, managing, modal
from adapters.chats.slack.calling import Called, called
from adapters.chats.slack.client import AT_ONCE
from adapters.chats.slack.managing import PATIENCE
from bot.asking import Ask, Command, Followed, Kind, Place
from bot.commands import COMMANDS, Answers
from bot.model import Addressee, Mention, Outcome, Preferences, Severity
from bot.record import fold
from bot.record.preferences import PLAIN, READ, preferences_of
from bot.record.wants import sentence
from bot.store import Store
from bot.telling import filled
from bot.words import LANGUAGES, speaking
from tests.emulators import limits, schemas
from tests.emulators.server import Delay
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, CHANNEL, Slack, objects
from tests.votes import VETO, evidence

OTHER = "C0OTHER"


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let forms wait for their answer as long as this machine may need for it."""
    monkeypatch.setattr(managing, "PATIENCE", 5.0)


@pytest.fixture
async def answers(tmp_path: Path, slack: Slack) -> AsyncIterator[Answers]:
    """The program's own commands, asked over Socket Mode."""
    async with Store(f"sqlite:///{tmp_path / 'home.sqlite3'}") as store:
        await store.upgrade()
        async with store.begin() as ledger:
            await ledger.votes.add(fold.fold([evidence(VETO)]), now(), backlog=True)
        answering = Answers(store, now)
        chat = Chat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url)
        task = asyncio.create_task(chat.listen(answering))
        try:
            await slack.socket_mode.connected()
            yield answering
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await chat.close()


async def follow(answers: Answers, rule: str, channel: str = CHANNEL, **options: str) -> None:
    await answers.ask(Ask("subscribe", {"rule": rule, **options}), Place("slack", channel))


async def opened(slack: Slack) -> dict[str, Any]:
    """Open the Home."""
    count = len(slack.called("views.publish"))
    await slack.socket_mode.send("events_api", objects.home_opened())
    await slack.called_times("views.publish", count + 1)
    return slack.homes[objects.USER]


async def press(slack: Slack, label: str, place: int = 0) -> str:
    """Press a button of the Home; return the Home's words then."""
    count = len(slack.called("views.publish"))
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], label, place))
    await slack.called_times("views.publish", count + 1)
    return words(slack.homes[objects.USER])


def words(view: dict[str, Any]) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


async def told(answers: Answers) -> dict[tuple[str, int], str]:
    return {(one.channel, one.number): sentence(one.rule) for one in await answers.subscriptions()}


def value(words_: str) -> dict[str, Any]:
    return {"value": words_}


def selected(*values: str) -> dict[str, Any]:
    return {"selected_options": [{"value": one} for one in values]}


def typing(view: dict[str, Any], typed: str) -> dict[str, Any]:
    """Type in the rule's field."""
    action = {"action_id": "follow:rule", "block_id": "rule", "type": "plain_text_input", "value": typed}
    return objects.in_view("block_actions", view, actions=[action])


async def submit(slack: Slack, view: dict[str, Any]) -> dict[str, Any]:
    return await slack.deed(objects.in_view("view_submission", view))


async def test_the_home_lists_what_each_channel_is_told_and_how_to_begin(slack: Slack, answers: Answers) -> None:
    await follow(answers, "vetoes")
    await follow(answers, "Syria", OTHER, quiet="22:00-07:00 Europe/Paris")
    await answers.ask(Ask("pause", {"number": "1"}), Place("slack", OTHER))
    shown = words(await opened(slack))
    for said in (
        f"<#{CHANNEL}> · *1* vetoes",
        f"<#{OTHER}> · *1* every vote concerning Syria",
        "⏸️ *paused* · quiet: 22:00",
        "told (2)",
    ):
        assert said in shown
    assert "/invite @vetowatch" in shown
    assert "*/un status*" in shown


async def test_what_a_private_channel_is_told_is_shown_to_its_members_alone(slack: Slack, answers: Answers) -> None:
    await follow(answers, "vetoes")
    await follow(answers, "Syria", OTHER)
    slack.private = {"G1": set(), "G2": {objects.USER}, "G3": set(), OTHER: {"U0SOMEBODYELSE"}}
    shown = words(await opened(slack))
    assert f"<#{CHANNEL}>" in shown
    assert OTHER not in shown
    assert "told (1)" in shown
    slack.private[OTHER].add(objects.USER)
    assert f"<#{OTHER}> · *1* every vote concerning Syria" in words(await opened(slack))


async def test_where_slack_does_not_say_who_is_in_a_channel_nothing_is_listed(slack: Slack, answers: Answers) -> None:
    await follow(answers, "vetoes")
    slack.granted -= {"groups:read"}
    assert "told (0)" in words(await opened(slack))


async def test_a_subscription_is_paused_resumed_tested_and_ended_from_the_home(slack: Slack, answers: Answers) -> None:
    await follow(answers, "vetoes", OTHER)
    await follow(answers, "SC")
    await opened(slack)
    assert "Paused: 1 (vetoes)" in await press(slack, "Pause", 0)
    assert [one.stopped for one in await answers.subscriptions()] == [True, False]
    assert "Resumed: 1 (vetoes)" in await press(slack, "Resume")
    assert "A test comes here in a moment" in await press(slack, "Test")
    assert "no longer gets vetoes" in await press(slack, "Unfollow", 0)
    assert await told(answers) == {(CHANNEL, 1): "every vote in the Security Council"}
    ends = [e for b in slack.homes[objects.USER]["blocks"] if b["type"] == "actions" for e in b["elements"] if "confirm" in e]
    assert len(ends) == 1, "ending asks first"


async def test_a_button_of_a_home_that_is_out_of_date_says_so(slack: Slack, answers: Answers) -> None:
    await follow(answers, "vetoes")
    await opened(slack)
    await answers.unfollow("slack", CHANNEL)
    assert "⚠️ this channel has no subscription" in await press(slack, "Pause")
    await follow(answers, "vetoes")
    await opened(slack)
    await answers.unfollow("slack", CHANNEL)
    assert "That subscription has ended." in await press(slack, "Edit")


async def test_a_press_that_comes_twice_is_done_once(slack: Slack, answers: Answers) -> None:
    await follow(answers, "vetoes")
    await follow(answers, "SC")
    await opened(slack)
    pressed = objects.pressed_in(slack.homes[objects.USER], "Unfollow")
    for _ in range(2):
        await slack.deed(pressed)
    await slack.called_times("views.publish", 2)
    await opened(slack)
    assert len(await told(answers)) == 1


async def test_following_by_pickers_is_what_the_command_would_do(slack: Slack, answers: Answers) -> None:
    await opened(slack)
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Follow in a channel"))
    view = slack.fill(
        await slack.modal(),
        channel={"selected_conversation": OTHER},
        organs=selected("SC"),
        outcomes=selected("vetoed", "failed"),
        states=selected("SYR", "PRK"),
        when={"selected_option": {"value": "at once"}},
        hourly=value("5"),
        mention=value("here for vetoes"),
    )
    answer = await submit(slack, view)
    assert answer["response_action"] == "update"
    assert "Subscribed: this channel gets" in words(answer["view"])
    assert limits.slack_view(answer["view"]) + schemas.slack_blocks(answer["view"]["blocks"]) == []
    (one,) = await answers.subscriptions()
    typed = "organ:SC vetoed failed state:SYR state:PRK"
    await answers.ask(Ask("subscribe", {"rule": typed, "hourly": "5", "mention": "here for vetoes"}), Place("slack", OTHER))
    assert [one] == [known for known in await answers.subscriptions() if known.number == 1], "the same rule, so the same subscription"
    assert (one.channel, one.set_by, one.preferences.hourly) == (OTHER, objects.USER, 5)
    await slack.called_times("views.publish", 2)
    assert f"<#{OTHER}>" in words(slack.homes[objects.USER])


async def test_a_preset_and_words_must_both_hold(slack: Slack, answers: Answers) -> None:
    await opened(slack)
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Follow in a channel"))
    view = await slack.modal()
    (presets,) = (block["element"]["options"] for block in view["blocks"] if block.get("block_id") == "preset")
    assert "Vetoes only" in [option["value"] for option in presets]
    filled = slack.fill(
        view,
        channel={"selected_conversation": CHANNEL},
        preset={"selected_option": {"value": "Everything in the Council"}},
        rule=value("not China"),
        topics=selected("sanctions"),
    )
    await submit(slack, filled)
    (rule,) = (await told(answers)).values()
    assert all(part in rule for part in ("in the Security Council", "but not", "“Sanctions”"))


async def test_the_rule_is_said_back_while_it_is_typed_and_what_is_wrong_stands_at_its_field(slack: Slack, answers: Answers) -> None:
    await opened(slack)
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Follow in a channel"))
    view = await slack.modal()
    for count, (typed, said) in enumerate((("vetoes Syria", "This channel gets: *vetoes concerning Syria*"), ("vetoes (", "⚠️")), 1):
        filled = slack.fill(view, rule=value(typed), channel={"selected_conversation": CHANNEL})
        await slack.deed(typing(filled, typed))
        await slack.called_times("views.update", count)
        assert said in words(slack.views[view["id"]])
    wrong = await submit(slack, slack.views[view["id"]])
    assert (wrong["response_action"], list(wrong["errors"])) == ("errors", ["rule"])
    filled = slack.fill(view, rule=value("vetoes"), quiet=value("at night"))
    wrong = await submit(slack, filled)
    assert wrong["errors"] == {"quiet": "no hours: at night (such as 22:00–07:00 Europe/Paris, but vetoes; or off)"}
    assert await told(answers) == {}


async def test_a_look_that_comes_late_changes_nothing(slack: Slack, answers: Answers) -> None:
    await opened(slack)
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Follow in a channel"))
    view = slack.fill(await slack.modal(), rule=value("vetoes"))
    late = {**view, "hash": "0.0"}
    await slack.deed(typing(late, "v"))
    await slack.called_times("views.update", 1)
    assert "Nothing chosen" in words(slack.views[view["id"]])


@pytest.mark.parametrize(("field", "typed", "first"), [("states", "fran", "FRA"), ("topics", "sanc", "sanctions")])
async def test_states_and_topics_are_offered_while_somebody_types(
    slack: Slack, answers: Answers, field: str, typed: str, first: str
) -> None:
    view = {"id": "V1", "type": "modal", "callback_id": modal.CALLBACK}
    answer = await slack.deed(
        {**objects.in_view("block_suggestion", view), "action_id": f"follow:{field}", "block_id": field, "value": typed}
    )
    assert answer["options"][0]["value"] == first
    assert list(limits.slack_options(answer["options"])) == []


async def test_editing_begins_with_what_is_there_and_an_emptied_field_is_as_it_comes(slack: Slack, answers: Answers) -> None:
    await follow(answers, "vetoes", quiet="22:00-07:00 Europe/Paris", quotes="no")
    await opened(slack)
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Edit"))
    view = await slack.modal()
    fields = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert (fields["rule"]["initial_value"], fields["when"]["initial_option"]["value"]) == ("vetoes", "at once")
    assert [option["value"] for option in fields["shown"]["initial_options"]] == ["picture"]
    assert fields["quiet"]["initial_value"].startswith("22:00–07:00")
    assert {"channel", "preset", "states"}.isdisjoint(fields)
    filled = slack.fill(view, rule=value("vetoes Syria"), quiet={"value": None}, shown=selected("thread"))
    assert "Changed: this channel gets vetoes" in words((await submit(slack, filled))["view"])
    (one,) = await answers.subscriptions()
    how = Preferences(thread=True, quotes=False, pictures=False)
    assert (one.rule.outcomes, one.rule.states, one.preferences) == ((Outcome.VETOED,), ("SYR",), how)
    filled = slack.fill(view, rule={"value": None})
    await submit(slack, filled)
    assert await told(answers) == {(CHANNEL, 1): "every vote"}


async def test_people_are_picked_to_be_called_and_others_named(slack: Slack, answers: Answers) -> None:
    await opened(slack)
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Follow in a channel"))
    picked: dict[str, dict[str, Any]] = {
        "people": {"selected_users": ["U0ANN", "U0BEN"]},
        "severity": {"selected_option": {"value": "vetoes"}},
    }
    view = slack.fill(await slack.modal(), channel={"selected_conversation": CHANNEL}, mention=value("@here"), **picked)
    await submit(slack, view)
    people = [Mention(Addressee.USER, person, Severity.VETO) for person in ("U0ANN", "U0BEN")]
    (one,) = await answers.subscriptions()
    assert one.preferences.mentions == (Mention(Addressee.HERE), *people)
    await slack.called_times("views.publish", 2)
    assert "mention: here for all, <@U0ANN> for vetoes, <@U0BEN> for vetoes" in words(slack.homes[objects.USER])
    slack.calls.clear()
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Edit"))
    view = await slack.modal()
    begun = {name: next(iter(fields.values())) for name, fields in view["state"]["values"].items()}
    assert (begun["people"]["selected_users"], begun["severity"]["selected_option"]["value"]) == (["U0ANN", "U0BEN"], "vetoes")
    assert begun["mention"]["value"] == "here for all"
    await submit(slack, slack.fill(view, people={"selected_users": []}, mention={"value": None}))
    (one,) = await answers.subscriptions()
    assert one.preferences.mentions == ()


@pytest.mark.parametrize(
    ("words_", "parts"),
    [
        ("", Called()),
        ("none", Called(others="none")),
        ("here for vetoes, user:U1 for failed", Called(("U1",), "failed", "here for vetoes")),
        ("user:U1 for all, user:U2 for vetoes", Called(others="user:U1 for all, user:U2 for vetoes")),
    ],
)
def test_whom_an_alert_calls_is_taken_apart_and_put_together(words_: str, parts: Called) -> None:
    assert called(words_) == parts
    assert str(parts) == words_.replace("none", "")


async def test_a_modal_is_answered_in_time_while_the_store_is_busy(slack: Slack, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(managing, "PATIENCE", PATIENCE)
    await opened(slack)
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Follow in a channel"))
    view = slack.fill(await slack.modal(), channel={"selected_conversation": CHANNEL}, rule=value("vetoes"))
    async with answers._store.begin():
        assert await submit(slack, view) == {}, "closed, and the Home tells later"
    await slack.called_times("views.publish", 2)
    assert "Subscribed: this channel gets vetoes" in words(slack.homes[objects.USER])


async def test_a_form_waits_for_nothing_where_it_would_have_to_wait_its_turn(
    slack: Slack, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(managing, "PATIENCE", PATIENCE)
    await opened(slack)
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Follow in a channel"))
    first = await slack.modal()
    forms = [copy.deepcopy(slack.fill(first, channel={"selected_conversation": f"C{n}"}, rule=value("vetoes"))) for n in range(AT_ONCE)]
    async with answers._store.begin():
        waiting = [asyncio.create_task(submit(slack, form)) for form in forms]
        await asyncio.gather(*waiting)
        monkeypatch.setattr(managing, "PATIENCE", 60.0)
        late = await submit(slack, slack.fill(first, channel={"selected_conversation": OTHER}, rule=value("vetoes")))
        assert late == {}
    await slack.called_times("views.publish", 2 + AT_ONCE)
    assert len(await told(answers)) == AT_ONCE + 1


async def test_many_subscriptions_are_on_pages(slack: Slack, answers: Answers) -> None:
    for n in range(home.ON_PAGE + 1):
        await follow(answers, f"keyword{n}", OTHER)
    first = await opened(slack)
    assert "mentioning “keyword0”" in words(first)
    assert f"keyword{home.ON_PAGE}" not in words(first)
    assert f"“keyword{home.ON_PAGE}”" in await press(slack, "Next")
    assert "“keyword0”" in await press(slack, "Back")


def test_any_home_stays_within_the_limits_and_pings_nobody() -> None:
    evil = "<!channel> *bold* <https://x.example|y> " * 40
    followed = [Followed(f"C0{n}", n, evil, how=evil, state=evil) for n in range(40)] + [Followed("<!here>", 1, "")]
    for page in (0, 1, 2, 3, 99):
        view = home.view(followed, [*COMMANDS, Command("evil", evil * 9)], page, evil)
        assert limits.slack_view(view) + schemas.slack_blocks(view["blocks"]) == []
        assert "<!" not in "".join(shown(view))


def shown(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from ([node["text"]] if isinstance(node.get("text"), str) else [])
        for part in node.values():
            yield from shown(part)
    elif isinstance(node, list):
        for part in node:
            yield from shown(part)


def test_what_an_emptied_field_asks_for_is_how_votes_are_told_anyway() -> None:
    assert preferences_of(filled.AS_IT_COMES) == PLAIN
    assert filled.AS_IT_COMES.keys() == READ.keys()


async def test_the_home_and_its_form_are_in_the_language_somebody_reads_slack_in(slack: Slack, answers: Answers) -> None:
    slack.locales[objects.USER] = "fr-FR"
    await follow(answers, "vetoes Syria")
    shown = words(await opened(slack))
    assert "Votes et vetos" in shown
    assert re.search(rf"<#{CHANNEL}> · \*1\* vetos.*concernant.*Syrie", shown)
    assert "Se désabonner" in shown
    await slack.deed(objects.pressed_in(slack.homes[objects.USER], "Suivre dans un canal"))
    view = await slack.modal()
    fields = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert (view["title"]["text"], fields["organs"]["label"]["text"]) == ("Suivre dans un canal", "Organes")
    assert fields["language"]["element"]["initial_option"] == {"text": {"type": "plain_text", "text": "Français"}, "value": "fr"}
    filled = slack.fill(view, channel={"selected_conversation": OTHER}, rule=value("vetoes ("))
    wrong = await submit(slack, filled)
    assert list(wrong["errors"]) == ["rule"]
    assert "parenthèses" in wrong["errors"]["rule"]
    done = await submit(slack, slack.fill(view, rule=value("vetoes")))
    assert done["view"]["title"]["text"] == "C’est fait"
    assert [one.preferences.language for one in await answers.subscriptions()] == ["en", "fr"]


@pytest.mark.parametrize("locale", ["de-DE", "xx", ""])
async def test_an_unknown_language_is_english(slack: Slack, answers: Answers, locale: str) -> None:
    slack.locales[objects.USER] = locale
    assert "What this workspace’s channels are told (0)" in words(await opened(slack))


async def test_without_the_scope_everybody_is_answered_in_english_and_that_is_said_once(
    slack: Slack, answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    slack.locales[objects.USER] = "fr-FR"
    slack.granted -= {"users:read"}
    for _ in range(2):
        assert "UN votes and vetoes" in words(await opened(slack))
    assert caplog.text.count("users:read") == 1


async def test_somebody_s_language_is_asked_for_once(slack: Slack, answers: Answers) -> None:
    await asyncio.gather(*(slack.socket_mode.send("events_api", objects.home_opened()) for _ in range(3)))
    await slack.called_times("views.publish", 3)
    await opened(slack)
    assert len(slack.called("users.info")) == 1


async def test_a_slack_that_does_not_say_it_in_time_holds_nothing_up(
    slack: Slack, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.chats.slack.spoken.WITHIN", 0.05)
    slack.locales[objects.USER] = "fr-FR"
    slack.fail("users.info", Delay(0.5))
    assert "UN votes and vetoes" in words(await opened(slack))
    await slack.called_times("users.info", 1)
    assert "Votes et vetos" in words(await opened(slack))


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_the_home_and_its_form_fit_in_every_language(answers: Answers, spoken: str) -> None:
    await follow(answers, "SC Syria but not China", quiet="22:00-07:00 Europe/Paris", mention="here for vetoes", when="digest")
    (command,) = (one for one in COMMANDS if one.name == "subscribe")
    with speaking(spoken):
        (one,) = await answers.followed("slack", "")
        offered = {kind: await answers.suggest(kind, "") for kind in (Kind.RULE, Kind.ORGAN, Kind.OUTCOME)}
        views = [home.view([one] * 40, COMMANDS), home.view([], COMMANDS), modal.view(command, offered, None), modal.said("x")]
        views.append(modal.view(command, offered, one, filled.reading_of(filled.Given("", {filled.RULE: one.rule}, {}))))
    for view in views:
        assert limits.slack_view(view) + schemas.slack_blocks(view["blocks"]) == []


async def test_questions_are_answered_in_the_asker_s_language_and_cards_are_in_the_channel_s(slack: Slack, answers: Answers) -> None:
    slack.locales[objects.USER] = "fr-FR"
    assert "Le robot doit être dans le canal" in await slack.slash("help")
    refused = await slack.menu("what_is_this_resolution", {"ts": "1.0", "text": "Nothing of note"})
    assert "aucune cote" in refused["text"]
    link = "https://docs.un.org/en/S/2022/431"
    for channel, said in ((None, "Security Council"), ("ar", "مجلس الأمن")):
        if channel:
            await follow(answers, "vetoes", language=channel)
        slack.unfurls.clear()
        await slack.socket_mode.send("events_api", objects.link_shared([link]))
        assert said in words(await slack.unfurled(link))


async def test_what_is_read_from_right_to_left_begins_at_the_right(slack: Slack, answers: Answers) -> None:
    slack.locales[objects.USER] = "ar"
    await follow(answers, "vetoes")
    lines = [line for text in shown(await opened(slack)) for line in text.split("\n")]
    arabic = [line for line in lines if any(unicodedata.bidirectional(sign) == "AL" for sign in line)]
    assert len(arabic) > 25
    strong = [next(way for sign in line if (way := unicodedata.bidirectional(sign)) in {"L", "R", "AL"}) for line in arabic]
    assert "L" not in strong
    assert any(line.startswith("\u200f\u200b*\u2068/un status\u2069*\u200b \u2068document\u2069 – ") for line in arabic)
