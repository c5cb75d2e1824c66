"""What every chat offers beside its commands: buttons that hold a question, and an entry in a message's menu. Pure.

A button keeps its whole question as text, so it works for as long as its message stands: nothing is remembered here, and a restart
forgets nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.chats.fitting import address, one_line, size
from bot.asking import Action, Answer, Ask
from bot.reading import symbols
from bot.telling.filled import AS_IT_COMES
from bot.words import N_, _, speaking

KEPT = "un:"
TRACK = "track"
"""The question behind “Follow this item”: it changes what is told, and anybody may ask it for themselves."""
DIRECT = "direct"
"""Among what a button asks: it is meant for the direct messages of who presses it, wherever it stands."""
MENU = N_("What is this resolution?")
NO_SYMBOL = N_("No UN document symbol stands in that message, such as S/2022/431 or A/RES/78/243.")
FAILED = N_("That did not work. The reason stands in the bot’s log.")


def kept(actions: Sequence[Action], room: int) -> Iterator[tuple[Action, str]]:
    """Yield each action with the text that holds its question, or the address it leads to, within ``room``.

    One that finds no room, or comes twice, is left out.
    """
    seen: set[str] = set()
    for action in actions:
        text = f"{KEPT}{action.ask}" if action.ask else address(action.url)
        if 0 < size(text) <= room and text not in seen and one_line(action.label):
            seen.add(text)
            yield action, text


def question(text: str) -> Ask:
    """Read what ``kept`` wrote."""
    return Ask.parse(text.removeprefix(KEPT))


def turns(ask: Ask) -> bool:
    """Whether a question turns the pages of an answer, so that it takes the answer's place."""
    return "page" in ask.values


def opens(ask: Ask) -> bool:
    """Whether a question opens a form where a chat has one: to subscribe to what is not said, to edit something without saying how."""
    if ask.command == "subscribe":
        return "rule" not in ask.values
    return ask.command == "edit" and not ask.values.keys() & {"rule", *AS_IT_COMES}


def directed(answer: Answer) -> Answer:
    """Say an answer beside a message that was asked for somebody's direct messages: so are the questions it offers."""
    with speaking(answer.language):
        said = _("In our direct messages: {answer}", answer=answer.text)
    return replace(answer, text=said, actions=tuple(replace(one, ask=to_direct(one.ask)) for one in answer.actions if one.ask))


def followed_too(answer: Answer, ask: Ask) -> Answer:
    """Offer whoever followed an item in a channel to follow it for themselves alone."""
    with speaking(answer.language):
        return replace(answer, actions=(*answer.actions, Action(_("Follow in our direct messages"), to_direct(ask))))


def to_direct(ask: Ask) -> Ask:
    """Ask the same of the direct messages of who asks."""
    return Ask(ask.command, {**ask.values, DIRECT: "yes"})


def about(text: str) -> Ask | None:
    """Ask for the first document a message names; None where it names none."""
    for symbol in symbols.find(text):
        if symbol.kind in {symbols.DRAFT, symbols.RESOLUTION}:
            return Ask("status", {"document": symbol.text})
    return None
