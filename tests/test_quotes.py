"""Who said what. The words in these cases are ours, and so are the people: nobody real ever said them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Organ, Outcome, Quote, Sighting, Statement
from bot.reading.document import Document
from bot.reading.quotes import read_quotes
from bot.reading.quotes.directory import Directory, DirectoryError, built_in, learnt, merged, parsed, with_corrections, written
from bot.reading.quotes.language import language_of
from bot.reading.quotes.marks import find_marks
from bot.reading.text import paragraphs
from bot.states import known
from tests.eval import quotes as measure
from tests.eval import un_quotes

SEED = Path(__file__).parents[2] / "shared" / "gold" / "seed"
needs_gold = pytest.mark.skipif(not SEED.exists(), reason="the shared gold does not stand beside this checkout")


def quotes(text: str, *sightings: Sighting) -> tuple[Quote, ...]:
    return read_quotes(Document(text), sightings)[0]


def statements(text: str) -> tuple[Statement, ...]:
    return read_quotes(Document(text), ())[1]


def only(text: str) -> Quote:
    found = quotes(text)
    assert len(found) == 1, found
    return found[0]


def marked(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in find_marks(text, paragraphs(text))]


@pytest.mark.parametrize(
    "text",
    [
        '"Words of a test," she said.',
        "“Words of a test,” she said.",
        "''Words of a test,'' she said.",
        "``Words of a test,'' she said.",
        "„Words of a test,“ sagte sie.",
        "„Words of a test,” she said.",
        "« Words of a test, » dit-elle.",
        "«Words of a test,» dijo.",
        "»Words of a test,« sagte sie.",
        "”Words of a test,” she said.",
        "‘Words of a test,’ she said.",
        "'Words of a test,' she said.",
        "她说「Words of a test,」",
        '“Words of a test," she said.',
    ],
)
def test_marks_of_every_style(text: str) -> None:
    assert marked(text) == ["Words of a test,"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers’ meeting in the ’90s didn't end.", []),
        ("A wall of 6'2\" and a door of 5'11\" stood there.", []),
        ("An odd “ mark here.\n\nAnd “a whole one” there.", ["a whole one"]),
        ("“It was ‘one in the other’ today,” it said.", ["It was ‘one in the other’ today,"]),
        ("He said “one” and “two”.", ["one", "two"]),
        ("‘The States’ own words,’ it said.", ["The States’ own words,"]),
        ("“First of it.\n\n“Second of it.”", ["First of it.", "Second of it."]),
    ],
)
def test_what_is_a_mark_and_what_is_not(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "state", "role", "mention", "cue"),
    [
        (
            "“This is a test,” said China’s ambassador to the United Nations, Testa Eins.",
            "Testa Eins",
            "CHN",
            "ambassador to the United Nations",
            "Testa Eins",
            "said",
        ),
        ("“This is a test,” Russian Ambassador Testa Eins told the Council.", "Testa Eins", "RUS", "Ambassador", "Testa Eins", "told"),
        ("Russia’s ambassador, Testa Eins, said: “This is a test.”", "Testa Eins", "RUS", "ambassador", "Testa Eins", "said"),
        (
            "The Permanent Representative of Ghana, Testa Eins, said: “This is a test.”",
            "Testa Eins",
            "GHA",
            "Permanent Representative",
            "Testa Eins",
            "said",
        ),
        ("“This is a test,” Foreign Minister Testa Eins of Estonia said.", "Testa Eins", "EST", "Foreign Minister", "Testa Eins", "said"),
        (
            "“This is a test,” said Testa Eins, the UK ambassador to the UN.",
            "Testa Eins",
            "GBR",
            "ambassador to the UN",
            "Testa Eins",
            "said",
        ),
        ("TESTA EINS (Malta), speaking before the vote, said that “this is only a test”.", "Testa Eins", "MLT", None, "TESTA EINS", "said"),
        (
            "The representative of Japan said that “this is only a test”.",
            None,
            "JPN",
            "representative",
            "The representative of Japan",
            "said",
        ),
        (
            "Ghana’s delegate, speaking also on behalf of Gabon, said “this is only a test”.",
            None,
            "GHA",
            "delegate",
            "Ghana’s delegate",
            "said",
        ),
        (
            "The United States ambassador to Russia, Testa Eins, said: “This is a test.”",
            "Testa Eins",
            "USA",
            "ambassador",
            "Testa Eins",
            "said",
        ),
        ("Moscow’s envoy disagreed: “This is only a test.”", None, "RUS", "envoy", "Moscow’s envoy", "disagreed"),
        (
            "The French Foreign Ministry said in a statement: “This is a test.”",
            None,
            "FRA",
            "Foreign Ministry",
            "The French Foreign Ministry",
            "said",
        ),
        (
            "Introducing the text, the representative of Mexico said “this is only a test”.",
            None,
            "MEX",
            "representative",
            "the representative of Mexico",
            "said",
        ),
        ("A spokesman for Testa Eins said “this is only a test”.", None, None, "spokesman", "A spokesman for Testa Eins", "said"),
        ("“This is a test,” UN Secretary-General Testa Eins warned.", "Testa Eins", None, "UN Secretary-General", "Testa Eins", "warned"),
        (
            "The Council’s President, speaking in his national capacity, said “this is only a test”.",
            None,
            None,
            "President",
            "The Council’s President",
            "said",
        ),
    ],
)
def test_speaker_role_and_state(text: str, speaker: str | None, state: str | None, role: str | None, mention: str, cue: str | None) -> None:
    quote = only(text)
    assert (quote.speaker, quote.state, quote.role, quote.cue) == (speaker, state, role, cue)
    assert quote.mention
    assert text[slice(*quote.mention)] == mention


def test_a_split_quote_is_one() -> None:
    quote = only("“The heart of it,” Ambassador Testa Eins of Kenya said, “is only a test.”")
    assert quote.words == "The heart of it, is only a test."
    assert len(quote.segments) == 2
    assert quote.speaker == "Testa Eins"


def test_a_quote_of_several_paragraphs_is_one() -> None:
    quote = only("“The first part is a test.\n\n“The second one is too,” said Ambassador Testa Eins.")
    assert len(quote.segments) == 2
    assert quote.speaker == "Testa Eins"


def test_he_is_the_latest_introduced() -> None:
    text = "“One is a test,” said China’s ambassador, Robert Eins. Russia’s ambassador, Peter Zwei, followed."
    text += "\n\nHe said that “two is also a test”."
    assert [quote.speaker for quote in quotes(text)] == ["Robert Eins", "Peter Zwei"]


def test_she_is_not_a_man() -> None:
    text = "Barbara Eins of Malta met Robert Zwei of Ghana. “This is a test,” she said. “And so is this,” he added."
    assert [quote.speaker for quote in quotes(text)] == ["Barbara Eins", "Robert Zwei"]


def test_a_surname_is_the_person_named_in_full_whichever_name_comes_first() -> None:
    text = "China’s ambassador, Testa Jun, voted no. “This is a test,” Testa said."
    assert only(text).speaker == "Testa Jun"


def test_the_speaker_goes_on_in_a_paragraph_that_is_only_a_quote() -> None:
    first, second = quotes("Ambassador Testa Eins of Peru said that this “was only a test”.\n\n“We have said it before.”")
    assert second.speaker == first.speaker == "Testa Eins"
    assert second.mention is None
    assert second.cue is None


def test_an_unnamed_delegate_is_he_and_the_ambassador() -> None:
    text = (
        "The representative of China said the text “would not do”. He added that “it is a test”. “It is no more,” the representative said."
    )
    assert [(quote.speaker, quote.state) for quote in quotes(text)] == [(None, "CHN")] * 3


def test_the_office_leads_back_to_its_holder() -> None:
    text = "“This is a test,” said Russia’s ambassador, Testa Eins. “It is no more,” the Russian envoy added."
    assert [quote.speaker for quote in quotes(text)] == ["Testa Eins", "Testa Eins"]


def test_a_state_is_never_guessed_from_the_topic() -> None:
    assert only("Talking of North Korea, Testa Eins said: “This is only a test.”").state is None


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “special operation” goes on.",
        "The report “A World of Tests” was published.",
        "“A lone paragraph nobody is known to have said.”",
    ],
)
def test_what_nobody_said_is_no_quote(text: str) -> None:
    assert quotes(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker", "state"),
    [
        ("« Ceci est un test », a déclaré l'ambassadeur de France, Testa Eins, dans la salle des votes.", "Testa Eins", "FRA"),
        ("“Esto es una prueba”, dijo el embajador de México, Testa Eins, en la sala de los votos.", "Testa Eins", "MEX"),
        ("“Esto es una prueba”, remachó el embajador de México, Testa Eins, en la sala de los votos.", "Testa Eins", "MEX"),
        ("La embajadora de México, Testa Eins, alegó que el texto “es solo una prueba de los votos”.", "Testa Eins", "MEX"),
        ("« Ceci est une épreuve », a tranché l’ambassadeur du Mexique, Testa Eins, dans la salle.", "Testa Eins", "MEX"),
        ("“Isto é uma prova”, rebateu o embaixador do México, Testa Eins, na sala de votos.", "Testa Eins", "MEX"),
        ("“Isto é um teste”, disse o embaixador do Brasil, Testa Eins, na sala dos votos.", "Testa Eins", "BRA"),
        ("„Das ist nur ein Test“, sagte der russische UN-Botschafter Testa Eins nach der Abstimmung.", "Testa Eins", "RUS"),
        ("„Das ist nur ein Test“, sagte der Außenminister der Ukraine, Testa Eins, am Dienstag in der Stadt.", "Testa Eins", "UKR"),
        ("Der russische Botschafter Testa Eins sagte in der Sitzung: „Das ist nur ein Test.“", "Testa Eins", "RUS"),
    ],
)
def test_other_languages(text: str, speaker: str, state: str) -> None:
    quote = only(text)
    assert (quote.speaker, quote.state) == (speaker, state)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“This is only a test,” said the ambassador of Malta, Testa Eins.", "en"),
        ("« Ceci est un test », a déclaré l'ambassadeur de France, Testa Eins, dans la salle des votes.", "fr"),
        ("“Esto es una prueba”, dijo el embajador de México, Testa Eins, en la sala de los votos.", "es"),
        ("“Isto é um teste”, disse o embaixador do Brasil, Testa Eins, na sala dos votos.", "pt"),
        ("„Das ist nur ein Test“, sagte der Botschafter Testa Eins nach der Abstimmung.", "de"),
        ("Mr. Eins (China) (spoke in Chinese): We voted against the text because it is a test.", "en"),
    ],
)
def test_a_quote_has_its_pages_language(text: str, language: str) -> None:
    assert only(text).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("«Это только проба», — сказал он.", "ru"),
        ("«Це тільки спроба, її роблять», — сказав він.", None),
        ("وقال «هذا مجرد اختبار»", "ar"),
        ("他说:“这只是一次测试。”", "zh"),
        ("Xyzzy.", None),
    ],
)
def test_a_language_is_told_by_script_or_small_words(text: str, language: str | None) -> None:
    assert language_of(text, ()) == language


@pytest.mark.parametrize(
    ("text", "words", "speaker", "language"),
    [
        (
            "«Это всего лишь проба», — сказал постоянный представитель Мальты Теста Айнс.",
            "Это всего лишь проба",
            "Теста Айнс",
            "ru",
        ),
        ("Представитель Мальты заявил: «Это всего лишь проба». Фильм «Проба» показали потом.", "Это всего лишь проба", None, "ru"),
        ("وقال المندوب: «هذا مجرد اختبار لنا».", "هذا مجرد اختبار لنا", None, "ar"),
        ("中国代表说“这只不过是一次测试而已。”", "这只不过是一次测试而已。", None, "zh"),
        ("中國代表表示「這只不過是一次測試而已。」", "這只不過是一次測試而已。", None, "zh"),
    ],
)
def test_marks_of_languages_whose_speakers_are_not_read(text: str, words: str, speaker: str | None, language: str) -> None:
    quote = only(text)
    assert (quote.words, quote.speaker, quote.language, quote.state, quote.key) == (words, speaker, language, None, None)


@needs_gold
@pytest.mark.parametrize("corpus", ["polnear_dev", "polnear_train", "dewikinews_dev", "dewikinews_train", "articles"])
def test_words_are_the_pages_own_in_every_corpus(corpus: str) -> None:
    for article in measure.articles(corpus, 7 if corpus == "polnear_train" else 1):
        text = article["text"]
        for quote in read_quotes(Document(text), ())[0]:
            assert quote.words == " ".join(text[start:end] for start, end in quote.segments)
            assert all(text[start:end].strip() == text[start:end] for start, end in quote.segments)


def test_what_two_said_is_given_to_neither() -> None:
    text = "Russia’s ambassador Robert Eins and China’s ambassador Peter Zwei said it was “not up to the task”. “A test,” Zwei added."
    both, one = quotes(text)
    assert (both.speaker, both.state, both.key) == (None, None, None)
    assert (one.speaker, one.state) == ("Peter Zwei", "CHN")


def test_its_envoy_is_of_the_state_just_named() -> None:
    assert only("China abstained in the end. Its envoy Testa Eins said that “it is only a test”.").state == "CHN"
    assert only("China met Russia in the end. Its envoy Testa Eins said that “it is only a test”.").state is None


def test_direct_and_partial() -> None:
    assert only("“This is a whole test,” Ambassador Testa Eins said.").kind == "direct"
    assert only("Ambassador Testa Eins said that it was “only a kind of test”.").kind == "partial"


def test_statements_are_the_pages_words() -> None:
    text = (
        "The representative of China said on Monday that the text would “help nobody”. "
        "Ambassador Testa Eins of Mali told the Council that it was a test."
    )
    said = statements(text)
    assert [(statement.speaker, statement.state) for statement in said] == [(None, "CHN"), ("Testa Eins", "MLI")]
    assert [statement.text for statement in said] == ["the text would “help nobody”", "it was a test"]
    assert all(text[statement.start : statement.end] == statement.text for statement in said)


KEYED = (
    "“We drafted this text as a test,” said US Ambassador Testa Eins.\n\n"
    "“Nobody asked us about this test of yours,” said Russia’s ambassador, Testa Zwei.\n\n"
    "“It is our second remark on this very test,” he added.\n\n"
    "“We stayed away from this particular test,” said India’s ambassador, Testa Drei.\n\n"
    "China’s ambassador, Testa Vier, called it “pressure”.\n\n"
    "“Everybody should calm down in this test,” said UN Secretary-General Testa Sechs.\n"
)


def test_keys_hear_every_side_before_anyone_twice() -> None:
    vote = Sighting(Organ.SECURITY_COUNCIL, Outcome.VETOED, vetoed_by=("RUS",), against=("RUS",), sponsors=("USA",), abstained=("IND",))
    keyed = {quote.key: quote.speaker for quote in quotes(KEYED, vote) if quote.key}
    assert keyed == {1: "Testa Zwei", 2: "Testa Eins", 3: "Testa Drei", 4: "Testa Zwei"}


def test_the_directory_knows_spellings_and_years() -> None:
    one = built_in().by_full_name("Vasily Nebenzya", 2022)
    assert one is not None
    assert (one.state, one.name) == ("RUS", "Vassily Nebenzia")
    assert built_in().by_full_name("Zhang Jun", 2011) is None
    fu = built_in().by_family_name("Fu", "CHN", 2025)
    assert fu is not None
    assert fu.name == "Fu Cong"
    assert built_in().by_family_name("Fu", "RUS") is None


def test_the_directory_names_known_states_only() -> None:
    assert all(known(one.state) for one in built_in().representatives)
    assert parsed(written(built_in().representatives)) == built_in().representatives


CORRECTIONS = """# what an operator knows better
state,name,family,since,until,spellings
MLT,Testa Einsinger,Einsinger,2020,,Thesta Einsinger
,Vassily Nebenzia,Nebenzia,,,
"""


def test_an_operator_corrects_the_directory() -> None:
    directory = Directory(merged(built_in().representatives, parsed(CORRECTIONS)))
    assert directory.by_full_name("Vassily Nebenzia") is None
    one = directory.by_full_name("Thesta Einsinger", 2024)
    assert one is not None
    assert one.state == "MLT"
    (quote,), _ = read_quotes(Document("“It is only a test,” Thesta Einsinger said."), (), directory)
    assert quote.state == "MLT"


def test_a_corrected_spelling_stands_for_the_built_in_one() -> None:
    respelt = with_corrections("state,name,family,since,until,spellings\nRUS,Vasily Nebenzya,Nebenzya,2017,,Vassily Nebenzia\n")
    for said in ("Russia’s ambassador, Nebenzia, said", "Vassily Nebenzia said", "Russia’s ambassador, Vassily Nebenzya, said"):
        (quote,), _ = read_quotes(Document(f"“It is only a test,” {said}."), (), respelt)
        assert (quote.speaker, quote.state) == ("Vasily Nebenzya", "RUS")


@pytest.mark.parametrize(
    "table", ["", "name,state\n", CORRECTIONS + "XXX,Testa Zwei,Zwei,,,\n", CORRECTIONS + "MLT,Testa Zwei,Zwei,soon,,\n"]
)
def test_a_directory_that_does_not_fit_is_refused(table: str) -> None:
    with pytest.raises(DirectoryError):
        parsed(table)


def test_whom_pages_introduce_can_be_learnt() -> None:
    found = quotes("“It is only a test,” said Malta’s ambassador, Testa Einsinger. “It is a test,” said the envoy of Chad.")
    (one,) = learnt(found, 2024, built_in())
    assert (one.name, one.family, one.state, one.since) == ("Testa Einsinger", "Einsinger", "MLT", 2024)


RECORD = """The President (spoke in French): The draft resolution received 13 votes in favour.

Mr. Eins (Russian Federation) (spoke in Russian): I thank the President for the floor. We abstained in the voting because
the text was only ever written as a test. That is all we have to say about this test today.

Ms. Zwei Drei (Iran
(Islamic Republic of)): We voted against the draft resolution, which is nothing but a test.

The President (spoke in French): I shall now make a statement in my capacity as the representative of Gabon.

Gabon voted in favour of the draft resolution because it is a good test.

I now resume my functions as President. The vote on the draft resolution is a test, as everybody knows.

The meeting rose at 3.35 p.m.
"""


def test_a_verbatim_record_gives_the_best_sentences_of_each_speech() -> None:
    found = quotes(RECORD)
    assert [(quote.speaker, quote.role, quote.state) for quote in found] == [
        ("Eins", None, "RUS"),
        ("Zwei Drei", None, "IRN"),
        (None, "representative", "GAB"),
    ]
    assert found[0].words == "We abstained in the voting because the text was only ever written as a test."
    assert len(found[0].segments) == 2
    assert all(quote.key and quote.kind == "direct" for quote in found)


def test_a_transcript_names_state_function_and_speaker() -> None:
    text = (
        "China · Permanent Representative · Testa Eins [00:12:04]:\nWe abstained because the text is no more than a test.\n\n"
        "President · Security Council [00:13:00]:\nWe now vote on the draft, which is no more than a test.\n"
    )
    quote = only(text)
    assert (quote.speaker, quote.role, quote.state) == ("Testa Eins", "Permanent Representative", "CHN")


@pytest.mark.parametrize(
    "torn",
    [
        "We voted against the draft resolution before us today\nbecause\nit was to us from the very first no more than a test.",
        "We voted against the internation al draft because the international draft is an international test.",
        "We voted against the draft, which “calls upon all of us” to be no more than a test.",
        "the draft we voted against today is no more than a test and will be one.",
    ],
)
def test_a_sentence_that_may_be_torn_is_left_out(torn: str) -> None:
    assert quotes(f"Mr. Eins (China): {torn}\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "France and Mexico said in a statement that “the text is only a test”.",
        "The ambassadors of Ireland and Norway said that “the text is only a test”.",
        "The US, British and French envoys called it “a plain test of all of us”.",
    ],
)
def test_what_several_states_said_is_no_one_states(text: str) -> None:
    assert {quote.state for quote in quotes(text)} <= {None}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (
            "The representative of Ecuador said “it is a test”. For his part, China’s delegate left. He said “it is no test”.",
            ["ECU", "CHN"],
        ),
        ("Her counterpart from Guyana, Testa Eins, said: “This is only a test.”", ["GUY"]),
        ("A spokesman for China’s foreign ministry, Testa Eins, said: “This is only a test.”", ["CHN"]),
        ("Testa Eins, who speaks for the United Arab Emirates, said: “This is only a test.”", ["ARE"]),
        ("Speaking for Norway, Ambassador Testa Eins said: “This is only a test.”", ["NOR"]),
        ("The Council President, speaking in her national capacity as representative of Malta, said “it is only a test”.", ["MLT"]),
        ("UN special envoy for Syria Peter Eins said: “This is only a test.”", [None]),
        ("China “was only tested today,” its ambassador, Testa Eins, said after Russia and Cuba had left.", ["CHN"]),
        ("Russia’s first deputy permanent representative, Testa Eins, said: “This is only a test.”", ["RUS"]),
    ],
)
def test_for_whom_they_speak(text: str, states: list[str | None]) -> None:
    assert [quote.state for quote in quotes(text)] == states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Is this only a test?” Ghana’s foreign minister, Testa Eins, asked the chamber.",
            [("Testa Eins", "foreign minister", "GHA")],
        ),
        (
            "Austria’s ambassador in Geneva, Testa Eins, told the members it was “only a test”.",
            [("Testa Eins", "ambassador in Geneva", "AUT")],
        ),
        (
            "Ghana’s delegate said that his country would vote no. Speaking in explanation of vote, the Philippines regretted “a test”.",
            [(None, None, "PHL")],
        ),
        ("The representative of Peru, also speaking for Chad, said she left, adding: “It is a test.”", [(None, "representative", "PER")]),
        (
            "Malta’s envoy to the UN, Testa Eins, held up a picture. “It is only a test,” the ambassador said.",
            [("Testa Eins", "envoy to the UN", "MLT")],
        ),
        ("Testa Eins, a civil society activist from Mali, said: “It is only a test.”", [("Testa Eins", "civil society activist", None)]),
        ("The text is “only a test of us”, in the words of Cuba’s envoy.", [(None, "envoy", "CUB")]),
        (
            "“Esto es solo una prueba”, dijo por su parte el canciller de Cuba, Testa Eins, en la sala.",
            [("Testa Eins", "canciller", "CUB")],
        ),
        ("The speaker for Peru said: “It is a test.” “It is not,” answered somebody else of the room.", [(None, "speaker", "PER")]),
        ("“One is a test.” ― Testa Eins “Two is a test.” ― Probe Zwei", [("Testa Eins", None, None), ("Probe Zwei", None, None)]),
        ("Yesterday President Park Testa said that it was “only a test of him”.", [("Park Testa", "President", None)]),
        ("Stephen King came. Mr. King said that it was “only a test of him”.", [("Stephen King", None, None)]),
    ],
)
def test_forms_of_un_stories(text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert [(quote.speaker, quote.role, quote.state) for quote in quotes(text)][: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "speaker", "state"),
    [
        ("Chile’s speaker called the outcome “a very small step for us”.", None, "CHL"),
        ("The speaker for Viet Nam echoed that call, describing the text as “a bridge we can all walk”.", None, "VNM"),
        ("Italy, for its part, said that “the reform must come first of all”.", None, "ITA"),
        ("Cuba, on behalf of the Group of 77 and China, said the text was “not up to the task”.", None, "CUB"),
        ("Egypt, speaking for the Arab Group, lamented “a lost chance for all of us”.", None, "EGY"),
        ("Ambassador Testa Eins, Malta’s permanent representative, said it was “a matter of life”.", "Testa Eins", "MLT"),
        ("Testa Eins, representing Ecuador, said it was “a matter of life and death”.", "Testa Eins", "ECU"),
        ("Testa Eins, deputy head of Slovenia’s mission to the UN, said it was “a matter of life”.", "Testa Eins", "SVN"),
        ("Peter Eins, Russia’s deputy foreign minister, said it was “a matter of life”.", "Peter Eins", "RUS"),
        ("French President Peter Eins said on Tuesday that “the text is only a test”.", "Peter Eins", "FRA"),
        ("Israeli Prime Minister Peter Eins called the vote “a test of all of us”.", "Peter Eins", "ISR"),
        ("British Foreign Secretary Peter Eins said: “It is only a test.”", "Peter Eins", "GBR"),
        ("The US State Department spokesman Peter Eins said: “It is only a test.”", "Peter Eins", "USA"),
        ("“It is only a test,” said Peter Eins, spokesman for the Russian foreign ministry.", "Peter Eins", "RUS"),
        ("“It is only a test,” the Swiss ambassador, Pascale Eins, told journalists after the vote.", "Pascale Eins", "CHE"),
        ("“It is only a test,” said South Korea’s ambassador to the UN, Joonkook Test.", "Joonkook Test", "KOR"),
        ("“It is only a test,” said Ambassador Peter Eins, who represents Pakistan on the council.", "Peter Eins", "PAK"),
        ("“It is only a test,” said Nicaragua’s delegate, speaking in explanation of position.", None, "NIC"),
        ("The delegate of Syria, speaking as the country concerned, said “it is only a test”.", None, "SYR"),
        ("The Permanent Observer of the State of Palestine said “it is only a test”.", None, "PSE"),
        ("The Observer for the Holy See, Peter Eins, said “it is only a test”.", "Peter Eins", "VAT"),
        ("The representative of the United Republic of Tanzania said “it is only a test”.", None, "TZA"),
        ("The representative of the Democratic People’s Republic of Korea rejected “a test of them”.", None, "PRK"),
        ("The delegate from Costa Rica underscored that “it is only a test”.", None, "CRI"),
        ("Iran’s UN mission called the allegations “baseless and only a test”.", None, "IRN"),
        ("Washington’s envoy to the world body, Peter Eins, told the 15-member council: “It is only a test.”", "Peter Eins", "USA"),
        ("Peter Eins, the UK’s political coordinator, said that “it is only a test”.", "Peter Eins", "GBR"),
        ("Peter Eins, chargé d’affaires of the US mission, said that “it is only a test”.", "Peter Eins", "USA"),
        ("China’s foreign ministry said it was “only a test of patience”.", None, "CHN"),
        ("Chinese foreign ministry spokeswoman Hua Test said: “It is only a test.”", "Hua Test", "CHN"),
        ("Mr. Eins of Ghana said that “it is only a test”.", "Eins", "GHA"),
        ("Ms. Zwei (Norway) said that “it is only a test”.", "Zwei", "NOR"),
        ("In response, Armenia’s delegate said: “It is only a test.”", None, "ARM"),
        ("The representatives of Germany and Belgium jointly said “it is only a test”.", None, None),
        ("Kuwait’s Mansour Eins, who chairs the committee, said “it is only a test”.", "Mansour Eins", "KWT"),
        ("The ambassador, Peter Eins of Ireland, said “it is only a test”.", "Peter Eins", "IRL"),
        ("Ukraine’s president told the council by video link: “It is only a test.”", None, "UKR"),
        ("The Dutch envoy, whose country chairs the committee, said “it is only a test”.", None, "NLD"),
        ("Saying it was “only a test”, Mexico’s delegate abstained.", None, "MEX"),
        ("The European Union’s foreign policy chief, Peter Eins, said: “It is only a test.”", "Peter Eins", None),
        ("The head of UNICEF, Peter Eins, told the Council: “It is only a test.”", "Peter Eins", None),
        ("UN envoy to Yemen Peter Eins said: “It is only a test.”", "Peter Eins", None),
        ("The UN’s special representative for Afghanistan, Peter Eins, said: “It is only a test.”", "Peter Eins", None),
        ("Peter Eins, Special Representative of the Secretary-General for Haiti, said: “It is only a test.”", "Peter Eins", None),
        ("Peter Eins, director of Human Rights Watch in Lebanon, said: “It is only a test.”", "Peter Eins", None),
        ("Peter Eins, a professor in Poland, said: “It is only a test.”", "Peter Eins", None),
        ("She noted that China’s proposal was “only a test of us all”, the Swedish representative said.", None, "SWE"),
        ("Denmark’s representative took the floor next. Her country, she said, “will not be tested again”.", None, "DNK"),
        ("The representative of Peru called for unity. “It is only a test,” he said, urging calm.", None, "PER"),
        ("The representative of Peru called for unity. China’s reply, he said, was “only a test”.", None, "PER"),
        ("Responding to Russia, the American delegate said “it is only a test”.", None, "USA"),
        ("Rejecting the claims of the United States, Cuba’s foreign minister, Bruno Eins, spoke of “a test of us”.", "Bruno Eins", "CUB"),
        ("Jordan’s King Abdullah said it was “only a test of us all”.", "Abdullah", "JOR"),
        ("The Russian Federation’s representative said the United States had “failed the test of us”.", None, "RUS"),
        ("“It is only a test,” according to Israel’s UN ambassador, Danny Eins.", "Danny Eins", "ISR"),
        ("In a post on X, Foreign Minister Hossein Eins of Iran wrote: “It is only a test.”", "Hossein Eins", "IRN"),
        ("India’s external affairs minister, S. Eins, said “it is only a test”.", "S. Eins", "IND"),
        ("Hungarian Foreign Minister Péter Eins argued that “it is only a test”.", "Péter Eins", "HUN"),
        ("A senior US official said on condition of anonymity that “it is only a test”.", None, "USA"),
        ("The United Kingdom’s speaker said the text gave the force “the tools it had asked for”.", None, "GBR"),
        ("The US secretary of state, Michael Eins, said that allies had “chosen to be tested”.", "Michael Eins", "USA"),
        ("“Is it only a test?” Russia’s deputy U.N. ambassador, Pavel Eins, asked before the vote.", "Pavel Eins", "RUS"),
        ("In an interview, French Ambassador Nicolas Eins said France had wanted “a test and not a monument”.", "Nicolas Eins", "FRA"),
    ],
)
def test_whose_words_they_are(text: str, speaker: str | None, state: str | None) -> None:
    quote = only(text)
    assert (quote.speaker, quote.state) == (speaker, state)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to Paul Probe of Trial Watch, “it was a test of us all”.", "Paul Probe"),
        ("Ann Probe of Springfield, North Carolina said it was “a test of us all”.", "Ann Probe"),
        ("Ann Probe came. Probe herself said it was “a test of us all”.", "Ann Probe"),
        ("Governor Ann King came. “It was a test of us all,” King said.", "Ann King"),
        ("Paul Law came. “It was a test of us all,” Law said, and left.", "Paul Law"),
        ("“It was a test of us all!” Paul Probe wrote in a letter to the house.", "Paul Probe"),
        ("“It was a test of us all!” Mr. Probe said. “It was no more.”", "Probe"),
        ("As Paul Probe, a former envoy, put it: “It was a test of us all.”", "Paul Probe"),
        ("That part “was a test of us all,” as Paul Probe said on the radio.", "Paul Probe"),
        ("“It was a test of us all!” reacted Paul Probe.", "Paul Probe"),
        ("“It was a test of us all.”\n\n– Ann Probe.\n\nShe was right.", "Ann Probe"),
        ("At the hall, Probe, 70, said it was early but added, “It was a test of us all.”", "Probe"),
        ("In Des Moines, Iowa, on Sunday, Ann Probe went on, saying the vote was “a test of us all”.", "Ann Probe"),
        ("Ann Probe said that once the house goes on leave, “it will be a test of us all”.", "Ann Probe"),
        ("The report signals “a test of us all” for the house, said Ann Probe.", "Ann Probe"),
        ("Ann Probe spoke three days after Paul Trial told a paper it was “a test of us all”.", "Paul Trial"),
        ("Ann Probe, citing “a test of us all,” said the guest could leave.", "Ann Probe"),
    ],
)
def test_names_in_american_news(text: str, speaker: str) -> None:
    assert next(quote.speaker for quote in quotes(text)) == speaker


@pytest.mark.parametrize(
    ("said", "state", "role"),
    [
        ("Ambassador Ann Probe for Ghana", "GHA", "Ambassador"),
        ("For Ghana, Ann Probe", "GHA", None),
        ("Ann Probe — Ghana’s ambassador —", "GHA", "ambassador"),
        ("The ambassador, Ann Probe of Ghana,", "GHA", "ambassador"),
        ("Ann Probe, the diplomat who speaks for Ghana,", "GHA", "diplomat"),
        ("Ann Probe, Council President for May and representative of Ghana,", "GHA", "Council President for May"),
        ("The Minister for Foreign Affairs of Ghana, Ann Probe,", "GHA", "Minister for Foreign Affairs"),
        ("Ghana’s then-ambassador, Ann Probe,", "GHA", "then-ambassador"),
        ("The U.S. ambassador, Ann Probe,", "USA", "ambassador"),
        ("Russian Permanent Representative to the UN Ann Probe", "RUS", "Permanent Representative to the UN"),
        ("Ann Probe, speaking for Ghana,", "GHA", None),
    ],
)
def test_where_a_state_may_stand(said: str, state: str, role: str | None) -> None:
    (quote,) = quotes(f"{said} said it was “only a test of us all”.")
    assert (quote.speaker, quote.state, quote.role) == ("Ann Probe", state, role)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("The delegate who spoke for Niger said her region had been left out.", [("her region had been left out", None, "NER")]),
        ("Ann Probe, who spoke for Italy, warned that it was late.", [("it was late", "Ann Probe", "ITA")]),
        (
            "Ghana’s delegate regretted that no text was agreed, while China’s delegate insisted that talks had failed.",
            [("no text was agreed", None, "GHA"), ("talks had failed", None, "CHN")],
        ),
        (
            "Ghana’s delegate said that it was late; Togo’s representative said that it was early.",
            [("it was late", None, "GHA"), ("it was early", None, "TGO")],
        ),
        ("According to Ghana’s delegate, dialogue was the only way.", [("dialogue was the only way", None, "GHA")]),
        ("Dialogue was the only way, according to Ann Probe of Ghana.", [("Dialogue was the only way", "Ann Probe", "GHA")]),
    ],
)
def test_whose_statements_they_are(text: str, heard: list[tuple[str, str | None, str | None]]) -> None:
    _, indirect = read_quotes(Document(text), ())
    assert [(one.text, one.speaker, one.state) for one in indirect] == heard


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Wie der Minister Peter Eins am Montag in der Stadt Bern sagte, ist das „ein sehr langer Test“.", "Peter Eins"),
        ("Nach Ansicht des Ministers Peter Eins ist das in der Sache „ein sehr langer Test“.", "Peter Eins"),
        ("Besorgt äußerte sich auch der Minister Peter Eins zu der Sache: „Das ist ein sehr langer Test.“", "Peter Eins"),
        ("Die Zeitung zitiert dazu Peter Eins mit folgenden Worten: „Das ist ein sehr langer Test.“", "Peter Eins"),
        ("Den Versuch des Landes, sich durch Tests zu halten, bezeichnete er als einen „sehr langen Test“.", "er"),
        ("Das ist nach der Sitzung, so Peter Eins, „ein sehr langer Test für uns“ gewesen.", "Peter Eins"),
    ],
)
def test_german_word_order(text: str, mention: str) -> None:
    quote = only(text)
    assert quote.mention
    assert text[slice(*quote.mention)] == mention


def test_german_marks_within_marks() -> None:
    assert marked("Er sagte: „Das ist ein „Test im Test“ gewesen.“") == ["Das ist ein „Test im Test“ gewesen."]
    assert marked("Ein „ zu viel, und „der Test“ danach.") == ["der Test"]


def test_no_document_and_no_repetition_is_key() -> None:
    cited = only("Russia’s ambassador, Testa Eins, said the text “demands one very long test”.")
    assert cited.key is None
    own = only("Russia’s ambassador, Testa Eins, said the text “was one very long test”.")
    assert own.key == 1
    text = "“This is a very long test,” said Russia’s ambassador, Testa Eins. “This is a very long test,” he repeated."
    assert [quote.key for quote in quotes(text)] == [1, None]


def test_key_quotes_of_un_texts_never_have_a_wrong_state() -> None:
    for half in un_quotes.HALVES:
        counts = un_quotes.score(half)
        assert counts["quotes"] > 80
        assert counts["wrong State"] == 0
        assert counts["person"] >= 0.96 * counts["quotes"]


texts = st.text(alphabet=st.sampled_from("“”\"'‘’„«»''`,.:;!?-–— \n\tabHeSaid2é中"), max_size=200) | st.text(max_size=200)
pieces = [
    "“",
    "”",
    '"',
    "he",
    "She",
    "said",
    "Testa",
    "Eins",
    "China",
    "’s",
    "ambassador",
    ",",
    ".",
    "(",
    ")",
    ":",
    "that",
    "of",
    "adding",
    "Mr. Testa (China): We voted against it because it is a test, a plain test.",
]
prose = st.lists(st.sampled_from([*pieces, "\n\n", " "]), max_size=80).map(" ".join)


@given(texts | prose)
@settings(max_examples=400, deadline=None)
def test_words_are_always_the_pages_own(text: str) -> None:
    found, indirect = read_quotes(Document(text), ())
    for quote in found:
        assert quote.words == " ".join(text[start:end] for start, end in quote.segments)
        assert all(0 <= start < end <= len(text) for start, end in quote.segments)
        assert quote.mention is None or 0 <= quote.mention[0] < quote.mention[1] <= len(text)
        assert quote.cue is None or quote.cue in text
        assert quote.state is None or known(quote.state)
        assert quote.key is None or (quote.state and (quote.speaker or quote.role))
    for statement in indirect:
        assert text[statement.start : statement.end] == statement.text


@given(texts | prose)
@settings(max_examples=200, deadline=None)
def test_marks_never_overlap_and_lie_in_their_paragraph(text: str) -> None:
    spans = paragraphs(text)
    marks = find_marks(text, spans)
    assert all(one.right <= two.left for one, two in pairwise(marks))
    assert all(any(start <= mark.left and mark.right <= end for start, end in spans) for mark in marks)


def test_hostile_text_is_read_in_linear_time() -> None:
    for piece in (
        '"',
        "“a ",
        "he said ",
        "“a b c d e,” he said ",
        "Aaa ",
        "‘a ",
        "according to “a b c d” ",
        "China's ",
        "Mr. A (",
        "\n" + 50 * " ",
    ):
        assert len(read_quotes(Document(piece * (1_000_000 // len(piece))), ())) == 2


@needs_gold
def test_the_seed_item_by_item() -> None:
    text = (SEED / "article.txt").read_text(encoding="utf-8")
    gold = json.loads((SEED / "quotes.json").read_text(encoding="utf-8"))
    found, indirect = read_quotes(Document(text), ())
    read = [(quote.segments, quote.speaker, quote.state, quote.mention, quote.cue) for quote in found]
    assert read == [
        (
            tuple((start, end) for start, end in item["spans"]),
            item["speaker"],
            item["country_iso3"],
            tuple(item["mention_span"]) if item["mention_span"] else None,
            item["cue"],
        )
        for item in gold["quotes"]
    ]
    assert [(one.start, one.end) for one in indirect] == [tuple(item["span"]) for item in gold["indirect"]]
    assert [one.speaker for one in indirect] == [item.get("speaker") for item in gold["indirect"]]


@needs_gold
@pytest.mark.parametrize(
    ("corpus", "joint", "speaker"), [("polnear_dev", 88, 88), ("dewikinews_dev", 68, 75)], ids=["American news", "German Wikinews"]
)
def test_accuracy_stays_what_it_was(corpus: str, joint: float, speaker: float) -> None:
    score = measure.score(corpus)
    assert score.joint >= joint
    assert score.speaker >= speaker
