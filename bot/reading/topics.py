"""What a vote is about: topics from a small open list, derived from a subject or a title whenever they are asked for.

The list is ``topics.txt`` beside this module; an operator's file of the same form adds to it. A State named in a subject is a State
concerned; one that a title names as a voter ("…, as Somalia Abstains") is none.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from bot import states
from bot.model import State

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"@([A-Z]{3})")
_WORD = re.compile(r"[^\W_]+")
_OPENING = 3  # how many letters of a word forms are looked up by
_LONGEST = 4000  # a subject is a few words: of anything longer, the beginning is read
_DOES_VOTE = re.compile(
    r"[\s,]*(?:(?:has|have|had|both|again|each|then|today|jointly|a|ont|se|s['’])\s+)*"
    r"(?:abst|cast|vot[ei]|block|oppos|dissent|did\snot\s(?:vote|participate)|enth[aä]l|enthiel|stimm|legt|bloqu|met\sson|oppose)",
    re.IGNORECASE,
)
_VOTED_BY = re.compile(
    r"(?:veto(?:es|s)?|vetoed|blocked|abstentions?|opposed|opposition|negative\svotes?|against|abstaining|vetad[oa]|bloqu[ée]e?)\s*"
    r"(?:cast\s)?(?:by|from|of|de|par|por|von|\()\s*(?:the\s|la\s|le\s)?$",
    re.IGNORECASE,
)
_ACCENTS = re.compile(r"[\u0300-\u036f]+")  # once parted from their letters
_DASHES = re.compile(r"[-\u2010-\u2015/_]")
_BEFORE = 40  # characters of what stands before a name that may make it a voter's
_JOINT = re.compile(r"[\s,]*(?:(?:and|et|y|e|und)\s+)?(?:the\s)?", re.IGNORECASE)


class _Form(NamedTuple):
    """One way of naming a topic: plain words, and the topics they name (none, where they only keep their words from other forms)."""

    words: str
    keys: tuple[str, ...]
    stem: bool


@dataclass(frozen=True, slots=True)
class Topics:
    """A list of topics: their names by key, in the order of the list; the key by either in plain letters; and how texts name them."""

    names: Mapping[str, str]
    called: Mapping[str, str]
    forms: Mapping[str, tuple[_Form, ...]]
    concerned: Mapping[State, tuple[str, ...]]

    def of(self, text: str, mentions: Sequence[states.Mention] | None = None) -> tuple[str, ...]:
        """Return the keys of the topics a subject or title names, in the order of the list. Well under 0.1 ms for a title.

        ``mentions`` are the States it names, where that is known already.
        """
        text = text[:_LONGEST]
        found = set(self._named(_plain(text)))
        if mentions is None or len(text) == _LONGEST:
            mentions = states.find(text)
        if self.concerned.keys().isdisjoint(mention.state for mention in mentions):
            mentions = ()
        for state in _not_voting(text, mentions):
            found.update(self.concerned.get(state, ()))
        return tuple(key for key in self.names if key in found)

    def find(self, words: str) -> str | None:
        """Return the key of the one topic a person means: by its key, its name, or words that name no other; else None."""
        plain = _plain(words).strip()
        if plain in self.called:
            return self.called[plain]
        whole = {key for form in self.forms.get(plain[:_OPENING], ()) if form.words == plain for key in form.keys}
        for named in (tuple(whole), *map(self.of, (words, words.title(), words.upper()))):
            if named:
                return named[0] if len(named) == 1 else None
        return None

    def _named(self, plain: str) -> Iterator[str]:
        done = 0
        for word in _WORD.finditer(plain):
            start = word.start()
            if start < done:
                continue
            for form in self.forms.get(plain[start : start + _OPENING], ()):
                if plain.startswith(form.words, start) and _stands(plain, start, form):
                    done = start + len(form.words)
                    yield from form.keys
                    break


_OWN: ContextVar[str] = ContextVar("topics", default="")


def use(own: str) -> None:
    """Add an operator's list (its text) to the built-in one, for all that this program does from here on. Raises ValueError by line."""
    load(own)
    _OWN.set(own)


def edition() -> str:
    """Say in a few characters which operator's list is in use; "" where none is."""
    own = _OWN.get()
    return hashlib.blake2b(own.encode(), digest_size=8).hexdigest() if own else ""


def of(text: str, mentions: Sequence[states.Mention] | None = None) -> tuple[str, ...]:
    """Return the keys of the topics a subject or title names, in the order of the list; ``mentions`` are the States it names, if known."""
    return load(_OWN.get()).of(text, mentions)


def about(text: str) -> Mapping[State, tuple[str, ...]]:
    """Return the States that a subject or title names, those it tells as voters aside, and the topics each stands for."""
    text, concerned = text[:_LONGEST], load(_OWN.get()).concerned
    return {state: concerned.get(state, ()) for state in _not_voting(text, states.find(text))}


def names() -> Mapping[str, str]:
    """Return the plain names of the topics by key, in the order of the list."""
    return load(_OWN.get()).names


def find(words: str) -> str | None:
    """Return the key of the one topic a person means by a key, a name or other words; else None."""
    return load(_OWN.get()).find(words)


@cache
def load(extra: str = "") -> Topics:
    """Return the built-in topics, with those of an operator's file (its text, of the same form) added. Raises ValueError by line."""
    built_in = files("bot.reading").joinpath("topics.txt").read_text(encoding="utf-8")
    titles: dict[str, str] = {}
    told: dict[str, dict[str, None]] = {}
    for key, name, forms in (*_rows(built_in), *_rows(extra)):
        if key:
            titles[key] = name or titles.get(key) or key.replace("-", " ").capitalize()
        for form in forms:
            told.setdefault(form, {}).update({key: None} if key else {})
    called = {_plain(word): key for key, name in reversed(titles.items()) for word in (key, name)}  # the first so called wins
    return Topics(
        MappingProxyType(titles), MappingProxyType(called), MappingProxyType(_by_opening(told)), MappingProxyType(_by_state(told))
    )


def _rows(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield key, name and forms of each line; the key is empty for words that name no topic."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            key, name, forms = _fields(line, number)
            told = tuple(form for part in forms.split(";") if (form := part.strip()))
            for code in filter(None, map(_CODE.fullmatch, told)):
                if not states.known(code[1]):
                    raise ValueError(f"topics, line {number}: no State has the code {code[1]}")
            yield ("" if key == "-" else key), name, told


def _fields(line: str, number: int) -> tuple[str, str, str]:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 3 or not (fields[0] == "-" or _KEY.fullmatch(fields[0])):
        raise ValueError(f"topics, line {number}: not of the form “key | plain name | form; form”")
    return fields[0], fields[1], fields[2]


def _by_opening(told: Mapping[str, Mapping[str, None]]) -> dict[str, tuple[_Form, ...]]:
    """Group the forms that are words by their first letters, the longest first, a whole word before a stem."""
    grouped: dict[str, list[_Form]] = {}
    for written, keys in told.items():
        if not _CODE.fullmatch(written):
            form = _Form(_plain(written.rstrip("*")), tuple(keys), written.endswith("*"))
            grouped.setdefault(form.words[:_OPENING], []).append(form)
    return {opening: tuple(sorted(forms, key=lambda form: (-len(form.words), form.stem))) for opening, forms in grouped.items()}


def _by_state(told: Mapping[str, Mapping[str, None]]) -> dict[State, tuple[str, ...]]:
    return {code[1]: tuple(keys) for written, keys in told.items() if (code := _CODE.fullmatch(written))}


def _stands(plain: str, start: int, form: _Form) -> bool:
    """Whether a form whose words begin here ends here as well."""
    end = start + len(form.words)
    return form.stem or not plain[end : end + 1].isalnum()


def _plain(text: str) -> str:
    """Return a text in lower case, without accents, hyphens and double blanks."""
    lower = text.lower()
    if not lower.isascii():
        lower = _ACCENTS.sub("", unicodedata.normalize("NFD", lower.replace("\u2019", "'").replace("ß", "ss")))
    return " ".join(_DASHES.sub(" ", lower).split())


def _not_voting(text: str, mentions: Sequence[states.Mention]) -> Iterator[State]:
    for mention, votes in zip(mentions, _voters(text, mentions), strict=True):
        if not votes:
            yield mention.state


def _voters(text: str, mentions: Sequence[states.Mention]) -> list[bool]:
    """Say of each State named whether it is told as a voter: it votes, its veto is told, or it is listed with one that does."""
    votes = [mention.kind != "adjective" and _votes(text, mention) for mention in mentions]
    for index in range(len(mentions) - 2, -1, -1):
        following = mentions[index + 1]
        votes[index] = votes[index] or (votes[index + 1] and bool(_JOINT.fullmatch(text, mentions[index].end, following.start)))
    for index in range(1, len(mentions)):
        joint = _JOINT.fullmatch(text, mentions[index - 1].end, mentions[index].start)
        votes[index] = votes[index] or (votes[index - 1] and bool(joint))
    return votes


def _votes(text: str, mention: states.Mention) -> bool:
    return bool(_DOES_VOTE.match(text, mention.end) or _VOTED_BY.search(text, max(0, mention.start - _BEFORE), mention.start))
