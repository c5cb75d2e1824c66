"""What stands beside a vote in its text and is none of it: last year's, another organ's, bodies that only ask or belong."""

from __future__ import annotations

import pytest

from tests.test_clauses import sides
from tests.test_company import told

LEAD = "The UN General Assembly on Thursday condemned the fighting in Chad and endorsed a plan for talks."


def test_a_council_s_old_veto_does_not_set_the_assembly_s_counts_in_its_time() -> None:
    assert told(
        LEAD + "\n\n"
        "Russia and China, whose double veto had killed a like text in the Security Council on February 4, could not stop this one.",
        "In all, 137 countries were in favour and 17 abstained. With Russia and China voted Peru and Malta, making four noes.",
    ) == ["GA adopted 137-4-17 n:CHN,MLT,PER,RUS"]


def test_a_council_s_old_votes_are_not_the_assembly_s() -> None:
    assert told(
        LEAD,
        "137 countries were in favour.\n\nOn February 4 Russia had vetoed a like text in the Security Council. China also voted against.",
    ) == ["GA adopted 137-?-?"]


@pytest.mark.parametrize(
    "then",
    [
        "Esta vez 120 países estuvieron a favor, 7 en contra y 12 se abstuvieron; el año pasado habían sido 140, con dos en contra.",
        "Cette fois 120 pays ont voté pour, 7 contre et 12 se sont abstenus ; l'an dernier, ils étaient 140, avec deux voix contre.",
        "Diesmal stimmten 120 Staaten dafür, 7 dagegen und 12 enthielten sich; im vergangenen Jahr waren es 140, bei zwei Gegenstimmen.",
        "This time 120 countries were in favour, 7 against and 12 abstained; last year there had been 140, with two against.",
    ],
)
def test_last_year_s_vote_after_a_semicolon_lends_no_votes(then: str) -> None:
    assert told("The UN General Assembly on Thursday adopted a resolution on Cuba.", then)[0] == "GA adopted 120-7-12"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rechazaron el texto Chad, Malí y Perú.", {"no": "MLI PER TCD"}),
        ("Hanno respinto il testo Ciad e Perù.", {"no": "PER TCD"}),
        ("Dreizehn Mitglieder stimmten dem von Mexiko und Chile getragenen Entwurf zu.", {"yes": "13"}),
        ("Elf Länder stimmten der am Mittwoch vorgelegten Resolution zu, zwei waren dagegen.", {"yes": "11", "no": "2"}),
        ("Dreizehn Mitglieder stimmten einem Antrag Algeriens zu.", {"yes": "13"}),
        ("Drei Länder stimmten dem Entwurf nicht zu.", {}),
    ],
)
def test_a_long_object_and_a_late_subject(sentence: str, expected: dict[str, str]) -> None:
    assert sides(sentence) == expected


def test_those_who_reject_do_not_make_a_text_fail() -> None:
    assert told(
        "La Asamblea General de la ONU adoptó el jueves una resolución sobre Cuba con 120 votos a favor, 3 en contra y 12 abstenciones.",
        "Rechazaron el texto Chad, Malí y Perú.",
    ) == ["GA adopted 120-3-12 n:MLI,PER,TCD"]


def test_a_court_that_is_asked_and_a_bloc_that_is_split_do_not_vote() -> None:
    counted = "77 countries voted for the resolution, six against it and 74 abstained."
    assert told("Judges in The Hague will be asked about Chad, the UN General Assembly decided on Thursday.", counted) == [
        "GA adopted 77-6-74"
    ]
    assert told(
        "The ten ASEAN members were split when the UN General Assembly voted on Thursday on arms for Chad.",
        counted,
        title="ASEAN split as UN calls for halt to arms",
    ) == ["GA adopted 77-6-74"]
    assert (
        told("The International Court of Justice held on Thursday, by 11 votes to 4, that it must end, as the General Assembly had asked.")
        == []
    )


HRC = "The UN Human Rights Council decided on Thursday to look into the crimes in Chad. 32 members voted for it and 13 abstained."


@pytest.mark.parametrize(
    "beside",
    [
        "Only Eritrea stood by Russia.",
        "Accanto a Mosca si è schierata soltanto l'Eritrea.",
        "Seule l'Érythrée s'est rangée aux côtés de Moscou.",
        "Solo Eritrea se alineó con Moscú.",
        "Nur Eritrea stellte sich an die Seite Russlands.",
    ],
)
def test_the_only_ones_beside_each_other_are_the_side_that_is_not_told(beside: str) -> None:
    assert told(HRC, beside) == ["HRC adopted 32-2-13 n:ERI,RUS"]


@pytest.mark.parametrize(
    "other",
    [
        "Only Eritrea joined Russia in a statement on trade.",
        "Eritrea stood by Russia.",
        "Only Eritrea had stood by Russia in 2022.",
    ],
)
def test_what_is_told_of_others_beside_each_other_adds_no_side(other: str) -> None:
    assert told(HRC, other) == ["HRC adopted 32-?-13"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Chad y Perú volvieron a quedarse solos: 187 países pidieron el fin del bloqueo.", {"yes": "187", "no": "2 PER TCD"}),
        ("Mit Nein stimmten neben Malta und Peru auch Chile, Fidschi und Palau.", {"no": "CHL FJI MLT PER PLW"}),
    ],
)
def test_who_was_left_alone_and_who_stood_beside_others(sentence: str, expected: dict[str, str]) -> None:
    assert sides(sentence) == expected


@pytest.mark.parametrize(
    "page",
    [
        "Chad and Peru found themselves on the side of Togo on Thursday in a row about cotton. Who was opposed? Mali and Niger.",
        "Hands went up against the bill in parliament on Thursday: 62 were raised in favour, 71 against. Chad stood alone.",
        "The city council was asked for a show of hands on Thursday. Eleven went up. Who was against? Two. Nobody joined them.",
        "The ten ASEAN members were split on Thursday. Judges in The Hague had been asked. Seven were for it, three against.",
        "The UN Security Council will vote on Friday on Chad. Last time Russia's hand stayed down. Who will be opposed? Nobody knows.",
        "In 2012 only China stood with Russia when the UN Security Council voted on Syria. Who was opposed? Two.",
        "The United States was one of 14 countries to support a truce in 2016, the UN Security Council's records show.",
        "Prices went up and wages stayed down, the UN said on Thursday. No hand was raised against it.",
        "Only Peru joined Chad in voting no in the OAS on Thursday. The other 30 members were for it.",
        "Chad and Peru were the only countries to vote for the text of the treaty, which 91 nations have ratified.",
    ],
)
def test_what_only_sounds_like_sides_is_no_vote(page: str) -> None:
    assert told(page) == []
