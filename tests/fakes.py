"""Fakes that behave: a second, simple implementation of a port, for tests of what stands on its other side."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.asking import Action, Answer, Ask, Attachment, Command, Followed, Kind, Option, Place, Suggestion
from bot.message import Message, Post
from bot.model import Alert, Authority, Change, Item, Mention, Organ, Outcome, Page, Quote, Reading, Sighting
from bot.ports import Commands, DeliveryError, VetowatchError
from bot.record.news import corrections


class FakeCommands:
    """Commands that remember subscriptions. Words it does not know are refused in one clear line; "crash" fails as a bug would.

    ``subscriptions`` maps (chat, channel) to the words asked for; the next questions meet ``faults``, one each.
    """

    KNOWN = frozenset({"", "vetoes", "SC", "GA"})
    PAGES = 3

    def __init__(self) -> None:
        self.subscriptions: dict[tuple[str, str], str] = {}
        self.faults: list[Exception] = []

    def listed(self) -> Sequence[Command]:
        rule, document = Option("rule", "what to tell", Kind.RULE), Option("document", "its symbol", Kind.DOCUMENT, required=True)
        country, organ = Option("country", "whose", Kind.STATE), Option("organ", "where", Kind.ORGAN)
        outcome, about = Option("outcome", "what became of it", Kind.OUTCOME), Option("about", "words")
        return (
            Command("status", "Say what became of a document", (document,)),
            Command("roll", "Say how each State voted", (document,)),
            Command("vetoes", "List vetoes", (country, organ, outcome, about)),
            Command("subscribe", "Tell votes here", (rule,), changes=True),
            Command("unsubscribe", "Tell nothing more here", changes=True),
            Command("help", "Say what can be asked"),
        )

    def understand(self, line: str) -> Ask:
        verb, _, words = line.strip().partition(" ")
        for command in self.listed():
            if command.name == (verb.lower() or "help"):
                return Ask(command.name, {option.name: words.strip() for option in command.options[:1] if words.strip()})
        raise VetowatchError(f"there is no command {verb}")

    async def ask(self, ask: Ask, place: Place) -> Answer:
        if self.faults:
            raise self.faults.pop(0)
        if ask.command in {"status", "roll"} and "document" not in ask.values:
            raise VetowatchError(f"{ask.command} needs its symbol")
        return self._answer(ask, place.chat, place.channel)

    async def suggest(self, kind: Kind, typed: str, place: Place | None = None) -> Sequence[Suggestion]:
        match kind, typed:
            case (Kind.ORGAN, _):
                return [Suggestion(organ.name.replace("_", " ").title(), organ.value) for organ in Organ]
            case (Kind.OUTCOME, _):
                return [Suggestion(outcome.value, outcome.value) for outcome in Outcome]
            case (_, "crash"):
                raise RuntimeError("a bug")
            case (_, "slow"):
                await asyncio.sleep(3600)
            case (_, "long"):
                return [Suggestion("x" * 101, "x"), Suggestion("x", "x" * 101)]
        return [Suggestion(f"{typed} {n} ({kind.value})", f"{typed} {n}") for n in range(1, 31)]

    async def followed(self, chat: str, within: str, channel: str = "") -> Sequence[Followed]:
        if self.faults:
            raise self.faults.pop(0)
        told = [(where, words) for (name, where), words in self.subscriptions.items() if name == chat and channel in {"", where}]
        return [Followed(where.rpartition("/")[2], 1, words) for where, words in told if where.rpartition("/")[0] == within]

    def _answer(self, ask: Ask, chat: str, channel: str) -> Answer:
        match ask.command:
            case "subscribe":
                return Answer(self._subscribe(chat, channel, ask.values.get("rule", "")))
            case "unsubscribe":
                gone = self.subscriptions.pop((chat, channel), None)
                return Answer("Nothing was subscribed here" if gone is None else "Unsubscribed")
            case "status" | "roll" | "card":
                return _looked_up(ask.command, ask.values.get("document", ""), ask.values.get("link", ""))
            case "vetoes":
                return _vetoes(ask.values, self.PAGES)
            case _:
                return Answer("\n".join(f"**/un {command.name}** {command.about}" for command in self.listed()))

    def _subscribe(self, chat: str, channel: str, words: str) -> str:
        if words == "crash":
            raise RuntimeError("a bug")
        if words not in self.KNOWN:
            raise VetowatchError(f"I do not know {words!r}")
        self.subscriptions[chat, channel] = words
        return f"Subscribed: **{words or 'everything'}**"


def _status(document: str) -> Answer:
    if document != "S/2022/431":
        return Answer(f"Nothing is known of {document}")
    told = "[S/2022/431](https://docs.un.org/S/2022/431) was **vetoed** by China and the Russian Federation, 13-2-0"
    return Answer(told, (Action("Roll call", Ask("roll", {"document": document})), Action("All vetoes", Ask("vetoes"))))


def _looked_up(command: str, document: str, link: str) -> Answer:
    match command:
        case "status":
            return _status(document)
        case "roll":
            return _roll(document)
        case _:
            return _card(link)


def _card(link: str) -> Answer:
    if "S/2022/431" not in link:
        raise VetowatchError(f"nothing is known of {link}")
    return Answer("**🟥 VETOED**\n13-2-0, vetoed by China")


def _roll(document: str) -> Answer:
    table = Attachment(f"{document.replace('/', '-')}.csv", b"state,choice\nCHN,no\nRUS,no\n", "text/csv")
    return Answer("China, Russian Federation: no", attachment=table)


def _vetoes(values: Mapping[str, str], pages: int) -> Answer:
    """Page through a list, as long answers do."""
    page = int(values.get("page", "1"))
    turns = {"Back": page - 1, "Next": page + 1}
    actions = (Action(label, Ask("vetoes", {**values, "page": str(to)})) for label, to in turns.items() if 1 <= to <= pages)
    return Answer(f"Vetoes of {values.get('country', 'all')}, page {page}", tuple(actions))


class FakeSource:
    """A source whose list and pages are set by the test: ``pages`` maps an item's key to what reading it tells, or to the fault."""

    def __init__(self, name: str = "press", authority: Authority = Authority.MEETINGS_COVERAGE) -> None:
        self.name = self.title = name
        self.authority = authority
        self.interval = dt.timedelta(seconds=90)
        self.listed: list[Item] = []
        self.pages: dict[str, Reading | Exception] = {}
        self.fault: Exception | None = None
        self.fetched: list[str] = []

    def tell(self, key: str, *sightings: Sighting, published: dt.datetime | None = None, quotes: tuple[Quote, ...] = ()) -> None:
        """List a page that tells of votes, or change what it tells."""
        self.put(key, Reading(sightings=sightings, quotes=quotes, pending=not sightings), published)

    def put(self, key: str, page: Reading | Exception, published: dt.datetime | None = None) -> None:
        """List a page, or change what reading it does."""
        self.pages[key] = page
        known = {item.key for item in self.listed}
        if key not in known:
            self.listed.append(Item(key, (f"https://press.example/{key}",), key, "", published))

    async def items(self) -> Sequence[Item]:
        if self.fault is not None:
            raise self.fault
        return list(self.listed)

    async def fetch(self, item: Item) -> Page:
        self.fetched.append(item.key)
        return Page(item.url, item.key.encode(), "text/html")

    def read(self, page: Page) -> Reading:
        reading = self.pages[page.body.decode()]
        if isinstance(reading, Exception):
            raise reading
        return reading


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as a reader takes it."""

    id: int
    channel: str
    message: Message
    facts: Alert | None
    mentions: tuple[Mention, ...] = ()
    thread: str = ""

    @property
    def alert(self) -> Alert:
        """The facts of a message about one vote."""
        assert self.facts is not None
        return self.facts

    @property
    def corrections(self) -> tuple[Change, ...]:
        return corrections(self.alert.changed)

    @property
    def late(self) -> bool:
        return any(notice.startswith("Late:") for notice in self.message.notices)


class FakeChat:
    """A chat that keeps what it was sent, as a platform would: ``messages`` by reference, in order; one fault may be set for each call."""

    def __init__(self, name: str = "discord") -> None:
        self.name = name
        self.messages: dict[str, Heard] = {}
        self.edits: list[Heard] = []
        self.faults: list[Exception] = []
        self.lost_replies = 0
        self.whispered: list[tuple[str, str, str]] = []

    async def listen(self, commands: Commands) -> None:
        await asyncio.Event().wait()

    async def send(self, post: Post) -> str:
        reference = f"{post.channel}/{post.id}"
        if post.doubtful and reference in self.messages:
            self.messages[reference] = _heard(post)  # found, and brought up to date
            return reference
        self._fail()
        assert reference not in self.messages, "said twice"
        self.messages[reference] = _heard(post)
        if self.lost_replies:
            self.lost_replies -= 1
            raise DeliveryError("connection lost", doubtful=True)
        return reference

    async def whisper(self, user: str, channel: str, words: str) -> None:
        self._fail()
        self.whispered.append((user, channel, words))

    async def edit(self, post: Post, reference: str) -> str:
        self._fail()
        self.messages[reference] = _heard(post)
        self.edits.append(self.messages[reference])
        return reference

    async def check(self) -> str:
        return "a fake"

    async def close(self) -> None:
        """Nothing to let go of."""

    def _fail(self) -> None:
        if self.faults:
            raise self.faults.pop(0)


def _heard(post: Post) -> Heard:
    return Heard(post.id, post.channel, post.message, post.alert, post.mentions, post.thread)
