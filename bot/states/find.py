"""Where a text names States: longest form first, no name within a name, false friends skipped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from bot.model import State
from bot.states.table import Names, false_friends, table

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FOLLOWING = re.compile(r"\s*(?:[^\W\d_]+|[^\w\s])")
_PLAIN = (
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\n", " "), ("\r", " "), ("\t", " "),
    ("\u2019", "'"), ("\u02bc", "'"), ("\u2018", "'"), ("\u2010", "-"), ("\u2011", "-"), ("\u2013", "-"),
)  # fmt: skip

_PLAIN_ASCII = tuple(pair for pair in _PLAIN if pair[0].isascii())

Form = tuple[str, State, str]
_PEEK = 2  # characters after a first word that tell which names may follow
_NONE: dict[str, tuple[Form, ...]] = {"": ()}


class Mention(NamedTuple):
    """A State named in a text, at [start, end). ``kind`` is "name", "adjective" ("French") or "capital" ("Moscow")."""

    start: int
    end: int
    state: State
    kind: str


def find(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Return the States a text names between two offsets, in order. Linear in the length of the text."""
    return list(_mentions(text if not start and end is None else text[start:end], start))


def names_in_list(text: str) -> tuple[list[State], bool]:
    """Read a list of States such as stands in parentheses: the States, each once, and whether every word of it was one.

    "China, Pakistan and Russian Federation" gives three States and True; commas and "and" inside a name do not part it.
    """
    mentions = [mention for mention in find(text) if mention.kind == "name"]
    states = list(dict.fromkeys(mention.state for mention in mentions))
    return states, not re.sub(r"[\W\d_]+|\b(?:and|the|et|y|und|e|la|le|les|die|der)\b", "", _without(text, mentions))


def flatten(text: str) -> str:
    """Return a text with plain spaces, hyphens and apostrophes, each character where it was: what ``mention_at`` reads."""
    for fancy, plain in _PLAIN_ASCII if text.isascii() else _PLAIN:
        text = text.replace(fancy, plain)
    return text


@cache
def first_words() -> frozenset[str]:
    """Return every word, as written, that a State's name may begin with."""
    return frozenset(_forms_by_first_word())


def opening(word: str) -> tuple[Form | None, frozenset[str]]:
    """Return what a word, as printed, names by itself, and what may follow it where a longer name begins: a blank and a word, or a mark."""
    return _openings().get(word, (None, frozenset()))


@cache
def _openings() -> dict[str, tuple[Form | None, frozenset[str]]]:
    return {first: (_alone(first, forms), _nexts(first, forms)) for first, forms in _forms_by_first_word().items()}


def _alone(first: str, forms: tuple[Form, ...]) -> Form | None:
    return next((form for form in forms if form[0] == first), None)


def _nexts(first: str, forms: tuple[Form, ...]) -> frozenset[str]:
    return frozenset(following.group() for form, _, _ in forms if (following := _FOLLOWING.match(form, len(first))))


def mention_at(flat: str, start: int, word: str) -> Mention | None:
    """Return the State named at an offset of a flattened text where a word begins; a false friend is a mention of no State ("")."""
    forms, after = _forms_by_opening().get(word, _NONE), start + len(word)
    for form, state, kind in forms.get(flat[after : after + _PEEK], forms[""]):
        if flat.startswith(form, start) and _ends(flat, start + len(form), form):
            return Mention(start, start + len(form), state, kind)
    return None


def _mentions(text: str, base: int) -> Iterator[Mention]:
    flat, forms, done = flatten(text), _forms_by_first_word(), 0
    for word in _FIRST_WORD.finditer(flat):
        if word.group() in forms and word.start() >= done:
            mention = mention_at(flat, word.start(), word.group())
            if mention:
                done = mention.end
                if mention.state:
                    yield Mention(base + mention.start, base + done, mention.state, mention.kind)


def _ends(text: str, end: int, form: str) -> bool:
    """Whether a word ends here: "Niger" does not end inside "Nigeria", nor "Guinea" before "-Bissau"."""
    if not form[-1].isalnum():
        return True
    following = text[end : end + 1]
    return not (following.isalnum() or following == "_")


@cache
def _forms_by_opening() -> dict[str, dict[str, tuple[Form, ...]]]:
    """Return the forms by their first word and the characters after it, the longest first; under "" those it alone decides.

    Most words a name may begin with are "the": what follows tells nearly always that it is no name.
    """
    found: dict[str, dict[str, tuple[Form, ...]]] = {}
    for first, forms in _forms_by_first_word().items():
        rests = [form[0][len(first) : len(first) + _PEEK] for form in forms]
        found[first] = {
            peek: tuple(form for form, rest in zip(forms, rests, strict=True) if rest == peek or len(rest) < _PEEK) for peek in {"", *rests}
        }
    return found


@cache
def _forms_by_first_word() -> dict[str, tuple[Form, ...]]:
    forms: dict[str, dict[str, Form]] = {}
    for form in _all_forms():
        for spelling in _spellings(form[0]):
            first = _FIRST_WORD.match(spelling)
            if first:
                forms.setdefault(first.group(), {}).setdefault(spelling, (spelling, form[1], form[2]))
    return {first: tuple(sorted(same.values(), key=lambda form: -len(form[0]))) for first, same in forms.items()}


def _all_forms() -> Iterator[Form]:
    yield from ((form, "", "") for form in false_friends())
    for names in table().values():
        yield from _english(names)
    for names in table().values():
        yield from ((form, names.state, _kind_abroad(form)) for form in names.abroad)


def _english(names: Names) -> Iterator[Form]:
    yield from _of_kind((names.name, names.plain, *names.others), names.state, "name")
    yield from _of_kind(names.adjectives, names.state, "adjective")
    yield from _of_kind(names.capitals, names.state, "capital")


def _of_kind(forms: Iterable[str], state: State, kind: str) -> Iterator[Form]:
    return ((form, state, kind) for form in forms)


def _kind_abroad(form: str) -> str:
    return "name" if form[0].isupper() and "amerikanisch" not in form else "adjective"


def _spellings(form: str) -> Iterator[str]:
    """Yield a form as written, without accents, and in capitals as headlines print it (not short ones: "US" is not "us")."""
    flat = flatten(form)
    bare = unicodedata.normalize("NFD", flat).encode("ascii", "ignore").decode()
    for spelling in (flat, bare):
        yield spelling
        if spelling[0].isupper() and len(spelling) > 3:
            yield spelling.upper()


def _without(text: str, mentions: Iterable[Mention]) -> str:
    parts, at = [], 0
    for mention in mentions:
        parts.append(text[at : mention.start])
        at = mention.end
    return " ".join((*parts, text[at:]))
