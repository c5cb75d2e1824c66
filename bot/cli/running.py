"""The commands that poll and tell: ``run``, ``demo`` and ``poll``."""

from __future__ import annotations

import asyncio
import importlib
import logging
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory

import typer

from bot.cli.compose import chats, http, opened, remember, sources
from bot.cli.settled import complete, now, out, settled, start_log
from bot.deliver import Deliverer
from bot.poll import Poller
from bot.ports import Engine, VetowatchError
from bot.program import Program, greet_console, poll_once
from bot.store import Store
from bot.words import day
from config.settings import Settings

log = logging.getLogger(__name__)
app = typer.Typer()


@app.command()
def run() -> None:
    """Poll the sources and tell each vote, until Ctrl-C. Works without any setting: SQLite file, alerts in this terminal."""
    settings = settled()
    complete(_serve(settings))


@app.command()
def demo() -> None:
    """Replay a small built-in set of pages through the whole program, to this terminal; no network, no tokens, nothing kept."""
    start_log("WARNING")
    complete(_demo())


@app.command()
def poll() -> None:
    """Poll every source once and say what came; alerts are owed to subscribers and sent by the running program."""
    complete(_poll(settled()))


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    engine: Engine = importlib.import_module("adapters.engines.local").LocalEngine()
    async with opened(settings) as store, http(settings) as fetcher:
        await greet_console(store, now)
        program = Program(store, sources(settings, fetcher), chats(settings, store), engine, now, random.Random())  # noqa: S311 jitter, no secret
        async with _remembering(store, wanted=settings.history):
            await program.run(stop.wait())


@asynccontextmanager
async def _remembering(store: Store, *, wanted: bool) -> AsyncIterator[None]:
    """Load the built-in record beside the running program: the first alert does not wait for the past, nor does the end."""
    loading = asyncio.create_task(remember(store, history=wanted))
    try:
        yield
    finally:
        if not loading.done():
            loading.cancel()  # it is all or nothing, and begun again at the next start
        for failure in await asyncio.gather(loading, return_exceptions=True):
            if isinstance(failure, Exception):
                log.error("the built-in record could not be loaded: %s", failure, exc_info=failure)


async def _demo() -> None:
    """Walk through the story with its own clock: each scene is polled, recorded, owed and sent before the next begins."""
    from adapters.sources import demo as demo_story

    told = demo_story.sources()
    console = importlib.import_module("adapters.chats.console").chat({})
    moment = demo_story.STORY[0].at
    with TemporaryDirectory() as directory:
        async with Store(f"sqlite:///{directory}/demo.sqlite3") as store:
            await store.upgrade()
            await greet_console(store, lambda: moment)
            poller = Poller(store, lambda: moment, lambda _chats: None, random.Random())  # noqa: S311 jitter, no secret
            deliverer = Deliverer(store, console, lambda: moment, random.Random())  # noqa: S311 jitter, no secret
            for scene in demo_story.STORY:
                moment = scene.at
                out.print(f"\n[dim]{day(moment.date())} — {scene.note}", highlight=False)
                told[scene.source].show(scene)
                await poller.poll(told[scene.source])
                await deliverer.deliver()


async def _poll(settings: Settings) -> None:
    async with opened(settings) as store, http(settings) as fetcher:
        polled = await poll_once(store, sources(settings, fetcher), now, random.Random())  # noqa: S311 jitter, no secret
    for name, result in polled.items():
        text = result.fault or f"{result.read} pages read, {result.failed} failed, {result.told} votes new or changed"
        out.print(f"{name}: {text}", markup=False, highlight=False)
    if all(result.fault for result in polled.values()):
        raise VetowatchError("no source could be reached")
