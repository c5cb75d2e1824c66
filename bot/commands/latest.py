"""``latest`` and ``upcoming``: what was voted on last, and what is announced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.asking import Answer
from bot.commands.asked import SIZE, Asked, as_file, listed, offset, paged, votes_as_file
from bot.commands.selection import selection, wanted_of
from bot.record.expected import Expected
from bot.telling import answers, recorded, wording
from bot.words import _, day, pgettext

_IN_FILE = 100


async def latest(asked: Asked) -> Answer:
    """Answer with the latest votes; a file holds the last hundred."""
    wanted = wanted_of(asked)
    chosen = selection(asked, wanted)
    outcome = _(", {outcome}", outcome=recorded.word(wanted.outcomes[0].value)) if wanted.outcomes else ""
    named = _("Latest votes")
    head = f"{named}{answers.organs(wanted.organs)}{outcome}"
    if asked.file:
        found = await chosen.select(_IN_FILE)
        return await votes_as_file(asked, head, {"count": len(found)}, found)
    total = await chosen.count()
    if not total:
        return Answer(_("{head}: none on record.", head=head))
    return paged(asked, [f"**{head}**"], listed(await chosen.select(SIZE, offset(asked))), [], total)


async def upcoming(asked: Asked) -> Answer:
    """Answer with the votes that are announced and not yet taken."""
    coming = await asked.ledger.expected.coming(asked.now)
    if asked.file:
        rows = [_form(one) for one in coming]
        return as_file(asked, _("Upcoming votes"), {"count": len(rows), "upcoming": rows}, rows, _COLUMNS)
    if not coming:
        return Answer(_("No vote is announced in what was read so far. Announcements come from the UN Journal, UN Press and news feeds."))
    return _page(asked, coming)


def _page(asked: Asked, coming: Sequence[Expected]) -> Answer:
    lines = [_line(one) for one in coming]
    named = _("Upcoming votes")
    return paged(asked, [f"**{named}**"], lines[offset(asked) : offset(asked) + SIZE], [], len(lines))


def _line(one: Expected) -> str:
    said = one.upcoming
    organ = wording.organ(said.organ)
    draft = f" {answers.link(said.draft, said.date)}" if said.draft else ""
    what = f"{organ}{draft}"
    what = _("{document}: {subject}", document=what, subject=answers.plain(said.subject)) if said.subject else what
    told = pgettext("between names", ", ").join(answers.linked(source.name, source.url) for source in one.sources[:3])
    when = day(said.date) if said.date else _("No day told")
    return _("{day} · {what} — announced by {sources}", day=when, what=what, sources=told)


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
