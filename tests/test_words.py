from __future__ import annotations

import ast
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from bot import states
from bot.reading import topics
from bot.states.table import table
from bot.telling import answers
from bot.telling.topics import BUILT_IN
from bot.words import LANGUAGES, _, best, day, either, isolated, language, language_name, listed, moment, month, ngettext, number, speaking

ROOT = Path(__file__).parents[1]
OTHERS = LANGUAGES[1:]
_PLACE = re.compile(r"\{(\w*)\}")
_MARKERS = frozenset({"_", "ngettext", "pgettext", "npgettext", "N_"})
_SPELT_OUT = {("ar", 0), ("ar", 1), ("ar", 2)}  # forms that stand for one number alone may leave the figure to the words


@cache
def texts() -> Catalog:
    """Return what Babel finds in the code, as ``make words`` does."""
    found = Catalog()
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    for room in ("bot", "adapters"):
        for _file, _line, text, _comments, context in extract_from_dir(ROOT / room, methods, keywords=DEFAULT_KEYWORDS):
            found.add(text, context=context)
    return found


@cache
def translated(spoken: str) -> Catalog:
    with files("bot.words").joinpath(f"catalogues/{spoken}.po").open("rb") as file:
        return read_po(BytesIO(file.read()), locale=spoken)


def told() -> Iterator[Message]:
    return (message for message in texts() if message.id)


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def test_every_built_in_topic_is_among_the_texts() -> None:
    assert tuple(topics.names().values()) == BUILT_IN


def test_there_is_text_to_translate() -> None:
    assert sum(1 for _message in told()) > 150


@pytest.mark.parametrize("spoken", OTHERS)
def test_every_text_is_translated_and_none_is_left_over(spoken: str) -> None:
    catalogue = translated(spoken)
    wanted = {(message.context, str(message.id)) for message in told()}
    assert {(message.context, str(message.id)) for message in catalogue if message.id} == wanted
    lacking = [message.id for message in catalogue if message.id and (message.fuzzy or not all(forms(message)))]
    assert not lacking


@pytest.mark.parametrize("spoken", OTHERS)
def test_every_plural_form_is_there(spoken: str) -> None:
    catalogue = translated(spoken)
    number_of_forms = {"fr": 2, "es": 2, "ar": 6, "ru": 3, "zh": 1}[spoken]
    assert catalogue.num_plurals == number_of_forms
    for message in catalogue:
        if message.id and not isinstance(message.id, str):
            assert len(forms(message)) == number_of_forms, message.id


@pytest.mark.parametrize("spoken", OTHERS)
def test_every_translation_has_the_places_of_its_text(spoken: str) -> None:
    for message in translated(spoken):
        if not message.id:
            continue
        wanted = set(_PLACE.findall(message.id if isinstance(message.id, str) else message.id[1]))
        for form, said in enumerate(forms(message)):
            plural = not isinstance(message.id, str)
            assert set(_PLACE.findall(said)) in ([wanted, wanted - {"n"}] if plural and (spoken, form) in _SPELT_OUT else [wanted]), said


@pytest.mark.parametrize("spoken", OTHERS)
def test_every_plural_form_is_reached_by_the_numbers_it_is_for(spoken: str) -> None:
    reached = {
        "fr": {"0 abstention": 0, "1 abstention": 1, "2 abstentions": 2},
        "es": {"0 abstenciones": 0, "1 abstención": 1, "2 abstenciones": 2},
        "ar": {
            "لا امتناع عن التصويت": 0,
            "عضو واحد ممتنع عن التصويت": 1,
            "عضوان ممتنعان عن التصويت": 2,
            "3 أعضاء ممتنعون عن التصويت": 3,
            "10 أعضاء ممتنعون عن التصويت": 10,
            "11 عضوا ممتنعا عن التصويت": 11,
            "99 عضوا ممتنعا عن التصويت": 99,
            "100 عضو ممتنع عن التصويت": 100,
            "103 أعضاء ممتنعون عن التصويت": 103,
        },
        "ru": {"1 воздержавшийся": 1, "2 воздержавшихся": 2, "5 воздержавшихся": 5, "11 воздержавшихся": 11, "21 воздержавшийся": 21},
        "zh": {"0 票弃权": 0, "35 票弃权": 35},
    }
    with speaking(spoken):
        for said, n in reached[spoken].items():
            assert ngettext("{n} abstaining", "{n} abstaining", n) == said


def test_no_text_is_marked_inside_an_f_string() -> None:
    """Babel does not look into f-strings on every Python."""
    for path in (*ROOT.glob("bot/**/*.py"), *ROOT.glob("adapters/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                assert not [call for call in ast.walk(node) if _marks(call)], f"{path}:{node.lineno}"


def _marks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in _MARKERS:
        return False
    return any(isinstance(argument, ast.Constant | ast.JoinedStr) for argument in node.args[:2])


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [("fr", "fr"), ("fr-CA", "fr"), ("es-419", "es"), ("zh-TW", "zh"), ("zh_Hans", "zh"), ("EN-us", "en"), ("de", "en"), ("", "en")],
)
def test_the_nearest_language_is_spoken(tag: str, spoken: str) -> None:
    assert best(tag) == spoken


def test_a_language_is_spoken_within_its_block_alone() -> None:
    assert language() == "en"
    with speaking("ru"):
        with speaking("fr"):
            assert _("Security Council") == "Conseil de sécurité"
        with speaking(None):
            assert _("Security Council") == "Совет Безопасности"
    assert _("Security Council") == "Security Council"


def test_a_text_without_translation_is_said_in_english() -> None:
    unknown = "Nobody has translated {n} of these."
    with speaking("fr"):
        assert _(unknown, n=3) == "Nobody has translated 3 of these."


def test_braces_in_a_value_are_only_a_value() -> None:
    assert _("Text {symbol}", symbol="{n} {0}") == "Text {n} {0}"


@pytest.mark.parametrize(
    ("spoken", "the_day", "the_month"),
    [
        ("en", "26 May 2022", "May 2022"),
        ("fr", "26 mai 2022", "mai 2022"),
        ("es", "26 de mayo de 2022", "mayo de 2022"),
        ("ar", "26 أيار/مايو 2022", "أيار/مايو 2022"),
        ("ru", "26 мая 2022 года", "май 2022 года"),
        ("zh", "2022年5月26日", "2022年5月"),
    ],
)
def test_days_and_months_are_written_as_the_un_writes_them(spoken: str, the_day: str, the_month: str) -> None:
    with speaking(spoken):
        assert day(dt.date(2022, 5, 26)) == the_day
        assert month(dt.date(2022, 5, 1)) == the_month


def test_the_first_of_a_month_is_ordinal_in_french() -> None:
    with speaking("fr"):
        assert day(dt.date(2022, 5, 1)) == "1er mai 2022"
        assert day(dt.date(2022, 5, 11)) == "11 mai 2022"


def test_times_numbers_and_lists_follow_the_language() -> None:
    at = dt.datetime(2022, 5, 26, 20, 5, tzinfo=dt.UTC)
    assert (moment(at), number(1234.5), listed(["A", "B", "C"]), either(["A", "B"])) == (
        "26 May 2022, 20:05 UTC",
        "1,234.5",
        "A, B and C",
        "A or B",
    )
    with speaking("fr"):
        assert (moment(at), number(1234.5), listed(["A", "B", "C"])) == ("26 mai 2022, 20:05 UTC", "1\u202f234,5", "A, B et C")
    with speaking("zh"):
        assert listed(["A", "B", "C"]) == "A、B和C"
    with speaking("ar"):
        assert number(1234) == "1,234"


@given(st.text())
def test_no_text_is_set_off_where_all_is_read_from_left_to_right(text: str) -> None:
    for spoken in set(LANGUAGES) - {"ar"}:
        with speaking(spoken):
            assert isolated(text) == text


def test_symbols_and_counts_are_set_off_among_arabic() -> None:
    with speaking("ar"):
        assert isolated("S/2022/431") == "\u2068S/2022/431\u2069"
        assert isolated("13-2-0") == "\u206813-2-0\u2069"
        assert isolated("الصين") == "الصين"
        assert _("Draft resolution {symbol}", symbol="S/2022/431") == "مشروع القرار \u2068S/2022/431\u2069"
        assert isolated(isolated("S/2022/431")) == isolated("S/2022/431")


@pytest.mark.parametrize("spoken", OTHERS)
def test_every_state_has_a_name_in_every_language(spoken: str) -> None:
    with speaking(spoken):
        names = {state: states.local_name(state) for state in table()}
    assert len(set(names.values())) == len(names)
    letters = {"ar": "\u0600-\u06ff", "ru": "\u0400-\u04ff", "zh": "\u4e00-\u9fff"}.get(spoken, "A-Za-zÀ-ÿ")
    assert all(re.search(f"[{letters}]", name) for name in names.values())


@pytest.mark.parametrize(
    ("spoken", "state", "name"),
    [
        ("en", "RUS", "Russian Federation"),
        ("fr", "RUS", "Fédération de Russie"),
        ("es", "TUR", "Türkiye"),
        ("ar", "RUS", "الاتحاد الروسي"),
        ("ru", "GBR", "Соединенное Королевство"),
        ("zh", "KOR", "大韩民国"),
        ("fr", "YUG", "Yougoslavie"),
        ("fr", "XYZ", "XYZ"),
    ],
)
def test_states_have_the_names_the_un_gives_them(spoken: str, state: str, name: str) -> None:
    with speaking(spoken):
        assert states.local_name(state) == name


def test_states_are_listed_in_the_order_of_the_language() -> None:
    named = ("USA", "ARE", "ALB", "GBR")
    assert [states.name(state) for state in states.in_order(named)] == sorted(map(states.name, named))
    with speaking("fr"):
        assert states.in_order(named) == ["ALB", "ARE", "USA", "GBR"]  # Albanie, Émirats, États-Unis, Royaume-Uni
    with speaking("ar"):
        assert states.in_order(("CHN", "RUS")) == ["RUS", "CHN"]  # the article weighs nothing: اتحاد before صين


@pytest.mark.parametrize(("spoken", "name"), [("en", "English"), ("fr", "anglais"), ("ar", "الإنجليزية"), ("zh", "英语")])
def test_languages_are_named_in_the_language_spoken(spoken: str, name: str) -> None:
    with speaking(spoken):
        assert language_name("en") == name
        assert language_name("qqq") == "qqq"


def test_what_is_cut_is_closed() -> None:
    with speaking("ar"):
        said = answers.plain(_("Draft resolution {symbol}", symbol="S/2022/431 and many more words"), 30)
    assert said.count("\u2068") == said.count("\u2069") == 1


_SAID = frozenset({"Answer", "VetowatchError", "Fact", "Action", "Link"})
_OPERATORS = frozenset({"transfer.py"})  # files of subscriptions are taken on the command line, which speaks English


def test_nothing_a_person_reads_is_worded_past_the_catalogues() -> None:
    """Answers, refusals, buttons and facts are made of texts, never of bare words."""
    bare: list[str] = []
    for room in ("bot/telling", "bot/commands", "bot/record", "adapters/chats/discord"):
        for path in (ROOT / room).glob("*.py"):
            calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
            said = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in _SAID and path.name not in _OPERATORS)
            bare += [f"{path.name}:{call.lineno}" for call in said if any(map(_worded, call.args[:1]))]
    assert bare == []


def _worded(argument: ast.expr) -> bool:
    """Whether words stand in a literal, outside the places of an f-string."""
    pieces = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    return any(isinstance(piece, ast.Constant) and re.search("[A-Za-z]{2}", str(piece.value)) for piece in pieces)
