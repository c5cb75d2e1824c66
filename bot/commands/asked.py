"""A question as its handler gets it, and the forms all answers share: files, pages, buttons about one vote."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.asking import Action, Answer, Ask, Attachment
from bot.commands import values
from bot.model import Vote
from bot.ports import VetowatchError
from bot.store import Ledger, RecordedVote
from bot.telling import answers, forms
from bot.telling.wording import offered
from bot.words import _

SIZE = 8  # votes a page
_MANY = 500
ALL = 100_000  # more than there are votes: files hold them all


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, a view of the store to answer from, and the time it is asked."""

    ledger: Ledger
    ask: Ask
    now: dt.datetime

    def value(self, name: str) -> str:
        """Return what an option was given, "" where it was left out."""
        return self.ask.values.get(name, "").strip()

    @property
    def page(self) -> int:
        """Which page is asked for, from 1 on. Raises VetowatchError where it is no number."""
        given = self.value("page") or "1"
        if not given.isdecimal() or int(given) < 1:
            raise VetowatchError(_("no such page: {page}", page=given))
        return int(given)

    @property
    def file(self) -> str:
        """Return "csv" or "json" where the answer is wanted as a file, else ""."""
        return values.file_format(self.value("format"))

    def read(self, name: str, reader: Callable[[str], Any]) -> Any:
        """Read an option, None where it was left out."""
        given = self.value(name)
        return reader(given) if given else None


def as_file(asked: Asked, text: str, form: Mapping[str, Any], rows: Iterable[forms.Form], columns: Sequence[str]) -> Answer:
    """Answer with a file: JSON holds the whole answer, CSV its rows."""
    kind = asked.file
    body = forms.to_json(form) if kind == "json" else forms.to_csv(rows, columns)
    media_type = "application/json" if kind == "json" else "text/csv"
    return Answer(text, attachment=Attachment(f"{asked.ask.command}.{kind}", body, media_type))


async def votes_as_file(
    asked: Asked, text: str, form: Mapping[str, Any], recorded: Sequence[RecordedVote], before: Mapping[str, Callable[[Vote], str]] = {}
) -> Answer:
    """Answer with a file of votes, under the key "votes" in JSON; ``before`` are more columns, before the facts of each.

    Thousands are written on a thread, while others are answered; a few are sooner written than handed over.
    """

    def written() -> Answer:
        rows = [{**{name: of(one.vote) for name, of in before.items()}, **forms.vote(one.vote)} for one in recorded]
        return as_file(asked, text, {**form, "votes": rows}, rows, (*before, *forms.VOTE_COLUMNS))

    return await asyncio.to_thread(written) if len(recorded) > _MANY else written()


def listed(recorded: Sequence[RecordedVote]) -> list[str]:
    """Write votes as lines of a list."""
    return [answers.line(one.vote, one.month) for one in recorded]


def paged(asked: Asked, head: Sequence[str], lines: Sequence[str], foot: Sequence[str], total: int, size: int = SIZE) -> Answer:
    """Answer with one page of a list: what stands above and below it on each, and buttons for the pages beside it."""
    last = max(1, -(-total // size))
    counter = [_("Page {n} of {last}", n=asked.page, last=last)] if last > 1 else []
    return Answer(answers.fitted([*head, *lines, *foot, *counter]), turning(asked, last))


def turning(asked: Asked, last: int) -> tuple[Action, ...]:
    """Offer the pages beside the one shown."""
    beside = ((_("Back"), asked.page - 1), (_("Next"), asked.page + 1))
    return tuple(Action(label, _on_page(asked.ask, page)) for label, page in beside if 1 <= page <= last)


def offset(asked: Asked, size: int = SIZE) -> int:
    """Return how many votes stand on the pages before."""
    return (asked.page - 1) * size


def _on_page(ask: Ask, page: int) -> Ask:
    return Ask(ask.command, {**{name: value for name, value in ask.values.items() if value}, "page": str(page)})


def about_vote(recorded: RecordedVote) -> tuple[Action, ...]:
    """Offer what else is known of one vote."""
    return offered(recorded.vote, recorded.id)
