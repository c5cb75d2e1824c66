"""What is told beside alerts: the rest of an hour in one message, a test, a correction in an alert's thread. Said once for every chat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.message import Link, Message
from bot.model import Alert, Preferences, Vote
from bot.record.since import Came
from bot.telling import digest, wording
from bot.words import _, day, ngettext


def as_preferred(message: Message, preferences: Preferences) -> Message:
    """Leave out what a subscription does not want to see."""
    sayings, picture = message.sayings if preferences.quotes else (), message.picture if preferences.pictures else None
    return replace(message, sayings=sayings, picture=picture)


def rolled(votes: Sequence[Vote], now: dt.date) -> Message:
    """Name votes by organ and outcome, each a link, that were more than a channel takes in an hour."""
    count = ngettext("And {n} more vote", "And {n} more votes", len(votes))
    said = _("{count}, beyond what this channel is told one by one in an hour", count=count)
    listed = digest.message("Digest", now, None, [Came(vote, None) for vote in votes])
    return replace(listed, headline=f"🗳️ {count}", title=Link(said), summary=said, sayings=())


def test(vote: Vote, vote_id: int) -> Message:
    """Show what an alert looks like, by a vote of the past."""
    said = wording.message(Alert(vote), vote_id=vote_id)
    return replace(
        said,
        headline=_("Test: {headline}", headline=said.headline),
        summary=_("Test: {headline}", headline=said.summary),
        notices=(_tested(vote), *said.notices),
    )


def _tested(vote: Vote) -> str:
    if vote.date is None:
        return _("Test: a past vote, shown as an alert would be. Nothing new happened.")
    return _("Test: a vote of {day}, shown as an alert would be. Nothing new happened.", day=day(vote.date))


def corrected(alert: Alert) -> Message:
    """Say what a correction changed, and nothing else."""
    return replace(wording.message(alert), facts=(), sayings=(), credits=(), actions=(), picture=None)


def refused(reason: str) -> str:
    """Say to who subscribed a channel that it takes no messages; ``reason`` says what to mend."""
    return _("I cannot post there: {reason}. What you asked for there is kept and tried again; it goes on by itself.", reason=reason)
