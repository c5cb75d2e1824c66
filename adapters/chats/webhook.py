"""Any web address as a chat: each alert as JSON in a signed POST, for programs of one's own and platforms not known here.

A channel is an https address. What comes there::

    {"id": 7, "event": "send" | "edit", "reference": "7", "channel": "https://…", "message": {…}, "alert": {…} | null,
     "mentions": [{"whom": "here" | "user" | "group", "id": "…", "severity": "veto" | "failed" | "all"}], "thread": "7" | ""}

``message`` is the alert in words (``bot.message.Message``), ``alert`` the facts behind them (``bot.model.Alert``). An edit has the
reference of what it replaces. ``mentions`` are the only people to call, by whatever ids the subscription was given, and in no edit;
``thread`` is the reference of the message it stands under, "" where it stands by itself. Every try of one event has the
same ``webhook-id``: who keeps the last ones hears nothing twice.

Signed as Standard Webhooks describe (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): in
``webhook-signature`` stands ``v1,`` and the Base64 of the HMAC-SHA256 of ``id.timestamp.body``. A secret that begins with ``whsec_`` is
Base64 after that, any other is taken as it is. Refuse what is older than five minutes.
"""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import hashlib
import hmac
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import aiohttp
from pydantic import TypeAdapter
from yarl import URL

from adapters.http import AddressInfo, PrivateAddressError, is_public, retry_after
from bot.message import Message, Post
from bot.model import Alert, Mention
from bot.ports import Chat, Commands, DeliveryError, VetowatchError

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)  # seconds
GONE = {401: "asks for a login", 403: "refuses us", 404: "no such address", 410: "the address is gone"}
_PREFIX = "whsec_"


def chat(options: Mapping[str, object]) -> Chat:
    """Make the chat from its settings: ``secret``, ``allow_private``."""
    return Webhook(str(options["secret"]), allow_private=bool(options.get("allow_private")))


@dataclass(frozen=True, slots=True)
class Event:
    """What is posted."""

    id: int
    event: str
    reference: str
    channel: str
    message: Message
    alert: Alert | None
    mentions: tuple[Mention, ...] = ()
    thread: str = ""


_EVENT = TypeAdapter(Event)


class Webhook:
    """Posts to web addresses; a reference is the first delivery's id. ``allow_private`` lets it reach private networks, and plain http."""

    name = "webhook"

    def __init__(self, secret: str, *, allow_private: bool = False, clock: Callable[[], float] = time.time) -> None:
        """Keep the secret to itself; no connection is made yet."""
        self._key = key(secret.strip())
        self._allow_private, self._clock = allow_private, clock
        self._opened: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        """Show no secret."""
        return "Webhook()"

    async def send(self, post: Post) -> str:
        """Post an alert; one in doubt is posted again with the same ``webhook-id``."""
        reference = str(post.id)
        await self._post(Event(post.id, "send", reference, post.channel, post.message, post.alert, post.mentions, post.thread))
        return reference

    async def edit(self, post: Post, reference: str) -> str:
        """Post what an alert says now."""
        await self._post(Event(post.id, "edit", reference, post.channel, post.message, post.alert, thread=post.thread))
        return reference

    async def listen(self, commands: Commands) -> None:
        """Wait to be cancelled: nobody asks anything here."""
        del commands
        await asyncio.Event().wait()

    async def check(self) -> str:
        """Say where alerts go."""
        return "posts signed JSON to " + ("any web address, private ones too" if self._allow_private else "public https addresses")

    async def close(self) -> None:
        """End the session."""
        if self._opened:
            await self._opened.close()
            self._opened = None

    async def _post(self, event: Event) -> None:
        """Post once, without following redirects. Reasons name the host alone: an address may hold a token."""
        url = self._address(event.channel)
        body = _EVENT.dump_json(event)
        headers = {"Content-Type": "application/json", "User-Agent": "Vetowatch", **signed(self._key, event, body, int(self._clock()))}
        try:
            async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as response:
                status, wait = response.status, retry_after(response.headers, dt.datetime.now(dt.UTC))
        except aiohttp.ClientConnectorError as error:
            private = isinstance(error.os_error, PrivateAddressError)
            raise DeliveryError(f"{url.host}: {error.os_error if private else 'cannot be reached'}", permanent=private) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise DeliveryError(f"{url.host}: the answer was lost ({type(error).__name__})", doubtful=True) from error
        if not 200 <= status < 300:
            raise refusal(str(url.host), status, wait)

    def _address(self, channel: str) -> URL:
        """Read a channel; what is no address we may post to is a person's to mend."""
        try:
            url = URL(channel)
        except ValueError:
            url = URL()
        if not url.host or url.scheme not in ({"https", "http"} if self._allow_private else {"https"}) or url.user or url.password:
            raise DeliveryError(
                "a webhook’s channel is an address such as https://example.org/votes, without user or password", permanent=True
            )
        return url

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._opened is None:
            connector = aiohttp.TCPConnector(socket_factory=self._socket, limit_per_host=4)
            self._opened = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar(), timeout=TIMEOUT)
        return self._opened

    def _socket(self, info: AddressInfo) -> socket.socket:
        """Open the socket of one connection, the last moment at which its address can be judged: DNS may say anything before."""
        family, kind, protocol, _, address = info
        if not self._allow_private and not is_public(str(address[0])):
            raise PrivateAddressError("its address is in a private network (VETOWATCH_WEBHOOK__ALLOW_PRIVATE permits it)")
        return socket.socket(family, kind, protocol)


def key(secret: str) -> bytes:
    """Return the bytes to sign with. Raises VetowatchError where ``whsec_`` is not followed by Base64."""
    if not secret.startswith(_PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except ValueError:
        raise VetowatchError("VETOWATCH_WEBHOOK__SECRET: after whsec_ comes Base64") from None


def signed(secret: bytes, event: Event, body: bytes, moment: int) -> dict[str, str]:
    """Write the headers that say which event this is, when it was posted (Unix seconds), and that it is from us."""
    ident = f"{event.event}-{event.id}-{hashlib.sha256(body).hexdigest()[:16]}"
    mac = hmac.new(secret, f"{ident}.{moment}.".encode() + body, hashlib.sha256).digest()
    return {"webhook-id": ident, "webhook-timestamp": str(moment), "webhook-signature": f"v1,{base64.b64encode(mac).decode()}"}


def refusal(host: str, status: int, wait: float | None) -> DeliveryError:
    """Say what a status means: a person must act, wait, or try again."""
    if status in GONE or 300 <= status < 400:
        return DeliveryError(f"{host}: {GONE.get(status, 'leads elsewhere: give the address it leads to')}", permanent=True)
    if status in {429, 503}:
        return DeliveryError(f"{host}: asks to wait", retry_after=wait)
    return DeliveryError(f"{host}: does not take the alert (HTTP {status})", doubtful=status >= 500)
