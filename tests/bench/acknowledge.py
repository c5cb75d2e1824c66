"""``python -m tests.bench.acknowledge``: how soon 50 interactions at once are acknowledged, by the real libraries over loopback.

Each platform gets its share at one moment; the time runs from the platform's sending to its taking the acknowledgement. Discord and Slack
give up after three seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from rich.console import Console
from rich.table import Table

from adapters.chats.discord import Discord as DiscordChat
from adapters.chats.slack import Slack as SlackChat
from bot.ports import Chat
from tests.emulators.discord import TOKEN, Discord
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, Slack
from tests.fakes import FakeCommands

AT_ONCE, ROUNDS = 50, 5


async def measure(at_once: int = AT_ONCE, rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Return seconds until each acknowledgement, by what was done."""
    return {
        "Discord, /un status": await _discord(at_once * rounds, at_once, _command),
        "Discord, typing": await _discord(at_once * rounds, at_once, _typing),
        "Slack, /un status": await _slack(at_once * rounds, at_once),
    }


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that this share of all does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


async def _command(discord: Discord) -> float:
    return (await discord.command("status", document="S/2022/431")).acknowledged or math.inf


async def _typing(discord: Discord) -> float:
    began = time.monotonic()
    await discord.typing("status", option="document", typed="S/2022")
    return time.monotonic() - began


async def _discord(total: int, at_once: int, deed: Callable[[Discord], Awaitable[float]]) -> list[float]:
    async with Discord() as discord:
        discord.checks = False  # it shares the process with what is measured
        chat = DiscordChat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url)
        async with _listening(chat):
            async with asyncio.timeout(10):
                while not discord.commands or not discord.gateway.live:  # noqa: ASYNC110 - a wait in a measurement
                    await asyncio.sleep(0.01)
            return [took for _ in range(total // at_once) for took in await asyncio.gather(*(deed(discord) for _ in range(at_once)))]


async def _slack(total: int, at_once: int) -> list[float]:
    async def command(slack: Slack) -> float:
        began = time.monotonic()
        await slack.socket_mode.send("slash_commands", slack.payload("status S/2022/431"))
        return time.monotonic() - began

    async with Slack() as slack:
        slack.checks = False
        chat = SlackChat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url)
        async with _listening(chat):
            await slack.socket_mode.connected()
            return [took for _ in range(total // at_once) for took in await asyncio.gather(*(command(slack) for _ in range(at_once)))]


@contextlib.asynccontextmanager
async def _listening(chat: Chat) -> AsyncIterator[None]:
    listening = asyncio.create_task(chat.listen(FakeCommands()))
    yield
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await chat.close()


def main() -> None:
    """Measure and print."""
    table = Table("50 at once", "median", "p99", "slowest", title="Until an interaction is acknowledged, milliseconds")
    for deed, took in asyncio.run(measure()).items():
        table.add_row(deed, *(f"{seconds * 1000:.0f}" for seconds in (percentile(took, 0.5), percentile(took, 0.99), max(took))))
    Console().print(table)


if __name__ == "__main__":
    main()
