"""Who said each quote: sentence by sentence, remembering who spoke last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model import Span
from bot.reading.quotes.cues import Cue, Cues, innermost
from bot.reading.quotes.grammar import Grammar
from bot.reading.quotes.offices import Offices, Voice
from bot.reading.quotes.people import Person, Roster
from bot.reading.quotes.prose import QUOTE, Prose, Sentence
from bot.reading.quotes.rules import SHORT, Place, Rules
from bot.reading.quotes.subjects import Subject

_MOST = 12  # quotes a sentence may have
_NEAR = 60  # tokens a pronoun may stand from the unnamed delegate it means
_INTRODUCTION = 8  # tokens of a phrase such as "For his part," before the subject
_PHRASE = 40  # tokens within which a delegate is told as one
_OPENING = 3  # tokens that may stand before a quote which opens its sentence ("After all, …")
LOOSE = frozenset({"fallback", "left_weak", "colon", "labelled", "carried_far"})


@dataclass(slots=True)
class Said:
    """A quote's attribution: its number, who the text says spoke, who that is, by which verb (tokens), and by which rule we know."""

    quote: int
    subject: Subject
    voice: Voice
    cue: Span | None
    rule: str


@dataclass(slots=True)
class Heard:
    """A sentence in which somebody speaks, perhaps without a quote; ``until`` is the token where the next one's turn begins.

    ``content`` is what is said, as tokens [first, last), where that is known already.
    """

    sentence: Sentence
    cue: Cue
    voice: Voice
    until: int
    content: Span | None = None


@dataclass(slots=True)
class Attribution:
    """A walk through a text's sentences. ``last`` is who spoke last, in paragraph ``paragraph``."""

    prose: Prose
    words: Grammar
    roster: Roster
    cues: Cues
    rules: Rules
    offices: Offices
    meant: Mapping[int, Person]
    last: tuple[Subject, Voice] | None = None
    paragraph: int = -1
    found: list[Said] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def run(self, sentences: list[Sentence]) -> list[Said]:
        """Return the attributions found, in the order of the quotes."""
        for sentence in sentences:
            cues = self.cues.of(sentence)
            said = self._all_said(sentence, cues)
            self._hear(sentence, cues, quoting=said)
        return self.found

    def _all_said(self, sentence: Sentence, cues: list[Cue]) -> bool:
        """Attribute a sentence's quotes; tell whether there were any."""
        before = len(self.found)
        for at in self.prose.quotes_of(sentence)[:_MOST]:
            said = self._said(Place(at, sentence, cues))
            if said:
                self.found.append(said)
                self._speaks(said.subject, said.voice, sentence)
        return len(self.found) > before

    def _said(self, place: Place) -> Said | None:
        found = self.rules.apply(place)
        if found:
            rule, (subject, cue) = found
            return Said(self.prose.quoted[place.at], subject, self._voice(subject, place.sentence), cue, rule)
        return self._carried(place) or self._fallback(place)

    def _carried(self, place: Place) -> Said | None:
        """Let who spoke last go on, in a sentence that is only a quote or begins with one."""
        alone, same = self._is_alone(place.sentence), place.sentence.paragraph == self.paragraph
        near = same or (alone and place.sentence.paragraph == self.paragraph + 1)
        if self.last is None or not near or self._is_answered(place) or not (alone or self._opens(place)):
            return None
        return Said(self.prose.quoted[place.at], *self.last, None, "carried" if same else "carried_far")

    def _is_answered(self, place: Place) -> bool:
        """Whether a verb of speech follows the quote directly, so that somebody else than before speaks though we know not who."""
        after = place.at + 1 + (self.prose.words[min(place.at + 1, place.sentence.last - 1)] == ",")
        further = after + 1 < place.sentence.last and self.prose.words[after + 1][0].isalpha()
        return further and self.prose.lows[after] in self.words.strong

    def _is_alone(self, sentence: Sentence) -> bool:
        words = self.prose.words[sentence.first : sentence.last]
        return all(word == QUOTE or not word[0].isalnum() for word in words)

    def _opens(self, place: Place) -> bool:
        return place.at - place.sentence.first <= _OPENING and self.rules.count(place.at) >= SHORT

    def _fallback(self, place: Place) -> Said | None:
        """Take the sentence's subject, for a quote long enough to be somebody's words."""
        subject = self.cues.main_subject(place.sentence, place.at) if self.rules.count(place.at) >= SHORT else None
        return Said(self.prose.quoted[place.at], subject, self._voice(subject, place.sentence), None, "fallback") if subject else None

    def _hear(self, sentence: Sentence, cues: list[Cue], *, quoting: bool) -> None:
        """Note who speaks in a sentence; if it quotes nobody, they have spoken last."""
        spoken = [cue for cue in cues if cue.subject and (cue.strong or innermost(cue, cues) is not cue)]
        cue = next(iter(spoken), None)
        subject = cue.subject if cue else self.cues.main_subject(sentence) or self._delegate(sentence)
        if cue is None:
            self._hear_according(sentence)
        if subject is None:
            return
        voice = self._voice(subject, sentence)
        for each, until in self._in_turn([cue for cue in spoken if not self.cues.stands_for(cue.at)], sentence):
            said_by = voice if each is cue or each.subject is None else self._voice(each.subject, sentence)
            self.heard.append(Heard(sentence, innermost(each, cues), said_by, until))
        if not quoting:
            self._speaks(subject, voice, sentence)

    def _in_turn(self, cues: list[Cue], sentence: Sentence) -> list[tuple[Cue, int]]:
        """Return a sentence's first verb of speech, and those of other speakers after ";" or "while", each with where its turn ends."""
        turns = cues[:1]
        ends: list[int] = []
        for cue in cues[1:]:
            begun = range(turns[-1].at + 1, cue.subject.begin if cue.subject else cue.at)
            parted = next((at for at in begun if self.prose.words[at] == ";" or self._turns(at)), None)
            if parted is not None:
                turns.append(cue)
                ends.append(parted)
        return list(zip(turns, (*ends, sentence.last), strict=False))

    def _turns(self, at: int) -> bool:
        return self.prose.lows[at] in self.words["turning"] and self.prose.words[at - 1] == ","

    def _hear_according(self, sentence: Sentence) -> None:
        """Note what is so "according to NP", at either end of a sentence."""
        at = self.cues.according(sentence)
        subject = self.cues.subjects.after(at + 1, sentence.last) if at is not None else None
        if at is None or subject is None:
            return
        comma = next((here for here in range(subject.end, sentence.last) if self.prose.words[here] == ","), None)
        content = (sentence.first, at) if at > sentence.first else (comma + 1, sentence.last) if comma else None
        if content:
            cue = Cue(at + 1, subject, strong=True)
            self.heard.append(Heard(sentence, cue, self._voice(subject, sentence), sentence.last, content))

    def _delegate(self, sentence: Sentence) -> Subject | None:
        """Return the State's delegate without a name whom a sentence opens with, as in "For his part, China's delegate abstained"."""
        if not self.offices.signs_between(sentence.first, min(sentence.last, sentence.first + _PHRASE)):
            return None
        comma = next(
            (at for at in range(sentence.first, min(sentence.first + _INTRODUCTION, sentence.last)) if self.prose.words[at] == ","), -1
        )
        for start in {sentence.first, comma + 1}:
            subject = self.cues.subjects.opening(start, sentence.last) if sentence.first <= start < sentence.last else None
            voice = self.offices.voice(subject) if subject else Voice()
            if voice.role and voice.state:
                return subject
        return None

    def _speaks(self, subject: Subject, voice: Voice, sentence: Sentence) -> None:
        self.last, self.paragraph = (subject, voice), sentence.paragraph

    def _voice(self, subject: Subject, sentence: Sentence) -> Voice:
        """Say who a subject is; a pronoun is the unnamed delegate who spoke just before, or whom the text means by it."""
        if subject.pronoun is None:
            owned = self.prose.lows[subject.begin] in self.words["possessive"]
            return self._same_office(self.offices.voice(subject), owned=owned)
        if subject.pronoun in self.words["plural"]:
            return Voice()
        person = self.meant.get(subject.first)
        known = Voice(person.name or None, person.role, person.state, person) if person else Voice()
        return self._unnamed_within(subject, sentence) or self._unnamed_before(subject) or known

    def _unnamed_within(self, subject: Subject, sentence: Sentence) -> Voice | None:
        """Return the delegate without a name whom the pronoun's own sentence opens with: "The representative of STATE said he …"."""
        delegate = self._delegate(sentence)
        if delegate is None or delegate.person or delegate.end > subject.first:
            return None
        named = any(at in self.roster.ending for at in range(delegate.end, subject.first))
        return None if named else self.offices.voice(delegate)

    def _unnamed_before(self, subject: Subject) -> Voice | None:
        """Return the delegate without a name who spoke last, unless somebody was named since."""
        if self.last is None:
            return None
        before, voice = self.last
        between = range(before.end, subject.first)
        named = len(between) > _NEAR or any(at in self.roster.ending for at in between)
        return voice if voice.person is None and voice.state and voice.role and not named else None

    def _is_bare(self, role: str) -> bool:
        """Whether a role is an office and no more: "ambassador", not "representative of the Union"."""
        return all(low in self.words["office"] or low in self.words["title"] for low in role.lower().split())

    def _same_office(self, voice: Voice, *, owned: bool) -> Voice:
        """Take "the ambassador" for the one who spoke last, if that is an ambassador."""
        if voice.role is None or voice.state or voice.person or self.last is None or owned or not self._is_bare(voice.role):
            return voice
        held, named = (set(role.lower().split()) for role in (self.last[1].role or "", voice.role))
        if not held and self.last[1].state and self.last[1].person and named & self.words["permanent"]:
            return self.last[1]
        alike = held & named & self.words["office"] or (held & self.words["permanent"] and named & self.words["permanent"])
        return self.last[1] if alike else voice
