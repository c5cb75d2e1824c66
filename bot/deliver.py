"""The way out: claim what is due → send or edit → settle, postpone or pause. Each chat by itself: Slack down never delays Discord."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlsplit

from bot import pace
from bot.message import Post
from bot.model import Alert
from bot.poll import Clock
from bot.ports import Chat, DeliveryError
from bot.record import news
from bot.store import Ledger, Owed, OwedDigest, Store
from bot.telling import wording

log = logging.getLogger(__name__)
_LEASE = dt.timedelta(minutes=5)
_AT_ONCE = 8


Due = TypeVar("Due", Owed, OwedDigest)


class Box(Protocol[Due]):
    """The part of the store that keeps what is owed: ``Outbox`` for alerts, ``Digests`` for digests."""

    async def release(self, chat: str) -> None:
        """Let go of what a sender that is no more had claimed."""

    async def claim(self, chat: str, now: dt.datetime, lease: dt.timedelta) -> list[Due]:
        """Take what is due for one sender alone."""

    async def settle(self, owed: Due, reference: str, now: dt.datetime) -> None:
        """Note that the platform has the message."""

    async def postpone(self, owed: Due, until: dt.datetime, fault: str, *, doubtful: bool) -> None:
        """Note why a try failed and when to try again."""

    async def give_up(self, owed: Due, fault: str, now: dt.datetime) -> None:
        """Stop trying, visibly."""

    async def pause(self, chat: str, channel: str, reason: str, now: dt.datetime) -> bool:
        """Note that a channel refuses messages; True when that is new."""

    async def resume(self, chat: str, channel: str, now: dt.datetime) -> bool:
        """Note that a channel takes messages again; False when it was not paused."""


class Sender(Generic[Due]):
    """Sends what one chat owes. Posts to one channel keep their order; channels do not wait for each other."""

    def __init__(self, store: Store, chat: Chat, clock: Clock, jitter: random.Random) -> None:
        """Work for one chat."""
        self._store = store
        self._chat = chat
        self._clock = clock
        self._jitter = jitter
        self._gate = asyncio.Semaphore(_AT_ONCE)

    async def recover(self) -> None:
        """Take over what a program that ended had claimed; those are doubtful now."""
        async with self._store.begin() as ledger:
            await self._box(ledger).release(self._chat.name)

    async def deliver(self) -> int:
        """Send all that is due; returns how many messages the platform took."""
        sent = 0
        while owed := await self._claim():
            channels = groupby(sorted(owed, key=lambda o: o.channel), key=lambda o: o.channel)
            done = await asyncio.gather(*(self._channel(list(group)) for _, group in channels))
            sent += sum(done)
        return sent

    async def _claim(self) -> list[Due]:
        async with self._store.begin() as ledger:
            return await self._box(ledger).claim(self._chat.name, self._clock(), _LEASE)

    async def _channel(self, owed: Iterable[Due]) -> int:
        """Send one channel's posts in order; after one fails the rest waits too, so that none is told before it. Edits wait alone."""
        sent = 0
        failed: DeliveryError | None = None
        for one in owed:
            if failed is not None:
                again = DeliveryError(str(failed), permanent=failed.permanent, retry_after=failed.retry_after, doubtful=one.doubtful)
                await self._failed(one, again)
                continue
            failure = await self._one(one)
            sent += failure is None
            failed = failure if failure and (one.reference is None or failure.permanent) else None
        return sent

    async def _one(self, claimed: Due) -> DeliveryError | None:
        owed = self._aged(claimed)
        try:
            async with self._gate:
                reference = await self._say(owed)
        except DeliveryError as error:
            await self._failed(owed, error)
            return error
        except Exception as error:  # a message that trips a bug must not hold up other channels: kept, tried again, its traceback logged
            log.exception("%s: delivery %d failed", self._chat.name, owed.id)
            failure = DeliveryError(f"internal error: {type(error).__name__}", doubtful=True)
            await self._failed(owed, failure)
            return failure
        async with self._store.begin() as ledger:
            await self._box(ledger).settle(owed, reference, self._clock())
            if await self._box(ledger).resume(owed.chat, owed.channel, self._clock()):
                log.info("%s: %s takes messages again", self._chat.name, _shown(owed.channel))
        return None

    async def _say(self, owed: Due) -> str:
        post = await self._post(owed)
        if owed.reference is None:
            return await self._chat.send(post)
        return await self._chat.edit(post, owed.reference)

    def _box(self, ledger: Ledger) -> Box[Due]:
        raise NotImplementedError

    async def _post(self, owed: Due) -> Post:
        raise NotImplementedError

    def _aged(self, claimed: Due) -> Due:
        """Note what waiting has made of it."""
        return claimed

    def _hopeless(self, age: dt.timedelta) -> bool:
        return pace.hopeless(age)

    async def _failed(self, owed: Due, error: DeliveryError) -> None:
        now = self._clock()
        async with self._store.begin() as ledger:
            if self._hopeless(now - owed.created_at):
                log.error("%s: gave up on delivery %d to %s: %s", self._chat.name, owed.id, _shown(owed.channel), error)
                await self._box(ledger).give_up(owed, str(error), now)
                return
            wait = self._wait(owed, error)
            await self._box(ledger).postpone(owed, now + wait, str(error), doubtful=error.doubtful or owed.doubtful)
            if error.permanent and await self._box(ledger).pause(owed.chat, owed.channel, str(error), now):
                log.warning("%s: %s is paused and tried again later: %s", self._chat.name, _shown(owed.channel), error)

    def _wait(self, owed: Due, error: DeliveryError) -> dt.timedelta:
        if error.permanent:
            return pace.after_refusal(owed.attempts, self._jitter)
        return pace.after_send_failure(owed.attempts, error.retry_after, self._jitter)


class Deliverer(Sender[Owed]):
    """Sends the alerts one chat owes, and edits those sent."""

    def _box(self, ledger: Ledger) -> Box[Owed]:
        return ledger.outbox

    def _aged(self, claimed: Owed) -> Owed:
        return replace(claimed, late=claimed.late or (claimed.reference is None and pace.late(self._clock() - claimed.created_at)))

    async def _post(self, owed: Owed) -> Post:
        """Compose the message a delivery stands for, with what has changed since it was first told."""
        async with self._store.look() as ledger:
            now = await ledger.votes.at(owed.vote_id, owed.revision)
            told = await ledger.votes.at(owed.vote_id, owed.told_revision or owed.revision)
        changed = news.changes(told, now)
        alert = Alert(now, changed)
        return Post(owed.id, owed.channel, wording.message(alert, late=owed.late, vote_id=owed.vote_id), owed.doubtful, alert)


def _shown(channel: str) -> str:
    """Name a channel for the log; of one that is an address only the host, since its path may hold a token."""
    return urlsplit(channel).hostname or channel if "://" in channel else channel
