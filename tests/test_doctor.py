from __future__ import annotations

import datetime as dt
import random

from bot.commands import Answers
from bot.deliver import Deliverer
from bot.doctor import examine
from bot.model import Rule
from bot.poll import Poller
from bot.ports import DeliveryError, SourceError
from bot.store import Store
from tests.conftest import Clock
from tests.fakes import FakeChat, FakeSource
from tests.votes import VETO


async def _said(store: Store, clock: Clock, *sources: FakeSource, running: bool = False) -> list[str]:
    findings = await examine(store, sources, [FakeChat()], clock(), running=running)
    return [("ok " if finding.ok else "NO ") + finding.text for finding in findings]


async def test_a_fresh_program_is_told_what_is_missing(store: Store, clock: Clock) -> None:
    said = await _said(store, clock, FakeSource())
    assert "ok settings: understood" in said
    assert "ok source press: lists 0 items, asked every 90 s" in said
    assert "ok chat discord: a fake" in said
    assert any(line.startswith("NO subscriptions: none yet") for line in said)


async def test_what_is_wrong_is_named_with_what_to_do(store: Store, clock: Clock) -> None:
    broken, press, chat = FakeSource("broken"), FakeSource(), FakeChat()
    broken.fault = SourceError("broken.example: name not found")
    poller = Poller(store, clock, lambda _: None, random.Random(1))
    await poller.poll(press)
    await Answers(store, clock).follow("discord", "one", Rule())
    press.tell("sc14911", VETO)
    press.put("sc1", SourceError("press.example: a login wall"))
    clock.move(seconds=90)
    await poller.poll(press)
    chat.faults = [DeliveryError("the bot may not post there: give it Send Messages", permanent=True)]
    await Deliverer(store, chat, clock, random.Random(1)).deliver()
    said = await _said(store, clock, broken, press)
    assert "NO source broken: broken.example: name not found" in said
    assert "NO page press/sc1 could not be read: press.example: a login wall" in said
    assert "ok discord: 0 messages sent, 0 waiting, 1 held for paused channels" in said
    assert "NO discord/one is paused: the bot may not post there: give it Send Messages. Mend that: it is tried again by itself" in said


async def test_a_program_that_polls_is_alive_even_while_sources_fail(store: Store, clock: Clock) -> None:
    assert (await _said(store, clock, running=True))[0].startswith("NO no source was polled")
    broken = FakeSource()
    broken.fault = SourceError("press.example: name not found")
    await Poller(store, clock, lambda _: None, random.Random(1)).poll(broken)
    assert await _said(store, clock, running=True) == ["ok polling"]
    clock.now += dt.timedelta(hours=2)
    assert (await _said(store, clock, running=True))[0].startswith("NO ")
