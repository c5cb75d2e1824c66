"""The token that speaks in a workspace: the settings' own, or one that an installation brought, renewed before it expires.

A token that expires is renewed by one caller at a time, also across processes; meanwhile, and where renewing fails, the present one serves
for as long as it lives. https://docs.slack.dev/authentication/using-token-rotation
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import replace

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from adapters.chats.slack.errors import word
from bot.model import Installation
from bot.ports import DeliveryError, VetowatchError, Workspaces

BOT, REFRESH = "bot_token", "refresh_token"
MARGIN = dt.timedelta(hours=2)  # of the twelve hours a token lives
LEASE = dt.timedelta(minutes=1)
IDENT = "vetowatch_ident"  # in a request's context: what its channels' addresses begin with
REMOVED = "the app was removed from the Slack workspace: install it there again, and all goes on"
_SPENT = frozenset({"invalid_refresh_token", "token_revoked", "invalid_auth", "account_inactive", "refresh_token_revoked"})
_log = logging.getLogger(__name__)


class Tokens:
    """The tokens of all workspaces. ``token`` is the settings' own, "" where there is none."""

    def __init__(self, token: str, workspaces: Workspaces | None, rotator: AsyncTokenRotator | None) -> None:
        """Ask these; without ``workspaces`` there is the one token."""
        self._token, self._workspaces, self._rotator = token, workspaces, rotator
        self._renewing = asyncio.Lock()

    async def of(self, ident: str) -> str:
        """Return the token for an address's workspace. Raises DeliveryError where there is none, with what to do."""
        if not ident and self._token:
            return self._token
        one = await self.installation(ident)
        if one is None:
            raise DeliveryError(
                f"the app is not installed in the Slack workspace {ident}" if ident else "the channel’s address lacks its workspace: T…/C…",
                permanent=True,
            )
        if one.gone:
            raise DeliveryError(one.gone, permanent=True)
        return one.secrets[BOT]

    async def installation(self, ident: str) -> Installation | None:
        """Return an installation with a token that works, or its organisation's where it has none left."""
        if self._workspaces is None:
            return None
        try:
            one = await self._workspaces.find(ident)
            if one is not None and one.gone and one.within:
                one = await self._workspaces.find(one.within) or one
        except VetowatchError as error:  # the key is missing, which is the operator's to mend
            raise DeliveryError(str(error), permanent=True) from error
        return one if one is None or one.gone else await self._fresh(one, self._workspaces)

    def kept(self, ident: str) -> bool:
        """Whether the token for an address is an installation's, not the settings' own."""
        return self._workspaces is not None and not (self._token and not ident)

    async def lost(self, ident: str) -> None:
        """Note that Slack refuses an installation's token for good."""
        one = await self.installation(ident)
        if one is not None and self._workspaces is not None:
            await self._workspaces.gone(one.ident, REMOVED)

    async def _fresh(self, one: Installation, workspaces: Workspaces) -> Installation:
        """Renew a token that expires soon."""
        if not _ends(one, MARGIN) or REFRESH not in one.secrets:
            return one
        async with self._renewing:
            return await self._alone(one, workspaces)

    async def _alone(self, one: Installation, workspaces: Workspaces) -> Installation:
        """Renew it unless another process does, or just did."""
        if await workspaces.claim(one.ident, LEASE):
            now = await workspaces.find(one.ident) or one
            return await self._renewed(now, workspaces) if _ends(now, MARGIN) else now
        if _ends(one, dt.timedelta()):
            raise DeliveryError(f"the token for {one.name} is being renewed", retry_after=2)
        return one

    async def _renewed(self, one: Installation, workspaces: Workspaces) -> Installation:
        try:
            bot = await self._rotate(one)
        except (SlackTokenRotationError, aiohttp.ClientError, OSError, TimeoutError) as error:
            if not _ends(one, dt.timedelta()):
                _log.warning("the token for %s cannot be renewed yet: %s", one.name, _reason(error))
                return one
            raise DeliveryError(
                f"the token for the Slack workspace {one.name} is out of date and cannot be renewed ({_reason(error)})",
                permanent=_reason(error) in _SPENT,
            ) from error
        if bot is None:
            return one
        secrets = {BOT: bot.bot_token, REFRESH: str(bot.bot_refresh_token)}
        renewed = replace(one, secrets=secrets, expires_at=dt.datetime.fromtimestamp(bot.bot_token_expires_at or 0, dt.UTC))
        await workspaces.save(renewed)
        return renewed

    async def _rotate(self, one: Installation) -> Bot | None:
        if self._rotator is None:
            return None
        bot = Bot(
            bot_token=one.secrets[BOT],
            bot_id=one.facts.get("bot_id", ""),
            bot_user_id=one.facts.get("bot_user_id", ""),
            bot_refresh_token=one.secrets[REFRESH],
            bot_token_expires_at=int(one.expires_at.timestamp()) if one.expires_at else None,
            installed_at=one.installed_at.timestamp(),
        )
        return await self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=int(MARGIN.total_seconds() // 60))


class Authorize(AsyncAuthorize):
    """Says for bolt which token answers a request, from what is kept: a question waits for no call to Slack."""

    def __init__(self, tokens: Tokens) -> None:
        """Ask these."""
        super().__init__()  # type: ignore[no-untyped-call]  # slack_bolt leaves it without types
        self._tokens = tokens

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """Find the installation: the organisation's where it installed the app for all, else the workspace's."""
        del actor_enterprise_id, actor_team_id, actor_user_id
        one = await self._found(ident_of(context, enterprise_id, team_id))
        if one is None or one.gone:
            return None
        context[IDENT] = "" if one.home else one.ident
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_id=one.facts.get("bot_id"),
            bot_user_id=one.facts.get("bot_user_id"),
            bot_token=one.secrets[BOT],
        )

    async def _found(self, ident: str) -> Installation | None:
        try:
            return await self._tokens.installation(ident) if ident else None
        except DeliveryError as error:
            _log.warning("a question from Slack cannot be answered: %s", error)
            return None


def ident_of(context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None) -> str:
    """Return the id of the installation a request belongs to."""
    return str((enterprise_id if context.is_enterprise_install else team_id) or team_id or enterprise_id or "")


def _ends(one: Installation, within: dt.timedelta) -> bool:
    return one.expires_at is not None and one.expires_at <= dt.datetime.now(dt.UTC) + within


def _reason(error: Exception) -> str:
    cause = error.api_error if isinstance(error, SlackTokenRotationError) else error
    return word(cause) if isinstance(cause, SlackApiError) else type(cause).__name__
