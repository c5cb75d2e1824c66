"""The built-in record of past votes: read from the package, a vote at a time, nothing else touched.

``council()`` yields the Security Council's votes from 1946 to 2025. They come from "UN Security Council votes 1946-2025", Sciences Po,
Atelier de cartographie, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), changed as ``bot.history.sciencespo`` lists.
``assembly()`` yields the General Assembly's recorded votes from 1946 to January 2020. They come from the package unvotes (CC0): Erik
Voeten, "Data and Analyses of Voting in the UN General Assembly", 2013, changed as ``bot.history.unvotes`` lists.

The data files are made by ``python -m bot.history.build``, which the program itself never imports. Each is xz-compressed UTF-8 text:

- a line that begins with "#" is a comment;
- one that begins with "@" names the States, parted by spaces, whose ballots the following lines hold;
- any other is a vote, its fields parted by tabs: number in the source, day (or month, where the source's day cannot be trusted), outcome,
  question, resolution, draft, what was cast, remark, title. A remark is "unlisted", or says why the vote is doubtful. What was cast is one
  letter for each State in the order of the line "@" (Y, N, A, X for not voting; "." for none known); or a tally "yes-no-abstain"
  where no more is known; or "=" for a text adopted without a vote; or nothing.
"""

from __future__ import annotations

import datetime as dt
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import compress

from bot.model import Authority, Choice, Organ, Outcome, Question, Source, State, Tally, Vote, VoteState
from bot.states import PERMANENT

__all__ = ["NO_BALLOT", "UNLISTED", "WITHOUT_VOTE", "PastVote", "assembly", "council", "votes"]

NO_BALLOT, WITHOUT_VOTE, UNLISTED = ".", "=", "unlisted"

_CHOICES: Mapping[str, Choice] = {choice.value: choice for choice in Choice}
_OUTCOMES: Mapping[str, Outcome] = {outcome.value: outcome for outcome in Outcome}
_QUESTIONS: Mapping[str, Question] = {question.value: question for question in Question}
_SCIENCES_PO = Source(
    "Sciences Po, Atelier de cartographie: UN Security Council votes 1946-2025 (CC BY 4.0)",
    "https://creativecommons.org/licenses/by/4.0/",
    Authority.OTHER,
)
_UNVOTES = Source(
    "unvotes: Voeten, Data and Analyses of Voting in the UN General Assembly (CC0)",
    "https://hdl.handle.net/1902.1/12379",
    Authority.OTHER,
)


@dataclass(frozen=True, slots=True)
class PastVote:
    """A vote of the built-in record.

    ``number`` is the vote's own in its source, the same in every edition: with the organ, what makes loading idempotent. ``month`` is the
    first day of the month of the vote; ``vote.date`` is None where the source's day cannot be trusted. ``listed`` is false for a veto that
    the UN Library's list leaves out (votes on parts of a draft, private meetings); it says nothing of other votes.
    """

    number: int
    month: dt.date
    vote: Vote
    listed: bool = True


def council() -> Iterator[PastVote]:
    """Yield the Security Council's votes, the oldest first."""
    return votes(_lines("council.tsv.xz"), Organ.SECURITY_COUNCIL, _SCIENCES_PO)


def assembly() -> Iterator[PastVote]:
    """Yield the General Assembly's recorded votes, the oldest first. States that cast no vote are not among the ballots."""
    return votes(_lines("assembly.tsv.xz"), Organ.GENERAL_ASSEMBLY, _UNVOTES)


def votes(lines: Iterator[str], organ: Organ, source: Source) -> Iterator[PastVote]:
    """Read votes from lines as the package's docstring describes them."""
    states: list[State] = []
    for line in lines:
        if line.startswith("@"):
            states = line[1:].split()
        elif not line.startswith("#"):
            yield _past_vote(line.rstrip("\n"), states, organ, source)


def _lines(name: str) -> Iterator[str]:
    packed = files("bot.history").joinpath("data", name)
    with packed.open("rb") as file, lzma.LZMAFile(file) as text:
        for line in text:
            yield line.decode("utf-8")


def _past_vote(line: str, states: list[State], organ: Organ, source: Source) -> PastVote:
    number, day, outcome, question, resolution, draft, cast, remark, title = line.split("\t")
    ballots = _ballots(cast, states)
    vote = Vote(
        organ=organ,
        outcome=_OUTCOMES[outcome],
        question=_QUESTIONS[question],
        tally=_tally(cast, organ, ballots, len(states)),
        unanimous=organ is Organ.SECURITY_COUNCIL and bool(ballots) and set(ballots.values()) == {Choice.YES},
        without_vote=cast == WITHOUT_VOTE,
        vetoed_by=_vetoed_by(ballots) if outcome == Outcome.VETOED.value else (),
        ballots=ballots,
        draft=draft or None,
        resolution=resolution or None,
        date=dt.date.fromisoformat(day) if len(day) == 10 else None,
        title=title or None,
        state=VoteState.ON_RECORD,
        sources=(source,),
        conflicts=(remark,) if remark and remark != UNLISTED else (),
    )
    return PastVote(int(number), dt.date.fromisoformat(f"{day[:7]}-01"), vote, remark != UNLISTED)


def _ballots(cast: str, states: list[State]) -> dict[State, Choice]:
    if len(cast) != len(states):
        return {}
    choices = list(map(_CHOICES.get, cast))
    return dict(compress(zip(states, choices, strict=True), choices))  # type: ignore[arg-type] # what is none is left out


def _tally(cast: str, organ: Organ, ballots: Mapping[State, Choice], members: int) -> Tally:
    """Count the ballots, or read the tally. Of the Council all ballots are known or none counts; in the Assembly who was absent is not."""
    if not ballots:
        return Tally(*map(int, cast.split("-"))) if "-" in cast else Tally()
    counted = list(map(cast.count, _CHOICES))
    if organ is not Organ.SECURITY_COUNCIL:
        return Tally(*counted[:3])
    return Tally(*counted) if len(ballots) == members else Tally()


def _vetoed_by(ballots: Mapping[State, Choice]) -> tuple[State, ...]:
    return tuple(sorted(state for state in PERMANENT if ballots.get(state) is Choice.NO))
