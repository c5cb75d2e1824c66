"""Ten ways in which people write each kind of symbol."""

from __future__ import annotations

import re

_COUNCIL = (
    "{n}",
    "S/RES/{n}",
    "s/res/{n}",
    "S/RES/{n} ({y})",
    "res {n} ({y})",
    "SC {n}",
    "resolution {n}",
    "UN Security Council Resolution {n} ({y})",
    "UNSCR {n}",
    "https://docs.un.org/en/S/RES/{n}({y})",
)
_ASSEMBLY = (
    "{s}/{n}",
    "A/RES/{s}/{n}",
    "a/res/{s}/{n}",
    "A/RES/{s}/{n}.",
    "res {s}/{n}",
    "GA {s}/{n}",
    "resolution {s}/{n}",
    "General Assembly resolution {s}/{n}",
    "A / RES / {s} / {n}",
    "https://docs.un.org/en/A/RES/{s}/{n}",
)
_OLD = (
    "{n} ({r})",
    "{n}({r})",
    "A/RES/{n}({r})",
    "A/RES/{n} ({r})",
    "a/res/{n}({l})",
    "{n} ({l})",
    "res {n} ({r})",
    "GA resolution {n} ({r})",
    "General Assembly resolution {n}({r})",
    "https://docs.un.org/en/A/RES/{n}({r})",
)
_DRAFT = (
    "{d}",
    "{l}",
    "draft {d}",
    "draft resolution {d}",
    " {d} ",
    "{w}",
    "document {d}",
    "“{d}”",
    "UN doc. {d}?",
    "https://docs.un.org/en/{d}",
)


def of(symbol: str, year: int) -> list[str]:
    """Return ten spellings of a symbol as the record writes it; the year is that of the vote."""
    if symbol.startswith("S/RES/"):
        return [form.format(n=symbol[6:], y=year) for form in _COUNCIL]
    old = re.fullmatch(r"A/RES/(\d+)\((\w+)\)", symbol)
    if old:
        return [form.format(n=old[1], r=old[2], l=old[2].lower()) for form in _OLD]
    if symbol.startswith("A/RES/"):
        session, _, number = symbol[6:].rpartition("/")
        return [form.format(s=session, n=number) for form in _ASSEMBLY]
    return [form.format(d=symbol, l=symbol.lower(), w=symbol.replace("/", " / ")) for form in _DRAFT]
