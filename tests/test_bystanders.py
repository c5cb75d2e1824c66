"""Bodies and days that a vote is only told beside: courts asked, committees before, since when; and a veto somebody had to use."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.model import Organ, Outcome, Sighting
from bot.reading.document import Document
from bot.reading.votes import read_votes

DAY = dt.datetime(2024, 11, 14, 18, tzinfo=dt.UTC)


def read(text: str, title: str = "") -> Sighting:
    """Return the vote that a page of 14 November 2024 reports."""
    return next(one for one in read_votes(Document(text, title, "", DAY))[0] if one.primary)


@pytest.mark.parametrize(
    "sentence",
    [
        "The UN General Assembly wants to know it from the International Court of Justice (ICJ), and has adopted a text by consensus.",
        "States that have not joined the International Criminal Court are not bound, the General Assembly decided by consensus.",
    ],
)
def test_a_court_that_is_asked_or_joined_decided_nothing(sentence: str) -> None:
    told = read(sentence, "UN adopts resolution on the court")
    assert (told.organ, told.outcome) == (Organ.GENERAL_ASSEMBLY, Outcome.ADOPTED)


@pytest.mark.parametrize(
    "text",
    [
        "Asked by the General Assembly, the International Court of Justice on Thursday found by eleven votes to four that it was unlawful.",
        "By eleven votes to four, the International Court of Justice has found that what the General Assembly asked of was unlawful.",
    ],
)
def test_a_court_that_rules_is_no_organ_of_ours(text: str) -> None:
    assert not read_votes(Document(text, "World Court rules", "", DAY))[0]


@pytest.mark.parametrize("did", ["recommended", "forwarded", "sent"])
def test_a_committee_before_is_not_who_adopted(did: str) -> None:
    told = read(
        "The General Assembly this morning acted on human cloning. The text, "
        f"{did} by the Sixth Committee (Legal), was adopted by 84 votes in favour to 34 against, with 37 abstentions.",
        "General Assembly adopts declaration on human cloning",
    )
    assert (told.organ, str(told.tally)) == (Organ.GENERAL_ASSEMBLY, "84-34-37")


def test_since_when_is_no_day_of_the_vote() -> None:
    told = read(
        "The U.N. General Assembly said so in a resolution it approved on Thursday. The vote was 94-14 with 73 abstentions, the lowest"
        " support for any of the five texts since Feb. 24."
    )
    assert (str(told.tally), told.date) == ("94-14-73", dt.date(2024, 11, 14))


@pytest.mark.parametrize("used", ["had to use its veto", "was forced to cast its veto", "resorted to its veto", "fell back on its veto"])
def test_a_veto_that_had_to_be_used_was_used(used: str) -> None:
    told = read(f"At the UN Security Council Moscow {used} yesterday against a resolution on Crimea. It got 13 votes. China abstained.")
    assert (told.outcome, told.vetoed_by, str(told.tally)) == (Outcome.VETOED, ("RUS",), "13-1-1")


def test_a_statement_of_a_month_gone_by_is_no_news() -> None:
    text = "In August the UN Security Council, in a presidential statement, asked Myanmar to stop; a text had been opposed by China."
    assert not read_votes(Document(text, "Refugees to return", "", DAY))[0]


def test_what_is_agreed_tentatively_is_not_adopted() -> None:
    text = (
        "The 15-nation UN Security Council sat for three hours late Thursday and tentatively agreed on one text. It is to be put to the"
        " vote on Saturday."
    )
    assert not read_votes(Document(text, "Council to vote on Saturday", "", DAY))[0]
