"""A sentence as a row of lexemes: numbers, States, and words that mean something in a vote; all else is "word"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot import states
from bot.model import Span
from bot.reading import dates, numbers, symbols

_FLAT = (
    ("\u201c", '"'), ("\u201d", '"'), ("\u00ab", '"'), ("\u00bb", '"'), ("\u201e", '"'), ("\u2012", "-"), ("\u2212", "-"),
)  # fmt: skip
_TOKEN = re.compile(
    r"(?P<word>[a-zß-öø-ÿ]+(?![^\W\d_])|[^\W\d_]+)"  # the first for speed: nearly all words are of Latin letters
    r"|(?P<score>\d{1,3}(?:-\d{1,3}){1,3}(?![\d/])|\d{1,3}(?::\d{1,3}){2}|\d{1,3}-to-\d{1,3})"
    r"|(?P<size>\d+ ?-(?:member|nation|country|strong|seat|state|page|year|day|month|point|minute|hour|week)\w*|\d+-)"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th|e|º|ª|°)\b|\$\d[\d.,]*|\d[\d.,]*\s?%|\d+[ap]\.?m\b|\d{1,2}:\d\d|#\w+|@\w+)"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+|\d+)"
    r"|(?P<mark>[^\w\s])"
)
_SIZES = {"15": "SC", "fifteen": "SC", "193": "GA", "192": "GA", "191": "GA", "47": "HRC"}


class Lexeme(NamedTuple):
    """One meaningful stretch of a text: ``kind`` and ``value`` are those of the table of words; ``form`` is verb, noun or adv."""

    start: int
    end: int
    kind: str
    value: str = ""
    form: str = ""
    number: int = 0


Entry = tuple[str, str, str, str]


def flatten(text: str) -> str:
    """Return a text in lower case with plain spaces, quotes and hyphens, each character where it was."""
    plain = states.flatten(text)
    if plain.isascii():
        return plain.lower()
    for fancy, simple in _FLAT:
        plain = plain.replace(fancy, simple)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(char.lower()[:1] for char in plain)


def lex(plain: str, flat: str, span: Span) -> list[Lexeme]:
    """Read a sentence. ``plain`` is ``states.flatten(text)``, ``flat`` is ``flatten(text)``."""
    lexemes: list[Lexeme] = []
    at, end = span
    for token in _TOKEN.finditer(flat, at, end):
        start, stop = token.span()
        if start < at:
            continue
        if token.lastgroup == "word":
            opening = _opening(plain[start:stop])
            lexeme = _word(plain, flat, (start, stop, end), opening) if opening else _plain(flat, start, stop)
        else:
            lexeme = _figure(plain, flat, token, end)
        lexemes.append(lexeme)
        at = lexeme.end
    return _in_context(lexemes, flat)


class Opening(NamedTuple):
    """What a word may begin: a State's name, a document's symbol, a day, forms of the table by what comes next; its value as a number."""

    state: bool
    symbol: bool
    day: bool
    forms: dict[str, tuple[Entry, ...]]
    number: int | None


@lru_cache(maxsize=8192)
def _opening(word: str) -> Opening | None:
    """Look up a word as printed; None where it begins nothing, as most do."""
    lower = word.lower()
    opening = Opening(
        word in states.first_words(),
        lower in symbols.OPENERS,
        lower[:3] in dates.PREFIXES,
        table().get(lower, {"": ()}),
        numbers.words().get(lower),
    )
    return opening if any(opening[:3]) or lower in table() or lower in numbers.words() or lower == "a" else None


def _plain(flat: str, start: int, stop: int) -> Lexeme:
    """Return a word that means nothing: made without the constructor, which takes half the time of all others."""
    return tuple.__new__(Lexeme, (start, stop, "word", flat[start:stop], "", 0))


def _word(plain: str, flat: str, place: tuple[int, int, int], opening: Opening) -> Lexeme:
    """Read a word, at (start, stop) of a sentence with its end, that may begin something."""
    start, stop, _ = place
    if opening.state:
        mention = states.mention_at(plain, start, plain[start:stop])
        if mention is not None:
            return Lexeme(start, mention.end, "state" if mention.state else "word", mention.state, mention.kind)
    if opening.symbol or opening.day:
        known = _known(plain, start, flat[start:stop])
        if known is not None:
            return known
    return _phrase(flat, place, opening)


def _known(plain: str, start: int, word: str) -> Lexeme | None:
    """Read a document's symbol or a day where a word, or a figure (""), begins."""
    symbol = symbols.at(plain, start, word)
    if symbol is not None:
        return Lexeme(start, symbol.end, "symbol", symbol.text, symbol.kind, symbol.year or 0)
    day = dates.at(plain, start, word)
    return Lexeme(start, day.end, "day", day.text) if day is not None else None


def _figure(plain: str, flat: str, token: re.Match[str], end: int) -> Lexeme:
    """Read what is no word: a mark, or what begins with a digit."""
    start, stop, group, words = token.start(), token.end(), token.lastgroup, token.group()
    if group == "mark":
        quote = _opening(words) if words == '"' else None
        return _phrase(flat, (start, stop, end), quote) if quote else Lexeme(start, stop, "mark", words)
    known = _known(plain, start, "")
    if known is not None:
        return known
    if group == "score":
        return Lexeme(start, stop, "score", words.replace("to", "").replace("--", "-").replace(":", "-"))
    if group == "size":
        return Lexeme(start, stop, "body" if _size(words) else "light", _size(words))
    return _digits(start, token) if group == "digits" else Lexeme(start, stop, "ordinal", words)


def _size(words: str) -> str:
    count, _, noun = words.partition("-")
    return _SIZES.get(count.strip(), "") if noun.startswith(("member", "nation", "country", "strong", "state", "seat")) else ""


def _digits(start: int, token: re.Match[str]) -> Lexeme:
    value = numbers.digits(token["digits"])
    if value is None or value > 200:
        return Lexeme(start, token.end(), "ordinal", token.group())
    return Lexeme(start, token.end(), "number", number=value)


def _phrase(flat: str, place: tuple[int, int, int], opening: Opening) -> Lexeme:
    start, after, end = place
    for form, kind, meaning, shape in opening.forms.get(flat[after : after + _NEXT], opening.forms[""]):
        stop = start + len(form)
        if stop <= end and flat.startswith(form, start) and not (form[-1].isalnum() and flat[stop : stop + 1].isalnum()):
            return Lexeme(start, stop, kind, meaning, shape)
    if opening.number is not None or flat.startswith("a hundred", start):
        return _number_word(flat, start, after, opening.number)
    return Lexeme(start, after, "mark", '"') if flat[start] == '"' else _plain(flat, start, after)


def _number_word(flat: str, start: int, after: int, value: int | None) -> Lexeme:
    word = flat[start:after]
    if flat.startswith(("-member", "-nation", "-country"), after):
        return Lexeme(start, after + 7, "body" if word in _SIZES else "light", _SIZES.get(word, ""))
    read = numbers.compound(flat, start)
    number, stop = read or (value or 0, after)
    return Lexeme(start, stop, "article" if word in numbers.ARTICLES else "number", word, number=number)


_NEXT = 2  # how many characters after its first word a form of several is looked up by


@cache
def table() -> dict[str, dict[str, tuple[Entry, ...]]]:
    """Return the table of words by their first word and what comes next ("" where the form is that word alone).

    For each, its forms, the longest first, with kind, value and shape.
    """
    forms: dict[str, dict[str, Entry]] = {}
    for line in files("bot.reading.votes").joinpath("words.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            for form, kind, value, shape in _entries(line):
                first = re.match(r'[^\W\d_]+|"', form)
                if first:
                    forms.setdefault(first.group(), {}).setdefault(form, (form, kind, value, shape))
    return {first: _by_next(first, same.values()) for first, same in forms.items()}


def _by_next(first: str, entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    ordered = sorted(entries, key=lambda entry: -len(entry[0]))
    alone = tuple(entry for entry in ordered if entry[0] == first)
    nexts = {entry[0][len(first) :][:_NEXT] for entry in ordered if entry[0] != first}
    longer = {following: tuple(entry for entry in ordered if entry[0][len(first) :].startswith(following)) for following in nexts}
    return {"": alone, **{following: (*forms, *alone) for following, forms in longer.items()}}


_SIDES = frozenset({"yes", "no", "abstain", "absent"})
_OUTCOMES = frozenset({"adopted", "acted", "spoke", "failed", "veto", "block"})


def _entries(line: str) -> Iterator[Entry]:
    head, _, tail = line.partition(":")
    kind, _, shape = head.partition(" ")
    if kind in _SIDES:
        kind, value = "side", kind
    elif kind in _OUTCOMES:
        kind, value = "outcome", kind
    else:
        value = shape
    for form in tail.split(";"):
        yield form.strip(), kind, value, shape


_SETTLED = frozenset({"mark", "state", "symbol", "day", "body", "text", "outcome"})
_FOR = frozenset({"for", "pour", "für", "por"})
_AMBIGUOUS = _FOR | {"elected", "dos", "no", "yes"}
_COUNTED = frozenset({"side", "light", "other", "mark"})


def _in_context(lexemes: list[Lexeme], flat: str) -> list[Lexeme]:
    """Settle what only the neighbours tell: "10 for", "no abstentions", "une abstention", "of its 15 members", "5 May"."""
    settled = list(lexemes)
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind in _SETTLED or (lexeme.kind == "word" and lexeme.value not in _AMBIGUOUS):
            continue
        before = settled[index - 1] if index else None
        after = lexemes[index + 1] if index + 1 < len(lexemes) else None
        changed = _settle(lexeme, before, after, flat, index, settled)
        if changed is not None:
            settled[index] = changed
    return settled


def _settle(lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None, flat: str, index: int, row: list[Lexeme]) -> Lexeme | None:
    word = flat[lexeme.start : lexeme.end]
    if word in _FOR:
        return _for(lexeme, before, after, flat, index, row)
    if _means_little(word, before, after):
        return Lexeme(lexeme.start, lexeme.end, "light", word)
    if word in {"yes", "no"}:
        return _yes_or_no(lexeme, word, before, after)
    if lexeme.kind == "article":
        counted = after is not None and (after.kind == "side" or (after.kind == "light" and flat[after.start] in "vmcs"))
        return Lexeme(lexeme.start, lexeme.end, "number" if counted else "light", lexeme.value, number=lexeme.number)
    if lexeme.kind == "number" and _is_size(lexeme, after, flat, index, row):
        return _as(lexeme, "light", "size", "")
    return None


def _votes_for(flat: str, index: int, row: list[Lexeme]) -> bool:
    """Whether a day stands between "voted" and "for": "164 States voted on Wednesday for a first resolution"."""
    before = row[max(0, index - 3) : index]
    words = [flat[item.start : item.end] for item in before]
    return bool(before) and before[-1].kind == "day" and (words[:1] == ["voted"] or words[-2:-1] == ["voted"])


def _yes_or_no(lexeme: Lexeme, word: str, before: Lexeme | None, after: Lexeme | None) -> Lexeme | None:
    """Read "no" as a count ("no abstentions"); "yes" and "no" as a side ("18 no votes", "187 yes, two no (…)"); else as nothing."""
    counted = before is not None and before.kind == "number"
    if counted and (after is None or after.kind == "mark" or (word == "no" and after.kind == "vote")):
        return _as(lexeme, "side", word, "noun")
    none = word == "no" and after is not None and after.kind == "side" and after.form == "noun"
    return Lexeme(lexeme.start, lexeme.end, "number", "none", number=0) if none else None


def _for(lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None, flat: str, index: int, row: list[Lexeme]) -> Lexeme | None:
    if _votes_for(flat, index, row):
        return _as(lexeme, "side", "yes", "verb")
    return _as(lexeme, "side", "yes", "adv") if _counts_for(before, after, flat, index, row) else None


def _means_little(word: str, before: Lexeme | None, after: Lexeme | None) -> bool:
    """Whether a word is none of those it looks like: "the 10 elected members", the Portuguese "dos Estados Unidos"."""
    if word == "elected":
        return before is not None and before.kind in {"number", "light"} and after is not None and after.kind == "light"
    return word == "dos" and after is not None and after.kind == "state"


def _counts_for(before: Lexeme | None, after: Lexeme | None, flat: str, index: int, row: list[Lexeme]) -> bool:
    """Whether "for" stands for votes in favour: "10 for", "11 votes for, 2 against", "141 voted for"."""
    counted = before is not None and (
        before.kind == "number" or (before.kind in {"vote", "light"} and index > 1 and row[index - 2].kind == "number")
    )
    closed = (
        after is None
        or after.kind in {"mark", "number", "symbol"}
        or flat[after.start : after.end] in {"and", "to", "et", "und", "y", "e", "the"}
    )
    return counted and closed


_NEEDED = 9  # votes in favour a Council draft needs: named far more often as the rule than as a count
_OUT_OF = frozenset({"of", "sur", "dos", "von", "der", "os", "los", "des"})
_GAINED = frozenset({"received", "got", "won", "gained", "garnered", "obtained", "secured", "drew"})


def _is_size(lexeme: Lexeme, after: Lexeme | None, flat: str, index: int, row: list[Lexeme]) -> bool:
    """Whether a number is the size of the body, not a count: "of the Council's 15 members", "the five permanent members"."""
    if after is not None and flat.startswith(
        (
            "short of",
            "shy of",
            "fewer than",
            "less than",
            "more than",
            "votes short",
            "votes shy",
            "permanent",
            "permanents",
            "elected",
            "veto",
            "co-sponsor",
            "permanentes",
            "ständige",
        ),
        after.start,
    ):
        return True
    if lexeme.number == _NEEDED and any(item.kind == "rule" for item in (*row[max(0, index - 6) : index], *row[index + 1 : index + 5])):
        return not any(flat[item.start : item.end] in _GAINED for item in row[max(0, index - 3) : index])
    words = _since_stop([flat[item.start : item.end] for item in row[max(0, index - 5) : index]])
    counts = after is not None and after.kind in {"side", "vote"} and words[-2:] not in (["of", "the"], ["of", "its"])
    if lexeme.number not in {11, 15, 47, 191, 192, 193} or counts:
        return False
    if "all" in words[-2:] or words[-2:-1] in (["vote"], ["votes"]) or words[-1:] == ["to"]:
        return False
    return bool(_OUT_OF.intersection(words)) or "-" in words[-1:]


def _since_stop(words: list[str]) -> list[str]:
    """Return the words after the last colon or semicolon: what stands before it owns no number after it."""
    stop = max((place for place, word in enumerate(words) if word in {":", ";"}), default=-1)
    return words[stop + 1 :]


def _as(lexeme: Lexeme, kind: str, value: str, form: str) -> Lexeme:
    return Lexeme(lexeme.start, lexeme.end, kind, value, form, lexeme.number)
