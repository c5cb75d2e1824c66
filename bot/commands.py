"""What people may ask on any chat: one list of commands, one handler each. Answers are plain text with light Markdown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

from bot import states
from bot.asking import Answer, Ask, Command, Kind, Option, Place, Suggestion
from bot.model import Choice, Organ, Outcome, Rule, Subscription, Vote
from bot.poll import Clock
from bot.ports import VetowatchError
from bot.reading import symbols
from bot.record.wants import rule_from_words, sentence
from bot.store import RecordedVote, Store
from bot.telling import wording

_FROM_THE_START = dt.datetime(1945, 10, 24, tzinfo=dt.UTC)  # the day the Charter entered into force
_PAIR = re.compile(r"([a-z]+):(\"[^\"]*\"|\S*)")
_Handler = Callable[[Mapping[str, str], Place], Awaitable[str]]

COMMANDS = (
    Command(
        "status",
        "Say what became of a document",
        (Option("document", "its symbol: S/2022/431, 2728, A/RES/78/243", Kind.DOCUMENT, required=True),),
    ),
    Command(
        "subscribe",
        "Tell votes in this channel as they happen",
        (Option("rule", "what to tell: vetoes, SC, DPRK … (nothing: everything)", Kind.RULE),),
        changes=True,
    ),
    Command("unsubscribe", "Tell nothing more in this channel", changes=True),
    Command("help", "Say what can be asked"),
)


class Answers:
    """Answers people's commands from the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Answer from this store."""
        self._store = store
        self._clock = clock
        self._handlers: Mapping[str, _Handler] = {
            "status": self._status,
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
            "help": self._help,
        }

    def listed(self) -> Sequence[Command]:
        """List all commands, the most asked first."""
        return COMMANDS

    def understand(self, line: str) -> Ask:
        """Read a line: a command, ``name:value`` pairs, and words for its first option. Raises VetowatchError for no such command."""
        verb, _, rest = line.strip().partition(" ")
        command = _command(verb.lower() or "help")
        names = {option.name for option in command.options}
        pairs = {name: value.strip('"') for name, value in _PAIR.findall(rest) if name in names}
        words = " ".join(_PAIR.sub(lambda pair: "" if pair[1] in names else pair[0], rest).split())
        first = {command.options[0].name: words} if words and command.options else {}
        return Ask(command.name, first | pairs)

    async def ask(self, ask: Ask, place: Place) -> Answer:
        """Answer a question. Raises VetowatchError where it is not understood or a required option is missing."""
        for option in _command(ask.command).options:
            if option.required and not ask.values.get(option.name, "").strip():
                raise VetowatchError(f"{ask.command} needs {option.about}")
        return Answer(await self._handlers[ask.command](ask.values, place))

    async def suggest(self, kind: Kind, typed: str) -> Sequence[Suggestion]:
        """Offer organs and outcomes; other kinds have no suggestions yet."""
        offered = {Kind.ORGAN: Organ, Kind.OUTCOME: Outcome}.get(kind, ())
        return [Suggestion(one.value, one.value) for one in offered if one.value.lower().startswith(typed.lower())]

    async def _subscribe(self, values: Mapping[str, str], place: Place) -> str:
        """Subscribe a channel to what the words ask for; raises VetowatchError where they are not understood."""
        rule = rule_from_words(values.get("rule", ""))
        await self.follow(place.chat, place.channel, rule)
        return f"Subscribed: this channel gets {sentence(rule)}. Nothing is sent for votes told before now."

    async def _unsubscribe(self, values: Mapping[str, str], place: Place) -> str:
        del values
        ended = await self.unfollow(place.chat, place.channel)
        return "Unsubscribed: this channel gets no more alerts." if ended else "This channel was not subscribed."

    async def _status(self, values: Mapping[str, str], place: Place) -> str:
        del place
        return await self.status(values["document"])

    async def _help(self, values: Mapping[str, str], place: Place) -> str:
        del values, place
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


def _command(name: str) -> Command:
    for command in COMMANDS:
        if command.name == name:
            return command
    raise VetowatchError(f"there is no command “{name}”: try {', '.join(command.name for command in COMMANDS)}")


def _usage(command: Command) -> str:
    """Say what a command does and takes, in one line."""
    taken = (f"{option.name}: {option.about}" for option in command.options)
    return "; ".join((f"— {command.about}", *taken))


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
