"""End to end: the running program between a feed and both platforms. Nothing is lost, nothing is said twice, whatever happens."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from tests.emulators.discord import objects
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN
from tests.sites import Handler
from tests.whole import PAGE, Kill, World, channels, world


@pytest.fixture
async def whole(tmp_path: Path, database_url: str) -> AsyncIterator[World]:
    """Set up a world with a subscribed channel on each platform and a placeholder at UN Press."""
    async with world(tmp_path, database_url) as made:
        for chat, channel in channels():
            await made.command("subscribe", chat, channel)
        made.placeholder()
        made.log_level = "DEBUG"  # the more is said, the more could leak
        yield made
        await made.gone_or_killed()
        assert not [secret for secret in (objects.TOKEN, BOT_TOKEN, APP_TOKEN) if secret.encode() in made.log]
        assert made.discord.problems == []
        assert made.slack.problems == []


async def test_from_placeholder_to_one_edited_message_a_channel(whole: World) -> None:
    await whole.start()
    await whole.until(lambda: whole.site.asked.count(PAGE) >= 2)
    assert whole.posted() == ([], [])
    whole.result()
    await whole.until(whole.told)
    whole.agency()
    await whole.until(lambda: "dead end" in json.dumps(whole.posted()))
    discord, slack = whole.posted()
    assert (len(discord), len(slack)) == (1, 1)
    for message in (*discord, *slack):
        assert "S/2022/431" in json.dumps(message)
    await whole.until(lambda: whole.discord.called("PATCH ") and whole.slack.called("chat.update"))
    assert await whole.stop() < 5
    rows = json.loads(await whole.command("subscriptions", "--json"))
    assert [(row["chat"], row["channel"], row["paused"]) for row in rows] == [(*c, None) for c in channels()]


POINTS = [
    ("while a page is fetched", None, False),
    ("before Discord has done anything", "POST /api/v10/channels/.*/messages", False),
    ("after Discord has done all", "POST /api/v10/channels/.*/messages", True),
    ("before Slack has done anything", "chat.postMessage", False),
    ("after Slack has done all", "chat.postMessage", True),
]


@pytest.mark.parametrize(("match", "after"), [point[1:] for point in POINTS], ids=[point[0] for point in POINTS])
async def test_killed_at_the_worst_moment_it_says_everything_once(whole: World, match: str | None, *, after: bool) -> None:
    await whole.start()
    await whole.until(lambda: whole.site.asked.count(PAGE) >= 2)
    if match is None:
        whole.site.pages[PAGE] = _killing(whole)
        await whole.until(lambda: whole.program is not None and whole.program.returncode is not None)
        whole.result()
    else:
        for platform in (whole.discord, whole.slack):
            platform.fail(match, Kill(whole, after=after))
        whole.result()
        await whole.until(lambda: whole.program is not None and whole.program.returncode is not None)
    await whole.start()
    await whole.until(whole.told)
    whole.agency()
    await whole.until(lambda: all("dead end" in json.dumps(posted) for posted in whole.posted()))
    discord, slack = whole.posted()
    assert (len(discord), len(slack)) == (1, 1)


def _killing(whole: World) -> Handler:
    async def handle(_request: web.BaseRequest) -> web.StreamResponse:
        whole.kill()
        await whole.gone()
        raise ConnectionResetError

    return handle


async def test_killed_again_and_again_it_says_everything_once(whole: World) -> None:
    chance = random.Random(431)
    await whole.start()
    await whole.until(lambda: whole.site.asked.count(PAGE) >= 2)  # the placeholder was read
    whole.result()
    for _ in range(5):
        await asyncio.sleep(chance.uniform(0, 1.5))  # the chance of this test: where the kill falls
        whole.kill()
        await whole.gone()
        await whole.start()
    await whole.until(whole.told)
    await whole.stop()
    discord, slack = whole.posted()
    assert (len(discord), len(slack)) == (1, 1)


async def test_the_past_is_loaded_beside_the_running_program_also_after_a_kill(whole: World) -> None:
    whole.history, whole.log_level = True, "INFO"
    await whole.start()
    await whole.until(lambda: whole.site.asked.count(PAGE) >= 2)
    whole.kill()
    await whole.gone()
    await whole.start()
    whole.result()
    await whole.until(whole.told)
    assert await whole.stop() < 5
    assert "Resolution 2397 (2017)" in await whole.command("status", "2397")
    discord, slack = whole.posted()
    assert (len(discord), len(slack)) == (1, 1)
