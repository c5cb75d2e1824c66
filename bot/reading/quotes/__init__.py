"""Who said what on a page: quotes in the page's own words, and indirect statements."""

from __future__ import annotations

from bot.model import Quote, Sighting, Statement
from bot.reading.document import Document
from bot.reading.quotes.attribution import Attribution
from bot.reading.quotes.grammar import grammar
from bot.reading.quotes.marks import find_marks
from bot.reading.quotes.people import roster
from bot.reading.quotes.prose import tokenised
from bot.reading.quotes.sentences import sentences
from bot.reading.quotes.subjects import Subjects
from bot.reading.text import paragraphs


def read_quotes(document: Document, sightings: tuple[Sighting, ...]) -> tuple[tuple[Quote, ...], tuple[Statement, ...]]:
    """Read a document's quotes, in order, and its indirect statements; ``sightings`` only weigh which quotes are key."""
    del sightings
    text = document.text
    spans = paragraphs(text)
    marks = find_marks(text, spans)
    words = grammar("en")
    prose = tokenised(text, marks, spans)
    parts = sentences(prose, marks, words)
    states: dict[int, str] = {}
    people = roster(prose, parts, words, states)
    subjects = Subjects(prose, words, people, states)
    said = {one.quote: one for one in Attribution(prose, marks, words, subjects).run(parts)}
    quotes = []
    for number, mark in enumerate(marks):
        one = said.get(number)
        if one:
            quotes.append(Quote(text[mark.start:mark.end], ((mark.start, mark.end),), one.subject.person.name if one.subject.person else None, one.subject.span(prose), one.rule))
    return tuple(quotes), ()
