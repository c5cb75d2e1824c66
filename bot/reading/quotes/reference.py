"""Whom "he" and "she" mean: the nearest person they can be, those who begin sentences or speak first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from bot.reading.quotes.grammar import Grammar
from bot.reading.quotes.people import Name, Person, Roster
from bot.reading.quotes.prose import Prose, Sentence

_REACH = 10  # sentences a pronoun looks back over
_AS_OBJECT, _AS_OWNER, _UNSURE, _NEW_PARAGRAPH, _GENDER_UNKNOWN, _SPEAKS = 0.9, 0.6, 2.0, 0.2, 0.3, -0.4


@dataclass(slots=True)
class Mentioned:
    """A person mentioned in a sentence, and how unlikely a pronoun is to mean them there."""

    person: Person
    sentence: int
    paragraph: int
    cost: float


def pronouns(prose: Prose, sentences: list[Sentence], words: Grammar, roster: Roster) -> dict[int, Person]:
    """Return the person each "he" or "she" means, by token; a pronoun that can be nobody is left out."""
    found: dict[int, Person] = {}
    mentioned: list[Mentioned] = []
    gender_of = {low: gender for gender in ("he", "she") for low in words[gender] | {f"-{clitic}" for clitic in words[gender]}}
    telling = _telling(prose, words, roster, gender_of)
    for number, sentence in enumerate(sentences):
        first = bisect_left(telling, sentence.first)
        for at in telling[first : bisect_left(telling, sentence.last, first)]:
            name = roster.starting.get(at)
            if name and name.run == at:
                mentioned.append(Mentioned(name.person, number, sentence.paragraph, _cost(prose, words, name, sentence)))
            gender = gender_of.get(_bare(prose.lows[at], words))
            person = gender and _meant(mentioned, gender, number, sentence.paragraph)
            if gender and person:
                person.gender = gender
                found[at] = person
                mentioned.append(Mentioned(person, number, sentence.paragraph, 0.0))
        del mentioned[:-60]
    return found


def _telling(prose: Prose, words: Grammar, roster: Roster, pronouns: Mapping[str, str]) -> list[int]:
    """Return the tokens that name somebody or may be a pronoun."""
    joined = (at for at, low in enumerate(prose.lows) if "-" in low) if words["clitic"] else ()
    return sorted({*prose.where(pronouns), *roster.starting, *joined})


def _bare(low: str, words: Grammar) -> str:
    """Return a word, or the pronoun of "dit-il" in languages that join it to the verb."""
    return low[low.rfind("-") :] if "-" in low and words["clitic"] else low


def _cost(prose: Prose, words: Grammar, name: Name, sentence: Sentence) -> float:
    """Weigh a mention by its place: sentences begin with whom they are about."""
    cost = 0.0 if name.person.sure else _UNSURE
    following = prose.lows[name.last] if name.last < sentence.last else ""
    before = prose.lows[name.run - 1] if name.run > sentence.first else ""
    if name.owner:
        return cost + _AS_OWNER
    if following in words.strong or before in words.strong:
        return cost + _SPEAKS
    opening = not before or before == "," or before in words["subordinate"] or before in words["determiner"]
    return cost if opening and before not in words["preposition"] else cost + _AS_OBJECT


def _meant(mentioned: list[Mentioned], gender: str, number: int, paragraph: int) -> Person | None:
    best, least = None, float(_REACH)
    for one in reversed(mentioned):
        if one.person.gender not in {gender, None}:
            continue
        cost = one.cost + (number - one.sentence) + _NEW_PARAGRAPH * (paragraph - one.paragraph) + _GENDER_UNKNOWN * (not one.person.gender)
        if cost < least:
            best, least = one.person, cost
    return best
