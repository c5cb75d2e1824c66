"""The time a sentence is set in: now, or a past it looks back to; told by how it opens, and so for what follows it in its paragraph."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from bot.model import Question, Span
from bot.reading import dates
from bot.reading.votes.claim import HAD, Claim, Setting
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.years import names_old

_SEASON = r"year|month|week|spring|summer|autumn|fall|winter|session|time|decade|century"
_MONTH = r"(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october"
_MANY = r"an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|a few|a couple of|\d{1,3}|\w+ty(?:-\w+)?"
# How a sentence opens that looks back, or tells of now; one that does neither stays in the time of the one before it.
_REMINDER = (
    r"(?:\d{1,2}[:.h]\d\d\W{1,3})?(?:reminder|recap|background|flashback|catch(?:ing)? up|rappel|recordatorio|zur erinnerung)\s?[:–—-]"
)
_REMINDS = re.compile(_REMINDER)
_LOOKS_BACK = re.compile(
    rf"(?P<aside>{_REMINDER})"
    r"|[\"'(—–•\-]*\s*(?:(?:but|and|yet|only|just|even|also|as|back|then|so|not|it was|that was|unlike|earlier|early|late)\b,? ){0,2}"
    r"(?:(?P<phrase>(?:in |at |on |during |since |for )?(?:the )?(?:last|previous|preceding|that same) (?:"
    rf"{_SEASON}|{_MONTH})\b(?! (?:decided|voted|adopted))"
    rf"|earlier this (?:{_SEASON})\b|(?:by|at|since) then\b|until (?:then|now)\b|at the time\b|in the past\b|in those days\b"
    r"|once\b(?! (?:[\w', -]{1,60}? (?:had|has|have|was|were) (?:been )?\w+|again|more|the|it|a|all|they|adopted|passed|in force"
    r"|de|pa.ses|miembros|estados|naciones|votos|delegaciones|gobiernos|abstenciones|apoyos|votaron|en contra|a favor|socios|votaciones))"
    r"|previously\b|formerly\b|historically\b"
    rf"|(?:{_MANY}) (?:days|weeks|months|years|decades|year|month|week|day) (?:ago\b|(?:before|earlier|previously)(?:,| that))"
    rf"|the (?:{_SEASON}|day|evening) before\b|on (?:every|each|all) (?:earlier|previous|other)\b"
    r"|(?:days|weeks|months|years) (?:ago|earlier)\b)"
    r"|(?:in|on|by|until|since|during|from|of)\s"
    r"(?:(?:early|late|mid|the|middle|of|spring|summer|autumn|fall|winter)[\s-]){0,4}"
    rf"(?:(?P<month>{_MONTH}),?\s?)?(?:of\s)?(?P<year>(?:19|20)\d\d)?(?:s\b)?(?![\w/])"
    r")",
)
_AGO = r"(?:\w+ )?(?:jours|semaines|mois|an|ans|année|años?|mes|meses|semanas?|días|anos?|dias|jahr(?:en)?|monat(?:en)?|wochen|tagen)"
# The same in French, Spanish, German, Portuguese and Italian.
_MONTHS_ABROAD = (
    r"janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre|januar|februar|märz|juni|juli|oktober|dezember|janeiro|fevereiro|março|junho|julho"
    r"|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
)
_LOOKS_BACK_ABROAD = re.compile(
    r"[\"'(—–•\-]*\s*(?:(?:mais|et|pero|y|aber|und|mas|e|ma|déjà|ya|schon|bereits|já|già)\b,? ){0,2}"
    rf"(?:(?P<phrase>(?:il y a|hace|vor|há) {_AGO}\b|\w+ (?:anni|mesi|settimane|giorni) fa\b"
    r"|(?:l'an|l'année|le mois|la semaine) (?:derni|pass)\w+|à l'époque\b|auparavant\b|(?:el|la) (?:año|mes|semana) pasad[oa]"
    r"|en aquel entonces\b|im (?:vergangenen|letzten|vorigen) (?:jahr|monat)|(?:letztes|vergangenes) jahr|(?:vergangene|letzte) woche"
    r"|damals\b|n?[oa] (?:ano|mês|semana) passad[oa]|na altura\b|à época\b|(?:l'anno|il mese|la settimana) scors[oa]|all'epoca\b)"
    rf"|(?:(?:en|im jahr|em|nel)\s|(?:{_MONTHS_ABROAD}) )(?P<year>(?:19|20)\d\d)\b)"
)
_TELLS_NOW_ABROAD = re.compile(
    r"[\"'(—–•\-]*\s*(?:(?:mais|et|pero|y|aber|und|mas|e|ma|le|el|am|na|nesta|neste|este|esta|ce) ){0,2}"
    r"(?:lun(?:di|es|edì)|mar(?:di|tes|tedì)|m(?:ercredi|iércoles|ercoledì|ittwoch)|j(?:eudi|ueves)|giovedì|v(?:endredi|iernes|enerdì)"
    r"|s(?:amedi|ábado|abato|amstag|onntag)|d(?:imanche|omingo|omenica|ienstag|onnerstag)|montag|freitag|(?:segunda|terça|quarta|quinta"
    r"|sexta)-feira|aujourd'hui|hoy|heute|hoje|oggi|hier|ayer|gestern|ontem|ieri|cette fois|esta vez|diesmal|desta vez|stavolta)\b"
)
_HAD_ABROAD = re.compile(
    r"\b(?:había|habían|avait|avaient|hatten?|havia|haviam|tinham?|aveva|avevano)\b"
)  # "El domingo la había convocado"
_CLAUSE = 90  # characters
_TELLS_NOW = re.compile(
    rf"(?P<aside>{_REMINDER})"
    r"|[\"'(—–•\-]*\s*(?:(?:but|and|yet|only|just|even|now|so|then)\b,? ){0,2}"
    r"(?:(?:late |early )?(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|today\b|tonight\b|yesterday\b|this (?:time|week|morning"
    r"|afternoon|evening|year)\b|now\b|those days are over|not (?:this time|any ?more)|no longer|the (?:new|latest) )"
)
_DATED = re.compile(
    r"(?:on )?(?P<day>\d{1,2} [jfmasond]|\d{4}-|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)"
)
_EARLY = 5  # the day of a month up to which a vote of the month before may still be news


def opening(flat: str, start: int, published: date | None) -> bool | None:
    """Return whether a sentence, by how it opens, looks back (True) or tells of now (False); None where it says neither."""
    back = _LOOKS_BACK.match(flat, start)
    if back is not None and (back["aside"] or back["phrase"] or _is_gone(back["month"], back["year"], published)):
        return True
    abroad = _LOOKS_BACK_ABROAD.match(flat, start)
    if abroad is not None and (abroad["phrase"] or _is_gone(None, abroad["year"], published)):
        return True
    dated = _DATED.match(flat, start)
    if dated and (day := dates.at(flat, dated.start("day"))) is not None:
        return False if day.kind != "day" or _days_ago(day, published) in _JUST else is_far(day, published) or None
    now_abroad = _TELLS_NOW_ABROAD.match(flat, start) is not None and _HAD_ABROAD.search(flat, start, start + _CLAUSE) is None
    return False if now_abroad or _TELLS_NOW.match(flat, start) else None


# A day that a sentence ends on, told as the day of something: "His best evening was 29 November 2012."
_ENDS_ON_DAY = re.compile(
    r"\b(?:was|were|came|fell|happened|began|took place|dates? (?:from|to|back to))(?: \w+){0,2}? "
    rf"(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH})(?: \d{{1,2}})?),? (?P<year>(?:19|20)\d\d)\W{{0,3}}$"
)


def sets_scene(flat: str, span: Span, published: date | None) -> bool:
    """Whether a sentence ends on a day of a year gone by, which what follows it in its paragraph is then set in."""
    if published is None or not flat[span[1] - 6 : span[1]].strip(" .:;\"'-)").isdigit():
        return False
    found = _ENDS_ON_DAY.search(flat, max(span[0], span[1] - _CLAUSE), span[1])
    return found is not None and int(found["year"]) < published.year - (published.month == 1)


def _is_gone(month: str | None, year: str | None, published: date | None) -> bool:
    if published is None or not (month or year):
        return False
    if month is None:
        return int(year or 0) < published.year
    since = (published.year - int(year)) * 12 if year else 0
    passed = since + published.month - _MONTHS[month]
    return passed > (published.day < _EARLY) if year else passed % 12 > (published.day < _EARLY)


def is_far(day: dates.Day, published: date | None) -> bool:
    """Whether a day of a month is long past when a page was published."""
    return (_days_ago(day, published) or 0) > _FRESH


_FRESH = 12  # days for which a vote is news
_JUST = range(-2, 3)


def _days_ago(day: dates.Day, published: date | None) -> int | None:
    told = dates.settle(day, published)
    return (published - told).days if told is not None and published is not None else None


def is_bound(claim: Claim, day: dates.Day, published: date | None) -> bool:
    """Whether a day far off is the text's and not the vote's: "until 3 July", "makes July 11 the day of remembrance".

    One that follows far behind a vote told with its counts is what was decided: "…, decided also that it rests on the principles of 6 May".
    """
    if day.kind != "day" or published is None:
        return False
    place = next((index for index, lexeme in enumerate(claim.row) if lexeme.start == day.start), 0)
    if len(claim.figures) > 1 and place - claim.at > _BEHIND and claim.at >= 0:
        return True
    if not is_far(day, published):
        return (dates.settle(day, published) or published) > published + timedelta(days=2)
    before = claim.row[place - 1] if place else None
    if before is None or before.kind == "mark":
        return False
    return before.text in _BOUNDS if day.year else before.text not in _ON


_BEHIND = 24  # lexemes after the verb of a vote that its own day stands in
_BOUNDS = frozenset(
    {"until", "till", "by", "from", "through", "before", "after", "to", "since", "jusqu'au", "hasta", "até", "bis", "zum", "seit"}
)
_ON = frozenset({"on", "of", "in", "since", "le", "am", "el", "em", "vom", "du", "del", "den", "dem", "il", "en"})


def looks_back(claim: Claim, flat: str, setting: Setting) -> bool:
    """Whether a sentence is set in a past that is no news, by its own words or by those that open its paragraph."""
    if _counts_of_old(claim, setting) or (setting.back and _REMINDS.match(flat, claim.span[0])):
        return True
    if same_sitting(claim, flat):
        return False
    if (
        _in_another_month(claim, setting)
        or _in_month_gone(claim, setting)
        or _beside_a_year(claim, setting)
        or _set_in_past(claim, setting)
        or _years_after(claim)
        or names_old(claim, flat, setting.published)
    ):
        return True
    return bool(setting.back) and not _is_dated(claim, setting)


def were_days_ago(claim: Claim, published: date | None) -> bool:
    """Whether all the days a sentence tells are dates some days before the page's own."""
    told = [day for day in claim.days if not is_bound(claim, day, published)]
    return bool(told) and all(day.kind == "day" and (_days_ago(day, published) or 0) >= _JUST.stop for day in told)


def same_sitting(claim: Claim, flat: str) -> bool:
    """Whether a vote is told in the pluperfect only because it came before another that day: one on a part, or "earlier the same day"."""
    if claim.question is not Question.WHOLE and len(claim.figures) > 1:
        return True
    stretch = flat[claim.span[0] : min(claim.span[1], claim.span[0] + _ADVERBIAL)]
    return ("earlier" in stretch or "before" in stretch or "previously" in stretch) and _SAME_DAY.search(stretch) is not None


_ADVERBIAL = 90  # characters in which a sentence tells when
_SAME_DAY = re.compile(
    r"\b(?:earlier|previously|moments before|minutes (?:before|earlier)|an hour (?:before|earlier)|hours (?:before|earlier)),? "
    r"(?:(?:on |in |at )?(?:the|that) same (?:day|meeting|session|sitting|evening)|(?:in )?the (?:day|session|meeting)|that (?:day|evening)"
    r"|today|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\b(?:moments|minutes|an hour|hours) (?:before|earlier)\b"
    r"|\b(?:just|right|shortly|immediately) (?:before|beforehand)\b"
    r"|\bearlier,? (?:the )?(?:u\.?n\.? )?(?:council|assembly|committee|members)\b"
)


def _is_dated(claim: Claim, setting: Setting) -> bool:
    """Whether a sentence tells a day that is no longer ago than news is."""
    return any(day.kind != "day" or not is_far(day, setting.published) for day in claim.days)


def _counts_of_old(claim: Claim, setting: Setting) -> bool:
    """Whether counts of no text follow a year gone by: "the 2005 meeting was put on the agenda by 10 votes to 4"."""
    if claim.at >= 0 or claim.days or "text" in claim.where or setting.published is None:
        return False
    before = range(_anchor(claim))
    return any(_is_year_gone(claim.row[place], setting.published) and not _is_of_a_state(claim, place) for place in before)


def _is_of_a_state(claim: Claim, place: int) -> bool:
    """Whether a year is only told of a State, in passing: "Chad, which in 2011 had led on this very issue, abstained"."""
    comma = next((at for at in range(place - 1, 0, -1) if claim.row[at].kind == "mark"), 0)
    return comma > 0 and claim.row[comma].text == "," and claim.row[comma + 1].kind == "sub" and claim.row[comma - 1].kind == "state"


def _anchor(claim: Claim) -> int:
    """Return where a sentence tells what became of a text, else where it first tells a side or a count."""
    return (
        claim.at if claim.at >= 0 else min((claim.where[kind][0] for kind in ("side", "score", "number") if kind in claim.where), default=0)
    )


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
    if lexeme.text in _MONTHS:
        return (published.month - _MONTHS[lexeme.text]) % 12 > (published.day < _EARLY)
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
    if _MONTHS.keys().isdisjoint(words):
        return False
    named = next((word for before, word in pairwise(words) if before in _IN_YEAR | _IN_MONTH and word in _MONTHS), None)
    if named is None or setting.published is None or claim.days:
        return False
    return (setting.published.month - _MONTHS[named]) % 12 > (setting.published.day < _EARLY)


def _in_month_gone(claim: Claim, setting: Setting) -> bool:
    """Whether a month gone by follows the outcome: "adottata a gennaio con 11 voti", "a text it vetoed in May"."""
    if claim.at < 0 or claim.days or setting.published is None:
        return False
    after = [lexeme.text for lexeme in claim.row[claim.at + 1 : claim.at + 3]]
    if claim.row[claim.at - 1].kind == "text" and any(item.text in HAD for item in claim.row[: claim.at]):
        before = claim.row[max(0, claim.at - _NEAR) : claim.at]
        if any(item.text in _IN_YEAR and _is_past(month, setting.published) for item, month in pairwise(before)):
            return True  # "had been asked for in December, in a resolution adopted by 90 votes"
    gone = len(after) > 1 and after[1] in _MONTHS and (after[0] in _IN_YEAR or after[0] == "a")
    return gone and (setting.published.month - _MONTHS[after[1]]) % 12 > (setting.published.day < _EARLY)


# How a month is opened, or what part of it is told: "Anfang März hatten …", "a principios de marzo", "début mars".
_IN_MONTH = frozenset({"de", "di", "do", "anfang", "mitte", "ende", "début", "mi", "fin", "courant"})
_OPENING = 5
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
