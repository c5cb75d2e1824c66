"""The app's Home: how to begin; what every channel of the workspace is told, each with buttons to change it; what can be asked. Pure.

All in the language spoken. Limits: https://docs.slack.dev/surfaces/app-home, 100 blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from adapters.chats.fitting import fit, one_line
from adapters.chats.slack.render import ACTION_LABEL, SIGNS, answer, rightward
from bot.asking import Ask, Command, Followed
from bot.words import N_, _, isolated

Json = dict[str, Any]

ACTION = "home:"
FOLLOW, EDIT, PAGE = "follow", "edit", "page"
ON_PAGE = 15  # subscriptions
SAID = 300  # signs of each
HEADER = 150
BEGIN = N_("Follow in a channel")
HOW = (
    N_("1. Press **Follow in a channel**, or type **/un subscribe** in the channel"),
    N_("2. Choose what to tell: nothing chosen tells every vote, **vetoes** tells vetoes only"),
    N_("3. In a private channel, type **/invite @vetowatch** first"),
)
_LABELS = {EDIT: N_("Edit"), "pause": N_("Pause"), "resume": N_("Resume"), "test": N_("Test"), "unsubscribe": N_("Unfollow")}
_CHANNEL = re.compile(r"[CGD][A-Z0-9]+")
_PERSON = re.compile(r"\buser:([UW][A-Z0-9]+)\b")  # shown by name; a Home calls nobody


def view(followed: Sequence[Followed], commands: Sequence[Command], page: int = 1, notice: str = "") -> Json:
    """Write the Home. ``notice`` says what a button just did."""
    last = max(1, -(-len(followed) // ON_PAGE))
    page = min(max(page, 1), last)
    shown = followed[(page - 1) * ON_PAGE : page * ON_PAGE]
    blocks = [
        _header(_("UN votes and vetoes, as they happen")),
        _section(answer("\n".join(map(_, HOW)))),
        _actions([_button(_(BEGIN), f"{FOLLOW}:{page}", "", style="primary")]),
        *([_section(answer(notice))] if notice else []),
        {"type": "divider"},
        _header(_("What this workspace’s channels are told ({n})", n=len(followed))),
        *(block for one in shown for block in _subscription(one, page)),
        *([] if shown else [_section(_("No channel is told anything yet."))]),
        *_pages(page, last),
        {"type": "divider"},
        *_help(_("What you can ask, in any channel"), [one for one in commands if not one.changes]),
        *_help(_("What changes what a channel is told"), [one for one in commands if one.changes]),
    ]
    return {"type": "home", "blocks": blocks}


def asked(value: str) -> tuple[str, Ask, int]:
    """Read a button: the channel's id, what it asks, and the page it stands on."""
    channel, page, ask = value.split("|", 2)
    return channel, Ask.parse(ask), int(page)


def named(channel: str) -> str:
    """Name a channel by its link, which Slack shows with its present name, to members alone where it is private."""
    return isolated(f"<#{channel}>" if _CHANNEL.fullmatch(channel) else answer(channel))


def _subscription(one: Followed, page: int) -> list[Json]:
    """Say what is told, below it how, where not as it comes, and whether it is told at all."""
    told = f"{named(one.channel)} · {answer(f'**{one.number}** {fit(_said(one), SAID, {})}')}"
    state = f"{'⏸️' if one.stopped else '⚠️'} **{one.state}**" if one.state else ""
    beside = _PERSON.sub(r"<@\1>", " · ".join(answer(fit(text, SAID, {})) for text in (state, one.how) if text))
    return [_section(rightward(told)), *([_context(beside)] if beside else []), _deeds(one, page)]


def _said(one: Followed) -> str:
    return one_line(one.said or one.rule)


def _deeds(one: Followed, page: int) -> Json:
    number = {"number": str(one.number)}
    names = (EDIT, "resume" if one.stopped else "pause", "test", "unsubscribe")
    place = f"{one.channel}:{one.number}"
    buttons = [_button(_(_LABELS[name]), f"{name}:{place}", f"{one.channel}|{page}|{Ask(name, number)}") for name in names]
    return _actions([*buttons[:-1], buttons[-1] | {"confirm": _confirm(one)}])


def _confirm(one: Followed) -> Json:
    """Ask before a subscription ends. The text is that of a dialog: 300 signs at the most."""
    rule = answer(fit(_said(one), 150, {}))
    text = {"type": "mrkdwn", "text": _("{channel} will no longer get {rule}.", channel=named(one.channel), rule=rule), "verbatim": True}
    words = {"title": _plain(_("Unfollow?")), "confirm": _plain(_("Unfollow")), "deny": _plain(_("Keep"))}
    return {**words, "text": text, "style": "danger"}


def _pages(page: int, last: int) -> list[Json]:
    """Offer the pages beside the one shown, where there are several."""
    beside = ((_("Back"), page - 1), (_("Next"), page + 1))
    turns = [_button(label, f"{PAGE}:{at}", f"|{at}|{PAGE}") for label, at in beside if 1 <= at <= last]
    return [_context(answer(_("Page {n} of {last}", n=page, last=last))), _actions(turns)] if turns else []


def _help(title: str, commands: Sequence[Command]) -> list[Json]:
    lines = "\n".join(f"{_typed(command)} – {_(command.about)}" for command in commands)
    return [_header(title), _section(answer(lines))] if commands else []


def _typed(command: Command) -> str:
    """Say what to type: the command and what it needs."""
    needed = isolated(" ".join(option.name for option in command.options if option.required))
    return f"**/un {command.name}** {needed}".rstrip()


def _button(label: str, ident: str, value: str, style: str = "") -> Json:
    button: Json = {"type": "button", "text": _plain(fit(label, ACTION_LABEL, SIGNS)), "action_id": f"{ACTION}{ident}"}
    return button | ({"value": value} if value else {}) | ({"style": style} if style else {})


def _header(text: str) -> Json:
    return {"type": "header", "text": _plain(fit(text, HEADER, SIGNS))}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _section(text: str) -> Json:
    return {"type": "section", "text": _mrkdwn(text)}


def _context(text: str) -> Json:
    return {"type": "context", "elements": [_mrkdwn(text)]}


def _actions(elements: list[Json]) -> Json:
    return {"type": "actions", "elements": elements}
