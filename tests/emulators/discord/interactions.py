"""Interactions: what a person does (a slash command, typing in one, a button, a menu) goes out over the gateway, the answer comes in
over REST.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.emulators.discord.objects import (
    BOT_ID,
    CHANNEL_ID,
    DM_ID,
    EPHEMERAL,
    EVERYTHING,
    FRIENDS_ID,
    GUILD_ID,
    LOADING,
    USER,
    USER_ID,
    channel,
    direct,
    interaction_token,
    member,
    message,
    snowflake,
)

Json = dict[str, Any]
SLASH, BUTTON, TYPING, SUBMIT = 2, 3, 4, 5
REPLY, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
_ALLOWED = {
    SLASH: {REPLY, DEFER, MODAL},
    BUTTON: {REPLY, DEFER, DEFER_UPDATE, UPDATE, MODAL},
    TYPING: {CHOICES},
    SUBMIT: {REPLY, DEFER, DEFER_UPDATE, UPDATE},
}
LABEL = 18
ANSWER_WITHIN = 3.0


class RefusedError(Exception):
    """An API error: HTTP status, Discord's code and its words."""

    def __init__(self, status: int, code: int, words: str) -> None:
        super().__init__(words)
        self.status, self.code, self.words = status, code, words


@dataclass
class Interaction:
    """One deed of one person; ``answered`` is set when the bot's words are there, ``acknowledged`` is after how many seconds.

    ``message`` is the one whose button was pressed, ``original`` the one that holds the answer: the same where the bot updates it.
    ``direct``: in the direct messages with the bot; ``personal``: by an app somebody installed for themselves, where the bot is not, which
    makes ``direct`` those with somebody else. ``modal`` is the form that was opened,
    ``opened_by`` the deed that opened the one that is sent; ``thread`` is the one it is done in.
    """

    data: Json
    kind: int = SLASH
    message: Json | None = None
    direct: bool = False
    personal: bool = False
    ident: str = field(default_factory=snowflake)
    token: str = field(default_factory=interaction_token)
    created: float = field(default_factory=time.monotonic)
    acknowledged: float | None = None
    original: Json | None = None
    choices: list[Json] = field(default_factory=list)
    modal: Json | None = None
    opened_by: Interaction | None = None
    thread: Json | None = None
    follow_ups: list[Json] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def text(self) -> str:
        return str(self.original["content"]) if self.original else ""

    @property
    def ephemeral(self) -> bool:
        return bool(self.original and self.original["flags"] & EPHEMERAL)

    @property
    def buttons(self) -> list[str]:
        return [button["label"] for button in buttons(self.original or {})]


class Interactions:
    """All interactions there were, by id."""

    def __init__(self) -> None:
        self.known: dict[str, Interaction] = {}

    def begin(
        self, data: Json, kind: int = SLASH, message: Json | None = None, *, direct: bool = False, personal: bool = False
    ) -> Interaction:
        interaction = Interaction(data, kind, message, direct, personal)
        self.known[interaction.ident] = interaction
        return interaction

    def answer(self, ident: str, token: str, body: Json) -> Json:
        """Take the bot's first answer: within three seconds, only once, and of a type that answers this kind of deed."""
        interaction = self.known.get(ident)
        if interaction is None or interaction.token != token or time.monotonic() - interaction.created > ANSWER_WITHIN:
            raise RefusedError(404, 10062, "Unknown interaction")
        if interaction.acknowledged is not None:
            raise RefusedError(400, 40060, "Interaction has already been acknowledged.")
        if body["type"] not in _ALLOWED[interaction.kind]:
            raise RefusedError(400, 50035, f"Invalid Form Body: callback {body['type']} to an interaction of type {interaction.kind}")
        interaction.acknowledged = time.monotonic() - interaction.created
        return self._reply(interaction, body["type"], body.get("data") or {})

    def _reply(self, interaction: Interaction, kind: int, data: Json) -> Json:
        facts: Json = {"id": interaction.ident, "type": interaction.kind}
        if kind == CHOICES:
            interaction.choices = data["choices"]
            interaction.answered.set()
            return {"interaction": facts}
        if kind == MODAL:
            interaction.modal = data
            interaction.answered.set()
            return {"interaction": facts}
        sent = interaction.original = self._first(interaction, kind, data)
        if kind in {REPLY, UPDATE}:
            interaction.answered.set()
        facts |= {"response_message_id": sent["id"], "response_message_loading": kind == DEFER}
        resource = {"resource": {"type": kind, "message": sent}} if kind in {REPLY, UPDATE} else {}
        return {"interaction": {**facts, "response_message_ephemeral": interaction.ephemeral}, **resource}

    def _first(self, interaction: Interaction, kind: int, data: Json) -> Json:
        """Make the message a first answer is, or take the one whose button was pressed."""
        if kind in {DEFER_UPDATE, UPDATE}:
            assert interaction.message
            return _rewritten(interaction, interaction.message, data) if kind == UPDATE else interaction.message
        sent = answer_message(interaction, data)
        sent["flags"] |= LOADING if kind == DEFER else 0
        return sent

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
        interaction.follow_ups.append(answer_message(interaction, body))
        interaction.answered.set()
        return interaction.follow_ups[-1]

    def rewrite(self, token: str, body: Json) -> Json:
        """Take an edit of the first answer."""
        interaction = self.by_token(token)
        assert interaction.original
        interaction.original = _rewritten(interaction, interaction.original, body)
        interaction.answered.set()
        return interaction.original


def _rewritten(interaction: Interaction, old: Json, body: Json) -> Json:
    """Change a message in place, so that whoever holds it sees it changed. What the body does not name stays."""
    kept = {"content": old["content"], "embeds": old["embeds"], "components": old["components"], "attachments": old["attachments"]}
    new = answer_message(interaction, {**kept, **body, "flags": old["flags"] & ~LOADING})
    old.update({**new, "id": old["id"], "timestamp": old["timestamp"]})
    return old


def answer_message(interaction: Interaction, data: Json) -> Json:
    facts = {"interaction_metadata": _asked(interaction), "webhook_id": BOT_ID, "application_id": BOT_ID}
    return {**message(DM_ID if interaction.direct else CHANNEL_ID, data, kind=20), **facts}


def _asked(interaction: Interaction) -> Json:
    """Say what a message answers."""
    told: Json = {"id": interaction.ident, "type": interaction.kind, "user": USER, "authorizing_integration_owners": _owners(interaction)}
    if interaction.opened_by:
        return told | {"triggering_interaction_metadata": _asked(interaction.opened_by)}
    return told | ({"interacted_message_id": interaction.message["id"]} if interaction.message else {})


def buttons(sent: Json) -> list[Json]:
    """Return a message's buttons."""
    return [button for row in sent.get("components") or [] for button in row["components"]]


def slash(command: Json, path: tuple[str, ...], options: Json, focused: str = "") -> Json:
    """Write the data of a slash command: a subcommand path and its string options; the one being typed is ``focused``."""
    given: list[Json] = [{"name": name, "type": 3, "value": value} for name, value in options.items()]
    for option in given:
        if option["name"] == focused:
            option["focused"] = True
    for name in reversed(path):
        given = [{"name": name, "type": 1, "options": given}]
    return {"id": command["id"], "name": command["name"], "type": 1, "options": given}


def menu(command: Json, target: Json) -> Json:
    """Write the data of a choice in a message's menu."""
    resolved = {"messages": {target["id"]: target}}
    return {"id": command["id"], "name": command["name"], "type": 3, "target_id": target["id"], "resolved": resolved}


def filled(modal: Json, values: Mapping[str, str | list[str]]) -> Json:
    """Write the data of a form that is sent: each field as it was shown, where it is not given another value."""
    fields = [_submitted(number, part["component"], values) for number, part in enumerate(modal["components"])]
    return {"custom_id": modal["custom_id"], "components": fields}


def _submitted(number: int, inner: Json, values: Mapping[str, str | list[str]]) -> Json:
    """Write one field as it is sent: a text has a value, a choice of several has values."""
    name = inner["custom_id"]
    facts = {"type": inner["type"], "id": 2 * number + 2, "custom_id": name}
    if "options" not in inner:
        told: Json = {"value": values.get(name, inner.get("value") or "")}
    else:
        chosen = values.get(name, [one["value"] for one in inner["options"] if one.get("default")])
        assert set(chosen) <= {one["value"] for one in inner["options"]}, "only what is offered can be chosen"
        told = {"values": chosen}
    return {"type": LABEL, "id": 2 * number + 1, "component": {**facts, **told}}


def payload(interaction: Interaction, permissions: str = EVERYTHING, app_permissions: str = EVERYTHING, roles: Sequence[str] = ()) -> Json:
    """Write INTERACTION_CREATE for a deed in the server's channel, or in a direct message.

    ``permissions`` and ``roles`` are the member's, ``app_permissions`` the bot's.
    """
    facts: Json = {
        "id": interaction.ident,
        "token": interaction.token,
        "application_id": BOT_ID,
        "type": interaction.kind,
        "version": 1,
        "entitlements": [],
        "locale": "en-US",
        "app_permissions": app_permissions,
        "attachment_size_limit": 10485760,
        "data": interaction.data,
    }
    pressed = {"message": interaction.message} if interaction.message else {}
    place = _direct(personal=interaction.personal) if interaction.direct else _in_guild(permissions, roles, interaction.thread)
    return {**facts, **pressed, **place, "authorizing_integration_owners": _owners(interaction)}


def _owners(interaction: Interaction) -> Json:
    """Say for whom the app was installed: the person, or the server."""
    return {"1": USER_ID} if interaction.direct or interaction.personal else {"0": GUILD_ID}


def _direct(*, personal: bool) -> Json:
    ident, context = (FRIENDS_ID, 2) if personal else (DM_ID, 1)
    return {"channel_id": ident, "channel": {**direct(), "id": ident}, "context": context, "user": USER}


def _in_guild(permissions: str, roles: Sequence[str], thread: Json | None) -> Json:
    place = thread or channel(CHANNEL_ID)
    where = {"channel_id": place["id"], "channel": {**place, "permissions": permissions}, "guild_id": GUILD_ID, "context": 0}
    home = {"guild": {"id": GUILD_ID, "locale": "en-US", "features": []}, "guild_locale": "en-US"}
    who = {"member": {**member(USER, *roles), "permissions": permissions}}
    return {**where, **home, **who}
