"""A sentence as a row of lexemes: numbers, States, and words that mean something in a vote; all else is "word"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot import states
from bot.model import Span
from bot.reading import dates, numbers, symbols
from bot.reading.votes.context import in_context
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.vocabulary import NEXT, Entry, table

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
    return in_context(lexemes, flat)


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
    hundred = flat[start] == "a" and flat.startswith("a hundred", start)
    for form, kind, meaning, shape in () if hundred else opening.forms.get(flat[after : after + NEXT], opening.forms[""]):
        stop = start + len(form)
        if stop <= end and flat.startswith(form, start) and not (form[-1].isalnum() and flat[stop : stop + 1].isalnum()):
            return Lexeme(start, stop, kind, meaning, shape)
    if opening.number is not None or hundred:
        return _number_word(flat, start, after)
    return Lexeme(start, after, "mark", '"') if flat[start] == '"' else _plain(flat, start, after)


def _number_word(flat: str, start: int, after: int) -> Lexeme:
    word = flat[start:after]
    if flat.startswith(("-member", "-nation", "-country"), after):
        return Lexeme(start, after + 7, "body" if word in _SIZES else "light", _SIZES.get(word, ""))
    number, stop = numbers.compound(flat, start) or numbers.chain(flat, start, after)
    if word == "cent" and stop == after:
        return _plain(flat, start, after)
    return Lexeme(start, stop, "article" if word in numbers.ARTICLES else "number", word, number=number)
