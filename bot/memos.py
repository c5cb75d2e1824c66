"""The way out of what is told beside alerts: claim → words → send or edit → settle, like alerts (``bot.deliver``)."""

from __future__ import annotations

from dataclasses import replace

from bot.deliver import Box, Sender
from bot.message import Post
from bot.model import Alert, Vote
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
        with speaking(owed.memo.preferences.language):
            return await self._worded(owed)

    async def _worded(self, owed: OwedMemo) -> Post:
        post = Post(owed.id, owed.channel, telling.rolled((), self._clock().date()), owed.doubtful, thread=owed.memo.thread or "")
        async with self._store.look() as ledger:
            if owed.memo.kind is MemoKind.ROLLED:
                return await self._rolled(ledger, owed, post)
            ((vote_id, revision, before),) = owed.memo.votes
            vote = await ledger.votes.at(vote_id, revision)
            if owed.memo.kind is MemoKind.TEST:
                message = telling.as_preferred(telling.test(vote, vote_id), owed.memo.preferences)
                return replace(post, message=message, alert=Alert(vote))
            alert = Alert(vote, news.changes(await ledger.votes.at(vote_id, before or revision), vote))
            return replace(post, message=telling.corrected(alert), alert=alert)

    async def _rolled(self, ledger: Ledger, owed: OwedMemo, post: Post) -> Post:
        """Tell of votes as they are now. Who is to be called for one of them is called once."""
        votes = [await _now(ledger, vote_id) for vote_id, _, _ in owed.memo.votes]
        mentions = dict.fromkeys(mention for vote in votes for mention in called(owed.memo.preferences, vote))
        message = telling.rolled(votes, self._clock().date())
        return replace(post, message=message, mentions=tuple(mentions) if owed.reference is None else ())


async def _now(ledger: Ledger, vote_id: int) -> Vote:
    recorded = await ledger.votes.get(vote_id)
    while recorded.merged_into is not None:
        recorded = await ledger.votes.get(recorded.merged_into)
    return recorded.vote
