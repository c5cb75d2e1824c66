"""Messages owed that are not the first word of a vote: the rest of an hour rolled into one, a test, a word in an alert's thread.

A memo is made in the transaction that decides on it, then claimed and settled like a delivery (``bot.store.outbox``). One that tells of
several votes is edited when one of them changes.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Preferences
from bot.store import tables
from bot.store.codec import pack, unpack
from bot.store.outbox import Outbox

_M = tables.memos.c


class MemoKind(StrEnum):
    """What a memo is for."""

    ROLLED = "rolled"
    TEST = "test"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Memo:
    """What to tell. ``votes`` are numbers of votes with the revision to tell and, where that matters, the one told before.

    ``thread`` is the reference of the message it stands under.
    """

    chat: str
    channel: str
    kind: MemoKind
    votes: tuple[tuple[int, int, int | None], ...]
    preferences: Preferences
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class OwedMemo:
    """A memo as the store knows it; ``revision`` counts how often a vote it tells of has changed since it was made."""

    id: int
    chat: str
    channel: str
    memo: Memo
    revision: int
    reference: str | None
    doubtful: bool
    attempts: int
    created_at: dt.datetime


class Memos:
    """The part of a transaction that keeps memos."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection

    async def owe(self, memo: Memo, now: dt.datetime, due_at: dt.datetime | None = None) -> int:
        """Owe a memo, at once or from a moment on; returns its number."""
        number = secrets.randbits(48)
        values = {"id": number, "chat": memo.chat, "channel": memo.channel, "kind": memo.kind.value, "votes": memo.votes, "revision": 1}
        values |= {"preferences": pack(memo.preferences), "thread": memo.thread, "due_at": due_at or now, "created_at": now}
        await self._db.execute(tables.memos.insert().values(values))
        return number

    async def claim(self, chat: str, now: dt.datetime, lease: dt.timedelta, limit: int = 50) -> list[OwedMemo]:
        """Take what is due for one sender alone, oldest first; each is doubtful until it is settled or postponed."""
        stale = or_(_M.sent_revision.is_(None), _M.sent_revision < _M.revision)
        free = or_(_M.lease_until.is_(None), _M.lease_until <= now)
        due = and_(_M.chat == chat, _M.given_up_at.is_(None), stale, _M.due_at <= now, free)
        query = select(tables.memos).where(due).order_by(_M.due_at, _M.created_at, _M.id).limit(limit).with_for_update(skip_locked=True)
        owed = [_owed(row) for row in (await self._db.execute(query)).mappings()]
        if owed:
            claimed = {"lease_until": now + lease, "doubtful": True, "attempts": _M.attempts + 1}
            await self._db.execute(update(tables.memos).where(_M.id.in_([o.id for o in owed])).values(claimed))
        return owed

    async def settle(self, owed: OwedMemo, reference: str, now: dt.datetime) -> None:
        """Note that the platform has the message, as the votes were when it was claimed."""
        await self._put(owed, reference=reference, sent_revision=owed.revision, sent_at=now, lease_until=None, doubtful=False, fault=None)

    async def postpone(self, owed: OwedMemo, until: dt.datetime, fault: str, *, doubtful: bool) -> None:
        """Note why a try failed and when to try again."""
        await self._put(owed, due_at=until, lease_until=None, doubtful=doubtful, fault=fault)

    async def give_up(self, owed: OwedMemo, fault: str, now: dt.datetime) -> None:
        """Stop trying, visibly."""
        await self._put(owed, given_up_at=now, lease_until=None, fault=fault)

    async def release(self, chat: str) -> None:
        """Let go of what a sender that is no more had claimed: it stays doubtful."""
        await self._db.execute(update(tables.memos).where(_M.chat == chat).values(lease_until=None))

    async def pause(self, chat: str, channel: str, reason: str, now: dt.datetime) -> bool:
        """Note that a channel refuses messages, and why; True when that is new."""
        return await Outbox(self._db).pause(chat, channel, reason, now)

    async def resume(self, chat: str, channel: str, now: dt.datetime) -> bool:
        """Note that a channel takes messages again, and let what it is owed be due; False when it was not paused."""
        return await Outbox(self._db).resume(chat, channel, now)

    async def forget(self, chat: str, channel: str, now: dt.datetime) -> None:
        """Forget what a channel is surely not sent yet: nobody there asks for it any longer."""
        unsent = and_(_M.chat == chat, _M.channel == channel, _M.reference.is_(None), _M.doubtful.is_(False), _M.given_up_at.is_(None))
        await self._db.execute(update(tables.memos).where(unsent).values(given_up_at=now, fault="nobody asks for it any longer"))

    async def _put(self, owed: OwedMemo, **values: Any) -> None:
        await self._db.execute(update(tables.memos).where(_M.id == owed.id).values(values))


def _owed(row: RowMapping) -> OwedMemo:
    names = ("id", "chat", "channel", "revision", "reference", "doubtful", "attempts", "created_at")
    votes = tuple((vote_id, revision, before) for vote_id, revision, before in row["votes"])
    memo = Memo(row["chat"], row["channel"], MemoKind(row["kind"]), votes, unpack(Preferences, row["preferences"]), row["thread"])
    return OwedMemo(memo=memo, **{name: row[name] for name in names})
