"""What Discord's refusals mean for a delivery.

Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.ports import DeliveryError

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, MISSING_ACCESS, MISSING_PERMISSIONS = 10003, 10008, 50001, 50013
ARCHIVED = 50083
HAS_THREAD = 160004
BAD_TOKEN = "Discord refuses the bot token: copy it anew from the Developer Portal (Bot, Reset Token) into VETOWATCH_DISCORD__TOKEN"  # noqa: S105 - words

# Close codes after which connecting again is of no use.
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
GATEWAY_REFUSALS = {
    4004: BAD_TOKEN,
    4012: "Discord has retired the gateway version in use: update Vetowatch",
}
SHARDING_REQUIRED = 4011  # the bot is on more servers than one connection may serve

_WAYS_OUT = {
    UNKNOWN_CHANNEL: "the Discord channel does not exist any more, or the bot was removed from its server",
    MISSING_ACCESS: "the bot cannot see the Discord channel: give its role View Channel there",
    MISSING_PERMISSIONS: "the bot may not post in the Discord channel: give its role Send Messages and Embed Links there",
}


@contextmanager
def delivering() -> Iterator[None]:
    """Turn whatever discord.py raises into a DeliveryError."""
    try:
        yield
    except discord.LoginFailure as error:
        raise DeliveryError(BAD_TOKEN, permanent=True) from error
    except discord.RateLimited as error:
        raise DeliveryError("Discord asks to wait", retry_after=error.retry_after) from error
    except discord.HTTPException as error:
        raise refusal(error) from error
    except aiohttp.ClientConnectorError as error:
        raise DeliveryError("Discord cannot be reached") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise DeliveryError(f"Discord's answer was lost ({type(error).__name__})", doubtful=True) from error


def refusal(error: discord.HTTPException) -> DeliveryError:
    """Say what an HTTP error means: a person must act, wait, or try again."""
    if error.status == 429:
        return DeliveryError("Discord asks to wait", retry_after=_wait(error))
    if error.status >= 500:
        return DeliveryError(f"Discord has trouble of its own (HTTP {error.status})", doubtful=True)
    if error.status == 401:
        return DeliveryError(BAD_TOKEN, permanent=True)
    if error.status in {403, 404}:
        return DeliveryError(_WAYS_OUT.get(error.code, f"Discord refuses the channel: {error.text}"), permanent=True)
    return DeliveryError(f"Discord does not take the message: {error.text}")


def _wait(error: discord.HTTPException) -> float | None:
    """Read ``Retry-After``; HTTP allows a date there as well, which Discord does not send."""
    try:
        return float(error.response.headers.get("Retry-After", ""))
    except ValueError:
        return None
