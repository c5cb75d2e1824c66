"""The app's Home: what every channel of the workspace is told, each with buttons to change it; how to begin; what can be asked. Pure.

Limits: https://docs.slack.dev/surfaces/app-home, 100 blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from adapters.chats.fitting import fit
from adapters.chats.slack.render import answer
from bot.asking import Ask, Followed

Json = dict[str, Any]

ACTION = "home:"
FOLLOW, EDIT, PAGE = "follow", "edit", "page"
ON_PAGE = 15  # subscriptions
SAID = 300  # signs of each
HOW = (
    "1. Press **Follow in a channel** below, or type **/un subscribe** in the channel\n"
    "2. Choose what to tell: nothing chosen tells every vote, **vetoes** tells vetoes only\n"
    "3. In a private channel, type **/invite @vetowatch** first"
)
_CHANNEL = re.compile(r"[CGD][A-Z0-9]+")


def view(followed: Sequence[Followed], help_: str, page: int = 1, notice: str = "") -> Json:
    """Write the Home. ``notice`` says what a button just did."""
    last = max(1, -(-len(followed) // ON_PAGE))
    page = min(max(page, 1), last)
    shown = followed[(page - 1) * ON_PAGE : page * ON_PAGE]
    listed = [block for one in shown for block in _subscription(one, page)]
    blocks = [
        _header("UN votes and vetoes, as they happen"),
        _section(answer(HOW)),
        *([_section(answer(notice)), {"type": "divider"}] if notice else []),
        _header(f"What this workspace’s channels are told ({len(followed)})"),
        *(listed or [_section("No channel is told anything yet.")]),
        {"type": "actions", "elements": [_button("Follow in a channel", f"{FOLLOW}:{page}", "", style="primary"), *_pages(page, last)]},
        {"type": "divider"},
        _header("What you can ask, in any channel"),
        _section(answer(help_)),
    ]
    return {"type": "home", "blocks": blocks}


def asked(value: str) -> tuple[str, Ask, int]:
    """Read a button: the channel's id, what it asks, and the page it stands on."""
    channel, page, ask = value.split("|", 2)
    return channel, Ask.parse(ask), int(page)


def _subscription(one: Followed, page: int) -> list[Json]:
    told = f"{fit(one.rule, SAID, {})}{f'; {one.how}' if one.how else ''}{f' – {one.state}' if one.state else ''}"
    return [_section(f"{_named(one.channel)} · {answer(f'**{one.number}** {told}')}"), _deeds(one, page)]


def _named(channel: str) -> str:
    """Name a channel by its link, which Slack shows with its present name, to members alone where it is private."""
    return f"<#{channel}>" if _CHANNEL.fullmatch(channel) else answer(channel)


def _deeds(one: Followed, page: int) -> Json:
    number = {"number": str(one.number)}
    stopped = Ask("resume", number) if one.stopped else Ask("pause", number)
    deeds = [("Edit", Ask(EDIT, number)), (stopped.command.capitalize(), stopped), ("Test", Ask("test", number))]
    place = f"{one.channel}:{one.number}"
    buttons = [_button(label, f"{ask.command}:{place}", f"{one.channel}|{page}|{ask}") for label, ask in deeds]
    ends = _button("Unfollow", f"unsubscribe:{place}", f"{one.channel}|{page}|{Ask('unsubscribe', number)}", style="danger")
    return {"type": "actions", "elements": [*buttons, ends | {"confirm": _confirm(one)}]}


def _confirm(one: Followed) -> Json:
    text = {"type": "mrkdwn", "text": f"{_named(one.channel)} will no longer get {answer(fit(one.rule, 200, {}))}.", "verbatim": True}
    return {"title": _plain("Unfollow?"), "text": text, "confirm": _plain("Unfollow"), "deny": _plain("Keep")}


def _pages(page: int, last: int) -> list[Json]:
    beside = (("Back", page - 1), ("Next", page + 1))
    return [_button(label, f"{PAGE}:{at}", f"|{at}|{PAGE}") for label, at in beside if 1 <= at <= last]


def _button(label: str, ident: str, value: str, style: str = "") -> Json:
    button: Json = {"type": "button", "text": _plain(label), "action_id": f"{ACTION}{ident}"}
    return button | ({"value": value} if value else {}) | ({"style": style} if style else {})


def _header(text: str) -> Json:
    return {"type": "header", "text": _plain(text)}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
