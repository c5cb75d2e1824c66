"""``make bench``: start-up, the time from page to platform, memory, reading. Everything is on loopback and ends by itself."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from aiohttp import web
from rich.console import Console
from rich.table import Table

from adapters.http import Http, Limits
from adapters.sources.press import source as press
from bot.poll import Poller
from bot.reading import read
from bot.reading.document import Document
from bot.reading.text import from_html
from bot.store import Store
from tests.bench import memory, rules
from tests.sites import Handler, answer, serving
from tests.whole import World, channels, demo_page, world

ROUNDS = 30
DAY = 24 * 3600 // 90  # polls a day at the default pace
RESULT = """<html><body><main><p>The Security Council today adopted resolution {n} (2022) (to be issued as document S/RES/{n}(2022)) by
a vote of 14 in favour to none against, with 1 abstention (India), on the mandate of mission {n}.</p></main></body></html>"""


def main() -> None:
    """Measure and print; also as JSON with ``--json``."""
    figures = asyncio.run(_measure()) | memory.measure()
    if "--json" in sys.argv:
        sys.stdout.write(json.dumps(figures, indent=1) + "\n")
        return
    table = Table("what", "measured", title="Vetowatch, measured here")
    for what, figure in figures.items():
        table.add_row(what, figure)
    Console().print(table)


async def _measure() -> dict[str, str]:
    figures: dict[str, str] = dict(_reading())
    seconds, wanted = rules.measure()
    figures["100,000 rules of all kinds held to one alert"] = f"{1000 * seconds:.0f} ms of processor ({wanted} wanted it)"
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory)
        figures |= await _whole(path, f"sqlite:///{path / 'bench.sqlite3'}")
    with tempfile.TemporaryDirectory() as directory:
        figures |= await _day(Path(directory))
    return figures


def _reading() -> Iterator[tuple[str, str]]:
    """Read an Assembly page with long lists, and a page of 60 kB."""
    body = demo_page("ga12407.html")
    text, _ = from_html(body, "utf-8")
    yield "reading a 1.4 kB Assembly page", _times(lambda: read(Document(*from_html(body, "utf-8"))), 200)
    long = (
        text
        + "\n\n"
        + "\n\n".join(["The representative of Ghana said that the mandate should be extended until the end of the year."] * 620)
    )
    yield f"reading a {len(long) // 1000} kB press page", _times(lambda: read(Document(long)), 20)


def _times(work: Callable[[], object], rounds: int) -> str:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return _spread(taken, "ms")


def _spread(taken: list[float], unit: str) -> str:
    taken.sort()
    return f"median {statistics.median(taken):.2f} {unit}, p99 {taken[min(len(taken) - 1, int(len(taken) * 0.99))]:.2f} {unit}"


async def _whole(path: Path, database_url: str) -> dict[str, str]:
    """Run the program and let pages turn into results, one after the other."""
    async with world(path, database_url) as made:
        for chat, channel in channels():
            await made.command("subscribe", chat, channel)
        begun = time.monotonic()
        await made.start()
        await made.until(lambda: "/en/rss.xml" in made.site.asked)
        figures = {"start-up, to the first request": f"{time.monotonic() - begun:.2f} s"}
        await made.until(lambda: made.site.asked.count("/en/rss.xml") > 1)
        figures["memory at rest"] = _memory(made.program.pid if made.program else 0)
        served, accepted = await _rounds(made)
        figures["page served → both platforms accepted"] = _spread(served, "ms")
        figures["page changed → both accepted, polled each second"] = _spread(accepted, "ms")
        figures["memory after that"] = _memory(made.program.pid if made.program else 0)
        figures["to end"] = f"{await made.stop():.2f} s"
    return figures


async def _rounds(made: World) -> tuple[list[float], list[float]]:
    served: list[float] = []
    accepted: list[float] = []
    for n in range(3000, 3000 + ROUNDS):
        await asyncio.sleep(random.random())
        shown = asyncio.get_running_loop().create_future()
        changed = time.time()
        page = f"/en/2022/sc{n}.doc.htm"
        made.site.pages[page] = _noting(RESULT.format(n=n), shown)
        made.feed("/en/rss.xml", **{page: f"Security Council Adopts Resolution {n} (2022)"})
        await made.until(lambda: all(len(posted) > len(served) for posted in made.posted()))
        calls = [made.discord.called("POST /api/v10/channels")[-1].at, made.slack.called("chat.postMessage")[-1].at]
        served.append(1000 * (max(calls) - await shown))
        accepted.append(1000 * (max(calls) - changed))
    return served, accepted


def _noting(text: str, shown: asyncio.Future[float]) -> Handler:
    inner: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]] = answer(text)

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        if not shown.done():
            shown.set_result(time.time())
        return await inner(request)

    return handle


async def _day(path: Path) -> dict[str, str]:
    """Poll a feed as often as in a day, as fast as it goes, in this process."""
    async with (
        serving() as site,
        Store(f"sqlite:///{path / 'day.sqlite3'}") as store,
        Http("bench", allow_private=True, limits=Limits(gap=0)) as http,
    ):
        await store.upgrade()
        site.pages["/robots.txt"] = answer("", "text/plain", status=404)
        site.pages["/en/2022/sc14911.doc.htm"] = answer(demo_page("sc14911.html"))
        item = f"<item><title>A meeting</title><link>{site.url('/en/2022/sc14911.doc.htm')}</link></item>"
        site.pages["/rss.xml"] = answer(f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>', "application/rss+xml")
        source = press("press", {"url": site.url("/rss.xml"), "every": "90s"}, http)
        now = dt.datetime.now(dt.UTC)
        poller = Poller(store, lambda: now, lambda _chats: None, random.Random(1))
        await poller.poll(source)
        before, begun = _kilobytes("self"), time.monotonic()
        for _ in range(DAY):
            now += dt.timedelta(seconds=90)
            await poller.poll(source)
        grown = (_kilobytes("self") - before) / 1024
    return {f"a day's {DAY} polls of one source": f"{time.monotonic() - begun:.1f} s, memory grew by {grown:.1f} MB"}


def _memory(pid: int) -> str:
    return f"{_kilobytes(pid) / 1024:.0f} MB"


def _kilobytes(pid: int | str) -> int:
    """Return the resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


if __name__ == "__main__":
    main()
