from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.text import decode, from_html, paragraphs, sentences


def cut(text: str) -> list[str]:
    return [text[slice(*span)] for paragraph in paragraphs(text) for span in sentences(text, paragraph)]


def test_keeps_the_article_and_drops_what_surrounds_it() -> None:
    page = (
        "<html><head><title>Site</title><script>var vote = 1</script></head><body><nav>Menu</nav><main><article><h1>A vote</h1>"
        "<p>One&nbsp;<b>two</b> &amp; three.</p>tail<ul><li>first</li><li>second</li></ul><aside>More</aside></article></main>"
        "<footer>Contact</footer></body></html>"
    )
    text, title = from_html(page.encode())
    assert title == "A vote"
    assert text == "A vote\n\nOne two & three.\n\ntail\n\nfirst\n\nsecond"


def test_takes_the_body_of_a_un_press_page() -> None:
    page = (
        "<title>Council Adopts Text | Meetings Coverage and Press Releases</title><div>Search</div>"
        '<div class="block-field-block-node-press-body"><p>The Council met.</p><p>It voted.</p></div>'
    )
    assert from_html(page.encode()) == ("The Council met.\n\nIt voted.", "Council Adopts Text")


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Türkiye".encode(), "latin-1"),  # declared wrongly: valid UTF-8 is UTF-8
        ("Türkiye".encode("latin-1"), None),
        ("Türkiye".encode("latin-1"), "no-such-encoding"),
        ("Türkiye".encode("utf-16"), None),
        (b"\xef\xbb\xbf" + "Türkiye".encode(), None),
    ],
)
def test_decodes(body: bytes, charset: str | None) -> None:
    assert decode(body, charset) == "Türkiye"


def test_abbreviations_and_symbols_do_not_end_sentences() -> None:
    text = "The U.S. vetoed S/2022/431. Mr. Smith said no. Adopted as S/RES/2728(2024). At 5 p.m. on Monday it met."
    assert len(cut(text)) == 4


def test_quotes_are_whole() -> None:
    assert cut("“It failed. We regret it,” she said. They left.") == ["“It failed. We regret it,” she said.", "They left."]


def test_sentences_run_together_are_parted() -> None:
    assert cut("It was adopted.Two abstained.") == ["It was adopted.", "Two abstained."]


def test_hard_wrapped_lines_are_joined() -> None:
    lines = (
        "The Council adopted the text by a vote of eleven to none, and the",
        "members who abstained were two of the five permanent ones, who",
        "spoke.",
    )
    assert len(paragraphs("\n".join(lines))) == 1
    assert len(paragraphs("A headline\n\nOne line.\nAnother line.")) == 3


@given(st.text())
def test_spans_are_in_order_and_within(text: str) -> None:
    last = 0
    for paragraph in paragraphs(text):
        for start, end in sentences(text, paragraph):
            assert last <= start < end <= len(text)
            last = end


@given(st.binary(max_size=400))
def test_html_never_raises(body: bytes) -> None:
    from_html(body)


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<", "<p>a", "<td>", "<!--", "&amp;", "<a href="])
def test_hostile_markup_is_read(piece: str) -> None:
    from_html((piece * 50_000).encode())
