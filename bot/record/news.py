"""What is worth telling: the first word of a vote, and each told fact that is different now."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator

from bot import states
from bot.model import Alert, Change, Choice, Question, Quote, Source, SourcedQuote, State, Vote, VoteState

_NEXT_DAY = dt.timedelta(days=1)  # an evening in New York is the next day in UTC
_SHOWN = 3  # quotes in a message
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady"}
_TOLD = (Question.WHOLE, Question.PROCEDURAL, Question.STATEMENT)


def between(old: Vote | None, new: Vote) -> Alert | None:
    """Return what to tell of a vote that was ``old`` and is ``new``; None where a reader would see no difference."""
    if not worth_telling(new):
        return None
    if old is None or not worth_telling(old):
        return Alert(new)
    changed = changes(old, new)
    return Alert(new, changed) if changed else None


def worth_telling(vote: Vote) -> bool:
    """Whether a vote is news of its own: the text as a whole, reported as such or counted. Parts of texts are kept on record only."""
    return vote.question in _TOLD and (vote.primary or vote.tally.complete or bool(vote.vetoed_by) or _stated_beside(vote))


def _stated_beside(vote: Vote) -> bool:
    """Whether a presidential statement, which is never counted, is told beside a vote as just made: by the UN, or with its symbol.

    A page of another day may but recall it.
    """
    known = vote.question is Question.STATEMENT and (vote.draft is not None or vote.state is not VoteState.REPORTED)
    return known and any(_of_that_day(source, vote.date) for source in vote.sources)


def _of_that_day(source: Source, day: dt.date | None) -> bool:
    told = source.published or source.seen
    return day is not None and told is not None and abs(told.date() - day) <= _NEXT_DAY


def changes(old: Vote, new: Vote) -> tuple[Change, ...]:
    """List the facts a reader would see differ. ``before`` is empty where a fact is merely new."""
    return tuple(_told(old, new))


def corrections(changed: tuple[Change, ...]) -> tuple[Change, ...]:
    """Keep what was told and is no longer true: these are said out loud."""
    return tuple(change for change in changed if change.before)


def _told(old: Vote, new: Vote) -> Iterator[Change]:
    facts = (
        ("status", "withdrawn by its source" if old.withdrawn else "", "withdrawn by its source" if new.withdrawn else ""),
        ("outcome", old.outcome.value, new.outcome.value),
        ("count", _count(old), _count(new)),
        ("vetoed by", states_of(old.vetoed_by), states_of(new.vetoed_by)),
        ("against", _who(old, Choice.NO), _who(new, Choice.NO)),
        ("abstaining", _who(old, Choice.ABSTAIN), _who(new, Choice.ABSTAIN)),
        ("not voting", _who(old, Choice.NOT_VOTING), _who(new, Choice.NOT_VOTING)),
        ("resolution", old.resolution or "", new.resolution or ""),
        ("draft", old.draft or "", new.draft or ""),
        ("date", str(old.date or ""), str(new.date or "")),
    )
    for what, before, after in facts:
        if before != after:
            yield Change(what, _grown(before, after), after)
    yield from _quoted_otherwise(old, new)
    for what, was, now in _quiet(old, new):
        if was != now:
            yield Change(what, "", "")


def _quiet(old: Vote, new: Vote) -> Iterator[tuple[str, object, object]]:
    """Yield what changes a message without correcting it."""
    yield "title", (old.title, old.subject), (new.title, new.subject)
    yield "sponsors", old.sponsors, new.sponsors
    yield "quotes", True, _same_quotes(shown(old), shown(new))
    yield "sources", [s.name for s in old.sources], [s.name for s in new.sources]
    yield "doubts", old.conflicts, new.conflicts
    yield "intentions", old.intended, new.intended
    yield "state", old.state, new.state


def _quoted_otherwise(old: Vote, new: Vote) -> Iterator[Change]:
    """Yield for each quote told as one State's that is another's who it was said to be of, and whose it is."""
    now = {sourced.quote.words: sourced.quote.state for sourced in new.quotes}
    for quote in (sourced.quote for sourced in shown(old)):
        state = now.get(quote.words, quote.state)
        if state != quote.state:
            yield Change("State quoted", states_of((quote.state or "",)), states_of((state,) if state else ()))


def _same_quotes(one: list[SourcedQuote], other: list[SourcedQuote]) -> bool:
    """Whether a reader would take both for the same words of the same people; how a name is written out makes no difference."""
    return len(one) == len(other) and all(_same_quote(a.quote, b.quote) for a, b in zip(one, other, strict=True))


def _same_quote(one: Quote, other: Quote) -> bool:
    return one.words == other.words and one.state == other.state and _same_person(one.speaker, other.speaker)


def _same_person(one: str | None, other: str | None) -> bool:
    """Whether two names may be one person's: one says no more than the other, in other letters perhaps ("ZHANG Jun", "Mr. Zhang")."""
    a, b = (set(_letters(name).split()) - _TITLES for name in (one or "", other or ""))
    return a == b or (bool(a and b) and (a <= b or b <= a))


def _letters(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in plain)


def shown(vote: Vote) -> list[SourcedQuote]:
    """Return the quotes a message shows, three at the most and one a State: those who opposed first, then sponsors, then who abstained."""
    chosen: dict[State, SourcedQuote] = {}
    for sourced in vote.quotes:
        if sourced.quote.key is not None and sourced.quote.state is not None:
            chosen.setdefault(sourced.quote.state, sourced)
    sides = (vote.vetoed_by, vote.who(Choice.NO), vote.sponsors, vote.who(Choice.ABSTAIN))
    side = {state: weight for weight, states_ in reversed(list(enumerate(sides))) for state in states_}
    return sorted(chosen.values(), key=lambda sourced: side.get(sourced.quote.state or "", len(sides)))[:_SHOWN]


def _count(vote: Vote) -> str:
    return str(vote.tally) if vote.tally.complete else ""


def _who(vote: Vote, choice: Choice) -> str:
    return states_of(vote.who(choice))


def states_of(named: tuple[str, ...]) -> str:
    """Write States as a list of names, in the order given."""
    return ", ".join(states.name(state) for state in named)


def _grown(before: str, after: str) -> str:
    """Drop what came before where a list only grew: it was incomplete, not wrong."""
    return "" if set(filter(None, before.split(", "))) <= set(filter(None, after.split(", "))) else before
