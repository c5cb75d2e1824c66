"""Where an alert goes: a text channel, a thread, an announcement channel, or a forum, where each alert is a post of its own."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import discord

from adapters.chats.discord.errors import HAS_THREAD, MISSING_ACCESS, MISSING_PERMISSIONS, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE
from adapters.chats.discord.render import is_delivery, plain
from bot.message import Message
from bot.ports import DeliveryError

_log = logging.getLogger(__name__)
Place = discord.abc.GuildChannel | discord.abc.PrivateChannel | discord.Thread
KEPT = 3600.0  # seconds a channel's kind is taken as known: people turn text channels into announcement channels
THREAD_NAME, TAGS, POSTS = 100, 5, 10
NO_PLACE = "the Discord channel takes no messages: subscribe a text or announcement channel, a thread or a forum"


class Places:
    """Channels as Discord describes them, each asked for once an hour."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Know none yet."""
        self._clock = clock
        self._known: dict[int, tuple[Place, float]] = {}
        self._asking: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def find(self, client: discord.Client, ident: int) -> Place | None:
        """Describe a channel; None where Discord cannot say just now: no alert waits for that, it goes as to any text channel.

        Raises what discord.py raises where nothing can be posted anyway, and DeliveryError for a kind of channel it does not know.
        """
        async with self._asking[ident]:
            place, until = self._known.get(ident, (None, 0.0))
            if place is None or self._clock() > until:
                place = await _asked(client, ident)
                if place is not None:
                    self._known[ident] = (place, self._clock() + KEPT)
            return place


async def _asked(client: discord.Client, ident: int) -> Place | None:
    try:
        return await client.fetch_channel(ident)
    except discord.HTTPException as error:
        if error.code in {UNKNOWN_CHANNEL, MISSING_ACCESS} or error.status in {401, 429}:
            raise
        _log.warning("Discord does not describe channel %s (HTTP %s): taken for a text channel", ident, error.status)
        return None
    except discord.InvalidData as error:
        raise DeliveryError(NO_PLACE, permanent=True) from error


def publishes(place: Place | None) -> bool:
    """Whether what is posted here can be published to other servers."""
    return isinstance(place, discord.TextChannel) and place.is_news()


async def open_post(forum: discord.ForumChannel, message: Message, dress: dict[str, Any]) -> discord.Message:
    """Open a post named by the headline, with the forum's own tags that the headline names, such as Security Council."""
    headline = message.headline.casefold()
    tags = [tag for tag in forum.available_tags if tag.name.casefold() in headline and not tag.moderated][:TAGS]
    return (await forum.create_thread(name=plain(message.headline, THREAD_NAME) or "Vetowatch", applied_tags=tags, **dress)).message


async def find_post(forum: discord.ForumChannel, me: discord.ClientUser | None, marker: str) -> discord.Message | None:
    """Look for a delivery among our newest open posts. Discord has no nonce for posts; a post's first message has the post's id."""
    ours = [thread for thread in await forum.guild.active_threads() if thread.parent_id == forum.id and me and thread.owner_id == me.id]
    for thread in sorted(ours, key=lambda thread: -thread.id)[:POSTS]:
        try:
            message = await thread.fetch_message(thread.id)
        except discord.NotFound:
            continue
        if is_delivery(message.embeds, marker):
            return message
    return None


async def thread_of(channel: discord.TextChannel, ident: int, message: Message) -> str:
    """Return the thread under a message, which has the message's own id; opened if need be. "" where the message was deleted.

    Where the bot may open none, the channel itself: a correction is said all the same.
    """
    try:
        await channel.get_partial_message(ident).create_thread(name=plain(message.title.text, THREAD_NAME) or "Vetowatch")
    except discord.HTTPException as error:
        if error.code == UNKNOWN_MESSAGE:
            return ""
        if error.code in {MISSING_PERMISSIONS, MISSING_ACCESS}:
            return str(channel.id)
        if error.code != HAS_THREAD:
            raise
    return str(ident)


async def reopen(client: discord.Client, ident: int) -> None:
    """Take a thread out of the archive, where nothing can be edited."""
    thread = await client.fetch_channel(ident)
    if isinstance(thread, discord.Thread):
        await thread.edit(archived=False)
