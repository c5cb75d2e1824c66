"""What became of a text, in the verbs of newspapers: of a text that dies, an organ that refuses, a permanent member that stops it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Organ, Outcome
from bot.reading.document import Document
from bot.reading.votes import read_votes

_DAY = datetime(2024, 6, 3, tzinfo=UTC)  # a Monday
_DIED = (
    "failed", "fell", "died", "foundered", "collapsed", "sank", "crashed", "stumbled", "fizzled out", "bit the dust", "came to grief",
    "ran aground", "went down", "fell short", "got nowhere", "was buried", "was rebuffed", "was dismissed", "was spurned", "was thrown out",
    "was shot down", "was struck down", "was turned down", "was swept aside", "was killed off", "was outvoted", "was not carried",
    "did not make it through", "did not survive", "could not get through", "found no majority", "won too few votes", "lacked the votes",
)  # fmt: skip
_REFUSED = (
    "rejected", "rebuffed", "dismissed", "spurned", "turned down", "voted down", "voted against", "said no to", "struck down", "buried",
    "would have none of", "refused to adopt", "declined to pass", "would not endorse", "could not pass", "did not approve", "nixed",
    "threw out", "turned its back on", "gave short shrift to", "decided against", "gave a thumbs-down to", "overwhelmingly rejected",
)  # fmt: skip
_CLEARED = (
    "was adopted by", "went through", "sailed through", "breezed through", "squeaked through", "made it through", "got past", "got through",
    "won the approval of", "was embraced by", "was accepted by", "found a majority in", "passed muster with", "prevailed in",
)  # fmt: skip
_STOPPED = (
    "blocked", "killed", "sank", "torpedoed", "shot down", "struck down", "stopped", "defeated", "voted down", "axed", "scotched", "felled",
    "put a stop to", "pulled the plug on", "slapped a veto on", "wielded its veto against", "stood in the way of",
)  # fmt: skip
_BY = ("blocked", "killed", "sunk", "shot down", "struck down", "felled", "brought down", "voted down", "defeated", "scuttled", "nixed")


def _read(text: str) -> list[tuple[Organ, Outcome, tuple[str, ...]]]:
    return [(one.organ, one.outcome, one.vetoed_by) for one in read_votes(Document(text, "", "", _DAY))[0]]


@pytest.mark.parametrize("verb", _DIED)
def test_a_text_that_dies_is_not_adopted_and_not_vetoed_by_its_author(verb: str) -> None:
    told = _read(f"A Russian draft on Gaza, tabled in haste, {verb} in the UN Security Council on Monday.")
    assert told == [(Organ.SECURITY_COUNCIL, Outcome.FAILED, ())]


@pytest.mark.parametrize("verb", _REFUSED)
def test_an_organ_that_refuses_a_text_adopts_none(verb: str) -> None:
    assert _read(f"The UN General Assembly on Monday {verb} a draft on Gaza.") == [(Organ.GENERAL_ASSEMBLY, Outcome.FAILED, ())]


@pytest.mark.parametrize("verb", _CLEARED)
def test_a_text_that_gets_past_an_organ_is_adopted(verb: str) -> None:
    assert _read(f"A French draft on Gaza {verb} the UN Security Council on Monday.") == [(Organ.SECURITY_COUNCIL, Outcome.ADOPTED, ())]


@pytest.mark.parametrize("verb", _STOPPED)
def test_a_permanent_member_that_stops_a_text_vetoes_it(verb: str) -> None:
    told = _read(f"The United States {verb} a UN Security Council resolution on Gaza on Monday.")
    assert told == [(Organ.SECURITY_COUNCIL, Outcome.VETOED, ("USA",))]


@pytest.mark.parametrize("verb", _BY)
def test_a_text_stopped_by_a_permanent_member_is_vetoed(verb: str) -> None:
    told = _read(f"A UN Security Council resolution on Gaza was {verb} by the United States on Monday.")
    assert told == [(Organ.SECURITY_COUNCIL, Outcome.VETOED, ("USA",))]


@pytest.mark.parametrize(
    "text",
    [
        "Thirty people died in a raid on Monday, the UN Security Council was told.",
        "Israel rebuffed a UN Security Council resolution on Monday.",
        "Support for the French draft collapsed in Israel on Monday, diplomats at the Security Council said.",
        "Shares tumbled on Monday while the UN Security Council discussed a French draft.",
        "The Security Council on Monday refused to comment on the French draft.",
        "Russia accepted the French draft on Monday, diplomats at the UN Security Council said.",
        "The United States stopped a ship on Monday under a UN Security Council resolution.",
        "China crushed protests on Monday, and members of the Security Council worked on a draft.",
        "A ceasefire in Gaza, demanded by the UN Security Council, collapsed on Monday.",
        "Aid went through the crossing on Monday after the Security Council's resolution.",
        "The talks on a draft resolution collapsed in the UN Security Council on Monday.",
        "The Security Council on Monday agreed on a date for its next meeting.",
        "Three members of the Security Council on Monday voted against a motion in their own parliaments.",
    ],
)
def test_what_dies_or_is_refused_is_no_vote_where_it_is_no_text(text: str) -> None:
    assert _read(text) == []
