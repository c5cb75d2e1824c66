"""Answers in words, said once for every chat: plain text with light Markdown, each short enough for one message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot import states
from bot.model import Choice, Organ, Outcome, SourcedQuote, State, Vote, VoteState
from bot.reading.symbols import url as document_url
from bot.record.news import shown
from bot.record.wants import ORGANS
from bot.telling import wording
from bot.telling.wording import day

ROOM = 1900  # signs: Discord takes 2,000
_TITLE = 110
_NAMED = 20  # States named in a line at the most; more are counted
_MARKS = {Outcome.ADOPTED: "🟩", Outcome.VETOED: "🟥", Outcome.FAILED: "🟧"}
_CAST = {Choice.YES: "In favour", Choice.NO: "Against", Choice.ABSTAIN: "Abstaining", Choice.NOT_VOTING: "Not voting"}
_STANDING = {
    VoteState.EXPECTED: "expected",
    VoteState.REPORTED: "reported by the press; the United Nations’ own coverage is still to confirm it",
    VoteState.CONFIRMED: "confirmed by the United Nations’ own coverage; the official record is still to come",
    VoteState.ON_RECORD: "on record",
}


def plain(words: str, room: int = _TITLE) -> str:
    """Return words from a page as one short line that cannot style or link."""
    flat = " ".join(words.split()).replace("**", "*").replace("[", "(").replace("]", ")")
    return flat if len(flat) <= room else flat[: room - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def names(named: Iterable[State], room: int = _NAMED) -> str:
    """Write States as a list of the names UN Press prints; more than ``room`` are counted."""
    ordered = sorted(map(states.name, named))
    if len(ordered) > room:
        return f"{', '.join(ordered[: room - 1])} and {len(ordered) - room + 1} more"
    return ", ".join(ordered)


def link(symbol: str, date: dt.date | None) -> str:
    """Write a symbol as a link to the document; a Council resolution with its year, as the UN cites it."""
    shown = f"{symbol} ({date.year})" if symbol.startswith("S/RES/") and date else symbol
    return linked(shown, document_url(symbol, date.year if date else None))


def linked(words: str, url: str) -> str:
    """Write words that lead somewhere; parentheses in an address would end it early."""
    return f"[{plain(words)}]({url.replace('(', '%28').replace(')', '%29')})" if url else plain(words)


def when(vote: Vote, month: dt.date | None = None) -> str:
    """Write the day of a vote, or the month where no more is known."""
    if vote.date:
        return day(vote.date)
    return f"{month:%B %Y}" if month else "day unknown"


def moment(at: dt.datetime) -> str:
    """Write a time: 26 May 2022, 20:05 UTC."""
    return f"{day(at.date())}, {at:%H:%M} UTC"


def line(vote: Vote, month: dt.date | None = None) -> str:
    """Say a vote in one line of a list."""
    symbol = vote.resolution or vote.draft
    named = link(symbol, vote.date) if symbol else "no symbol"
    by = f", vetoed by {names(vote.vetoed_by)}" if vote.vetoed_by else ""
    about = plain(vote.title or vote.subject or "")
    part = "" if vote.question.value == "whole" else f" ({vote.question.value})"
    mark = "⬜" if vote.withdrawn else _MARKS[vote.outcome]
    doubt = " (unconfirmed)" if vote.conflicts else ""
    return f"{mark} {when(vote, month)} {named}{part}: {_short_count(vote)}{by}{doubt}{f' — {about}' if about else ''}"


def _short_count(vote: Vote) -> str:
    if vote.without_vote:
        return "without a vote"
    if vote.tally.complete:
        return str(vote.tally)
    return wording.count(vote) or vote.outcome.value


def choice_line(vote: Vote, choice: Choice, month: dt.date | None = None) -> str:
    """Say a vote in one line, and what one State did."""
    return f"**{_CAST[choice]}** · {line(vote, month)}"


def status(vote: Vote, month: dt.date | None = None) -> str:
    """Say all that is known of one vote."""
    return fitted(_status(vote, month))


def _status(vote: Vote, month: dt.date | None) -> Iterator[str]:
    yield f"**{wording.headline(vote)}**"
    title = plain(vote.title or vote.subject or "", 300)
    yield f"{wording.document(vote)}{f': {title}' if title else ''}"
    yield " · ".join(filter(None, (when(vote, month), _full_count(vote))))
    yield from _cast(vote)
    if vote.sponsors:
        yield f"Sponsors: {names(vote.sponsors)}" if len(vote.sponsors) > 1 else f"Sponsor: {names(vote.sponsors)}"
    yield from _documents(vote)
    yield f"Standing: {_STANDING[vote.state]}"
    if vote.conflicts:
        yield f"Unconfirmed: {plain('; '.join(vote.conflicts), 300)}"
    yield from (said(sourced) for sourced in shown(vote))
    if vote.sources:
        yield "Rests on: " + ", ".join(linked(source.name, source.url) for source in vote.sources[:6])


def _full_count(vote: Vote) -> str:
    return wording.count(vote) or "no count is known"


def _cast(vote: Vote) -> Iterator[str]:
    if vote.vetoed_by:
        yield f"Vetoed by: {names(vote.vetoed_by)}"
    for choice, label in _CAST.items():
        named = [state for state in vote.who(choice) if state not in vote.vetoed_by]
        if named:
            yield f"{'Also against' if choice is Choice.NO and vote.vetoed_by else label}: {names(named)}"


def _documents(vote: Vote) -> Iterator[str]:
    if vote.draft and vote.resolution:
        yield f"Documents: draft {link(vote.draft, vote.date)} became {link(vote.resolution, vote.date)}"
    elif vote.draft or vote.resolution:
        yield f"Document: {link(vote.draft or vote.resolution or '', vote.date)}"
    if vote.meeting:
        yield f"Meeting: {link(vote.meeting, vote.date)}"


def said(sourced: SourcedQuote) -> str:
    """Write a quote, its words as the page prints them, and who said it."""
    quote = sourced.quote
    who = quote.speaker or quote.role or "Representative"
    role = f", {quote.role}" if quote.speaker and quote.role else ""
    state = f" ({states.name(quote.state)})" if quote.state else ""
    words = " ".join(quote.words.split()).rstrip(", ")
    return f"“{words}” — {plain(f'{who}{role}{state}')}, {linked(sourced.source.name, sourced.source.url)}"


def fitted(lines: Iterable[str], room: int = ROOM) -> str:
    """Join lines that fit one message; lines that find no room are counted."""
    kept: list[str] = []
    used, left = 0, 0
    for one in lines:
        used += len(one) + 1
        if left or used > room - 30:
            left += 1
        else:
            kept.append(one)
    return "\n".join([*kept, f"… and {left} more lines"] if left else kept)


def pages(lines: Sequence[str], room: int = ROOM) -> list[list[str]]:
    """Part lines into pages that each fit one message."""
    found: list[list[str]] = [[]]
    used = 0
    for one in lines:
        if found[-1] and used + len(one) + 1 > room:
            found.append([])
            used = 0
        found[-1].append(one)
        used += len(one) + 1
    return found


def times(since: dt.date | None, until: dt.date | None) -> str:
    """Write a span of time as a person says it: " since 1 January 2020", " in 2022"; "" for all time."""
    if since and until and (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return f" in {since.year}" if since.year == until.year else f" from {since.year} to {until.year}"
    if since and until:
        return f" from {day(since)} to {day(until)}" if since != until else f" on {day(since)}"
    if since:
        return f" since {since.year if (since.month, since.day) == (1, 1) else day(since)}"
    return f" until {day(until)}" if until else ""


def organs(asked: Sequence[Organ]) -> str:
    """Write organs as " in the Security Council"; "" for all."""
    return f" in {' or '.join(ORGANS[organ] for organ in asked)}" if asked else ""


def members(counted: Mapping[State, int]) -> str:
    """Write how many each member cast, most first."""
    return " · ".join(f"{states.name(state)} {n}" for state, n in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def shares(counted: Mapping[Choice, int]) -> str:
    """Write how a State voted: numbers and shares of all its ballots on record."""
    total = sum(counted.values())
    return " · ".join(f"{_CAST[choice]} {counted.get(choice, 0):,} ({percent(counted.get(choice, 0), total)})" for choice in _CAST)


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal; 100 % and 0 % are only said where they are exact."""
    if not whole:
        return "–"
    share = 100 * part / whole
    rounded = f"{share:.1f}"
    if rounded == "100.0" and part != whole:
        return "over 99.9 %"
    if rounded == "0.0" and part:
        return "under 0.1 %"
    return f"{rounded.removesuffix('.0')} %"


FORMULA = "Agreement = votes in which both cast the same choice (yes, no or abstain) ÷ votes in which both cast one; absences are left out."
_COUNTED = (Choice.YES, Choice.NO, Choice.ABSTAIN)


def agreed(matrix: Mapping[tuple[Choice, Choice], int]) -> tuple[int, int]:
    """Return in how many votes two States cast the same choice, and in how many both cast one (``FORMULA``)."""
    both = {pair: n for pair, n in matrix.items() if pair[0] in _COUNTED and pair[1] in _COUNTED}
    return sum(n for pair, n in both.items() if pair[0] is pair[1]), sum(both.values())


def comparison(a: State, b: State, matrix: Mapping[tuple[Choice, Choice], int]) -> Iterator[str]:
    """Say how often two States agreed, and how they differed."""
    same, both = agreed(matrix)
    yield f"They voted alike in {same:,} of {both:,} votes: **{percent(same, both)}**"
    for choice in _COUNTED:
        n = matrix.get((choice, choice), 0)
        if n:
            yield f"Both {_CAST[choice].lower()}: {n:,}"
    for (one, other), n in sorted(matrix.items(), key=lambda pair: -pair[1]):
        if one is not other and one in _COUNTED and other in _COUNTED:
            yield f"{states.name(a)} {_CAST[one].lower()}, {states.name(b)} {_CAST[other].lower()}: {n:,}"
