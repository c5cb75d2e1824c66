"""Lists of States bound to the word that names their side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.reading.votes.inversion import subject_follows, were
from bot.reading.votes.lexeme import Lexeme
from bot.reading.votes.lists import envoy_verb
from bot.reading.votes.sides import CONJUNCTIONS, Count, Counts, Group, distance
from bot.states import PERMANENT

_FARTHEST_LIST = 2.3
_ALL_PERMANENT = 5


Taken = Mapping[int, int]
"""Where a verb stands, and where those who are its voters begin."""
_NONE: Taken = {}


def bind_lists(row: Sequence[Lexeme], lists: Sequence[Group], told: Counts, taken: Taken = _NONE) -> None:
    """Give each list the side it is counted with, or else stands nearest to; a list that is all that was told is its side's number.

    A verb that is taken has its voters before it, from the place given on.
    """
    for group in lists:
        side = _counted_before(row, group, told) or _side_of(row, group, taken)
        counted = side in told and told[side].number == len(group.states)
        if side and (counted or not PERMANENT.issubset(group.states[:_ALL_PERMANENT])):
            count = told.setdefault(side, Count())
            count.states += [state for state in group.states if state not in count.states]
            count.partial = count.partial or group.partial
            count.partial = count.partial or _in_company(row, group) or _likewise(row, group)
            only = row[max(0, group.first - 1)].kind == "only" or _is_roll(row, group) or _is_sole(row, group)
            if count.number is None and only and not count.partial:
                count.number, count.listed = len(count.states), True


def _is_roll(row: Sequence[Lexeme], group: Group) -> bool:
    """Whether a list is the whole of a roll call: "Against: United States."."""
    return group.first == _AFTER_COLON and row[0].kind == "side" and row[1].text == ":"


_AFTER_COLON = 2


def _is_sole(row: Sequence[Lexeme], group: Group) -> bool:
    """Whether a list tells whose the only vote of its side was: "con la sola astensione della Cina", "bei alleiniger Enthaltung Chinas"."""
    noun = next((at for at in range(group.first - 1, max(0, group.first - 4), -1) if row[at].kind == "side"), 0)
    if not noun or row[noun].form == "verb":
        return False
    near = (*row[max(0, noun - 2) : noun], *row[noun + 1 : group.first])
    return any(item.text in _SOLE or item.kind == "only" for item in near) and len(group.states) == 1


_SOLE = frozenset({
    "seule", "seul", "unique", "única", "único", "alleiniger", "einziger", "einzige", "sola", "solo", "unica", "unico", "apenas",
    "exclusiva", "alleinige", "alleinigen", "einzigen",
})  # fmt: skip


def _in_company(row: Sequence[Lexeme], group: Group) -> bool:
    """Whether voters voted with somebody only hinted at: "only the Dominican Republic voted with it"."""
    verb = row[group.last + 1] if group.last + 1 < len(row) else None
    beside = row[group.last + 2].text if group.last + 2 < len(row) else ""
    with_ = verb is not None and verb.value == "yes" and beside in {"mit", "con", "com", "avec"}
    return verb is not None and verb.kind == "side" and (with_ or verb.text.startswith(("voted with", "joined")))


def _likewise(row: Sequence[Lexeme], group: Group) -> bool:
    """Whether those listed did as somebody told before did: "votó en contra, igual que Israel"."""
    return group.first > 1 and row[group.first - 1].kind == "join" and row[group.first - 2].text == ","


def _counted_before(row: Sequence[Lexeme], group: Group, told: Counts) -> str:
    """Return the side whose number a list follows and matches: "two against, Bolivia and Russia", "187 votos a 2, os de Israel e …"."""
    if any(lexeme.kind == "as" for lexeme in row[max(0, group.first - 2) : group.first]):
        return next((lexeme.value for lexeme in reversed(row[: group.first]) if lexeme.kind == "side"), "")
    after = row[group.last + 1] if group.last + 1 < len(row) else None
    owned = row[group.first - 1].text in _OF if group.first else False
    if after is not None and (after.kind in {"side", "number", "outcome"} or (after.text == ":" and not owned)):
        return ""
    beside = row[group.first - 2] if group.first > 1 and row[group.first - 1].text in {",", ":", "-", "—"} else None
    if beside is not None and beside.kind == "side" and beside.value in told and told[beside.value].number == len(group.states):
        return beside.value
    parted, near = False, ""
    for lexeme in row[max(0, group.first - 5) : group.first][::-1]:
        if lexeme.kind == "number" and parted and lexeme.number == len(group.states):
            sides = (near,) if near else tuple(side for side in ("no", "abstain") if side in told)
            return next((side for side in sides if side in told and told[side].number == lexeme.number), "")
        if lexeme.kind not in {"light", "side", "mark", "agent"} or lexeme.text in ".;":
            return ""
        near = near or (lexeme.value if lexeme.kind == "side" else "")
        parted = parted or lexeme.text in ",:(" or lexeme.text == "—"
    return ""


_OF = frozenset({"of", "de", "di", "da", "do", "dos", "des", "von", "del"})


def _side_of(row: Sequence[Lexeme], group: Group, taken: Taken) -> str:
    if verb := envoy_verb(row, group.last):
        return row[verb].value
    left = _look(row, group, -1)
    right = None if group.trails or _another_next(row, group) else _look(row, group, 1, taken)
    best = min((offer for offer in (right, left) if offer), default=None)
    return best[1] if best and best[0] <= _FARTHEST_LIST else ""


def _another_next(row: Sequence[Lexeme], group: Group) -> bool:
    """Whether a list only tells some of those before it, and a count of others follows: "17 dafür, einschließlich Deutschland, sechs …"."""
    some = group.first > 1 and row[group.first - 1].kind == "among" and row[group.first - 2].text == ","
    after = row[group.last + 1 : group.last + 3]
    return some and len(after) > 1 and after[0].text == "," and after[1].kind == "number"


def _look(row: Sequence[Lexeme], group: Group, step: int, taken: Taken = _NONE) -> tuple[float, str] | None:
    """Walk from a list to the nearest side word: what it costs, and the side; None where none fits."""
    index = (group.last if step > 0 else group.first) + step
    cost, opened, counted = 0.0, group.trails, False
    closes = group.last + 2 < len(row) and row[group.last + 2].form == "verb" and row[group.last + 2].kind == "side"
    while 0 <= index < len(row) and cost <= _FARTHEST_LIST:
        lexeme = row[index]
        text = lexeme.text
        if taken.get(index, 0) > group.last or (index == group.first - 1 and lexeme.value in {"block", "veto"} and lexeme.form == "verb"):
            return None  # they block it: "gegen die Stimmen aller anderen blockierten Moskau und Peking den Text"
        if lexeme.kind == "side":
            fits = _takes_before(row, index) if step > 0 else _takes_after(row, index, opened=opened, counted=counted)
            return (cost, lexeme.value) if fits else None
        if step > 0 and (text == "as" or (lexeme.kind == "outcome" and lexeme.value != "acted")):
            return None
        if step > 0 and text == "," and _begins_clause(row, index + 1):
            index = _clause_end(row, index + 1)
        if step > 0 and text == "," and (end := _aside_end(row, index)):
            index = end
        was = were(text)
        opened = (
            opened or (step < 0 and lexeme.kind == "among") or text in {"(", ":", "—"} or (text == "-" and step < 0) or (step < 0 and was)
        )
        counted = (
            counted
            or lexeme.kind == "number"
            or text in {"were", "was", "by", "from", "of", "voted", "de", "von", "par", "it", "por", "stood"}
            or text in {"da", "do", "dos", "das", "del", "des", "du"}
            or was
        )
        cost += 0.2 if lexeme.kind == "number" else _list_cost(lexeme, text, step, closes=closes)
        index += step
    return None


# What parts a verb from those who did the same: "was opposed by", "enthielt sich wie Russland".
_TO_VOTERS = frozenset({"by", "were", "was", "other", "among", "being", "mit", "con", "com", "avec", "wie", "como", "comme", "come"})


def _begins_clause(row: Sequence[Lexeme], index: int) -> bool:
    return index < len(row) and row[index].text in {"which", "who", "whose"}


def _aside_end(row: Sequence[Lexeme], comma: int) -> int:
    """Return where an aside ends that a comma opens and a verb follows ("Qatar, a neighbour, was …"); 0 where none does."""
    for index in range(comma + 2, min(comma + 12, len(row) - 1)):
        if row[index].kind in {"side", "number", "score", "outcome", "state"} or row[index].text in ";:.":
            return 0
        if row[index].text == ",":
            after = row[index + 1].text
            verb = row[index + 1].kind == "side" and row[index + 1].form == "verb"
            return index if verb or after in {"were", "was", "also", "both", "too"} else 0
    return 0


def _clause_end(row: Sequence[Lexeme], index: int) -> int:
    """Return where the comma stands that ends a relative clause, or its last lexeme."""
    return next((place for place in range(index, len(row)) if row[place].text == ","), len(row) - 1)


def _list_cost(lexeme: Lexeme, text: str, step: int, *, closes: bool) -> float:
    if step > 0 and text == ")":
        return 0.3 if closes else 2.4
    if text in CONJUNCTIONS:
        return 1.4 if step > 0 else 0.8
    if text == ",":
        return 0.5
    if lexeme.kind == "state":
        return 1.2
    return distance(lexeme)


def _takes_before(row: Sequence[Lexeme], side: int) -> bool:
    """Whether a side word may follow its voters: any verb; an adverb only at the end of its phrase ("Bolivia and Russia against,")."""
    lexeme = row[side]
    after = row[side + 1] if side + 1 < len(row) else None
    if lexeme.form == "noun" and side > 1 and row[side - 1].value == "s" and row[side - 2].value == "'":
        return True
    if lexeme.form == "verb":
        return after is None or after.kind != "agent"
    if side > 1 and lexeme.value == "no" and row[side - 1].text in {"was", "were"} and row[side - 2].kind in {"state", "only"}:
        return True
    text = after.text if after else ""
    return (
        lexeme.form == "adv"
        and (after is None or after.kind == "mark" or text in {"and", "et", "und", "y", "e", "it", "the", "with"})
        and text != ":"
    )


def _takes_after(row: Sequence[Lexeme], side: int, *, opened: bool, counted: bool) -> bool:
    """Whether voters may follow a side word: in parentheses, after a colon, a count, "by" or "were"."""
    text = row[side].text
    if row[side].form == "verb":
        if side == 0 and row[1].kind == "state":
            return True
        following = row[side + 1].text if side + 1 < len(row) else ""
        if opened or following in _TO_VOTERS or were(following):
            return True
        return row[side + 1].kind in {"number", "among", "only"} or subject_follows(row, side)
    if text.endswith(
        (
            " of",
            " from",
            " de",
            " da",
            " do",
            " di",
            " della",
            " der",
            " von",
            " by",
            "stimmten",
            "enthaltung",
            " degli",
            " dei",
            " del",
            " dell",
            " dos",
            " das",
            " des",
            " du",
        )
    ):
        return True
    return opened or counted or (row[side].form == "noun" and subject_follows(row, side))
