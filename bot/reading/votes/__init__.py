"""Votes told in words: sentences → claims → events → sightings; and presidential statements, which nobody votes on.

A page is cut into sentences; each that speaks of voting is read by itself, the sentences together become votes::

    hints, headed         which sentences are worth it; lines that head a list, with the list
    automaton             patterns of a great many words, looked for all at once, here and below
    lexer, vocabulary     a row of lexemes; context, abroad: what only their neighbours tell; figures: what a number counts;
                          particles, parted, framed, stances, verdicts: verbs parted from what tells their side, or what they do to a text
    tally                 counts and lists bound to their sides: lists, company, enumerated · counted, polls, voters, shortfall · listed,
                          inversion
    clausal               who took a side as subject and verb tell it: shape · clauses: subjects, rolls, together, owners, exceptions,
                          fronted, of phrase
    page                  whether it speaks of the United Nations, and of which organ before any other
    gone, years           years and months gone by; of which year a resolution is, by its number
    claims                what the row says became of a text: outcomes, participles, fates, vetoes, joint, casting, rejections, letting,
                          lookalikes, agreement, denial, seats; pronouns: who "it" is; organs, neighbours: whose vote it was;
                          freshness, frames: how surely it was just taken, and the time its sentence is set in; prospects: what is
                          only hoped or announced
    turns, asides         where the page turns from one text put to the vote to another; what it tells of beside its main one (rivals)
    events, settle        claims of one vote gathered (event, fitting, added), its facts settled; rules: by which rule it is judged;
                          reckoning: whether all members are accounted for; alone: a veto told in two sentences;
                          numbered: a text with a new number was adopted;
                          reported: which of the votes the page tells as news; genre: of what kind the page is; news: what tells for and
                          against it, weighed together
    surroundings          who put the text forward, what it is about, which resolution it became
    statements, upcoming  what is no vote, and what is none yet
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot import states
from bot.model import Organ, Sighting, Span, Upcoming
from bot.reading import dates, intentions, text
from bot.reading.document import Document
from bot.reading.votes import (
    alone,
    asides,
    asked,
    events,
    frames,
    neighbours,
    numbered,
    organs,
    page,
    reckoning,
    rules,
    seats,
    settle,
    turns,
)
from bot.reading.votes.claim import FOREIGN, Claim, Setting
from bot.reading.votes.claims import read_claim
from bot.reading.votes.event import Event
from bot.reading.votes.genre import Genre
from bot.reading.votes.headed import headed
from bot.reading.votes.hints import BODY, LEAD, Hints
from bot.reading.votes.lexer import flatten
from bot.reading.votes.news import Scene
from bot.reading.votes.reported import HEADING, Lead, reported
from bot.reading.votes.settle import Around
from bot.reading.votes.sides import COUNCIL
from bot.reading.votes.statements import stated
from bot.reading.votes.surroundings import drafts, resolutions, sponsors, subject
from bot.reading.votes.upcoming import announced

_LIMIT = 400_000
_CLOSELY = 100_000  # characters of sentences that speak of votes: several times those of the Assembly's longest page
_LONGEST = 8_000  # characters of one sentence: a vote with three lists of fifty States has some 3,000


def read_votes(document: Document) -> tuple[tuple[Sighting, ...], tuple[Upcoming, ...]]:
    """Return the votes a document tells of, and those it announces. At most the first 400,000 characters are read."""
    read = gathered(document)
    if read is None:
        return (), ()
    found, lead, scene = read
    claims, _, flat, published, noted = scene
    told = _sightings(reported(found, lead, scene), claims, document, published)
    if noted:
        told = intentions.noted(told, states.flatten(document.text[:_LIMIT]))
    made = stated(claims, (document, flat), published, alone=not told)
    return (*told, *made), announced(claims, told, flat, published)


def gathered(document: Document) -> tuple[list[Event], Lead, Scene] | None:
    """Return the votes a document speaks of, whatever it reports, and what tells which it does; None where it is not about our organs."""
    body = document.text[:_LIMIT]
    flat = flatten(body)
    title = flatten(document.title)
    named = page.speaks_of_un(f" {title} {flat}")
    if not (named or page.votes_like_council(f" {title} {flat}")) or page.is_model(title) or page.is_model(flat[:2000]):
        return None
    published = dates.new_york(document.published)
    noted = intentions.may_hold(flat)
    claims = list(_claims(document.title, body, flat, published, noted=noted))
    organs.disown_title(claims)
    seats.forget_rounds(claims)
    turns.place(claims, flat)
    asides.place(claims, flat, body)
    named_new = numbered.naming(claims, published, body)
    found = events.gather(claims, numbered=bool(named_new))
    reckoning.place(found)
    alone.settle(found, claims)
    numbered.settle(found, named_new)
    rules.settle(found, claims)
    lead = Lead.of(claims, Genre.of(title or flat[:HEADING], flat, claims), named=named or bool(named_new))
    return found, lead, Scene(claims, title, flat, published, noted)


def _sightings(found: list[Event], claims: list[Claim], document: Document, published: date | None) -> tuple[Sighting, ...]:
    """Return what can be told of each vote; where nothing can of the one the page reports, it reports the next, but none beside it."""
    while (chosen := events.primary(found)) is not None:
        reported = _sighting(chosen, claims, document, published, primary=True)
        if reported is not None:
            told = (reported if event is chosen else _sighting(event, claims, document, published, primary=False) for event in found)
            return tuple(one for one in told if one)
        found = [event for event in found if event is not chosen and (chosen.aside or not event.aside)]
    return ()


def _claims(title: str, body: str, flat: str, published: date | None, *, noted: bool) -> Iterator[Claim]:
    """Read the title and each sentence that may speak of a vote, handing on which organ was spoken of last.

    ``noted`` is true where a text may hold notes of how States had meant to vote, which are read by themselves.
    """
    heading = flatten(title)
    setting = Setting(page.first_organ(heading, flat), published, page.dateline(body), un=page.opens_with_un(heading, flat))
    plain = states.flatten(body)
    if title and title[:60] not in body[:400]:
        claim = read_claim(states.flatten(title), flatten(title), (0, len(title)), 0, setting, title=True)
        claim.outside = True
        setting = _named_at_first(claim, setting)
        yield claim
    left, past, council, last, elsewhere = _CLOSELY, False, False, 0, False
    for place, (begin, end), back in _sentences(body, flat, published):
        span = (begin, min(end, begin + _LONGEST))
        if left > 0 and not (noted and intentions.is_note(plain, span)):
            left -= span[1] - begin
            past = past and "\n" not in body[last : span[0]]
            told = True if back is None and past else back
            setting = setting if setting.back == told else replace(setting, back=told)
            claim = read_claim(plain, flat, span, place, setting, title=body[slice(*span)] == title)
            if past and back is None and council and max(claim.figures.values(), default=0) > COUNCIL:
                past, setting = False, replace(setting, back=None)  # a larger organ voted since: what was told before is over
                claim = read_claim(plain, flat, span, place, setting, title=body[slice(*span)] == title)
            council = claim.organ == Organ.SECURITY_COUNCIL if claim.long_ago and not past else council
            past, last = claim.long_ago or (past and back is not False and not claim.days), span[1]
            elsewhere = elsewhere or (claim.organ == FOREIGN and claim.speaks)
            if place < _OPENING and not (elsewhere and setting.organ == FOREIGN):
                setting = _named_at_first(claim, setting)
            if _sets(claim, setting):
                setting = Setting(claim.organ, published, setting.dateline, settled=claim.organ != FOREIGN)
            yield claim


def _named_at_first(claim: Claim, setting: Setting) -> Setting:
    """Settle that a page is about one of our organs where its title or first sentence names it in full, and no other body before."""
    if claim.outside and claim.organ == FOREIGN and not neighbours.is_marked(claim) and not (setting.organ and neighbours.is_court(claim)):
        return replace(setting, organ=FOREIGN)
    if not claim.named or claim.organ == FOREIGN or setting.settled:
        return setting
    return replace(setting, organ=claim.organ if setting.organ == FOREIGN else setting.organ, settled=claim.organ == setting.organ)


_OPENING = 2  # sentences that open a page
_SUBJECT = 6  # lexemes in which a sentence names what it is about


def _sets(claim: Claim, setting: Setting) -> bool:
    """Whether what follows is about this sentence's organ: it tells of a vote, or is the first to name one that is none of ours."""
    if claim.organ == FOREIGN:
        opens = any(lexeme.value == FOREIGN for lexeme in claim.row[:_SUBJECT]) and not (setting.organ and neighbours.is_court(claim))
        return not setting.settled and (claim.speaks or opens)
    return bool(claim.organ) and claim.speaks and not claim.past and claim.score >= 0


def _sentences(body: str, flat: str, published: date | None) -> Iterator[tuple[int, Span, bool | None]]:
    """Yield the sentences worth reading closely, with their places, and whether they look back; other paragraphs are only reckoned."""
    place, hints = 0, Hints(flat)
    for paragraph, listed in headed(body, flat):
        if listed:
            yield place, paragraph, None
            place += 1
            continue
        if not hints.speak(paragraph, place):
            if place or not _is_dateline(body, paragraph):
                place += 1 + (body.count(". ", *paragraph) if place < BODY else 0)
            continue
        back: bool | None = None
        for span in asked.joined(flat, text.sentences(body, paragraph)):
            opened = frames.opening(flat, span[0], published)
            back = back if opened is None else opened
            for part in _parts(body, flat, span):
                within = frames.opening(flat, part[0] + _MARK, published) if part[0] > span[0] and flat[part[0]] == ";" else None
                back = back if within is None else within
                if part == paragraph or hints.speak(part, place):
                    yield place, part, back
                place += place > 0 or not _is_dateline(body, part)
            back = True if frames.sets_scene(flat, span, published) else back


_MARK = 2  # characters of a semicolon and what parts it from what follows


def _is_dateline(body: str, span: Span) -> bool:
    """Whether what opens a page only tells where and when it was written, and is no first sentence: "BAKU, Azerbaijan, Sept. 18."."""
    return span[1] - span[0] <= _DATELINE and bool(dates.find(body, *span))


_DATELINE = 40  # characters


_IN_FAVOUR = re.compile(r"\b\d{1,3} (?:votes )?in favou?r|\b\d{1,3} voix pour|\b\d{1,3} votos a favor|recorded vote of")
_BETWEEN_VOTES = re.compile(
    r"; |, (?:and|but|while|before|then|whereas) |\bbefore\b|\band (?:then|also) "
    r"|\b(?:and|while|but) (?:the|a|an|another|one) (?:[\w-]+ ){0,3}?(?:resolution|text|draft|decision|amendment|motion|measure)\b"
    r"|, (?:it|(?:the )?(?:committee|council|assembly|members|delegates))"
    r" (?:\w+ )?(?:rejected|turned down|voted down|defeated|adopted|approved)"
)


# One vote told, and then the organ's next: "Russia vetoed the amendments, and then the Council adopted the resolution".
_TURNS = re.compile(
    r"\b(?:vetoed|rejected|adopted|defeated|approved|failed|voted down)\b[^.;]{0,160}?"
    r"(?P<turn>,? (?:and|but|before|after which|whereupon)(?: then)? (?:the )?(?:U\.?N\.? )?(?:[Ss]ecurity |[Gg]eneral )?"
    r"(?:[Cc]ouncil|[Aa]ssembly|members|it)(?: then| also| instead| later| eventually| finally| subsequently)?"
    r" (?:adopted|approved|passed|rejected|defeated|voted|endorsed))\b"
)


def _parts(body: str, flat: str, span: Span) -> list[Span]:
    """Cut a sentence that tells of several votes, with a count each, between them."""
    stretch = flat[slice(*span)]
    several = sum(map(stretch.count, _COUNTS)) > 1
    starts = [match.start() for match in _IN_FAVOUR.finditer(body, *span)] if several else []
    cuts = [cut.start() for first, second in pairwise(starts) if (cut := _BETWEEN_VOTES.search(body, first, second))]
    if not cuts and page.holds(stretch, _DECIDED) and (turn := _TURNS.search(body, *span)):
        cuts = [turn.start("turn")]
    elif not cuts and ";" in stretch and (then := _THEN_OR_NOW.search(flat, *span)):
        cuts = [then.start()]
    elif not cuts and "only after" in stretch and (turn := _ONLY_AFTER.search(body, *span)):
        cuts = [turn.start()]
    elif not cuts and ";" in stretch and page.holds(stretch[: stretch.index(";")], _DECIDED) and (again := _AGAIN.search(body, *span)):
        cuts = [again.start()]
    bounds = [span[0], *cuts, span[1]]
    return [(begin, end) for begin, end in pairwise(bounds) if end > begin]


# Words without which none of the two is found: a quick look before a close one.
_COUNTS = ("in fav", "voix pour", "votos a favor", "recorded vote of")
_DECIDED = ("vetoed", "rejected", "adopted", "defeated", "approved", "failed", "voted down", "blocked")
# The time that what follows a semicolon is told of: "…; el año pasado habían sido 187", "last year it abstained; now it said no".
_THEN_OR_NOW = re.compile(
    r"; (?=(?:but |and |y |pero |et |mais |e |mas |und |aber |ma )?(?:last (?:year|month|week|time)|an? (?:year|month|week) (?:ago|earlier)"
    r"|the (?:year|month) before|in (?:19|20)\d\d|this (?:time|year)|now\b|today|(?:el|la) (?:año|mes|semana|vez) (?:pasad|anterior)\w*"
    r"|hace (?:un|dos|\d+) años?|(?:en|em|nel|im jahr) (?:19|20)\d\d|ahora\b|esta vez|hoy\b|l'an(?:née)? (?:derni|pass|précéd)\w+|il y a"
    r" (?:un|deux|\d+) ans?|cette fois|maintenant|im (?:vergangenen|letzten|vorigen) jahr|im vorjahr|vor einem jahr|(?:letztes|vergangenes)"
    r" jahr|diesmal|jetzt\b|nun\b|no ano (?:passado|anterior)|há (?:um|dois) anos?|agora\b|desta vez|hoje\b|l'anno (?:scorso|prima)"
    r"|un anno fa|stavolta|questa volta|ora\b)\b)"
)
_ONLY_AFTER = re.compile(r"(?:,? but)? only after \b(?=[^,;]{1,60} had (?:vetoed|blocked|rejected|voted down)\b)")
_AGAIN = re.compile(
    r"; (?=[^;]*\b(?:vetoed|rejected|adopted|defeated|approved|failed|voted down|blocked"
    r"|(?:got|received|won|mustered|found|gathered|garnered|collected|drew|had)\b[^;]*\bvotes?)\b)"
)


def _sighting(event: Event, claims: list[Claim], document: Document, published: date | None, *, primary: bool) -> Sighting | None:
    nearby = [claim for claim in claims if not claim.future and claim.organ in {event.organ, ""}] if primary and published else []
    day = _day(event, nearby, published)
    around = Around(
        title=document.title or None,
        subject=subject(event, document),
        sponsors=sponsors(claims[:LEAD] if primary else event.claims),
        drafts=drafts(event, claims if primary else ()),
        resolutions=resolutions(event, claims if primary else (), day, document),
    )
    return settle.sighting(event, day, around, primary=primary)


def _day(event: Event, claims: list[Claim], published: date | None) -> date | None:
    """Return the day of a vote: told beside its outcome, else with its counts, else anywhere near a vote; else the day of the page."""
    ranked = sorted(event.claims, key=lambda claim: (not claim.outcome, claim.outside))
    for claim in (*ranked, *claims):
        at = claim.row[claim.at].start if claim.at >= 0 else claim.span[0]
        for day in sorted(claim.days, key=lambda day: abs(day.start - at)):
            told = dates.settle(day, published)
            if told is not None and _plausible(told, published):
                return told
    return published


def _plausible(told: date, published: date | None) -> bool:
    return published is None or -2 <= (published - told).days <= _OLDEST


_OLDEST = 14


__all__ = ["gathered", "read_votes"]
