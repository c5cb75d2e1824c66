"""What both platform emulators share: a loopback server that records every call, fails on request, and shows what it holds.

Beside its platform's routes each emulator answers ``GET /_emulator/messages``, ``/_emulator/calls`` and ``/_emulator/problems``, and
takes ``POST /_emulator/faults`` with ``{"match", "times"?, "status"? | "drop"? ("before" or "after") | "delay"?}``, so that it can be
driven from another process.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol, Self

from aiohttp import web

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Call:
    """One request as it came in, and the status it got; ``status`` is None while it runs or when its answer was lost."""

    verb: str
    path: str
    query: Json
    body: Any
    at: float
    status: int | None = None


CALL = web.RequestKey("call", Call)


class Fault(Protocol):
    """Something that goes wrong in place of, after or before a call."""

    async def meet(self, request: web.Request, handler: Handler) -> web.StreamResponse: ...


@dataclass(frozen=True)
class Refuse:
    """Answer with a status and body instead of doing anything: text is sent as a page, bytes as JSON that may be none."""

    status: int
    body: object = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    async def meet(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if isinstance(self.body, str):
            return web.Response(text=self.body, status=self.status, content_type="text/html", headers=self.headers)
        return json_response(self.body, self.status, self.headers)


@dataclass(frozen=True)
class Drop:
    """Cut the connection, before the call is processed or after it: then all is done and the reply is lost."""

    after: bool = False

    async def meet(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.after:
            await handler(request)
        if request.transport:
            request.transport.abort()
        raise ConnectionResetError


@dataclass(frozen=True)
class Delay:
    """Process the call late."""

    seconds: float

    async def meet(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        await asyncio.sleep(self.seconds)
        return await handler(request)


@dataclass
class Ordered:
    """A fault that waits for its calls: ``match`` is searched in ``VERB /path``."""

    match: str
    fault: Fault
    times: int


def json_response(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Answer with JSON and exactly ``application/json``: discord.py reads any other content type as text."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return web.Response(body=raw, status=status, headers={**(headers or {}), "Content-Type": "application/json"})


class Emulator:
    """A platform on loopback. Start it with ``async with``; ``port`` 0 takes a free one."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.host, self.port = host, port
        self.calls: list[Call] = []
        self.problems: list[str] = []
        self._orders: list[Ordered] = []
        self._runner: web.AppRunner | None = None

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def socket_base(self) -> str:
        return f"ws://{self.host}:{self.port}"

    def routes(self) -> list[web.RouteDef]:
        """List the platform's own routes."""
        raise NotImplementedError

    def shown(self) -> list[Json]:
        """All messages there are, oldest first, for ``/_emulator/messages``."""
        raise NotImplementedError

    async def hang_up(self) -> None:
        """Close the platform's sockets before the server ends."""

    def fail(self, match: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls that match ``VERB /path`` meet a fault."""
        self._orders.append(Ordered(match, fault, times))

    def called(self, match: str) -> list[Call]:
        """Return the calls whose ``VERB /path`` match."""
        return [call for call in self.calls if re.search(match, f"{call.verb} {call.path}")]

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=26 * 2**20, middlewares=[self._middleware])
        app.add_routes([*self.routes(), *self._control_routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self.host, self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.hang_up()
        if self._runner:
            await self._runner.cleanup()

    @web.middleware
    async def _middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/_emulator/") or request.headers.get("Upgrade"):
            return await handler(request)
        call = Call(request.method, request.path, dict(request.query), await self.parse(request), time.time())
        self.calls.append(call)
        request[CALL] = call
        response = await self._met(request, handler)
        call.status = response.status
        return response

    async def _met(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        for order in self._orders:
            if order.times > 0 and re.search(order.match, f"{request.method} {request.path}"):
                order.times -= 1
                return await order.fault.meet(request, handler)
        return await handler(request)

    async def parse(self, request: web.Request) -> Any:
        """Read a body: JSON, or the fields of a form."""
        if not request.can_read_body:
            return None
        if request.content_type == "application/json":
            return await request.json()
        return dict(await request.post())

    def _control_routes(self) -> list[web.RouteDef]:
        async def show(request: web.Request) -> web.Response:
            things = {"messages": self.shown(), "calls": [asdict(call) for call in self.calls], "problems": self.problems}
            return json_response(things[request.match_info["what"]])

        async def order(request: web.Request) -> web.Response:
            wish = await request.json()
            self.fail(wish["match"], fault_from(wish), wish.get("times", 1))
            return json_response({})

        return [web.get("/_emulator/{what:messages|calls|problems}", show), web.post("/_emulator/faults", order)]


def fault_from(wish: Mapping[str, Any]) -> Fault:
    """Read a fault from the control endpoint's JSON."""
    if "drop" in wish:
        return Drop(after=wish["drop"] == "after")
    if "delay" in wish:
        return Delay(wish["delay"])
    return Refuse(wish["status"], wish.get("body", {}), wish.get("headers", {}))


def serve(emulator: type[Emulator]) -> None:
    """Run an emulator as its own process until it is interrupted; prints its address once it listens."""
    parser = argparse.ArgumentParser(description=emulator.__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()

    async def forever() -> None:
        async with emulator(options.host, options.port) as server:
            print(server.base, flush=True)  # noqa: T201 - the one line another process waits for
            await asyncio.Event().wait()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(forever())
