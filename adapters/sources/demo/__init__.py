"""A small built-in set of pages, written by us from the record, and the order in which they came: the stuff of ``vetowatch demo``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from bot.model import Authority, Item, Page, Reading
from bot.reading import read
from bot.reading.document import Document
from bot.reading.text import from_html


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of the story: at ``at``, ``source`` shows ``file`` under ``url``. ``note`` says what to look for."""

    note: str
    at: dt.datetime
    source: str
    key: str
    url: str
    title: str
    file: str


def _at(*moment: int) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=dt.UTC)  # type: ignore[misc, arg-type]  # year to minute, in that order


_PRESS = "https://press.un.org/en"
STORY = (
    Scene(
        "An Assembly vote with a long list of abstentions.",
        _at(2022, 3, 2, 18, 0),
        "un-press",
        "ga12407",
        f"{_PRESS}/2022/ga12407.doc.htm",
        "General Assembly Adopts Resolution on Ukraine",
        "ga12407.html",
    ),
    Scene(
        "A news agency is first to tell of a veto: reported, not yet confirmed.",
        _at(2022, 5, 26, 19, 50),
        "an-agency",
        "dprk",
        "https://news.example/un-north-korea",
        "China and Russia veto tighter UN sanctions on North Korea",
        "agency-dprk.html",
    ),
    Scene(
        "UN Press tells of the same veto: the message above is edited, not repeated.",
        _at(2022, 5, 26, 20, 30),
        "un-press",
        "sc14911",
        f"{_PRESS}/2022/sc14911.doc.htm",
        "Security Council Fails to Adopt Draft on Democratic People’s Republic of Korea",
        "sc14911.html",
    ),
    Scene(
        "An adopted Council resolution with an abstention.",
        _at(2024, 3, 25, 15, 30),
        "un-press",
        "sc15641",
        f"{_PRESS}/2024/sc15641.doc.htm",
        "Security Council Adopts Resolution 2728 (2024)",
        "sc15641.html",
    ),
    Scene(
        "A placeholder: “If adopted, it will become resolution 2797 (2025)”. Nothing is told.",
        _at(2025, 10, 31, 19, 0),
        "un-press",
        "sc16208",
        f"{_PRESS}/2025/sc16208.doc.htm",
        "Security Council to Vote on Western Sahara",
        "sc16208-before.html",
    ),
    Scene(
        "The same address an hour later tells the result.",
        _at(2025, 10, 31, 20, 0),
        "un-press",
        "sc16208",
        f"{_PRESS}/2025/sc16208.doc.htm",
        "Security Council Adopts Resolution 2797 (2025)",
        "sc16208.html",
    ),
)
_AUTHORITIES = {"un-press": Authority.MEETINGS_COVERAGE, "an-agency": Authority.NEWS_AGENCY}
_TITLES = {"un-press": "UN Press", "an-agency": "A news agency"}


class DemoSource:
    """A source that lists what its scenes have shown so far."""

    interval = dt.timedelta(seconds=1)

    def __init__(self, name: str) -> None:
        """Show nothing yet."""
        self.name = name
        self.title = _TITLES[name]
        self.authority = _AUTHORITIES[name]
        self._shown: dict[str, Scene] = {}

    def show(self, scene: Scene) -> None:
        """Let a scene begin: its page replaces the one that stood at its address."""
        self._shown[scene.key] = scene

    async def items(self) -> Sequence[Item]:
        """List the pages shown so far."""
        return [Item(s.key, (s.url,), s.title, "", s.at) for s in self._shown.values()]

    async def fetch(self, item: Item) -> Page:
        """Bring a page as it stands now."""
        file = self._shown[item.key].file
        body = (resources.files(__name__) / file).read_bytes()
        return Page(item.url, body, "text/html", "utf-8", item.title, item.published)

    def read(self, page: Page) -> Reading:
        """Read it like any other page."""
        text, title = from_html(page.body, page.charset)
        return read(Document(text, title or page.title, page.url, page.published))


def sources() -> dict[str, DemoSource]:
    """Make the story's sources, by name."""
    return {name: DemoSource(name) for name in _AUTHORITIES}
