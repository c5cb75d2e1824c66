from __future__ import annotations

import asyncio
import datetime as dt
import logging

import pytest

from adapters.engines.local import LocalEngine

HOUR = dt.timedelta(hours=1)
SOON = 10.0  # seconds a test waits at the most before it fails


class Work:
    """A job that counts its runs, says when each begins, and can be held."""

    def __init__(self, *, held: bool = False) -> None:
        self.runs = 0
        self.at_once = 0
        self.most_at_once = 0
        self.begun: asyncio.Queue[int] = asyncio.Queue()
        self.gate = asyncio.Event()
        if not held:
            self.gate.set()

    async def __call__(self) -> None:
        self.runs += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.put_nowait(self.runs)
        try:
            await self.gate.wait()
        finally:
            self.at_once -= 1

    async def next(self) -> int:
        return await asyncio.wait_for(self.begun.get(), SOON)


async def test_a_job_runs_at_once_and_again_when_asked() -> None:
    engine, work, stop = LocalEngine(), Work(), asyncio.Event()
    engine.every("work", HOUR, work, timeout=HOUR)
    running = asyncio.create_task(engine.run(stop.wait()))
    assert await work.next() == 1
    engine.soon("work")
    assert await work.next() == 2
    stop.set()
    await asyncio.wait_for(running, SOON)


async def test_a_job_never_overlaps_itself_and_calls_while_it_runs_count_as_one() -> None:
    engine, work, stop = LocalEngine(), Work(held=True), asyncio.Event()
    engine.every("work", HOUR, work, timeout=HOUR)
    running = asyncio.create_task(engine.run(stop.wait()))
    await work.next()
    for _ in range(5):
        engine.soon("work")
    work.gate.set()
    assert await work.next() == 2
    stop.set()
    await asyncio.wait_for(running, SOON)
    assert (work.runs, work.most_at_once) == (2, 1)


async def test_a_stuck_job_is_ended_and_reported(caplog: pytest.LogCaptureFixture) -> None:
    engine, work, stop = LocalEngine(), Work(held=True), asyncio.Event()
    engine.every("work", HOUR, work, timeout=dt.timedelta(milliseconds=20))
    running = asyncio.create_task(engine.run(stop.wait()))
    await work.next()
    engine.soon("work")
    assert await work.next() == 2  # it runs again although the first was stuck
    stop.set()
    await asyncio.wait_for(running, SOON)
    assert "work was stuck" in caplog.text


async def test_a_failing_job_is_reported_and_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    engine, stop, begun = LocalEngine(), asyncio.Event(), asyncio.Queue[None]()

    async def fail() -> None:
        begun.put_nowait(None)
        raise ZeroDivisionError

    engine.every("work", HOUR, fail, timeout=HOUR)
    running = asyncio.create_task(engine.run(stop.wait()))
    await asyncio.wait_for(begun.get(), SOON)
    engine.soon("work")
    await asyncio.wait_for(begun.get(), SOON)
    stop.set()
    await asyncio.wait_for(running, SOON)
    assert "work failed" in caplog.text


async def test_stopping_ends_running_jobs() -> None:
    engine, work, stop = LocalEngine(), Work(held=True), asyncio.Event()
    engine.every("work", HOUR, work, timeout=HOUR)
    running = asyncio.create_task(engine.run(stop.wait()))
    await work.next()
    stop.set()
    await asyncio.wait_for(running, SOON)
    assert work.at_once == 0


async def test_asking_for_an_unknown_job_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    LocalEngine().soon("nothing")
    assert caplog.text == ""
