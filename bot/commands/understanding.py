"""A line of words → a question. Pure.

``name:value`` pairs fill the options they name; the words left fill the others by what they are: States, organs, outcomes, days, a file
format, and what is none of these is the topic. So ``vetoes Russia since 2020 on Syria`` and ``compare france with the uk in GA`` need no
pairs. A document's symbol alone asks for its status.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from bot.asking import Ask, Command, Kind, Option
from bot.commands import values
from bot.commands.listed import named
from bot.ports import VetowatchError
from bot.reading import symbols
from bot.words import _

_PAIR = re.compile(r"\b([a-z]+):(\"[^\"]*\"|“[^“”]*”|[^\s\"]\S*|)")  # Slack and phones make quotation marks round
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_TIME = rf"(\d{{4}}(?:-\d\d(?:-\d\d)?)?|(?:\d{{1,2}} )?{_MONTH} \d{{4}})"
_SPAN = re.compile(rf"\b(?:from |between |in )?{_TIME}(?:\s?[–-]\s?| to | until | and ){_TIME}\b")
_SINCE = re.compile(rf"\b(?:since|from|after) {_TIME}\b", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:until|till|to|before|up to) {_TIME}\b", re.IGNORECASE)
_DURING = re.compile(rf"\b(?:in|during|of) {_TIME}\b", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w/.-])(\d{4}(?:-\d\d(?:-\d\d)?)?)(?![\w/.-])")
_ORGANS = re.compile(
    r"\b(security council|general assembly|human rights council|(?:first|second|third|fourth|fifth|sixth) committee"
    r"|unsc|unga|hrc|sc|ga|c[1-6]|council|assembly)\b",
    re.IGNORECASE,
)
_OUTCOMES = re.compile(r"\b(vetoed|vetoes|veto|adopted|adoptions|failed)\b", re.IGNORECASE)
_FILES = re.compile(r"\b(?:as )?(csv|json)\b", re.IGNORECASE)
_LINKING = re.compile(
    r"^(?:(?:by|of|with|and|vs\.?|versus|to|in|on|about|the|for|from|how|did|has|cast|regarding|concerning|[&,;])(?:\s+|$))+"
    r"|(?:(?:^|\s+)(?:by|of|with|and|vs\.?|versus|to|in|on|about|the|for|from|regarding|concerning|[&,;]))+$",
    re.IGNORECASE,
)


def understand(line: str) -> Ask:
    """Read a line; "" asks for help. Raises VetowatchError for no such command."""
    verb, _, rest = " ".join(line.split()).partition(" ")
    command = _command(verb, line)
    if command.name == "status" and verb.lower() != "status":
        rest = line.strip()
    options = {option.name for option in command.options}
    given = {name: value.strip('"“”') for name, value in _PAIR.findall(rest) if name in options}
    words = _PAIR.sub(lambda pair: "" if pair[1] in options else pair[0], rest)
    return Ask(command.name, given | filled(command, " ".join(words.split()), given.keys()))


def fill(name: str, words: Sequence[str], given: Collection[str] = ()) -> dict[str, str]:
    """Fill a command's options with words given one by one, as on a command line: each that is a State by itself is taken as one."""
    command = named(name)
    wanting = [option.name for option in command.options if option.kind is Kind.STATE and option.name not in given]
    found: dict[str, str] = {}
    rest = list(words)
    for option, word in zip(wanting, list(words), strict=False):
        state = values.known(lambda word=word: values.state(word))  # type: ignore[misc] # a default keeps the loop's value
        if state is None:
            break
        found[option] = state
        rest.remove(word)
    return found | filled(command, " ".join(rest), {*given, *found})


def _command(verb: str, line: str) -> Command:
    """Return the command a line begins with; a symbol alone asks for its status."""
    try:
        return named(verb.lower() or "help")
    except VetowatchError:
        if symbols.parse(line):
            return named("status")
        raise


def filled(command: Command, words: str, given: Collection[str] = ()) -> dict[str, str]:
    """Fill a command's options with words by what they are. ``given`` holds the names of those filled already."""
    free = [option for option in command.options if option.name not in given]
    if not words or not free:
        return {}
    if command.options[0].kind is Kind.NUMBER:
        return _numbered(free, words)
    if command.options[0].kind in {Kind.DOCUMENT, Kind.RULE, Kind.WORDS}:
        return {free[0].name: words} if free[0] is command.options[0] else {}
    names = {option.name: option.kind for option in free}
    return dict(_by_kind(names, words))


def _numbered(free: Sequence[Option], words: str) -> dict[str, str]:
    """Take a number, then a rule."""
    number, _blank, rest = words.partition(" ")
    wanted = {option.kind: option.name for option in free}
    found = {wanted[Kind.NUMBER]: number} if Kind.NUMBER in wanted else {}
    rest = rest if found else words
    if rest and Kind.RULE not in wanted:
        raise VetowatchError(
            _("“{words}” is not understood: give {options}", words=rest, options=", ".join(option.name for option in free))
        )
    return found | ({wanted[Kind.RULE]: rest} if rest else {})


def _by_kind(names: dict[str, Kind], words: str) -> Iterator[tuple[str, str]]:
    """Yield option and value for each thing the words name, in the order that keeps each from being taken for another."""
    left = words.replace('"', " ")
    for take in (_format, _days, _states, _organ, _outcome):
        found, left = take(names, left)
        yield from found.items()
    topic = next((name for name, kind in names.items() if kind is Kind.TOPIC), None)
    rest = _trimmed(left)
    if rest and topic:
        yield topic, rest
    elif rest and Kind.ORGAN in names.values():
        raise VetowatchError(_("“{words}” is not understood: give {options}", words=rest, options=", ".join(names)))


Taken = tuple[dict[str, str], str]


def _format(names: dict[str, Kind], words: str) -> Taken:
    match = _FILES.search(words) if "format" in names else None
    return ({"format": match[1].lower()}, _cut(words, match.start(), match.end())) if match else ({}, words)


def _days(names: dict[str, Kind], words: str) -> Taken:
    if not {"since", "until"} & names.keys():
        return {}, words
    span = _SPAN.search(words)
    if span:
        return _kept(names, since=span[1], until=span[2]), _cut(words, span.start(), span.end())
    found: dict[str, str] = {}
    for pattern, bounds in ((_SINCE, ("since",)), (_UNTIL, ("until",)), (_DURING, ("since", "until"))):
        match = pattern.search(words)
        if match:
            found |= dict.fromkeys(bounds, match[1])
            words = _cut(words, match.start(), match.end())
    bare = _BARE.search(words) if not found else None
    if bare:
        return _kept(names, since=bare[1], until=bare[1]), _cut(words, bare.start(), bare.end())
    return _kept(names, **found), words


def _states(names: dict[str, Kind], words: str) -> Taken:
    """Take as many States as there are options for; further ones are left for the topic."""
    wanting = [name for name, kind in names.items() if kind is Kind.STATE]
    found = values.named_states(words)[: len(wanting)]
    for start, end, _state in reversed(found):
        words = _cut(words, start, end)
    return dict(zip(wanting, (state for _, _, state in found), strict=False)), words


def _organ(names: dict[str, Kind], words: str) -> Taken:
    match = _ORGANS.search(words) if "organ" in names else None
    if not match:
        return {}, words
    said = "GA" if match[1].lower() == "unga" else match[1]
    return {"organ": values.organ(said).value}, _cut(words, match.start(), match.end())


def _outcome(names: dict[str, Kind], words: str) -> Taken:
    match = _OUTCOMES.search(words) if "outcome" in names else None
    return ({"outcome": values.outcome(match[1]).value}, _cut(words, match.start(), match.end())) if match else ({}, words)


def _kept(names: dict[str, Kind], **found: str) -> dict[str, str]:
    return {name: value for name, value in found.items() if name in names}


def _cut(words: str, start: int, end: int) -> str:
    """Take a stretch out, and the linking words about it: "Russia on Syria" leaves "Syria"."""
    return " ".join(filter(None, (_trimmed(words[:start]), _trimmed(words[end:]))))


def _trimmed(words: str) -> str:
    return _LINKING.sub("", " ".join(words.split())).strip()
