"""Votes of the public record, for tests: facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.model import Authority, Evidence, Organ, Outcome, Sighting, Source, Tally

VETO = Sighting(
    organ=Organ.SECURITY_COUNCIL,
    outcome=Outcome.VETOED,
    tally=Tally(13, 2, 0),
    vetoed_by=("CHN", "RUS"),
    against=("CHN", "RUS"),
    draft="S/2022/431",
    meeting="S/PV.9048",
    date=dt.date(2022, 5, 26),
    sponsors=("USA",),
    subject="sanctions on the Democratic People's Republic of Korea",
)
"""S/2022/431: https://docs.un.org/en/S/PV.9048"""

ADOPTED = Sighting(
    organ=Organ.SECURITY_COUNCIL,
    outcome=Outcome.ADOPTED,
    tally=Tally(14, 0, 1),
    abstained=("USA",),
    resolution="S/RES/2728",
    draft="S/2024/254",
    date=dt.date(2024, 3, 25),
    subject="a ceasefire in Gaza for Ramadan",
)
"""Resolution 2728 (2024): https://docs.un.org/en/S/PV.9586"""

BARE_VETO = replace(VETO, draft=None, meeting=None, sponsors=(), subject="sanctions on North Korea")
"""The same veto as an agency tells it: no symbol."""


def evidence(sighting: Sighting, name: str = "un-press", authority: Authority = Authority.MEETINGS_COVERAGE, hour: int = 20) -> Evidence:
    """Say who told of it, and at what hour of that day."""
    day = sighting.date or dt.date(2022, 5, 26)
    at = dt.datetime.combine(day, dt.time(hour), dt.UTC)
    return Evidence(Source(name, f"https://{name}.example/{hour}", authority, at, at), sighting)
