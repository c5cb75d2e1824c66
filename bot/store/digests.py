"""When each channel wants its digest, what came for it, and the digests owed.

What comes is numbered as it is noted, so a digest covers what came by number, whatever clocks say: a channel's digest tells what lies
above ``told_to`` and raises it in the same transaction. One local date of a channel has one row, made when it closes.
A digest is claimed and settled like a delivery (``bot.store.outbox``), in a table of its own: it is of many votes, and never edited.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Rule, Vote
from bot.record.since import Came, News, asked_for, net, standing
from bot.schedule import Schedule, kind
from bot.store import tables
from bot.store.codec import pack, unpack, unpack_vote
from bot.store.subscriptions import Subscriptions
from bot.store.upsert import insert
from bot.store.votes import Votes

_N = tables.news.c
_P = tables.digest_plans.c
_D = tables.digests.c
_V = tables.votes.c
_LONGEST_WAIT = dt.timedelta(days=2)
_AT_ONCE = 500  # ids in one query: databases bound them


@dataclass(frozen=True, slots=True)
class Plan:
    """When a channel wants its digest. ``rule`` None: what the channel subscribes to, else everything. ``silent`` when there is nothing.

    ``after`` is the last local date that was over when the plan was made, ``last`` the one closed last.
    """

    chat: str
    channel: str
    schedule: Schedule
    rule: Rule | None = None
    silent: bool = False
    after: dt.date = dt.date.min
    last: dt.date | None = None
    paused: str | None = None


@dataclass(frozen=True, slots=True)
class OwedDigest:
    """A digest as the store knows it. ``news`` pairs the number of what came with that of what was told before."""

    id: int
    chat: str
    channel: str
    date: dt.date
    previous: dt.date | None
    kind: str
    news: tuple[tuple[int, int | None], ...]
    reference: str | None
    doubtful: bool
    attempts: int
    created_at: dt.datetime


class Digests:
    """The part of a transaction that keeps digests."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection
        self._votes: dict[int, Vote] = {}

    async def plan(self, plan: Plan, now: dt.datetime) -> None:
        """Let a channel have digests from now on, or give it a new plan and wake it; what it was told already is not told again."""
        await self.note()
        changes = {"schedule": pack(plan.schedule), "rule": None if plan.rule is None else pack(plan.rule), "silent": plan.silent}
        changes |= {"after": plan.after}
        first = {"chat": plan.chat, "channel": plan.channel, "told_to": await self._newest(), "created_at": now}
        statement = insert(self._db, tables.digest_plans).values(first | changes)
        await self._db.execute(statement.on_conflict_do_update(index_elements=["chat", "channel"], set_=changes))
        await self.resume(plan.chat, plan.channel, now)

    async def stop(self, chat: str, channel: str) -> bool:
        """End a channel's digests and forget the one it may still be owed; False where there were none."""
        unsent = and_(_D.chat == chat, _D.channel == channel, _D.reference.is_(None), _D.skipped.is_(False))
        await self._db.execute(update(tables.digests).where(unsent).values(skipped=True, lease_until=None))
        result = await self._db.execute(delete(tables.digest_plans).where(_P.chat == chat, _P.channel == channel).returning(_P.id))
        return result.first() is not None

    async def plans(self, chat: str | None = None) -> list[Plan]:
        """Return all plans, or those of one chat, oldest first."""
        query = select(tables.digest_plans).order_by(_P.id)
        rows = (await self._db.execute(query if chat is None else query.where(_P.chat == chat))).mappings()
        return [_plan(row) for row in rows]

    async def pause(self, chat: str, channel: str, reason: str, now: dt.datetime) -> bool:
        """Note that a channel refuses messages, and why; True when that is new. Its digests still close, and are tried now and then."""
        del now
        mine = and_(_P.chat == chat, _P.channel == channel, _P.paused.is_(None))
        result = await self._db.execute(update(tables.digest_plans).where(mine).values(paused=reason).returning(_P.id))
        return result.first() is not None

    async def resume(self, chat: str, channel: str, now: dt.datetime) -> bool:
        """Note that a channel takes messages again, and let what it is owed be due; False when it was not paused."""
        mine = and_(_P.chat == chat, _P.channel == channel, _P.paused.is_not(None))
        result = await self._db.execute(update(tables.digest_plans).where(mine).values(paused=None).returning(_P.id))
        if result.first() is None:
            return False
        unsent = and_(_D.chat == chat, _D.channel == channel, _D.reference.is_(None), _D.due_at > now)
        await self._db.execute(update(tables.digests).where(unsent).values(due_at=now))
        return True

    async def note(self) -> None:
        """Give what came since the last call its numbers. Records joined to others carry their news along."""
        await self._follow_joined()
        newest = select(func.max(_N.id)).where(_N.record_id == _V.id).correlate(tables.votes).scalar_subquery()
        unseen = or_(_N.id.is_(None), _N.seen_revision != _V.revision)
        query = (
            select(_V.id, _V.revision, _N.id, _N.outcome)
            .select_from(tables.votes.outerjoin(tables.news, _N.id == newest))
            .where(_V.backlog.is_(False), _V.merged_into.is_(None), unseen)
            .order_by(_V.id)
        )
        for vote_id, revision, number, was in (await self._db.execute(query)).all():
            await self._note(vote_id, revision, number, was)

    async def _note(self, vote_id: int, revision: int, number: int | None, was: str | None) -> None:
        record = (await self._db.execute(select(_V.record).where(_V.id == vote_id))).scalar_one()
        outcome = standing(unpack_vote(record))
        if number is not None and outcome in {was, ""}:
            await self._db.execute(update(tables.news).where(_N.id == number).values(seen_revision=revision))
            return
        values = {"vote_id": vote_id, "record_id": vote_id, "revision": revision, "seen_revision": revision, "outcome": outcome}
        await self._db.execute(tables.news.insert().values(values))

    async def _follow_joined(self) -> None:
        """Say of all news which record it is part of now; one may have been joined to one that was joined in turn."""
        joined = select(_V.id, _V.merged_into).join(tables.news, _N.record_id == _V.id).where(_V.merged_into.is_not(None)).distinct()
        while moved := (await self._db.execute(joined)).all():
            for gone, kept in moved:
                await self._db.execute(update(tables.news).where(_N.record_id == gone).values(record_id=kept, seen_revision=0))

    async def _newest(self) -> int:
        return int((await self._db.execute(select(func.coalesce(func.max(_N.id), 0)))).scalar_one())

    async def close(self, plan: Plan, date: dt.date, now: dt.datetime) -> bool:
        """Close a local date: owe all that came since the last one and is wanted. False where it was closed before, or nothing is owed.

        What is surely unsent of earlier digests goes into this one. ``note`` must have run in this transaction.
        """
        mine = and_(_P.chat == plan.chat, _P.channel == plan.channel)
        told_to = (await self._db.execute(select(_P.told_to).where(mine).with_for_update())).scalar_one_or_none()
        if told_to is None or await self._closed(plan, date):
            await self._db.execute(update(tables.digest_plans).where(mine).values(last=date))
            return False
        newest = await self._newest()
        news = await self._wanted(plan, await self._new(told_to, newest), await self._taken_over(plan))
        skipped = plan.silent and not news
        previous = plan.last if plan.last is not None and plan.last < date else None
        values = {"id": secrets.randbits(48), "chat": plan.chat, "channel": plan.channel, "date": date, "previous": previous}
        values |= {"kind": kind(plan.schedule), "news": news, "skipped": skipped, "due_at": now, "created_at": now}
        await self._db.execute(tables.digests.insert().values(values))
        await self._db.execute(update(tables.digest_plans).where(mine).values(told_to=newest, last=date))
        return not skipped

    async def _closed(self, plan: Plan, date: dt.date) -> bool:
        query = select(_D.id).where(_D.chat == plan.chat, _D.channel == plan.channel, _D.date == date)
        return (await self._db.execute(query)).first() is not None

    async def _new(self, told_to: int, newest: int) -> list[News]:
        query = select(_N.id, _N.record_id, _N.outcome).where(_N.id > told_to, _N.id <= newest)
        return [News(*row) for row in await self._db.execute(query)]

    async def _taken_over(self, plan: Plan) -> dict[int, int | None]:
        """Return the news of digests that were surely never told, with what was told before, and mark those as told by a later one."""
        unsent = and_(_D.chat == plan.chat, _D.channel == plan.channel, _D.reference.is_(None), _D.skipped.is_(False))
        surely = and_(unsent, _D.doubtful.is_(False), _D.given_up_at.is_(None))
        pairs = await self._db.scalars(update(tables.digests).where(surely).values(skipped=True).returning(_D.news))
        return {number: before for news in pairs.all() for number, before in news}

    async def _numbered(self, numbers: Sequence[int]) -> list[News]:
        found: list[News] = []
        for start in range(0, len(numbers), _AT_ONCE):
            query = select(_N.id, _N.record_id, _N.outcome).where(_N.id.in_(numbers[start : start + _AT_ONCE]))
            found += [News(*row) for row in await self._db.execute(query)]
        return found

    async def _wanted(self, plan: Plan, new: list[News], taken_over: dict[int, int | None]) -> list[list[int | None]]:
        """Pair what is different and asked for with what was told of it before."""
        again = sorted(await self._numbered(sorted(taken_over)), key=lambda news: news.id, reverse=True)
        untold = {news.record_id: taken_over[news.id] for news in again}  # the earliest says what was told before it
        told = await self._numbered([before for before in untold.values() if before is not None])
        told = [replace(news, record_id=record_id) for record_id, before in untold.items() for news in told if news.id == before]
        told += await self._told({news.record_id for news in new} - untold.keys(), min((news.id for news in new), default=0))
        rule = plan.rule or await self._subscribed(plan.chat, plan.channel) or Rule()
        pairs = [(news.id, was.id if was else None) for news, was in net([*again, *new], told)]
        came = await self.came(pairs)
        return [[number, before] for (number, before), one in zip(pairs, came, strict=True) if asked_for(rule, one)]

    async def _told(self, record_ids: Iterable[int], before: int) -> list[News]:
        """Return all news of votes before a number."""
        wanted, told = sorted(record_ids), list[News]()
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(_N.id, _N.record_id, _N.outcome).where(_N.record_id.in_(wanted[start : start + _AT_ONCE]), _N.id < before)
            told += [News(*row) for row in await self._db.execute(query)]
        return told

    async def _subscribed(self, chat: str, channel: str) -> Rule | None:
        """Return what any of a channel's subscriptions asks for, as one rule; None where it has none, nothing where all are paused."""
        listed = [one for _, one in await Subscriptions(self._db).of(chat, channel)]
        rules = tuple(one.rule for one in listed if not one.stopped)
        return Rule(groups=(rules,)) if rules else Rule(none_of=(Rule(),)) if listed else None

    async def came(self, pairs: Iterable[tuple[int, int | None]]) -> list[Came]:
        """Return the votes behind news, as they were noted."""
        return [Came(await self._vote(number), None if before is None else await self._vote(before)) for number, before in pairs]

    async def _vote(self, number: int) -> Vote:
        if number not in self._votes:
            vote_id, revision = (await self._db.execute(select(_N.vote_id, _N.revision).where(_N.id == number))).one()
            self._votes[number] = await Votes(self._db).at(vote_id, revision)
        return self._votes[number]

    async def claim(self, chat: str, now: dt.datetime, lease: dt.timedelta, limit: int = 50) -> list[OwedDigest]:
        """Take what is due for one sender alone, oldest first; each is doubtful until it is settled or postponed."""
        free = or_(_D.lease_until.is_(None), _come(_D.lease_until, now))
        unsent = and_(_D.reference.is_(None), _D.skipped.is_(False), _D.given_up_at.is_(None))
        query = (
            select(tables.digests)
            .where(_D.chat == chat, unsent, _come(_D.due_at, now), free)
            .order_by(_D.date, _D.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        owed = [_owed(row) for row in (await self._db.execute(query)).mappings()]
        if not owed:
            return []
        claimed = {"lease_until": now + lease, "doubtful": True, "attempts": _D.attempts + 1}
        await self._db.execute(update(tables.digests).where(_D.id.in_([o.id for o in owed])).values(claimed))
        return owed

    async def settle(self, owed: OwedDigest, reference: str, now: dt.datetime) -> None:
        """Note that the platform has the message."""
        await self._put(owed, reference=reference, sent_at=now, lease_until=None, doubtful=False, fault=None)

    async def postpone(self, owed: OwedDigest, until: dt.datetime, fault: str, *, doubtful: bool) -> None:
        """Note why a try failed and when to try again."""
        await self._put(owed, due_at=until, lease_until=None, doubtful=doubtful, fault=fault)

    async def give_up(self, owed: OwedDigest, fault: str, now: dt.datetime) -> None:
        """Stop trying, visibly."""
        await self._put(owed, given_up_at=now, lease_until=None, fault=fault)

    async def release(self, chat: str) -> None:
        """Let go of what a sender that is no more had claimed: it stays doubtful."""
        await self._db.execute(update(tables.digests).where(_D.chat == chat).values(lease_until=None))

    async def _put(self, owed: OwedDigest, **values: Any) -> None:
        await self._db.execute(update(tables.digests).where(_D.id == owed.id).values(values))


def _come(moment: ColumnElement[dt.datetime], now: dt.datetime) -> ColumnElement[bool]:
    """Whether a moment has come. Nothing is put off for longer than a day (``bot.pace``): a later one was set by a clock gone wrong."""
    return or_(moment <= now, moment > now + _LONGEST_WAIT)


def _plan(row: RowMapping) -> Plan:
    rule = None if row["rule"] is None else unpack(Rule, row["rule"])
    schedule = unpack(Schedule, row["schedule"])
    return Plan(row["chat"], row["channel"], schedule, rule, row["silent"], row["after"], row["last"], row["paused"])


def _owed(row: RowMapping) -> OwedDigest:
    names = ("id", "chat", "channel", "date", "previous", "kind", "reference", "doubtful", "attempts", "created_at")
    news = tuple((number, before) for number, before in row["news"])
    return OwedDigest(news=news, **{name: row[name] for name in names})
