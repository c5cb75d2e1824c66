"""The Discord chat: connect, send, edit, listen."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import aiohttp
import discord
import discord.gateway
import discord.http
import yarl

from adapters.chats.discord.answering import NAME
from adapters.chats.discord.buttons import buttons
from adapters.chats.discord.calling import call
from adapters.chats.discord.commands import Listener, ShardedListener
from adapters.chats.discord.errors import (
    ARCHIVED,
    BAD_TOKEN,
    GATEWAY_REFUSALS,
    MISSING_PERMISSIONS,
    SHARDING_REQUIRED,
    UNKNOWN_MESSAGE,
    delivering,
)
from adapters.chats.discord.places import NO_PLACE, Place, Places, find_post, open_post, publishes, reopen, thread_of
from adapters.chats.discord.publishing import Edits, Publisher
from adapters.chats.discord.render import answer as words_of
from adapters.chats.discord.render import draw, embed, is_delivery, pictures
from bot.message import Colour, Post
from bot.ports import Chat, Commands, DeliveryError, VetowatchError

LOOK_BACK = 100  # messages of a channel's history
ANSWER_WITHIN = 90.0  # seconds; discord.py itself waits up to 30 for a rate limit and 25 over five tries
STEADY = 60.0  # seconds a connection must last to count as good
T = TypeVar("T")
_log = logging.getLogger(__name__)


def chat(options: Mapping[str, object]) -> Chat:
    """Make the chat from its settings: ``token``, ``role``, ``shards``, ``api_url``, ``gateway_url``; an empty address is Discord's own."""
    given = {name: str(options.get(name) or "") for name in ("role", "shards", "api_url", "gateway_url")}
    return Discord(str(options["token"]), **given)


class Discord:
    """Discord as a chat; a channel is its id, a reference ``channel/message``. ``api_url`` ends in ``/api/v10``.

    ``role`` is a role's name or id: whoever has it may change what a channel is told. ``shards`` (``0-3/16``) are the gateway connections
    this process holds; empty, it holds one, or as many as Discord asks for.
    """

    name = NAME

    def __init__(self, token: str, *, role: str = "", shards: str = "", api_url: str = "", gateway_url: str = "") -> None:
        """Keep the token to itself; no connection is made yet."""
        self._token = token.strip()
        self._role, self._shards = role, _shards(shards)
        self._rest: discord.Client | None = None
        self._login = asyncio.Lock()
        self._places, self._publisher, self._edits = Places(), Publisher(self._publish), Edits()
        self._sharded = bool(shards)
        point(api_url, gateway_url)

    def __repr__(self) -> str:
        """Show no token."""
        return "Discord()"

    async def send(self, post: Post) -> str:
        """Post an alert, with the same nonce on every try. A doubtful one is looked for first, and brought up to date where it is found."""
        with delivering():
            async with asyncio.timeout(ANSWER_WITHIN):
                client = await self._client()
                if post.thread:
                    under = await self._under(client, post)
                    if not under:
                        return post.thread  # the alert was deleted: there is nothing to say about it
                    post = replace(post, channel=under, thread="")
                place = await self._places.find(client, _snowflake(post.channel))
                sent = await _with_picture(post, partial(self._sent, place))
        if publishes(place):
            self._publisher.owe(sent.channel.id, sent.id, urgent=post.message.colour is Colour.VETOED)
        return f"{sent.channel.id}/{sent.id}"

    async def _sent(self, place: Place | None, post: Post) -> discord.Message:
        """Post a message, or bring up to date one that an earlier try did post."""
        sent = await self._posted(place, post) if post.doubtful else None
        if sent is None:
            return await self._said(place, post)
        await sent.edit(**_dress(post))
        return sent

    async def whisper(self, user: str, channel: str, words: str) -> None:
        """Say something about a channel to one person alone. Raises DeliveryError where Discord or that person does not allow it."""
        with delivering():
            async with asyncio.timeout(ANSWER_WITHIN):
                direct = await (await self._client()).create_dm(discord.Object(_snowflake(user)))
                await direct.send(f"<#{_snowflake(channel)}>: {words_of(words)}", allowed_mentions=discord.AllowedMentions.none())

    async def _under(self, client: discord.Client, post: Post) -> str:
        """Return the thread that belongs to an alert, opened if it is not there yet; "" where the alert was deleted.

        An alert that stands in a thread or is a forum's post is answered where it stands, since threads have none of their own.
        """
        channel, _, ident = post.thread.partition("/")
        place = await self._places.find(client, _snowflake(channel))
        if not isinstance(place, discord.TextChannel):
            return channel
        return await thread_of(place, _snowflake(ident), post.message)

    async def edit(self, post: Post, reference: str) -> str:
        """Rewrite a message. One that somebody deleted stays deleted: its reference comes back and nothing is said."""
        channel, _, ident = reference.partition("/")
        with delivering():
            async with asyncio.timeout(ANSWER_WITHIN):
                client = await self._client()
                old = (await self._channel(channel)).get_partial_message(_snowflake(ident))
                try:
                    published = publishes(await self._places.find(client, old.channel.id))
                    if published:
                        self._allow(old)
                    await _with_picture(post, partial(self._edit, old))
                    if published:
                        self._edits.note(old.id)
                except discord.NotFound as error:
                    if error.code != UNKNOWN_MESSAGE:
                        raise
                    _log.info("message %s was deleted on Discord and stays so", reference)
        return reference

    def _allow(self, old: discord.PartialMessage) -> None:
        """Let a published message wait where it was rewritten too often of late."""
        wait = self._edits.wait(old.id)
        if wait:
            raise DeliveryError("Discord takes three edits an hour of a published message", retry_after=wait)

    async def _edit(self, old: discord.PartialMessage, post: Post) -> None:
        """Rewrite a message; a thread that Discord put into the archive is opened for it."""
        try:
            await old.edit(**_dress(post))
        except discord.HTTPException as error:
            if error.code != ARCHIVED:
                raise
            await reopen(await self._client(), old.channel.id)
            await old.edit(**_dress(post))

    async def _said(self, place: Place | None, post: Post) -> discord.Message:
        if isinstance(place, discord.ForumChannel):
            return await open_post(place, post.message, _dress(post, new=True))
        if place is not None and not isinstance(place, discord.abc.Messageable):
            raise DeliveryError(NO_PLACE, permanent=True)
        channel = await self._channel(post.channel)
        return await channel.send(nonce=f"vetowatch-{post.id}", **_dress(post, new=True))

    async def listen(self, commands: Commands) -> None:
        """Answer commands until cancelled. discord.py resumes by itself; whatever ends it for good but a bad token starts it afresh."""
        pause = 1.0
        while True:
            began = time.monotonic()
            await self._connected(commands)
            pause = 1.0 if time.monotonic() - began > STEADY else pause
            await asyncio.sleep(pause)
            pause = min(60.0, pause * 2)

    async def check(self) -> str:
        """Log in and say as whom."""
        with delivering():
            async with asyncio.timeout(ANSWER_WITHIN):
                return f"logged in as {(await self._client()).user}"

    async def close(self) -> None:
        """Publish what may be published still, and end the REST session."""
        await self._publisher.close()
        if self._rest:
            await self._rest.close()
            self._rest = None

    async def _connected(self, commands: Commands) -> None:
        """Hold one gateway connection until it ends."""
        try:
            async with self._listener(commands) as listener:
                await listener.start(self._token)
        except discord.LoginFailure as error:
            raise VetowatchError(BAD_TOKEN) from error
        except discord.ConnectionClosed as error:
            if error.code in GATEWAY_REFUSALS:
                raise VetowatchError(GATEWAY_REFUSALS[error.code]) from error
            self._sharded = self._sharded or error.code == SHARDING_REQUIRED
            _log.warning("Discord closed the gateway with code %s", error.code)
        except (aiohttp.ClientError, OSError, TimeoutError, discord.HTTPException) as error:
            _log.warning("Discord's gateway cannot be reached: %s", error)
        except Exception:  # noqa: BLE001 - a boundary: discord.py does not shield its parsers, so one odd event would end the bot (seen in 2.7.1)
            _log.exception("discord.py failed; connecting afresh")

    def _listener(self, commands: Commands) -> Listener:
        if self._sharded:
            return ShardedListener(commands, self._role, **self._shards)
        return Listener(commands, self._role)

    async def _posted(self, place: Place | None, post: Post) -> discord.Message | None:
        """Look for this delivery in the channel. Without Read Message History only the nonce guards against saying it twice."""
        try:
            if isinstance(place, discord.ForumChannel):
                return await find_post(place, self._me, _marker(post))
            async for old in (await self._channel(post.channel)).history(limit=LOOK_BACK):
                if old.author == self._me and is_delivery(old.embeds, _marker(post)):
                    return old
        except discord.Forbidden:
            _log.warning("the bot may not read the history of Discord channel %s: give its role Read Message History", post.channel)
        return None

    async def _publish(self, channel: int, message: int) -> None:
        await (await self._channel(str(channel))).get_partial_message(message).publish()

    @property
    def _me(self) -> discord.ClientUser | None:
        return self._rest.user if self._rest else None

    async def _channel(self, channel: str) -> discord.PartialMessageable:
        """Address a channel by its id, without asking for it: the gateway's cache may be empty."""
        return (await self._client()).get_partial_messageable(_snowflake(channel))

    async def _client(self) -> discord.Client:
        """Log in once. A failed try leaves nothing open."""
        async with self._login:
            if self._rest is None:
                client = discord.Client(intents=discord.Intents(guilds=True), max_messages=None, max_ratelimit_timeout=30.0)
                try:
                    await client.login(self._token)
                except BaseException:  # also a cancelled login must close its session
                    await client.close()
                    raise
                self._rest = client
            return self._rest


async def _with_picture(post: Post, act: Callable[[Post], Awaitable[T]]) -> T:
    """Draw the picture and do it with that; without, where the bot may write but attach no files."""
    await draw(post.message)
    try:
        return await act(post)
    except discord.Forbidden as error:
        if error.code != MISSING_PERMISSIONS or post.message.picture is None:
            raise
        _log.info("no pictures in Discord channel %s: the bot's role has no Attach Files there", post.channel)
        return await act(replace(post, message=replace(post.message, picture=None)))


def _dress(post: Post, *, new: bool = False) -> dict[str, Any]:
    """Write the arguments of a post or an edit, its buttons and its picture with it.

    An edit calls nobody, and leaves the words that called as they are.
    """
    view = buttons(post.message.actions)
    shown = {} if new and view is None else {"view": view}  # an edit with none takes buttons away, a new message takes no None
    files = {"files" if new else "attachments": pictures(post.message)}
    return {"embed": embed(post.message, _marker(post)), **call(post.mentions if new else ()), **shown, **files}


def _shards(slice_: str) -> dict[str, Any]:
    """Read which shards to hold, of how many: ``0-3/16``, as discord.py takes it; nothing where Discord is to say."""
    if not slice_:
        return {}
    held, _, count = slice_.partition("/")
    first, _, last = held.partition("-")
    return {"shard_ids": list(range(int(first), int(last or first) + 1)), "shard_count": int(count)}


def _marker(post: Post) -> str:
    return f"ref {post.id}"


def _snowflake(text: str) -> int:
    """Read an id. One that is none was never a channel: a person must mend the subscription."""
    if not text.isascii() or not text.isdigit():
        raise DeliveryError(
            f"{text!r} is no Discord channel id: copy it with Developer Mode on (right click, Copy Channel ID)", permanent=True
        )
    return int(text)


def point(api_url: str, gateway_url: str) -> None:
    """Point discord.py at other servers than Discord's.

    It offers no setting for this: both addresses are class attributes, read at each request and connection, so they hold for the whole
    process (discord/http.py, class Route; discord/gateway.py, class DiscordWebSocket; both in 2.7.1). Its hint that voice needs another
    package is turned off here as well: the bot never speaks.
    """
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False
    if api_url:
        discord.http.Route.BASE = api_url.rstrip("/")
    if gateway_url:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
