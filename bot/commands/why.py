"""``why``: the journey of a page or a vote, stage by stage: fetched, read, merged, matched by which rule, sent.

In a chat only the asking channel's subscription and messages are shown; the command line, the operator's own, shows all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from bot.asking import Answer, Place
from bot.commands.asked import Asked, as_file, paged
from bot.commands.document import symbol_in
from bot.model import Alert, Rule, Subscription, When
from bot.ports import VetowatchError
from bot.record.news import worth_telling
from bot.record.preferences import tells_at_once
from bot.record.wants import wants
from bot.store import PageRead, RecordedVote, SaidOf, Sent
from bot.telling import answers
from bot.telling.recorded import word as told_word
from bot.telling.rules import rule_sentence
from bot.words import N_, _, isolated, moment, ngettext, pgettext

OPERATOR = Place("", "")
"""The command line asks from here: who runs the program sees every channel."""
_ROOM = 1700
_VOTES = 5
_STAGES = {
    "found": N_("found"),
    "fetched": N_("fetched"),
    "fault": N_("fault"),
    "read": N_("read"),
    "merged": N_("merged"),
    "matched": N_("matched"),
    "sent": N_("sent"),
}
_Step = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Journey:
    """All that is known of how one vote came to be told."""

    recorded: RecordedVote
    said: Sequence[SaidOf]
    sent: Sequence[Sent]
    subscriptions: Sequence[Subscription]


async def why(asked: Asked, place: Place) -> Answer:
    """Answer with the journey of a symbol's votes, or of a page and the votes it tells of."""
    question = asked.value("document")
    pages, votes = await _asked_for(asked, question)
    if not pages and not votes:
        raise VetowatchError(
            _("nothing was read or recorded of {words} here (a symbol, or a page’s full address)", words=answers.plain(question))
        )
    steps = [step for page in pages for step in _of_page(page)]
    steps += [step for journey in await _journeys(asked, votes, place) for step in _of_vote(journey)]
    if asked.file:
        return as_file(
            asked, _("The journey of {words}", words=question), {"asked": question, "steps": steps}, steps, ("stage", "at", "text")
        )
    lines = [f"**{_(_STAGES[step['stage']])}** {step['text']}" for step in steps]
    parted = answers.pages(lines, _ROOM)
    return paged(asked, [], parted[min(asked.page, len(parted)) - 1], [], len(parted), 1)


async def _asked_for(asked: Asked, question: str) -> tuple[Sequence[PageRead], Sequence[int]]:
    """Return the pages at an address, and the numbers of the votes they tell of; where there are none, of a symbol's votes."""
    symbol, ledger = symbol_in(question), asked.ledger
    found = (ledger.memory.find(symbol),) if symbol else ()
    pages, *bearing = await ledger.each(ledger.journeys.pages_at(question), *found)
    told = [vote for page in pages for vote in page.votes] if pages else [recorded.id for votes in bearing for recorded in votes]
    return pages, list(dict.fromkeys(told))[:_VOTES]


async def _journeys(asked: Asked, votes: Sequence[int], place: Place) -> list[_Journey]:
    ledger, of = asked.ledger, asked.ledger.journeys
    subscriptions = ledger.subscriptions.all() if place == OPERATOR else ledger.subscriptions.of(place.chat, place.channel)
    recorded, said, sent, known = await ledger.each(ledger.memory.recorded(votes), of.said_of(votes), of.sent(votes), subscriptions)
    told = [subscription for _, subscription in known]
    return [_Journey(one, said[one.id], [m for m in sent[one.id] if _may_see(place, m.chat, m.channel)], told) for one in recorded]


def _may_see(place: Place, chat: str, channel: str) -> bool:
    return place in (OPERATOR, Place(chat, channel))


def _of_page(page: PageRead) -> Iterator[_Step]:
    """Say how far a page came."""
    title, first = answers.plain(page.item.title or page.item.key), moment(page.first_seen)
    if page.backlog:
        seen = _("{page}: listed when its source was first asked by {source} on {time}", page=title, source=page.source, time=first)
    else:
        seen = _("{page}: listed by {source} on {time}", page=title, source=page.source, time=first)
    yield _step("found", page.first_seen, seen)
    due = moment(page.next_at) if page.next_at else ""
    if page.read_at:
        again = _("looked at again on {time}", time=due) if due else _("looked at again once its source lists it otherwise")
        yield _step("fetched", page.read_at, _("and read on {time}; {again}", time=moment(page.read_at), again=again))
    else:
        again = _("due on {time}", time=due) if due else _("not tried again until its source lists it otherwise")
        yield _step("fetched", None, _("not yet: {due}", due=again))
    if page.fault:
        fault = answers.plain(page.fault)
        yield _step("fault", None, ngettext("{fault} ({n} attempts)", "{fault} ({n} attempts)", page.attempts, fault=fault))


def _of_vote(journey: _Journey) -> Iterator[_Step]:
    """Say how a vote was read, merged, matched and sent."""
    recorded = journey.recorded
    for said in journey.said:
        yield _step("read", said.seen_at, _read(said))
    pages = len({said.page.id for said in journey.said})
    merged = _(
        "into vote {number}, {origin}: {vote}; first recorded on {time}, revision {revision}",
        number=str(recorded.id),
        origin=ngettext("from {n} page", "from {n} pages", pages) if pages else _("from the built-in record"),
        vote=answers.line(recorded.vote, recorded.month),
        time=moment(recorded.first_seen),
        revision=str(recorded.revision),
    )
    yield _step("merged", recorded.first_seen, merged)
    yield from _matched(journey)
    for sent in journey.sent:
        yield _step("sent", sent.sent_at, _delivery(sent))


def _read(said: SaidOf) -> str:
    sighting = said.evidence.sighting
    parts = [told_word(sighting.outcome.value), isolated(str(sighting.tally))]
    parts += [isolated(sighting.resolution or sighting.draft or "") or _("no symbol")]
    n = len(said.evidence.quotes)
    parts += [ngettext("{n} quotes", "{n} quotes", n)] if n else []
    where = answers.linked(said.page.source, said.evidence.source.url)
    read = pgettext("between counts", ", ").join(parts)
    return _("as {read}: by {source} on {time}", read=read, source=where, time=moment(said.seen_at))


def _matched(journey: _Journey) -> Iterator[_Step]:
    """Say of each subscription whether its rule asks for the vote, and what else kept it from being told."""
    recorded = journey.recorded
    if recorded.backlog and not journey.said:
        yield _step("matched", None, _("no subscription: nobody is alerted of votes from the built-in record"))
        return
    if not worth_telling(recorded.vote):
        yield _step("matched", None, _("no subscription: votes on parts of a text, or without a count, are kept on record only"))
        return
    owed = {(sent.chat, sent.channel) for sent in journey.sent}
    for subscription in journey.subscriptions:
        told = (subscription.chat, subscription.channel) in owed
        rule, verdict = rule_sentence(subscription.rule), _verdict(recorded, subscription, told=told)
        said = _("{channel} gets {rule}: {verdict}", channel=_channel(subscription), rule=rule, verdict=verdict)
        yield _step("matched", None, said)
    if not journey.subscriptions:
        yield _step("matched", None, _("no subscription here"))


def _verdict(recorded: RecordedVote, subscription: Subscription, *, told: bool) -> str:
    refused = list(_refusals(subscription.rule, Alert(recorded.vote)))
    if refused:
        return _("it does not ask for this vote: {reasons}", reasons=pgettext("between reasons", "; ").join(refused))
    if told or not tells_at_once(subscription):
        digest = _(", in the digest only") if subscription.preferences.when is When.DIGEST else ""
        paused = _(", but somebody paused it") if subscription.stopped else ""
        return _("it asks for this vote") + digest + paused
    if subscription.paused:
        return _("it asks for this vote, but is paused: {reason}", reason=answers.plain(subscription.paused))
    if recorded.backlog or recorded.first_seen <= subscription.since:
        return _("it asks for such votes since {time}; this one was told before", time=moment(subscription.since))
    return _("it asks for this vote now; its rule was another, or the vote’s record was, when it was told")


def _refusals(rule: Rule, alert: Alert) -> Iterator[str]:
    """Say which parts of a rule do not ask for a vote: each part is tried by itself."""
    for part in fields(Rule):
        only: Any = {part.name: getattr(rule, part.name)}
        if not wants(Rule(**only), alert):
            asked = pgettext("between names", ", ").join(map(str, only[part.name]))
            yield _("not among {part} {asked}", part=part.name, asked=asked)


def _delivery(sent: Sent) -> str:
    where, fault = f"{sent.chat}/{sent.channel}", answers.plain(sent.fault or "")
    if sent.given_up_at:
        at, tries = moment(sent.given_up_at), sent.attempts
        return ngettext(
            "to {channel}: given up on {time} after {n} attempts: {fault}",
            "to {channel}: given up on {time} after {n} attempts: {fault}",
            tries,
            channel=where,
            time=at,
            fault=fault,
        )
    if not sent.reference and fault:
        return _("to {channel}: not yet, due on {time} after {fault}", channel=where, time=moment(sent.due_at), fault=fault)
    if not sent.reference:
        return _("to {channel}: not yet, due on {time}", channel=where, time=moment(sent.due_at))
    together = _("among others of its hour, ") if sent.rolled else ""
    shown = _(
        "to {channel} on {time}, {together}message {message}, showing revision {revision}",
        channel=where,
        time=moment(sent.sent_at or sent.created_at),
        together=together,
        message=sent.reference,
        revision=str(sent.sent_revision),
    )
    return shown if sent.sent_revision == sent.revision or sent.rolled else _("{sent}; an edit is due", sent=shown)


def _channel(subscription: Subscription) -> str:
    return f"{subscription.chat}/{subscription.channel} ({subscription.number})"


def _step(stage: str, at: Any, text: str) -> _Step:
    return {"stage": stage, "at": at.isoformat() if at else None, "text": text}
