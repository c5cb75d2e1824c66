"""Claims gathered into votes: a sentence that tells of the same vote adds to it, one that cannot begins another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.model import Organ, Question
from bot.reading.votes import added
from bot.reading.votes.agreement import decides
from bot.reading.votes.claim import ACTED, ADOPTED, FAILED, FOREIGN, VETO, Claim
from bot.reading.votes.event import FEWEST, LOWEST, MAJORITY, MEMBERS, Event
from bot.reading.votes.fitting import fits
from bot.reading.votes.sides import Count


def gather(claims: Iterable[Claim], *, numbered: bool = False) -> list[Event]:
    """Fold claims, in the order of the text, into votes; votes of the past are gathered too, so that their counts go nowhere else.

    ``numbered`` is true where the page names a new resolution by its number: one side of its vote is enough then.
    """
    events: list[Event] = []
    early: list[Claim] = []
    waiting: list[Claim] = []
    said: Claim | None = None
    for claim in claims:
        if (claim.organ != FOREIGN or claim.others) and not added.tell_of_last(events, said, claim) and added.is_company(claim):
            waiting.append(claim)
        if claim.organ == FOREIGN or not (claim.speaks or claim.voters):
            continue
        said = claim if claim.speaks else said
        if not (claim.speaks and _gathered(events, claim)) and claim.score >= LOWEST:
            early.append(claim)
    added.tell_of_next(events, early, waiting)
    _add_early(events, early, numbered=numbered)
    for event in events:
        _count_voters(event)
    return events


def _gathered(events: list[Event], claim: Claim) -> bool:
    """Add a claim to the vote it tells of, or begin one; False where it tells too little to do either."""
    event = _home(events, claim)
    if claim.score < LOWEST and event is not None:
        return True
    if event is None and (claim.outcome or _stands_alone(claim) or (events and _falls_short(claim)) or _turns_aside(events, claim)):
        event = Event(question=claim.question, section=claim.section, aside=max(0, claim.aside))
        events.append(event)
    if event is not None:
        _add(event, claim)
    return event is not None


_SURE = 1.9


def _add_early(events: list[Event], early: list[Claim], *, numbered: bool) -> None:
    """Give what was counted before any vote was told (a caption, a first line) to the first vote it fits, of its own text before others.

    Sides that fit no vote of the text they are told of may be a vote of their own: "Eleven agreed, China and Angola abstained".
    """
    turned = len({event.section for event in events} | {claim.section for claim in early}) > 1
    for section, claims in groupby(early, key=lambda claim: claim.section):
        rest = _given([event for event in events if not turned or event.section == section], claims)
        if turned and (event := _counted_apart(rest)):
            events.append(event)
            rest = []
        rest = _given([event for event in events if event.question is Question.WHOLE], rest) if turned else rest
        event = _counted_apart(rest, numbered=numbered and not events)
        if event and (event.organ == Organ.SECURITY_COUNCIL or all(event.organ != told.organ and told.surest < _SURE for told in events)):
            events.insert(0, event)


def _given(events: Sequence[Event], claims: Iterable[Claim]) -> list[Claim]:
    """Give claims to the first event each fits, and return those that fit none."""
    rest: list[Claim] = []
    for claim in claims:
        event = next((event for event in events if event.surest >= LOWEST and fits(event, claim)), None)
        if event is not None and (claim.speaks or _is_near(event, claim)):
            _add(event, claim)
        else:
            rest.append(claim)
    return rest


def _counted_apart(early: list[Claim], *, numbered: bool = False) -> Event | None:
    """Make one vote of sides counted in a sentence each, where no word tells the outcome: "141 deplored it. Thirty-five abstained."."""
    event = Event(section=early[0].section if early else 0)
    for claim in early:
        if fits(event, claim) and (claim.speaks or not event.claims or _is_near(event, claim)):
            _add(event, claim)
    _count_voters(event)
    figures = [max(count.number or 0, len(count.states)) for count in event.counts.values() if not count.rest]
    if numbered and event.organ == Organ.SECURITY_COUNCIL and _may_have_passed(event):
        return event
    if event.organ == Organ.SECURITY_COUNCIL and _cannot_pass(event):
        return event
    return event if "yes" in event.counts and len(figures) > 1 and _adds_up(event.organ, sum(figures)) else None


_NEAR = 400  # characters between a sentence that tells who took a side and one that only counts voters


def _is_near(event: Event, claim: Claim) -> bool:
    return any(abs(claim.span[0] - told.span[0]) <= _NEAR for told in event.claims if told.counts and not told.outside)


def _count_voters(event: Event) -> None:
    """Take for those in favour the only members counted without a side, where others are told against or abstaining."""
    if len(event.voters) != 1 or (event.counts.keys() & {"yes"} and (event.counts["yes"].number is not None or event.counts["yes"].rest)):
        return
    (number,) = event.voters
    if event.organ == Organ.SECURITY_COUNCIL and number > MEMBERS and not any(claim.named for claim in event.claims):
        event.organ = Organ.GENERAL_ASSEMBLY
    others = {side: len(count.states) if count.number is None else count.number for side, count in event.counts.items() if side != "yes"}
    cast = number + sum(others.values())
    if event.organ == Organ.SECURITY_COUNCIL:
        carried = cast == MEMBERS and len(others) > 0
    else:
        carried = cast <= _STATES and number > others.get("no", 0) and any(event.counts[side].number for side in others)
    if carried and event.outcome not in {FAILED, VETO}:
        event.named += _DATED * any(claim.voters and claim.days and not claim.speaks for claim in event.claims)
        event.counts.setdefault("yes", Count()).number = number


_STATES = 193
_DATED = 0.75  # of members told with the day they did it


def _cannot_pass(event: Event) -> bool:
    """Whether so many were against or abstained, both counted, that nine can no longer be in favour."""
    held = [event.counts[side].number or 0 for side in ("no", "abstain") if side in event.counts]
    return len(held) > 1 and "yes" not in event.counts and min(held) > 0 and MEMBERS - MAJORITY < sum(held) <= MEMBERS


def _may_have_passed(event: Event) -> bool:
    """Whether what is told of the sides of a text that has a number is enough: nine in favour, or those who held back."""
    yes = event.counts.get("yes", Count()).number
    told = [count for count in event.counts.values() if count.number is not None or count.states or count.rest]
    return bool(told) and sum(event.counts[side].number or 0 for side in event.counts) <= MEMBERS and (yes is None or yes >= MAJORITY)


def _adds_up(organ: str, cast: int) -> bool:
    """Whether sides told apart can be one vote: a Council's only where they add up to all members."""
    return organ != Organ.SECURITY_COUNCIL or cast == MEMBERS


def _stands_alone(claim: Claim) -> bool:
    counted = bool(claim.figures) or any(count.rest for count in claim.counts.values())
    return (len(claim.counts) > 1 and counted) or claim.unanimous or (claim.without_vote and decides(claim))


def _turns_aside(events: Sequence[Event], claim: Claim) -> bool:
    """Whether a claim is the first to tell of a text that is not the page's main one: "three voted against a further draft"."""
    return claim.aside > 0 and bool(events) and bool(claim.counts) and all(event.aside != claim.aside for event in events)


def _falls_short(claim: Claim) -> bool:
    """Whether a sentence counts fewer in favour than a veto needs: another text than the one vetoed."""
    return claim.organ == Organ.SECURITY_COUNCIL and claim.figures.get("yes", FEWEST) < FEWEST


def _home(events: list[Event], claim: Claim) -> Event | None:
    fitting = [event for event in reversed(events) if fits(event, claim)]
    fitting.sort(key=lambda event: event.aside != max(0, claim.aside))
    turned = bool(fitting) and claim.section > fitting[0].section and not _is_back(events, claim)
    if turned and not claim.outcome and not _stands_alone(claim):
        return None  # it may tell of the text that the page has turned to since
    return next((event for event in fitting if _names_all(event, claim)), fitting[0] if fitting else None)


def _is_back(events: Sequence[Event], claim: Claim) -> bool:
    """Whether the page turned aside to another text, and a claim is no longer told of that."""
    return claim.aside <= 0 and any(event.aside and event.section == claim.section for event in events)


def _names_all(event: Event, claim: Claim) -> bool:
    """Whether a claim names, of a side that an event only counts, just as many States."""
    named = ((event.counts[side], count) for side, count in claim.counts.items() if side in event.counts and len(count.states) > 1)
    return any(told.number == len(count.states) and not told.states for told, count in named)


def _add(event: Event, claim: Claim) -> None:
    event.question = claim.question if claim.outcome and all(told.title for told in event.claims) else event.question
    event.aside = event.aside or max(0, claim.aside)
    event.claims.append(claim)
    event.surest = max(event.surest, claim.score)
    event.organ = event.organ or claim.organ
    event.voters.update({claim.voters} - {0})
    event.outcome = _stronger(event.outcome, claim.outcome)
    event.vetoers += [state for state in claim.vetoers if state not in event.vetoers]
    event.unanimous = event.unanimous or claim.unanimous
    event.without_vote = event.without_vote or claim.without_vote
    for side, told in claim.counts.items():
        count = event.counts.setdefault(side, Count())
        count.number = _with_those_before(count, told) if count.number is None else count.number
        count.states += [state for state in told.states if state not in count.states]
        count.partial = count.partial or told.partial
        count.rest, count.others = count.rest or told.rest, count.others or told.others
        count.listed = count.listed or told.listed
        count.excepted = told.excepted if not told.states or count.states == told.states else count.excepted and told.excepted


def _with_those_before(count: Count, told: Count) -> int | None:
    """Return a number told of a side; with those who took it before, where it only counts the others that did."""
    apart = told.further and not count.partial and set(count.states).isdisjoint(told.states)
    return told.number + len(count.states) if apart and told.number is not None else told.number


_STRENGTH = {"": 0, ACTED: 1, ADOPTED: 2, FAILED: 2, VETO: 3}


def _stronger(first: str, second: str) -> str:
    return second if _STRENGTH[second] > _STRENGTH[first] else first


def primary(events: list[Event]) -> Event | None:
    """Return the vote the page reports: one its title tells, else the surest; on a whole text before one on a part."""
    return max(events, key=lambda event: (_is_main(event), _rank(event)), default=None)


def _is_main(event: Event) -> bool:
    return (event.question is Question.WHOLE and not event.aside) or _is_titled(event)


def _is_titled(event: Event) -> bool:
    return any(claim.title for claim in event.claims)


def _rank(event: Event) -> float:
    return event.score + _TITLED * _is_titled(event) - _EARLIER * any(claim.days_ago for claim in event.claims)


_TITLED = 1.5
_EARLIER = 2.5


def is_ours(event: Event) -> bool:
    """Whether the vote is one of the organs watched."""
    return event.organ in _ORGANS


_ORGANS = frozenset(Organ)
