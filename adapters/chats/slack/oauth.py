"""Installing the app by OAuth v2: bolt's own flow, with states and installations kept by the program.

``/slack/install`` shows the button, ``/slack/oauth_redirect`` takes people back. A state is good once, for ten minutes, in the browser it
was made for. https://docs.slack.dev/authentication/installing-with-oauth
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Installation as Installed
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chats.slack.pages import callbacks
from adapters.chats.slack.tokens import BOT, REFRESH
from bot.model import Installation
from bot.ports import VetowatchError, Workspaces

SCOPES = (
    "chat:write",
    "commands",
    "channels:history",
    "groups:history",
    "channels:read",
    "groups:read",
    "links:read",
    "links:write",
    "files:write",
    "im:write",
    "users:read",
)
INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
STATE_LIVES = dt.timedelta(minutes=10)
_log = logging.getLogger(__name__)


def settings(client_id: str, client_secret: str, api_url: str, workspaces: Workspaces) -> AsyncOAuthSettings:
    """Set bolt's flow up."""
    return AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=SCOPES,
        user_scopes=[],
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        authorization_url=api_url.removesuffix("api/") + "oauth/v2/authorize",
        installation_store=Installations(workspaces),
        state_store=States(workspaces),
        state_expiration_seconds=int(STATE_LIVES.total_seconds()),
        callback_options=callbacks(),
    )


class Installations(AsyncInstallationStore):
    """Takes what bolt's flow brings. Tokens are asked for through ``Tokens``, never here."""

    def __init__(self, workspaces: Workspaces) -> None:
        """Keep them there."""
        self._workspaces = workspaces

    @property
    def logger(self) -> logging.Logger:
        """Log here."""
        return _log

    async def async_save(self, installation: Installed) -> None:
        """Keep an installation; a missing key is said on the page and in the log."""
        try:
            await self._workspaces.save(translated(installation))
        except VetowatchError as error:
            _log.error("an installation on Slack cannot be kept: %s", error)
            raise BoltError(str(error)) from error


class States(AsyncOAuthStateStore):
    """Issues and takes back the states of bolt's flow."""

    def __init__(self, workspaces: Workspaces) -> None:
        """Keep them there."""
        self._workspaces = workspaces

    @property
    def logger(self) -> logging.Logger:
        """Log here."""
        return _log

    async def async_issue(self, *_args: Any, **_kwargs: Any) -> str:
        """Make a state."""
        return await self._workspaces.issue(STATE_LIVES)

    async def async_consume(self, state: str) -> bool:
        """Use a state up."""
        return await self._workspaces.consume(state)


def translated(installed: Installed) -> Installation:
    """Say in the program's words what bolt's flow brings. Raises VetowatchError where Slack gave no token for the bot."""
    organisation = installed.is_enterprise_install
    ident = installed.enterprise_id if organisation else installed.team_id
    if not ident or not installed.bot_token:
        raise VetowatchError("Slack gave no token for the bot: does the app have a bot user?")
    facts = {"bot_id": installed.bot_id, "bot_user_id": installed.bot_user_id, "app_id": installed.app_id, "installer": installed.user_id}
    facts["scopes"] = ",".join(installed.bot_scopes or ())
    ends = installed.bot_token_expires_at
    return Installation(
        ident,
        (installed.enterprise_name if organisation else installed.team_name) or ident,
        dt.datetime.fromtimestamp(installed.installed_at, dt.UTC),
        within=None if organisation else installed.enterprise_id,
        facts={name: value for name, value in facts.items() if value},
        secrets={BOT: installed.bot_token} | ({REFRESH: installed.bot_refresh_token} if installed.bot_refresh_token else {}),
        expires_at=None if ends is None else dt.datetime.fromtimestamp(ends, dt.UTC),
    )


def at_home(token: str, who: AsyncSlackResponse) -> Installation:
    """Say of the workspace whose token stands in the settings what an installation would say; ``who`` is what ``auth.test`` answers."""
    facts = {"bot_id": str(who.get("bot_id") or ""), "bot_user_id": str(who["user_id"])}
    now = dt.datetime.now(dt.UTC)
    within = who.get("enterprise_id")
    return Installation(str(who["team_id"]), str(who["team"]), now, within=within, home=True, facts=facts, secrets={BOT: token})
