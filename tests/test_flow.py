"""From a page to a channel, over a real database of each kind: nothing is lost, nothing is said twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.asking import Ask, Place
from bot.model import Authority, Choice, Outcome, Question, Quote, Reading, Rule, Tally
from bot.ports import DeliveryError, SourceError
from bot.record.wants import rule_of
from bot.store import Store
from bot.telling.wording import message
from tests.conftest import Clock
from tests.flow import Flow
from tests.votes import ADOPTED, BARE_VETO, VETO

STATEMENT = replace(
    ADOPTED,
    question=Question.STATEMENT,
    tally=Tally(),
    without_vote=True,
    draft="S/PRST/2022/4",
    resolution=None,
    subject="West Africa and the Sahel",
)


async def test_a_placeholder_turns_into_a_result_and_is_told_in_each_channel(flow: Flow) -> None:
    await flow.subscribe("one")
    await flow.subscribe("two")
    flow.press.tell("sc14911")
    assert (await flow.poll()).told == 0
    flow.press.tell("sc14911", VETO)
    assert (await flow.poll()).told == 1
    assert set(flow.woken) == {"discord"}
    assert await flow.deliver() == 2
    assert flow.said() == ["S/2022/431", "S/2022/431"]
    await flow.poll()
    assert await flow.deliver(hours=1) == 0


async def test_a_second_source_edits_the_message(flow: Flow) -> None:
    await flow.subscribe()
    flow.agency.tell("story", replace(BARE_VETO, tally=Tally()))
    await flow.poll(flow.agency)
    await flow.deliver()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    assert await flow.deliver() == 1
    assert len(flow.chat.messages) == 1
    (edit,) = flow.chat.edits
    assert edit.alert.vote.tally == Tally(13, 2, 0)
    assert edit.alert.vote.draft == "S/2022/431"
    assert edit.corrections == ()


async def test_a_better_quote_that_comes_later_is_put_into_the_message(flow: Flow) -> None:
    await flow.subscribe()
    part = Quote("nothing but a test", ((0, 18),), "Testa Eins", role="ambassador", state="RUS", kind="partial", key=1)
    whole = replace(part, words="This is nothing but a test, and it has no other use.", segments=((0, 52),), kind="direct")
    answer_to_it = Quote("A test is of use to all of us here.", ((60, 95),), "Testa Zwei", role="envoy", state="USA", key=2)
    flow.press.tell("sc14911", VETO, quotes=(part,))
    await flow.poll()
    await flow.deliver()
    assert [[saying.words for saying in heard.message.sayings] for heard in flow.chat.messages.values()] == [[part.words]]
    flow.agency.tell("story", BARE_VETO, quotes=(whole, answer_to_it))
    await flow.poll(flow.agency)
    assert await flow.deliver() == 1
    (edit,) = flow.chat.edits
    assert [heard.message for heard in flow.chat.messages.values()] == [edit.message]
    assert [saying.words for saying in edit.message.sayings] == [whole.words, answer_to_it.words]
    assert edit.corrections == ()
    await flow.poll(flow.agency)
    assert await flow.deliver(hours=1) == 0


async def test_a_told_quote_whose_speaker_is_named_later_is_put_right_in_the_message(flow: Flow) -> None:
    await flow.subscribe()
    unnamed = Quote("This is nothing but a test.", ((0, 27),), role="ambassador", state="RUS", key=1)
    flow.press.tell("sc14911", VETO, quotes=(unnamed,))
    await flow.poll()
    await flow.deliver()
    flow.agency.tell("story", BARE_VETO, quotes=(replace(unnamed, speaker="Testa Eins"),))
    await flow.poll(flow.agency)
    assert await flow.deliver() == 1
    (said,) = flow.chat.edits[-1].message.sayings
    assert (said.words, said.by, said.url) == (
        unnamed.words,
        "Testa Eins, ambassador (Russian Federation)",
        "https://press.example/story",
    )
    assert flow.chat.edits[-1].corrections == ()


async def test_a_quote_told_as_another_state_s_is_corrected_aloud(flow: Flow) -> None:
    await flow.subscribe()
    mistaken = Quote("This is nothing but a test.", ((0, 27),), "Testa Eins", state="CHN", key=1)
    flow.agency.tell("story", BARE_VETO, quotes=(mistaken,))
    await flow.poll(flow.agency)
    await flow.deliver()
    flow.press.tell("sc14911", VETO, quotes=(replace(mistaken, state="RUS"),))
    await flow.poll()
    assert await flow.deliver() == 1
    (edit,) = flow.chat.edits
    assert [saying.by for saying in edit.message.sayings] == ["Testa Eins (Russian Federation)"]
    assert [(c.what, c.before, c.after) for c in edit.corrections] == [("State quoted", "China", "Russian Federation")]
    assert "Corrected: State quoted was China, is Russian Federation." in edit.message.notices


async def test_a_correction_is_said_and_stays_said(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await flow.poll()
    await flow.deliver()
    flow.press.tell("sc14911", VETO)
    flow.clock.move(hours=1)
    await flow.poll()
    await flow.deliver()
    assert [(c.what, c.before, c.after) for c in flow.chat.edits[-1].corrections] == [("count", "12-2-1", "13-2-0")]
    flow.agency.tell("story", BARE_VETO)
    await flow.poll(flow.agency)
    await flow.deliver()
    assert [c.what for c in flow.chat.edits[-1].corrections] == ["count"]


async def test_a_page_that_no_longer_tells_of_a_vote_withdraws_it(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await flow.deliver()
    flow.press.put("sc14911", Reading())
    flow.clock.move(hours=1)
    await flow.poll()
    await flow.deliver()
    assert flow.chat.edits[-1].alert.vote.withdrawn


async def test_a_vote_withdrawn_before_it_was_sent_is_never_sent(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.press.put("sc14911", Reading())
    flow.clock.move(hours=1)
    await flow.poll()
    assert await flow.deliver() == 0


async def test_two_pages_of_one_vote_are_one_message(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    flow.agency.tell("a", BARE_VETO)
    flow.agency.tell("b", replace(BARE_VETO, date=dt.date(2022, 5, 27)))
    await flow.poll()
    await flow.poll(flow.agency)
    await flow.deliver()
    assert len(flow.chat.messages) == 1
    async with flow.store.look() as ledger:
        (recorded,) = await ledger.votes.by_symbol("S/2022/431")
    assert recorded.vote.who(Choice.NO) == ("CHN", "RUS")
    assert [s.name for s in recorded.vote.sources] == ["press", "agency", "agency"]


async def test_two_votes_of_one_page_are_two_messages(flow: Flow) -> None:
    await flow.subscribe()
    other = replace(VETO, draft="S/2022/432", tally=Tally(5, 4, 6), outcome=Outcome.FAILED, vetoed_by=(), against=(), primary=False)
    flow.press.tell("sc14911", VETO, other)
    await flow.poll()
    await flow.deliver()
    assert flow.said() == ["S/2022/431", "S/2022/432"]


async def test_the_first_poll_of_a_source_is_backlog(store: Store, clock: Clock) -> None:
    flow = Flow(store, clock)
    await flow.subscribe()
    flow.press.tell("old", VETO, published=clock.now - dt.timedelta(days=3))
    flow.press.tell("fresh", ADOPTED, published=clock.now + dt.timedelta(minutes=1))
    await flow.poll()
    await flow.deliver()
    assert flow.said() == ["S/2024/254"]


async def test_who_asks_for_the_past_gets_it(store: Store, clock: Clock) -> None:
    flow = Flow(store, clock)
    await flow.answers.follow("discord", "one", Rule(), backlog=True)
    flow.press.tell("old", VETO, published=clock.now - dt.timedelta(days=3))
    await flow.poll()
    await flow.deliver()
    (post,) = flow.chat.messages.values()
    assert post.late


async def test_subscribing_later_brings_no_backlog(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await flow.subscribe()
    flow.agency.tell("story", BARE_VETO)
    await flow.poll(flow.agency)
    assert await flow.deliver() == 0


async def test_after_downtime_late_news_is_told_as_late(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO, published=flow.clock.now)
    flow.clock.move(days=2)
    await flow.poll()
    await flow.deliver()
    (post,) = flow.chat.messages.values()
    assert post.late


async def test_rules_choose(flow: Flow) -> None:
    await flow.subscribe("vetoes", rule_of(outcomes=["vetoed"]))
    await flow.subscribe("assembly", rule_of(organs=["GA"]))
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    await flow.deliver()
    assert [(post.channel, post.alert.vote.draft) for post in flow.chat.messages.values()] == [("vetoes", "S/2022/431")]


async def test_a_presidential_statement_goes_to_who_wants_everything_and_is_no_veto_and_no_resolution(flow: Flow) -> None:
    await flow.subscribe("everything", rule_of(organs=["SC"]))
    await flow.subscribe("vetoes", rule_of(outcomes=["vetoed"]))
    flow.press.tell("sc15000", STATEMENT)
    assert (await flow.poll()).told == 1
    await flow.deliver()
    (post,) = flow.chat.messages.values()
    assert post.channel == "everything"
    assert message(post.alert).title.text == "Security Council issues a presidential statement on West Africa and the Sahel (S/PRST/2022/4)"
    place = Place("discord", "one")
    for asked in ("status S/PRST/2022/4", "latest"):
        told = (await flow.answers.ask(flow.answers.understand(asked), place)).text
        assert "S/PRST/2022/4" in told
        assert "resolution" not in told.lower()


async def test_a_page_that_tells_a_vote_and_a_presidential_statement_is_two_alerts(flow: Flow) -> None:
    await flow.subscribe()
    beside = replace(STATEMENT, primary=False, date=VETO.date)
    flow.press.tell("sc14911", VETO, beside)
    assert (await flow.poll()).told == 2
    await flow.deliver()
    assert sorted(flow.said()) == ["S/2022/431", "S/PRST/2022/4"]
    assert (await flow.deliver(), len(flow.chat.messages)) == (0, 2)


@pytest.mark.parametrize(
    ("authority", "changed", "told"),
    [
        (Authority.MEETINGS_COVERAGE, {"draft": None}, True),  # the UN's own page, before the symbol is given out
        (Authority.NEWS_AGENCY, {}, True),
        (Authority.NEWS_AGENCY, {"draft": None}, False),  # an agency's mention, which may be of any statement
        (Authority.MEETINGS_COVERAGE, {"date": dt.date(2022, 5, 12)}, False),  # recalled a fortnight later
    ],
)
async def test_a_statement_told_beside_a_vote_is_news_where_it_is_known_and_of_that_day(
    flow: Flow, authority: Authority, changed: dict[str, Any], told: bool
) -> None:
    await flow.subscribe()
    source = flow.press if authority is Authority.MEETINGS_COVERAGE else flow.agency
    source.tell("sc14911", VETO, replace(STATEMENT, primary=False, **{"date": VETO.date, **changed}))
    assert (await flow.poll(source)).told == 1 + told


async def test_a_vote_that_comes_to_match_is_told_then(flow: Flow) -> None:
    await flow.subscribe("vetoes", rule_of(outcomes=["vetoed"]))
    flow.agency.tell("story", replace(BARE_VETO, outcome=Outcome.FAILED, vetoed_by=(), against=(), tally=Tally()))
    await flow.poll(flow.agency)
    assert await flow.deliver() == 0
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    assert await flow.deliver() == 1


async def test_a_reply_lost_is_not_said_twice(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.chat.lost_replies = 1
    assert await flow.deliver() == 0
    assert await flow.deliver(minutes=5) == 1
    assert len(flow.chat.messages) == 1


async def test_a_crash_while_sending_is_neither_lost_nor_doubled(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    async with flow.store.begin() as ledger:
        claimed = await ledger.outbox.claim("discord", flow.clock(), dt.timedelta(minutes=5))
    assert [owed.doubtful for owed in claimed] == [False]
    assert await flow.deliver() == 0  # another sender leaves it alone
    await flow.crash_and_restart()
    async with flow.store.begin() as ledger:
        again = await ledger.outbox.claim("discord", flow.clock(), dt.timedelta(minutes=5))
    assert [owed.doubtful for owed in again] == [True]


async def test_a_refusal_pauses_the_subscription_and_keeps_what_is_owed(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.chat.faults = [DeliveryError("no permission to post there", permanent=True)]
    await flow.deliver()
    assert await flow.deliver(minutes=14) == 0
    (subscription,) = await flow.answers.subscriptions()
    assert subscription.paused == "no permission to post there"
    await flow.subscribe()
    assert await flow.deliver() == 1


async def test_a_channel_that_refused_is_resumed_by_itself_when_it_takes_messages_again(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    flow.chat.faults = [DeliveryError("no permission to post there", permanent=True)] * 3
    assert await flow.deliver() == 0
    assert len(flow.chat.faults) == 2  # one refusal holds the channel's other messages, too
    for _ in range(2):
        assert await flow.deliver(hours=1) == 0
    assert await flow.deliver(hours=6) == 2
    (subscription,) = await flow.answers.subscriptions()
    assert subscription.paused is None
    assert [heard.late for heard in flow.chat.messages.values()] == [True, True]


async def test_a_busy_platform_is_waited_for(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.chat.faults = [DeliveryError("slow down", retry_after=600)]
    await flow.deliver()
    assert await flow.deliver(seconds=590) == 0
    assert await flow.deliver(seconds=200) == 1


async def test_a_failure_in_one_channel_holds_up_its_later_posts_only(flow: Flow) -> None:
    await flow.subscribe("one")
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    flow.chat.faults = [DeliveryError("trouble")]
    assert await flow.deliver() == 0
    assert await flow.deliver(minutes=1) == 2
    assert flow.said() == ["S/2022/431", "S/2024/254"]


async def test_an_edit_that_has_to_wait_holds_up_no_later_post(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await flow.poll()
    await flow.deliver()
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    flow.clock.move(hours=1)
    assert (await flow.poll()).told == 2
    flow.chat.faults = [DeliveryError("three edits an hour", retry_after=1800)]
    assert await flow.deliver() == 1
    assert flow.said() == ["S/2022/431", ADOPTED.draft or ""]
    assert flow.chat.edits == []
    assert await flow.deliver(hours=1) == 1
    assert flow.chat.edits[-1].alert.vote.tally == Tally(13, 2, 0)


async def test_days_of_failure_are_given_up_visibly(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.chat.faults = [DeliveryError("trouble")] * 2
    await flow.deliver()
    await flow.deliver(days=6)
    async with flow.store.look() as ledger:
        (backlog,) = await ledger.outbox.backlog()
    assert (backlog.given_up, backlog.waiting, backlog.last_fault) == (1, 0, "trouble")


async def test_a_correction_of_an_old_message_outlives_a_failure(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await flow.poll()
    await flow.deliver()
    flow.clock.move(days=8)
    flow.press.tell("sc14911", VETO)
    flow.press.listed = [replace(flow.press.listed[0], title="retitled")]
    await flow.poll()
    flow.chat.faults = [DeliveryError("trouble")]
    await flow.deliver()
    assert await flow.deliver(minutes=5) == 1
    (heard,) = flow.chat.messages.values()
    assert heard.alert.vote.tally == Tally(13, 2, 0)


async def test_a_bug_in_a_chat_is_tried_again(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.chat.faults = [RuntimeError("a bug")]
    await flow.deliver()
    assert await flow.deliver(minutes=5) == 1


async def test_unsubscribing_forgets_what_is_owed_and_still_corrects_what_was_said(flow: Flow) -> None:
    await flow.subscribe("one")
    await flow.subscribe("two")
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await flow.poll()
    await flow.answers.unfollow("discord", "two")
    await flow.deliver()
    await flow.answers.unfollow("discord", "one")
    flow.press.tell("sc14911", VETO)
    flow.clock.move(hours=1)
    await flow.poll()
    await flow.deliver()
    (post,) = flow.chat.messages.values()
    assert (post.channel, post.alert.vote.tally) == ("one", Tally(13, 2, 0))


async def test_a_failing_source_is_asked_ever_less_and_recovers(flow: Flow) -> None:
    flow.press.fault = SourceError("press.example: name not found")
    assert (await flow.poll()).fault == "press.example: name not found"
    async with flow.store.look() as ledger:
        health = await ledger.intake.health("press")
    assert (health.failures, health.fault) == (1, "press.example: name not found")
    flow.press.fault = None
    flow.press.tell("sc14911", VETO)
    await flow.poll()  # left alone until its turn
    await flow.poll()
    async with flow.store.look() as ledger:
        health = await ledger.intake.health("press")
        assert len(await ledger.votes.by_symbol("S/2022/431")) == 1
    assert (health.failures, health.fault) == (0, None)


async def test_a_faulty_page_does_not_stop_the_next_and_is_tried_again(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.put("bad", SourceError("press.example: a login wall"))
    flow.press.put("bug", ZeroDivisionError("a bug"))
    flow.press.tell("sc14911", VETO)
    polled = await flow.poll()
    assert (polled.read, polled.failed, polled.told) == (1, 2, 1)
    async with flow.store.look() as ledger:
        faults = {key: fault for _, key, fault in await ledger.intake.faults()}
    assert faults == {"bad": "press.example: a login wall", "bug": "internal error: ZeroDivisionError: a bug"}
    flow.press.tell("bad", ADOPTED)
    flow.clock.move(minutes=10)
    await flow.poll()
    async with flow.store.look() as ledger:
        assert [key for _, key, _ in await ledger.intake.faults()] == ["bug"]


async def test_an_item_listed_otherwise_is_read_again(flow: Flow) -> None:
    flow.press.tell("sc14911")
    flow.press.put("sc14911", Reading())
    await flow.poll()
    flow.press.fetched.clear()
    await flow.poll()
    assert flow.press.fetched == []
    flow.press.listed = [replace(flow.press.listed[0], title="retitled")]
    await flow.poll()
    assert flow.press.fetched == ["sc14911"]


async def test_a_placeholder_that_left_the_list_is_still_looked_at(flow: Flow) -> None:
    await flow.subscribe()
    flow.press.tell("sc14911")
    await flow.poll()
    flow.press.listed.clear()
    flow.press.pages["sc14911"] = Reading(sightings=(VETO,))
    await flow.poll()
    assert await flow.deliver() == 1


async def test_status_tells_what_became_of_a_text(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    answer = (await flow.answers.ask(Ask("status", {"document": "s/2022/431"}), Place("slack", "C1"))).text
    assert "Vetoed by: China, Russian Federation" in answer
    assert "13 in favour, 2 against, 0 abstaining" in answer
    unknown = await flow.answers.ask(Ask("status", {"document": "S/2022/999"}), Place("slack", "C1"))
    assert "No vote on S/2022/999" in unknown.text


async def test_a_channel_that_is_an_address_is_logged_by_its_host_alone(flow: Flow, caplog: pytest.LogCaptureFixture) -> None:
    await flow.subscribe("https://hooks.example/secret-path")
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    flow.chat.faults = [DeliveryError("refused", permanent=True)]
    await flow.deliver()
    assert "hooks.example is paused" in caplog.text
    assert "secret-path" not in caplog.text
