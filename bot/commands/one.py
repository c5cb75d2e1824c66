"""What buttons ask of one vote: what became of it, its roll call, all its quotes, and how its record changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot import states
from bot.asking import Answer
from bot.commands.asked import Asked, as_file, paged
from bot.commands.document import told
from bot.model import Ballot, Change, Choice, Tally, Vote
from bot.ports import VetowatchError
from bot.record import news
from bot.store import Ledger, RecordedVote
from bot.telling import answers, forms
from bot.telling.recorded import change as said_change
from bot.words import N_, _, moment, ngettext, pgettext

_CAST = (
    (Choice.YES, N_("In favour")),
    (Choice.NO, N_("Against")),
    (Choice.ABSTAIN, N_("Abstaining")),
    (Choice.NOT_VOTING, N_("Not voting")),
)
_ROOM = 1500
_LONG = 10  # digits: more are no number of a vote


async def vote(asked: Asked) -> Answer:
    """Answer with all that is known of it."""
    return told(asked, await _recorded(asked))


async def rollcall(asked: Asked) -> Answer:
    """Answer with how each State voted."""
    recorded = await _recorded(asked)
    if asked.file:
        rows = [{"state": state, "choice": choice.value} for state, choice in sorted(recorded.vote.ballots.items())]
        return as_file(asked, _("The roll call"), {"vote": forms.vote(recorded.vote)}, rows, ("state", "choice"))
    if not recorded.vote.ballots:
        return _only(recorded, _("Who voted how is not known."))
    pages = answers.pages(list(_ballots(recorded.vote)), _ROOM)
    shown = pages[min(asked.page, len(pages)) - 1]
    return paged(asked, [answers.line(recorded.vote, recorded.month)], shown, [], len(pages), 1)


def _ballots(vote: Vote) -> Iterator[str]:
    """Yield the States by what they cast, some thirty a line; where not all are named, say so."""
    for choice, label in _CAST:
        named = [states.local_name(state) for state in states.in_order(vote.who(choice))]
        for start in range(0, len(named), 30):
            more = f" ({len(named)})" if start == 0 else _(", continued")
            names = pgettext("between names", ", ").join(named[start : start + 30])
            yield _("**{cast}**: {states}", cast=f"{_(label)}{more}", states=names)
    counted = Tally.of(Ballot(state, choice) for state, choice in vote.ballots.items())
    if vote.tally.yes is not None and counted.yes is not None and vote.tally.yes > counted.yes:
        others = vote.tally.yes - counted.yes
        yield ngettext(
            "The other {n} in favour are not named by any source yet.", "The other {n} in favour are not named by any source yet.", others
        )


async def said(asked: Asked) -> Answer:
    """Answer with all quotes about it."""
    recorded = await _recorded(asked)
    quotes = recorded.vote.quotes
    if asked.file:
        rows = [forms.quote(one) for one in quotes]
        return as_file(asked, _("The quotes"), {"vote": forms.vote(recorded.vote), "quotes": rows}, rows, forms.QUOTE_COLUMNS)
    if not quotes:
        return _only(recorded, _("No quotes are on record."))
    pages = answers.pages([answers.said(one) for one in quotes], _ROOM)
    return paged(asked, [answers.line(recorded.vote, recorded.month)], pages[min(asked.page, len(pages)) - 1], [], len(pages), 1)


async def history(asked: Asked) -> Answer:
    """Answer with how its record changed, the latest last."""
    recorded = await _recorded(asked)
    revisions = await asked.ledger.journeys.revisions(recorded.id)
    changes = [(one.at, news.changes(before.vote, one.vote)) for before, one in pairwise(revisions)]
    begun = revisions[0].at if revisions else recorded.first_seen
    if asked.file:
        rows = [{"at": at.isoformat(), "what": c.what, "before": c.before, "after": c.after} for at, changed in changes for c in changed]
        form = {"vote": forms.vote(recorded.vote), "recorded": begun.isoformat(), "changes": rows}
        return as_file(asked, _("The history"), form, rows, ("at", "what", "before", "after"))
    joint = pgettext("between reasons", "; ")
    lines = [_("{time}: first recorded", time=moment(begun))]
    lines += [_("{time}: {changes}", time=moment(at), changes=joint.join(map(_change, changed))) for at, changed in changes if changed]
    lines += [] if len(lines) > 1 else [_("Nothing has changed since.")]
    pages = answers.pages(lines, _ROOM)
    return paged(asked, [answers.line(recorded.vote, recorded.month)], pages[min(asked.page, len(pages)) - 1], [], len(pages), 1)


def _change(change: Change) -> str:
    what, before, after = said_change(change)
    if before:
        gone = answers.plain(after) or _("no longer told")
        return _("{what} was {before}, became {after}", what=what, before=answers.plain(before), after=gone)
    return _("{what}: {value}", what=what, value=answers.plain(after)) if after else _("{what} completed", what=what)


def _only(recorded: RecordedVote, words: str) -> Answer:
    """Answer that nothing more is known of a vote."""
    return Answer(f"{answers.line(recorded.vote, recorded.month)}\n{words}")


async def _recorded(asked: Asked) -> RecordedVote:
    return await numbered(asked.ledger, asked.value("vote"))


async def numbered(ledger: Ledger, number: str) -> RecordedVote:
    """Return the vote of a number, or the one it was joined to. Raises VetowatchError where there is none."""
    wanted = int(number) if number.isdecimal() and len(number) < _LONG else 0
    while found := await ledger.memory.recorded([wanted]):
        if found[0].merged_into is None:
            return found[0]
        wanted = found[0].merged_into
    raise VetowatchError(_("no vote has the number {number} here", number=number))
