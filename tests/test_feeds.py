"""Reading feeds: what is a feed, what is in it, and what it says when it is broken."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sources.feed import AHEAD, MOST, Entry, Feed, plain, read, sane
from bot.ports import SourceError
from tests.sites import NOON

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"


def rss(*items: str, encoding: str = "utf-8") -> str:
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0"><channel><title>T</title>'
    return head + "".join(f"<item>{item}</item>" for item in items) + "</channel></rss>"


def story(number: int, extra: str = "") -> str:
    return f"<title>Story {number}</title><link>https://news.test/{number}</link><guid>g{number}</guid>{extra}"


def entries(body: str | bytes, charset: str | None = None) -> tuple[Entry, ...]:
    feed = parsed(body, charset)
    assert feed.fault is None
    return feed.entries


def parsed(body: str | bytes, charset: str | None = None) -> Feed:
    data = body.encode() if isinstance(body, str) else body
    return read(data, now=NOON, charset=charset, url="https://news.test/feed")


def refusal(body: str | bytes) -> str:
    with pytest.raises(SourceError) as caught:
        parsed(body)
    return str(caught.value)


# --- the three kinds ---


def test_rss_2() -> None:
    body = rss(
        "<title>Council &amp; Assembly</title><link>/a</link><guid isPermaLink='false'>7</guid>"
        "<description>  First.\n\n</description><pubDate>Fri, 28 Aug 2026 18:35:09 -0400</pubDate>"
    )
    when = dt.datetime(2026, 8, 28, 22, 35, 9, tzinfo=dt.UTC)
    assert entries(body) == (Entry("7", "https://news.test/a", "Council & Assembly", "First.", when),)


def test_rss_1() -> None:
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.test/"><title>T</title></channel>
      <item rdf:about="https://news.test/a"><title>A</title><link>https://news.test/a</link>
      <description>D</description><dc:date>2026-08-28T18:35:09Z</dc:date></item></rdf:RDF>"""
    when = dt.datetime(2026, 8, 28, 18, 35, 9, tzinfo=dt.UTC)
    assert entries(body) == (Entry("https://news.test/a", "https://news.test/a", "A", "D", when),)


def test_atom_with_its_full_content() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:1</id>
      <title type="html">&lt;b&gt;Veto&lt;/b&gt;</title>
      <link href="https://news.test/a"/><summary>Short.</summary><updated>2026-08-28T18:35:09+02:00</updated>
      <content type="html">&lt;p&gt;One &lt;a href="x"&gt;two&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;</content></entry></feed>"""
    when = dt.datetime(2026, 8, 28, 16, 35, 9, tzinfo=dt.UTC)
    assert entries(body) == (Entry("urn:1", "https://news.test/a", "Veto", "One two.\n\nThree.", when),)


def test_a_feed_in_order_with_nothing_in_it() -> None:
    assert entries(rss()) == ()
    assert entries('<feed xmlns="http://www.w3.org/2005/Atom"/>') == ()


def test_only_so_many_entries_are_read() -> None:
    assert len(entries(rss(*map(story, range(MOST + 100))))) == MOST


# --- what is no feed ---


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!DOCTYPE html><html><body>Hello</body></html>", "HTML where a feed was expected"),
        ("\ufeff  <!-- hm --><HTML lang='en'>", "HTML where a feed was expected"),
        ("<html><form><input name=p type='password'></form></html>", "a login page where a feed was expected"),
        ("<?xml version='1.0'?><sitemap/>", "<sitemap> where a feed was expected"),
        ("<svg:svg xmlns:svg='x'/>", "<svg> where a feed was expected"),
        ('{"items": []}', "not XML"),
        ("Moved.", "not XML"),
        ("", "not XML"),
        ("\0\0\0", "not XML"),
        ("%PDF-1.7", "not XML"),
    ],
)
def test_what_is_no_feed_is_told(body: str, words: str) -> None:
    assert words in refusal(body)


def test_a_prolog_of_blanks_and_openers_takes_no_time() -> None:
    began = time.process_time()
    for junk in (" " * 200_000, "<!--" * 50_000, "<!DOCTYPE" * 20_000, "<?" * 60_000, "<!DOCTYPE x [" * 10_000, "]" * 60_000):
        refusal(junk)
    assert time.process_time() - began < 2


# --- hostile ---

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!entity % p SYSTEM "http://127.0.0.1/x"> %p;]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_entities_are_refused(prolog: str, encoding: str) -> None:
    body = f"<?xml version='1.0'?>{prolog}<rss version='2.0'><channel><item><title>&l9;&x;</title></item></channel></rss>"
    assert "declares entities" in refusal(body.encode(encoding))


def test_entities_hidden_from_the_check_still_do_not_expand() -> None:
    """A prolog that our check reads otherwise than the parser does must not be a way around it."""
    prolog = f"<?xml version='1.0'?><!DOCTYPE rss [<!-- ]> --><!ENTITY l0 'ha'>{LAUGHS}]>"
    body = f"{prolog}<rss version='2.0'><channel><item><title>&l9;</title></item></channel></rss>"
    try:
        assert sum(len(entry.title) for entry in parsed(body).entries) < 100
    except SourceError as error:
        assert str(error)  # noqa: PT017 - either way is right: refused, or read without expanding


def test_deep_nesting_and_many_attributes_do_no_harm() -> None:
    began = time.process_time()
    assert parsed(rss(story(1, "<description>" + "<a>" * 10_000 + "</description>"))).fault is not None
    wide = " ".join(f"a{n}='x'" for n in range(400_000))
    assert "too many attributes" in refusal(rss(story(1, f"<description {wide}/>")))
    assert parsed(rss(story(1, f"<author>{'a.' * 1_000_000}</author>"))).entries
    assert parsed(rss(story(1, f"<description>&lt;p style='{'a' * 1_000_000}'&gt;Words</description>"))).entries
    assert parsed(rss(story(1, f"<author>{('a.' * 990 + ' ') * 200}</author>"))).entries
    assert time.process_time() - began < 10


def test_a_picture_written_into_a_tag_is_no_harm() -> None:
    picture = f"<description><![CDATA[<img src='data:image/png;base64,{'A' * 300_000}=='>Words]]></description>"
    assert [entry.text for entry in entries(rss(story(1, picture)))] == ["Words"]


def test_scripts_and_what_no_database_takes_are_gone() -> None:
    text = "<description>&lt;script&gt;x()&lt;/script&gt;A&#xD800;B&#0;C&#x7F; &lt;p onclick='y()'&gt;D&lt;/p&gt;</description>"
    (entry,) = parsed(rss(story(1, text))).entries
    assert "x()" not in entry.text
    assert entry.text.split() == ["ABC", "D"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a b/", "https://x/" + "y" * 5000]
)
def test_links_that_lead_nowhere_good_are_dropped(link: str) -> None:
    (entry,) = entries(rss(f"<title>T</title><link>{link}</link>"))
    assert not entry.link.startswith(("javascript", "file", "data"))
    assert len(entry.link) < 3000
    assert " " not in entry.link


# --- broken ---


def test_a_feed_that_breaks_off_gives_its_whole_entries_and_says_so() -> None:
    body = rss(*map(story, range(3)))
    for cut in range(body.index("<item>") + 10, body.rindex("</rss>"), 7):
        whole = body[:cut].count("</item>")
        if whole == 0:
            assert "not well-formed" in refusal(body[:cut])
        else:
            feed = parsed(body[:cut])
            assert [entry.title for entry in feed.entries] == [f"Story {n}" for n in range(whole)]
            assert feed.fault is not None
            assert feed.fault.startswith("not well-formed XML")


def test_a_bare_ampersand_loses_nothing() -> None:
    feed = parsed(rss("<title>Trinidad & Tobago</title><guid>1</guid>", story(2)))
    assert [entry.title for entry in feed.entries] == ["Trinidad & Tobago", "Story 2"]
    assert feed.fault is not None


@pytest.mark.parametrize(
    ("declared", "real", "header"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "cp1252", None),
        ("iso-8859-1", "iso-8859-1", None),
        ("utf-8", "utf-8", "iso-8859-1"),
        ("utf-16", "utf-16", None),
        ("utf-8", "utf-8-sig", None),
        ("no-such-thing", "utf-8", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
    ],
)
def test_encodings_right_and_wrong(declared: str, real: str, header: str | None) -> None:
    body = rss("<title>Türkiye, Côte d\u2019Ivoire</title>".replace("\u2019", "'"), encoding=declared).encode(real)
    feed = parsed(body, header)
    assert [entry.title for entry in feed.entries] == ["Türkiye, Côte d'Ivoire"]


def test_an_encoding_only_the_header_knows() -> None:
    body = "<rss version='2.0'><channel><item><title>Совет Безопасности</title></item></channel></rss>".encode("koi8-r")
    assert [entry.title for entry in parsed(body, "koi8-r").entries] == ["Совет Безопасности"]


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 25 Jan 1946 12:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Tue, 01 Sep 2026 12:00:01 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 31 Dec 99999 23:59:59 GMT",
        "0000-00-00",
        "yesterday",
        "",
    ],
)
def test_dates_that_cannot_be_are_none(date: str) -> None:
    (entry,) = entries(rss(story(1, f"<pubDate>{date}</pubDate>")))
    assert entry.published is None


def test_what_a_sane_time_is() -> None:
    assert sane(None, NOON) is None
    assert sane(NOON + AHEAD, NOON) == NOON + AHEAD
    assert sane(NOON + AHEAD + dt.timedelta(seconds=1), NOON) is None
    assert sane(dt.datetime(2026, 8, 29, 1), NOON) == dt.datetime(2026, 8, 29, 1, tzinfo=dt.UTC)  # noqa: DTZ001 - a time without a zone is the case
    assert sane(dt.datetime.min, NOON) is None  # noqa: DTZ901 - as above
    east = dt.timezone(dt.timedelta(hours=14))
    assert sane(dt.datetime.max.replace(tzinfo=east), NOON) is None


def test_plain_text_keeps_paragraphs_and_signs() -> None:
    assert plain("A < B & C") == "A < B & C"
    assert plain("<p>One\n two</p><p>three<br>four</p>") == "One two\n\nthree\n\nfour"
    assert plain("  \n ") == ""


# --- anything at all ---

SCRAPS = st.sampled_from(
    [
        *(
            "<rss>",
            "<rss version='2.0'>",
            "</rss>",
            "<channel>",
            "</channel>",
            "<item>",
            "</item>",
            "<entry>",
            "</entry>",
            "<feed>",
            "</feed>",
        ),
        *("<title>", "</title>", "<link>", "</link>", "<link href='//['/>", "<guid>", "</guid>", "<pubDate>", "</pubDate>", "<updated>"),
        *("<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE", "<!ENTITY x 'y'>", "<?xml version='1.0' encoding='utf-7'?>", "<![", "<!"),
        *("&amp;", "&#0;", "&#xD800;", "&#99999999;", "&x;", "&", "<", ">", '"', "http://[", "2026-02-30T99:99:99", "\ufeff", "\0", "é"),
        *(
            "<content type='xhtml'>",
            "<content type='application/xml' mode='base64'>",
            "xml:base='http://['",
            "<media:x>",
            "<a:b xmlns:a='c'>",
        ),
    ]
)


@settings(deadline=None)  # a busy machine is no fault
@given(st.one_of(st.binary(max_size=400), st.lists(SCRAPS, max_size=40).map(lambda scraps: "".join(scraps).encode())))
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    for data in (body, b"<rss version='2.0'><channel>" + body, b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + body):
        try:
            feed = read(data, now=NOON, charset="utf-8", url="https://news.test/feed")
        except SourceError as error:
            assert str(error)  # noqa: PT017 - a reason or a feed, and nothing else
        else:
            assert all(entry.text.encode() is not None and entry.title.encode() is not None for entry in feed.entries)


@settings(deadline=None)  # a busy machine is no fault
@given(st.data())
def test_a_damaged_feed_is_read_or_refused(data: st.DataObject) -> None:
    body = bytearray(rss(*(story(n, "<pubDate>Fri, 28 Aug 2026 18:35:09 -0400</pubDate>") for n in range(3))).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert len(read(bytes(body), now=NOON).entries) <= 6
    except SourceError as error:
        assert str(error)  # noqa: PT017 - a reason or a feed, and nothing else


# --- real ones ---


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the captured feeds lie outside the project, and are not here")
@pytest.mark.parametrize("name", ["press_un/rss_2026-08-28_trimmed4.xml", "un_news/europe_2022-04-01_trimmed4.xml"])
def test_captured_feeds_are_read_whole(name: str) -> None:
    feed = parsed((SAMPLES / name).read_bytes())
    assert feed.fault is None
    assert len(feed.entries) == 4
    assert all(entry.guid and entry.link and entry.title and entry.text and entry.published for entry in feed.entries)
