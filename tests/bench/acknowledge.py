"""``python -m tests.bench.acknowledge [--cpu]``: how soon 50 interactions at once are acknowledged, by the real libraries over loopback.

The whole built-in record is loaded, and every question is really answered from it; a round begins as soon as the one before it is
acknowledged, while that is still being answered. The time runs from the platform's sending to its taking the acknowledgement; emulator,
bot and database share one process. With ``--cpu`` it is that process's own time, where others use the cores too (Discord's commands are
timed by the emulator, always by the wall). Discord and Slack give up after three seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import itertools
import math
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from adapters.chats.discord import Discord as DiscordChat
from adapters.chats.slack import Slack as SlackChat
from adapters.chats.slack import modal
from bot.commands import Answers
from bot.ports import Chat, Commands
from bot.store import Store
from bot.telling.filled import RULE
from tests.emulators.discord import TOKEN, Discord
from tests.emulators.server import Json
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, Slack, objects

AT_ONCE, ROUNDS = 50, 5
CLOCK = time.process_time if "--cpu" in sys.argv else time.monotonic
QUESTIONS = (
    *("status S/2022/431", "status north korea veto 2022", "vetoes", "vetoes Russia since:2020", "votes Germany"),
    *("compare France Germany", "latest SC", "quotes Syria", "upcoming", "help"),
)


async def measure(commands: Commands, at_once: int = AT_ONCE, rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Return seconds until each acknowledgement, by what was done."""
    return {
        "Discord, /un status": await _discord(commands, at_once * rounds, at_once, _command),
        "Discord, typing": await _discord(commands, at_once * rounds, at_once, _typing),
        "Discord, typing a number": await _discord(commands, at_once * rounds, at_once, _number),
        "Discord, a form opened": await _discord(commands, at_once * rounds, at_once, _opened),
        "Discord, a form sent": await _discord(commands, at_once * rounds, at_once, _sent),
        "Slack, /un …": await _slack(commands, at_once * rounds, at_once, _slash(), answered=lambda slack: slack.responses.qsize()),
        "Slack, a link posted": await _slack(
            commands, at_once * rounds, at_once, _link, answered=lambda slack: len(slack.called("chat.unfurl"))
        ),
        "Slack, typing a State": await _slack(commands, at_once * rounds, at_once, _typed),
        "Slack, a form sent": await _slack(
            commands, at_once * rounds, at_once, _form(), answered=lambda slack: len(slack.called("views.publish"))
        ),
    }


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that this share of all does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


async def _command(discord: Discord) -> float:
    return (await discord.command("status", document="S/2022/431")).acknowledged or math.inf


async def _typing(discord: Discord) -> float:
    began = CLOCK()
    await discord.typing("status", option="document", typed="S/2022")
    return CLOCK() - began


async def _number(discord: Discord) -> float:
    began = CLOCK()
    await discord.typing("edit", option="number", typed="v")
    return CLOCK() - began


async def _opened(discord: Discord) -> float:
    return (await discord.command("subscribe")).acknowledged or math.inf


async def _sent(discord: Discord) -> float:
    opened = await discord.command("subscribe")
    return (await discord.submit(opened, rule="vetoes")).acknowledged or math.inf


async def _discord(commands: Commands, total: int, at_once: int, deed: Callable[[Discord], Awaitable[float]]) -> list[float]:
    async with Discord() as discord:
        discord.checks = False  # it shares the process with what is measured
        chat = DiscordChat(TOKEN, api_url=discord.api_url, gateway_url=discord.gateway_url)
        async with _listening(chat, commands):
            async with asyncio.timeout(10):
                while not discord.commands or not discord.gateway.live:  # noqa: ASYNC110 - a wait in a measurement
                    await asyncio.sleep(0.01)
            return [took for _ in range(total // at_once) for took in await asyncio.gather(*(deed(discord) for _ in range(at_once)))]


def _slash() -> Callable[[Slack], Awaitable[float]]:
    questions = itertools.cycle(QUESTIONS)

    async def ask(slack: Slack) -> float:
        began = CLOCK()
        await slack.socket_mode.send("slash_commands", slack.payload(next(questions)))
        return CLOCK() - began

    return ask


async def _link(slack: Slack) -> float:
    began = CLOCK()
    await slack.socket_mode.send("events_api", objects.link_shared(["https://docs.un.org/en/S/2022/431"]))
    return CLOCK() - began


async def _typed(slack: Slack) -> float:
    asked = {"action_id": f"{modal.ACTION}states", "block_id": "states", "value": "fra"}
    return await _deed(
        slack, {**objects.in_view("block_suggestion", {"id": "V1", "type": "modal", "callback_id": modal.CALLBACK}), **asked}
    )


def _form() -> Callable[[Slack], Awaitable[float]]:
    """Let each form subscribe a channel of its own."""
    channels = itertools.count()

    async def send(slack: Slack) -> float:
        values = {
            modal.CHANNEL: {"follow:channel": {"type": "conversations_select", "selected_conversation": f"C{next(channels):04}"}},
            RULE: {"follow:rule": {"type": "plain_text_input", "value": "vetoes"}},
        }
        view = {"id": "V1", "type": "modal", "callback_id": modal.CALLBACK, "private_metadata": '{"page": 1}', "state": {"values": values}}
        return await _deed(slack, objects.in_view("view_submission", view))

    return send


async def _deed(slack: Slack, payload: Json) -> float:
    began = CLOCK()
    await slack.deed(payload)
    return CLOCK() - began


async def _slack(
    commands: Commands,
    total: int,
    at_once: int,
    deed: Callable[[Slack], Awaitable[float]],
    answered: Callable[[Slack], float] = lambda _: math.inf,
) -> list[float]:
    """Time a deed; the next is measured once all of this one's answers have come."""
    async with Slack() as slack:
        slack.checks = False
        chat = SlackChat(BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url)
        async with _listening(chat, commands):
            await slack.socket_mode.connected()
            took = [took for _ in range(total // at_once) for took in await asyncio.gather(*(deed(slack) for _ in range(at_once)))]
            while answered(slack) < total:  # noqa: ASYNC110 - a wait in a measurement
                await asyncio.sleep(0.01)
            return took


@contextlib.asynccontextmanager
async def _listening(chat: Chat, commands: Commands) -> AsyncIterator[None]:
    listening = asyncio.create_task(chat.listen(commands))
    yield
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await chat.close()


async def measured() -> dict[str, list[float]]:
    """Load the record and measure."""
    with tempfile.TemporaryDirectory() as directory:
        async with Store(f"sqlite:///{Path(directory) / 'record.sqlite3'}") as store:
            await store.upgrade()
            await store.remember(dt.datetime.now(dt.UTC))
            return await measure(Answers(store, lambda: dt.datetime.now(dt.UTC)))


def main() -> None:
    """Measure and print."""
    table = Table("50 at once", "median", "p99", "slowest", title="Until an interaction is acknowledged, milliseconds")
    for deed, took in asyncio.run(measured()).items():
        table.add_row(deed, *(f"{seconds * 1000:.0f}" for seconds in (percentile(took, 0.5), percentile(took, 0.99), max(took))))
    Console().print(table)


if __name__ == "__main__":
    main()
