"""The time a sentence is set in: now, or a past it looks back to; told by how it opens, and so for what follows it in its paragraph."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.model import Question, Span
from bot.reading import dates
from bot.reading.votes.claim import Claim, Setting
from bot.reading.votes.gone import EARLY, MONTHS, counts_of_old, in_time_gone
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
    r"|sexta)-feira|aujourd'hui|hoy|heute|hoje|oggi|hier|ayer|gestern|ontem|ieri|cette fois|esta vez|diesmal|desta vez"
    r"|stavolta|questa volta|agora|ahora|jetzt|maintenant)\b"
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


# A day that is told to become one of remembrance, and on which nothing happened.
_TO_BE = re.compile(r"[\w ,]{0,12}? (?:will|shall|is to|should|becomes|has become|is now|has been (?:declared|named|proclaimed))\b")


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
        if _TO_BE.match(flat, dated.end()):
            return None  # "11 July will be the day of …"
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
    passed = since + published.month - MONTHS[month]
    return passed > (published.day < EARLY) if year else passed % 12 > (published.day < EARLY)


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
    if counts_of_old(claim, setting) or (setting.back and _REMINDS.match(flat, claim.span[0])):
        return True
    if same_sitting(claim, flat):
        return False
    if in_time_gone(claim, setting) or names_old(claim, flat, setting.published):
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
