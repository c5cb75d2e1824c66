"""Topics: what a subject or a title is about, in five languages, from the list and an operator's own."""

from __future__ import annotations

import time
from contextvars import copy_context
from dataclasses import replace

import pytest

from bot.model import Alert
from bot.reading import topics
from bot.record import fold
from bot.record.wants import rule_from_words, wants
from tests.votes import VETO, evidence

ABOUT = {
    "the humanitarian situation in Gaza": ("middle-east", "humanitarian"),
    "Extension of the mandate of UNIFIL": ("lebanon", "peacekeeping"),
    "the sanctions regime concerning South Sudan": ("south-sudan", "sanctions"),
    "the situation in Sudan": ("sudan",),
    "Non-proliferation / Democratic People’s Republic of Korea": ("dprk", "non-proliferation"),
    "Admission of the State of Palestine to membership in the United Nations": ("middle-east", "membership"),
    "Women and peace and security": ("women",),
    "Necessity of ending the embargo imposed by the United States of America against Cuba": ("cuba-embargo",),
    "Situation of human rights in Myanmar": ("myanmar", "human-rights"),
    "Prevention of an arms race in outer space": ("disarmament", "outer-space"),
    "Report of the Human Rights Council": (),
    "La situation au Mali": ("mali",),
    "Mandat de la MONUSCO en République démocratique du Congo": ("drc", "peacekeeping"),
    "las sanciones contra Libia": ("libya", "sanctions"),
    "El desarme nuclear": ("disarmament",),
    "die Menschenrechte im Iran": ("iran", "human-rights"),
    "Waffenruhe im Gazastreifen": ("middle-east", "humanitarian"),
    "a situação no Haiti": ("haiti",),
    "as alterações climáticas": ("climate",),
}
VOTERS = {
    "Security Council Renews Haiti Sanctions, as Pakistan, Somalia Abstain": ("haiti", "sanctions"),
    "Assembly Adopts Text on Ukraine, with Belarus, Mali and Sudan Voting Against": ("ukraine",),
    "Syria sanctions: a veto by the Russian Federation": ("syria", "sanctions"),
    "Council text on Cyprus vetoed; abstention by Libya": ("cyprus",),
}
MEANT = {
    "dprk": "dprk",
    "North Korea": "dprk",
    "north korea": "dprk",
    "Middle East": "middle-east",
    "middle east": "middle-east",
    "gaza": "middle-east",
    "Syrien": "syria",
    "Peacekeeping": "peacekeeping",
    "peacekeeping and political missions": "peacekeeping",
    "drc": "drc",
    "Klima": "climate",
    "the moon": None,
    "": None,
    "Syria and Yemen": None,
}


@pytest.mark.parametrize(("text", "keys"), [*ABOUT.items(), *VOTERS.items()])
def test_what_a_subject_is_about(text: str, keys: tuple[str, ...]) -> None:
    assert topics.of(text) == keys


@pytest.mark.parametrize(("words", "key"), MEANT.items())
def test_what_a_person_means(words: str, key: str | None) -> None:
    assert topics.find(words) == key


def test_keys_names_and_their_order() -> None:
    names = topics.names()
    assert all(name and key == key.lower() and " " not in key for key, name in names.items())
    assert all(topics.find(key) == key and topics.find(name) == key for key, name in names.items())
    both = topics.of("sanctions in Haiti and Syria")
    assert both == topics.of("Syria, Haiti: sanctions")
    assert list(both) == sorted(both, key=list(names).index)


def test_an_operators_own_topics_are_added() -> None:
    mine = topics.load("# ours\nchess | Chess | chess; schach*\nhaiti || cap haitien\n")
    assert mine.of("Schachturnier in Cap-Haïtien") == ("haiti", "chess")
    assert mine.names["haiti"] == topics.names()["haiti"]
    assert topics.of("Schachturnier") == ()


@pytest.mark.parametrize("line", ["Chess|Chess|chess", "chess|Chess", "chess|Chess|@ZZZ"])
def test_a_wrong_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        topics.load(f"# ours\n{line}")


def _spent(text: str, times: int) -> float:
    """Return the seconds of processor that a text takes, the best of three measurements: the machine is not ours alone."""

    def once() -> float:
        begin = time.process_time()
        for _ in range(times):
            topics.of(text)
        return time.process_time() - begin

    return min(once() for _ in range(3))


def test_a_title_takes_no_time_and_a_long_text_little() -> None:
    title = "Security Council Extends Mandate of Mission in South Sudan, Adopting Resolution 2779 (2025) by 12 Votes in Favour"
    assert _spent(title, 1000) < 0.3
    assert _spent("Syria " * 1_000_000, 1) < 0.1


OWN = "river-water | Water in rivers | river water; hydro*\nsyria | | palmyra"


def test_an_operators_list_is_used_by_rules_and_questions_alike() -> None:
    def asked() -> tuple[object, ...]:
        topics.use(OWN)
        rule = rule_from_words("topic “Water in rivers”")
        about = replace(fold.fold([evidence(VETO)]), subject="sharing river water near Palmyra")
        return topics.of("river water at Palmyra"), topics.find("hydropower"), rule.topics, wants(rule, Alert(about)), topics.edition()

    of, found, ruled, wanted, edition = copy_context().run(asked)
    assert (of, found, ruled, wanted) == (("syria", "river-water"), "river-water", ("river-water",), True)
    assert edition
    assert topics.find("river water") is None  # elsewhere nothing has changed
    assert topics.edition() == ""


def test_a_list_of_another_form_is_refused_by_its_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        topics.use("a | b | c\nno fields here")
