"""Several votes on one page: each with its own outcome and counts, the page's main one first."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.document import Document
from bot.reading.votes import read_votes

DAY = dt.datetime(2024, 11, 14, 18, tzinfo=dt.UTC)


def told(*paragraphs: str, title: str = "") -> list[str]:
    """Return the votes a page of 14 November 2024 tells of, the one it reports first: "GA adopted 120-3-9", "C3 adopted without a vote"."""
    found = read_votes(Document("\n\n".join(paragraphs), title, "", DAY))[0]
    ordered = sorted(found, key=lambda one: not one.primary)
    return [f"{one.organ} {one.outcome} {'without a vote' if one.without_vote else one.tally}" for one in ordered]


@pytest.mark.parametrize(
    ("sentence", "agreed"),
    [
        ("The General Assembly on Thursday adopted the resolution on sport without a vote.", True),
        ("The General Assembly on Thursday adopted the resolution on sport by consensus.", True),
        ("The General Assembly on Thursday adopted the resolution on sport, this time not by consensus.", False),
        ("The General Assembly on Thursday adopted the resolution on sport, which was meant to pass by consensus.", False),
        ("The General Assembly on Thursday adopted the resolution on sport, which no longer goes through by acclamation.", False),
    ],
)
def test_what_is_agreed_is_told_from_what_was_meant_to_be(sentence: str, *, agreed: bool) -> None:
    assert told(sentence) == ["GA adopted without a vote" if agreed else "GA adopted ?-?-?"]


def test_a_text_adopted_without_a_vote_takes_no_counts_of_another() -> None:
    assert told(
        "The General Assembly on Thursday adopted a resolution on the law of the sea by 130 votes to 2, with 4 abstentions.",
        "The Assembly adopted without a vote a resolution on sustainable fisheries.",
        title="Assembly adopts two texts on oceans",
    ) == ["GA adopted 130-2-4", "GA adopted without a vote"]


LEAD = "The Third Committee of the General Assembly on Thursday adopted a text on food by 150 votes to 2, with 20 abstentions."


@pytest.mark.parametrize(
    ("paragraph", "other"),
    [
        ("A Maltese amendment got little support: 12 delegations voted for it, 90 voted against and 30 abstained.", "C3 failed 12-90-30"),
        (
            "Malta had moved an oral amendment on trade. It was rejected, with 12 in favour, 90 against and 30 abstaining.",
            "C3 failed 12-90-30",
        ),
        ("Only Chad, Malta and Peru supported a proposal to delete the last paragraph; 90 voted against it.", "C3 failed 3-90-?"),
        ("Malta first tried a no-action motion. With 12 votes in favour and 90 against, it was lost.", "C3 failed 12-90-?"),
        ("Malta had asked for a vote on an attempt to strike a word on trade. The attempt failed by 12 votes to 90.", "C3 failed 12-90-?"),
        ("Malta, Chad and Peru voted against a further draft, on sport. That one had 140 votes in its favour.", "C3 adopted 140-3-?"),
        ("Also on Thursday, a text on sport was adopted by 140 votes to 3.", "C3 adopted 140-3-?"),
        ("At the start of the same meeting, a text on sport was adopted by 140 votes to 3.", "C3 adopted 140-3-?"),
        ("A draft on sport, long in the making, drew 140 votes in favour and three against.", "C3 adopted 140-3-?"),
        ("The Committee also approved a text on sport, by 140 votes to 3.", "C3 adopted 140-3-?"),
        ("The Committee adopted without a vote a text on sport.", "C3 adopted without a vote"),
    ],
)
def test_a_vote_beside_the_main_one_is_told_apart(paragraph: str, other: str) -> None:
    assert told(LEAD, paragraph) == ["C3 adopted 150-2-20", other]


def test_the_text_as_a_whole_is_the_main_one_again() -> None:
    assert told(
        "The Third Committee of the General Assembly on Thursday adopted a resolution on the right to food.",
        "An amendment by Malta was rejected, with 12 in favour and 90 against. The text as a whole received 150 votes; two were against.",
    ) == ["C3 adopted 150-2-?", "C3 failed 12-90-?"]


def test_a_new_paragraph_is_about_the_main_text_again() -> None:
    assert (
        told(
            "The Security Council on Thursday adopted a French text on Chad.",
            "A rival text got six votes, with five against.",
            "Eleven members voted for the French text and four abstained.",
        )[0]
        == "SC adopted 11-0-4"
    )


def test_a_bid_that_fails_is_no_failure_of_the_text() -> None:
    assert told(LEAD, "Chad lost three votes in a row.", title="Committee adopts text on food")[0] == "C3 adopted 150-2-20"


def test_an_amendment_mentioned_by_a_speaker_is_no_vote() -> None:
    assert told(
        "China on Thursday vetoed a Security Council resolution on Chad.",
        "Russia's envoy abstained, saying that its amendments had been left out. The 13 remaining members were in favour.",
    ) == ["SC vetoed 13-1-1"]


def test_the_amendment_in_the_title_is_the_page_s_main_vote() -> None:
    assert told(
        "By adopting an amendment, the Third Committee of the General Assembly on Thursday saved the post.",
        "The amendment was adopted by 84 votes to 77, with 17 abstentions.",
        "The draft so amended was then adopted by 94 votes to 3, with 80 abstentions.",
        title="UN committee adopts amendment that saves post",
    ) == ["C3 adopted 84-77-17", "C3 adopted 94-3-80"]


@pytest.mark.parametrize(
    ("paragraph", "other"),
    [
        ("On the question of Chad the Committee reached agreement without a vote.", "C3 adopted without a vote"),
        ("Chad's rapporteur was kept in office. No vote was called on that resolution.", "C3 adopted without a vote"),
        ("Chad and Peru had supported a Maltese draft on trade. That one got no further: 12 voted yes and 90 no.", "C3 failed 12-90-?"),
        ("Hours later the Security Council adopted the same text. Eleven members were for it and four abstained.", "SC adopted 11-0-4"),
    ],
)
def test_what_the_same_day_brought_besides(paragraph: str, other: str) -> None:
    assert told(LEAD, paragraph) == ["C3 adopted 150-2-20", other]


def test_a_motion_and_then_the_resolution_itself() -> None:
    assert told(
        "The Human Rights Council voted in Geneva on Thursday on Chad.",
        "A motion by Chad to take no action was defeated.",
        "The members then turned to the resolution itself. 23 voted for it and 12 against.",
        title="Geneva orders inquiry on Chad",
    ) == ["HRC adopted 23-12-?", "HRC failed ?-?-?"]


def test_what_states_reject_has_not_failed() -> None:
    assert told("The General Assembly on Thursday adopted a text on Cuba with 187 votes. Palau joined Israel in rejecting it.") == [
        "GA adopted 187-2-?"
    ]


def test_an_amendment_beside_a_vote_of_none_of_ours_is_no_headline() -> None:
    assert (
        told(
            "With 279 ballots in favour, 45 against and 10 abstentions, the students' union on Thursday backed the sit-in over Gaza.",
            "It asks the University to heed the United Nations; an amendment on the Security Council fell, one speaking against.",
            title="Students' union backs sit-in",
        )
        == []
    )


@pytest.mark.parametrize(
    ("paragraph", "other"),
    [
        ("Malta had sought to have the word “trade” taken out. Its proposal found 12 supporters; 90 opposed it.", "C3 failed 12-90-?"),
        ("A change proposed by Malta was rejected by 90 votes to 12.", "C3 failed 12-90-?"),
        ("A Maltese proposal to mention trade in the last paragraph fell through.", "C3 failed ?-?-?"),
        ("The Committee went on to approve unanimously a text on sport.", "C3 adopted ?-?-?"),
    ],
)
def test_other_words_for_a_part_or_a_further_text(paragraph: str, other: str) -> None:
    assert told(LEAD, paragraph) == ["C3 adopted 150-2-20", other]


def test_each_of_two_amendments_is_a_vote_of_its_own() -> None:
    assert told(
        LEAD,
        "Two Maltese amendments had been voted down. The first was rejected by 90 votes to 12. The second fell by 80 votes to 22.",
    ) == ["C3 adopted 150-2-20", "C3 failed 12-90-?", "C3 failed 22-80-?"]


def test_a_failed_change_in_a_title_is_no_failure_of_the_text() -> None:
    assert told(LEAD, title="Committee calls for food aid, after failed Maltese change") == ["C3 adopted 150-2-20"]


def test_two_votes_of_one_sentence_keep_their_counts() -> None:
    assert told(
        "The Third Committee of the General Assembly on Thursday approved a draft on food.",
        "Before approving it as a whole, by 98 in favour to 14 against, it turned down, by 22 in favour to 91 against, a change by Malta.",
        title="Third Committee approves draft on food",
    ) == ["C3 adopted 98-14-?", "C3 failed 22-91-?"]


def test_a_part_named_on_the_way_is_not_what_the_sentence_tells_of() -> None:
    assert told(
        "The Third Committee of the General Assembly on Thursday took up a draft on food.",
        "After a Maltese amendment had been withdrawn, 98 countries voted for the draft and 14 against.",
    ) == ["C3 adopted 98-14-?"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "Diplomats in the Security Council spent Thursday going through an amendment that Algeria has proposed to a draft on Gaza.",
            "A Russian proposal to mention the causes was turned down by the Americans, envoys said. A second draft may follow.",
        ),
        (
            "The US Senate on Thursday rejected an amendment to strike out money for the United Nations by 60 votes to 38.",
            "A further amendment, on the Security Council, fell by 70 to 28. The bill as a whole was passed by 81 to 17.",
        ),
        ("In 2019 the Security Council extended the mandate in Sudan. At the same meeting a Russian amendment had been rejected.",),
        (
            "The UN envoy for Libya asked the Security Council on Thursday for more time.",
            "That one of the parties had rejected his proposal was no surprise. Another proposal fell through last week.",
        ),
        (
            "The Security Council will vote on Tuesday on a US draft on Haiti and, at the same meeting, on a rival text by China.",
            "Diplomats expect the first to get 12 votes and the second no more than four.",
        ),
        ("The FIFA congress on Thursday voted down an amendment by 120 votes to 60. Another motion was adopted without a vote.",),
        (
            "United Nations talks on a plastics treaty ended on Thursday without agreement.",
            "A proposal by Norway to delete a paragraph on oil found 90 supporters; 30 opposed it, and no vote was taken.",
        ),
        ("Opposition leaders attacked the government for abstaining last month. An amendment had failed then at the United Nations.",),
        ("A motion to adjourn the debate on the UN was defeated in the House of Commons on Thursday by 300 votes to 210.",),
        ("Students took part on Thursday in a model United Nations. The Security Council adopted an amendment by 9 votes to 4.",),
    ],
)
def test_amendments_and_motions_that_are_no_news_of_a_vote(paragraphs: tuple[str, ...]) -> None:
    assert told(*paragraphs) == []


def test_one_sentence_tells_of_two_resolutions() -> None:
    assert told(
        "The General Assembly on Thursday condemned abuses in Chad and Peru, a rebuke that both of them rejected.",
        "The Chad resolution was adopted with 119 votes in favor, 19 against and 48 abstentions and the Peru resolution received 81 votes"
        " in favor, 37 against and 67 abstentions.",
    ) == ["GA adopted 119-19-48", "GA adopted 81-37-67"]


def test_what_a_state_failed_to_stop_went_ahead() -> None:
    assert told(
        "The Security Council met on Thursday on Chad after Moscow tried and failed to block it.",
        "The vote was 10-2, with Russia and China opposed and Gabon, India and Kenya abstaining.",
        "Nine votes were needed, and the veto does not apply to such procedural questions.",
    ) == ["SC adopted 10-2-3"]


def test_a_draft_of_its_own_is_another_text() -> None:
    assert told(
        "Russia on Thursday vetoed a Security Council draft on Mali. China abstained and all 13 others were in favour.",
        "Moscow had a draft of its own. It got two votes; Japan opposed it and 12 members abstained.",
    ) == ["SC vetoed 13-1-1", "SC failed 2-1-12"]


@pytest.mark.parametrize(
    ("paragraph", "other"),
    [
        ("A hostile amendment by Malta, which wanted trade named, had been thrown out by 90 votes to 12.", "C3 failed 12-90-?"),
        ("Maltese amendments got nowhere. The first was rejected 90-12 with 24 abstentions.", "C3 failed 12-90-24"),
        ("A resolution on Chad, in contrast, met with no opposition and was adopted without a vote.", "C3 adopted without a vote"),
        ("At the start of the same meeting, a resolution on sport had been passed 140-3.", "C3 adopted 140-3-?"),
    ],
)
def test_what_had_been_decided_before(paragraph: str, other: str) -> None:
    assert told(LEAD, paragraph) == ["C3 adopted 150-2-20", other]
