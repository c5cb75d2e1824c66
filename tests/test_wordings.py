"""Wordings met in newspapers: totals, those who were the ones, numbers that count something else, lists below a line."""

from __future__ import annotations

import pytest

from tests.test_clauses import sides
from tests.test_company import told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Chad and Peru were the only countries to vote for the text.", {"yes": "2 PER TCD"}),
        ("A total of 11 countries, among them Chad, voted against the resolution.", {"no": "11 TCD ~"}),
        ("The 91 nations that have ratified its statute are exempt, and Chad abstained.", {"abstain": "TCD"}),
        ("The resolution took 188 votes in the chamber.", {"yes": "188"}),
        ("The plan, brought by five members, got six votes where nine were needed.", {"yes": "6"}),
        ("It had the votes of Chad and Peru besides its own, three out of the nine it needed.", {"yes": "3"}),
        ("The three Africans - Chad, Mali and Togo - abstained, as did Peru.", {"abstain": "4 MLI PER TCD TGO"}),
        ("The declaration on two states was approved.", {}),
        (
            "All other members voted on Thursday to keep the force going, apart from Chad, which abstained.",
            {"yes": "rest", "abstain": "TCD"},
        ),
        ("All members voted on Thursday to reject the text, apart from Chad.", {}),
        ("It showed 191 green lights, no red one and two yellow: Chad and Peru.", {"yes": "191", "abstain": "2 PER TCD"}),
        ("Chad and Peru were the ones who abstained.", {"abstain": "2 PER TCD"}),
        ("One member took no part in the vote: Chad.", {"absent": "1 TCD"}),
        ("It was adopted with the votes in favour of the 15 members.", {"yes": "15"}),
        ("It was penned by France and Mexico, Chad and Peru abstained.", {"abstain": "PER TCD"}),
        ("Fourteen hands are up for the text.", {"yes": "14"}),
        ("Now it said no, and only Chad joined it.", {"no": "2 TCD ~"}),
        ("Chad, which had asked for it, abstained together with its neighbours Mali and Togo.", {"abstain": "MLI TCD TGO"}),
        ("Trece votos tuvo el texto.", {"yes": "13"}),
    ],
)
def test_a_newspaper_s_wording_of_who_did_what(sentence: str, expected: dict[str, str]) -> None:
    assert sides(sentence) == expected


LEAD = "The UN General Assembly on Thursday adopted a resolution on Chad by 120 votes to three, with 40 abstentions."


@pytest.mark.parametrize(
    "named",
    [
        "These were Malta, Peru and Togo.",
        "The three are the same: Malta, Peru and Togo.",
        'The "3" were Malta, Peru and Togo.',
    ],
)
def test_who_those_counted_were_is_told_after_them(named: str) -> None:
    assert told(LEAD, named) == ["GA adopted 120-3-40 n:MLT,PER,TGO"]


def test_a_poll_is_followed_by_those_it_counts() -> None:
    assert told("The UN General Assembly on Thursday adopted a resolution. It was carried by 120 votes to two, Malta and Peru.") == [
        "GA adopted 120-2-? n:MLT,PER"
    ]


def test_a_line_heads_a_list_by_what_its_members_did() -> None:
    assert told(
        "The UN General Assembly on Thursday adopted a resolution on Chad. 120 countries voted for it and three against.\n\n"
        "Countries that voted against the resolution:\n\nMalta, Peru, Togo"
    ) == ["GA adopted 120-3-? n:MLT,PER,TGO"]


def test_a_day_of_remembrance_sets_no_scene() -> None:
    assert told(
        "11 July will be a day of reflection on the crimes in Chad, the UN General Assembly has decided.",
        "Its resolution got 84 votes in favour, 19 against and 68 abstentions.",
    ) == ["GA adopted 84-19-68"]
