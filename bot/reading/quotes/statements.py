"""Indirect speech: what somebody said in the page's words, as an output of its own, never shown in quote marks."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model import Span, Statement
from bot.reading.quotes.attribution import Attribution, Heard
from bot.reading.quotes.cues import Cue
from bot.reading.quotes.prose import QUOTE, Prose, Sentence

_FEWEST = 3  # words an indirect statement has
_TAIL = 3  # tokens that may follow the verb of ", she said on Monday."
_THAT = 8  # tokens "that" may stand from its verb ("said on Thursday that")


def statements(attribution: Attribution) -> Iterator[Statement]:
    """Yield the indirect statements of everybody whose name or State is known, one a speaker in a sentence."""
    for heard in attribution.heard:
        if heard.voice.name or heard.voice.state:
            span = _content(attribution, heard)
            if span:
                start, end = span
                yield Statement(attribution.prose.text[start:end], start, end, heard.voice.name, heard.voice.state)


def _content(attribution: Attribution, heard: Heard) -> Span | None:
    prose, sentence, cue = attribution.prose, heard.sentence, heard.cue
    first = heard.content[0] if heard.content else _start(attribution, cue, sentence)
    if first is None:
        return _before_tail(prose, cue, sentence)
    last = _stop(attribution, first, heard.content[1] if heard.content else heard.until)
    return (prose.starts[first], prose.ends[last - 1]) if _says_enough(prose, first, last) else None


def _says_enough(prose: Prose, first: int, last: int) -> bool:
    """Whether this is more than a quote: three words of the page's own, or one before a quote that has more."""
    spoken = sum(prose.words[at][0].isalnum() for at in range(first, last) if prose.words[at] != QUOTE)
    if last <= first or prose.words[first] == QUOTE:
        return spoken >= _FEWEST and last - first >= _FEWEST
    quoting = any(prose.words[at] == QUOTE for at in range(first, last))
    return spoken >= _FEWEST or (spoken > 0 and quoting and len(prose.printed(first, last).split()) > _FEWEST)


def _start(attribution: Attribution, cue: Cue, sentence: Sentence) -> int | None:
    """Return where the content begins: after "that", or right after the verb."""
    prose, words = attribution.prose, attribution.words
    after = cue.at + 1
    if words["verb_second"]:
        return _after_comma(attribution, cue, sentence)
    if after >= sentence.last or prose.words[after] in ",.:" or prose.words[after] == QUOTE:
        return None
    for at in range(after, min(after + _THAT, sentence.last)):
        if prose.lows[at] in words["that"]:
            return at + 1
        if prose.words[at] == QUOTE:
            break
    if prose.lows[cue.at] in words["telling"]:
        after += 1 + (prose.lows[after] in words["determiner"])
        if after >= sentence.last:
            return None
    aside = prose.lows[after] in words["aside"] or prose.lows[after] in words["weekday"]
    return None if aside else after


def _after_comma(attribution: Attribution, cue: Cue, sentence: Sentence) -> int | None:
    """Return where the content begins in German: after the comma and "dass"."""
    prose, words = attribution.prose, attribution.words
    quoted = any(prose.words[at] == QUOTE for at in range(sentence.first, cue.at))
    stop = sentence.first if quoted else min(cue.at + _THAT, sentence.last - 1)
    comma = next((at for at in range(cue.at + 1, stop) if prose.words[at] in {",", QUOTE, ":"}), None)
    if comma is None or prose.words[comma] != ",":
        return None
    return comma + 1 + (prose.lows[comma + 1] in words["that"])


def _before_tail(prose: Prose, cue: Cue, sentence: Sentence) -> Span | None:
    """Return what stands before ", she said." at a sentence's end."""
    last = cue.subject.begin - 1 if cue.subject else sentence.first
    tail = last - sentence.first >= _FEWEST and prose.words[last] == "," and cue.at + _TAIL >= sentence.last
    spoken = tail and not any(word == QUOTE for word in prose.words[sentence.first : last])
    return (prose.starts[sentence.first], prose.ends[last - 1]) if spoken else None


def _stop(attribution: Attribution, first: int, end: int) -> int:
    """Leave out ", adding …", ", while another …" and the sentence's full stop; a quote keeps its own."""
    prose, speaking, turning = attribution.prose, attribution.words.speaking, attribution.words["turning"]
    commas = (at for at in range(first, end - 1) if prose.words[at] == ",")
    turned = (at for at in commas if prose.lows[at + 1] in speaking or prose.lows[at + 1] in turning)
    last = next(turned, end)
    while last > first and prose.words[last - 1] in ".!?;,":
        last -= 1
    return last
