"""Which private channels somebody may know of: what those are told is shown in the app's Home to their members alone."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

_PAGE = 999  # channels a request; Slack takes fewer than 1,000


async def closed_to(client: AsyncWebClient, user: str) -> frozenset[str]:
    """Return the private channels we are in and a person is not. Raises SlackApiError.

    Asked for a person's channels, Slack lists of the private ones those alone that we share: https://docs.slack.dev/reference/methods/users.conversations
    """
    return await _private(client) - await _private(client, user=user)


async def _private(client: AsyncWebClient, **of: Any) -> frozenset[str]:
    found: set[str] = set()
    cursor = ""
    while True:
        answer = await client.users_conversations(types="private_channel", limit=_PAGE, cursor=cursor, **of)
        found.update(channel["id"] for channel in answer["channels"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return frozenset(found)
