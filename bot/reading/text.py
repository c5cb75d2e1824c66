"""From a page's bytes to text a person would read, and from text to paragraphs and sentences.

Spans are (start, end) offsets in characters. Everything here is linear in the length of what it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.model import Span


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What surrounds an article and is no part of it.
_FURNITURE = (
    "script, style, noscript, template, nav, footer, aside, form, iframe, svg, button, select, textarea, object,"
    "[role=navigation], [role=banner], [role=contentinfo], [role=search], [aria-hidden=true], [hidden],"
    ".breadcrumb, .breadcrumbs, .related, .related-articles, .share, .social-share, .newsletter, .cookie, .cookies, .comments, #comments"
)
# Where the article stands, the surest first; the first is the body of a UN Press page.
_BODIES = (".block-field-block-node-press-body", "article", "main", "[role=main]", "#content")
_BLOCKS = _words(
    "address article blockquote body br caption dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main "
    "ol p pre section summary table tbody td tfoot th thead tr ul"
)
# Elements that need no end tag, so that their start says nothing of depth.
_SELF_CLOSING = _words(
    "area base br col dd dt embed hr img input li link meta option p param path circle rect source tbody td tfoot th thead tr track wbr "
    "html head body"
)
_DEEPEST = 400
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^<>]*>")
_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,40})", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s+(?:\||-|–|—)\s+[^|]*(?:Meetings Coverage|Press Releases|UN News|United Nations)[^|]*$")


def from_html(body: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return a page's article as text, its blocks parted by blank lines, and the page's title. Never raises on bad HTML."""
    markup = decode(body, charset)
    if _too_deep(markup):
        return _SPACE.sub(" ", _TAG.sub(" ", markup)).strip(), ""
    tree = LexborHTMLParser(markup)
    title = _title(tree)
    for node in tree.css(_FURNITURE):
        node.decompose(recursive=True)
    root = _body(tree)
    return (_blocks(root) if root is not None else "", title)


def _too_deep(markup: str) -> bool:
    """Whether elements nest deeper than in any honest page: parsing such a page takes time that grows as its square."""
    depth = 0
    for tag in _TAG.finditer(markup):
        name = tag.group(2).lower()
        if name not in _SELF_CLOSING:
            depth = max(0, depth - 1) if tag.group(1) else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def decode(body: bytes, charset: str | None = None) -> str:
    """Decode a page: as UTF-8 where it is valid, whatever was declared; else as declared, else as Windows-1252."""
    for encoding in _encodings(body, charset):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    text = body.decode("utf-8", "replace")
    return text if text.count("\ufffd") * 500 < len(text) else body.decode("cp1252", "replace")


def _encodings(body: bytes, charset: str | None) -> Iterator[str]:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
    yield "utf-8-sig"
    if charset:
        yield charset
    meta = _META_CHARSET.search(body[:4096])
    if meta:
        yield meta.group(1).decode("ascii")


def _title(tree: LexborHTMLParser) -> str:
    meta = tree.css_first('meta[property="og:title"]')
    heading = tree.css_first("h1") or tree.css_first("title")
    words = (meta.attributes.get("content") if meta else None) or (heading.text() if heading else "")
    return _SITE_NAME.sub("", _SPACE.sub(" ", words or "").strip())


def _body(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the element that holds the article: the longest of its kind, unless it holds little of the page."""
    whole = tree.body
    size = len(whole.text()) if whole is not None else 0
    for selector in _BODIES:
        best = max(tree.css(selector), key=lambda node: len(node.text()), default=None)
        if best is not None and len(best.text()) * 4 >= size:
            return best
    return whole


def _blocks(root: LexborNode) -> str:
    """Write an element's text with its blocks on lines of their own, parted by blank lines."""
    paragraphs: list[str] = []
    words: list[str] = []
    for piece in (*_pieces(root), None):
        if piece is not None:
            words.append(piece)
        elif words:
            paragraphs.append(_SPACE.sub(" ", "".join(words)).strip())
            words.clear()
    return "\n\n".join(filter(None, paragraphs))


def _pieces(root: LexborNode) -> Iterator[str | None]:
    """Walk an element without recursion: its texts in order, and None where a block begins or ends."""
    node: LexborNode | None = root
    while node is not None:
        if node.is_text_node:
            yield node.text_content or ""
        elif node.tag in _BLOCKS:
            yield None
        following = node.first_child
        while following is None and node is not None and node.mem_id != root.mem_id:
            if node.tag in _BLOCKS:
                yield None
            following, node = node.next, (node if node.next is not None else node.parent)
        node = following


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text: blocks between blank lines, and lines of their own; hard-wrapped lines are joined."""
    spans: list[Span] = []
    for block in _BLOCK.finditer(text):
        begin, words = block.start(), block[0]
        if "\n" in words:
            spans += _lines_joined(text, begin, block.end())
        else:
            spans.append((begin, begin + len(words.rstrip())))
    return spans


_BLOCK = re.compile(r"\S.*(?:\n[^\S\n]*\S.*)*")
_BULLET = re.compile(r"\s*(?:[•*·▪◦‣-]|\d{1,2}[.)])\s")
_ENDS_OPEN = re.compile(r"(?:,|\b(?:[Oo]f|[Tt]he|[Aa]nd|[Aa]n?|[Ii]n|[Oo]n|[Tt]o|[Bb]y|[Ww]ith|[Ff]or|[Aa]t|[Ff]rom|[Aa]gainst))\s*$")
_ENDS_CLOSED = re.compile(r"[.!?:;…]['\"”’»)\]]*\s*$")


def _lines_joined(text: str, start: int, end: int) -> list[Span]:
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text[start:end])]
    spans = [(start + begin, start + finish) for begin, finish in lines]
    wrapped = _is_wrapped([text[begin:finish] for begin, finish in spans])
    joined: list[Span] = []
    for span in spans:
        if joined and (wrapped or _continues(text[max(joined[-1][0], joined[-1][1] - 12) : joined[-1][1]], text[slice(*span)])):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return [_trimmed(text, span) for span in joined]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a block's lines are one paragraph broken at a right margin, as in mail."""
    inner = [line for line in lines[:-1] if not _BULLET.match(line)]
    if len(inner) < 2 or len(inner) < len(lines) - 1:
        return False
    closed = sum(1 for line in inner if _ENDS_CLOSED.search(line[-8:]))
    return closed * 3 < len(inner) and 45 <= median(map(len, inner)) <= 160


def _continues(line: str, following: str) -> bool:
    """Whether a line, by its last characters, goes on in the next: the next begins in lower case, or this ends on a small word."""
    if _BULLET.match(following) or _ENDS_CLOSED.search(line):
        return False
    return following.lstrip()[:1].islower() or bool(_ENDS_OPEN.search(line))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


_STOP = re.compile(r"[.!?…](?:(?:(?<!…)[.!?]+)?[\"”’»)\]]*(?=\s+[\"“‘«„(\[–—-]*\s?[^\W_]|[A-ZÀ-Þ“«\"][\w“]|$)|(?<!…)[\"”»](?=[A-ZÀ-Þ]))")
_WORD_BEFORE = re.compile(r"[\w.’']+$")
_ABBREVIATIONS = _words(
    "mr mrs ms dr prof st ste sr jr gen col lt capt maj sgt gov sen rep rev hon amb vs etc inc ltd co corp dept "
    "p ed al cf ca approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri i.e e.g a.m p.m d.c u.n u.k e.u "
    "ee uu ee.uu m mm mme mlle bzw z.b u.a d.h abs sra dra ud uds ph.d bros"
)
_BEFORE_NUMBERS = _words("no nos res art arts para paras nr pp vol fig")
_OPENERS = _words("the a an in on it he she they but and this that these those its his her their as at after before for")
_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]")
_STRAIGHT = re.compile(r'"[^"]*"')
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_MARKS = ("“", "«", "„", '"')


def sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of a paragraph. Abbreviations, symbols and stops inside quotation marks do not end one."""
    start, end = span
    paragraph = text[start:end]
    quoted = _quoted_marks(paragraph) if any(mark in paragraph for mark in _MARKS) else b""
    spans, begin = [], 0
    for stop in _STOP.finditer(paragraph):
        if _ends_sentence(paragraph, stop) and not (quoted and quoted[stop.end()]):
            spans.append(_trimmed(text, (start + begin, start + stop.end())))
            begin = stop.end()
    if paragraph[begin:].strip():
        spans.append(_trimmed(text, (start + begin, end)))
    return spans


def _quoted_marks(paragraph: str) -> bytearray:
    """Mark the offsets that lie inside quotation marks, the closing one's own offset included."""
    marks = bytearray(len(paragraph) + 1)
    pairs = list(_QUOTED.finditer(paragraph))
    if paragraph.count('"') % 2 == 0:
        pairs += _STRAIGHT.finditer(paragraph)
    for pair in pairs:
        first, last = pair.start() + 1, pair.end()
        marks[first:last] = b"\1" * (last - first)
    return marks


def _ends_sentence(paragraph: str, stop: re.Match[str]) -> bool:
    mark = stop[0]
    if mark[0] != "." or mark.startswith(".."):
        return True
    last = max(paragraph.rfind(" ", 0, stop.start()), stop.start() - 24, 0)
    before = _WORD_BEFORE.search(paragraph, last, stop.start())
    word = before.group() if before else ""
    if (len(word) == 1 or "." in word) and _INITIALS.fullmatch(word):
        return _initials_end(paragraph, stop, word)
    if paragraph[stop.end() : stop.end() + 1].strip() and "." in word:
        return False
    if word.lower() in _BEFORE_NUMBERS:
        return not paragraph[stop.end() : stop.end() + 2].strip()[:1].isdigit()
    return word.lower() not in _ABBREVIATIONS and not (word.isdigit() and len(word) < 3 and before is not None and before.start() == 0)


def _initials_end(paragraph: str, stop: re.Match[str], word: str) -> bool:
    """Whether "U.S." ends a sentence: only where a word that opens sentences follows; a lone initial never does."""
    following = re.match(r"\s+(\w+)", paragraph[stop.end() : stop.end() + 24])
    return "." in word and following is not None and following.group(1)[0].isupper() and following.group(1).lower() in _OPENERS
