"""Web sites on loopback for the tests of sources: what each path answers, what was asked, and time that passes only when slept."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import ClassVar

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from adapters.http import Timing

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
NOON = dt.datetime(2026, 8, 29, 12, tzinfo=dt.UTC)


def answer(body: bytes | str = b"", kind: str = "text/html", status: int = 200, **headers: str) -> Handler:
    """Answer always the same; ``headers`` are written with underscores (``Retry_After``)."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(body=data, status=status, headers=fields)

    return handle


def redirect(location: str, status: int = 302) -> Handler:
    return answer(status=status, Location=location)


@dataclass
class Site:
    """One site: ``pages`` may change while it runs, ``asked`` are the paths asked for, ``headers`` what the last request carried."""

    port: int
    pages: dict[str, Handler] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(request.path)
        self.headers = dict(request.headers)
        page = self.pages.get(request.path)
        return await page(request) if page else web.Response(status=404)


@asynccontextmanager
async def serving() -> AsyncIterator[Site]:
    """Run a site on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        site = Site(listening.getsockname()[1])
        runner = web.ServerRunner(web.Server(site.handle, access_log=None))
        await runner.setup()
        await web.SockSite(runner, listening).start()
        try:
            yield site
        finally:
            await runner.cleanup()


@dataclass
class Clock:
    """A clock that only sleeping moves, and not even that where it stands still (many sleep at once)."""

    seconds: float = 1000.0
    slept: list[float] = field(default_factory=list)
    chance: float = 0.0
    still: bool = False

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += 0 if self.still else seconds

    @property
    def timing(self) -> Timing:
        return Timing(lambda: self.seconds, lambda: NOON, self.sleep, lambda: self.chance)


class Names(AbstractResolver):
    """A resolver that knows the given names, and a new address for each question where it is given several."""

    FLAGS: ClassVar[int] = socket.AI_NUMERICHOST

    def __init__(self, known: dict[str, list[str]]) -> None:
        self.known = known

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        addresses = self.known.get(host)
        if not addresses:
            raise OSError(f"no such name: {host}")
        address = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        found = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=found, proto=0, flags=self.FLAGS)]

    async def close(self) -> None:
        """Nothing is open."""
