"""Socket Mode: envelopes out, acknowledgements in.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from tests.emulators.slack.objects import HELLO

Json = dict[str, Any]
ACK_WITHIN = 3.0


class SocketMode:
    """All Socket Mode connections. A ticket is good for one of them."""

    def __init__(self) -> None:
        self.sockets: list[web.WebSocketResponse] = []
        self.opened = 0
        self.tickets: set[str] = set()
        self._acks: dict[str, asyncio.Future[Json]] = {}

    def ticket(self) -> str:
        ticket = secrets.token_hex(12)
        self.tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("ticket") not in self.tickets:
            return web.Response(status=408)
        self.tickets.remove(request.query["ticket"])
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.sockets.append(socket)
        self.opened += 1
        try:
            await self._serve(socket)
        finally:
            self.sockets.remove(socket)
        return socket

    async def _serve(self, socket: web.WebSocketResponse) -> None:
        """Say hello, echo pings with their payload (slack_sdk counts on it), and take acknowledgements."""
        await socket.send_json(HELLO)
        async for frame in socket:
            if frame.type is WSMsgType.PING:
                await socket.pong(frame.data)
            elif frame.type is WSMsgType.TEXT:
                self._acknowledged(json.loads(frame.data))

    def _acknowledged(self, ack: Json) -> None:
        waiting = self._acks.pop(ack.get("envelope_id", ""), None)
        if waiting:
            waiting.set_result(ack)

    async def send(self, kind: str, payload: Json) -> Json:
        """Send an envelope and return its acknowledgement; fails when none comes within three seconds."""
        envelope = secrets.token_hex(16)
        waiting: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._acks[envelope] = waiting
        frame = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": kind != "events_api"}
        await self.sockets[-1].send_json(frame)
        async with asyncio.timeout(ACK_WITHIN):
            return await waiting

    async def connected(self, count: int = 1) -> None:
        """Wait until so many connections were opened in all, and one is there."""
        async with asyncio.timeout(10):
            while self.opened < count or not self.sockets:  # noqa: ASYNC110 - a test's wait, not a program's
                await asyncio.sleep(0.01)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every client to connect anew, as Slack does every few hours."""
        for socket in list(self.sockets):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink"}})

    async def close(self) -> None:
        for socket in list(self.sockets):
            await socket.close()
