"""A card below a link to a UN document or page that somebody posts, where a vote on record is behind it; nothing below any other.

https://docs.slack.dev/messaging/unfurling-links-in-messages
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chats.slack.errors import word
from adapters.chats.slack.place import place
from adapters.chats.slack.render import card
from adapters.chats.slack.seen import Seen
from bot.asking import Ask
from bot.ports import Commands, VetowatchError

DOMAINS = ("docs.un.org", "undocs.org", "digitallibrary.un.org", "press.un.org")
LINKS = 5  # cards below one message
Json = dict[str, Any]
_log = logging.getLogger(__name__)


class Unfurling:
    """The listener behind links."""

    def __init__(self, commands: Commands, seen: Seen, turns: asyncio.Semaphore) -> None:
        """Ask these, ``turns`` at a time; ``seen`` tells what came before."""
        self._commands, self._seen, self._turns = commands, seen, turns

    def join(self, app: AsyncApp) -> None:
        """Listen; bolt acknowledges an event before it is answered."""
        app.event("link_shared")(self.shared)

    async def shared(self, body: Json, event: Json, context: AsyncBoltContext, client: AsyncWebClient) -> None:
        """Show a card below each link of a message, known ones only. A boundary: what fails leaves the message as it is."""
        if self._seen.before(body["event_id"]):
            return
        try:
            async with self._turns:
                cards = await self._cards(event, context)
            if cards:
                await client.chat_unfurl(unfurls=cards, **_target(event))
        except SlackApiError as error:
            _log.info("Slack takes no card below a link (%s, needs %s)", word(error), error.response.get("needed"))
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("a link on Slack cannot be shown")

    async def _cards(self, event: Json, context: AsyncBoltContext) -> dict[str, Json]:
        cards: dict[str, Json] = {}
        for link in event["links"][:LINKS]:
            try:
                answer = await self._commands.ask(Ask("card", {"link": link["url"]}), place(context, event["channel"]))
            except VetowatchError:  # nothing on record is behind it
                continue
            cards[link["url"]] = card(answer)
        return cards


def _target(event: Json) -> Json:
    """Say which message is meant: one that is still being written has no ``ts``."""
    if event.get("unfurl_id") and event.get("source"):
        return {"unfurl_id": event["unfurl_id"], "source": event["source"]}
    return {"channel": event["channel"], "ts": event["message_ts"]}
