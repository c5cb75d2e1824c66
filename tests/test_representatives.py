"""An operator's corrections of who speaks for which State, from the settings to the message."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from adapters.http import Http
from bot.cli import compose
from bot.cli.settled import directory
from bot.commands import Answers
from bot.deliver import Deliverer
from bot.model import Rule
from bot.poll import Poller
from bot.store import Store
from config.settings import Settings, SettingsError, load
from tests.conftest import Clock
from tests.fakes import FakeChat
from tests.sites import Site, answer

TABLE = "state,name,family,since,until,spellings\nRUS,Vasily Nebenzya,Nebenzya,2017,,Vassily Nebenzia\n"
# The words are those of the record of 26 May 2022 (S/PV.9048), as the demo's page gives them.
PAGE = (Path(__file__).parents[1] / "adapters/sources/demo/agency-dprk.html").read_bytes()
FEED = (
    '<rss version="2.0"><channel><title>A feed</title><item><title>China and Russia veto tighter UN sanctions on North Korea</title>'
    "<link>{url}</link><guid>{url}</guid><pubDate>Thu, 26 May 2022 16:30:00 -0400</pubDate></item></channel></rss>"
)
SOURCES = '[sources.agency]\nkind = "news"\nurl = "{url}"\nfetch_pages = true\n'


def _settings(directory: Path, site: Site) -> Settings:
    (directory / "sources.toml").write_text(SOURCES.format(url=site.url("/rss")))
    (directory / "corrections.csv").write_text(TABLE)
    given = {"SOURCES": "sources.toml", "REPRESENTATIVES": "corrections.csv"}
    return load({f"VETOWATCH_{name}": str(directory / file) for name, file in given.items()}, directory)


async def test_a_corrected_spelling_is_told(tmp_path: Path, site: Site, http: Http, store: Store, clock: Clock) -> None:
    site.pages["/dprk"] = answer(PAGE)
    site.pages["/rss"] = answer(FEED.format(url=site.url("/dprk")), "application/rss+xml")
    (source,) = compose.sources(_settings(tmp_path, site), http)
    await Answers(store, clock).follow("discord", "one", Rule(), backlog=True)
    clock.move(seconds=1)
    await Poller(store, clock, lambda _: None, random.Random(1)).poll(source)
    chat = FakeChat()
    await Deliverer(store, chat, clock, random.Random(1)).deliver()
    (post,) = chat.messages.values()
    said = [(saying.by, saying.words) for saying in post.message.sayings]
    assert [by for by, words in said if "dead end" in words] == ["Vasily Nebenzya, ambassador (Russian Federation)"]


@pytest.mark.parametrize("table", ["name,state\n", TABLE + "XXX,Testa Zwei,Zwei,,,\n", "\xff"])
def test_a_wrong_table_is_named(table: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(table.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"VETOWATCH_REPRESENTATIVES: .*corrections\.csv"):
        directory(path)
