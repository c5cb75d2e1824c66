"""Answers in words, said once for every chat: plain text with light Markdown, each short enough for one message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot import states
from bot.model import Choice, Organ, Outcome, Question, SourcedQuote, State, Vote, VoteState
from bot.reading.symbols import url as document_url
from bot.record.news import shown
from bot.telling import recorded, wording
from bot.words import ENGLISH, N_, _, closed, day, either, isolated, language, month, ngettext, number, pgettext

ROOM = 1900  # signs: Discord takes 2,000
_TITLE = 110
_ON_WEB_TV = 2016  # the first year of which each day's meetings are surely there
_NAMED = 20  # States named in a line at the most; more are counted
_MARKS = {Outcome.ADOPTED: "🟩", Outcome.VETOED: "🟥", Outcome.FAILED: "🟧"}
_CAST = {Choice.YES: N_("In favour"), Choice.NO: N_("Against"), Choice.ABSTAIN: N_("Abstaining"), Choice.NOT_VOTING: N_("Not voting")}
_STANDING = {
    VoteState.EXPECTED: N_("expected"),
    VoteState.REPORTED: N_("reported by the press; the United Nations’ own coverage is still to confirm it"),
    VoteState.CONFIRMED: N_("confirmed by the United Nations’ own coverage; the official record is still to come"),
    VoteState.ON_RECORD: N_("on record"),
}


def plain(words: str, room: int = _TITLE) -> str:
    """Return words from a page as one short line that cannot style or link."""
    flat = " ".join(words.split()).replace("**", "*").replace("[", "(").replace("]", ")")
    return flat if len(flat) <= room else closed(flat[: room - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…")


def names(named: Iterable[State], room: int = _NAMED) -> str:
    """Write States as a list of the names UN Press prints; more than ``room`` are counted."""
    ordered = [states.local_name(state) for state in states.in_order(named)]
    joint = pgettext("between names", ", ")
    if len(ordered) > room:
        more = len(ordered) - room + 1
        return ngettext("{names} and {n} more", "{names} and {n} more", more, names=joint.join(ordered[: room - 1]))
    return joint.join(ordered)


def link(symbol: str, date: dt.date | None) -> str:
    """Write a symbol as a link to the document; a Council resolution with its year, as the UN cites it."""
    shown = f"{symbol} ({date.year})" if symbol.startswith("S/RES/") and date else symbol
    return isolated(linked(shown, document_url(symbol, date.year if date else None)))


def linked(words: str, url: str) -> str:
    """Write words that lead somewhere; parentheses in an address would end it early."""
    return f"[{plain(words)}]({url.replace('(', '%28').replace(')', '%29')})" if url else plain(words)


def when(vote: Vote, in_month: dt.date | None = None) -> str:
    """Write the day of a vote, or the month where no more is known."""
    if vote.date:
        return day(vote.date)
    return month(in_month) if in_month else _("day unknown")


def line(vote: Vote, in_month: dt.date | None = None) -> str:
    """Say a vote in one line of a list."""
    symbol = vote.resolution or vote.draft
    mark = "⬜" if vote.withdrawn else _MARKS[vote.outcome]
    named = link(symbol, vote.date) if symbol else _("no symbol")
    part = "" if vote.question is Question.WHOLE else f" ({recorded.word(vote.question.value)})"
    said = [_("{document}: {count}", document=f"{named}{part}", count=_short_count(vote))]
    said += [_("vetoed by {states}", states=names(vote.vetoed_by))] if vote.vetoed_by else []
    doubt = _(" (unconfirmed)") if vote.conflicts else ""
    about = isolated(plain(vote.title or vote.subject or ""))
    joined = pgettext("between counts", ", ").join(said)
    return f"{mark} {when(vote, in_month)} {joined}{doubt}{f' — {about}' if about else ''}"


def _short_count(vote: Vote) -> str:
    if vote.without_vote:
        return _("without a vote")
    if vote.tally.complete:
        return isolated(str(vote.tally))
    return wording.count(vote) or recorded.word(vote.outcome.value)


def choice_line(vote: Vote, choice: Choice, in_month: dt.date | None = None) -> str:
    """Say a vote in one line, and what one State did."""
    return f"**{_(_CAST[choice])}** · {line(vote, in_month)}"


def status(vote: Vote, in_month: dt.date | None = None) -> str:
    """Say all that is known of one vote."""
    return fitted(_status(vote, in_month))


def _status(vote: Vote, in_month: dt.date | None) -> Iterator[str]:
    yield f"**{wording.headline(vote)}**"
    title = plain(vote.title or vote.subject or "", 300)
    yield _("{document}: {subject}", document=wording.document(vote), subject=title) if title else wording.document(vote)
    yield " · ".join(filter(None, (when(vote, in_month), wording.count(vote) or _("no count is known"))))
    yield from _cast(vote)
    yield from wording.intentions(vote)
    if vote.sponsors:
        yield ngettext("Sponsor: {states}", "Sponsors: {states}", len(vote.sponsors), states=names(vote.sponsors))
    yield from _documents(vote)
    yield _("Standing: {standing}", standing=_(_STANDING[vote.state]))
    if vote.conflicts:
        yield _("Unconfirmed: {reasons}", reasons=plain(recorded.reasons(vote.conflicts), 300))
    yield from (said(sourced) for sourced in shown(vote))
    if vote.sources:
        listed = pgettext("between names", ", ").join(linked(source.name, source.url) for source in vote.sources[:6])
        yield _("Rests on: {sources}", sources=listed)


def _cast(vote: Vote) -> Iterator[str]:
    if vote.vetoed_by:
        yield _("Vetoed by: {states}", states=names(vote.vetoed_by))
    for choice, label in _CAST.items():
        named = [state for state in vote.who(choice) if state not in vote.vetoed_by]
        if named:
            cast = N_("Also against") if choice is Choice.NO and vote.vetoed_by else label
            yield _("{cast}: {states}", cast=_(cast), states=names(named))


def _documents(vote: Vote) -> Iterator[str]:
    if vote.draft and vote.resolution:
        draft, resolution = link(vote.draft, vote.date), link(vote.resolution, vote.date)
        yield _("Documents: draft {draft} became {resolution}", draft=draft, resolution=resolution)
    elif vote.draft or vote.resolution:
        yield _("Document: {document}", document=link(vote.draft or vote.resolution or "", vote.date))
    if vote.meeting:
        yield _("Meeting: {document}", document=link(vote.meeting, vote.date))
    if vote.date and vote.date.year >= _ON_WEB_TV:
        yield linked("UN Web TV", f"https://webtv.un.org/en/schedule/{vote.date.isoformat()}")


def said(sourced: SourcedQuote) -> str:
    """Write a quote, its words as the page prints them, and who said it."""
    words = " ".join(sourced.quote.words.split()).rstrip(", ")
    by = plain(wording.speaker(sourced.quote))
    return _("“{words}” — {who}, {source}", words=words, who=by, source=linked(sourced.source.name, sourced.source.url))


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
    return "\n".join([*kept, ngettext("… and {n} more lines", "… and {n} more lines", left)] if left else kept)


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
        return _(" in {year}", year=str(since.year)) if since.year == until.year else _years(since, until)
    if since and until:
        return _(" from {first} to {last}", first=day(since), last=day(until)) if since != until else _(" on {day}", day=day(since))
    if since:
        return _(" since {day}", day=str(since.year) if (since.month, since.day) == (1, 1) else day(since))
    return _(" until {day}", day=day(until)) if until else ""


def _years(since: dt.date, until: dt.date) -> str:
    return _(" from {first} to {last}", first=str(since.year), last=str(until.year))


def organs(asked: Sequence[Organ]) -> str:
    """Write organs as " in the Security Council"; "" for all."""
    if not asked:
        return ""
    named = [wording.organ(organ) for organ in asked]
    if language() == ENGLISH:
        named = [f"the {name}" for name in named]
    return _(" in {organs}", organs=either(named))


def members(counted: Mapping[State, int]) -> str:
    """Write how many each member cast, most first."""
    return " · ".join(f"{states.local_name(state)} {n}" for state, n in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def shares(counted: Mapping[Choice, int]) -> str:
    """Write how a State voted: numbers and shares of all its ballots on record."""
    total = sum(counted.values())
    return " · ".join(f"{_(label)} {_share(counted.get(choice, 0), total)}" for choice, label in _CAST.items())


def _share(part: int, whole: int) -> str:
    return f"{number(part)} ({percent(part, whole)})"


def headed(head: str, said: str) -> str:
    """Write a heading and what it comes to."""
    return _("{head}: {said}", head=head, said=said)


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal; 100 % and 0 % are only said where they are exact."""
    if not whole:
        return "–"
    share = round(100 * part / whole, 1)
    if share == 100 and part != whole:
        return _("over {share} %", share=number(99.9))
    if share == 0 and part:
        return _("under {share} %", share=number(0.1))
    return f"{number(share)} %"


FORMULA = N_(
    "Agreement = votes in which both cast the same choice (yes, no or abstain) ÷ votes in which both cast one; absences are left out."
)
_COUNTED = (Choice.YES, Choice.NO, Choice.ABSTAIN)


def agreed(matrix: Mapping[tuple[Choice, Choice], int]) -> tuple[int, int]:
    """Return in how many votes two States cast the same choice, and in how many both cast one (``FORMULA``)."""
    both = {pair: n for pair, n in matrix.items() if pair[0] in _COUNTED and pair[1] in _COUNTED}
    return sum(n for pair, n in both.items() if pair[0] is pair[1]), sum(both.values())


def comparison(a: State, b: State, matrix: Mapping[tuple[Choice, Choice], int]) -> Iterator[str]:
    """Say how often two States agreed, and how they differed."""
    same, both = agreed(matrix)
    yield ngettext(
        "They voted alike in {same} of {n} votes: **{share}**",
        "They voted alike in {same} of {n} votes: **{share}**",
        both,
        same=same,
        share=percent(same, both),
    )
    for choice in _COUNTED:
        n = matrix.get((choice, choice), 0)
        if n:
            yield _("Both {cast}: {n}", cast=_lower(choice), n=n)
    for (one, other), n in sorted(matrix.items(), key=lambda pair: -pair[1]):
        if one is not other and one in _COUNTED and other in _COUNTED:
            yield _(
                "{state} {cast}, {other} {cast_by_other}: {n}",
                state=states.local_name(a),
                cast=_lower(one),
                other=states.local_name(b),
                cast_by_other=_lower(other),
                n=n,
            )


def _lower(choice: Choice) -> str:
    return _(_CAST[choice]).lower()
