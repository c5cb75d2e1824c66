"""The list of what people may ask, on every chat: the most asked first, required options before others (Discord's rule)."""

from __future__ import annotations

from bot.asking import Command, Kind, Option
from bot.ports import VetowatchError

_FORMAT = Option("format", "csv or json: the answer as a file")
_ORGAN = Option("organ", "only this organ: SC, GA, C1 … C6, HRC", Kind.ORGAN)
_TOPIC = Option("topic", "only votes about this: Syria, sanctions, peacekeeping …", Kind.TOPIC)
_SINCE = Option("since", "from this day or year on: 2020, 2020-05-26", Kind.DAY)
_UNTIL = Option("until", "up to this day or year", Kind.DAY)

COMMANDS = (
    Command(
        "status",
        "Say what became of a document",
        (Option("document", "its symbol or words about it: S/2022/431, 2728, North Korea 2022", Kind.DOCUMENT, required=True), _FORMAT),
    ),
    Command(
        "vetoes",
        "List and count vetoes",
        (Option("country", "only those this permanent member cast", Kind.STATE), _SINCE, _UNTIL, _TOPIC, _FORMAT),
    ),
    Command(
        "votes",
        "Say how a country voted",
        (Option("country", "the country", Kind.STATE, required=True), _ORGAN, _TOPIC, _SINCE, _UNTIL, _FORMAT),
    ),
    Command(
        "compare",
        "Say how often two countries voted alike",
        (
            Option("a", "one country", Kind.STATE, required=True),
            Option("b", "the other", Kind.STATE, required=True),
            *(_ORGAN, _TOPIC, _SINCE, _UNTIL, _FORMAT),
        ),
    ),
    Command("latest", "List the latest votes", (_ORGAN, Option("outcome", "only these: adopted, vetoed, failed", Kind.OUTCOME), _FORMAT)),
    Command(
        "quotes",
        "Find what was said about votes",
        (Option("about", "a country, a person, or a document’s symbol", required=True), _FORMAT),
    ),
    Command("upcoming", "List votes that are announced", (_FORMAT,)),
    Command(
        "why",
        "Say what was read and sent of a document or page, and by which rule",
        (Option("document", "its symbol, or the page’s address", Kind.DOCUMENT, required=True), _FORMAT),
    ),
    Command(
        "subscribe",
        "Tell votes in this channel as they happen",
        (Option("rule", "what to tell: vetoes, SC, DPRK … (nothing: everything)", Kind.RULE),),
        changes=True,
    ),
    Command(
        "digest",
        "Send this channel a digest at its own hour",
        (
            Option("when", "daily 08:00 Europe/Paris, weekly Monday 9:00 New York … or off", required=True),
            Option("quiet", "yes: send none when there is nothing to tell"),
        ),
        changes=True,
    ),
    Command("unsubscribe", "Tell nothing more in this channel", changes=True),
    Command("help", "Say what can be asked"),
)
_VOTE = Option("vote", "the vote’s number here", required=True)
OF_BUTTONS = (
    Command("vote", "Say what became of a text", (_VOTE, _FORMAT)),
    Command("rollcall", "Say how each State voted", (_VOTE, _FORMAT)),
    Command("history", "Say how a vote’s record changed", (_VOTE, _FORMAT)),
    Command("said", "Show all quotes about a vote", (_VOTE, _FORMAT)),
    Command("card", "Say what a link leads to", (Option("link", "the link", required=True),)),
)
"""What only buttons ask, of one vote by its number in the store, and what is asked of a link that somebody posts."""


def named(name: str) -> Command:
    """Return a command by its name; raises VetowatchError with those there are."""
    for command in (*COMMANDS, *OF_BUTTONS):
        if command.name == name:
            return command
    raise VetowatchError(f"there is no command “{name}”: try {', '.join(command.name for command in COMMANDS)}")
