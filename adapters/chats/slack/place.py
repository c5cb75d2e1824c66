"""Where a question comes from."""

from __future__ import annotations

from slack_bolt.context.async_context import AsyncBoltContext

from adapters.chats.slack.address import address
from adapters.chats.slack.tokens import IDENT
from bot.asking import Place

NAME = "slack"


def place(context: AsyncBoltContext, channel: str, user: str = "") -> Place:
    """Return a channel, and who asks there, as the program knows them: both with their workspace."""
    ident = context.get(IDENT, "")
    return Place(NAME, address(ident, channel), address(ident, user) if user else "")
