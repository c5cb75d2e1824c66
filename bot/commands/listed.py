"""The list of what people may ask, on every chat: the most asked first, required options before others (Discord's rule)."""

from __future__ import annotations

from bot.asking import Command, Kind, Option
from bot.ports import VetowatchError
from bot.record.preferences import LANGUAGES
from bot.words import N_, _

_FORMAT = Option("format", N_("csv or json: the answer as a file"))
_ORGAN = Option("organ", N_("only this organ: SC, GA, C1 … C6, HRC"), Kind.ORGAN)
_TOPIC = Option("topic", N_("only votes about this: Syria, sanctions, peacekeeping …"), Kind.TOPIC)
_SINCE = Option("since", N_("from this day or year on: 2020, 2020-05-26"), Kind.DAY)
_UNTIL = Option("until", N_("up to this day or year"), Kind.DAY)
_NUMBER = Option("number", N_("a subscription’s number, as “subscriptions” lists it"), Kind.NUMBER, required=True)
_SOME = Option("number", N_("only this subscription, by its number (nothing: all)"), Kind.NUMBER)
_YES_NO = ("yes", "no")
_HOW = (
    Option("when", N_("at once, or in the channel’s digest only"), choices=("at once", "digest"), finer=True),
    Option("mention", N_("@here, a member or a role; for vetoes, for failed or for all; none"), finer=True),
    Option("quiet", N_("quiet hours, such as 22:00-07:00 Europe/Paris, but vetoes; or off"), finer=True),
    Option("hourly", N_("how many messages an hour at the most; the rest comes in one"), finer=True),
    Option("thread", N_("yes: corrections are also said in a thread under the alert"), choices=_YES_NO, finer=True),
    Option("quotes", N_("no: without quotes"), choices=_YES_NO, finer=True),
    Option("picture", N_("no: without the picture of the roll call"), choices=_YES_NO, finer=True),
    Option("language", N_("the language alerts are worded in"), choices=tuple(LANGUAGES), finer=True),
)
"""How votes are told, as ``bot.record.preferences`` reads it."""

COMMANDS = (
    Command(
        "status",
        N_("Say what became of a document"),
        (Option("document", N_("its symbol or words about it: S/2022/431, 2728, North Korea 2022"), Kind.DOCUMENT, required=True), _FORMAT),
    ),
    Command(
        "vetoes",
        N_("List and count vetoes"),
        (Option("country", N_("only those this permanent member cast"), Kind.STATE), _SINCE, _UNTIL, _TOPIC, _FORMAT),
    ),
    Command(
        "votes",
        N_("Say how a country voted"),
        (Option("country", N_("the country"), Kind.STATE, required=True), _ORGAN, _TOPIC, _SINCE, _UNTIL, _FORMAT),
    ),
    Command(
        "compare",
        N_("Say how often two countries voted alike"),
        (
            Option("a", N_("one country"), Kind.STATE, required=True),
            Option("b", N_("the other"), Kind.STATE, required=True),
            *(_ORGAN, _TOPIC, _SINCE, _UNTIL, _FORMAT),
        ),
    ),
    Command(
        "latest", N_("List the latest votes"), (_ORGAN, Option("outcome", N_("only these: adopted, vetoed, failed"), Kind.OUTCOME), _FORMAT)
    ),
    Command(
        "quotes",
        N_("Find what was said about votes"),
        (Option("about", N_("a country, a person, or a document’s symbol"), required=True), _FORMAT),
    ),
    Command("upcoming", N_("List votes that are announced"), (_FORMAT,)),
    Command(
        "why",
        N_("Say what was read and sent of a document or page, and by which rule"),
        (Option("document", N_("its symbol, or the page’s address"), Kind.DOCUMENT, required=True), _FORMAT),
    ),
    Command(
        "subscribe",
        N_("Tell votes in this channel as they happen"),
        (Option("rule", N_("what to tell: vetoes, SC, DPRK … (nothing: everything)"), Kind.RULE), *_HOW),
        changes=True,
    ),
    Command("subscriptions", N_("List what this channel is told, by number")),
    Command(
        "edit",
        N_("Change what a subscription tells, or how"),
        (_NUMBER, Option("rule", N_("what to tell from now on (nothing: as before)"), Kind.RULE), *_HOW),
        changes=True,
    ),
    Command("pause", N_("Tell nothing of a subscription until it is resumed"), (_SOME,), changes=True),
    Command("resume", N_("Tell a paused subscription’s votes again"), (_SOME,), changes=True),
    Command(
        "preview",
        N_("Say what a rule would have told in the last 30 days and 10 years"),
        (Option("rule", N_("a rule, or a subscription’s number"), Kind.RULE), _FORMAT),
    ),
    Command("test", N_("Post a past vote here, marked as a test"), (_NUMBER,), changes=True),
    Command(
        "digest",
        N_("Send this channel a digest at its own hour"),
        (
            Option("when", N_("daily 08:00 Europe/Paris, weekly Monday 9:00 New York … or off"), required=True),
            Option("quiet", N_("yes: send none when there is nothing to tell")),
        ),
        changes=True,
    ),
    Command("unsubscribe", N_("Tell nothing more in this channel"), (_SOME,), changes=True),
    Command("help", N_("Say what can be asked")),
)
_VOTE = Option("vote", N_("the vote’s number here"), required=True)
OF_BUTTONS = (
    Command("vote", N_("Say what became of a text"), (_VOTE, _FORMAT)),
    Command("rollcall", N_("Say how each State voted"), (_VOTE, _FORMAT)),
    Command("history", N_("Say how a vote’s record changed"), (_VOTE, _FORMAT)),
    Command("said", N_("Show all quotes about a vote"), (_VOTE, _FORMAT)),
    Command("track", N_("Tell here what follows on what a vote was about"), (_VOTE,), changes=True),
    Command("card", N_("Say what a link leads to"), (Option("link", N_("the link"), required=True),)),
)
"""What only buttons ask, of one vote by its number in the store, and what is asked of a link that somebody posts."""
_ALSO = {"follow": "subscribe", "unfollow": "unsubscribe", "list": "subscriptions"}


def named(name: str) -> Command:
    """Return a command by its name; raises VetowatchError with those there are."""
    name = _ALSO.get(name, name)
    for command in (*COMMANDS, *OF_BUTTONS):
        if command.name == name:
            return command
    raise VetowatchError(_("there is no command “{name}”: try {names}", name=name, names=", ".join(command.name for command in COMMANDS)))
