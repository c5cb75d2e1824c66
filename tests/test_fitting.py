"""Words cut to measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chats.fitting import Piece, address, dressed, fit, listing, one_line, pieces, size
from tests.messages import words


@given(words, st.integers(1, 300))
def test_what_is_fitted_fits_and_loses_nothing_it_has_room_for(text: str, room: int) -> None:
    fitted = fit(text, room, {"*": "\\*"})
    assert size(fitted) <= room
    whole = text.replace("*", "\\*")
    assert fitted == whole if size(whole) <= room else fitted.endswith("…")


@given(st.lists(words, max_size=30), st.integers(15, 300))
def test_a_listing_fits_and_counts_what_is_left(parts: list[str], room: int) -> None:
    assert size(listing(parts, room)) <= room


def test_a_listing_says_how_many_more() -> None:
    assert listing(["Albania", "Brazil", "China"], 40) == "Albania · Brazil · China"
    assert listing(["Albania", "Brazil", "China"], 20) == "Albania and 2 more"
    assert listing(["Albania", "Brazil", "China"], 9) == ""
    assert listing(["Albania", "Brazil", "China"], 10) == "and 3 more"
    assert listing(["Albania", "Brazil", "China"], 19, "\n") == "Albania\nand 2 more"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://docs.un.org/S/2022/431", "https://docs.un.org/S/2022/431"),
        ("https://example.org/a(b)|<c>", "https://example.org/a%28b%29%7C%3Cc%3E"),
        ("https://example.org/a b", "https://example.org/ab"),
        *(
            (bad, "")
            for bad in ("javascript:alert(1)", "data:text/html,x", "https://", "http://[", "docs.un.org", "", "https://x/" + "y" * 3000)
        ),
    ],
)
def test_only_web_addresses_become_links(url: str, safe: str) -> None:
    assert address(url) == safe


def test_one_line_is_one_clean_line() -> None:
    assert one_line(" a\r\n\tb\u2028c\x00\x1b[2J \u202ed\ud800") == "a b c[2J d"


def test_what_is_set_off_stays_so_where_it_is_closed_and_nothing_else_turns_a_line() -> None:
    assert one_line("قرار \u2068S/2022/431\u2069") == "قرار \u2068S/2022/431\u2069"
    assert one_line("a\u2069b\u2068c") == one_line("a\u2068bc") == "abc"
    assert one_line("\u2066a\u2069 \u2068b\u2069") == "a b"


def test_what_is_cut_within_what_is_set_off_is_closed() -> None:
    assert fit("قرار \u2068S/2022/431\u2069", 12, {}) == "قرار \u2068S/20\u2069…"
    assert fit("\u2068S/2022/431\u2069 قرار", 15, {}) == "\u2068S/2022/431\u2069 ق…"


def test_an_answer_comes_apart() -> None:
    assert list(pieces("Told **now**: [S/2022/431](https://docs.un.org/S/2022/431), [x](javascript:1)")) == [
        Piece("Told "),
        Piece("now", bold=True),
        Piece(": "),
        Piece("S/2022/431", url="https://docs.un.org/S/2022/431"),
        Piece(", [x](javascript:1)"),
    ]


def test_a_long_answer_ends_at_a_line_s_end_and_says_so() -> None:
    answer = "**Vetoes**\n" + "\n".join(f"{n}. [S/2022/{n}](https://docs.un.org/S/2022/{n}), vetoed" for n in range(1, 100))
    shown = dressed(answer, 200, lambda piece: piece.text)
    assert shown.splitlines() == ["Vetoes", *(f"{n}. S/2022/{n}, vetoed" for n in range(1, 10)), "… and more"]
    assert dressed(answer, size(answer), lambda piece: piece.text).endswith("S/2022/99, vetoed")


def test_a_long_line_is_cut_between_words() -> None:
    shown = dressed("**Title**\n" + "word " * 30, 60, lambda piece: piece.text)
    assert shown == "Title\n" + " ".join(["word"] * 8) + "…"


@given(words, st.integers(20, 300))
def test_an_answer_fits(text: str, room: int) -> None:
    assert size(dressed(text, room, lambda piece: piece.text)) <= room
