"""What only a lexeme's neighbours tell: "10 for", "no abstentions", "une abstention", "of its 15 members"."""

from __future__ import annotations

from operator import attrgetter

from bot.reading.votes import abroad, hands, parted, particles, stances
from bot.reading.votes.figures import OUT_OF, as_many, not_one, number_in_context
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.voters import VOTERS

_TEXT_AND_KIND = attrgetter("text", "kind")
_SETTLED = frozenset({"mark", "state", "symbol", "day", "body", "text", "outcome"})
_FOR = frozenset({"for", "pour", "für", "por"})
_ANSWERS = {"yes": "yes", "oui": "yes", "sí": "yes", "sim": "yes", "sì": "yes", "ja": "yes", "non": "no", "não": "no", "nein": "no"}
_AGAINST = frozenset({"against", "contra", "contre"})
_COLOURS = frozenset(("in green", "green", "in red", "red", "in yellow", "in amber", "yellow", "amber"))
_SAID = {"says no": "failed", "said no": "failed", "says yes": "adopted", "said yes": "adopted"}  # of an organ: "Council says no to …"
_HANDS = frozenset({"hand went up", "hands went up", "hand shot up", "hands shot up", "hands rose", "hands were raised"})
_AMBIGUOUS = (
    _FOR
    | _AGAINST
    | abroad.WORDS
    | {
        "per",
        "contro",
        "a favor",
        "en contra",
        "a favore",
        "en faveur",
        "elected",
        "no",
        "vote on",
        *_ANSWERS,
        *parted.TOWARDS,
        *_COLOURS,
        *_SAID,
        *_HANDS,
        *particles.SEVERAL,
    }
)
_RESETTLED = stances.RESETTLED | particles.TO_REJECT
_BY_KIND = frozenset({"number", "article", "unanimous", "equal", "hand"})  # to be settled whatever the word


def in_context(lexemes: list[Lexeme], flat: str) -> list[Lexeme]:
    """Settle what only the neighbours tell: "10 for", "no abstentions", "une abstention", "of its 15 members", "5 May"."""
    settled = list(lexemes)
    for index in [index for index, (text, kind) in enumerate(map(_TEXT_AND_KIND, lexemes)) if text in _AMBIGUOUS or kind in _BY_KIND]:
        lexeme = lexemes[index]
        known = lexeme.kind in _SETTLED and lexeme.text not in _RESETTLED
        if known or settled[index].value == stances.PARTED:
            continue
        before = settled[index - 1] if index else None
        after = lexemes[index + 1] if index + 1 < len(lexemes) else None
        changed = _settle(lexeme, before, after, flat, index, settled)
        if changed is not None:
            settled[index] = changed
    return settled


def _settle(lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None, flat: str, index: int, row: list[Lexeme]) -> Lexeme | None:
    word = lexeme.text
    if word in particles.SEVERAL:
        return particles.settle(row, index)
    if _means_little(word, before, after) or (word in _AGAINST and _goes_with_noun(before, after)):
        return Lexeme(lexeme.start, lexeme.end, lexeme.text, "light", word)
    if word in abroad.WORDS and (read := abroad.settle(lexeme, index, row)):
        return (number_in_context(read, after, flat, index, row) or read) if read.kind == "number" else read
    if lexeme.kind in _BY_NEIGHBOURS:
        return _BY_NEIGHBOURS[lexeme.kind](lexeme, index, row)
    if lexeme.kind == "number":
        if before is not None and before.kind == "fate" and before.text.endswith(_BY_MEMBERS):
            row[index - 1] = _as(before, "side", "yes", "adv")  # "won the approval of 13 of the 15 members", not of the organ
        return number_in_context(lexeme, after, flat, index, row)
    return _side(lexeme, before, after, index, row) or _of_organ(lexeme, before, index, row) or _article(lexeme, after, index, row)


_BY_NEIGHBOURS = {"equal": as_many, "hand": hands.settle}
_BY_MEMBERS = tuple(f" {given} {by}" for given in ("approval", "endorsement", "assent", "consent", "blessing") for by in ("of", "from"))


def _side(lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None, index: int, row: list[Lexeme]) -> Lexeme | None:
    word = lexeme.text
    if word in _HANDS:
        asked = next((item.value for item in reversed(row[:index]) if item.kind == "side"), "yes")
        return _as(lexeme, "side", asked, "verb")  # "called for those against, one hand went up"
    if told := parted.parted_verb(word, row, index):
        return _as(lexeme, "side", *told)
    if word in _FOR:
        heads = index <= 1 and after is not None and after.text == ":"  # "Pour : 153", a line of a roll call
        return _as(lexeme, "side", "yes", "adv") if heads or _counts_for(before, after, index, row) else None
    if lexeme.kind == "unanimous" and (_may_vote(row, index) or _is_part(row, index)):
        return _as(lexeme, "light", "size", "")
    if (index == 0 and lexeme.kind in {"word", "light"} and _heads_line(word, row)) or _is_tabled(word, before, after, row):
        return _as(lexeme, "side", _ANSWERS.get(word, "no"), "noun")
    return _answer(lexeme, word, before, after)


def _is_tabled(word: str, before: Lexeme | None, after: Lexeme | None, row: list[Lexeme]) -> bool:
    """Whether a word heads the next count of a line that tells one after another: "Sì 107, no 12, astenuti 59"."""
    if after is None or after.kind != "number" or not (word == "no" or word in _ANSWERS):
        return False
    starts = before is None or before.text in {",", ";", "e", "y"}
    return starts and row[0].text in _ANSWERS and row[1].kind == "number"


def _may_vote(row: list[Lexeme], index: int) -> bool:
    """Whether all members are told to be able, or about, to vote: "les quinze membres du Conseil de sécurité doivent se prononcer"."""
    inside = False
    for item in row[index + 1 : index + _TO_VERB]:
        inside = item.text == "(" or (inside and item.text != ")")
        if not inside and item.text != ")" and item.kind not in {"light", "body"} and item.text not in _OF_UN:
            return item.kind == "future"
    return False


_TO_VERB = 22  # lexemes, an aside in parentheses among them
_OF_UN = frozenset({"'", "onu", "uno", "un"})


def _of_organ(lexeme: Lexeme, before: Lexeme | None, index: int, row: list[Lexeme]) -> Lexeme | None:
    """Read what an organ says ("Council says no to …"), and a colour that stands for no side."""
    if lexeme.text in _COLOURS and not _counts_by_colour(row, index):
        return _as(lexeme, "light", lexeme.text, "")
    said = before is not None and before.kind == "body" and lexeme.text in _SAID
    return _as(lexeme, "outcome", _SAID[lexeme.text], "verb") if said else None


def _counts_by_colour(row: list[Lexeme], index: int) -> bool:
    """Whether a colour stands for a side on the hall's board: "124 in green", "red: five"."""
    after = row[index + 1] if index + 1 < len(row) else None
    if index and row[index - 1].kind == "number" and (after is None or (after.kind == "mark" and after.text in _CLOSING)):
        return True  # "161 green. Eight yellow: China, …"
    if row[index].text.startswith("in "):
        return index > 0 and row[index - 1].kind == "number"
    return index + 2 < len(row) and row[index + 1].text == ":" and row[index + 2].kind == "number"


_CLOSING = frozenset({".", ",", ";", ":", "(", "-"})


def _is_part(row: list[Lexeme], index: int) -> bool:
    """Whether "its 15 members" only tell out of how many: "13 of its 15 members", "13 de los 15 miembros"."""
    before = row[max(0, index - 4) : index]
    if index and row[index - 1].text in _OUT_OF_ALL and any(item.kind == "number" for item in row[index + 1 : index + 8]):
        return True  # "sur les quinze membres, treize ont voté pour"
    if before[-2:-1] and before[-2].text in _ONE and row[index - 1].text in _OF_ALL and row[index].text.endswith(_MEMBERS):
        return True  # "un de ses quinze membres, l'Algérie"
    counted = any(item.kind == "number" for item in before) and bool(OUT_OF.intersection(item.text for item in before))
    return counted and row[index].text.endswith(_MEMBERS)


_ONE = frozenset({"un", "une", "uno", "una", "um", "uma", "eines", "einer", "einem", "ein", "eine"})
_OF_ALL = frozenset({"de", "des", "dei", "dos", "der", "di", "von", "los", "suoi"})
_OUT_OF_ALL = frozenset({"sur", "su", "sui", "dei", "von", "of", "de", "entre", "dos"})
_MEMBERS = ("members", "countries", "nations", "states", "membres", "miembros", "membros", "mitglieder", "council")


def _answer(lexeme: Lexeme, word: str, before: Lexeme | None, after: Lexeme | None) -> Lexeme | None:
    """Read "143 oui, 9 non", "no abstentions", and the noun in "the vote on Friday"."""
    counted = before is not None and (before.kind == "number" or before.text in abroad.PLURALS)
    if word in _ANSWERS and counted and lexeme.kind in {"word", "light"} and not _is_prefix(lexeme, after):
        return _as(lexeme, "side", _ANSWERS[word], "noun")
    if word == "no" and after is not None:
        return _no(lexeme, before, after)
    return _as(lexeme, "vote", "noun", "noun") if word == "vote on" and after is not None and after.kind == "day" else None


def _heads_line(word: str, row: list[Lexeme]) -> bool:
    """Whether an answer opens a line of a roll call: "YES 124", "NO 11 - Australia, Canada, …"."""
    if word not in _ANSWERS and word != "no":
        return False
    after = row[1:3]
    return bool(after) and after[0].kind == "number" and (len(after) == 1 or after[1].text in _CLOSING)


def _is_prefix(lexeme: Lexeme, after: Lexeme | None) -> bool:
    """Whether a hyphen follows: "five non-permanent seats"; not the German "88 Ja- gegen 55 Nein-Stimmen"."""
    return after is not None and after.text == "-" and after.start == lexeme.end and lexeme.text != "ja"


def _article(lexeme: Lexeme, after: Lexeme | None, index: int, row: list[Lexeme]) -> Lexeme | None:
    if lexeme.kind != "article":
        return None
    counted = after is not None and (_is_vote(after, lexeme) or (after.kind == "light" and after.text[0] in "vmcs"))
    counted = counted or (lexeme.text == "once" and after is not None and after.text == "votos")  # Spanish: "contaba con once votos"
    counted = counted or (lexeme.number > 1 and _out_of_all(row, index)) or _opposes_many(row, index, after)
    counted = counted or (after is not None and ((lexeme.number > 1 and after.text in VOTERS) or _is_answer(after, index, row)))
    one = 0 if counted and not_one(row, index) else lexeme.number
    return Lexeme(lexeme.start, lexeme.end, lexeme.text, "number" if counted else "light", lexeme.value, number=one)


def _opposes_many(row: list[Lexeme], index: int, after: Lexeme | None) -> bool:
    """Whether one stands against many: "quattordici contro uno"."""
    closed = after is None or after.kind == "mark"
    scored = row[index - 1].text in _OPPOSED or (index == _SCORE and row[1].text in _TO)
    return closed and index > 1 and scored and row[index - 2].kind == "number"


_OPPOSED = frozenset({"contre", "contra", "contro", "gegen"})
_SCORE, _TO = 2, frozenset({"a", "à", "zu", "x"})  # a score that opens a sentence: "Quattordici a uno: …"


def _out_of_all(row: list[Lexeme], index: int) -> bool:
    """Whether a word that may be a number counts out of all members: "once de los quince miembros"."""
    after = row[index + 1 : index + 4]
    return bool(after) and after[0].text in OUT_OF and any(item.kind in {"number", "unanimous"} for item in after[1:])


def _is_vote(after: Lexeme, article: Lexeme) -> bool:
    """Whether an article counts votes, and no support in general: "un apoyo casi unánime"."""
    support = after.value == "yes" and article.number == 1 and article.text == "un" and not any(word in after.text for word in _BALLOTS)
    return after.kind == "side" and not support


_BALLOTS = ("vot", "voix", "pour", "sí", "oui", "sì")


def _is_answer(after: Lexeme, index: int, row: list[Lexeme]) -> bool:
    """Whether one answer is counted: "tredici sì, un no e un'astensione"."""
    following = row[index + 2] if index + 2 < len(row) else None
    if after.text == "'":
        return following is not None and following.kind == "side" and following.form == "noun"
    return (after.text in _ANSWERS or after.text == "no") and following is not None and following.text in _AFTER_NOES


def _no(lexeme: Lexeme, before: Lexeme | None, after: Lexeme) -> Lexeme | None:
    """Read "no" as a count ("no abstentions") or as a side ("18 no votes"), else as nothing."""
    if before is not None and _is_a_no(before, lexeme, after):
        return _as(lexeme, "side", "no", "noun")
    if after.text in _ANYBODY and not (before is not None and before.kind == "sub"):
        return Lexeme(lexeme.start, lexeme.end, lexeme.text, "number", "none", number=0)
    counts = after.kind == "side" and after.form == "noun" and not after.text.startswith("voto ")  # Portuguese: "no voto contra"
    return Lexeme(lexeme.start, lexeme.end, lexeme.text, "number", "none", number=0) if counts else None


def _is_a_no(before: Lexeme, no: Lexeme, after: Lexeme) -> bool:
    """Whether "no" is itself a vote: "18 no votes", "10 NO - Argentina, …", "Russia's no was enough", "a no came from Chad"."""
    if before.kind == "number":
        return (
            after.kind == "vote"
            or after.text in _AFTER_NOES
            or after.text in _WERE_NOES
            or (after.text in {"-", ":"} and after.start > no.end)
        )
    if before.text == "a":
        return after.text in _FROM
    return before.text in {"i", "los"} or ((before.text == "s" or before.kind == "only") and (after.kind == "mark" or after.text in _IS))


_WERE_NOES = frozenset({"sono", "son", "fueron", "foram", "sono stati"})  # "I tre no sono arrivati da …"
_AFTER_NOES = frozenset({",", ".", ";", "and", ")", "(", "e", "y", "ed"})
_IS = frozenset({"was", "is", "were", "came", "made", "did", "sank", "killed", "sufficed", "stopped"})
_ANYBODY = frozenset({"country", "member", "nation", "state", "delegation", "delegate", "government", "ambassador", "envoy"})
_FROM = frozenset({"came", "came from", "from", "was", "by"})


def _means_little(word: str, before: Lexeme | None, after: Lexeme | None) -> bool:
    """Whether a word is none of those it looks like: "the 10 elected members"."""
    if word == "elected" and after is not None and after.kind == "number":
        return before is not None and before.text == "the"
    return word == "elected" and before is not None and before.kind in {"number", "light"} and after is not None and after.kind == "light"


def _goes_with_noun(before: Lexeme | None, after: Lexeme | None) -> bool:
    """Whether "against" tells what a noun is directed at, not how somebody voted: "the embargo against Cuba", "war against Ukraine"."""
    noun = before is not None and (before.kind == "text" or (before.kind == "word" and before.value not in _VOTES_OR_VOTERS))
    return noun and after is not None and after.kind in {"state", "word", "text", "measure"}


_VOTES_OR_VOTERS = frozenset({"ballot", "governments", "hands", "hand", "voices", "stood", "came", "spoke", "voted", "cast", "went"})


def _counts_for(before: Lexeme | None, after: Lexeme | None, index: int, row: list[Lexeme]) -> bool:
    """Whether "for" stands for votes in favour: "10 for", "11 votes for, 2 against", "141 voted for"."""
    counted = before is not None and (
        before.kind == "number" or (before.kind in {"vote", "light"} and index > 1 and row[index - 2].kind == "number")
    )
    closed = after is None or after.kind in {"mark", "number", "symbol"} or after.text in {"and", "to", "et", "und", "y", "e", "the"}
    return counted and closed


def _as(lexeme: Lexeme, kind: str, value: str, form: str) -> Lexeme:
    return Lexeme(lexeme.start, lexeme.end, lexeme.text, kind, value, form, lexeme.number)
