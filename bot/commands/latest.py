"""``latest`` and ``upcoming``: what was voted on last, and what is announced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.asking import Answer
from bot.commands.asked import SIZE, Asked, as_file, listed, offset, paged, votes_as_file
from bot.commands.selection import selection, wanted_of
from bot.record.expected import Expected
from bot.record.wants import ORGANS
from bot.telling import answers
from bot.words import day

_IN_FILE = 100


async def latest(asked: Asked) -> Answer:
    """Answer with the latest votes; a file holds the last hundred."""
    wanted = wanted_of(asked)
    chosen = selection(asked, wanted)
    outcome = f", {wanted.outcomes[0].value}" if wanted.outcomes else ""
    head = f"Latest votes{answers.organs(wanted.organs)}{outcome}"
    if asked.file:
        found = await chosen.select(_IN_FILE)
        return votes_as_file(asked, head, {"count": len(found)}, found)
    total = await chosen.count()
    if not total:
        return Answer(f"{head}: none on record.")
    return paged(asked, [f"**{head}**"], listed(await chosen.select(SIZE, offset(asked))), [], total)


async def upcoming(asked: Asked) -> Answer:
    """Answer with the votes that are announced and not yet taken."""
    coming = await asked.ledger.expected.coming(asked.now)
    if asked.file:
        rows = [_form(one) for one in coming]
        return as_file(asked, "Upcoming votes", {"count": len(rows), "upcoming": rows}, rows, _COLUMNS)
    if not coming:
        return Answer("No vote is announced in what was read so far. Announcements come from the UN Journal, UN Press and news feeds.")
    return _page(asked, coming)


def _page(asked: Asked, coming: Sequence[Expected]) -> Answer:
    lines = [_line(one) for one in coming]
    return paged(asked, ["**Upcoming votes**"], lines[offset(asked) : offset(asked) + SIZE], [], len(lines))


def _line(one: Expected) -> str:
    said = one.upcoming
    organ = ORGANS[said.organ].removeprefix("the ")
    draft = f" {answers.link(said.draft, said.date)}" if said.draft else ""
    about = f": {answers.plain(said.subject)}" if said.subject else ""
    told = ", ".join(answers.linked(source.name, source.url) for source in one.sources[:3])
    return f"{day(said.date) if said.date else 'No day told'} · {organ}{draft}{about} — announced by {told}"


_COLUMNS = ("organ", "date", "draft", "subject", "announced", "sources")


def _form(one: Expected) -> dict[str, Any]:
    said = one.upcoming
    return {
        "organ": said.organ.value,
        "date": said.date.isoformat() if said.date else None,
        "draft": said.draft,
        "subject": said.subject,
        "announced": one.seen.isoformat(),
        "sources": [source.url for source in one.sources],
    }
