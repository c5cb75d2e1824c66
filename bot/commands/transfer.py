"""Subscriptions as a file, both ways: TOML that a person reads and may write.

::

    version = 1

    [[subscription]]
    chat = "discord"
    channel = "300000000000000000"
    number = 1                                  # left out: the next that is free
    rule = "vetoes in the Security Council"     # any words a rule may be given in
    mention = "here for vetoes"                 # and the other options of ``subscribe``, each in its words
    paused = true                               # by a person
    set_by = "400000000000000000"               # the platform's id of who set it

What a file leaves out is as it comes. Taking a file changes and adds, and never ends what the file does not name.
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.model import Subscription
from bot.ports import VetowatchError
from bot.record.preferences import READ, preferences_of, written
from bot.record.wants import rule_from_words, sentence
from bot.store import Ledger

VERSION = 1
_KEYS = frozenset({"chat", "channel", "number", "rule", "paused", "set_by", *READ})


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking one subscription from a file did: "added", "changed" or "unchanged", and the subscription as it is now."""

    what: str
    subscription: Subscription


def to_toml(subscriptions: Iterable[Subscription]) -> str:
    """Write subscriptions as a file."""
    return "\n".join([f"version = {VERSION}", *("\n".join(_table(one)) for one in subscriptions)]) + "\n"


def _table(one: Subscription) -> Iterator[str]:
    yield "\n[[subscription]]"
    words: dict[str, str | int] = {
        "chat": one.chat,
        "channel": one.channel,
        "number": one.number,
        "rule": sentence(one.rule),
        **written(one.preferences),
    }
    for name, value in words.items():
        yield f"{name} = {value if isinstance(value, int) else _quoted(value)}"
    if one.stopped:
        yield "paused = true"
    if one.set_by:
        yield f"set_by = {_quoted(one.set_by)}"


def _quoted(words: str) -> str:
    """Write a basic string; JSON escapes as TOML does, but for the sign DEL."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def from_toml(text: str, now: dt.datetime) -> list[Subscription]:
    """Read a file; what it names is told from ``now`` on. Raises VetowatchError naming the subscription that is wrong, and why."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VetowatchError(f"not TOML: {error}") from None
    if content.get("version") != VERSION:
        raise VetowatchError(f"version = {VERSION} is what this program reads, not {content.get('version')!r}")
    tables = content.get("subscription", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise VetowatchError("subscriptions stand each under a line [[subscription]]")
    return [_read(place, table, now) for place, table in enumerate(tables, 1)]


def _read(place: int, table: Mapping[str, Any], now: dt.datetime) -> Subscription:
    try:
        return _subscription(table, now)
    except VetowatchError as error:
        raise VetowatchError(f"subscription {place} of the file: {error}") from None


def _subscription(table: Mapping[str, Any], now: dt.datetime) -> Subscription:
    number, paused = table.get("number", 0), table.get("paused", False)
    unknown = [name for name in table if name not in _KEYS]
    if unknown or not isinstance(number, int) or not isinstance(paused, bool):
        raise VetowatchError(f"not understood: {', '.join(unknown) or 'number is a number, paused true or false'}")
    words = {name: str(value) for name, value in table.items() if name not in {"number", "paused"}}
    if not words.get("chat") or not words.get("channel"):
        raise VetowatchError("chat and channel are missing")
    made = Subscription(words["chat"], words["channel"], rule_from_words(words.get("rule", "")), now, number=number)
    return replace(made, preferences=preferences_of(words), stopped=paused, set_by=words.get("set_by"))


async def take(ledger: Ledger, wanted: Sequence[Subscription], now: dt.datetime) -> list[Taken]:
    """Bring the store's subscriptions to what a file says: one is known by its number, else by its rule. A second time changes nothing."""
    return [await _take(ledger, one, now) for one in wanted]


async def _take(ledger: Ledger, wanted: Subscription, now: dt.datetime) -> Taken:
    known = [one for _, one in await ledger.subscriptions.of(wanted.chat, wanted.channel)]
    there = next((one for one in known if one.number == wanted.number), None) or next(
        (one for one in known if one.rule == wanted.rule), None
    )
    if there is None:
        return Taken("added", await ledger.subscriptions.add(wanted, now))
    made = replace(wanted, since=there.since, number=there.number, paused=there.paused, set_by=wanted.set_by or there.set_by)
    if made == there:
        return Taken("unchanged", there)
    await ledger.subscriptions.put(made)
    return Taken("changed", made)
