"""How a question is answered on Discord: acknowledged at once, then said to the asker alone.

Discord waits three seconds for a first answer and 15 minutes for the rest. An answer's next page takes its place; everything else is a
new message, and an alert whose button was pressed stays as it is.
"""

from __future__ import annotations

import asyncio
import io
import logging
import zipfile
from dataclasses import replace
from typing import Any

import discord

from adapters.chats.discord.buttons import buttons
from adapters.chats.discord.render import answer as words_of
from adapters.chats.discord.spoken import tongue
from adapters.chats.offering import DIRECT, FAILED, TRACK, directed, followed_too, opens, turns
from bot.asking import Answer, Ask, Attachment, Place
from bot.ports import Commands, VetowatchError
from bot.words import N_, _, language, speaking

NAME = "discord"
NEEDED = {
    "view_channel": N_("View Channel"),
    "send_messages": N_("Send Messages"),
    "embed_links": N_("Embed Links"),
    "read_message_history": N_("Read Message History"),
}
ELSEWHERE = N_("I can tell votes in the channels of a server that has me, and in our direct messages: ask for that there.")
NO_DIRECT = N_("I cannot write to you yet: allow direct messages from this server’s members, or add me to your apps.")
NOT_YOURS = N_("Only members who may manage channels, or have the role this bot’s operator chose, can change what is told here.")
_NOBODY = discord.AllowedMentions.none()
_log = logging.getLogger(__name__)


async def respond(interaction: discord.Interaction, commands: Commands, ask: Ask, *, in_place: bool = False) -> None:
    """Acknowledge, then answer, in the asker's language. A boundary: one question's fault is told to its asker and ends nothing else.

    ``in_place``: the answer takes the place of the message it was asked from, as the next page of an answer does.
    """
    with speaking(tongue(interaction)):
        await _respond(interaction, commands, ask, in_place=(in_place or turns(ask)) and shown_to_one(interaction.message))


async def _respond(interaction: discord.Interaction, commands: Commands, ask: Ask, *, in_place: bool) -> None:
    try:
        await _acknowledge(interaction, in_place=in_place)
        try:
            answer = await _answered(interaction, commands, ask)
        except VetowatchError as error:
            await refuse(interaction, str(error), in_place=in_place)
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("a question from Discord failed: %s", ask.command)
            await refuse(interaction, _(FAILED), in_place=in_place)
        else:
            await _say(interaction, answer)
    except discord.HTTPException as late:
        _log.warning("Discord did not take the answer to a question: %s", late.text)


def shown_to_one(message: discord.Message | None) -> bool:
    """Whether a pressed button stands on an answer of ours that one person alone sees."""
    return message is not None and message.flags.ephemeral


async def _acknowledge(interaction: discord.Interaction, *, in_place: bool) -> None:
    if in_place:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def _answered(interaction: discord.Interaction, commands: Commands, ask: Ask) -> Answer:
    if DIRECT in ask.values or (ask.command == TRACK and not may_change(interaction)):
        return await _personally(interaction, commands, ask)
    changes = ask.command == TRACK or any(command.changes for command in commands.listed() if command.name == ask.command)
    if changes:
        check_right(interaction)
    answer = await commands.ask(ask, place(interaction))
    hint = missing(interaction.app_permissions) if changes and interaction.guild_id else ""
    shown = answer.actions if may_change(interaction) else tuple(one for one in answer.actions if one.ask is None or not opens(one.ask))
    answer = replace(answer, text=answer.text + hint, actions=shown)
    return followed_too(answer, ask) if ask.command == TRACK and interaction.guild_id else answer


def place(interaction: discord.Interaction) -> Place:
    """Return where somebody asks, and who.

    In a forum nobody can write but in a post, and each alert is one: so what is asked in a post is asked of the forum.
    """
    channel, ident = interaction.channel, interaction.channel_id
    if isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.ForumChannel):
        ident = channel.parent_id
    return Place(NAME, str(ident), str(interaction.user.id))


async def place_of(interaction: discord.Interaction, ask: Ask) -> Place:
    """Return the place a question is about: where it is asked, or our direct messages with who asks."""
    if DIRECT not in ask.values:
        return place(interaction)
    return Place(NAME, str((await _direct(interaction)).id), str(interaction.user.id))


async def _direct(interaction: discord.Interaction) -> discord.DMChannel:
    """Return our direct messages with who asks. Raises VetowatchError where Discord opens none."""
    try:
        return await interaction.user.create_dm()
    except discord.Forbidden:
        raise VetowatchError(_(NO_DIRECT)) from None


async def _personally(interaction: discord.Interaction, commands: Commands, ask: Ask) -> Answer:
    """Ask for the direct messages of who asks. What is told there from now on is said there as well: so it is known that it can be."""
    direct = await _direct(interaction)
    asked = Ask(ask.command, {"language": language(), **ask.values}) if ask.command == TRACK else ask
    answer = await commands.ask(asked, Place(NAME, str(direct.id), str(interaction.user.id)))
    hint = "" if ask.command != TRACK or not answer.changed or await _noted(direct, answer) else "\n" + _(NO_DIRECT)
    return directed(replace(answer, text=answer.text + hint))


async def _noted(direct: discord.DMChannel, answer: Answer) -> bool:
    """Say something in direct messages; False where that person takes none of ours."""
    with speaking(answer.language):
        words, view = words_of(answer.text), buttons(answer.actions)
    shown: dict[str, Any] = {"view": view} if view else {}
    try:
        await direct.send(words, allowed_mentions=_NOBODY, **shown)
    except discord.Forbidden:
        return False
    except discord.HTTPException as error:
        _log.warning("a note in direct messages on Discord was not taken: %s", error.text)
    return True


def may_change(interaction: discord.Interaction) -> bool:
    """Whether somebody may change what is told where they ask."""
    try:
        check_right(interaction)
    except VetowatchError:
        return False
    return True


def check_right(interaction: discord.Interaction) -> None:
    """Check who asks, at run time: Discord keeps permissions for a whole command, and anyone may use the rest of ``/un``.

    Our direct messages with somebody are theirs. Raises VetowatchError with what is missing.
    """
    if interaction.guild_id is None and interaction.context.dm_channel:
        return
    if interaction.guild_id is None or (interaction.is_user_integration() and not interaction.is_guild_integration()):
        raise VetowatchError(_(ELSEWHERE))
    if not interaction.permissions.manage_channels and not _has_role(interaction.user, getattr(interaction.client, "role", "")):
        raise VetowatchError(_(NOT_YOURS))


def _has_role(user: discord.User | discord.Member, wanted: str) -> bool:
    """Whether somebody has the role the operator named, by its id or its name."""
    roles = user.roles if wanted and isinstance(user, discord.Member) else []
    return any(wanted.casefold() in {str(role.id), role.name.casefold()} for role in roles)


def missing(granted: discord.Permissions) -> str:
    """Say which permissions the bot lacks in a channel; said where somebody subscribes, since nobody else would learn of it there."""
    lacking = [f"**{_(name)}**" for permission, name in NEEDED.items() if not getattr(granted, permission)]
    return "\n" + _("I cannot post here yet: give my role {permissions}.", permissions=", ".join(lacking)) if lacking else ""


async def _say(interaction: discord.Interaction, answer: Answer) -> None:
    """Put an answer in the place of the waiting words, or of the page before."""
    files = [await asyncio.to_thread(file_of, answer.attachment, interaction.filesize_limit)] if answer.attachment else []
    with speaking(answer.language):
        words = words_of(answer.text)
    await interaction.edit_original_response(
        content=words, embeds=[], view=buttons(answer.actions), attachments=files, allowed_mentions=_NOBODY
    )


def file_of(attachment: Attachment, most: int) -> discord.File:
    """Make a file of at most so many bytes: one that is larger is sent packed, a tenth of it or less."""
    if len(attachment.body) <= most:
        return discord.File(io.BytesIO(attachment.body), filename=attachment.name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(attachment.name, attachment.body)
    packed.seek(0)
    return discord.File(packed, filename=f"{attachment.name}.zip")


async def refuse(interaction: discord.Interaction, words: str, *, in_place: bool = False) -> None:
    """Say why there is no answer. The page that stands there stays."""
    if in_place:
        await interaction.followup.send(words_of(words), ephemeral=True, suppress_embeds=True, allowed_mentions=_NOBODY)
    elif interaction.response.is_done():
        await interaction.edit_original_response(content=words_of(words), allowed_mentions=_NOBODY)
    else:
        await interaction.response.send_message(words_of(words), ephemeral=True, suppress_embeds=True, allowed_mentions=_NOBODY)
