"""A digest in words: votes by organ and outcome with their tallies, the best quotes, what is expected next. Said once for every chat."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.message import Colour, Credit, Fact, Link, Message, Saying
from bot.model import Alert, Organ, Outcome, Upcoming, Vote
from bot.reading.symbols import url as document_url
from bot.record.news import states_of
from bot.record.since import WITHDRAWN, Came, standing
from bot.record.wants import ORGANS
from bot.telling import wording

_ORDER = {Outcome.VETOED.value: 0, Outcome.FAILED.value: 1, Outcome.ADOPTED.value: 2, WITHDRAWN: 3}
_SAID = {Outcome.VETOED.value: "vetoed", Outcome.FAILED.value: "not adopted", Outcome.ADOPTED.value: "adopted", WITHDRAWN: "withdrawn"}
_MARKS = {Outcome.VETOED.value: "🟥", Outcome.FAILED.value: "🟧", Outcome.ADOPTED.value: "🟩", WITHDRAWN: "⬜"}
_COLOURS = {Outcome.VETOED.value: Colour.VETOED, Outcome.FAILED.value: Colour.FAILED, Outcome.ADOPTED.value: Colour.ADOPTED}
_GROUPS = 16  # facts of votes in one message; Slack's renderer takes 20 in all
_QUOTES = 3
_CREDITS = 6
_EXPECTED = 10
_TITLE = 110


def message(kind: str, date: dt.date, previous: dt.date | None, came: Sequence[Came], coming: Sequence[Upcoming] = ()) -> Message:
    """Put a digest into words: ``kind`` as "Daily digest", of a channel's local date, with what came since ``previous``."""
    ordered = sorted(came, key=lambda one: (_ORDER[standing(one.vote)], list(Organ).index(one.vote.organ)))
    counted = _counted(ordered)
    since = f"since {wording.day(previous)}" if previous else "since digests were asked for here"
    return Message(
        colour=_COLOURS.get(standing(ordered[0].vote), Colour.UNCONFIRMED) if ordered else Colour.UNCONFIRMED,
        headline=f"🗞️ {kind} · {wording.day(date)}",
        title=Link(f"{counted} {since}"),
        summary=f"{kind}, {wording.day(date)}: {counted} {since}",
        notices=tuple(_changed(one) for one in ordered if one.before is not None),
        facts=(*_facts(ordered), *((Fact("Expected next", tuple(_expected(one) for one in coming[:_EXPECTED])),) if coming else ())),
        sayings=tuple(_sayings(ordered)),
        credits=tuple(_credits(ordered)),
    )


def _counted(came: Sequence[Came]) -> str:
    """Count votes by outcome in words: ``3 votes: 1 vetoed, 2 adopted``."""
    if not came:
        return "No votes"
    outcomes = Counter(standing(one.vote) for one in came)
    parts = ", ".join(f"{outcomes[outcome]} {said}" for outcome, said in _SAID.items() if outcomes[outcome])
    return f"{len(came)} vote{'s' if len(came) > 1 else ''}: {parts}"


def _changed(came: Came) -> str:
    before = standing(came.before) if came.before else ""
    return f"Corrected: {wording.document(came.vote)} was told as {_SAID[before]}, is {_SAID[standing(came.vote)]}."


def _facts(came: Sequence[Came]) -> Iterator[Fact]:
    """Yield a fact for each organ and outcome, the gravest first; past a message's measure the rest is counted in one."""
    groups: dict[tuple[str, Organ], list[Vote]] = {}
    for one in came:
        groups.setdefault((standing(one.vote), one.vote.organ), []).append(one.vote)
    for (outcome, organ), votes in list(groups.items())[:_GROUPS]:
        label = f"{_MARKS[outcome]} {_organ(organ)}: {len(votes)} {_SAID[outcome]}"
        yield Fact(label, tuple(_line(vote) for vote in votes))
    rest = [Link(f"{_organ(organ)}: {len(votes)} {_SAID[outcome]}") for (outcome, organ), votes in list(groups.items())[_GROUPS:]]
    if rest:
        yield Fact("And", tuple(rest))


def _organ(organ: Organ) -> str:
    return ORGANS[organ].removeprefix("the ")


def _line(vote: Vote) -> Link:
    """Name a vote in a line, with its tally and who vetoed; the words lead to the text."""
    title = wording.message(Alert(vote)).title
    by = f"; veto: {states_of(vote.vetoed_by)}" if vote.vetoed_by else ""
    counted = str(vote.tally) if vote.tally.complete else wording.count(vote)
    doubt = "; unconfirmed" if not vote.confirmed and not vote.withdrawn else ""
    about = f" ({counted}{by}{doubt})" if counted else ""
    return Link(_short(title.text) + about, title.url)


def _short(title: str) -> str:
    """Cut a long title between words, so that the count behind it is never cut by a chat."""
    return title if len(title) <= _TITLE else title[:_TITLE].rpartition(" ")[0].rstrip(",;: ") + "…"


def _expected(upcoming: Upcoming) -> Link:
    """Name a vote announced, with its day; the words lead to the draft."""
    about = ": ".join(part for part in (f"Draft resolution {upcoming.draft}" if upcoming.draft else "", upcoming.subject) if part)
    day = f", {wording.day(upcoming.date)}" if upcoming.date else ""
    url = document_url(upcoming.draft, upcoming.date.year if upcoming.date else None) if upcoming.draft else ""
    return Link(f"{_organ(upcoming.organ)}{day} – {about or 'a vote'}", url)


def _sayings(came: Sequence[Came]) -> Iterator[Saying]:
    """Yield the best quote of each of the gravest votes that have any."""
    found = (sayings[0] for one in came if not one.vote.withdrawn and (sayings := wording.message(Alert(one.vote)).sayings))
    yield from (saying for saying, _ in zip(found, range(_QUOTES), strict=False))


def _credits(came: Sequence[Came]) -> Iterator[Credit]:
    """Yield each source once, with the first page of it."""
    named = {source.name: source for one in reversed(came) for source in one.vote.sources}
    for source in list(named.values())[:_CREDITS]:
        yield Credit(source.name, source.url, source.published or source.seen)
