"""What a number counts in a sentence: voters on a side, or the size of a body, things, time, a margin."""

from __future__ import annotations

from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.polls import gained_what_it_needed

_NOBODY = frozenset({"nobody", "none", "no one"})
_BUT = frozenset({"apart", "apart from", "aside from", "except for", "but", "except", "besides", "save", "beyond"})
_VOTERS = frozenset({"states", "countries", "members", "nations", "delegations", "governments"})
_THESE = frozenset(
    {"ces", "estos", "estas", "esos", "esas", "diese", "diesen", "dieser", "estes", "esses", "essas", "questi", "queste", "quei"}
)
_TEXTS = frozenset({"resolutions", "drafts", "texts", "vetoes", "vetos", "amendments", "resoluciones", "resoluções", "résolutions"})
_KINDS_OF_MEMBERS = (
    "permanent", "permanents", "elected", "veto", "co-sponsor", "permanentes", "ständige", "élus", "elegidos", "gewählte", "eleitos",
    "eletti", "non permanent", "no permanentes", "nichtständige", "não permanentes", "rotativ",
)  # fmt: skip
_NEEDED = 9  # votes in favour a Council draft needs: named far more often as the rule than as a count
OUT_OF = frozenset({"of", "de", "sur", "dos", "von", "der", "os", "los", "des", "dei", "degli", "su", "las", "sui", "sulle"})
_GAINED = frozenset({
    "eu", "obtenu", "recueilli", "réuni", "obtuvo", "tuvo", "logró", "sumó", "reunió", "erhielt", "bekam", "erreichte", "obteve", "teve",
    "conseguiu", "reuniu", "ottenuto", "avuto", "raccolto", "ha ottenuto", "ha avuto", "ha raccolto", "exactement", "justo", "genau",
    "esattamente", "exatamente", "exactamente", "tout juste", "together",
    "mustered", "reached", "received", "got", "won", "gained", "garnered", "obtained", "secured", "drew",
})  # fmt: skip
_TO_ALL = frozenset({"ai", "aux", "aos", "ao", "agli"})  # "il progetto che la raccomandava ai 193 dell'Assemblea"
_OF_ELEVEN = 11  # the Council's size before 1966: "11 der 15 Mitgliedsländer" counts
_WHOLE_BODY = frozenset({11, 15, 47, 193})


def number_in_context(lexeme: Lexeme, after: Lexeme | None, flat: str, index: int, row: list[Lexeme]) -> Lexeme | None:
    """Return what a number is where it counts no voters; None where it may."""
    if (
        _is_margin(row, index)
        or _is_size(lexeme, after, flat, index, row)
        or _measures(row, index)
        or _points_back(row, index)
        or _counts_otherwise(row, index)
        or _names_group(row, index)
        or _is_among(row, index)
    ):
        return lexeme._replace(kind="light", value="size", form="")
    return lexeme._replace(number=0) if lexeme.number == 1 and not_one(row, index) else None


def as_many(lexeme: Lexeme, index: int, row: list[Lexeme]) -> Lexeme:
    """Return the number of "12 voted against and as many abstained": that told before, where a side follows; else what means nothing."""
    after = next((item for item in row[index + 1 : index + _TO_SIDE] if item.kind not in {"light", "sub"}), None)
    before = next((item for item in reversed(row[:index]) if item.kind == "number"), None)
    nearly = index > 0 and row[index - 1].text in _NEARLY
    if before is None or after is None or after.kind != "side" or nearly:
        return lexeme._replace(kind="light", value=lexeme.text)
    return lexeme._replace(kind="number", value=lexeme.text, number=before.number)


_TO_SIDE = 5
_NEARLY = frozenset({"almost", "nearly", "about", "roughly", "twice", "half", "not", "times"})


def _is_margin(row: list[Lexeme], index: int) -> bool:
    """Whether a number tells by how much a text was lost, and no side: "was defeated by two votes"."""
    if index < 2 or row[index - 1].text != "by" or row[index - 2].value not in {"failed", "died", "refused"}:
        return False
    after = [item.text for item in row[index + 1 : index + 3]]
    return after[:1] in (["votes"], ["vote"]) and after[1:] not in (["to"], ["against"], ["for"])


def _counts_otherwise(row: list[Lexeme], index: int) -> bool:
    """Whether a number counts authors ("113 States had co-sponsored it"), or nobody but those named ("nobody but Iran voted with it")."""
    if row[index].text.isdigit() and _numbers_item(row, index):
        return True
    if not row[index].number and _nobody_else(row, index):
        return True
    if any(item.text in _SPARED for item in row[max(0, index - 2) : index]):
        return True  # "it could have spared only one"
    if row[index].text in _NOBODY:  # "nobody but Iran voted with it"
        beside = [item.text for item in row[max(0, index - 2) : index + 3]]
        return bool(_BUT.intersection(beside))
    after = row[index + 1 : index + 5]
    return bool(after) and after[0].text in _VOTERS and any(item.kind == "sponsor" and item.text.endswith("sponsored") for item in after)


_SPARED = frozenset({"spare", "spared", "sparing"})


def _nobody_else(row: list[Lexeme], index: int) -> bool:
    """Whether none is told but of those not yet named: "nessun altro ha votato contro", "nadie más", "sonst stimmte niemand dagegen"."""
    after = {item.text for item in row[index + 1 : index + 4]}
    return not _ELSE.isdisjoint(after) or any(item.text in _BUT_FOR_THEM for item in row[max(0, index - 4) : index])


_ELSE = frozenset(
    {"autre", "altro", "altri", "altra", "más", "otro", "otra", "outro", "outra", "weiteres", "weiterer", "anderes", "anderer"}
)
_BUT_FOR_THEM = frozenset({"sonst", "mais", "sinon", "ansonsten"})


def _is_among(row: list[Lexeme], index: int) -> bool:
    """Whether a number only counts some of a side: "tra coloro che si sono astenuti vi sono due membri permanenti"."""
    side = next((at for at in range(index - 1, max(-1, index - _APART), -1) if row[at].kind == "side"), 0)
    return side > 0 and row[side - 1].kind == "among" and all(item.kind in {"light", "word"} for item in row[side + 1 : index])


_APART = 5


def _names_group(row: list[Lexeme], index: int) -> bool:
    """Whether a number is part of a name ("the A3", "the P5", "the E3's"), or of "as one of the five powers"."""
    before = row[index - 1] if index else None
    joined = before is not None and before.end == row[index].start and before.text.isalpha()
    one = row[index].text == "one" and before is not None and before.text == "as"
    return joined or one


def _numbers_item(row: list[Lexeme], index: int) -> bool:
    """Whether a number only numbers a list's items: "1. Russie 2. Syrie"."""
    after = row[index + 1 : index + 3]
    return len(after) > 1 and after[0].text in {".", ")"} and after[1].kind == "state"


def _points_back(row: list[Lexeme], index: int) -> bool:
    """Whether a number means those told of before: "South Africa joined the two in opposing it"."""
    joined = index > 1 and row[index - 2].kind == "join" and row[index - 1].text in {"the", "those", "these"}
    if index > 1 and row[index - 1].kind == "light" and row[index - 2].text in _BESIDE:
        return True  # "além das duas potências", "besides the two vetoes"
    shown = index > 0 and row[index - 1].text in _THESE  # "pour ces deux pays"
    return (joined or shown) and index + 1 < len(row) and row[index + 1].kind == "light"


_BESIDE = frozenset({
    "besides", "beside", "além das", "além dos", "além de", "outre", "en plus de", "además de", "aparte de", "neben", "außer", "oltre a",
    "oltre alle", "oltre ai", "in addition to", "apart from", "aside from",
})  # fmt: skip


def not_one(row: list[Lexeme], index: int) -> bool:
    """Whether one is none: "not a single vote against", "without one dissenting voice"."""
    before = [item.text for item in row[max(0, index - 2) : index]]
    return bool(before) and (
        before[-1] in {"no", "not", "without", "sans", "sin", "sem", "ohne"} or before[-2:] in (["not", "a"], ["without", "a"])
    )


def _measures(row: list[Lexeme], index: int) -> bool:
    """Whether a number counts time or things and no voters: "six more months", "5,500 police", "12 drafts"."""
    following = row[index + 1 : index + 3]
    if following and (following[0].kind == "other" or following[0].value == "-"):
        following = following[1:]
    return bool(following) and (following[0].kind == "measure" or following[0].text in _TEXTS)


def _is_size(lexeme: Lexeme, after: Lexeme | None, flat: str, index: int, row: list[Lexeme]) -> bool:
    """Whether a number is the size of the body, not a count: "of the Council's 15 members", "the five permanent members"."""
    if after is not None and flat.startswith(_KINDS_OF_MEMBERS, after.start):
        return not _elected_voted(row, index)
    if lexeme.number == _NEEDED and any(item.kind == "rule" for item in (*row[max(0, index - 6) : index], *_before_comma(row, index))):
        return not (any(item.text in _GAINED for item in row[max(0, index - 3) : index]) or gained_what_it_needed(row, index))
    if (
        lexeme.number in _WHOLE_BODY
        and index > 1
        and row[index - 1].value == "s"
        and row[index - 3 : index - 2]
        and _names_body(row, index)
    ):
        return after is None or after.kind != "side"
    words = _since_stop([item.text for item in row[max(0, index - 5) : index]])
    counts = after is not None and after.kind in {"side", "vote"} and words[-2:] not in (["of", "the"], ["of", "its"], ["out", "of"])
    counts = counts or (index > 0 and row[index - 1].kind == "other")  # "los otros 191 Estados"
    counts = counts or (after is not None and after.text in _TAKES and words[-1:] == ["-"])  # "Rabat - Eleven for, none against"
    counts = counts or (
        lexeme.number == _OF_ELEVEN and any(item.text in {"15", "fünfzehn", "fifteen"} for item in row[index + 1 : index + 4])
    )
    counts = counts or (lexeme.text == "elf" and "der" not in words[-2:])  # "der Entwurf hatte elf Mitglieder hinter sich"
    counts = counts or words[-2:] in (["total", "of"], ["number", "of"])  # "a total of 11 countries"
    if lexeme.number not in {11, 15, 47, 191, 192, 193} or counts:
        return False
    if "all" in words[-2:] or words[-2:-1] in (["vote"], ["votes"]) or words[-1:] == ["to"]:
        return False
    return (
        bool(OUT_OF.intersection(words)) or not _TO_ALL.isdisjoint(words[-1:]) or ("-" in words[-1:] and row[index - 1].end == lexeme.start)
    )


_TAKES = frozenset({"for", "against", "in favour", "in favor", "yes"})


def _before_comma(row: list[Lexeme], index: int) -> list[Lexeme]:
    """Return what follows a number up to a comma: "nine votes, the minimum required" were cast."""
    after = row[index + 1 : index + 5]
    return after[: next((place for place, item in enumerate(after) if item.text == ","), len(after))]


def _names_body(row: list[Lexeme], index: int) -> bool:
    """Whether a body's possessive stands before a number: "the Security Council's fifteen"."""
    return any(item.kind == "body" for item in row[index - 3 : index])


def _elected_voted(row: list[Lexeme], index: int) -> bool:
    """Whether elected members are counted for what they did: "the ten elected members of the Security Council abstained"."""
    following = row[index + 1 : index + 8]
    if not following or not following[0].text.startswith("elected"):
        return False
    verb = next((item for item in following[1:] if item.kind not in {"light", "body", "word"}), None)
    return verb is not None and verb.kind == "side" and verb.value == "abstain" and verb.form == "verb"


def _since_stop(words: list[str]) -> list[str]:
    """Return the words after the last comma, colon or semicolon: what stands before it owns no number after it."""
    stop = max((place for place, word in enumerate(words) if word in {",", ":", ";"}), default=-1)
    return words[stop + 1 :]
