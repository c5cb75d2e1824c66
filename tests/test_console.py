"""Alerts on a terminal, and in a pipe."""

from __future__ import annotations

import asyncio
import io

import pytest
from hypothesis import given, settings
from rich.console import Console as Terminal

from adapters.chats.console import Console, chat
from bot.message import Message
from tests.fakes import FakeCommands
from tests.messages import messages, post

PLAIN = """\
🟥 VETOED · Security Council
  Draft resolution S/2022/431: Democratic People's Republic of Korea <https://docs.un.org/S/2022/431>
  ! Late: the vote was on 26 May 2022.
  Vote: 13 in favour, 2 against, 0 abstaining
  Date: 26 May 2022
  Vetoed by: 🇨🇳 China · 🇷🇺 Russian Federation
  Documents: S/2022/431 <https://docs.un.org/S/2022/431>
  “promote a political solution” — Zhang Jun (China) <https://press.un.org/en/2022/sc14911.doc.htm>
  Source: UN Press <https://press.un.org/en/2022/sc14911.doc.htm> 2022-05-26 23:00 UTC

"""


def console(*, terminal: bool) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    screen = Terminal(file=out, force_terminal=terminal, width=80, color_system="truecolor" if terminal else None, highlight=False)
    return Console(screen), out


async def test_prints_plain_lines_into_a_pipe() -> None:
    tells, out = console(terminal=False)
    assert await tells.send(post("terminal")) == "terminal/7"
    assert out.getvalue() == PLAIN


async def test_prints_a_panel_in_the_outcome_s_colour_with_links_to_click() -> None:
    tells, out = console(terminal=True)
    await tells.send(post("terminal"))
    assert "VETOED" in out.getvalue()
    assert "38;2;192;57;43" in out.getvalue()
    assert ";https://docs.un.org/S/2022/431\x1b\\" in out.getvalue()
    assert "“promote a political solution”" in out.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
async def test_prints_an_edit_anew_and_says_so(*, terminal: bool) -> None:
    tells, out = console(terminal=terminal)
    assert await tells.edit(post("terminal"), "terminal/7") == "terminal/7"
    assert "(updated)" in out.getvalue()


async def test_waits_without_taking_commands() -> None:
    tells, _ = console(terminal=False)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await tells.listen(FakeCommands())
    await tells.close()


async def test_says_where_it_prints() -> None:
    assert await console(terminal=True)[0].check() == "prints to the terminal"
    assert "no terminal" in await console(terminal=False)[0].check()


def test_is_made_without_settings() -> None:
    assert chat({}).name == "console"


@pytest.mark.parametrize("terminal", [True, False])
@given(message=messages)
@settings(max_examples=30, deadline=None)
def test_nothing_fetched_steers_the_terminal(message: Message, *, terminal: bool) -> None:
    _, out = console(terminal=terminal)
    screen = Terminal(file=out, force_terminal=terminal, width=80, color_system=None, highlight=False)
    asyncio.run(Console(screen).send(post("terminal", message=message)))
    assert not set("\x00\r\u202e") & set(out.getvalue())
