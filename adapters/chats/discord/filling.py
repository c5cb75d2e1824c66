"""The listeners behind the form: what opens it, and what happens when it is sent. What it comes to is asked as a command asks it.

Nothing is kept between the two but what stands in the form's own id, so a form that was open over a restart is taken all the same.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, cast

import discord

from adapters.chats.discord import form
from adapters.chats.discord.answering import check_right, place_of, refuse, respond
from adapters.chats.discord.buttons import buttons
from adapters.chats.discord.spoken import tongue
from adapters.chats.fitting import size
from adapters.chats.offering import DIRECT, FAILED, KEPT, question
from bot.asking import Ask, Followed, Kind
from bot.ports import Commands, VetowatchError
from bot.telling.filled import RULE, WrongFieldError
from bot.words import N_, _, speaking

WITHIN = 2.0  # seconds; Discord waits three, and a form cannot be promised for later
ENDED = N_("That subscription has ended.")
TOO_LONG = N_("That rule is too long for a form: **/un edit** takes it.")
_log = logging.getLogger(__name__)


async def fill(interaction: discord.Interaction, commands: Commands, ask: Ask) -> None:
    """Open the form that a question is for. A boundary: what keeps it from being opened is told to who asked."""
    with speaking(tongue(interaction)):
        try:
            await _open(interaction, commands, ask)
        except VetowatchError as error:
            await _refused(interaction, str(error))
        except Exception:  # noqa: BLE001 - the boundary above
            _log.exception("a form on Discord cannot be opened")
            await _refused(interaction, _(FAILED))


async def _open(interaction: discord.Interaction, commands: Commands, ask: Ask) -> None:
    if DIRECT not in ask.values:
        check_right(interaction)
    async with asyncio.timeout(WITHIN):
        values = await _values(interaction, commands, ask)
        presets = [] if "number" in ask.values else await commands.suggest(Kind.RULE, "")
    if size(values.get(RULE, "")) > form.TEXT:
        raise VetowatchError(_(TOO_LONG))
    modal = form.modal(ask, values, presets)
    modal.stop()  # discord.py would keep it until it is sent, which most are not; ``sent`` below takes them without
    await interaction.response.send_modal(modal)


async def _values(interaction: discord.Interaction, commands: Commands, ask: Ask) -> form.Values:
    if form.AGAIN in ask.values and interaction.message and interaction.message.embeds:
        return form.restored(ask, interaction.message.embeds[0])
    if "number" not in ask.values:
        return form.new_values(ask.values)
    where = await place_of(interaction, ask)
    followed = await commands.followed(where.chat, "", where.channel)
    return form.edited_values(_numbered(followed, ask.values["number"]))


def _numbered(followed: Sequence[Followed], number: str) -> Followed:
    found = next((one for one in followed if str(one.number) == number.strip().lstrip("#")), None)
    if found is None:
        raise VetowatchError(_(ENDED))
    return found


async def sent(interaction: discord.Interaction, commands: Commands) -> None:
    """Take a form: subscribe, or change a subscription; what is wrong is said with all that was filled in."""
    data = cast("dict[str, Any]", interaction.data or {})
    if not str(data.get("custom_id", "")).startswith(KEPT):
        return
    ask, values = question(data["custom_id"]), form.filled_in(data.get("components") or ())
    with speaking(tongue(interaction)):
        try:
            wanted = form.given(values).asked(ask.values.get("number", ""))
        except WrongFieldError as error:
            await _correct(interaction, ask, values, error)
            return
    direct = {DIRECT: "yes"} if DIRECT in ask.values else {}
    await respond(interaction, commands, Ask(wanted.command, {**wanted.values, **direct}), in_place=_corrects(interaction))


def _corrects(interaction: discord.Interaction) -> bool:
    """Whether a form was opened from the message that says what was wrong with it; that message has done its part then."""
    return interaction.message is not None and interaction.message.flags.ephemeral and bool(interaction.message.embeds)


async def _correct(interaction: discord.Interaction, ask: Ask, values: form.Values, error: WrongFieldError) -> None:
    embed, action = form.refused(ask, values, error)
    view = buttons([action] if action else [])
    try:
        if _corrects(interaction):
            await interaction.response.edit_message(embed=embed, view=view)
        else:
            await interaction.response.send_message(embed=embed, ephemeral=True, view=view or discord.utils.MISSING)
    except discord.HTTPException as late:
        _log.warning("Discord did not take the answer to a form: %s", late.text)


async def _refused(interaction: discord.Interaction, words: str) -> None:
    try:
        await refuse(interaction, words)
    except discord.HTTPException as late:
        _log.warning("Discord did not take the answer to a question: %s", late.text)
