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
    title = _("{count}: more than this channel is told one by one in an hour", count=count)
    summary = _("{count}, more than this channel is told one by one in an hour", count=count)
    listed = digest.message("", now, None, [Came(vote, None) for vote in votes])
    return replace(listed, headline=f"🗳️ {count}", title=Link(title), summary=summary, sayings=(), picture=None)


def test(vote: Vote, vote_id: int) -> Message:
    """Show what an alert looks like, by a vote of the past."""
    said = wording.message(Alert(vote), vote_id=vote_id)
    if vote.date:
        notice = _("Test: a vote of {day}, shown as an alert would be. Nothing new happened.", day=day(vote.date))
    else:
        notice = _("Test: a vote, shown as an alert would be. Nothing new happened.")
    headline, summary = _("Test: {alert}", alert=said.headline), _("Test: {alert}", alert=said.summary)
    return replace(said, headline=headline, summary=summary, notices=(notice, *said.notices))


def corrected(alert: Alert) -> Message:
    """Say what a correction changed, and nothing else."""
    return replace(wording.message(alert), facts=(), sayings=(), credits=(), actions=(), picture=None)
