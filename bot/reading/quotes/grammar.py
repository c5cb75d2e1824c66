"""The words a language uses to say who speaks: read from ``words/*.txt``, once, at first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NOTHING: frozenset[str] = frozenset()
_VOWELS = "aeiou"
LANGUAGES = ("en", "fr", "es", "de", "pt")

_PARTING = ("subordinate", "preposition", "auxiliary", "relative", "he", "she", "plural")

Section = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar(dict[str, Section]):
    """One language's words for attribution by section, all in lower case; a section that it lacks is empty.

    ``strong`` cues speak by themselves, ``weak`` ones only beside a quote. ``participles`` are of both, ``speaking`` of strong cues alone;
    ``noun_like`` forms may be nouns ("remarks", "report"); ``verbs`` are all of them. No office goes on over a ``halting`` word,
    no noun phrase over a ``parting`` one. "According to" and its like begin with a ``sourcing`` word.
    It is a dictionary since it is asked for every token.
    """

    language: str
    strong: Section
    weak: Section
    participles: Section
    speaking: Section
    infinitives: Section
    noun_like: Section
    verbs: Section
    halting: Section
    parting: Section
    sourcing: Section
    endings: tuple[str, ...]

    def __missing__(self, section: str) -> Section:
        """Return no words."""
        return _NOTHING

    def is_title(self, low: str) -> bool:
        """Whether a word is a title: "minister", or a compound of one, "Bundesfinanzminister"."""
        return low in self["title"] or (bool(self.endings) and low.endswith(self.endings))

    def is_office(self, low: str) -> bool:
        """Whether a word is an office, or in German a compound of one, "Vizebotschafter"."""
        return low in self["office"] or (bool(self.endings) and low.endswith(self.endings))


@cache
def grammar(language: str) -> Grammar:
    """Return the words of a language ("en"); another one's are English."""
    sections = word_lists(language if language in LANGUAGES else "en")
    verbs = {strength: list(_verbs(language, sections.get(strength, ()))) for strength in ("strong", "weak")}
    strong = frozenset(form for verb in verbs["strong"] for form in verb.finite)
    weak = frozenset(form for verb in verbs["weak"] for form in verb.finite) - strong
    every = [*verbs["strong"], *verbs["weak"]]
    participles = frozenset(verb.participle for verb in every) - {""}
    infinitives = frozenset(verb.infinitive for verb in every) - {""}
    words = {name: frozenset(listed) for name, listed in sections.items()}
    halting = strong | participles | words.get("subordinate", _NOTHING) | (words.get("auxiliary", _NOTHING) - words.get("rank", _NOTHING))
    parting = strong | participles | {low for low in weak if low.endswith("ed")}
    found = Grammar(
        language=language,
        strong=strong,
        weak=weak,
        participles=participles,
        speaking=frozenset(verb.participle for verb in verbs["strong"]) - {""},
        infinitives=infinitives,
        noun_like=frozenset(form for verb in every if verb.infinitive for form in verb.finite[:2]) - words.get("verbal", _NOTHING),
        verbs=strong | weak | participles | infinitives,
        halting=halting,
        parting=parting.union(*(words.get(section, _NOTHING) for section in _PARTING)),
        sourcing=words.get("according", _NOTHING) | words.get("after", _NOTHING) | {"according", "in"},
        endings=sections.get("title_ending", ()),
    )
    found.update(dict.fromkeys(_every_section(), _NOTHING))
    found.update(words)
    return found


@cache
def _every_section() -> frozenset[str]:
    """Return the names of the sections that any language has: one that lacks a section is asked for it all the same."""
    return frozenset(section for language in LANGUAGES for section in word_lists(language))


@cache
def genders() -> dict[str, str]:
    """Return which pronoun goes with a given name: "he" or "she"."""
    return {name: gender for gender, names in word_lists("given").items() for name in names}


@dataclass(frozen=True, slots=True)
class _Verb:
    finite: tuple[str, ...]
    participle: str = ""
    infinitive: str = ""


def _verbs(language: str, words: Iterable[str]) -> Iterator[_Verb]:
    for word in words:
        if "/" in word:
            base, third, past, participle = word.split("/")
            yield _Verb((base, third, past), participle, base)
        elif language == "en":
            yield _Verb((word, _third(word), _past(word)), _stem(word) + "ing", word)
        else:
            yield _Verb((word,))


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")


def _past(base: str) -> str:
    if _third(base).endswith("ies"):
        return _third(base)[:-1] + "d"
    return base + "d" if base.endswith("ee") else _stem(base) + "ed"


def _stem(base: str) -> str:
    """Return what "-ed" and "-ing" are put to: "argu", "admitt"."""
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1]
    doubled = base in {"admit", "quip", "rebut", "slam", "blog", "rap", "rip", "dub", "defer", "refer", "snap", "rebel", "regret"}
    return base + base[-1] if doubled else base


@cache
def word_lists(name: str) -> dict[str, tuple[str, ...]]:
    """Return the sections of a file in ``words``."""
    found: dict[str, tuple[str, ...]] = {}
    for line in files("bot.reading.quotes").joinpath(f"words/{name}.txt").read_text(encoding="utf-8").splitlines():
        section, parted, words = line.partition(":")
        if parted and not line.startswith("#"):
            found[section] = (*found.get(section, ()), *(word.replace("_", " ") for word in words.split()))
    return found
