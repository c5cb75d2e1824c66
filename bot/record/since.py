"""What came since a digest: votes told for the first time, and votes whose outcome is another than it was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.model import Alert, Rule, Vote
from bot.record.news import worth_telling
from bot.record.wants import wants

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class News:
    """A vote that came, or whose outcome became another; ``id`` grows as they come. ``outcome`` is empty where it is not worth telling.

    ``record_id`` is the same for all news of one vote.
    """

    id: int
    record_id: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Came:
    """A vote as a digest tells it, and as an earlier one told it, if any did."""

    vote: Vote
    before: Vote | None = None


def standing(vote: Vote) -> str:
    """Say in one word what a digest tells of a vote; "" where nothing."""
    if not worth_telling(vote):
        return ""
    return WITHDRAWN if vote.withdrawn else vote.outcome.value


def net(new: Iterable[News], told: Iterable[News]) -> Iterator[tuple[News, News | None]]:
    """Yield what is different now, each vote once, in the order it came, with what was told of it before.

    A vote that changed and changed back is not different, nor is one that came and was withdrawn unseen.
    """
    now = {news.record_id: news for news in sorted(new, key=lambda n: n.id)}
    before = {news.record_id: news for news in sorted(told, key=lambda n: n.id) if news.outcome}
    for news in sorted(now.values(), key=lambda n: n.id):
        was = before.get(news.record_id)
        if news.outcome and news.outcome != (was.outcome if was else WITHDRAWN):
            yield news, was


def asked_for(rule: Rule, came: Came) -> bool:
    """Whether a rule wants it as it is, or wanted what was told before and is no longer true."""
    return wants(rule, Alert(came.vote)) or (came.before is not None and wants(rule, Alert(came.before)))
