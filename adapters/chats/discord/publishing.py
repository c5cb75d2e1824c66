"""Announcement channels: what is posted there is published to the servers that follow them, ten messages an hour at the most.

A message there is rewritten three times an hour at the most: edits that come closer are made one. Vetoes are published first: while the
hour has few places left they are kept for vetoes, and everything else waits its turn. What waits to be published is kept in memory, since
an alert that its followers miss is still in its own channel.
https://docs.discord.com/developers/resources/message#crosspost-message; the limit is told in discord/discord-api-docs#3080.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
import discord

AN_HOUR, HOUR, RESERVE = 10, 3600.0, 3
EDITS_AN_HOUR = 3
ALREADY_PUBLISHED = 40033
GRACE = 2.0  # seconds to publish what may be published still, at the end
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Allowance:
    """When a channel's messages were published in the last hour, in seconds of one clock, and until when it may publish none."""

    taken: list[float] = field(default_factory=list)
    closed_until: float = 0.0

    def wait(self, now: float, *, urgent: bool) -> float:
        """Return how many seconds to wait for a place. Whoever is not urgent leaves the last places free."""
        self.taken = [moment for moment in self.taken if moment > now - HOUR]
        places = AN_HOUR if urgent else AN_HOUR - RESERVE
        full = self.taken[-places] + HOUR - now if len(self.taken) >= places else 0.0
        return max(full, self.closed_until - now, 0.0)


class Edits:
    """When messages of announcement channels were rewritten. An edit that has to wait is composed at its time, with all that came."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Know of none yet."""
        self._clock = clock
        self._taken: dict[int, list[float]] = {}

    def wait(self, message: int) -> float:
        """Return how many seconds to wait before a message may be rewritten."""
        taken = self._recent().get(message, [])
        return taken[-EDITS_AN_HOUR] + HOUR - self._clock() if len(taken) >= EDITS_AN_HOUR else 0.0

    def note(self, message: int) -> None:
        """Note that a message was rewritten."""
        self._taken.setdefault(message, []).append(self._clock())

    def _recent(self) -> dict[int, list[float]]:
        """Forget what is over an hour ago."""
        since = self._clock() - HOUR
        kept = {message: [moment for moment in moments if moment > since] for message, moments in self._taken.items()}
        self._taken = {message: moments for message, moments in kept.items() if moments}
        return self._taken


@dataclass(slots=True)
class _Queue:
    """What one channel has still to publish: (not urgent, order, message)."""

    allowance: Allowance = field(default_factory=Allowance)
    waiting: list[tuple[bool, int, int]] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    worker: asyncio.Task[None] | None = None


class Publisher:
    """Publishes messages, given by channel and message id, as their channel's hour allows."""

    def __init__(self, publish: Callable[[int, int], Awaitable[None]], clock: Callable[[], float] = time.monotonic) -> None:
        """``publish`` asks Discord once."""
        self._publish, self._clock = publish, clock
        self._order = itertools.count()
        self._queues: defaultdict[int, _Queue] = defaultdict(_Queue)

    def owe(self, channel: int, message: int, *, urgent: bool) -> None:
        """Publish a message soon; returns at once and never fails."""
        queue = self._queues[channel]
        heapq.heappush(queue.waiting, (not urgent, next(self._order), message))
        queue.came.set()
        if queue.worker is None or queue.worker.done():
            queue.worker = asyncio.create_task(self._work(channel, queue), name=f"publish:{channel}")

    async def close(self) -> None:
        """Let what has a place be published, and give up the rest."""
        working = [queue.worker for queue in self._queues.values() if queue.worker and not queue.worker.done()]
        if working:
            await asyncio.wait(working, timeout=GRACE)
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)

    async def _work(self, channel: int, queue: _Queue) -> None:
        while queue.waiting:
            queue.came.clear()
            wait = queue.allowance.wait(self._clock(), urgent=not queue.waiting[0][0])
            if wait:
                with contextlib.suppress(TimeoutError):  # a veto that comes meanwhile may go before
                    async with asyncio.timeout(wait):
                        await queue.came.wait()
            else:
                await self._publish_next(channel, queue)

    async def _publish_next(self, channel: int, queue: _Queue) -> None:
        """Publish one. What is refused is left in its own channel; where Discord asks to wait, it waits its turn again."""
        owed = heapq.heappop(queue.waiting)
        queue.allowance.taken.append(self._clock())
        try:
            await self._publish(channel, owed[2])
        except discord.RateLimited as error:
            queue.allowance.closed_until = self._clock() + error.retry_after
            heapq.heappush(queue.waiting, owed)
        except discord.HTTPException as error:
            if error.code != ALREADY_PUBLISHED:
                _log.warning("Discord does not publish message %s of channel %s: %s", owed[2], channel, error.text or error.status)
        except (aiohttp.ClientError, OSError) as error:
            _log.warning("message %s of Discord channel %s may not have been published: %s", owed[2], channel, type(error).__name__)
