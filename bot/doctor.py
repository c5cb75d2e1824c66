"""What works, what does not, and what to do about it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ports import Chat, Source, SourceError, VetowatchError
from bot.store import Backlog, SourceHealth, Store, StoreError

_ALIVE = dt.timedelta(minutes=10)
_SHOWN = 5  # unreadable pages; more say no more


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``text`` says what to do where it is not well."""

    ok: bool
    text: str


async def examine(store: Store, sources: Sequence[Source], chats: Sequence[Chat], now: dt.datetime, *, running: bool) -> list[Finding]:
    """Look at everything; with ``running`` only at whether a program that polls is alive."""
    try:
        await store.upgrade()
    except StoreError as error:
        return [Finding(ok=False, text=f"database: {error}")]
    async with store.look() as ledger:
        health = await ledger.intake.all_health()
        backlog = await ledger.outbox.backlog()
        subscriptions = await ledger.subscriptions.all()
        unread = await ledger.intake.faults(_SHOWN)
    if running:
        return [_alive(health, now)]
    findings = [Finding(ok=True, text="settings: understood"), Finding(ok=True, text=f"database: {store.shown}, up to date")]
    findings += await asyncio.gather(*(_source(source) for source in sources))
    findings += await asyncio.gather(*(_chat(chat) for chat in chats))
    findings += [_subscribed(len(subscriptions)), *_owed(backlog)]
    paused = {f"{s.chat}/{s.channel}": s.paused for _, s in subscriptions if s.paused}
    findings += [
        Finding(ok=False, text=f"{channel} is paused: {reason}. Mend that: it is tried again by itself")
        for channel, reason in paused.items()
    ]
    findings += [Finding(ok=False, text=f"page {source}/{key} could not be read: {fault}") for source, key, fault in unread]
    return findings


def _alive(health: Sequence[SourceHealth], now: dt.datetime) -> Finding:
    """Tell by the trace a polling program leaves in each source's row: a success, or when it means to try again."""
    traces = [moment for h in health for moment in (h.last_ok_at, h.next_at) if moment is not None]
    alive = any(moment > now - _ALIVE for moment in traces)
    return Finding(alive, "polling" if alive else "no source was polled in the last 10 minutes: is `vetowatch run` running?")


async def _source(source: Source) -> Finding:
    try:
        items = await source.items()
    except SourceError as error:
        return Finding(ok=False, text=f"source {source.name}: {error}")
    return Finding(ok=True, text=f"source {source.name}: lists {len(items)} items, asked every {source.interval.total_seconds():.0f} s")


async def _chat(chat: Chat) -> Finding:
    try:
        who = await chat.check()
    except VetowatchError as error:
        return Finding(ok=False, text=f"chat {chat.name}: {error}")
    finally:
        await chat.close()
    return Finding(ok=True, text=f"chat {chat.name}: {who}")


def _subscribed(count: int) -> Finding:
    if count:
        return Finding(ok=True, text=f"subscriptions: {count}")
    return Finding(
        ok=False, text="subscriptions: none yet, so nothing is told. `vetowatch subscribe --help`, or /un subscribe in a channel"
    )


def _owed(backlog: Sequence[Backlog]) -> Iterator[Finding]:
    for chat in backlog:
        text = f"{chat.chat}: {chat.sent} messages sent, {chat.waiting} waiting, {chat.paused} held for paused channels"
        given_up = f", {chat.given_up} given up ({chat.last_fault})" if chat.given_up else ""
        yield Finding(ok=not chat.given_up, text=text + given_up)
