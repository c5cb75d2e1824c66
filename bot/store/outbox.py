"""What is owed to whom. One row a channel and vote: sent once, then edited as the vote's record changes.

A delivery is claimed in a transaction of its own before the platform is called, and settled after. While claimed it counts as doubtful:
should the program die in between, the next try knows that the message may already be there.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, case, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Preferences, Subscription
from bot.store import tables
from bot.store.codec import pack, unpack
from bot.store.upsert import insert

_D = tables.deliveries.c
_S = tables.subscriptions.c
_M = tables.memos.c


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery as the store knows it. ``doubtful``: an earlier try may have reached the platform.

    ``told_revision`` is the vote's revision the message was first sent with, None while unsent; ``revision`` the one it should show,
    ``sent_revision`` the one it shows. ``rolled``: it waited for the end of an hour. ``preferences``: how it was told, None while unsent.
    """

    id: int
    chat: str
    channel: str
    vote_id: int
    revision: int
    told_revision: int | None
    reference: str | None
    late: bool
    doubtful: bool
    attempts: int
    created_at: dt.datetime
    fault: str | None = None
    sent_revision: int | None = None
    rolled: bool = False
    preferences: Preferences | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How a chat's outbox stands."""

    chat: str
    sent: int
    waiting: int
    paused: int
    given_up: int
    last_fault: str | None


class Outbox:
    """The part of a transaction that keeps what is owed to subscriptions."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection

    async def forget(self, chat: str, channel: str) -> None:
        """Forget what a channel is still owed; messages already posted stay and are still corrected."""
        unsent = and_(_D.chat == chat, _D.channel == channel, _D.reference.is_(None), _D.memo_id.is_(None))
        await self._db.execute(delete(tables.deliveries).where(unsent))

    async def unsent(self, chat: str, channel: str) -> list[Owed]:
        """Return what a channel is owed and has surely not been sent, oldest first."""
        query = select(tables.deliveries).where(_D.chat == chat, _D.channel == channel, _unsent()).order_by(_D.due_at, _D.vote_id)
        return [_owed(row) for row in (await self._db.execute(query)).mappings()]

    async def drop(self, owed: Owed) -> None:
        """Forget something that was surely not sent."""
        await self._db.execute(delete(tables.deliveries).where(_D.id == owed.id, _unsent()))

    async def reconsider(self, chat: str, channel: str, now: dt.datetime) -> None:
        """Let what a channel is owed be due, as far as no fault holds it: when it is told may have changed."""
        waiting = and_(_D.chat == chat, _D.channel == channel, _unsent(), _D.fault.is_(None), _D.due_at > now)
        await self._db.execute(update(tables.deliveries).where(waiting).values(due_at=now))

    async def pause(self, chat: str, channel: str, reason: str, now: dt.datetime) -> bool:
        """Note that a channel refuses messages, and why; True when that is new. What it is owed is kept and tried again now and then."""
        statement = update(tables.subscriptions).where(_S.chat == chat, _S.channel == channel, _S.paused.is_(None))
        result = await self._db.execute(statement.values(paused=reason, paused_at=now).returning(_S.id))
        return result.first() is not None

    async def resume(self, chat: str, channel: str, now: dt.datetime) -> bool:
        """Note that a channel takes messages again, and let what it is owed be due; False when it was not paused."""
        statement = update(tables.subscriptions).where(_S.chat == chat, _S.channel == channel, _S.paused.is_not(None))
        result = await self._db.execute(statement.values(paused=None, paused_at=None).returning(_S.id))
        if result.first() is None:
            return False
        waiting = and_(_D.chat == chat, _D.channel == channel, _waiting(), _D.due_at > now)
        await self._db.execute(update(tables.deliveries).where(waiting).values(due_at=now))
        memos = and_(_M.chat == chat, _M.channel == channel, _M.given_up_at.is_(None), _M.due_at > now)
        await self._db.execute(update(tables.memos).where(memos).values(due_at=now))
        return True

    async def owe(
        self, subscription_id: int, subscription: Subscription, vote_id: int, revision: int, now: dt.datetime, *, late: bool
    ) -> bool:
        """Owe a channel the news of a vote; False when it was owed already."""
        statement = insert(self._db, tables.deliveries).values(
            id=secrets.randbits(48),
            chat=subscription.chat,
            channel=subscription.channel,
            vote_id=vote_id,
            subscription_id=subscription_id,
            revision=revision,
            late=late,
            due_at=now,
            created_at=now,
        )
        statement = statement.on_conflict_do_nothing(index_elements=["chat", "channel", "vote_id"])
        return (await self._db.execute(statement.returning(_D.id))).first() is not None

    async def revise(self, vote_id: int, revision: int, now: dt.datetime) -> set[tuple[str, str]]:
        """Let every message about a vote show its new record; returns the channels (chat, channel) that have one or are owed it."""
        statement = update(tables.deliveries).where(_D.vote_id == vote_id, _D.given_up_at.is_(None))
        result = (await self._db.execute(statement.values(revision=revision, due_at=_due_anew(now)).returning(_D.chat, _D.channel))).all()
        memos = select(_D.memo_id).where(_D.vote_id == vote_id, _D.memo_id.is_not(None))
        stale = update(tables.memos).where(_M.id.in_(memos), _M.given_up_at.is_(None))
        await self._db.execute(stale.values(revision=_M.revision + 1, due_at=now))
        return {(chat, channel) for chat, channel in result}

    async def shown(self, vote_id: int) -> set[int]:
        """Return the revisions in which messages about a vote were first sent, or may have been."""
        query = select(func.coalesce(_D.told_revision, _D.revision)).where(_D.vote_id == vote_id, _begun())
        return set((await self._db.scalars(query)).all())

    async def follow(self, gone: int, kept: int, numbers: Mapping[int, int]) -> None:
        """Let messages about a vote joined to another tell of that one; ``numbers`` maps the revisions they were sent in to its own.

        A channel that has a message about both keeps the two, and the one about ``gone`` stays with it, to say so.
        """
        query = select(tables.deliveries).where(_D.vote_id.in_([gone, kept])).order_by(_D.id).with_for_update()
        rows = (await self._db.execute(query)).mappings().all()
        others = {(row["chat"], row["channel"]): row for row in rows if row["vote_id"] == kept}
        for row in rows:
            if row["vote_id"] == gone:
                await self._follow(row, others.get((row["chat"], row["channel"])), kept, numbers)

    async def _follow(self, row: RowMapping, other: RowMapping | None, kept: int, numbers: Mapping[int, int]) -> None:
        if other is not None and _has_begun(row) and _has_begun(other):
            return
        if other is not None:
            superfluous = other["id"] if _has_begun(row) else row["id"]
            await self._db.execute(delete(tables.deliveries).where(_D.id == superfluous))
        if other is None or _has_begun(row):
            told = numbers.get(row["told_revision"] or row["revision"]) if _has_begun(row) else None
            values = {"vote_id": kept, "told_revision": told, "sent_revision": told if row["sent_revision"] is not None else None}
            await self._db.execute(update(tables.deliveries).where(_D.id == row["id"]).values(values))

    async def drop_unsent(self, vote_id: int) -> None:
        """Forget news that turned out not to be any before it was sent; one that may have been sent is kept."""
        await self._db.execute(delete(tables.deliveries).where(_D.vote_id == vote_id, _unsent()))

    async def claim(self, chat: str, now: dt.datetime, lease: dt.timedelta, limit: int = 50) -> list[Owed]:
        """Take what is due for one sender alone, oldest first; each is doubtful until it is settled or postponed."""
        query = select(tables.deliveries).where(_D.chat == chat, _due(now)).order_by(_D.due_at, _D.vote_id).limit(limit)
        return await self._claim(query, now, lease)

    async def _claim(self, query: Select[Any], now: dt.datetime, lease: dt.timedelta) -> list[Owed]:
        owed = [_owed(row) for row in (await self._db.execute(query.with_for_update(skip_locked=True))).mappings()]
        claimed = update(tables.deliveries).where(_D.id.in_([o.id for o in owed]))
        await self._db.execute(claimed.values(lease_until=now + lease, doubtful=True, attempts=_D.attempts + 1))
        return owed

    async def settle(self, owed: Owed, reference: str, now: dt.datetime) -> None:
        """Note that the platform has the message, in the revision that was claimed."""
        values = {
            "reference": reference,
            "sent_revision": owed.revision,
            "told_revision": func.coalesce(_D.told_revision, owed.revision),
            "sent_at": func.coalesce(_D.sent_at, now),
            "late": owed.late,
            "preferences": None if owed.preferences is None else pack(owed.preferences),
            "lease_until": None,
            "doubtful": False,
            "attempts": 0,
            "fault": None,
        }
        await self._db.execute(update(tables.deliveries).where(_D.id == owed.id).values(values))

    async def postpone(self, owed: Owed, until: dt.datetime, fault: str, *, doubtful: bool) -> None:
        """Note why a try failed and when to try again."""
        values = {"due_at": until, "lease_until": None, "doubtful": doubtful, "fault": fault}
        await self._db.execute(update(tables.deliveries).where(_D.id == owed.id).values(values))

    async def hold(self, owed: Owed, until: dt.datetime, *, rolled: bool) -> None:
        """Let something claimed wait that was surely not sent, as if it had not been claimed. Held by quiet hours, it is told as late."""
        values = {"due_at": until, "lease_until": None, "doubtful": False, "attempts": owed.attempts}
        values |= {"late": owed.late or not rolled, "rolled": owed.rolled or rolled}
        await self._db.execute(update(tables.deliveries).where(_D.id == owed.id).values(values))

    async def claim_rolled(self, chat: str, channel: str, now: dt.datetime, lease: dt.timedelta) -> list[Owed]:
        """Take what else waited in a channel for the end of an hour that is over."""
        mine = and_(_D.chat == chat, _D.channel == channel, _D.rolled.is_(True), _unsent(), _due(now))
        return await self._claim(select(tables.deliveries).where(mine).order_by(_D.due_at, _D.vote_id), now, lease)

    async def sent_since(self, chat: str, channel: str, moment: dt.datetime) -> int:
        """Count the alerts a channel was sent since a moment."""
        return await self._count(select(func.count()).where(_D.chat == chat, _D.channel == channel, _D.sent_at >= moment))

    async def tell_in(self, memo_id: int, owed: Sequence[Owed]) -> None:
        """Note that a memo tells of what was claimed: its corrections are the memo's from now on."""
        for one in owed:
            values = {"memo_id": memo_id, "told_revision": one.revision, "sent_revision": one.revision, "lease_until": None}
            await self._db.execute(update(tables.deliveries).where(_D.id == one.id).values(doubtful=False, **values))

    async def give_up(self, owed: Owed, fault: str, now: dt.datetime) -> None:
        """Stop trying, visibly."""
        values = {"given_up_at": now, "lease_until": None, "fault": fault}
        await self._db.execute(update(tables.deliveries).where(_D.id == owed.id).values(values))

    async def release(self, chat: str) -> None:
        """Let go of what a sender that is no more had claimed: it stays doubtful."""
        await self._db.execute(update(tables.deliveries).where(_D.chat == chat).values(lease_until=None))

    async def next_due(self, chat: str) -> dt.datetime | None:
        """Return when the chat's next waiting delivery is due."""
        query = select(func.min(_D.due_at)).where(_D.chat == chat, _waiting())
        value: dt.datetime | None = (await self._db.execute(query)).scalar()
        return value

    async def backlog(self) -> list[Backlog]:
        """Return how each chat's outbox stands."""
        chats = (await self._db.scalars(select(_D.chat).distinct().order_by(_D.chat))).all()
        return [await self._backlog(chat) for chat in chats]

    async def _backlog(self, chat: str) -> Backlog:
        waiting = and_(_D.chat == chat, _waiting())
        refused = exists().where(_S.chat == _D.chat, _S.channel == _D.channel, _S.paused.is_not(None))
        fault = select(_D.fault).where(_D.chat == chat, _D.fault.is_not(None)).order_by(_D.due_at.desc()).limit(1)
        return Backlog(
            chat,
            sent=await self._count(select(func.count()).where(_D.chat == chat, or_(_D.reference.is_not(None), _D.memo_id.is_not(None)))),
            waiting=await self._count(select(func.count()).where(waiting, ~refused)),
            paused=await self._count(select(func.count()).where(waiting, refused)),
            given_up=await self._count(select(func.count()).where(_D.chat == chat, _D.given_up_at.is_not(None))),
            last_fault=(await self._db.execute(fault)).scalar(),
        )

    async def _count(self, query: Any) -> int:
        return int((await self._db.execute(query)).scalar_one())


def _due_anew(now: dt.datetime) -> Any:
    """Let what was sent be corrected at once; what is held or postponed waits on."""
    return case((_D.reference.is_not(None), now), else_=_D.due_at)


def _begun() -> ColumnElement[bool]:
    """Sent, perhaps sent, or told of in a memo."""
    return or_(_D.reference.is_not(None), _D.doubtful.is_(True), _D.memo_id.is_not(None))


def _has_begun(row: RowMapping) -> bool:
    return row["reference"] is not None or bool(row["doubtful"]) or row["memo_id"] is not None


def _unsent() -> ColumnElement[bool]:
    """Surely not sent."""
    return and_(_D.reference.is_(None), _D.doubtful.is_(False), _D.memo_id.is_(None))


def _waiting() -> ColumnElement[bool]:
    """Unsent, or sent in an older revision than it should show; what was rolled into a memo is that memo's to correct."""
    stale = or_(_D.sent_revision.is_(None), _D.sent_revision < _D.revision)
    return and_(_D.given_up_at.is_(None), _D.memo_id.is_(None), stale)


def _due(now: dt.datetime) -> ColumnElement[bool]:
    return and_(_waiting(), _D.due_at <= now, or_(_D.lease_until.is_(None), _D.lease_until <= now))


def _owed(row: RowMapping) -> Owed:
    names = (
        "id",
        "chat",
        "channel",
        "vote_id",
        "revision",
        "told_revision",
        "reference",
        "late",
        "doubtful",
        "attempts",
        "created_at",
        "fault",
        "sent_revision",
        "rolled",
    )
    told = row["preferences"]
    return Owed(preferences=None if told is None else unpack(Preferences, told), **{name: row[name] for name in names})
