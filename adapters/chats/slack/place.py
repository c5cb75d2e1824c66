"""Where a question comes from."""

from __future__ import annotations

from slack_bolt.context.async_context import AsyncBoltContext

from adapters.chats.slack.address import address
from adapters.chats.slack.tokens import IDENT
from bot.asking import Place

NAME = "slack"


def place(context: AsyncBoltContext, channel: str) -> Place:
    """Return a channel as the program knows it, and who asks there."""
    return Place(NAME, address(context.get(IDENT, ""), channel), context.user_id or "")
