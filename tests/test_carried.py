"""What counts say of a text: whether so many carry it, how many it won, and who they were."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Outcome, Sighting
from bot.reading.document import Document
from bot.reading.votes import read_votes

_DAY = datetime(2024, 6, 3, tzinfo=UTC)  # a Monday
_RIGHTS, _ASSEMBLY, _THIRD = "UN Human Rights Council", "UN General Assembly", "UN General Assembly's Third Committee"
_ADOPTED, _FAILED = Outcome.ADOPTED, Outcome.FAILED


def _read(text: str) -> list[Sighting]:
    return list(read_votes(Document(text, "", "", _DAY))[0])


@pytest.mark.parametrize(
    ("organ", "sides", "outcome"),
    [
        (_RIGHTS, "18 countries voted in favour and seven abstained", None),
        (_RIGHTS, "18 members backed the draft resolution and seven abstained", None),
        (_RIGHTS, "seven members abstained and 18 voted yes on the draft resolution", None),
        (_RIGHTS, "17 members voted for the draft resolution and 13 abstained", None),
        (_RIGHTS, "18 members voted for the draft resolution and 11 abstained", None),
        (_RIGHTS, "18 members voted for the draft resolution and 12 abstained", _ADOPTED),
        (_RIGHTS, "24 members voted for the draft resolution and 11 abstained", _ADOPTED),
        (_RIGHTS, "20 members voted for the draft resolution and 20 abstained", _ADOPTED),
        (_RIGHTS, "five members abstained and 30 voted yes on the draft resolution", _ADOPTED),
        (_RIGHTS, "15 members voted for the draft resolution, with 12 against and 20 abstaining", _ADOPTED),
        (_RIGHTS, "18 members voted for the draft resolution, with 21 against and seven abstaining", _FAILED),
        (_RIGHTS, "18 members voted for the draft resolution; none were against", _ADOPTED),
        (_ASSEMBLY, "80 countries voted for the draft resolution and 30 abstained", None),
        (_ASSEMBLY, "60 countries backed the draft resolution and 20 abstained", None),
        (_ASSEMBLY, "90 countries voted for the draft resolution and 20 abstained", _ADOPTED),
        (_ASSEMBLY, "124 countries voted for the draft resolution and 43 abstained", _ADOPTED),
        (_ASSEMBLY, "60 countries voted for the draft resolution, Cuba against", _ADOPTED),
        (_THIRD, "60 countries voted for the draft resolution and 60 abstained", None),
        (_THIRD, "70 countries voted for the draft resolution and 60 abstained", _ADOPTED),
        (_THIRD, "110 countries voted for the draft resolution and 60 abstained", _ADOPTED),
    ],
)
def test_so_many_carry_a_text_where_those_not_told_of_are_fewer(organ: str, sides: str, outcome: Outcome | None) -> None:
    found = _read(f"GENEVA – In the {organ} on Monday {sides}.")
    assert [one.outcome for one in found] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    "won",
    [
        "It won the minimum nine votes needed.",
        "It won the minimum nine votes required.",
        "It got the bare nine it needed.",
        "The text got the nine votes it needed.",
        "The draft received the required nine votes.",
        "The draft secured the necessary nine votes.",
        "It scraped together the nine votes needed for adoption.",
        "The draft garnered just the nine votes required to pass.",
        "The motion obtained nine votes, the minimum required.",
        "The draft mustered the minimum nine it needed.",
        "The draft gained exactly the nine votes that it needed.",
        "The text found the nine votes it had to have.",
        "The text collected the minimum of nine votes.",
        "The text reached the minimum nine votes.",
        "The text got its nine votes, and not one more.",
        "It mustered the nine affirmative votes needed.",
        "The text drew a bare minimum of nine votes.",
        "The measure attracted the nine supporters it needed.",
        "The measure picked up the nine votes it needed.",
        "The measure was passed with the minimum nine votes needed.",
        "It was adopted by the bare nine votes required.",
    ],
)
def test_the_nine_votes_a_text_needed_were_won(won: str) -> None:
    (found,) = _read(f"The UN Security Council adopted a resolution on Chad on Monday. {won}")
    assert found.tally.yes == 9


def test_votes_short_of_the_nine_needed_are_counted() -> None:
    (found,) = _read(
        "The UN Security Council rejected a draft resolution on Chad on Monday. It got two votes short of the nine votes it needed."
    )
    assert (found.outcome, found.tally.yes) == (_FAILED, 7)


@pytest.mark.parametrize(
    "missed",
    [
        "The draft did not win the nine votes needed.",
        "The draft won fewer than the nine votes needed.",
        "It failed to get the minimum nine votes needed.",
        "With Chad it would have won the minimum nine votes needed.",
        "It never got the nine it needed.",
        "A resolution has to win the minimum nine votes.",
        "Nine votes are needed.",
    ],
)
def test_the_nine_votes_a_text_missed_were_not(missed: str) -> None:
    (found,) = _read(f"The UN Security Council rejected a draft resolution on Chad on Monday. {missed}")
    assert (found.outcome, found.tally.yes) == (_FAILED, None)


@pytest.mark.parametrize(
    "against",
    [
        "countries voted to reject the draft resolution",
        "countries voted to refuse the draft",
        "members voted to turn down the draft",
        "members voted to turn the draft down",
        "states voted to defeat the draft",
        "voted to throw out the text",
        "voted to block the text",
        "voted to oppose the text",
        "voted to strike it down",
        "voted to vote it down",
        "chose to reject the draft",
        "opted to reject the draft",
        "members decided to reject the draft",
        "voted to kill the draft",
        "delegations voted for rejecting the draft",
        "delegations voted on Monday to reject the draft",
        "voted to dismiss the draft",
        "voted to sink the Dutch draft resolution",
        "voted to quash the motion",
        "voted to shoot the draft down",
    ],
)
def test_those_who_voted_to_reject_a_text_were_against_it(against: str) -> None:
    (found,) = _read(f"The UN Human Rights Council met on Yemen on Monday. 21 {against}, 18 supported it and seven abstained.")
    assert (found.outcome, found.tally.yes, found.tally.no, found.tally.abstain) == (_FAILED, 18, 21, 7)


@pytest.mark.parametrize(
    "rejected", ["the annexation", "the US decision on Jerusalem", "the embargo", "the blockade of the resolution's author"]
)
def test_those_who_voted_to_reject_what_others_did_were_in_favour(rejected: str) -> None:
    text = f"The UN General Assembly met on Monday. 128 countries voted to reject {rejected}, nine voted against and 35 abstained."
    assert [(one.outcome, one.tally.yes, one.tally.no) for one in _read(text)] == [(_ADOPTED, 128, 9)]


_COUNTED = "The UN General Assembly adopted a resolution on Cuba on Monday, with 117 in favour, three against and 38 abstaining."


@pytest.mark.parametrize(
    "beside",
    [
        "Only Israel and Palau sided with Washington.",
        "Only Israel and Palau sided with the United States.",
        "Only Israel and Palau joined the United States.",
        "Only Israel and Palau backed Washington.",
        "Only Israel and Palau backed the Americans.",
        "Only Israel and Palau stood with Washington.",
        "Only Israel and Palau stood by the US.",
        "Only Israel and Palau voted with Washington.",
        "Only Israel and Palau supported Washington.",
        "Only Israel and Palau lined up with Washington.",
        "Only Israel and Palau lined up behind Washington.",
        "Only Israel and Palau followed Washington.",
        "Only Israel and Palau rallied to Washington.",
        "Just Israel and Palau lined up with the U.S.",
        "Israel and Palau alone backed the US.",
        "Israel and Palau alone joined the United States.",
        "Israel and Palau stood with the United States.",
        "Israel and Palau sided with the US.",
        "Israel and Palau supported Washington.",
        "Israel and Palau voted with Washington.",
    ],
)
def test_those_in_company_with_each_other_are_who_was_counted_against(beside: str) -> None:
    (found,) = _read(f"{_COUNTED} {beside}")
    assert (set(found.against), found.tally.yes) == ({"ISR", "PLW", "USA"}, 117)


@pytest.mark.parametrize(
    "beside",
    [
        "Only Israel sided with Washington.",
        "Israel, Palau and Fiji sided with Washington.",
        "Only Israel and Palau had backed Washington.",
        "In 2022 only Israel and Palau backed Washington.",
        "Only Israel and Palau backed Washington's text.",
        "Only Israel and Palau joined the United States in the pact.",
        "Israel and Palau would have joined the United States.",
    ],
)
def test_those_in_other_company_are_not(beside: str) -> None:
    (found,) = _read(f"{_COUNTED} {beside}")
    assert found.against == ()


def test_a_majority_against_so_many_is_a_poll() -> None:
    (found,) = _read("The UN Human Rights Council on Monday adopted the resolution by a majority of 28 against 12, with 7 abstaining.")
    assert str(found.tally) == "28-12-7"


def test_votes_won_are_counted_over_when_and_where() -> None:
    (found,) = _read(
        "Die UN-Vollversammlung nahm das Papier an, es bekam am Montag in New York 153 Stimmen. 10 waren dagegen, 23 enthielten sich."
    )
    assert str(found.tally) == "153-10-23"
