"""Reads R data files (``save()`` in XDR form, bzip2) as far as the tables of unvotes need: vectors, factors, lists, attributes.

The form is described in "R Internals", section 1.8 "Serialization Formats" (https://cran.r-project.org/doc/manuals/R-ints.html). Only
the build of the record uses it; a type it does not know is a ValueError.
"""

from __future__ import annotations

import bz2
import struct
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_MAGIC = b"RDX2\nX\n"
_ATTRIBUTES, _TAG = 1 << 9, 1 << 10
_NIL, _GLOBAL, _REFERENCE = 254, 253, 255
_SYMBOL, _PAIRS, _CHARS, _LOGICAL, _INTEGER, _REAL, _STRINGS, _LIST = 1, 2, 9, 10, 13, 14, 16, 19

NA = -(1 << 31)
"""How R writes a missing integer."""


@dataclass(slots=True)
class Vector:
    """An R vector with its attributes ("names", "levels"); a data frame is a vector of its columns."""

    values: Any
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def columns(self) -> dict[str, Vector]:
        """Return a data frame's columns by name."""
        return dict(zip(self.attributes["names"].values, self.values, strict=True))

    def labels(self) -> list[str | None]:
        """Return a factor's labels, or a character vector as it is."""
        if "levels" not in self.attributes:
            return list(self.values)
        levels = self.attributes["levels"].values
        return [None if code == NA else levels[code - 1] for code in self.values]


def read(packed: bytes) -> dict[str, Vector]:
    """Return the named objects of an .rda file."""
    body = bz2.decompress(packed)
    if not body.startswith(_MAGIC):
        raise ValueError("not an R data file in XDR form, version 2")
    reader = _Reader(body)
    found: dict[str, Vector] = reader.item()
    return found


class _Reader:
    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = len(_MAGIC) + 12  # the format's version, the writer's and the oldest reader's
        self._references: list[str] = []
        self._vectors: dict[int, Callable[[], Any]] = {
            _LOGICAL: lambda: self._numbers("i"),
            _INTEGER: lambda: self._numbers("i"),
            _REAL: lambda: self._numbers("d"),
            _STRINGS: self._items,
            _LIST: self._items,
        }

    def item(self) -> Any:
        flags = self._int()
        kind = flags & 0xFF
        if kind in self._vectors:
            values = self._vectors[kind]()
            return Vector(values, self.item() if flags & _ATTRIBUTES else {})
        if kind == _PAIRS:
            return self._pairs(flags)
        if kind in {_NIL, _GLOBAL}:
            return {}
        return self._name(kind, flags)

    def _name(self, kind: int, flags: int) -> str | None:
        if kind == _CHARS:
            length = self._int()
            return None if length == -1 else self._take(length).decode("utf-8" if flags & 0x8000 else "latin-1")
        if kind == _REFERENCE:
            return self._references[(flags >> 8) - 1]
        if kind != _SYMBOL:
            raise ValueError(f"R type {kind} is not known here")
        self._references.append(self.item())
        return self._references[-1]

    def _pairs(self, flags: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while flags & 0xFF == _PAIRS:
            if flags & _ATTRIBUTES:
                self.item()
            tag = self.item() if flags & _TAG else ""
            found[tag] = self.item()
            flags = self._int()
        return found

    def _items(self) -> list[Any]:
        return [self.item() for _ in range(self._int())]

    def _numbers(self, code: str) -> array[Any]:
        numbers = array(code)
        numbers.frombytes(self._take(self._int() * numbers.itemsize))
        numbers.byteswap()
        return numbers

    def _int(self) -> int:
        value: int = struct.unpack(">i", self._take(4))[0]
        return value

    def _take(self, length: int) -> bytes:
        self._at += length
        return self._body[self._at - length : self._at]
