"""Digests: what came to a channel since the last one, at its own hour, once by its own date.

engine, each chat by itself
  close     each plan whose date has come, in one transaction: note what came → owe it, raise the plan's number   bot/store/digests.py
  deliver   like alerts: claim → words → send → settle | postpone | pause                                         bot/deliver.py

After days away one date is due, the latest. Nothing is lost by that: a digest tells all that came since the last.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence

from bot.asking import Place
from bot.deliver import Box, Sender
from bot.message import Post
from bot.model import Rule
from bot.poll import Clock
from bot.ports import Chat
from bot.record.preferences import most_eager
from bot.schedule import Schedule, following, latest
from bot.store import Ledger, OwedDigest, Plan, Store
from bot.telling import digest as telling
from bot.words import speaking

log = logging.getLogger(__name__)
_AT_ONCE = 50  # plans closed in one transaction, so that recording never waits long


class Digester(Sender[OwedDigest]):
    """Closes and sends the digests of one chat."""

    async def digest(self) -> int:
        """Close what has come due and send what is owed; returns how many messages the platform took."""
        await close(self._store, self._chat, self._clock)
        return await self.deliver()

    def _box(self, ledger: Ledger) -> Box[OwedDigest]:
        return ledger.digests

    async def _post(self, owed: OwedDigest) -> Post:
        async with self._store.look() as ledger:
            came = await ledger.digests.came(owed.news)
            coming = [expected.upcoming for expected in await ledger.expected.coming(self._clock())]
            subscribed = [one.preferences for _, one in await ledger.subscriptions.of(owed.chat, owed.channel)]
        with speaking(most_eager(subscribed).language):
            return Post(owed.id, owed.channel, telling.message(owed.kind, owed.date, owed.previous, came, coming), owed.doubtful)

    def _hopeless(self, owed: OwedDigest, age: dt.timedelta) -> bool:
        """Never: what is surely unsent goes into the next digest, and what may have arrived is looked for until the chat answers."""
        del owed, age
        return False


async def close(store: Store, chat: Chat, clock: Clock) -> int:
    """Close the dates that have come due on a chat; returns how many digests are owed by that."""
    now = clock()
    async with store.look() as ledger:
        due = due_dates(await ledger.digests.plans(chat.name), now)
    owed = 0
    for start in range(0, len(due), _AT_ONCE):
        async with store.begin(recording=True) as ledger:
            await ledger.digests.note()
            owed += sum([await ledger.digests.close(plan, date, now) for plan, date in due[start : start + _AT_ONCE]])
    return owed


def due_dates(plans: Sequence[Plan], now: dt.datetime) -> list[tuple[Plan, dt.date]]:
    """Return the plans with a date to close, and that date: the latest whose moment has come. Pure."""
    dated = [(plan, latest(plan.schedule, now)) for plan in plans]
    return [(plan, date) for plan, date in dated if date > plan.after and date != plan.last]


async def plan(
    store: Store, place: Place, schedule: Schedule, now: dt.datetime, *, rule: Rule | None = None, silent: bool = False
) -> dt.datetime:
    """Give a channel a digest, or its digest another plan; returns when the next is due. ``rule`` None: as the channel subscribes.

    The first covers what comes from now on. With ``silent`` none is sent when there is nothing to tell.
    """
    made = Plan(place.chat, place.channel, schedule, rule, silent, after=latest(schedule, now))
    async with store.begin(recording=True) as ledger:
        await ledger.digests.plan(made, now)
    return following(schedule, now)


async def plan_of(store: Store, place: Place) -> Plan | None:
    """Return a channel's plan, None where it has no digest."""
    return next((one for one in await plans(store) if (one.chat, one.channel) == (place.chat, place.channel)), None)


async def stop(store: Store, place: Place) -> bool:
    """End a channel's digests; False where it had none."""
    async with store.begin() as ledger:
        return await ledger.digests.stop(place.chat, place.channel)


async def plans(store: Store) -> list[Plan]:
    """Return all plans, oldest first."""
    async with store.look() as ledger:
        return await ledger.digests.plans()
