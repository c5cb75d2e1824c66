"""Where sentences end in a text whose quotes are single tokens.

``bot.reading.text.sentences`` reads plain text; here a quote is atomic, and what follows one (``"…!" she said.``) may still belong to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from bot.reading.quotes.grammar import Grammar
from bot.reading.quotes.marks import Marked
from bot.reading.quotes.prose import QUOTE, Prose, Sentence

_STOPS = frozenset(".!?…。\uff01\uff1f")
_DASHES = frozenset("\u2012\u2015")  # figure dash and horizontal bar, beside "–" and "—"
_CLOSING = frozenset(")]’'\"”»*")
_ASKED = frozenset("?!")
_NO_ASIDE = frozenset({*".!?…:;", "that", "whether", QUOTE})  # what ends a sentence, or shows that it tells something of its own
_LONGEST = 300  # tokens a sentence may have; what is longer is no prose, and is cut
_ASKING, _REST = 15, 6  # tokens from a question to the verb that asks it, and from there to the sentence's end
_TAG = 6  # tokens within which a tag such as "the French envoy asked." has its verb


def sentences(prose: Prose, marks: list[Marked], words: Grammar) -> list[Sentence]:
    """Return the sentences of every paragraph, in order."""
    stops = prose.where(_STOPS | {QUOTE})
    return [sentence for number in range(len(prose.paragraphs)) for sentence in _in_paragraph(prose, marks, words, stops, number)]


def _in_paragraph(prose: Prose, marks: list[Marked], words: Grammar, stops: list[int], number: int) -> Iterator[Sentence]:
    begin, end = prose.paragraphs[number]
    for at in stops[bisect_left(stops, begin) : bisect_left(stops, end - 1)]:
        while at - begin > _LONGEST:
            yield Sentence(begin, begin + _LONGEST + 1, number)
            begin += _LONGEST + 1
        if at - begin == _LONGEST or _ends(prose, marks, words, at, end):
            yield Sentence(begin, at + 1, number)
            begin = at + 1
    for first in range(begin, end, _LONGEST + 1):
        yield Sentence(first, min(first + _LONGEST + 1, end), number)


def _ends(prose: Prose, marks: list[Marked], words: Grammar, at: int, end: int) -> bool:
    if prose.words[at] == QUOTE:
        return _quote_ends(prose, marks, words, at, end)
    following = prose.words[at + 1]
    if following in _CLOSING or following in _STOPS or not _starts_sentence(following):
        return False
    if at and prose.words[at - 1] == QUOTE and _is_tag(prose, words, at + 1, end):
        return False
    return prose.words[at] != "." or not _abbreviated(prose, words, at)


def _quote_ends(prose: Prose, marks: list[Marked], words: Grammar, at: int, end: int) -> bool:
    mark, following = marks[prose.quoted[at]], prose.words[at + 1]
    last = prose.text[mark.end - 1]
    if following == QUOTE:
        return last in _STOPS
    if last not in _STOPS or not _starts_sentence(following):
        return False
    return not (_is_tag(prose, words, at + 1, end) or (last in _ASKED and _asks(prose, words, at + 1, end)))


def _starts_sentence(word: str) -> bool:
    return word == QUOTE or word[0].isupper() or not (word[0].islower() or word[0] in ",;:)-–—'’" or word[0] in _DASHES)


def _is_tag(prose: Prose, words: Grammar, at: int, end: int) -> bool:
    """Whether here stands a bare "X said" or "said X", which belongs to the quote before it."""
    for here in range(at, min(at + _TAG, end)):
        low = prose.lows[here]
        if low in words.strong or low in words.weak:
            after = here + 1 + (here + 1 < end and prose.lows[here + 1] in words["onward"])
            return _tag_stops(prose, after, end) or (low in words.strong and _circumstance(prose, words, at, after, end))
        if prose.words[here] == "." and prose.lows[here - 1] in words["abbreviation"]:
            continue
        if not (prose.words[here][0].isupper() or low in words["he"] or low in words["she"] or low in words["determiner"]):
            return False
    return False


def _circumstance(prose: Prose, words: Grammar, at: int, after: int, end: int) -> bool:
    """Whether a name's tag goes on with where, when or of what it was said, and tells nothing more: "NAME wrote in a letter."."""
    rest = range(after, min(after + _ASKING, end))
    named = prose.lows[at] not in words["he"] | words["she"] | words["plural"] | words["determiner"]
    stop = next((here for here in rest if prose.words[here] in _NO_ASIDE and not (prose.words[here] == "." and here + 1 < end)), end)
    return named and prose.lows[after] in words["aside"] and (stop >= end or prose.words[stop] not in {"that", "whether", QUOTE})


def _asks(prose: Prose, words: Grammar, at: int, end: int) -> bool:
    """Whether a sentence follows that only says who asked: "“…?” STATE's envoy, NAME, asked the chamber."."""
    if prose.lows[at] in words["he"] or prose.lows[at] in words["she"] or prose.lows[at] in words["plural"]:
        return False
    verb = next(
        (here for here in range(at, min(at + _ASKING, end)) if prose.lows[here] in words.strong or prose.lows[here] in words["asking"]), end
    )
    rest = range(at, min(verb + _REST, end))
    stop = next((here for here in rest if prose.words[here] in _NO_ASIDE and "." not in prose.words[here - 1]), end)
    return verb < stop < min(verb + _REST, end) and prose.words[stop] == "."


def _tag_stops(prose: Prose, after: int, end: int) -> bool:
    return after >= end or prose.words[after] in ".,;" or prose.words[after] == QUOTE


def _abbreviated(prose: Prose, words: Grammar, at: int) -> bool:
    """Whether the full stop belongs to "Mr." or "J."; after "U.S." only a word that opens sentences starts one."""
    before = prose.lows[at - 1] if at else ""
    if prose.starts[at] != prose.ends[at - 1]:
        return False
    if len(before) == 1 and before.isalpha():
        return at < 2 or prose.ends[at - 2] != prose.starts[at - 1] or not prose.words[at - 2].isdigit()
    if "." in before:
        return prose.lows[at + 1] not in words["opener"]
    if before in words["numbered"]:
        return prose.words[at + 1][0].isdigit()
    return before in words["abbreviation"]
