"""What people may ask on any chat: one list of commands, one handler each. Answers are plain text with light Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from bot import states
from bot.model import Choice, Rule, Subscription, Vote
from bot.poll import Clock
from bot.ports import VetowatchError
from bot.reading import symbols
from bot.record.wants import rule_from_words, sentence
from bot.store import RecordedVote, Store
from bot.telling import wording

_FROM_THE_START = dt.datetime(1945, 10, 24, tzinfo=dt.UTC)  # the day the Charter entered into force


class Answers:
    """Answers people's commands from the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Answer from this store."""
        self._store = store
        self._clock = clock

    async def subscribe(self, chat: str, channel: str, words: str) -> str:
        """Subscribe a channel to what the words ask for; raises VetowatchError where they are not understood."""
        rule = rule_from_words(words)
        await self.follow(chat, channel, rule)
        return f"Subscribed: this channel gets {sentence(rule)}. Nothing is sent for votes told before now."

    async def follow(self, chat: str, channel: str, rule: Rule, *, backlog: bool = False) -> None:
        """Subscribe a channel by rule; with ``backlog`` also to what sources list from before now."""
        now = self._clock()
        since = _FROM_THE_START if backlog else now
        async with self._store.begin() as ledger:
            await ledger.outbox.subscribe(Subscription(chat, channel, rule, since), now)

    async def unsubscribe(self, chat: str, channel: str) -> str:
        """End a channel's subscription."""
        async with self._store.begin() as ledger:
            ended = await ledger.outbox.unsubscribe(chat, channel)
        return "Unsubscribed: this channel gets no more alerts." if ended else "This channel was not subscribed."

    async def subscriptions(self) -> list[Subscription]:
        """Return all subscriptions, oldest first."""
        async with self._store.look() as ledger:
            return [subscription for _, subscription in await ledger.outbox.subscriptions()]

    async def find(self, question: str) -> Sequence[RecordedVote]:
        """Return the votes a symbol stands for; raises VetowatchError when it is none."""
        symbol = symbols.parse(question)
        if symbol is None:
            raise VetowatchError(f"“{question.strip()}” is no UN document symbol: try S/2022/431, 2728 or A/RES/78/243")
        async with self._store.look() as ledger:
            return await ledger.votes.by_symbol(symbol)

    async def status(self, question: str) -> str:
        """Say what became of a document."""
        votes = await self.find(question)
        if not votes:
            return f"No vote on {symbols.parse(question)} is on record here. It will be told as soon as a source reports one."
        return "\n\n".join("\n".join(_told(recorded.vote)) for recorded in votes)


def _told(vote: Vote) -> Iterator[str]:
    yield f"**{wording.headline(vote)}**"
    yield wording.summary(vote)
    for label, choice in (("Against", Choice.NO), ("Abstaining", Choice.ABSTAIN), ("Not voting", Choice.NOT_VOTING)):
        named = vote.who(choice)
        if named:
            yield f"{label}: {', '.join(states.name(state) for state in named)}"
    if vote.conflicts:
        yield f"Unconfirmed: {'; '.join(vote.conflicts)}"
    yield "Sources: " + ", ".join(f"[{source.name}]({source.url})" for source in vote.sources)
