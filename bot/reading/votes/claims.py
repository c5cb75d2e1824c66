"""A sentence read: what it claims about a vote, by whom, when, and how surely it speaks of one just taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.model import Organ, Question, Span, State
from bot.reading import dates, symbols
from bot.reading.votes import tally
from bot.reading.votes.lexer import Lexeme, lex
from bot.reading.votes.tally import Counts
from bot.states import PERMANENT

ADOPTED, FAILED, VETO, ACTED = "adopted", "failed", "veto", "acted"
FOREIGN = "foreign"
_ORGANS = frozenset(Organ)
_AUXILIARIES = frozenset(
    {"was", "were", "has", "have", "been", "is", "are", "a", "ont", "été", "fue", "foi", "wurde", "wurden", "hat", "haben"}
)
_NOUNS = frozenset({"veto", "vetoes", "véto", "vétos", "vetos", "double veto", "veto power", "veto by", "veto of", "veto from"})
_BASE = frozenset({"veto", "block", "back", "hold"})


@dataclass(slots=True)
class Claim:
    """What one sentence says. ``score`` is how surely it tells of a vote just taken; ``outcome`` is empty where only counts are told."""

    span: Span
    title: bool = False
    outcome: str = ""
    organ: str = ""
    future: bool = False
    counts: Counts = field(default_factory=dict)
    vetoers: tuple[State, ...] = ()
    unanimous: bool = False
    without_vote: bool = False
    question: Question = Question.WHOLE
    symbols: tuple[symbols.Symbol, ...] = ()
    days: tuple[dates.Day, ...] = ()
    score: float = 0.0
    row: tuple[Lexeme, ...] = ()
    at: int = -1

    @property
    def figures(self) -> dict[str, int]:
        """The numbers told, by side."""
        return {side: count.number for side, count in self.counts.items() if count.number is not None}

    @property
    def speaks(self) -> bool:
        """Whether the sentence says anything of a vote at all."""
        return bool(self.outcome or self.counts or self.unanimous or self.without_vote or self.vetoers)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a sentence is read: the organ spoken of, the day of publication, days the page is dated with."""

    organ: str = ""
    published: date | None = None
    dateline: frozenset[date] = frozenset()


def read_claim(text: str, flat: str, span: Span, place: int, setting: Setting, *, title: bool = False) -> Claim:
    """Read a sentence that stands at a place in the text (0 is first)."""
    row = lex(text, flat, span)
    claim = Claim(span, title=title, row=tuple(row))
    claim.symbols = tuple(symbol for symbol in symbols.find(text, *span))
    claim.days = tuple(dates.find(text, *span))
    _outcome(claim, flat)
    claim.organ = _organ(claim, flat, setting)
    if _other_business(claim, flat):
        return Claim(span, title=title, organ=claim.organ, row=claim.row)
    claim.counts = tally.counts(row, flat)
    claim.unanimous = any(lexeme.kind == "unanimous" for lexeme in row)
    claim.without_vote = any(lexeme.kind == "consensus" for lexeme in row)
    claim.vetoers = _vetoers(claim, flat)
    claim.question = _question(claim)
    claim.score = _score(claim, flat, place, setting)
    return claim


def _outcome(claim: Claim, flat: str) -> None:
    """Find the word that says what became of the text, the first that speaks of something that happened."""
    best = (0, -1, "")
    for index, lexeme in enumerate(claim.row):
        if lexeme.kind == "outcome":
            if _mood(claim.row, index, flat) == "future":
                claim.future = True
                continue
            value = _value(claim, index, flat)
            rank = {VETO: 3, FAILED: 3, ADOPTED: 3, ACTED: 1}.get(value, 0)
            if rank > best[0]:
                best = (rank, index, value)
    claim.at, claim.outcome = best[1], best[2]


def _mood(row: Sequence[Lexeme], index: int, flat: str) -> str:
    """Return "future" (or conditional), "past" (pluperfect) or "" for an outcome's verb, from the words before it."""
    for back in range(index - 1, max(-1, index - 6), -1):
        lexeme = row[back]
        text = flat[lexeme.start : lexeme.end]
        if text in {";", ".", ":"} or lexeme.kind == "outcome":
            return ""
        if lexeme.kind == "future":
            return "future"
        if text in {"had", "avait", "avaient", "había", "hatte", "hatten"}:
            return "past"
        if text in _AUXILIARIES and text != "a":
            return "future" if back and row[back - 1].kind == "future" else ""
    return ""


def _value(claim: Claim, index: int, flat: str) -> str:
    """Return what an outcome word says in its place, empty where it says nothing."""
    lexeme = claim.row[index]
    text = flat[lexeme.start : lexeme.end]
    negated = index > 0 and flat[claim.row[index - 1].start : claim.row[index - 1].end] in {
        "not",
        "never",
        "n't",
        "nicht",
        "pas",
        "no",
        "não",
    }
    if lexeme.value == ADOPTED:
        return FAILED if negated else ADOPTED
    if lexeme.value == "block":
        return VETO if _blocks(claim, index) else ""
    if lexeme.value == VETO and text in _NOUNS:
        return VETO if _noun_tells(claim, index) else ""
    if lexeme.value == ACTED:
        return ACTED
    return "" if negated else lexeme.value


def _blocks(claim: Claim, index: int) -> bool:
    """Whether "blocked" is a veto: a permanent member does it, to a text."""
    near = [lexeme.value for lexeme in claim.row[max(0, index - 6) : index + 8] if lexeme.kind == "state"]
    return bool(PERMANENT.intersection(near)) and any(lexeme.kind == "text" for lexeme in claim.row[index : index + 12])


def _noun_tells(claim: Claim, index: int) -> bool:
    """Whether the noun "veto", or the plural verb, tells that one was cast: a permanent member stands before it or after "by"."""
    before, after = claim.row[max(0, index - 3) : index], claim.row[index + 1 : index + 6]
    owner = any(lexeme.kind == "state" and lexeme.value in PERMANENT for lexeme in before)
    agent = any(lexeme.kind == "agent" for lexeme in after) and any(lexeme.value in PERMANENT for lexeme in after)
    return owner or agent


def _organ(claim: Claim, flat: str, setting: Setting) -> str:
    """Return whose vote the sentence tells: the agent ("by the Assembly"), the body named last before the outcome, or the first after it."""
    bodies = [(index, _full(lexeme.value, setting)) for index, lexeme in enumerate(claim.row) if lexeme.kind == "body"]
    bodies = [(index, organ) for index, organ in bodies if organ]
    if not bodies:
        return setting.organ
    for index, organ in bodies:
        if claim.at >= 0 and index > claim.at and _is_agent(claim.row, index):
            return organ
    before = [organ for index, organ in bodies if index < claim.at]
    after = [organ for index, organ in bodies if index > claim.at]
    if claim.outcome == VETO and Organ.SECURITY_COUNCIL in (*before, *after):
        return Organ.SECURITY_COUNCIL
    return before[0] if before else after[0]


def _full(value: str, setting: Setting) -> str:
    if value in _ORGANS or value == FOREIGN:
        return value
    if value == "council":
        return setting.organ if setting.organ in {Organ.SECURITY_COUNCIL, Organ.HUMAN_RIGHTS_COUNCIL} else ""
    return Organ.GENERAL_ASSEMBLY if value == "assembly" and setting.organ == Organ.GENERAL_ASSEMBLY else ""


def _is_agent(row: Sequence[Lexeme], index: int) -> bool:
    return any(lexeme.kind == "agent" for lexeme in row[max(0, index - 4) : index])


def _other_business(claim: Claim, flat: str) -> bool:
    """Whether the sentence tells of an election or of a statement, which are no votes on a text."""
    kinds = {lexeme.kind for lexeme in claim.row}
    if "election" in kinds and "text" not in kinds:
        return True
    near = [lexeme.kind for lexeme in claim.row[max(0, claim.at - 8) : claim.at + 8]] if claim.at >= 0 else []
    if "statement" in near:
        return not any(lexeme.kind == "text" and flat[lexeme.start] in "rd" for lexeme in claim.row)
    return False


def _vetoers(claim: Claim, flat: str) -> tuple[State, ...]:
    """Return who cast the veto a sentence tells of: whoever it was "vetoed by", else whoever stands before the verb or noun."""
    if claim.outcome != VETO:
        return ()
    lists = tally.groups(claim.row, flat)
    by_agent = [group for group in lists if claim.at < group.first and _agent_between(claim.row, claim.at, group.first)]
    if by_agent:
        return _permanent(by_agent[0].states)
    before = [group for group in lists if group.last < claim.at and _subject(claim.row, group.last, claim.at, flat)]
    if before:
        return _permanent(before[-1].states)
    adjectives = [lexeme.value for lexeme in claim.row[max(0, claim.at - 3) : claim.at] if lexeme.kind == "state"]
    after = [group for group in lists if 0 < group.first - claim.at <= 3]
    return _permanent(tuple(adjectives)) or (_permanent(after[0].states) if after else ())


def _permanent(found: tuple[State, ...]) -> tuple[State, ...]:
    return tuple(state for state in found if state in PERMANENT)


def _agent_between(row: Sequence[Lexeme], at: int, first: int) -> bool:
    between = row[at + 1 : first]
    if len(between) > 7:
        return False
    return any(lexeme.kind == "agent" for lexeme in between[-4:]) or row[at].value == VETO and _ends_with_agent(row[at])


def _ends_with_agent(lexeme: Lexeme) -> bool:
    return lexeme.end - lexeme.start > 6 and lexeme.form == "noun"


def _subject(row: Sequence[Lexeme], last: int, at: int, flat: str) -> bool:
    """Whether a list of States is the subject of a verb further on: nothing but small words and times between."""
    between = row[last + 1 : at]
    heavy = [lexeme for lexeme in between if lexeme.kind in {"word", "text", "sub", "side", "number", "future"}]
    passive = {"was", "were", "been"} & {flat[lexeme.start : lexeme.end] for lexeme in between}
    return len(heavy) <= 2 and not passive and len(between) <= 9


def _question(claim: Claim) -> Question:
    near = (
        [lexeme.kind for lexeme in claim.row[max(0, claim.at - 9) : claim.at + 9]]
        if claim.at >= 0
        else [lexeme.kind for lexeme in claim.row]
    )
    for question in (Question.AMENDMENT, Question.PARAGRAPH, Question.PROCEDURAL):
        if question.value in near:
            return question
    return Question.WHOLE


def _score(claim: Claim, flat: str, place: int, setting: Setting) -> float:
    if claim.organ == FOREIGN or not claim.speaks:
        return -9.0
    score = 1.5 if claim.title else 1.0 if place < 3 else 0.5 if place < 7 else 0.0
    score += _days_score(claim, setting)
    score += min(1.5, 0.75 * len(claim.figures)) + 0.5 * claim.unanimous
    score += 0.5 if claim.outcome in {ADOPTED, FAILED, VETO} else 0.0
    return score + _past_score(claim, flat)


def _days_score(claim: Claim, setting: Setting) -> float:
    scores = [_day_score(day, setting) for day in claim.days]
    return max(scores, default=0.0) if max(scores, default=0) > 0 else min(scores, default=0.0)


def _day_score(day: dates.Day, setting: Setting) -> float:
    if day.kind != "day":
        return 1.5
    told = dates.settle(day, setting.published)
    if told is not None and setting.published is not None:
        return 1.5 if abs((setting.published - told).days) <= 12 else -5.0
    if told is not None and told in setting.dateline:
        return 1.5
    return -3.0 if day.year else 1.0


def _past_score(claim: Claim, flat: str) -> float:
    """Return how far a sentence looks back: "last month", "has often", "had vetoed", "after the veto"."""
    clause = _clause(claim, flat)
    score = -2.5 if any(lexeme.kind == "past" for lexeme in clause) else 0.0
    if claim.at >= 0 and any(lexeme.kind == "sub" and lexeme.start < claim.row[claim.at].start for lexeme in clause):
        score -= 1.0
    return score


def _clause(claim: Claim, flat: str) -> list[Lexeme]:
    """Return the part of a sentence, between commas and the like, that holds its outcome; all of it where none is told."""
    if claim.at < 0:
        return list(claim.row)
    first, last = claim.at, claim.at
    while first > 0 and flat[claim.row[first - 1].start] not in ",;:()":
        first -= 1
    while last + 1 < len(claim.row) and flat[claim.row[last + 1].start] not in ",;:()":
        last += 1
    return list(claim.row[first : last + 1])


def with_organ(claim: Claim, organ: str) -> Claim:
    """Return a claim as one about an organ."""
    return replace(claim, organ=organ)
