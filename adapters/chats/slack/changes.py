"""What happens to workspaces and channels: the app is removed, a channel gets another id, comes back, or takes the bot in again.

None of it ends a subscription. Renames and a channel's move within an organisation that installed the app change no id, so there is
nothing to do. Of what was missed while the program was away, a refused message tells.
"""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chats.slack.address import address
from adapters.chats.slack.tokens import BOT, IDENT, REMOVED, ident_of
from bot.ports import VetowatchError, Workspaces

Json = dict[str, Any]
_log = logging.getLogger(__name__)
EVENTS = ("app_uninstalled", "tokens_revoked", "channel_id_changed", "channel_unarchive", "group_unarchive", "member_joined_channel")


class Changes:
    """The listeners behind what happens to workspaces and channels. Each may come twice, late and in any order."""

    def __init__(self, workspaces: Workspaces) -> None:
        """Note changes there."""
        self._workspaces = workspaces

    def join(self, app: AsyncApp) -> None:
        """Listen."""
        app.event("app_uninstalled")(self.removed)
        app.event("tokens_revoked")(self.revoked)
        app.event("channel_id_changed")(self.renumbered)
        for event in ("channel_unarchive", "group_unarchive"):
            app.event(event)(self.unarchived)
        app.event("member_joined_channel")(self.joined)

    async def removed(self, context: AsyncBoltContext, client: AsyncWebClient) -> None:
        """Pause what a workspace is told, unless the app is there again: the event may be late."""
        ident = ident_of(context, context.enterprise_id, context.team_id)
        if not await self._works(ident, client):
            await self._workspaces.gone(ident, REMOVED)

    async def revoked(self, event: Json, context: AsyncBoltContext, client: AsyncWebClient) -> None:
        """Treat it so when the bot's own token was revoked; those of people are not used here."""
        if event.get("tokens", {}).get("bot"):
            await self.removed(context, client)

    async def renumbered(self, event: Json, context: AsyncBoltContext) -> None:
        """Follow a channel to its new id, which it gets when it is shared with another company."""
        ident = context.get(IDENT, "")
        await self._workspaces.moved(address(ident, event["old_channel_id"]), address(ident, event["new_channel_id"]))

    async def unarchived(self, event: Json, context: AsyncBoltContext) -> None:
        """Tell at once what was held."""
        await self._workspaces.back(address(context.get(IDENT, ""), event["channel"]))

    async def joined(self, event: Json, context: AsyncBoltContext) -> None:
        """Tell at once what was held, when it is the bot that joined."""
        if event["user"] == context.bot_user_id:
            await self.unarchived(event, context)

    async def _works(self, ident: str, client: AsyncWebClient) -> bool:
        """Whether the token that is kept still works."""
        try:
            one = await self._workspaces.find(ident)
            if one is None or one.gone:
                return False
            await client.auth_test(token=one.secrets[BOT])
        except (VetowatchError, SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
            _log.debug("the token of %s does not work: %s", ident, type(error).__name__)
            return False
        return True
