"""People: where a text names them, which names are one person, and which pronoun goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.model import State
from bot.reading.quotes.grammar import Grammar, genders
from bot.reading.quotes.prose import Prose, Sentence

_ADVERB = 6  # letters a word in "-ly" has at most if it may be a name
_NAMESAKES = 20  # people of one surname who are told apart
_LONGEST_NAME = 6  # tokens a name may have, its initials' full stops included
_LONGEST = 9  # tokens a name with its titles may have


@dataclass(slots=True, eq=False)
class Person:
    """Somebody a text names. ``sure`` counts the signs that this is a person at all; role and State come from the text's own words."""

    name: str
    sure: int = 0
    gender: str | None = None
    named: int = 0
    role: str | None = None
    state: State | None = None


@dataclass(slots=True)
class Name:
    """A person named at the tokens [first, last); the titles before it begin at ``run``."""

    run: int
    first: int
    last: int
    person: Person
    owner: bool


@dataclass(slots=True)
class Roster:
    """Everybody a text names, in order, and the tokens they are named by."""

    names: list[Name] = field(default_factory=list)
    ending: dict[int, Name] = field(default_factory=dict)
    starting: dict[int, Name] = field(default_factory=dict)
    by_word: dict[str, list[Person]] = field(default_factory=dict)
    titled: set[int] = field(default_factory=set)


def roster(prose: Prose, sentences: list[Sentence], words: Grammar, states: Mapping[int, State]) -> Roster:
    """Find everybody a text names. ``states`` says which tokens name a State."""
    found = Roster()
    runs = [_parted(prose, words, run) for run in _runs(prose, words, states)]
    for run, first, last in runs:
        if last - first > 1:
            _introduce(prose, words, found, (run, first, last))
    for run, first, last in runs:
        if run < first == last:
            found.titled.update(range(run, last))
    _name_all(prose, words, found, runs, {sentence.first for sentence in sentences})
    return found


def _runs(prose: Prose, words: Grammar, states: Mapping[int, State]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words, with the particles, initials and abbreviated titles within them."""
    done = 0
    for at in prose.capitals():
        if at < done or not prose.words[at][0].isupper():
            continue
        if not (_opens_sentence(prose.lows[at], words) or (at in states and not _given(prose, at))):
            done = _run_end(prose, words, states, at)
            yield at, done


def _opens_sentence(low: str, words: Grammar) -> bool:
    """Whether a capital is only that of a sentence: "The", "Meanwhile", "Separately"."""
    return low in words["opener"] or (low.endswith("ly") and len(low) > _ADVERB and low not in genders() and bool(words["adverbs_in_ly"]))


def _given(prose: Prose, at: int) -> bool:
    """Whether a State's name is here a given name ("Chad Smith", "Israel Katz"): another capital follows directly."""
    following = prose.words[at + 1] if at + 1 < len(prose.words) else "."
    return prose.lows[at] in genders() and following[0].isupper()


def _run_end(prose: Prose, words: Grammar, states: Mapping[int, State], at: int) -> int:
    start, end = at, at + 1
    limit = min(len(prose.words), start + _LONGEST)
    while end < limit:
        step = _step(prose, words, states, start, end)
        if not step:
            break
        end += step
    return end


def _step(prose: Prose, words: Grammar, states: Mapping[int, State], start: int, at: int) -> int:
    """Return how many tokens the run goes on for: a capital, the full stop of an initial, or particles and a capital."""
    word = prose.words[at]
    if word.islower() and word not in words["particle"]:
        return 0
    if word[0].isupper():
        return 0 if at in states and prose.lows[at - 1] not in genders() else 1
    following = prose.words[at + 1] if at + 1 < len(prose.words) else "."
    if word == "." and prose.ends[at - 1] == prose.starts[at] and following[0].isupper():
        before = prose.words[at - 1]
        return 1 if len(before) == 1 or before.lower() in words["abbreviation"] or (before.isupper() and "." in before) else 0
    genitive = prose.lows[at] in words["genitive"] and words.is_title(prose.lows[at - 1])
    if prose.lows[at] in words["particle"] and at > start and prose.lows[at] not in {"e", "y"} and not genitive and at + 1 not in states:
        further = prose.words[at + 2] if at + 2 < len(prose.words) else "."
        return 2 if following[0].isupper() else 3 if prose.lows[at + 1] in words["particle"] and further[0].isupper() else 0
    return 0


def _parted(prose: Prose, words: Grammar, run: tuple[int, int]) -> tuple[int, int, int]:
    """Part a run into its titles [run, first) and the name [first, last); an empty name if there are only titles."""
    start, end = run
    if end - start == 1:
        return start, end if words.is_title(prose.lows[start]) else start, end
    titles = [at for at in range(start, end) if words.is_title(prose.lows[at])]
    if prose.lows[start] in words["courtesy"] and len(titles) > 1 and titles[-1] == end - 1:
        titles.pop()
    if titles and titles[-1] == end - 1:
        led = next((at for at in range(start, end) if at not in titles), end)
        return (start, led, end) if led < end and prose.lows[led] in genders() else (start, end, end)
    first = titles[-1] + 1 if titles else start
    if first < end and prose.words[first] == ".":
        first += 1
    if end - first > 2 and prose.lows[first] in words["acronym"]:
        first += 1 + (prose.words[first + 1] == ".")
    if end - first > 3:
        first = next((at for at in range(first, end - 1) if prose.lows[at] in genders()), first)
    return start, first, end


def _introduce(prose: Prose, words: Grammar, found: Roster, run: tuple[int, int, int]) -> None:
    """Enter somebody named in full."""
    _, first, last = run
    lows = prose.lows[first:last]
    if _is_organisation(prose, words, run):
        return
    person = _same(prose, found, first, last)
    if person is None:
        person = Person(cased(prose.printed(first, last)))
        for low in {lows[-1], lows[0]}:
            found.by_word.setdefault(low, []).append(person)
    person.named += 1
    _weigh(prose, words, person, run)


def _is_organisation(prose: Prose, words: Grammar, run: tuple[int, int, int]) -> bool:
    """Whether a run of capitals is no person's name: an organisation's, or a heading. After a title only the last word tells."""
    start, first, last = run
    if last - first > _LONGEST_NAME:
        return True
    telling = prose.lows[last - 1 : last] if start < first else prose.lows[first:last]
    return not words["organisation"].isdisjoint(telling) and prose.lows[first] not in genders()


def _same(prose: Prose, found: Roster, first: int, last: int) -> Person | None:
    """Return who already bears this full name, a middle name more or less."""
    for person in reversed(found.by_word.get(prose.lows[last - 1], [])[-_NAMESAKES:]):
        parts = person.name.lower().split()
        if parts[0].strip(".") == prose.lows[first] and parts[-1] == prose.lows[last - 1]:
            return person
    return None


def cased(name: str) -> str:
    """Write a name as a name: UN Press prints speakers in capitals."""
    plain = " ".join(name.split())
    return plain.title().replace("’S", "’s") if plain.isupper() else plain


def _weigh(prose: Prose, words: Grammar, person: Person, run: tuple[int, int, int]) -> None:
    """Learn from a name's form that it is a person's, and whose pronoun goes with it."""
    start, first, last = run
    titles = set(prose.lows[start:first])
    given = genders().get(prose.lows[first])
    person.sure += 2 * bool(titles) + 2 * bool(given and last - first > 1) + any(len(prose.words[at]) == 1 for at in range(first, last))
    if titles & words["mr"]:
        person.gender = "he"
    elif titles & words["mrs"]:
        person.gender = "she"
    elif given and last - first > 1:
        person.gender = person.gender or given


def _name_all(prose: Prose, words: Grammar, found: Roster, runs: list[tuple[int, int, int]], starts: set[int]) -> None:
    """Say who each run names; the same surname is the person named in full, the nearest before it first."""
    lower = set(prose.words).intersection(prose.lows)
    latest: dict[str, Person] = {}
    for run, begin, last in runs:
        surname = run + 1 == last and _is_surname(prose, words, found, run)
        first = run if surname else begin
        if first == last or (not surname and _is_organisation(prose, words, (run, first, last))):
            continue
        person = _same(prose, found, first, last) if last - first > 1 else _alone(prose, words, found, latest, (run, first), lower, starts)
        if person:
            latest[prose.lows[last - 1]] = person
            owner = last < len(prose.words) and prose.lows[last] in {"'s", "’s"}
            _enter(found, Name(run, first, last, person, owner))


def _is_surname(prose: Prose, words: Grammar, found: Roster, at: int) -> bool:
    """Whether a title or a common noun is somebody's surname here: "King says", where the text names Peter King; not "the King"."""
    bearers = found.by_word.get(prose.lows[at])
    if not bearers or (at and (prose.lows[at - 1] in words["determiner"] or prose.lows[at - 1] in words["possessive"])):
        return False
    return any(" " in person.name and person.name.lower().endswith(prose.lows[at]) for person in bearers)


def _enter(found: Roster, name: Name) -> None:
    found.names.append(name)
    found.ending[name.last - 1] = name
    found.starting[name.run] = name
    found.starting[name.first] = name


def _alone(
    prose: Prose, words: Grammar, found: Roster, latest: dict[str, Person], run: tuple[int, int], lower: set[str], starts: set[int]
) -> Person | None:
    """Return who a single word names: somebody named in full, or a surname never given in full."""
    start, at = run
    low = prose.lows[at]
    bearers = found.by_word.get(low)
    known = _fitting(bearers[-_NAMESAKES:], set(prose.lows[start:at]), words) if bearers else None
    if known:
        return latest[low] if latest.get(low) in known else max(known, key=lambda person: person.named)
    word = prose.words[at]
    if words["nouns_in_capitals"] and start == at:
        return None
    if start == at and (low in words["month"] or low in words["place"] or (at and prose.lows[at - 1] in words["place_before"])):
        return None
    if start == at and (at in starts or low in lower or len(word) < 3 or word.isupper() or low in words["weekday"]):
        return None
    person = Person(cased(word))
    _weigh(prose, words, person, (start, at, at + 1))
    found.by_word.setdefault(low, []).append(person)
    return person


def _fitting(known: list[Person], titles: set[str], words: Grammar) -> list[Person]:
    """Leave those whom "Mr." or "Ms." can mean."""
    gender = "he" if titles & words["mr"] else "she" if titles & words["mrs"] else None
    return [person for person in known if not gender or person.gender in {gender, None}]
