"""Whose verb it is: from a cue to the noun phrase, name or pronoun that speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.model import Span, State
from bot.reading.quotes.grammar import Grammar
from bot.reading.quotes.people import Name, Person, Roster
from bot.reading.quotes.prose import QUOTE, Prose

_FAR = 45  # tokens an apposition or a noun phrase may have
_POSSESSIVE = frozenset({"'s", "’s"})


@dataclass(slots=True)
class Subject:
    """Who speaks, as the tokens [first, last) say it, and as the whole phrase [begin, end) around them does.

    Two people who speak together are "they": nobody's words are given to one of them alone.
    """

    first: int
    last: int
    begin: int
    end: int
    person: Person | None = None
    pronoun: str | None = None

    def span(self, prose: Prose) -> Span:
        """Return where the text says it, in characters."""
        return prose.starts[self.first], prose.ends[self.last - 1]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds subjects in one text."""

    prose: Prose
    words: Grammar
    roster: Roster
    states: Mapping[int, State]

    def of(self, cue: int, start: int, stop: int) -> Subject | None:
        """Return the subject of the verb at ``cue``: before it, or after it where the verb comes second ("Gestern sagte NAME")."""
        if not self.words["verb_second"]:
            return self.before(cue, start)
        if self.prose.lows[cue] in self.words["following"]:
            return self._following(cue, stop)
        if self.prose.lows[cue] in self.words["citing"] and not self.words["citing"].isdisjoint(self.prose.lows[cue + 1 : stop]):
            return self.after(cue, stop)
        clause = self._in_clause(cue, start, stop)
        if clause:
            return clause
        verb = self._finite(cue, start)
        if self._inverted(verb, start, stop):
            return self.after(verb, cue if cue > verb else stop) or self.before(verb, start)
        return self.before(verb, start)

    def _following(self, cue: int, stop: int) -> Subject | None:
        """Return the NP of "so NP"; "so" before a verb or an adjective is no word of speech."""
        at = cue + 1
        noun = at < stop and (self.prose.words[at][0].isupper() or self.prose.lows[at] in self.words["determiner"])
        return self.after(cue, stop) if noun else None

    def _in_clause(self, cue: int, start: int, stop: int) -> Subject | None:
        """Return the subject of a clause whose verb comes last: "wie NP gestern sagte"; and the document of "im NP heißt es"."""
        field, after = self._field(cue, start), cue + 1
        low = self.prose.lows[field]
        if field + 1 < cue and low in self.words["verb_last"] and (after >= stop or not self.prose.words[after][0].isalpha()):
            return self._pronoun(field + 1) if self._is_pronoun(self.prose.lows[field + 1]) else self._phrase_from(field + 1, cue)
        sourced = field + 1 < cue and low in self.words["within"] and after < stop and self.prose.lows[after] in self.words["it_says"]
        return self._phrase_from(field + 1, cue) if sourced else None

    def _finite(self, cue: int, start: int) -> int:
        """Return the finite verb of a clause that ends in a participle: "hatte NAME gestern erklärt"."""
        field = self._field(cue, start)
        return next((at for at in range(cue - 1, field - 1, -1) if self.prose.lows[at] in self.words["finite"]), cue)

    def _inverted(self, cue: int, start: int, stop: int) -> bool:
        """Whether something else than the subject stands before the verb."""
        field = self._field(cue, start)
        if field == cue:
            if cue + 1 < stop and self._is_pronoun(self.prose.lows[cue + 1]):
                return True
            if self.prose.lows[start] in self.words["subordinate"] or self.prose.lows[start] in self.words["conditional"]:
                return True
            return cue == start or self.prose.words[cue - 1] == QUOTE or (cue - 2 >= start and self.prose.words[cue - 2] == QUOTE)
        low = self.prose.lows[field]
        if low in self.words["preposition"] or low in self.words["auxiliary"] or low in self.words["adverb"] or not low[0].isalpha():
            return True
        at = cue + 1
        while at < stop and self._adverbial(at):
            at += 1
        following = self.prose.lows[at] if at < stop else ""
        if low in self.words["subordinate"] and following in self.words["determiner"]:
            return True
        return following in self.words["he"] or (self._names_somebody(at, stop, cue) and self.roster.ending.get(cue - 1) is None)

    def _field(self, cue: int, start: int) -> int:
        """Return where the clause begins that the verb at ``cue`` stands in."""
        at = cue
        while at > start and self.prose.words[at - 1] not in ",;:–—" and self.prose.words[at - 1] != QUOTE:
            at -= 1
        while at < cue and self.prose.lows[at] in self.words["linking"]:
            at += 1
        return at

    def _names_somebody(self, at: int, stop: int, cue: int) -> bool:
        """Whether a phrase with a person's name begins here, and no pronoun stands before the verb."""
        phrase = self._phrase_from(at, stop) if at < stop else None
        return phrase is not None and phrase.person is not None and not self._before_is_person(cue)

    def _before_is_person(self, cue: int) -> bool:
        return self.prose.lows[cue - 1] in self.words["he"] or self.prose.lows[cue - 1] in self.words["she"]

    def before(self, cue: int, start: int) -> Subject | None:
        """Return the subject of the verb at ``cue`` that stands before it, not before ``start``."""
        at = self._skip_back(cue - 1, start)
        if at < start:
            return None
        low = self.prose.lows[at]
        if self._is_pronoun(low):
            return self._pronoun(at)
        if low in self.words["relative"]:
            return self._relative(at, start)
        if low == "," or self.prose.words[at] in "–—":
            return self._over_apposition(at, start)
        return self.ending(at, start)

    def after(self, cue: int, stop: int) -> Subject | None:
        """Return the subject that follows the verb at ``cue``: ``said China's ambassador, NAME``."""
        at = cue + 1
        while at < stop and (self._adverbial(at)):
            at += 1
        if self._takes_turn(at, stop):
            at += 3
        if at + 3 < stop and self.prose.lows[at] in self.words["addressing"]:
            at += 2 + (self.prose.lows[at + 1] in self.words["determiner"])
        if at >= stop:
            return None
        if self._is_pronoun(self.prose.lows[at]):
            return self._source(at, stop) or self._pronoun(at)
        return self._phrase_from(at, stop)

    def _takes_turn(self, at: int, stop: int) -> bool:
        """Whether "por su parte" stands here."""
        return (
            at + 3 < stop
            and self.prose.lows[at] in self.words["preposition"]
            and self.prose.lows[at + 1] in self.words["possessive"]
            and self.prose.lows[at + 2] in self.words["turn"]
        )

    def _source(self, at: int, stop: int) -> Subject | None:
        """Return the document of "heißt es in NP"."""
        sourced = self.prose.lows[at] in self.words["it_says"] and at + 2 < stop and self.prose.lows[at + 1] in self.words["preposition"]
        return self._phrase_from(at + 2, stop) if sourced else None

    def ending(self, at: int, start: int) -> Subject | None:
        """Return the noun phrase whose last token is ``at``: its head, not what follows "of" or "for"."""
        if at < start:
            return None
        if self.prose.words[at] == ")":
            return self.ending(self._opening_bracket(at, start) - 1, start)
        name = self.roster.ending.get(at)
        if name:
            return self._named(name, start)
        return self._noun_phrase(at, start)

    def opening(self, start: int, stop: int) -> Subject | None:
        """Return the phrase a sentence opens with, as its subject."""
        return self._phrase_from(start, stop) if self.prose.lows[start] not in self.words["preposition"] else None

    def _relative(self, at: int, start: int) -> Subject:
        """Take "who" as the mention, and what it stands for as the person."""
        before = self.ending(at - 1 if at > start and self.prose.words[at - 1] != "," else at - 2, start)
        if at > start and self.prose.words[at - 1] == "," and not (before and before.person):
            before = self._before_commas(at - 1, start) or before
        person = before.person if before else None
        return Subject(at, at + 1, before.begin if before else at, at + 1, person)

    def _is_pronoun(self, low: str) -> bool:
        return low in self.words["he"] or low in self.words["she"] or low in self.words["plural"]

    def _pronoun(self, at: int) -> Subject:
        return Subject(at, at + 1, at, at + 1, pronoun=self.prose.lows[at])

    def _adverbial(self, at: int) -> bool:
        low = self.prose.lows[at]
        return low in self.words["auxiliary"] or low in self.words["weekday"] or (low.endswith("ly") and self.prose.words[at].islower())

    def _skip_back(self, at: int, start: int) -> int:
        """Step back over auxiliaries, adverbs and days between a subject and its verb."""
        while at >= start and (
            self._adverbial(at) or self.prose.lows[at] in self.words["time"] or self.prose.lows[at] in self.words["self"]
        ):
            at -= 1
            if at > start and self.prose.lows[at] == "on" and self.prose.lows[at + 1] in self.words["weekday"]:
                at -= 1
        return at

    def _opening_bracket(self, at: int, start: int) -> int:
        low = max(start, at - _FAR)
        return next((here for here in range(at, low - 1, -1) if self.prose.words[here] == "("), start)

    def _over_apposition(self, comma: int, start: int) -> Subject | None:
        """Step over ``NAME, the mayor of X, said``; or take the name within, as in ``Russia's ambassador, NAME, said``."""
        bracket = self.prose.words[comma - 1] == ")"
        inner = self.roster.ending.get(self._opening_bracket(comma - 1, start) - 1 if bracket else self._before_state(comma - 1, start))
        if inner and inner.run > start and self.prose.words[inner.run - 1] == ",":
            outer = self.ending(inner.run - 2, start)
            if outer and outer.person is None:
                return Subject(inner.first, inner.last, outer.begin, inner.last, inner.person)
        return self._before_commas(comma, start)

    def _before_state(self, at: int, start: int) -> int:
        """Step back over "of STATE" behind a name: to the last token of "NAME of STATE"."""
        here = at
        while here > start and here in self.states:
            here -= 1
        here -= self.prose.lows[here] in self.words["determiner"]
        return here - 1 if here < at and here > start and self.prose.lows[here] in self.words["belonging"] else at

    def _before_commas(self, comma: int, start: int) -> Subject | None:
        """Try each comma to the left: the first that follows a person named, or else the leftmost that ends a noun phrase."""
        aged = comma - 2 if comma - 2 > start and self.prose.words[comma - 2] == "," and self.prose.words[comma - 1].isdigit() else comma
        name = self.roster.ending.get(aged - 1) if aged < comma else None
        if name and name.run >= start:
            return self._named(name, start)
        found = None
        for at in range(comma - 1, max(start, comma - _FAR) - 1, -1):
            if self.prose.words[at] in ";:" or self.prose.words[at] == QUOTE:
                break
            if self.prose.words[at] == "," or self.prose.words[at] in "–—":
                subject = self.ending(at - 1, start)
                if subject and subject.person and subject.person.sure and not self._in_list(subject, start):
                    return subject
                found = subject if subject and (self.has_office(subject) or not (found and self.has_office(found))) else found
        return found

    def has_office(self, subject: Subject) -> bool:
        """Whether a phrase is some State's officer: "the representative of STATE"."""
        span = range(subject.begin, subject.end)
        return any(at in self.states for at in span) and any(self.words.is_office(self.prose.lows[at]) for at in span)

    def _in_list(self, subject: Subject, start: int) -> bool:
        """Whether the phrase is only the object of a preposition that opens the sentence ("In Paris, ...")."""
        before = self.prose.lows[subject.begin - 1] if subject.begin > start else ""
        return before in self.words["preposition"] and before not in self.words["just_as"]

    def _named(self, name: Name, start: int) -> Subject | None:
        """Take a name, unless it is the object of a preposition: "a spokesman for NAME said" is the spokesman."""
        begin = self._modifiers_from(name.run, start)
        before = self.prose.lows[begin - 1] if begin > start else ""
        apposed = begin < name.run and all(at in self.states for at in range(begin, name.run))
        if before in self.words["preposition"] and before not in self.words["subordinate"] and begin - 2 >= start and not apposed:
            head = self._head_before(begin - 2, start)
            if head:
                return Subject(head.first, name.last, head.begin, name.last)
            holder = self.roster.ending.get(begin - 2)
            if holder and holder.run >= start and not holder.owner and holder.person.sure > name.person.sure:
                return self._named(holder, start)
        other = self.roster.ending.get(begin - 2) if before in self.words["and"] else None
        if other and other.run >= start:
            return Subject(other.first, name.last, other.run, name.last, pronoun="they")
        return Subject(name.first, name.last, begin, name.last, name.person)

    def _modifiers_from(self, run: int, start: int) -> int:
        """Return where the phrase that ends in this name begins: "the former Florida governor" NAME."""
        at = run
        while at > start and at > run - 12 and self._modifies(at - 1):
            at -= 1
            if self.prose.lows[at] in self.words["determiner"] or self.prose.lows[at] in self.words["possessive"]:
                break
        return self._modifiers_from(at - 2, start) if self._title_goes_on(at, start) else at

    def _title_goes_on(self, at: int, start: int) -> bool:
        """Whether a name's title began before an "of": "Secretary of State"."""
        titled = at - 2 >= start and self.words.is_title(self.prose.lows[at]) and self.words.is_title(self.prose.lows[at - 2])
        return titled and self.prose.lows[at - 1] in self.words["belonging"]

    def _modifies(self, at: int) -> bool:
        """Whether a token can stand inside a noun phrase."""
        low = self.prose.lows[at]
        if at in self.states:
            return True
        if low == ".":
            return self._abbreviates(at)
        if low in _POSSESSIVE or low[0].isdigit():
            return True
        return low not in self.words.parting and low[0].isalpha()

    def _abbreviates(self, at: int) -> bool:
        """Whether this full stop belongs to the word before it: "Sen.", "J.", "U.S."."""
        before = self.prose.lows[at - 1] if at else ""
        beside = self.prose.ends[at - 1] == self.prose.starts[at]
        return beside and (len(before) == 1 or "." in before or before in self.words["abbreviation"])

    def _head_before(self, at: int, start: int) -> Subject | None:
        """Return the noun phrase ending at ``at`` if it is one with a determiner or an office: "a spokesman", "ambassador"."""
        head = self.ending(at, start) if self.prose.words[at][0].isalpha() else None
        if head is None or head.person:
            return None
        spans = range(head.begin, head.end)
        firm = self.prose.lows[head.begin] in self.words["determiner"] or any(
            self.prose.lows[here] in self.words["office"] for here in spans
        )
        return head if firm else None

    def _noun_phrase(self, at: int, start: int) -> Subject | None:
        """Read a phrase without a name back to its beginning, over "of" and "for" to its head."""
        if (
            not self._modifies(at)
            or self.prose.lows[at] in _POSSESSIVE
            or self.prose.lows[at] in self.words["possessive"]
            or self.prose.lows[at] in self.words["determiner"] - {"many", "some", "one", "others", "another", "both"}
        ):
            return None
        begin = self._modifiers_from(at + 1, start)
        resident = self._of_town(begin, start)
        if resident:
            return self._named(resident, start)
        if begin - 2 >= start and self.prose.lows[begin - 1] in self.words["preposition"]:
            holder = self.roster.ending.get(begin - 2)
            if holder and at in self.states and not holder.owner:
                return self._named(holder, start)
            head = self._head_before(begin - 2, start)
            if head:
                return Subject(head.first, at + 1, head.begin, at + 1)
        if at in self.states and begin - 2 >= start and self.prose.lows[begin - 1] in self.words["and"] and begin - 2 in self.states:
            return Subject(begin - 2, at + 1, begin - 2, at + 1, pronoun="they")
        return Subject(begin, at + 1, begin, at + 1)

    def _of_state(self, at: int) -> bool:
        """Whether "of STATE" stands here."""
        after = at + 1 + (self.prose.lows[min(at + 1, len(self.prose.lows) - 1)] in self.words["determiner"])
        return self.prose.lows[at] in self.words["belonging"] and after in self.states

    def _of_town(self, begin: int, start: int) -> Name | None:
        """Return the name in "NAME of TOWN, COUNTRY" that a phrase beginning here ends."""
        if begin - 4 < start or self.prose.words[begin - 1] != "," or not self.prose.words[begin][0].isupper():
            return None
        return self.roster.ending.get(begin - 4) if self.prose.lows[begin - 3] in self.words["belonging"] else None

    def _phrase_from(self, at: int, stop: int) -> Subject | None:
        """Read the phrase that begins at ``at`` forward: a name with its titles, or a noun phrase and the name in apposition."""
        end = self._phrase_end(at, stop)
        if end == at:
            return None
        named = self._name_within(at, end)
        if named is None and end + 1 < stop and self.prose.words[end] == ",":
            named = self._apposed(end + 1, stop)
        if named:
            return Subject(named.first, named.last, at, max(end, named.last), named.person)
        return Subject(at, end, at, end)

    def _phrase_end(self, at: int, stop: int) -> int:
        end = at
        while end < stop and end < at + 25:
            low = self.prose.lows[end]
            linking = end > at and low in self.words["joining"] and end + 1 < stop and not self.roster.ending.get(end - 1)
            if not (self._modifies(end) or linking) or low in self.words["weekday"]:
                break
            end += 1
        return end

    def _name_within(self, at: int, end: int) -> Name | None:
        """Return the phrase's own name: one that owns nothing and hangs on no preposition."""
        for here in range(at, end):
            name = self.roster.ending.get(here)
            hangs = name is not None and name.run > at and self.prose.lows[name.run - 1] in self.words["preposition"]
            if name and not name.owner and name.first >= at and not hangs:
                return name
        return None

    def _apposed(self, at: int, stop: int) -> Name | None:
        """Return the name that stands between commas after a phrase without one: "China's ambassador to X, NAME"."""
        name = self.roster.starting.get(at)
        closed = name is not None and (name.last >= stop or not self.prose.words[name.last][0].isalpha() or self._of_state(name.last))
        return name if closed else None
