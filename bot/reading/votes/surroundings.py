"""What stands around a vote: who put the text forward, what it is about, which resolution it became."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.model import Organ, State
from bot.reading import symbols
from bot.reading.document import Document
from bot.reading.votes.claim import ACTED, ADOPTED, Claim
from bot.reading.votes.event import Event
from bot.reading.votes.lexeme import THE_TEXT, Lexeme
from bot.reading.votes.years import is_of_year, numbers_of

_TEXTS = frozenset({
    "draft", "resolution", "draft resolution", "text", "proposal", "motion", "push", "bid", "measure", "appeal", "projet", "texte",
    "texto", "projet de résolution", "resolución", "proyecto", "propuesta", "proposta", "resolução", "entwurf", "vorlage",
    "resolutionsentwurf",
})  # fmt: skip
_THE_TEXT = THE_TEXT | {"it"}
_MADE = frozenset({"led", "drafted", "sponsored", "proposed", "authored", "written", "penned", "initiated"})
_SHORT_NAMES = frozenset({"USA", "GBR"})  # their short names stand where other States' adjectives do: "a US draft"


def sponsors(claims: Iterable[Claim]) -> tuple[State, ...]:
    """Return who put the text forward, as sentences near the vote tell it."""
    return tuple(dict.fromkeys(state for claim in claims for state in _sponsors(claim)))


def _sponsors(claim: Claim) -> Iterator[State]:
    row, named = claim.row, claim.where.get("state", [])
    for index in sorted((*named, *claim.where.get("sponsor", ()))) if named else ():
        if row[index].kind == "state" and _puts_forward(row, index):
            yield row[index].value
        elif row[index].kind == "sponsor" and _speaks_of_text(row, index):
            yield from _authors(claim, index)


def _puts_forward(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a State's adjective marks the text: "a Russian draft", "the US-led push"."""
    after, then = (row[index + 1].text, row[index + 2 : index + 3]) if index + 1 < len(row) else ("", ())
    if after == "-" and then and then[0].text in _MADE:
        return True
    if not _marks(row[index]):
        return False
    if after in _BETWEEN_AUTHORS and then and then[0].kind == "state":
        return _puts_forward(row, index + 2)
    return after in _TEXTS


def _marks(lexeme: Lexeme) -> bool:
    """Whether a State's name stands as an adjective does: "Russian", "US"."""
    return lexeme.form == "adjective" or (lexeme.value in _SHORT_NAMES and lexeme.end - lexeme.start <= 4)


_BETWEEN_AUTHORS = frozenset(
    {"-", "/", ",", "and", "et", "y", "e", "und", "–"}
)  # "a Russian-Chinese draft", "the French and American text"


def _speaks_of_text(row: Sequence[Lexeme], index: int) -> bool:
    near = (lexeme.text for lexeme in row[max(0, index - 10) : index + 4])
    return any(word in _TEXTS or word in _THE_TEXT for word in near)


def _authors(claim: Claim, index: int) -> tuple[State, ...]:
    """Return the authors a verb has: after "by", or before it ("France and Lebanon had proposed it")."""
    row, lists = claim.row, claim.lists
    by = row[index].text.endswith(" by") or (index + 1 < len(row) and row[index + 1].kind == "agent")
    if by:
        return next((group.states for group in lists if 0 < group.first - index <= _NEAR), ())
    before = [group for group in lists if 0 < index - group.last <= 2]
    return before[-1].states if before and (_takes_text(row, index) or _follows_text(row, before[-1].first)) else ()


_NEAR = 5


def _follows_text(row: Sequence[Lexeme], first: int) -> bool:
    """Whether a relative clause begins right before a list: "the text, which France and Mali had put forward"."""
    return any(lexeme.text in {"which", "that"} for lexeme in row[max(0, first - 2) : first])


def _takes_text(row: Sequence[Lexeme], index: int) -> bool:
    after = [lexeme.text for lexeme in row[index + 1 : index + 4]]
    return any(word in _TEXTS or word in _THE_TEXT for word in after)


_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ABOUT = re.compile(
    r"\b(?:resolutions?|drafts?|texts?|proposals?|motions?|measures?)\b(?:\s\([^)]{1,60}\))?"
    r"(?:\s(?:drafted|proposed|sponsored|submitted)\sby\s[\w. ]{2,40}?)?"
    r"\s(?:on|about|concerning|regarding|calling\sfor|demanding|condemning|extending|renewing|imposing|seeking|urging|to"
    r"|(?:that|which)\s(?:would\shave|demand(?:s|ed)|calls?\sfor|condemn(?:s|ed)|extend(?:s|ed)|renew(?:s|ed)))"
    rf"\s(?!{_DAY}|that effect)(?P<about>[^.;:()\[\]\n]{{3,160}})",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:extend|renew|authori[sz]|impos|lift)(?:ed|e[sd]|s|ing)?\s"
    r"(?:until [\w ]{3,20}? |for [\w ]{3,16}? )?(?P<about>(?:the|sanctions|an?)\s[^.;:()\[\]\n]{3,160})"
)
_STOP = re.compile(
    rf",|\s(?:was|were|is|has|have|had|by an?|by the|after|with \d|on {_DAY}|today|which|who|when|while|as the|as well|until|that|in a"
    r"|because|but|so that|for (?:a|an|one|two|three|six|nine|12|another) (?:\w+ ){0,2}(?:time|year|month|week|day|period|term)s?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_FEW = 14
_LEADS_ON = re.compile(
    r"(?:\s(?:a|an|and|any|at|by|de|des|du|for|from|in|into|its|la|le|les|of|on|or|that|the|their|to|und|von|with|y))+$", re.IGNORECASE
)


def subject(event: Event, document: Document) -> str | None:
    """Return a few of the page's own words on what the text is about, from the sentences that tell of the vote."""
    for claim in sorted(event.claims, key=lambda claim: (claim.outside, not claim.outcome)):
        words = (document.title if claim.outside else document.text)[slice(*claim.span)]
        about = _ABOUT.search(words) or _ACTS.search(words)
        few = _few(about["about"]) if about else ""
        if few:
            return few
    return None


_CONCERNING = re.compile(
    r"\b(?:statements?|communiqués?|erklärung|d[ée]clar\w+)\b(?:\s\([^)]{1,60}\)|,? S/PRST/[\d/]+,?)?(?:\s\w+){0,3}?"
    r"\s(?:on|about|concerning|regarding|condemning|sur|sobre|zum?|zur)\s"
    rf"(?!{_DAY}|that)(?P<about>[^.;:()\[\]\n]{{3,160}})",
    re.IGNORECASE,
)


def concerning(words: str) -> str | None:
    """Return a few words on what a presidential statement is about, from the sentence that tells of it."""
    about = _CONCERNING.search(words)
    return (_few(about["about"]) or None) if about else None


def _few(words: str) -> str:
    """Cut where the next clause begins, or else after a few words; never behind a small one that leads on to more."""
    first = _STOP.split(words, maxsplit=1)[0].strip(" \"'“”«»—–-")
    return _LEADS_ON.sub("", " ".join(first.split()[:_FEW]))


def resolutions(event: Event, claims: Iterable[Claim], day: date | None, document: Document) -> tuple[str, ...]:
    """Return the resolutions a text may have become, the likeliest first: named where it is told, else anywhere on the page."""
    here = [claim for claim in event.claims if claim.outcome in {ADOPTED, ACTED, ""}]
    elsewhere = [claim for claim in claims if not claim.past]
    named = (lexeme for claim in (*here, *elsewhere) for lexeme in claim.symbols if _is_resolution(lexeme, event))
    found = tuple(dict.fromkeys(lexeme.value for lexeme in named if is_of_year(lexeme, day, document.text)))
    return found or tuple(_numbered(event, day, document.text))


# A number that stands apart from its noun: "a resolution to that effect, 1487, was adopted", "the resolution, numbered 2793".
_NUMBERED = re.compile(
    r"\b[Rr]esolution\b[^.;:\n]{0,60}?(?:, |\b(?:numbered|number|No\.?) )(?P<number>\d{2,4})(?=[,.;)]| (?:was|were|is|by|with)\b)"
)
# "Par cette résolution, qui portera le numéro 1559, le Conseil demande …": wherever the page says so.
_NUMBERED_ABROAD = re.compile(
    r"\b(?:[Rr]ésolution|[Rr]esolución|[Rr]esolução|[Rr]isoluzione|[Rr]esolution|[Ee]ntschließung)\b[^.;:\n]{0,40}?"
    r"\b(?:numéro|número|numero|Nummer|n[°º]|Nr\.) ?(?P<number>\d{2,4})\b"
)
_FIRST = 6000  # characters of a page


def _numbered(event: Event, day: date | None, text: str) -> Iterator[str]:
    """Yield the Council's resolutions of a day's year that are told by a number apart from the word."""
    if event.organ != Organ.SECURITY_COUNCIL or day is None:
        return
    first, last = numbers_of(day.year)
    for span in event.spans:
        for match in _NUMBERED.finditer(text, *span):
            if first <= int(match["number"]) <= last:
                yield f"S/RES/{match['number']}"
    for match in _NUMBERED_ABROAD.finditer(text, 0, _FIRST) if "num" in text or "núm" in text or "Nummer" in text or "n°" in text else ():
        if first <= int(match["number"]) <= last:
            yield f"S/RES/{match['number']}"


def drafts(event: Event, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the drafts put to the vote, the likeliest first: named where the vote is told, else the page's only one."""
    prefix = "S/" if event.organ == Organ.SECURITY_COUNCIL else "A/"
    everywhere = _drafts(claims, prefix)
    return _drafts(event.claims, prefix) or (everywhere if len(everywhere) == 1 else ())


def _drafts(claims: Iterable[Claim], prefix: str) -> tuple[str, ...]:
    named = (lexeme for claim in claims for lexeme in claim.symbols if lexeme.form == symbols.DRAFT)
    return tuple(dict.fromkeys(lexeme.value for lexeme in named if lexeme.value.startswith(prefix)))


def _is_resolution(lexeme: Lexeme, event: Event) -> bool:
    prefix = "S/" if event.organ == Organ.SECURITY_COUNCIL else "A/HRC" if event.organ == Organ.HUMAN_RIGHTS_COUNCIL else "A/RES"
    return lexeme.form == symbols.RESOLUTION and lexeme.value.startswith(prefix)


__all__ = ["concerning", "drafts", "resolutions", "sponsors", "subject"]
