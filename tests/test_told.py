"""Every report of ``tests/told`` is read as its line says."""

from __future__ import annotations

import pytest

from bot.reading.votes import read_votes
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
