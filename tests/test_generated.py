"""A few hundred generated texts, the same each time: what each language reached stays reached."""

from __future__ import annotations

import pytest

from bot import states
from bot.model import Organ, Outcome
from bot.reading import votes
from bot.reading.document import Document
from bot.reading.votes.claim import Claim, Setting
from bot.reading.votes.claims import read_claim
from tests.eval.generated import by_language, cases, measure

_FLOORS = {"en": 0.995, "fr": 0.995, "es": 0.995, "de": 0.995, "pt": 0.995}
_RESULT = "The Security Council today adopted resolution 2802 (2025) by a vote of 12 in favour to none against, with 3 abstentions."
_SPEECH = "The representative of Ghana said that the road north was open and that schools would follow."


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    every, right, _ = measure(600)
    told, well = by_language(every), by_language(right)
    return {language: well[language] / told[language] for language in told}


@pytest.mark.parametrize("language", _FLOORS)
def test_each_language_keeps_its_floor(shares: dict[str, float], language: str) -> None:
    assert shares[language] >= _FLOORS[language]


def test_what_is_read_closely_does_not_grow_with_what_speaks_of_no_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    spans: list[tuple[int, int]] = []

    def noting(body: str, flat: str, span: tuple[int, int], place: int, setting: Setting, *, title: bool = False) -> Claim:
        spans.append(span)
        return read_claim(body, flat, span, place, setting, title=title)

    def closely_read(paragraphs: int) -> int:
        spans.clear()
        votes.read_votes(Document("\n\n".join((_RESULT, *[_SPEECH] * paragraphs))))
        return sum(end - start for start, end in spans)

    monkeypatch.setattr(votes, "read_claim", noting)
    assert closely_read(100) == closely_read(1000) > 0


def test_the_same_seed_gives_the_same_texts() -> None:
    assert [case.document for case in cases(80, 7)] == [case.document for case in cases(80, 7)]
    assert [case.document for case in cases(80, 7)] != [case.document for case in cases(80, 8)]


def test_drawn_council_votes_keep_the_rules() -> None:
    for truth in (case.truth for case in cases(400) if case.truth and case.truth.organ is Organ.SECURITY_COUNCIL):
        voters = frozenset({*truth.favour, *truth.against, *truth.abstained, *truth.absent})
        assert voters == states.council(truth.day)
        assert (truth.outcome is Outcome.FAILED) == (len(truth.favour) < 9)
        assert bool(truth.vetoed_by) == (truth.outcome is Outcome.VETOED)
