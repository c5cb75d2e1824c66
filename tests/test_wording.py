from __future__ import annotations

from dataclasses import replace

import pytest

from bot.message import Colour
from bot.model import Alert, Authority, Ballot, Change, Choice, Organ, Outcome, Question, Quote, Sighting, Tally, Vote
from bot.record import fold
from bot.telling import wording
from tests.votes import ADOPTED, BARE_VETO, VETO, evidence


def _vote(sighting: Sighting = VETO, authority: Authority = Authority.MEETINGS_COVERAGE) -> Vote:
    return fold.fold([evidence(sighting, authority=authority)])


def _facts(vote: Vote) -> dict[str, str]:
    message = wording.message(Alert(vote))
    return {fact.label: " · ".join(link.text for link in fact.links) for fact in message.facts}


def test_a_veto_is_told_at_a_glance() -> None:
    message = wording.message(Alert(_vote()))
    assert message.colour is Colour.VETOED
    assert message.headline == "🟥 VETOED · Security Council"
    assert message.title.text == "Draft resolution S/2022/431: sanctions on the Democratic People's Republic of Korea"
    assert message.title.url == "https://docs.un.org/en/S/2022/431"
    assert message.notices == ()
    assert message.summary == (
        "Security Council: Draft resolution S/2022/431: sanctions on the Democratic People's Republic of Korea — "
        "vetoed by China and the Russian Federation — 13 in favour, 2 against, 0 abstaining — 26 May 2022"
    )


def test_who_did_what_is_told_with_flags() -> None:
    assert _facts(_vote()) == {
        "Vote": "13 in favour, 2 against, 0 abstaining",
        "Date": "26 May 2022",
        "Vetoed by": "🇨🇳 China · 🇷🇺 Russian Federation",
        "Sponsor": "🇺🇸 United States",
        "Documents": "S/2022/431 · S/PV.9048",
        "Standing": "Confirmed by the United Nations’ own coverage",
    }


def test_an_adopted_resolution_is_cited_with_its_year() -> None:
    message = wording.message(Alert(_vote(ADOPTED)))
    assert message.title.text.startswith("Resolution 2728 (2024): ")
    assert message.title.url == "https://docs.un.org/en/S/RES/2728(2024)"
    assert _facts(_vote(ADOPTED))["Abstaining"] == "🇺🇸 United States"


def test_names_that_are_missing_are_said_to_be_missing() -> None:
    vote = _vote(Sighting(Organ.GENERAL_ASSEMBLY, Outcome.ADOPTED, tally=Tally(141, 5, 35), against=("BLR", "SYR")))
    assert _facts(vote)["Against"].endswith(" · and 3 not named")


@pytest.mark.parametrize(
    ("sighting", "count"),
    [
        (replace(ADOPTED, tally=Tally(15, 0, 0), unanimous=True, abstained=()), "15 in favour, unanimously"),
        (replace(ADOPTED, tally=Tally(), unanimous=True, abstained=()), "unanimously"),
        (replace(ADOPTED, tally=Tally(), without_vote=True, abstained=()), "without a vote"),
        (replace(ADOPTED, tally=Tally(11, 0, 3, 1)), "11 in favour, 0 against, 3 abstaining, 1 not voting"),
        (replace(ADOPTED, tally=Tally(13, None, None)), "13 in favour"),
        (replace(ADOPTED, tally=Tally()), ""),
    ],
)
def test_the_count_is_told_as_far_as_it_is_known(sighting: Sighting, count: str) -> None:
    assert wording.count(_vote(sighting)) == count


def test_doubt_is_said_first() -> None:
    vote = fold.fold(
        [
            evidence(BARE_VETO, "one", Authority.NEWS_AGENCY, 20),
            evidence(replace(BARE_VETO, tally=Tally(12, 2, 1)), "two", Authority.NEWS_AGENCY, 21),
        ]
    )
    message = wording.message(Alert(vote))
    assert message.colour is Colour.UNCONFIRMED
    assert message.notices == ("Unconfirmed: sources differ on the count: two says 12-2-1; one says 13-2-0.",)
    assert message.summary.startswith("UNCONFIRMED. ")


def test_corrections_and_lateness_are_said() -> None:
    alert = Alert(_vote(), (Change("count", "12-2-1", "13-2-0"),))
    assert wording.message(alert, late=True).notices == ("Corrected: count was 12-2-1, is 13-2-0.", "Late: the vote was on 26 May 2022.")


def test_a_withdrawn_vote_says_so() -> None:
    message = wording.message(Alert(replace(_vote(), withdrawn=True)))
    assert message.headline.startswith("⬜ WITHDRAWN")
    assert message.notices[0].startswith("Withdrawn:")
    assert message.colour is Colour.WITHDRAWN


def test_a_part_of_a_text_is_never_told_as_the_whole() -> None:
    assert "amendment" in wording.headline(_vote(replace(ADOPTED, question=Question.AMENDMENT)))


def test_at_most_three_quotes_one_a_state_are_shown_with_speaker_and_link() -> None:
    said = [
        Quote("promote a political solution", ((0, 28),), "Zhang Jun", role="ambassador", state="CHN", key=1),
        Quote("a path to a dead end", ((30, 50),), "Vassily Nebenzia", state="RUS", key=2),
        Quote("escalation", ((60, 70),), "Zhang Jun", state="CHN", key=3),
        Quote("hostile activity", ((80, 96),), "Vassily Nebenzia", state="RUS"),
    ]
    vote = fold.fold([replace(evidence(VETO), quotes=tuple(said))])
    sayings = wording.message(Alert(vote)).sayings
    assert [(s.words, s.by) for s in sayings] == [
        ("promote a political solution", "Zhang Jun, ambassador (China)"),
        ("a path to a dead end", "Vassily Nebenzia (Russian Federation)"),
    ]
    assert all(s.url.startswith("https://") for s in sayings)


def test_what_delegations_had_intended_is_told_beside_the_count() -> None:
    meant = (Ballot("NER", Choice.ABSTAIN), Ballot("TCD", Choice.YES), Ballot("BIH", Choice.YES))
    said = wording.message(Alert(replace(_vote(), intended=meant))).notices
    assert said == (
        "Bosnia and Herzegovina and Chad later said they had intended to vote in favour.",
        "Niger later said it had intended to abstain.",
    )


def test_buttons_lead_to_each_text_there_is() -> None:
    def leading(vote: Vote) -> dict[str, str]:
        return {action.label: action.url for action in wording.offered(vote, 1) if action.url}

    draft = "https://docs.un.org/en/S/2024/254"
    both = {"Text of the resolution": "https://docs.un.org/en/S/RES/2728(2024)", "Text of the draft": draft}
    assert leading(_vote(ADOPTED)) == both
    assert leading(_vote(VETO)) == {"Text of the draft": "https://docs.un.org/en/S/2022/431"}
    statement = replace(_vote(VETO), question=Question.STATEMENT, outcome=Outcome.ADOPTED, draft="S/PRST/2024/3")
    assert list(leading(statement)) == ["Text of the statement"]
    assert leading(_vote(BARE_VETO)) == {}
