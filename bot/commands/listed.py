"""The list of what people may ask, on every chat: the most asked first, required options before others (Discord's rule)."""

from __future__ import annotations

from bot.asking import Command, Kind, Option
from bot.ports import VetowatchError
from bot.record.preferences import LANGUAGES

_FORMAT = Option("format", "csv or json: the answer as a file")
_ORGAN = Option("organ", "only this organ: SC, GA, C1 … C6, HRC", Kind.ORGAN)
_TOPIC = Option("topic", "only votes about this: Syria, sanctions, peacekeeping …", Kind.TOPIC)
_SINCE = Option("since", "from this day or year on: 2020, 2020-05-26", Kind.DAY)
_UNTIL = Option("until", "up to this day or year", Kind.DAY)
_NUMBER = Option("number", "a subscription’s number, as “subscriptions” lists it", Kind.NUMBER, required=True)
_SOME = Option("number", "only this subscription, by its number (nothing: all)", Kind.NUMBER)
_YES_NO = ("yes", "no")
_HOW = (
    Option("when", "at once, or in the channel’s digest only", choices=("at once", "digest"), finer=True),
    Option("mention", "@here, a member or a role; for vetoes, for failed or for all; none", finer=True),
    Option("quiet", "quiet hours, such as 22:00-07:00 Europe/Paris, but vetoes; or off", finer=True),
    Option("hourly", "how many messages an hour at the most; the rest comes in one", finer=True),
    Option("thread", "yes: corrections are also said in a thread under the alert", choices=_YES_NO, finer=True),
    Option("quotes", "no: without quotes", choices=_YES_NO, finer=True),
    Option("picture", "no: without the picture of the roll call", choices=_YES_NO, finer=True),
    Option("language", "the language alerts are worded in", choices=tuple(LANGUAGES), finer=True),
)
"""How votes are told, as ``bot.record.preferences`` reads it."""

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
        (Option("rule", "what to tell: vetoes, SC, DPRK … (nothing: everything)", Kind.RULE), *_HOW),
        changes=True,
    ),
    Command("subscriptions", "List what this channel is told, by number"),
    Command(
        "edit",
        "Change what a subscription tells, or how",
        (_NUMBER, Option("rule", "what to tell from now on (nothing: as before)", Kind.RULE), *_HOW),
        changes=True,
    ),
    Command("pause", "Tell nothing of a subscription until it is resumed", (_SOME,), changes=True),
    Command("resume", "Tell a paused subscription’s votes again", (_SOME,), changes=True),
    Command(
        "preview",
        "Say what a rule would have told in the last 30 days and 10 years",
        (Option("rule", "a rule, or a subscription’s number", Kind.RULE), _FORMAT),
    ),
    Command("test", "Post a past vote here, marked as a test", (_NUMBER,), changes=True),
    Command(
        "digest",
        "Send this channel a digest at its own hour",
        (
            Option("when", "daily 08:00 Europe/Paris, weekly Monday 9:00 New York … or off", required=True),
            Option("quiet", "yes: send none when there is nothing to tell"),
        ),
        changes=True,
    ),
    Command("unsubscribe", "Tell nothing more in this channel", (_SOME,), changes=True),
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
_ALSO = {"follow": "subscribe", "unfollow": "unsubscribe", "list": "subscriptions"}


def named(name: str) -> Command:
    """Return a command by its name; raises VetowatchError with those there are."""
    name = _ALSO.get(name, name)
    for command in (*COMMANDS, *OF_BUTTONS):
        if command.name == name:
            return command
    raise VetowatchError(f"there is no command “{name}”: try {', '.join(command.name for command in COMMANDS)}")
