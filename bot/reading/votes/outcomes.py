"""Which word of a sentence says what became of the text, in which mood and tense."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.votes import abroad
from bot.reading.votes.casting import laid_in
from bot.reading.votes.claim import ACTED, ADOPTED, AUXILIARIES, FAILED, HAD, VETO, Claim, is_noun
from bot.reading.votes.denial import is_in_doubt, nobody_does
from bot.reading.votes.fates import defeated, fate, taken_by_organ
from bot.reading.votes.inversion import ENVOYS
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.neighbours import is_agent
from bot.reading.votes.rejections import is_not_told
from bot.reading.votes.vetoes import blocks, is_verb, noun_tells
from bot.states import PERMANENT


def find_outcome(claim: Claim, flat: str, place: int) -> None:
    """Find the word that says what became of the text: vetoes before other results, those before mere acts."""
    best = (0, 0, "", False)
    values: set[str] = set()
    cast = False
    outcomes = claim.where.get("outcome", [])
    if "fate" in claim.where:
        outcomes = sorted((*outcomes, *claim.where["fate"]))
    for index in sorted((*outcomes, claim.lets)) if claim.lets >= 0 else outcomes:
        if index == claim.lets:
            best = max(best, (_RANKS[ACTED] + 1, index, ADOPTED, False))
        if claim.row[index].kind in _TELLING:
            mood = _mood(claim.row, index)
            claim.future = claim.future or mood == "future"
            value = "" if mood in {"future", "aside"} else _value(claim, index, place)
            values.add(value)
            cast = cast or (value == VETO and not is_noun(claim, index))
            rank = _RANKS.get(value, 0) - 2 * (mood == "past") if value else 0
            if rank > best[0]:
                best = (rank, index, value, mood == "past")
    if not best[0] and not claim.future and "side" in claim.where and "body" in claim.where:
        index, value = taken_by_organ(claim)
        best = (bool(value), index, value, False)
    claim.at, claim.outcome, claim.past = (best[1], best[2], best[3]) if best[0] else (-1, "", False)
    claim.noun = (
        claim.at >= 0
        and is_noun(claim, claim.at)
        and not is_verb(claim, claim.at)
        and FAILED not in values
        and not cast
        and not _stops(claim)
    )
    claim.past = claim.past or (claim.outcome == VETO and _had_failed(claim))
    if claim.outcome == FAILED and _by_negative_vote(claim, flat):
        claim.outcome = VETO
    if claim.past and claim.counts and _elsewhere(claim):
        claim.at, claim.outcome, claim.past = -1, "", False


_TELLING = frozenset({"outcome", "fate"})


def _stops(claim: Claim) -> bool:
    """Whether the text is told to be stopped in a sentence that names a veto: "with a lone US veto … the call was stopped"."""
    return any(claim.row[index].value == "block" and not _mood(claim.row, index) for index in claim.where.get("outcome", ()))


def _by_negative_vote(claim: Claim, flat: str) -> bool:
    """Whether a text failed by "the negative vote of a permanent member": UN Press for a veto."""
    negative = any("negative vote" in claim.row[index].text for index in claim.where.get("side", ()))
    cast = claim.counts.get("no")
    permanent = PERMANENT.intersection(cast.states) if cast else ()
    return negative and bool(permanent or "permanent" in flat[slice(*claim.span)]) and claim.figures.get("yes", 9) >= 9


_RANKS = {VETO: 6, FAILED: 5, ADOPTED: 5, ACTED: 3}


def _elsewhere(claim: Claim) -> bool:
    """Whether a sentence's counts stand outside the clause that holds its outcome: "the US, which had vetoed …, abstained"."""
    clause = {lexeme.start for lexeme in _clause(claim)}
    after = [item.text for item in claim.row if item.start > max(clause)][:2]
    if after[:1] == [","] and after[1:] and after[1] in {"with", "by"}:
        return False
    return not any(item.start in clause and (item.kind in _COUNTING or _polls(claim.row, at)) for at, item in enumerate(claim.row))


_COUNTING = frozenset({"side", "score"})


def _polls(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a number is the first of "22 votes to 15"."""
    return row[index].kind == "number" and [item.text for item in row[index + 1 : index + 3]] == ["votes", "to"]


def _mood(row: Sequence[Lexeme], index: int) -> str:
    """Return "future" (or conditional), "past" (pluperfect), "aside" or "" for an outcome's verb, from the words before it."""
    after = row[index + 1].text if index + 1 < len(row) else ""
    if after == "werden" or abroad.is_asked(row, index):
        return "future"  # German: "Angenommen werden dürfte sie nicht"
    return "past" if after in _HAD_AFTER or _had_in_german(row, index) else _mood_before(row, _before_relative(row, index))


def _mood_before(row: Sequence[Lexeme], index: int) -> str:
    """Return the mood that the words before a place tell."""
    opener = row[index - 1].text if index and row[index].text.endswith("ing") else ""
    if opener in _ASIDES:
        return _ASIDES[opener]
    if index and row[index - 1].text == "to" and any(lexeme.kind == "future" for lexeme in row[max(0, index - _REACH) : index]):
        return "future"  # "plans to use its veto to block it"
    for back in range(index - 1, max(-1, index - 6), -1):
        mood = _mood_told(row, back, index)
        if mood is not None:
            return mood
    return ""


def _had_in_german(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a German pluperfect frames its clause: "Erst am Montag war ein russischer Entwurf mit drei Ja-Stimmen durchgefallen"."""
    index = laid_in(row, index) or index
    if not row[index].text.endswith(_PARTICIPLES) or (index + 1 < len(row) and row[index + 1].kind != "mark"):
        return False
    begin = max((place for place in range(index) if row[place].text in {";", ":", "."}), default=-1)
    return any(item.text in _HAD_IN_GERMAN for item in row[begin + 1 : index])


_PARTICIPLES = (
    "gefallen", "gescheitert", "abgelehnt", "angenommen", "verabschiedet", "gebilligt", "verurteilt", "beschlossen", "verlängert",
    "blockiert", "verhindert", "eingelegt",
)  # fmt: skip
_HAD_IN_GERMAN = frozenset({"hatte", "hatten", "war", "waren"})
_HAD_AFTER = frozenset({"hatte", "hatten"})  # German, at the end of its clause: "das sie abgelehnt hatten"
_REACH = 9
_ASIDES = {"before": "future", "after": "aside", "recent": "aside"}  # "before adopting it", "after blocking another", "its recent vetoing"


def _mood_told(row: Sequence[Lexeme], back: int, index: int) -> str | None:
    """Return the mood a word before a verb tells, "" where its clause begins there; None where the word tells nothing."""
    lexeme, text = row[back], row[back].text
    joins = text in _JOINS and back and row[back - 1].text == "," and row[index].text.endswith("ed")
    if text in {";", ".", ":"} or (lexeme.kind == "outcome" and lexeme.value != "spoke") or joins:
        return ""
    if lexeme.kind == "future":
        return "future"
    if text in HAD and index - back <= 3 and row[back + 1].text not in {"its", "their", "the"}:
        return "past"
    if text in {"war", "waren"} and row[index].text in {"gescheitert", "durchgefallen"}:
        return "past"
    if text in AUXILIARIES and text != "a":
        return "future" if _is_supposed(row, back) else _had_before(row, back)
    return None


def _had_failed(claim: Claim) -> bool:
    """Whether a text had failed before, by a veto named: "Am Freitag war im Rat ein ähnlicher Entwurf am Veto der USA gescheitert"."""
    words = [lexeme.text for lexeme in claim.row]
    return not _HAD_BEEN.isdisjoint(words[: claim.at]) and not _FAILED_BY.isdisjoint(words[claim.at + 1 :])


_HAD_BEEN = frozenset({"war", "waren", "había", "habían", "avait", "avaient", "havia", "tinha", "era"})
_FAILED_BY = frozenset({"gescheitert", "durchgefallen", "fracasado", "échoué", "fracassado", "fallito"})
_JOINS = frozenset({"and", "but", "then"})


def _is_supposed(row: Sequence[Lexeme], auxiliary: int) -> bool:
    """Whether an auxiliary stands after a modal, adverbs between: "would almost certainly have vetoed"."""
    before = auxiliary - 1
    while before > 0 and before > auxiliary - 4 and (row[before].text.endswith("ly") or row[before].text in _ADVERBS):
        before -= 1
    return before >= 0 and row[before].kind == "future"


_ADVERBS = frozenset({"almost", "never", "not", "also", "still", "well", "just"})


def _before_relative(row: Sequence[Lexeme], index: int) -> int:
    """Return where the clause stands that a relative one interrupts right before a verb: "the draft, which would have …, failed"."""
    if not index or row[index - 1].text != ",":
        return index
    opens = (at for at in range(index - 2, max(-1, index - 25), -1) if row[at].text == ",")
    return next((at for at in opens if row[at + 1].text in _RELATIVES), index)


_RELATIVES = frozenset({"which", "who", "that", "whose", "qui", "que", "die", "der", "das"})


def _had_before(row: Sequence[Lexeme], back: int) -> str:
    return "past" if back and row[back - 1].text in HAD else ""


def _value(claim: Claim, index: int, place: int) -> str:
    """Return what an outcome word says in its place, empty where it says nothing."""
    lexeme = claim.row[index]
    text = lexeme.text
    before = claim.row[index - 1].text if index else ""
    negated = before in _NEGATIONS or _negated(claim.row, index)
    negated = negated or (lexeme.value in _STOPPING and (nobody_does(claim.row, index) or is_in_doubt(claim.row, index)))
    if is_noun(claim, index):
        return VETO if is_verb(claim, index) or noun_tells(claim, index) else ""
    if before in _WHOEVER or (_is_present(text) and not _is_headline(claim, index, place)) or is_not_told(claim, index):
        return ""
    if lexeme.value == ADOPTED:
        return FAILED if negated else ADOPTED
    if lexeme.kind == "fate" or lexeme.value == "block":
        told = "" if negated else fate(claim, index)
        return told or (VETO if lexeme.value == "block" and not (negated or _is_finite(text)) and blocks(claim, index) else "")
    if lexeme.value in {ACTED, "spoke"}:
        return ACTED if not negated and _acts(claim, index) and (lexeme.value == ACTED or _voted(claim)) else ""
    if text in _TURNS_DOWN and not _has_text(claim.row, index):
        negated, lexeme = not _acts(claim, index), lexeme._replace(value=ACTED)
    return (
        ""
        if negated or _disagrees(claim.row, index) or _is_a_losers(claim.row, index) or _is_an_envoys(claim.row, index)
        else defeated(claim, index) or lexeme.value
    )


def _is_an_envoys(row: Sequence[Lexeme], index: int) -> bool:
    """Whether an envoy rejects a text, and no organ does: "La delegación de Caracas calificó el texto de hostil y lo rechazó"."""
    if row[index].text not in _TURNS_DOWN or any(item.kind == "body" for item in row[:index]):
        return False
    return any(item.text in ENVOYS for item in row[:_OPENS])


_OPENS = 4  # lexemes that open a sentence with who does what it tells


def _is_a_losers(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a defeat is somebody's, and no text's: "a crushing defeat for Britain"."""
    return row[index].text == "defeat" and not _has_text(row[: index + _LOSER], index)


_LOSER = 5  # lexemes in which a text is named that was defeated


_STOPPING = frozenset({VETO, "block"})


def _is_finite(text: str) -> bool:
    """Whether an English verb stands in a tense, its subject before it: "blocked", "shot down"; not "blocking"."""
    return text.isascii() and text.partition(" ")[0].endswith(("ed", "s", "shot", "struck", "sank", "sunk", "brought", "put", "laid"))


def _has_text(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a text is turned down, and not what the text is about: "rejeita anexação", "rechaza la invasión"."""
    near = (*row[max(0, index - 8) : index], *row[index + 1 : index + 15])
    return any(item.kind in {"text", "amendment", "paragraph", "procedural", "number", "symbol"} for item in near)


_TURNS_DOWN = frozenset({
    "a rejeté", "rejette", "rechazó", "rechaza", "ha rechazado", "rejeitou", "rejeita", "ha respinto", "respinge", "boccia", "lehnt",
    "lehnte",
})  # fmt: skip


def _negated(row: Sequence[Lexeme], index: int) -> bool:
    """Whether a participle is denied over its auxiliary: "non è stata quindi approvata", "no ha sido finalmente aprobada"."""
    if _DENYING.isdisjoint(item.text for item in row[max(0, index - 5) : index + 8]):
        return False
    after = [item.text for item in row[index + 1 : index + 8]]
    if "nicht" in after[: next((place for place, word in enumerate(after) if word in ",;:("), len(after))]:
        return True  # German: "verhinderten den Text aber nicht"
    before = row[max(0, index - 5) : index]
    joined = max((place for place, item in enumerate(before) if item.text in _JOINING), default=-1)
    at = max((place for place, item in enumerate(before) if item.text in _DENYING and place > joined), default=-1)
    between = before[at + 1 :]
    words = sum(item.kind == "word" for item in between)
    if at > 0 and before[at - 1].text in _TAKE:
        return False  # "a motion to take no action was defeated"
    return at >= 0 and words <= 1 < len(between) + 1 and all(item.kind in {"light", "word", "join"} for item in between)


_JOINING = frozenset({"and", "but", "et", "mais", "y", "pero", "e", "mas", "ma", "und", "aber"})  # "met with no opposition and was adopted"
_TAKE = frozenset({"take", "taking"})
_DENYING = frozenset({"non", "no", "não", "nicht", "pas"})


def _disagrees(row: Sequence[Lexeme], index: int) -> bool:
    """Whether an organ only failed to agree, which is no vote: "failed to agree", "a échoué à se mettre d'accord"."""
    return row[index].value == FAILED and any(item.text in _AGREE for item in row[index + 1 : index + 9])


_AGREE = frozenset({"agree", "agreement", "consensus", "by consensus", "accord", "entendre", "acuerdo", "acordo", "einigen", "einigung"})


_WHOEVER = frozenset(
    {"chi", "quien", "quem", "wer", "whoever", "whichever", "anyone", "quiconque", "quienquiera"}
)  # a rule, and no news: "whoever casts a veto"
_NEGATIONS = frozenset(
    {"not", "never", "n't", "nicht", "pas", "no", "non", "não", "tampoco", "nunca", "nor", "neither", "tampouco", "none", "nobody"}
    | {"nenhum", "nenhuma", "ninguno", "ninguna", "aucun", "aucune", "nessuno", "nessuna", "kein", "keiner", "keine", "keines"}
)


def _is_present(text: str) -> bool:
    """Whether an English verb is in the present: a headline's tense for what was done, elsewhere no news."""
    return (
        text.isascii() and text.isalpha() and text.endswith("s") and not text.endswith(_NO_PRESENT) and text not in {"les", "des", "wies"}
    )


_NO_PRESENT = ("ss", "as", "os")  # "beschloss", "aprobadas", "aprovados"


def _is_headline(claim: Claim, index: int, place: int) -> bool:
    """Whether a present verb tells news: in a title or first sentence, right after who does it."""
    before = claim.row[max(0, index - 3) : index]
    live = claim.row[0].kind == "ordinal" and ":" in claim.row[0].value  # a live blog tells each minute's news in the present: "15:44 – …"
    if live and not claim.where.keys().isdisjoint({"body", "text"}):
        return True
    return (claim.title or place < 1) and (any(lexeme.kind in {"state", "body"} for lexeme in before) or claim.title)


def _acts(claim: Claim, index: int) -> bool:
    """Whether an organ does it: named shortly before the verb, or after "by"."""
    if claim.row[index].text.endswith("ing") and index and claim.row[index - 1].kind == "text":
        return False  # "a Council resolution renewing the force"
    before = any(lexeme.kind == "body" for lexeme in claim.row[max(0, index - 8) : index])
    agent = any(place > index and is_agent(claim.row, place) for place in claim.where.get("body", ()))
    return before or agent or _inverts(claim.row, index)


def _inverts(row: Sequence[Lexeme], index: int) -> bool:
    """Whether the organ stands right behind its verb, and no State before: "Mit 15 Stimmen verlängerte der Sicherheitsrat das Mandat"."""
    after = row[index + 1 : index + 3]
    behind = len(after) > 1 and after[0].text in _NOMINATIVES and after[1].kind == "body"
    begin = max((at + 1 for at in range(index) if row[at].text in {",", ";", ":", ".", "-"}), default=0)
    return behind and all(item.kind not in {"state", "text", "body"} for item in row[begin:index])


_NOMINATIVES = frozenset({"der", "die", "das", "el", "la", "le", "o", "a", "il"})


def _voted(claim: Claim) -> bool:
    """Whether the sentence itself speaks of votes cast."""
    return bool(claim.figures) or not claim.where.keys().isdisjoint({"majority", "unanimous"})


def _clause(claim: Claim) -> list[Lexeme]:
    """Return the part of a sentence, between commas and the like, that holds its outcome; all of it where none is told."""
    if claim.at < 0:
        return list(claim.row)
    first, last = claim.at, claim.at
    while first > 0 and claim.row[first - 1].text not in ",;:()":
        first -= 1
    while last + 1 < len(claim.row) and claim.row[last + 1].text not in ",;:()":
        last += 1
    return list(claim.row[first : last + 1])
