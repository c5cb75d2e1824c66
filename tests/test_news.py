"""Whether a vote that one sentence of a page tells of is its news: what is weighed, and what comes of it."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.document import Document
from bot.reading.votes import events, gathered, news, read_votes
from tests.eval import weigh

_DAY = dt.datetime(2019, 5, 14, tzinfo=dt.UTC)  # a Tuesday


def _scene(title: str, body: str) -> news.Scene:
    read = gathered(Document(body, title, "", _DAY))
    assert read is not None
    return read[2]


def _weight(title: str, body: str) -> float:
    read = gathered(Document(body, title, "", _DAY))
    assert read is not None
    found, _, scene = read
    event = events.primary(found)
    assert event is not None
    return news.weight(event, scene)


_FRESH = "The Security Council on Monday adopted a resolution on Libya by 14 votes in favour, with Russia abstaining."
_UNDATED = _FRESH.replace(" on Monday", "")
_RECALLED = "The mission was set up by a resolution adopted in June 2011 with 14 votes in favour and Russia abstaining."


def test_a_vote_told_at_first_with_its_day_weighs_more_than_one_recalled_far_down() -> None:
    visit = "The head of the mission met farmers on Monday and spoke with them about the harvest. " * 5
    news_of_vote = _weight("Security Council adopts resolution on Libya", _FRESH)
    assert news_of_vote > 0
    assert news_of_vote > _weight("Harvest begins in the south", f"{visit}{_RECALLED} The United Nations has 900 soldiers there.")


def test_words_are_taken_by_their_stems_and_days_and_years_by_what_they_are_from_the_page() -> None:
    found = news.marks(_scene("UN votes", f"In 2011, and in May and June, it met. {_FRESH} That was in 2019 and the 15 met."))
    assert {"old year", "this year", "weekday", "other month", "0", "resolut"} <= found["lead"]
    assert found["title"] == {"un", "votes"}


def test_kinds_of_lexemes_are_marks_one_by_one_and_in_turn() -> None:
    found = news.marks(_scene("", _FRESH))
    assert {"body", "outcome", "day", "day outcome"} <= found["told kinds"]
    assert found["title kinds"] == set()


def test_evidence_tells_how_a_vote_stands_in_its_page() -> None:
    read = gathered(Document(_FRESH, "", "", _DAY))
    assert read is not None
    stands = news.evidence(read[0][0], read[2])
    assert stands["day"]
    assert stands["organ named"]
    assert stands["text"]
    assert not stands["down"]
    assert not stands["title"]


def test_every_piece_of_evidence_and_every_place_has_its_weights() -> None:
    scene = _scene("", _FRESH)
    read = gathered(Document(_FRESH, "", "", _DAY))
    assert read is not None
    assert news.weights()["evidence"].keys() == news.evidence(read[0][0], scene).keys()
    assert set(news.weights()) == {"bias", "evidence", *news.marks(scene)}
    assert all(table for table in news.weights().values())


def test_a_lead_with_its_day_is_news_whatever_the_page_weighs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "weight", lambda _event, _scene: -9.0)
    assert read_votes(Document(f"The harvest begins. {_FRESH}", "Harvest begins", "", _DAY))[0]
    assert read_votes(Document(_UNDATED, "Harvest begins", "", _DAY))[0] == ()


def test_several_sentences_are_news_whatever_the_page_weighs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "weight", lambda *_: -1.0)
    told = f"{_UNDATED} China voted in favour."
    assert read_votes(Document(_UNDATED, "", "", _DAY))[0] == ()
    assert len(read_votes(Document(told, "", "", _DAY))[0]) == 1


# Pages of our own whose news is another: a vote of long ago, of others or still to come, in one sentence.
_ELSEWHERE = (
    (
        "Bridge reopens",
        "Lorries crossed the bridge again on Monday. The embargo rests on a text that the Security Council passed in 1992, 13-0.",
    ),
    ("Memoirs of an envoy", "She recalls how the Security Council, 14 to none, sent her to Kigali in a cold autumn, and how nobody came."),
    (
        "Wheat prices",
        "Wheat rose on Monday. Traders spoke of the sanctions that the UN Security Council had imposed unanimously years before.",
    ),
    ("How a text passes", "In the Security Council a resolution is adopted by nine votes in favour, with no permanent member against."),
    ("Envoy ends visit", "The UN envoy left on Tuesday. He thanked the Council, whose members had backed his plan 15-0 last autumn."),
    ("Vote likely next week", "A draft on Haiti may be put to the Security Council next week; twelve members are said to be for it."),
    ("Port strike", "Dockers in Aden struck on Monday. The port is run under a deal that the Security Council blessed in December 2018."),
    ("Schulbuch", "Eine Resolution des Sicherheitsrats wird angenommen, wenn neun Mitglieder dafür stimmen und keines sein Veto einlegt."),
    ("Anniversaire", "Il y a vingt ans, l'Assemblée générale de l'ONU adoptait par 120 voix contre 3 un texte resté lettre morte."),
    ("Livro", "O autor conta como o Conselho de Segurança da ONU aprovou em 1999, por 12 votos, a missão em Timor."),
)


@pytest.mark.parametrize(("title", "body"), _ELSEWHERE)
def test_a_page_with_other_news_tells_no_vote(title: str, body: str) -> None:
    assert read_votes(Document(body, title, "", _DAY))[0] == ()


def _page(file: str, marks: str, *, is_news: bool) -> weigh.Page:
    evidence = {"day": float(is_news), "score": 2.0 + is_news}
    return weigh.Page(file, is_news, tuple(f"lead: {mark}" for mark in marks.split()), evidence)


def test_weights_are_fitted_so_that_no_kept_vote_is_lost_and_marks_of_few_files_are_left_out() -> None:
    kept = [_page(f"f{number}", "adopts council today", is_news=True) for number in range(12)]
    kept += [_page(f"f{number}", "recalls council years", is_news=False) for number in range(12)]
    kept += [_page("f0", "adopts rare", is_news=True)]
    fitted = weigh.fit(kept)
    assert all(fitted.score(page) > 0 for page in kept if page.news)
    assert all(fitted.score(page) < 0 for page in kept if not page.news)
    assert fitted.marks["lead: adopts"] > 0 > fitted.marks["lead: recalls"]
    assert "lead: rare" not in fitted.marks


def test_fitted_weights_are_written_as_they_are_read() -> None:
    fitted = weigh.Fitted({"lead: adopt": 0.5, "told kinds: ^ body": -0.25}, {"day": 1.0}, -1.5)
    written = list(weigh.lines(fitted))
    assert {"bias:  -150", "evidence: day 100", "lead: adopt 50", "told kinds: ^ body -25"} <= set(written)
