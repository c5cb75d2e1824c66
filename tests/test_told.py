"""Every report of ``tests/told`` is read as its line says."""

from __future__ import annotations

import time

import pytest

from bot.reading.document import Document
from bot.reading.votes import read_votes
from tests.eval.told import faults
from tests.told import FILES, Told, told, wrong

TOLD = [one for file in FILES for one in told(file)]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.name)
def test_a_report_is_read_as_it_is_meant(case: Told) -> None:
    sightings, _ = read_votes(case.document)
    told_first = sorted(sightings, key=lambda sighting: not sighting.primary)
    if not case.votes:
        assert told_first == []
    for place, vote in enumerate(case.votes):
        candidates = told_first[:1] if place == 0 else told_first[1:]
        assert [] in [wrong(vote, sighting) for sighting in candidates]


MENDED = {
    "later": (62, 0),
    "afresh": (65, 0),
    "again": (34, 0),
    "fresh": (92, 0),
    "lookalikes": (72, 0),
    "languages": (39, 0),
    "elsewhere": (65, 0),
    "farther": (50, 0),
    "yonder": (35, 0),
    "remoter": (35, 0),
    "second": (98, 0),
    "third": (58, 0),
    "thirdabroad": (47, 0),
    "fourth": (83, 0),
    "fourthabroad": (39, 0),
    "nones": (60, 0),
    "guards": (78, 0),
    "wary": (61, 2),
    "fifth": (65, 0),
    "fifthabroad": (30, 0),
    "held": (60, 0),
    "sixthabroad": (58, 0),
    "sixth": (82, 0),
    "sixthlists": (34, 0),
    "unvoted": (29, 0),
    "seventh": (59, 0),
    "seventhabroad": (24, 0),
    "eighth": (45, 0),
    "eighthabroad": (18, 0),
    "ninth": (44, 0),
    "ninthabroad": (14, 0),
    "tenth": (59, 0),
    "tenthabroad": (59, 0),
    "tenthnones": (60, 0),
    "eleventhnones": (60, 0),
    "eleventh": (43, 0),
    "eleventhabroad": (27, 0),
    "thirteenth": (68, 0),
    "thirteenthnones": (66, 2),
    "fourteenth": (77, 0),
    "fourteenthabroad": (49, 0),
    "fourteenthnones": (66, 0),
    "twelfthnones": (57, 0),
    "thirteenthabroad": (50, 0),
}
"""Of each file: how many reports at least are read wholly as labelled, and how many at most are taken for a vote that are none."""


@pytest.mark.parametrize("file", MENDED)
def test_families_once_mended_stay_mended(file: str) -> None:
    right, taken = MENDED[file]
    cases = list(told(file))
    assert sum(not faults(case) for case in cases) >= right
    assert sum(bool(faults(case)) for case in cases if not case.votes) <= taken


@pytest.mark.parametrize(
    "unit",
    [
        "The Security Council voted 13 in favour and 2 against, with China abstaining, vetoed by Russia, ",
        "Security Council: China, Russia and France and ",
        "un vote 12 members of the Council but the United States and ",
        "security council 12 14 13 votes to 3 countries ",
        "The Security Council adopted resolution 2802 (2025) by a vote of 12 in favour to none against.\n\n",
        "The Security Council: China voted against. So did 2 others. ",
        "cent et un et vingt pays ont voté mercredi pour stimmten am Montag für Council vetoed it and the Council adopted ",
    ],
)
def test_five_megabytes_of_anything_are_read_in_two_seconds(unit: str) -> None:
    hostile = Document(unit * (5_000_000 // len(unit)), unit * 3)
    begin = time.process_time()
    read_votes(hostile)
    assert time.process_time() - begin < 2
