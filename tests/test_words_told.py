"""Alerts and digests in all six languages, as a reader would see them; and that no fixed text gets past the catalogues."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

import pytest

from adapters.chats import console
from adapters.chats.discord import render as discord
from adapters.chats.slack import render as slack
from bot.message import Message
from bot.model import Alert, Authority, Change, Choice, Organ, Outcome, Question, Quote, Sighting, Tally, Upcoming, Vote
from bot.record import fold
from bot.record.since import Came
from bot.telling import answers, digest, recorded, wording
from bot.words import LANGUAGES, RIGHT_TO_LEFT, speaking
from tests.votes import ADOPTED, VETO, evidence

GOLDEN = Path(__file__).parent / "golden" / "words.txt"
DAY = dt.date(2024, 3, 26)


def veto() -> Vote:
    """The veto of 26 May 2022, with words in two languages."""
    said = (
        Quote("these words were written for this test", ((0, 39),), "Speaker One", state="GBR", key=1, language="en"),
        Quote("ces mots furent écrits pour cet essai", ((50, 87),), role="представитель", state="FRA", key=2, language="fr"),
    )
    return fold.fold([replace(evidence(VETO), quotes=said)])


def adoption() -> Vote:
    return fold.fold([evidence(ADOPTED, authority=Authority.OFFICIAL_RECORD)])


def by_consensus() -> Vote:
    seen = Sighting(Organ.GENERAL_ASSEMBLY, Outcome.ADOPTED, without_vote=True, draft="A/78/L.56", date=dt.date(2024, 3, 25))
    return fold.fold([evidence(seen)])


def digested() -> Message:
    came = [Came(veto()), Came(adoption()), Came(by_consensus(), replace(by_consensus(), outcome=Outcome.FAILED))]
    coming = [Upcoming(Organ.SECURITY_COUNCIL, dt.date(2024, 3, 28), "S/2024/260"), Upcoming(Organ.GENERAL_ASSEMBLY)]
    return digest.message("Daily digest", DAY, dt.date(2024, 3, 25), came, coming)


TOLD: dict[str, Callable[[], Message]] = {
    "a veto": lambda: wording.message(Alert(veto()), vote_id=1),
    "an adoption": lambda: wording.message(Alert(adoption()), vote_id=2),
    "a digest": digested,
}


def shown(message: Message) -> str:
    """Write a message as the terminal does, with what buttons say and the line for notifications."""
    with speaking(message.language):
        lines = [console.plain(message).rstrip(), *(f"  [{action.label}]" for action in message.actions)]
        lines += [f"  {message.summary}", *([f"  ({message.picture.alt})"] if message.picture else [])]
    return "\n".join(lines)


def told() -> str:
    """Write all of it, in every language."""
    parts: list[str] = []
    for what, make in TOLD.items():
        for spoken in LANGUAGES:
            with speaking(spoken):
                parts.append(f"# {what}, {spoken}\n{shown(make())}")
    return "\n\n".join(parts) + "\n"


def test_a_veto_an_adoption_and_a_digest_read_as_they_did_in_all_six_languages() -> None:
    """``VETOWATCH_GOLDEN=1 pytest tests/test_words_told.py`` writes the file anew, to be read before it is committed."""
    if os.environ.get("VETOWATCH_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(told(), encoding="utf-8")
    assert told() == GOLDEN.read_text(encoding="utf-8")


class Pseudo(NullTranslations):
    """A catalogue that puts every text between brackets, so that what is not from a catalogue shows."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak Chinese, whose days and States hold no Latin letter, with that catalogue."""
    monkeypatch.setattr("bot.words.catalogues.catalogue", lambda spoken: Pseudo())
    with speaking("zh"):
        yield


_DATA = re.compile(r"\(https?://[^\s)]+\)|<https?://[^\s>]+>|\b[SA]/[\w./]+|\bUTC\b")
_BRACKETS = re.compile(r"⟦[^⟦⟧]*⟧")


def bare(text: str) -> list[str]:
    """Return the Latin words of a text that came from no catalogue and are no symbol or address."""
    text, found = _DATA.sub(" ", text), 1
    while found:
        text, found = _BRACKETS.subn(" ", text)
    return re.findall(r"[A-Za-z]{2,}", text)


def doubtful() -> Vote:
    """A vote about which all is wrong that can be; what is data in it is not in Latin letters."""
    seen = Sighting(
        Organ.SECURITY_COUNCIL,
        Outcome.ADOPTED,
        Question.AMENDMENT,
        Tally(9, 2, 3, 1),
        against=("GBR",),
        abstained=("USA",),
        draft="S/2024/1",
    )
    vote = fold.fold([evidence(seen, "甲")])
    doubts = (
        "sources differ on the count: 甲 says 9-2-3; 乙 says 8-2-4",
        "the count 9-2-3 would mean vetoed, a source says adopted",
        "3 are named against, 2 counted",
        "the wording of the only source leaves doubt",
        "a source speaks of a veto, but with 8 votes in favour the UN counts none",
        "this is the vote another message here tells of",
    )
    said = Quote("话", ((0, 1),), state="FRA", key=1, language="fr")
    return replace(
        vote, conflicts=doubts, quotes=fold.fold([replace(evidence(seen, "甲"), quotes=(said,))]).quotes, sponsors=("FRA", "GBR")
    )


def alerts() -> Iterator[Message]:
    changed = (
        Change("count", "12-2-1", "13-2-0"),
        Change("vetoed by", "China, Russian Federation", ""),
        Change("outcome", "failed", "vetoed"),
    )
    for outcome in Outcome:
        for withdrawn in (False, True):
            vote = replace(doubtful(), outcome=outcome, withdrawn=withdrawn, vetoed_by=("RUS",) if outcome is Outcome.VETOED else ())
            yield wording.message(Alert(vote, changed), late=True, vote_id=1)
            yield wording.message(
                Alert(replace(vote, draft=None, resolution="S/RES/9", date=None, conflicts=(), sponsors=("FRA",))), late=True
            )
            yield wording.message(Alert(replace(vote, draft=None, tally=Tally(), unanimous=True)))
            yield wording.message(Alert(replace(vote, without_vote=True)))


@pytest.mark.usefixtures("pseudo")
def test_no_word_of_an_alert_gets_past_the_catalogues() -> None:
    for message in alerts():
        assert bare(shown(message)) == []


@pytest.mark.usefixtures("pseudo")
def test_no_word_of_a_digest_gets_past_the_catalogues() -> None:
    vote = replace(doubtful(), question=Question.WHOLE)
    came = [Came(replace(vote, outcome=outcome), replace(vote, withdrawn=True)) for outcome in Outcome] + [
        Came(replace(vote, withdrawn=True))
    ]
    coming = [Upcoming(Organ.SECURITY_COUNCIL, DAY, "S/2024/2"), Upcoming(Organ.GENERAL_ASSEMBLY)]
    for kind in ("Daily digest", "Weekly digest", "Digest"):
        assert bare(shown(digest.message(kind, DAY, None, came, coming))) == []
        assert bare(shown(digest.message(kind, DAY, DAY, [], []))) == []


@pytest.mark.usefixtures("pseudo")
def test_no_word_of_an_answer_about_votes_gets_past_the_catalogues() -> None:
    vote = doubtful()
    lines = [
        *(answers.status(replace(vote, conflicts=(doubt,))) for doubt in vote.conflicts),
        answers.line(vote),
        answers.choice_line(vote, Choice.NO),
        answers.line(replace(vote, draft=None, date=None)),
    ]
    lines += [answers.status(replace(vote, resolution="S/RES/9", vetoed_by=("RUS",), meeting="S/PV.9", conflicts=(), tally=Tally()))]
    lines += [answers.shares({Choice.YES: 999, Choice.NO: 1}), answers.members({"RUS": 2}), answers.names(vote.sponsors * 20)]
    lines += answers.comparison("FRA", "GBR", {(Choice.YES, Choice.YES): 3, (Choice.YES, Choice.NO): 1, (Choice.NO, Choice.NO): 1})
    lines += [
        answers.fitted(["字" * 100] * 30),
        answers.organs([Organ.SECURITY_COUNCIL]),
        answers.percent(1, 9999),
        answers.percent(9998, 9999),
    ]
    days = (None, dt.date(2020, 1, 1), dt.date(2021, 12, 31), dt.date(2021, 5, 4))
    lines += [answers.times(since, until) for since in days for until in days]
    for line in lines:
        assert bare(line) == []


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_what_a_person_said_stays_as_it_was_said_and_is_labelled_where_it_is_in_another_language(spoken: str) -> None:
    with speaking(spoken):
        english, french = sorted(wording.message(Alert(veto())).sayings, key=lambda saying: "test" not in saying.words)
        assert english.words == "these words were written for this test"
        assert french.words == "ces mots furent écrits pour cet essai"
        assert (" · " in english.by) is (spoken != "en")
        assert (" · " in french.by) is (spoken != "fr")


def test_a_doubt_of_no_known_form_is_told_as_the_record_has_it() -> None:
    with speaking("fr"):
        assert recorded.reasons(("something nobody foresaw",)) == "something nobody foresaw"
        assert recorded.reasons(("2 are named against, 0 counted",)) == "États nommés (contre) : 2, voix comptées : 0"


@pytest.mark.parametrize("spoken", sorted(RIGHT_TO_LEFT))
@pytest.mark.parametrize("what", TOLD)
def test_every_line_of_arabic_begins_from_the_right_on_every_chat(spoken: str, what: str) -> None:
    """A platform turns a line by its first strong sign outside isolates (Unicode Annex 9, rule P2)."""
    with speaking(spoken):
        message = TOLD[what]()
    embed = discord.embed(message, "7")
    texts = [embed.title, embed.description, *(field.value for field in embed.fields), slack.fallback(message)]
    texts += [block["text"]["text"] for block in slack.blocks(message) if "text" in block]
    lines = [line for text in texts if text for line in re.sub(r"<https?:[^|>]*\||\]\([^)]*\)|<t:\d+:f>", "", text).splitlines()]
    for line in lines:
        isolated = re.sub("[^\u0600-\u06ffA-Za-z\u2068\u2069]", "", line)
        while (less := re.sub("\u2068[^\u2068\u2069]*\u2069", "", isolated)) != isolated:
            isolated = less
        assert not re.match("[A-Za-z]", isolated), line
        assert line.count("\u2068") == line.count("\u2069")
