"""An alert in words, said once for every chat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bot import states
from bot.asking import Action, Ask
from bot.message import Colour, Credit, Fact, Link, Message, Saying
from bot.model import Alert, Change, Choice, Organ, Outcome, Question, SourcedQuote, State, Vote, VoteState
from bot.reading.symbols import url as document_url
from bot.record.news import corrections, shown
from bot.telling.picture import picture

_ORGANS = {
    Organ.SECURITY_COUNCIL: "Security Council",
    Organ.GENERAL_ASSEMBLY: "General Assembly",
    Organ.FIRST_COMMITTEE: "First Committee",
    Organ.SECOND_COMMITTEE: "Second Committee",
    Organ.THIRD_COMMITTEE: "Third Committee",
    Organ.FOURTH_COMMITTEE: "Fourth Committee",
    Organ.FIFTH_COMMITTEE: "Fifth Committee",
    Organ.SIXTH_COMMITTEE: "Sixth Committee",
    Organ.HUMAN_RIGHTS_COUNCIL: "Human Rights Council",
}
_MARKS = {Outcome.ADOPTED: "🟩 ADOPTED", Outcome.VETOED: "🟥 VETOED", Outcome.FAILED: "🟧 NOT ADOPTED"}
_COLOURS = {Outcome.ADOPTED: Colour.ADOPTED, Outcome.VETOED: Colour.VETOED, Outcome.FAILED: Colour.FAILED}
_STANDING = {
    VoteState.EXPECTED: "Expected",
    VoteState.REPORTED: "Reported by the press, not yet by the United Nations",
    VoteState.CONFIRMED: "Confirmed by the United Nations’ own coverage",
    VoteState.ON_RECORD: "On the official record",
}
# States the UN names with an article in running text.
_WITH_ARTICLE = frozenset(
    {"ARE", "BHS", "CAF", "COD", "COG", "COM", "DOM", "FSM", "GBR", "GMB", "KOR", "LAO", "MDA", "MHL", "NER", "NLD", "PHL", "PRK", "PSE"}
    | {"RUS", "SDN", "SLB", "TZA", "USA", "VAT"}
)
_QUESTIONS = {Question.AMENDMENT: "amendment", Question.PARAGRAPH: "paragraph", Question.PROCEDURAL: "procedural vote"}


def message(alert: Alert, *, late: bool = False, vote_id: int | None = None) -> Message:
    """Put an alert into words; ``late`` when the vote was told long before it could be sent.

    ``vote_id`` is the vote's number in the store: with it, more is offered about the vote by buttons.
    """
    vote = alert.vote
    return Message(
        colour=_colour(vote),
        headline=headline(vote),
        title=_title(vote),
        summary=summary(vote),
        notices=tuple(_notices(alert, late=late)),
        facts=tuple(_facts(vote)),
        sayings=tuple(_saying(sourced) for sourced in shown(vote)),
        credits=tuple(Credit(source.name, source.url, source.published or source.seen) for source in vote.sources),
        actions=() if vote_id is None else offered(vote, vote_id),
        picture=picture(vote),
    )


def offered(vote: Vote, vote_id: int) -> tuple[Action, ...]:
    """Offer as buttons what else is known of a vote: the questions of one vote that ``bot.commands`` answers."""
    asked = {"vote": str(vote_id)}
    known = (
        ("Full roll call", "rollcall", bool(vote.ballots)),
        ("All quotes", "said", bool(vote.quotes)),
        ("History", "history", True),
    )
    return tuple(Action(label, Ask(command, asked)) for label, command, there in known if there)


def headline(vote: Vote) -> str:
    """Say outcome and organ at a glance, in a mark and in words."""
    mark = "⬜ WITHDRAWN" if vote.withdrawn else _MARKS[vote.outcome]
    question = f" · {_QUESTIONS[vote.question]}" if vote.question in _QUESTIONS else ""
    return f"{mark} · {_ORGANS[vote.organ]}{question}"


def summary(vote: Vote) -> str:
    """Say it all in one plain line."""
    by = f" by {_and(vote.vetoed_by)}" if vote.vetoed_by else ""
    parts = [_what(vote), f"{_past(vote)}{by}"]
    parts += [count(vote)] if count(vote) else []
    parts += [day(vote.date)] if vote.date else []
    unconfirmed = "" if vote.confirmed else "UNCONFIRMED. "
    return f"{unconfirmed}{_ORGANS[vote.organ]}: {' — '.join(parts)}"


def document(vote: Vote) -> str:
    """Name the text as far as it is known: the resolution it became, its draft, or just that it is one."""
    if vote.resolution:
        return _resolution(vote)
    kind = "Draft resolution" if vote.outcome is not Outcome.ADOPTED else "Text"
    if vote.draft:
        return f"{kind} {vote.draft}"
    return "Draft resolution" if vote.outcome is not Outcome.ADOPTED else "Resolution"


def _resolution(vote: Vote) -> str:
    number = (vote.resolution or "").removeprefix("S/RES/").removeprefix("A/RES/")
    year = f" ({vote.date.year})" if vote.organ is Organ.SECURITY_COUNCIL and vote.date else ""
    return f"Resolution {number}{year}"


def count(vote: Vote) -> str:
    """Write the count as the UN words it, as far as it is known."""
    if vote.without_vote:
        return "without a vote"
    if vote.unanimous and vote.tally.yes:
        return f"{vote.tally.yes} in favour, unanimously"
    if vote.unanimous:
        return "unanimously"
    known = (
        (vote.tally.yes, "in favour"),
        (vote.tally.no, "against"),
        (vote.tally.abstain, "abstaining"),
        (vote.tally.not_voting, "not voting"),
    )
    return ", ".join(f"{n} {words}" for n, words in known if n is not None and (n or words != "not voting"))


def day(date: dt.date) -> str:
    """Write a date as the UN does: 26 May 2022."""
    return f"{date.day} {date:%B %Y}"


def _past(vote: Vote) -> str:
    return {Outcome.ADOPTED: "adopted", Outcome.VETOED: "vetoed", Outcome.FAILED: "not adopted"}[vote.outcome]


def _what(vote: Vote) -> str:
    """Name the text and what it is about; a page's own headline says both where no subject was read."""
    if vote.subject:
        return f"{document(vote)}: {vote.subject}"
    number = (vote.resolution or vote.draft or "").rpartition("/")[2]
    if vote.title and number and number in vote.title:
        return vote.title
    return f"{document(vote)}: {vote.title}" if vote.title else document(vote)


def _colour(vote: Vote) -> Colour:
    if vote.withdrawn:
        return Colour.WITHDRAWN
    return _COLOURS[vote.outcome] if vote.confirmed else Colour.UNCONFIRMED


def _title(vote: Vote) -> Link:
    return Link(_what(vote), _url(vote.resolution or vote.draft, vote.date) or (vote.sources[0].url if vote.sources else ""))


def _url(symbol: str | None, date: dt.date | None) -> str:
    return document_url(symbol, date.year if date else None) if symbol else ""


def _notices(alert: Alert, *, late: bool) -> Iterator[str]:
    vote = alert.vote
    if vote.withdrawn and vote.conflicts:
        yield f"Withdrawn: {'; '.join(vote.conflicts)}."
    elif vote.withdrawn:
        yield "Withdrawn: the source no longer tells of this vote. Please do not rely on this message."
    elif vote.conflicts:
        yield f"Unconfirmed: {'; '.join(vote.conflicts)}."
    yield from (_correction(change) for change in corrections(alert.changed))
    if late:
        yield f"Late: the vote was on {day(vote.date)}." if vote.date else "Late: this vote was told some time ago."


def _correction(change: Change) -> str:
    return f"Corrected: {change.what} was {change.before}, is {change.after or 'no longer told'}."


def _facts(vote: Vote) -> Iterator[Fact]:
    counted = count(vote)
    if counted:
        yield Fact("Vote", (Link(counted[0].upper() + counted[1:]),), short=True)
    if vote.date:
        yield Fact("Date", (Link(day(vote.date)),), short=True)
    yield from _who(vote)
    if vote.sponsors:
        yield Fact("Sponsors" if len(vote.sponsors) > 1 else "Sponsor", _states(vote.sponsors))
    symbols = tuple(Link(_spelt(symbol, vote), _url(symbol, vote.date)) for symbol in (vote.resolution, vote.draft, vote.meeting) if symbol)
    if symbols:
        yield Fact("Documents", symbols)
    yield Fact("Standing", (Link(_STANDING[vote.state]),))


def _who(vote: Vote) -> Iterator[Fact]:
    if vote.vetoed_by:
        yield Fact("Vetoed by", _states(vote.vetoed_by))
    others = tuple(state for state in vote.who(Choice.NO) if state not in vote.vetoed_by)
    lists = (
        ("Also against" if vote.vetoed_by else "Against", others, vote.tally.no if not vote.vetoed_by else None),
        ("Abstaining", vote.who(Choice.ABSTAIN), vote.tally.abstain),
        ("Not voting", vote.who(Choice.NOT_VOTING), vote.tally.not_voting),
    )
    for label, named, counted in lists:
        if named:
            missing = (Link(f"and {counted - len(named)} not named"),) if counted is not None and counted > len(named) else ()
            yield Fact(label, _states(named) + missing)


def _states(named: tuple[State, ...]) -> tuple[Link, ...]:
    return tuple(Link(f"{states.flag(state)} {states.name(state)}".strip()) for state in sorted(named, key=states.name))


def _spelt(symbol: str, vote: Vote) -> str:
    """Write a Council resolution with its year, as the UN cites it."""
    return f"{symbol} ({vote.date.year})" if symbol.startswith("S/RES/") and vote.date else symbol


def _saying(sourced: SourcedQuote) -> Saying:
    quote = sourced.quote
    state = states.name(quote.state) if quote.state else ""
    who = quote.speaker or quote.role or "Representative"
    role = f", {quote.role}" if quote.speaker and quote.role else ""
    words = quote.words.rstrip(", ")  # a comma before the closing mark belongs to the page's sentence
    return Saying(words, f"{who}{role} ({state})" if state else f"{who}{role}", sourced.source.url)


def _and(named: tuple[State, ...]) -> str:
    words = [f"the {states.name(state)}" if state in _WITH_ARTICLE else states.name(state) for state in sorted(named, key=states.name)]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
