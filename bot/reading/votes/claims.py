"""A sentence read: what it claims about a vote, by whom, when, and how surely it speaks of one just taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from bot.model import Organ, Question, Span, State
from bot.reading import dates
from bot.reading.votes import tally
from bot.reading.votes.lexer import Lexeme, lex
from bot.reading.votes.tally import Counts
from bot.states import PERMANENT

ADOPTED, FAILED, VETO, ACTED = "adopted", "failed", "veto", "acted"
FOREIGN = "foreign"
_ORGANS = frozenset(Organ)
_PARTS = frozenset({Question.AMENDMENT.value, Question.PARAGRAPH.value, Question.PROCEDURAL.value})
_AUXILIARIES = frozenset(
    {"was", "were", "has", "have", "been", "is", "are", "a", "ont", "été", "fue", "foi", "wurde", "wurden", "hat", "haben"}
)
_NOUNS = frozenset({"veto", "vetoes", "véto", "vétos", "vetos", "double veto", "veto power", "veto by", "veto of", "veto from"})


@dataclass(slots=True)
class Claim:
    """What one sentence says. ``score`` is how surely it tells of a vote just taken; ``outcome`` is empty where only counts are told.

    ``title`` marks a headline, ``outside`` one that stands apart from the text; ``noun`` an outcome only named ("the Russian veto");
    ``past`` one told in the pluperfect; ``named`` is true where the sentence itself names the organ. ``names`` are who a sentence says
    those counted before were ("The two were the United States and Israel"). ``joins`` is true where it adds to one before ("China also");
    ``others`` is how many more did what the sentence before tells ("So did 26 others").
    ``symbols`` are those of its row.
    """

    span: Span
    title: bool = False
    outside: bool = False
    outcome: str = ""
    noun: bool = False
    past: bool = False
    named: bool = False
    organ: str = ""
    future: bool = False
    counts: Counts = field(default_factory=dict)
    vetoers: tuple[State, ...] = ()
    unanimous: bool = False
    without_vote: bool = False
    question: Question = Question.WHOLE
    days: tuple[dates.Day, ...] = ()
    score: float = 0.0
    row: tuple[Lexeme, ...] = ()
    symbols: tuple[Lexeme, ...] = ()
    at: int = -1
    names: tuple[State, ...] = ()
    joins: bool = False
    others: int = 0

    @property
    def figures(self) -> dict[str, int]:
        """The numbers told, by side."""
        return {side: count.number for side, count in self.counts.items() if count.number is not None}

    @property
    def speaks(self) -> bool:
        """Whether the sentence says anything of a vote at all."""
        return bool(self.outcome or self.counts or self.unanimous or self.without_vote or self.vetoers)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a sentence is read: the organ spoken of, the day of publication, days the page is dated with.

    ``settled`` is true once a vote of one of our organs was told: from then on, other bodies named are only neighbours.
    """

    organ: str = ""
    published: date | None = None
    dateline: frozenset[date] = frozenset()
    settled: bool = False


def read_claim(plain: str, flat: str, span: Span, place: int, setting: Setting, *, title: bool = False) -> Claim:
    """Read a sentence that stands at a place in the text (0 is first). ``plain`` and ``flat`` are the text as ``lex`` takes it."""
    row = lex(plain, flat, span)
    claim = Claim(span, title=title, row=tuple(row))
    claim.symbols = tuple(lexeme for lexeme in row if lexeme.kind == "symbol")
    claim.days = tuple(day for lexeme in row if lexeme.kind == "day" and (day := dates.at(plain, lexeme.start)))
    claim.counts = tally.counts(row, flat)
    claim.names = _identified(row, flat)
    claim.others = row[1].number if len(row) > 2 and row[0].kind == "as" and row[1].kind == "number" and row[2].kind == "other" else 0
    _outcome(claim, flat, place)
    if claim.counts and (_states_rule(claim, flat) or (not claim.outcome and _expects(claim, flat))):
        claim.counts = {}
    if _may_let(claim, flat) and (let := next((index for index in range(len(row)) if _lets(claim, index, flat)), None)):
        _let_by(claim, let, flat)
    claim.organ = _organ(claim, setting, flat)
    claim.named = any(lexeme.kind == "body" and lexeme.value == claim.organ for lexeme in row)
    if _other_business(claim, flat):
        return Claim(span, title=title, organ=claim.organ, row=claim.row, symbols=claim.symbols)
    claim.unanimous = any(lexeme.kind == "unanimous" for lexeme in row) or tally.all_voted(row, flat)
    claim.without_vote = any(lexeme.kind == "consensus" for lexeme in row)
    if claim.without_vote and claim.outcome == ADOPTED and any(lexeme.kind in _PARTS for lexeme in row[claim.at :]):
        claim.counts = {}  # they are those of something else: "adopted without a vote, after an amendment had been set aside by 143 to 7"
    claim.vetoers = _vetoers(claim, flat)
    claim.joins = bool(claim.vetoers) and any(
        lexeme.kind in {"join", "as"} or flat[lexeme.start : lexeme.end] in {"too", "likewise"} for lexeme in row
    )
    if claim.speaks:
        claim.question = _question(claim)
        claim.score = _score(claim, flat, place, setting)
    return claim


def _closes_with_number(row: Sequence[Lexeme], flat: str) -> int:
    """Return the number that ends "Eritrea, Syria and Russia were the three"; 0 where a sentence ends otherwise."""
    last = len(row) - 1 - (flat[row[-1].start] == ".")
    words = [flat[lexeme.start : lexeme.end] for lexeme in row[max(0, last - 2) : last]]
    return row[last].number if row[last].kind == "number" and words in (["were", "the"], ["are", "the"]) else 0


def _identified(row: Sequence[Lexeme], flat: str) -> tuple[State, ...]:
    """Return who "the two were", or who "were the five", as many as the number says."""
    if row and row[0].kind == "state" and (closing := _closes_with_number(row, flat)):
        lists = tally.groups(row, flat)
        return lists[0].states if lists and len(lists[0].states) == closing else ()
    if row and row[0].kind == "state" and any(flat.startswith(("stood", "sided"), item.start) for item in row if item.kind == "join"):
        return next((group.states for group in tally.groups(row, flat)), ())
    places = range(len(row) - 2) if row and flat[row[0].start : row[0].end] in {"the", "those"} else ()
    at = next((index for index in places[:3] if row[index].kind == "number"), -1)
    told = at > 0 and any(flat[lexeme.start : lexeme.end] in {"were", "are"} for lexeme in row[at + 1 : at + 5])
    lists = tally.groups(row, flat) if told else []
    return lists[0].states if lists and len(lists[0].states) == row[at].number and lists[0].first <= at + 6 else ()


def _outcome(claim: Claim, flat: str, place: int) -> None:
    """Find the word that says what became of the text: vetoes before other results, those before mere acts."""
    best = (0, 0, "", False)
    values: set[str] = set()
    cast = False
    lets = _may_let(claim, flat)
    for index, lexeme in enumerate(claim.row):
        if lets and _lets(claim, index, flat):
            best = max(best, (_RANKS[ACTED] + 1, index, ADOPTED, False))
        if lexeme.kind == "outcome":
            mood = _mood(claim.row, index, flat)
            claim.future = claim.future or mood == "future"
            value = "" if mood == "future" else _value(claim, index, flat, place)
            values.add(value)
            cast = cast or (value == VETO and not _is_noun(claim, index, flat))
            rank = _RANKS.get(value, 0) - 2 * (mood == "past") if value else 0
            if rank > best[0]:
                best = (rank, index, value, mood == "past")
    claim.at, claim.outcome, claim.past = (best[1], best[2], best[3]) if best[0] else (-1, "", False)
    claim.noun = (
        claim.at >= 0 and _is_noun(claim, claim.at, flat) and not _is_verb(claim, claim.at, flat) and FAILED not in values and not cast
    )
    if claim.outcome == FAILED and _by_negative_vote(claim, flat):
        claim.outcome = VETO
    if claim.past and claim.counts and _elsewhere(claim, flat):
        claim.at, claim.outcome, claim.past = -1, "", False


def _is_noun(claim: Claim, index: int, flat: str) -> bool:
    lexeme = claim.row[index]
    return lexeme.value == VETO and (lexeme.form == "noun" or flat[lexeme.start : lexeme.end] in _NOUNS)


def _by_negative_vote(claim: Claim, flat: str) -> bool:
    """Whether a text failed by "the negative vote of a permanent member": UN Press for a veto."""
    negative = any(lexeme.kind == "side" and "negative vote" in flat[lexeme.start : lexeme.end] for lexeme in claim.row)
    cast = claim.counts.get("no")
    permanent = PERMANENT.intersection(cast.states) if cast else ()
    return negative and bool(permanent or "permanent" in flat[slice(*claim.span)]) and claim.figures.get("yes", 9) >= 9


_PASSES = re.compile(
    r"\b(?:an?|any|every|each|such)\s(?:draft\s|substantive\s|council\s)*(?:resolution|draft|decision|text|motion|measure)\s"
    r"(?:passes|carries|is\s(?:adopted|passed|carried|approved)|succeeds)\b"
    r"|\b(?:resolutions|drafts|decisions)\s(?:pass|are\s(?:adopted|passed|carried))\b"
)


def _states_rule(claim: Claim, flat: str) -> bool:
    """Whether a sentence says what a vote needs rather than what it got: "nine votes, and no veto by a permanent member"."""
    if claim.counts and _PASSES.search(flat, *claim.span):
        return True
    if claim.outcome or not any(lexeme.kind == "rule" for lexeme in claim.row) or len(claim.figures) > 1:
        return False
    if any(flat[lexeme.start : lexeme.end] in {"won", "got", "received", "garnered", "secured"} for lexeme in claim.row):
        return False
    return any(lexeme.value in {VETO, "size"} for lexeme in claim.row)


def _may_let(claim: Claim, flat: str) -> bool:
    return any(flat.find(word, *claim.span) >= 0 for word in _LETS)


def _lets(claim: Claim, index: int, flat: str) -> bool:
    """Whether a text was let through: "let the Council adopt resolution 2334 by abstaining", "allowing it to pass"."""
    lexeme = claim.row[index]
    if flat[lexeme.start : lexeme.end] not in _LET or any(item.kind == "future" for item in claim.row[max(0, index - 3) : index]):
        return False
    passed = any(flat[item.start : item.end] in _PASS for item in claim.row[index + 1 : index + 10])
    return passed and any(item.kind == "side" and item.value == "abstain" for item in claim.row)


def _let_by(claim: Claim, let: int, flat: str) -> None:
    """Count as abstaining who let the text through: who stands right before that verb, or else opens the sentence."""
    lists = tally.groups(claim.row, flat)
    count = claim.counts.setdefault("abstain", tally.Count())
    by = next((group for group in lists if group.last == let - 1), lists[0] if lists and lists[0].first <= 1 else None)
    if by is not None and not count.states:
        count.states = list(by.states)


def _expects(claim: Claim, flat: str) -> bool:
    """Whether votes are told that are yet to be cast: "twelve members were expected to vote in favour"."""
    row = claim.row
    sides = (index for index, lexeme in enumerate(row) if lexeme.kind == "side" and flat[lexeme.start : lexeme.end] in _TO_CAST)
    voting = any(lexeme.kind == "side" and flat[row[index].start : row[index].end] == "to vote" for index, lexeme in enumerate(row[1:]))
    return voting or _foretells(row, flat) or any(lexeme.kind == "future" for index in sides for lexeme in row[max(0, index - 3) : index])


def _foretells(row: Sequence[Lexeme], flat: str) -> bool:
    """Whether somebody reckons with counts: "diplomats expect 13 in favour and two abstentions"."""
    expecting = (index for index, lexeme in enumerate(row) if flat[lexeme.start : lexeme.end] in _EXPECTING)
    return any(lexeme.kind in {"number", "score"} for index in expecting for lexeme in row[index + 1 : index + 8])


_EXPECTING = frozenset(
    {"expect", "expects", "diplomats expected", "predict", "predicts", "anticipate", "anticipates", "foresee", "foresees"}
)


_TO_CAST = frozenset({"vote for", "vote in favour", "vote in favor", "vote against", "abstain", "oppose", "support", "vote yes", "vote no"})
_LET = frozenset({"let", "letting", "lets", "allowed", "allowing", "allows", "enabled", "enabling"})
_LETS = ("let", "allow", "enabl")
_PASS = frozenset({"pass", "adopt", "adopted", "passed", "through", "adoption", "passage", "approve", "approved"})
_RANKS = {VETO: 6, FAILED: 5, ADOPTED: 5, ACTED: 3}


def _elsewhere(claim: Claim, flat: str) -> bool:
    """Whether a sentence's counts stand outside the clause that holds its outcome: "the US, which had vetoed …, abstained"."""
    clause = {lexeme.start for lexeme in _clause(claim, flat)}
    after = [flat[item.start : item.end] for item in claim.row if item.start > max(clause)][:2]
    if after[:1] == [","] and after[1:] and after[1] in {"with", "by"}:
        return False
    return not any(lexeme.kind == "side" and lexeme.start in clause for lexeme in claim.row)


def _mood(row: Sequence[Lexeme], index: int, flat: str) -> str:
    """Return "future" (or conditional), "past" (pluperfect) or "" for an outcome's verb, from the words before it."""
    index = _before_relative(row, index, flat)
    for back in range(index - 1, max(-1, index - 6), -1):
        lexeme = row[back]
        text = flat[lexeme.start : lexeme.end]
        if text in {";", ".", ":"} or (lexeme.kind == "outcome" and lexeme.value != "spoke"):
            return ""
        if lexeme.kind == "future" or (text == "before" and index - back == 1 and flat.startswith("ing", row[index].end - 3)):
            return "future"
        if text in _HAD and index - back <= 3 and flat[row[back + 1].start : row[back + 1].end] not in {"its", "their", "the"}:
            return "past"
        if text in _AUXILIARIES and text != "a":
            return "future" if back and row[back - 1].kind == "future" else _had_before(row, back, flat)
    return ""


def _before_relative(row: Sequence[Lexeme], index: int, flat: str) -> int:
    """Return where the clause stands that a relative one interrupts right before a verb: "the draft, which would have …, failed"."""
    if not index or flat[row[index - 1].start] != ",":
        return index
    opens = (at for at in range(index - 2, max(-1, index - 25), -1) if flat[row[at].start] == ",")
    return next((at for at in opens if flat[row[at + 1].start : row[at + 1].end] in _RELATIVES), index)


_RELATIVES = frozenset({"which", "who", "that", "whose", "qui", "que", "die", "der", "das"})
_HAD = frozenset({"had", "avait", "avaient", "había", "habían", "hatte", "hatten", "havia", "haviam"})


def _had_before(row: Sequence[Lexeme], back: int, flat: str) -> str:
    return "past" if back and flat[row[back - 1].start : row[back - 1].end] in _HAD else ""


def _value(claim: Claim, index: int, flat: str, place: int) -> str:
    """Return what an outcome word says in its place, empty where it says nothing."""
    lexeme = claim.row[index]
    text = flat[lexeme.start : lexeme.end]
    negated = index > 0 and flat[claim.row[index - 1].start : claim.row[index - 1].end] in _NEGATIONS
    if _is_noun(claim, index, flat):
        return VETO if _is_verb(claim, index, flat) or _noun_tells(claim, index, flat) else ""
    if (_is_present(text) and not _is_headline(claim, index, place)) or _rejects_itself(claim.row, index, flat):
        return ""
    if lexeme.value == ADOPTED:
        return FAILED if negated else ADOPTED
    if lexeme.value == "block":
        return VETO if not negated and _blocks(claim, index, flat) else ""
    if lexeme.value in {ACTED, "spoke"}:
        return ACTED if _acts(claim, index) and (lexeme.value == ACTED or _voted(claim)) else ""
    return "" if negated or _disagrees(claim.row, index, flat) else lexeme.value


def _disagrees(row: Sequence[Lexeme], index: int, flat: str) -> bool:
    """Whether an organ only failed to agree, which is no vote: "failed to agree", "a échoué à se mettre d'accord"."""
    return row[index].value == FAILED and any(flat[item.start : item.end] in _AGREE for item in row[index + 1 : index + 9])


_AGREE = frozenset({"agree", "agreement", "consensus", "by consensus", "accord", "entendre", "acuerdo", "acordo", "einigen", "einigung"})


def _rejects_itself(row: Sequence[Lexeme], index: int, flat: str) -> bool:
    """Whether a State, not an organ, does the rejecting: "Iran's mission rejected the resolution"."""
    if flat[row[index].start : row[index].end] not in _REJECTS:
        return False
    for lexeme in reversed(row[max(0, index - 9) : index]):
        if lexeme.kind in {"body", "text", "outcome", "side", "amendment"} or flat[lexeme.start] in ",;:" or lexeme.value in _AUXILIARIES:
            return False
        if lexeme.kind == "state":
            return lexeme.form != "adjective"
    return False


_REJECTS = frozenset({"rejected", "rejects", "turned down", "rechazó", "rechaza", "a rejeté", "rejette", "rejeitou", "rejeita"})
_NEGATIONS = frozenset({"not", "never", "n't", "nicht", "pas", "no", "não", "tampoco", "nunca", "nor", "neither", "tampouco"})
_NOT_A_VETO = frozenset(
    {"holder", "holders", "power", "powers", "right", "rights", "wielding", "threat", "players", "reform", "proof", "use", "session"}
)


def _is_present(text: str) -> bool:
    """Whether an English verb is in the present: a headline's tense for what was done, elsewhere no news."""
    return text.isascii() and text.isalpha() and text.endswith("s") and text not in {"les", "des"}


def _is_headline(claim: Claim, index: int, place: int) -> bool:
    """Whether a present verb tells news: in a title or first sentence, right after who does it."""
    before = claim.row[max(0, index - 3) : index]
    live = claim.row[0].kind == "ordinal" and ":" in claim.row[0].value  # a live blog tells each minute's news in the present: "15:44 – …"
    if live and any(lexeme.kind in {"body", "text"} for lexeme in claim.row):
        return True
    return (claim.title or place < 1) and (any(lexeme.kind in {"state", "body"} for lexeme in before) or claim.title)


def _acts(claim: Claim, index: int) -> bool:
    """Whether an organ does it: named shortly before the verb, or after "by"."""
    before = any(lexeme.kind == "body" for lexeme in claim.row[max(0, index - 8) : index])
    agent = any(lexeme.kind == "body" and _is_agent(claim.row, place) for place, lexeme in enumerate(claim.row) if place > index)
    return before or agent


def _voted(claim: Claim) -> bool:
    """Whether the sentence itself speaks of votes cast."""
    return bool(claim.figures) or any(lexeme.kind in {"majority", "unanimous"} for lexeme in claim.row)


def _blocks(claim: Claim, index: int, flat: str) -> bool:
    """Whether "blocked" is a veto: a permanent member does it, to a text."""
    gerund = flat[claim.row[index].start : claim.row[index].end].endswith(("ing", "gebracht"))
    near = [lexeme.value for lexeme in claim.row[max(0, index - (16 if gerund else 6)) : index + 8] if lexeme.kind == "state"]
    if _sunk_by(claim.row, index):
        return True
    return bool(PERMANENT.intersection(near)) and any(
        lexeme.kind == "text" or flat.startswith("plan", lexeme.start) for lexeme in claim.row[max(0, index - 12) : index + 12]
    )


def _sunk_by(row: Sequence[Lexeme], index: int) -> bool:
    """Whether permanent members are its agents, in a sentence about the Council: "was sunk by Russia and China"."""
    after = row[index + 1 : index + 5]
    by = bool(after) and after[0].kind == "agent" and any(item.kind == "state" and item.value in PERMANENT for item in after)
    ours = any(item.kind == "body" and item.value == Organ.SECURITY_COUNCIL for item in row)
    return by and ours and any(item.kind == "text" for item in row[:index])


def _is_verb(claim: Claim, index: int, flat: str) -> bool:
    """Whether "veto" or "vetoes" is a headline's verb: right after a permanent member, with an object right after it."""
    before = claim.row[index - 1] if index else None
    after = claim.row[index + 1] if index + 1 < len(claim.row) else None
    if _casts(claim, index, flat):
        return True
    subject = before is not None and before.kind == "state" and before.form != "adjective" and before.value in PERMANENT
    if not subject or after is None:
        return False
    text = flat[after.start : after.end]
    return text in {"un", "the"} or (after.kind in {"state", "text", "body", "word", "number"} and text not in _AFTER_NOUN)


def _casts(claim: Claim, index: int, flat: str) -> bool:
    """Whether a verb apart from its noun casts the veto: "opposa jeudi son veto", "legte am Freitag sein Veto ein"."""
    before = [flat[lexeme.start : lexeme.end] for lexeme in claim.row[max(0, index - 7) : index]]
    own = before[-1:] and before[-1] in {*_POSSESSIVES, "leurs", "sus", "seus", "un", "ein"}
    return bool(_HITTING.intersection(before) or (own and _CASTING.intersection(before)))


_HITTING = frozenset({"heurté", "heurtée", "heurta", "chocó", "topó", "estrelló", "esbarrou"})


_CASTING = frozenset(
    {"utilizó", "utilizaron", "usó", "usaron", "utilizou", "utilizaram", "utilisé", "utilisent", "nutzte", "nutzten"}
    | {"opposa", "oppose", "opposé", "opposent", "opposèrent", "mis", "mit", "met", "mettent", "mirent", "legte", "legten", "legt", "legen"}
    | {"ejerció", "ejercieron", "interpuso", "interpusieron", "impuso", "impusieron", "usou", "usaram", "exerceu", "exerceram", "impôs"}
)
_AFTER_NOUN = frozenset(
    {
        "related",
        "against",
        "over",
        "regarding",
        "cast",
        "concerning",
        "about",
        "during",
        "draws",
        "blocks",
        "kills",
        "in",
        "on",
        "of",
        "at",
        "by",
    }
)


def _noun_tells(claim: Claim, index: int, flat: str) -> bool:
    """Whether the noun "veto" tells that one was cast: a permanent member's stands right before it, or "by" one follows."""
    after = claim.row[index + 1 : index + 11]
    before = claim.row[max(0, index - 2) : index]
    denied = any(flat[lexeme.start : lexeme.end] in _DENIALS for lexeme in claim.row[max(0, index - 4) : index])
    if denied or (after and flat[after[0].start : after[0].end] in _NOT_A_VETO):
        return False
    near = [flat[lexeme.start : lexeme.end] for lexeme in claim.row[max(0, index - 5) : index]]
    topic = any(word == "of" and near[place - 1 : place] != ["because"] for place, word in enumerate(near))
    own = any(flat[lexeme.start : lexeme.end] in _POSSESSIVES for lexeme in before)
    genitive = index > 2 and flat.startswith("'s ", claim.row[index - 2].start)
    owner = _holds_permanent(claim.row[index - 3 : index] if genitive else before) or (
        own and _holds_permanent(claim.row[max(0, index - 9) : index])
    )
    cast = flat[claim.row[index].start : claim.row[index].end].endswith(" cast")
    genitive = bool(after) and after[0].kind == "state" and any(flat[lexeme.start : lexeme.end] in _BEFORE_GENITIVE for lexeme in before)
    agent = cast or genitive or any(lexeme.kind == "agent" or flat[lexeme.start : lexeme.end] in _OWNED for lexeme in after[:2])
    named = _holds_permanent(after[:5]) or (cast and any("permanent" in flat[lexeme.start : lexeme.end] for lexeme in after))
    owner = owner or _owned_after(claim.row, index)
    return (owner and not topic) or (agent and named)


def _owned_after(row: Sequence[Lexeme], index: int) -> bool:
    """Whether an adjective behind the noun says whose veto it is, as in Romance languages: "le veto américain"."""
    after = row[index + 1] if index + 1 < len(row) else None
    return after is not None and after.kind == "state" and after.form == "adjective" and after.value in PERMANENT


_BEFORE_GENITIVE = frozenset({"am", "vom", "des", "dem", "das", "durch"})
_DENIALS = frozenset({"no", "without", "not", "sans", "sin", "sem", "kein", "ohne", "nor"})
_POSSESSIVES = frozenset({"sein", "ihr", "seinem", "ihrem", "son", "leur", "su", "seu"})


def _holds_permanent(row: Sequence[Lexeme]) -> bool:
    return any(lexeme.kind == "state" and lexeme.value in PERMANENT for lexeme in row)


def _organ(claim: Claim, setting: Setting, flat: str) -> str:
    """Return whose vote the sentence tells: the agent ("by the Assembly"), else the body named last before the outcome, else the first."""
    organ = _named_organ(claim, setting)
    highest = max(claim.figures.values(), default=0)
    if highest > _SIZES[Organ.GENERAL_ASSEMBLY]:
        return FOREIGN
    if highest > _SIZES.get(organ, 193):
        if FOREIGN in {lexeme.value for lexeme in claim.row} or not (organ or setting.organ or _opens_with_un(claim.row, flat)):
            return FOREIGN
        return setting.organ if highest <= _SIZES.get(setting.organ, 0) else Organ.GENERAL_ASSEMBLY
    return organ


def _opens_with_un(row: Sequence[Lexeme], flat: str) -> bool:
    """Whether a sentence is about the United Nations as a whole: "At the UN 141 countries voted for …"."""
    return any(flat[lexeme.start : lexeme.end] in _UN for lexeme in row[:5]) or any(
        lexeme.kind == "body" and lexeme.value != "council" for lexeme in row
    )


_UN = frozenset({"un", "united nations", "onu", "uno", "nations unies", "naciones unidas", "vereinten"})
_SIZES = {"": 15, Organ.SECURITY_COUNCIL: 15, Organ.HUMAN_RIGHTS_COUNCIL: 47, Organ.GENERAL_ASSEMBLY: 193}


def _named_organ(claim: Claim, setting: Setting) -> str:
    bodies = [(index, _full(lexeme.value, setting)) for index, lexeme in enumerate(claim.row) if lexeme.kind == "body"]
    bodies = [(index, FOREIGN if _is_national(claim.row, index) else organ) for index, organ in bodies if organ]
    bodies = [(index, organ) for index, organ in bodies if organ != FOREIGN or not _votes_itself(claim.row, index)]
    bodies = _without_parents(_of_neighbours(claim.row, bodies, setting))
    organs = [organ for _, organ in bodies]
    if claim.outcome == VETO and Organ.SECURITY_COUNCIL in organs and not (claim.noun and FOREIGN in organs):
        return Organ.SECURITY_COUNCIL
    agents = [organ for index, organ in bodies if index > claim.at >= 0 and _is_agent(claim.row, index)]
    before = [organ for index, organ in bodies if index < claim.at]
    return (*agents, *reversed(before), *(organ for _, organ in bodies), setting.organ)[0]


def _votes_itself(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a body is named for the side its members took: "the United States and the European Union opposed the text"."""
    after = row[index + 1] if index + 1 < len(row) else None
    return after is not None and after.kind == "side" and after.form == "verb"


def _without_parents(bodies: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Drop the Assembly where only its committee is meant: "the Third Committee of the General Assembly"."""
    committees = [index for index, organ in bodies if organ in _COMMITTEES]
    return [
        (index, organ)
        for index, organ in bodies
        if organ != Organ.GENERAL_ASSEMBLY or not any(abs(index - committee) <= _BESIDE for committee in committees)
    ]


_COMMITTEES = frozenset(organ for organ in Organ if organ.value.startswith("C"))
_BESIDE = 4


def _of_neighbours(row: Sequence[Lexeme], bodies: list[tuple[int, str]], setting: Setting) -> list[tuple[int, str]]:
    """Take a bare "council" for another body's where that was named before it: "the governor vetoed it; the council overrode him"."""
    first = next((index for index, organ in bodies if organ == FOREIGN), len(row))
    bare = {index for index, _ in bodies if index > first and row[index].value in {"council", "assembly"} and not setting.settled}
    return [(index, FOREIGN if index in bare else organ) for index, organ in bodies]


def _is_national(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a "Security Council" is a State's own: "Russia's Security Council, which …", "the Iranian Security Council approved"."""
    if row[index].value != Organ.SECURITY_COUNCIL or index + 1 >= len(row) or not index:
        return False
    owner = row[index - 3] if index > 2 and row[index - 1].value == "s" else row[index - 1]
    owned = owner.kind == "state" and (row[index - 1].value == "s" or owner.form == "adjective")
    after = row[index + 1]
    return owned and (after.value in {",", "."} or (after.kind == "outcome" and after.value not in {VETO, "block"}))


def _full(value: str, setting: Setting) -> str:
    if value in _ORGANS or value == FOREIGN:
        return value
    if setting.organ == FOREIGN and value in {"council", "assembly"}:
        return FOREIGN
    if value == "council":
        return setting.organ if setting.organ in {Organ.SECURITY_COUNCIL, Organ.HUMAN_RIGHTS_COUNCIL} else ""
    return Organ.GENERAL_ASSEMBLY if value == "assembly" and setting.organ == Organ.GENERAL_ASSEMBLY else ""


def _is_agent(row: Sequence[Lexeme], index: int) -> bool:
    return any(lexeme.kind == "agent" for lexeme in row[max(0, index - 4) : index])


def _other_business(claim: Claim, flat: str) -> bool:
    """Whether the sentence tells of an election or of a statement, which are no votes on a text."""
    kinds = {lexeme.kind for lexeme in claim.row}
    elects = "election" in kinds and "text" not in kinds and "no" not in claim.figures  # nobody votes against in an election
    if elects or (not claim.outcome and "body" in kinds and _hears(claim.row, flat)):
        return True
    near = [lexeme.kind for lexeme in claim.row[max(0, claim.at - 8) : claim.at + 8]] if claim.at >= 0 else kinds
    if "statement" in near:
        return not any(lexeme.kind == "text" and flat.startswith(_RESOLUTIONS, lexeme.start) for lexeme in claim.row)
    return False


def _hears(row: Sequence[Lexeme], flat: str) -> bool:
    """Whether an organ only listens or talks: "the Council heard that …"."""
    after = (row[index + 1] for index, lexeme in enumerate(row[:-1]) if lexeme.kind == "body")
    return any(flat[lexeme.start : lexeme.end] in {"heard", "hears", "debated", "debates", "discussed", "discusses"} for lexeme in after)


_RESOLUTIONS = ("resol", "résol", "draft", "projet", "proyecto", "projeto", "entwurf")


def _vetoers(claim: Claim, flat: str) -> tuple[State, ...]:
    """Return who cast the veto a sentence tells of: whoever it was "vetoed by", else whoever stands before the verb or noun."""
    if claim.outcome != VETO:
        return ()
    at, row = claim.at, claim.row
    if row[at].value == FAILED:
        return _permanent(tuple(claim.counts["no"].states) if "no" in claim.counts else ())
    lists = tally.groups(claim.row, flat)
    agents = [group for group in lists if at < group.first and _agent_between(row, at, group.first, flat)]
    subjects = [group for group in lists if group.last < at and _subject(row, group.last, at, flat)]
    adjacent = tuple(lexeme.value for lexeme in row[max(0, at - 2) : at] if lexeme.kind == "state" and lexeme.form == "adjective")
    adjacent = (row[at + 1].value,) if _owned_after(row, at) else adjacent
    if (claim.noun or _owned_after(row, at)) and _permanent(adjacent):
        return _permanent(adjacent)
    for found in (*agents[:1], *subjects[::-1]):
        if PERMANENT.issubset(found.states):
            return ()
        if PERMANENT.intersection(found.states):
            return _permanent(found.states)
    owners = tuple(lexeme.value for lexeme in row[max(0, at - (9 if claim.noun else 3)) : at] if lexeme.kind == "state")
    cast = claim.counts.get("no")
    return _permanent(owners) or _permanent(tuple(cast.states) if cast else ()) or _opening(claim, lists, flat)


def _opening(claim: Claim, lists: Sequence[tally.Group], flat: str) -> tuple[State, ...]:
    """Return who opens a clause whose verb stands at its end: "Russland hat am Freitag gegen den Entwurf sein Veto eingelegt"."""
    if claim.noun or not lists or lists[0].first > 1 or lists[0].last >= claim.at:
        return ()
    between = claim.row[lists[0].last + 1 : claim.at]
    parted = any(flat[lexeme.start] in ",;:" or lexeme.kind == "outcome" for lexeme in between)
    return () if parted else _permanent(lists[0].states)


def _permanent(found: tuple[State, ...]) -> tuple[State, ...]:
    return tuple(state for state in found if state in PERMANENT)


def _agent_between(row: Sequence[Lexeme], at: int, first: int, flat: str) -> bool:
    """Whether a list further on is the agent: "vetoed on Friday by", "a veto cast by", and of a noun "the veto of", "am Veto der"."""
    between = row[at + 1 : first]
    if len(between) > _NEAR_AGENT:
        return False
    if not between and at and flat[row[at].start : row[at].end] in _NOUNS and flat[row[at - 1].start : row[at - 1].end] in _BEFORE_GENITIVE:
        return True
    owner = row[at].kind == "outcome" and len(between) <= 2 and {flat[lexeme.start : lexeme.end] for lexeme in between} & _OWNED
    return any(lexeme.kind == "agent" for lexeme in between) or bool(owner)


_NEAR_AGENT = 12
_OWNED = frozenset({"of", "from", "de", "des", "d", "der", "von", "dos", "do", "da", "du"})


def _subject(row: Sequence[Lexeme], last: int, at: int, flat: str) -> bool:
    """Whether a list of States is the subject of a verb further on: nothing but small words and times between."""
    between = row[last + 1 : at]
    heavy = [lexeme for lexeme in between if lexeme.kind in {"word", "text", "sub", "side", "number", "future"}]
    passive = {"was", "were", "been"} & {flat[lexeme.start : lexeme.end] for lexeme in between}
    return len(heavy) <= 2 and not passive and len(between) <= 9


def _question(claim: Claim) -> Question:
    near = (
        [lexeme.kind for lexeme in claim.row[max(0, claim.at - 9) : claim.at + 9]]
        if claim.at >= 0
        else [lexeme.kind for lexeme in claim.row]
    )
    if claim.at >= 0 and not any(lexeme.kind == "outcome" for lexeme in claim.row[: claim.at]):
        near += [lexeme.kind for lexeme in claim.row[: claim.at] if lexeme.kind == "procedural"]
    for question in (Question.AMENDMENT, Question.PARAGRAPH, Question.PROCEDURAL):
        if question.value in near:
            return question
    return Question.WHOLE


def _score(claim: Claim, flat: str, place: int, setting: Setting) -> float:
    if claim.organ == FOREIGN:
        return -9.0
    score = 1.5 if claim.title else 1.0 if place < 3 else 0.5 if place < 7 else 0.0
    score += _days_score(claim, setting)
    score += min(1.5, 0.75 * len(claim.figures)) + 1.0 * claim.unanimous + 0.75 * any(lexeme.kind == "majority" for lexeme in claim.row)
    score += 0.5 if claim.outcome in {ADOPTED, FAILED, VETO} else 0.0
    score += 0.4 * (
        not claim.outcome and bool(claim.figures) and any(count.number is None and count.states for count in claim.counts.values())
    )
    score += 0.75 * any(count.rest for count in claim.counts.values())
    score += _past_score(claim, flat) + _year_score(claim, flat, setting)
    return min(score, 1.0) if claim.noun and len(claim.figures) < 2 else score


def _days_score(claim: Claim, setting: Setting) -> float:
    scores = [_day_score(day, setting) for day in claim.days]
    return max(scores, default=0.0) if max(scores, default=0) > 0 else min(scores, default=0.0)


def _day_score(day: dates.Day, setting: Setting) -> float:
    if day.kind != "day":
        return 1.5
    told = dates.settle(day, setting.published)
    if told is not None and setting.published is not None:
        return 1.5 if abs((setting.published - told).days) <= 12 else -5.0
    if told is not None and told in setting.dateline:
        return 1.5
    return -3.0 if day.year else 1.0


def _past_score(claim: Claim, flat: str) -> float:
    """Return how far a sentence looks back: "last month", "has often", "had vetoed", "after the veto"."""
    place = claim.at if claim.at >= 0 else next((index for index, lexeme in enumerate(claim.row) if lexeme.kind == "side"), 0)
    begin = max((index + 1 for index in range(max(0, place - 4), place) if flat[claim.row[index].start] == ";"), default=max(0, place - 4))
    near = [lexeme for lexeme in (*claim.row[:3], *claim.row[begin : place + 5]) if _looks_back(lexeme, flat)]
    near = near or _several(claim, flat)
    score = -2.5 if near else -0.5 * any(_looks_back(lexeme, flat) for lexeme in claim.row)
    before = claim.row[max(0, claim.at - 6) : claim.at] if claim.at >= 0 else ()
    score -= 1.0 if any(lexeme.kind == "sub" for lexeme in before) else 0.0
    opening = any(_looks_back(lexeme, flat) for lexeme in claim.row[:2])
    return score - 2.0 * claim.past - 2.0 * opening - 2.5 * _had_voted(claim, flat)


_SEVERAL = re.compile(
    r"(?:[\w-]+ ){0,3}(?:two|three|four|five|six|seven|eight|nine|ten|dozens? of|several|many|\d{1,3})"
    r" (?:\w+ ){0,2}(?:drafts|resolutions|texts|measures|times)\b"
)


def _several(claim: Claim, flat: str) -> list[Lexeme]:
    """Return the outcome where an undated sentence tells of several at once: "the United States vetoed four drafts"."""
    if claim.at < 0 or claim.days or claim.row[claim.at].value not in {VETO, "block"}:
        return []
    outcome = claim.row[claim.at]
    return [outcome] if _SEVERAL.match(flat, outcome.end + 1) else []


_VOTED_BEFORE = re.compile(
    r"\b(?:council|assembly|committee|it|body)\b[^,.;]{0,30}\bhad (?:already|earlier|previously|once|twice|also|before) voted\b"
)


def _had_voted(claim: Claim, flat: str) -> bool:
    """Whether an organ's own earlier vote is told: "the Assembly had already voted 141-5"."""
    return not claim.outcome and _VOTED_BEFORE.search(flat, *claim.span) is not None


def _year_score(claim: Claim, flat: str, setting: Setting) -> float:
    """Return how far a sentence looks back that begins with a year gone by: "In 2011, the Council …", "In October 2011, …"."""
    if _in_another_month(claim, flat, setting) or _beside_a_year(claim, flat, setting):
        return -5.0
    for lexeme in claim.row[:_OPENING]:
        year = lexeme.value if lexeme.kind == "ordinal" else ""
        if _YEAR.fullmatch(year) and setting.published is not None and int(year) < setting.published.year:
            return -5.0 if flat[claim.row[0].start : claim.row[0].end] in _IN_YEAR else 0.0
    return 0.0


def _is_gone(lexeme: Lexeme, published: date) -> bool:
    return lexeme.kind == "ordinal" and _YEAR.fullmatch(lexeme.value) is not None and int(lexeme.value) < published.year


def _beside_a_year(claim: Claim, flat: str, setting: Setting) -> bool:
    """Whether a year gone by stands beside an outcome: "adopted unanimously in 2015", "in 1971 the Assembly gave …"."""
    if claim.at < 0 or setting.published is None:
        return False
    before = claim.row[max(0, claim.at - 7) : claim.at]
    for preposition, year in pairwise(before):
        if flat[preposition.start : preposition.end] in _IN_YEAR and _is_gone(year, setting.published):
            return True
    after = claim.row[claim.at + 1 : claim.at + 6]
    for place, lexeme in enumerate(after):
        if lexeme.kind in {"mark", "symbol", "day", "body"}:
            return False
        if _is_gone(lexeme, setting.published):
            return any(flat[item.start : item.end] in _IN_YEAR for item in after[max(0, place - 2) : place])
    return False


def _in_another_month(claim: Claim, flat: str, setting: Setting) -> bool:
    """Whether a sentence opens with a month gone by: "In October it vetoed …", "Back in May, …"."""
    words = [flat[lexeme.start : lexeme.end] for lexeme in claim.row[:_OPENING]]
    named = next((word for before, word in pairwise(words) if before in _IN_YEAR and word in _MONTHS), None)
    if named is None or setting.published is None or claim.days:
        return False
    return (setting.published.month - _MONTHS[named]) % 12 > (setting.published.day < _EARLY)


_EARLY = 5  # the day of a month up to which a vote of the month before may still be news
_OPENING = 4
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january janvier enero januar janeiro", "february février febrero februar fevereiro", "march mars marzo märz março",
            "april avril abril", "may mai mayo maio", "june juin junio juni junho", "july juillet julio juli julho",
            "august août agosto", "september septembre septiembre setembro", "october octobre octubre oktober outubro",
            "november novembre noviembre novembro", "december décembre diciembre dezember dezembro",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_YEAR = frozenset({"in", "back", "since", "en", "im", "em", "depuis", "desde", "seit", "early", "late"})


def _looks_back(lexeme: Lexeme, flat: str) -> bool:
    return lexeme.kind == "past" and not flat.startswith("'s", lexeme.end)


def _clause(claim: Claim, flat: str) -> list[Lexeme]:
    """Return the part of a sentence, between commas and the like, that holds its outcome; all of it where none is told."""
    if claim.at < 0:
        return list(claim.row)
    first, last = claim.at, claim.at
    while first > 0 and flat[claim.row[first - 1].start] not in ",;:()":
        first -= 1
    while last + 1 < len(claim.row) and flat[claim.row[last + 1].start] not in ",;:()":
        last += 1
    return list(claim.row[first : last + 1])
