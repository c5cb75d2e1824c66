"""The machine-readable reading: stable keys that others build on. The README documents them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

from bot.model import Quote, Reading, Sighting, Statement, Upcoming
from bot.ports import VetowatchError
from bot.reading.document import Document
from bot.reading.text import from_html

_MARKUP = re.compile(
    rb"<(?:!doctype html|html|head|body|main|article|div|section|p|h[1-6]|span|table|ul|ol|br)\b[^>]{0,2000}>", re.IGNORECASE
)
_NO_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_LOOK = 20_000  # bytes in which markup must appear for a document to be taken as HTML


def document(body: bytes, *, url: str = "", published: str = "", title: str = "") -> Document:
    """Take a file as HTML or plain text, by content. Offsets of plain text count its characters exactly as given.

    Raises VetowatchError when ``published`` is no ISO 8601 time.
    """
    if _MARKUP.search(body[:_LOOK]):
        text, found = from_html(body)
        return Document(text, title or found, url, moment(published))
    return Document(body.decode("utf-8", errors="replace"), title, url, moment(published))


def identity(raw: str) -> Any:
    """Return a line's id, or None where it has none to be found."""
    given = _parsed(raw)
    return given.get("id") if isinstance(given, dict) else None


def line(raw: str) -> Document:
    """Take one line ``{"id", "url"?, "published"?, "title"?, "text" | "html"}`` as a document. Raises VetowatchError."""
    given = _parsed(raw)
    if not isinstance(given, dict):
        raise VetowatchError("not an object")
    return _given(given)


def _parsed(raw: str) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise VetowatchError(f"not JSON: {error}") from None


def _given(given: Mapping[str, Any]) -> Document:
    words = {key: given.get(key) or "" for key in ("url", "published", "title", "text", "html")}
    wrong = next((key for key, value in words.items() if not isinstance(value, str)), None)
    if wrong:
        raise VetowatchError(f"{wrong} must be a string")
    if ("text" in given) == ("html" in given):
        raise VetowatchError("give text or html")
    if "text" in given:
        return Document(words["text"], words["title"], words["url"], moment(words["published"]))
    text, found = from_html(words["html"].encode("utf-8", errors="replace"), "utf-8")
    return Document(text, words["title"] or found, words["url"], moment(words["published"]))


def moment(published: str) -> dt.datetime | None:
    """Read an ISO 8601 time or date; one without a zone is taken as UTC. A month or year alone is no day and counts as unknown.

    Raises VetowatchError.
    """
    if not published or _NO_DAY.fullmatch(published.strip()):
        return None
    try:
        at = dt.datetime.fromisoformat(published.strip())
    except ValueError:
        raise VetowatchError(f"published is no ISO 8601 time: {published}") from None
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at


def to_json(identity: Any, told: Reading, ms: float, *, with_text: bool = False) -> dict[str, Any]:
    """Lay a reading out in the documented keys."""
    text = {"text": told.text} if with_text else {}
    return {
        "id": identity,
        "sightings": [_sighting(sighting) for sighting in told.sightings],
        "upcoming": [_upcoming(upcoming) for upcoming in told.upcoming],
        "quotes": [_quote(quote) for quote in told.quotes],
        "statements": [_statement(statement) for statement in told.statements],
        "ms": round(ms, 3),
        **text,
    }


def _sighting(s: Sighting) -> dict[str, Any]:
    return {
        "organ": s.organ.value,
        "outcome": s.outcome.value,
        "question": s.question.value,
        "yes": s.tally.yes,
        "no": s.tally.no,
        "abstain": s.tally.abstain,
        "not_voting": s.tally.not_voting,
        "unanimous": s.unanimous,
        "without_vote": s.without_vote,
        "vetoed_by": list(s.vetoed_by),
        "against": list(s.against),
        "abstained": list(s.abstained),
        "in_favour": None if s.in_favour is None else list(s.in_favour),
        "draft": s.draft,
        "resolution": s.resolution,
        "date": s.date.isoformat() if s.date else None,
        "sponsors": list(s.sponsors),
        "subject": s.subject,
        "primary": s.primary,
        "confidence": round(s.confidence, 3),
        "evidence": [list(span) for span in s.evidence],
        "intended": {ballot.state: ballot.choice.value for ballot in s.intended},
    }


def _upcoming(u: Upcoming) -> dict[str, Any]:
    return {
        "organ": u.organ.value,
        "date": u.date.isoformat() if u.date else None,
        "draft": u.draft,
        "subject": u.subject,
        "evidence": [list(span) for span in u.evidence],
    }


def _quote(q: Quote) -> dict[str, Any]:
    return {
        "words": q.words,
        "segments": [list(span) for span in q.segments],
        "speaker": q.speaker,
        "mention": list(q.mention) if q.mention else None,
        "role": q.role,
        "state": q.state,
        "cue": q.cue,
        "kind": q.kind,
        "key": q.key,
    }


def _statement(s: Statement) -> dict[str, Any]:
    return {"text": s.text, "start": s.start, "end": s.end, "speaker": s.speaker, "state": s.state}
