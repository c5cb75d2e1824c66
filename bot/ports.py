"""Where the program meets the world: the few verbs a source, a chat and an engine speak, and the errors they raise.

VetowatchError
├── SourceError      a poll failed: the reason is kept, the source is asked again later
└── DeliveryError    a message was not accepted; ``permanent`` and ``retry_after`` are the whole retry policy
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, Protocol, runtime_checkable

from bot.asking import Answer, Ask, Command, Followed, Kind, Place, Suggestion
from bot.message import Post
from bot.model import Authority, Installation, Item, Page, Reading

Job = Callable[[], Awaitable[None]]


class VetowatchError(Exception):
    """Any error this program raises on purpose. Its text is one clear line for a person."""


class SourceError(VetowatchError):
    """A source did not give what it should; ``retry_after`` is its own wish, in seconds."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        """Keep the reason in words a person reads."""
        super().__init__(reason)
        self.retry_after = retry_after


class DeliveryError(VetowatchError):
    """A chat did not take a message.

    ``permanent``: this channel will refuse until a person acts, so its subscription is paused and tried again only now and then.
    ``doubtful``: the message may have arrived all the same. ``retry_after``: seconds the platform asks us to wait.
    """

    def __init__(self, reason: str, *, permanent: bool = False, doubtful: bool = False, retry_after: float | None = None) -> None:
        """Keep the reason in words a person reads."""
        super().__init__(reason)
        self.permanent = permanent
        self.doubtful = doubtful
        self.retry_after = retry_after


class Source(Protocol):
    """A place where votes are told. ``items`` and ``fetch`` touch the network; ``read`` is pure."""

    name: str
    """Its configuration key: what the store knows it by."""
    title: str
    """How messages name it."""
    authority: Authority
    interval: timedelta

    async def items(self) -> Sequence[Item]:
        """List what the source offers now, one conditional request at the most an address. Raises SourceError."""

    async def fetch(self, item: Item) -> Page:
        """Bring the document behind an item. Raises SourceError."""

    def read(self, page: Page) -> Reading:
        """Say what a page tells. Pure; raises SourceError where the page is not what it should be."""


@runtime_checkable
class Prose(Protocol):
    """A source that reads prose: it asks a directory who speaks for which State."""

    directory: Any
    """A ``bot.reading.quotes.directory.Directory``, the operator's corrections in it; None for the built-in one."""


class Commands(Protocol):
    """What people may ask on any chat."""

    def listed(self) -> Sequence[Command]:
        """List all commands, the most asked first."""

    def understand(self, line: str) -> Ask:
        """Read a line of words, such as ``status S/2022/431`` or ``vetoes Russia since:2020``; "" asks for help. Raises VetowatchError."""

    async def ask(self, ask: Ask, place: Place) -> Answer:
        """Answer a question. Raises VetowatchError with one clear line where it cannot be."""

    async def suggest(self, kind: Kind, typed: str, place: Place | None = None) -> Sequence[Suggestion]:
        """Offer what an option of this kind may hold, the likeliest first, 25 at the most; numbers are those of a place's subscriptions."""

    async def followed(self, chat: str, within: str, channel: str = "") -> Sequence[Followed]:
        """List what the channels of one workspace are told, by channel and number: those whose address begins with ``within/``.

        ``within`` "" means those whose address has no ``/``; with ``channel``, an address, what that one is told.
        """


class Chat(Protocol):
    """A place where people talk. ``name`` is its configuration key, and the first half of a channel's address."""

    name: str

    async def listen(self, commands: Commands) -> None:
        """Connect, answer commands, and stay until cancelled; reconnects by itself. Raises VetowatchError when it never can."""

    async def send(self, post: Post) -> str:
        """Post an alert and return the platform's reference to the message; looks first when the post is doubtful. Raises DeliveryError."""

    async def edit(self, post: Post, reference: str) -> str:
        """Rewrite an earlier message; returns its reference, a new one if it had to be posted anew. Raises DeliveryError."""

    async def check(self) -> str:
        """Say who we are there, in a few words, after asking the platform once. Raises VetowatchError with what to do."""

    async def close(self) -> None:
        """Let go of connections; safe to call twice."""


@runtime_checkable
class Whispers(Protocol):
    """What a chat may also be able to do: speak to one person alone."""

    async def whisper(self, user: str, channel: str, words: str) -> None:
        """Say something about a channel to a person, both by the platform's id. Raises DeliveryError."""


class Workspaces(Protocol):
    """Where a chat's app is installed, for a chat that many workspaces install by themselves. Tokens are encrypted where they are kept.

    Every verb that meets a token raises VetowatchError where the key it is encrypted with is missing.
    """

    async def save(self, installation: Installation) -> None:
        """Keep an installation, new or renewed; what was paused because the app was gone there goes on."""

    async def find(self, ident: str) -> Installation | None:
        """Return an installation with its tokens; one that is gone has none. ``ident`` "" is the home one; None where there is none."""

    async def listed(self) -> Sequence[Installation]:
        """Return all installations, the oldest first, without their tokens; raises VetowatchError where some cannot be read."""

    async def claim(self, ident: str, lease: timedelta) -> bool:
        """Take it upon the caller to renew an installation's tokens; False while somebody else does, for the lease at the most."""

    async def gone(self, ident: str, reason: str) -> bool:
        """Note that the app was removed there: its tokens are forgotten, what its channels are told is paused and kept. False if known."""

    async def moved(self, old: str, new: str) -> bool:
        """Let what a channel is told go on at its new address; False where nothing was told there."""

    async def back(self, channel: str) -> bool:
        """Let what a channel is told, and was paused because it refused it, go on at once; False where nothing was."""

    async def reseal(self) -> int:
        """Encrypt with the newest key what an older one encrypted, so that the older may be dropped; returns how many that were."""

    async def issue(self, lifetime: timedelta) -> str:
        """Make a state for one installation to begin: a word nobody can guess."""

    async def consume(self, state: str) -> bool:
        """Use a state up; False where it was never issued, is used up, or is too old."""


@runtime_checkable
class Distributed(Protocol):
    """A chat that workspaces may install by themselves."""

    name: str

    def keep_in(self, workspaces: Workspaces) -> None:
        """Take where installations are kept, before anything else is asked of the chat."""


class Engine(Protocol):
    """When things run: a job never overlaps itself, and one that outlives its time-out is ended and reported."""

    def every(self, name: str, interval: timedelta, job: Job, *, timeout: timedelta) -> None:
        """Run a job at its pace, jittered, the first time at once."""

    def soon(self, name: str) -> None:
        """Run a known job as soon as it can; calls in between count as one."""

    async def run(self, until: Awaitable[object]) -> None:
        """Run all jobs until the awaitable ends, then stop them within seconds."""
