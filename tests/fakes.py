"""Fakes that behave: a second, simple implementation of a port, for tests of what stands on its other side."""

from __future__ import annotations

from bot.ports import VetowatchError


class FakeCommands:
    """Commands that remember subscriptions. Words it does not know are refused in one clear line; "crash" fails as a bug would."""

    KNOWN = frozenset({"", "vetoes", "SC", "GA"})

    def __init__(self) -> None:
        """Start without subscriptions: ``subscriptions`` maps (chat, channel) to the words asked for."""
        self.subscriptions: dict[tuple[str, str], str] = {}

    async def subscribe(self, chat: str, channel: str, words: str) -> str:
        if words == "crash":
            raise RuntimeError("a bug")
        if words not in self.KNOWN:
            raise VetowatchError(f"I do not know {words!r}")
        self.subscriptions[chat, channel] = words
        return f"Subscribed: **{words or 'everything'}**"

    async def unsubscribe(self, chat: str, channel: str) -> str:
        gone = self.subscriptions.pop((chat, channel), None)
        return "Nothing was subscribed here" if gone is None else "Unsubscribed"

    async def status(self, question: str) -> str:
        if question != "S/2022/431":
            return f"Nothing is known of {question}"
        return "[S/2022/431](https://docs.un.org/S/2022/431) was **vetoed** by China and the Russian Federation, 13-2-0"
