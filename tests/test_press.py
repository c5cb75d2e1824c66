"""UN Press: one item a meeting, placeholders, list pages, and what goes wrong. The pages are written after its facts, on loopback."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.http import Http
from adapters.sources.article import document
from adapters.sources.press import Press, merge, read_list, source, symbol
from bot.model import Authority, Item, Page
from bot.ports import SourceError
from bot.reading.placeholder import is_placeholder
from tests.sites import NOON, Handler, Site, answer, redirect

SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "press_un" / "rss_2026-08-28_trimmed4.xml"
PROMISE = "<p>(A full summary of this meeting will be available at a later time.)</p>"
VETO = (
    "<p>The Security Council today failed to adopt a draft resolution (document S/2022/431) owing to a veto cast by China and the"
    " Russian Federation. The text received 13 votes in favour to 2 against (China, Russian Federation).</p>"
)


@pytest.fixture
def press(site: Site, http: Http) -> Press:
    return press_of(site, http)


def press_of(site: Site, http: Http, *lists: str) -> Press:
    made = source("un-press", {"url": site.url("/en/rss.xml"), "lists": [site.url(path) for path in lists]}, http)
    return replace(made, now=lambda: NOON)


def feed(*items: tuple[str, str, str], when: str = "Fri, 28 Aug 2026 18:35:09 -0400") -> Handler:
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>  {text}\n\n</description><pubDate>{when}</pubDate>"
        f"<guid isPermaLink='true'>{link}</guid></item>"
        for link, title, text in items
    )
    return answer(f"<rss version='2.0'><channel><title>Press</title>{entries}</channel></rss>", "application/rss+xml", ETag='"1"')


def row(link: str, title: str, text: str = "", when: str = "2026-08-28T18:35:09-04:00") -> str:
    return (
        f"<div class='views-row'><article><time datetime='{when}'>28 August</time><h3><a href='{link}'>{title}</a></h3>"
        f"<div class='field field--name-body'><div class='field__item'><p>{text}</p></div></div></article></div>"
    )


def page(text: str, title: str = "Security Council Fails to Adopt Resolution") -> Handler:
    return answer(f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{text}</main></body></html>")


# --- identity ---


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://press.un.org/en/2026/sc16444.doc.htm", "sc16444"),
        ("https://press.un.org/en/blog/sc16444", "sc16444"),
        ("https://press.un.org/en/blog/SC16444/", "sc16444"),
        ("https://www.un.org/press/en/2016/sc12345.doc.htm?print=1#top", "sc12345"),
        ("https://www.un.org/press/en/1999/19991124.gaef2899.doc.html", "gaef2899"),
        ("https://press.un.org/en/2023/gashc4399.doc.htm", "gashc4399"),
        ("https://press.un.org/fr/2025/cs16208.doc.htm", "cs16208"),
        ("https://press.un.org/en/2025/sc16208-rev1.doc.htm", "sc16208"),
        ("https://press.un.org/en/2026/db260828.doc.htm", None),
        ("https://press.un.org/en/2026/sgsm23255.doc.htm", None),
        ("https://press.un.org/en/2026/bio5784.doc.htm", None),
        ("https://press.un.org/en/content/security-council", None),
        ("https://press.un.org/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_the_symbol_in_an_address(url: str, key: str | None) -> None:
    assert symbol(url) == key


def test_a_meeting_under_two_addresses_is_one_item_told_by_its_release() -> None:
    blog = Item("sc1", ("https://p/en/blog/sc1",), "10216th Meeting", "Will meet.", NOON)
    release = Item("sc1", ("https://p/en/2026/sc1.doc.htm",), "Council Fails to Adopt", "", NOON + dt.timedelta(hours=5))
    other = Item("ga2", ("https://p/en/2026/ga2.doc.htm",), "Assembly")
    assert merge([blog, other, release, release]) == [
        Item("sc1", (release.url, blog.url), "Council Fails to Adopt", "Will meet.", release.published),
        other,
    ]


# --- the feed ---


async def test_the_feed_gives_only_what_may_tell_of_a_vote(site: Site, press: Press) -> None:
    site.pages["/en/rss.xml"] = feed(
        ("/en/2026/sc16444.doc.htm", "Council Acts", "The Council acted."),
        ("/en/2026/sgsm23255.doc.htm", "Secretary-General Saddened", "He was."),
        ("/en/blog/sc16444", "10216th Meeting (PM)", "It will meet."),
        ("/en/2026/db260828.doc.htm", "Daily Briefing", "Nepal."),
    )
    (item,) = await press.items()
    urls = (site.url("/en/2026/sc16444.doc.htm"), site.url("/en/blog/sc16444"))
    assert item == Item("sc16444", urls, "Council Acts", "The Council acted.", dt.datetime(2026, 8, 28, 22, 35, 9, tzinfo=dt.UTC))


async def test_nothing_new_gives_the_items_again(site: Site, press: Press) -> None:
    """What failed to be processed after the 200 must not be lost with the 304."""
    full = feed(("/en/2026/sc1.doc.htm", "One", "Text"))

    async def conditional(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=304) if request.headers.get("If-None-Match") == '"1"' else await full(request)

    site.pages["/en/rss.xml"] = conditional
    first = await press.items()
    assert await press.items() == first
    assert site.headers["If-None-Match"] == '"1"'


async def test_an_answer_that_could_not_be_read_is_asked_for_in_full_again(site: Site, press: Press) -> None:
    site.pages["/en/rss.xml"] = feed(("/en/2026/sc1.doc.htm", "One", "Text"))
    await press.items()
    site.pages["/en/rss.xml"] = answer("<html>maintenance</html>", ETag='"1"')
    with pytest.raises(SourceError, match=r"127\.0\.0\.1: HTML where a feed was expected"):
        await press.items()
    site.pages["/en/rss.xml"] = feed(("/en/2026/sc2.doc.htm", "Two", "Text"))
    assert [item.key for item in await press.items()] == ["sc2"]
    assert "If-None-Match" not in site.headers


async def test_a_feed_that_breaks_off_is_used_and_asked_for_in_full_again(site: Site, press: Press) -> None:
    whole = "<item><title>One</title><link>/en/2026/sc1.doc.htm</link></item>"
    broken = f"<rss version='2.0'><channel>{whole}<item><title>Two</title><link>/en/2026/sc16"
    site.pages["/en/rss.xml"] = answer(broken, "text/xml", ETag='"1"')
    assert [item.key for item in await press.items()] == ["sc1"]
    assert "not well-formed" in press.faults[0]
    await press.items()
    assert "If-None-Match" not in site.headers


# --- the list pages ---


def test_a_list_page_is_read() -> None:
    markup = row("/en/2026/ga12603.doc.htm", "Assembly  Adopts &amp; Elects", "By 120 to 27.") + row("/en/2026/sgsm1.doc.htm", "Other")
    (item,) = read_list(markup, "https://press.un.org/en/content/general-assembly/meetings-coverage", NOON)
    when = dt.datetime(2026, 8, 28, 22, 35, 9, tzinfo=dt.UTC)
    url = "https://press.un.org/en/2026/ga12603.doc.htm"
    assert item == Item("ga12603", (url,), "Assembly Adopts & Elects", "By 120 to 27.", when)


@pytest.mark.parametrize("when", ["", "soon", "1946-01-25T12:00:00Z", "2027-01-01T00:00:00Z", "9999-99-99"])
def test_a_row_without_a_time_that_can_be_is_still_a_row(when: str) -> None:
    (item,) = read_list(row("/en/2026/sc1.doc.htm", "T", when=when), "https://press.un.org/en", NOON)
    assert item.published is None


@pytest.mark.parametrize(
    "markup", ["", "<html><body>Hello", "<div class='views-row'>no link</div>", "<ul><li><a href='/en/2026/sc1.doc.htm'>T</a>"]
)
def test_a_list_page_without_rows_is_a_fault(markup: str) -> None:
    with pytest.raises(SourceError, match="no rows"):
        read_list(markup, "https://press.un.org/en", NOON)


async def test_feed_and_lists_are_one(site: Site, http: Http) -> None:
    press = press_of(site, http, "/sc", "/ga")
    site.pages |= {
        "/en/rss.xml": feed(("/en/blog/sc1", "10216th Meeting", "It will meet."), ("/en/2026/sc2.doc.htm", "From the feed", "F")),
        "/sc": answer(row("/en/2026/sc1.doc.htm", "Release", "Lede.") + row("/en/2026/sc2.doc.htm", "From the list", "L")),
        "/ga": answer(row("/en/2026/ga3.doc.htm", "Assembly", "By 120 to 27.")),
    }
    items = {item.key: item for item in await press.items()}
    assert list(items) == ["sc1", "sc2", "ga3"]
    assert items["sc1"].title == "Release"
    assert items["sc1"].urls == (site.url("/en/2026/sc1.doc.htm"), site.url("/en/blog/sc1"))
    assert items["sc2"].title == "From the feed"


async def test_list_pages_are_pages_so_robots_txt_counts(site: Site, http: Http) -> None:
    press = press_of(site, http, "/sc")
    site.pages |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /"),
        "/en/rss.xml": feed(("/en/2026/sc2.doc.htm", "T", "")),
        "/sc": answer(row("/en/2026/sc1.doc.htm", "T")),
    }
    assert [item.key for item in await press.items()] == ["sc2"]
    assert press.faults == ("127.0.0.1: robots.txt does not allow /sc",)


async def test_one_address_may_fail_and_is_told_once(site: Site, http: Http, caplog: pytest.LogCaptureFixture) -> None:
    press = press_of(site, http, "/sc", "/ga")
    site.pages |= {"/en/rss.xml": answer(b""), "/sc": answer(row("/en/2026/sc1.doc.htm", "T")), "/ga": answer("<p>New layout")}
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            assert [item.key for item in await press.items()] == ["sc1"]
        assert press.faults == (
            "127.0.0.1: an empty answer (HTTP 200 without a body)",
            "127.0.0.1: the list page has no rows: has its layout changed?",
        )
        assert len(caplog.messages) == 2
        site.pages["/en/rss.xml"] = feed(("/en/2026/sc2.doc.htm", "T", ""))
        assert [item.key for item in await press.items()] == ["sc2", "sc1"]
    assert [fault.split(": ")[1] for fault in press.faults] == ["the list page has no rows"]
    assert caplog.messages[-1] == f"in order again: {site.url('/en/rss.xml')}"


async def test_all_addresses_failing_is_one_reason_with_the_longest_wait(site: Site, http: Http) -> None:
    press = press_of(site, http, "/sc")
    site.pages |= {"/en/rss.xml": answer(status=503, Retry_After="60")}
    with pytest.raises(SourceError) as caught:
        await press.items()
    assert "HTTP 503" in str(caught.value)
    assert caught.value.retry_after == pytest.approx(60)


# --- the pages ---


@pytest.mark.parametrize(
    "text",
    [
        "(A full summary of this meeting will be available at a later time.)",
        "(Note: A complete summary of today’s General Assembly meetings will be available at a later time.)",
        "(Note: The final summary of this meeting will be available at a later time.)",
        "(Note: Owing to the financial liquidity crisis, complete coverage of the meeting will be made available on Monday, 8 September.)",
    ],
)
def test_placeholders_are_known(text: str) -> None:
    assert is_placeholder(f"Before.\n\n{text}\n\nAfter.")


def test_a_summary_in_the_news_is_no_placeholder() -> None:
    assert not is_placeholder("A summary of the talks (held in May) will be available to members. The coverage (by radio) was good.")


async def test_the_first_page_that_says_more_than_a_placeholder_is_fetched(site: Site, press: Press) -> None:
    item = Item("sc1", (site.url("/en/2026/sc1.doc.htm"), site.url("/en/blog/sc1")), "Title", published=NOON)
    site.pages |= {"/en/2026/sc1.doc.htm": page(PROMISE), "/en/blog/sc1": page(VETO)}
    assert (await press.fetch(item)).url.endswith("/en/blog/sc1")
    site.pages["/en/2026/sc1.doc.htm"] = page(VETO)
    fetched = await press.fetch(item)
    assert (fetched.url, fetched.title, fetched.published) == (item.url, "Title", NOON)
    site.pages |= {"/en/2026/sc1.doc.htm": page(PROMISE), "/en/blog/sc1": page(PROMISE)}
    assert (await press.fetch(item)).url == item.url


async def test_a_page_that_cannot_be_had_gives_way_to_the_other(site: Site, press: Press) -> None:
    item = Item("sc1", (site.url("/en/2026/sc1.doc.htm"), site.url("/en/blog/sc1")))
    site.pages["/en/blog/sc1"] = page(PROMISE)
    assert (await press.fetch(item)).url.endswith("/en/blog/sc1")
    site.pages["/en/2026/sc1.doc.htm"] = answer(b"%PDF-1.7", "application/pdf")
    assert (await press.fetch(item)).url.endswith("/en/blog/sc1")
    del site.pages["/en/blog/sc1"]
    with pytest.raises(SourceError, match=r"a PDF where a page was expected; .*no such page"):
        await press.fetch(item)
    with pytest.raises(SourceError, match="no address"):
        await press.fetch(Item("sc1", ()))


async def test_what_was_told_in_full_is_not_taken_back_by_a_placeholder(site: Site, press: Press) -> None:
    item = Item("sc1", (site.url("/en/2026/sc1.doc.htm"), site.url("/en/blog/sc1")))
    site.pages |= {"/en/2026/sc1.doc.htm": page(VETO), "/en/blog/sc1": page(PROMISE)}
    await press.fetch(item)
    site.pages["/en/2026/sc1.doc.htm"] = answer(status=500)
    with pytest.raises(SourceError, match="HTTP 500"):
        await press.fetch(item)
    site.pages["/en/2026/sc1.doc.htm"] = page(PROMISE)
    assert (await press.fetch(item)).url == item.url


async def test_pages_stay_on_the_allowed_hosts_and_under_robots_txt(site: Site, press: Press) -> None:
    site.pages |= {
        "/away": redirect("http://evil.test/"),
        "/robots.txt": answer("User-agent: *\nDisallow: /core/"),
        "/core/sc1": page(VETO),
    }
    with pytest.raises(SourceError, match="not one of the allowed hosts"):
        await press.fetch(Item("sc1", (site.url("/away"),)))
    with pytest.raises(SourceError, match=r"robots\.txt does not allow"):
        await press.fetch(Item("sc1", (site.url("/core/sc1"),)))


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"%PDF-1.7 ...", "application/pdf", "a PDF"),
        (b"%PDF-1.7 ...", "text/html", "a PDF"),
        (b"<html><body><form><input type=password></form></body></html>", "text/html", "a login page"),
        (b"<html><title>Just a moment...</title><body>Checking</body></html>", "text/html", "a check for robots"),
        (b"<html><body><script>go()</script></body></html>", "text/html", "no text"),
        (b"   ", "text/html", "no text"),
        (b"\x89PNG", "image/png", "image/png where a page was expected"),
        (b"\x89PNG", "", "bytes of no known type"),
        (b"{}", "application/json", "application/json where"),
    ],
)
def test_a_page_that_is_no_article_is_refused(body: bytes, kind: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        document(Page("https://press.un.org/en/2026/sc1.doc.htm", body, kind))


def test_a_long_page_with_a_form_to_log_in_is_an_article() -> None:
    body = f"<html><body><form><input type=password></form><article>{VETO * 10}</article></body></html>".encode()
    assert "owing to a veto" in document(Page("https://press.un.org/", body, "text/html")).text


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.binary(max_size=300), st.sampled_from(["text/html", "text/plain", "", "application/xml"]), st.sampled_from([None, "utf-16", "ascii"])
)
def test_whatever_comes_for_a_page_is_an_article_or_refused(body: bytes, kind: str, charset: str | None) -> None:
    try:
        document(Page("https://press.un.org/", body, kind, charset))
    except SourceError as error:
        assert str(error)  # noqa: PT017 - an article or a reason, and nothing else


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=60), st.text(max_size=20))
def test_whatever_stands_in_a_row_is_read(link: str, when: str) -> None:
    for href in (link, f"http://[{link}", f"/en/blog/sc{link}"):
        quoted = href.replace("'", "&#39;").replace("<", "&lt;")
        read_list(row("/en/2026/sc1.doc.htm", "T", when=when.replace("'", "")) + row(quoted, quoted), "https://press.un.org/en", NOON)


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml", "", "application/octet-stream"])
def test_a_page_is_read(press: Press, kind: str) -> None:
    body = f"<html><body><main><h1>Fails</h1>{VETO}</main></body></html>".encode()
    assert "owing to a veto" in press.read(Page("https://press.un.org/en/2022/sc14911.doc.htm", body, kind, published=NOON)).text


# --- options ---


def test_options_and_defaults() -> None:
    options = {"kind": "press", "enabled": True, "url": "https://press.un.org/en/rss.xml", "every": "2m", "name": "UN Press"}
    press = source("un-press", options, Http("x"))
    assert (press.title, press.interval, press.authority) == ("UN Press", dt.timedelta(minutes=2), Authority.MEETINGS_COVERAGE)
    assert press.hosts == {"press.un.org", "www.un.org"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "^url is missing"),
        ({"url": "press.un.org"}, "url must be an http or https address"),
        ({"url": "https://anna:pw@press.un.org/"}, "url must be an http or https address"),
        ({"url": "https://p/", "lists": "https://p/"}, "lists must be a list"),
        ({"url": "https://p/", "lists": ["ftp://p/"]}, "lists must be an http or https address"),
        ({"url": "https://p/", "every": "often"}, "every = 'often' is no duration"),
        ({"url": "https://p/", "every": "0s"}, "every = '0s' is no duration"),
        ({"url": "https://p/", "every": "25h"}, "every = '25h' is no duration"),
        ({"url": "https://p/", "every": True}, "every = True is no duration"),
        ({"url": "https://p/", "authority": "god"}, "authority = 'god' is none of other, news agency, meetings coverage, official record"),
        ({"url": "https://p/", "list": []}, "list is no option here; did you mean lists?"),
        ({"url": "https://p/", "xyz": 1}, "xyz is no option here"),
        ({"url": "https://p/", "name": ""}, "name must be a text"),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("?", r"\?")):
        source("un-press", options, Http("x"))


# --- the real one ---


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the captured feed lies outside the project, and is not here")
async def test_the_captured_feed(site: Site, press: Press) -> None:
    site.pages["/en/rss.xml"] = answer(SAMPLE.read_bytes(), "application/rss+xml")
    (item,) = await press.items()
    assert item.key == "sc16444"
    assert item.urls == ("https://press.un.org/en/2026/sc16444.doc.htm", "https://press.un.org/en/blog/sc16444")
    assert item.published == dt.datetime(2026, 8, 28, 22, 35, 9, tzinfo=dt.UTC)


def test_a_french_release_is_read_like_an_english_one(press: Press) -> None:
    body = (
        "<article><p>Le Conseil de sécurité a adopté, aujourd’hui, par 12 voix pour et 3 abstentions (Chine, Fédération de Russie et"
        " Pakistan), la résolution 2793 (2025) sur Haïti.</p></article>"
    )
    page = Page(
        "https://press.un.org/fr/2025/cs16185.doc.htm",
        body.encode(),
        "text/html",
        "utf-8",
        "Haïti : le Conseil de sécurité autorise une force contre les gangs",
        dt.datetime(2025, 9, 30, 20, tzinfo=dt.UTC),
    )
    (told,) = press.read(page).sightings
    assert (str(told.tally), set(told.abstained), told.resolution) == ("12-0-3", {"CHN", "RUS", "PAK"}, "S/RES/2793")
