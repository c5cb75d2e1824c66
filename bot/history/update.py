"""Newer votes from the operator's own download: the UN Library's data sets of the Council's and the Assembly's votes.

The files are CSV, one row a member and vote, from https://digitallibrary.un.org/record/4055387 (Council) and
https://digitallibrary.un.org/record/4060887 (Assembly): United Nations, Dag Hammarskjöld Library; non-commercial use, with attribution.
They hold adopted texts only. Their columns are described beside each download; ``read`` takes either, by its head, a vote at a time.

What the Library states is read as it stands, but for: codes of States under former names; a text adopted without a vote, for which every
member is listed in favour; and a part of a resolution in brackets ("A/RES/570(VI)[A]" is written A/RES/570A(VI)).

A full import of the Assembly's data set disagrees with the built-in record in some 1,700 ballots of 880 resolutions (of a million), of the
Council's in none. Seven in ten are votes that the built-in record's source has and the Library lists as not cast, most of them of 1975 to
1985; the rest are one State's choice for another's. What could be seen to be a mistake of the source is mended in ``bot.history.unvotes``;
of the others the Library's word, the official record's, weighs more and is taken.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Protocol

from bot import states
from bot.history import PastVote
from bot.model import Authority, Choice, Organ, Outcome, Source, State, Tally, Vote, VoteState
from bot.ports import VetowatchError

TERMS = (
    "United Nations, Dag Hammarskjöld Library: Voting Data. Non-commercial use, with attribution. "
    "https://digitallibrary.un.org/pages/?ln=en&page=tos · https://www.un.org/en/about-us/terms-of-use"
)
_AT_ONCE = 200  # votes in one transaction
_FORMER = {"SUN": "RUS", "BYS": "BLR", "ZAR": "COD", "BUR": "MMR", "DHY": "BEN", "HVO": "BFA", "TMP": "TLS", "ROM": "ROU", "RHO": "ZWE"}
_NEEDED = frozenset({"undl_id", "ms_code", "ms_vote", "date", "resolution", "meeting", "total_yes", "total_no", "total_abstentions"})
_TOPIC = re.compile(r"\[(?:on )?(.+?)\]?\s*$")
_ADOPTED_BY = re.compile(r"\s*:\s*resolution\s*/\s*adopted by the .*$", re.IGNORECASE)
_PART = re.compile(r"\[([A-Z])\]$")
_ORIGINS = {Organ.SECURITY_COUNCIL: "undl-council", Organ.GENERAL_ASSEMBLY: "undl-assembly"}
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a file says otherwise than the record: which vote, which fact, and both values in words."""

    symbol: str
    what: str
    here: str
    there: str


@dataclass(slots=True)
class Learned:
    """What an import did so far: votes new to the record, joined to one of its votes, known as they are, changed since the last import.

    ``filled`` counts ballots the record did not have. ``refused`` says in words which votes could not be read, with the line.
    """

    new: int = 0
    joined: int = 0
    known: int = 0
    changed: int = 0
    filled: int = 0
    disagreements: list[Disagreement] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def votes(self) -> int:
        """How many votes were read."""
        return self.new + self.joined + self.known + self.changed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is, in bytes of the file, and what it did."""

    done: int
    size: int
    learned: Learned


class Learner(Protocol):
    """What an import needs of the store."""

    async def learn(self, origin: str, votes: Sequence[PastVote], learned: Learned, now: dt.datetime) -> None:
        """Put votes on record in one transaction, and count in ``learned`` what was done."""


async def update(store: Learner, path: Path, now: dt.datetime, progress: Callable[[Progress], None] = lambda _progress: None) -> Learned:
    """Import a file, some votes at a time; what was imported stays, so one that was ended is simply run again.

    A vote that cannot be read is listed. Raises VetowatchError where the file is not what it should be.
    """
    learned = Learned()
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as lines:
        size = raw.seek(0, io.SEEK_END)
        raw.seek(0)
        votes = read(lines, learned.refused.append)
        while batch := list(islice(votes, _AT_ONCE)):
            await store.learn(_ORIGINS[batch[0].vote.organ], batch, learned, now)
            progress(Progress(raw.tell(), size, learned))
    return learned


def read(lines: Iterable[str], refused: Callable[[str], None] | None = None) -> Iterator[PastVote]:
    """Read votes from the lines of a file, one at a time.

    What is wrong with a vote is told to ``refused`` and the next read; without it, VetowatchError is raised, as for another kind of file.
    """
    rows = csv.DictReader(lines)
    missing = _NEEDED.difference(rows.fieldnames or ())
    if missing:
        raise VetowatchError(f"this is no file of the UN Library's voting data: it has no column {', '.join(sorted(missing))}")
    for number, group in groupby(rows, key=lambda row: row["undl_id"]):
        try:
            yield _past_vote(int(number), list(group))
        except (ValueError, TypeError, AttributeError) as error:
            reason = f"line {rows.line_num}: the vote {number} cannot be read ({error})"
            if refused is None:
                raise VetowatchError(reason) from error
            refused(reason)


def _past_vote(number: int, rows: Sequence[Row]) -> PastVote:
    first = rows[0]
    resolution = _symbol(first["resolution"])
    organ = Organ.SECURITY_COUNCIL if resolution.startswith("S/") else Organ.GENERAL_ASSEMBLY
    date = dt.date.fromisoformat(first["date"])
    without_vote = "without" in (first.get("modality") or "").lower()
    ballots = {} if without_vote else dict(_ballot(row) for row in rows)
    tally = Tally() if without_vote else Tally(*(_count(first.get(f"total_{name}")) for name in ("yes", "no", "abstentions", "non_voting")))
    vote = Vote(
        organ=organ,
        outcome=Outcome.ADOPTED,
        tally=tally,
        unanimous=organ is Organ.SECURITY_COUNCIL and bool(ballots) and set(ballots.values()) == {Choice.YES},
        without_vote=without_vote,
        ballots=ballots,
        draft=first["draft"] or None,
        resolution=resolution,
        meeting=first["meeting"] or None,
        date=date,
        subject=(first.get("agenda_title") or first.get("agenda") or first.get("subjects") or "").strip() or None,
        title=_title(first) or None,
        state=VoteState.ON_RECORD,
        sources=(Source("UN Digital Library: voting data", first["undl_link"], Authority.OFFICIAL_RECORD),),
        conflicts=tuple(_miscounts(tally, ballots)),
    )
    return PastVote(number, date.replace(day=1), vote)


def _symbol(written: str) -> str:
    """Write a symbol as the record does: a Council resolution without its year, a part's letter after the number."""
    symbol = written.replace(" ", "")
    if symbol.startswith("S/RES/"):
        return symbol.partition("(")[0]
    part = _PART.search(symbol)
    stem = _PART.sub("", symbol)
    return re.sub(r"(\(|$)", rf"{part[1]}\1", stem, count=1) if part else stem


def _ballot(row: Row) -> tuple[State, Choice]:
    code = _FORMER.get(row["ms_code"], row["ms_code"])
    if not states.known(code):
        raise ValueError(f"{row['ms_code']} is no State's code")
    return code, Choice(row["ms_vote"] or Choice.NOT_VOTING)


def _count(written: str | None) -> int | None:
    return int(float(written)) if written else None


def _miscounts(tally: Tally, ballots: Mapping[State, Choice]) -> Iterator[str]:
    """Say where the count stated is not that of the ballots listed."""
    for choice, stated in zip(Choice, (tally.yes, tally.no, tally.abstain), strict=False):
        listed = sum(cast is choice for cast in ballots.values())
        if ballots and stated is not None and listed != stated:
            yield f"the Library counts {stated} of “{choice.name.lower()}” and lists {listed}"


def _title(row: Row) -> str:
    if "title" in row:
        return _ADOPTED_BY.sub("", row["title"]).strip(" :")
    topic = _TOPIC.search(row.get("description") or "")
    return topic[1].strip() if topic else ""
