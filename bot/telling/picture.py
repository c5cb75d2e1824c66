"""A vote's roll call as a picture to be drawn: which States, in which order, under which caption."""

from __future__ import annotations

from dataclasses import replace

from bot.message import Picture
from bot.model import Choice, Tally, Vote

_FEWEST = 11  # members of the smallest organ there was: the Council until 1965


def picture(vote: Vote, alt: str) -> Picture | None:
    """Return the picture of a vote, ``alt`` saying it in words; None where not every ballot is known, or anything is in doubt."""
    if vote.withdrawn or not vote.confirmed or not _whole(vote):
        return None
    seats = tuple((state, choice) for choice in Choice for state in vote.who(choice))
    parts = [vote.resolution or vote.draft or "", vote.date.isoformat() if vote.date else ""]
    return Picture(" · ".join(part for part in parts if part), seats, alt)


def _whole(vote: Vote) -> bool:
    """Whether each count is the number of ballots known of its kind; who took no part is not always counted."""
    counted = Tally(*(len(vote.who(choice)) for choice in Choice))
    return len(vote.ballots) >= _FEWEST and replace(vote.tally, not_voting=counted.not_voting) == counted
