"""Reading a source's options: what an operator wrote under ``[sources.<name>]``, each fault told by its name."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TypedDict
from urllib.parse import urlsplit

from bot.model import Authority

DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h)")
SECONDS = {"s": 1, "m": 60, "h": 3600}
SHORTEST = dt.timedelta(seconds=1)
LONGEST = dt.timedelta(days=1)
READ_ELSEWHERE = frozenset({"kind", "enabled"})  # the composition root's own


class Common(TypedDict):
    """What every source is made with."""

    name: str
    title: str
    hosts: frozenset[str]
    interval: dt.timedelta
    authority: Authority


class Options:
    """One source's options, taken one by one; ``end`` then names those nobody took. All methods raise ValueError naming the option."""

    def __init__(self, given: Mapping[str, object]) -> None:
        """``given`` is the source's table."""
        self._given = given
        self._known: set[str] = set(READ_ELSEWHERE)

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text; required unless there is a default."""
        value = self._take(key, default)
        if not isinstance(value, str) or not value.strip():
            raise _fault(key, "must be a text" if key in self._given else "is missing")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts, by default none."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise _fault(key, "must be a list of texts")
        return tuple(value)

    def address(self, key: str) -> str:
        """Take one http(s) address."""
        return self._checked(key, self.text(key))

    def addresses(self, key: str) -> tuple[str, ...]:
        """Take a list of http(s) addresses, by default none."""
        return tuple(self._checked(key, each) for each in self.texts(key))

    def flag(self, key: str, *, default: bool) -> bool:
        """Take true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise _fault(key, "must be true or false")
        return value

    def interval(self, key: str, default: str) -> dt.timedelta:
        """Take a duration such as ``90s`` or ``5m`` (a bare number is seconds), from one second to one day."""
        value = self._take(key, default)
        length = duration(str(value) if isinstance(value, str) else f"{value}s")
        if length is None or not SHORTEST <= length <= LONGEST:
            raise _fault(key, f"= {value!r} is no duration between 1s and 24h, such as 90s or 5m")
        return length

    def choice(self, key: str, default: str, among: Mapping[str, object]) -> str:
        """Take one of the given words."""
        value = self.text(key, default)
        if value not in among:
            raise _fault(key, f"= {value!r} is none of {', '.join(among)}")
        return value

    def authority(self, key: str, default: Authority) -> Authority:
        """Take how much the source's word weighs: ``official record``, ``meetings coverage``, ``news agency`` or ``other``."""
        words = {each.name.replace("_", " ").lower(): each for each in Authority}
        return words[self.choice(key, default.name.replace("_", " ").lower(), words)]

    def common(self, name: str, addresses: Iterable[str], *, every: str, authority: Authority) -> Common:
        """Take what every source has: how messages name it, which hosts it asks, how often, and how much its word weighs."""
        return {
            "name": name,
            "title": self.text("name", name),
            "hosts": frozenset({*self.texts("hosts"), *map(host, addresses)}),
            "interval": self.interval("every", every),
            "authority": self.authority("authority", authority),
        }

    def end(self) -> None:
        """Say so where an option is left that nobody knows."""
        for key in self._given:
            if key not in self._known:
                near = difflib.get_close_matches(key, self._known, 1)
                raise _fault(key, f"is no option here; did you mean {near[0]}?" if near else "is no option here")

    def _take(self, key: str, default: object) -> object:
        self._known.add(key)
        return self._given.get(key, default)

    def _checked(self, key: str, address: str) -> str:
        if not host(address):
            raise _fault(key, "must be an http or https address without user name and password")
        return address


def duration(text: str) -> dt.timedelta | None:
    """Read ``90s``, ``5m`` or ``1.5h``; None where it is none."""
    match = DURATION.fullmatch(text.strip())
    return dt.timedelta(seconds=float(match[1]) * SECONDS[match[2]]) if match else None


def host(address: str) -> str:
    """Give the lower-case host of an http(s) address; "" where it is none, or holds credentials."""
    try:
        parts = urlsplit(address.strip())
        name = parts.hostname or ""
    except ValueError:
        return ""
    return name if parts.scheme in {"http", "https"} and "@" not in parts.netloc else ""


def _fault(key: str, what: str) -> ValueError:
    return ValueError(f"{key} {what}")
