"""An alert about a vote on record, with all its buttons, and the program's own commands that answer them: for tests of each chat."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

from bot.commands import Answers
from bot.message import Post
from bot.model import Alert, Choice, Quote, SourcedQuote, Vote
from bot.record import fold
from bot.record.wants import sentence
from bot.store import Store
from bot.telling import wording
from tests.votes import VETO, evidence

MOMENT = dt.datetime(2022, 6, 1, 12, tzinfo=dt.UTC)
TEXT = "https://docs.un.org/en/S/2022/431"
BUTTONS = {
    "Full roll call": "Against (2)",
    "All quotes": "promote a political solution",
    "History": "first recorded",
    "Follow this item": "Followed here from now on: every vote on the topic “Korean Peninsula” (number 1). /un unsubscribe 1 ends it.",
}
"""Each button that asks, and what its answer says; one more leads to TEXT."""


def vote() -> Vote:
    """The veto of S/2022/431, with a few words of China's statement after it (S/PV.9048)."""
    said = "promote a political solution"
    one = evidence(VETO)
    quote = SourcedQuote(Quote(said, ((0, len(said)),), speaker="Zhang Jun", state="CHN", key=1), one.source)
    told = fold.fold([one])
    return Vote(
        **{
            **{name: getattr(told, name) for name in Vote.__slots__},
            "quotes": (quote,),
            "ballots": dict.fromkeys(("CHN", "RUS"), Choice.NO),
        }
    )


@contextlib.asynccontextmanager
async def recorded(directory: Path) -> AsyncIterator[tuple[Answers, int]]:
    """Put that vote on record; yields what answers questions, and the vote's number."""
    async with Store(f"sqlite:///{directory / 'items.sqlite3'}") as store:
        await store.upgrade()
        async with store.begin() as ledger:
            number = (await ledger.votes.add(vote(), MOMENT, backlog=True)).id
        yield Answers(store, lambda: MOMENT), number


def alert(channel: str, number: int) -> Post:
    """Owe the alert to a channel."""
    return Post(7, channel, wording.message(Alert(vote()), vote_id=number))


async def told(answers: Answers) -> list[tuple[str, str]]:
    """Return what each channel is told."""
    return [(one.channel, sentence(one.rule)) for one in await answers.subscriptions()]
