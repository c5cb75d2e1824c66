"""Calling people on Discord: exactly those a subscription names, in a new message alone, and a word to one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.model import Addressee, Mention

_SAID = {Addressee.HERE: "@here", Addressee.USER: "<@{}>", Addressee.GROUP: "<@&{}>"}


def call(mentions: Sequence[Mention]) -> dict[str, Any]:
    """Write the arguments of a new message that calls these people and nobody else. What is no id of Discord's is left out."""
    known = [mention for mention in mentions if mention.whom is Addressee.HERE or mention.id.isdecimal()]
    if not known:
        return {"allowed_mentions": discord.AllowedMentions.none()}
    allowed = discord.AllowedMentions(
        everyone=any(mention.whom is Addressee.HERE for mention in known),  # Discord has one switch for @here and @everyone
        users=_objects(known, Addressee.USER) or False,
        roles=_objects(known, Addressee.GROUP) or False,
        replied_user=False,
    )
    return {"content": " ".join(_SAID[mention.whom].format(mention.id) for mention in known), "allowed_mentions": allowed}


def _objects(mentions: Sequence[Mention], whom: Addressee) -> list[discord.Object]:
    return [discord.Object(int(mention.id)) for mention in mentions if mention.whom is whom]
