"""The way in: items → fetch → read → fold → record and owe, one transaction a page.

poll(source)
  source.items()               a fault is noted, the source asked again later
  note what is listed          one transaction
  for each item that is due
    source.fetch, source.read  a fault is noted on the item, the next goes on
    record                     ONE transaction a page: see bot.recorder
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot import pace
from bot.model import Reading, Source
from bot.ports import Source as SourcePort
from bot.ports import SourceError
from bot.recorder import Recorder
from bot.store import NotedItem, Store

log = logging.getLogger(__name__)
Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll brought: items read, pages that failed, votes told or changed, and the chats that now owe something."""

    read: int = 0
    failed: int = 0
    told: int = 0
    chats: frozenset[str] = frozenset()
    fault: str | None = None

    def __add__(self, other: Polled) -> Polled:
        """Sum two."""
        return Polled(
            self.read + other.read,
            self.failed + other.failed,
            self.told + other.told,
            self.chats | other.chats,
            self.fault or other.fault,
        )


class Poller:
    """Polls sources into the store. Faults of one source or page never reach another."""

    def __init__(self, store: Store, clock: Clock, owing: Callable[[Iterable[str]], None], jitter: random.Random) -> None:
        """``owing`` is told which chats have something to send."""
        self._store = store
        self._clock = clock
        self._owing = owing
        self._jitter = jitter

    async def poll(self, source: SourcePort, *, force: bool = False) -> Polled:
        """Ask a source once and read what is due; ``force`` asks even while it is to be left alone after faults."""
        async with self._store.look() as ledger:
            health = await ledger.intake.health(source.name)
        if health.next_at is not None and health.next_at > self._clock() and not force:
            return Polled(fault=health.fault)
        try:
            items = await source.items()
        except SourceError as error:
            return await self._failed(source, str(error), error.retry_after, health.failures)
        except Exception as error:  # a source's own bug must not end the others: noted like any fault, with its traceback
            log.exception("%s: polling failed", source.name)
            return await self._failed(source, f"internal error: {type(error).__name__}", None, health.failures)
        if health.failures:
            log.info("%s: works again", source.name)
        async with self._store.begin() as ledger:
            await ledger.intake.note(source.name, items, self._clock())
            due = await ledger.intake.due(source.name, self._clock())
        return sum([await self._item(source, noted) for noted in due], Polled())

    async def _failed(self, source: SourcePort, reason: str, retry_after: float | None, failures: int) -> Polled:
        wait = pace.after_failure(failures, source.interval, retry_after, self._jitter)
        log.warning("%s: %s; asking again in %s", source.name, reason, pace.spoken(wait))
        async with self._store.begin() as ledger:
            await ledger.intake.source_failed(source.name, reason, self._clock() + wait)
        return Polled(fault=reason)

    async def _item(self, source: SourcePort, noted: NotedItem) -> Polled:
        try:
            page = await source.fetch(noted.item)
            reading = await asyncio.to_thread(source.read, page)
            return await self._record(source, noted, page.url, reading)
        except SourceError as error:
            return await self._item_failed(source, noted, str(error), error.retry_after)
        except Exception as error:  # one page's fault, even a bug it woke, must not stop the next: noted, with its traceback
            log.exception("%s: %s could not be read", source.name, noted.item.key)
            return await self._item_failed(source, noted, f"internal error: {type(error).__name__}: {error}", None)

    async def _item_failed(self, source: SourcePort, noted: NotedItem, reason: str, retry_after: float | None) -> Polled:
        age = self._clock() - noted.first_seen
        wait = pace.after_item_failure(noted.attempts, age, source.interval, retry_after, self._jitter)
        log.warning("%s: %s: %s", source.name, noted.item.key, reason)
        async with self._store.begin() as ledger:
            await ledger.intake.item_failed(noted, reason, self._clock() + wait if wait is not None else None)
        return Polled(failed=1)

    async def _record(self, source: SourcePort, noted: NotedItem, url: str, reading: Reading) -> Polled:
        now = self._clock()
        told_by = Source(source.title, url or noted.item.url, source.authority, noted.item.published, now)
        async with self._store.begin(recording=True) as ledger:
            recorder = Recorder(ledger, now, backlog=noted.backlog and noted.first_reading)
            told = await recorder.record(noted.id, told_by, reading)
            wait = pace.until_next_look(reading, now - noted.first_seen, source.interval)
            await ledger.intake.read(noted, now, now + wait if wait is not None else None)
        self._owing(recorder.chats)
        return Polled(read=1, told=told, chats=frozenset(recorder.chats))
