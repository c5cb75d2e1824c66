"""The way out of what is told beside alerts: claim → words → send or edit → settle, like alerts (``bot.deliver``)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.deliver import Box, Sender
from bot.message import Message, Post
from bot.model import Alert, Mention, Vote
from bot.record import news
from bot.record.preferences import called
from bot.store import Ledger, MemoKind, OwedMemo
from bot.telling import memo as telling
from bot.words import speaking


class MemoSender(Sender[OwedMemo]):
    """Sends the memos of one chat, and edits those whose votes have changed."""

    def _box(self, ledger: Ledger) -> Box[OwedMemo]:
        return ledger.memos

    async def _post(self, owed: OwedMemo) -> Post:
        async with self._store.look() as ledger:
            told = [await _told(ledger, owed.memo.kind, *vote) for vote in owed.memo.votes]
        with speaking(owed.memo.preferences.language):
            message = self._worded(owed, told)
        alert = told[0] if owed.memo.kind is not MemoKind.ROLLED else None
        return Post(owed.id, owed.channel, message, owed.doubtful, alert, _called(owed, told), owed.memo.thread or "")

    def _worded(self, owed: OwedMemo, told: Sequence[Alert]) -> Message:
        if owed.memo.kind is MemoKind.ROLLED:
            return telling.rolled([alert.vote for alert in told], self._clock().date())
        if owed.memo.kind is MemoKind.THREAD:
            return telling.corrected(told[0])
        ((vote_id, _, _),) = owed.memo.votes
        return telling.as_preferred(telling.test(told[0].vote, vote_id), owed.memo.preferences)


def _called(owed: OwedMemo, told: Sequence[Alert]) -> tuple[Mention, ...]:
    """Return whom the rest of an hour calls, each once: as the votes in it would have; nothing else does, and no edit."""
    if owed.memo.kind is not MemoKind.ROLLED or owed.reference is not None:
        return ()
    return tuple(dict.fromkeys(mention for alert in told for mention in called(owed.memo.preferences, alert.vote)))


async def _told(ledger: Ledger, kind: MemoKind, vote_id: int, revision: int, before: int | None) -> Alert:
    """Return what to tell of a vote: as it is now among the rest of an hour, else as it was then, with what that changed."""
    if kind is MemoKind.ROLLED:
        return Alert(await _now(ledger, vote_id))
    vote = await ledger.votes.at(vote_id, revision)
    return Alert(vote, () if before is None else news.changes(await ledger.votes.at(vote_id, before), vote))


async def _now(ledger: Ledger, vote_id: int) -> Vote:
    recorded = await ledger.votes.get(vote_id)
    while recorded.merged_into is not None:
        recorded = await ledger.votes.get(recorded.merged_into)
    return recorded.vote
