"""The words of questions and answers: what may be asked on any chat, and what is said to it, before any chat has dressed either.

A chat shows ``Command`` in its own form (typed options, a line of words, buttons), makes an ``Ask`` of what a person gave, and dresses the
``Answer``. Nothing here knows which commands there are: ``bot.commands`` lists them and has one handler for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from bot.words import language


class Kind(StrEnum):
    """What an option holds, so that a chat can offer fitting choices and the handler knows how to read it."""

    WORDS = "words"
    DOCUMENT = "document"
    STATE = "state"
    TOPIC = "topic"
    ORGAN = "organ"
    OUTCOME = "outcome"
    DAY = "day"
    RULE = "rule"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a command may be told. ``name`` is of small letters (Discord's rule); ``about`` says what to give, in a few words.

    ``choices`` are all it may hold, where they are few. ``finer`` options are left out where a command is told of in short.
    """

    name: str
    about: str
    kind: Kind = Kind.WORDS
    required: bool = False
    choices: tuple[str, ...] = ()
    finer: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """Something people may ask. ``changes`` is true where it changes what a channel is told: for those who look after the channel."""

    name: str
    about: str
    options: tuple[Option, ...] = ()
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: which command, and what its options were given. Options left out are absent; ``page`` counts from 1."""

    command: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Write it as a platform keeps it in a button: ``vetoes?country=RUS&page=2``."""
        return f"{self.command}?{urlencode(self.values)}" if self.values else self.command

    @classmethod
    def parse(cls, kept: str) -> Ask:
        """Read what ``str`` wrote."""
        command, _, values = kept.partition("?")
        return cls(command, dict(parse_qsl(values)))


@dataclass(frozen=True, slots=True)
class Action:
    """A further question offered as a button, or, where there is none, an address that the button leads to."""

    label: str
    ask: Ask | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with an answer. ``media_type`` is bare, such as ``text/csv``."""

    name: str
    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question is asked: the chat's name, and the channel's id in it; ``user`` is the id of who asks, where the chat says so."""

    chat: str
    channel: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said. ``text`` is plain with light Markdown (``**bold**``, ``[text](url)``) and fits one message on every chat.

    ``language`` (ISO 639-1) is the one it is worded in; ``changed`` is false where what was asked for was so before.
    """

    text: str
    actions: tuple[Action, ...] = ()
    attachment: Attachment | None = None
    language: str = field(default_factory=language)
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One choice offered while somebody types: what is shown, and what it stands for."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A subscription as people see it, to be listed and changed.

    ``channel`` is the id within its workspace; ``rule`` a sentence that is read as the same rule, and ``said`` the same in the language
    spoken; ``how`` says how votes are told, in words, "" where as they come, and ``given`` holds that by option; ``state`` says why it is
    not told, "" where it is; ``stopped``: a person paused it.
    """

    channel: str
    number: int
    rule: str
    how: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    state: str = ""
    stopped: bool = False
    said: str = ""
