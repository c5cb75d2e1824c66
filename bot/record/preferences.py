"""How a subscription's votes are told, in words both ways, and what holds where several subscriptions of a channel ask for one vote."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot.model import Addressee, Mention, Outcome, Preferences, QuietHours, Severity, Subscription, Vote, When
from bot.ports import VetowatchError
from bot.words import _, ngettext

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic", "ru": "Russian", "zh": "Chinese"}
"""The six there are words in, by BCP 47 tag."""
PLAIN = Preferences()
"""How votes are told unless somebody asks otherwise."""
HOURLY = 60  # messages an hour at the most that may be asked for
MENTIONS = 5
_YES, _NO = frozenset({"yes", "y", "true", "on", "1"}), frozenset({"no", "n", "false", "off", "0", "none"})
_WHEN = {"at once": When.AT_ONCE, "now": When.AT_ONCE, "instant": When.AT_ONCE, "digest": When.DIGEST, "digest only": When.DIGEST}
_SEVERITIES = {
    **dict.fromkeys(("veto", "vetoes", "vetoed"), Severity.VETO),
    **dict.fromkeys(("failed", "failures"), Severity.FAILED),
    **dict.fromkeys(("all", "everything", "every vote"), Severity.ALL),
}
_SEVERITY = {Severity.VETO: "vetoes", Severity.FAILED: "failed", Severity.ALL: "all"}
_CALLED: dict[Severity, frozenset[Outcome]] = {
    Severity.VETO: frozenset({Outcome.VETOED}),
    Severity.FAILED: frozenset({Outcome.VETOED, Outcome.FAILED}),
    Severity.ALL: frozenset(Outcome),
}
# What Discord and Slack make of a mention that is typed, their bare ids, and what this module writes.
_WHOM = re.compile(
    r"(?P<here>@?here|<!here(?:\|[^>]*)?>)|<@!?(?P<user>\w+)(?:\|[^>]*)?>|<@&(?P<role>\d+)>|<!subteam\^(?P<team>\w+)(?:\|[^>]*)?>"
    r"|user:(?P<named>\w+)|(?:group|role):(?P<grouped>\w+)|(?P<slack_user>[UW][A-Z0-9]{7,})|(?P<slack_team>S[A-Z0-9]{7,})"
)
_MENTION = re.compile(rf"\s*(?:{_WHOM.pattern})(?:\s+(?:for|on)\s+(?P<severity>[a-z ]+?))?\s*(?:,|;|$)")
_HOURS = re.compile(r"\s*(\d{1,2})[:.h](\d\d)\s*(?:-|–|—|to|until)\s*(\d{1,2})[:.h](\d\d)\s*(.*)", re.DOTALL)
_BUT = re.compile(r",?\s*(?:but|except|not)\s+(?:for\s+)?veto(?:e?s)?(?:\s+let\s+through)?|,?\s*veto(?:e?s)?\s+(?:let\s+)?through")
_WHO = "@here, a member or a role; on Slack by id, user:U0123ABCD or group:S0123ABCD"
_EXAMPLE = "22:00–07:00 Europe/Paris, but vetoes"


def tells_at_once(subscription: Subscription) -> bool:
    """Whether what a subscription asks for is told as it happens."""
    return not subscription.stopped and subscription.preferences.when is When.AT_ONCE


def most_eager(asking: Sequence[Preferences]) -> Preferences:
    """Say how a vote is told that several subscriptions of one channel ask for: the most eager wins, in each respect by itself.

    At once wins over the digest, which then has no further say; no quiet hours over any (of several, those that let vetoes through, then
    the shortest); the higher number an hour; the channel over a thread; with quotes and picture over without. All mentions are made. The
    language is that of the first, the oldest subscription.
    """
    at_once = [one for one in asking if one.when is When.AT_ONCE] or list(asking) or [PLAIN]
    quiet = [one.quiet for one in at_once]
    hourly = [one.hourly for one in at_once]
    return Preferences(
        when=at_once[0].when,
        thread=all(one.thread for one in at_once),
        language=at_once[0].language,
        mentions=tuple(dict.fromkeys(mention for one in at_once for mention in one.mentions)),
        quiet=None if None in quiet else min((hours for hours in quiet if hours), key=_strictness),
        hourly=None if None in hourly else max(n for n in hourly if n is not None),
        quotes=any(one.quotes for one in at_once),
        pictures=any(one.pictures for one in at_once),
    )


def _strictness(hours: QuietHours) -> tuple[bool, int]:
    minutes = [60 * time.hour + time.minute for time in (hours.start, hours.end)]
    return not hours.but_vetoes, (minutes[1] - minutes[0]) % (24 * 60) or 24 * 60


def called(preferences: Preferences, vote: Vote) -> tuple[Mention, ...]:
    """Return whom a vote calls, each once."""
    called_ = [mention for mention in preferences.mentions if vote.outcome in _CALLED[mention.severity] and not vote.withdrawn]
    return tuple({(mention.whom, mention.id): mention for mention in called_}.values())


def preferences_of(values: Mapping[str, str], before: Preferences = PLAIN) -> Preferences:
    """Change preferences by the options people gave, ``{"quiet": "22:00-07:00 Europe/Paris"}``; what was left out or empty stays.

    Raises VetowatchError naming what is not understood.
    """
    changed: dict[str, Any] = {field: read(words) for name, (field, read) in READ.items() if (words := values.get(name, "").strip())}
    return replace(before, **changed)


def sentence(preferences: Preferences) -> str:
    """Write preferences as a person reads them; "" where all are as they come."""
    return "; ".join(f"{name}: {words}" for name, words in written(preferences).items())


def written(preferences: Preferences) -> dict[str, str]:
    """Write each preference that is not as it comes, as its option takes it."""
    said = {
        "when": preferences.when.value,
        "thread": _yes_no(preferences.thread),
        "language": preferences.language,
        "mention": ", ".join(map(_mention_written, preferences.mentions)) or "none",
        "quiet": _quiet_written(preferences.quiet) if preferences.quiet else "off",
        "hourly": str(preferences.hourly or "any"),
        "quotes": _yes_no(preferences.quotes),
        "picture": _yes_no(preferences.pictures),
    }
    return {name: words for name, words in said.items() if getattr(preferences, READ[name][0]) != getattr(PLAIN, READ[name][0])}


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _truth(words: str) -> bool:
    if words.lower() in _YES | _NO:
        return words.lower() in _YES
    raise VetowatchError(_("neither yes nor no: {words}", words=words))


def _when(words: str) -> When:
    if words.lower() not in _WHEN:
        raise VetowatchError(_("neither “at once” nor “digest”: {words}", words=words))
    return _WHEN[words.lower()]


def _language(words: str) -> str:
    """Read a language by its BCP 47 tag, a region aside, or by its English name."""
    tag = words.lower().replace("_", "-").partition("-")[0]
    found = tag if tag in LANGUAGES else {name.lower(): code for code, name in LANGUAGES.items()}.get(words.lower())
    if found is None:
        raise VetowatchError(_("no such language: {words} ({known})", words=words, known=", ".join(LANGUAGES)))
    return found


def _hourly(words: str) -> int | None:
    if words.lower() in {"any", "off", "none"}:
        return None
    if not words.isascii() or not words.isdecimal() or not 1 <= int(words) <= HOURLY:
        raise VetowatchError(_("how many messages an hour: 1 to {most}, or any; not {words}", most=HOURLY, words=words))
    return int(words)


def _mentions(words: str) -> tuple[Mention, ...]:
    """Read ``here for vetoes, <@123> for all``. Nothing else is ever mentioned: neither @everyone nor @channel."""
    if words.lower() in _NO:
        return ()
    found, at = [], 0
    while at < len(words):
        match = _MENTION.match(words, at)
        severity = _SEVERITIES.get(match["severity"] or "all") if match else None
        if match is None or severity is None:
            raise VetowatchError(
                _("nobody to mention: {words} ({known}; for vetoes, for failed or for all)", words=words[at:].strip()[:60], known=_WHO)
            )
        found.append(_mention(match, severity))
        at = match.end()
    if len(found) > MENTIONS:
        raise VetowatchError(ngettext("{n} mentions at the most", "{n} mentions at the most", MENTIONS))
    return tuple(dict.fromkeys(found))


def _mention(match: re.Match[str], severity: Severity) -> Mention:
    if match["here"]:
        return Mention(Addressee.HERE, severity=severity)
    user = match["user"] or match["named"] or match["slack_user"]
    whom = Addressee.USER if user else Addressee.GROUP
    return Mention(whom, user or match["role"] or match["team"] or match["grouped"] or match["slack_team"], severity)


def _mention_written(mention: Mention) -> str:
    whom = "here" if mention.whom is Addressee.HERE else f"{mention.whom.value}:{mention.id}"
    return f"{whom} for {_SEVERITY[mention.severity]}"


def _quiet(words: str) -> QuietHours | None:
    if words.lower() in _NO:
        return None
    found = _HOURS.fullmatch(words)
    if found is None:
        raise VetowatchError(_("no hours: {words} (such as {example}; or off)", words=words, example=_EXAMPLE))
    start, end = _time(found[1], found[2]), _time(found[3], found[4])
    if start == end:
        raise VetowatchError(_("quiet hours must end at another time than they begin: to tell nothing, pause the subscription"))
    zone = _BUT.sub("", found[5])
    return QuietHours(start, end, _zone(zone.strip(" ,()")), but_vetoes=zone != found[5])


def _quiet_written(quiet: QuietHours) -> str:
    return f"{quiet.start:%H:%M}–{quiet.end:%H:%M} {quiet.zone}{', but vetoes' if quiet.but_vetoes else ''}"


def _time(hour: str, minute: str) -> dt.time:
    if int(hour) > 23 or int(minute) > 59:
        raise VetowatchError(_("no such time: {time}", time=f"{hour}:{minute}"))
    return dt.time(int(hour), int(minute))


def _zone(words: str) -> str:
    """Read an IANA zone, or a city that one is named after; UTC where none is named."""
    name = _zones().get(words.lower().replace(" ", "_")) if words else "UTC"
    if name is None:
        raise VetowatchError(_("no such time zone: {words} (such as Europe/Paris)", words=words))
    return name


@cache
def _zones() -> dict[str, str]:
    names = [name for name in sorted(available_timezones()) if name not in {"Factory", "localtime"}]
    cities = {name.rpartition("/")[2].lower(): name for name in reversed(names) if "/" in name}
    return cities | {name.lower(): name for name in names}


READ: dict[str, tuple[str, Callable[[str], Any]]] = {
    "when": ("when", _when),
    "thread": ("thread", _truth),
    "language": ("language", _language),
    "mention": ("mentions", _mentions),
    "quiet": ("quiet", _quiet),
    "hourly": ("hourly", _hourly),
    "quotes": ("quotes", _truth),
    "picture": ("pictures", _truth),
}
"""Each option's field, and what reads its words."""
