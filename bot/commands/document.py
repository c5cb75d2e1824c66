"""``status``: what became of a document, asked for by its symbol, its address or words about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.asking import Action, Answer, Ask
from bot.commands.asked import Asked, about_vote, as_file, listed
from bot.model import Organ, Outcome, Question
from bot.ports import VetowatchError
from bot.reading import symbols
from bot.store import RecordedVote, SourceHealth, Wanted
from bot.telling import answers, forms, recorded
from bot.words import _, day, moment, ngettext, pgettext

_CHOICES = 8
_SESSION = re.compile(r"A/RES/(\d+)/")
_CHARTER, _OPENS = 1945, 9  # the Assembly's nth session opens in the nth year after the Charter's, in September


async def status(asked: Asked) -> Answer:
    """Answer with the vote, with the votes it may be, or with what is still to be checked."""
    question = asked.value("document")
    symbol = symbol_in(question)
    if symbol is None:
        return await _by_words(asked, question, await asked.ledger.memory.search(question, _CHOICES))
    found = [one for one in await asked.ledger.memory.find(symbol) if not one.vote.withdrawn]
    chosen = one_of(found, symbol)
    if chosen:
        return told(asked, chosen, [one for one in found if one is not chosen])
    return _candidates(asked, _several(symbol, len(found)), found) if found else await _pending(asked, symbol)


def _several(symbol: str, n: int) -> str:
    return ngettext("{symbol} stands for {n} votes", "{symbol} stands for {n} votes", n, symbol=symbol)


def symbol_in(question: str) -> str | None:
    """Return the symbol a person asks about, also within a document's address."""
    if "://" in question:
        path = question.partition("://")[2].split("?")[0].rstrip("/")
        for start in ("/en/", "/doc/", "undocs.org/"):
            symbol = symbols.parse(path.partition(start)[2]) if start in path else None
            if symbol:
                return symbol
        return None
    return symbols.parse(question)


def one_of(found: Sequence[RecordedVote], symbol: str) -> RecordedVote | None:
    """Return the vote a symbol stands for: the only one, or the only one on the whole text; None where several may be meant."""
    if len(found) == 1:
        return found[0]
    whole = [one for one in found if one.vote.question is Question.WHOLE and symbol in {one.vote.draft, one.vote.resolution}]
    return whole[0] if len(whole) == 1 else None


def told(asked: Asked, one: RecordedVote, also: Sequence[RecordedVote] = ()) -> Answer:
    """Answer with all that is known of one vote; ``also`` are votes on parts of its text."""
    text = answers.status(one.vote, one.month)
    if asked.file:
        form: dict[str, Any] = {
            "vote": forms.vote(one.vote),
            "sources": [forms.source(source) for source in one.vote.sources],
            "quotes": [forms.quote(quote) for quote in one.vote.quotes],
        }
        form |= {"also": [forms.vote(other.vote) for other in also]} if also else {}
        return as_file(asked, text, form, [form["vote"]], forms.VOTE_COLUMNS)
    parts = tuple(Action(_("Vote on {part}", part=recorded.word(other.vote.question.value)), _one(other)) for other in also[:3])
    return Answer(text, (*about_vote(one), *parts))


async def _by_words(asked: Asked, words: str, found: Sequence[RecordedVote]) -> Answer:
    whole = await asked.ledger.memory.holding(words, found)
    if len(whole) == 1 or len(found) == 1:
        return told(asked, (whole or found)[0])
    if found or asked.file:
        return _candidates(asked, _("“{words}” may mean one of these", words=answers.plain(words)), found)
    raise VetowatchError(
        _("nothing on record is about “{words}”: try a symbol such as S/2022/431, or other words", words=answers.plain(words))
    )


def _candidates(asked: Asked, head: str, found: Sequence[RecordedVote]) -> Answer:
    """Answer with the votes that may be meant, each a button."""
    if asked.file:
        rows = [forms.vote(one.vote) for one in found]
        return as_file(asked, head, {"candidates": rows}, rows, forms.VOTE_COLUMNS)
    shown = found[:_CHOICES]
    left = len(found) - len(shown)
    more = [ngettext("… and {n} more", "… and {n} more", left)] if left else []
    return Answer(answers.fitted([f"**{head}**", *listed(shown), *more]), _buttons(shown))


def _buttons(found: Sequence[RecordedVote]) -> tuple[Action, ...]:
    return tuple(Action(_label(one), _one(one)) for one in found)


def _label(one: RecordedVote) -> str:
    symbol = one.vote.resolution or one.vote.draft or answers.when(one.vote, one.month)
    part = "" if one.vote.question is Question.WHOLE else f" ({recorded.word(one.vote.question.value)})"
    return f"{symbol}{part}"


def _one(one: RecordedVote) -> Ask:
    return Ask("vote", {"vote": str(one.id)})


async def _pending(asked: Asked, symbol: str) -> Answer:
    """Say what will be checked for a symbol that is not on record, and which ones nearest to it are."""
    ledger = asked.ledger
    newest, alike, known = await ledger.each(_newest(asked), ledger.memory.near(symbol, 5), ledger.intake.all_health())
    latest = max(map(_number, newest), default=0)
    beyond = symbol.startswith("S/RES/") and int(symbol.removeprefix("S/RES/")) > latest
    near = newest[:5] if beyond else alike
    polled = [one for one in known if one.last_ok_at]
    reason = await _reason(asked, symbol, latest)
    if asked.file:
        nearest = _forms(near)
        form = {"pending": {"symbol": symbol, "reason": reason, "checked": [_checked(one) for one in polled], "nearest": nearest}}
        return as_file(asked, reason, form, nearest, forms.VOTE_COLUMNS)
    lines = [_("**No vote on {symbol} is on record.**", symbol=symbol), reason, _when_checked(polled)]
    lines += [_("Latest on record:") if beyond else _("Nearest on record:"), *listed(near)] if near else []
    return Answer(answers.fitted(lines), _buttons(near))


def _forms(found: Sequence[RecordedVote]) -> list[dict[str, Any]]:
    return [forms.vote(one.vote) for one in found]


def _checked(health: SourceHealth) -> dict[str, Any]:
    asked = health.last_ok_at.isoformat() if health.last_ok_at else None
    return {"source": health.name, "last_asked": asked, "not_before": health.next_at.isoformat() if health.next_at else None}


def _when_checked(polled: Sequence[SourceHealth]) -> str:
    if not polled:
        return _("It will be told once a source reports it: no source has been asked here yet (vetowatch run asks them all the time).")
    asked = [_("{source} (last {time})", source=one.name, time=moment(one.last_ok_at)) for one in polled[:6] if one.last_ok_at]
    named = pgettext("between names", ", ").join(asked)
    return _("Each source is asked for it every few minutes: {sources}. The first that reports it is told.", sources=named)


async def _reason(asked: Asked, symbol: str, latest: int) -> str:
    """Say why a symbol may not be on record; ``latest`` is the number of the Council's latest resolution that is."""
    if symbol.startswith("S/RES/"):
        return _missing(int(symbol.removeprefix("S/RES/")), latest)
    if symbol.startswith("A/RES/"):
        return await _of_the_assembly(asked, symbol)
    if "/PV." in symbol:
        return _("No vote on record names that meeting; the built-in record does not say at which meetings its votes were taken.")
    return _("It may be a document that was never put to the vote, or a draft whose vote is still to come.")


async def _newest(asked: Asked) -> list[RecordedVote]:
    """Return the Council's latest resolutions on record."""
    return await asked.ledger.memory.select(Wanted(organs=(Organ.SECURITY_COUNCIL,), outcomes=(Outcome.ADOPTED,)), 10)


async def _of_the_assembly(asked: Asked, symbol: str) -> str:
    """Say whether the record of the Assembly goes as far as a resolution's session."""
    newest = await asked.ledger.memory.select(Wanted(organs=(Organ.GENERAL_ASSEMBLY,)), 1)
    session = _SESSION.match(symbol)
    opened = _CHARTER + int(session[1]) if session else 0
    if newest and newest[0].vote.date and opened > newest[0].vote.date.year - (newest[0].vote.date.month < _OPENS):
        return _(
            "The record of the Assembly here ends on {day}, before that session: its votes come from the sources, or from the UN Library’s "
            "data set (vetowatch history update).",
            day=day(newest[0].vote.date),
        )
    return _(
        "Most resolutions of the Assembly are adopted without a vote and have no roll call; the built-in record holds its recorded "
        "votes to January 2020, later ones come from the sources."
    )


def _missing(number: int, latest: int) -> str:
    """Compare a Council resolution's number with the latest on record."""
    if number > latest:
        return _(
            "The Council’s latest resolution on record is {number}: this one is not adopted yet, or not yet reported.", number=str(latest)
        )
    return _("The Council has adopted resolutions up to {number}, so it should exist: its record is missing here.", number=str(latest))


def _number(one: RecordedVote) -> int:
    digits = (one.vote.resolution or "").removeprefix("S/RES/")
    return int(digits) if digits.isdecimal() else 0
