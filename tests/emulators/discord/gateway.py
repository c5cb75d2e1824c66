"""Discord's gateway: HELLO, IDENTIFY, RESUME, heartbeats, and events in the compression the client asked for.

https://docs.discord.com/developers/events/gateway
"""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.emulators.discord.objects import CHANNEL_ID, GUILD_ID, TOKEN, channel, guild_create, ready

Json = dict[str, Any]
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED, UNKNOWN_OPCODE, SHARDING_REQUIRED = 4004, 4001, 4011
_IGNORED = frozenset({3, 4, 8})  # presence, voice state, request members


@dataclass
class Session:
    """What a RESUME replays: every event in its order."""

    ident: str = field(default_factory=lambda: secrets.token_hex(16))
    log: list[tuple[int, str, Json]] = field(default_factory=list)
    shard: tuple[int, int] = (0, 1)

    def add(self, name: str, data: Json) -> tuple[int, str, Json]:
        event = (len(self.log) + 1, name, data)
        self.log.append(event)
        return event


@dataclass
class Connection:
    """One socket; ``pack`` compresses a payload in this connection's own stream."""

    socket: web.WebSocketResponse
    request: web.Request
    pack: Callable[[bytes], bytes] | None
    session: Session | None = None

    async def say(self, op: int, data: object = None, name: str | None = None, sequence: int | None = None) -> None:
        raw = json.dumps({"op": op, "d": data, "t": name, "s": sequence})
        if self.socket.closed:
            return
        if self.pack:
            await self.socket.send_bytes(self.pack(raw.encode()))
        else:
            await self.socket.send_str(raw)

    async def event(self, event: tuple[int, str, Json]) -> None:
        sequence, name, data = event
        await self.say(DISPATCH, data, name, sequence)


def _zlib() -> Callable[[bytes], bytes]:
    stream = zlib.compressobj()
    return lambda raw: stream.compress(raw) + stream.flush(zlib.Z_SYNC_FLUSH)


class Gateway:
    """All gateway connections and sessions.

    ``received`` lists (opcode, data) in order, ``heartbeat`` is in milliseconds, ``refusal`` is a close code every IDENTIFY meets;
    with ``sharded`` only shards are let in; ``channels`` are those of the server.
    """

    def __init__(self) -> None:
        self.connections: list[Connection] = []
        self.sessions: dict[str, Session] = {}
        self.received: list[tuple[int, Any]] = []
        self.heartbeat = 41250
        self.refusal: int | None = None
        self.sharded = False
        self.channels = [channel(CHANNEL_ID)]

    @property
    def live(self) -> list[Connection]:
        """The connections whose client has identified itself."""
        return [link for link in self.connections if link.session]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection. ``zstd-stream`` is answered in plain text, which discord.py reads as well."""
        socket = web.WebSocketResponse(max_msg_size=4096, compress=False)
        await socket.prepare(request)
        link = Connection(socket, request, _zlib() if request.query.get("compress") == "zlib-stream" else None)
        self.connections.append(link)
        await link.say(HELLO, {"heartbeat_interval": self.heartbeat, "_trace": []})
        try:
            async for frame in socket:
                if frame.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
                    await self._hear(link, json.loads(frame.data))
        finally:
            self.connections.remove(link)
        return socket

    async def _hear(self, link: Connection, payload: Json) -> None:
        op, data = int(payload["op"]), payload.get("d") or 0
        self.received.append((op, data))
        match op:
            case _ if op == HEARTBEAT:
                await link.say(ACK)
            case _ if op == IDENTIFY:
                await self._identify(link, data)
            case _ if op == RESUME:
                await self._resume(link, data)
            case _ if op not in _IGNORED:
                await link.socket.close(code=UNKNOWN_OPCODE, message=b"Unknown opcode.")

    async def _identify(self, link: Connection, data: Any) -> None:
        refusal = self.refusal if data["token"] == TOKEN else AUTHENTICATION_FAILED
        if self.sharded and "shard" not in data:
            refusal = SHARDING_REQUIRED
        if refusal:
            await link.socket.close(code=refusal)
            return
        link.session = Session(shard=tuple(data.get("shard", (0, 1))))
        self.sessions[link.session.ident] = link.session
        home = f"ws://{link.request.host}"
        await link.event(link.session.add("READY", ready(link.session.ident, home, list(link.session.shard))))
        await link.event(link.session.add("GUILD_CREATE", guild_create(self.channels)))

    async def _resume(self, link: Connection, data: Any) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None:
            await link.say(INVALID_SESSION, data=False)
            return
        link.session = session
        for event in session.log[data["seq"] :]:
            await link.event(event)
        await link.event(session.add("RESUMED", {"_trace": []}))

    async def dispatch(self, name: str, data: Json) -> None:
        """Send an event of the server to every session of its shard, at once or with its next RESUME."""
        live = {link.session.ident: link for link in self.live if link.session}
        for session in [one for one in self.sessions.values() if (int(GUILD_ID) >> 22) % one.shard[1] == one.shard[0]]:
            event = session.add(name, data)
            if session.ident in live:
                await live[session.ident].event(event)

    async def ask_reconnect(self) -> None:
        """Send every client away and back, as Discord does before a deploy."""
        for link in list(self.connections):
            await link.say(RECONNECT)

    async def cut(self) -> None:
        """End every connection without a word."""
        for link in list(self.connections):
            if link.request.transport:
                link.request.transport.abort()

    async def close(self) -> None:
        for link in list(self.connections):
            await link.socket.close()
