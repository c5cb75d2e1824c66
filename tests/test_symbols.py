from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import symbols


@pytest.mark.parametrize(
    ("text", "symbol", "kind"),
    [
        ("draft resolution S/2022/431 was", "S/2022/431", "draft"),
        ("(document A/C.3/78/L.24/Rev.1)", "A/C.3/78/L.24/Rev.1", "draft"),
        ("A/79/L.5", "A/79/L.5", "draft"),
        ("A/ES-11/L.7", "A/ES-11/L.7", "draft"),
        ("A/HRC/55/L.12", "A/HRC/55/L.12", "draft"),
        ("adopted resolution 2728 (2024) on", "S/RES/2728", "resolution"),
        ("S/RES/2728(2024)", "S/RES/2728", "resolution"),
        ("A/RES/78/243", "A/RES/78/243", "resolution"),
        ("resolution ES-11/4", "A/RES/ES-11/4", "resolution"),
        ("resolution 377 (V)", "A/RES/377(V)", "resolution"),
        ("Resolution 2216 of 2015", "S/RES/2216", "resolution"),
        ("la résolution 2756 (2024)", "S/RES/2756", "resolution"),
        ("resolución 2728", "S/RES/2728", "resolution"),
        ("UNSCR 1325", "S/RES/1325", "resolution"),
        ("its 9054th meeting", "S/PV.9054", "meeting"),
        ("S/PV.9054", "S/PV.9054", "meeting"),
        ("A/78/PV.49", "A/78/PV.49", "meeting"),
        ("SC/14911", "SC/14911", "press"),
        ("/en/2022/sc14911.doc.htm", "SC/14911", "press"),
        ("gashc4399", "GA/SHC/4399", "press"),
    ],
)
def test_finds(text: str, symbol: str, kind: str) -> None:
    (found,) = symbols.find(text)
    assert (found.text, found.kind) == (symbol, kind)


@pytest.mark.parametrize("text", ["On the resolution 100 countries agreed", "resolution 5", "the 20th meeting", "resolution of 2021"])
def test_finds_none(text: str) -> None:
    assert symbols.find(text) == []


def test_keeps_the_printed_year() -> None:
    assert symbols.find("resolution 2728 (2024)")[0].year == 2024


@pytest.mark.parametrize(
    ("asked", "symbol"),
    [
        ("s/2022/431", "S/2022/431"),
        ("S / 2022 / 431", "S/2022/431"),
        ("draft S/2022/431", "S/2022/431"),
        ("2397", "S/RES/2397"),
        ("res 2397 (2017)", "S/RES/2397"),
        ("SC 2397", "S/RES/2397"),
        ("UN resolution 2728", "S/RES/2728"),
        ("2728 (2024)?", "S/RES/2728"),
        ("78/243", "A/RES/78/243"),
        ("a/c.3/78/l.24/rev.1", "A/C.3/78/L.24/Rev.1"),
        ("resolution es-11/4", "A/RES/ES-11/4"),
        ("377(v)", "A/RES/377(V)"),
        ("sc14911", "SC/14911"),
        ("S/2022/431 rev. 1", "S/2022/431/Rev.1"),
        ("S/11940", "S/11940"),
        ("S/6/rev.1", "S/6/Rev.1"),
        ("51/45 a", "A/RES/51/45A"),
        ("A/RES/3379 (xxx)", "A/RES/3379(XXX)"),
        ("resolution 2678 B (XXV)", "A/RES/2678B(XXV)"),
        ("es 10/21", "A/RES/ES-10/21"),
        ("UNSCR no. 2397", "S/RES/2397"),
        ("resolution S/RES/2397", "S/RES/2397"),
        ("resolution 2397 of 2017", "S/RES/2397"),
        ("UN Doc. S/2022/431", "S/2022/431"),
        ("A RES 78 243", "A/RES/78/243"),
        ("https://docs.un.org/en/S/RES/2397(2017)", "S/RES/2397"),
        ("that veto in 2022", None),
        ("hello", None),
        ("", None),
        ("0", None),
    ],
)
def test_parses_what_people_ask(asked: str, symbol: str | None) -> None:
    assert symbols.parse(asked) == symbol


def test_links() -> None:
    assert symbols.url("S/RES/2728", 2024) == "https://docs.un.org/en/S/RES/2728(2024)"
    assert symbols.url("S/2022/431") == "https://docs.un.org/en/S/2022/431"
    assert symbols.url("A/RES/78/243", 2023) == "https://docs.un.org/en/A/RES/78/243"


@given(st.text(alphabet="SA/RESCPVL.0123456789()- resolution\n", max_size=60))
def test_never_raises(text: str) -> None:
    for symbol in symbols.find(text):
        assert 0 <= symbol.start < symbol.end <= len(text)
        assert " " not in symbol.text
    symbols.parse(text)
