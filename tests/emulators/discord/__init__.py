"""Discord on loopback: REST, gateway and interactions, driven by the unmodified discord.py."""

from tests.emulators.discord.interactions import Interaction, RefusedError
from tests.emulators.discord.objects import BOT_ID, CHANNEL_ID, GUILD_ID, MANAGE_CHANNELS, TOKEN
from tests.emulators.discord.server import Discord

__all__ = ["BOT_ID", "CHANNEL_ID", "GUILD_ID", "MANAGE_CHANNELS", "TOKEN", "Discord", "Interaction", "RefusedError"]
