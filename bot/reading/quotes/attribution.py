"""Who said each quote: the rules, in the order that works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from bot.model import Span
from bot.reading.quotes.grammar import Grammar
from bot.reading.quotes.marks import Marked
from bot.reading.quotes.offices import Offices, Voice
from bot.reading.quotes.people import Person
from bot.reading.quotes.prose import QUOTE, Prose, Sentence
from bot.reading.quotes.subjects import Subject, Subjects

_SHORT = 4  # words; a quote of fewer is refused by the weak rules
_BESIDE = 4  # tokens a weak cue may stand from it
_DASHES = frozenset("–—―-‒")
_MOST = 12  # quotes a sentence may have
_NEAR = 60  # tokens a cue may stand from its quote, and a pronoun from the delegate it means


Found = tuple[Subject, Span | None]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech at a token, with its subject if it has one of its own."""

    at: int
    subject: Subject | None
    strong: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A quote's attribution: its number, who the text says spoke, who that is, by which verb (tokens), and by which rule we know."""

    quote: int
    subject: Subject
    voice: Voice
    cue: tuple[int, int] | None
    rule: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence in which somebody speaks, perhaps without a quote."""

    sentence: Sentence
    cue: Cue
    voice: Voice


@dataclass(slots=True)
class Attribution:
    """Walks through a text's sentences and says who spoke each quote. ``last`` is who spoke last, and in which paragraph."""

    prose: Prose
    marks: list[Marked]
    words: Grammar
    subjects: Subjects
    offices: Offices
    meant: Mapping[int, Person]
    last: tuple[Subject, Voice] | None = None
    last_paragraph: int = -1
    found: list[Said] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def run(self, sentences: list[Sentence]) -> list[Said]:
        """Return the attributions found, in the order of the quotes."""
        for sentence in sentences:
            self._sentence(sentence)
        return self.found

    def _sentence(self, sentence: Sentence) -> None:
        quotes = [at for at in range(sentence.first, sentence.last) if self.prose.words[at] == QUOTE][:_MOST]
        cues = list(self.cues(sentence))
        before = len(self.found)
        for at in quotes:
            said = self._said(at, sentence, cues)
            if said:
                self.found.append(said)
                self._speaks(said.subject, said.voice, sentence)
        self._hear(sentence, cues, quoting=len(self.found) > before)

    def _hear(self, sentence: Sentence, cues: list[Cue], *, quoting: bool) -> None:
        """Note who speaks in a sentence; without a quote in it, they have spoken last."""
        cue = next((cue for cue in cues if cue.subject and (cue.strong or self._goes_on(cue, cues))), None)
        subject = cue.subject if cue else self.main_subject(sentence)
        if subject is None:
            return
        voice = self._voice(subject)
        if cue:
            self.heard.append(Heard(sentence, self._innermost(cue, cues), voice))
        if not quoting:
            self._speaks(subject, voice, sentence)

    def _goes_on(self, cue: Cue, cues: list[Cue]) -> bool:
        return self._innermost(cue, cues) is not cue

    def _innermost(self, cue: Cue, cues: list[Cue]) -> Cue:
        """Return the verb that says it: of "went on to say", "say"."""
        return next((other for other in cues if other.subject is None and cue.at < other.at <= cue.at + 3), cue)

    def _speaks(self, subject: Subject, voice: Voice, sentence: Sentence) -> None:
        self.last, self.last_paragraph = (subject, voice), sentence.paragraph

    def _voice(self, subject: Subject) -> Voice:
        """Say who a subject is; a pronoun is the unnamed delegate who spoke just before, or whom the text means by it."""
        if subject.pronoun is None:
            return self._same_office(self.offices.voice(subject))
        unnamed = self.last and self.last[1].person is None and self.last[1].state and self.last[1].role
        if unnamed and self.last and not self._named_since(self.last[0], subject) and subject.pronoun not in self.words["plural"]:
            return self.last[1]
        person = self.meant.get(subject.first)
        return Voice(person.name or None, person.role, person.state, person) if person else Voice()

    def _named_since(self, before: Subject, subject: Subject) -> bool:
        between = range(before.end, subject.first)
        return len(between) > _NEAR or any(at in self.subjects.roster.ending for at in between)

    def _same_office(self, voice: Voice) -> Voice:
        """Take "the ambassador" for the one who spoke last, if that is an ambassador."""
        alone = voice.role is not None and voice.state is None and voice.person is None
        if alone and self.last and self.last[1].role and self.last[1].role.lower().split()[-1:] == (voice.role or "").lower().split()[-1:]:
            return self.last[1]
        return voice

    def cues(self, sentence: Sentence) -> Iterator[Cue]:
        """Yield a sentence's verbs of speech with the subjects that stand before them, and its participles, which have none."""
        for at in range(sentence.first, sentence.last):
            low = self.prose.lows[at]
            strong = low in self.words.strong
            if at in self.subjects.states:
                continue
            if strong or low in self.words.weak:
                yield from self._finite(at, sentence, strong=strong)
            elif low in self.words.participles:
                progressive = at > sentence.first and self.prose.lows[at - 1] in self.words["be"]
                yield Cue(at, self.subjects.before(at, sentence.first) if progressive else None, low in self.words.speaking)
            elif low in self.words.infinitives and self.prose.lows[at - 1] == "to":
                yield Cue(at, None, low in self.words.strong)

    def _finite(self, at: int, sentence: Sentence, *, strong: bool) -> Iterator[Cue]:
        if self._passive(at, sentence.first):
            return
        subject = self.subjects.of(at, sentence.first, self._next_quote(at, sentence))
        low = self.prose.lows[at]
        if (low in self.words.infinitives and at > sentence.first and self.prose.lows[at - 1] in {"to", *self.words["auxiliary"]}) or low.endswith("ed") or low not in self.words.noun_like or self._plausible(subject, at):
            yield Cue(at, subject, strong)

    def _next_quote(self, at: int, sentence: Sentence) -> int:
        return next((here for here in range(at, sentence.last) if self.prose.words[here] == QUOTE), sentence.last)

    def _plausible(self, subject: Subject | None, at: int) -> bool:
        """Whether a form that may be a noun ("remarks", "a report") is a verb here: its subject fits it."""
        if subject is None:
            return False
        plural = self.prose.lows[at] in self.words.infinitives
        if subject.pronoun:
            return plural == (subject.pronoun in self.words["plural"])
        if subject.person or self._proper(subject):
            return not plural
        following = self.prose.words[at + 1] if at + 1 < len(self.prose.words) else "."
        return (following in {"that", ":", ",", QUOTE}) and (not plural or self.prose.lows[subject.end - 1].endswith("s"))

    def _proper(self, subject: Subject) -> bool:
        return self.prose.words[subject.end - 1][0].isupper()

    def _passive(self, at: int, start: int) -> bool:
        return at > start and self.prose.lows[at - 1] in self.words["be"]

    def _said(self, at: int, sentence: Sentence, cues: list[Cue]) -> Said | None:
        number = self.prose.quoted[at]
        rules = (
            (self._labelled, self._signed, self._right, self._left)
            if self._looks_right(at)
            else (self._labelled, self._signed, self._left, self._right)
        )
        for rule in (*rules, self._according, self._tail, self._colon, self._left_weak):
            found = rule(at, sentence, cues)
            if found:
                subject, cue = found
                return Said(number, subject, self._voice(subject), cue, rule.__name__)
        return self._carried(at, sentence) or self._fallback(at, sentence)

    def _looks_right(self, at: int) -> bool:
        mark = self.marks[self.prose.quoted[at]]
        following = self.prose.words[at + 1] if at + 1 < len(self.prose.words) else ""
        return self.prose.text[mark.end - 1] in ",?!–—-…" or (following == "," and self._words(at) > _SHORT)

    def _words(self, at: int) -> int:
        mark = self.marks[self.prose.quoted[at]]
        return len(self.prose.text[mark.start : mark.end].split())

    def _right(self, at: int, sentence: Sentence, cues: list[Cue]) -> Found | None:
        """``"Q," said NP`` or ``"Q," NP said``."""
        here = at + 1
        while here < sentence.last and self.prose.words[here] in ",-–—":
            here += 1
        stop = self._next_quote(here, sentence)
        if here >= stop:
            return None
        if self._clitic(here):
            return Subject(here, here + 1, here, here + 1, pronoun=self._clitic(here)), (here, here + 1)
        here = self._over_auxiliary(here, stop)
        if self._cue_word(here) or self._inverted_verb(here, stop):
            subject = self.subjects.after(here, stop)
            return (subject, (here, here + 1)) if subject else None
        if not self._starts_phrase(here):
            return None
        for cue in cues:
            if here < cue.at < stop and cue.subject and cue.subject.begin >= here:
                return (cue.subject, (cue.at, cue.at + 1)) if self._opens_with(cue.subject, here) else None
        return self._bare(here, stop)

    def _clitic(self, at: int) -> str | None:
        """Return the pronoun of "dit-il", "a-t-elle"."""
        before, dash, pronoun = self.prose.lows[at].rpartition("-")
        return pronoun if dash and before and self.words["clitic"] & {pronoun} else None

    def _over_auxiliary(self, at: int, stop: int) -> int:
        """Step over "a" in "a déclaré NP"."""
        after = at
        while after < stop - 1 and self.prose.lows[after] in self.words["auxiliary"]:
            after += 1
        return after if self._cue_word(after) else at

    def _inverted_verb(self, at: int, stop: int) -> bool:
        """Whether any verb stands here before a name: ``"Q", strich NAME heraus``, in languages that say so."""
        if not self.words["verb_second"] or not self.prose.words[at].islower() or self._small(at) or at + 1 >= stop:
            return False
        return at + 1 in self.subjects.roster.starting or self.prose.lows[at + 1] in self.words["he"] | self.words["she"]

    def _small(self, at: int) -> bool:
        low = self.prose.lows[at]
        return any(low in self.words[section] for section in ("preposition", "subordinate", "relative", "determiner", "possessive"))

    def _cue_word(self, at: int) -> bool:
        low = self.prose.lows[at]
        return low in self.words.strong or low in self.words.weak

    def _starts_phrase(self, at: int) -> bool:
        low = self.prose.lows[at]
        return (
            self.prose.words[at][0].isupper()
            or low in self.words["he"]
            or low in self.words["she"]
            or low in self.words["plural"]
            or low in self.words["determiner"]
            or low in self.words["possessive"]
            or low in self.words["title"]
            or not (
                low in self.words["subordinate"]
                or low in self.words["preposition"]
                or low in self.words["relative"]
                or not low[0].isalpha()
            )
        )

    def _opens_with(self, subject: Subject, here: int) -> bool:
        return subject.begin <= here + 8

    def _bare(self, here: int, stop: int) -> Found | None:
        """``"Q," NAME verbed``: any verb does beside a person's name or a pronoun."""
        name = self.subjects.roster.starting.get(here)
        if name and name.last < stop and self.prose.words[name.last].islower() and self.prose.lows[name.last].endswith(("ed", "s")):
            return Subject(name.first, name.last, here, name.last, name.person), None
        return None

    def _left(self, at: int, sentence: Sentence, cues: list[Cue]) -> Found | None:
        """``NP cue (that|:) "Q"``: the nearest cue to the left; one without a subject of its own has the sentence's."""
        return self._nearest(at, sentence, cues, lambda cue: cue.strong or cue.at >= at - _BESIDE)

    def _left_weak(self, at: int, sentence: Sentence, cues: list[Cue]) -> Found | None:
        return self._nearest(at, sentence, cues, lambda cue: not cue.strong)

    def _nearest(self, at: int, sentence: Sentence, cues: list[Cue], fits: Callable[[Cue], bool]) -> Found | None:
        for cue in reversed(cues):
            if at - _NEAR <= cue.at < at and fits(cue):
                subject = cue.subject or self._inherited(cue, cues, sentence)
                if subject and subject.begin < at:
                    return subject, (self._outermost(cue, cues).at, cue.at + 1)
        return None

    def _outermost(self, cue: Cue, cues: list[Cue]) -> Cue:
        """Return the finite verb of "went on to say"."""
        return next((other for other in cues if other.subject and other.at < cue.at <= other.at + 3), cue) if cue.subject is None else cue

    def _tail(self, at: int, sentence: Sentence, cues: list[Cue]) -> Found | None:
        """``… "Q" …, NP said.`` or ``… "Q" …, said NP.``: the attribution of a whole sentence at its end."""
        for cue in reversed(cues):
            if cue.at < at:
                break
            before = self.prose.words[cue.at - 1]
            if before == "," or before == QUOTE:
                subject = self.subjects.after(cue.at, sentence.last)
                if subject:
                    return subject, (cue.at, cue.at + 1)
            if cue.subject and cue.subject.begin > at and self.prose.words[cue.subject.begin - 1] == ",":
                return cue.subject, (cue.at, cue.at + 1)
        return None

    def _inherited(self, cue: Cue, cues: list[Cue], sentence: Sentence) -> Subject | None:
        if self._passive(cue.at, sentence.first):
            return None
        for other in reversed(cues):
            if other.at < cue.at and other.subject and other.strong:
                return other.subject
        return self.main_subject(sentence, cue.at) or self.subjects.opening(sentence.first, cue.at)

    def _signed(self, at: int, sentence: Sentence, cues: list[Cue]) -> Found | None:
        """``"Q" — NAME`` at the end of a paragraph."""
        if at + 2 >= sentence.last or self.prose.words[at + 1] not in _DASHES:
            return None
        name = self.subjects.roster.starting.get(at + 2)
        ends = name is not None and (name.last >= sentence.last or not self.prose.words[name.last][0].islower())
        return (Subject(name.first, name.last, name.run, name.last, name.person), None) if name and ends else None

    def _labelled(self, at: int, sentence: Sentence, cues: list[Cue]) -> Found | None:
        """``"NAME: words"``: a transcript within quote marks names its speaker inside."""
        mark = self.marks[self.prose.quoted[at]]
        label = _label().match(self.prose.text, mark.start, mark.end)
        if label is None:
            return None
        known = self.subjects.roster.by_word.get(label.group(1).lower(), [])
        person = max(known, key=lambda one: one.named, default=None) or Person(label.group(1).title())
        return Subject(at, at + 1, at, at + 1, person), None

    def _according(self, at: int, sentence: Sentence, cues: list[Cue]) -> Found | None:
        """``according to NP``, on either side."""
        for here in range(sentence.first, sentence.last - 1):
            low = self.prose.lows[here]
            last = here + (low == "according" and self.prose.lows[here + 1] == "to")
            if last > here or low in self.words["according"]:
                subject = self.subjects.after(last, sentence.last)
                if subject:
                    return subject, (here, last + 1)
        return None

    def _colon(self, at: int, sentence: Sentence, cues: list[Cue]) -> Found | None:
        """``NAME: "Q"``."""
        if at - 1 > sentence.first and self.prose.words[at - 1] == ":":
            subject = self.main_subject(sentence, at) or self.subjects.opening(sentence.first, at - 1)
            return (subject, None) if subject and self._words(at) >= _SHORT else None
        return None

    def _carried(self, at: int, sentence: Sentence) -> Said | None:
        """A sentence that is only a quote, or begins with one: who spoke last goes on."""
        alone = self._alone(sentence)
        near = sentence.paragraph - self.last_paragraph <= (1 if alone else 0)
        if self.last and near and (alone or self._opening(at, sentence)):
            subject, voice = self.last
            return Said(
                self.prose.quoted[at],
                subject,
                voice,
                None,
                "_carried_far" if sentence.paragraph != self.last_paragraph else "_carried",
                carried=True,
            )
        return None

    def _alone(self, sentence: Sentence) -> bool:
        return all(
            self.prose.words[here] == QUOTE or not self.prose.words[here][0].isalnum() for here in range(sentence.first, sentence.last)
        )

    def _opening(self, at: int, sentence: Sentence) -> bool:
        return at - sentence.first <= 3 and self._words(at) >= _SHORT

    def _fallback(self, at: int, sentence: Sentence) -> Said | None:
        """The sentence's subject, for a quote long enough to be somebody's words."""
        subject = self.main_subject(sentence, at) if self._words(at) >= _SHORT else None
        return Said(self.prose.quoted[at], subject, self._voice(subject), None, "_fallback") if subject else None

    def main_subject(self, sentence: Sentence, before: int | None = None) -> Subject | None:
        """Return a sentence's first person or pronoun that is nobody's object and owns nothing."""
        stop = sentence.last if before is None else before
        he_or_she = self.words["he"] | self.words["she"]
        for at in range(sentence.first, stop):
            low = self.prose.lows[at]
            if low in he_or_she:
                return Subject(at, at + 1, at, at + 1, pronoun=low)
            name = self.subjects.roster.starting.get(at)
            if name and name.first <= at and not name.owner and self._free(name.run, sentence.first):
                return Subject(name.first, name.last, name.run, name.last, name.person)
        return None

    def _free(self, at: int, start: int) -> bool:
        return at == start or self.prose.lows[at - 1] not in self.words["preposition"]


@cache
def _label() -> re.Pattern[str]:
    """A speaker's surname in capitals before a colon, as in transcripts."""
    return re.compile(r"(?:[A-Z][A-Z.'’-]* ){0,2}([A-Z][A-Z'’-]+): ")
