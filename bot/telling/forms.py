"""Answers for machines: votes, quotes and sources as plain values with fixed keys, and whole answers as JSON or CSV.

The keys are documented in README.md, “Answers as data”; they are added to, never renamed. States are ISO 3166-1 alpha-3 codes, days ISO
8601, what is not known is null.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import to_json as to_json_bytes

from bot.model import Source, SourcedQuote, Vote

Form = Mapping[str, Any]
VOTE_COLUMNS = (
    *("organ", "outcome", "date", "yes", "no", "abstain", "not_voting", "vetoed_by", "ballots", "draft", "resolution", "meeting", "title"),
    *("state", "question", "without_vote", "sponsors", "subject", "unconfirmed", "intended"),
)
QUOTE_COLUMNS = ("words", "speaker", "role", "state", "kind", "key", "source", "url")
_FORMULA_SIGNS = ("=", "+", "-", "@")


def vote(told: Vote) -> dict[str, Any]:
    """Lay a vote out: first the keys every reader needs, then what qualifies them."""
    return {
        "organ": told.organ.value,
        "outcome": told.outcome.value,
        "date": told.date.isoformat() if told.date else None,
        "yes": told.tally.yes,
        "no": told.tally.no,
        "abstain": told.tally.abstain,
        "not_voting": told.tally.not_voting,
        "vetoed_by": list(told.vetoed_by),
        "ballots": {state: str(choice) for state, choice in sorted(told.ballots.items())},  # plain words: JSON is written much sooner
        "draft": told.draft,
        "resolution": told.resolution,
        "meeting": told.meeting,
        "title": told.title or told.subject,
        "state": told.state.value,
        "question": told.question.value,
        "without_vote": told.without_vote,
        "sponsors": list(told.sponsors),
        "subject": told.subject,
        "unconfirmed": list(told.conflicts),
        "intended": {ballot.state: ballot.choice.value for ballot in told.intended},
    }


def source(told: Source) -> dict[str, Any]:
    """Lay out where a fact comes from."""
    return {
        "name": told.name,
        "url": told.url,
        "authority": told.authority.name.lower(),
        "published": told.published.isoformat() if told.published else None,
    }


def quote(told: SourcedQuote) -> dict[str, Any]:
    """Lay a quote out, with the page that prints it."""
    said = told.quote
    return {
        "words": said.words,
        "speaker": said.speaker,
        "role": said.role,
        "state": said.state,
        "kind": said.kind,
        "key": said.key,
        "source": told.source.name,
        "url": told.source.url,
    }


def to_json(form: Form) -> bytes:
    """Write an answer as JSON, a row at a time: nothing else runs in this process while one is written, and there may be thousands."""
    written = (to_json_bytes(name) + b": " + _indented(value) for name, value in form.items())
    return b"{\n " + b",\n ".join(written) + b"\n}\n"


def _indented(value: Any) -> bytes:
    if isinstance(value, list) and value:
        return b"[\n  " + b",\n  ".join(to_json_bytes(row, indent=1).replace(b"\n", b"\n  ") for row in value) + b"\n ]"
    return to_json_bytes(value, indent=1).replace(b"\n", b"\n ")


def to_csv(rows: Iterable[Form], columns: Sequence[str]) -> bytes:
    """Write rows as CSV (RFC 4180, UTF-8) under a line of names: lists as words with spaces between, ballots as ``CHN:N RUS:N``.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return sheet.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{name}:{one}" for name, one in value.items())
    if isinstance(value, list):
        return ("; " if any(" " in str(one) for one in value) else " ").join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA_SIGNS):
        return f"'{value}"
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
