"""What Discord lets people ask, built from one list of commands: ``/un`` with a subcommand each, a message's menu, and buttons.

Anyone may ask, on servers, in direct messages and wherever they installed the app for themselves. What changes a channel's alerts is
refused at run time to all but those who manage it (``answering``): a subcommand has no permissions and no contexts of its own.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import discord
from discord import app_commands

from adapters.chats.discord.answering import may_change, place, refuse, respond
from adapters.chats.discord.buttons import AskButton
from adapters.chats.discord.filling import fill, sent
from adapters.chats.discord.render import plain
from adapters.chats.discord.spoken import Group, Menu, tongue
from adapters.chats.fitting import size
from adapters.chats.offering import FAILED, MENU, NO_SYMBOL, about, opens
from bot.asking import Ask, Command, Kind, Option, Suggestion
from bot.ports import Commands
from bot.words import LANGUAGES, N_, _, speaking

FIXED = (Kind.ORGAN, Kind.OUTCOME)  # few enough to show them all at once
CHOICES, CHOICE, ABOUT = 25, 100, 100
OFFER_WITHIN = 2.0  # seconds; Discord waits three
_Choice = app_commands.Choice[str]
_Offer = Callable[[discord.Interaction, str], Coroutine[Any, Any, list[_Choice]]]
_log = logging.getLogger(__name__)


class Listener(discord.Client):
    """One gateway connection that answers questions. It sees servers and nothing else: no messages, no members."""

    def __init__(self, commands: Commands, role: str = "", **shards: Any) -> None:
        """Take what answers the commands, and the role whose members may change what a channel is told."""
        intents = discord.Intents(guilds=True)
        super().__init__(intents=intents, max_messages=None, allowed_mentions=discord.AllowedMentions.none(), **shards)
        self.commands, self.role = commands, role
        self.tree = app_commands.CommandTree(self)
        self.tree.error(report)

    async def setup_hook(self) -> None:
        """Register commands, menu and buttons; the same list again changes nothing."""
        self.add_dynamic_items(AskButton)
        self.tree.add_command(await group(self.commands))
        self.tree.add_command(menu(self.commands))
        await self.tree.sync()

    async def pressed(self, interaction: discord.Interaction, ask: Ask) -> None:
        """Answer what a button asks."""
        await (fill if opens(ask) else respond)(interaction, self.commands, ask)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take a form that was sent; discord.py answers all else by itself."""
        if interaction.type is discord.InteractionType.modal_submit:
            await sent(interaction, self.commands)


class ShardedListener(Listener, discord.AutoShardedClient):
    """As many gateway connections as Discord asks a bot of so many servers to hold."""


async def group(commands: Commands) -> app_commands.Group:
    """Build ``/un`` and a subcommand for each command there is."""
    about = N_("Votes and vetoes of the United Nations")
    labels = {spoken: await _labels(commands, spoken) for spoken in LANGUAGES}
    un = Group(labels, name="un", description=about, allowed_installs=_installs(), allowed_contexts=_contexts())
    fixed = {kind: choices(await commands.suggest(kind, "")) for kind in FIXED}
    for command in commands.listed():
        un.add_command(subcommand(commands, command, fixed))
    return un


async def _labels(commands: Commands, spoken: str) -> dict[str, str]:
    """Return what fixed choices are called in a language, by their values."""
    with speaking(spoken):
        return {one.value: plain(one.label, CHOICE) for kind in FIXED for one in await commands.suggest(kind, "")}


def _installs() -> app_commands.AppInstallationType:
    return app_commands.AppInstallationType(guild=True, user=True)


def _contexts() -> app_commands.AppCommandContext:
    return app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)


def subcommand(commands: Commands, command: Command, fixed: dict[Kind, list[_Choice]]) -> app_commands.Command[Any, ..., None]:
    """Build one subcommand. discord.py reads a command's options off its function's signature, so that is written here."""

    async def callback(interaction: discord.Interaction, **given: str) -> None:
        ask = Ask(command.name, {name: value for name, value in given.items() if value.strip()})
        await (fill if opens(ask) else respond)(interaction, commands, ask)

    callback.__signature__ = inspect.Signature([_FIRST, *(_parameter(option) for option in command.options)])  # type: ignore[attr-defined] # a function takes one
    built: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=command.name, description=command.about[:ABOUT], callback=callback
    )
    app_commands.describe(**{option.name: option.about[:ABOUT] for option in command.options})(built)  # at once: each drops the one before
    for option in command.options:
        if option.choices or option.kind in FIXED:
            offered = [_Choice(name=one, value=one) for one in option.choices] or fixed[option.kind]
            app_commands.choices(**{option.name: offered})(built)
        elif option.kind is not Kind.WORDS:
            built.autocomplete(option.name)(offer(commands, option.kind))
    return built


_FIRST = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)


def _parameter(option: Option) -> inspect.Parameter:
    default = inspect.Parameter.empty if option.required else ""
    return inspect.Parameter(option.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=str, default=default)


def offer(commands: Commands, kind: Kind) -> _Offer:
    """Build what offers choices while somebody types. A boundary: when it fails, nothing is offered and they type on.

    The subscriptions of a channel are offered, by their numbers, to those alone who may change them.
    """

    async def typed(interaction: discord.Interaction, current: str) -> list[_Choice]:
        if kind is Kind.NUMBER and not may_change(interaction):
            return []
        try:
            async with asyncio.timeout(OFFER_WITHIN):
                with speaking(tongue(interaction)):
                    return choices(await commands.suggest(kind, current, place(interaction)))
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("no suggestions for %s", kind.value)
            return []

    return typed


def choices(suggestions: Sequence[Suggestion]) -> list[_Choice]:
    """Show suggestions as Discord's choices, without those it has no room for."""
    fitting = [one for one in suggestions if one.label.strip() and 0 < size(one.value) <= CHOICE]
    return [_Choice(name=plain(one.label, CHOICE), value=one.value) for one in fitting[:CHOICES]]


def menu(commands: Commands) -> app_commands.ContextMenu:
    """Build the menu entry that says what became of the document a message names."""

    async def asked(interaction: discord.Interaction, message: discord.Message) -> None:
        ask = about("\n".join(_texts(message)))
        if ask:
            await respond(interaction, commands, ask)
        else:
            with speaking(tongue(interaction)):
                await refuse(interaction, _(NO_SYMBOL))

    return Menu(name=MENU, callback=asked, allowed_installs=_installs(), allowed_contexts=_contexts())


def _texts(message: discord.Message) -> list[str]:
    """Return all words a message shows, in order."""
    texts = [message.content]
    for embed in message.embeds:
        texts += [embed.url or "", embed.title or "", embed.description or "", *(field.value or "" for field in embed.fields)]
    return texts


async def report(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    """Answer what discord.py itself could not make out, such as a command of an older list."""
    _log.error("a Discord command failed", exc_info=error)
    try:
        with speaking(tongue(interaction)):
            await refuse(interaction, _(FAILED))
    except discord.HTTPException as late:
        _log.warning("Discord did not take the answer to a command: %s", late.text)
