"""What subscribers ask of how they are told, over a real database: held, rolled into one, called, corrected in a thread."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from bot.asking import Ask, Place
from bot.model import Addressee, Mention, Outcome, Rule, Severity, Sighting, Tally
from bot.ports import DeliveryError, VetowatchError
from bot.record.preferences import preferences_of
from bot.record.wants import rule_from_words
from bot.words import speaking
from tests.fakes import Heard
from tests.flow import Flow
from tests.votes import ADOPTED, VETO


async def ask(flow: Flow, rule: str = "", channel: str = "one", **options: str) -> None:
    """Subscribe a channel with options."""
    await flow.answers.follow("discord", channel, rule_from_words(rule) if rule else Rule(), preferences_of(options))
    flow.clock.move(seconds=1)


def adopted(number: int) -> Sighting:
    """Say that one more resolution was adopted that day."""
    return replace(ADOPTED, draft=f"S/2022/{number}", resolution=f"S/RES/{number}", date=dt.date(2022, 5, 26), subject=f"matter {number}")


async def happen(flow: Flow, *numbers: int) -> None:
    """Let resolutions be adopted, each on a page of its own."""
    for number in numbers:
        flow.press.tell(f"sc{number}", adopted(number))
    await flow.poll()


def alone(flow: Flow) -> list[str]:
    """Return the resolutions told one by one."""
    return [heard.alert.vote.resolution or "" for heard in flow.chat.messages.values() if heard.facts]


def together(flow: Flow) -> list[Heard]:
    """Return the messages that tell of several votes."""
    return [heard for heard in flow.chat.messages.values() if not heard.facts]


async def test_what_comes_in_quiet_hours_is_told_when_they_end_as_late(flow: Flow) -> None:
    await ask(flow, quiet="16:00-18:00 New York")  # it is four in the afternoon there
    await ask(flow, channel="two")
    await happen(flow, 901, 902)
    assert await flow.deliver() == 2
    assert {heard.channel for heard in flow.chat.messages.values()} == {"two"}
    assert await flow.deliver(hours=1) == 0
    assert await flow.deliver(hours=1) == 2
    held = [heard for heard in flow.chat.messages.values() if heard.channel == "one"]
    assert [heard.alert.vote.resolution for heard in held] == ["S/RES/901", "S/RES/902"]
    assert [heard.late for heard in held] == [True, True]


async def test_vetoes_go_through_where_that_is_asked(flow: Flow) -> None:
    await ask(flow, quiet="16:00-18:00 America/New_York, but vetoes")
    flow.press.tell("sc14911", VETO)
    await happen(flow, 901)
    assert await flow.deliver() == 1
    assert flow.said() == ["S/2022/431"]


async def test_what_changes_while_it_is_held_is_told_once_as_it_is_then(flow: Flow) -> None:
    await ask(flow, quiet="16:00-18:00 America/New_York")
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await flow.poll()
    await flow.deliver()
    flow.press.tell("sc14911", VETO)
    flow.clock.move(minutes=30)
    await flow.poll()
    assert await flow.deliver() == 0
    assert await flow.deliver(hours=2) == 1
    (heard,) = flow.chat.messages.values()
    assert (heard.alert.vote.tally, heard.corrections) == (Tally(13, 2, 0), ())


async def test_ending_quiet_hours_tells_what_was_held(flow: Flow) -> None:
    await ask(flow, quiet="16:00-18:00 America/New_York")
    await happen(flow, 901)
    assert await flow.deliver() == 0
    await ask(flow)
    assert await flow.deliver() == 1


async def test_the_rest_of_an_hour_is_told_in_one_message(flow: Flow) -> None:
    await ask(flow, hourly="2")
    await happen(flow, *range(901, 908))
    assert await flow.deliver() == 2
    assert await flow.deliver(minutes=30) == 0
    assert await flow.deliver(minutes=30) == 1
    (rest,) = together(flow)
    assert rest.message.headline.endswith("And 5 more votes")
    links = [link for fact in rest.message.facts for link in fact.links]
    assert all(link.url for link in links)
    assert [any(str(number) in link.text for link in links) for number in range(903, 908)] == [True] * 5
    assert alone(flow) == ["S/RES/901", "S/RES/902"]
    assert await flow.deliver(hours=5) == 0


async def test_why_says_what_was_told_among_others_and_what_is_for_the_digest(flow: Flow) -> None:
    await ask(flow, "adoptions", hourly="1")
    await ask(flow, "SC", when="digest")
    await ask(flow, "vetoes")
    await happen(flow, 901, 902, 903)
    await flow.deliver()
    await flow.deliver(hours=1)
    said = (await flow.answers.ask(Ask("why", {"document": "S/RES/903"}), Place("discord", "one"))).text
    assert "among others of its hour, message one/" in said
    assert "it asks for this vote, in the digest only" in said
    assert "discord/one (3) gets vetoes: it does not ask for this vote" in said


async def test_what_waited_alone_is_told_as_it_is(flow: Flow) -> None:
    await ask(flow, hourly="1")
    await happen(flow, 901, 902)
    await flow.deliver()
    assert await flow.deliver(hours=1) == 1
    assert (alone(flow), together(flow)) == (["S/RES/901", "S/RES/902"], [])


async def test_a_message_of_several_follows_when_one_is_corrected(flow: Flow) -> None:
    await ask(flow, hourly="1")
    await happen(flow, 901, 902, 903)
    await flow.deliver()
    await flow.deliver(hours=1)
    flow.press.tell("sc903", replace(adopted(903), tally=Tally(12, 0, 3)))
    flow.clock.move(hours=1)
    await flow.poll()
    assert await flow.deliver() == 1
    (rest,) = together(flow)
    assert "12-0-3" in str(rest.message.facts)
    assert len(flow.chat.messages) == 2


async def test_a_crash_while_the_rest_is_sent_neither_loses_nor_doubles(flow: Flow) -> None:
    await ask(flow, hourly="1")
    await happen(flow, 901, 902, 903)
    await flow.deliver()
    flow.chat.lost_replies = 1
    assert await flow.deliver(hours=1) == 0
    assert await flow.deliver(minutes=5) == 1
    assert len(together(flow)) == 1
    assert sorted(alone(flow)) == ["S/RES/901"]


async def test_what_is_held_survives_a_refusal_and_a_restart(flow: Flow) -> None:
    await ask(flow, hourly="1")
    await happen(flow, 901, 902, 903)
    await flow.deliver()
    flow.chat.faults = [DeliveryError("no permission to post there", permanent=True)]
    assert await flow.deliver(hours=1) == 0
    await flow.crash_and_restart()
    (one,) = await flow.answers.subscriptions()
    assert one.paused
    assert await flow.deliver(hours=1) == 1
    (one,) = await flow.answers.subscriptions()
    assert one.paused is None
    assert len(together(flow)) == 1


async def test_people_are_called_for_what_they_asked_and_never_by_an_edit(flow: Flow) -> None:
    await ask(flow, "SC", mention="here for vetoes, <@&7> for all")
    await ask(flow, "vetoes", mention="<@5>")
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await happen(flow, 901)
    await flow.deliver()
    veto, other = flow.chat.messages.values()
    assert [(one.whom, one.id) for one in veto.mentions] == [(Addressee.HERE, ""), (Addressee.GROUP, "7"), (Addressee.USER, "5")]
    assert other.mentions == (Mention(Addressee.GROUP, "7", Severity.ALL),)
    flow.press.tell("sc14911", VETO)
    flow.clock.move(hours=1)
    await flow.poll()
    await flow.deliver()
    assert [edit.mentions for edit in flow.chat.edits] == [()]


async def test_the_rest_of_an_hour_calls_whom_a_veto_in_it_calls(flow: Flow) -> None:
    await ask(flow, hourly="1", mention="here for vetoes")
    await happen(flow, 901)
    flow.press.tell("sc14911", VETO)
    await happen(flow, 902)
    await flow.deliver()
    await flow.deliver(hours=1)
    (rest,) = together(flow)
    assert [one.whom for one in rest.mentions] == [Addressee.HERE]


async def test_corrections_are_said_in_the_thread_once(flow: Flow) -> None:
    await ask(flow, thread="yes", quotes="no")
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await flow.poll()
    await flow.deliver()
    flow.press.tell("sc14911", VETO)
    flow.clock.move(hours=1)
    await flow.poll()
    assert await flow.deliver() == 2  # the edit, and the word in the thread
    alert, word = flow.chat.messages.values()
    assert (alert.thread, word.thread) == ("", f"one/{alert.id}")
    assert word.message.notices == ("Corrected: count was 12-2-1, is 13-2-0.",)
    assert word.message.facts == ()
    assert await flow.deliver(hours=2) == 0


async def test_a_word_in_a_thread_waits_for_quiet_hours_to_end_and_the_edit_does_not(flow: Flow) -> None:
    await ask(flow, thread="yes", quiet="18:00-19:00 America/New_York")
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await flow.poll()
    await flow.deliver()
    flow.press.tell("sc14911", VETO)
    flow.clock.move(hours=2, minutes=10)  # ten past six in the evening there
    await flow.poll()
    assert await flow.deliver() == 1
    assert len(flow.chat.edits) == 1
    assert await flow.deliver(hours=1) == 1
    assert [bool(heard.thread) for heard in flow.chat.messages.values()] == [False, True]


async def test_what_is_merely_added_makes_no_word_in_a_thread(flow: Flow) -> None:
    await ask(flow, thread="yes")
    flow.press.tell("sc14911", replace(VETO, sponsors=()))
    await flow.poll()
    await flow.deliver()
    flow.press.tell("sc14911", replace(VETO, sponsors=("USA",)))
    flow.clock.move(hours=1)
    await flow.poll()
    assert await flow.deliver() == 1
    assert len(flow.chat.messages) == 1


async def test_an_edit_looks_as_the_message_did(flow: Flow) -> None:
    await ask(flow, quotes="no")
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await flow.poll()
    await flow.deliver()
    await flow.answers.unfollow("discord", "one")
    flow.press.tell("sc14911", VETO)
    flow.clock.move(hours=1)
    await flow.poll()
    await flow.deliver()
    assert flow.chat.edits[-1].message.sayings == ()


async def test_a_subscription_is_told_in_its_language_and_stays_so(flow: Flow) -> None:
    await ask(flow, language="fr", hourly="1", thread="yes")
    flow.press.tell("sc14911", replace(VETO, tally=Tally(12, 2, 1)))
    await happen(flow, 901, 902)
    await flow.deliver()
    await flow.deliver(hours=1)
    await flow.answers.unfollow("discord", "one")
    flow.press.tell("sc14911", VETO)
    flow.clock.move(hours=1)
    await flow.poll()
    await flow.deliver()
    headlines = [heard.message.headline for heard in flow.chat.messages.values()]
    assert headlines[1].endswith("Et 2 votes de plus")
    assert {heard.message.language for heard in (*flow.chat.messages.values(), *flow.chat.edits)} == {"fr"}


async def test_several_subscriptions_each_with_its_own_wishes_say_each_vote_once(flow: Flow) -> None:
    await ask(flow, "vetoes", quiet="16:00-20:00 America/New_York, but vetoes", mention="here for vetoes")
    await ask(flow, "adoptions", hourly="2")
    await ask(flow, "SC", when="digest")
    flow.press.tell("sc14911", VETO)
    await happen(flow, *range(901, 906))
    for _ in range(30):
        await flow.deliver(minutes=20)
    told = [heard.alert.vote.resolution or heard.alert.vote.draft for heard in flow.chat.messages.values() if heard.facts]
    (rest,) = together(flow)
    assert max(Counter(told).values()) == 1
    assert "S/2022/431" in told
    assert len(told) + int(rest.message.headline.split()[2]) == 6
    assert VETO.outcome is Outcome.VETOED


async def test_a_channel_is_answered_in_the_language_it_chose_and_others_in_their_own(flow: Flow) -> None:
    await ask(flow, "vetoes", channel="one", language="fr")
    await ask(flow, "vetoes", channel="two")
    with speaking("ru"):
        chosen = await flow.answers.ask(Ask("subscriptions"), Place("discord", "one"))
        theirs = await flow.answers.ask(Ask("subscriptions"), Place("discord", "two"))
    assert (chosen.text, chosen.language) == ("**1** vetos ; langue: fr", "fr")
    assert (theirs.text, theirs.language) == ("**1** вето", "ru")
    with pytest.raises(VetowatchError, match="à préciser"):
        await flow.answers.ask(Ask("status"), Place("discord", "one"))
