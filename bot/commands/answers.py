"""Answers people's questions from the store: each command goes to its handler."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot import digest
from bot.asking import Answer, Ask, Command, Kind, Place, Suggestion
from bot.commands import country, document, latest, one, quotes, suggesting, vetoes, why
from bot.commands.asked import Asked
from bot.commands.listed import COMMANDS, named
from bot.commands.understanding import understand
from bot.model import Rule, Subscription
from bot.poll import Clock
from bot.ports import VetowatchError
from bot.record.wants import rule_from_words, sentence
from bot.schedule import schedule_from_words
from bot.schedule import sentence as schedule_sentence
from bot.store import Store
from bot.words import _, day

_FROM_THE_START = dt.datetime(1945, 10, 24, tzinfo=dt.UTC)  # the day the Charter entered into force
_YES = frozenset({"yes", "y", "true", "on", "1"})
_Handler = Callable[[Asked], Awaitable[Answer]]
_LOOKS: Mapping[str, _Handler] = {
    "status": document.status,
    "vetoes": vetoes.vetoes,
    "votes": country.votes,
    "compare": country.compare,
    "latest": latest.latest,
    "quotes": quotes.quotes,
    "upcoming": latest.upcoming,
    "vote": one.vote,
    "rollcall": one.rollcall,
    "history": one.history,
    "said": one.said,
}


class Answers:
    """Answers people's commands from the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Answer from this store."""
        self._store = store
        self._clock = clock
        self._channel: Mapping[str, Callable[[Ask, Place], Awaitable[str]]] = {
            "subscribe": self._subscribe,
            "digest": self._digest,
            "unsubscribe": self._unsubscribe,
            "help": self._help,
        }

    def listed(self) -> Sequence[Command]:
        """List all commands, the most asked first."""
        return COMMANDS

    def understand(self, line: str) -> Ask:
        """Read a line of words. Raises VetowatchError for no such command."""
        return understand(line)

    async def ask(self, ask: Ask, place: Place) -> Answer:
        """Answer a question. Raises VetowatchError where it is not understood or a required option is missing."""
        for option in named(ask.command).options:
            if option.required and not ask.values.get(option.name, "").strip():
                unknown = ask.values.get("topic", "") if option.kind is Kind.STATE else ""
                raise VetowatchError(
                    _("no such State: {words}", words=unknown)
                    if unknown
                    else _("{command} needs {option}", command=ask.command, option=_(option.about))
                )
        if ask.command in self._channel:
            return Answer(await self._channel[ask.command](ask, place))
        async with self._store.look() as ledger:
            asked = Asked(ledger, ask, self._clock())
            return await (why.why(asked, place) if ask.command == "why" else _LOOKS[ask.command](asked))

    async def suggest(self, kind: Kind, typed: str) -> Sequence[Suggestion]:
        """Offer what an option of this kind may hold, the likeliest first, 25 at the most."""
        async with self._store.look() as ledger:
            return await suggesting.suggest(ledger, kind, typed)

    async def _subscribe(self, ask: Ask, place: Place) -> str:
        """Subscribe a channel to what the words ask for; raises VetowatchError where they are not understood."""
        rule = rule_from_words(ask.values.get("rule", ""))
        await self.follow(place.chat, place.channel, rule)
        return f"Subscribed: this channel gets {sentence(rule)}. Nothing is sent for votes told before now."

    async def _digest(self, ask: Ask, place: Place) -> str:
        """Give a channel its digest, or end it; raises VetowatchError where the words are not understood."""
        when = ask.values["when"].strip()
        if when.lower() == "off":
            ended = await digest.stop(self._store, place)
            return "This channel gets no more digests." if ended else "This channel had no digest."
        schedule, silent = schedule_from_words(when), ask.values.get("quiet", "").strip().lower() in _YES
        due = await digest.plan(self._store, place, schedule, self._clock(), silent=silent)
        return f"This channel gets a digest {schedule_sentence(schedule)}; the next is due on {day(due.date())} at {due:%H:%M} UTC."

    async def _unsubscribe(self, ask: Ask, place: Place) -> str:
        del ask
        ended = [await self.unfollow(place.chat, place.channel), await digest.stop(self._store, place)]
        return "Unsubscribed: nothing more is told here." if any(ended) else "This channel was not subscribed."

    async def _help(self, ask: Ask, place: Place) -> str:
        del ask, place
        return "\n".join(f"**/un {command.name}** {_usage(command)}".rstrip() for command in COMMANDS)

    async def follow(self, chat: str, channel: str, rule: Rule, *, backlog: bool = False) -> None:
        """Subscribe a channel by rule; with ``backlog`` also to what sources list from before now."""
        now = self._clock()
        since = _FROM_THE_START if backlog else now
        async with self._store.begin() as ledger:
            await ledger.outbox.subscribe(Subscription(chat, channel, rule, since), now)

    async def unfollow(self, chat: str, channel: str) -> bool:
        """End a channel's subscription; False where there was none."""
        async with self._store.begin() as ledger:
            return await ledger.outbox.unsubscribe(chat, channel)

    async def subscriptions(self) -> list[Subscription]:
        """Return all subscriptions, oldest first."""
        async with self._store.look() as ledger:
            return [subscription for _, subscription in await ledger.outbox.subscriptions()]


def _usage(command: Command) -> str:
    """Say what a command does and takes, in one line."""
    taken = [option.name if option.required else f"[{option.name}]" for option in command.options]
    about = _(command.about)
    return f"{' '.join(taken)} — {about}" if taken else f"— {about}"
