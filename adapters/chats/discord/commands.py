"""Discord's gateway: the slash command ``/un`` with a subcommand for each command there is.

Answers are shown to the asker alone. Each command is acknowledged at once, since Discord waits three seconds for a first answer and
15 minutes for the rest. Only members who may manage channels change subscriptions: checked at run time, because Discord keeps default
permissions for a whole command, not for its subcommands, and anyone may ask for the status.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from adapters.chats.discord.render import answer
from bot.asking import Answer, Ask, Command, Option, Place
from bot.ports import Commands, VetowatchError

NAME = "discord"
NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
_log = logging.getLogger(__name__)


class Listener(discord.Client):
    """One gateway connection that answers commands. It sees servers and nothing else: no messages, no members."""

    def __init__(self, commands: Commands) -> None:
        """Take what answers the commands."""
        intents = discord.Intents(guilds=True)
        super().__init__(intents=intents, max_messages=None, allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(group(commands))
        self.tree.error(report)

    async def setup_hook(self) -> None:
        """Register the commands for all servers; the same list again changes nothing."""
        await self.tree.sync()


def group(commands: Commands) -> app_commands.Group:
    """Build ``/un`` and a subcommand for each command there is."""
    un = app_commands.Group(name="un", description="Votes and vetoes of the United Nations", guild_only=True)
    for command in commands.listed():
        un.add_command(subcommand(commands, command))
    return un


def subcommand(commands: Commands, command: Command) -> app_commands.Command[Any, ..., None]:
    """Build one subcommand. discord.py reads a command's options off its function's signature, so that is written here."""

    async def callback(interaction: discord.Interaction, **given: str) -> None:
        ask, place = Ask(command.name, given), Place(NAME, str(interaction.channel_id))
        hint = missing(interaction.app_permissions) if command.changes else ""
        await reply(interaction, lambda: commands.ask(ask, place), hint)

    callback.__signature__ = inspect.Signature([_FIRST, *(_parameter(option) for option in command.options)])  # type: ignore[attr-defined] # a function takes one
    about = {option.name: option.about[:100] for option in command.options}
    built: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=command.name, description=command.about[:100], callback=callback
    )
    if about:
        app_commands.describe(**about)(built)
    return app_commands.checks.has_permissions(manage_channels=True)(built) if command.changes else built


_FIRST = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)


def _parameter(option: Option) -> inspect.Parameter:
    default = inspect.Parameter.empty if option.required else ""
    return inspect.Parameter(option.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=str, default=default)


def missing(granted: discord.Permissions) -> str:
    """Say which permissions the bot lacks in a channel; said where somebody subscribes, since nobody else would learn of it there."""
    lacking = [f"**{name.replace('_', ' ').title()}**" for name in NEEDED if not getattr(granted, name)]
    return f"\nI cannot post here yet: give my role {', '.join(lacking)}." if lacking else ""


async def reply(interaction: discord.Interaction, ask: Callable[[], Awaitable[Answer]], hint: str = "") -> None:
    """Acknowledge, then answer. An error of ours is an answer too: one clear line."""
    await interaction.response.defer(ephemeral=True)
    try:
        words = (await ask()).text + hint
    except VetowatchError as error:
        words = str(error)
    await say(interaction, words)


async def say(interaction: discord.Interaction, words: str) -> None:
    """Show words to the asker, as the first answer or in place of the waiting one. Names in them ping nobody."""
    silent = discord.AllowedMentions.none()
    if interaction.response.is_done():
        await interaction.edit_original_response(content=answer(words), allowed_mentions=silent)
    else:
        await interaction.response.send_message(answer(words), ephemeral=True, suppress_embeds=True, allowed_mentions=silent)


async def report(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    """Answer a command that failed: a boundary, so that one command's fault ends nothing else."""
    if isinstance(error, app_commands.MissingPermissions):
        words = "Only members who may manage channels can change what is told here."
    else:
        _log.error("a Discord command failed", exc_info=error)
        words = "That did not work. The reason stands in the bot's log."
    try:
        await say(interaction, words)
    except discord.HTTPException as late:
        _log.warning("Discord did not take the answer to a command: %s", late.text)
