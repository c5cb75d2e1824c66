"""Which channels somebody may know of: in the app's Home, what is told in private is shown to those who are there alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

_PAGE = 999  # channels a request; Slack takes fewer than 1,000


async def closed_to(client: AsyncWebClient, user: str, among: Collection[str]) -> frozenset[str]:
    """Return the private channels we are in and a person is not, and of ``among`` the direct messages of others. Raises SlackApiError.

    Asked for a person's channels, Slack lists of the private ones those alone that we share: https://docs.slack.dev/reference/methods/users.conversations
    """
    others = frozenset(channel for channel in among if channel.startswith("D"))
    mine = frozenset({await direct(client, user)} if others else ())
    return (await _private(client) - await _private(client, user=user)) | (others - mine)


async def direct(client: AsyncWebClient, user: str) -> str:
    """Return the channel of our direct messages with a person. Raises SlackApiError."""
    return str((await client.conversations_open(users=user))["channel"]["id"])


async def _private(client: AsyncWebClient, **of: Any) -> frozenset[str]:
    found: set[str] = set()
    cursor = ""
    while True:
        answer = await client.users_conversations(types="private_channel", limit=_PAGE, cursor=cursor, **of)
        found.update(channel["id"] for channel in answer["channels"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return frozenset(found)
