"""The UN Library's data sets as it publishes them, made anew from the reference: one row a member and vote."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from tests.conftest import SHARED

_ASSEMBLY = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,"
    "total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"
)
_COUNCIL = (
    "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,vote_note,"
    "total_yes,total_no,total_abstentions,total_non_voting,total_ms,modality,undl_link"
)
_BACK = {"RUS": "SUN", "BLR": "BYS", "COD": "ZAR"}


def assembly_votes() -> Iterator[dict[str, str]]:
    """Yield the reference's recorded votes of the Assembly."""
    with gzip.open(SHARED / "data" / "ga_votes.csv.gz", "rt", encoding="utf-8-sig") as file:
        yield from (row for row in csv.DictReader(file) if row["recorded"] == "1")


def council_votes() -> Iterator[dict[str, str]]:
    """Yield the reference's resolutions of the Council."""
    text = (SHARED / "data" / "sc_votes.csv").read_text(encoding="utf-8-sig")
    yield from (row for row in csv.DictReader(io.StringIO(text)) if row["kind"] == "resolution")


def write_assembly(path: Path, start: int = 0, stop: int | None = None) -> int:
    """Write the Assembly's data set, or the votes from one to another; returns how many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        return _write(file, _ASSEMBLY.split(","), map(_assembly_rows, islice(assembly_votes(), start, stop)))


def write_council(path: Path, start: int = 0, stop: int | None = None) -> int:
    """Write the Council's data set, or the votes from one to another; returns how many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        return _write(file, _COUNCIL.split(","), map(_council_rows, islice(council_votes(), start, stop)))


def _write(file: IO[str], columns: list[str], votes: Iterator[Iterator[dict[str, str]]]) -> int:
    writer, rows = csv.DictWriter(file, columns, restval=""), 0
    writer.writeheader()
    for vote in votes:
        for row in vote:
            writer.writerow(row)
            rows += 1
    return rows


def _assembly_rows(vote: dict[str, str]) -> Iterator[dict[str, str]]:
    same = {
        "session": vote["resolution"].split("/")[2],
        "committee_report": vote["committee_report"],
        "title": f"{vote['title']} : resolution / adopted by the General Assembly",
        "agenda_title": vote["agenda"],
    }
    return _members(vote, vote["undl_id"], vote["resolution"], same)


def _council_rows(vote: dict[str, str]) -> Iterator[dict[str, str]]:
    same = {"draft": vote["draft"], "description": vote["title"], "agenda": vote["agenda"], "modality": "Vote"}
    return _members(vote, vote["undl_id"] or f"9{vote['resolution']}", vote["symbol"], same)


def _members(vote: dict[str, str], number: str, resolution: str, same: dict[str, str]) -> Iterator[dict[str, str]]:
    cast = [(state.rstrip("?"), part[0]) for part in vote["votes"].split(";") if part for state in part[2:].split()]
    totals = {"yes": vote["yes"], "no": vote["no"], "abstentions": vote["abstain"], "non_voting": vote["nonvoting"], "ms": str(len(cast))}
    same |= {f"total_{name}": f"{float(value):.1f}" if value else "" for name, value in totals.items()}
    same |= {"undl_id": number, "date": vote["date"], "resolution": resolution, "meeting": vote["meeting"]}
    same["undl_link"] = f"https://digitallibrary.un.org/record/{number}"
    for state, letter in sorted(cast):
        code = _BACK.get(state, state) if vote["date"] < "1991" else state
        yield same | {"ms_code": code, "ms_name": code, "ms_vote": letter}
