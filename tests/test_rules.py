from __future__ import annotations

import datetime as dt
import time
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import states
from bot.model import Alert, Cast, Choice, How, Organ, Outcome, Question, Rule, Tally, Vote
from bot.ports import VetowatchError
from bot.reading import topics
from bot.record import fold
from bot.record.rules import PRESETS, pattern_of, rule_from_words, rule_of, sentence, tidy
from bot.record.wants import margin, wants
from bot.states.table import table
from bot.store.codec import pack, unpack
from tests.bench.rules import measure
from tests.votes import ADOPTED, VETO, evidence

VETOED, TAKEN = fold.fold([evidence(VETO)]), fold.fold([evidence(ADOPTED)])
SC, GA = Organ.SECURITY_COUNCIL, Organ.GENERAL_ASSEMBLY
STATED = Vote(SC, Outcome.ADOPTED, Question.STATEMENT, without_vote=True, draft="S/PRST/2024/3", date=dt.date(2024, 5, 24))
CLOSE = Vote(GA, Outcome.ADOPTED, tally=Tally(60, 58, 30), ballots={"FRA": Choice.NO, "CHN": Choice.YES, "IND": Choice.ABSTAIN})

T = TypeVar("T", bound=Hashable)


def some(of: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(of, max_size=3, unique=True).map(tuple)


codes = st.sampled_from(sorted(table()))
words = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters='"“”'), min_size=1, max_size=8)
patterns = st.sampled_from([r"sanction(s|ed)?", r"a/b", r"\d{4}", r"[()]", r"^A/RES/", r"\\/x", r"x or \(y"])
flat = st.builds(
    Rule,
    organs=some(st.sampled_from(Organ)),
    outcomes=some(st.sampled_from(Outcome)),
    states=some(codes),
    keywords=some(st.lists(words, min_size=1, max_size=2).map(" ".join)),
    sponsors=some(codes),
    subjects=some(codes),
    topics=some(st.sampled_from(sorted(topics.names()))),
    patterns=some(patterns),
    casts=some(st.builds(Cast, codes, st.sampled_from(How))),
    margin=st.none() | st.integers(0, 200),
    statements=st.booleans(),
)
rules = st.recursive(
    flat,
    lambda inner: st.builds(
        lambda rule, groups, none_of: replace(rule, groups=groups, none_of=none_of),
        flat | st.just(Rule()),
        st.lists(st.lists(inner, min_size=1, max_size=3).map(tuple), max_size=2).map(tuple),
        st.lists(inner, max_size=2).map(tuple),
    ),
    max_leaves=5,
).map(tidy)


@settings(max_examples=300, deadline=None)
@given(rules)
def test_a_rule_is_read_back_from_its_sentence(rule: Rule) -> None:
    assert rule_from_words(sentence(rule)) == rule


@settings(deadline=None)
@given(rules)
def test_a_rule_is_kept_as_it_is_and_tidy_stays_tidy(rule: Rule) -> None:
    assert unpack(Rule, pack(rule)) == rule
    assert tidy(rule) == rule


@settings(deadline=None)
@given(rules, st.sampled_from([VETOED, TAKEN, CLOSE]))
def test_tidying_changes_no_meaning(rule: Rule, vote: Vote) -> None:
    wrapped = Rule(groups=((Rule(groups=((rule,),)),),))
    assert wants(wrapped, Alert(vote)) == wants(tidy(wrapped), Alert(vote)) == wants(rule, Alert(vote))
    assert wants(Rule(none_of=(rule,)), Alert(vote)) != wants(rule, Alert(vote))


def test_rules_stored_before_still_load() -> None:
    kept = {"organs": ["SC"], "outcomes": ["vetoed"], "states": ["CHN"], "keywords": ["sanctions"]}
    assert unpack(Rule, kept) == Rule((SC,), (Outcome.VETOED,), ("CHN",), ("sanctions",))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("SC GA vetoes", "vetoes in the Security Council or the General Assembly"),
        ("vetoes or adoptions in the council", "vetoes or adoptions in the Security Council"),
        ("France votes no", "every vote where France votes no"),
        ("France voted against or China abstained", "every vote where France votes no or China abstains"),
        ("sponsored by France or the USA", "every vote sponsored by France or United States"),
        ("sponsor:USA topic:syria", "every vote sponsored by United States on the topic “Syria”"),
        ("vetoes on the topic middle-east", "vetoes on the topic “Middle East, including the Palestinian question”"),
        ("whose subject names Iran", "every vote whose subject names Iran"),
        ("GA within 5 votes", "every vote in the General Assembly decided by at most 5 votes"),
        ("matching /ceasefires?/", "every vote matching /ceasefires?/"),
        ("SC not adopted", "every vote in the Security Council but not (adoptions)"),
        ("SC except France", "every vote in the Security Council but not (every vote concerning France)"),
        ("vetoes or concerning France", "(vetoes) or (every vote concerning France)"),
        ("(SC) and (vetoes or France)", "(every vote in the Security Council) and ((vetoes) or (every vote concerning France))"),
        ("France and China", "every vote concerning France and (every vote concerning China)"),
        ("SC adopted kind:statement", "adoptions or presidential statements in the Security Council"),
        ("everything but not presidential statements", "every vote but not (presidential statements)"),
        ("not (not vetoes)", "every vote but not (every vote but not (vetoes))"),
        ("vetoes, SC", "vetoes in the Security Council"),
        ("((vetoes))", "vetoes"),
        ('"“a”', "every vote mentioning “a”"),
    ],
)
def test_what_is_typed_is_said_back(typed: str, said: str) -> None:
    assert sentence(rule_from_words(typed)) == said
    assert rule_from_words(sentence(rule_from_words(typed))) == rule_from_words(typed)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("adopted", [True, False]),
        ("presidential statements", [False, True]),
        ("adopted or kind:statement in the Council", [True, True]),
        ("everything in the Council", [True, True]),
        ("SC not presidential statements", [True, False]),
        ("vetoed or failed", [False, False]),
    ],
)
def test_a_presidential_statement_is_no_adoption_and_asked_for_by_name(typed: str, wanted: list[bool]) -> None:
    assert [wants(rule_from_words(typed), Alert(vote)) for vote in (TAKEN, STATED)] == wanted


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("Vetoes only", rule_of(outcomes=["veto"])),
        ("everything in the council", rule_of(["SC"])),
        ("Everything", Rule()),
        ("my country's votes: Japan", Rule(casts=(Cast("JPN", How.ANY),))),
        ("When my country breaks ranks: Japan", Rule(casts=(Cast("JPN", How.APART),))),
        ("when France breaks ranks", Rule(casts=(Cast("FRA", How.APART),))),
        ("middle east", Rule(topics=("middle-east",))),
    ],
)
def test_presets_are_plain_words(typed: str, rule: Rule) -> None:
    assert rule_from_words(typed) == rule


def test_every_preset_is_a_rule_of_its_own() -> None:
    made = [rule_from_words(preset) for preset in PRESETS]
    assert len(set(made)) == len(made)
    assert not any(rule.keywords for rule in made)


@pytest.mark.parametrize(
    "typed", ["(vetoes", "vetoes)", "vetoes or", "()", "not", "topic atlantis", "/(/", "/" + "a" * 201 + "/", "(" * 99]
)
def test_what_cannot_be_read_is_refused_in_a_line(typed: str) -> None:
    with pytest.raises(VetowatchError) as refusal:
        rule_from_words(typed)
    assert "\n" not in str(refusal.value)


@given(st.text())
def test_any_words_make_a_rule_or_are_refused(typed: str) -> None:
    try:
        assert isinstance(rule_from_words(typed), Rule)
    except VetowatchError:
        assert set(typed) & set("()/") or any(word in typed.lower() for word in ("and", "or", "not", "except", "topic"))


@pytest.mark.parametrize(
    ("typed", "wanting"),
    [
        ("China votes no", {"vetoed"}),
        ("USA abstains", {"taken"}),
        ("China votes yes", {"close", "taken"}),
        ("France votes", {"vetoed", "taken", "close"}),
        ("France breaks ranks or India breaks ranks", {"close"}),
        ("China breaks ranks", {"vetoed"}),
        ("sponsored by USA", {"vetoed"}),
        ("whose subject names PRK", {"vetoed"}),
        ("topic dprk", {"vetoed"}),
        ("topic sanctions or middle east", {"vetoed", "taken"}),
        ("within 2 votes", {"close"}),
        ("within 6 votes", {"close", "taken"}),
        ("matching /cease.?fire/", {"taken"}),
        ("not vetoes", {"taken", "close"}),
        ("(vetoes) or (GA within 2 votes)", {"vetoed", "close"}),
        ("SC and (vetoes or topic middle-east) but not ramadan", {"vetoed"}),
    ],
)
def test_a_rule_wants_what_it_says(typed: str, wanting: set[str]) -> None:
    votes = {"vetoed": VETOED, "taken": TAKEN, "close": CLOSE}
    assert {name for name, vote in votes.items() if wants(rule_from_words(typed), Alert(vote))} == wanting


def test_closeness_is_the_number_of_votes_that_decided() -> None:
    day = dt.date(2024, 3, 25)
    failed = Vote(SC, Outcome.FAILED, tally=Tally(8, 2, 5), date=day)
    assert [margin(vote) for vote in (failed, TAKEN, CLOSE, VETOED, Vote(GA, Outcome.ADOPTED))] == [1, 6, 2, None, None]


def test_a_pattern_takes_linear_time() -> None:
    vote = replace(VETOED, subject="a" * 20_000 + "!")
    begun = time.process_time()
    assert not wants(Rule(patterns=(pattern_of(r"(a|aa)+$"), pattern_of(r"(a*)*b"))), Alert(vote))
    assert time.process_time() - begun < 1.0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("russia", "every vote concerning Russian Federation"),
        ("usa vetoes", "vetoes concerning United States"),
        ("us uk", "every vote concerning United States or United Kingdom"),
        ("mali", "every vote concerning Mali"),
        ("sc north korea", "every vote in the Security Council concerning Democratic People’s Republic of Korea"),
        ("the united states votes no", "every vote where United States votes no"),
        ("when france breaks ranks", "every vote where France breaks ranks"),
        ("fra or deu", "every vote concerning France or Germany"),
        ("palestine but not syria", "every vote concerning State of Palestine but not (every vote concerning Syria)"),
        ("paris agreement", "every vote mentioning “paris” or “agreement”"),
        ("can nor per", "every vote mentioning “can” or “nor” or “per”"),
        ("PER", "every vote concerning Peru"),
        ('"russia"', "every vote mentioning “russia”"),
        ("mentioning russia", "every vote mentioning “russia”"),
        ("russian-made", None),
    ],
)
def test_states_are_read_in_small_letters_where_no_ordinary_word_is_meant(typed: str, said: str | None) -> None:
    rule = rule_from_words(typed)
    assert said is None or sentence(rule).replace("'", "’") == said
    assert rule_from_words(sentence(rule)) == rule


small = st.sampled_from([code.lower() for code in sorted(table())]) | st.sampled_from(
    [states.name(code).lower() for code in sorted(table())]
)


@settings(deadline=None)
@given(st.lists(small | words, min_size=1, max_size=4))
def test_what_is_typed_in_small_letters_reads_as_the_same_rule(typed: list[str]) -> None:
    with suppress(VetowatchError):
        rule = rule_from_words(" ".join(typed))
        assert rule_from_words(sentence(rule)) == rule


def test_every_state_is_named_so_that_it_is_read_again() -> None:
    for code in table():
        assert rule_from_words(f"concerning {states.name(code)}").states == (code,) or rule_from_words(code).states == (code,)
        assert rule_from_words(sentence(Rule(states=(code,)))) == Rule(states=(code,))


def test_many_rules_are_held_to_an_alert_in_a_moment() -> None:
    seconds, wanted = measure(10_000)
    assert 100 < wanted < 9_000
    assert seconds < 1.0  # a hundred thousand take about half of that: make bench
