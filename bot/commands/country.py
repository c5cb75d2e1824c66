"""``votes`` and ``compare``: how a State voted, and how often two voted alike."""

from __future__ import annotations

from collections.abc import Mapping

from bot import states
from bot.asking import Answer
from bot.commands import values
from bot.commands.asked import ALL, Asked, offset, paged, votes_as_file
from bot.commands.selection import TOPIC_NOTE, Selection, about, selection, wanted_of
from bot.model import Choice, Organ, State, Vote
from bot.ports import VetowatchError
from bot.store import RecordedVote, Wanted
from bot.telling import answers
from bot.telling.recorded import word
from bot.words import N_, _, listed, ngettext

_DISSENT = (Choice.NO, Choice.ABSTAIN)
_SIZE = 6
_DIFFERING = 4
SHARES = N_(
    "Shares are of the votes on record in which it cast a ballot or is recorded as not voting; the built-in record does not say who was "
    "absent from the Assembly’s votes, and texts adopted without a vote have no ballots."
)


async def votes(asked: Asked) -> Answer:
    """Answer with how a State voted: counts, shares, and where it did not vote yes."""
    state = values.state(asked.value("country"))
    wanted, topic = wanted_of(asked), asked.value("topic")
    chosen = selection(asked, wanted, topic)
    head = f"{states.local_name(state)}{_scope(wanted, topic)}"
    counted = await chosen.cast(state)
    if asked.file:
        return await _file(asked, chosen, state, counted, head)
    if not counted:
        return Answer(_("{head}: no vote of it is on record.", head=head))
    return await _page(asked, chosen, state, counted, [_on_record(head, sum(counted.values())), *await _notes(asked, wanted, topic)])


def _on_record(head: str, n: int) -> str:
    return "**" + answers.headed(head, ngettext("{n} votes on record", "{n} votes on record", n)) + "**"


async def _notes(asked: Asked, wanted: Wanted, topic: str) -> list[str]:
    """Say where the record ends, and how a topic is found."""
    notes = [_(TOPIC_NOTE)] if topic else []
    if not wanted.organs or Organ.GENERAL_ASSEMBLY in wanted.organs:
        newest = await asked.ledger.memory.select(Wanted(organs=(Organ.GENERAL_ASSEMBLY,)), 1)
        notes += (
            [_("The General Assembly’s latest vote on record here is of {day}.", day=answers.when(newest[0].vote, newest[0].month))]
            if newest
            else []
        )
    return notes


async def _page(asked: Asked, chosen: Selection, state: State, counted: Mapping[Choice, int], above: list[str]) -> Answer:
    dissents = chosen.narrowed(voted=(state, _DISSENT))
    total, found = await dissents.count(), await dissents.select(_SIZE, offset(asked, _SIZE))
    above = [above[0], answers.shares(counted), _(SHARES), *above[1:]]
    dissent = _("Votes against or abstentions, the latest first ({n}):", n=total)
    above += [dissent if total else _("It never voted against or abstained.")]
    lines = [answers.choice_line(one.vote, one.vote.ballots[state], one.month) for one in found]
    return paged(asked, above, lines, [], total, _SIZE)


async def _file(asked: Asked, chosen: Selection, state: State, counted: Mapping[Choice, int], head: str) -> Answer:
    found = await chosen.narrowed(voted=(state, ())).select(ALL)
    cast = {choice.value: counted.get(choice, 0) for choice in Choice}
    n = sum(cast.values())
    form = {"country": state, "rule": SHARES, "count": n, "cast": cast}
    text = answers.headed(head, ngettext("{n} votes", "{n} votes", n, n=str(n)))
    return await votes_as_file(asked, text, form, found, {"choice": lambda vote: vote.ballots[state].value})


async def compare(asked: Asked) -> Answer:
    """Answer with how often two States voted alike, by a formula that is told."""
    a, b = values.state(asked.value("a")), values.state(asked.value("b"))
    if a == b:
        raise VetowatchError(_("compare needs two different States"))
    wanted, topic = wanted_of(asked), asked.value("topic")
    chosen = selection(asked, wanted, topic)
    matrix = await chosen.agreement(a, b)
    head = listed([states.local_name(a), states.local_name(b)]) + _scope(wanted, topic)
    if asked.file:
        return await _compared_file(asked, chosen, (a, b), matrix, head)
    if not answers.agreed(matrix)[1]:
        return Answer(_("{head}: no vote is on record in which both cast a vote.", head=head) + f"\n{_(answers.FORMULA)}")
    differing = await chosen.differing(a, b, _DIFFERING)
    lines = [_difference(one.vote, a, b, one) for one in differing]
    above = [f"**{head}**", *answers.comparison(a, b, matrix), _(answers.FORMULA), *await _notes(asked, wanted, topic)]
    return Answer(answers.fitted([*above, *([_("Where they differed, the latest first:")] if lines else []), *lines]))


def _difference(vote: Vote, a: State, b: State, one: RecordedVote) -> str:
    first, second = (word(values.choice_words[vote.ballots[state]]) for state in (a, b))
    named, other = states.local_name(a), states.local_name(b)
    cast = _("{state} {cast}, {other} {cast_by_other}", state=named, cast=first, other=other, cast_by_other=second)
    return f"{answers.line(vote, one.month)} ({cast})"


async def _compared_file(
    asked: Asked, chosen: Selection, both: tuple[State, State], matrix: Mapping[tuple[Choice, Choice], int], head: str
) -> Answer:
    a, b = both
    found = [one for one in await chosen.narrowed(voted=(a, ())).select(ALL) if b in one.vote.ballots]
    same, compared = answers.agreed(matrix)
    form = {
        "a": a,
        "b": b,
        "formula": answers.FORMULA,
        "same": same,
        "compared": compared,
        "agreement": round(same / compared, 6) if compared else None,
        "matrix": {f"{one.value}{other.value}": n for (one, other), n in sorted(matrix.items())},
    }
    text = answers.headed(head, _("{same} of {n} alike", same=str(same), n=str(compared)))
    cast = {"a": lambda vote: vote.ballots[a].value, "b": lambda vote: vote.ballots[b].value}
    return await votes_as_file(asked, text, form, found, cast)


def _scope(wanted: Wanted, topic: str) -> str:
    return f"{answers.organs(wanted.organs)}{about(topic)}{answers.times(wanted.since, wanted.until)}"
