"""Verbatim records of the Council and the Assembly: the votes they print, every member by name.

A record prints ``In favour: … Against: … Abstaining: …`` over wrapped lines and across pages, then what came of it: "The draft resolution
received 13 votes in favour, none against and two abstentions. The draft resolution has been adopted as resolution 2448 (2018)" in the
Council, "Draft resolution was adopted by 113 votes to 10, with 30 abstentions (resolution 79/6)" in the Assembly. A delegation that "had
intended to" vote otherwise changes neither list nor count: its note is kept beside the vote, and told as a statement.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from bot import states
from bot.model import Organ, Outcome, Question, Reading, Sighting, Span, State, Statement, Tally
from bot.reading import dates, intentions, numbers, symbols

HEAD = 2_500  # characters in which a record says which meeting it is of
BEFORE, AFTER = 2_000, 900  # characters around a vote that tell of it
DOUBTFUL = 0.4  # the confidence of a vote whose lists and count cannot both be true, or whose lists are not understood
MOST = 500  # votes of one record; the Assembly's longest days have some 120
SIDES = ("In favour", "Against", "Abstaining")
NINE = 9  # votes in favour without which a Council draft fails

_DAY = r"\d{1,2}/\d{1,2}/\d{4}"
_PV = r"[AS]/\s?(?:[\dES-]{1,6}/)?PV\.\s?\d+"
_PAGE = r"\d{1,3}/\d{1,3}"
_JOB = r"\d{2}-\d{5}"
_FURNITURE = re.compile(
    rf"^[^\S\n]*(?:{_DAY}[^\n]{{0,200}}{_PV}[^\n]{{0,20}}|{_PV}[^\n]{{0,200}}{_DAY}|{_PAGE}[^\S\n]+{_JOB}|{_JOB}[^\S\n]+{_PAGE}|"
    rf"{_PAGE}|{_JOB}(?:[^\S\n]\(E\))?|{_DAY}|{_PV})[^\S\n]*$",
    re.MULTILINE,
)
_HYPHEN = re.compile(r"(?<=\w)-[^\S\n]*\n\s*(?=[A-Z])")
_SPACE = re.compile(r"\s+")
_MEETING = re.compile(r"\b([AS])/\s?((?:ES-)?\d{1,3}/)?PV\.\s?(\d{1,5})")
_BLOCK = re.compile(r"(In favour):")
_LABEL = re.compile(r"\s*(Against|Abstaining):")
_NONE = re.compile(r"\s*(?:None|Nil)\b\.?")
_BETWEEN = re.compile(r"\s*(?:,?\s*and\s+|,)\s*(?:the\s+)?")
_RECEIVED = re.compile(
    r"\b([\w-]+) votes? in favour(?:,? (?:and )?([\w-]+)(?: votes?)? against)?(?:,? (?:and |with )?([\w-]+) abstentions?)?"
)
_BY_VOTES = re.compile(r"\bby (\d{1,3}) votes? to (\d{1,3}|none)(?:,? with (\d{1,3}|no) abstentions?)?")
_DECIDED = re.compile(r"\b(?:has (?:not )?been adopted|(?:was|were) (?:not )?(?:adopted|retained|rejected|carried|defeated))\b")
_NEGATIVE = re.compile(r"\bnegative votes? (?:of|by|cast by) (?:a|one|two|three|several|the)\b[^.]{0,30}\bpermanent members?")
_AS = re.compile(r"(?:as |\()resolution\s[\w/ -]{1,20}(?:\(\d{4}\))?")
_NUMBERED = re.compile(r"[Dd]raft (?:resolution|decision) [IVXLC]+\b")
_ENTITLED = re.compile(r"entitled “([^”]{3,300})”")
_AGENDA = re.compile(r"\bAgenda ([^.…]{5,250}?) (?:This record contains|Report of|Letter dated|Note by|\d{2}-\d{5})")
_WITHOUT_VOTE = re.compile(
    r"\b[Dd]raft (?:resolution|decision)"
    r"(?: (?:(?P<draft>A/[\w./]+)|[IVXLC]+))?(?:, as [\w ]{3,40},)? was adopted \((?P<as>resolution [\w/-]{3,12})\)"
)
_NOTE = re.compile(r"\[Subsequently,? (?P<note>[^\[\]]{10,3000}?intended[^\[\]]{3,300}?)\]")


def read(text: str) -> Reading:
    """Read a record's text, as a PDF gives it. Never raises: a text that is no record tells nothing."""
    flat = flatten(text)
    meeting = _Meeting.of(_SPACE.sub(" ", text[: 2 * HEAD]))
    if meeting is None:
        return Reading(flat)
    votes = [*_recorded(flat, meeting), *_unrecorded(flat, meeting)]
    votes.sort(key=lambda vote: vote.evidence)
    return Reading(flat, intentions.noted(votes, states.flatten(flat)), statements=tuple(_notes(flat)))


def flatten(text: str) -> str:
    """Take page headers and line ends away, and put together what a line's end has parted."""
    return _SPACE.sub(" ", _HYPHEN.sub("-", _FURNITURE.sub("", text))).strip()


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Which meeting a record is of."""

    organ: Organ
    symbol: str
    date: dt.date | None
    agenda: str | None

    @classmethod
    def of(cls, flat: str) -> _Meeting | None:
        head = flat[:HEAD]
        match = _MEETING.search(head)
        if match is None:
            return None
        organ = Organ.SECURITY_COUNCIL if match[1] == "S" else Organ.GENERAL_ASSEMBLY
        days = (dates.settle(day, None) for day in dates.find(head) if day.kind == "day" and day.year)
        agenda = _AGENDA.search(head)
        subject = agenda[1].strip() if agenda and organ is Organ.SECURITY_COUNCIL else None
        return cls(organ, f"{match[1]}/{match[2] or ''}PV.{match[3]}", next(days, None), subject)


@dataclass(frozen=True, slots=True)
class _Roll:
    """A block of names at [start, end); ``whole`` is whether every word of it was understood."""

    start: int
    end: int
    yes: tuple[State, ...]
    no: tuple[State, ...]
    abstain: tuple[State, ...]
    whole: bool

    @property
    def counted(self) -> Tally:
        return Tally(len(self.yes), len(self.no), len(self.abstain))

    @property
    def doubled(self) -> bool:
        everybody = (*self.yes, *self.no, *self.abstain)
        return len(set(everybody)) != len(everybody)


def _rolls(flat: str) -> Iterator[_Roll]:
    blocks = list(islice(_BLOCK.finditer(flat), MOST))
    for block, following in pairwise([*blocks, None]):
        if block is not None:
            roll = _roll(flat, block, following.start() if following else len(flat))
            if roll.yes or roll.no or roll.abstain:
                yield roll


def _roll(flat: str, block: re.Match[str], limit: int) -> _Roll:
    """Read the lists of one block. A label that comes later than right after the names before it leaves words that are no names."""
    sides: dict[str, tuple[State, ...]] = {}
    label: re.Match[str] | None = block
    end, whole = block.end(), True
    while label is not None and label[1] not in sides:
        none = _NONE.match(flat, label.end())
        named, end = ((), none.end()) if none else _names(flat, label.end())
        sides[label[1]] = named
        at_once = _LABEL.match(flat, end, limit)
        label = at_once or _LABEL.search(flat, end, min(limit, end + AFTER))
        whole = whole and bool(named or none) and label is at_once
    yes, no, abstain = (sides.get(side, ()) for side in SIDES)
    return _Roll(block.start(), end, yes, no, abstain, whole)


def _names(flat: str, start: int) -> tuple[tuple[State, ...], int]:
    """Read names one after the other, parted by commas or "and", and where the last of them ends."""
    named: list[State] = []
    at = start
    window = flat[start : start + 6_000]  # the Assembly's 193 names fill 2,900
    for mention in states.find(window):
        gap = flat[at : start + mention.start]
        if mention.kind != "name" or not (_BETWEEN.fullmatch(gap) or (not named and not gap.strip(" the"))):
            break
        named.append(mention.state)
        at = start + mention.end
    return tuple(named), at


def _recorded(flat: str, meeting: _Meeting) -> Iterator[Sighting]:
    """Yield the votes of which the record prints who voted how."""
    rolls = list(_rolls(flat))
    for i, roll in enumerate(rolls):
        start = max(rolls[i - 1].end if i else 0, roll.start - BEFORE)
        end = min(rolls[i + 1].start if i + 1 < len(rolls) else len(flat), roll.end + AFTER)
        yield _vote(meeting, roll, flat[start : roll.start], flat[roll.end : end])


def _vote(meeting: _Meeting, roll: _Roll, before: str, after: str) -> Sighting:
    said = _said(after)
    tally = said if said.complete else roll.counted
    question = _question(before, after)
    outcome = _outcome(meeting.organ, roll, after)
    resolution = _resolution(after) if outcome is Outcome.ADOPTED and question is Question.WHOLE else None
    certain = roll.whole and not roll.doubled and tally == roll.counted
    return Sighting(
        organ=meeting.organ,
        outcome=outcome,
        question=question,
        tally=tally,
        unanimous=outcome is Outcome.ADOPTED and certain and not (roll.no or roll.abstain),
        vetoed_by=tuple(state for state in roll.no if state in states.PERMANENT) if outcome is Outcome.VETOED else (),
        against=roll.no,
        abstained=roll.abstain,
        in_favour=roll.yes,
        draft=_draft(before, after),
        resolution=resolution,
        meeting=meeting.symbol,
        date=meeting.date,
        subject=_subject(before) or meeting.agenda,
        confidence=1.0 if certain else DOUBTFUL,
        evidence=((roll.start, roll.end),),
    )


def _said(after: str) -> Tally:
    """Read the count the President or the record gives after the lists; what is left out of it is not known, but by "unanimously"."""
    match = _BY_VOTES.search(after) or _RECEIVED.search(after)
    if match is None:
        return Tally()
    none = 0 if "unanimously" in after[: AFTER // 2] or match.re is _BY_VOTES else None
    counts = [_number(word) if word else none for word in match.groups()]
    return Tally(*counts)


def _number(word: str) -> int | None:
    if word.isdecimal():
        return numbers.digits(word)
    lower = word.lower()
    found = numbers.compound(lower, 0)
    return 0 if lower == "no" else found[0] if found and found[1] == len(lower) else None


def _question(before: str, after: str) -> Question:
    """Say what was put to the vote, by the last sentences before it and the first after it."""
    closing = after[: _end_of_decision(after)]
    near = before[-350:].lower()
    if re.search(r"\bparagraphs?\b[^.]{0,120}\bretained\b", closing):
        return Question.PARAGRAPH
    if "amendment" in closing.lower() or re.search(
        r"\bput (?:to the vote )?(?:[^.]{0,60})\bamendment\b|\bvote[^.]{0,30}\bamendment\b", near
    ):
        return Question.AMENDMENT
    if re.search(r"\b(?:provisional agenda|procedural vote|motion|adoption of the agenda|question whether)\b", near):
        return Question.PROCEDURAL
    return Question.WHOLE


def _end_of_decision(after: str) -> int:
    decided = _DECIDED.search(after)
    return decided.end() if decided else 0


def _outcome(organ: Organ, roll: _Roll, after: str) -> Outcome:
    """Take the outcome as stated; where the text says nothing, as the lists make it."""
    decided = _DECIDED.search(after)
    if decided and not re.search("not|rejected|defeated", decided[0]):
        return Outcome.ADOPTED
    if organ is not Organ.SECURITY_COUNCIL:
        return Outcome.FAILED if decided or len(roll.yes) <= len(roll.no) else Outcome.ADOPTED
    vetoed = len(roll.yes) >= NINE and not states.PERMANENT.isdisjoint(roll.no)
    if _NEGATIVE.search(after) or vetoed:
        return Outcome.VETOED
    return Outcome.FAILED if decided or len(roll.yes) < NINE else Outcome.ADOPTED


def _draft(before: str, after: str) -> str | None:
    """Give the draft named nearest before the vote, unless the record counts drafts by number ("Draft resolution II")."""
    closing = after[: _end_of_decision(after)]
    if _NUMBERED.search(closing):
        return None
    named = [symbol.text for symbol in symbols.find(before) if symbol.kind == symbols.DRAFT and _is_draft(before, symbol)]
    told = [symbol.text for symbol in symbols.find(closing) if symbol.kind == symbols.DRAFT]
    return told[0] if told else named[-1] if named else None


def _is_draft(before: str, symbol: symbols.Symbol) -> bool:
    """Whether a document is called a draft where it is named: letters and reports of the Council have symbols of the same form."""
    if "/L." in symbol.text:
        return True
    end = before.find(". ", symbol.end)
    return "draft" in before[before.rfind(". ", 0, symbol.start) + 1 : end if end > 0 else len(before)]


def _resolution(after: str) -> str | None:
    match = _AS.search(after)
    found = symbols.find(match[0]) if match else []
    return next((symbol.text for symbol in found if symbol.kind == symbols.RESOLUTION), None)


def _subject(before: str) -> str | None:
    entitled = _ENTITLED.findall(before)
    return entitled[-1].strip() if entitled else None


def _unrecorded(flat: str, meeting: _Meeting) -> Iterator[Sighting]:
    """Yield the Assembly's adoptions without a vote: "Draft resolution A/79/L.7 was adopted (resolution 79/5)"."""
    if meeting.organ is not Organ.GENERAL_ASSEMBLY:
        return
    for match in islice(_WITHOUT_VOTE.finditer(flat), MOST):
        found = [symbol.text for symbol in symbols.find(match["as"]) if symbol.kind == symbols.RESOLUTION]
        yield Sighting(
            organ=meeting.organ,
            outcome=Outcome.ADOPTED,
            without_vote=True,
            draft=match["draft"],
            resolution=found[0] if found else None,
            meeting=meeting.symbol,
            date=meeting.date,
            subject=_subject(flat[max(0, match.start() - 800) : match.start()]),
            evidence=(match.span(),),
        )


def _notes(flat: str) -> Iterator[Statement]:
    """Yield what delegations said afterwards of how they had intended to vote."""
    for match in islice(_NOTE.finditer(flat), MOST):
        span: Span = match.span("note")
        named = list(dict.fromkeys(mention.state for mention in states.find(match["note"])))
        yield Statement(match["note"].strip(), *span, state=named[0] if len(named) == 1 else None)
