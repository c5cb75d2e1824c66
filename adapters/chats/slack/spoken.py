"""The language somebody reads Slack in: Slack's payloads do not say it, so it is asked for, and kept for an hour.

Nothing is acknowledged later for it. Without the scope ``users:read`` everybody is answered in English.
https://docs.slack.dev/reference/methods/users.info
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chats.slack.errors import word
from bot.words import ENGLISH

KEPT, AGAIN = 3600.0, 60.0  # seconds an answer holds, and until one that failed is asked for again
WITHIN = 1.0  # seconds an answer to somebody waits for it
REMEMBERED = 10_000
_log = logging.getLogger(__name__)


class Tongues:
    """The languages of those who asked last, as Slack tags them: ``fr-FR``, ``es-LA``."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Know of nobody yet."""
        self._clock = clock
        self._known: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[str]] = {}
        self._told = False

    async def of(self, client: AsyncWebClient, user: str) -> str:
        """Return somebody's language; what was known last, or English, where Slack does not say it in time."""
        tag, until = self._known.get(user, (ENGLISH, 0.0))
        if self._clock() < until:
            return tag
        asking = self._asking.get(user) or self._ask(client, user)
        done, _ = await asyncio.wait({asking}, timeout=WITHIN)
        return asking.result() if done else tag

    def _ask(self, client: AsyncWebClient, user: str) -> asyncio.Task[str]:
        """Ask once for all who wait for it."""
        asking = self._asking[user] = asyncio.create_task(self._asked(client, user), name=f"language:{user}")
        asking.add_done_callback(lambda _: self._asking.pop(user, None))
        return asking

    async def _asked(self, client: AsyncWebClient, user: str) -> str:
        try:
            answer = await client.users_info(user=user, include_locale=True)
            tag, lives = str(answer["user"].get("locale") or ENGLISH), KEPT
        except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
            self._failed(error)
            tag, lives = self._known.get(user, (ENGLISH, 0.0))[0], AGAIN
        self._known[user] = (tag, self._clock() + lives)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return tag

    def _failed(self, error: Exception) -> None:
        """Note why; a missing scope, which concerns everybody, once."""
        reason = word(error) if isinstance(error, SlackApiError) else type(error).__name__
        if reason != "missing_scope":
            _log.info("Slack does not say what language somebody reads: %s", reason)
        elif not self._told:
            self._told = True
            _log.warning("everybody on Slack is answered in English: the app needs the scope users:read, then install it again")
