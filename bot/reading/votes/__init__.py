"""Votes told in words: sentences → claims → events → sightings; and presidential statements, which nobody votes on.

A page is cut into sentences; each that speaks of voting is read by itself, the sentences together become votes::

    hints                 which sentences are worth it
    lexer, vocabulary     a row of lexemes; context: what only their neighbours tell
    tally                 counts and lists bound to their sides: lists · counted, polls, voters · listed · rest
    claims                what the row says became of a text: outcomes, vetoes, letting, lookalikes; organs: whose vote it was;
                          freshness: how surely it was just taken
    events, settle        claims of one vote gathered, its facts settled
    surroundings          who put the text forward, what it is about, which resolution it became
    statements, upcoming  what is no vote, and what is none yet
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bot import states
from bot.model import Organ, Sighting, Span, Upcoming
from bot.reading import dates, intentions, text
from bot.reading.document import Document
from bot.reading.votes import events, settle
from bot.reading.votes.claim import FOREIGN, Claim, Setting
from bot.reading.votes.claims import read_claim
from bot.reading.votes.hints import BODY, LEAD, Hints
from bot.reading.votes.lexer import flatten
from bot.reading.votes.settle import Around
from bot.reading.votes.statements import stated
from bot.reading.votes.surroundings import drafts, resolutions, sponsors, subject
from bot.reading.votes.upcoming import announced

_UN = (
    "united nations", "security council", "general assembly", "rights council", "u.n.", " un ", "un-", "(un", "unsc", "unga",
    " uno ", "onu",
    "nations unies",
    "naciones unidas", "nações unidas", "vereinte", "conseil de s", "consejo de s", "conselho de s", "sicherheitsrat",
    "committee", "permanent member", "conseil des droits",
    "consiglio di s", "s/res/", "a/res/", "menschenrechtsrat", "consejo de derechos", "conselho de direitos",
    "nazioni unite", "assemblea generale", "consiglio dei diritti", "consiglio per i diritti", "conselho dos direitos",
)  # fmt: skip
_MODEL = (
    "model un ", "model un,", "model un.", "model united nations", " mun ", "mock security council", "un simulation", "u.n. simulation",
    "simulation of the u", "mock session", "model session", "model security council", "mock un ", "mock un debate",
    "simulated security council", "simulation de l'onu", "planspiel", "modelo de naciones unidas", "modelo onu", "simulação da onu",
    "simulacro",
)  # fmt: skip
# Without one of which a text holds none of those, or none of these.
_MODELS = ("model", " mun ", "mock", "simula", "planspiel")
_PLAYERS = ("school", "college", "class", "pupil", "student", "club", "camp", "sixth-former")
_PLAYED = re.compile(
    r"(?:school|college|class|pupils?|students?|club|camp)(?:'s|s'|') (?:own )?(?:un |u\.n\. |united nations )?$"
    r"|(?:pupils|schoolchildren|sixth-formers) (?:in|of|on|at|as|playing|forming) (?:the|their|a) (?:un |u\.n\. )?$"
)
_PLAYED_ORGAN = re.compile("security council|general assembly")
_BEFORE_ORGAN = 50  # characters before an organ's name that tell whose it is
_ENOUGH = 1.9
_UNNAMED = 3.2  # where no sentence of the vote names the organ
_LIMIT = 400_000
_CLOSELY = 150_000  # characters of sentences that speak of votes: several times those of the Assembly's longest page
_LONGEST = 8_000  # characters of one sentence: a vote with three lists of fifty States has some 3,000


def read_votes(document: Document) -> tuple[tuple[Sighting, ...], tuple[Upcoming, ...]]:
    """Return the votes a document tells of, and those it announces. At most the first 400,000 characters are read."""
    body = document.text[:_LIMIT]
    flat = flatten(body)
    title = flatten(document.title)
    if not _speaks_of_un(f" {title} {flat}") or _is_model(title) or _is_model(flat[:2000]):
        return (), ()
    published = dates.new_york(document.published)
    claims = list(_claims(document.title, body, flat, published))
    found = [event for event in events.gather(claims) if _taken(event) and _is_told(event, title or flat[:60])]
    told = _sightings(found, claims, document, published)
    if intentions.may_hold(flat):
        told = intentions.noted(told, states.flatten(body))
    made = stated(claims, (document, flat), published, alone=not told)
    return (*told, *made), announced(claims, told, flat, published)


def _sightings(found: list[events.Event], claims: list[Claim], document: Document, published: date | None) -> tuple[Sighting, ...]:
    """Return what can be told of each vote; where nothing can of the one the page reports, it reports the next."""
    while (chosen := events.primary(found)) is not None:
        reported = _sighting(chosen, claims, document, published, primary=True)
        if reported is not None:
            told = (reported if event is chosen else _sighting(event, claims, document, published, primary=False) for event in found)
            return tuple(one for one in told if one)
        found = [event for event in found if event is not chosen]
    return ()


_REACTS = re.compile(
    r"^(?:(?!\bun\b|u\.n\.|nations|council|assembly|committee).){0,80}?\b(?:reacts?|reactions?|condemns?|hails?|slams?|denounces?|regrets?|welcomes?|criticizes|criticises|blasts?|deplores?|laments?"
    r"|applauds?|decr(?:y|ies))\b[^.]{0,60}\b(?:veto|vote|resolution)\b"
)


_EXPLAINS = re.compile(
    r"(?:how|why|what|who|(?:\w+ )?takeaways|explainer|explained|q&a|timeline|factbox|fact check|history|opinion"
    r"|op-ed|analysis|editorial)\b"
)


def _is_told(event: events.Event, title: str) -> bool:
    """Whether a vote is the page's news: under a title that tells what others say of one, or explains, only where the text dates it."""
    return not (_REACTS.search(title) or _EXPLAINS.match(title)) or any(claim.days for claim in event.claims)


def _taken(event: events.Event) -> bool:
    told = bool(event.vetoers) or len(event.counts) > 1 or event.unanimous
    named = told or any(claim.named for claim in event.claims)
    return events.is_ours(event) and event.score >= (_ENOUGH if named else _UNNAMED)


def _claims(title: str, body: str, flat: str, published: date | None) -> Iterator[Claim]:
    """Read the title and each sentence that may speak of a vote, handing on which organ was spoken of last."""
    setting = Setting(_first_organ(title, flat), published, _dateline(body))
    plain = states.flatten(body)
    noted = intentions.may_hold(flat)
    if title and title[:60] not in body[:400]:
        claim = read_claim(states.flatten(title), flatten(title), (0, len(title)), 0, setting, title=True)
        claim.outside = True
        yield claim
    left = _CLOSELY
    for place, (begin, end) in _sentences(body, flat):
        span = (begin, min(end, begin + _LONGEST))
        if left > 0 and not (noted and intentions.is_note(plain, span)):
            left -= span[1] - begin
            claim = read_claim(plain, flat, span, place, setting, title=body[slice(*span)] == title)
            if _sets(claim, setting):
                setting = Setting(claim.organ, published, setting.dateline, settled=claim.organ != FOREIGN)
            yield claim


def _sets(claim: Claim, setting: Setting) -> bool:
    """Whether what follows is about this sentence's organ: it tells of a vote, or is the first to name one that is none of ours."""
    if claim.organ == FOREIGN:
        return not setting.settled
    return bool(claim.organ) and claim.speaks and not claim.past


def _sentences(body: str, flat: str) -> Iterator[tuple[int, Span]]:
    """Yield the sentences worth reading closely, with their places; paragraphs that hold none are only reckoned, not cut."""
    place, hints = 0, Hints(flat)
    for paragraph in text.paragraphs(body):
        if not hints.speak(paragraph, place):
            place += 1 + body.count(". ", *paragraph) * (place < BODY)
            continue
        for span in text.sentences(body, paragraph):
            for part in _parts(body, flat, span):
                if part == paragraph or hints.speak(part, place):
                    yield place, part
                place += 1


_IN_FAVOUR = re.compile(r"\b\d{1,3} (?:votes )?in favou?r|\b\d{1,3} voix pour|\b\d{1,3} votos a favor|recorded vote of")
_BETWEEN_VOTES = re.compile(r"; |, (?:and|but|while|before|then|whereas) |\bbefore\b|\band (?:then|also) ")


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
    if not cuts and _holds(stretch, _DECIDED) and (turn := _TURNS.search(body, *span)):
        cuts = [turn.start("turn")]
    bounds = [span[0], *cuts, span[1]]
    return [(begin, end) for begin, end in pairwise(bounds) if end > begin]


# Words without which none of the two is found: a quick look before a close one.
_COUNTS = ("in fav", "voix pour", "votos a favor", "recorded vote of")
_DECIDED = ("vetoed", "rejected", "adopted", "defeated", "approved", "failed", "voted down")


_ORGAN_WORDS = {
    Organ.SECURITY_COUNCIL: (
        "security council", "unsc", "conseil de sécurité", "conseil de securite", "consejo de seguridad", "conselho de segurança",
        "sicherheitsrat", "un council", "u.n. council", "consiglio di sicurezza", "consiglio sicurezza",
    ),
    Organ.GENERAL_ASSEMBLY: (
        "general assembly", "unga", "assemblée générale", "assemblée de l'onu", "asamblea general", "asamblea de la onu",
        "assembleia geral", "assembleia-geral", "assemblea generale", "assemblea dell'onu", "assemblea onu", "assembleia da onu",
        "generalversammlung", "vollversammlung", "un assembly", "u.n. assembly",
    ),
    Organ.HUMAN_RIGHTS_COUNCIL: (
        "rights council", "rights body", "menschenrechtsrat", "conseil des droits", "consejo de derechos humanos", "conselho de direitos",
        "conselho dos direitos", "consiglio per i diritti", "consiglio dei diritti", "consiglio onu per i diritti",
    ),
}  # fmt: skip


def _speaks_of_un(flat: str) -> bool:
    return (
        any(word in flat for word in _UN)
        or _NUMBERED.search(flat, 0, _NEAR) is not None
        or bool(_ABROAD.search(flat, 0, _NEAR) and _COUNTED.search(flat, 0, _NEAR))
    )


# The Assembly's name abroad is any company's too: one that counts dozens of votes is the United Nations'.
_ABROAD = re.compile(r"assemblée générale|asamblea general|assembleia geral|generalversammlung|derechos humanos|droits de l'homme")
_NUMBERED = re.compile(r"council[a-z ]{1,40} resolution \d{3,4} \((?:19|20)\d\d\)")
_COUNTED = re.compile(r"\b(?:[2-9]\d|1\d\d) (?:voix|votos|stimmen|ja-stimmen)\b")
_RECENT = re.compile(
    r"resolution 2\d{3}\b|resolución 2\d{3}\b|résolution 2\d{3}\b|resolução 2\d{3}\b"
)  # of the Council, which alone counts so far
_NEAR = 4000


def _is_model(flat: str) -> bool:
    """Whether a page tells of students who play the United Nations."""
    if _holds(flat, _MODELS) and _holds(flat, _MODEL):
        return True
    return _holds(flat, _PLAYERS) and any(
        _PLAYED.search(flat, max(0, organ.start() - _BEFORE_ORGAN), organ.start()) for organ in _PLAYED_ORGAN.finditer(flat)
    )


def _holds(flat: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - a generator would take as long as the search
        if word in flat:
            return True
    return False


def _first_organ(title: str, flat: str) -> str:
    """Return the organ a page names first, its title before its text."""
    for words in (flatten(title), flat):
        place, organ = _named_first(words)
        if committee := _committee(words, place):
            return committee
        if organ and not _is_council(words, place, organ):
            return organ
    tells = (
        "veto" in flat
        or "véto" in flat
        or "permanent member" in flat
        or _RECENT.search(flat, 0, _NEAR)
        or _NUMBERED.search(flat, 0, _NEAR) is not None
    )
    return Organ.SECURITY_COUNCIL if tells else ""


def _named_first(words: str) -> tuple[int, str]:
    """Return where a text first names one of the organs, and which; its length and "" where it names none."""
    first, named = len(words), ""
    for organ, names in _ORGAN_WORDS.items():
        for name in names:
            place = words.find(name, 0, first + len(name))
            if 0 <= place < first:
                first, named = place, organ
    return first, named


_COMMITTEE = re.compile(r"\b(first|second|third|fourth|fifth|sixth) committee\b")
_COMMITTEES = dict(zip(("first", "second", "third", "fourth", "fifth", "sixth"), list(Organ)[2:8], strict=True))
_NEARBY = 25  # characters between a committee's name and the Assembly's: "the General Assembly's Third Committee"


def _committee(flat: str, organ: int) -> str:
    """Return the Assembly's committee that a text names before any organ, at a place, or right beside it."""
    named = _COMMITTEE.search(flat, 0, organ + _NEARBY + len("general assembly third committee"))
    return _COMMITTEES[named[1]] if named else ""


def _is_council(flat: str, place: int, organ: str) -> bool:
    """Whether a bare "council" that can veto is spoken of before any organ is named in full, and that one is not the Council."""
    bare = flat.find("council", 0, place)
    return organ == Organ.GENERAL_ASSEMBLY and bare >= 0 and "veto" in flat


def _dateline(body: str) -> frozenset[date]:
    """Return the days that open one of the first lines: the page's own date."""
    lines = body[:600].split("\n")[:8]
    opened = (_WEEKDAY.sub("", line.lstrip(" •|("))[:30] for line in lines)
    told = (dates.settle(day, None) for line in opened if (day := dates.at(line, 0)))
    return frozenset(day for day in told if day)


_WEEKDAY = re.compile(r"^[^\W\d_]{3,12}day,? (?:the )?")


def _sighting(event: events.Event, claims: list[Claim], document: Document, published: date | None, *, primary: bool) -> Sighting | None:
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


def _day(event: events.Event, claims: list[Claim], published: date | None) -> date | None:
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


__all__ = ["read_votes"]
