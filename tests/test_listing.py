"""Counts and lists told in a sentence of their own: whose the votes were, who did the same, and how many that makes."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.document import Document
from bot.reading.votes import read_votes
from tests.test_clauses import sides


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Voting against that draft were Chad, Peru and Togo.", {"no": "PER TCD TGO"}),
        ("Abstaining on it were Chad and Peru.", {"abstain": "PER TCD"}),
        ("The abstentions, three in number, came from Chad, Peru and Togo.", {"abstain": "3 PER TCD TGO"}),
        ("The abstentions (2) were those of Chad and Peru.", {"abstain": "2 PER TCD"}),
        ("The dissenting votes were cast by Chad and Peru.", {"no": "PER TCD"}),
        ("A no came from Chad, Peru and Togo.", {"no": "PER TCD TGO"}),
        ('A "no" was recorded for Chad and for Peru.', {"no": "PER TCD"}),
        ('A "no" was noted for Chad and Peru.', {"no": "PER TCD"}),
        ("The objections raised concerned Chad and Peru.", {}),
        ("On the fence sat three: Chad, Peru and Togo.", {"abstain": "3 PER TCD TGO"}),
        ("Against it stood Chad and Peru.", {"no": "PER TCD"}),
        ("Chad, Peru and Togo were the three that stood up against it.", {"no": "3 PER TCD TGO"}),
        ("Chad and Peru were the two to oppose it.", {"no": "2 PER TCD"}),
        ("One of the dozen that abstained was Chad.", {"abstain": "12 TCD ~"}),
        ("Among the twelve who abstained was Chad.", {"abstain": "12 TCD ~"}),
        ("Chad was the third member to vote against it.", {"no": "3 TCD ~"}),
        ("No delegation opposed it.", {"no": "0"}),
        ("No government was against.", {"no": "0"}),
        ("It was approved by a vote of 94 to 2 (Chad and Peru), with 43 abstentions.", {"yes": "94", "no": "2 PER TCD", "abstain": "43"}),
        ("It passed with 139 countries backing it.", {"yes": "139"}),
    ],
)
def test_whose_votes_they_were_may_be_told_by_a_noun(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Chad, Peru and five island states (Fiji, Nauru, Palau, Samoa and Tonga) abstained.",
            {"abstain": "7 FJI NRU PER PLW TCD TON WSM"},
        ),
        ("Only Chad and two African countries - Mali and Togo - voted against.", {"no": "3 MLI TCD TGO"}),
        ("Chad and 16 countries voted against it.", {"no": "17 TCD ~"}),
        ("Chad and Peru joined Togo in rejecting it.", {"no": "PER TCD TGO"}),
        ("Chad and Peru joined Togo in rejecting the charge of racism made by Mali.", {"no": "PER TCD TGO"}),
        ("Twelve abstained, and Chad's was one of them.", {"abstain": "12 TCD ~"}),
        ("Chadian and Peruvian abstentions apart, the vote was unanimous: 13-0.", {"yes": "13", "no": "0", "abstain": "PER TCD"}),
        ("It asks what the Chadian abstention led to.", {}),
        ("It asks what the US abstention led to.", {}),
        ("Diplomats feared Chadian and Peruvian abstentions.", {}),
        ("Twelve abstained, and Chad was one of them.", {"abstain": "12 TCD ~"}),
        ("That left Chad as the only company of Peru in the no column.", {"no": "2 PER TCD"}),
        ("Chad is the only ally of Peru in the region.", {}),
        ("Chad abstained on it like 72 others.", {"abstain": "73 TCD ~"}),
        ("Chad and Peru did the same as Togo.", {"so": "PER TCD TGO"}),
        ("So did its neighbours, Chad and Togo.", {"so": "TCD TGO"}),
    ],
)
def test_those_who_kept_company_are_told_together(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


def test_a_line_that_heads_a_list_is_read_with_the_names_below_it() -> None:
    opening = "The UN Human Rights Council adopted the resolution on Friday in Geneva."
    lists = "Against: 3\nChad, Peru and Togo\n\nAbstained (2):\nFiji, Nauru\n\nAgainst: 2\nThe secretariat has not yet published it."
    body = f"{opening}\n\nIn favour: 31\n\n{lists}"
    (vote,), _ = read_votes(Document(body, "", "", dt.datetime(2025, 7, 4, tzinfo=dt.UTC)))
    assert (vote.tally.yes, vote.tally.no, vote.tally.abstain) == (31, 3, 2)
    assert set(vote.against) == {"TCD", "PER", "TGO"}
    assert set(vote.abstained) == {"FJI", "NRU"}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It was passed 169-2, the two being Chad and Peru.", {"yes": "169", "no": "2 PER TCD"}),
        ("It got ten votes and could have spared only one.", {"yes": "10"}),
        ("It was passed 169-3, the two being Chad and Peru.", {"yes": "169", "no": "3"}),
        ("Eighty voted for, with Chad the only abstainer.", {"yes": "80", "abstain": "1 TCD"}),
        ("With Chad voted Peru, Mali and Togo, making four noes.", {"no": "4 MLI PER TCD TGO"}),
        ("Thirty voted for, 12 against and as many abstained.", {"yes": "30", "no": "12", "abstain": "12"}),
        ("Twelve voted against, and the same number of members abstained.", {"no": "12", "abstain": "12"}),
        ("The number of those who voted against, 12, was equal to that of the abstentions.", {"no": "12", "abstain": "12"}),
        ("Almost as many, 74, abstained.", {"abstain": "74"}),
        ("Chad was among the five noes, with Peru, and three friends of Lima: Mali, Togo and Fiji.", {"no": "5 FJI MLI PER TCD TGO"}),
        ("Three countries voted against: two neighbours, Chad and Mali, and, far off, Peru.", {"no": "3 MLI PER TCD"}),
        ("Three members abstained, to the dismay of Chad, Mali and Peru.", {"abstain": "3"}),
        ("Three members abstained on the text tabled by Chad, Mali and Peru.", {"abstain": "3"}),
        ("Ten voted for it and twice as many abstained.", {"yes": "10"}),
        ("Chad and Peru abstained, so that of the 13 votes it got none could be spared.", {"yes": "13", "abstain": "PER TCD"}),
        ("Chad, expected to say yes, abstained.", {"abstain": "TCD"}),
    ],
)
def test_a_number_may_be_told_before_those_it_counts(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentences", "against"),
    [
        ("Chad, Peru, Mali and Togo voted against. The same four also opposed a text on trade, adopted with 99 votes in favour.", 4),
        ("The Assembly adopted it by 140 votes to 3. Three delegations stood with the junta: Chad, Peru and Togo.", 3),
        ("The Assembly adopted it by 140 votes to 3. Three delegations sponsored the text: Chad, Peru and Togo.", 0),
        ("The Assembly adopted it with 140 in favour. Togo opposed it, Mali abstained. Chad and Peru did the same as Togo.", 3),
    ],
)
def test_who_was_counted_may_be_told_by_the_sentence_beside(sentences: str, against: int) -> None:
    body = f"NEW YORK - The UN General Assembly met on Friday to vote on the resolution. {sentences}"
    votes, _ = read_votes(Document(body, "UN General Assembly votes on resolution", "", dt.datetime(2025, 7, 4, tzinfo=dt.UTC)))
    assert max(len(vote.against) for vote in votes) == against


@pytest.mark.parametrize(
    ("sentence", "yes"),
    [
        ("The draft fell one short in the Security Council on Friday", 8),
        ("The draft failed in the Security Council on Friday, three votes short", 6),
        ("The draft came up two short of the nine votes needed in the Security Council on Friday", 7),
        ("The draft failed in the Security Council on Friday, one vote too few", 8),
        ("Lacking two votes, the draft failed in the Security Council on Friday", 7),
        ("The draft failed in the Security Council on Friday in a short meeting", None),
    ],
)
def test_votes_a_text_of_the_council_lacked_tell_those_it_had(sentence: str, yes: int | None) -> None:
    body = f"NEW YORK - {sentence}, diplomats said."
    (vote, *_), _ = read_votes(Document(body, "Security Council rejects draft", "", dt.datetime(2025, 7, 4, tzinfo=dt.UTC)))
    assert vote.tally.yes == yes


def test_who_backed_a_text_is_counted_where_one_sentence_tells_of_all_fifteen() -> None:
    told = sides("Chad, Peru and Togo supported the paper, Mali opposed it, and the eleven others abstained.")
    assert told == {"yes": "3 PER TCD TGO", "no": "MLI", "abstain": "11"}
    assert sides("Chad and Peru supported it, Mali opposed it, and eleven others abstained.")["yes"] == "PER TCD"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Peru joined 25 other countries in abstaining.", {"abstain": "26 PER ~"}),
        ("Peru joined the treaty with 25 other countries in 1999.", {}),
        ("Peru and 25 others were among those abstaining.", {"abstain": "PER ~"}),
        ("All five Nordic countries voted in favour.", {}),
        ("Neither Peru nor Togo voted in favour; both abstained.", {"abstain": "PER TGO"}),
        ("Neither Peru nor Togo voted in favour.", {}),
        ("With the exception of Chad, all members voted in favour.", {"yes": "rest", "no": "TCD"}),
        ("All members apart from Chad voted in favour.", {"yes": "rest", "no": "TCD"}),
        ("Everyone voted yes save Chad, which abstained.", {"yes": "rest", "abstain": "TCD"}),
        ("Chad apart, all members voted in favour.", {"yes": "rest", "no": "TCD"}),
        ("Chad's was the only dissenting voice.", {"no": "1 TCD"}),
    ],
)
def test_exceptions_tell_who_did_otherwise(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Voting no alongside Chad were Peru and Togo.", {"no": "PER TCD TGO"}),
        ("Joining Chad in opposing the text were Peru and Togo.", {"no": "PER TCD TGO"}),
        ("Chad was joined in opposition by Peru and Togo.", {"no": "PER TCD TGO"}),
        ("The only dissenters, Chad and Peru, said the text was biased.", {"no": "2 PER TCD"}),
        ("The only journalists, from Chad and Peru, said the text was biased.", {}),
        ("Chad, the only country to oppose it, said so.", {"no": "1 TCD"}),
        ("Chad, the only EU member to oppose it, said so.", {"no": "TCD ~"}),
        ("Chad asked for a vote and was the only state to oppose it.", {"no": "1 TCD"}),
        ("Mali abstained, and so did Peru, Togo and 12 others.", {"abstain": "15 MLI PER TGO ~"}),
        ("Mali abstained along with Peru, Togo and 12 others.", {"abstain": "15 MLI PER TGO ~"}),
        ("Mali abstained, and Peru, Togo and 12 others voted against.", {"abstain": "MLI", "no": "14 PER TGO ~"}),
    ],
)
def test_those_who_joined_are_told_with_whom(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told
