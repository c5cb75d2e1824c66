"""A message before any chat has dressed it: plain words, links and times. Said once here for every platform.

Nothing in it is markup: each chat escapes every string in its own way, so words from a fetched page can neither ping nor style.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from bot.asking import Action
from bot.model import Alert, Choice, Mention, State
from bot.words import language


class Colour(IntEnum):
    """What happened, at a glance; the headline says the same in words. 0xRRGGBB."""

    ADOPTED = 0x2E8B57
    VETOED = 0xC0392B
    FAILED = 0xE67E22
    UNCONFIRMED = 0x8E8E93
    WITHDRAWN = 0x5D6D7E


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; ``url`` is empty where they do not."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled fact, such as who vetoed. ``links`` are joined by `` · ``."""

    label: str
    links: tuple[Link, ...]
    short: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """A verbatim quote, without marks of its own, and who said it."""

    words: str
    by: str
    url: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A source of what is told, and when it said so."""

    name: str
    url: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A roll call to look at: in figures and codes alone, so that it reads in every language.

    ``seats`` are States with their choice, in the order shown; ``caption`` names the text and the day; ``alt`` says all of it in words.
    """

    caption: str
    seats: tuple[tuple[State, Choice], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Message:
    """An alert in words, most important first: ``headline``, ``title``, ``notices`` (unconfirmed, late, corrected), facts, quotes, credits.

    ``summary`` is the whole thing in one plain line, for notifications and screen readers. ``actions`` are questions offered as buttons.
    ``picture`` shows how each member voted, where that is known of all.
    ``language`` (ISO 639-1) is the one all this is worded in; a chat says its own labels in it.
    """

    colour: Colour
    headline: str
    title: Link
    summary: str
    notices: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    sayings: tuple[Saying, ...] = ()
    credits: tuple[Credit, ...] = ()
    actions: tuple[Action, ...] = ()
    picture: Picture | None = None
    language: str = field(default_factory=language)


@dataclass(frozen=True, slots=True)
class Post:
    """One message to send or edit: a delivery as a chat sees it.

    ``id`` is the delivery's, the same on every try; ``doubtful`` is true when an earlier try may have reached the platform.
    ``alert`` holds the facts behind the words, where it tells of one vote. ``mentions`` are the only people to call, when it is sent and
    never again; ``thread`` is the reference of the message it stands under, "" where it stands by itself.
    """

    id: int
    channel: str
    message: Message
    doubtful: bool = False
    alert: Alert | None = None
    mentions: tuple[Mention, ...] = ()
    thread: str = ""
