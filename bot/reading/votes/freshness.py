"""How surely a sentence speaks of a vote just taken, and not of one long past."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from bot.model import Question
from bot.reading import dates
from bot.reading.votes.claim import ADOPTED, FAILED, FOREIGN, HAD, VETO, Claim, Setting
from bot.reading.votes.lexeme import Lexeme


def score(claim: Claim, flat: str, place: int, setting: Setting) -> float:
    """Return how surely a sentence tells of a vote just taken: above 1.9 by itself, below 0 of another one."""
    if claim.organ == FOREIGN:
        return -9.0
    score = 1.5 if claim.title else 1.0 if place < 3 else 0.5 if place < 7 else 0.0
    score += _days_score(claim, setting)
    score += min(1.5, 0.75 * len(claim.figures)) + 1.0 * claim.unanimous + 0.75 * ("majority" in claim.where)
    score += 0.5 if claim.outcome in {ADOPTED, FAILED, VETO} else 0.0
    score += 0.4 * (
        not claim.outcome and bool(claim.figures) and any(count.number is None and count.states for count in claim.counts.values())
    )
    score += 0.75 * any(count.rest for count in claim.counts.values()) + 0.5 * ("then" in claim.where) + 0.75 * _is_roll(claim)
    score += _past_score(claim, flat) + _year_score(claim, setting)
    return min(score, 1.0) if claim.noun and len(claim.figures) < 2 and not _dated(claim) else score


def _is_roll(claim: Claim) -> bool:
    """Whether a line is one of a roll call: "- Contra: 2 (Reino Unido, EUA)"."""
    row = claim.row[1:] if claim.row[0].text == "-" else claim.row
    begins = len(row) > _FIRST and row[0].kind == "side" and row[1].text == ":" and row[2].kind == "number"
    return begins and any(len(group.states) == row[2].number for group in claim.lists)


def _dated(claim: Claim) -> bool:
    """Whether a veto only named is told with its day and its other votes: "met with a Russian nyet on Wednesday; 13 were for it"."""
    earlier = any(lexeme.text in HAD or lexeme.kind == "sub" for lexeme in claim.row)
    return bool(claim.days) and len(claim.counts) > 1 and not earlier


def _days_score(claim: Claim, setting: Setting) -> float:
    scores = [_day_score(day, setting) for day in claim.days]
    if claim.past and not _same_sitting(claim):
        return min(0.0, *scores, 0.0)  # a day that is told in the pluperfect is an earlier one: "On Monday it had been rejected"
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
    place = claim.at if claim.at >= 0 else claim.where.get("side", (0,))[0]
    begin = max((index + 1 for index in range(max(0, place - 4), place) if claim.row[index].text == ";"), default=max(0, place - 4))
    back = [index for index in claim.where.get("past", ()) if not flat.startswith("'s", claim.row[index].end)]
    near = any(index < _FIRST or begin <= index < place + 5 for index in back) or _several(claim, flat)
    score = -2.5 if near else -0.5 * bool(back)
    score -= 1.0 if any(claim.at - 6 <= index < claim.at for index in claim.where.get("sub", ())) else 0.0
    score -= 2.0 * _announces_another(claim)
    opening = any(index < _FIRST - 1 for index in back)
    return score - 2.0 * (claim.past and not _same_sitting(claim)) - 2.0 * opening - 2.5 * _had_voted(claim, flat)


def _announces_another(claim: Claim) -> bool:
    """Whether an outcome only tells what came before a vote announced: "deve votar …, depois que os EUA vetaram um texto"."""
    row, subs = claim.row, [index for index in claim.where.get("sub", ()) if index < claim.at]
    ahead = [index for index in claim.where.get("future", ()) if subs and index < subs[-1]]
    return any(item.kind == "vote" or item.text == "vote" for index in ahead for item in row[index + 1 : index + 3])


def _same_sitting(claim: Claim) -> bool:
    """Whether a vote on a part, counted in full, is told in the pluperfect only because it came before the vote on the whole."""
    return claim.question is not Question.WHOLE and len(claim.figures) > 1


_FIRST = 3  # lexemes that open a sentence
_SEVERAL = re.compile(
    r"(?:[\w-]+ ){0,3}(?:two|three|four|five|six|seven|eight|nine|ten|dozens? of|several|many|\d{1,3})"
    r" (?:\w+ ){0,2}(?:drafts|resolutions|texts|measures|times)\b"
)


def _several(claim: Claim, flat: str) -> bool:
    """Whether an undated sentence tells of several at once: "the United States vetoed four drafts"."""
    if claim.at < 0 or claim.days or claim.row[claim.at].value not in {VETO, "block"}:
        return False
    return _SEVERAL.match(flat, claim.row[claim.at].end + 1) is not None


_VOTED_BEFORE = re.compile(
    r"\b(?:council|assembly|committee|it|body)\b[^,.;]{0,30}\bhad (?:already|earlier|previously|once|twice|also|before) voted\b"
)


def _had_voted(claim: Claim, flat: str) -> bool:
    """Whether an organ's own earlier vote is told: "the Assembly had already voted 141-5"."""
    return not claim.outcome and _VOTED_BEFORE.search(flat, *claim.span) is not None


def _year_score(claim: Claim, setting: Setting) -> float:
    """Return how far a sentence looks back that begins with a year gone by: "In 2011, the Council …", "In October 2011, …"."""
    if _in_another_month(claim, setting) or _beside_a_year(claim, setting):
        return -5.0
    for lexeme in claim.row[:_OPENING]:
        year = lexeme.value if lexeme.kind == "ordinal" else ""
        if _YEAR.fullmatch(year) and setting.published is not None and int(year) < setting.published.year:
            return -5.0 if claim.row[0].text in _IN_YEAR else 0.0
    return 0.0


def _is_gone(lexeme: Lexeme, published: date) -> bool:
    return lexeme.kind == "ordinal" and _YEAR.fullmatch(lexeme.value) is not None and int(lexeme.value) < published.year


def _beside_a_year(claim: Claim, setting: Setting) -> bool:
    """Whether a year gone by stands beside an outcome: "adopted unanimously in 2015", "in 1971 the Assembly gave …"."""
    if claim.at < 0 or setting.published is None:
        return False
    before = claim.row[max(0, claim.at - 7) : claim.at]
    for preposition, year in pairwise(before):
        if preposition.text in _IN_YEAR and _is_gone(year, setting.published):
            return True
    after = claim.row[claim.at + 1 : claim.at + 6]
    for place, lexeme in enumerate(after):
        if lexeme.kind in {"mark", "symbol", "day", "body"}:
            return False
        if _is_gone(lexeme, setting.published):
            return any(item.text in _IN_YEAR for item in after[max(0, place - 2) : place])
    return False


def _in_another_month(claim: Claim, setting: Setting) -> bool:
    """Whether a sentence opens with a month gone by: "In October it vetoed …", "Back in May, …"."""
    words = [lexeme.text for lexeme in claim.row[:_OPENING]]
    named = next((word for before, word in pairwise(words) if before in _IN_YEAR and word in _MONTHS), None)
    if named is None or setting.published is None or claim.days:
        return False
    return (setting.published.month - _MONTHS[named]) % 12 > (setting.published.day < _EARLY)


_EARLY = 5  # the day of a month up to which a vote of the month before may still be news
_OPENING = 4
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january janvier enero gennaio januar janeiro", "february février febrero febbraio februar fevereiro",
            "march mars marzo märz março", "april avril abril aprile", "may mai mayo maio maggio", "june juin junio giugno juni junho",
            "july juillet julio luglio juli julho",
            "august août agosto", "september septembre septiembre settembre setembro", "october octobre octubre ottobre oktober outubro",
            "november novembre noviembre novembro", "december décembre diciembre dicembre dezember dezembro",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_YEAR = frozenset({"in", "back", "since", "en", "im", "em", "depuis", "desde", "seit", "dal", "nel", "early", "late"})
