"""Posting and rewriting messages, each once: looked for where an earlier try may have arrived, given its picture once there is one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chats.slack.address import of_message, shown_in, taken_apart
from adapters.chats.slack.address import reference as reference_of
from adapters.chats.slack.errors import GONE, word
from adapters.chats.slack.pictures import FAULTS, NOT_YET, PAUSES, WITHIN, Pictures, digest
from adapters.chats.slack.render import blocks, calls, fallback
from bot.message import Picture, Post

EVENT_TYPE = "vetowatch_delivery"
LOOK_BACK = 100  # messages of a channel's history
NO_HISTORY = frozenset({"missing_scope", "unknown_method", "not_allowed_token_type", "access_denied"})
Arguments = dict[str, Any]
_log = logging.getLogger(__name__)


class Posting:
    """Posts and rewrites, in any workspace: each time by a client with its token. What fails raises as slack_sdk has it."""

    def __init__(self, pictures: Pictures) -> None:
        """Take the files there are."""
        self._pictures = pictures

    async def send(self, client: AsyncWebClient, channel: str, post: Post) -> str:
        """Post an alert, in the channel of that id; returns how the message is known."""
        found = await _posted(client, channel, post) if post.doubtful else None
        if found:
            return await self.edit(client, channel, post, found)

        def say(dress: Arguments) -> Coroutine[Any, Any, AsyncSlackResponse]:
            return client.chat_postMessage(channel=channel, unfurl_links=False, unfurl_media=False, **dress, **_under(channel, post))

        sent, file = await self._said(say, post, self._pictures.known(_ident(post), post.message.picture), new=True)
        return await self._illustrated(client, post, str(sent["channel"]), str(sent["ts"]), file)

    async def edit(self, client: AsyncWebClient, now: str, post: Post, reference: str) -> str:
        """Rewrite a message; ``now`` is its channel's present id."""
        channel, ts = of_message(now, reference)

        def say(dress: Arguments) -> Coroutine[Any, Any, AsyncSlackResponse]:
            return client.chat_update(channel=channel, ts=ts, **dress)

        try:
            _, file = await self._said(say, post, self._file(post, reference))
        except SlackApiError as error:
            if word(error) not in GONE:
                raise
            _log.info("message %s cannot be edited on Slack (%s) and stays so", reference, word(error))
            return reference
        return await self._illustrated(client, post, channel, ts, file)

    def _file(self, post: Post, reference: str) -> str:
        """Return the file that shows a post's picture: the one its message shows already, or another message in its workspace."""
        file, shows = shown_in(reference)
        picture = post.message.picture
        return file if picture and shows == digest(picture) else self._pictures.known(_ident(post), picture)

    async def _said(
        self, say: Callable[[Arguments], Awaitable[AsyncSlackResponse]], post: Post, file: str, *, new: bool = False
    ) -> tuple[AsyncSlackResponse, str]:
        """Say a post, with its picture where Slack takes the file; returns the answer and the file that is shown."""
        try:
            return await say(_dress(post, file, new=new)), file
        except SlackApiError as error:
            if not file or word(error) != NOT_YET:
                raise
            self._pictures.forget(_ident(post), post.message.picture)
            return await say(_dress(post, new=new)), ""

    async def _illustrated(self, client: AsyncWebClient, post: Post, channel: str, ts: str, file: str) -> str:
        """Put its picture into a message that stands without; returns how the message is known then.

        A boundary: what fails here leaves the words as they are, and they are told.
        """
        picture = post.message.picture
        if picture is None:
            return reference_of(channel, ts)
        try:
            async with asyncio.timeout(WITHIN):
                file = file or await self._shown(client, post, picture, channel, ts)
        except FAULTS as error:
            _log.info("message %s/%s stays without its picture: %s", channel, ts, type(error).__name__)
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("message %s/%s stays without its picture", channel, ts)
        return reference_of(channel, ts, f"{file}.{digest(picture)}" if file else "")

    async def _shown(self, client: AsyncWebClient, post: Post, picture: Picture, channel: str, ts: str) -> str:
        """Upload a picture and show it as soon as Slack takes it; returns the file, "" where that takes too long."""
        ident = _ident(post)
        file = await self._pictures.uploaded(client, ident, picture)
        if not file:
            return ""
        for pause in PAUSES:
            await asyncio.sleep(pause)
            try:
                await client.chat_update(channel=channel, ts=ts, **_dress(post, file))
            except SlackApiError as error:
                if word(error) != NOT_YET:
                    raise
            else:
                self._pictures.keep(ident, picture, file)
                return file
        self._pictures.late(ident, picture, file)
        return ""


def _dress(post: Post, file: str = "", *, new: bool = False) -> Arguments:
    """Write the arguments of a post or an update. No name in the text is made into a mention; an update calls nobody."""
    told, shown = post.message, {"picture": f"{file}.{digest(post.message.picture)}"} if file and post.message.picture else {}
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"delivery": str(post.id), **shown}}
    return {
        "text": fallback(told),
        "blocks": [*calls(post.mentions if new else ()), *blocks(told, file)],
        "metadata": metadata,
        "parse": "none",
        "link_names": False,
    }


async def _posted(client: AsyncWebClient, channel: str, post: Post) -> str | None:
    """Look for this delivery in the channel's last messages and return how it is known."""
    try:
        history = await _history(client, channel, post)
    except SlackApiError as error:
        if word(error) not in NO_HISTORY:
            raise
        _log.warning(
            "a post to Slack may appear twice: its history cannot be read (%s, needs %s)", word(error), error.response.get("needed")
        )
        return None
    text = fallback(post.message)
    found = next((old for old in history["messages"] if _carries(old, post) or _says(old, text)), None)
    return None if found is None else reference_of(channel, str(found["ts"]), _payload(found).get("picture", ""))


def _under(channel: str, post: Post) -> Arguments:
    """Say under which message a post stands: quietly, since nothing is broadcast to the channel."""
    return {"thread_ts": of_message(channel, post.thread)[1]} if post.thread else {}


async def _history(client: AsyncWebClient, channel: str, post: Post) -> AsyncSlackResponse:
    """Read the last messages of a channel, or of the thread a post is to stand in."""
    if post.thread:
        under = of_message(channel, post.thread)[1]
        return await client.conversations_replies(channel=channel, ts=under, include_all_metadata=True, limit=LOOK_BACK)
    return await client.conversations_history(channel=channel, include_all_metadata=True, limit=LOOK_BACK)


def _carries(message: Mapping[str, Any], post: Post) -> bool:
    return _payload(message).get("delivery") == str(post.id)


def _payload(message: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what we wrote into a message that readers do not see: its delivery, and the file it shows."""
    metadata = message.get("metadata") or {}
    return metadata.get("event_payload", {}) if metadata.get("event_type") == EVENT_TYPE else {}


def _ident(post: Post) -> str:
    """Return the installation a post belongs to."""
    return taken_apart(post.channel)[0]


def _says(message: Mapping[str, Any], text: str) -> bool:
    """Whether a bot's message without our metadata says the very same: a server may not give metadata back."""
    return not message.get("metadata") and bool(message.get("bot_id")) and message.get("text") == text
