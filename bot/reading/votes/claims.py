"""A sentence read: what it claims about a vote, by whom, when, and how surely it speaks of one just taken."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Question, Span, State
from bot.reading import dates
from bot.reading.votes import tally
from bot.reading.votes.claim import ADOPTED, Claim, Setting
from bot.reading.votes.freshness import score
from bot.reading.votes.letting import let_by, letting
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.lexer import lex
from bot.reading.votes.lists import groups
from bot.reading.votes.lookalikes import expects, is_other_business, states_rule
from bot.reading.votes.organs import organ_of
from bot.reading.votes.outcomes import find_outcome
from bot.reading.votes.vetoes import vetoers
from bot.reading.votes.voters import all_voted

_PARTS = frozenset({Question.AMENDMENT.value, Question.PARAGRAPH.value, Question.PROCEDURAL.value})


def read_claim(plain: str, flat: str, span: Span, place: int, setting: Setting, *, title: bool = False) -> Claim:
    """Read a sentence that stands at a place in the text (0 is first). ``plain`` and ``flat`` are the text as ``lex`` takes it."""
    row = lex(plain, flat, span)
    kinds = frozenset(lexeme.kind for lexeme in row)
    claim = Claim(span, title=title, row=tuple(row), kinds=kinds)
    if "symbol" in kinds:
        claim.symbols = tuple(lexeme for lexeme in row if lexeme.kind == "symbol")
    if "day" in kinds:
        claim.days = tuple(day for lexeme in row if lexeme.kind == "day" and (day := dates.at(plain, lexeme.start)))
    claim.counts = tally.counts(row, kinds)
    claim.names = _identified(row)
    claim.others = row[1].number if len(row) > 2 and row[0].kind == "as" and row[1].kind == "number" and row[2].kind == "other" else 0
    claim.lets = letting(claim)
    find_outcome(claim, flat, place)
    if claim.counts and (states_rule(claim, flat) or (not claim.outcome and expects(claim))):
        claim.counts = {}
    if claim.lets > 0:
        let_by(claim)
    claim.organ = organ_of(claim, setting)
    claim.named = "body" in kinds and any(lexeme.kind == "body" and lexeme.value == claim.organ for lexeme in row)
    if is_other_business(claim):
        return Claim(span, title=title, organ=claim.organ, row=claim.row, kinds=kinds, symbols=claim.symbols)
    claim.unanimous = "unanimous" in kinds or ("all" in kinds and all_voted(row))
    claim.without_vote = "consensus" in kinds
    if claim.without_vote and claim.outcome == ADOPTED and any(lexeme.kind in _PARTS for lexeme in row[claim.at :]):
        claim.counts = {}  # they are those of something else: "adopted without a vote, after an amendment had been set aside by 143 to 7"
    claim.vetoers = vetoers(claim)
    claim.joins = bool(claim.vetoers) and any(lexeme.kind in {"join", "as"} or lexeme.text in {"too", "likewise"} for lexeme in row)
    if claim.speaks:
        claim.question = _question(claim)
        claim.score = score(claim, flat, place, setting)
    return claim


def _closes_with_number(row: Sequence[Lexeme]) -> int:
    """Return the number that ends "Eritrea, Syria and Russia were the three"; 0 where a sentence ends otherwise."""
    last = len(row) - 1 - (row[-1].text == ".")
    words = [lexeme.text for lexeme in row[max(0, last - 2) : last]]
    return row[last].number if row[last].kind == "number" and words in (["were", "the"], ["are", "the"]) else 0


def _identified(row: Sequence[Lexeme]) -> tuple[State, ...]:
    """Return who "the two were", or who "were the five", as many as the number says."""
    if row and row[0].kind == "state" and (closing := _closes_with_number(row)):
        lists = groups(row)
        return lists[0].states if lists and len(lists[0].states) == closing else ()
    if row and row[0].kind == "state" and any(item.text.startswith(("stood", "sided")) for item in row if item.kind == "join"):
        return next((group.states for group in groups(row)), ())
    places = range(len(row) - 2) if row and row[0].text in {"the", "those"} else ()
    at = next((index for index in places[:3] if row[index].kind == "number"), -1)
    told = at > 0 and any(lexeme.text in {"were", "are"} for lexeme in row[at + 1 : at + 5])
    lists = groups(row) if told else []
    return lists[0].states if lists and len(lists[0].states) == row[at].number and lists[0].first <= at + 6 else ()


def _question(claim: Claim) -> Question:
    near = (
        [lexeme.kind for lexeme in claim.row[max(0, claim.at - 9) : claim.at + 9]]
        if claim.at >= 0
        else [lexeme.kind for lexeme in claim.row]
    )
    if claim.at >= 0 and not any(lexeme.kind == "outcome" for lexeme in claim.row[: claim.at]):
        near += [lexeme.kind for lexeme in claim.row[: claim.at] if lexeme.kind == "procedural"]
    for question in (Question.AMENDMENT, Question.PARAGRAPH, Question.PROCEDURAL):
        if question.value in near:
            return question
    return Question.WHOLE
