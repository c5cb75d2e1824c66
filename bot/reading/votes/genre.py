"""What kind of page it is, by its title and first lines: one that announces a vote, looks back, explains, tells an election or a statement.

Each tells of votes beside its own matter; such a vote is news only where the page says more of it than it would say of an old one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.model import Organ
from bot.reading.votes import page
from bot.reading.votes.automaton import compiled, encoded
from bot.reading.votes.claim import Claim
from bot.reading.votes.event import Event
from bot.reading.votes.prospects import announced_at

_HEAD = 420  # characters of a page that tell what it is about
_ELECTS = re.compile(
    r"\b(?:re-?)?elect(?:ed|s|ions?)\b(?! (?:members?|ten|council|countries|president|government|leaders?|parliament|officials))"
    r"|\bsecret ballot|\brun-?off|\bballots\b|\bby-election"
    r"|\b(?:wins?|won|los[et]s?|fails?|failed|bid|race|return(?:s|ed)?|vie[sd]?|comes? back)\b[^.]{0,60}"
    r"\b(?:seats?|rights council|council seats?|places?)\b|\bcontested\b"
    r"|\b(?:est|sont|été|n'est pas) (?:ré)?élu|\b(?:ré)?élection|\bscrutin secret|\btours? de scrutin|\bsiège au"
    r"|\b(?:fue|fueron|es|ha sido|reelecci|elecci)\w* ?(?:re)?(?:elegid[oa]s?|ón\b|ones\b)|\b(?:su|un) (?:asiento|escaño|puesto) en"
    r"|\bgewählt(?!e)|\bwiederwahl|\bsitz(?:e|en)?\b|\bwahl(?:gang)?\b|\bkandid"
    r"|\b(?:é|foi|foram|são) (?:re)?eleit|\beleiç|\bassento|\bvaga\b|\b(?:è|stat[oai]|sono) (?:ri)?elett|\belezion"
    r"|\bseggi[oi]?\b|\bscrutini"
    r"|\bstraw (?:poll|vote|ballot)|\bvota(?:ção|ción|zione) (?:informal|indicativ)|\bvot[oe] (?:indicati|informel)|\bprobeabstimmung"
    r"|\bvotos? de (?:encoraj|aliento|desalient)"
    r"|\bvoix d'encourag|\bvoti di incoragg"
)
# Without one of which none of those is found.
_ELECTING = (
    "elect", "secret ballot", "ballots", "straw", "runoff", "run-off", "seat", "rights council", "contested", "élu", "élec", "scrut",
    "siège", "eleg", "elecc",
    "informal", "informel", "indicati", "probeabst", "encora", "aliento",
    "asiento", "escaño", "puesto", "wahl", "wähl", "sitz", "kandid", "eleit", "eleiç", "assento", "vaga", "elett", "elez", "seggi",
)  # fmt: skip
_AN_ELECTION = "|".join(_ELECTING)
_PRESS_STATEMENT = (
    "press statement", "statement to the press", "statement to the media",
    "déclaration à la presse", "declaración de prensa", "presseerklärung", "declaração à imprensa",
    "dichiarazione alla stampa",
)  # fmt: skip
_RESOLVES = ("resol", "résol", "risol", "entwurf", "draft", " veto", "véto")
_RECALLS = re.compile(
    r"\b(?:il y a|voici) \w+ ans\b|\bvor \w+ jahren\b|\bhace \w+ años\b|\bhá \w+ anos\b|\b\w+ anni fa\b|\b\w+ (?:years|decades) ago\b"
    r"|\ba \d+ años\b|\b\d+ (?:ans|anos|anni|jahre) (?:de|depuis|desde|seit|da)\b|\b\d+ years (?:on|later)\b|\b\w+ years since\b"
    r"|\banniversa|\baniversario|\bjahrestag|\bun jour comme\b|\btal día como\b|\bheute vor\b|\bthis day in\b"
    r"|\b\d+-year-old (?:vote|resolution|veto|decision|text)\b"
    r"|\bobituar|\bnécrologie|\bnachruf|\bobituario|\bnecrol"
)
_DIES = re.compile(
    r"\b(?:died|dies|death)\b[^.]{0,60}\b(?:at|aged|age of) (?:the age of )?\d\d\b"
    r"|\b(?:mort|morte|décédée?|murió|muere|falleció|fallece|gestorben|stirbt|morreu|morre|morto|morta|muore)\b[^.]{0,60}\b\d\d "
    r"(?:ans|años|jahren?|anos|anni)\b|\b(?:im alter von|a los|aos) \d\d\b"
)
_DYING = ("died", "dies ", "death", "mort", "décéd", "muri", "muer", "fallec", "gestorb", "stirbt", "morr", "muore", "im alter")
_EXPLAINS = re.compile(
    r"(?:pourquoi|comment|repères|qu'est-ce|analyse|décryptage|por qué|cómo|claves|las claves|qué es|análisis|warum|wieso|wie |was ist"
    r"|kommentar|analyse|hintergrund|por que|como |entenda|o que é|análise|perché|come |che cos|cos'è|analisi|analysis)"
    r"|(?:the )?(?:editorial|opinion|op-ed|comment(?:ary)?|column|éditorial|édito|opinión|leitartikel|opinião|editoriale?) ?[:|–-]"
    r"|(?:the \w+(?: \w+)?|our) view\b(?: on\b|:)"
    r"|.*: (?:what (?:now|next)|et maintenant|y ahora qué|und nun|e agora|e adesso)\b"
)
# A page that teaches, reviews, counts, takes minutes or tells of markets, by its title; or by the words it opens with.
_APART = re.compile(
    r"(?:books?|films?|reviews?|theat(?:re|er)|podcast|documentary|interview|profile|glossary|quiz|lecture|seminar|briefing by"
    r"|press conference|transcript|(?:daily|weekly|morning|evening|closing) (?:brief|briefing|digest|newsletter)|newsletter"
    r"|(?:the )?week ahead|minutes of)\b"
    r"|.*\b(?:book review|syllabus|curriculum|lesson plan|worksheet|study guide|reading list|background guide|handbook|course outline"
    r"|press briefing|near-verbatim|(?:by the|in) (?:numbers|figures)|em números|en cifras|en chiffres|in zahlen|in cifre"
    r"|statistics|infographic|database|voting records?|straw polls?|monthly forecast|programme of work|courtroom)\b"
)
_COURSE = re.compile(r"[a-z]{2,5}[ -]?\d{3}\w?(?::| [–-] )")  # "IR 342 - The United Nations in Theory"
_APART_HEAD = re.compile(
    r"\b(?:syllabus|lesson plan|reading list|near-verbatim|reviewed (?:by|for)|\d{2,4} pp\b|markets at \d|learning (?:outcomes|objectives)"
    r"|discussion questions|policy brief|briefing paper|working paper|geografia escolar|course (?:code|outline)|credits? \(ects\))"
)
_HEADING = 160  # characters after its title in which a page says what it is
# Without one of which no title, but a course's, and no such head tells of one.
_APARTNESS = (
    "book", "film", "review", "theat", "podcast", "documentary", "interview", "profile", "glossary", "quiz", "syllab", "lectur", "semin",
    "brief", "press conf", "transcript", "digest", "newsletter", "week ahead", "straw", "minutes of", "curric", "lesson", "worksheet",
    "study guide", "reading list", "background guide", "handbook", "outline", "verbatim", "number", "figures", "números", "cifr",
    "chiffres", "zahlen", "statistic", "infograph", "database", "record", "forecast", "programme of", "courtroom",
)  # fmt: skip
_APART_IN_HEAD = (
    "syllab", "lesson", "reading list", "verbatim", "review", " pp", "markets at", "learning", "discussion q", "policy b", "ing paper",
    "geografia", "course", "ects",
)  # fmt: skip
_WONDERS = re.compile(r"\b(?:would|could|might|should)\b")  # "Who would give the ninth vote?"


class Genre(NamedTuple):
    """What kind of page it is; each is true where a vote told only beside its matter would not be news."""

    ahead: bool
    elects: bool
    states: bool
    recalls: bool
    explains: bool
    apart: bool

    @classmethod
    def of(cls, title: str, flat: str, claims: Sequence[Claim]) -> Genre:
        """Tell it from a page's title and text, both as ``flatten`` gives them, and from its claims."""
        head = f"{title}\n{flat[:_HEAD]}"
        return cls(
            _is_ahead(announced_at(head[: len(title) + _LEAD]), len(title) + 1, claims),
            compiled(_AN_ELECTION).search(encoded(head)) is not None and _ELECTS.search(head) is not None,
            _states_to_press(head),
            _RECALLS.search(title) is not None or (page.holds(head, _DYING) and _DIES.search(head) is not None),
            _EXPLAINS.match(title) is not None or (title.endswith("?") and _WONDERS.search(title) is not None),
            _is_apart(title, head[len(title) : len(title) + _HEADING]),
        )

    def admits(self, event: Event, gathered: Sequence[Event], *, dated: bool) -> bool:
        """Whether a vote told on such a page, its lead dated or not, can be its news."""
        if self.explains and not any(_is_plain(claim) for claim in event.claims) and not (dated and len(event.counts) > 1):
            return False
        if (self.recalls or self.apart) and not any(_is_plain(claim) for claim in event.claims):
            return False
        if self.ahead and not any(not claim.outside and (_is_plain(claim) or _is_sure(claim)) for claim in event.claims):
            return False
        if self.elects and event.organ in {Organ.GENERAL_ASSEMBLY, Organ.HUMAN_RIGHTS_COUNCIL} and not _has_text(event):
            return False
        if self.states and not _has_text(event) and len(event.counts) <= 1:
            return False
        return not _is_old_under_title(event, gathered)


def _is_apart(title: str, heading: str) -> bool:
    """Whether a title, or the words a page opens with, tell that it teaches, reviews, counts or takes minutes."""
    titled = page.holds(title, _APARTNESS) and _APART.match(title) is not None
    return titled or _COURSE.match(title) is not None or (page.holds(heading, _APART_IN_HEAD) and _APART_HEAD.search(heading) is not None)


def _states_to_press(head: str) -> bool:
    """Whether a page's matter is a statement to the press; abroad, a text named only after it is another's: "… com a resolução 2545"."""
    word = next((word for word in _PRESS_STATEMENT if word in head), "")
    stop = head.find(". ", head.find(word)) if word and word not in _PRESS_STATEMENT[:3] else len(head)
    return bool(word) and not any(text in head[: stop if stop >= 0 else len(head)] for text in _RESOLVES)


def _is_ahead(announced: int, offset: int, claims: Sequence[Claim]) -> bool:
    """Whether a vote is announced at a place of the head, and none is told as taken before that place."""
    if announced < 0:
        return False
    before = (claim for claim in claims[:_FIRST] if (0 if claim.outside else claim.span[0]) + offset <= announced)
    return not any(_is_told(claim) and not claim.days_ago and claim.score >= 0 for claim in before)


_LEAD = 300  # characters, after its title, in which a page says that a vote is to come
_FIRST = 4  # claims


def _is_told(claim: Claim) -> bool:
    return (bool(claim.outcome) and not claim.noun and not claim.past) or len(claim.counts) > 1 or claim.unanimous


def _is_plain(claim: Claim) -> bool:
    """Whether a sentence tells what became of a text, or its counts, on a day just past."""
    return _is_told(claim) and bool(claim.days) and not claim.days_ago and claim.score >= 0


def _has_text(event: Event) -> bool:
    """Whether a text is told to have been put to the vote, and not a seat: nobody votes against or abstains where one is filled."""
    if len(event.counts) > 1 and any(_SIDES_TAKEN.search(_words(claim)) for claim in event.claims if claim.counts):
        return True
    return any(len(claim.figures) > _TWO_SIDES or (_names_text(claim) and (claim.outcome or claim.counts)) for claim in event.claims)


_SIDES_TAKEN = re.compile(r"\b(?:in favou?r|opposed|for it)\b")


def _words(claim: Claim) -> str:
    return " ".join(claim.row[index].text for index in claim.where.get("side", ()))


def _names_text(claim: Claim) -> bool:
    """Whether a sentence names a text, and not a mere bid."""
    kinds = ("text", "symbol", "amendment", "paragraph")
    return any(claim.row[index].text not in _BIDS for kind in kinds for index in claim.where.get(kind, ()))


_BIDS = frozenset({"bid", "candidacy", "candidature", "candidatura", "kandidatur", "application", "demande", "solicitud", "antrag"})
_TWO_SIDES = 2


def _is_sure(claim: Claim) -> bool:
    """Whether a sentence of the text tells both what became of a text and its counts, on no earlier day."""
    told = bool(claim.outcome) and not claim.noun and not claim.past and bool(claim.counts or claim.unanimous)
    return told and not claim.days_ago and not claim.outside and claim.score >= _SURELY


_SURELY = 2.5


def _is_old_under_title(event: Event, gathered: Sequence[Event]) -> bool:
    """Whether only the title tells of a vote that the text dates long ago: "the Secretary-General the US vetoed"."""
    if event.spans:
        return False
    return any(other.score < 0 and other.outcome == event.outcome and other.organ == event.organ for other in gathered)
