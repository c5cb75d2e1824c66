# ruff: noqa: RUF001 (the marks are written here as they are printed)
"""Where quote marks stand: paragraph by paragraph, so that one odd mark never swallows a page.

Every style of the six UN languages, of German and of typewriters is known; which way an ambiguous mark looks is read from its neighbours.
Marks within marks belong to the outer quote. Apostrophes, inches and years ('90s) are no marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.model import Span

_CLOSERS = {
    opener: frozenset(closers.split())
    for opener, closers in {
        "“": "” \" “ ''", "„": "“ ” \" ‟ „ ''", "‟": '” "', "”": '” "', '"': '" ”', "''": "'' \" ”", "``": "'' \" ”",
        "«": "»", "»": "« »", "「": "」", "『": "』", "〝": "〞 〟", "‘": "’ '", "‚": "‘ ’ '", "'": "' ’", "‹": "›", "›": "‹ ›",
    }.items()
}  # fmt: skip
_SINGLE = frozenset("‘’‚‹›'")
_ONE_WAY = frozenset("„«「『〝‘‚‹“")
_BEFORE_OPENING = frozenset(" \t\u00a0\u202f\u2009\u200b([{—–-/:,;¿¡«“‘\"'…")
_AHEAD = 4  # marks looked at to tell whether a quote within a quote is closed
_ENDING = frozenset(".,!?…;:")
_ELISIONS = ("em ", "tis ", "twas ", "til ", "cause ", "n ", "s ", "t ")


@dataclass(slots=True)
class Marked:
    """Words between quote marks: [start, end) without the marks, [left, right) with them.

    ``goes_on`` is true when the paragraph ends before the quote does, and the next one opens with its mark repeated.
    """

    start: int
    end: int
    left: int
    right: int
    goes_on: bool = False


def find_marks(text: str, paragraphs: Iterable[Span]) -> list[Marked]:
    """Return what stands between quote marks, in order, never overlapping."""
    found: list[Marked] = []
    marks = list(_mark().finditer(text))
    starts = [mark.start() for mark in marks]
    for start, end in paragraphs:
        first, at = len(found), bisect_left(starts, start)
        inside = marks[at : bisect_left(starts, end, at)]
        if inside:
            found.extend(filter(None, (_trimmed(text, marked) for marked in _in_paragraph(text, inside, start, end))))
        if start < end:
            _settle_unclosed(text, found, first, start)
    if found and found[-1].goes_on:
        found.pop()
    return found


def _settle_unclosed(text: str, found: list[Marked], first: int, start: int) -> None:
    """Keep the unclosed quote of the paragraph before only if this one repeats its mark at once."""
    if first and found[first - 1].goes_on:
        repeated = len(found) > first and not text[start : found[first].left].strip()
        if not repeated:
            del found[first - 1]


def _in_paragraph(text: str, marks: Iterable[re.Match[str]], start: int, end: int) -> Iterator[Marked]:
    """Scan once; if a single mark never closes, scan again from there without single marks."""
    scan = _Scan(text, start, end)
    yield from scan.run(marks)
    if scan.opened and scan.opened.group() in _SINGLE:
        at = scan.opened.end()
        scan = _Scan(text, at, end)
        yield from scan.run(mark for mark in _mark().finditer(text, at, end) if mark.group() not in _SINGLE)
    if scan.opened and scan.opened.group() not in _SINGLE:
        yield Marked(scan.opened.end(), end, scan.opened.start(), end, goes_on=True)


class _Scan:
    """One walk over a paragraph's marks; ``opened`` is the mark still waiting for its partner."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.opened: re.Match[str] | None = None
        self.depth = 0
        self.perhaps: re.Match[str] | None = None

    def run(self, marks: Iterable[re.Match[str]]) -> Iterator[Marked]:
        every = list(marks)
        for number, mark in enumerate(every):
            if self.opened is None:
                self._open(mark)
            elif self._closes(mark):
                yield self._close(mark)
            elif mark.group() == self.opened.group() and self._looks_open(mark):
                self._open_again(mark, every[number + 1 : number + 1 + _AHEAD])
        if self.opened and self.perhaps and self.opened.group() == "‘":
            yield self._close(self.perhaps)

    def _open(self, mark: re.Match[str]) -> None:
        if mark.group() in _CLOSERS and self._opens(mark):
            self.opened, self.depth, self.perhaps = mark, 0, None

    def _open_again(self, mark: re.Match[str], ahead: list[re.Match[str]]) -> None:
        """Take the same mark once more as a quote within the quote if both are closed; else the first was odd."""
        closers = [later.group() in _CLOSERS[mark.group()] for later in ahead if later.group() not in _SINGLE][:2]
        if mark.group() in "«「『" or (mark.group() in "„“" and closers == [True, True]):
            self.depth += 1
        else:
            self._open(mark)

    def _close(self, mark: re.Match[str]) -> Marked:
        opened = self.opened or mark
        self.opened = self.perhaps = None
        return Marked(opened.end(), mark.start(), opened.start(), mark.end())

    def _opens(self, mark: re.Match[str]) -> bool:
        sign = mark.group()
        if sign in _SINGLE:
            return self._looks_open(mark) and self._starts_words(mark)
        if sign in _ONE_WAY:
            return True
        if self._looks_open(mark):
            return True
        return sign == '"' and (self._before(mark) in _BEFORE_OPENING or (self._before(mark) in _ENDING and self._after(mark).isupper()))

    def _closes(self, mark: re.Match[str]) -> bool:
        opener, sign = (self.opened or mark).group(), mark.group()
        if sign not in _CLOSERS[opener]:
            return False
        if opener in _SINGLE:
            return self._closes_single(mark)
        if self.depth and opener in "„“«「『":
            self.depth -= 1
            return False
        return sign in "”»」』〞〟" or not self._looks_open(mark)

    def _closes_single(self, mark: re.Match[str]) -> bool:
        before, after = self._before(mark), self._after(mark)
        if before.isspace() or after.isalnum():
            return False
        if before == "s" and after == " " and mark.group() in "’'":
            self.perhaps = self.perhaps or mark
            return False
        return True

    def _looks_open(self, mark: re.Match[str]) -> bool:
        after = self._after(mark)
        return self._before(mark) in _BEFORE_OPENING and not after.isspace() and after not in _ENDING

    def _starts_words(self, mark: re.Match[str]) -> bool:
        return not self._after(mark).isdigit() and not self.text.startswith(_ELISIONS, mark.end())

    def _before(self, mark: re.Match[str]) -> str:
        return self.text[mark.start() - 1] if mark.start() > self.start else " "

    def _after(self, mark: re.Match[str]) -> str:
        return self.text[mark.end()] if mark.end() < self.end else " "


def _trimmed(text: str, marked: Marked) -> Marked | None:
    words = text[marked.start : marked.end]
    start = marked.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Marked(start, end, marked.left, marked.right, marked.goes_on) if start < end else None


@cache
def _mark() -> re.Pattern[str]:
    """Match a mark; not the sign of inches after feet (6'2"). Three strokes are a single mark and a double one.

    It begins with a set of characters, which is what the engine can look for fast.
    """
    return re.compile(r"[\"“”„‟«»「」『』〝〞〟‘’‚‹›'`](?<!\d'\d.)(?<!\d'\d\d.)(?:(?<=')(?!''(?!'))'|(?<=`)`|(?<=[^`]))")
