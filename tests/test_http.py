"""The polite GET, against real servers on loopback. Time is injected; nothing sleeps."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import re
import socket
import tracemalloc
import zlib
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from adapters.http import LONGEST_REST, ROBOTS_KEPT, ROBOTS_RETRY, Fetched, Http, Limits, is_public, retry_after, user_agent
from bot.ports import SourceError
from tests.sites import NOON, Clock, Names, Site, answer, redirect

AGENT = user_agent("1.0", "https://example.org/bot")
HOSTS = frozenset({"127.0.0.1"})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def http(clock: Clock) -> AsyncIterator[Http]:
    async with Http(AGENT, allow_private=True, timing=clock.timing) as client:
        yield client


async def refused(client: Http, url: str, *, hosts: frozenset[str] = HOSTS, robots: bool = False) -> SourceError:
    with pytest.raises(SourceError) as caught:
        await client.get(url, hosts=hosts, robots=robots)
    assert "\n" not in str(caught.value)
    return caught.value


# --- what is asked, and what comes back ---


async def test_we_say_who_we_are_and_take_compressed_answers(site: Site, http: Http) -> None:
    site.pages["/feed"] = answer(gzip.compress(b"<rss/>"), "application/rss+xml; charset=UTF-8", Content_Encoding="gzip", ETag='"1"')
    got = await http.get(site.url("/feed"), hosts=HOSTS)
    assert got == Fetched(site.url("/feed"), b"<rss/>", "application/rss+xml", "UTF-8", etag='"1"')
    assert site.headers["User-Agent"] == "Vetowatch/1.0 (+https://example.org/bot)"
    assert site.headers["Accept-Encoding"] == "gzip, deflate"


@pytest.mark.parametrize("packed", [zlib.compress(b"words"), zlib.compress(b"words", wbits=-15)], ids=["zlib", "raw"])
async def test_both_readings_of_deflate_are_understood(site: Site, http: Http, packed: bytes) -> None:
    site.pages["/"] = answer(packed, Content_Encoding="deflate")
    assert (await http.get(site.url("/"), hosts=HOSTS)).body == b"words"


def test_a_contact_that_breaks_headers_is_refused() -> None:
    with pytest.raises(ValueError, match="contact"):
        user_agent("1.0", "me@example.org\r\nX-Evil: 1")


async def test_validators_go_round_and_a_304_says_nothing_new(site: Site, http: Http) -> None:
    async def conditional(request: web.BaseRequest) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"v1"' and request.headers.get("If-Modified-Since") == "Fri, 28 Aug 2026 22:35:09 GMT":
            return web.Response(status=304)
        return web.Response(text="v1", headers={"ETag": '"v1"', "Last-Modified": "Fri, 28 Aug 2026 22:35:09 GMT"})

    site.pages["/feed"] = conditional
    first = await http.get(site.url("/feed"), hosts=HOSTS)
    second = await http.get(site.url("/feed"), hosts=HOSTS, since=first)
    third = await http.get(site.url("/feed"), hosts=HOSTS, since=second)
    assert (first.not_modified, second.not_modified, third.not_modified) == (False, True, True)
    assert second.body == b""


async def test_a_304_nobody_asked_for_is_a_fault(site: Site, http: Http) -> None:
    site.pages["/"] = answer(status=304)
    assert "HTTP 304" in str(await refused(http, site.url("/")))


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("Text/HTML;Charset='ISO-8859-1'", "text/html", "ISO-8859-1"),
        ("text/html; charset=no-such-thing", "text/html", None),
        ("text/html; charset=hex", "text/html", None),
        ("text/html; charset=", "text/html", None),
        (";;;", "", None),
    ],
)
async def test_content_types(site: Site, http: Http, header: str, media_type: str, charset: str | None) -> None:
    site.pages["/"] = answer(b"x", header)
    got = await http.get(site.url("/"), hosts=HOSTS)
    assert (got.media_type, got.charset) == (media_type, charset)


# --- answers that are none ---


@pytest.mark.parametrize(
    ("status", "words"),
    [(202, "no content yet"), (401, "asks for a login"), (403, "refuses us"), (404, "no such page"), (500, "HTTP 500"), (799, "HTTP 799")],
)
async def test_every_other_status_is_a_reason(site: Site, http: Http, status: int, words: str) -> None:
    site.pages["/"] = answer(b"<html>sorry</html>", status=status)
    error = await refused(http, site.url("/"))
    assert words in str(error)
    assert str(error).startswith("127.0.0.1: ")


async def test_an_empty_200_is_a_fault(site: Site, http: Http) -> None:
    site.pages["/"] = answer(b"")
    assert str(await refused(http, site.url("/"))) == "127.0.0.1: an empty answer (HTTP 200 without a body)"


async def test_nobody_listens(http: Http) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert str(await refused(http, f"http://127.0.0.1:{port}/")) == "127.0.0.1: connection refused"


async def test_an_unknown_name() -> None:
    async with Http(AGENT, resolver=Names({})) as http:
        assert str(await refused(http, "http://press.test/", hosts=frozenset({"press.test"}))) == "press.test: name not found"


async def test_plain_text_where_tls_was_expected(site: Site, http: Http) -> None:
    error = await refused(http, site.url("/").replace("http:", "https:"))
    assert str(error) == "127.0.0.1: no secure connection (TLS failed)"


async def test_a_server_that_speaks_no_http(http: Http) -> None:
    async def rude(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"SSH-2.0-nonsense\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(rude, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert str(await refused(http, f"http://127.0.0.1:{port}/")) == "127.0.0.1: the answer is not HTTP"


async def test_a_connection_closed_at_once_and_one_that_breaks_off(http: Http) -> None:
    async def fickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if b"/half" in await reader.readuntil(b"\r\n\r\n"):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss>")
            await writer.drain()
        writer.close()

    async with await asyncio.start_server(fickle, "127.0.0.1", 0) as server:
        base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        assert "closed the connection" in str(await refused(http, base + "/none"))
        assert "broke off" in str(await refused(http, base + "/half"))


async def test_a_slow_body_times_out(site: Site, clock: Clock) -> None:
    never = asyncio.Event()

    async def slow(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"<rss>")
        await never.wait()
        return response

    site.pages["/"] = slow
    async with Http(AGENT, allow_private=True, timing=clock.timing, limits=Limits(total=0.05)) as http:
        assert str(await refused(http, site.url("/"))) == "127.0.0.1: timed out after 0.05 s"
    never.set()


async def test_a_body_over_the_cap_is_given_up(site: Site, http: Http) -> None:
    site.pages["/"] = answer(b"x" * 20_000_000)
    assert str(await refused(http, site.url("/"))) == "127.0.0.1: the answer is larger than 5,000,000 bytes"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_bomb_is_never_held_in_memory(site: Site, http: Http, coding: str) -> None:
    packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    million = bytes(1_000_000)
    bomb = b"".join(packer.compress(million) for _ in range(500)) + packer.flush()
    assert len(bomb) < 600_000
    site.pages["/"] = answer(bomb, Content_Encoding=coding)
    tracemalloc.start()
    error = await refused(http, site.url("/"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than" in str(error)
    assert peak < 30_000_000


async def test_a_body_that_is_not_what_its_coding_says(site: Site, http: Http) -> None:
    site.pages["/"] = answer(b"plain", Content_Encoding="gzip")
    assert "cannot be decompressed" in str(await refused(http, site.url("/")))


async def test_validators_that_cannot_be_sent_back_are_not_kept(http: Http) -> None:
    async def odd(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nETag: "\xff\xfe"\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx')
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(odd, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        first = await http.get(url, hosts=HOSTS)
        assert first.etag is None
        assert (await http.get(url, hosts=HOSTS, since=first)).body == b"x"


# --- where we may go ---


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://press.test/x", "press.test/feed", "http://", "", "javascript:1", "http://[::1/"]
)
async def test_only_http_addresses_are_fetched(http: Http, url: str) -> None:
    await refused(http, url)


async def test_credentials_are_never_sent_nor_told(site: Site, http: Http) -> None:
    error = await refused(http, site.url("/").replace("//", "//anna:s3cret@"))
    assert "s3cret" not in str(error)
    assert site.asked == []


async def test_reasons_do_not_tell_a_query(site: Site, http: Http) -> None:
    site.pages["/feed"] = answer(status=403)
    assert "s3cret" not in str(await refused(http, site.url("/feed?token=s3cret")))


async def test_other_hosts_are_refused_before_a_connection_and_after_redirects(site: Site, clock: Clock) -> None:
    site.pages["/away"] = redirect(site.url("/", "evil.test"))
    names = Names({"press.test": ["127.0.0.1"], "evil.test": ["127.0.0.1"]})
    async with Http(AGENT, allow_private=True, timing=clock.timing, resolver=names) as http:
        hosts = frozenset({"press.test"})
        assert "not one of the allowed hosts" in str(await refused(http, site.url("/", "evil.test"), hosts=hosts))
        assert str(await refused(http, site.url("/away", "press.test"), hosts=hosts)).startswith("evil.test: not one of the allowed hosts")
    assert site.asked == ["/away"]


async def test_redirects_are_followed_five_deep(site: Site, http: Http) -> None:
    site.pages |= {f"/{n}": redirect(f"{n + 1}", status) for n, status in enumerate((301, 302, 303, 307, 308))}
    site.pages["/5"] = answer(b"there")
    got = await http.get(site.url("/0"), hosts=HOSTS)
    assert (got.url, got.body) == (site.url("/5"), b"there")
    site.pages["/5"] = redirect("/0")
    assert str(await refused(http, site.url("/0"))) == "127.0.0.1: more than 5 redirects"


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/", "http://[", "http://u:p@127.0.0.1/", "file:///etc/passwd"])
async def test_redirects_to_nonsense_are_refused(site: Site, http: Http, location: str) -> None:
    site.pages["/"] = redirect(location)
    await refused(http, site.url("/"))
    assert site.asked == ["/"]


async def test_a_redirect_without_an_address_is_a_fault(site: Site, http: Http) -> None:
    site.pages["/"] = answer(status=302)
    assert "HTTP 302" in str(await refused(http, site.url("/")))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "192.168.1.1", "[::ffff:127.0.0.1]", "240.0.0.1", "localhost"]
)
async def test_private_addresses_are_refused_at_the_socket(host: str) -> None:
    async with Http(AGENT) as http:
        error = await refused(http, f"http://{host}:9/", hosts=frozenset({host.strip("[]"), "::ffff:7f00:1"}))
    assert "private network" in str(error)


async def test_a_name_that_leads_home_is_refused_even_on_second_thought(site: Site, clock: Clock) -> None:
    """DNS rebinding: a name may resolve to a public address when it is checked and to loopback when it is used."""
    site.pages["/"] = answer(b"internal")
    async with Http(AGENT, timing=clock.timing, resolver=Names({"rebind.test": ["127.0.0.1"]})) as http:
        error = await refused(http, site.url("/", "rebind.test"), hosts=frozenset({"rebind.test"}))
    assert "private network" in str(error)
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("64:ff9b::808:808", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("::ffff:10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("ff0e::1", False),
        ("255.255.255.255", False),
        ("::", False),
    ],
)
def test_public_addresses(address: str, *, public: bool) -> None:
    assert is_public(address) is public


# --- manners ---


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_told_and_the_host_left_alone_until_then(site: Site, http: Http, clock: Clock, status: int) -> None:
    site.pages |= {"/": answer(status=status, Retry_After="120"), "/other": answer(b"fine")}
    assert (await refused(http, site.url("/"))).retry_after == 120
    clock.seconds += 100
    assert (await refused(http, site.url("/other"))).retry_after == pytest.approx(20)
    assert site.asked == ["/"]
    clock.seconds += 20
    assert (await http.get(site.url("/other"), hosts=HOSTS)).body == b"fine"


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": "99999999"}, LONGEST_REST),
        ({"Retry-After": "Sat, 29 Aug 2026 12:02:00 GMT"}, 120),
        ({"Retry-After": "Sat, 29 Aug 2026 14:02:00 GMT", "Date": "Sat, 29 Aug 2026 14:01:30 GMT"}, 30),
        ({"Retry-After": "Sat, 29 Aug 2020 12:02:00 GMT"}, 0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "٣"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read(headers: dict[str, str], wait: float | None) -> None:
    assert retry_after(headers, NOON) == wait
    assert NOON.tzinfo is dt.UTC


async def test_one_host_is_asked_once_a_gap_by_however_many(site: Site, clock: Clock) -> None:
    site.pages["/"] = answer(b"x")
    clock.chance, clock.still = 0.5, True
    async with Http(AGENT, allow_private=True, timing=clock.timing, limits=Limits(gap=2)) as http:
        await asyncio.gather(*(http.get(site.url("/"), hosts=HOSTS) for _ in range(4)))
    assert sorted(clock.slept) == [2.5, 5.0, 7.5]


async def test_a_host_asked_long_ago_is_asked_at_once(site: Site, http: Http, clock: Clock) -> None:
    site.pages["/"] = answer(b"x")
    await http.get(site.url("/"), hosts=HOSTS)
    clock.seconds += 60
    await http.get(site.url("/"), hosts=HOSTS)
    assert clock.slept == []


async def test_close_is_safe_twice_and_before_use() -> None:
    http = Http(AGENT)
    await http.close()
    await http.close()


async def test_after_close_nothing_is_asked(site: Site) -> None:
    http = Http(AGENT, allow_private=True)
    await http.close()
    assert "closing" in str(await refused(http, site.url("/")))


# --- robots.txt (RFC 9309) ---

RULES = "User-agent: *\nDisallow: /private\n\nUser-agent: vetowatch\nDisallow: /not-for-us\n"


async def test_robots_txt_is_obeyed_by_our_own_name_and_asked_once(site: Site, http: Http, clock: Clock) -> None:
    site.pages |= {"/robots.txt": answer(RULES, "text/plain"), "/private": answer(b"a"), "/not-for-us/x": answer(b"b")}
    assert (await http.get(site.url("/private"), hosts=HOSTS, robots=True)).body == b"a"
    assert str(await refused(http, site.url("/not-for-us/x"), robots=True)) == "127.0.0.1: robots.txt does not allow /not-for-us/x"
    assert site.asked == ["/robots.txt", "/private"]
    clock.seconds += ROBOTS_KEPT + 1
    await http.get(site.url("/private"), hosts=HOSTS, robots=True)
    assert site.asked == ["/robots.txt", "/private", "/robots.txt", "/private"]


async def test_many_pages_wait_for_one_robots_txt(site: Site, http: Http) -> None:
    site.pages["/a"] = answer(b"a")
    await asyncio.gather(*(http.get(site.url("/a"), hosts=HOSTS, robots=True) for _ in range(5)))
    assert site.asked.count("/robots.txt") == 1


async def test_robots_txt_is_asked_after_redirects_too(site: Site, http: Http) -> None:
    site.pages |= {"/robots.txt": answer(RULES), "/a": redirect("/not-for-us"), "/not-for-us": answer(b"b")}
    assert "robots.txt does not allow" in str(await refused(http, site.url("/a"), robots=True))


async def test_feeds_are_fetched_without_robots_txt(site: Site, http: Http) -> None:
    site.pages |= {"/robots.txt": answer("User-agent: *\nDisallow: /"), "/feed": answer(b"x")}
    assert (await http.get(site.url("/feed"), hosts=HOSTS)).body == b"x"
    assert site.asked == ["/feed"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_without_robots_txt_all_is_allowed(site: Site, http: Http, status: int) -> None:
    site.pages |= {"/robots.txt": answer(status=status), "/a": answer(b"a")}
    assert (await http.get(site.url("/a"), hosts=HOSTS, robots=True)).body == b"a"


@pytest.mark.parametrize("status", [500, 429, 202])
async def test_while_robots_txt_cannot_be_read_no_page_is_fetched(site: Site, http: Http, clock: Clock, status: int) -> None:
    site.pages |= {"/robots.txt": answer(status=status), "/a": answer(b"a")}
    error = await refused(http, site.url("/a"), robots=True)
    assert re.search(r"robots.txt cannot be read .*HTTP", str(error))
    assert error.retry_after == pytest.approx(ROBOTS_RETRY)
    site.pages["/robots.txt"] = answer(RULES)
    assert site.asked == ["/robots.txt"]
    clock.seconds += ROBOTS_RETRY + 1
    assert (await http.get(site.url("/a"), hosts=HOSTS, robots=True)).body == b"a"


async def test_rules_once_read_hold_while_the_file_is_out_of_reach(site: Site, http: Http, clock: Clock) -> None:
    site.pages |= {"/robots.txt": answer(RULES), "/a": answer(b"a")}
    await http.get(site.url("/a"), hosts=HOSTS, robots=True)
    site.pages["/robots.txt"] = answer(status=500)
    clock.seconds += ROBOTS_KEPT + 1
    assert (await http.get(site.url("/a"), hosts=HOSTS, robots=True)).body == b"a"
    assert "does not allow" in str(await refused(http, site.url("/not-for-us"), robots=True))


async def test_a_robots_txt_of_nonsense_allows(site: Site, http: Http) -> None:
    site.pages |= {"/robots.txt": answer(bytes(range(256)) * 4000), "/a": answer(b"a")}
    assert (await http.get(site.url("/a"), hosts=HOSTS, robots=True)).body == b"a"
