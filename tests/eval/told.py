"""How reports written after the rules, labelled before a first reading, are read: those files of ``tests/told``.

What was right at first sight is kept here as it was measured, for it cannot be measured again: rules were mended by family since.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.reading.votes import read_votes
from tests.told import Told, told, wrong

FIRST_SIGHT = {
    "later": (43, 65),
    "afresh": (40, 74),
    "again": (29, 34),
    "fresh": (37, 101),
    "lookalikes": (61, 73),
    "languages": (19, 40),
    "elsewhere": (30, 65),
    "farther": (35, 50),
    "yonder": (23, 36),
    "remoter": (28, 35),
    "second": (70, 99),
    "third": (45, 59),
    "thirdabroad": (30, 50),
    "fourth": (65, 87),
    "fourthabroad": (21, 40),
    "nones": (50, 60),
    "guards": (57, 80),
    "wary": (56, 64),
    "fifth": (52, 66),
    "fifthabroad": (26, 30),
    "held": (57, 60),
    "sixthabroad": (31, 61),
    "sixth": (56, 105),
    "sixthlists": (8, 93),
    "unvoted": (26, 29),
    "seventh": (54, 60),
    "seventhabroad": (20, 24),
    "eighth": (37, 45),
    "eighthabroad": (15, 18),
    "ninth": (33, 45),
    "ninthabroad": (13, 14),
    "tenth": (24, 60),
    "tenthabroad": (39, 60),
    "tenthnones": (48, 61),
    "eleventhnones": (48, 60),
    "twelfthnones": (46, 60),
    "eleventh": (34, 45),
    "eleventhabroad": (19, 30),
    "thirteenth": (55, 70),
    "thirteenthnones": (61, 70),
    "fourteenth": (72, 80),
    "fourteenthabroad": (47, 60),
    "fourteenthnones": (63, 70),
    "thirteenthabroad": (39, 50),
}
"""Of each file: how many reports were read wholly as labelled when they were first read, and of how many."""


def faults(case: Told) -> list[str]:
    """Say what is read otherwise than labelled; nothing where all is right."""
    sightings = sorted(read_votes(case.document)[0], key=lambda sighting: not sighting.primary)
    if not case.votes:
        return [f"told {one.organ} {one.outcome} {one.tally}" for one in sightings]
    found = []
    for place, vote in enumerate(case.votes):
        compared = [wrong(vote, one) for one in (sightings[:1] if place == 0 else sightings[1:])]
        if [] not in compared:
            found.append("; ".join(compared[0]) if compared else f"not read: {vote}")
    return found


def tables() -> Iterator[str]:
    """Yield the lines of the report."""
    for file, (first, of) in FIRST_SIGHT.items():
        cases = list(told(file))
        right = sum(not faults(case) for case in cases)
        yield f"reports of {file}.txt: {first}/{of} wholly right at first sight, {right}/{len(cases)} now"
        yield from (f"  {case.name}: {'; '.join(found)}" for case in cases if (found := faults(case)))


if __name__ == "__main__":
    print("\n".join(tables()))  # noqa: T201 - a report is printed
