"""A quick look before a close one takes nothing away: what the close look finds, it lets through."""

from __future__ import annotations

import pytest

from bot.model import Organ
from bot.reading import intentions
from bot.reading.votes import page
from bot.reading.votes.automaton import compiled, encoded
from bot.reading.votes.hints import LEAD, Hints
from bot.reading.votes.prospects import only_hoped, only_supposed


def test_a_pattern_finds_a_place_in_the_text_whatever_stands_before_it() -> None:
    text = "l’été — “Übung”: é 9"
    found = compiled(r"\b9\b|\d{2}").search(encoded(text))
    assert text[found.start() : found.end()] == "9"


@pytest.mark.parametrize("words", ["they voted.", "a veto.", "it adopted one.", "two abstained.", "one against."])
@pytest.mark.parametrize("place", [0, LEAD])
def test_a_plain_word_of_voting_is_enough_in_a_lead_and_in_a_body(words: str, place: int) -> None:
    parts, at, found = ("the rains had cut the road. ", words, " the rains went on."), 0, []
    hints = Hints("".join(parts))
    for part in parts:
        found.append(hints.speak((at, at + len(part)), place))
        at += len(part)
    assert found == [False, True, False]


@pytest.mark.parametrize(
    "words",
    [
        "they had counted on 12 votes, but russia vetoed it.",
        "they hoped for nine votes; eight members voted for it.",
        "diplomats reckoned with 13, and it was adopted by 12.",
    ],
)
def test_what_was_done_is_not_only_hoped(words: str) -> None:
    assert not only_hoped(words)


@pytest.mark.parametrize(
    ("words", "supposed"),
    [
        ("ejercicio 3: una resolución recibe 14 votos a favor y 1 en contra.", True),
        ("se aprueba si nueve de ellos votan a favor y ninguno de los permanentes lo veta.", True),
        ("übung: der rat stimmt ab.", True),
        ("nueve miembros votaron a favor.", False),
        ("sie übten kritik: neun stimmten dafür.", False),
    ],
)
def test_what_any_vote_needs_and_an_exercise_are_only_supposed(words: str, supposed: bool) -> None:
    assert only_supposed(words) is supposed


@pytest.mark.parametrize(
    ("flat", "model"),
    [
        ("the best delegate of the day spoke for chad.", True),
        ("a mock un debate on mali", True),
        ("pupils in the sixth form, playing the un security council, vetoed it; later the security council of the town met.", True),
        ("families were living in schools when the un security council met.", False),
        ("the general assembly heard a student, and the security council a teacher.", False),
    ],
)
def test_students_who_play_the_council_are_told_from_it(flat: str, model: bool) -> None:
    assert page.is_model(flat) is model


@pytest.mark.parametrize(
    ("flat", "organ"),
    [
        ("the third committee approved it.", Organ.THIRD_COMMITTEE),
        ("the assembly's human rights panel approved it.", Organ.THIRD_COMMITTEE),
        ("the social, humanitarian and cultural body approved it.", Organ.THIRD_COMMITTEE),
        ("political and decolonization matters were voted on.", Organ.FOURTH_COMMITTEE),
        ("the general assembly approved it.", Organ.GENERAL_ASSEMBLY),
    ],
)
def test_a_committee_named_in_any_way_is_the_first_organ(flat: str, organ: Organ) -> None:
    assert page.first_organ("", flat) == organ


@pytest.mark.parametrize(
    ("flat", "opens"),
    [
        ("un condemns the attack", True),
        ("the u.n. has urged restraint", True),
        ("united nations members vote for a truce", True),
        ("the sun told of it", False),
    ],
)
def test_a_page_may_open_with_the_united_nations_as_a_whole(flat: str, opens: bool) -> None:
    assert page.opens_with_un("", flat) is opens


def test_notes_of_how_delegations_had_meant_to_vote_are_looked_for_only_where_one_may_stand() -> None:
    assert intentions.may_hold("the delegation of chad informed the secretariat that it had intended to vote against.")
    assert intentions.may_hold("la délégation du tchad a fait savoir qu'elle entendait voter contre.")
    assert not intentions.may_hold("the council wanted to vote, and meant to adopt it.")
