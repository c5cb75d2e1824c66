"""Speeches without quote marks: records (``Mr. NAME (STATE) (spoke in French): …``), transcripts (``STATE · Function · NAME [1:02]: …``).

Every word of theirs is somebody's, far more than an alert can show. So of each speech of a State only its two best sentences are read:
whole ones of 8 to 45 words that tell a position on the text; one plain sentence where none does. A record taken from a PDF may have its
words in a wrong order where a line was torn, and blanks within words; a sentence with such a fault is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from bot.model import Quote, Span, State
from bot.reading.quotes.directory import Directory, built_in
from bot.reading.quotes.people import cased
from bot.reading.quotes.worth import worth
from bot.reading.text import sentences
from bot.states import known, names_in_list

_MOST = 2  # sentences a speech gives
_WORDS = range(8, 46)
_TELLING = 1.0  # what a sentence with a position on the text is worth
_FULL_LINE = 0.72  # of the usual width: a shorter line within a paragraph was torn
_WRAPPED = 4  # lines without a full stop that tell a hard-wrapped speech


@dataclass(frozen=True, slots=True)
class Speech:
    """One State's speech at [start, end), and who gives it; ``mention`` is where the record says so."""

    start: int
    end: int
    mention: Span
    state: State
    speaker: str | None = None
    role: str | None = None


def speeches(text: str, year: int | None = None, directory: Directory | None = None) -> list[Speech]:
    """Return the speeches of a verbatim record or a transcript that a State's delegate gives; none in any other text."""
    heads = list(_head().finditer(text)) if _bracket().search(text) else []
    if not any(head["state"] or head["country"] for head in heads):
        return []
    ends = [*(head.start() for head in heads[1:]), len(text)]
    read = (_speech(text, head, end, year, directory or built_in()) for head, end in zip(heads, ends, strict=True))
    return [speech for speech in read if speech]


def read_speeches(text: str, year: int | None = None, directory: Directory | None = None) -> list[Quote] | None:
    """Return what is worth quoting of a verbatim record or a transcript, in its order; None if a text is neither."""
    record = speeches(text, year, directory)
    if not record:
        return None
    vocabulary = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    return [quote for speech in record for quote in _spoken(text, speech, vocabulary)]


def _spoken(text: str, speech: Speech, vocabulary: Counter[str]) -> Iterator[Quote]:
    """Yield a speech's best sentences: two that tell a position, or one that hangs on no other."""
    found = [(worth(text[slice(*span)]), span) for block in _blocks(text, speech) for span in _whole(text, block, vocabulary)]
    best = sorted(found, key=lambda one: -one[0])[:_MOST]
    telling = [span for weight, span in best if weight >= _TELLING] or [span for weight, span in best[:1] if weight >= 0]
    for span in sorted(telling):
        segments = _segments(text, span)
        words = " ".join(text[start:end] for start, end in segments)
        yield Quote(words, segments, speech.speaker, speech.mention, speech.role, speech.state)


def _speech(text: str, head: re.Match[str], end: int, year: int | None, directory: Directory) -> Speech | None:
    if head["chair"]:
        return _in_national_capacity(text, head, end)
    group = "name" if head["state"] else "person"
    state = _state(head["state"] or head["country"] or "")
    if state is None:
        return None
    mention = head.span(group) if head[group] else head.span()
    role = " ".join(head["function"].split()) if head["function"] else None
    return Speech(head.end(), end, mention, state, _full_name(head[group], state, year, directory), role)


def _in_national_capacity(text: str, head: re.Match[str], end: int) -> Speech | None:
    """Return what a President says for a State: from the sentence that says so to the one that ends it."""
    opened = _own_capacity().search(text, head.end(), end)
    state = _state(opened["capacity"]) if opened else None
    if opened is None or state is None:
        return None
    closed = _resumed().search(text, opened.end(), end)
    return Speech(opened.end(), closed.start() if closed else end, opened.span("role"), state, role=opened["role"])


def _state(printed: str) -> State | None:
    """Return the one State a bracket names: "Iran (Islamic Republic of)", "CHN"."""
    plain = " ".join(printed.split())
    if known(plain):
        return plain
    states, complete = names_in_list(plain)
    return states[0] if complete and len(states) == 1 else None


def _full_name(printed: str | None, state: State, year: int | None, directory: Directory) -> str | None:
    """Return a name without titles, in full if the directory knows it."""
    name = cased(_honorific().sub("", " ".join((printed or "").split())))
    one = directory.by_full_name(name, year) if " " in name else directory.by_family_name(name, state, year) if name else None
    return one.name if one and one.state == state else name or None


def _blocks(text: str, speech: Speech) -> Iterator[Span]:
    """Yield a speech's paragraphs, leaving out those torn from their beginning or their end."""
    spans = [found.span() for found in re.finditer(r"\S.*(?:\n[^\S\n]*\S.*)*", text[speech.start : speech.end])]
    blocks = [(speech.start + start, speech.start + end) for start, end in spans]
    for at, (start, end) in enumerate(blocks):
        torn = at + 1 < len(blocks) and text[blocks[at + 1][0]].islower()
        if not torn and (at == 0 or _closed(text, blocks[at - 1])):
            yield start, end


def _closed(text: str, block: Span) -> bool:
    return text[block[1] - 1] in ".!?:;”\"')…" or text[block[0] : block[1]].rstrip()[-1:] in ".!?:;”\"')…"


def _whole(text: str, block: Span, vocabulary: Counter[str]) -> Iterator[Span]:
    """Yield a paragraph's sentences that can be shown as they stand."""
    torn = _torn_lines(text, block)
    for start, end in sentences(text, block):
        words = text[start:end]
        touched = any(start < stop and begin < end for begin, stop in torn)
        if not touched and _is_complete(words) and not _has_torn_word(words, vocabulary):
            yield start, end


def _is_complete(words: str) -> bool:
    return len(words.split()) in _WORDS and words[:1].isupper() and words[-1:] in ".!?" and not _furniture().search(words)


def _has_torn_word(words: str, vocabulary: Counter[str]) -> bool:
    """Whether two words are commoner as one ("internation al"): blanks that are none in the printed record."""
    plain = re.findall(r"[^\W\d_]+", words.lower())
    return any(vocabulary[one + other] > min(vocabulary[one], vocabulary[other]) for one, other in pairwise(plain))


def _torn_lines(text: str, block: Span) -> list[Span]:
    """Return the lines of a hard-wrapped paragraph that are too short to be whole; its last line may be."""
    lines = [(block[0] + found.start(), block[0] + found.end()) for found in re.finditer(r"[^\n]+", text[slice(*block)])]
    widths = [len(" ".join(text[start:end].split())) for start, end in lines]
    if len(lines) < 2:
        return []
    usual = median(widths) if len(lines) >= _WRAPPED else max(widths)
    return [line for line, width in zip(lines[:-1], widths[:-1], strict=True) if width < _FULL_LINE * usual]


def _segments(text: str, span: Span) -> tuple[Span, ...]:
    """Part a sentence where lines break or blanks are doubled, so that its words read as one line."""
    return tuple((span[0] + found.start(), span[0] + found.end()) for found in re.finditer(r"\S+(?: \S+)*", text[slice(*span)]))


@cache
def _head() -> re.Pattern[str]:
    """Match what begins a speech or ends one: a speaker, the President, the transcript's line, a stage direction."""
    return re.compile(
        r"^[^\S\n]{0,20}(?:"
        r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness|Sheikh|Prince|Princess|Archbishop|Monsignor)\b\.?\s{1,4}(?P<name>\w[^():]{0,60}?)\s{0,4}"
        r"\((?P<state>[^():]{2,80}(?:\([^()]{1,60}\))?)\)\s{0,4}(?:\((?:spoke|interpretation)[^)]{2,40}\)\s{0,4})?:"
        r"|(?P<chair>The\s{1,4}(?:Acting\s{1,4}|Temporary\s{1,4})?(?:President|Chair\w{0,6}))\s{0,4}(?:\([^)]{1,40}\)\s{0,4})?:"
        r"|(?P<country>\w[^·\n:]{1,60}?)\s{0,4}·\s{0,4}(?P<function>[^·\n\[]{2,80}?)\s{0,4}(?:·\s{0,4}(?P<person>[^·\n\[]{2,60}?)\s{0,4})?\[[\d:]{4,8}\]:"
        r"|(?:Mr|Mrs|Ms|Miss|Sir|Dame|The\s{1,4}\w{1,20}(?:\s\w{1,20})?)\b\.?[^\n:.]{0,80}\((?:[^)]{1,80})\)[^\n.]{0,40}:"
        r"|(?:A\s{1,4}(?:recorded\s{1,4})?vote\s{1,4}(?:was|has)|In\s{1,4}favour:|Against:|Abstaining:|The\s{1,4}meeting\s{1,4}(?:was|rose)|Draft\s{1,4}resolution\s{1,4}[A-Z]\S{0,30}\s{1,4}was)"
        r")",
        re.MULTILINE,
    )


@cache
def _bracket() -> re.Pattern[str]:
    """Match the bracket and the colon that every line with a State and its speaker has; it is looked for by its colon, for speed."""
    return re.compile(r":(?:(?<=[)\]]:)|(?<=[)\]]\s:)|(?<=[)\]]\s\s:)|(?<=[)\]]\s\s\s:)|(?<=[)\]]\s\s\s\s:))")


@cache
def _own_capacity() -> re.Pattern[str]:
    return re.compile(
        r"in\s+my\s+(?:national\s+)?capacity\s+as\s+(?:the\s+)?(?P<role>representative)\s+of\s+(?:the\s+)?(?P<capacity>[^.:;]{3,60})\."
    )


@cache
def _resumed() -> re.Pattern[str]:
    return re.compile(r"I\s+(?:shall\s+)?(?:now\s+)?resume\s+my\s+(?:functions?|role)|I\s+(?:shall\s+)?now\s+(?:give\s+the\s+floor|put\b)")


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(r"^(?:(?:H\.\s?E|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Amb|Ambassador)\b\.?\s+)+", re.IGNORECASE)


@cache
def _furniture() -> re.Pattern[str]:
    """Match what belongs to the record's page or to its editors, not to the speech, and words parted at a line's end."""
    page = r"S/PV\.|A/[\w.]+/PV\.|\d{1,2}/\d{1,2}/\d{4}|\d{2}-\d{5}|\n\s*\n|\f|\(see |\[|resume[sd]? the Chair"
    torn = r"[“”\"«»]|[-\u00ad]\n|\s[-’]\w|\w-\s|(?<![’'])\b[b-hj-zB-HJ-Z]\b(?!\.)"
    return re.compile(f"{page}|{torn}")
