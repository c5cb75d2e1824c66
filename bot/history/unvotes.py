"""The General Assembly's roll calls as the R package unvotes holds them, put right and checked. Only the build uses it.

Source: unvotes (CC0), https://cran.r-project.org/package=unvotes; Erik Voeten, "Data and Analyses of Voting in the UN General Assembly",
Routledge Handbook of International Organization, 2013. To January 2020. Changed or read with care here:

- days before the fifty-eighth session (2003) are wrong in the source, but for the roll calls it added later: only the month is kept;
- a number is taken for a resolution's from the twenty-first session on, one with a letter from the thirty-first: before, it is that of
  a page of the records, and the letter often the source's own, for one of several votes;
- ten dates are put right (``_DAYS``);
- the flags "amend" and "para" say that a vote was on an amendment or a paragraph, except where the description speaks of the text as a
  whole; a roll call added later with neither, whose description is a speech, may be a motion, an amendment or the text: it is left out;
- a roll call under another's number, seen against the UN Library's records, is left out (``_MISASSIGNED``), as are two fragments;
- Yugoslavia's column goes on as Serbia and Montenegro (February 2003) and Serbia (June 2006); "TW" is China's seat to 1971;
- ballots of two States that stand in each other's column, seen against the UN Library's records, are exchanged (``_EXCHANGED``);
- broken hyphens and apostrophes in titles are mended, and a title the source cuts ends in "…";
- only ballots cast are in the source: who was absent, or did not take part, is not known. Outcomes are computed: see ``_outcome``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import starmap
from typing import Any

from bot.history import rdata
from bot.history.rows import Dropped, Row
from bot.model import Choice, Outcome, Question, State
from bot.states.table import table

CALLS, VOTES = "unvotes/data_un_roll_calls.rda", "unvotes/data_un_votes.rda"
COUNTS = (6203, 870_109)
"""How many roll calls and ballots the files hold."""
SIMPLE_MAJORITY = "by the majority of votes cast: whether two thirds were needed is not in the source"

_EPOCH = dt.date(1970, 1, 1)
_ADDED_LATER = range(5640, 6056)
_CHOICES = {"yes": Choice.YES, "no": Choice.NO, "abstain": Choice.ABSTAIN}
_OTHER_CODES = {
    "CS": "CSK",
    "DD": "DDR",
    "YD": "YMD",
    "YU": "YUG",
    "TW": "CHN",
    "Federal Republic of Germany": "DEU",
    "Yemen Arab Republic": "YEM",
    "Zanzibar": "EAZ",
}
_SERBIA_AND_MONTENEGRO, _SERBIA = "2003-02", "2006-06"
_MISASSIGNED = frozenset(
    {1279, 1304, 1309, 1328, 1384, 1385, 1466, 1467, 1471, 1485, 1488, 1489, 1494, 1495, 1496, 1567, 1569, 2441, 4482, 4856},
)
_EXCHANGED: tuple[tuple[State, State, Container[int]], ...] = (  # the two States, and the roll calls
    ("COD", "COG", range(1525, 1576)),  # November and December 1974
    ("LBR", "LBY", range(1525, 1576)),
    ("ATG", "BLZ", range(2203, 2329)),  # from 18 November 1981; both were new members
    ("MCO", "MNG", range(3739, 3801)),  # November and December 1993
    ("COD", "COG", range(4039, 4169)),  # November 1997 to December 1998: Zaire had just become the Democratic Republic of the Congo
    ("GRC", "GRD", range(5052, 5110)),  # 30 November to 21 December 2010
    ("DDR", "DEU", frozenset({1767, 1867, 1874, 1875, 2359, 2362, 2411, 2424, 2425, 2426, 2428, 2454, 2486, 2487, *range(3236, 3239)})),
)
_BOTH_RIGHT = frozenset({2289})  # within these ranges: A/RES/36/8
_UNSURE = frozenset(  # old numbers that the UN Library's records do not show with a recorded vote, or only in lettered parts
    {2259, 2359, 2393, 2506, 2580, 2603, 2663, 2664, 2672, 2762, 2776, 2790, 2814, 2890, 3128, 3142, 3216, 3259, 3325, 3300}
    | {3396, 3358, 3359, 3586, 3537},
)
_FIRST_DECISION, _FIRST_DECISION_BEFORE_1995 = 401, 301  # decisions are numbered from here: A/DEC/33/405 is no resolution
_FEWEST = 20  # ballots; a roll call with fewer is a fragment
_DAYS = {  # the source has another month; A/RES/31/6A, 37/65, 37/125A, 51/19, 56/214B, 57/5, 59/307
    1653: dt.date(1976, 10, 26),
    2342: dt.date(1982, 12, 3),
    2469: dt.date(1982, 12, 17),
    3965: dt.date(1996, 11, 14),
    4368: dt.date(2002, 6, 27),
    4372: dt.date(2002, 10, 16),
    4518: dt.date(2003, 11, 4),  # and the day, of A/RES/58/8, 62/249, 65/100
    4829: dt.date(2008, 5, 15),
    5080: dt.date(2010, 12, 10),
    4521: dt.date(2005, 6, 22),
}
_ROMAN = {21: "XXI", 22: "XXII", 23: "XXIII", 24: "XXIV", 25: "XXV", 26: "XXVI", 27: "XXVII", 28: "XXVIII", 29: "XXIX", 30: "XXX"}
_EARLY, _LATE = re.compile(r"R/(\d\d)/(\d{4})"), re.compile(r"(?:A/RES|R)/(\d\d|ES-\d+)/(\d+)/?([A-Z]?)")
_OF_THE_WHOLE = re.compile(r"^RES\b|^(?!.*\bPARA).*(?:\bAS AMENDED\b|\bAS A WHOLE\b)")
_MOTION = re.compile(r"\bMOTION\b|\bADJOURN|\bTHE AGENDA\b|\bIN THE AGENDA\b|PRESIDENT'S RULING|\bPRIORITY\b")
_TITLE_END = re.compile(r"\s*(?::? ?resolution ?/ ?|: )adopted by the General Assem.*$", re.IGNORECASE)
_AGENDA_ITEM = re.compile(r"^A/\d+/251")
_CUT = 235  # the source cuts descriptions at some 240 characters, often in a word
_QUOTES = re.compile(r'[\\"]+')
_BROKEN_S, _BROKEN_HYPHEN = re.compile(r"(?<=\w)\?s\b"), re.compile(r"(?<=\w)\?(?=\w)")
_BROKEN_APOSTROPHE = re.compile(r"\?Ã\S* ?s\b")


@dataclass(frozen=True, slots=True)
class _Call:
    number: int
    session: int
    date: dt.date
    symbol: str
    amendment: bool
    paragraph: bool
    short: str
    description: str


def read(calls: bytes, votes: bytes) -> tuple[list[Row], list[Dropped]]:
    """Read both files: the votes to ship, the oldest first, and those left out. A failed check is a ValueError."""
    columns, ballots = rdata.read(calls)["un_roll_calls"].columns(), _ballots(rdata.read(votes)["un_votes"].columns())
    found = list(_calls(columns))
    if (len(found), sum(map(len, ballots.values()))) != COUNTS:
        raise ValueError(f"the files hold {len(found)} roll calls, not {COUNTS}")
    kept, dropped = _sorted_out(found)
    rows = [_row(call, ballots[call.number]) for call in kept]
    dropped += [Dropped(row.number, f"{row.resolution}: {len(row.ballots)} ballots alone") for row in rows if len(row.ballots) < _FEWEST]
    rows = sorted((row for row in rows if len(row.ballots) >= _FEWEST), key=lambda row: (row.day[:7], row.number))
    _check(rows)
    return rows, dropped


def _calls(columns: Mapping[str, rdata.Vector]) -> Iterator[_Call]:
    names = ("rcid", "session", "date", "unres", "amend", "para", "short", "descr")
    return starmap(_call, zip(*(columns[name].values for name in names), strict=True))


def _call(number: int, session: float, date: float, symbol: Any, amend: int, para: int, short: Any, description: Any) -> _Call:  # noqa: PLR0917 - a row of the table
    day = _EPOCH + dt.timedelta(days=int(date))
    return _Call(number, int(session), day, symbol or "", amend == 1, para == 1, short or "", description or "")


def _ballots(columns: Mapping[str, rdata.Vector]) -> dict[int, dict[str, Choice]]:
    cast: dict[int, dict[str, Choice]] = defaultdict(dict)
    names = zip(columns["country_code"].values, columns["country"].values, strict=True)
    for number, (code, name), choice in zip(columns["rcid"].values, names, columns["vote"].labels(), strict=True):
        cast[int(number)][code or name] = _CHOICES[choice or ""]
    return cast


def _sorted_out(calls: list[_Call]) -> tuple[list[_Call], list[Dropped]]:
    unclear = {call.number for call in calls if call.number in _ADDED_LATER and not call.amendment and not call.paragraph}
    dropped = [Dropped(call.number, f"{call.symbol}: another vote's roll call") for call in calls if call.number in _MISASSIGNED]
    dropped += [Dropped(call.number, f"{call.symbol}: not said what was voted on") for call in calls if call.number in unclear]
    return [call for call in calls if call.number not in unclear | _MISASSIGNED], dropped


def _row(call: _Call, cast: Mapping[str, Choice]) -> Row:
    question, date = _question(call), _DAYS.get(call.number, call.date)
    month = date.isoformat()[:7]
    ballots = dict(sorted((_voter(call.number, _state(code, month)), choice) for code, choice in cast.items()))
    if len(ballots) != len(cast):
        raise ValueError(f"roll call {call.number}: two columns are one State's")
    resolution = _resolution(call)
    counted = Counter(ballots.values())
    outcome, remark = _outcome(counted[Choice.YES], counted[Choice.NO], bool(resolution) and question is Question.WHOLE)
    return Row(
        number=call.number,
        day=date.isoformat() if _day_is_known(call) else month,
        outcome=outcome,
        title=_title(call),
        question=question,
        resolution=resolution,
        ballots=ballots,
        remark=remark,
    )


def _day_is_known(call: _Call) -> bool:
    return call.session >= 58 or call.number in _ADDED_LATER or call.number in _DAYS


def _state(code: str, month: str) -> State:
    if code == "YU" and month >= _SERBIA_AND_MONTENEGRO:
        return "SRB" if month >= _SERBIA else "SCG"
    return _OTHER_CODES.get(code) or _by_alpha2()[code]


def _voter(number: int, column: State) -> State:
    """Return the State whose ballot stands in a State's column."""
    for one, other, numbers in _EXCHANGED:
        if column in {one, other} and number in numbers and number not in _BOTH_RIGHT:
            return other if column == one else one
    return column


@cache
def _by_alpha2() -> dict[str, State]:
    return {names.alpha2: state for state, names in table().items() if names.alpha2}


def _question(call: _Call) -> Question:
    if call.number not in _ADDED_LATER and _OF_THE_WHOLE.search(call.description):
        return Question.WHOLE
    if call.amendment:
        return Question.AMENDMENT
    if call.paragraph or re.search(r"/[IVX]+$", call.symbol):
        return Question.PARAGRAPH
    return Question.PROCEDURAL if not _resolution(call) and _MOTION.search(call.description) else Question.WHOLE


def _resolution(call: _Call) -> str:
    """Return the resolution's symbol, where the number is one ("A/RES/2649(XXV)", "A/RES/54/54D")."""
    early, late = _EARLY.fullmatch(call.symbol), _LATE.fullmatch(call.symbol)
    if early and call.session in _ROMAN and int(early[2]) > 2100 and int(early[2]) not in _UNSURE:
        return f"A/RES/{early[2]}({_ROMAN[call.session]})"
    if not late or call.session <= 30:
        return ""
    decisions = _FIRST_DECISION_BEFORE_1995 if call.session < 50 else _FIRST_DECISION
    return f"A/RES/{late[1]}/{late[2]}{late[3]}" if int(late[2]) < decisions else ""


def _outcome(yes: int, no: int, resolution: bool) -> tuple[Outcome, str]:
    """Take a resolution as adopted, and all else by the majority of votes cast, marked where two thirds might have been needed."""
    if yes <= no:
        return Outcome.FAILED, ""
    return Outcome.ADOPTED, "" if resolution or yes >= 2 * no else SIMPLE_MAJORITY


def _whole(row: Row) -> str:
    return row.resolution if row.question is Question.WHOLE else ""


def _check(rows: list[Row]) -> None:
    """See that a resolution was voted on once as a whole, and that the count adopts it."""
    times = Counter(map(_whole, rows))
    for row in rows:
        if _whole(row) and (times[_whole(row)] > 1 or row.outcome is Outcome.FAILED):
            raise ValueError(f"roll call {row.number}: {row.resolution} is there twice, or was not adopted")


def _title(call: _Call) -> str:
    """Return the title, or the source's description; of a roll call added later it is a speech, and none is given."""
    if call.number in _ADDED_LATER:
        return ""
    title = call.short if _AGENDA_ITEM.match(call.description) else call.description
    title = _BROKEN_HYPHEN.sub("-", _BROKEN_S.sub("'s", _BROKEN_APOSTROPHE.sub("'s", _QUOTES.sub("", title))))
    title = _TITLE_END.sub("", title).strip(" :;")
    return f"{title.rpartition(' ')[0]}…" if len(title) > _CUT and not title.endswith(".") else title


def blocks(rows: list[Row]) -> Iterator[tuple[tuple[State, ...], list[Row]]]:
    """Put all votes over one header of States."""
    yield tuple(sorted({state for row in rows for state in row.ballots})), rows
