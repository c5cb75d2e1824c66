"""The whole program as people run it: a process of its own between a feed on loopback and servers that speak the platforms' protocols."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.emulators.discord import Discord, objects
from tests.emulators.server import Handler
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, CHANNEL, Slack
from tests.sites import Site, answer, serving

PAGE = "/en/2022/sc14911.doc.htm"
_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>A feed</title><link>{base}</link><description/>{items}</channel></rss>"""
_ITEM = "<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>Thu, 26 May 2022 16:30:00 -0400</pubDate></item>"
_SOURCES = """
[sources.un-press]
kind = "press"
url = "{base}/en/rss.xml"
every = "1s"

[sources.an-agency]
kind = "news"
url = "{base}/agency.xml"
every = "1s"
fetch_pages = true
"""
PATIENCE = 60.0  # seconds a test waits at the most for what must come


def demo_page(name: str) -> bytes:
    """Take a page of the built-in story."""
    return (resources.files("adapters.sources.demo") / name).read_bytes()


@dataclass
class World:
    """A feed, both platforms, and the program between them, which can be killed and started again."""

    site: Site
    discord: Discord
    slack: Slack
    directory: Path
    database_url: str
    program: asyncio.subprocess.Process | None = None
    starts: int = 0
    log_level: str = "INFO"
    history: bool = False  # the past takes seconds to load, and tells no alert
    log: bytearray = field(default_factory=bytearray)

    def feed(self, path: str, **titles: str) -> None:
        """Serve a feed of the given pages: path (``__`` for ``/``) to title."""
        base = self.site.url("")
        items = "".join(_ITEM.format(title=title, url=base + page.replace("__", "/")) for page, title in titles.items())
        self.site.pages[path] = answer(_FEED.format(base=base, items=items), "application/rss+xml")

    def placeholder(self) -> None:
        """Let UN Press announce the meeting of 26 May 2022."""
        before = b"<html><body><main><p>(A full summary of this meeting will be available at a later time.)</p></main></body></html>"
        self.site.pages[PAGE] = answer(before)
        self.feed("/en/rss.xml", **{PAGE: "Security Council, 9048th Meeting"})

    def result(self) -> None:
        """Let the same address tell of the veto of S/2022/431."""
        self.site.pages[PAGE] = answer(demo_page("sc14911.html"))

    def agency(self) -> None:
        """Let an agency tell of it too, with the sponsor and quotes."""
        self.site.pages["/dprk"] = answer(demo_page("agency-dprk.html"))
        self.feed("/agency.xml", **{"/dprk": "China and Russia veto tighter UN sanctions on North Korea"})

    @property
    def environment(self) -> dict[str, str]:
        """Say how the program is pointed at this world: documented settings only."""
        return {
            "PATH": os.environ["PATH"],
            "VETOWATCH_DATABASE_URL": self.database_url,
            "VETOWATCH_SOURCES": str(self.directory / "sources.toml"),
            "VETOWATCH_HISTORY": "true" if self.history else "false",
            "VETOWATCH_HTTP__ALLOW_PRIVATE": "true",
            "VETOWATCH_HTTP__GAP": "0",
            "VETOWATCH_LOG_LEVEL": self.log_level,
            "VETOWATCH_DISCORD__TOKEN": objects.TOKEN,
            "VETOWATCH_DISCORD__API_URL": self.discord.api_url,
            "VETOWATCH_DISCORD__GATEWAY_URL": self.discord.gateway_url,
            "VETOWATCH_SLACK__BOT_TOKEN": BOT_TOKEN,
            "VETOWATCH_SLACK__APP_TOKEN": APP_TOKEN,
            "VETOWATCH_SLACK__API_URL": self.slack.api_url,
        }

    async def command(self, *words: str) -> str:
        """Give one command on the command line; returns what it prints, fails when it does."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words), cwd=self.directory, env=self.environment, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await process.communicate()
        assert process.returncode == 0, out.decode()
        return out.decode()

    async def start(self) -> None:
        """Start the program."""
        self.starts += 1
        self.program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=self.directory,
            env=self.environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            limit=1 << 20,  # bytes of a line: discord.py logs all commands in one, with their names in six languages
        )
        self._reading = asyncio.create_task(self._keep(self.program))

    async def _keep(self, program: asyncio.subprocess.Process) -> None:
        assert program.stderr is not None
        while line := await program.stderr.readline():
            self.log += line

    def kill(self) -> None:
        """End the program as a power cut would."""
        if self.program is not None and self.program.returncode is None:
            self.program.kill()

    async def gone(self) -> None:
        """Wait until the program has ended."""
        if self.program is not None:
            await self.program.wait()
            await self._reading

    async def gone_or_killed(self) -> None:
        """End the program if it still runs, and keep the last of its log."""
        self.kill()
        with contextlib.suppress(ProcessLookupError):
            await self.gone()

    async def stop(self) -> float:
        """End the program as an operator would; returns the seconds it took."""
        assert self.program is not None
        begun = time.monotonic()
        self.program.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self.gone(), PATIENCE)
        return time.monotonic() - begun

    async def until(self, done: Callable[[], Any]) -> None:
        """Wait for what must come; fails with the program's log when it does not."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not done():  # noqa: ASYNC110 other processes bring it about, and tell nobody
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"it did not come; the program said:\n{self.log.decode()}") from None

    def posted(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return what stands in Discord and in Slack."""
        return self.discord.shown(), self.slack.shown()

    def told(self) -> bool:
        """Whether each platform has a message."""
        return all(self.posted())


@asynccontextmanager
async def world(directory: Path, database_url: str) -> AsyncIterator[World]:
    """Set up everything but the program; whatever still runs is ended afterwards."""
    async with serving() as site, Discord() as discord, Slack() as slack:
        made = World(site, discord, slack, directory, database_url)
        (directory / "sources.toml").write_text(_SOURCES.format(base=site.url("")))
        made.feed("/en/rss.xml")
        made.feed("/agency.xml")
        site.pages["/robots.txt"] = answer("User-agent: *\nDisallow:\n", "text/plain")
        try:
            yield made
        finally:
            await made.gone_or_killed()


@dataclass
class Kill:
    """A fault: the program is killed while this call is under way, before the platform has done anything or after it has done all."""

    world: World
    after: bool

    async def meet(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request) if self.after else None
        self.world.kill()
        await self.world.gone()
        return response or web.Response(status=500)


def channels() -> list[tuple[str, str]]:
    """Return one channel on each platform."""
    return [("discord", objects.CHANNEL_ID), ("slack", CHANNEL)]
