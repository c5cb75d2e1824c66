"""The reading of quotes, from a document to what was said and by whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import compress, filterfalse

from bot.model import Quote, Sighting, State, Statement
from bot.reading.document import Document
from bot.reading.quotes.attribution import LOOSE, Attribution, Said
from bot.reading.quotes.cues import Cues
from bot.reading.quotes.directory import Directory, built_in
from bot.reading.quotes.grammar import Grammar, grammar
from bot.reading.quotes.keys import ranked
from bot.reading.quotes.language import language_of
from bot.reading.quotes.marks import Marked, find_marks
from bot.reading.quotes.offices import Offices
from bot.reading.quotes.people import roster
from bot.reading.quotes.prose import Prose, tokenised
from bot.reading.quotes.reference import pronouns
from bot.reading.quotes.rules import Rules
from bot.reading.quotes.sentences import sentences
from bot.reading.quotes.speeches import read_speeches
from bot.reading.quotes.statements import statements
from bot.reading.quotes.subjects import Subjects
from bot.reading.quotes.unread import UNREAD, read_unread
from bot.reading.text import paragraphs
from bot.states.find import first_words, flatten, mention_at

_LONGEST = 250_000  # characters read; what is longer is no article


def read_quotes(
    document: Document, sightings: tuple[Sighting, ...], directory: Directory | None = None
) -> tuple[tuple[Quote, ...], tuple[Statement, ...]]:
    """Read a document's quotes, in order, and its indirect statements; ``sightings`` only weigh which quotes are key.

    A quote nobody is found to have said is left out: a title, a scare quote, a text's own words. Of verbatim records and transcripts the
    best sentences of each speech are read, and nothing else. ``directory`` knows representatives; without one it is the built-in.
    """
    directory = directory or built_in()
    text = document.text[:_LONGEST]
    spoken = read_speeches(text, _year(document), directory)
    if spoken is not None:
        language = language_of(text, ())
        spoken = [replace(quote, language=language) for quote in spoken]
        return ranked(spoken, [True] * len(spoken), sightings), ()
    spans = paragraphs(text)
    marks = find_marks(text, spans)
    prose = tokenised(text, marks, spans)
    language = language_of(text, prose.lows)
    if language in UNREAD:
        return tuple(read_unread(text, marks, language)), ()
    attribution = _attributed(document, prose, marks, grammar(language or "en"), directory)
    joined = _joined(prose, marks, attribution.found)
    cited = set(_cited(attribution))
    sure = [not LOOSE & {said.rule for said in together} and not cited & {said.quote for said in together} for together in joined]
    quotes = [_quote(prose, marks, together, language) for together in joined]
    return ranked(quotes, sure, sightings), tuple(statements(attribution))


def _attributed(document: Document, prose: Prose, marks: list[Marked], words: Grammar, directory: Directory) -> Attribution:
    parts = sentences(prose, marks, words)
    states = _state_tokens(prose)
    people = roster(prose, parts, words, states)
    offices = Offices(prose, words, people, states, directory, _year(document))
    offices.introduce()
    meant = pronouns(prose, parts, words, people)
    subjects = Subjects(prose, words, people, states)
    cues = Cues(prose, words, subjects)
    attribution = Attribution(prose, words, people, cues, Rules(prose, marks, words, subjects, cues), offices, meant)
    attribution.run(parts)
    return attribution


def _cited(attribution: Attribution) -> Iterator[int]:
    """Yield the quotes that are a document's words and not a speaker's: the text “demands …”."""
    prose, words = attribution.prose, attribution.words
    for at, number in prose.quoted.items():
        if at and prose.lows[at - 1] in words["document"]:
            first = prose.text[prose.starts[at] : prose.ends[at]].strip("“”\"'‘’„«» ").partition(" ")[0]
            if first in words["operative"] or (first.endswith("s") and first in words.strong):
                yield number


def _year(document: Document) -> int | None:
    return document.published.year if document.published else None


def _state_tokens(prose: Prose) -> dict[int, State]:
    """Return which tokens name a State, outside quotes: as ``bot.states.find`` does, on the words parted already."""
    flat, firsts = flatten(prose.hidden), _first_words()
    found: dict[int, State] = {}
    done = 0
    vocabulary = set(prose.words)
    compound = (word for word in filterfalse(str.isalpha, vocabulary) if not firsts.isdisjoint(_letters().findall(word)))
    telling = (vocabulary & firsts).union(compound)
    for at in compress(range(len(prose.words)), map(telling.__contains__, prose.words)):
        word = prose.words[at]
        for begin, letters in ((0, word),) if word.isalpha() else ((part.start(), part.group()) for part in _letters().finditer(word)):
            start = prose.starts[at] + begin
            mention = mention_at(flat, start, letters) if start >= done else None
            if mention:
                done = mention.end
                found.update(dict.fromkeys(range(at, bisect_left(prose.starts, done, at)), mention.state) if mention.state else {})
    return found


@cache
def _first_words() -> frozenset[str]:
    return first_words()


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def _joined(prose: Prose, marks: list[Marked], found: list[Said]) -> list[list[Said]]:
    """Put together the parts of one quote: split by its attribution, or going on in the next paragraph."""
    groups: list[list[Said]] = []
    for said in _with_all_parts(marks, found):
        if groups and _goes_on(prose, marks, groups[-1][-1], said):
            groups[-1].append(said)
        else:
            groups.append([said])
    return groups


def _with_all_parts(marks: list[Marked], found: list[Said]) -> list[Said]:
    """Give every paragraph of a long quote the attribution that any of them has."""
    by_number = {said.quote: said for said in found}
    for number in range(len(marks) - 2, -1, -1):
        following = by_number.get(number + 1)
        if marks[number].goes_on and number not in by_number and following:
            by_number[number] = replace(following, quote=number)
    return [by_number[number] for number in sorted(by_number)]


def _goes_on(prose: Prose, marks: list[Marked], before: Said, said: Said) -> bool:
    first, second = marks[before.quote], marks[said.quote]
    if said.quote != before.quote + 1:
        return False
    if first.goes_on:
        return True
    between = prose.text[first.right : second.left].rstrip()
    same = before.rule == "right" and before.cue == said.cue
    return same and between.endswith(",") and prose.text[first.end - 1] in ",-–—" and "\n" not in between


def _quote(prose: Prose, marks: list[Marked], together: list[Said], language: str | None) -> Quote:
    segments = tuple((marks[said.quote].start, marks[said.quote].end) for said in together)
    said = next((said for said in together if not said.rule.startswith("carried")), together[0])
    return Quote(
        words=" ".join(prose.text[start:end] for start, end in segments),
        segments=segments,
        speaker=said.voice.name,
        mention=None if said.rule == "carried_far" else said.subject.span(prose),
        role=said.voice.role,
        state=said.voice.state,
        cue=prose.printed(*said.cue) if said.cue else None,
        kind=_kind(prose, marks[together[0].quote], together[0]),
        language=language,
    )


def _kind(prose: Prose, mark: Marked, said: Said) -> str:
    """Tell a quote that stands by itself from words inside somebody's indirect sentence."""
    opening = prose.text[mark.start]
    whole = opening.isupper() or opening.isdigit() or opening in "[(…¿¡" or not opening.isalpha()
    return "direct" if whole and (said.rule != "left" or len(prose.text[mark.start : mark.end].split()) > 3) else "partial"
