"""Workspaces that install the app by OAuth v2: consent, codes, tokens that rotate, and removal.

https://docs.slack.dev/reference/methods/oauth.v2.access, https://docs.slack.dev/authentication/using-token-rotation
"""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from tests.emulators.slack import objects

Json = dict[str, Any]
LIFE = 43_200  # seconds an expiring token lives


@dataclass
class Team:
    """A workspace, or with ``organisation`` an Enterprise that installs for all its workspaces. ``channels`` are those the bot is in."""

    id: str
    name: str
    enterprise: str | None = None
    organisation: bool = False
    channels: set[str] = field(default_factory=set)

    @property
    def facts(self) -> Json:
        """Say which team a token belongs to."""
        within = {"enterprise_id": self.enterprise} if self.enterprise else {}
        return {"team_id": self.id, "team": self.name, "is_enterprise_install": self.organisation, **within}


@dataclass
class Token:
    """A bot token; ``expires`` is Unix time, None for never. ``dead`` is Slack's word for why it works no longer."""

    team: Team
    expires: float | None = None
    dead: str = ""

    @property
    def refused(self) -> str:
        """Return Slack's word where the token does not work."""
        return self.dead or ("token_expired" if self.expires is not None and self.expires <= time.time() else "")


class Teams:
    """All workspaces and their tokens. ``rotating``: tokens expire and come with a refresh token that is good once."""

    def __init__(self, home: Team) -> None:
        self.home = home
        self.all = {home.id: home}
        self.tokens = {objects.BOT_TOKEN: Token(home)}
        self.rotating = False
        self.life: float = LIFE
        self._codes: dict[str, Team] = {}
        self._refresh: dict[str, str] = {}

    def add(self, team: Team) -> Team:
        self.all[team.id] = team
        return team

    def approve(self, team: Team) -> str:
        """Let somebody there consent; returns the code that goes back, good once."""
        code = f"{secrets.token_hex(8)}.{team.id}"
        self._codes[code] = team
        return code

    def remove(self, team: Team, word: str = "account_inactive") -> None:
        """Let the app be removed there: its tokens are dead."""
        for token in self.tokens.values():
            if token.team is team:
                token.dead = word

    def access(self, args: Json, authorization: str) -> Json | str:
        """Answer ``oauth.v2.access``, or with Slack's word for what is wrong."""
        if authorization != "Basic " + base64.b64encode(f"{objects.CLIENT_ID}:{objects.CLIENT_SECRET}".encode()).decode():
            return "bad_client_secret"
        if args.get("grant_type") == "refresh_token":
            old = self._refresh.pop(args["refresh_token"], "")
            if not old:
                return "invalid_refresh_token"
            return self.tokens[old].dead or self._granted(self.tokens[old].team)
        team = self._codes.pop(args.get("code", ""), None)
        return "invalid_code" if team is None else self._granted(team)

    def _granted(self, team: Team) -> Json:
        token = f"xoxb-{secrets.token_hex(8)}-visibly-not-real"
        self.tokens[token] = Token(team, time.time() + self.life if self.rotating else None)
        named = {"id": team.id, "name": team.name}
        answer = {
            "access_token": token,
            "token_type": "bot",
            "scope": "chat:write,commands",
            "bot_user_id": objects.BOT_USER,
            "app_id": objects.APP,
            "team": None if team.organisation else named,
            "enterprise": named if team.organisation else {"id": team.enterprise, "name": "Org"} if team.enterprise else None,
            "authed_user": {"id": objects.USER},
            "is_enterprise_install": team.organisation,
        }
        return answer | (self._rotation(token) if self.rotating else {})

    def _rotation(self, token: str) -> Json:
        refresh = f"xoxe-1-{secrets.token_hex(8)}"
        self._refresh[refresh] = token
        return {"refresh_token": refresh, "expires_in": int(self.life)}
