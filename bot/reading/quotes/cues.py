"""The verbs of speech in a sentence, each with the subject that stands beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.reading.quotes.grammar import Grammar
from bot.reading.quotes.prose import QUOTE, Prose, Sentence
from bot.reading.quotes.subjects import Subject, Subjects

_CHAIN = 3  # tokens from "went" to "say" in "went on to say"


@dataclass(slots=True)
class Cue:
    """A verb of speech at a token, with its subject if it has one of its own. A strong one speaks wherever it stands."""

    at: int
    subject: Subject | None
    strong: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """Finds the verbs of speech in one text."""

    prose: Prose
    words: Grammar
    subjects: Subjects
    verbs: list[int] = field(init=False, default_factory=list)
    persons: list[int] = field(init=False, default_factory=list)
    sources: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Look once for what may be a verb of speech, a pronoun or a name, and for "according to"."""
        self.sources.extend(at for at in self.prose.where({"according"}) if self.prose.lows[at + 1 : at + 2] == ["to"])
        self.verbs.extend(at for at in self.prose.where(self.words.verbs) if at not in self.subjects.states)
        self.persons.extend(sorted({*self.prose.where(self.words["he"] | self.words["she"]), *self.subjects.roster.starting}))

    def of(self, sentence: Sentence) -> list[Cue]:
        """Return a sentence's verbs of speech, in order; participles and infinitives have no subject of their own."""
        first = bisect_left(self.verbs, sentence.first)
        found = self.verbs[first : bisect_left(self.verbs, sentence.last, first)]
        return [cue for at in found for cue in self._at(at, sentence)]

    def according(self, sentence: Sentence) -> int | None:
        """Return where a sentence says "according to"."""
        at = bisect_left(self.sources, sentence.first)
        return self.sources[at] if at < len(self.sources) and self.sources[at] < sentence.last - 2 else None

    def main_subject(self, sentence: Sentence, before: int | None = None) -> Subject | None:
        """Return a sentence's first person or pronoun that is nobody's object and owns nothing."""
        first = bisect_left(self.persons, sentence.first)
        for at in self.persons[first : bisect_left(self.persons, sentence.last if before is None else before, first)]:
            name = self.subjects.roster.starting.get(at)
            if name is None or self.prose.lows[at] in self.words["he"] or self.prose.lows[at] in self.words["she"]:
                return Subject(at, at + 1, at, at + 1, pronoun=self.prose.lows[at])
            if name.first <= at and not name.owner and self._free(name.run, sentence.first):
                return Subject(name.first, name.last, name.run, name.last, name.person)
        return None

    def inherited(self, cue: Cue, cues: list[Cue], sentence: Sentence) -> Subject | None:
        """Return whose verb one without a subject is: the subject of the verb before it, or the sentence's."""
        if self._passive(cue.at, sentence.first):
            return None
        before = (other.subject for other in reversed(cues) if other.at < cue.at and other.subject and other.strong)
        if cue.at == sentence.first:
            return self._of_main_clause(sentence)
        return next(before, None) or self.main_subject(sentence, cue.at) or self.subjects.opening(sentence.first, cue.at)

    def _of_main_clause(self, sentence: Sentence) -> Subject | None:
        """Return the subject of "Saying …, STATE's delegate abstained": after a comma, somebody with a name or an office."""
        commas = [at for at in range(sentence.first, sentence.last - 1) if self.prose.words[at] == ","]
        found = (self.subjects.opening(at + 1, sentence.last) for at in commas)
        return next((subject for subject in found if subject and (subject.person or self.subjects.has_office(subject))), None)

    def next_quote(self, at: int, sentence: Sentence) -> int:
        """Return where the next quote of the sentence stands, or its end."""
        return next(iter(self.prose.quotes_of(sentence, at)), sentence.last)

    def _at(self, at: int, sentence: Sentence) -> Iterator[Cue]:
        low = self.prose.lows[at]
        if low != self.prose.words[at] and at != sentence.first:
            return
        strong = low in self.words.strong
        if strong or low in self.words.weak:
            subject = self.subjects.of(at, sentence.first, self.next_quote(at, sentence))
            if not self._passive(at, sentence.first) and self._is_verb(subject, at, sentence.first):
                yield Cue(at, subject, strong)
        elif low in self.words.participles:
            progressive = self._passive(at, sentence.first)
            yield Cue(at, self.subjects.before(at, sentence.first) if progressive else None, low in self.words.speaking)
        elif low in self.words.infinitives and at > sentence.first and self.prose.lows[at - 1] == "to":
            yield Cue(at, None, low in self.words.strong)

    def stands_for(self, at: int) -> bool:
        """Whether this is the verb of "who spoke for STATE", which tells who speaks and not what is said."""
        if self.prose.lows[at] not in self.words["standing_for"] or self.prose.lows[at - 1] not in self.words["relative"]:
            return False
        after = at + 1 + (at + 1 < len(self.prose.words) and self.prose.lows[at + 1] in self.words["behalf"])
        after += after < len(self.prose.words) and self.prose.lows[after] in self.words["determiner"]
        return after > at + 1 and after in self.subjects.states

    def _is_verb(self, subject: Subject | None, at: int, start: int) -> bool:
        """Whether a form that may be a noun ("remarks", "a report") is a verb here."""
        low = self.prose.lows[at]
        if low not in self.words.noun_like or low.endswith("ed"):
            return True
        helped = at > start and (self.prose.lows[at - 1] == "to" or self.prose.lows[at - 1] in self.words["auxiliary"])
        return (helped and low in self.words.infinitives) or (subject is not None and self._agrees(subject, at))

    def _agrees(self, subject: Subject, at: int) -> bool:
        """Whether subject and verb agree in number; a noun phrase must besides be followed by what it says."""
        plural = self.prose.lows[at] in self.words.infinitives
        if subject.pronoun:
            return plural == (subject.pronoun in self.words["plural"])
        if subject.person or self.prose.words[subject.end - 1][0].isupper():
            return not plural or self.prose.lows[at] in self.words["unchanged"]
        following = self.prose.words[at + 1] if at + 1 < len(self.prose.words) else "."
        return following in {"that", ":", ",", ".", QUOTE} and (not plural or self.prose.lows[subject.end - 1].endswith("s"))

    def _passive(self, at: int, start: int) -> bool:
        return at > start and self.prose.lows[at - 1] in self.words["be"]

    def _free(self, at: int, start: int) -> bool:
        return at == start or self.prose.lows[at - 1] not in self.words["preposition"]


def innermost(cue: Cue, cues: list[Cue]) -> Cue:
    """Return the verb that says it: of "went on to say", "say"."""
    return next((other for other in cues if other.subject is None and cue.at < other.at <= cue.at + _CHAIN), cue)


def outermost(cue: Cue, cues: list[Cue]) -> Cue:
    """Return the finite verb: of "went on to say", "went"."""
    if cue.subject:
        return cue
    return next((other for other in cues if other.subject and other.at < cue.at <= other.at + _CHAIN), cue)
