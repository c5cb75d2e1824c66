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


_PARTED = (
    "voted a Dutch draft on Yemen down", "discussed a draft resolution and voted it down", "turned the text down", "struck the draft down",
    "considered a draft resolution and shot it down", "turned a Dutch draft resolution on the war in Yemen down", "threw the motion out",
    "voted the resolution down", "turned The Hague's draft down", "shot a draft resolution on Yemen down", "beat the draft back",
    "knocked the draft resolution on Yemen back", "threw a Dutch text on Yemen out", "brushed the European draft aside",
    "swept the draft resolution aside", "tossed the text out", "brought a Dutch draft resolution down", "pushed the draft aside",
    "debated the draft and promptly turned it down", "voted the amendment down",
)  # fmt: skip


@pytest.mark.parametrize("verb", _PARTED)
def test_a_verb_parted_from_its_particle_does_away_with_a_text(verb: str) -> None:
    (found,) = read_votes(Document(f"The UN Human Rights Council on Monday {verb}.", "", "", _DAY))[0]
    assert (found.outcome, found.vetoed_by, found.against) == (Outcome.FAILED, (), ())


def test_the_larger_number_is_against_what_was_voted_down() -> None:
    (found,) = read_votes(Document("The UN Human Rights Council on Monday voted a text down by 21 votes to 18.", "", "", _DAY))[0]
    assert (found.tally.yes, found.tally.no) == (18, 21)


@pytest.mark.parametrize(
    "text",
    [
        "The UN Security Council met on Monday. Russia shot the drone with the text down, envoys said.",
        "Iran turned the resolution of the UN Security Council down on Monday.",
        "Israel turned the UN General Assembly's text down on Monday.",
        "The UN Security Council met; the envoy turned the page of the text and set it down.",
        "Parliament voted the draft on UN troops down on Monday.",
        "The UN Security Council's president wrote the text of the resolution down.",
        "The UN Security Council on Monday narrowed a draft down to two paragraphs.",
        "The UN Security Council watered a draft resolution down.",
        "The UN Security Council's envoys turned the draft resolution upside down.",
        "The UN Security Council will on Monday vote the draft resolution up or down.",
        "Diplomats brought the tone of the UN Security Council draft down.",
        "The UN Security Council's members threw the draft resolution's author out.",
        "The UN Security Council on Monday could yet vote the draft down.",
        "Rebels shot the UN helicopter down, the Security Council heard.",
        "The UN Security Council's president took the resolution back home.",
        "The clerk laid the UN Security Council's text aside.",
        "The storm brought the tent of the UN down on the draft.",
        "In the UN Security Council the envoy cast the text aside.",
        "The UN Human Rights Council may on Monday turn the text down.",
        "Haiti, the UN Security Council heard, knocked the price of drafting a resolution down.",
    ],
)
def test_a_particle_that_closes_something_else_tells_of_no_vote(text: str) -> None:
    assert not [one for one in read_votes(Document(text, "", "", _DAY))[0] if one.primary]
