"""The Security Council's votes as Sciences Po publishes them, put right and checked. Only the build uses it.

Source: "UN Security Council votes 1946-2025", Sciences Po, Atelier de cartographie. The data are licensed CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/). Changed here:

- ballots that stand in another State's column are given to the State that held the seat (``_SEATS``);
- five roll calls are put right where the UN Library's record differs (``_PUT_RIGHT``, with the meeting at which to verify each);
- the days of thirty-three resolutions are put right where the UN's own documents and the Library's tables of meetings differ (``_DAYS``);
- of the preliminary question of 26 June 1946 only the votes against are kept, which the UN Library's list of vetoes names;
- one vote that stands twice is taken once (``_TWICE``); resolution 2760 (2024), which is missing, is added (``_MISSING``);
- a resolution adopted with no ballot cast is one adopted without a vote;
- a resolution adopted against a permanent member's vote was a procedural decision (Charter, Article 27, paragraphs 2 and 3; for 110,
  Article 109, paragraph 3);
- titles lose the brackets round them, notes of the editors and the words "Security Council resolution"; one that the source cuts in a word
  ends before it; one that is an agenda item alone gets what the draft was about (``_ABOUT``), from the public record.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.history import UNLISTED
from bot.history.rows import Dropped, Row
from bot.model import Ballot, Choice, Organ, Outcome, Question, State, Tally
from bot.record.outcome import objections
from bot.states import PERMANENT, council
from bot.states.table import table

Raw = Mapping[str, str]

FILE = "sciencespo/unsc_votes_1946-2025.csv"
COUNTS = {Outcome.ADOPTED: 2810, Outcome.VETOED: 270, Outcome.FAILED: 123}
"""How many votes of each outcome the file holds."""
RESOLUTIONS = 2811

_NUMBER, _SYMBOL, _OUTCOME, _TITLE = "Vote in the DB", "UN classification", "Vote outcome", "Title-Observable"
_FIRST_STATE = "CHINA"
_OUTCOMES = {"adopted": Outcome.ADOPTED, "vetoed": Outcome.VETOED, "lack of maj.": Outcome.FAILED}
_CHOICES = {"Y": Choice.YES, "N": Choice.NO, "A": Choice.ABSTAIN, "NV": Choice.NOT_VOTING}
_COLUMNS = {
    "RUSSIAN FEDERATION/USSR": "RUS",
    "KOREA": "KOR",
    "EGYPT / UNITED ARAB REPUBLIC": "EGY",
    "GERMANY, FEDERAL REPUBLIC OF": "DEU",
    "SRI LANKA/CEYLAN": "LKA",
}
_SEATS = (  # column's State, the State that sat, first day, last day
    ("TUR", "PRT", "2011-01-01", "2012-12-31"),
    ("SVK", "SVN", "2024-01-01", "2025-12-31"),
    ("YEM", "YMD", "1990-01-01", "1990-05-21"),  # the two Yemens became one State on 22 May 1990
    ("DZA", "ARG", "1966-01-01", "1967-12-31"),
    ("CZE", "CSK", "1964-01-01", "1964-12-31"),
)
_PUT_RIGHT: Mapping[str, frozenset[State]] = {  # who abstained; all others voted in favour
    "1082": frozenset({"RUS"}),  # S/PV.3716
    "1239": frozenset({"CHN", "RUS"}),  # S/PV.4003
    "1559": frozenset({"BRA", "CHN", "DZA", "PAK", "PHL", "RUS"}),  # S/PV.5028
    "2312": frozenset({"VEN"}),  # S/PV.7783
    "2720": frozenset({"RUS", "USA"}),  # S/PV.9520
}
_DAYS: Mapping[str, str] = {  # by resolution
    "50": "1948-05-29",
    "60": "1948-10-29",
    "451": "1979-06-15",
    "547": "1984-01-13",
    "559": "1984-12-14",
    "576": "1985-11-21",
    "593": "1986-12-11",
    "627": "1989-01-09",
    "654": "1990-05-04",
    "691": "1991-05-06",
    "708": "1991-08-28",
    "726": "1992-01-06",
    "727": "1992-01-08",
    "730": "1992-01-16",
    "731": "1992-01-21",
    "820": "1993-04-17",
    "840": "1993-06-15",
    "857": "1993-08-20",
    "913": "1994-04-21",
    "928": "1994-06-20",
    "946": "1994-09-30",
    "947": "1994-09-30",
    "1009": "1995-08-10",
    "1012": "1995-08-28",
    "1253": "1999-07-28",
    "1550": "2004-06-29",
    "1564": "2004-09-18",
    "1585": "2005-03-10",
    "1664": "2006-03-29",
    "1708": "2006-09-14",
    "1744": "2007-02-20",
    "2763": "2024-12-13",
    "2809": "2025-12-23",
}
_AGAINST_ALONE = {12: frozenset({"FRA", "RUS"})}  # 26 June 1946, preliminary question: the file repeats the roll call of the draft
_TWICE = {3098: "the oral amendment of 2023-12-22 stands twice, as 3098 and 3099"}
_DOUBTFUL = {
    12: "the source gives another roll call; the two votes against are those of the UN Library's list of vetoes",
    360: "the vote on S/5134 of 1962-06-22 may be the one listed beside it as vetoed",
}
_PROCEDURAL = frozenset({34, 87, 88, 110, 119, 120, 132, 157, 462, 2623})
_MISSING = Row(
    number=RESOLUTIONS * 10 + 1,
    day="2024-11-14",
    outcome=Outcome.ADOPTED,
    title="extension of the mandate of the UN Interim Security Force for Abyei (UNISFA) until 15 November 2025",
    resolution="S/RES/2760",  # as the UN Library has it, S/PV.9785: 14 in favour, the Russian Federation abstaining
    ballots={
        state: Choice.ABSTAIN if state == "RUS" else Choice.YES
        for state in ("CHE", "CHN", "DZA", "ECU", "FRA", "GBR", "GUY", "JPN", "KOR", "MLT", "MOZ", "RUS", "SLE", "SVN", "USA")
    },
)
_UNLISTED = frozenset(
    {8, 57, 160, 161, 187, 188, 216, *range(231, 247), 248, 260, 333, 334, 351, 352, 528, 530, 531, 822, 823, 824, 832, 1375},
)
"""Vetoes that the UN Library's list (https://research.un.org/en/docs/sc/quick/veto) leaves out: a draft stands there once."""

_DRAFT = re.compile(r"S/(?:PV\.)?\d+(?:/\d+)?(?:/(?:Rev|Add|Corr)\.\s?\d+)*")
_TITLE_START = re.compile(r"^(?:Security Council )?[Rr]esolution \d+ ?(?:\(\d{4}\) ?)?[\[<] ?(?:on )?")
_TITLE_END = re.compile(r"\s*\[\.\.\.\]\]?\s*$")
_CUT_AFTER_A_WORD = re.compile(r"\s\[\.\.\.\]\]?\s*$")
_CUT_IN_A_WORD = re.compile(r"[\s(]+\S*\[\.\.\.\]\]?\s*$")
_AUTHORS = re.compile(r" from .*(?= to the President of the Security Council$)")  # of letters, who are seldom those the draft is about
_ABOUT: Mapping[str, frozenset[int]] = {  # votes by their numbers in the source
    "Israel’s attacks on Lebanon and Syria": frozenset({527, 528}),
    "Panama and the Panama Canal": frozenset({543}),
    "Israel’s occupation of Arab territories": frozenset({551}),
    "Israel’s air attacks on Palestinian refugee camps in Lebanon": frozenset({605}),
    "the Soviet Union’s intervention in Afghanistan": frozenset({699}),
    "Israel’s annexation of the Golan Heights, Syria": frozenset({744}),
    "Palestinians in the West Bank and the Gaza Strip": frozenset({748, 789, 834, 886, 889, 915, 918, 929, 943}),
    "the Haram al-Sharif in Jerusalem, Palestinian territories": frozenset({751, 847}),
    "Israel’s invasion of Lebanon": frozenset({759, 763, 769}),
    "a United Nations force in Beirut, Lebanon": frozenset({804}),
    "Israel’s measures in southern Lebanon": frozenset({812, 819, 846, 884, 892}),
    "the United States’ air attack on Libya": frozenset({852}),
    "South Africa’s attacks on Botswana, Zambia and Zimbabwe": frozenset({853}),
    "Israel’s attack on Lebanon": frozenset({905}),
    "Israel’s expropriation of land in East Jerusalem, Palestinian territories": frozenset({1287}),
    "United Nations military observers in Guatemala": frozenset({1388}),
    "an Israeli settlement at Jabal Abu Ghneim in East Jerusalem, Palestinian territories": frozenset({1395, 1397}),
    "deferral of the International Criminal Court’s cases against leaders of Kenya": frozenset({2444}),
    "Syria: the fighting in Aleppo": frozenset({2638, 2639, 2649}),
    "Syria: sanctions for the use of chemical weapons": frozenset({2673}),
    "Syria: the chemical attack at Khan Shaykhun": frozenset({2680}),
    "Syria: the mandate of the OPCW-United Nations Joint Investigative Mechanism on chemical weapons": frozenset({2713, 2720, 2721, 2722}),
    "Yemen: sanctions and the Panel of Experts": frozenset({2739}),
    "Syria: an investigation of the use of chemical weapons": frozenset({2748, 2749, 2750}),
    "Syria: the air strikes of 14 April 2018": frozenset({2752}),
    "Syria: a ceasefire in Idlib": frozenset({2835, 2836}),
    "Syria: humanitarian aid across its borders": frozenset({2851, 2852, 2882, 2883, 2884, 2885, 3003, 3004, 3058, 3059}),
    "Iran: the arms embargo": frozenset({2891}),
    "foreign terrorist fighters": frozenset({2896}),
    "climate change and security": frozenset({2966}),
    "an inquiry into alleged military biological activities in Ukraine": frozenset({3023}),
    "an inquiry into the sabotage of the Nord Stream pipelines": frozenset({3046}),
    "Palestine": frozenset({3111}),
    "weapons of mass destruction in outer space": frozenset({3112}),
    "weapons in outer space": frozenset({3114}),
    "Iran: the end of sanctions under resolution 2231 (2015)": frozenset({3183, 3184}),
}
_EDITORS_NOTE = re.compile(r"\s*\(/!\\[^)]*\)")


def read(raw: bytes) -> tuple[list[Row], list[Dropped]]:
    """Read the file: the votes to ship, the oldest first, and those left out. A failed check is a ValueError that names the vote."""
    table_rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    rows = [_row(row) for row in table_rows]
    _check_counts(rows)
    kept = sorted((row for row in [*rows, _MISSING] if row.number not in _TWICE), key=lambda row: (row.day, row.number))
    for row in kept:
        _check(row)
    _check_numbers(kept)
    return _marked(kept), [Dropped(number, why) for number, why in _TWICE.items()]


def _row(raw: Raw) -> Row:
    number, outcome, ballots = int(raw[_NUMBER]), _OUTCOMES[raw[_OUTCOME]], _ballots(raw)
    without_vote = outcome is Outcome.ADOPTED and set(ballots.values()) == {Choice.NOT_VOTING}
    if not without_vote and ballots:
        _check_tally(raw, ballots)
    return Row(
        number=number,
        day=_DAYS.get(raw["Resolution number"], raw["Date"]),
        outcome=outcome,
        title=_about(number, _title(raw[_TITLE])),
        question=_question(raw, outcome, ballots),
        resolution=f"S/RES/{raw['Resolution number']}" if outcome is Outcome.ADOPTED else "",
        draft="" if outcome is Outcome.ADOPTED else _draft(raw[_SYMBOL]),
        ballots={} if without_vote else _put_right(number, raw["Resolution number"], ballots),
        tally="" if ballots or raw["Yes"] == "?" else "-".join(raw[name] for name in ("Yes", "No", "Abstentions")),
        without_vote=without_vote,
    )


def _question(raw: Raw, outcome: Outcome, ballots: Mapping[State, Choice]) -> Question:
    if raw[_SYMBOL].startswith("Oral amendment"):
        return Question.AMENDMENT
    against = any(ballots.get(state) is Choice.NO for state in PERMANENT)
    return Question.PROCEDURAL if outcome is Outcome.ADOPTED and against else Question.WHOLE


def _ballots(raw: Raw) -> dict[State, Choice]:
    """Give each ballot to the State that cast it; "?" marks one that nobody knows."""
    columns = list(raw)
    cast = {_seat(_state(name), raw["Date"]): raw[name] for name in columns[columns.index(_FIRST_STATE) :] if raw[name]}
    return {state: _CHOICES[letter] for state, letter in sorted(cast.items()) if letter != "?"}


def _state(column: str) -> State:
    if column in _COLUMNS:
        return _COLUMNS[column]
    for state, names in table().items():
        if column in (form.upper() for form in (names.name, names.plain, *names.others, *names.abroad)):
            return state
    raise ValueError(f"no State is called {column}")


def _seat(state: State, day: str) -> State:
    return next((sat for column, sat, first, last in _SEATS if state == column and first <= day <= last), state)


def _put_right(number: int, resolution: str, ballots: dict[State, Choice]) -> dict[State, Choice]:
    if number in _AGAINST_ALONE:
        return dict.fromkeys(sorted(_AGAINST_ALONE[number]), Choice.NO)
    if resolution not in _PUT_RIGHT:
        return ballots
    return {state: Choice.ABSTAIN if state in _PUT_RIGHT[resolution] else Choice.YES for state in ballots}


def _draft(symbol: str) -> str:
    """Return the draft's symbol; an oral draft's is that of the record that holds its words (S/PV.23), or none."""
    match = _DRAFT.search(symbol)
    return match[0].replace(" ", "") if match else ""


def _about(number: int, title: str) -> str:
    """Say what a draft was about where its title is an agenda item under which the Council takes up many things."""
    about = next((about for about, numbers in _ABOUT.items() if number in numbers), "")
    return f"{_AUTHORS.sub('', title)} – {about}" if about else title


def _title(title: str) -> str:
    title = _TITLE_START.sub("", _EDITORS_NOTE.sub("", title))
    if _TITLE_END.search(title):
        return _TITLE_END.sub("…", title) if _CUT_AFTER_A_WORD.search(title) else _CUT_IN_A_WORD.sub("…", title)
    if title.count("]") > title.count("[") or title.count(">") > title.count("<"):
        return title[:-1]
    return title


def _marked(rows: list[Row]) -> list[Row]:
    """Mark what the UN Library's list of vetoes leaves out: of a draft voted on several times that day, those are votes on its parts."""
    times = Counter((row.day, row.draft) for row in rows)
    return [_unlisted(row, times[row.day, row.draft] > 1) if row.number in _UNLISTED else _doubtful(row) for row in rows]


def _unlisted(row: Row, in_parts: bool) -> Row:
    return replace(row, remark=UNLISTED, question=Question.PARAGRAPH if in_parts else row.question)


def _doubtful(row: Row) -> Row:
    return replace(row, remark=_DOUBTFUL.get(row.number, ""))


def _check_tally(raw: Raw, ballots: Mapping[State, Choice]) -> None:
    counted = Counter(ballots.values())
    stated = [int(raw[name]) for name in ("Yes", "No", "Abstentions", "Non-Voting")]
    if [counted[choice] for choice in Choice] != stated or len(ballots) != int(raw["Total"]):
        raise ValueError(f"vote {raw[_NUMBER]}: the ballots do not make the tally {stated}")


def _check(row: Row) -> None:
    """See that the voters are the Council of that day, and that the count makes the outcome stated."""
    day = dt.date.fromisoformat(row.day)
    if row.number in _AGAINST_ALONE:
        return
    if row.ballots and frozenset(row.ballots) != council(day):
        raise ValueError(f"vote {row.number} of {row.day}: the voters are not the Council of that day")
    tally = Tally.of(Ballot(state, choice) for state, choice in row.ballots.items()) if row.ballots else Tally()
    against = [state for state, choice in row.ballots.items() if choice is Choice.NO]
    for words in objections(Organ.SECURITY_COUNCIL, row.outcome, tally, against, day, row.question):
        if row.number not in _DOUBTFUL:
            raise ValueError(f"vote {row.number}: {words}")


def _check_counts(rows: list[Row]) -> None:
    counted = Counter(row.outcome for row in rows)
    if counted != COUNTS:
        raise ValueError(f"the file holds {counted}, not {COUNTS}")


def _check_numbers(rows: list[Row]) -> None:
    numbers = sorted(int(row.resolution.rpartition("/")[2]) for row in rows if row.resolution)
    if numbers != list(range(1, RESOLUTIONS + 1)):
        raise ValueError("the resolutions are not each there once")
    procedural = {int(row.resolution.rpartition("/")[2]) for row in rows if row.question is Question.PROCEDURAL}
    if procedural != _PROCEDURAL:
        raise ValueError(f"adopted against a permanent member: {sorted(procedural)}")


def blocks(rows: list[Row]) -> Iterator[tuple[tuple[State, ...], list[Row]]]:
    """Part the votes where the Council's members change, with the members that the ballots of each part follow."""
    states: tuple[State, ...] = ()
    part: list[Row] = []
    for row in rows:
        now = states if set(row.ballots) <= set(states) else tuple(sorted(row.ballots))
        if now != states and part:
            yield states, part
            part = []
        states = now
        part.append(row)
    yield states, part
