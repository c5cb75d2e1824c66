"""The way out: claim what is due → send or edit → settle, postpone or pause. Each chat by itself: Slack down never delays Discord."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlsplit

from bot import holding, pace
from bot.message import Post
from bot.model import Alert, Subscription
from bot.poll import Clock
from bot.ports import Chat, DeliveryError, Whispers
from bot.record import news
from bot.record.preferences import PLAIN, called, most_eager, tells_at_once
from bot.record.wants import wants
from bot.store import Ledger, Memo, MemoKind, Owed, OwedDigest, OwedMemo, Store
from bot.telling import memo, wording
from bot.words import speaking

log = logging.getLogger(__name__)
_LEASE = dt.timedelta(minutes=5)
_AT_ONCE = 8


Due = TypeVar("Due", Owed, OwedDigest, OwedMemo)


class Box(Protocol[Due]):
    """The part of the store that keeps what is owed: ``Outbox`` for alerts, ``Digests`` for digests, ``Memos`` for memos."""

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

    async def _channel(self, owed: list[Due]) -> int:
        """Send one channel's posts in order; after one fails the rest waits too, so that none is told before it. Edits wait alone."""
        sent = 0
        failed: DeliveryError | None = None
        for one in await self._ready(owed):
            if failed is not None:
                again = DeliveryError(str(failed), permanent=failed.permanent, retry_after=failed.retry_after, doubtful=one.doubtful)
                await self._failed(one, again)
                continue
            failure = await self._one(one)
            sent += failure is None
            failed = failure if failure and (one.reference is None or failure.permanent) else None
        return sent

    async def _ready(self, owed: list[Due]) -> list[Due]:
        """Keep what is to be sent now. A boundary like ``_one``: a fault here holds up this channel alone."""
        try:
            return await self._admitted(owed)
        except Exception as error:
            log.exception("%s: deliveries to %s could not be sorted", self._chat.name, _shown(owed[0].channel))
            for one in owed:
                await self._failed(one, DeliveryError(f"internal error: {type(error).__name__}", doubtful=one.doubtful))
            return []

    async def _admitted(self, owed: list[Due]) -> list[Due]:
        """Keep what is to be sent now; hold the rest."""
        return owed

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
            await self._settled(ledger, owed)
            if await self._box(ledger).resume(owed.chat, owed.channel, self._clock()):
                log.info("%s: %s takes messages again", self._chat.name, _shown(owed.channel))
        return None

    async def _settled(self, ledger: Ledger, owed: Due) -> None:
        """Owe what follows from a message, in the transaction that settles it."""

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

    def _hopeless(self, owed: Due, age: dt.timedelta) -> bool:
        return pace.hopeless(age) if owed.reference is None else pace.hopeless_edit(owed.attempts)

    async def _failed(self, owed: Due, error: DeliveryError) -> None:
        now, told = self._clock(), list[Subscription]()
        async with self._store.begin() as ledger:
            if self._hopeless(owed, now - owed.created_at):
                log.error("%s: gave up on delivery %d to %s: %s", self._chat.name, owed.id, _shown(owed.channel), error)
                await self._box(ledger).give_up(owed, str(error), now)
                return
            wait = self._wait(owed, error)
            await self._box(ledger).postpone(owed, now + wait, str(error), doubtful=error.doubtful or owed.doubtful)
            if error.permanent and await self._box(ledger).pause(owed.chat, owed.channel, str(error), now):
                log.warning("%s: %s is paused and tried again later: %s", self._chat.name, _shown(owed.channel), error)
                told = [one for _, one in await ledger.subscriptions.of(owed.chat, owed.channel)]
        await self._tell_owners(told, str(error))

    async def _tell_owners(self, paused: Sequence[Subscription], reason: str) -> None:
        """Tell those who subscribed a channel that it refuses messages, each once, where the chat can. A boundary: it is a courtesy."""
        chat, owners = self._chat, {one.set_by: one for one in reversed(paused) if one.set_by}
        if not isinstance(chat, Whispers):
            return
        for user, one in owners.items():
            try:
                with speaking(one.preferences.language):
                    await chat.whisper(user, one.channel, memo.refused(reason))
            except DeliveryError as error:
                log.warning("%s: who subscribed %s could not be told that it is paused: %s", self._chat.name, _shown(one.channel), error)
            except Exception:
                log.exception("%s: who subscribed %s could not be told that it is paused", self._chat.name, _shown(one.channel))

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

    async def _admitted(self, owed: list[Owed]) -> list[Owed]:
        """Hold what quiet hours or the number an hour ask to hold, and let what waited for the end of an hour be told in one message.

        Edits go on, and so does what may have arrived already: it is looked for.
        """
        now, unsent = self._clock(), [one for one in owed if one.reference is None]
        if not unsent:
            return owed
        if any(one.rolled for one in unsent):
            async with self._store.begin() as ledger:
                unsent += await ledger.outbox.claim_rolled(self._chat.name, owed[0].channel, now, _LEASE)
        async with self._store.look() as ledger:
            waiting = [one async for one in _asked_for(ledger, unsent)]
            sent = await ledger.outbox.sent_since(self._chat.name, owed[0].channel, holding.hour(now))
        admission = holding.admit((one for one in waiting if not one.owed.doubtful), now, sent)
        if admission.held or admission.together:
            await self._put_off(admission)
        ready = [*admission.now, *(one for one in waiting if one.owed.doubtful)]
        told = {one.owed.id: replace(one.owed, preferences=one.preferences) for one in ready}
        more = [one for one in unsent if one not in owed]
        return [told.get(one.id, one) for one in (*owed, *more) if one.reference is not None or one.id in told]

    async def _put_off(self, admission: holding.Admission[Owed]) -> None:
        async with self._store.begin() as ledger:
            for held in admission.held:
                await ledger.outbox.hold(held.waiting.owed, held.until, rolled=held.rolled)
            if admission.together:
                rolled = [one.owed for one in admission.together]
                votes = tuple((one.vote_id, one.revision, None) for one in rolled)
                how = most_eager([one.preferences for one in admission.together])
                made = Memo(rolled[0].chat, rolled[0].channel, MemoKind.ROLLED, votes, how)
                await ledger.outbox.tell_in(await ledger.memos.owe(made, self._clock()), rolled)

    async def _settled(self, ledger: Ledger, owed: Owed) -> None:
        """Owe the thread under an alert what an edit has corrected in it."""
        if owed.reference is None or owed.sent_revision is None or owed.preferences is None or not owed.preferences.thread:
            return
        before = await ledger.votes.at(owed.vote_id, owed.sent_revision)
        now = await ledger.votes.at(owed.vote_id, owed.revision)
        if news.corrections(news.changes(before, now)):
            votes, moment = ((owed.vote_id, owed.revision, owed.sent_revision),), self._clock()
            word = Memo(owed.chat, owed.channel, MemoKind.THREAD, votes, owed.preferences, owed.reference)
            await ledger.memos.owe(word, moment, holding.quiet_until(holding.Waiting(owed, now, owed.preferences), moment))

    async def _post(self, owed: Owed) -> Post:
        """Compose the message a delivery stands for, with what has changed since it was first told."""
        async with self._store.look() as ledger:
            now = await ledger.votes.at(owed.vote_id, owed.revision)
            told = await ledger.votes.at(owed.vote_id, owed.told_revision or owed.revision)
        alert, how = Alert(now, news.changes(told, now)), owed.preferences or PLAIN
        with speaking(how.language):
            said = memo.as_preferred(wording.message(alert, late=owed.late, vote_id=owed.vote_id), how)
        mentions = called(how, now) if owed.reference is None else ()
        return Post(owed.id, owed.channel, said, owed.doubtful, alert, mentions)


async def _asked_for(ledger: Ledger, owed: list[Owed]) -> AsyncIterator[holding.Waiting[Owed]]:
    """Work out how each alert is to be told: as those of the channel's subscriptions ask that want it now."""
    listed = [one for _, one in await ledger.subscriptions.of(owed[0].chat, owed[0].channel) if tells_at_once(one)]
    for one in owed:
        vote = await ledger.votes.at(one.vote_id, one.revision)
        asking = [other.preferences for other in listed if other.since <= one.created_at and wants(other.rule, Alert(vote))]
        preferences = most_eager(asking or [other.preferences for other in listed])
        yield holding.Waiting(one, vote, preferences, one.rolled)


def _shown(channel: str) -> str:
    """Name a channel for the log; of one that is an address only the host, since its path may hold a token."""
    return urlsplit(channel).hostname or channel if "://" in channel else channel
