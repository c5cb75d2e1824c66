"""What a rule would have told, from every vote on record: ``preview``; and a past vote to show what an alert looks like: ``test``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from bot.asking import Answer, Ask, Place
from bot.commands.asked import Asked, listed, votes_as_file
from bot.commands.subscribing import numbered
from bot.model import Alert, Outcome, Rule
from bot.ports import VetowatchError
from bot.record.news import worth_telling
from bot.record.wants import rule_from_words, sentence, wants
from bot.store import Ledger, RecordedVote, Wanted
from bot.telling.digest import ended
from bot.telling.rules import rule_sentence
from bot.words import _, ngettext, pgettext

_MONTH, _DECADE = dt.timedelta(days=30), dt.timedelta(days=3653)
_NEWEST = 5
_AT_ONCE = 500  # votes looked at in one go
_SAID = (Outcome.VETOED, Outcome.FAILED, Outcome.ADOPTED)


async def preview(asked: Asked, place: Place) -> Answer:
    """Say what a rule, or a subscription's, would have told in the last 30 days and ten years. Nothing is sent by asking."""
    rule, today = await _rule(asked, place), asked.now.date()
    decade = await asked.ledger.memory.select(Wanted(since=today - _DECADE), 100_000)
    wanted = [one for one in decade if worth_telling(one.vote) and wants(rule, Alert(one.vote))]
    month = [one for one in wanted if one.vote.date is not None and one.vote.date >= today - _MONTH]
    said = [
        f"**{rule_sentence(rule)}**",
        _("Last 30 days: {votes}.", votes=_counted(month)),
        _("Last 10 years: {votes}, as far as they are on record.", votes=_counted(wanted)),
    ]
    text = "\n".join([*said, *([_("The newest:")] if wanted else []), *listed(wanted[:_NEWEST])])
    if asked.file:
        form = {"rule": sentence(rule), "last_30_days": _counts(month), "last_10_years": _counts(wanted)}
        return await votes_as_file(asked, text, form, wanted)
    return Answer(text)


async def past_vote(ledger: Ledger, rule: Rule) -> RecordedVote:
    """Return the newest vote on record that a rule asks for. Raises VetowatchError where there is none."""
    offset = 0
    while votes := await ledger.memory.select(Wanted(), _AT_ONCE, offset):
        for one in votes:
            if worth_telling(one.vote) and wants(rule, Alert(one.vote)):
                return one
        offset += _AT_ONCE
    raise VetowatchError(_("no vote on record is one this subscription asks for: **preview** tells more"))


async def _rule(asked: Asked, place: Place) -> Rule:
    words = asked.value("rule")
    if not words.lstrip("#").isdecimal():
        return rule_from_words(words)
    (one,) = await numbered(asked.ledger, Ask("preview", {"number": words}), place)
    return one.rule


def _counts(votes: Sequence[RecordedVote]) -> dict[str, int]:
    counted = Counter(one.vote.outcome for one in votes)
    return {"count": len(votes), **{outcome.value: counted[outcome] for outcome in _SAID}}


def _counted(votes: Sequence[RecordedVote]) -> str:
    """Count votes by outcome in words: ``3 votes: 1 vetoed, 2 adopted``."""
    counted = Counter(one.vote.outcome for one in votes)
    parts = pgettext("between counts", ", ").join(ended(outcome.value, counted[outcome]) for outcome in _SAID if counted[outcome])
    return ngettext("{n} vote: {parts}", "{n} votes: {parts}", len(votes), parts=parts) if votes else _("no vote")
