"""News feeds: what is a candidate, whose item is whose, and pages only where they are allowed."""

from __future__ import annotations

import datetime as dt
import importlib
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.http import Http
from adapters.sources.feed import Entry, read
from adapters.sources.news import News, candidate, items_of, source, words
from bot.model import Authority, Item
from bot.ports import SourceError
from tests.sites import NOON, Site, answer

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT.parent / "shared" / "samples" / "un_news" / "europe_2022-04-01_trimmed4.xml"
ARTICLE = (
    "<html><body><article><h1>Vetoed</h1><p>Russia and China vetoed a US-drafted resolution, 13 votes to 2.</p></article></body></html>"
)


def news_of(site: Site, http: Http, **options: object) -> News:
    return replace(source("agency", {"url": site.url("/rss"), **options}, http), now=lambda: NOON)


def entry(number: int, **facts: str) -> Entry:
    given = {"guid": f"g{number}", "link": f"https://news.test/{number}", "title": f"Title {number}"} | facts
    return Entry(given["guid"], given["link"], given["title"], "Text", NOON)


def keys(*entries: Entry) -> list[str]:
    return [item.key for item in items_of(entries)]


# --- identity ---


def test_two_items_with_one_guid_are_two() -> None:
    assert keys(entry(1, guid="same"), entry(2, guid="same")) == ["https://news.test/1", "https://news.test/2"]
    assert keys(entry(1, guid="same", link=""), entry(2, guid="other", link="")) == ["same", "other"]


def test_one_item_under_two_guids_is_one() -> None:
    assert keys(entry(1), entry(1, guid="other")) == ["https://news.test/1"]
    assert keys(entry(1), entry(1, guid="g1", title="Corrected")) == ["https://news.test/1"]
    tracked = entry(1, guid="other", link="https://news.test/1?utm_source=rss&at_medium=x#0")
    assert keys(entry(1), tracked) == ["https://news.test/1"]


def test_posts_of_one_live_page_are_several() -> None:
    live = "https://news.test/live"
    assert keys(entry(1, link=live), entry(2, link=live), entry(3, link=live)) == [live, f"{live}#g2", f"{live}#g3"]


def test_a_query_that_names_the_story_is_kept() -> None:
    assert keys(entry(1, link="https://news.test/?id=1&utm_x=2"), entry(2, link="https://news.test/?id=2")) == [
        "https://news.test/?id=1",
        "https://news.test/?id=2",
    ]


def test_an_entry_without_link_or_guid_is_known_by_its_title_and_one_without_anything_is_none() -> None:
    assert keys(entry(1, link="", guid=""), Entry()) == ["Title 1"]


@pytest.mark.parametrize(
    ("guid", "link"),
    [
        ("https://news.un.org/feed/view/en/story/2022/04/1115242", "https://news.un.org/feed/view/en/story/2022/04/1115242"),
        ("https://news.un.org/en/story/2022/04/1115242", "https://news.un.org/feed/view/en/story/2022/04/1115242"),
        ("urn:x", "https://news.un.org/en/story/2022/04/1115242?utm_source=x"),
    ],
)
def test_a_un_news_story_is_known_by_its_number(guid: str, link: str) -> None:
    (item,) = items_of([entry(1, guid=guid, link=link), entry(2, guid="urn:y", link=link, title="Retitled")])
    assert item.key == "1115242"
    assert item.url.startswith("https://news.un.org/en/story/2022/04/1115242")


# --- candidates ---


@pytest.mark.parametrize(
    ("lang", "title", "wanted"),
    [
        ("en", "US vetoes Gaza ceasefire text", True),
        ("en", "U.N. envoy speaks", True),
        ("en", "Security council meets", True),
        ("en", "Assembly adopts Resolution", True),
        ("en", "Fun in the sun under a gun", False),
        ("en", "Cup final tonight", False),
        ("de", "Russland legt Veto im Sicherheitsrat ein", True),
        ("de", "UN-Generalversammlung tagt", True),
        ("de", "Ein Hund und ein Pferd", False),
        ("es", "Estados Unidos veta una resolución en la ONU", True),
        ("es", "Un gol en el minuto 90", False),
        ("fr", "La Russie met son veto au Conseil de sécurité", True),
        ("fr", "Un but à la 90e minute", False),
    ],
)
def test_what_may_tell_of_a_vote(lang: str, title: str, *, wanted: bool) -> None:
    assert candidate(Item("k", (), title), lang) is wanted
    assert candidate(Item("k", (), "", title), lang) is wanted


async def test_only_candidates_are_items(site: Site, http: Http) -> None:
    items = "<item><title>Security Council meets</title></item><item><title>Cup final</title></item>"
    site.pages["/rss"] = answer(f"<rss version='2.0'><channel>{items}</channel></rss>", "text/xml")
    news = news_of(site, http)
    assert [item.title for item in await news.items()] == ["Security Council meets"]
    assert news.faults == ()


async def test_an_empty_200_and_html_are_failed_polls(site: Site, http: Http) -> None:
    news = news_of(site, http)
    site.pages["/rss"] = answer(b"")
    with pytest.raises(SourceError, match="an empty answer"):
        await news.items()
    site.pages["/rss"] = answer("<!doctype html><html><body>Consent</body></html>")
    with pytest.raises(SourceError, match="HTML where a feed was expected"):
        await news.items()
    assert len(news.faults) == 1


# --- pages ---


async def test_without_leave_the_entrys_own_words_are_the_page(site: Site, http: Http) -> None:
    item = Item("k", (site.url("/a"),), "Security Council vetoes", "Russia and China voted against.", NOON)
    page = await news_of(site, http).fetch(item)
    assert page == words(item)
    assert page.body.decode() == "Security Council vetoes\n\nRussia and China voted against."
    assert site.asked == []


async def test_with_leave_the_page_is_fetched_under_robots_txt(site: Site, http: Http) -> None:
    item = Item("k", (site.url("/a"),), "Security Council vetoes", "", NOON)
    site.pages["/a"] = answer(ARTICLE)
    page = await news_of(site, http, fetch_pages=True).fetch(item)
    assert (page.media_type, page.title, page.published) == ("text/html", item.title, NOON)
    assert site.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize("case", ["robots", "status", "host", "login", "no text", "no address"])
async def test_a_page_that_cannot_be_had_leaves_the_entrys_own_words(site: Site, http: Http, case: str) -> None:
    item = Item("k", (site.url("/a"),), "Security Council vetoes")
    site.pages["/a"] = answer(ARTICLE)
    match case:
        case "robots":
            site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /")
        case "status":
            site.pages["/a"] = answer(status=403)
        case "host":
            item = replace(item, urls=("https://elsewhere.test/a",))
        case "login":
            site.pages["/a"] = answer("<form><input type=password></form>")
        case "no text":
            site.pages["/a"] = answer("<html><body><script src='https://direkt.test/load'></script></body></html>")
        case _:
            item = replace(item, urls=())
    assert await news_of(site, http, fetch_pages=True).fetch(item) == words(item)


async def test_what_a_page_told_is_not_taken_back_by_the_entrys_words(site: Site, http: Http) -> None:
    item = Item("k", (site.url("/a"),), "Security Council vetoes")
    news = news_of(site, http, fetch_pages=True)
    site.pages["/a"] = answer(ARTICLE)
    await news.fetch(item)
    site.pages["/a"] = answer(status=500)
    with pytest.raises(SourceError, match="HTTP 500"):
        await news.fetch(item)


async def test_an_entrys_own_words_are_read(site: Site, http: Http) -> None:
    item = Item("k", (), "Russia vetoes UN resolution", "Thirteen of 15 members voted for the text.", NOON)
    assert "Thirteen of 15" in news_of(site, http).read(words(item)).text


# --- options ---


def test_defaults(http: Http) -> None:
    news = source("agency", {"url": "https://News.Test/rss"}, http)
    assert (news.name, news.title, news.interval, news.authority, news.lang) == (
        "agency",
        "agency",
        dt.timedelta(minutes=5),
        Authority.NEWS_AGENCY,
        "en",
    )
    assert (news.hosts, news.fetch_pages) == (frozenset({"news.test"}), False)


@pytest.mark.parametrize(
    ("option", "value"), [("lang", "tlh"), ("fetch_pages", "yes"), ("hosts", "x"), ("hosts", [1]), ("authority", 2), ("lists", [])]
)
def test_a_wrong_option_is_named(http: Http, option: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"^{option} "):
        source("agency", {"url": "https://news.test/rss", option: value}, http)


def test_the_sources_that_come_with_the_program_are_in_order(http: Http) -> None:
    tables = tomllib.loads((ROOT / "config" / "sources.toml").read_text(encoding="utf-8"))["sources"]
    made = {key: importlib.import_module(f"adapters.sources.{given['kind']}").source(key, given, http) for key, given in tables.items()}
    assert len({each.title for each in made.values()}) == len(made)
    assert tables["un-press"].get("enabled", True)
    assert made["un-press"].interval == dt.timedelta(seconds=90)


# --- the real one ---


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the captured feed lies outside the project, and is not here")
def test_the_captured_feed() -> None:
    items = items_of(read(SAMPLE.read_bytes(), now=NOON).entries)
    assert [item.key for item in items] == ["1115242", "1115092", "1114632", "1114552"]
    assert candidate(items[2])
