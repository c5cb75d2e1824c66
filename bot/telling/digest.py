"""A digest in words: votes by organ and outcome with their tallies, the best quotes, what is expected next. Said once for every chat."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from bot import states
from bot.message import Colour, Credit, Fact, Link, Message, Saying
from bot.model import Alert, Organ, Outcome, Upcoming, Vote
from bot.reading.symbols import url as document_url
from bot.record.since import WITHDRAWN, Came, standing
from bot.telling import wording
from bot.words import N_, _, day, isolated, ngettext, pgettext

_ORDER = {Outcome.VETOED.value: 0, Outcome.FAILED.value: 1, Outcome.ADOPTED.value: 2, WITHDRAWN: 3}
_SAID = {
    Outcome.VETOED.value: N_("vetoed"),
    Outcome.FAILED.value: N_("not adopted"),
    Outcome.ADOPTED.value: N_("adopted"),
    WITHDRAWN: N_("withdrawn"),
}
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
    since = _("since {day}", day=day(previous)) if previous else _("since digests were asked for here")
    named = _(kind)
    return Message(
        colour=_COLOURS.get(standing(ordered[0].vote), Colour.UNCONFIRMED) if ordered else Colour.UNCONFIRMED,
        headline=f"🗞️ {named} · {day(date)}",
        title=Link(_("{counted} {since}", counted=counted, since=since)),
        summary=_("{digest}, {day}: {counted} {since}", digest=named, day=day(date), counted=counted, since=since),
        notices=tuple(_changed(one) for one in ordered if one.before is not None),
        facts=(*_facts(ordered), *((Fact(_("Expected next"), tuple(_expected(one) for one in coming[:_EXPECTED])),) if coming else ())),
        sayings=tuple(_sayings(ordered)),
        credits=tuple(_credits(ordered)),
    )


def _counted(came: Sequence[Came]) -> str:
    """Count votes by outcome in words: ``3 votes: 1 vetoed, 2 adopted``."""
    if not came:
        return _("No votes")
    outcomes = Counter(standing(one.vote) for one in came)
    parts = pgettext("between counts", ", ").join(ended(outcome, outcomes[outcome]) for outcome in _SAID if outcomes[outcome])
    return ngettext("{n} vote: {parts}", "{n} votes: {parts}", len(came), parts=parts)


def ended(outcome: str, n: int) -> str:
    """Write how many votes ended so."""
    return {
        Outcome.VETOED.value: ngettext("{n} vetoed", "{n} vetoed", n),
        Outcome.FAILED.value: ngettext("{n} not adopted", "{n} not adopted", n),
        Outcome.ADOPTED.value: ngettext("{n} adopted", "{n} adopted", n),
        WITHDRAWN: ngettext("{n} withdrawn", "{n} withdrawn", n),
    }[outcome]


def _changed(came: Came) -> str:
    before = _(_SAID[standing(came.before)]) if came.before else ""
    return _(
        "Corrected: {document} was told as {before}, is {after}.",
        document=wording.document(came.vote),
        before=before,
        after=_(_SAID[standing(came.vote)]),
    )


def _facts(came: Sequence[Came]) -> Iterator[Fact]:
    """Yield a fact for each organ and outcome, the gravest first; past a message's measure the rest is counted in one."""
    groups: dict[tuple[str, Organ], list[Vote]] = {}
    for one in came:
        groups.setdefault((standing(one.vote), one.vote.organ), []).append(one.vote)
    for (outcome, organ), votes in list(groups.items())[:_GROUPS]:
        yield Fact(f"{_MARKS[outcome]} {_group(outcome, organ, votes)}", tuple(_line(vote) for vote in votes))
    rest = [Link(_group(outcome, organ, votes)) for (outcome, organ), votes in list(groups.items())[_GROUPS:]]
    if rest:
        yield Fact(_("And"), tuple(rest))


def _group(outcome: str, organ: Organ, votes: Sequence[Vote]) -> str:
    return _("{organ}: {counted}", organ=wording.organ(organ), counted=ended(outcome, len(votes)))


def _line(vote: Vote) -> Link:
    """Name a vote in a line, with its tally and who vetoed; the words lead to the text."""
    title = wording.message(Alert(vote)).title
    counted = isolated(str(vote.tally)) if vote.tally.complete else wording.count(vote)
    parts = [counted]
    parts += (
        [_("veto: {states}", states=pgettext("between names", ", ").join(map(states.local_name, vote.vetoed_by)))] if vote.vetoed_by else []
    )
    parts += [_("unconfirmed")] if not vote.confirmed and not vote.withdrawn else []
    about = pgettext("between reasons", "; ").join(parts)
    return Link(isolated(_short(title.text)) + (f" ({about})" if counted else ""), title.url)


def _short(title: str) -> str:
    """Cut a long title between words, so that the count behind it is never cut by a chat."""
    return title if len(title) <= _TITLE else title[:_TITLE].rpartition(" ")[0].rstrip(",;: ") + "…"


def _expected(upcoming: Upcoming) -> Link:
    """Name a vote announced, with its day; the words lead to the draft."""
    named = _("Draft resolution {symbol}", symbol=upcoming.draft) if upcoming.draft else ""
    both = _("{document}: {subject}", document=named, subject=upcoming.subject) if named and upcoming.subject else ""
    about = both or named or isolated(upcoming.subject or "") or _("a vote")
    organ = wording.organ(upcoming.organ)
    when = pgettext("between counts", ", ").join([organ, day(upcoming.date)]) if upcoming.date else organ
    url = document_url(upcoming.draft, upcoming.date.year if upcoming.date else None) if upcoming.draft else ""
    return Link(f"{when} – {about}", url)


def _sayings(came: Sequence[Came]) -> Iterator[Saying]:
    """Yield the best quote of each of the gravest votes that have any."""
    found = (sayings[0] for one in came if not one.vote.withdrawn and (sayings := wording.message(Alert(one.vote)).sayings))
    yield from islice(found, _QUOTES)


def _credits(came: Sequence[Came]) -> Iterator[Credit]:
    """Yield each source once, with the first page of it."""
    named = {source.name: source for one in reversed(came) for source in one.vote.sources}
    for source in list(named.values())[:_CREDITS]:
        yield Credit(isolated(source.name), source.url, source.published or source.seen)
