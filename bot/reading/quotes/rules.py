"""The rules that find a quote's speaker in its own sentence, in the order that works.

Each takes a place and returns the subject and the verb's tokens, or None. Nearest and plainest first: ``"Q," said NP`` before
``NP said "Q"`` if the quote ends in a comma, the other way round if it does not; what hangs loosely comes last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.model import Span
from bot.reading.quotes.cues import Cue, Cues, outermost
from bot.reading.quotes.grammar import Grammar
from bot.reading.quotes.marks import Marked
from bot.reading.quotes.people import Person
from bot.reading.quotes.prose import QUOTE, Prose, Sentence
from bot.reading.quotes.subjects import Subject, Subjects

SHORT = 4  # words; a quote of fewer is refused by the loose rules
_BESIDE = 4  # tokens a weak cue may stand from its quote
_NEAR = 60  # tokens a strong one may
_WITHIN = 8  # tokens after a quote within which "NP said" begins
_DASHES = frozenset("–—―-\u2012")
_NO_VERB = ("preposition", "subordinate", "relative", "determiner", "possessive")
_NO_PHRASE = ("preposition", "subordinate", "relative")

Found = tuple[Subject, Span | None]


@dataclass(slots=True)
class Place:
    """A quote's token in its sentence, and that sentence's verbs of speech."""

    at: int
    sentence: Sentence
    cues: list[Cue]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one text."""

    prose: Prose
    marks: list[Marked]
    words: Grammar
    subjects: Subjects
    cues: Cues

    def apply(self, place: Place) -> tuple[str, Found] | None:
        """Return the first rule that finds somebody, by name, and whom it finds."""
        found = ((rule.__name__.strip("_"), rule(place)) for rule in self._in_order(place))
        return next(((name, what) for name, what in found if what), None)

    def count(self, at: int) -> int:
        """Return how many words the quote at a token has."""
        mark = self._mark(at)
        return len(self.prose.text[mark.start : mark.end].split())

    def _in_order(self, place: Place) -> Iterator[Callable[[Place], Found | None]]:
        yield from (self._labelled, self._signed, self._signed_below)
        if self.words["view"]:
            yield self._according
        yield from (self._right, self._left) if self._looks_right(place.at) else (self._left, self._right)
        yield from (self._according, self._tail, self._colon, self._left_weak)

    def _mark(self, at: int) -> Marked:
        return self.marks[self.prose.quoted[at]]

    def _looks_right(self, at: int) -> bool:
        following = self.prose.words[at + 1] if at + 1 < len(self.prose.words) else ""
        if at and self.prose.lows[at - 1] in self.words["naming"]:
            return False
        return self.prose.text[self._mark(at).end - 1] in ",?!–—-…" or (following == "," and self.count(at) > SHORT)

    def _right(self, place: Place) -> Found | None:
        """``"Q," said NP`` or ``"Q," NP said``."""
        here = self._over_signs(place.at + 1, place.sentence.last)
        here += here < place.sentence.last and self.prose.lows[here] in self.words["just_as"]
        stop = self.cues.next_quote(here, place.sentence)
        if here >= stop:
            return None
        return self._joined_pronoun(here) or self._verb_first(here, stop) or self._subject_first(here, stop, place.cues)

    def _over_signs(self, at: int, stop: int) -> int:
        while at < stop and self.prose.words[at] in ",-–—":
            at += 1
        return at

    def _joined_pronoun(self, at: int) -> Found | None:
        """``"Q", dit-il``."""
        verb, dash, pronoun = self.prose.lows[at].rpartition("-")
        joined = dash and verb and pronoun in self.words["clitic"]
        return (Subject(at, at + 1, at, at + 1, pronoun=pronoun), (at, at + 1)) if joined else None

    def _verb_first(self, here: int, stop: int) -> Found | None:
        at = self._over_auxiliary(here, stop)
        if not (self._is_cue(at) or self._is_inverted_verb(at, stop)):
            return None
        subject = self.subjects.after(at, stop)
        return (subject, (at, at + 1)) if subject else None

    def _over_auxiliary(self, at: int, stop: int) -> int:
        """Step over "a" in "a déclaré NP"."""
        after = at
        while after < stop - 1 and self.prose.lows[after] in self.words["auxiliary"]:
            after += 1
        return after if self._is_cue(after) else at

    def _is_cue(self, at: int) -> bool:
        return self.prose.lows[at] in self.words.strong or self.prose.lows[at] in self.words.weak

    def _is_inverted_verb(self, at: int, stop: int) -> bool:
        """Whether any verb stands here before a name: ``"Q", strich NAME heraus``, where verbs come second; else ``"Q," reacted NAME``."""
        if at + 1 >= stop or not self.prose.words[at].islower() or self._is(at, _NO_VERB):
            return False
        if not self.words["verb_second"]:
            name = self.subjects.roster.starting.get(at + 1) if self.prose.lows[at].endswith("ed") else None
            return name is not None and bool(name.person.sure) and (name.last >= stop or self.prose.words[name.last] in {".", ","})
        return at + 1 in self.subjects.roster.starting or self._is(at + 1, ("he", "she"))

    def _is(self, at: int, sections: tuple[str, ...]) -> bool:
        return any(self.prose.lows[at] in self.words[section] for section in sections)

    def _subject_first(self, here: int, stop: int, cues: list[Cue]) -> Found | None:
        if not self.prose.words[here][0].isalpha() or self._is(here, _NO_PHRASE):
            return None
        for cue in cues:
            if here < cue.at < stop and cue.subject and cue.subject.begin >= here:
                return (cue.subject, (cue.at, cue.at + 1)) if cue.subject.begin <= here + _WITHIN else None
        return self._any_verb(here, stop)

    def _any_verb(self, here: int, stop: int) -> Found | None:
        """``"Q," NAME verbed``: any verb does beside a person's name."""
        name = self.subjects.roster.starting.get(here)
        if name is None or name.last >= stop or not self.prose.words[name.last].islower():
            return None
        ends = self.prose.lows[name.last].endswith(("ed", "s"))
        return (Subject(name.first, name.last, here, name.last, name.person), None) if ends else None

    def _left(self, place: Place) -> Found | None:
        """``NP cue (that|:) "Q"``: the nearest cue to the left; one without a subject of its own has the sentence's."""
        return self._nearest(place, lambda cue: cue.strong or cue.at >= place.at - _BESIDE)

    def _left_weak(self, place: Place) -> Found | None:
        """As before, with a weak cue farther off."""
        return self._nearest(place, lambda cue: not cue.strong)

    def _nearest(self, place: Place, fits: Callable[[Cue], bool]) -> Found | None:
        for cue in reversed(place.cues):
            if place.at - _NEAR <= cue.at < place.at and fits(cue) and not self._is_told(cue, place.cues):
                subject = self._over_inserted(cue, place) or cue.subject or self.cues.inherited(cue, place.cues, place.sentence)
                if subject and (subject.begin < place.at or cue.at == place.sentence.first):
                    closing = self._tail(place) if self._nameless(subject) else None
                    return closing or (subject, (outermost(cue, place.cues).at, cue.at + 1))
        return None

    def _over_inserted(self, cue: Cue, place: Place) -> Subject | None:
        """Return the person a sentence begins with where only something nameless stands before the verb's comma."""
        if cue.subject is None or not self._nameless(cue.subject) or self.prose.words[cue.at - 1] != ",":
            return None
        main = self.cues.main_subject(place.sentence, cue.at)
        return main if main and main.person and main.person.sure else None

    def _nameless(self, subject: Subject) -> bool:
        """Whether a phrase is nobody in particular: "the statement", "no sign of haste"."""
        return not (subject.person or subject.pronoun or self.subjects.has_office(subject))

    def _is_told(self, cue: Cue, cues: list[Cue]) -> bool:
        """Whether a weak verb only belongs to what somebody says: "gave" in "NP said the text gave …"."""
        if cue.strong or cue.subject is None or self.prose.lows[cue.subject.first] in self.words["relative"]:
            return False
        if self._nameless(cue.subject) and any(
            other.strong and other.subject and other.subject.person and other.at < cue.at for other in cues
        ):
            return True
        before = range(cue.subject.begin - 1 - (self.prose.lows[cue.subject.begin - 1] in self.words["that"]), cue.subject.begin)
        return any(other.strong and other.subject and other.at in before for other in cues)

    def _tail(self, place: Place) -> Found | None:
        """``… "Q" …, NP said.`` or ``… "Q" …, said NP.``: the attribution of a whole sentence at its end."""
        later = (cue for cue in reversed(place.cues) if cue.at > place.at)
        found = ((self._closing(cue, place), (cue.at, cue.at + 1)) for cue in later)
        return next(((subject, cue) for subject, cue in found if subject), None)

    def _closing(self, cue: Cue, place: Place) -> Subject | None:
        """Return the subject of a cue that stands after a comma with it."""
        if self.prose.words[cue.at - 1] in {",", QUOTE}:
            return self.subjects.after(cue.at, place.sentence.last)
        apart = cue.subject is not None and cue.subject.begin > place.at and self.prose.words[cue.subject.begin - 1] == ","
        return cue.subject if apart else None

    def _signed(self, place: Place) -> Found | None:
        """``"Q" — NAME`` at the end of a paragraph."""
        at, stop = place.at + 2, place.sentence.last
        name = self.subjects.roster.starting.get(at) if at < stop and self.prose.words[at - 1] in _DASHES else None
        if name is None or (name.last < stop and self.prose.words[name.last][0].islower()):
            return None
        return Subject(name.first, name.last, name.run, name.last, name.person), None

    def _signed_below(self, place: Place) -> Found | None:
        """``"Q"`` and, as a paragraph of its own, ``— NAME``."""
        prose, number = self.prose, place.sentence.paragraph + 1
        if place.at + 1 != place.sentence.last or number >= len(prose.paragraphs):
            return None
        first, last = prose.paragraphs[number]
        name = self.subjects.roster.starting.get(first + 1) if last - first > 1 and prose.words[first] in _DASHES else None
        if name is None or prose.paragraphs[number - 1][1] != place.sentence.last or name.last + (prose.words[last - 1] == ".") != last:
            return None
        return Subject(name.first, name.last, name.run, name.last, name.person), None

    def _labelled(self, place: Place) -> Found | None:
        """``"NAME: words"``: a transcript within quote marks names its speaker inside."""
        mark, at = self._mark(place.at), place.at
        label = _label().match(self.prose.text, mark.start, mark.end)
        if label is None:
            return None
        known = self.subjects.roster.by_word.get(label.group(1).lower(), [])
        person = max(known, key=lambda one: one.named, default=None) or Person(label.group(1).title())
        return Subject(at, at + 1, at, at + 1, person), None

    def _according(self, place: Place) -> Found | None:
        """``according to NP``, on either side."""
        for at in range(place.sentence.first, place.sentence.last - 1):
            last = at + ((self.prose.lows[at], self.prose.lows[at + 1]) == ("according", "to") or self._in_view_of(at))
            last += 3 * (tuple(self.prose.lows[at : at + 4]) == ("in", "the", "words", "of"))
            if last > at or self.prose.lows[at] in self.words["according"]:
                subject = self.subjects.after(last, place.sentence.last)
                if subject:
                    return subject, (at, last + 1)
        return self._for_whom(place)

    def _for_whom(self, place: Place) -> Found | None:
        """``Pour NP, …``: an office or a person in whose eyes it is so."""
        at, stop = place.sentence.first, place.sentence.last
        subject = self.subjects.after(at, stop) if self.prose.lows[at] in self.words["for_whom"] else None
        comma = subject is not None and subject.end < place.at and self.prose.words[subject.end] == ","
        office = subject is not None and any(self.words.is_office(self.prose.lows[here]) for here in range(subject.begin, subject.end))
        return (subject, (at, at + 1)) if subject and comma and (subject.person or office) else None

    def _in_view_of(self, at: int) -> bool:
        """Whether "nach Ansicht" stands here."""
        return self.prose.lows[at] in self.words["after"] and self.prose.lows[at + 1] in self.words["view"]

    def _colon(self, place: Place) -> Found | None:
        """``NAME: "Q"``, and ``NP did something: "Q"``."""
        start, at = place.sentence.first, place.at
        if at - 1 <= start or self.prose.words[at - 1] != ":" or self.count(at) < SHORT:
            return None
        subject = self.cues.main_subject(place.sentence, at) or self.subjects.opening(start, at - 1)
        return (subject, None) if subject else None


@cache
def _label() -> re.Pattern[str]:
    """Match a speaker's surname in capitals before a colon, as in transcripts."""
    return re.compile(r"(?:[A-Z][A-Z.'’-]* ){0,2}([A-Z][A-Z'’-]+): ")
