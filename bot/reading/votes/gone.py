"""Years and months gone by, which a sentence sets what it tells in."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from bot.reading.votes.claim import HAD, Claim, Setting
from bot.reading.votes.lexeme import Lexeme

EARLY = 5  # the day of a month up to which a vote of the month before may still be news


def counts_of_old(claim: Claim, setting: Setting) -> bool:
    """Whether counts of no text follow a year gone by: "the 2005 meeting was put on the agenda by 10 votes to 4"."""
    if claim.at >= 0 or claim.days or "text" in claim.where or setting.published is None:
        return False
    before = range(_anchor(claim))
    return any(_is_year_gone(claim.row[place], setting.published) and not _is_of_a_state(claim, place) for place in before)


def in_time_gone(claim: Claim, setting: Setting) -> bool:
    """Whether a sentence sets what it tells in a year or a month gone by."""
    return (
        _in_another_month(claim, setting)
        or _in_month_gone(claim, setting)
        or _beside_a_year(claim, setting)
        or _set_in_past(claim, setting)
        or _years_after(claim)
    )


def _is_of_a_state(claim: Claim, place: int) -> bool:
    """Whether a year is only told of a State, in passing: "Chad, which in 2011 had led on this very issue, abstained"."""
    comma = next((at for at in range(place - 1, 0, -1) if claim.row[at].kind == "mark"), 0)
    return comma > 0 and claim.row[comma].text == "," and claim.row[comma + 1].kind == "sub" and claim.row[comma - 1].kind == "state"


def _anchor(claim: Claim) -> int:
    """Return where a sentence tells what became of a text, else where it first tells a side or a count, behind a colon before others."""
    if claim.at >= 0:
        return claim.at
    told = [place for kind in ("side", "score", "number") for place in claim.where.get(kind, ())]
    colon = next((place for place in range(min(told, default=0), max(told, default=0)) if claim.row[place].text == ":"), -1)
    return min((place for place in told if place > colon), default=min(told, default=0))


def _set_in_past(claim: Claim, setting: Setting) -> bool:
    """Whether what is told stands behind a year or a month gone by: "; in 2014 it had been 115", "when it first came up, in 1992, 59"."""
    row, anchor = claim.row, _anchor(claim)
    if setting.published is None or claim.days:
        return False
    sub = bool(row) and row[0].text in _WHEN
    opens = (at for at in range(anchor) if row[at].text in _IN_YEAR and (sub or not at or row[at - 1].kind == "mark"))
    return any(_is_past(lexeme, setting.published) for at in opens for lexeme in row[at + 1 : at + 4] if lexeme.kind != "mark")


_WHEN = frozenset({"when", "after", "although", "while", "where"})


def _is_past(lexeme: Lexeme, published: date) -> bool:
    """Whether a lexeme is a year gone by, or a month some while ago."""
    if lexeme.text in MONTHS:
        return (published.month - MONTHS[lexeme.text]) % 12 > (published.day < EARLY)
    return _is_year_gone(lexeme, published)


def _years_after(claim: Claim) -> bool:
    """Whether the outcome only tells since when: "sixty-five years to the day after they adopted"."""
    for place in claim.where.get("measure", ()) if claim.at > 0 else ():
        if claim.row[place].text not in _LONG:
            continue
        between = [lexeme.text for lexeme in claim.row[place + 1 : claim.at]]
        if place < claim.at and len(between) < _NEAR and "," not in between and {"after", "since"}.intersection(between[:4]):
            return True
    return False


_LONG = frozenset({"weeks", "months", "years", "decades"})
_NEAR = 10


def _is_year_gone(lexeme: Lexeme, published: date) -> bool:
    return lexeme.kind == "ordinal" and _YEAR.fullmatch(lexeme.value) is not None and int(lexeme.value) < published.year


def _beside_a_year(claim: Claim, setting: Setting) -> bool:
    """Whether a year gone by stands beside an outcome: "adopted unanimously in 2015", "in 1971 the Assembly gave …"."""
    if setting.published is None:
        return False
    at = _anchor(claim)
    before = claim.row[max(0, at - 7) : at]
    if (at and _is_year_gone(claim.row[at - 1], setting.published)) or _in_brackets_of_year(claim, setting.published):
        return True  # "2006 beschlossen"
    since = max((place + 1 for place, lexeme in enumerate(before) if claim.at < 0 and lexeme.kind == "mark"), default=0)
    for place in range(since, len(before)):
        if _is_year_gone(before[place], setting.published) and any(item.text in _IN_YEAR for item in before[max(0, place - 2) : place]):
            return True
    after = claim.row[at + 1 : at + _NEAR]
    for place, lexeme in enumerate(after):
        if lexeme.kind in _PARTING or (place and lexeme.text.endswith("ed")):
            return False
        if _is_year_gone(lexeme, setting.published) or (not claim.days and _is_past(lexeme, setting.published)):
            return any(item.text in _IN_YEAR for item in after[max(0, place - 2) : place])
    return False


def _in_brackets_of_year(claim: Claim, published: date) -> bool:
    """Whether counts stand in parentheses behind a year gone by: "la última en noviembre de 2006 (diez a favor …)"."""
    places = (index for kind in ("number", "score") for index in claim.where.get(kind, ()) if index > 1)
    return any(claim.row[index - 1].text == "(" and _is_year_gone(claim.row[index - 2], published) for index in places)


_PARTING = frozenset({"mark", "day", "outcome", "sponsor", "sub"})


def _in_another_month(claim: Claim, setting: Setting) -> bool:
    """Whether a sentence opens with a month gone by: "In October it vetoed …", "Back in May, …"."""
    words = [lexeme.text for lexeme in claim.row[:_OPENING]]
    if MONTHS.keys().isdisjoint(words):
        return False
    named = next((word for before, word in pairwise(words) if before in _IN_YEAR | _IN_MONTH and word in MONTHS), None)
    if named is None or setting.published is None or claim.days:
        return False
    return (setting.published.month - MONTHS[named]) % 12 > (setting.published.day < EARLY)


def _in_month_gone(claim: Claim, setting: Setting) -> bool:
    """Whether a month gone by follows the outcome: "adottata a gennaio con 11 voti", "a text it vetoed in May"."""
    if claim.at < 0 or claim.days or setting.published is None:
        return False
    after = [lexeme.text for lexeme in claim.row[claim.at + 1 : claim.at + 3]]
    if claim.row[claim.at - 1].kind == "text" and any(item.text in HAD for item in claim.row[: claim.at]):
        before = claim.row[max(0, claim.at - _NEAR) : claim.at]
        if any(item.text in _IN_YEAR and _is_past(month, setting.published) for item, month in pairwise(before)):
            return True  # "had been asked for in December, in a resolution adopted by 90 votes"
    gone = len(after) > 1 and after[1] in MONTHS and (after[0] in _IN_YEAR or after[0] == "a")
    return gone and (setting.published.month - MONTHS[after[1]]) % 12 > (setting.published.day < EARLY)


# How a month is opened, or what part of it is told: "Anfang März hatten …", "a principios de marzo", "début mars".
_IN_MONTH = frozenset({"de", "di", "do", "anfang", "mitte", "ende", "début", "mi", "fin", "courant"})
_OPENING = 5
MONTHS = {
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
