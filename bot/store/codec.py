"""The words of ``bot.model`` as JSON for a column, and back. Unknown keys are refused: a record never loses a fact unseen."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


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
