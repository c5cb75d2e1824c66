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
from bot.words import N_, _, ngettext

_BEFORE: dict[State, tuple[str, dt.date]] = {  # who sat in a member's seat, and the first day they no longer did
    "RUS": (
        N_("Vetoes of the Soviet Union, whose seat it took over, are counted with its own."),
        dt.date(1991, 12, 24),
    ),
    "CHN": (
        N_("The veto of 13 December 1955 was the Republic of China’s, which held the seat until 1971."),
        dt.date(1955, 12, 14),
    ),
}
_ROOM = 5  # vetoes a page: head, rule and links need room too


async def vetoes(asked: Asked) -> Answer:
    """Answer with the vetoes asked for."""
    country: State | None = asked.read("country", values.state)
    topic, notes = asked.value("topic"), list[str]()
    if country and country not in PERMANENT:  # nobody else can veto: the drafts about it are meant
        topic = f"{states.name(country)} {topic}".strip()
        named = states.local_name(country)
        notes = [_("Only the five permanent members can veto: these are vetoes on drafts about {state}.", state=named)]
        country = None
    wanted = wanted_of(asked, outcomes=(Outcome.VETOED,), vetoed_by=(country,) if country else (), listed_only=True)
    chosen = selection(asked, wanted, topic)
    head = _head(country, wanted, topic)
    notes += _before(country, wanted) + ([_(TOPIC_NOTE)] if topic else [])
    return await _file(asked, chosen, head) if asked.file else await _page(asked, chosen, head, notes)


def _before(country: State | None, wanted: Wanted) -> list[str]:
    """Say whose vetoes are counted with a member's, where the time asked for holds any."""
    note, end = _BEFORE.get(country or "", ("", dt.date.min))
    return [_(note)] if note and (wanted.since is None or wanted.since < end) else []


def _head(country: State | None, wanted: Wanted, topic: str) -> str:
    by = _(" by {state}", state=states.local_name(country)) if country else ""
    named = _("Vetoes")
    return f"{named}{by}{answers.times(wanted.since, wanted.until)}{about(topic)}"


async def _file(asked: Asked, chosen: Selection, head: str) -> Answer:
    counted, found = await chosen.vetoes(), await chosen.select(ALL)
    form = {"rule": COUNTING_RULE, "count": len(found), "by_member": dict(counted)}
    return await votes_as_file(asked, answers.headed(head, ngettext("{n} vetoed draft", "{n} vetoed drafts", len(found))), form, found)


async def _page(asked: Asked, chosen: Selection, head: str, notes: list[str]) -> Answer:
    total, counted = await chosen.count(), await chosen.vetoes()
    rule = _("Counting rule: {rule}", rule=_(COUNTING_RULE))
    if not total:
        return Answer("\n".join([_("{head}: none on record.", head=head), *notes, rule]))
    found = answers.headed(head, ngettext("{n} vetoed draft", "{n} vetoed drafts", total))
    above = [f"**{found}**", _("By member: {members}", members=answers.members(counted))]
    above += [_("A draft that two members vetoed counts for both.")] if sum(counted.values()) > total else []
    lines = listed(await chosen.select(_ROOM, offset(asked, _ROOM)))
    return paged(asked, above, lines, [*notes, rule], total, _ROOM)
