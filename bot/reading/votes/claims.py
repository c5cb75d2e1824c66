"""A sentence read: what it claims about a vote, by whom, when, and how surely it speaks of one just taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.model import Organ, Question, Span, State
from bot.reading import dates
from bot.reading.votes import tally
from bot.reading.votes.abroad import to_meet
from bot.reading.votes.agreement import agreed
from bot.reading.votes.beside import beside
from bot.reading.votes.claim import ACTED, ADOPTED, FOREIGN, VETO, Claim, Setting
from bot.reading.votes.company import SHORT, company, may_tell
from bot.reading.votes.frames import were_days_ago
from bot.reading.votes.freshness import score
from bot.reading.votes.inversion import were
from bot.reading.votes.joint import who_joined
from bot.reading.votes.letting import let_by, letting
from bot.reading.votes.lexeme import Lexeme, where
from bot.reading.votes.lexer import lex
from bot.reading.votes.lists import groups
from bot.reading.votes.lookalikes import expects, is_other_business, states_law, states_rule
from bot.reading.votes.organs import organ_of
from bot.reading.votes.outcomes import find_outcome
from bot.reading.votes.pronouns import caster, resolve, same_as_before
from bot.reading.votes.prospects import only_hoped, only_supposed
from bot.reading.votes.shortfall import count_short
from bot.reading.votes.vetoes import cast_by_others, vetoers
from bot.reading.votes.voters import all_voted, unsided

_PARTS = frozenset({Question.AMENDMENT.value, Question.PARAGRAPH.value, Question.PROCEDURAL.value})


def read_claim(plain: str, flat: str, span: Span, place: int, setting: Setting, *, title: bool = False) -> Claim:
    """Read a sentence that stands at a place in the text (0 is first). ``plain`` and ``flat`` are the text as ``lex`` takes it."""
    claim = _told(plain, flat, span, title=title)
    find_outcome(claim, flat, place)
    _settle_counts(claim, plain, flat)
    claim.organ = organ_of(claim, setting)
    _forget_veto_elsewhere(claim)
    count_short(claim, flat, setting)
    claim.named = "body" in claim.where and any(claim.row[index].value == claim.organ for index in claim.where["body"])
    if is_other_business(claim):
        return Claim(span, title=title, organ=claim.organ, row=claim.row, where=claim.where, symbols=claim.symbols)
    _settle_manner(claim)
    _settle_vetoers(claim, plain, flat)
    if claim.speaks:
        claim.question = _question(claim)
        claim.score = score(claim, flat, place, setting)
        claim.another = bool(claim.outcome) and _names_another(claim)
        claim.days_ago = were_days_ago(claim, setting.published)
    return claim


def _told(plain: str, flat: str, span: Span, *, title: bool) -> Claim:
    """Read what a sentence lists, names and counts."""
    row = lex(plain, flat, span)
    found = where(row)
    claim = Claim(span, title=title, row=tuple(row), where=found, lists=groups(row, found))
    claim.symbols = tuple(row[index] for index in found.get("symbol", ()))
    claim.days = tuple(day for index in found.get("day", ()) if (day := dates.at(plain, row[index].start))) + _within(claim, plain)
    claim.counts = tally.counts(row, found, claim.lists)
    _identify(claim)
    claim.voters = unsided(row, found) * ("yes" not in claim.counts)
    claim.others = row[1].number if len(row) > 2 and row[0].kind == "as" and row[1].kind == "number" and row[2].kind == "other" else 0
    claim.lets = letting(claim)
    return claim


def _settle_counts(claim: Claim, plain: str, flat: str) -> None:
    """Settle whose counts a sentence tells, and drop those that are a rule's, or yet to be cast."""
    if claim.outcome == ADOPTED and any(count.by == claim.at for count in claim.counts.values()):
        claim.outcome = ACTED  # by so many members, not by the organ: "the other 14 nations endorsed the draft"
    if claim.counts and ("so" in claim.counts or any(count.it for count in claim.counts.values())):
        resolve(claim.counts, plain, flat, claim.span[0])
    if claim.counts and (number := _same_number(claim)):
        same_as_before(claim.counts, number, plain, flat, claim.span[0])
    if claim.counts and (states_rule(claim, flat) or (not claim.outcome and expects(claim))):
        claim.counts = {}
    stretch = flat[slice(*claim.span)]
    if (claim.outcome or claim.counts) and (only_hoped(stretch) or states_law(stretch) or only_supposed(stretch) or _asks(claim, stretch)):
        claim.counts, claim.outcome, claim.at, claim.noun, claim.future = {}, "", -1, False, True
    if "no" in claim.counts and claim.counts["no"].number == 1 and _ENOUGH.search(stretch):
        claim.counts["no"].number = None
    if claim.lets > 0:
        let_by(claim)


def _same_number(claim: Claim) -> int:
    """Return how many "the same four", "those two" are; 0 where a sentence does not point back so."""
    pointing = (index for index in claim.where.get("number", ()) if index and claim.row[index - 1].text in _POINTING)
    return next((claim.row[index].number for index in pointing), 0)


_POINTING = frozenset({"same", "these", "those"})


# What stops a text as a rule, and no count: "one negative vote from any of the five is enough".
_ENOUGH = re.compile(r"\b(?:one|a single) (?:negative vote|no|veto|vote against)\b[^.;]{0,40}\b(?:any|each|enough|suffic\w+)\b")


def _asks(claim: Claim, stretch: str) -> bool:
    """Whether a short sentence only asks what became of a text: "Foi aprovada?"."""
    return stretch.endswith("?") and not claim.title and len(claim.row) <= _SHORT


_SHORT = 10  # lexemes


def _settle_manner(claim: Claim) -> None:
    """Settle whether all are told to have voted alike, or nobody to have voted."""
    row, found = claim.row, claim.where
    claim.unanimous = (
        (_is_unanimous(claim) and not _runs_unopposed(claim))
        or (claim.at >= 0 and "unanim" in row[claim.at].text)
        or ("all" in found and all_voted(row))
    )
    claim.without_vote = "consensus" in found and any(agreed(row, index) for index in found["consensus"])
    if claim.without_vote and claim.outcome == ADOPTED and any(lexeme.kind in _PARTS for lexeme in row[claim.at :]):
        claim.counts = {}  # they are those of something else: "adopted without a vote, after an amendment had been set aside by 143 to 7"


def _settle_vetoers(claim: Claim, plain: str, flat: str) -> None:
    """Settle who cast a veto; one that nobody of ours could cast is another body's."""
    claim.vetoers = vetoers(claim) or (caster(plain, flat, claim.span[0]) if _by_its_envoy(claim) else ())
    claim.vetoers = (*claim.vetoers, *who_joined(claim))
    if claim.outcome == VETO and not claim.vetoers and cast_by_others(claim):
        claim.organ = FOREIGN
    claim.joins = bool(claim.vetoers) and any(lexeme.kind in {"join", "as"} or lexeme.text in {"too", "likewise"} for lexeme in claim.row)


def _forget_veto_elsewhere(claim: Claim) -> None:
    """Take a veto named beside a vote of another organ than the Council for what it is, no outcome: "Ad aprile il veto americano …"."""
    if claim.noun and claim.organ not in {Organ.SECURITY_COUNCIL, FOREIGN, ""}:
        claim.outcome, claim.at, claim.noun = "", -1, False


def _by_its_envoy(claim: Claim) -> bool:
    """Whether a veto is told of an envoy whose State the sentence before names: "Its ambassador used the veto on Tuesday"."""
    return claim.outcome == VETO and not claim.noun and claim.row[0].text == "its"


def _is_unanimous(claim: Claim) -> bool:
    """Whether all are said to have voted alike: "unanimously", but not "it was handed to all 15 members", "all 15 have to agree"."""
    return "unanimous" in claim.where and any(
        _took_a_vote(claim)
        if claim.row[index].text.endswith(_MEMBERS_ABROAD)
        else not claim.row[index].text.startswith("all ")
        or (claim.row[index - 1].text not in _ASKED and not _has_to(claim.row[index : index + 9]))
        for index in claim.where["unanimous"]
        if _ALWAYS.isdisjoint(item.text for item in claim.row[max(0, index - _HABIT) : index])
    )


_HABIT = 3
_ALWAYS = frozenset({"always", "usually", "often", "toujours", "souvent", "siempre", "stets", "immer", "sempre", "many"})  # no one vote
_MEMBERS_ABROAD = ("membres", "miembros", "mitglieder", "membri", "membros")


def _took_a_vote(claim: Claim) -> bool:
    """Whether all members are told to have voted, and not only to have met or agreed: "les quinze membres étaient d'accord"."""
    row, where = claim.row, claim.where
    decided = any(row[index].value in {"adopted", "acted"} for index in where.get("outcome", ()))
    voted = any(word in item.text for item in row for word in ("vot", "stimm")) or any(
        word in row[index].text for index in where.get("side", ()) for word in ("hand", "main", "mano", "mão")
    )
    voted = voted or any(item.text.startswith(_GAVE) and not to_meet(row, at) for at, item in enumerate(row))
    backed = "side" in where and not where.keys().isdisjoint({"text", "symbol"})
    return decided or voted or backed or "vote" in where


_GAVE = ("ont donné leur", "ont tous donné leur", "hanno dato ", "deram ", "dieron ", "gaben ihr", "erteilten ihr")
_ASKED = frozenset({"to", "wanted", "wants", "asked", "urged", "for", "with", "among", "between"})


def _has_to(row: Sequence[Lexeme]) -> bool:
    return any(first.text == "have" and second.text == "to" for first, second in pairwise(row))


def _runs_unopposed(claim: Claim) -> bool:
    """Whether nobody else stood for a seat: no text was adopted "unopposed"."""
    return "text" not in claim.where and all(claim.row[index].text == "unopposed" for index in claim.where.get("unanimous", ()))


def _names_another(claim: Claim) -> bool:
    """Whether the text whose result is told is another than that told of before: "a rival draft failed", "the Council then rejected …"."""
    row, at = claim.row, claim.at
    if row[max(0, at - 1)].text in _NEXT and row[at].value != VETO and any(lexeme.kind == "body" for lexeme in row[max(0, at - 5) : at]):
        return True
    near = claim.where.get("text", ())
    return any(row[index - back].text in _OTHER for index in near if at - _SAME_CLAUSE < index < at + 5 for back in (1, 2) if index >= back)


_NEXT = frozenset({"then", "also", "later", "subsequently", "afterwards", "next"})
_OTHER = frozenset({"competing", "rival", "second", "alternative", "another", "separate", "opposing", "counter", "third", "parallel"})
_SAME_CLAUSE = 12


def _within(claim: Claim, plain: str) -> tuple[dates.Day, ...]:
    """Return the days told inside a verb: "voted on Thursday to"."""
    verbs = (claim.row[index] for index in claim.where.get("outcome", ()) if claim.row[index].text.startswith("voted "))
    return tuple(day for verb in verbs if "day" in verb.text for day in dates.find(plain, verb.start, verb.end))


def _closes_with_number(row: Sequence[Lexeme]) -> int:
    """Return the number that ends "Eritrea, Syria and Russia were the three"; 0 where a sentence ends otherwise."""
    last = len(row) - 1 - (row[-1].text == ".")
    if row[last].kind != "number" and row[last].text not in _OTHERS:
        return 0
    words = [lexeme.text for lexeme in row[max(0, last - 2) : last]]
    if row[last].text in _OTHERS and words in (["were", "the"], ["are", "the"], ["being", "the"]):
        return _ANY
    return row[last].number if words in (["were", "the"], ["are", "the"]) else 0


_ANY = -1
_OTHERS = frozenset({"others", "rest"})


def _identify(claim: Claim) -> None:
    """Note who those counted in another sentence were: named as so many, or as those who stood with each other."""
    claim.names = _enumerated(claim) if claim.row[0].kind == "number" else _identified(claim)
    if not claim.names and len(claim.where.get("state", ())) > 1 and may_tell(claim.where):
        claim.names = company(claim.row, claim.lists)
        claim.beside = not claim.names and bool(told := beside(claim.row, claim.lists))
        claim.names = told if claim.beside else claim.names
        claim.company = bool(claim.names)
        claim.alone = claim.company and "only" in claim.where and len(claim.row) <= SHORT


def _identified(claim: Claim) -> tuple[State, ...]:
    """Return who "the two were", or who "were the five", as many as the number says."""
    row, lists = claim.row, claim.lists
    if not lists:
        return ()
    if row[0].kind == "state" and (closing := _closes_with_number(row)):
        return lists[0].states if closing in {len(lists[0].states), _ANY} else ()
    if _stood_with(claim) or _were_these(claim):
        return lists[0].states
    places = range(len(row) - 2) if row[0].text in {"the", "those", "les", "los", "las", "os", "as", "die", "i", "gli", "le", "ces"} else ()
    if len(row) > _OTHER_ONE and row[0].text == "the" and row[1].text in _ONES and row[2].text in {"was", "were", "is", "are"}:
        return lists[0].states if lists[0].first <= _OTHER_ONE + 1 else ()  # "The other was the United States", "the ninth was …"
    at = next((index for index in places[:4] if row[index].kind == "number" or row[index].text == "one"), -1)
    if at > 0 and row[at].text == "one":
        return lists[0].states if row[at + 1].text == "was" and len(lists[0].states) == 1 and lists[0].first <= at + 3 else ()
    told = at > 0 and any(lexeme.text in _WERE or were(lexeme.text) for lexeme in row[at + 1 : at + 8])
    return lists[0].states if told and len(lists[0].states) == row[at].number and lists[0].first <= at + 8 else ()


def _were_these(claim: Claim) -> bool:
    """Whether a sentence only says who those counted before were: "These were Chad and Peru", "Fueron Chad y Perú"."""
    words = [item.text for item in claim.row[: claim.lists[0].first]]
    named = words[:1] in _THESE and len(words) <= _FEW and any(word in _WERE or were(word) for word in words)
    return (named or (len(words) == 1 and (words[0] in {"namely", "specifically"}))) and "side" not in claim.where


_FEW = 4
_THESE = (["these"], ["they"], ["those"], ["ceux-ci"], ["ces"], ["estos"], ["estas"], ["esos"], ["estes"], ["foram"], ["fueron"], ["es"])


def _enumerated(claim: Claim) -> tuple[State, ...]:
    """Return whom "Ten delegations broke ranks or stood with the government: Belarus, …" lists behind a colon, as many as it counts."""
    colon = next((place for place, item in enumerate(claim.row) if item.text in _LISTS), -1)
    if colon < 0 or not any(item.kind == "join" or item.text in _DISSENTING for item in claim.row[:colon]):
        return ()
    named = tuple(dict.fromkeys(state for group in claim.lists if group.first > colon for state in group.states))
    return named if len(named) == claim.row[0].number else ()


_LISTS = frozenset({":", "-", "—"})
_DISSENTING = frozenset({
    "broke", "dissented", "refused", "disagreed", "balked", "demurred", "resisted", "differed", "stood", "sided", "held",
})  # fmt: skip


def _stood_with(claim: Claim) -> bool:
    """Whether a sentence only adds who stood with those told before: "Mogadishu sided with …", "Con loro Danimarca e Grecia"."""
    if claim.row[0].kind == "state":
        return any(claim.row[index].text.startswith(("stood", "sided")) for index in claim.where.get("join", ()))
    if claim.lists[0].first > _WITH_THEM or "side" in claim.where:
        return False
    return " ".join(item.text for item in claim.row[:2]) in _TOGETHER


_WITH_THEM = 4
_TOGETHER = frozenset({
    "con loro", "avec eux", "avec elles", "con ellos", "con ellas", "mit ihnen", "com eles", "com elas", "with them",
})  # fmt: skip
_OTHER_ONE = 3
_ONES = frozenset({
    "other", "others", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "last",
})  # fmt: skip
_WERE = frozenset({"were", "are", "was", ":", "comprised", "included", "namely", "being"})


def _question(claim: Claim) -> Question:
    """Return what was voted on, by what is named near the outcome, or a motion named before the first."""
    if claim.where.keys().isdisjoint(_PARTS):
        return Question.WHOLE
    at, outcomes = claim.at, claim.where.get("outcome", (0,))
    near = claim.row[max(0, at - 9) : at + 9] if at >= 0 else claim.row
    kinds = {lexeme.kind for lexeme in near}
    if at >= 0 and next(index for index in outcomes if index >= at or claim.row[index].value not in {"spoke", "acted"}) >= at:
        kinds.update(lexeme.kind for lexeme in claim.row[:at] if lexeme.kind == "procedural")
        kinds.update(lexeme.kind for lexeme in claim.row[:4] if lexeme.kind == "amendment")
    return next((question for question in _NARROWER if question.value in kinds), Question.WHOLE)


_NARROWER = (Question.AMENDMENT, Question.PARAGRAPH, Question.PROCEDURAL)
