"""The way in and the way out: a poller, the answers and a deliverer over one real store, moved by hand."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bot.commands import Answers
from bot.deliver import Deliverer
from bot.memos import MemoSender
from bot.model import Authority, Rule
from bot.poll import Polled, Poller
from bot.store import Store
from tests.fakes import FakeChat, FakeSource

if TYPE_CHECKING:
    from tests.conftest import Clock


class Flow:
    """The way in and the way out, joined by a real store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.press = FakeSource()
        self.agency = FakeSource("agency", Authority.NEWS_AGENCY)
        self.chat = FakeChat()
        self.woken: list[str] = []
        self.poller = Poller(store, clock, self.woken.extend, random.Random(1))
        self.answers = Answers(store, clock)

    async def subscribe(self, channel: str = "one", rule: Rule | None = None) -> None:
        await self.answers.follow("discord", channel, rule or Rule())
        self.clock.move(seconds=1)

    async def poll(self, source: FakeSource | None = None) -> Polled:
        self.clock.move(seconds=90)
        return await self.poller.poll(source or self.press)

    async def deliver(self, **later: float) -> int:
        self.clock.move(**(later or {"seconds": 1}))
        sent = await Deliverer(self.store, self.chat, self.clock, random.Random(1)).deliver()
        return sent + await MemoSender(self.store, self.chat, self.clock, random.Random(1)).deliver()

    async def crash_and_restart(self) -> None:
        await Deliverer(self.store, self.chat, self.clock, random.Random(1)).recover()

    def said(self) -> list[str]:
        return [post.alert.vote.draft or "" for post in self.chat.messages.values()]
