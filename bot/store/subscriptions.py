"""Which channel wants what. A channel has any number of subscriptions, each with a number that people call it by there."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, Text, and_, bindparam, cast, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Preferences, Rule, Subscription
from bot.store import tables
from bot.store.codec import pack, unpack
from bot.store.upsert import insert

_S = tables.subscriptions.c
_PACKED = ("rule", "preferences")
_COLUMNS = (*(column for column in _S if column.name not in _PACKED), *(cast(_S[name], Text).label(name) for name in _PACKED))
_ALL = select(*_COLUMNS).order_by(_S.id)
_IN_CHANNEL = (_S.chat == bindparam("chat"), _S.channel == bindparam("channel"))
_OF = _ALL.where(*_IN_CHANNEL)
_PREFERRED = select(cast(_S.preferences, Text)).where(*_IN_CHANNEL).order_by(_S.id)


class Subscriptions:
    """The part of a transaction that keeps subscriptions."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection

    async def add(self, subscription: Subscription, now: dt.datetime) -> Subscription:
        """Add a subscription and return it with its number; one of the channel with the same rule is given what else is new instead."""
        for _, known in await self.of(subscription.chat, subscription.channel):
            if known.rule == subscription.rule:
                since, set_by = now if known.stopped else known.since, subscription.set_by or known.set_by
                changed = replace(known, preferences=subscription.preferences, since=since, stopped=False, set_by=set_by)
                await self.put(changed)
                return changed
        return await self._insert(subscription, now)

    async def _insert(self, subscription: Subscription, now: dt.datetime) -> Subscription:
        mine = and_(_S.chat == subscription.chat, _S.channel == subscription.channel)
        following = select(func.coalesce(func.max(_S.number), 0) + 1).where(mine).scalar_subquery()
        values = {"chat": subscription.chat, "channel": subscription.channel, "since": subscription.since, "created_at": now}
        values |= {"number": subscription.number or following, "paused": await self._refusal(mine), **_changing(subscription)}
        statement = insert(self._db, tables.subscriptions).values(values)
        statement = statement.on_conflict_do_nothing(index_elements=["chat", "channel", "number"])
        while True:  # until the number is not taken by somebody else at this very moment
            row = (await self._db.execute(statement.returning(*_COLUMNS))).mappings().first()
            if row is not None:
                return _subscription(row)

    async def _refusal(self, mine: ColumnElement[bool]) -> str | None:
        """Return why the channel refuses messages: a new subscription of it cannot do better."""
        query = select(_S.paused).where(mine, _S.paused.is_not(None)).limit(1)
        return (await self._db.execute(query)).scalar_one_or_none()

    async def put(self, subscription: Subscription) -> None:
        """Give a subscription, known by its channel and number, its rule, preferences and state anew."""
        statement = update(tables.subscriptions).where(_one(subscription.chat, subscription.channel, subscription.number))
        await self._db.execute(statement.values(since=subscription.since, **_changing(subscription)))

    async def end(self, chat: str, channel: str, number: int | None = None) -> int:
        """End one subscription of a channel, or all; returns how many there were."""
        result = await self._db.execute(delete(tables.subscriptions).where(_one(chat, channel, number)).returning(_S.id))
        return len(result.all())

    async def all(self) -> list[tuple[int, Subscription]]:
        """Return all subscriptions with their ids, oldest first."""
        return await self._read(_ALL)

    async def of(self, chat: str, channel: str) -> list[tuple[int, Subscription]]:
        """Return a channel's subscriptions with their ids, by number."""
        return await self._read(_OF, {"chat": chat, "channel": channel})

    async def preferences(self, chat: str, channel: str) -> list[Preferences]:
        """Return how each of a channel's subscriptions is told, the oldest first."""
        rows = await self._db.execute(_PREFERRED, {"chat": chat, "channel": channel})
        return [_preferences(preferred) for preferred in rows.scalars()]

    async def _read(self, query: Select[Any], values: dict[str, str] | None = None) -> list[tuple[int, Subscription]]:
        rows = (await self._db.execute(query, values)).mappings()
        return [(row["id"], _subscription(row)) for row in rows]


def _one(chat: str, channel: str, number: int | None) -> ColumnElement[bool]:
    mine = and_(_S.chat == chat, _S.channel == channel)
    return mine if number is None else and_(mine, _S.number == number)


def _changing(subscription: Subscription) -> dict[str, object]:
    return {
        "rule": pack(subscription.rule),
        "preferences": pack(subscription.preferences),
        "stopped": subscription.stopped,
        "set_by": subscription.set_by,
    }


def _subscription(row: RowMapping) -> Subscription:
    return Subscription(
        row["chat"],
        row["channel"],
        _rule(row["rule"]),
        row["since"],
        row["paused"],
        row["number"],
        _preferences(row["preferences"]),
        row["stopped"],
        row["set_by"],
    )


@lru_cache(10_000)
def _rule(text: str) -> Rule:
    """Read a rule. Many channels have the same, and all are read whenever a vote is recorded."""
    return unpack(Rule, json.loads(text))


@lru_cache(10_000)
def _preferences(text: str) -> Preferences:
    return unpack(Preferences, json.loads(text))
