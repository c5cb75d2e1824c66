"""The terminal as a chat: each alert as it would be posted, in a panel; plain lines where nobody looks (a pipe, a file, a log)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

from rich.console import Console as Terminal
from rich.console import Group
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from adapters.chats.fitting import address, one_line
from bot.message import Credit, Fact, Link, Message, Post, Saying
from bot.ports import Chat, Commands
from bot.words import N_, _, speaking

WIDTH = 100  # columns at the most


def chat(options: Mapping[str, object]) -> Chat:
    """Make the chat; it has no settings of its own."""
    del options
    return Console()


class Console:
    """Prints to a terminal; a channel is any name, a reference ``channel/delivery``. An edit is printed anew, marked as updated.

    A terminal cannot be looked at: a post in doubt is printed again.
    """

    name = "console"

    def __init__(self, terminal: Terminal | None = None) -> None:
        """Print to the standard output unless another terminal is given."""
        self._terminal = terminal or Terminal(highlight=False)

    async def send(self, post: Post) -> str:
        """Print an alert."""
        self._print(post.message)
        return f"{post.channel}/{post.id}"

    async def edit(self, post: Post, reference: str) -> str:
        """Print the corrected alert, marked as such."""
        self._print(post.message, N_("updated"))
        return reference

    async def listen(self, commands: Commands) -> None:
        """Wait to be cancelled: the command line takes the commands here."""
        del commands
        await asyncio.Event().wait()

    async def check(self) -> str:
        """Say where alerts go."""
        return "prints to the terminal" if self._terminal.is_terminal else "prints plain text: no terminal is attached"

    async def close(self) -> None:
        """Have nothing to let go of."""

    def _print(self, told: Message, mark: str = "") -> None:
        with speaking(told.language):
            if self._terminal.is_terminal:
                self._terminal.print(panel(told, mark, min(WIDTH, self._terminal.width)))
            else:
                self._terminal.print(plain(told, mark), soft_wrap=True, markup=False, emoji=False)


def panel(told: Message, mark: str = "", width: int = WIDTH) -> Panel:
    """Draw a message: its headline in the border, in its colour; then title, notices, facts, quotes and sources."""
    style = Style(color=f"#{told.colour:06x}", bold=True)
    parts = [part for part in (_title(told), *_notices(told), *_facts(told), *_sayings(told), _sources(told)) if part]
    headline = Text(_headed(told, mark), style=style)
    return Panel(Group(*parts), title=headline, title_align="left", border_style=style, width=width, padding=(0, 1))


def plain(told: Message, mark: str = "") -> str:
    """Write a message in plain lines, addresses in full."""
    facts = (f"  {one_line(fact.label)}: {' · '.join(map(_plain_link, fact.links))}" for fact in told.facts)
    sayings = (f"  {_words(saying)} — {_plain_link(Link(saying.by, saying.url))}" for saying in told.sayings)
    source = _("Source")
    sources = (f"  {source}: {_plain_link(Link(credit.name, credit.url))} {_when(credit)}".rstrip() for credit in told.credits)
    notices = (f"  ! {one_line(notice)}" for notice in told.notices)
    return "\n".join([_headed(told, mark), f"  {_plain_link(told.title)}", *notices, *facts, *sayings, *sources]) + "\n"


def _headed(told: Message, mark: str) -> str:
    return f"{one_line(told.headline)} ({_(mark)})" if mark else one_line(told.headline)


def _words(saying: Saying) -> str:
    return one_line(_("“{words}”", words=saying.words))


def _plain_link(link: Link) -> str:
    url = address(link.url)
    return f"{one_line(link.text)} <{url}>" if url else one_line(link.text)


def _link(link: Link, style: str = "") -> Text:
    """Write words that terminals make clickable (OSC 8)."""
    url = address(link.url)
    return Text(one_line(link.text), style=Style.parse(style) + Style(link=url or None))


def _title(told: Message) -> Text:
    return _link(told.title, "bold")


def _notices(told: Message) -> Iterator[Text]:
    for notice in told.notices:
        yield Text(f"⚠ {one_line(notice)}", style="yellow")


def _facts(told: Message) -> Iterator[Text]:
    for fact in told.facts:
        yield Text.assemble((f"{one_line(fact.label)}: ", "dim"), _joined(fact))


def _joined(fact: Fact) -> Text:
    return Text(" · ").join(_link(link) for link in fact.links)


def _sayings(told: Message) -> Iterator[Padding]:
    for saying in told.sayings:
        yield Padding(_saying(saying), (1, 0, 0, 2))


def _saying(saying: Saying) -> Text:
    return Text.assemble((_words(saying), "italic"), "\n— ", _link(Link(saying.by, saying.url)))


def _sources(told: Message) -> Padding | None:
    if not told.credits:
        return None
    named = (Text.assemble(_link(Link(credit.name, credit.url)), f" {_when(credit)}".rstrip()) for credit in told.credits)
    return Padding(Text.assemble((_("Sources") + ": ", "dim"), Text(" · ").join(named)), (1, 0, 0, 0))


def _when(credit: Credit) -> str:
    return f"{credit.at:%Y-%m-%d %H:%M} UTC " if credit.at else ""
