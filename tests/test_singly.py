"""One who stood alone, all who stood together, and what only sounds like either: in a sentence of a page that tells of a vote."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.model import Organ, Outcome, Sighting
from bot.reading.document import Document
from bot.reading.votes import read_votes

DAY = dt.datetime(2024, 11, 14, 18, tzinfo=dt.UTC)
COUNCIL = "The UN Security Council on Thursday voted 13-1 for sanctions. "
ASSEMBLY = "The UN General Assembly on Thursday adopted a resolution on press freedom by 119 votes. "


def read(text: str, title: str = "") -> Sighting:
    """Return the vote that a page of 14 November 2024 reports."""
    return next(one for one in read_votes(Document(text, title, "", DAY))[0] if one.primary)


@pytest.mark.parametrize(
    "sentence",
    [
        'Note who cast the only "no": Mozambique. Guyana abstained.',
        "Mozambique cast the only no, Guyana abstained.",
        "The only no was cast by Mozambique. Guyana abstained.",
        "Mozambique was the only member to vote no; Guyana abstained.",
        "Mozambique wanted more talks, and was then the sole member to say no. Guyana abstained.",
        "Mozambique voted alone against the resolution; Guyana abstained.",
        "There was one vote against, that of Mozambique, and one abstention, that of Guyana.",
    ],
)
def test_one_stood_alone(sentence: str) -> None:
    told = read(COUNCIL + sentence)
    assert (str(told.tally), told.against, told.abstained) == ("13-1-1", ("MOZ",), ("GUY",))


@pytest.mark.parametrize(
    "sentence",
    [
        "Against it were only Belarus and Nicaragua, while 49 countries abstained.",
        "Apart from Belarus itself only Nicaragua voted no, and 49 countries abstained.",
        "Aside from Belarus only Nicaragua opposed it; 49 abstained.",
    ],
)
def test_few_stood_alone(sentence: str) -> None:
    told = read(ASSEMBLY + sentence)
    assert (str(told.tally), set(told.against), told.abstained) == ("119-2-49", {"BLR", "NIC"}, ())


@pytest.mark.parametrize(
    ("sentence", "tally"),
    [
        ("The document has the votes of as many as 120 countries.", "120-?-?"),
        ("China and Cuba were among the 11 that stood by the government and voted against.", "?-11-?"),
        ("Kenya was one of the 120 countries, of 170 that took part, that voted for the resolution.", "120-?-?"),
    ],
)
def test_so_many_are_counted_over_what_stands_between(sentence: str, tally: str) -> None:
    assert str(read("The UN General Assembly on Thursday adopted a resolution on press freedom. " + sentence).tally) == tally


@pytest.mark.parametrize(
    "sentence",
    [
        "All members of the U.N. Security Council voted on Thursday to keep the mission.",
        "Every member of the Security Council voted for the resolution on Thursday.",
        "The UN Security Council on Thursday adopted a resolution. It was supported by all members of the Council.",
        "Without a dissenting voice, the UN Security Council on Thursday adopted a resolution. All its members voted for it.",
        "The UN Security Council on Thursday adopted a resolution. All 15 members backed it, but only after Russia had vetoed another.",
    ],
)
def test_all_stood_together(sentence: str) -> None:
    told = read(sentence)
    assert (str(told.tally), told.unanimous, told.without_vote) == ("15-0-0", True, False)


@pytest.mark.parametrize("whose", ["the European Union", "the African Group"])
def test_all_members_of_others_are_not_all(whose: str) -> None:
    told = read(f"The UN Security Council on Thursday adopted a resolution. It was supported by all members of {whose}.")
    assert (str(told.tally), told.unanimous) == ("?-?-?", False)


def test_ten_elected_members_who_wrote_a_text_are_no_election() -> None:
    told = read(
        "The UN Security Council could not adopt a draft resolution on Thursday as the United States used its right of veto. The text,"
        " which the 10 non-permanent members brought in together, was supported by all of the other 14 members."
    )
    assert (told.outcome, str(told.tally), told.vetoed_by) == (Outcome.VETOED, "14-1-0", ("USA",))


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia on Thursday vetoed the draft by the United Kingdom and Sierra Leone in the UN Security Council.",
        "Security Council: Russia on Thursday vetoed a draft by the United Kingdom that would have called for a truce.",
        "Moscow blocked on Thursday a UN Security Council resolution by Britain.",
        "A UN Security Council resolution by Britain was vetoed on Thursday by Russia.",
    ],
)
def test_who_wrote_a_text_cast_no_veto_on_it(sentence: str) -> None:
    told = read(sentence)
    assert (told.outcome, told.vetoed_by) == (Outcome.VETOED, ("RUS",))


def test_four_are_too_few_whatever_the_verb() -> None:
    told = read("The UN Security Council on Thursday adopted a rival text with four votes in favour and nine abstentions.")
    assert told.outcome is Outcome.FAILED


def test_a_defeat_may_be_a_states_and_no_texts() -> None:
    told = read(
        "Britain looked lonely on Thursday when the UN general assembly told it, by 116 votes to six, to leave.", "UN defeat for Britain"
    )
    assert (told.outcome, str(told.tally)) == (Outcome.ADOPTED, "116-6-?")


def test_what_a_court_is_asked_for_is_no_vote_of_its_own() -> None:
    told = read(
        "The International Criminal Court will be asked to deal with the crimes, after the United Nations Security Council yesterday agreed"
        " to refer the cases to it.\n\nWashington chose to abstain. The vote was 11-0, with four abstentions.",
        "War crimes go to Hague court after UN vote",
    )
    assert (told.organ, str(told.tally)) == (Organ.SECURITY_COUNCIL, "11-0-4")


def test_members_of_a_bloc_are_counted_among_others() -> None:
    told = read(
        "The General Assembly on Thursday called on Israel to obey the court. 150 countries were for the resolution, all 25 of the European"
        " Union with them. Six were against.",
        "World says comply",
    )
    assert (told.organ, str(told.tally)) == (Organ.GENERAL_ASSEMBLY, "150-6-?")


def test_a_dateline_is_no_first_sentence() -> None:
    assert read(
        "BAKU, Azerbaijan, Nov. 14. Trend:\nThe mission is to carry on for another six months, the United Nations Security Council has"
        " unanimously agreed."
    ).unanimous


def test_what_was_wanted_before_is_no_vote() -> None:
    told = read(
        "Fourteen members of the 15-strong UN Security Council voted for the resolution on Thursday. The United States abstained.\n\n"
        "Libya had suggested in the talks that the case be suspended; some, among them the United States and France, would not have it."
    )
    assert (str(told.tally), told.against, told.abstained) == ("14-0-1", (), ("USA",))
