"""Everything in one process: APScheduler decides when, asyncio runs it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Job

log = logging.getLogger(__name__)
_STOP = 3.0  # seconds a job has to end when the program stops


@dataclass(slots=True)
class _Work:
    """A job and how it stands: ``again`` is set when it was asked for while it ran."""

    name: str
    job: Job
    timeout: dt.timedelta
    task: asyncio.Task[None] | None = None
    again: bool = False


class LocalEngine:
    """Runs each job at its pace and never twice at once; one that outlives its time-out is ended and reported."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._scheduler = AsyncIOScheduler(timezone=dt.UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None})
        self._work: dict[str, _Work] = {}

    def every(self, name: str, interval: dt.timedelta, job: Job, *, timeout: dt.timedelta) -> None:
        """Run a job at its pace, spread by a tenth, the first time at once."""
        self._work[name] = _Work(name, job, timeout)
        seconds = interval.total_seconds()
        self._scheduler.add_job(
            self._start, "interval", [name], id=name, seconds=seconds, jitter=seconds / 10, next_run_time=dt.datetime.now(dt.UTC)
        )

    def soon(self, name: str) -> None:
        """Run a known job now, or once more when it is running; an unknown one is no error."""
        if name in self._work and self._scheduler.running:
            self._begin(self._work[name], again=True)

    async def run(self, until: Awaitable[object]) -> None:
        """Run all jobs until the awaitable ends, then end them within seconds."""
        self._scheduler.start()
        try:
            await until
        finally:
            self._scheduler.shutdown(wait=False)
            await self._stop()

    async def _start(self, name: str) -> None:
        self._begin(self._work[name], again=False)

    def _begin(self, work: _Work, *, again: bool) -> None:
        if work.task is None or work.task.done():
            work.task = asyncio.get_running_loop().create_task(self._run(work), name=work.name)
        elif again:
            work.again = True

    async def _run(self, work: _Work) -> None:
        work.again = True
        while work.again:
            work.again = False
            await self._once(work)

    async def _once(self, work: _Work) -> None:
        try:
            await asyncio.wait_for(work.job(), work.timeout.total_seconds())
        except TimeoutError:
            log.exception("%s was stuck for %s and has been ended; it runs again at its next turn", work.name, work.timeout)
        except Exception:  # a job's fault must not end the engine: reported with its traceback, the job runs again at its next turn
            log.exception("%s failed", work.name)

    async def _stop(self) -> None:
        tasks = [work.task for work in self._work.values() if work.task is not None and not work.task.done()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_STOP)
