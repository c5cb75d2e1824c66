"""A vote's roll call as a picture to be drawn: which States, in which order, under which caption."""

from __future__ import annotations

from bot import states
from bot.message import Picture
from bot.model import Choice, Tally, Vote

_WORDS = {Choice.YES: "in favour", Choice.NO: "against", Choice.ABSTAIN: "abstaining", Choice.NOT_VOTING: "not voting"}
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
    told = [(choice, sorted(map(states.name, vote.who(choice)))) for choice in Choice]
    return "; ".join(f"{len(named)} {_WORDS[choice]}{_named(choice, named)}" for choice, named in told if named)


def _named(choice: Choice, named: list[str]) -> str:
    return f": {', '.join(named)}" if choice is not Choice.YES else ""


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
