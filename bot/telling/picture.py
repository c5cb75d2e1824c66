"""A vote's roll call as a picture to be drawn: which States, in which order, under which caption."""

from __future__ import annotations

from collections.abc import Sequence

from bot import states
from bot.message import Picture
from bot.model import Choice, State, Tally, Vote
from bot.words import _, ngettext, pgettext

_FEWEST = 11  # members of the smallest organ there was: the Council until 1965


def picture(vote: Vote) -> Picture | None:
    """Return the picture of a vote; None where not every ballot is known, or anything about the vote is in doubt."""
    if vote.withdrawn or not vote.confirmed or not _whole(vote):
        return None
    seats = tuple((state, choice) for choice in Choice for state in vote.who(choice))
    parts = [vote.resolution or vote.draft or "", vote.date.isoformat() if vote.date else ""]
    return Picture(" · ".join(part for part in parts if part), seats, alt(vote))


def alt(vote: Vote) -> str:
    """Say in words what the picture shows: who voted how, those in favour counted where they are many."""
    parts = [_said(choice, vote.who(choice)) for choice in Choice if vote.who(choice)]
    return pgettext("between reasons", "; ").join(parts)


def _said(choice: Choice, named: Sequence[State]) -> str:
    counted = {
        Choice.YES: ngettext("{n} in favour", "{n} in favour", len(named)),
        Choice.NO: ngettext("{n} against", "{n} against", len(named)),
        Choice.ABSTAIN: ngettext("{n} abstaining", "{n} abstaining", len(named)),
        Choice.NOT_VOTING: ngettext("{n} not voting", "{n} not voting", len(named)),
    }[choice]
    if choice is Choice.YES:
        return counted
    names = pgettext("between names", ", ").join(map(states.local_name, states.in_order(named)))
    return _("{cast}: {states}", cast=counted, states=names)


def _whole(vote: Vote) -> bool:
    """Whether each count is the number of ballots known of its kind."""
    tally, known = vote.tally, {choice: len(vote.who(choice)) for choice in Choice}
    counted = Tally(*known.values())
    return (
        tally.complete
        and len(vote.ballots) >= _FEWEST
        and (tally.yes, tally.no, tally.abstain)
        == (
            counted.yes,
            counted.no,
            counted.abstain,
        )
    )
