"""Interactions: a person's slash command goes out over the gateway, the bot's answer comes in over REST.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from tests.emulators.discord.objects import (
    BOT_ID,
    CHANNEL_ID,
    EPHEMERAL,
    EVERYTHING,
    GUILD_ID,
    LOADING,
    USER,
    channel,
    interaction_token,
    member,
    message,
    snowflake,
)

Json = dict[str, Any]
SLASH = 2
REPLY, DEFER = 4, 5
ANSWER_WITHIN = 3.0


class RefusedError(Exception):
    """An API error: HTTP status, Discord's code and its words."""

    def __init__(self, status: int, code: int, words: str) -> None:
        super().__init__(words)
        self.status, self.code, self.words = status, code, words


@dataclass
class Interaction:
    """One command of one person; ``answered`` is set when the bot's words are there, ``acknowledged`` is after how many seconds."""

    data: Json
    ident: str = field(default_factory=snowflake)
    token: str = field(default_factory=interaction_token)
    created: float = field(default_factory=time.monotonic)
    acknowledged: float | None = None
    original: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def text(self) -> str:
        return str(self.original["content"]) if self.original else ""

    @property
    def ephemeral(self) -> bool:
        return bool(self.original and self.original["flags"] & EPHEMERAL)


class Interactions:
    """All interactions there were, by id."""

    def __init__(self) -> None:
        self.known: dict[str, Interaction] = {}

    def begin(self, data: Json) -> Interaction:
        interaction = Interaction(data)
        self.known[interaction.ident] = interaction
        return interaction

    def answer(self, ident: str, token: str, body: Json) -> Json:
        """Take the bot's first answer: within three seconds and only once."""
        interaction = self.known.get(ident)
        if interaction is None or interaction.token != token or time.monotonic() - interaction.created > ANSWER_WITHIN:
            raise RefusedError(404, 10062, "Unknown interaction")
        if interaction.acknowledged is not None:
            raise RefusedError(400, 40060, "Interaction has already been acknowledged.")
        interaction.acknowledged = time.monotonic() - interaction.created
        return self._reply(interaction, body)

    def _reply(self, interaction: Interaction, body: Json) -> Json:
        data = body.get("data") or {}
        sent = interaction.original = answer_message(interaction, data)
        if body["type"] == DEFER:
            sent["flags"] |= LOADING
        else:
            interaction.answered.set()
        facts = {
            "response_message_id": sent["id"],
            "response_message_loading": body["type"] == DEFER,
            "response_message_ephemeral": interaction.ephemeral,
        }
        resource = {"resource": {"type": REPLY, "message": sent}} if body["type"] == REPLY else {}
        return {"interaction": {"id": interaction.ident, "type": SLASH, **facts}, **resource}

    def by_token(self, token: str) -> Interaction:
        for interaction in self.known.values():
            if interaction.token == token and interaction.original:
                return interaction
        raise RefusedError(404, 10015, "Unknown Webhook")

    def follow(self, token: str, body: Json) -> Json:
        """Take a follow-up: the first one after a deferral takes the place of the waiting words, and their visibility."""
        interaction = self.by_token(token)
        if interaction.original and interaction.original["flags"] & LOADING:
            return self.rewrite(token, body)
        return answer_message(interaction, body)

    def rewrite(self, token: str, body: Json) -> Json:
        """Take an edit of the first answer."""
        interaction = self.by_token(token)
        old = interaction.original or {}
        new = answer_message(interaction, {**body, "flags": old["flags"] & ~LOADING})
        interaction.original = {**new, "id": old["id"]}
        interaction.answered.set()
        return interaction.original


def answer_message(interaction: Interaction, data: Json) -> Json:
    owners = {"0": GUILD_ID}
    asked = {"id": interaction.ident, "type": SLASH, "user": USER, "authorizing_integration_owners": owners}
    facts = {"interaction_metadata": asked, "webhook_id": BOT_ID, "application_id": BOT_ID}
    return {**message(CHANNEL_ID, data, kind=20), **facts}


def slash(command: Json, path: tuple[str, ...], options: Json) -> Json:
    """Write the data of a slash command: a subcommand path and its string options."""
    given: list[Json] = [{"name": name, "type": 3, "value": value} for name, value in options.items()]
    for name in reversed(path):
        given = [{"name": name, "type": 1, "options": given}]
    return {"id": command["id"], "name": command["name"], "type": 1, "options": given}


def payload(interaction: Interaction, permissions: str = EVERYTHING, app_permissions: str = EVERYTHING) -> Json:
    """Write INTERACTION_CREATE for a command given in the server's channel; permissions are the member's and the bot's there."""
    where: Json = {
        "channel_id": CHANNEL_ID,
        "channel": {**channel(CHANNEL_ID), "permissions": permissions},
        "guild_id": GUILD_ID,
        "context": 0,
    }
    home = {"guild": {"id": GUILD_ID, "locale": "en-US", "features": []}, "guild_locale": "en-US", "locale": "en-US"}
    facts: Json = {
        "id": interaction.ident,
        "token": interaction.token,
        "application_id": BOT_ID,
        "type": SLASH,
        "version": 1,
        "entitlements": [],
    }
    rights = {"app_permissions": app_permissions, "authorizing_integration_owners": {"0": GUILD_ID}, "attachment_size_limit": 10485760}
    return {**facts, **where, **home, **rights, "data": interaction.data, "member": {**member(USER), "permissions": permissions}}
