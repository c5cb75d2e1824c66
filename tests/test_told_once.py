"""Whatever comes when, whatever fails, whatever people change meanwhile: each vote is told to a channel once, by itself or among others."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from dataclasses import replace

import pytest

from bot.asking import Place
from bot.model import Rule, Sighting, Tally
from bot.ports import DeliveryError
from bot.record import news
from tests.flow import Flow
from tests.test_memos import adopted
from tests.votes import VETO

STEPS = 60
CHANGES = ("hourly:1", "hourly:3", "hourly:any", "quiet:18:00-23:00", "quiet:off", 'quiet:"03:00-02:00 Asia/Kathmandu, but vetoes"')
MORE = ("thread:yes", "thread:no", "quotes:no", "language:ar", "language:en", "mention:here", "mention:none")


_HERE = Place("discord", "one")


class Story:
    """Things that happen in an order that chance chooses, and are told on a made-up platform."""

    def __init__(self, flow: Flow, seed: int) -> None:
        self.flow, self.chance = flow, random.Random(seed)
        self.happened: dict[int, Sighting] = {}

    async def step(self) -> None:
        """Let one thing happen."""
        await self.chance.choice(
            [self.vote, self.vote, self.vote, self.send, self.send, self.fail, self.crash, self.change, self.correct]
        )()

    async def vote(self) -> None:
        number = 900 + len(self.happened)
        veto = replace(VETO, draft=f"S/2022/{number}", subject=f"matter {number}")
        self.happened[number] = veto if self.chance.random() < 0.3 else adopted(number)
        await self._tell(number)

    async def correct(self) -> None:
        if self.happened:
            number = self.chance.choice(sorted(self.happened))
            yes = self.chance.randrange(10, 14)
            self.happened[number] = replace(self.happened[number], tally=Tally(yes, 2, 13 - yes))
            self.flow.clock.move(hours=1)
            await self._tell(number)

    async def _tell(self, number: int) -> None:
        self.flow.press.tell(f"sc{number}", self.happened[number])
        await self.flow.poll()

    async def send(self) -> None:
        await self.flow.deliver(minutes=self.chance.choice([1, 10, 60, 300]))

    async def fail(self) -> None:
        fault = self.chance.choice([DeliveryError("trouble"), DeliveryError("refused", permanent=True), RuntimeError("a bug")])
        self.flow.chat.faults += [fault] * self.chance.randrange(3)
        self.flow.chat.lost_replies += self.chance.randrange(2)
        await self.send()

    async def crash(self) -> None:
        """End the program when it has taken what is due and sent none of it, and start it again."""
        async with self.flow.store.begin() as ledger:
            await ledger.outbox.claim("discord", self.flow.clock(), dt.timedelta(minutes=5))
            await ledger.memos.claim("discord", self.flow.clock(), dt.timedelta(minutes=5))
        async with self.flow.store.begin() as ledger:
            await ledger.outbox.release("discord")
            await ledger.memos.release("discord")
        await self.send()

    async def change(self) -> None:
        number, option = self.chance.choice([1, 2]), self.chance.choice(CHANGES + MORE)
        await self.flow.answers.ask(self.flow.answers.understand(f"edit {number} {option}"), _HERE)

    async def end(self) -> None:
        """Let everything have time."""
        self.flow.chat.faults.clear()
        self.flow.chat.lost_replies = 0
        for _ in range(30):
            await self.flow.deliver(hours=1)


@pytest.mark.parametrize("seed", range(4))
async def test_each_vote_is_told_once(flow: Flow, seed: int) -> None:
    await flow.answers.follow("discord", "one", Rule())
    await flow.answers.ask(flow.answers.understand("subscribe vetoes"), _HERE)
    flow.clock.move(seconds=1)
    story = Story(flow, seed)
    for _ in range(STEPS):
        await story.step()
    await story.end()
    told: Counter[int] = Counter()
    for heard in flow.chat.messages.values():
        shown = str(heard.message.title) if heard.facts else str(heard.message.facts)
        if not heard.thread:
            told.update({int(number) for number in re.findall(r"matter (\d+)", shown)})
    assert told == Counter(dict.fromkeys(story.happened, 1))
    async with flow.store.look() as ledger:
        for heard in flow.chat.messages.values():  # and stands there as it is on record now
            if heard.facts and not heard.thread:
                (recorded,) = await ledger.votes.by_symbol(heard.alert.vote.draft or "")
                assert news.changes(heard.alert.vote, recorded.vote) == ()
