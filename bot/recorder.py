"""What one page says, put on record within one transaction.

record
  retract            what the page said before
  assign             each sighting to the vote it tells of, or to a new one
  fold               each vote touched, anew from all its evidence
  unite, rehome      records that turn out to be one vote; sightings that turn out to be of another
  owe                what is news, to each channel that wants it; what changed, to each message about it
  expect             what the page announces, until a vote is found to be it; nothing is sent for it
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from bot import pace
from bot.model import Alert, Authority, Evidence, Reading, Sighting, Source, Subscription, Upcoming, Vote
from bot.record import fold, key, news
from bot.record.expected import Expected, came
from bot.record.preferences import tells_at_once
from bot.record.wants import wants
from bot.store import Ledger, RecordedVote, Told

log = logging.getLogger(__name__)
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
_JUST_TAKEN = dt.timedelta(days=3)  # summaries of long Assembly meetings come days late
_FRESH = dt.timedelta(hours=1)  # what was published so shortly before a subscription is still news to it
_TOLD_TWICE = "this is the vote another message here tells of"


class Recorder:
    """Records what one page says, within one transaction."""

    def __init__(self, ledger: Ledger, now: dt.datetime, *, backlog: bool) -> None:
        """``backlog``: the page was listed before anybody could ask for it, so it is news only to those who asked for the past."""
        self._ledger = ledger
        self._now = now
        self._backlog = backlog
        self.chats: set[str] = set()
        self._told: set[int] = set()
        self._before: set[int] = set()

    async def record(self, item_id: int, source: Source, reading: Reading) -> int:
        """Replace what the page said by what it says; returns how many votes were news or changed."""
        votes = self._ledger.votes
        before = self._before = await votes.retract(item_id)
        said = key.with_own_titles([_dated(sighting, source) for sighting in reading.sightings])
        known = {vote_id: vote for sighting in said for vote_id, vote in (await votes.candidates(sighting, self._now)).items()}
        chosen = key.assign(said, dict(sorted(known.items())), told_before=before)
        touched = {
            await self._join(vote_id, item_id, Evidence(source, sighting, reading.quotes if sighting.primary else ()))
            for sighting, vote_id in zip(said, chosen, strict=True)
        }
        for vote_id in sorted(before - touched):
            await self._refold(await votes.get(vote_id))
        for vote_id in sorted(touched):
            await self._unite(vote_id)
        await self._rehome(touched)
        await self._expect(item_id, source, reading.upcoming)
        for vote_id in sorted(before | touched | self._told):
            await self._settle(vote_id)
        return len(self._told)

    async def _expect(self, item_id: int, source: Source, announced: Iterable[Upcoming]) -> None:
        """Keep what a page announces, in the place of what it announced before; with no draft, day or subject there is nothing to await."""
        await self._ledger.expected.retract(item_id)
        for upcoming in announced:
            if upcoming.draft or upcoming.date or upcoming.subject:
                await self._ledger.expected.add(item_id, source, upcoming, await self._came(source, upcoming), self._now)

    async def _came(self, source: Source, upcoming: Upcoming) -> int | None:
        """Return the vote on record that an announcement speaks of, told late or read again."""
        asked = key.announced(upcoming)
        awaited = Expected(upcoming, (source,), self._now)
        return next(
            (vote_id for vote_id, vote in (await self._ledger.votes.candidates(asked, self._now)).items() if came(awaited, vote)), None
        )

    async def _settle(self, vote_id: int) -> None:
        """Mark what announced a vote as come, or as still expected where the vote was taken back."""
        recorded = await self._ledger.votes.get(vote_id)
        await self._ledger.expected.settle(recorded.merged_into or vote_id, recorded.vote)

    async def _join(self, vote_id: int | None, item_id: int, evidence: Evidence) -> int:
        """Add evidence to the vote it tells of, or open a new one."""
        if vote_id is None:
            return await self._open(item_id, evidence)
        votes = self._ledger.votes
        known_from_history = vote_id not in self._before and not await votes.is_told(vote_id)
        await votes.add_evidence(vote_id, item_id, evidence, self._now)
        await self._refold(await votes.get(vote_id))
        if known_from_history and _is_report(evidence, self._now):
            await self._tell(await votes.renew(vote_id, self._now, backlog=self._backlog), evidence)
        return vote_id

    async def _open(self, item_id: int, evidence: Evidence) -> int:
        recorded = await self._ledger.votes.add(fold.fold([evidence]), self._now, backlog=self._backlog)
        await self._ledger.votes.add_evidence(recorded.id, item_id, evidence, self._now)
        await self._tell(recorded, evidence)
        return recorded.id

    async def _tell(self, recorded: RecordedVote, evidence: Evidence) -> None:
        """Tell the first word of a vote."""
        alert = news.between(None, recorded.vote)
        if alert is not None:
            self._told.add(recorded.id)
            await self._tell_news(recorded, alert, evidence.source.published)

    async def _refold(self, recorded: RecordedVote) -> None:
        """Fold a vote's evidence anew, and let every message about it follow."""
        evidence = await self._ledger.votes.evidence(recorded.id)
        vote = fold.fold(evidence) if evidence else replace(recorded.vote, withdrawn=True, conflicts=())
        if vote != recorded.vote:
            await self._revise(recorded, recorded.vote, vote)

    async def _revise(self, recorded: RecordedVote, before: Vote, vote: Vote) -> None:
        """Put a vote's record anew, and tell what a reader sees differ from ``before``."""
        revised = await self._ledger.votes.revise(recorded, vote, self._now)
        alert = news.between(before, vote)
        if alert is not None:
            self._told.add(recorded.id)
            await self._tell_change(revised, alert)

    async def _unite(self, vote_id: int) -> None:
        """Join a vote to the one it turns out to be, as when a page names the draft some told of and the resolution others did."""
        votes = self._ledger.votes
        recorded = await votes.get(vote_id)
        while recorded.merged_into is None:
            others = await votes.candidates(key.as_sighting(recorded.vote), self._now)
            others.pop(recorded.id, None)
            other_id = key.twin(recorded.vote, others, told_apart=await votes.told_apart(recorded.id))
            if other_id is None:
                return
            other = await votes.get(other_id)
            kept, gone = sorted((recorded, other), key=lambda vote: vote.id)
            await self._merge(kept, gone)
            recorded = await votes.get(kept.id)

    async def _merge(self, kept: RecordedVote, gone: RecordedVote) -> None:
        """Move all that is said of ``gone`` to ``kept``, the older one.

        Messages about it follow, each still corrected against what it first said; one in a channel that has a message about both says so.
        The kept record's revisions go on above both, so that a message being sent just now counts as out of date.
        """
        votes, outbox = self._ledger.votes, self._ledger.outbox
        await votes.merge(gone.id, kept.id)
        latest, numbers = replace(kept, revision=max(kept.revision, gone.revision)), {}
        for number in sorted(await outbox.shown(gone.id)):
            latest = await votes.revise(latest, await votes.at(gone.id, number), self._now)
            numbers[number] = latest.revision
        await outbox.follow(gone.id, kept.id, numbers)
        vote = fold.fold(await votes.evidence(kept.id))
        await self._say_told_twice(gone, vote)
        await self._revise(latest, kept.vote, vote)
        self.chats |= {chat for chat, _channel in await outbox.revise(kept.id, latest.revision + 1, self._now)}
        log.info("vote %d is vote %d: joined", gone.id, kept.id)

    async def _say_told_twice(self, gone: RecordedVote, vote: Vote) -> None:
        """Let the messages that stay with a vote joined to another say so."""
        revised = await self._ledger.votes.revise(gone, replace(vote, withdrawn=True, conflicts=(_TOLD_TWICE,)), self._now)
        self.chats |= {chat for chat, _channel in await self._ledger.outbox.revise(gone.id, revised.revision, self._now)}

    async def _rehome(self, touched: Iterable[int]) -> None:
        """Look again at what was said without symbols of other votes about those days, now that one is known better."""
        votes = self._ledger.votes
        for day in {(vote.organ, vote.date): vote for vote in [(await votes.get(vote_id)).vote for vote_id in sorted(touched)]}.values():
            near = await votes.candidates(replace(key.as_sighting(day), draft=None, resolution=None, meeting=None), self._now)
            if len(near) > 1:
                await self._rehome_among(near, await votes.told(near))

    async def _rehome_among(self, near: dict[int, Vote], said: list[Told]) -> None:
        homes = {told.id: told.vote_id for told in said}
        for told in said:
            home = homes[told.id]
            rest = [other.evidence for other in said if homes[other.id] == home and other is not told]
            taken = {homes[other.id] for other in said if other.item_id == told.item_id}  # one page's sightings are of different votes
            others = {vote_id: vote for vote_id, vote in near.items() if vote_id not in taken}
            better = key.misplaced(told.evidence.sighting, partial(fold.fold, rest), others) if rest else None
            if better is not None:
                homes[told.id] = better
                await self._ledger.votes.move(told.id, better)
                for changed in (home, better):
                    await self._refold(await self._ledger.votes.get(changed))

    async def _tell_change(self, revised: RecordedVote, alert: Alert) -> None:
        """Let posted messages follow; a vote that only now matches a rule is news to those who were there when it was first told."""
        if revised.vote.withdrawn:
            await self._ledger.outbox.drop_unsent(revised.id)
        channels = await self._ledger.outbox.revise(revised.id, revised.revision, self._now)
        self.chats |= {chat for chat, _channel in channels}
        if not revised.backlog and not revised.vote.withdrawn:
            await self._owe(revised, alert, late=False, to=lambda s: revised.first_seen > s.since)

    async def _tell_news(self, recorded: RecordedVote, alert: Alert, published: dt.datetime | None) -> None:
        """Tell everybody who wants it, but what a source listed when it was first polled only to those who asked for that past."""
        late = pace.late(self._now - (published or self._now))
        await self._owe(recorded, alert, late=late, to=lambda s: not self._backlog or (published or _LONG_AGO) + _FRESH >= s.since)

    async def _owe(self, recorded: RecordedVote, alert: Alert, *, late: bool, to: Callable[[Subscription], bool]) -> None:
        """Owe the vote once to each channel with a subscription that wants it at once, if it was not owed it before."""
        outbox = self._ledger.outbox
        for subscription_id, subscription in await self._ledger.subscriptions.all():
            if not tells_at_once(subscription) or not to(subscription) or not wants(subscription.rule, alert):
                continue
            if await outbox.owe(subscription_id, subscription, recorded.id, recorded.revision, self._now, late=late):
                self.chats.add(subscription.chat)


def _dated(sighting: Sighting, source: Source) -> Sighting:
    """Give an undated sighting the day its page was published in New York: a vote just taken is told the same day."""
    if sighting.date is not None or source.published is None:
        return sighting
    return replace(sighting, date=pace.new_york(source.published).date())


def _is_report(evidence: Evidence, now: dt.datetime) -> bool:
    """Whether a page tells of a vote as just taken: of the vote as its own news, within days, and not an official record, which is late."""
    said, source = evidence.sighting, evidence.source
    if not said.primary or said.date is None or source.authority is Authority.OFFICIAL_RECORD:
        return False
    return abs(pace.new_york(source.published or now).date() - said.date) <= _JUST_TAKEN
