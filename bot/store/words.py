"""Words as they are searched for: without accents and endings, a State under all its names, and what a misspelt one may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot import states
from bot.model import State

_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = re.compile(r"(?<=[a-z]{4})(?:ings?|ed|es|s)$|(?<=[a-z]{2})s$")
_SAME = {  # words, without their endings, that are looked for as one
    "vetoe": "veto",
    "nuke": "nuclear",
    "peacekeeper": "peacekeep",
    "refus": "reject",
    "adoption": "adopt",
    "pass": "adopt",
    "ceasefire": "cease",
    "truce": "cease",
}
_CODES = {"us": "USA", "usa": "USA", "uk": "GBR", "dprk": "PRK", "rok": "KOR", "drc": "COD", "uae": "ARE", "prc": "CHN", "ussr": "RUS"}
_FILLERS = (
    "a about all an and any are as at be been by did do does for from had has have how in into is it its of on or over says say that the "
    "their them then there these this those to un unsc was were what when where which who why will with votes vote voting resolution "
    "resolutions draft"
)
_NOTHING = frozenset(_FILLERS.split())
_MEANT = 1000  # misspelt words kept with what they were taken for: many people make the same slip
_SHORT, _LONG = 3, 5  # letters: up to so many a word is taken as it is; of more it may have two slips
_LONGEST = 64  # letters of a word that are kept
_MARK = "zz"  # begins the word that stands for a State: no other word does


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: any of its alternatives, each of one word or several that must all be there."""

    alternatives: tuple[tuple[str, ...], ...]


def of(text: str) -> Iterator[str]:
    """Yield the words of a text as they are kept: lower case, without accents and endings."""
    plain = re.sub(r"'s\b", "", text.replace("’", "'")).replace("–", "-")
    flat = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    return map(_stem, _WORD.findall(flat))


@lru_cache(20_000)
def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        stem = f"{word[:-3]}y"
    else:
        stem = word if word.endswith(("ss", "us", "is")) else _ENDINGS.sub("", word)
    return _SAME.get(stem, stem)


def state_word(state: State) -> str:
    """Return the word that stands for a State, whatever it is called."""
    return f"{_MARK}{state.lower()}"


def of_texts(texts: Iterable[str], named: Iterable[State]) -> Sequence[str]:
    """Return the words of some texts and of the States named, each once, but for those that say nothing."""
    found = dict.fromkeys([*of("\n".join(texts)), *(word for state in dict.fromkeys(named) for word in _names(state))])
    return [word[:_LONGEST] for word in found if word not in _NOTHING]


def kept(*parts: Sequence[str]) -> str:
    """Return the words of a vote as they are kept, each once."""
    return " ".join(dict.fromkeys(chain(*parts)))


@cache
def _names(state: State) -> tuple[str, ...]:
    return (*of(states.name(state)), *of(states.plain(state)), state_word(state))


def asked(text: str) -> list[Term]:
    """Read what a person looks for: States by any of their names, and the other words that say something."""
    text = text[:200]
    found: list[Term] = []
    rest, end = [], 0
    for start, stop, state in _named(text):
        found.append(_state_term(text[start:stop], state))
        rest.append(text[end:start])
        end = stop
    words = dict.fromkeys(of(" ".join([*rest, text[end:]])))
    return found + [_word_term(word) for word in words if word not in _NOTHING]


def _named(text: str) -> list[tuple[int, int, State]]:
    """Return the States named, also in lower case: the text is read as written, else with capitals."""
    mentions = states.find(text) or states.find(_capitals(text))
    return [(mention.start, mention.end, mention.state) for mention in mentions]


def _capitals(text: str) -> str:
    return re.sub(
        r"\b(?!(?:of|and|the|de|del|della|der|des|do|du|la|le|los|und|y|et)\b)[^\W\d_]",
        lambda letter: letter[0] if len(letter[0].upper()) > 1 else letter[0].upper(),
        text,
    )


def _state_term(name: str, state: State) -> Term:
    return Term(((state_word(state),), tuple(of(name)) or (state_word(state),)))


def _word_term(word: str) -> Term:
    state = _CODES.get(word) or (word.upper() if len(word) == 3 and states.known(word.upper()) else None)
    return Term(((state_word(state),), (word,))) if state else Term(((word,),))


class Vocabulary:
    """The words there are, of how many votes each, and which of them a misspelt one may have meant."""

    def __init__(self, votes: Mapping[str, int]) -> None:
        """Take how many votes each word is of."""
        self.votes = votes
        self._meant: dict[str, list[str]] = {}

    @cached_property
    def most(self) -> int:
        """How many votes the most frequent word is of."""
        return max(self.votes.values(), default=1)

    @cached_property
    def _spelt(self) -> Sequence[str]:
        """The words a misspelt one may have meant."""
        return [word for word in self.votes if word.isalpha() and len(word) > _SHORT and not word.startswith(_MARK)]

    def mended(self, term: Term) -> Term:
        """Return a term whose unknown words are those they are nearest to; as it is where all are known, or none is near."""
        known = tuple(words for words in term.alternatives if all(word in self.votes for word in words))
        if known:
            return Term(known)
        return Term(tuple((near,) for words in term.alternatives for word in words for near in self.near(word)) or term.alternatives)

    def near(self, word: str) -> list[str]:
        """Return up to three words that differ by a letter or two, or that begin so; those of more votes first."""
        if len(word) <= _SHORT or not word.isalpha():
            return []
        if word not in self._meant:
            if len(self._meant) > _MEANT:
                self._meant.clear()
            self._meant[word] = self._nearest(word)
        return self._meant[word]

    def _nearest(self, word: str) -> list[str]:
        slips = 1 + (len(word) > _LONG)
        close = {other: n for other, n, _place in process.extract_iter(word, self._spelt, scorer=OSA.distance, score_cutoff=slips)}
        begun = [other for other in self._spelt if other.startswith(word)] if len(word) > _SHORT + 1 else []
        best = min(close.values(), default=0)
        found = [other for other, n in close.items() if n == best] or begun
        return sorted(found, key=lambda other: (-self.votes[other], other))[:3]
