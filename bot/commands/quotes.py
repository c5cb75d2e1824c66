"""``quotes``: what was said about votes, by a country, by a person, or about one document; always in the page's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import states
from bot.asking import Answer
from bot.commands import values
from bot.commands.asked import Asked, as_file, paged
from bot.commands.document import symbol_in
from bot.model import SourcedQuote
from bot.ports import VetowatchError
from bot.store import RecordedVote, Wanted
from bot.telling import answers, forms
from bot.words import _

_ROOM = 1500
_VOTES = 40  # of which quotes are shown
_LEAST = 3  # letters of a name


@dataclass(frozen=True, slots=True)
class _Said:
    """A quote and the vote it is about."""

    sourced: SourcedQuote
    recorded: RecordedVote


async def quotes(asked: Asked) -> Answer:
    """Answer with the quotes asked for, those of the latest votes first."""
    about = asked.value("about")
    head, found = await _found(asked, about)
    if asked.file:
        rows = [{**forms.quote(one.sourced), "vote": _symbol(one.recorded), "date": _date(one.recorded)} for one in found]
        form = {"about": about, "count": len(rows), "quotes": rows}
        return as_file(asked, head, form, rows, (*forms.QUOTE_COLUMNS, "vote", "date"))
    if not found:
        return Answer(
            _("{head}: none on record. Quotes come from the pages read since this bot runs; the built-in record has none.", head=head)
        )
    pages = answers.pages([_line(one) for one in found], _ROOM)
    return paged(asked, [f"**{head}**"], pages[min(asked.page, len(pages)) - 1], [], len(pages), 1)


async def _found(asked: Asked, about: str) -> tuple[str, Sequence[_Said]]:
    symbol = symbol_in(about)
    if symbol:
        votes = await asked.ledger.memory.find(symbol)
        return _("Quotes on {symbol}", symbol=symbol), _all(votes)
    state = values.known(lambda: values.state(about))
    if state:
        votes = await asked.ledger.memory.select(Wanted(quoted=state), _VOTES)
        return _("Quotes of {state}", state=states.local_name(state)), [one for one in _all(votes) if one.sourced.quote.state == state]
    return await _by_person(asked, about)


async def _by_person(asked: Asked, name: str) -> tuple[str, Sequence[_Said]]:
    if len(name) < _LEAST:
        raise VetowatchError(_("“{name}” is neither a country nor a symbol, and too short for a name", name=name))
    votes = await asked.ledger.memory.select(Wanted(speaker=name), _VOTES)
    return _("Quotes of “{name}”", name=answers.plain(name)), [one for one in _all(votes) if _is(one.sourced, name)]


def _is(sourced: SourcedQuote, name: str) -> bool:
    """Whether a person is meant: all words of the name are in the speaker's, whatever their order."""
    speaker = (sourced.quote.speaker or "").lower()
    return bool(speaker) and all(word in speaker for word in name.lower().split())


def _all(votes: Iterable[RecordedVote]) -> list[_Said]:
    return [_Said(sourced, recorded) for recorded in votes for sourced in recorded.vote.quotes]


def _line(one: _Said) -> str:
    symbol = _symbol(one.recorded)
    on = _(" (on {document})", document=answers.link(symbol, one.recorded.vote.date)) if symbol else ""
    return f"{answers.said(one.sourced)}{on}"


def _symbol(recorded: RecordedVote) -> str:
    return recorded.vote.resolution or recorded.vote.draft or ""


def _date(recorded: RecordedVote) -> str | None:
    return recorded.vote.date.isoformat() if recorded.vote.date else None
