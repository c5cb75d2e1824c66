"""Which of the votes a page speaks of it reports: those just taken, and not what they are told beside or against."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from bot.model import Organ
from bot.reading.votes import events, reckoning
from bot.reading.votes.automaton import compiled, encoded
from bot.reading.votes.claim import Claim
from bot.reading.votes.event import LOWEST, Event
from bot.reading.votes.genre import Genre
from bot.reading.votes.news import Scene, is_news

_ENOUGH = 1.9
_UNNAMED = 3.2  # where no sentence of the vote names the organ
_PLAINLY = 2.5
_DOUBTFUL = 1.2  # from here on, what the page's lead tells of the day may help
_DATED = 0.7
_COMPLETE = 0.6  # where all members are accounted for


def reported(gathered: Sequence[Event], lead: Lead, scene: Scene) -> list[Event]:
    """Return the votes just taken that a page reports; none where the first of them, all weighed together, is not its news."""
    found = taken(gathered, lead, scene.title or scene.flat[:HEADING], scene.flat)
    chosen = events.primary(found)
    return found if chosen is None or is_news(chosen, scene) else []


HEADING = 60  # characters that stand for a title where there is none


def taken(gathered: Sequence[Event], lead: Lead, title: str, flat: str) -> list[Event]:
    """Return the votes that a page tells as just taken; ``title`` and ``flat`` are as ``flatten`` gives them."""
    found = [event for event in gathered if _is_taken(event, lead) and not _is_retold(event, lead)]
    found = [event for event in found if lead.genre.admits(event, gathered, dated=lead.dated)]
    found = [] if _tells_beside_another(found, gathered) else found
    told = [event for event in found if _is_told(event, title)]
    found = told if told or not _tells_news(found, lead, title) else found
    if all(_is_by_the_way(event, lead) for event in found):
        return []
    if lead.fresh and all(_is_earlier(event) for event in found):
        return []  # the page's own news is another: a vote put off, a debate on a veto
    return [event for event in gathered if event in found or (found and _is_beside(event, found[0], flat))]


def _tells_beside_another(taken: Sequence[Event], gathered: Sequence[Event]) -> bool:
    """Whether all that seems taken stands beside a vote more surely told that is none of ours: a students' union's on the same page."""
    main = max((event.surest for event in gathered if not event.aside), default=LOWEST)
    return all(event.aside and event.surest < main for event in taken)


_REACTS = re.compile(
    r"^(?:(?!\bun\b|u\.n\.|nations|council|assembly|committee).){0,80}?"
    r"\b(?:reacts?|reactions?|outrage|anger|fury|dismay|condemns?|hails?|slams?|denounces?|regrets?|welcomes?|criticizes|criticises|blasts?|deplores?|laments?"
    r"|applauds?|decr(?:y|ies))\b[^.]{0,60}\b(?:veto|vote|resolution)\b"
)


_EXPLAINS = re.compile(
    r"(?:how|why|what|who|(?:\w+ )?takeaways|explainer|explained|q&a|timeline|factbox|fact check|history|opinion"
    r"|op-ed|analysis|editorial|repères|comment|pourquoi|qu'est|cómo|por qué|qué es|claves|las claves|warum|wie|was ist|hintergrund"
    r"|entenda|saiba|o que é|por que|como|perché|che cos|cos'è|chronologie|cronología|cronologia|chronik|tribune|opinión|opinião)\b"
)


_LOOKS_BACK = re.compile(
    r"\b(?:list of|chronology|history|timeline|archives?|flashback|throwback|on this day|this day in|today in \d|anniversary"
    r"|years (?:on|ago)$|looks? back|looking back|remembering|(?:19|20)\d\d ?[-–] ?(?:(?:19|20)\d\d|present|today))(?!\w)"
)


def _is_retold(event: Event, lead: Lead) -> bool:
    """Whether only a title tells of a vote that the text sets in a past that is no news."""
    return event.outcome in lead.old and all(claim.title for claim in event.claims)


def _is_earlier(event: Event) -> bool:
    """Whether the days told of a vote are all dates some days before the page's own, and no title tells it."""
    dated = [claim for claim in event.claims if claim.days]
    return bool(dated) and all(claim.days_ago for claim in dated) and not any(claim.title for claim in event.claims)


def _is_told(event: Event, title: str) -> bool:
    """Whether a vote is the page's news: under a title that tells what others say of one, or explains, only where the text dates it."""
    if _LOOKS_BACK.search(title):
        return _is_dated(event)
    return not (_REACTS.search(title) or _explains(title)) or any(claim.days and not claim.days_ago for claim in event.claims)


def _tells_news(taken: Sequence[Event], lead: Lead, title: str) -> bool:
    """Whether a page that explains ("What's left of the inquiry?") tells at first of a vote just taken, and counts it."""
    if not lead.dated or not _explains(title) or _LOOKS_BACK.search(title):
        return False
    return any(len(event.counts) > 1 and event.score >= _PLAINLY for event in taken)


def _explains(title: str) -> bool:
    explained = title.endswith(_EXPLAINED) and _WANTED.search(title) is None
    return explained or _EXPLAINS.match(title) is not None or compiled(_GUIDE).search(encoded(title)) is not None


_GUIDE = (
    r"\bmode d'emploi\b|\bfiche pratique\b|\ben (?:cinq|six|sept|dix|\d+) (?:questions|points|claves|preguntas)\b"
    r"|\bpreguntas y respuestas\b"
    r"|\bpara entender\b|\bguía\b|\bso funktioniert\b|\bfragen und antworten\b|\bwas (?:sie|man) wissen\b|\bperguntas e respostas\b"
    r"|\bem (?:cinco|\d+) (?:perguntas|pontos)\b|\bdomande e risposte\b|\bin (?:cinque|\d+) (?:domande|punti)\b"
    r"|\bcome funziona\b|\bcomment fonctionne\b|\bcómo funciona\b|\bcomo funciona\b|\bwie funktioniert\b|^(?:scheda|ficha|fiche|lexikon)\b"
)
_WANTED = re.compile(r"\b(?:wants?|wanted|demands?|must|have|be|being|gets?) (?:\w+ ){0,3}explained$")  # "UN wants vetoes explained"
_EXPLAINED = (": what now", ": what next", ": now what", " explained", " explainer", ": an explainer", "?: an explainer", " faq")


class Lead(NamedTuple):
    """What the first sentences of a page tell of any vote it reports: whose it is, and whether it was taken on a day just past.

    ``named`` is true where the page names the United Nations at all: where it does not, a vote must be told with its day. ``fresh`` is true
    where a sentence that tells of no vote names a day just past, or to come; ``old`` are the outcomes of votes it sets long ago;
    ``naming`` is where its title or first sentences first name each organ.
    """

    organs: frozenset[str]
    dated: bool
    named: bool
    genre: Genre
    fresh: bool = False
    old: frozenset[str] = frozenset()
    naming: Mapping[str, int] = MappingProxyType({})

    @classmethod
    def of(cls, claims: Sequence[Claim], genre: Genre, *, named: bool) -> Lead:
        """Gather it from the claims of a page."""
        first = [claim for claim in claims[:_LEADING] if not claim.past]
        dated = any(day.kind != "day" for claim in first for day in claim.days if not _is_ahead(claim))
        fresh = any(day.kind != "day" for claim in first for day in claim.days if not claim.speaks)
        old = frozenset(claim.outcome for claim in claims if claim.long_ago and claim.outcome)
        organs = frozenset(claim.organ for claim in first if claim.named or _says_council(claim))
        naming = {claim.organ: claim.span[0] * (not claim.outside) for claim in reversed(first) if claim.named or _heads(claim)}
        return cls(organs, dated, named, genre, fresh, old, naming)


def _heads(claim: Claim) -> bool:
    """Whether a title names its organ at all: "Assembly urges backing for …"."""
    return claim.outside and "body" in claim.where


def _says_council(claim: Claim) -> bool:
    """Whether a sentence of a page about the Council calls it by that word alone."""
    return claim.organ == Organ.SECURITY_COUNCIL and any(claim.row[index].value == "council" for index in claim.where.get("body", ()))


_BESIDE = re.compile(
    r"\b(?:same (?:day|meeting|sitting|session|evening|afternoon)"
    r"|(?:second|third|other|another|later|separate) (?:\w+ )?(?:text|draft|resolution|vote|motion)s?"
    r"|(?:rival|competing|alternative|opposing)\b|counter-?(?:draft|text|proposal)|(?:his|her|its|their) own\b|of its own\b|afterwards?\b"
    r"|after that\b|(?:right|just|shortly|soon|immediately) (?:after|before)|(?:minutes|moments|hours?) (?:later|earlier|before|after)"
    r"|earlier (?:on|in)? ?(?:the )?(?:day|\w+day)|earlier, |first (?:vote|took|voted|came)"
    r"|(?:it|council|assembly|committee|members) then|amendments?\b)"
)


def _is_beside(event: Event, taken: Event, flat: str) -> bool:
    """Whether a vote that tells little by itself is told as another of the same sitting: "a rival text was not adopted either"."""
    tells = len(event.counts) > 1 or event.without_vote or any(claim.outcome and not claim.noun for claim in event.claims)
    apart = event.organ != taken.organ and not (event.aside and any(claim.named for claim in event.claims))
    if not tells or event is taken or apart or event.surest < _HARDLY or not event.spans:
        return False
    begin, end = event.spans[0]
    return event.aside > 0 or (event.without_vote and bool(taken.counts)) or _BESIDE.search(flat, max(0, begin - _NEAR), end) is not None


_HARDLY = 0.5
_NEAR = 400  # characters before a sentence


def _is_ahead(claim: Claim) -> bool:
    return claim.future and not any(lexeme.text in _SUPPOSED for lexeme in claim.row)


_SUPPOSED = frozenset({"would", "could"})  # of what a text would have done
_LEADING = 4


def _is_dated(event: Event) -> bool:
    return any(day.kind != "day" for claim in event.claims for day in claim.days)


_TWO_SIDES = 2


def _is_taken(event: Event, lead: Lead) -> bool:
    """Whether a vote of one of our organs was just taken: the less it tells by itself, the more surely it must be told."""
    told = bool(event.vetoers) or len(event.counts) > 1 or event.unanimous
    led = event.organ in lead.organs and any(not claim.title for claim in event.claims)
    named = told or led or any(claim.named for claim in event.claims)
    told = bool(event.counts or event.without_vote) or any(claim.outcome and not claim.noun for claim in event.claims)
    dated = led and told and lead.dated and not _is_dated(event) and event.score >= _DOUBTFUL
    alone = len(event.counts) > _TWO_SIDES and bool(event.vetoers) and any(claim.title for claim in event.claims)
    if not (lead.named or lead.dated or alone or any(claim.days for claim in event.claims)):
        return False
    score = event.score + _DATED * dated + _COMPLETE * reckoning.is_complete(event)
    return events.is_ours(event) and score >= (_ENOUGH if named else _UNNAMED)


def _is_by_the_way(event: Event, lead: Lead) -> bool:
    """Whether one sentence without a day, some way down a page that did not name its organ before, is all that tells of a vote."""
    claim = event.claims[0]
    if len(event.claims) != 1 or claim.outside or claim.days or claim.named or event.score > _SURELY:
        return False
    begin = claim.span[0]
    return begin >= _DOWN and lead.naming.get(event.organ, begin) >= begin


_DOWN = 140  # characters, longer than a first sentence
_SURELY = 2.6
