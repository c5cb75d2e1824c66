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
from bot.model import Alert, Rule, Subscription
from bot.ports import VetowatchError
from bot.record.news import worth_telling
from bot.record.wants import sentence, wants
from bot.store import PageRead, RecordedVote, SaidOf, Sent
from bot.telling import answers
from bot.words import moment

OPERATOR = Place("", "")
"""The command line asks from here: who runs the program sees every channel."""
_ROOM = 1700
_VOTES = 5
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
    pages = await asked.ledger.journeys.pages_at(question)
    votes = await _votes(asked, question, pages)
    if not pages and not votes:
        raise VetowatchError(f"nothing was read or recorded of {answers.plain(question)} here (a symbol, or a page’s full address)")
    steps = [step for page in pages for step in _of_page(page)]
    for recorded in votes:
        steps += _of_vote(await _journey(asked, recorded, place))
    if asked.file:
        return as_file(asked, f"The journey of {question}", {"asked": question, "steps": steps}, steps, ("stage", "at", "text"))
    lines = [f"**{step['stage']}** {step['text']}" for step in steps]
    parted = answers.pages(lines, _ROOM)
    return paged(asked, [], parted[min(asked.page, len(parted)) - 1], [], len(parted), 1)


async def _votes(asked: Asked, question: str, pages: Sequence[PageRead]) -> list[RecordedVote]:
    if pages:
        told = [said.vote_id for page in pages for said in await asked.ledger.journeys.said_on(page.id)]
        return [await asked.ledger.votes.get(number) for number in list(dict.fromkeys(told))[:_VOTES]]
    symbol = symbol_in(question)
    return (await asked.ledger.memory.find(symbol))[:_VOTES] if symbol else []


async def _journey(asked: Asked, recorded: RecordedVote, place: Place) -> _Journey:
    journeys = asked.ledger.journeys
    everyone = [subscription for _, subscription in await asked.ledger.subscriptions.all()]
    sent = await journeys.sent(recorded.id)
    return _Journey(
        recorded,
        await journeys.said_of(recorded.id),
        [one for one in sent if _may_see(place, one.chat, one.channel)],
        [one for one in everyone if _may_see(place, one.chat, one.channel)],
    )


def _may_see(place: Place, chat: str, channel: str) -> bool:
    return place in (OPERATOR, Place(chat, channel))


def _of_page(page: PageRead) -> Iterator[_Step]:
    """Say how far a page came."""
    seen = "listed when its source was first asked" if page.backlog else "listed"
    yield _step(
        "found", page.first_seen, f"{answers.plain(page.item.title or page.item.key)}: {seen} by {page.source} {_at(page.first_seen)}"
    )
    if page.read_at:
        again = f"looked at again {_at(page.next_at)}" if page.next_at else "looked at again once its source lists it otherwise"
        yield _step("fetched", page.read_at, f"and read {_at(page.read_at)}; {again}")
    else:
        due = f"due {_at(page.next_at)}" if page.next_at else "not tried again until its source lists it otherwise"
        yield _step("fetched", None, f"not yet: {due}")
    if page.fault:
        yield _step("fault", None, f"{answers.plain(page.fault)} ({page.attempts} attempts)")


def _of_vote(journey: _Journey) -> Iterator[_Step]:
    """Say how a vote was read, merged, matched and sent."""
    recorded = journey.recorded
    for said in journey.said:
        yield _step("read", said.seen_at, _read(said))
    pages = len({said.page.id for said in journey.said})
    origin = f"from {pages} page{'s' if pages != 1 else ''}" if pages else "from the built-in record"
    into = f"into vote {recorded.id}, {origin}: {answers.line(recorded.vote, recorded.month)}"
    yield _step("merged", recorded.first_seen, f"{into}; first recorded {_at(recorded.first_seen)}, revision {recorded.revision}")
    yield from _matched(journey)
    for sent in journey.sent:
        yield _step("sent", sent.sent_at, _delivery(sent))


def _read(said: SaidOf) -> str:
    sighting = said.evidence.sighting
    symbol = sighting.resolution or sighting.draft or "no symbol"
    where = answers.linked(said.page.source, said.evidence.source.url)
    quotes = f", {len(said.evidence.quotes)} quotes" if said.evidence.quotes else ""
    return f"as {sighting.outcome.value}, {sighting.tally}, {symbol}{quotes}: by {where} {_at(said.seen_at)}"


def _matched(journey: _Journey) -> Iterator[_Step]:
    """Say of each subscription whether its rule asks for the vote, and what else kept it from being told."""
    recorded = journey.recorded
    if recorded.backlog and not journey.said:
        yield _step("matched", None, "no subscription: nobody is alerted of votes from the built-in record")
        return
    if not worth_telling(recorded.vote):
        yield _step("matched", None, "no subscription: votes on parts of a text, or without a count, are kept on record only")
        return
    owed = {(sent.chat, sent.channel) for sent in journey.sent}
    for subscription in journey.subscriptions:
        told = (subscription.chat, subscription.channel) in owed
        yield _step(
            "matched", None, f"{_channel(subscription)} gets {sentence(subscription.rule)}: {_verdict(recorded, subscription, told=told)}"
        )
    if not journey.subscriptions:
        yield _step("matched", None, "no subscription here")


def _verdict(recorded: RecordedVote, subscription: Subscription, *, told: bool) -> str:
    if told:
        return "it asks for this vote"
    refused = list(_refusals(subscription.rule, Alert(recorded.vote)))
    if refused:
        return f"it does not ask for this vote: {'; '.join(refused)}"
    if subscription.paused:
        return f"it asks for this vote, but is paused: {answers.plain(subscription.paused)}"
    if recorded.backlog or recorded.first_seen <= subscription.since:
        return f"it asks for such votes since {moment(subscription.since)}; this one was told before"
    return "it asks for this vote now; its rule was another, or the vote’s record was, when it was told"


def _refusals(rule: Rule, alert: Alert) -> Iterator[str]:
    """Say which parts of a rule do not ask for a vote: each part is tried by itself."""
    for part in fields(Rule):
        only: Any = {part.name: getattr(rule, part.name)}
        if not wants(Rule(**only), alert):
            yield f"not among {part.name} {', '.join(map(str, only[part.name]))}"


def _delivery(sent: Sent) -> str:
    where = f"to {sent.chat}/{sent.channel}"
    if sent.given_up_at:
        return f"{where}: given up {_at(sent.given_up_at)} after {sent.attempts} attempts: {answers.plain(sent.fault or '')}"
    if not sent.reference:
        fault = f" after {answers.plain(sent.fault)}" if sent.fault else ""
        return f"{where}: not yet, due {_at(sent.due_at)}{fault}"
    edited = "" if sent.sent_revision == sent.revision else "; an edit is due"
    return f"{where} {_at(sent.sent_at or sent.created_at)}, message {sent.reference}, showing revision {sent.sent_revision}{edited}"


def _channel(subscription: Subscription) -> str:
    return f"{subscription.chat}/{subscription.channel}"


def _at(time: Any) -> str:
    return f"on {moment(time)}"


def _step(stage: str, at: Any, text: str) -> _Step:
    return {"stage": stage, "at": at.isoformat() if at else None, "text": text}
