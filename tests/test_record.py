from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Alert, Authority, Choice, Organ, Outcome, Question, Rule, Sighting, Tally, Vote, VoteState
from bot.ports import VetowatchError
from bot.record import fold, key, news, outcome
from bot.record.wants import rule_from_words, rule_of, sentence, wants
from tests.votes import ADOPTED, BARE_VETO, VETO, evidence

SC, GA = Organ.SECURITY_COUNCIL, Organ.GENERAL_ASSEMBLY
DAY = dt.date(2022, 5, 26)


@pytest.mark.parametrize(
    ("question", "tally", "against", "day", "result"),
    [
        (Question.WHOLE, Tally(15, 0, 0), (), DAY, Outcome.ADOPTED),
        (Question.WHOLE, Tally(9, 0, 6), (), DAY, Outcome.ADOPTED),
        (Question.WHOLE, Tally(8, 0, 7), (), DAY, Outcome.FAILED),
        (Question.WHOLE, Tally(13, 2, 0), ("CHN", "RUS"), DAY, Outcome.VETOED),
        (Question.WHOLE, Tally(9, 1, 5), ("RUS",), DAY, Outcome.VETOED),
        (Question.WHOLE, Tally(8, 2, 5), ("RUS", "CHN"), DAY, Outcome.FAILED),  # a permanent member's no below nine is no veto
        (Question.WHOLE, Tally(5, 4, 6), ("FRA", "GBR", "USA", "JPN"), DAY, Outcome.FAILED),  # S/2023/772
        (Question.WHOLE, Tally(10, 2, 3), ("BRA", "GAB"), DAY, Outcome.ADOPTED),
        (Question.WHOLE, Tally(10, 2, 3), (), DAY, None),  # who was against decides, and is not known
        (Question.PROCEDURAL, Tally(11, 1, 3), ("RUS",), DAY, Outcome.ADOPTED),  # resolution 2623 (2022)
        (Question.PROCEDURAL, Tally(6, 0, 9), (), DAY, Outcome.FAILED),
        (Question.WHOLE, Tally(7, 1, 3), ("RUS",), dt.date(1946, 6, 26), Outcome.VETOED),  # eleven members, seven votes
        (Question.WHOLE, Tally(7, 0, 4), (), dt.date(1946, 6, 26), Outcome.ADOPTED),
        (Question.WHOLE, Tally(), (), DAY, None),
    ],
)
def test_the_council_decides_by_its_rules(
    question: Question, tally: Tally, against: tuple[str, ...], day: dt.date, result: Outcome | None
) -> None:
    assert outcome.computed(SC, question, tally, against, day) is result


@pytest.mark.parametrize(
    ("tally", "result"),
    [
        (Tally(141, 5, 35), Outcome.ADOPTED),
        (Tally(60, 61, 40), Outcome.FAILED),
        (Tally(60, 60, 40), Outcome.FAILED),
        (Tally(90, 60, 20), None),  # enough for a majority, not for two thirds: the text must say
    ],
)
def test_the_assembly_decides_by_majority_unless_two_thirds_may_be_needed(tally: Tally, result: Outcome | None) -> None:
    assert outcome.computed(GA, Question.WHOLE, tally, ()) is result


def test_a_veto_below_nine_votes_is_told_as_a_failure_and_flagged() -> None:
    told = replace(VETO, tally=Tally(8, 2, 5), abstained=("ALB", "BRA", "FRA", "GAB", "GHA"))
    vote = fold.fold([evidence(told)])
    assert vote.outcome is Outcome.FAILED
    assert vote.vetoed_by == ()
    assert vote.conflicts == ("a source speaks of a veto, but with 8 votes in favour the UN counts none",)


def test_the_record_of_one_page() -> None:
    vote = fold.fold([evidence(VETO)])
    assert vote.outcome is Outcome.VETOED
    assert vote.vetoed_by == ("CHN", "RUS")
    assert vote.state is VoteState.CONFIRMED
    assert vote.confirmed
    assert vote.who(Choice.NO) == ("CHN", "RUS")
    assert len(vote.who(Choice.YES)) == 13  # the rest of that year's Council
    assert "IND" in vote.who(Choice.YES)


def test_a_better_source_settles_a_disagreement() -> None:
    agency = replace(BARE_VETO, tally=Tally(12, 2, 1))
    vote = fold.fold([evidence(agency, "agency", Authority.NEWS_AGENCY, 22), evidence(VETO, hour=20)])
    assert vote.tally == Tally(13, 2, 0)
    assert vote.confirmed
    assert [source.name for source in vote.sources] == ["un-press", "agency"]


def test_equal_sources_that_disagree_leave_a_vote_unconfirmed() -> None:
    one = evidence(BARE_VETO, "one", Authority.NEWS_AGENCY, 20)
    other = evidence(replace(BARE_VETO, tally=Tally(12, 2, 1)), "other", Authority.NEWS_AGENCY, 21)
    vote = fold.fold([one, other])
    assert vote.tally == Tally(12, 2, 1)  # the later statement stands
    assert vote.conflicts == ("sources differ on the count: other says 12-2-1; one says 13-2-0",)


def test_more_names_than_counted_is_a_contradiction() -> None:
    vote = fold.fold([evidence(replace(VETO, tally=Tally(14, 1, 0)))])
    assert "2 are named against, 1 counted" in vote.conflicts


def test_an_outcome_that_the_count_forbids_is_a_contradiction() -> None:
    vote = fold.fold([evidence(replace(ADOPTED, tally=Tally(8, 0, 7), abstained=()))])
    assert vote.outcome is Outcome.ADOPTED
    assert vote.conflicts == ("the count 8-0-7 would mean failed, a source says adopted",)


def test_evidence_folds_the_same_in_any_order() -> None:
    told = [
        evidence(VETO, hour=20),
        evidence(BARE_VETO, "agency", Authority.NEWS_AGENCY, 21),
        evidence(replace(VETO, sponsors=()), "library", Authority.OFFICIAL_RECORD, 23),
    ]
    votes = [fold.fold(order) for order in permutations(told)]
    assert all(vote == votes[0] for vote in votes)
    assert votes[0].state is VoteState.ON_RECORD


def _known(*sightings: Sighting) -> dict[int, Vote]:
    return {number: fold.fold([evidence(sighting)]) for number, sighting in enumerate(sightings, 1)}


@pytest.mark.parametrize(
    ("sighting", "joined"),
    [
        (VETO, 1),
        (BARE_VETO, 1),
        (replace(BARE_VETO, date=dt.date(2022, 5, 27)), 1),  # told the next day in Asia
        (replace(BARE_VETO, tally=Tally()), 1),
        (replace(BARE_VETO, subject="oil imports of Pyongyang"), 1),
        (replace(VETO, draft="S/2022/430", tally=Tally(12, 2, 1)), None),  # another draft that day
        (replace(VETO, draft="S/2022/431/Rev.1"), 1),
        (replace(VETO, question=Question.AMENDMENT), None),
        (replace(BARE_VETO, date=dt.date(2022, 5, 20)), None),
        (replace(BARE_VETO, organ=GA), None),
        (ADOPTED, 2),
        (replace(ADOPTED, draft=None, resolution="S/RES/2729"), None),
        (replace(ADOPTED, draft=None, resolution=None), 2),
        (replace(ADOPTED, draft=None, resolution=None, outcome=Outcome.FAILED), None),
    ],
)
def test_a_sighting_joins_its_vote_and_no_other(sighting: Sighting, joined: int | None) -> None:
    assert key.choose(sighting, _known(VETO, ADOPTED)) == joined


def test_two_unanimous_votes_of_one_day_stay_two() -> None:
    undof = Sighting(SC, Outcome.ADOPTED, tally=Tally(15, 0, 0), unanimous=True, date=DAY, subject="mandate of UNDOF in the Golan")
    other = replace(undof, subject="mandate of the Counter-Terrorism Executive Directorate")
    assert key.choose(other, _known(undof)) is None
    assert key.choose(replace(undof, subject="UNDOF mandate renewal"), _known(undof)) == 1


def test_news_is_told_once_and_changes_are_named() -> None:
    first = fold.fold([evidence(VETO)])
    assert news.between(None, first) == Alert(first)
    assert news.between(first, first) is None
    corrected = fold.fold([evidence(replace(VETO, tally=Tally(12, 2, 1), abstained=("IND",)))])
    alert = news.between(first, corrected)
    assert alert is not None
    said = {(change.what, change.before, change.after) for change in news.corrections(alert.changed)}
    assert said == {("count", "13-2-0", "12-2-1")}


def test_more_names_are_no_correction() -> None:
    partial = fold.fold([evidence(replace(VETO, tally=Tally(), vetoed_by=("CHN",), against=("CHN",)))])
    changed = news.changes(partial, fold.fold([evidence(VETO)]))
    assert {change.what for change in changed} >= {"count", "against"}
    assert news.corrections(changed) == ()


def test_parts_of_texts_are_kept_but_not_told() -> None:
    assert news.between(None, fold.fold([evidence(replace(VETO, question=Question.PARAGRAPH))])) is None


@pytest.mark.parametrize(
    ("words", "told", "rule_says"),
    [
        ("", True, "every vote"),
        ("SC", True, "every vote in the Security Council"),
        ("GA", False, "every vote in the General Assembly"),
        ("vetoes", True, "vetoes"),
        ("adopted", False, "adoptions"),
        ("SC vetoed China", True, "vetoes in the Security Council concerning China"),
        ("France", False, "every vote concerning France"),
        ("PRK", True, "every vote concerning Democratic People's Republic of Korea"),
        ('"sanctions on"', True, "every vote mentioning “sanctions on”"),
        ("climate", False, "every vote mentioning “climate”"),
        ("S/2022/431", True, "every vote mentioning “S/2022/431”"),
    ],
)
def test_a_rule_is_understood_and_said_back(words: str, *, told: bool, rule_says: str) -> None:
    rule = rule_from_words(words)
    assert wants(rule, Alert(fold.fold([evidence(VETO)]))) is told
    assert sentence(rule).replace("’", "'") == rule_says


@pytest.mark.parametrize(("kind", "word"), [("organs", "EU"), ("outcomes", "blocked"), ("named", "Atlantis")])
def test_a_rule_names_the_word_it_does_not_know(kind: str, word: str) -> None:
    with pytest.raises(VetowatchError, match=word):
        rule_of(**{kind: [word]})


@given(st.text())
def test_any_words_make_a_rule(words: str) -> None:
    assert isinstance(rule_from_words(words), Rule)
