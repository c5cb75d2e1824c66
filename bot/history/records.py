"""Newer votes from the UN's own resolution records that an operator has downloaded: Akoma Ntoso documents, extracts as JSON lines.

The Secretariat files each Council resolution since 2000, and since 2023 each draft not adopted, with every member's vote, at
https://github.com/UNxml/SCresolutions. How they are read is the business of the source that reads them one by one; here they are put on
record as past votes, of which nobody is alerted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.history import PastVote
from bot.history.update import Learned, Learner
from bot.model import Authority, Evidence, Reading, Sighting, Source
from bot.reading import symbols
from bot.record.fold import fold

ORIGIN = "un-resolutions"
_TITLE = "United Nations: resolutions of the Security Council"
_AT_ONCE = 200
_NUMBER = re.compile(r"S/(?:RES/(?P<resolution>\d+)|(?P<year>\d{4})/(?P<draft>\d+)(?:/Rev\.(?P<revision>\d))?)")


async def learn(store: Learner, readings: Iterable[Reading], now: dt.datetime, learned: Learned | None = None) -> Learned:
    """Put what records tell on record, some votes at a time; may be run again. A vote without symbol or date is listed as refused."""
    learned = learned or Learned()
    votes = _votes(readings, learned)
    while batch := list(islice(votes, _AT_ONCE)):
        await store.learn(ORIGIN, batch, learned, now)
    return learned


def _votes(readings: Iterable[Reading], learned: Learned) -> Iterator[PastVote]:
    for reading in readings:
        for sighting in reading.sightings:
            vote = past_vote(sighting)
            if vote is None:
                learned.refused.append(f"{sighting.resolution or sighting.draft or 'a record'}: no symbol or no date")
            else:
                yield vote


def past_vote(sighting: Sighting) -> PastVote | None:
    """Return what a record tells as a past vote; None where its symbol or its date is not told."""
    symbol = sighting.resolution or sighting.draft or ""
    number = _NUMBER.fullmatch(symbol)
    if number is None or sighting.date is None:
        return None
    source = Source(_TITLE, symbols.url(symbol, sighting.date.year), Authority.OFFICIAL_RECORD)
    return PastVote(_numbered(number), sighting.date.replace(day=1), fold([Evidence(source, sighting)]))


def _numbered(symbol: re.Match[str]) -> int:
    """Make one number of a symbol: S/RES/2728 is 2728, S/2023/506/Rev.1 is 2023005061."""
    if symbol["resolution"]:
        return int(symbol["resolution"])
    return (int(symbol["year"]) * 100_000 + int(symbol["draft"])) * 10 + int(symbol["revision"] or 0)
