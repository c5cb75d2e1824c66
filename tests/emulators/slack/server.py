"""Slack's Web API as far as the bot speaks it, Socket Mode, and a sender of signed HTTP requests.

Every message is held against the limits and, where it lies beside the checkout, the schema of Slack's own block types.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.emulators import limits, schemas
from tests.emulators.server import CALL, Call, Emulator, Json, json_response
from tests.emulators.slack import objects
from tests.emulators.slack.socket import SocketMode
from tests.emulators.slack.teams import Team, Teams

TRIGGER_LIVES = 3.0  # seconds
CHANNELS_A_PAGE = 2
ALT_TEXT, PNG = 1000, b"\x89PNG\r\n\x1a\n"
_STRUCTURES = ("blocks", "attachments", "metadata", "view", "files", "unfurls")


@dataclass
class Upload:
    """A file on its way to Slack; ``completed`` is Unix time."""

    name: str
    length: int
    team: str
    alt: str = ""
    body: bytes = b""
    completed: float | None = None


class _RefusedError(Exception):
    """An API error: HTTP 200 with ``ok`` false and Slack's word for it."""

    def __init__(self, word: str, **more: object) -> None:
        super().__init__(word)
        self.answer = {"ok": False, "error": word, **more}


class Slack(Emulator):
    """Slack on loopback.

    ``channels`` are those the bot is a member of at home; other workspaces stand in ``teams``. ``redirect`` is where consent
    leads back to, ``denied`` maps a channel to the error its calls meet, ``granted`` are the bot's scopes, ``locales`` what people read
    Slack in.
    ``responses`` collects what was posted to response URLs, ``homes`` the Homes by user, ``views`` the modals by id, ``unfurls`` the
    cards by link, ``files`` name and content by channel, ``uploads`` all files by id; a block may show one ``processing`` seconds after it
    was completed; without ``checks`` nothing is held against limits and schemas, where speed is
    measured.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__(host, port)
        self.socket_mode = SocketMode()
        self.channels = {objects.CHANNEL}
        self.teams = Teams(Team(objects.TEAM, "Test", channels=self.channels))
        self.redirect = ""
        self.denied: dict[str, str] = {}
        self.private: dict[str, set[str]] = {}  # private channels the bot is in, and their members
        self.granted = set(objects.GRANTED)
        self.locales = {objects.USER: "en-US"}
        self.messages: dict[tuple[str, str], Json] = {}
        self.responses: asyncio.Queue[Json] = asyncio.Queue()
        self.checks = True
        self.homes: dict[str, Json] = {}
        self.views: dict[str, Json] = {}
        self.triggers: dict[str, float] = {}
        self.unfurls: dict[str, Json] = {}
        self.files: dict[str, list[tuple[str, bytes]]] = {}
        self.uploads: dict[str, Upload] = {}
        self.processing = 0.0
        self._ticks = itertools.count(1)

    @property
    def api_url(self) -> str:
        """The base address; slack_sdk needs its last slash."""
        return f"{self.base}/api/"

    def routes(self) -> list[web.RouteDef]:
        socket, answer = web.get("/link/", self.socket_mode.handle), web.post("/response/{key}", self._respond)
        consent = web.get("/oauth/v2/authorize", self._consent)
        return [web.route("*", "/api/{method}", self._api), answer, socket, web.post("/upload/{file}", self._upload), consent]

    def shown(self) -> list[Json]:
        return [{"channel": channel, **message} for (channel, _), message in self.messages.items()]

    async def hang_up(self) -> None:
        await self.socket_mode.close()

    async def slash(self, text: str, channel: str = objects.CHANNEL) -> str:
        """Give ``/un text`` over Socket Mode; return the words answered to the response URL. Fails without an acknowledgement."""
        await self.socket_mode.send("slash_commands", self.payload(text, channel))
        return await self.response()

    async def press(self, message: Json, label: str) -> Json:
        """Press a message's button over Socket Mode; return what was answered to the response URL."""
        await self.socket_mode.send("interactive", objects.press(message, label, objects.CHANNEL, self.response_url()))
        return await self.answered()

    async def menu(self, callback: str, message: Json) -> Json:
        """Choose an entry of a message's menu; return the answer."""
        await self.socket_mode.send("interactive", objects.shortcut(callback, message, objects.CHANNEL, self.response_url()))
        return await self.answered()

    async def answered(self) -> Json:
        async with asyncio.timeout(5):
            return await self.responses.get()

    async def deed(self, payload: Json) -> Json:
        """Do something in a view; return the acknowledgement's payload, {} where it has none."""
        self.triggers[payload["trigger_id"]] = time.time()
        ack = await self.socket_mode.send("interactive", payload)
        return dict(ack.get("payload") or {})

    async def submitted(self, view: Json) -> Json:
        """Send a form off, and wait until what it asked for is done: the Home is then shown anew. Returns the acknowledgement's payload."""
        shown = len(self.called("views.publish"))
        answer = await self.deed(objects.in_view("view_submission", view))
        await self.called_times("views.publish", shown + 1)
        return answer

    async def called_times(self, match: str, times: int) -> None:
        """Wait until a method was called and answered so often in all."""
        async with asyncio.timeout(10):
            while sum(call.status is not None for call in self.called(match)) < times:  # noqa: ASYNC110 - a test's wait, not a program's
                await asyncio.sleep(0.01)

    async def modal(self) -> Json:
        """Wait for a modal to open, and return it; its fields hold what they begin with."""
        await self.called_times("views.open", 1)
        return next(reversed(self.views.values()))

    def fill(self, modal: Json, **values: Json) -> Json:
        """Fill in fields of a modal, by block; each as its element has it in a view's state."""
        elements = {block["block_id"]: block["element"] for block in modal["blocks"] if block["type"] == "input"}
        known = self.views[modal["id"]]
        for name, value in values.items():
            known["state"]["values"][name] = {elements[name]["action_id"]: {"type": elements[name]["type"], **value}}
        return known

    async def unfurled(self, url: str) -> Json:
        """Wait for the card below a link."""
        async with asyncio.timeout(5):
            while url not in self.unfurls:  # noqa: ASYNC110 - a test's wait, not a program's
                await asyncio.sleep(0.01)
        return self.unfurls[url]

    def response_url(self) -> str:
        return f"{self.base}/response/{next(self._ticks)}"

    def payload(self, text: str, channel: str = objects.CHANNEL) -> Json:
        return objects.slash(text, channel, self.response_url())

    async def response(self) -> str:
        return str((await self.answered())["text"])

    async def _respond(self, request: web.Request) -> web.Response:
        body = request[CALL].body
        self.problems += self._wrong_in(body)
        if body.get("response_type", "ephemeral") != "ephemeral":
            self.problems.append("an answer that everyone sees")
        await self.responses.put(body)
        return web.Response(text="ok")

    async def _consent(self, request: web.Request) -> web.Response:
        """Let the person consent at once, in the workspace the address names, and lead them back."""
        query = request.query
        if query.get("client_id") != objects.CLIENT_ID or not set(query.get("scope", "").split(",")) <= self.granted:
            return web.Response(status=400, text="the app asks for what it does not have")
        code = self.teams.approve(self.teams.all[query.get("team", objects.TEAM)])
        raise web.HTTPFound(f"{self.redirect}?{urlencode({'code': code, 'state': query.get('state', '')})}")

    async def _api(self, request: web.Request) -> web.Response:
        try:
            args = _arguments(request[CALL])
            method = self._method(request.match_info["method"])
            if method == self._access:
                args["authorization"] = request.headers.get("Authorization", "")
            else:
                args["team"] = self._admit(request)
            answer = {"ok": True, **method(args)}
        except _RefusedError as refused:
            answer = refused.answer
        return json_response(answer, headers={"x-oauth-scopes": ",".join(sorted(self.granted))})

    def _access(self, args: Json) -> Json:
        answer = self.teams.access(args, args["authorization"])
        if isinstance(answer, str):
            raise _RefusedError(answer)
        return answer

    def _admit(self, request: web.Request) -> Team:
        token, method = request.headers.get("Authorization", "").removeprefix("Bearer "), request.match_info["method"]
        if not token:
            raise _RefusedError("not_authed")
        known = self.teams.tokens.get(token)
        if known is None and token != objects.APP_TOKEN:
            raise _RefusedError("invalid_auth")
        if known and known.refused:
            raise _RefusedError(known.refused)
        if (token == objects.APP_TOKEN) != (method == "apps.connections.open"):
            raise _RefusedError("not_allowed_token_type")
        needed = objects.SCOPES.get(method)
        if needed and needed not in self.granted:
            raise _RefusedError("missing_scope", needed=needed, provided=",".join(sorted(self.granted)))
        return known.team if known else self.teams.home

    def _method(self, name: str) -> Callable[[Json], Json]:
        methods: dict[str, Callable[[Json], Json]] = {
            "auth.test": lambda args: objects.identity(args["team"].facts),
            "oauth.v2.access": self._access,
            "apps.connections.open": lambda _: {"url": f"{self.socket_base}/link/?ticket={self.socket_mode.ticket()}&app_id={objects.APP}"},
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "conversations.history": self._history,
            "chat.unfurl": self._unfurl,
            "conversations.replies": self._replies,
            "conversations.open": self._direct,
            "users.conversations": self._channels_of,
            "users.info": self._person,
            "views.publish": self._publish,
            "views.open": self._open,
            "views.update": self._update_view,
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._complete,
        }
        if name not in methods:
            raise _RefusedError("unknown_method", req_method=name)
        return methods[name]

    def _check(self, args: Json) -> None:
        channel = args.get("channel", "")
        if channel in self.denied:
            raise _RefusedError(self.denied[channel])
        if channel not in args["team"].channels:
            raise _RefusedError("channel_not_found")

    def _check_message(self, args: Json) -> None:
        self._check(args)
        if not (args.get("text") or args.get("blocks") or args.get("attachments")):
            raise _RefusedError("no_text")
        wrong = self._wrong_in(args)
        if wrong:
            self.problems += wrong
            raise _RefusedError("invalid_blocks", response_metadata={"messages": wrong})
        images = [block for block in limits.slack_blocks(args) if block["type"] == "image"]
        if not all(self._shows(block, args["team"].id) for block in images):
            raise _RefusedError("invalid_blocks", response_metadata={"messages": ["[ERROR] invalid slack file"]})

    def _wrong_in(self, body: Json) -> list[str]:
        """Hold a message against the limits and the schema."""
        return limits.slack_message(body) + schemas.slack_blocks(list(limits.slack_blocks(body))) if self.checks else []

    def _post(self, args: Json) -> Json:
        self._check_message(args)
        message = objects.message(args, f"{int(time.time())}.{next(self._ticks):06d}", args["team"].id)
        self.messages[args["channel"], message["ts"]] = message
        return {"channel": args["channel"], "ts": message["ts"], "message": message}

    def _update(self, args: Json) -> Json:
        self._check_message(args)
        message = self.messages.get((args["channel"], args["ts"]))
        if message is None:
            raise _RefusedError("message_not_found")
        message.update(objects.message({"metadata": message.get("metadata"), **args}, message["ts"], args["team"].id))
        message["edited"] = {"user": objects.BOT_USER, "ts": f"{time.time():.6f}"}
        return {"channel": args["channel"], "ts": args["ts"], "text": message["text"], "message": message}

    def _history(self, args: Json) -> Json:
        """List a channel's messages, newest first. Metadata is shown only where it was asked for."""
        self._check(args)
        hidden = set() if str(args.get("include_all_metadata")).lower() in {"1", "true"} else {"metadata"}
        found = [
            message
            for (channel, ts), message in self.messages.items()
            if channel == args["channel"] and ts > args.get("oldest", "") and message.get("thread_ts", ts) == ts
        ]
        newest = sorted(found, key=lambda message: str(message["ts"]), reverse=True)[: int(args.get("limit", 100))]
        return {"messages": [{key: message[key] for key in message.keys() - hidden} for message in newest], "has_more": False}

    def _unfurl(self, args: Json) -> Json:
        """Show cards below links. A message is named by its channel and ``ts``, or by ``unfurl_id`` and ``source``."""
        if not ({"channel", "ts"} <= args.keys() or {"unfurl_id", "source"} <= args.keys()):
            raise _RefusedError("invalid_arguments")
        for card in args["unfurls"].values():
            wrong = self._wrong_in(card)
            if wrong or not card["blocks"]:
                self.problems += wrong
                raise _RefusedError("invalid_blocks", response_metadata={"messages": wrong})
        self.unfurls |= args["unfurls"]
        return {}

    def _channels_of(self, args: Json) -> Json:
        """List private channels: the bot's, or those of them that a person is in, a page at a time."""
        known = sorted(
            self.private if not args.get("user") else {name for name, members in self.private.items() if args["user"] in members}
        )
        start = int(args.get("cursor") or 0)
        more = str(start + CHANNELS_A_PAGE) if start + CHANNELS_A_PAGE < len(known) else ""
        listed = [{"id": name, "is_private": True} for name in known[start : start + CHANNELS_A_PAGE]]
        return {"channels": listed, "response_metadata": {"next_cursor": more}}

    def _person(self, args: Json) -> Json:
        """Say who somebody is; in what language they read Slack only where that was asked for."""
        if args["user"] not in self.locales:
            raise _RefusedError("user_not_found")
        asked = str(args.get("include_locale")).lower() in {"1", "true"}
        return {"user": {"id": args["user"], "name": "reader"} | ({"locale": self.locales[args["user"]]} if asked else {})}

    def _direct(self, args: Json) -> Json:
        args["team"].channels.add(objects.DIRECT)
        return {"channel": {"id": objects.DIRECT}}

    def _replies(self, args: Json) -> Json:
        """List a thread, oldest first, with the message it stands under."""
        self._check(args)
        if (args["channel"], args["ts"]) not in self.messages:
            raise _RefusedError("thread_not_found")
        hidden = set() if str(args.get("include_all_metadata")).lower() in {"1", "true"} else {"metadata"}
        found = [
            one for (channel, ts), one in self.messages.items() if channel == args["channel"] and args["ts"] in {ts, one.get("thread_ts")}
        ]
        return {"messages": [{key: one[key] for key in one.keys() - hidden} for one in found], "has_more": False}

    def _view(self, view: Json, kind: str) -> Json:
        """Hold a view against the limits and the schema."""
        wrong = limits.slack_view(view) + schemas.slack_blocks(view["blocks"]) if self.checks else []
        if wrong or view["type"] != kind:
            self.problems += wrong
            raise _RefusedError("invalid_arguments", response_metadata={"messages": wrong})
        return {"id": f"V{next(self._ticks)}", "hash": f"1.{next(self._ticks)}", "team_id": objects.TEAM, **view}

    def _publish(self, args: Json) -> Json:
        """Show a Home."""
        self.homes[args["user_id"]] = view = self._view(args["view"], "home")
        return {"view": view}

    def _open(self, args: Json) -> Json:
        """Open a modal. A trigger is good once, for three seconds."""
        began = self.triggers.pop(args["trigger_id"], None)
        if began is None or time.time() - began > TRIGGER_LIVES:
            raise _RefusedError("expired_trigger_id" if began else "exchanged_trigger_id")
        view = self._view(args["view"], "modal")
        self.views[view["id"]] = {**view, "state": {"values": objects.initial(view)}}
        return {"view": view}

    def _update_view(self, args: Json) -> Json:
        old = self.views.get(args["view_id"])
        if old is None:
            raise _RefusedError("not_found")
        if args.get("hash", old["hash"]) != old["hash"]:
            raise _RefusedError("hash_conflict")
        view = {**self._view(args["view"], "modal"), "id": old["id"], "state": old["state"]}
        self.views[old["id"]] = view
        return {"view": view}

    def _upload_url(self, args: Json) -> Json:
        """Give an address for a file of that length. https://docs.slack.dev/reference/methods/files.getUploadURLExternal"""
        if not args.get("filename") or int(args["length"]) < 1 or len(args.get("alt_txt", "")) > ALT_TEXT:
            raise _RefusedError("invalid_arguments")
        file = f"F{next(self._ticks)}"
        self.uploads[file] = Upload(args["filename"], int(args["length"]), args["team"].id, args.get("alt_txt", ""))
        return {"upload_url": f"{self.base}/upload/{file}", "file_id": file}

    async def _upload(self, request: web.Request) -> web.Response:
        upload = self.uploads[request.match_info["file"]]
        upload.body = await request.read()
        return web.Response(text=f"OK - {len(upload.body)}")

    def _complete(self, args: Json) -> Json:
        """End uploads; in a channel where one is named, else for the app's own use."""
        done = [self.uploads.get(file["id"]) for file in args["files"]]
        for upload in done:
            if upload is None or len(upload.body) != upload.length or upload.completed is not None:
                raise _RefusedError("file_not_found")
            upload.completed = time.time()
        if args.get("channel_id"):
            self.files.setdefault(args["channel_id"], []).extend((upload.name, upload.body) for upload in done if upload)
        return {"files": args["files"]}

    def _shows(self, block: Mapping[str, Any], team: str) -> bool:
        """Whether an image may be shown: a picture of the same workspace that Slack has looked at."""
        upload = self.uploads.get(block.get("slack_file", {}).get("id", ""))
        if upload is None or upload.completed is None or upload.team != team:
            return False
        return upload.body.startswith(PNG) and time.time() >= upload.completed + self.processing


def _arguments(call: Call) -> Json:
    """Merge what slack_sdk spreads over query string, form and JSON body."""
    args = {**call.query, **(call.body or {})}
    return {key: json.loads(value) if key in _STRUCTURES and isinstance(value, str) else value for key, value in args.items()}


async def send_signed(
    url: str, payload: Json, *, secret: str = objects.SIGNING_SECRET, age: int = 0, forged: str = "", headers: dict[str, str] | None = None
) -> int:
    """Send what Slack's servers send in HTTP mode and return the status: an event as JSON, a command or a deed as a form.

    ``age`` is how many seconds ago it was signed, ``forged`` is appended to the body after signing.
    https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    body, kind = _written(payload)
    stamp = str(int(time.time()) - age)
    signature = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    signed = {"X-Slack-Signature": f"v0={signature}", "X-Slack-Request-Timestamp": stamp}
    form = {"Content-Type": kind, **signed, **(headers or {})}
    async with aiohttp.ClientSession() as session, session.post(url, data=(body + forged).encode(), headers=form) as response:
        return response.status


def _written(payload: Json) -> tuple[str, str]:
    if payload.get("type") == "event_callback":
        return json.dumps(payload), "application/json"
    return urlencode({"payload": json.dumps(payload)} if "type" in payload else payload), "application/x-www-form-urlencoded"
