"""Answers people's questions from the store: each command goes to its handler."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot import digest
from bot.asking import Answer, Ask, Command, Followed, Kind, Place, Suggestion
from bot.commands import card, country, document, latest, one, previewing, quotes, suggesting, vetoes, why
from bot.commands.asked import Asked
from bot.commands.listed import COMMANDS, named
from bot.commands.subscribing import Subscribing, made_of, numbered
from bot.commands.transfer import Taken
from bot.commands.understanding import understand
from bot.model import Preferences, Rule, Subscription
from bot.poll import Clock
from bot.ports import VetowatchError
from bot.record.preferences import PLAIN, most_eager
from bot.schedule import schedule_from_words
from bot.store import Ledger, Memo, MemoKind, Store
from bot.telling.answers import line
from bot.telling.rules import schedule_sentence
from bot.words import ENGLISH, _, day, speaking

_AT_ONCE = 32  # questions worked on at a time
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
    "card": card.card,
}
_PLACED: Mapping[str, Callable[[Asked, Place], Awaitable[Answer]]] = {"why": why.why, "preview": previewing.preview}


class Answers:
    """Answers people's commands from the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Answer from this store."""
        self._store = store
        self._clock = clock
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._subscribing = subscribing = Subscribing(store, clock)
        self._channel: Mapping[str, Callable[[Ask, Place], Awaitable[Answer]]] = {
            "subscribe": subscribing.subscribe,
            "subscriptions": subscribing.listed,
            "edit": subscribing.edit,
            "track": subscribing.track,
            "pause": subscribing.pause,
            "resume": subscribing.resume,
            "unsubscribe": subscribing.unsubscribe,
            "test": self._test,
            "digest": self._digest,
            "help": self._help,
        }

    def listed(self) -> Sequence[Command]:
        """List all commands, the most asked first."""
        return COMMANDS

    def understand(self, line: str) -> Ask:
        """Read a line of words. Raises VetowatchError for no such command."""
        return understand(line)

    async def ask(self, ask: Ask, place: Place) -> Answer:
        """Answer a question, in the channel's language where it has chosen one, else in the one being spoken.

        Raises VetowatchError where it is not understood or a required option is missing. Who asks first is answered first: of many
        questions a few are worked on at a time, for all at once would be answered last.
        """
        if ask.command in self._channel:  # may wait for who writes; nobody is to wait for that
            return await self._asked(ask, place)
        async with self._turns:
            return await self._asked(ask, place)

    async def _asked(self, ask: Ask, place: Place) -> Answer:
        async with self._store.look() as ledger:
            needed = () if ask.command in self._channel else (ledger.memory.look(),)
            language, *_looked = await ledger.each(_chosen(ledger, place), *needed)
            with speaking(language):
                return await self._answer(ledger, ask, place)

    async def _answer(self, ledger: Ledger, ask: Ask, place: Place) -> Answer:
        for option in named(ask.command).options:
            if option.required and not ask.values.get(option.name, "").strip():
                unknown = ask.values.get("topic", "") if option.kind is Kind.STATE else ""
                raise VetowatchError(
                    _("no such State: {words}", words=unknown)
                    if unknown
                    else _("{command} needs {option}", command=ask.command, option=_(option.about))
                )
        if ask.command in self._channel:
            return await self._channel[ask.command](ask, place)
        asked = Asked(ledger, ask, self._clock())
        placed = _PLACED.get(ask.command)
        return await (placed(asked, place) if placed else _LOOKS[ask.command](asked))

    async def suggest(self, kind: Kind, typed: str, place: Place | None = None) -> Sequence[Suggestion]:
        """Offer what an option of this kind may hold, the likeliest first, 25 at the most; numbers are those of a place's subscriptions."""
        async with self._store.look() as ledger:
            return await suggesting.suggest(ledger, kind, typed, place)

    async def _digest(self, ask: Ask, place: Place) -> Answer:
        """Give a channel its digest, or end it; raises VetowatchError where the words are not understood."""
        when = ask.values["when"].strip()
        if when.lower() == "off":
            ended = await digest.stop(self._store, place)
            return Answer(_("This channel gets no more digests.") if ended else _("This channel had no digest."))
        schedule, silent = schedule_from_words(when), ask.values.get("quiet", "").strip().lower() in _YES
        due = await digest.plan(self._store, place, schedule, self._clock(), silent=silent)
        return Answer(
            _(
                "This channel gets a digest {schedule}; the next is due on {day} at {time} UTC.",
                schedule=schedule_sentence(schedule),
                day=day(due.date()),
                time=f"{due:%H:%M}",
            )
        )

    async def _test(self, ask: Ask, place: Place) -> Answer:
        """Owe a channel a past vote that a subscription asks for, marked as a test; it goes the way alerts go."""
        async with self._store.begin() as ledger:
            (wanted,) = await numbered(ledger, ask, place)
            past = await previewing.past_vote(ledger, wanted.rule)
            memo = Memo(place.chat, place.channel, MemoKind.TEST, ((past.id, past.revision, None),), wanted.preferences)
            await ledger.memos.owe(memo, self._clock())
        return Answer(_("A test comes here in a moment: {vote}", vote=line(past.vote, past.month)))

    async def _help(self, ask: Ask, place: Place) -> Answer:
        del ask, place
        return Answer("\n".join(f"**/un {command.name}** {_usage(command)}".rstrip() for command in COMMANDS))

    async def follow(self, chat: str, channel: str, rule: Rule, preferences: Preferences = PLAIN, *, backlog: bool = False) -> Subscription:
        """Subscribe a channel by rule; with ``backlog`` also to what sources list from before now."""
        return await self._subscribing.follow(made_of(chat, channel, rule, self._clock(), preferences, backlog=backlog))

    async def unfollow(self, chat: str, channel: str) -> bool:
        """End a channel's subscriptions; False where there were none."""
        return await self._subscribing.unfollow(chat, channel)

    async def followed(self, chat: str, within: str, channel: str = "") -> Sequence[Followed]:
        """List what the channels of one workspace, or one channel of it, are told, by channel and number."""
        return await self._subscribing.followed(chat, within, channel)

    async def take(self, text: str) -> list[Taken]:
        """Take subscriptions from a file's text, all or none (``bot.commands.transfer``). Raises VetowatchError."""
        return await self._subscribing.take(text)

    async def subscriptions(self) -> list[Subscription]:
        """Return all subscriptions, oldest first."""
        return await self._subscribing.all()


def _usage(command: Command) -> str:
    """Say what a command does and takes, in one line."""
    taken = [option.name if option.required else f"[{option.name}]" for option in command.options if not option.finer]
    about = _(command.about)
    return f"{' '.join(taken)} — {about}" if taken else f"— {about}"


async def _chosen(ledger: Ledger, place: Place) -> str | None:
    """Return the language a channel's alerts are worded in; None for English, which nobody has to choose."""
    if not place.channel:
        return None
    told = most_eager(await ledger.subscriptions.preferences(place.chat, place.channel)).language
    return None if told == ENGLISH else told
