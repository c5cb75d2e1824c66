"""Votes told in words: sentences → claims → events → sightings.

A page is cut into sentences; one that speaks of voting becomes a row of lexemes (``lexer``), whose counts and lists are bound to their
sides (``tally``); the row is read as a claim (``claims``); claims of one vote are gathered (``events``) and settled (``settle``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.model import Organ, Sighting, Span, Upcoming
from bot.reading import dates, text
from bot.reading.document import Document
from bot.reading.votes import events, settle
from bot.reading.votes.claims import FOREIGN, Claim, Setting, read_claim
from bot.reading.votes.lexer import flatten

# What no sentence about a vote is without, in any of the languages: only such sentences are read closely.
_TRIGGER = re.compile(
    r"vot|abst|v[eé]to|adopt|favou?r|against|resolu|résolu|resolution|reject|rejet|rechaz|passed|passes|approv|aprob|aprov|unanim|contre|contra"
    r"|dagegen|enth[ai]|stimm|support|oppos|council|assembly|sicherheitsrat|conseil|consejo|conselho|asamblea|assembl|versammlung|boycott"
    r"|mandate|fail|scheiter|ablehn|lehnt|draft|block|majority|consensus"
)
_UN = re.compile(
    r"\bu\.?n\.?\b|\buno\b|united nations|\bonu\b|nations unies|naciones unidas|nações unidas|vereinte|security council|general assembly"
    r"|conseil de s|consejo de s|conselho de s|sicherheitsrat|human rights council|\bunsc\b|\bunga\b|committee"
)
_MODEL = re.compile(r"model u\.?n\b|model united nations|\bmun\b|\w+mun\b \d|mock security council")
_ENOUGH = 1.9
_LIMIT = 400_000


def read_votes(document: Document) -> tuple[tuple[Sighting, ...], tuple[Upcoming, ...]]:
    """Return the votes a document tells of, and those it announces. At most the first 400,000 characters are read."""
    body = document.text[:_LIMIT]
    flat = flatten(body)
    title = flatten(document.title)
    if not _UN.search(flat) and not _UN.search(title) or _MODEL.search(title) or _MODEL.search(flat[:2000]):
        return (), ()
    published = dates.new_york(document.published)
    claims = list(_claims(document.title, body, flat, published))
    found = [event for event in events.gather(claims) if _taken(event)]
    chosen = events.primary(found)
    sightings = [_sighting(event, chosen, document, published) for event in found]
    return tuple(one for one in sightings if one), ()


def _taken(event: events.Event) -> bool:
    return events.is_ours(event) and event.score >= _ENOUGH


def _claims(title: str, body: str, flat: str, published: date | None) -> Iterator[Claim]:
    """Read the title and each sentence that may speak of a vote, handing on which organ was spoken of last."""
    setting = Setting(_first_organ(title, flat), published, _dateline(body))
    if title and title[:60] not in body[:400]:
        yield _told(read_claim(title, flatten(title), (0, len(title)), 0, setting, title=True))
    for place, span in enumerate(_sentences(body)):
        if _TRIGGER.search(flat, *span):
            claim = read_claim(body, flat, span, place, setting, title=body[slice(*span)] == title)
            if claim.organ:
                setting = Setting(claim.organ, published, setting.dateline)
            yield claim


def _told(claim: Claim) -> Claim:
    return claim


def _sentences(body: str) -> list[Span]:
    return [span for paragraph in text.paragraphs(body) for span in text.sentences(body, paragraph)]


_ORGAN_WORDS = (
    (
        Organ.SECURITY_COUNCIL,
        re.compile(
            r"security council|\bunsc\b|conseil de s[ée]curit|consejo de seguridad|conselho de segurança|sicherheitsrat|un council|u\.n\. council"
        ),
    ),
    (
        Organ.GENERAL_ASSEMBLY,
        re.compile(
            r"general assembly|\bunga\b|assemblée générale|asamblea general|assembleia geral|generalversammlung|vollversammlung|u\.?n\.? assembly"
        ),
    ),
    (
        Organ.HUMAN_RIGHTS_COUNCIL,
        re.compile(r"(?:human )?rights council|menschenrechtsrat|droits de l'homme|derechos humanos|direitos humanos"),
    ),
)


def _first_organ(title: str, flat: str) -> str:
    """Return the organ a page names first, its title before its text."""
    for words in (flatten(title), flat):
        found = [(match.start(), organ) for organ, pattern in _ORGAN_WORDS if (match := pattern.search(words))]
        if found:
            return min(found)[1]
    return ""


def _dateline(body: str) -> frozenset[date]:
    told = (dates.settle(day, None) for day in dates.find(body, 0, min(200, len(body))))
    return frozenset(day for day in told if day)


def _sighting(event: events.Event, chosen: events.Event | None, document: Document, published: date | None) -> Sighting | None:
    day = _day(event, published)
    return settle.sighting(event, day, title=document.title or None, primary=event is chosen)


def _day(event: events.Event, published: date | None) -> date | None:
    for claim in sorted(event.claims, key=lambda claim: not claim.days):
        for day in claim.days:
            told = dates.settle(day, published)
            if told is not None:
                return told
    return None


__all__ = ["FOREIGN", "read_votes"]
