"""An alert in words, said once for every chat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from bot import states
from bot.asking import Action, Ask
from bot.message import Colour, Credit, Fact, Link, Message, Saying
from bot.model import Alert, Change, Choice, Organ, Outcome, Question, Quote, SourcedQuote, State, Tally, Vote, VoteState
from bot.reading.symbols import url as document_url
from bot.record.following import following
from bot.record.news import corrections, shown
from bot.telling import recorded
from bot.telling.picture import picture
from bot.words import ENGLISH, N_, _, day, isolated, language, language_name, listed, ngettext, pgettext

_ORGANS = {
    Organ.SECURITY_COUNCIL: N_("Security Council"),
    Organ.GENERAL_ASSEMBLY: N_("General Assembly"),
    Organ.FIRST_COMMITTEE: N_("First Committee"),
    Organ.SECOND_COMMITTEE: N_("Second Committee"),
    Organ.THIRD_COMMITTEE: N_("Third Committee"),
    Organ.FOURTH_COMMITTEE: N_("Fourth Committee"),
    Organ.FIFTH_COMMITTEE: N_("Fifth Committee"),
    Organ.SIXTH_COMMITTEE: N_("Sixth Committee"),
    Organ.HUMAN_RIGHTS_COUNCIL: N_("Human Rights Council"),
}
_MARKS = {Outcome.ADOPTED: N_("🟩 ADOPTED"), Outcome.VETOED: N_("🟥 VETOED"), Outcome.FAILED: N_("🟧 NOT ADOPTED")}
_COLOURS = {Outcome.ADOPTED: Colour.ADOPTED, Outcome.VETOED: Colour.VETOED, Outcome.FAILED: Colour.FAILED}
_STANDING = {
    VoteState.EXPECTED: N_("Expected"),
    VoteState.REPORTED: N_("Reported by the press, not yet by the United Nations"),
    VoteState.CONFIRMED: N_("Confirmed by the United Nations’ own coverage"),
    VoteState.ON_RECORD: N_("On the official record"),
}
# States the UN names with an article in running text.
_WITH_ARTICLE = frozenset(
    {"ARE", "BHS", "CAF", "COD", "COG", "COM", "DOM", "FSM", "GBR", "GMB", "KOR", "LAO", "MDA", "MHL", "NER", "NLD", "PHL", "PRK", "PSE"}
    | {"RUS", "SDN", "SLB", "TZA", "USA", "VAT"}
)
_QUESTIONS = {Question.AMENDMENT: N_("amendment"), Question.PARAGRAPH: N_("paragraph"), Question.PROCEDURAL: N_("procedural vote")}


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
        credits=tuple(Credit(isolated(source.name), source.url, source.published or source.seen) for source in vote.sources),
        actions=() if vote_id is None else offered(vote, vote_id),
        picture=picture(vote, _alt(vote)),
    )


def offered(vote: Vote, vote_id: int) -> tuple[Action, ...]:
    """Offer as buttons what else is known of a vote: the questions of one vote that ``bot.commands`` answers, and its text."""
    asked = {"vote": str(vote_id)}
    known = (
        (_("Full roll call"), "rollcall", bool(vote.ballots)),
        (_("All quotes"), "said", bool(vote.quotes)),
        (_("History"), "history", True),
        (_("Follow this item"), "track", following(vote) is not None),
    )
    return (*(Action(label, Ask(command, asked)) for label, command, there in known if there), *_text(vote))


def _text(vote: Vote) -> Iterator[Action]:
    """Lead to the texts: the resolution it became, which is published some days after the vote, and what was put to the vote."""
    draft = _("Text of the statement") if vote.question is Question.STATEMENT else _("Text of the draft")
    for label, symbol in ((_("Text of the resolution"), vote.resolution), (draft, vote.draft)):
        if symbol and (url := _url(symbol, vote.date)):
            yield Action(label, url=url)


def headline(vote: Vote) -> str:
    """Say outcome and organ at a glance, in a mark and in words."""
    if vote.question is Question.STATEMENT and not vote.withdrawn:
        return _("🟦 PRESIDENTIAL STATEMENT · {organ}", organ=organ(vote.organ))
    mark = _("⬜ WITHDRAWN") if vote.withdrawn else _(_MARKS[vote.outcome])
    question = f" · {_(_QUESTIONS[vote.question])}" if vote.question in _QUESTIONS else ""
    return f"{mark} · {organ(vote.organ)}{question}"


def organ(told: Organ) -> str:
    """Name an organ as the UN does."""
    return _(_ORGANS[told])


def summary(vote: Vote) -> str:
    """Say it all in one plain line."""
    parts = [isolated(_what(vote)), _past(vote), count(vote), day(vote.date) if vote.date else ""]
    said = _("{organ}: {what}", organ=organ(vote.organ), what=" — ".join(filter(None, parts)))
    return said if vote.confirmed else _("UNCONFIRMED. {summary}", summary=said)


def document(vote: Vote) -> str:
    """Name the text as far as it is known: the resolution it became, its draft, or just that it is one; a statement is neither."""
    if vote.question is Question.STATEMENT:
        return _("Presidential statement {symbol}", symbol=vote.draft) if vote.draft else _("Presidential statement")
    if vote.resolution:
        return _("Resolution {number}", number=_resolution(vote))
    if vote.draft and vote.outcome is Outcome.ADOPTED:
        return _("Text {symbol}", symbol=vote.draft)
    if vote.draft:
        return _("Draft resolution {symbol}", symbol=vote.draft)
    return _("Resolution") if vote.outcome is Outcome.ADOPTED else _("Draft resolution")


def _resolution(vote: Vote) -> str:
    """Write a resolution's number; a Council's with its year, as the UN cites it."""
    bare = (vote.resolution or "").removeprefix("S/RES/").removeprefix("A/RES/")
    return f"{bare} ({vote.date.year})" if vote.organ is Organ.SECURITY_COUNCIL and vote.date else bare


def count(vote: Vote) -> str:
    """Write the count as the UN words it, as far as it is known."""
    if vote.question is Question.STATEMENT:
        return _("agreed by all members, without a vote")
    if vote.without_vote:
        return _("without a vote")
    if vote.unanimous and vote.tally.yes:
        return ngettext("{n} in favour, unanimously", "{n} in favour, unanimously", vote.tally.yes)
    return _("unanimously") if vote.unanimous else _counts(vote.tally)


def _counts(tally: Tally) -> str:
    parts = (
        None if tally.yes is None else ngettext("{n} in favour", "{n} in favour", tally.yes),
        None if tally.no is None else ngettext("{n} against", "{n} against", tally.no),
        None if tally.abstain is None else ngettext("{n} abstaining", "{n} abstaining", tally.abstain),
        ngettext("{n} not voting", "{n} not voting", tally.not_voting) if tally.not_voting else None,
    )
    return pgettext("between counts", ", ").join(filter(None, parts))


def _alt(vote: Vote) -> str:
    """Say in words what the picture of a roll call shows: the counts, and who was not in favour."""
    told = ((_("Against"), Choice.NO), (_("Abstaining"), Choice.ABSTAIN), (_("Not voting"), Choice.NOT_VOTING))
    named = ((label, [states.local_name(state) for state in states.in_order(vote.who(choice))]) for label, choice in told)
    lists = [_("{label}: {states}", label=label, states=listed(names)) for label, names in named if names]
    return ". ".join([_counts(vote.tally), *lists])


def _past(vote: Vote) -> str:
    """Say what became of a text, in the form that agrees with how ``document`` names it."""
    if vote.question is Question.STATEMENT:
        return pgettext("a presidential statement", "issued")
    if vote.outcome is Outcome.FAILED:
        return pgettext("a draft resolution", "not adopted")
    if vote.outcome is Outcome.VETOED:
        return _("vetoed by {states}", states=_and(vote.vetoed_by)) if vote.vetoed_by else pgettext("a draft resolution", "vetoed")
    return pgettext("a text", "adopted") if vote.draft and not vote.resolution else pgettext("a resolution", "adopted")


def _what(vote: Vote) -> str:
    """Name the text and what it is about; a page's own headline says both where no subject was read."""
    if vote.subject:
        return _about(vote, vote.subject)
    number = (vote.resolution or vote.draft or "").rpartition("/")[2]
    if vote.title and number and number in vote.title:
        return vote.title
    return _about(vote, vote.title) if vote.title else document(vote)


def _statement(vote: Vote) -> str:
    """Say that a statement was issued, and on what."""
    said = _("{organ} issues a presidential statement", organ=organ(vote.organ))
    on = _("{organ} issues a presidential statement on {subject}", organ=organ(vote.organ), subject=vote.subject) if vote.subject else said
    return f"{on} ({vote.draft})" if vote.draft else on


def _about(vote: Vote, subject: str) -> str:
    return _("{document}: {subject}", document=document(vote), subject=subject)


def _colour(vote: Vote) -> Colour:
    if vote.withdrawn:
        return Colour.WITHDRAWN
    return _COLOURS[vote.outcome] if vote.confirmed else Colour.UNCONFIRMED


def _title(vote: Vote) -> Link:
    words = _statement(vote) if vote.question is Question.STATEMENT else _what(vote)
    return Link(words, _url(vote.resolution or vote.draft, vote.date) or (vote.sources[0].url if vote.sources else ""))


def _url(symbol: str | None, date: dt.date | None) -> str:
    return document_url(symbol, date.year if date else None) if symbol else ""


def _notices(alert: Alert, *, late: bool) -> Iterator[str]:
    vote = alert.vote
    if vote.withdrawn and vote.conflicts:
        yield _("Withdrawn: {reasons}.", reasons=recorded.reasons(vote.conflicts))
    elif vote.withdrawn:
        yield _("Withdrawn: the source no longer tells of this vote. Please do not rely on this message.")
    elif vote.conflicts:
        yield _("Unconfirmed: {reasons}.", reasons=recorded.reasons(vote.conflicts))
    yield from (_correction(change) for change in corrections(alert.changed))
    yield from intentions(vote)
    if late:
        yield _("Late: the vote was on {day}.", day=day(vote.date)) if vote.date else _("Late: this vote was told some time ago.")


_INTENDED = {
    Choice.YES: (
        N_("{state} later said it had intended to vote in favour."),
        N_("{states} later said they had intended to vote in favour."),
    ),
    Choice.NO: (N_("{state} later said it had intended to vote against."), N_("{states} later said they had intended to vote against.")),
    Choice.ABSTAIN: (N_("{state} later said it had intended to abstain."), N_("{states} later said they had intended to abstain.")),
}


def intentions(vote: Vote) -> Iterator[str]:
    """Say what delegations told afterwards of how they had meant to vote: the count stays as it was taken."""
    for choice, (one, several) in _INTENDED.items():
        named = [ballot.state for ballot in vote.intended if ballot.choice is choice]
        if len(named) == 1:
            yield _(one, state=states.local_name(named[0]))
        elif named:
            yield _(several, states=listed([states.local_name(state) for state in states.in_order(named)]))


def _correction(change: Change) -> str:
    what, before, after = recorded.change(change)
    return _("Corrected: {what} was {before}, is {after}.", what=what, before=before, after=after or _("no longer told"))


def _facts(vote: Vote) -> Iterator[Fact]:
    counted = count(vote)
    if counted:
        yield Fact(_("Vote"), (Link(counted[0].upper() + counted[1:]),), short=True)
    if vote.date:
        yield Fact(_("Date"), (Link(day(vote.date)),), short=True)
    yield from _who(vote)
    if vote.sponsors:
        yield Fact(ngettext("Sponsor", "Sponsors", len(vote.sponsors)), _states(vote.sponsors))
    symbols = tuple(Link(_spelt(symbol, vote), _url(symbol, vote.date)) for symbol in (vote.resolution, vote.draft, vote.meeting) if symbol)
    if symbols:
        yield Fact(_("Documents"), symbols)
    yield Fact(_("Standing"), (Link(_(_STANDING[vote.state])),))


def _who(vote: Vote) -> Iterator[Fact]:
    if vote.vetoed_by:
        yield Fact(_("Vetoed by"), _states(vote.vetoed_by))
    others = tuple(state for state in vote.who(Choice.NO) if state not in vote.vetoed_by)
    lists = (
        (_("Also against") if vote.vetoed_by else _("Against"), others, vote.tally.no if not vote.vetoed_by else None),
        (_("Abstaining"), vote.who(Choice.ABSTAIN), vote.tally.abstain),
        (_("Not voting"), vote.who(Choice.NOT_VOTING), vote.tally.not_voting),
    )
    for label, named, counted in lists:
        if named:
            missing = (counted or 0) - len(named)
            more = (Link(ngettext("and {n} not named", "and {n} not named", missing)),) if missing > 0 else ()
            yield Fact(label, _states(named) + more)


def _states(named: tuple[State, ...]) -> tuple[Link, ...]:
    return tuple(Link(f"{states.flag(state)} {states.local_name(state)}".strip()) for state in states.in_order(named))


def _spelt(symbol: str, vote: Vote) -> str:
    """Write a Council resolution with its year, as the UN cites it."""
    return isolated(f"{symbol} ({vote.date.year})" if symbol.startswith("S/RES/") and vote.date else symbol)


def _saying(sourced: SourcedQuote) -> Saying:
    words = sourced.quote.words.rstrip(", ")  # a comma before the closing mark belongs to the page's sentence
    return Saying(words, speaker(sourced.quote), sourced.source.url)


def speaker(quote: Quote) -> str:
    """Say who said a quote, for which State, and in which language where it is not the one spoken."""
    who = quote.speaker or quote.role or _("Representative")
    who = f"{who}, {quote.role}" if quote.speaker and quote.role else who
    said = _("{who} ({state})", who=who, state=states.local_name(quote.state)) if quote.state else isolated(who)
    if quote.language in {None, language()}:
        return said
    return _("{who} · in {language}", who=said, language=language_name(quote.language or ""))


def _and(named: Sequence[State]) -> str:
    return listed([_with_article(state) for state in states.in_order(named)])


def _with_article(state: State) -> str:
    name = states.local_name(state)
    return f"the {name}" if language() == ENGLISH and state in _WITH_ARTICLE else name
