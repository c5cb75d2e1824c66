"""Within one sentence: which number and which States stand on which side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.model import State
from bot.reading.votes.lexer import Lexeme
from bot.states import PERMANENT

# What stands between a count, or a list of States, and its side: the more, the less they belong together.
_COST = {"light": 0.2, "other": 0.1, "only": 0.1, "vote": 0.3, "day": 0.5, "join": 0.5, "among": 0.6, "body": 0.8, "all": 0.1, "as": 0.2}
_MARKS = {",": 0.9, ";": 2.2, ":": 0.5, "(": 0.4, ")": 0.4, "-": 0.4, "—": 0.7, '"': 0.1, "'": 0.1, ".": 2.5}
_CONJUNCTIONS = frozenset({"and", "et", "y", "und", "e", "while", "but", "with", "mientras", "während", "mais", "whereas", "aber"})
_FARTHEST = 3.4
_FARTHEST_LIST = 2.3
_ALL_PERMANENT = 5


@dataclass(frozen=True, slots=True)
class Group:
    """A list of States: the lexemes it runs over, and whether the text calls it a part of a side.

    ``trails`` is true where it says so afterwards ("China among them"): such a list belongs to what stands before it.
    """

    first: int
    last: int
    states: tuple[State, ...]
    partial: bool = False
    trails: bool = False


@dataclass(slots=True)
class Count:
    """What a sentence tells of one side: a number, States, or both; ``rest`` is true for "all other members".

    ``listed`` is true where the number only counts the States named ("only China and Vietnam").
    """

    number: int | None = None
    states: list[State] = field(default_factory=list)
    partial: bool = False
    rest: bool = False
    listed: bool = False


Counts = dict[str, Count]


def counts(row: Sequence[Lexeme], flat: str) -> Counts:
    """Bind each count and each list of a sentence to its side."""
    told: Counts = {}
    if _TELLING.isdisjoint(lexeme.kind for lexeme in row):
        return told
    lists = groups(row, flat)
    bound = _bind_numbers(row, flat, lists, _poll(row, flat) or _gained(row, flat))
    for index, side in bound.items():
        count = told.setdefault(side, Count())
        if count.number is None:
            count.number = row[index].number
    _bind_lists(row, flat, lists, told)
    _bind_score(row, told)
    _bind_pair(row, flat, told, bound)
    _add_others(row, flat, told, bound, lists)
    _add_joined(row, flat, told, bound, lists)
    _bind_gain(row, flat, told, bound)
    _bind_voters(row, flat, told, bound)
    _bind_left(row, flat, lists, told)
    _bind_rest(row, flat, told)
    _bind_all_but(row, flat, lists, told)
    return told


_TELLING = frozenset({"side", "number", "score"})  # what a count is told with, or a list bound to


def groups(row: Sequence[Lexeme], flat: str) -> list[Group]:
    """Return the lists of States: names parted by nothing but commas, "and" and the like."""
    found: list[Group] = []
    first = last = -1
    names: list[State] = []
    for index, lexeme in enumerate(row):
        if lexeme.kind == "state" and lexeme.form != "adjective" and not _owns(row, index, flat) and not _marks_text(row, index, flat):
            if names and lexeme.value == names[-1] and index - last <= 5:
                last = index + (index + 1 < len(row) and flat[row[index + 1].start] == ")")
                continue
            if names and (not _joins(row, last, index, flat) or _parts(row, first, last, index, flat)):
                found.append(_group(row, first, last, names))
                names = []
            first = index if not names else first
            names.append(lexeme.value)
            last = index
    return [*found, _group(row, first, last, names)] if names else found


def _group(row: Sequence[Lexeme], first: int, last: int, names: list[State]) -> Group:
    before = any(lexeme.kind in _AMONG for lexeme in row[max(0, first - 3) : first])
    after = any(lexeme.kind in _AMONG for lexeme in row[last + 1 : last + 3])
    return Group(first, last, tuple(dict.fromkeys(names)), before or after, after)


_AMONG = frozenset({"among", "amongst"})


def _owns(row: Sequence[Lexeme], index: int, flat: str) -> bool:
    """Whether a name stands in the possessive ("Moscow's ally"), and so is no voter itself."""
    return flat.startswith("'s ", row[index].end) and not flat.startswith(_ITS_OWN, row[index].end)


# What a State's own is and does its voting: "Algeria's delegation abstained".
_ITS_OWN = (
    "'s veto", "'s vote", "'s abst", "'s oppos", "'s objec", "'s negative", "'s no ",
    "'s delegat", "'s ambassador", "'s envoy", "'s representative", "'s government", "'s mission",
)  # fmt: skip


def _marks_text(row: Sequence[Lexeme], index: int, flat: str) -> bool:
    """Whether a name tells whose text it is, and so is no voter itself: "the US text", "a U.S.-Japan draft"."""
    after = index + 1
    while after + 1 < len(row) and flat[row[after].start] == "-" and row[after + 1].kind == "state":
        after += 2
    return after < len(row) and row[after].kind == "text" and flat.startswith(_TEXTS, row[after].start)


_TEXTS = ("draft", "resolution", "text", "proposal", "motion", "measure", "bid", "push")


def _joins(row: Sequence[Lexeme], last: int, index: int, flat: str) -> bool:
    """Whether the lexemes between two names only join them: a comma, "and the", "along with", an aside between commas or in parentheses."""
    between = row[last + 1 : index]
    texts = [flat[lexeme.start : lexeme.end] for lexeme in between]
    if len(between) > _LONGEST_JOINT or not texts or texts == ["-"] or "as" in texts:
        return False
    if texts[0] == "(" and ")" in texts:
        between, texts = between[texts.index(")") + 1 :], texts[texts.index(")") + 1 :]
    if texts[:1] == [","] and "," in texts[2:] and not any(lexeme.kind in _WEIGHTY for lexeme in between):
        close = len(texts) - 1 - texts[::-1].index(",")
        between, texts = between[close:], texts[close:]
    if len(between) > 1 and between[-1].kind == "word":
        between, texts = between[:-1], texts[:-1]
    return all(_joint(lexeme, text) for lexeme, text in zip(between, texts, strict=True)) and bool(texts)


_LONGEST_JOINT = 9


def _parts(row: Sequence[Lexeme], first: int, last: int, index: int, flat: str) -> bool:
    """Whether a list of authors ends and a voter begins: "the text of France and the Emirates, and Britain abstained"."""
    voted = row[index + 1].kind == "side" and row[index + 1].form == "verb" if index + 1 < len(row) else False
    conjoined = any(flat[lexeme.start : lexeme.end] in _CONJUNCTIONS for lexeme in row[last + 1 : index])
    before = row[max(0, first - 4) : first]
    authored = any(lexeme.kind in {"text", "sponsor"} or flat[lexeme.start : lexeme.end] in _AUTHORED for lexeme in before)
    by = any(lexeme.kind == "agent" or flat[lexeme.start : lexeme.end] in {"of", "from"} for lexeme in before)
    return voted and conjoined and authored and by


_WEIGHTY = frozenset({"side", "outcome", "number", "score", "sub", "future", "agent", "vote"})
_ARTICLES = frozenset(
    {"the", "and", "la", "le", "les", "l", "et", "y", "e", "und", "die", "der", "das", "o", "os", "a", "el", "los", "su", "or"}
    | {"da", "do", "dos", "das", "du", "des", "de", "d", "del", "von", "of"}
)


def _joint(lexeme: Lexeme, text: str) -> bool:
    return text in {",", "&", "'", "/"} or text in _ARTICLES or lexeme.kind == "join"


_AUTHORED = frozenset({"forward", "the text", "the draft", "the resolution", "the motion", "the measure"})


def _poll(row: Sequence[Lexeme], flat: str) -> dict[int, str]:
    """Return the two numbers of "by 187 votes to 2" with their sides; none where no such poll is told."""
    numbers = [index for index, lexeme in enumerate(row) if lexeme.kind == "number"]
    for first, second in pairwise(numbers):
        between = [flat[lexeme.start : lexeme.end] for lexeme in row[first + 1 : second]]
        following = row[second + 1] if second + 1 < len(row) else None
        against = following.value if following is not None and following.kind == "side" else "no"
        alone = between in (["against"], ["contre"], ["contra"], ["gegen"]) and (
            following is None or following.kind not in {"side", "number"}
        )
        if alone and row[first].number > row[second].number and len(numbers) == _A_PAIR:
            return {first: "yes", second: "no"}
        if against == "no" and _are_polled(between, flat[following.start : following.end] if following is not None else ""):
            lost = any(lexeme.value == "failed" for lexeme in row[:first]) and row[first].number > row[second].number
            majority = any(lexeme.kind == "body" and lexeme.value not in {"SC", "council"} for lexeme in row)
            return {first: "no", second: "yes"} if lost and majority else {first: "yes", second: "no"}
    return {}


def _gained(row: Sequence[Lexeme], flat: str) -> dict[int, str]:
    """Return the number of "got four votes, with Latvia against": votes won are in favour, whatever follows."""
    for index in range(1, len(row) - 2):
        closed = row[index + 2].kind == "mark" or flat[row[index + 2].start : row[index + 2].end] in {"and", "et", "y", "e", "und"}
        if row[index].kind == "number" and row[index + 1].kind == "vote" and closed:
            if index == 1 and flat[row[0].start : row[0].end] in _WITH:
                return {index: "yes"}
            verb = index - 2 if index > 1 and row[index - 1].kind == "only" else index - 1
            won = flat[row[verb].start : row[verb].end] in _WON and not _is_candidate(row, verb, flat)
            if won:
                return {index: "yes"}
    return {}


_A_PAIR = 2


def _are_polled(between: list[str], following: str) -> bool:
    """Whether what stands between two numbers, and after them, makes them a poll: "votes to", "voix contre", "zu … Stimmen"."""
    words = " ".join(between).split()
    if len(words) == 1:
        return words[0] in {"zu", "gegen"} and following == "stimmen"
    return len(words) == len(_POLL) and words[0] in _POLL[0] and words[1] in _POLL[1]


_POLL = (
    frozenset({"votes", "voix", "votos", "stimmen"}),
    frozenset({"to", "a", "à", "zu", "gegen", "contre", "contra", "against"}),
)


def _bind_numbers(row: Sequence[Lexeme], flat: str, lists: list[Group], poll: dict[int, str]) -> dict[int, str]:
    """Give each number the side it stands nearest to; a side takes one number, a number one side. Those of a poll have theirs."""
    inside = {index for group in lists for index in range(group.first, group.last + 1)}
    offers: list[tuple[float, int, int]] = []
    for index, lexeme in enumerate(row):
        if lexeme.kind == "number" and index not in poll:
            offers += _offers(row, flat, index, inside)
    bound = dict(poll)
    taken: set[int] = set()
    for _, number, side in sorted(offers):
        if number not in bound and side not in taken and row[side].value not in bound.values():
            bound[number] = row[side].value
            taken.add(side)
    return bound


def _offers(row: Sequence[Lexeme], flat: str, number: int, inside: set[int]) -> Iterator[tuple[float, int, int]]:
    for step, penalty in ((1, 0.0), (-1, 0.45)):
        cost, index = penalty, number + step
        while 0 <= index < len(row) and cost <= _FARTHEST:
            lexeme = row[index]
            if lexeme.kind == "side":
                owned = step > 0 and index > 1 and index - 3 in inside and flat.startswith("'s ", row[index - 2].start)
                crossed = (step > 0 and index - 1 in inside and lexeme.form == "verb") or owned
                cost += _unfit(row, flat, index, step) + 3.5 * crossed
                if cost <= _FARTHEST:
                    yield cost, number, index
                break
            if lexeme.kind in {"number", "score"}:
                break
            cost += (
                0.02
                if index in inside
                else _cost(lexeme, flat) + (0.5 if step < 0 and flat[lexeme.start : lexeme.end] in _CONJUNCTIONS else 0)
            )
            index += step


def _unfit(row: Sequence[Lexeme], flat: str, side: int, step: int) -> float:
    """Return how badly a side word stands for a count: "against" and "in favour" before a name speak of something else."""
    after = row[side + 1] if side + 1 < len(row) else None
    if row[side].form != "adv" or after is None:
        return 0.0
    if step < 0 and (after.kind in {"word", "text"} or flat[after.start : after.end] in {"la", "the", "le", "una", "un", "une"}):
        return 2.4
    if (
        step > 0
        and not flat.startswith("in fav", row[side].start)
        and (after.kind in {"word", "text"} or (after.kind == "state" and flat[row[side].start] == "a"))
    ):
        return 1.6
    return 1.2 if flat[after.start : after.end] == "of" and flat[row[side].start : row[side].end].startswith("in fav") else 0.0


def _cost(lexeme: Lexeme, flat: str) -> float:
    text = flat[lexeme.start : lexeme.end]
    if text in _CONJUNCTIONS:
        return 0.7
    if lexeme.kind == "mark":
        return _MARKS.get(text, 0.8)
    return _COST.get(lexeme.kind, 1.0)


def _bind_lists(row: Sequence[Lexeme], flat: str, lists: list[Group], told: Counts) -> None:
    for group in lists:
        side = _counted_before(row, flat, group, told) or _side_of(row, flat, group)
        counted = side in told and told[side].number == len(group.states)
        if side and (counted or not PERMANENT.issubset(group.states[:_ALL_PERMANENT])):
            count = told.setdefault(side, Count())
            count.states += [state for state in group.states if state not in count.states]
            count.partial = count.partial or group.partial
            count.partial = count.partial or _in_company(row, flat, group)
            only = row[max(0, group.first - 1)].kind == "only" or _is_roll(row, flat, group)
            if count.number is None and only and not count.partial:
                count.number, count.listed = len(count.states), True


def _is_roll(row: Sequence[Lexeme], flat: str, group: Group) -> bool:
    """Whether a list is the whole of a roll call: "Against: United States."."""
    return group.first == _AFTER_COLON and row[0].kind == "side" and flat[row[1].start] == ":"


_AFTER_COLON = 2


def _in_company(row: Sequence[Lexeme], flat: str, group: Group) -> bool:
    """Whether voters voted with somebody only hinted at: "only the Dominican Republic voted with it"."""
    verb = row[group.last + 1] if group.last + 1 < len(row) else None
    return verb is not None and verb.kind == "side" and flat.startswith(("voted with", "joined"), verb.start)


def _counted_before(row: Sequence[Lexeme], flat: str, group: Group, told: Counts) -> str:
    """Return the side whose number a list follows and matches: "two against, Bolivia and Russia", "187 votos a 2, os de Israel e …"."""
    if any(lexeme.kind == "as" for lexeme in row[max(0, group.first - 2) : group.first]):
        return next((lexeme.value for lexeme in reversed(row[: group.first]) if lexeme.kind == "side"), "")
    after = row[group.last + 1] if group.last + 1 < len(row) else None
    if after is not None and (after.kind in {"side", "number", "outcome"} or flat[after.start] == ":"):
        return ""
    parted, near = False, ""
    for lexeme in row[max(0, group.first - 5) : group.first][::-1]:
        if lexeme.kind == "number" and parted and lexeme.number == len(group.states):
            sides = (near,) if near else tuple(side for side in ("no", "abstain") if side in told)
            return next((side for side in sides if side in told and told[side].number == lexeme.number), "")
        if lexeme.kind not in {"light", "side", "mark", "agent"} or flat[lexeme.start] in ".;":
            return ""
        near = near or (lexeme.value if lexeme.kind == "side" else "")
        parted = parted or flat[lexeme.start] in ",:(" or flat[lexeme.start] == "—"
    return ""


def _side_of(row: Sequence[Lexeme], flat: str, group: Group) -> str:
    left = _look(row, flat, group, -1)
    right = None if group.trails else _look(row, flat, group, 1)
    best = min((offer for offer in (right, left) if offer), default=None)
    return best[1] if best and best[0] <= _FARTHEST_LIST else ""


def _look(row: Sequence[Lexeme], flat: str, group: Group, step: int) -> tuple[float, str] | None:
    """Walk from a list to the nearest side word: what it costs, and the side; None where none fits."""
    index = (group.last if step > 0 else group.first) + step
    cost, opened, counted = 0.0, group.trails, False
    closes = group.last + 2 < len(row) and row[group.last + 2].form == "verb" and row[group.last + 2].kind == "side"
    while 0 <= index < len(row) and cost <= _FARTHEST_LIST:
        lexeme = row[index]
        text = flat[lexeme.start : lexeme.end]
        if lexeme.kind == "side":
            fits = _takes_before(row, flat, index) if step > 0 else _takes_after(row, flat, index, opened=opened, counted=counted)
            return (cost, lexeme.value) if fits else None
        if step > 0 and (text == "as" or (lexeme.kind == "outcome" and lexeme.value != "acted")):
            return None
        if step > 0 and text == "," and _begins_clause(row, flat, index + 1):
            index = _clause_end(row, flat, index + 1)
        if step > 0 and text == "," and (end := _aside_end(row, flat, index)):
            index = end
        opened = opened or text in {"(", ":", "—"} or (text == "-" and step < 0)
        counted = (
            counted
            or lexeme.kind == "number"
            or text in {"were", "was", "by", "from", "of", "voted", "de", "von", "par", "it", "por", "stood"}
            or text in {"da", "do", "dos", "das", "del", "des", "du"}
        )
        cost += 0.2 if lexeme.kind == "number" else _list_cost(lexeme, text, flat, step, closes=closes)
        index += step
    return None


def _begins_clause(row: Sequence[Lexeme], flat: str, index: int) -> bool:
    return index < len(row) and flat[row[index].start : row[index].end] in {"which", "who", "whose"}


def _aside_end(row: Sequence[Lexeme], flat: str, comma: int) -> int:
    """Return where an aside ends that a comma opens and a verb follows ("Qatar, a neighbour, was …"); 0 where none does."""
    for index in range(comma + 2, min(comma + 12, len(row) - 1)):
        if row[index].kind in {"side", "number", "score", "outcome", "state"} or flat[row[index].start] in ";:.":
            return 0
        if flat[row[index].start] == ",":
            after = flat[row[index + 1].start : row[index + 1].end]
            verb = row[index + 1].kind == "side" and row[index + 1].form == "verb"
            return index if verb or after in {"were", "was", "also", "both", "too"} else 0
    return 0


def _clause_end(row: Sequence[Lexeme], flat: str, index: int) -> int:
    """Return where the comma stands that ends a relative clause, or its last lexeme."""
    return next((place for place in range(index, len(row)) if flat[row[place].start] == ","), len(row) - 1)


def _list_cost(lexeme: Lexeme, text: str, flat: str, step: int, *, closes: bool) -> float:
    if step > 0 and text == ")":
        return 0.3 if closes else 2.4
    if text in _CONJUNCTIONS:
        return 1.4 if step > 0 else 0.8
    if text == ",":
        return 0.5
    if lexeme.kind == "state":
        return 1.2
    return _cost(lexeme, flat)


def _takes_before(row: Sequence[Lexeme], flat: str, side: int) -> bool:
    """Whether a side word may follow its voters: any verb; an adverb only at the end of its phrase ("Bolivia and Russia against,")."""
    lexeme = row[side]
    after = row[side + 1] if side + 1 < len(row) else None
    if lexeme.form == "noun" and side > 1 and row[side - 1].value == "s" and row[side - 2].value == "'":
        return True
    if lexeme.form == "verb":
        return after is None or after.kind != "agent"
    text = flat[after.start : after.end] if after else ""
    return (
        lexeme.form == "adv"
        and (after is None or after.kind == "mark" or text in {"and", "et", "und", "y", "e", "it", "the", "with"})
        and text != ":"
    )


def _takes_after(row: Sequence[Lexeme], flat: str, side: int, *, opened: bool, counted: bool) -> bool:
    """Whether voters may follow a side word: in parentheses, after a colon, a count, "by" or "were"."""
    text = flat[row[side].start : row[side].end]
    if row[side].form == "verb":
        if side == 0 and row[1].kind == "state":
            return True
        following = flat[row[side + 1].start : row[side + 1].end] if side + 1 < len(row) else ""
        return opened or following in {"by", "were", "was", "other", "among", "being"} or row[side + 1].kind in {"number", "among", "only"}
    if text.endswith((" of", " from", " de", " by", "stimmten", "enthaltung")):
        return True
    return opened or counted


def _bind_score(row: Sequence[Lexeme], told: Counts) -> None:
    """Read "13-2-0": in favour, against, abstaining; only in a sentence that speaks of a vote."""
    scores = [lexeme for lexeme in row if lexeme.kind == "score"]
    speaks = any(lexeme.kind in {"vote", "side"} or (lexeme.kind == "outcome") or lexeme.value == "unanimous" for lexeme in row)
    if not scores or not speaks or any(side in told and told[side].number is not None for side in ("yes", "no")):
        return
    for side, number in zip(("yes", "no", "abstain"), scores[0].value.split("-"), strict=False):
        count = told.setdefault(side, Count())
        count.number = int(number) if count.number is None else count.number


def _bind_pair(row: Sequence[Lexeme], flat: str, told: Counts, bound: dict[int, str]) -> None:
    """Read "9 votes to 4" and "lost nine to four"."""
    numbers = [index for index, lexeme in enumerate(row) if lexeme.kind == "number"]
    for first, second in pairwise(numbers):
        between = [flat[lexeme.start : lexeme.end] for lexeme in row[first + 1 : second]]
        pair = (
            bool(between)
            and between[-1] in {"to", "gegen", "contre", "contra"}
            and len(between) <= 3
            and len(between) - 1 == _votes(between)
        )
        speaks = any(lexeme.kind in {"vote", "outcome", "side"} for lexeme in row)
        if pair and speaks and first not in bound and bound.get(second) in {None, "no"}:
            told.setdefault("yes", Count()).number = row[first].number
            told.setdefault("no", Count()).number = row[second].number
            return


def _votes(words: list[str]) -> int:
    return sum(word in {"votes", "vote", "voix", "votos", "stimmen", "countries", "members"} for word in words)


def _add_joined(row: Sequence[Lexeme], flat: str, told: Counts, bound: dict[int, str], lists: list[Group]) -> None:
    """Read "only four countries joined Russia in voting against": with whom they joined, they are more."""
    for index, side in bound.items():
        after = _after_voters(row, flat, index)
        group = next((group for group in lists if group.first in {after + 1, after + 2}), None) if after else None
        if group is not None and row[after].kind == "join" and told[side].number == row[index].number:
            told[side].number = row[index].number + len(group.states)
            told[side].partial = True


def _bind_gain(row: Sequence[Lexeme], flat: str, told: Counts, bound: dict[int, str]) -> None:
    """Read "the text gained 13, with China abstaining" and "was adopted with 14 votes": votes won are votes in favour."""
    speaks = any(lexeme.kind in {"vote", "side", "rule"} for lexeme in row)
    for index, lexeme in enumerate(row):
        if lexeme.kind == "number" and index not in bound and "yes" not in told and speaks:
            skips = index > 1 and (row[index - 1].kind == "only" or flat[row[index - 1].start : row[index - 1].end] == "the")
            place = index - 2 if skips else index - 1
            before = flat[row[place].start : row[place].end] if index else ""
            after = flat[row[index + 1].start : row[index + 1].end] if index + 1 < len(row) else ""
            if _is_candidate(row, place, flat):
                continue
            if (
                before in _WON
                or _votes_to_adopt(row, index, flat)
                or (before in _WITH and after in {"votes", "voix", "votos", "stimmen", "ayes"})
                or (after in _VOTERS and _is_agent_of_adoption(row, index))
            ):
                told["yes"] = Count(lexeme.number)


def _is_agent_of_adoption(row: Sequence[Lexeme], number: int) -> bool:
    """Whether members adopted a text: "votée mardi par 12 pays", "approved by 14 members"."""
    by = row[number - 1].kind == "agent" if number else False
    return by and any(item.kind == "outcome" and item.value == "adopted" for item in row[max(0, number - 5) : number])


def _is_candidate(row: Sequence[Lexeme], verb: int, flat: str) -> bool:
    """Whether a State itself wins votes, as in an election: "Latvia won 178 votes"."""
    won = flat[row[verb].start : row[verb].end] in _WON
    return won and verb > 0 and row[verb - 1].kind == "state" and row[verb - 1].form != "adjective"


def _votes_to_adopt(row: Sequence[Lexeme], index: int, flat: str) -> bool:
    """Whether a number of members "voted on Monday to adopt" the text."""
    words = [flat[lexeme.start : lexeme.end] for lexeme in row[index + 1 : index + 16]]
    voted = next((place for place, word in enumerate(words[:7]) if word == "voted"), None)
    if voted is None:
        return False
    many = row[index].number > _COUNCIL and "to" in words[voted : voted + 8]  # "124 countries voted in the Assembly on Monday to tell …"
    return many or bool({"adopt", "approve", "pass", "endorse"}.intersection(words[voted:]))


_COUNCIL = 15


_WON = frozenset(
    {
        "received",
        "gathered",
        "together",
        "gathering",
        "mustering",
        "winning",
        "garnering",
        "securing",
        "obtaining",
        "drawing",
        "attracting",
        "collecting",
        "netting",
        "obtuvo",
        "obteniendo",
        "obtendo",
        "obtenant",
        "recueillant",
        "collected",
        "mustered",
        "netted",
        "attracted",
        "sumó",
        "reunió",
        "cosechó",
        "reuniu",
        "somou",
        "recueilli",
        "recueillit",
        "got",
        "gained",
        "won",
        "obtained",
        "garnered",
        "secured",
        "drew",
        "receiving",
        "getting",
        "obtenu",
        "obteve",
        "erhielt",
    }
)
_WITH = frozenset({"with", "by", "par", "avec", "con", "com", "mit", "por", "despite", "malgré", "trotz"})


def _bind_voters(row: Sequence[Lexeme], flat: str, told: Counts, bound: dict[int, str]) -> None:
    """Read "128 countries defied Washington and backed the text" and "a majority, 153 members, called for": voters far from a verb."""
    for index, lexeme in enumerate(row[:-1]):
        after = _after_voters(row, flat, index) if lexeme.kind == "number" and index not in bound else 0
        if after:
            ahead = _verb_ahead(row, flat, after)
            most = any(item.kind == "majority" for item in row[max(0, index - 6) : index])
            acted = any(item.kind == "outcome" and item.value in _DONE for item in row[after : after + 4])
            most = most or (acted and any((told[side].number or 0) < lexeme.number for side in ("no", "abstain") if side in told))
            most = most or (lexeme.number >= _MOST and _speak(row, after))
            most = most or _approve(row, after, flat)
            side = ahead.value if ahead is not None else "yes" if most else "no" if _turn_down(row, after) else ""
            if side and side not in told:
                told[side] = Count(lexeme.number)
                return


_MOST = 97  # more than half of the Assembly's members


def _speak(row: Sequence[Lexeme], index: int) -> bool:
    """Whether so many voters do what the Assembly does: "141 countries in the General Assembly deplored the aggression"."""
    for lexeme in row[index : index + 8]:
        if lexeme.kind not in {"light", "body", "day", "mark"}:
            return lexeme.kind == "outcome" and lexeme.value in _DONE
    return False


def _turn_down(row: Sequence[Lexeme], index: int) -> bool:
    """Whether voters do the rejecting themselves: "nineteen members voted down the motion"."""
    verb = next((lexeme for lexeme in row[index : index + 3] if lexeme.kind != "light"), None)
    return verb is not None and verb.value == "failed" and verb.kind == "outcome"


_DONE = frozenset({"adopted", "acted", "spoke"})
_VOTERS = frozenset(
    {
        "integrantes",
        "countries",
        "nations",
        "members",
        "states",
        "delegations",
        "governments",
        "capitals",
        "pays",
        "états",
        "membres",
        "délégations",
    }
    | {"países", "estados", "miembros", "delegaciones", "membros", "delegações", "länder", "staaten", "mitglieder", "ratsmitglieder"}
)


_OTHERS = frozenset({"others", "otros", "outros"})


def _after_voters(row: Sequence[Lexeme], flat: str, number: int) -> int:
    """Return where a clause goes on after "twelve countries" or "fourteen of the council's members"; 0 where no voters are named."""
    for index in range(number + 1, min(number + 8, len(row))):
        word = flat[row[index].start : row[index].end]
        if word.rpartition(" ")[2] in _VOTERS or word in _OTHERS:
            return index + 1
        if row[index].kind not in {"light", "body", "other"} and word not in {"'", "s", "ses", "sus", "seus", "seiner"}:
            return 0
    return 0


_HAVING = frozenset({"avaient", "ont", "habían", "han", "haviam", "hatten", "haben"})


def _is_doing(side: Lexeme, flat: str) -> bool:
    return side.form == "verb" or flat[side.start : side.end] in {"was for", "were for"}


def _resolve(words: str) -> bool:
    return words.startswith("voted") and words.endswith(" to")


def _names_voters(lexeme: Lexeme, flat: str) -> bool:
    noun = flat[lexeme.start : lexeme.end].rpartition(" ")[2]
    return noun in _VOTERS or noun == "member"


def all_voted(row: Sequence[Lexeme], flat: str) -> bool:
    """Whether all members are said to have voted for it: "all members of the Security Council voted on Thursday for resolution 2719"."""
    for index, lexeme in enumerate(row[:-2]):
        if lexeme.kind == "all" and _names_voters(row[index + 1], flat):
            ahead = (item for item in row[index + 2 : index + 14] if item.kind not in {"light", "body", "day", "vote"})
            verb = next(ahead, None)
            parted = _EXCEPT.intersection(flat[item.start : item.end] for item in row[index + 2 : index + 14])
            return verb is not None and verb.kind == "side" and verb.value == "yes" and _is_doing(verb, flat) and not parted
    return False


def _approve(row: Sequence[Lexeme], index: int, flat: str) -> bool:
    """Whether voters do the approving themselves: "twelve of its members approved the resolution"."""
    ahead = (item for item in row[index : index + 3] if item.kind != "light" and flat[item.start : item.end] not in _HAVING)
    verb = next(ahead, None)
    if verb is None or verb.kind != "outcome":
        return False
    return (
        verb.value == "adopted" or _resolve(flat[verb.start : verb.end]) or flat[verb.start : verb.end] in {"backed", "endorsed", "upheld"}
    )


def _verb_ahead(row: Sequence[Lexeme], flat: str, index: int) -> Lexeme | None:
    """Return the side's verb that the clause beginning here runs on to; None where another count, clause or outcome comes first."""
    voted = index < len(row) and row[index].kind == "vote"
    for lexeme in row[index:]:
        if lexeme.kind == "side":
            return lexeme if lexeme.form == "verb" or voted else None
        if lexeme.kind in {"number", "score", "sub", "outcome", "future"} or flat[lexeme.start] in ";:":
            return None
    return None


def _bind_left(row: Sequence[Lexeme], flat: str, lists: list[Group], told: Counts) -> None:
    """Read "Britain did not take sides, abstaining": a verb that has no voters yet takes those who open its clause."""
    bound = {state for count in told.values() for state in count.states}
    for index, lexeme in enumerate(row):
        if lexeme.kind == "side" and lexeme.form == "verb" and lexeme.value in {"abstain", "absent", "no"} and lexeme.value not in told:
            before = [group for group in lists if group.last < index and not bound.intersection(group.states)]
            if before and _opens(row, before[-1].first, flat) and not _parted(row[before[-1].last + 1 : index], flat):
                told[lexeme.value] = Count(states=list(before[-1].states), partial=before[-1].partial)
            elif (number := _number_left(row, flat, index)) is not None:
                told[lexeme.value] = Count(number)


def _number_left(row: Sequence[Lexeme], flat: str, side: int) -> int | None:
    """Return the number that opens the clause of a verb: "and four did not commit themselves, abstaining"."""
    at = next((index for index in range(side - 1, -1, -1) if row[index].kind == "number"), -1)
    return row[at].number if at >= 0 and _opens(row, at, flat) and not _parted(row[at + 1 : side], flat) else None


def _opens(row: Sequence[Lexeme], first: int, flat: str) -> bool:
    """Whether a list stands where a clause begins: at the start, or after a semicolon or conjunction."""
    before = [item for item in row[:first] if flat[item.start : item.end] not in _ARTICLES - _CONJUNCTIONS and item.kind != "only"]
    return not before or flat[before[-1].start] == ";" or flat[before[-1].start : before[-1].end] in _CONJUNCTIONS


def _parted(between: Sequence[Lexeme], flat: str) -> bool:
    return any(lexeme.kind in {"side", "outcome", "number", "score", "state", "sub"} or flat[lexeme.start] in ";:(" for lexeme in between)


def _bind_all_but(row: Sequence[Lexeme], flat: str, lists: list[Group], told: Counts) -> None:
    """Read "all of the council but the United States voted for it": the rest stand on that side, those excepted against it."""
    for group in lists:
        before = [flat[lexeme.start : lexeme.end] for lexeme in row[max(0, group.first - 7) : group.first]]
        if _EXCEPT.intersection(before[-3:]) and _EVERY.intersection(before):
            side = next((item.value for item in row[group.last + 1 : group.last + 6] if item.kind == "side"), "")
            after = row[group.last + 1] if group.last + 1 < len(row) else row[group.last]
            side = side or ("yes" if flat[after.start : after.end] in {"backed", "approved", "endorsed", "supported"} else "")
            if side in {"yes", "no"}:
                for count in told.values():
                    count.states = [state for state in count.states if state not in group.states]
                told.setdefault(side, Count()).rest = True
                if side == "yes" and not any(set(group.states) & set(count.states) for count in told.values()):
                    told.setdefault("no", Count()).states += list(group.states)


_EXCEPT = frozenset({"but", "except", "save", "bar", "sauf", "excepto", "salvo", "menos", "außer", "exceto"})
_EVERY = frozenset({"all", "every", "everyone", "everybody", "tous", "toutes", "todos", "todas", "alle"})


def _are_the_rest(row: Sequence[Lexeme], index: int, flat: str) -> bool:
    """Whether a word means all others and their verb follows: "the rest abstained"."""
    rest = flat[row[index].start : row[index].end] in _THE_REST
    beside = next(
        (place for place in range(index + 1, min(index + 7, len(row))) if row[place].kind not in {"light", "body", "vote"}), index
    )
    return rest and row[beside].kind == "side" and row[beside].form == "verb"


_THE_REST = frozenset({"rest", "others", "demás", "übrigen", "restants", "everyone else", "everybody else"})


def _bind_rest(row: Sequence[Lexeme], flat: str, told: Counts) -> None:
    """Read "as did all other members" and "the others voted in favour": all that did nothing else stand on that side."""
    for index, lexeme in enumerate(row):
        said = lexeme.kind == "other" and any(item.kind == "all" for item in row[max(0, index - 2) : index])
        said = said or (lexeme.kind == "other" and index + 1 < len(row) and _are_the_rest(row, index, flat))
        if said and not any(item.kind == "number" for item in row[max(0, index - 2) : index + 2]):
            side = next((item.value for item in (*row[index:], *reversed(row[:index])) if item.kind == "side"), "")
            if side:
                told.setdefault(side, Count()).rest = True


def _add_others(row: Sequence[Lexeme], flat: str, told: Counts, bound: dict[int, str], lists: list[Group]) -> None:
    """Read "Britain abstained, as did four other nations" and "Russia and three others voted against": the named are more."""
    for index, side in bound.items():
        count = told[side]
        before = [lexeme.kind for lexeme in row[max(0, index - 2) : index]]
        words = [flat[lexeme.start : lexeme.end] for lexeme in row[max(0, index - 1) : index]]
        more = any(lexeme.kind == "other" for lexeme in row[index + 1 : index + 3])
        follows = any(group.last in {index - 2, index - 3} for group in lists) and bool(_CONJUNCTIONS.intersection(words))
        joined = more and "join" in [lexeme.kind for lexeme in row[max(0, index - 2) : index]]
        if count.states and count.number == row[index].number and ("as did" in before or "as" in before or (more and follows) or joined):
            count.number += sum(1 for group in lists if group.last < index for state in group.states if state in count.states)
            count.partial = True
        elif more and lists and lists[0].first <= 1 and lists[0].last < index and count.number == len(count.states):
            count.states = [*lists[0].states, *(state for state in count.states if state not in lists[0].states)]
            count.number = len(count.states)
