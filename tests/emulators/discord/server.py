"""Discord's REST API, version 10, as far as the bot speaks it, with the gateway on the same port.

Every body is held against the limits and, where they lie beside the checkout, Discord's own schemas; so are the emulator's answers.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web

from tests.emulators import limits, schemas
from tests.emulators.discord import interactions, objects
from tests.emulators.discord.gateway import Gateway
from tests.emulators.discord.interactions import Interaction, Interactions, RefusedError
from tests.emulators.server import CALL, Call, Emulator, Json, json_response

API = "/api/v10"
VIA = {"Via": "1.1 google"}  # discord.py takes a 429 without it for a ban by Cloudflare
NONCES_LAST = 300.0
PUBLISHES, PUBLISHED_EDITS, HOUR = 10, 3, 3600.0
Answer = Callable[[web.Request, Any], Any]


class Discord(Emulator):
    """Discord on loopback.

    ``channels`` are the ids the bot can see, ``denied`` maps a channel to the error it meets there; ``burst`` requests a ``window`` of
    seconds are let through a bucket; ``nonces_last`` is how long, in seconds, a repeated nonce brings back the first message.
    ``uploads`` are the files that came, by name; ``kinds`` the channels that are no text channels; ``published`` the messages published;
    ``locale`` is the language of the client people ask from; without ``checks`` bodies are not held against limits and schemas, where speed
    is measured.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__(host, port)
        self.gateway, self.interactions = Gateway(), Interactions()
        self.channels = {objects.CHANNEL_ID}
        self.denied: dict[str, RefusedError] = {}
        self.messages: dict[str, Json] = {}
        self.commands: list[Json] = []
        self.uploads: dict[str, bytes] = {}
        self.kinds: dict[str, int] = {}
        self.checks = True
        self.locale = "en-US"
        self.threads: dict[str, Json] = {}
        self.published: list[str] = []
        self.published_edits: Counter[str] = Counter()
        self.burst, self.window, self.nonces_last = 50, 1.0, NONCES_LAST
        self._nonces: dict[str, tuple[str, float]] = {}
        self._buckets: dict[str, tuple[int, float]] = {}

    @property
    def api_url(self) -> str:
        return self.base + API

    @property
    def gateway_url(self) -> str:
        return self.socket_base

    def routes(self) -> list[web.RouteDef]:
        message, webhook = API + "/channels/{channel}/messages", API + "/webhooks/{app}/{token}"
        table: list[tuple[str, str, Answer]] = [
            ("GET", API + "/users/@me", lambda *_: objects.SELF),
            ("GET", API + "/oauth2/applications/@me", lambda *_: objects.application()),
            ("GET", API + "/applications/@me", lambda *_: objects.application()),
            ("GET", API + "/gateway/bot", lambda *_: self._gateway_bot()),
            ("GET", API + "/channels/{channel}", lambda request, _: self._described(self._channel(request))),
            ("PATCH", API + "/channels/{channel}", self._change),
            ("POST", API + "/channels/{channel}/threads", self._open),
            ("POST", message + "/{message}/threads", self._branch),
            ("POST", API + "/users/@me/channels", self._direct),
            ("GET", API + "/guilds/{guild}/threads/active", lambda *_: self._active()),
            ("POST", message + "/{message}/crosspost", self._crosspost),
            ("PUT", API + "/applications/{app}/commands", self._register),
            ("GET", message, self._history),
            ("POST", message, self._create),
            ("GET", message + "/{message}", lambda request, _: self._message(request)),
            ("PATCH", message + "/{message}", self._edit),
            ("DELETE", message + "/{message}", self._delete),
            ("POST", API + "/interactions/{interaction}/{token}/callback", self._callback),
            ("POST", webhook, lambda request, body: self.interactions.follow(request.match_info["token"], body)),
            ("PATCH", webhook + "/messages/@original", lambda request, body: self.interactions.rewrite(request.match_info["token"], body)),
            ("GET", webhook + "/messages/@original", lambda request, _: self.interactions.by_token(request.match_info["token"]).original),
        ]
        return [web.route(verb, path, self._endpoint(answer)) for verb, path, answer in table] + [web.get("/", self.gateway.handle)]

    def shown(self) -> list[Json]:
        return list(self.messages.values())

    async def hang_up(self) -> None:
        await self.gateway.close()

    async def listened_to(self, sessions: int = 1) -> None:
        """Wait until a bot holds so many sessions, the last of them live, and its commands are registered."""
        async with asyncio.timeout(10):
            while not self.commands or len(self.gateway.sessions) < sessions or not self.gateway.live:  # noqa: ASYNC110 - a wait in a test
                await asyncio.sleep(0.01)

    async def command(
        self,
        *path: str,
        permissions: str = objects.EVERYTHING,
        own: str = objects.EVERYTHING,
        direct: bool = False,
        personal: bool = False,
        roles: Sequence[str] = (),
        thread: Json | None = None,
        **options: str,
    ) -> Interaction:
        """Give ``/un …`` as a member of the server would, or in a direct message, and wait for the bot's words. Fails after 5 seconds.

        ``permissions`` in the channel and ``roles`` are the member's, ``own`` the bot's permissions; ``thread`` is where it is given.
        """
        data = interactions.slash(self.registered("un"), path, options)
        begun = self.interactions.begin(data, direct=direct, personal=personal)
        begun.thread = thread
        return await self._done(begun, permissions, own, roles)

    async def typing(self, *path: str, option: str, typed: str, permissions: str = objects.EVERYTHING, direct: bool = False) -> list[Json]:
        """Type in an option of ``/un …`` and return the choices offered."""
        data = interactions.slash(self.registered("un"), path, {option: typed}, focused=option)
        return (await self._done(self.interactions.begin(data, interactions.TYPING, direct=direct), permissions)).choices

    async def press(
        self, message: Json, label: str, permissions: str = objects.EVERYTHING, *, direct: bool = False, personal: bool = False
    ) -> Interaction:
        """Press a message's button, in a channel of the server or in direct messages."""
        button = next(one for one in interactions.buttons(message) if one["label"] == label)
        data = {"component_type": 2, "custom_id": button["custom_id"], "id": button["id"]}
        begun = self.interactions.begin(data, interactions.BUTTON, message, direct=direct, personal=personal)
        return await self._done(begun, permissions)

    async def submit(self, opened: Interaction, permissions: str = objects.EVERYTHING, **values: str | list[str]) -> Interaction:
        """Send the form that a deed opened, with other values in some of its fields."""
        assert opened.modal, "no form was opened"
        data = interactions.filled(opened.modal, values)
        begun = self.interactions.begin(data, interactions.SUBMIT, opened.message, direct=opened.direct, personal=opened.personal)
        begun.opened_by = opened
        return await self._done(begun, permissions)

    async def menu(self, name: str, message: Json) -> Interaction:
        """Choose an entry of a message's menu."""
        return await self._done(self.interactions.begin(interactions.menu(self.registered(name), message)))

    def registered(self, name: str) -> Json:
        """Return a command the bot has registered."""
        return next(command for command in self.commands if command["name"] == name)

    async def _done(
        self, interaction: Interaction, permissions: str = objects.EVERYTHING, own: str = objects.EVERYTHING, roles: Sequence[str] = ()
    ) -> Interaction:
        await self.gateway.dispatch(
            "INTERACTION_CREATE", {**interactions.payload(interaction, permissions, own, roles), "locale": self.locale}
        )
        async with asyncio.timeout(5):
            await interaction.answered.wait()
        return interaction

    async def parse(self, request: web.Request) -> Any:
        """Read a body; files come beside it in a form, and are kept in ``uploads`` by name."""
        form = await super().parse(request)
        if request.content_type != "multipart/form-data":
            return form
        for part in form.values():
            if isinstance(part, web.FileField):
                self.uploads[part.filename] = part.file.read()
        return json.loads(form["payload_json"])

    def _endpoint(self, answer: Answer) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.Response:
            call = request[CALL]
            headers = {**VIA, **self._spend(request)}
            try:
                self._admit(request, headers)
                self._validate(call)
                body = answer(request, call.body)
            except RefusedError as refusal:
                return json_response({"message": refusal.words, "code": refusal.code}, refusal.status, headers)
            except _TooOftenError as slower:
                waits = {"Retry-After": str(int(slower.wait) + 1), "X-RateLimit-Scope": "user"}
                body = {"message": "You are being rate limited.", "retry_after": slower.wait, "global": False}
                return json_response(body, 429, headers | waits)
            status = 201 if call.verb == "POST" and call.path.endswith("/threads") else 200
            if self.checks:
                self.problems += schemas.discord_response(call.verb, call.path.removeprefix(API), status, body)
            return json_response(body, status, headers) if body is not None else web.Response(status=204, headers=headers)

        return handle

    def _spend(self, request: web.Request) -> dict[str, str]:
        """Count a request against its bucket and say so in headers. Interactions have no limit of their own."""
        bucket, key = _bucket(request.method, request.path)
        count, since = self._buckets.get(key, (0, time.monotonic()))
        if time.monotonic() - since >= self.window:
            count, since = 0, time.monotonic()
        self._buckets[key] = (count + 1, since)
        after = max(0.0, since + self.window - time.monotonic())
        left = {"X-RateLimit-Limit": str(self.burst), "X-RateLimit-Remaining": str(max(0, self.burst - count - 1))}
        return {
            **left,
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": bucket,
        }

    def _admit(self, request: web.Request, headers: dict[str, str]) -> None:
        """Refuse strangers and those who ask too often. An interaction's own token is its credential."""
        if re.match(rf"{API}/(interactions|webhooks)/", request.path):
            return
        if request.headers.get("Authorization") != f"Bot {objects.TOKEN}":
            raise RefusedError(401, 0, "401: Unauthorized")
        if self._buckets[_bucket(request.method, request.path)[1]][0] > self.burst:
            raise _TooOftenError(float(headers["X-RateLimit-Reset-After"]))

    def _validate(self, call: Call) -> None:
        if not self.checks:
            return
        wrong = schemas.discord_request(call.verb, call.path.removeprefix(API), call.body) + _limits(call)
        if wrong:
            self.problems += wrong
            raise RefusedError(400, 50035, "Invalid Form Body: " + "; ".join(wrong))

    def _channel(self, request: web.Request) -> str:
        channel = request.match_info["channel"]
        if channel in self.denied:
            raise self.denied[channel]
        if channel not in self.channels and channel not in self.threads:
            raise RefusedError(404, 10003, "Unknown Channel")
        return channel

    def _message(self, request: web.Request) -> Json:
        self._channel(request)
        message = self.messages.get(request.match_info["message"])
        if message is None:
            raise RefusedError(404, 10008, "Unknown Message")
        return message

    def _create(self, request: web.Request, body: Json) -> Json:
        channel = self._channel(request)
        if self.kinds.get(channel) in {objects.FORUM, objects.CATEGORY}:
            raise RefusedError(400, 50008, "Cannot send messages in a non-text channel")
        if not (body.get("content") or body.get("embeds")):
            raise RefusedError(400, 50006, "Cannot send an empty message")
        return self._repeated(body) or self._store(channel, body)

    def _repeated(self, body: Json) -> Json | None:
        """Return the message an enforced nonce already made, for as long as Discord remembers."""
        ident, since = self._nonces.get(str(body.get("nonce")), ("", 0.0))
        fresh = time.monotonic() - since < self.nonces_last
        return self.messages.get(ident) if body.get("enforce_nonce") and fresh else None

    def _store(self, channel: str, body: Json) -> Json:
        message = objects.message(channel, body)
        self.messages[message["id"]] = message
        if body.get("nonce") is None:
            return message
        self._nonces[str(body["nonce"])] = (message["id"], time.monotonic())
        return {**message, "nonce": body["nonce"]}  # the answer shows the nonce, history does not

    def _history(self, request: web.Request, _: object) -> list[Json]:
        channel, count = self._channel(request), int(request.query.get("limit", 50))
        after, before = int(request.query.get("after", 0)), int(request.query.get("before", 2**63))
        found = [message for message in self.messages.values() if message["channel_id"] == channel and after < int(message["id"]) < before]
        found.sort(key=lambda message: int(message["id"]), reverse="after" not in request.query)
        return sorted(found[:count], key=lambda message: -int(message["id"]))

    def _edit(self, request: web.Request, body: Json) -> Json:
        message = self._message(request)
        if self.threads.get(message["channel_id"], {}).get("thread_metadata", {}).get("archived"):
            raise RefusedError(400, 50083, "Thread is archived")
        if message["id"] in self.published:
            self.published_edits[message["id"]] += 1
            if self.published_edits[message["id"]] > PUBLISHED_EDITS:
                raise _TooOftenError(HOUR)
        merged = {key: message[key] for key in ("content", "embeds", "components", "attachments")} | body
        fresh = objects.message(message["channel_id"], merged)
        message.update(
            {**fresh, "flags": message["flags"], "id": message["id"], "timestamp": message["timestamp"], "edited_timestamp": objects.now()}
        )
        return message

    def _delete(self, request: web.Request, _: object) -> None:
        del self.messages[self._message(request)["id"]]

    def _gateway_bot(self) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86400000, "max_concurrency": 1}
        return {"url": self.gateway_url, "shards": 1, "session_start_limit": limit}

    def _described(self, channel: str) -> Json:
        if channel == objects.DM_ID:
            return objects.direct()
        return self.threads.get(channel) or objects.channel(channel, kind=self.kinds.get(channel, objects.TEXT))

    def _change(self, request: web.Request, body: Json) -> Json:
        thread = self.threads[self._channel(request)]
        thread["thread_metadata"]["archived"] = body["archived"]
        return thread

    def _open(self, request: web.Request, body: Json) -> Json:
        """Open a forum's post with its first message, which has the post's id."""
        forum = self._channel(request)
        if self.kinds.get(forum) != objects.FORUM:
            raise RefusedError(400, 50024, "Cannot execute action on this channel type")
        ident = objects.snowflake()
        message = self.messages[ident] = {**objects.message(ident, body["message"]), "id": ident}
        self.threads[ident] = objects.thread(ident, forum, body)
        return {**self.threads[ident], "message": message}

    def _direct(self, _: web.Request, body: Json) -> Json:
        """Open the direct messages with a person, who must be the reader."""
        if str(body["recipient_id"]) != objects.USER["id"]:
            raise RefusedError(400, 50007, "Cannot send messages to this user")
        self.channels.add(objects.DM_ID)
        return objects.direct()

    def _branch(self, request: web.Request, body: Json) -> Json:
        """Open the thread under a message, which has the message's id."""
        message = self._message(request)
        if message["id"] in self.threads:
            raise RefusedError(400, 160004, "A thread has already been created for this message")
        self.threads[message["id"]] = objects.thread(message["id"], message["channel_id"], body)
        return self.threads[message["id"]]

    def _active(self) -> Json:
        return {
            "threads": [one for one in self.threads.values() if not one["thread_metadata"]["archived"]],
            "members": [],
            "has_more": False,
        }

    def _crosspost(self, request: web.Request, _: object) -> Json:
        """Publish: in announcement channels alone, each message once, ten an hour."""
        message, channel = self._message(request), self._channel(request)
        if self.kinds.get(channel) != objects.ANNOUNCEMENTS:
            raise RefusedError(400, 50024, "Cannot execute action on this channel type")
        if message["id"] in self.published:
            raise RefusedError(400, 40033, "This message has already been crossposted.")
        if len(self.published) >= PUBLISHES:
            raise _TooOftenError(HOUR)
        self.published.append(message["id"])
        message["flags"] |= objects.CROSSPOSTED
        return message

    def _register(self, _: web.Request, body: list[Json]) -> list[Json]:
        """Take all commands; a name keeps its id."""
        ids = {command["name"]: command["id"] for command in self.commands}
        self.commands = [objects.command(one) for one in body]
        for command in self.commands:
            command["id"] = ids.get(command["name"], command["id"])
        return self.commands

    def _callback(self, request: web.Request, body: Json) -> Json:
        return self.interactions.answer(request.match_info["interaction"], request.match_info["token"], body)


class _TooOftenError(Exception):
    """Asked too often; ``wait`` is in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(wait)
        self.wait = wait


def _bucket(verb: str, path: str) -> tuple[str, str]:
    """Name a route's bucket, and the bucket of its channel or webhook."""
    major = re.match(rf"{API}/(?:channels|webhooks)/(\d+)", path)
    route = re.sub(r"\d{15,}", ":id", path)
    bucket = hashlib.sha256(f"{verb} {route}".encode()).hexdigest()[:32]
    return bucket, f"{bucket}:{major[1] if major else ''}"


def _limits(call: Call) -> list[str]:
    if call.path.endswith("/commands"):
        return limits.discord_commands(call.body or [])
    if call.path.endswith("/callback"):
        data = call.body.get("data") or {}
        return limits.discord_modal(data) if call.body["type"] == interactions.MODAL else limits.discord_message(data)
    if call.path.endswith("/threads"):
        opening = limits.discord_message(call.body.get("message") or {})  # a thread under a message has none of its own
        return opening + limits.discord_thread(call.body)
    return limits.discord_message(call.body) if call.body else []
