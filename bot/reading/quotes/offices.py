"""For whom somebody speaks: role and State, from the words around a name ("Russia's ambassador, NAME"; "NAME (STATE)").

A State after "to", "on" or "in" is not one's own: the US ambassador to Moscow speaks for Washington. A speaker's State is never
guessed from the topic; what stands neither in the text nor in the directory stays unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.model import State
from bot.reading.quotes.directory import Directory
from bot.reading.quotes.grammar import Grammar
from bot.reading.quotes.people import Name, Person, Roster
from bot.reading.quotes.prose import QUOTE, Prose
from bot.reading.quotes.subjects import Subject

_MOST = 3000  # names looked at; a page of more is a list
_REACH_BACK = 40  # tokens "its" may stand from the State it means
_REACH = 18  # tokens an office may be long
_CAPACITY = 8  # tokens of "as the representative of STATE"
_POSSESSIVE = frozenset({"'s", "’s", "’", "'"})


@dataclass(slots=True)
class Voice:
    """Who speaks, resolved as far as the text allows: a person, a role, a State."""

    name: str | None = None
    role: str | None = None
    state: State | None = None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Offices:
    """Reads offices in one text. ``states`` says which tokens name a State; ``signs`` are those that may tell an office, in order."""

    prose: Prose
    words: Grammar
    roster: Roster
    states: Mapping[int, State]
    directory: Directory
    year: int | None = None
    signs: list[int] = field(default_factory=list)

    def introduce(self) -> None:
        """Learn each person's role and State from the words beside their name, the first that say so."""
        compounds = filter(self.words.is_office, set(self.prose.lows)) if self.words.endings else ()
        telling = self.words["its"].union(self.words["office"], compounds)
        self.signs.extend(sorted({*self.prose.where(telling), *self.states}))
        for name in self.roster.names[:_MOST]:
            if name.person.state and name.person.role:
                continue
            if self.signs_between(name.run - _REACH, name.last + _REACH):
                self._introduced(name)
            elif not self._is_private(name.person.role):
                name.person.state = name.person.state or self._party(name)
        for person in {id(name.person): name.person for name in self.roster.names}.values():
            self._completed(person)

    def voice(self, subject: Subject) -> Voice:
        """Return who a subject is; of an office without a name, its role and State, and its holder if the text named one."""
        if subject.person:
            person = subject.person
            return Voice(person.name or None, person.role, person.state, person)
        if subject.pronoun:
            return Voice()
        return self._office(range(subject.begin, subject.end))

    def _office(self, span: range) -> Voice:
        role, state = self._role(span), self._theirs(span) or self._state(span)
        if role is None or any(at in self.roster.ending and self.roster.ending[at].owner for at in span):
            return Voice(state=state if role or self._is_state(span) else None)
        if state is None:
            return self._in_national_capacity(span.stop) or Voice(role=role)
        holder = self._holder(span, state)
        return Voice(holder.name, holder.role, state, holder) if holder else Voice(role=role, state=state)

    def _in_national_capacity(self, after: int) -> Voice | None:
        """Return for whom a president speaks ", in her national capacity as representative of STATE,"."""
        stop = min(after + _REACH, len(self.prose.words))
        at = next((at for at in range(after, stop) if self.prose.lows[at] in self.words["capacity"]), stop)
        span = range(at + 1, min(at + _CAPACITY, stop))
        role, state = self._role(span), self._state(span)
        return Voice(role=role, state=state) if role and state else None

    def _holder(self, span: range, state: State) -> Person | None:
        """Return the one person the text names for this State and kind of office."""
        offices = {self.prose.lows[at] for at in span} & self.words["office"]
        return _only(
            name.person
            for name in self.roster.names[:_MOST]
            if name.person.state == state and name.person.role and self._alike(offices, name.person.role)
        )

    def _alike(self, offices: Iterable[str], role: str) -> bool:
        held = set(role.lower().split())
        return any(office in held or (office in self.words["permanent"] and held & self.words["permanent"]) for office in offices)

    def _introduced(self, name: Name) -> None:
        person, before = name.person, self._before(name)
        for span, after in ((before, False), (self._after(name), True)):
            if not span:
                continue
            state, role = self._state(span), self._role(span)
            if role or (after and self._bracketed(span)):
                person.state = person.state or state
                person.role = person.role or role
                person.sure += name.last - name.first > 1 or name.run < name.first
        if self._is_private(person.role):
            person.state = None
            return
        person.state = (
            person.state
            or self._owner(name)
            or self._represented(name)
            or self._party(name)
            or self._theirs(before)
            or self._seated(before, person.role)
        )

    def _is_private(self, role: str | None) -> bool:
        """Whether somebody speaks for no State: an expert, a lawyer, civil society."""
        return bool(role and set(role.lower().split()) & self.words["private"])

    def _owner(self, name: Name) -> State | None:
        """Return the State that owns a bare name: "Russia's NAME", "o ucraniano NAME"."""
        at = name.run - 1
        if at > 1 and at in self.states and self.words["office_first"] and self.prose.lows[at - 1] in self.words["determiner"]:
            return self.states[at]
        return self.states.get(at - 1) if at > 0 and self.prose.lows[at] in _POSSESSIVE else None

    def _represented(self, name: Name) -> State | None:
        """Return the State of "NAME, for STATE,", "NAME, representing STATE" and "NAME, who speaks for STATE"."""
        at, lows = name.last, self.prose.lows
        opened = self._spoken_for(name)
        if opened or at + 3 >= len(lows) or lows[at] != ",":
            return opened
        if lows[at + 1] in self.words["relative"] and lows[at + 2] in self.words["standing_for"]:
            at += 3 + (lows[at + 3] in self.words["behalf"])
        elif lows[at + 1] in self.words["behalf"] or lows[at + 1] in self.words["standing_for"]:
            at += 2 + (lows[at + 2] in self.words["behalf"])
        else:
            return None
        at += at < len(lows) and lows[at] in self.words["determiner"]
        return self.states.get(at)

    def _spoken_for(self, name: Name) -> State | None:
        """Return the State of "For STATE, NAME" and of "Ambassador NAME for STATE"."""
        at, lows = name.run - 1, self.prose.lows
        if at > 1 and lows[at] == "," and at - 1 in self.states:
            first = at - 1
            while first > 0 and first - 1 in self.states:
                first -= 1
            first -= first > 0 and lows[first - 1] in self.words["determiner"]
            return self.states[at - 1] if first > 0 and self._opens_for(first - 1) else None
        at = name.last
        titled = not self.words["permanent"].isdisjoint(lows[name.run : name.first])
        if not titled or at + 1 >= len(lows) or lows[at] not in self.words["behalf"]:
            return None
        return self.states.get(at + 1 + (lows[at + 1] in self.words["determiner"]))

    def _opens_for(self, at: int) -> bool:
        """Whether a sentence opens here with "For"."""
        return self.prose.lows[at] in self.words["behalf"] and self.prose.words[at][0].isupper()

    def _seated(self, before: range, role: str | None) -> State | None:
        """Return the State of a government's officer whom "In CAPITAL," stands before."""
        at = before.start
        placed = at > 2 and self.prose.words[at - 1] == "," and self.prose.lows[at - 3] in self.words["place_before"]
        return self.states.get(at - 2) if placed and role and set(role.lower().split()) & self.words["government"] else None

    def _party(self, name: Name) -> State | None:
        """Return the United States for "NAME (R-Ohio)": only there a name is followed so."""
        at = name.last
        bracket = at + 1 < len(self.prose.words) and self.prose.words[at] == "("
        return "USA" if bracket and self.prose.words[at + 1].startswith(("R-", "D-", "I-")) else None

    def _theirs(self, span: range) -> State | None:
        """Return the State of "its envoy": the only one named in the sentence before, or earlier in this one."""
        at = next((at for at in span if self.prose.lows[at] in self.words["its"]), None)
        if at is None:
            return None
        start = max(0, at - _REACH_BACK)
        stops = [start, *(here + 1 for here in range(start, at) if self.prose.words[here] == ".")]
        return self._only_state(stops[-1], at) or self._only_state(stops[-2] if len(stops) > 2 else start, at)

    def _only_state(self, first: int, last: int) -> State | None:
        """Return the State named between two tokens if it is the only one."""
        named = {self.states[at] for at in range(first, last) if at in self.states}
        return named.pop() if len(named) == 1 else None

    def _completed(self, person: Person) -> None:
        """Ask the directory: the full name of a surname with its State, the State of a full name."""
        known = self.directory.by_full_name(person.name, self.year) if " " in person.name else None
        if known and person.state in {None, known.state}:
            person.state, person.sure = known.state, person.sure + 2
            person.name = known.name if known.corrected else person.name
        elif person.state and " " not in person.name:
            family = self.directory.by_family_name(person.name, person.state, self.year)
            person.name = family.name if family else person.name
        elif self._is_permanent(person.role):
            only = self.directory.by_distinct_family_name(person.name, self.year)
            person.name, person.state = (only.name, only.state) if only else (person.name, person.state)

    def _is_permanent(self, role: str | None) -> bool:
        return bool(role and set(role.lower().split()) & self.words["permanent"])

    def _before(self, name: Name) -> range:
        """Return the tokens of an office before a name, over a comma right before it."""
        stop = name.first
        if not self.signs_between(name.run - _REACH, stop):
            return range(stop, stop)
        at = name.run - 1 if name.run and self.prose.words[name.run - 1] == "," else name.run
        start, floor = at, max(0, at - _REACH)
        while start > floor and start - 1 not in self.roster.ending and self._in_office(start - 1):
            start -= 1
        return range(start, stop)

    def _after(self, name: Name) -> range:
        """Return the tokens of an office after a name: between commas, in brackets, or "of STATE"."""
        last = len(self.prose.words)
        at = name.last
        if at >= last or not (self.prose.words[at] in ",(–—" or self.prose.lows[at] in self.words["belonging"]):
            return range(at, at)
        if not self.signs_between(at, at + _REACH):
            return range(at, at)
        stop = at + 1
        while stop < min(last, at + _REACH) and self._in_office(stop):
            stop += 1
        return range(at, stop)

    def signs_between(self, first: int, last: int) -> bool:
        """Whether an office, a State or "its" stands among the tokens [first, last)."""
        at = bisect_left(self.signs, first)
        return at < len(self.signs) and self.signs[at] < last

    def _in_office(self, at: int) -> bool:
        word, low = self.prose.words[at], self.prose.lows[at]
        if low in _POSSESSIVE or at in self.states or low in self.words["joining"] or low == "the":
            return low not in self.words["and"] or at + 1 in self.states or self.prose.words[at + 1][0].isupper() or self._second_office(at)
        if word == QUOTE or (self._halts(at) and self.prose.lows[at - 1] not in self.words["belonging"]):
            return False
        return word[0].isalpha() or (word == "." and "." in self.prose.words[at - 1])

    def _halts(self, at: int) -> bool:
        """Whether an office ends before this word: a verb, but not "May" and not that of "the diplomat who speaks for STATE"."""
        low = self.prose.lows[at]
        stands = low in self.words["standing_for"] and self.prose.lows[at - 1] in self.words["relative"]
        return low in self.words.halting and not stands and not (low != self.prose.words[at] and low in self.words["month"])

    def _second_office(self, at: int) -> bool:
        """Whether "and" joins a further office of the same person: "Council President for May and representative of STATE"."""
        return self.prose.words[at - 1] != "," and self.words.is_office(self.prose.lows[at + 1])

    def _bracketed(self, span: range) -> bool:
        """Whether this is "(STATE)" or "of STATE" right after a name."""
        if len(span) < 2 or not (self.prose.words[span[0]] == "(" or self.prose.lows[span[0]] in self.words["belonging"]):
            return False
        article = self.prose.lows[span[1]] in self.words["determiner"]
        return span[1] in self.states or (article and len(span) > 2 and span[2] in self.states)

    def _state(self, span: range) -> State | None:
        """Return the State an office belongs to: the first not after "to", "on", "in" or "with"; None where two hold it together."""
        foreign = False
        for at in span:
            low = self.prose.lows[at]
            if low in self.words["abroad"]:
                foreign = not self._speaks_for(at)
            elif at in self.states and (not foreign or self._holds_office(at, span)):
                return None if self._with_another(at, span) else self.states[at]
            elif low in self.words["belonging"] or low == ",":
                foreign = False
        return None

    def _speaks_for(self, at: int) -> bool:
        """Whether a preposition leads to one's own State: "a spokesman for", "their colleague from"."""
        before = self.prose.lows[at - 1]
        if self.prose.lows[at] in self.words["origin"]:
            return before in self.words["permanent"] or before in self.words["speaking_for"]
        if at > 1 and self.prose.lows[at - 2] in self.words["special"]:
            return False
        return (before in self.words["speaking_for"] or before in self.words["standing_for"]) and self.prose.lows[at] in self.words[
            "behalf"
        ]

    def _holds_office(self, at: int, span: range) -> bool:
        """Whether an office is this State's after all: "with Russia's new ambassador", "pour la représentante américaine"."""
        if self.words["office_first"]:
            return at - 1 in span and self.words.is_office(self.prose.lows[at - 1])
        owns = at + 1 in span and self.prose.lows[at + 1] in _POSSESSIVE
        return owns and any(self.words.is_office(self.prose.lows[here]) for here in range(at + 2, min(at + 5, span.stop)))

    def _with_another(self, at: int, span: range) -> bool:
        """Whether another State follows as its equal: "France and Britain's ambassadors"."""
        after = at + 1
        while after in span and after in self.states and self.states[after] == self.states[at]:
            after += 1
        joined = after + 1 in span and (self.prose.lows[after] in self.words["and"] or self.prose.words[after] == ",")
        return joined and self.states.get(after + 1, self.states[at]) != self.states[at]

    def _is_state(self, span: range) -> bool:
        """Whether a phrase is nothing but a State: "China", "the Russian Federation", "China, …, and Russia", "China abstained"."""
        if len(span) > 1 and self.prose.lows[span.stop - 1] in self.words["voting"]:
            span = span[:-1]
        return all(at in self.states or self.prose.lows[at] in self.words["determiner"] for at in span)

    def _role(self, span: range) -> str | None:
        """Return an office as printed, without article, State and name; None if there is no office in the phrase."""
        held = [at for at in span if self.words.is_office(self.prose.lows[at])]
        if not held:
            return None
        second = (at for at in span if at > held[0] and self.prose.lows[at] in self.words["and"] and self._second_office(at))
        span = range(span.start, next(second, span.stop))
        held = [at for at in held if at in span]
        first = self._role_start(span, held[0])
        return self.prose.printed(first, self._role_stop(span, held[-1])) or None

    def _role_start(self, span: range, office: int) -> int:
        start = office
        while start - 1 in span and (self._describes(start - 1) or self._abbreviates(start - 1)):
            start -= 1
        return start + (self.prose.words[start] == ".")

    def _abbreviates(self, at: int) -> bool:
        """Whether this is the last full stop of "U.N."."""
        return self.prose.words[at] == "." and "." in self.prose.words[at - 1] and self.prose.ends[at - 1] == self.prose.starts[at]

    def _describes(self, at: int) -> bool:
        """Whether a token belongs to the role's own words: "deputy permanent" representative."""
        low = self.prose.lows[at]
        return self.prose.words[at][0].isalpha() and not (
            at in self.states
            or low in _POSSESSIVE
            or low in self.words["determiner"]
            or low in self.words["possessive"]
            or low in self.words["joining"]
            or low in self.words["preposition"]
        )

    def _role_stop(self, span: range, office: int) -> int:
        """Keep "to the United Nations" and "of the Council", drop "of STATE"."""
        stop = office + 1
        while stop in span and stop not in self.states and (self.prose.words[stop][0].isalpha() or self._abbreviates(stop)):
            stop += 1
        while stop - 1 > office and (
            self.prose.lows[stop - 1] in self.words["joining"]
            or self.prose.lows[stop - 1] in self.words["abroad"]
            or self.prose.lows[stop - 1] == "the"
            or self.prose.lows[stop - 1] in self.words["relative"]
            or self.prose.lows[stop - 1] in self.words["standing_for"]
            or self._named_at(stop - 1)
        ):
            stop -= 1
        return stop

    def _named_at(self, at: int) -> bool:
        name = self.roster.starting.get(at)
        return at in self.roster.ending or (name is not None and name.first == at)


def _only(people: Iterable[Person]) -> Person | None:
    """Return the one person among several mentions; None if there are two."""
    found = {id(person): person for person in people}
    return next(iter(found.values())) if len(found) == 1 else None


def renamed(voice: Voice, role: str | None) -> Voice:
    """Return the voice with a role if it has none."""
    return voice if voice.role or role is None else replace(voice, role=role)
