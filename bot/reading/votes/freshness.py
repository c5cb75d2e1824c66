"""How surely a sentence speaks of a vote just taken, and not of one long past."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading import dates
from bot.reading.votes.claim import ADOPTED, FAILED, FOREIGN, HAD, VETO, Claim, Setting
from bot.reading.votes.frames import is_bound, is_far, looks_back, same_sitting
from bot.reading.votes.lexeme import Lexeme


def score(claim: Claim, flat: str, place: int, setting: Setting) -> float:
    """Return how surely a sentence tells of a vote just taken: above 1.9 by itself, below 0 of another one."""
    if claim.organ == FOREIGN:
        return -9.0
    score = 1.5 if claim.title else 1.0 if place < 3 else 0.5 if place < 7 else 0.0
    score += _days_score(claim, flat, setting)
    figures = claim.figures
    score += (
        min(1.5, 0.75 * len(figures))
        + 1.0 * claim.unanimous
        + 0.4 * (claim.without_vote and "text" in claim.where)
        + 0.75 * ("majority" in claim.where)
    )
    score += 0.5 if claim.outcome in {ADOPTED, FAILED, VETO} else 0.0
    score += 0.4 * (not claim.outcome and bool(figures) and any(count.number is None and count.states for count in claim.counts.values()))
    score += 0.75 * any(count.rest for count in claim.counts.values()) + 0.5 * ("then" in claim.where) + 0.75 * _is_roll(claim)
    score += _TOLD_DAY * (setting.back is False and not claim.days)
    back = looks_back(claim, flat, setting)
    claim.long_ago = back or bool(claim.days and all(day.kind == "day" and is_far(day, setting.published) for day in claim.days))
    score += _past_score(claim, flat) - _LONG_AGO * back
    return min(score, 1.0) if claim.noun and len(figures) < 2 and not _dated(claim) and not _numbered(claim) else score


def _numbered(claim: Claim) -> bool:
    """Whether a veto only named is counted as the latest: "Russia's tenth veto on Syria", "the first American veto since December"."""
    before = claim.row[max(0, claim.at - 4) : claim.at]
    return not claim.past and any(_COUNTED.fullmatch(lexeme.text) for lexeme in before)


def _is_roll(claim: Claim) -> bool:
    """Whether a line is one of a roll call: "- Contra: 2 (Reino Unido, EUA)"."""
    row = claim.row[1:] if claim.row[0].text == "-" else claim.row
    begins = len(row) > _FIRST and row[0].kind == "side" and row[1].text == ":" and row[2].kind == "number"
    return begins and any(len(group.states) == row[2].number for group in claim.lists)


def _dated(claim: Claim) -> bool:
    """Whether a veto only named is told with its day and its other votes: "met with a Russian nyet on Wednesday; 13 were for it"."""
    earlier = any(lexeme.text in HAD or lexeme.kind == "sub" for lexeme in claim.row)
    return bool(claim.days) and len(claim.counts) > 1 and not earlier


_LONG_AGO = 5.0
_TOLD_DAY = 0.75  # told by a sentence before it in its paragraph


def _days_score(claim: Claim, flat: str, setting: Setting) -> float:
    scores = [_day_score(day, setting) for day in claim.days if not is_bound(claim, day, setting.published)]
    if claim.past and not same_sitting(claim, flat):
        return min(0.0, *scores, 0.0)  # a day that is told in the pluperfect is an earlier one: "On Monday it had been rejected"
    return max(scores, default=0.0) if max(scores, default=0) > 0 else min(scores, default=0.0)


def _day_score(day: dates.Day, setting: Setting) -> float:
    if day.kind != "day":
        return 1.5
    told = dates.settle(day, setting.published)
    if told is not None and setting.published is not None:
        return -5.0 if is_far(day, setting.published) else 1.5
    if told is not None and told in setting.dateline:
        return 1.5
    return -3.0 if day.year else 1.0


def _past_score(claim: Claim, flat: str) -> float:
    """Return how far a sentence looks back: "last month", "has often", "had vetoed", "after the veto"."""
    place = claim.at if claim.at >= 0 else claim.where.get("side", (0,))[0]
    back = [index for index in claim.where.get("past", ()) if not _owns_else(claim, index, flat) and not _first_since(claim, index)]
    back = [index for index in back if not _in_aside(claim, index)]
    back = [] if same_sitting(claim, flat) else back
    told = not claim.days and any(_follows(claim, index) for index in back)
    near = told or any(index < _FIRST or _stands_by(claim.row, index, place) for index in back) or _several(claim, flat)
    near = near or (not claim.outcome and any(index < place and claim.row[index].text.endswith(_LAST) for index in back))
    score = -2.5 if near else -0.5 * bool(back)
    score -= 1.0 if any(claim.at - 6 <= index < claim.at and not _results(claim, index) for index in claim.where.get("sub", ())) else 0.0
    score -= 2.0 * _announces_another(claim)
    opening = any(index < _FIRST - 1 for index in back)
    return (
        score
        - 2.0 * (claim.past and not same_sitting(claim, flat))
        - 2.0 * opening
        - 2.5 * _had_voted(claim, flat)
        - 1.5 * _had_cast(claim)
        - 3.5 * _had_already(claim)
    )


def _stands_by(row: Sequence[Lexeme], index: int, place: int) -> bool:
    """Whether a time gone by stands by what is told, no semicolon between it and what follows."""
    return place - 4 <= index < place + 5 and all(item.text != ";" for item in row[index + 1 : place])


def _owns_else(claim: Claim, index: int, flat: str) -> bool:
    """Whether a time gone by only tells whose something is that is no vote: "last month's attack"."""
    if not flat.startswith("'s", claim.row[index].end):
        return False
    return not any(item.text.startswith(_VOTES) for item in claim.row[index + 3 : index + 5])


_VOTES = ("vote", "ballot", "resolution", "veto")


def _in_aside(claim: Claim, index: int) -> bool:
    """Whether a habit only tells who somebody is: "Beijing, often at one with New Delhi, abstained"."""
    return claim.row[index].text in _HABITS and index > 1 and claim.row[index - 1].text == "," and claim.row[index - 2].kind == "state"


_HABITS = frozenset({"often", "usually", "always", "traditionally", "long", "once"})


def _announces_another(claim: Claim) -> bool:
    """Whether an outcome only tells what came before a vote announced: "deve votar …, depois que os EUA vetaram um texto"."""
    row, subs = claim.row, [index for index in claim.where.get("sub", ()) if index < claim.at]
    ahead = [index for index in claim.where.get("future", ()) if subs and index < subs[-1]]
    return any(item.kind == "vote" or item.text == "vote" for index in ahead for item in row[index + 1 : index + 3])


# How a time ends that is over, wherever it stands before the counts: "Algo parecido ocurrió el año pasado, con 12 votos a favor".
_LAST = (
    "año pasado",
    "mes pasado",
    "ano passado",
    "mês passado",
    "an dernier",
    "année dernière",
    "mois dernier",
    "vergangenen jahr",
    "anno scorso",
)
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


def _follows(claim: Claim, index: int) -> bool:
    """Whether a time gone by stands in the outcome's own clause, behind it: "vetoed it in the Security Council last month"."""
    if not 0 <= claim.at < index or not claim.row[index].text.startswith(("last ", "a year", "a month", "a week")):
        return False
    return not any(lexeme.kind in {"mark", "sub", "outcome"} for lexeme in claim.row[claim.at + 1 : index])


def _results(claim: Claim, index: int) -> bool:
    """Whether "which" says what followed: "Russia was against, which blocked it"."""
    return index == claim.at - 1 and claim.row[index].text == "which" and claim.row[index - 1].text == ","


def _first_since(claim: Claim, index: int) -> bool:
    """Whether "since" counts up to now: "its first veto since December", "the third time since"."""
    return claim.row[index].text == "since" and any(_COUNTED.fullmatch(lexeme.text) for lexeme in claim.row[max(0, index - 9) : index])


_COUNTED = re.compile(r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\d+(?:st|nd|rd|th)|latest|only|not")


def _had_voted(claim: Claim, flat: str) -> bool:
    """Whether an organ's own earlier vote is told: "the Assembly had already voted 141-5"."""
    return not claim.outcome and flat.find(" voted", *claim.span) >= 0 and _VOTED_BEFORE.search(flat, *claim.span) is not None


def _had_cast(claim: Claim) -> bool:
    """Whether votes are counted in the pluperfect with neither an outcome nor a day: "Im Juni hatten 14 Mitglieder dafür gestimmt"."""
    if claim.outcome or claim.days:
        return False
    sides = [index for index in claim.where.get("side", ()) if claim.row[index].form == "verb"]
    return bool(sides) and all(_is_pluperfect(claim, index) for index in sides)


def _had_already(claim: Claim) -> bool:
    """Whether a sentence that tells no outcome opens in the pluperfect: "Am Mittwoch hatte schon die Vollversammlung …"."""
    if claim.outcome or len(claim.counts) < _SEVERAL_SIDES:
        return False
    words = [lexeme.text for lexeme in claim.row[:_OPENS]]
    return not _HAD_ABROAD.isdisjoint(words) and not _ALREADY.isdisjoint(words)


_OPENS, _SEVERAL_SIDES = 7, 2
_ALREADY = frozenset({"schon", "bereits", "zuvor", "déjà", "auparavant", "ya", "antes", "já"})


def _is_pluperfect(claim: Claim, index: int) -> bool:
    words = claim.row[index].text
    return words.startswith(_HAD_CAST) or any(lexeme.text in _HAD_ABROAD for lexeme in claim.row[max(0, index - 8) : index])


_HAD_CAST = ("avaient ", "avait ", "s'étaient ", "s'était ", "habían ", "había ", "hatten ", "hatte ", "haviam ", "avevano ", "si erano ")
_HAD_ABROAD = HAD - {"had"}
