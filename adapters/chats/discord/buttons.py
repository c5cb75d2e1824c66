"""Buttons that hold a question. They work for months, and after restarts: what is asked stands in the button's own id.

discord.py calls such a button a dynamic item: whoever registered its pattern is handed every button whose id matches, on any message.
Limits: https://docs.discord.com/developers/components/reference#button
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol, cast

import discord

from adapters.chats.discord.render import plain
from adapters.chats.offering import KEPT, kept, question
from bot.asking import Action, Ask

ID, LABEL, COUNT = 100, 80, 25


class Answering(Protocol):
    """A client that answers what its buttons ask."""

    async def pressed(self, interaction: discord.Interaction, ask: Ask) -> None:
        """Answer one press."""


class AskButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=re.escape(KEPT) + ".+"):
    """A button that asks a question when it is pressed."""

    def __init__(self, label: str, ident: str) -> None:
        """Keep the question in the id."""
        super().__init__(discord.ui.Button(label=label, custom_id=ident, style=discord.ButtonStyle.secondary))

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str]) -> AskButton:
        """Make the button anew that stands on a message."""
        del interaction
        return cls(cast("discord.ui.Button[discord.ui.View]", item).label or KEPT, match[0])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Hand the question to the client that heard the press."""
        await cast("Answering", interaction.client).pressed(interaction, question(self.custom_id))


def buttons(actions: Sequence[Action]) -> discord.ui.View | None:
    """Show actions as buttons, those left out whose question or address is longer than an id may be; None where none is left."""
    shown = list(kept(actions, ID))[:COUNT]
    if not shown:
        return None
    view = discord.ui.View(timeout=None)
    for action, text in shown:
        label = plain(action.label, LABEL)
        view.add_item(AskButton(label, text) if action.ask else discord.ui.Button(label=label, url=text))
    return view
