"""``vetoes``: a list of vetoed drafts, how many each member cast, and the rule they are counted by."""

from __future__ import annotations

import datetime as dt

from bot import states
from bot.asking import Answer
from bot.commands import values
from bot.commands.asked import ALL, Asked, listed, offset, paged, votes_as_file
from bot.commands.selection import TOPIC_NOTE, Selection, about, selection, wanted_of
from bot.model import Outcome, State
from bot.record.outcome import COUNTING_RULE
from bot.states import PERMANENT
from bot.store import Wanted
from bot.telling import answers

_BEFORE: dict[State, tuple[str, dt.date]] = {  # who sat in a member's seat, and the first day they no longer did
    "RUS": ("Vetoes of the Soviet Union, whose seat the Russian Federation took over, are counted with its own.", dt.date(1991, 12, 24)),
    "CHN": ("The veto of 13 December 1955 was cast by the Republic of China, which held China’s seat until 1971.", dt.date(1955, 12, 14)),
}
_ROOM = 5  # vetoes a page: head, rule and links need room too


async def vetoes(asked: Asked) -> Answer:
    """Answer with the vetoes asked for."""
    country: State | None = asked.read("country", values.state)
    topic, notes = asked.value("topic"), list[str]()
    if country and country not in PERMANENT:  # nobody else can veto: the drafts about it are meant
        topic = f"{states.name(country)} {topic}".strip()
        notes = [f"Only the five permanent members can veto: these are vetoes on drafts about {states.name(country)}."]
        country = None
    wanted = wanted_of(asked, outcomes=(Outcome.VETOED,), vetoed_by=(country,) if country else (), listed_only=True)
    chosen = selection(asked, wanted, topic)
    head = _head(country, wanted, topic)
    notes += _before(country, wanted)
    return await _file(asked, chosen, head) if asked.file else await _page(asked, chosen, head, [*notes, *([TOPIC_NOTE] if topic else [])])


def _before(country: State | None, wanted: Wanted) -> list[str]:
    """Say whose vetoes are counted with a member's, where the time asked for holds any."""
    note, end = _BEFORE.get(country or "", ("", dt.date.min))
    return [note] if note and (wanted.since is None or wanted.since < end) else []


def _head(country: State | None, wanted: Wanted, topic: str) -> str:
    by = f" by {states.name(country)}" if country else ""
    return f"Vetoes{by}{answers.times(wanted.since, wanted.until)}{about(topic)}"


async def _file(asked: Asked, chosen: Selection, head: str) -> Answer:
    counted, found = await chosen.vetoes(), await chosen.select(ALL)
    form = {"rule": COUNTING_RULE, "count": len(found), "by_member": dict(counted)}
    return votes_as_file(asked, f"{head}: {len(found)} vetoed drafts", form, found)


async def _page(asked: Asked, chosen: Selection, head: str, notes: list[str]) -> Answer:
    total, counted = await chosen.count(), await chosen.vetoes()
    if not total:
        return Answer("\n".join([f"{head}: none on record.", *notes, f"Counting rule: {COUNTING_RULE}"]))
    above = [f"**{head}: {total:,} vetoed draft{'s' if total > 1 else ''}**", f"By member: {answers.members(counted)}"]
    above += ["A draft that two members vetoed counts for both."] if sum(counted.values()) > total else []
    lines = listed(await chosen.select(_ROOM, offset(asked, _ROOM)))
    return paged(asked, above, lines, [*notes, f"Counting rule: {COUNTING_RULE}"], total, _ROOM)
