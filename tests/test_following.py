"""What "follow this item" follows: a rule that asks for the vote it began with, and is said in one sentence."""

from __future__ import annotations

from itertools import islice

import pytest

from bot import history
from bot.model import Alert, Organ, Outcome, Vote
from bot.record.following import following
from bot.record.rules import rule_from_words, sentence
from bot.record.wants import wants


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("sanctions on the Democratic People's Republic of Korea", "every vote on the topic “Korean Peninsula”"),
        ("humanitarian access to north-west Syria", "every vote on the topic “Syria”"),
        ("China and Russia veto tighter UN sanctions on North Korea", "every vote on the topic “Korean Peninsula”"),
        ("The Indonesian question", "every vote whose subject names Indonesia"),
        ("the question of Namibia, as the United Kingdom abstains", "every vote whose subject names Namibia"),
        ("Prohibition of nuclear weapons", "every vote in the Security Council on the topic “Disarmament”"),
        (
            "Terrorism and nuclear arms",
            "every vote in the Security Council on the topic “Disarmament” and (every vote on the topic “Terrorism”)",
        ),
        ("Raising the flags of observers", "every vote mentioning “Raising the flags of observers”"),
        ("“Quoted” flags", "every vote mentioning “S/2022/431”"),
        ("flags " * 30, "every vote mentioning “S/2022/431”"),
        ("", "every vote mentioning “S/2022/431”"),
    ],
)
def test_the_item_is_taken_from_the_subject(subject: str, said: str) -> None:
    rule = following(Vote(Organ.SECURITY_COUNCIL, Outcome.VETOED, subject=subject, draft="S/2022/431"))
    assert rule is not None
    assert sentence(rule) == said


def test_of_a_vote_of_which_nothing_is_known_nothing_is_followed() -> None:
    assert following(Vote(Organ.SECURITY_COUNCIL, Outcome.VETOED)) is None


def test_any_vote_on_record_is_asked_for_by_its_own_rule() -> None:
    votes = [past.vote for past in (*islice(history.council(), 0, None, 7), *islice(history.assembly(), 0, None, 29))]
    rules = [(vote, following(vote)) for vote in votes]
    assert len(votes) > 500
    assert sum(rule is not None for _, rule in rules) / len(rules) > 0.95
    for vote, rule in rules:
        if rule is not None:
            assert wants(rule, Alert(vote))
            assert rule_from_words(sentence(rule)) == rule
