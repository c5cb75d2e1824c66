"""The running program: sources in, chats out, each at its own pace. It meets the world only through the ports."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass

from bot.commands import Answers
from bot.deliver import Deliverer
from bot.digest import Digester
from bot.memos import MemoSender
from bot.model import Rule
from bot.poll import Clock, Polled, Poller
from bot.ports import Chat, Engine, Source, VetowatchError
from bot.store import Store

log = logging.getLogger(__name__)
_POLL_TIMEOUT = dt.timedelta(minutes=10)
_SEND_TIMEOUT = dt.timedelta(minutes=4)  # within a delivery's lease
_SEND_EVERY = dt.timedelta(seconds=2)  # a look for what is due again; news does not wait for it
_DIGEST_EVERY = dt.timedelta(seconds=30)
_RECONNECT = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Program:
    """All that runs, put together by the composition root."""

    store: Store
    sources: Sequence[Source]
    chats: Sequence[Chat]
    engine: Engine
    clock: Clock
    chance: random.Random

    async def run(self, until: Awaitable[object]) -> None:
        """Serve until the awaitable ends, then let go of everything; what was not sent is still owed."""
        poller = Poller(self.store, self.clock, self._owing, self.chance)
        for chat in self.chats:
            await self._serve(chat)
        for source in self.sources:
            self._watch(poller, source)
        answers = Answers(self.store, self.clock)
        listening = [asyncio.create_task(_listen(chat, answers), name=f"listen:{chat.name}") for chat in self.chats]
        log.info("polling %d sources for %s", len(self.sources), ", ".join(chat.name for chat in self.chats))
        try:
            await self.engine.run(until)
        finally:
            await _end(listening)
            await asyncio.gather(*(chat.close() for chat in self.chats))

    def _owing(self, chats: Iterable[str]) -> None:
        for name in chats:
            self.engine.soon(f"deliver:{name}")

    async def _serve(self, chat: Chat) -> None:
        deliverer = Deliverer(self.store, chat, self.clock, self.chance)
        memos = MemoSender(self.store, chat, self.clock, self.chance)
        await deliverer.recover()
        await memos.recover()

        async def job() -> None:
            await deliverer.deliver()
            await memos.deliver()

        self.engine.every(f"deliver:{chat.name}", _SEND_EVERY, job, timeout=_SEND_TIMEOUT)
        await self._digest(chat)

    async def _digest(self, chat: Chat) -> None:
        digester = Digester(self.store, chat, self.clock, self.chance)
        await digester.recover()

        async def job() -> None:
            sent = await digester.digest()
            if sent:
                log.info("%s: %d digests sent", chat.name, sent)

        self.engine.every(f"digest:{chat.name}", _DIGEST_EVERY, job, timeout=_SEND_TIMEOUT)

    def _watch(self, poller: Poller, source: Source) -> None:
        async def job() -> None:
            _report(source, await poller.poll(source))

        self.engine.every(f"poll:{source.name}", source.interval, job, timeout=_POLL_TIMEOUT)


async def poll_once(store: Store, sources: Sequence[Source], clock: Clock, chance: random.Random) -> dict[str, Polled]:
    """Poll every source once, one after the other; what is news is owed, not sent."""
    poller = Poller(store, clock, lambda _chats: None, chance)
    return {source.name: await poller.poll(source, force=True) for source in sources}


async def greet_console(store: Store, clock: Clock) -> None:
    """Let the console of a fresh installation show everything, also what sources list from before now; a sign of life."""
    async with store.look() as ledger:
        fresh = not await ledger.intake.all_health() and not await ledger.subscriptions.all()
    if fresh:
        await Answers(store, clock).follow("console", "terminal", Rule(), backlog=True)


def _report(source: Source, polled: Polled) -> None:
    if polled.read or polled.told:
        log.info("%s: read %d pages, %d votes new or changed", source.name, polled.read, polled.told)


async def _listen(chat: Chat, answers: Answers) -> None:
    """Keep one chat listening; a lost connection is made anew, a refused one (a wrong token) is reported and left."""
    while True:
        try:
            await chat.listen(answers)
        except VetowatchError as error:
            log.error("%s: %s", chat.name, error)  # noqa: TRY400 the reason is for a person; a traceback would bury it
            return
        except Exception:  # a chat library's own fault must not end the others: reported with its traceback, tried again
            log.exception("%s: listening failed; connecting again in %.0f s", chat.name, _RECONNECT)
        await asyncio.sleep(_RECONNECT)


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=2.0)
