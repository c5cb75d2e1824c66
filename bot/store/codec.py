"""The words of ``bot.model`` as JSON for a column, and back. Unknown keys are refused: a record never loses a fact unseen.

A vote is kept short, for there are thousands: facts that are not known are left out, and its ballots are one line (``bot.store.roll``),
but for States that have no place there.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from bot.model import Vote
from bot.store import roll

T = TypeVar("T")
BESIDE = ("month", "listed")
"""What the record of a vote may hold beside the facts of ``bot.model.Vote``."""


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type[Any]", kind))


def pack(word: object) -> Any:
    """Turn a frozen dataclass into plain JSON values."""
    return _adapter(cast("Hashable", type(word))).dump_python(word, mode="json")


def unpack(kind: type[T], value: Any) -> T:
    """Read JSON values back. Raises pydantic.ValidationError where they do not fit."""
    word: T = _adapter(cast("Hashable", kind)).validate_python(value)
    return word


def pack_vote(vote: Vote) -> dict[str, Any]:
    """Turn a vote into plain JSON values."""
    packed: dict[str, Any] = _adapter(Vote).dump_python(vote, mode="json", exclude_defaults=True, exclude={"ballots"})
    elsewhere = {state: choice.value for state, choice in roll.without_place(vote.ballots).items()}
    line = roll.write(vote.ballots)
    return packed | ({"ballots": elsewhere} if elsewhere else {}) | ({"roll": line} if line else {})


def unpack_vote(value: Mapping[str, Any]) -> Vote:
    """Read a vote back, also one kept before ballots were a line; what stands beside its facts (``BESIDE``) is for others."""
    facts = {name: fact for name, fact in value.items() if name not in BESIDE}
    line = facts.pop("roll", "")
    vote = unpack(Vote, facts)
    return replace(vote, ballots={**roll.read(line), **vote.ballots}) if line else vote
