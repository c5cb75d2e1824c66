"""A sentence as a row of lexemes: numbers, States, and words that mean something in a vote; all else is "word"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot import states
from bot.model import Span
from bot.reading import dates, numbers, symbols
from bot.reading.votes.context import in_context
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.vocabulary import Entry, table

_FLAT = (
    ("\u201c", '"'), ("\u201d", '"'), ("\u00ab", '"'), ("\u00bb", '"'), ("\u201e", '"'), ("\u2012", "-"), ("\u2212", "-"),
)  # fmt: skip
_FIGURES = (
    r"(?P<score>\d{1,3}(?:-\d{1,3}){1,3}(?![\d/])|\d{1,3}(?::\d{1,3}){2}|\d{1,3}-to-\d{1,3})"
    r"|(?P<size>\d+ ?-(?:member|nation|country|strong|seat|state|page|year|day|month|point|minute|hour|week)\w*|\d+-)"
    r"|(?P<ordinal>(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:st|nd|rd|th|e|º|ª|°)\b|\$\d[\d.,]*|\d[\d.,]*\s?%|\d+[ap]\.?m\b|\d{1,2}:\d\d|#\w+|@\w+)"
    r"|(?P<digits>\d{1,3}(?:[,.]\d{3})+(?!\d)|\d+)"
)
_FIGURE = re.compile(_FIGURES)
# What parts a token from the one before; a word of Latin letters, as nearly all are; or else a word, a figure or a mark.
_TOKEN = re.compile(rf"([\s_]*+)(?:([a-zß-öø-ÿ]++)(?=[ ,.'-]|[\W_]|\Z)|([^\W\d_]++|{re.sub('[?]P<[a-z]+>', '?:', _FIGURES)}|[^\w\s])|\Z)")
_MARKS = frozenset(",.;:()'-")  # which begin no figure
_FEWEST = 3  # digits that begin no symbol: "9453rd meeting" does
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
    make, add = tuple.__new__, lexemes.append  # half the time of the constructor, for nearly all words
    at, end = span
    stop = at
    for (gap, word, other), after in pairwise(_TOKEN.findall(flat, at, end)):
        start = stop + len(gap)
        stop = start + len(word or other)
        if start < at:
            continue
        if word:
            opening = _opening(plain[start:stop])
            alone, nexts = opening[0], opening[1]
            if alone and not (nexts and "".join(after) in nexts):
                add(make(Lexeme, (start, stop, word, *alone)))
                continue
            lexeme = _word(plain, flat, (start, stop, end), opening, "".join(after))
        elif other in _MARKS:
            add(make(Lexeme, (start, stop, other, "mark", other, "", 0)))
            continue
        elif other.isalpha() or other == '"':
            lexeme = _word(plain, flat, (start, stop, end), _opening(other if other == '"' else plain[start:stop]), "".join(after))
        else:
            lexeme = _figure(plain, flat, (start, end), other)
        add(lexeme)
        at = lexeme.end
    return in_context(lexemes, flat)


class Opening(NamedTuple):
    """What a word may begin: a State's name, a document's symbol, a day, forms of the table by what comes next; its value as a number.

    ``alone`` is what it means where none of the ``nexts`` follows it (kind, value, form and number); empty where it must be looked at
    closely whatever follows.
    """

    alone: tuple[()] | tuple[str, str, str, int]
    nexts: frozenset[str]
    state: bool
    symbol: bool
    day: bool
    forms: dict[str, tuple[Entry, ...]]
    number: int | None


@lru_cache(maxsize=8192)
def _opening(word: str) -> Opening:
    """Look up a word as printed."""
    lower = word.lower()
    forms = table().get(lower, {"": ()})
    number = numbers.words().get(lower)
    symbol, day = lower in symbols.OPENERS, dates.opens(lower)
    name, longer = states.opening(word)
    nexts = frozenset(map(str.lower, longer)).union(forms, _NEXTS.get(lower, ()), _more_numbers() if number is not None else ()) - {""}
    closely = lower == "cent" or day or (symbol and lower not in _NEXTS)
    small = word != "UN" and lower in numbers.ARTICLES and all(kind == "light" for _, kind, _, _ in forms[""])
    alone = () if closely else _alone(lower, name, () if small else forms[""], number)
    return Opening(alone, nexts, bool(name or longer), symbol, day, forms, number)


# Words that begin a symbol only before a stroke ("S/RES/2728"), and a number before another word ("a hundred").
_NEXTS = {"s": frozenset({"/"}), "a": frozenset({"/", " hundred"})}


@cache
def _more_numbers() -> frozenset[str]:
    """Return what may follow a number in words where it goes on ("ninety-two", "vingt et un"), or tells a size ("fifteen-member")."""
    return frozenset(("-", " hundred", " et", " y", " e", *(f" {word}" for word in numbers.words())))


def _alone(word: str, name: states.Form | None, forms: tuple[Entry, ...], number: int | None) -> tuple[str, str, str, int]:
    """Return what a word means by itself: a State, else what the table says, else a number."""
    if name is not None:
        _, state, how = name
        return "state" if state else "word", state, how, 0
    if forms or number is None:
        _, kind, value, form = (*forms, (word, "word", word, ""))[0]
        return kind, value, form, 0
    return "article" if word in numbers.ARTICLES else "number", word, "", number


def _plain(flat: str, start: int, stop: int) -> Lexeme:
    """Return a word that means nothing."""
    return Lexeme(start, stop, flat[start:stop], "word", flat[start:stop])


def _word(plain: str, flat: str, place: tuple[int, int, int], opening: Opening, following: str) -> Lexeme:
    """Read a word, at (start, stop) of a sentence with its end, that may begin something with what follows it."""
    start, stop, _ = place
    if opening.state:
        mention = states.mention_at(plain, start, plain[start:stop])
        if mention is not None:
            text = flat[start : mention.end]
            return Lexeme(start, mention.end, text, "state" if mention.state else "word", mention.state, mention.kind)
    known = (opening.symbol and _symbol(plain, flat, start)) or (opening.day and _day(plain, flat, start))
    return known or _phrase(flat, place, opening, following)


def _symbol(plain: str, flat: str, start: int) -> Lexeme | None:
    symbol = symbols.at(plain, start)
    if symbol is None:
        return None
    return Lexeme(start, symbol.end, flat[start : symbol.end], "symbol", symbol.text, symbol.kind, symbol.year or 0)


def _day(plain: str, flat: str, start: int) -> Lexeme | None:
    day = dates.at(plain, start)
    return Lexeme(start, day.end, flat[start : day.end], "day", day.text) if day is not None else None


def _figure(plain: str, flat: str, place: tuple[int, int], words: str) -> Lexeme:
    """Read what is no word, at a place of a sentence with its end: a mark, or what begins with a digit."""
    start, stop = place[0], place[0] + len(words)
    token = _FIGURE.match(flat, *place)
    if token is None:
        return Lexeme(start, stop, words, "mark", words)
    known = (len(words) > _FEWEST and _symbol(plain, flat, start)) or _day(plain, flat, start)
    if known:
        return known
    if token.lastgroup == "score" and (_OF_MONTH.match(flat, stop) or _MONTH_OF.search(flat, max(0, start - _MONTH), start)):
        return Lexeme(start, stop, words, "ordinal", words)
    if token.lastgroup == "score":
        return Lexeme(start, stop, words, "score", words.replace("to", "").replace("--", "-").replace(":", "-"))
    if token.lastgroup == "size":
        return Lexeme(start, stop, words, "body" if _size(words) else "light", _size(words))
    return _digits(start, words) if token.lastgroup == "digits" else Lexeme(start, stop, words, "ordinal", words)


# Days of a month, and no score: "9-27 September", "June 5-7".
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|mai|ago|dic|fév|févr|avr|juin|juil|août|déc|fev|set|out|dez|okt|mär|gen|mag"
    r"|giu|lug|ott)[a-zçéûä]{0,7}\.?"
)
_OF_MONTH = re.compile(rf",? (?:de |di |do )?{_MONTHS}\b")
_MONTH_OF = re.compile(rf"\b{_MONTHS} $")
_MONTH = 12  # characters


def _size(words: str) -> str:
    count, _, noun = words.partition("-")
    return _SIZES.get(count.strip(), "") if noun.startswith(("member", "nation", "country", "strong", "state", "seat")) else ""


def _digits(start: int, words: str) -> Lexeme:
    value = numbers.digits(words)
    if value is None or value > 200:
        return Lexeme(start, start + len(words), words, "ordinal", words)
    return Lexeme(start, start + len(words), words, "number", number=value)


def _phrase(flat: str, place: tuple[int, int, int], opening: Opening, following: str) -> Lexeme:
    start, after, end = place
    hundred = flat[start] == "a" and flat.startswith("a hundred", start)
    for form, kind, meaning, shape in () if hundred else opening.forms.get(following, opening.forms[""]):
        if flat.startswith(form, start, end):
            stop = start + len(form)
            if not (form[-1].isalnum() and flat[stop : stop + 1].isalnum()):
                return Lexeme(start, stop, form, kind, meaning, shape)
    if opening.number is not None or hundred:
        return _number_word(flat, start, after)
    return Lexeme(start, after, '"', "mark", '"') if flat[start] == '"' else _plain(flat, start, after)


def _number_word(flat: str, start: int, after: int) -> Lexeme:
    word = flat[start:after]
    if flat.startswith(("-member", "-nation", "-country"), after):
        return Lexeme(start, after + 7, flat[start : after + 7], "body" if word in _SIZES else "light", _SIZES.get(word, ""))
    number, stop = numbers.compound(flat, start) or numbers.chain(flat, start, after)
    if word == "cent" and stop == after:
        return _plain(flat, start, after)
    return Lexeme(start, stop, flat[start:stop], "article" if word in numbers.ARTICLES else "number", word, number=number)
