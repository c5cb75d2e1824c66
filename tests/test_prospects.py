"""What is hoped for is no vote, and what a lead announces is none yet."""

from __future__ import annotations

import pytest

from bot.reading.votes.prospects import announced_at, only_hoped


@pytest.mark.parametrize(
    "words",
    [
        "with china's abstention hoped for, the count could be 13 to 1",
        "les auteurs espèrent au moins 13 voix favorables sur 15",
        "russland wird sein veto einlegen, gleich wie viele dafür sind",
        "washington espera 12 votos a favor y que rusia se abstenga",
        "a expectativa é de 14 votos a favor",
        "gli autori contano su 11 voti a favore",
    ],
)
def test_counts_somebody_hopes_for_are_only_hoped(words: str) -> None:
    assert only_hoped(words)


@pytest.mark.parametrize(
    "words",
    [
        "they had counted on 12 votes but got nine",
        "comme attendu, les états-unis ont opposé leur veto",
        "wie erwartet wird stimmten 13 staaten dafür",
        "se esperaba un veto, y rusia votó en contra",
    ],
)
def test_what_was_cast_is_told_whatever_was_hoped(words: str) -> None:
    assert not only_hoped(words)


@pytest.mark.parametrize(
    ("words", "ahead"),
    [
        ("the security council is due to meet; it will vote on friday on the text", True),
        ("le conseil de sécurité doit voter ce vendredi à 15 heures", True),
        ("der un-sicherheitsrat stimmt heute über den entwurf ab", True),
        ("the security council met yesterday to vote on the text", False),
        ("a year late, because the pandemic had put off the vote, the assembly called for an end of the embargo", False),
        ("the president put the draft to the vote this morning", False),
    ],
)
def test_a_lead_announces_only_what_is_to_come(words: str, *, ahead: bool) -> None:
    assert (announced_at(words) >= 0) is ahead
