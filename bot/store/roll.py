"""A roll call as one line: a letter for each State in one fixed order, so that a database counts how States voted by a look at one place.

The order is only ever added to at its end: every roll call on record is written in it. A State without a ballot is ".", and what follows
the last ballot is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import repeat

from bot.model import Choice, State

NO_BALLOT = "."
_STATES = (
    "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN "
    "CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CSK CUB CYP CZE DDR DEU DJI DMA DNK DOM DZA EAZ ECU EGY ERI ESP EST ETH FIN "
    "FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN "
    "KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR "
    "MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU "
    "RUS RWA SAU SCG SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO "
    "TUN TUR TUV TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT WSM YEM YMD YUG ZAF ZMB ZWE "
)
_ORDER = _STATES.split()
_CHOICES = {choice.value: choice for choice in Choice}


def place(state: State) -> int | None:
    """Return where a State's letter stands, the first place being 1; None for a State that has none."""
    return _places().get(state)


def write(ballots: Mapping[State, Choice]) -> str:
    """Write the ballots of the States that have a place."""
    return "".join(map(ballots.get, _ORDER, repeat(NO_BALLOT))).rstrip(NO_BALLOT)  # a choice is its letter


def without_place(ballots: Mapping[State, Choice]) -> dict[State, Choice]:
    """Return the ballots of the States that have none."""
    places = _places().keys()
    return {} if ballots.keys() <= places else {state: ballots[state] for state in ballots.keys() - places}


def read(roll: str) -> dict[State, Choice]:
    """Read the ballots back, in order of the States' codes."""
    return {state: _CHOICES[letter] for state, letter in zip(_ORDER, roll, strict=False) if letter != NO_BALLOT}


@cache
def _places() -> dict[State, int]:
    return {state: number for number, state in enumerate(_ORDER, 1)}
