"""Sides told by hands, by the company kept, by a question and its answer, and by who was alone."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.document import Document
from bot.reading.votes import read_votes
from tests.test_clauses import sides

DAY = dt.datetime(2024, 11, 14, 18, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Peru's hand stayed down.", {"abstain": "PER"}),
        ("Peru's stayed down both times, as its envoy had said.", {"abstain": "PER"}),
        ("Chad's and Peru's went up against.", {"no": "PER TCD"}),
        ("The Emirates' hand was kept down.", {"abstain": "ARE"}),
        ("Twelve were raised in favour.", {"yes": "12"}),
        ("No hand was raised against it, and Peru's remained down.", {"no": "0", "abstain": "PER"}),
        ("Not a single hand went up against the text.", {"no": "0"}),
        ("Peru raised no hand for it.", {"abstain": "PER"}),
        ("Prices in Chad fell, and Peru's went up.", {}),
        ("Chad's output was raised in favour of exports.", {}),
    ],
)
def test_a_hand_need_not_be_named(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Chad was one of 88 countries to support it; 55 were against.", {"yes": "88 TCD ~", "no": "55"}),
        ("Chad was the only country to back the resolution.", {"yes": "1 TCD"}),
        ("Chad and Peru were the only ones to reject the draft.", {"no": "2 PER TCD"}),
        ("Chad was the third member to endorse the text.", {"yes": "3 TCD ~"}),
        ("The only countries to approve it were Chad and Peru.", {"yes": "2 PER TCD"}),
        ("Chad urged the only country to support the resolution.", {}),
        ("Chad and Peru were the only ones to join Togo in opposing it, and 35 abstained.", {"no": "3 PER TCD TGO", "abstain": "35"}),
        ("The only ones to join Togo in voting yes were Chad and Peru.", {"yes": "3 PER TCD TGO"}),
        ("Only Chad stood by Peru when it was adopted by 32 votes to two.", {"yes": "32", "no": "2 PER TCD"}),
        ("It passed by 158 votes to three, Chad and Togo alone keeping Peru company in opposition.", {"yes": "158", "no": "3 PER TCD TGO"}),
        ("Chad was the only ally of Peru to vote against it.", {"no": "2 PER TCD"}),
        ("Chad was the only country to go along with Peru in opposing it.", {"no": "2 PER TCD"}),
        ("Chad and Peru stood alone on Thursday, against 187 countries.", {"yes": "187", "no": "2 PER TCD"}),
        ("With Peru's hand the only one up against it, the text passed.", {"no": "1 PER"}),
        ("All two members who abstained, Chad and Peru, had asked for more.", {"abstain": "2 PER TCD"}),
        ("It was supported by everyone around the table except Chad.", {"yes": "rest", "no": "TCD"}),
        ("Fin del bloqueo a Cuba, pero Chad se opuso.", {"no": "TCD"}),
    ],
)
def test_those_alone_are_named_with_whom_they_joined(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Who was opposed? Chad and Peru, as everyone had expected.", {"no": "PER TCD"}),
        ("And who abstained? Only Chad.", {"abstain": "1 TCD"}),
        ("How many said no? Three: Chad, Peru and Togo.", {"no": "3 PER TCD TGO"}),
        ("Who abstained? Fourteen, among them Chad.", {"abstain": "14 TCD ~"}),
        ("Those against? Chad.", {"no": "TCD"}),
        ("Qui s'est abstenu ? Le Tchad et le Pérou.", {"abstain": "PER TCD"}),
        ("Wer war dagegen? Nur Peru.", {"no": "1 PER"}),
        ("¿Quiénes votaron en contra? Chad y Perú.", {"no": "PER TCD"}),
        ("Quem votou contra? O Chade e o Peru.", {"no": "PER TCD"}),
        ("Chi ha votato contro? Il Ciad.", {"no": "TCD"}),
        ("Who voted no? Chad told reporters that it had not.", {}),
        ("Why had two opposed it? Chad, Peru, they would not say.", {"no": "2"}),
    ],
)
def test_a_question_is_answered_by_the_next_sentence(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


def told(*sentences: str, title: str = "") -> list[str]:
    """Return the votes a page of 14 November 2024 tells of: organ, outcome, tally, who was against, who abstained, who took no part."""
    found = sorted(read_votes(Document(" ".join(sentences), title, "", DAY))[0], key=lambda one: not one.primary)
    lists = ((one, ("n", one.against), ("a", one.abstained), ("x", one.not_voting)) for one in found)
    return [
        " ".join((f"{one.organ} {one.outcome} {one.tally}", *(f"{side}:{','.join(sorted(who))}" for side, who in named if who)))
        for one, *named in lists
    ]


def test_a_question_and_its_answer_stand_in_two_sentences() -> None:
    assert told(
        "The UN Security Council on Thursday adopted a resolution on Chad. Twelve members voted for it.",
        "Who was against? Algeria and China. Mozambique abstained.",
    ) == ["SC adopted 12-2-1 n:CHN,DZA a:MOZ"]


def test_those_who_stood_with_each_other_are_whom_the_next_sentence_counts() -> None:
    assert told(
        "Chad, Peru and Togo found themselves on the side of Malta on Thursday when the UN General Assembly voted on a text on the sea.",
        "120 states approved the text, four voted against it and 40 abstained.",
    ) == ["GA adopted 120-4-40 n:MLT,PER,TCD,TGO"]


def test_those_who_joined_it_are_one_more_than_are_named() -> None:
    assert told(
        "Russia did not get the UN Security Council to look into the blasts.",
        "Only Algeria and China joined it on Thursday in voting for it.",
        "The other 12 members abstained.",
    ) == ["SC failed 3-0-12"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("China had threatened to make trouble. In the end it abstained.", "a:CHN"),
        ("Not swayed were Algeria and China. They abstained.", "a:CHN,DZA"),
        ("Three members, Algeria among them, abstained. China and Mozambique were the others.", "a:CHN,DZA,MOZ"),
    ],
)
def test_who_did_it_stands_in_the_sentence_before(sentence: str, expected: str) -> None:
    lead = "The UN Security Council on Thursday adopted a resolution on Chad. No member was against it. "
    assert told(lead + sentence)[0].endswith(expected)


def test_an_amendment_is_not_told_for_the_text() -> None:
    assert (
        told(
            "After days of delay the UN Security Council has demanded that more aid be let into Chad. The vote on Thursday was 13 to none.",
            "The two that abstained were Malta and Russia. Minutes earlier a Russian amendment had been vetoed by the United States.",
        )[0]
        == "SC adopted 13-0-2 a:MLT,RUS"
    )


def test_those_who_stood_with_each_other_are_whom_the_others_leave() -> None:
    assert told(
        "Algeria and China were the only countries to side with Russia on Thursday",
        "when it asked the UN Security Council to demand an end of the strikes.",
        "The dozen other members of the council all voted no.",
    ) == ["SC failed 3-12-0"]


@pytest.mark.parametrize(
    "absent",
    [
        "Algeria, which has the 15th seat, was absent.",
        "Algeria, the 15th council member, was not in the room for the vote.",
        "Algeria took no part in the vote.",
    ],
)
def test_who_was_away_is_told_over_an_aside(absent: str) -> None:
    assert told(
        "The UN Security Council on Thursday adopted a resolution on Chad. There were 12 votes for, none against and two abstentions.",
        absent,
    ) == ["SC adopted 12-0-2 x:DZA"]


@pytest.mark.parametrize("author", ["brought by the European Union", "put forward by the European Union", "a text of the European Union"])
def test_another_body_may_have_written_the_text(author: str) -> None:
    assert told(
        "A panel will report on abuses in Chad, the UN Human Rights Council decided on Thursday.",
        f"The vote on the resolution, {author}, was 21 states in favour, 15 against and 11 abstaining.",
    ) == ["HRC adopted 21-15-11"]
