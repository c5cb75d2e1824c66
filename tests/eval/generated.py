"""How well votes are read in generated texts: ``python -m tests.eval.generated [N]``.

Templates (``wordings``), written apart from the rules, are filled with the members that really sat on a day and with outcomes of pure
chance that the organ's rules allow; what is read back is compared with what was put in. The same seed gives the same texts.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import states
from bot.model import Organ, Outcome, Question, Sighting, State, Tally
from bot.reading.document import Document
from bot.reading.votes import read_votes
from bot.states.table import table
from tests.eval import wordings
from tests.eval.wordings import SILENT, WORDINGS, Wording

NUMBER, SEED = 20_000, 3
_SILENT_SHARE = 0.15
# The Council's last resolution of each year.
_LAST = {
    1999: 1284, 2000: 1334, 2001: 1386, 2002: 1454, 2003: 1521, 2004: 1580, 2005: 1651, 2006: 1738, 2007: 1794, 2008: 1859, 2009: 1907,
    2010: 1966, 2011: 2032, 2012: 2085, 2013: 2132, 2014: 2195, 2015: 2259, 2016: 2336, 2017: 2397, 2018: 2451, 2019: 2503, 2020: 2560,
    2021: 2617, 2022: 2671, 2023: 2721, 2024: 2767, 2025: 2811,
}  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEGIN = re.compile(r"(?:^|(?<=[a-z)]\. )|(?<=\n))[a-z]")
_OBSERVERS = frozenset({"VAT", "PSE"})


@dataclass(frozen=True, slots=True)
class Truth:
    """A vote as it was drawn; each list is in the order of the States' names."""

    organ: Organ
    outcome: Outcome
    day: dt.date
    tally: Tally
    favour: tuple[State, ...] = ()
    against: tuple[State, ...] = ()
    abstained: tuple[State, ...] = ()
    absent: tuple[State, ...] = ()
    draft: str = ""
    resolution: str = ""

    @property
    def vetoed_by(self) -> tuple[State, ...]:
        """Who cast the veto, if one was cast."""
        return tuple(s for s in self.against if s in states.PERMANENT) if self.outcome is Outcome.VETOED else ()


@dataclass(frozen=True, slots=True)
class Case:
    """A text to read, and what is in it; ``told`` are the names of the facts a reader can know. No truth: no vote was just taken."""

    wording: Wording
    document: Document
    truth: Truth | None
    told: frozenset[str] = frozenset()


class Fields(dict[str, str]):
    """What fills a template; remembers what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)


def cases(number: int = NUMBER, seed: int = SEED) -> Iterator[Case]:
    """Yield texts with their truths, as many as asked for, each wording as often as the next."""
    chance = random.Random(seed)
    for place in range(number):
        silent = chance.random() < _SILENT_SHARE
        among: Sequence[Wording] = SILENT if silent else WORDINGS
        yield _case(chance, among[place % len(among)], silent=silent)


def _case(chance: random.Random, wording: Wording, *, silent: bool) -> Case:
    truth = _drawn(chance, chance.choice(wording.kinds.split()), _day(chance, wording))
    late = chance.randrange(3) if {"wd", "day"} & _names(wording) else 0
    published = dt.datetime.combine(truth.day, dt.time(22), dt.UTC) + dt.timedelta(days=late)
    fields = _fields(chance, truth, wording)
    title = wording.title.format_map(fields) if chance.random() < 0.7 else ""
    fields.asked.clear()
    text = _upper(wording.text.format_map(fields))
    story = "\n\n".join((text, *_noise(chance, wording.language, truth.day.year)))
    told = frozenset() if silent else _told(fields.asked, truth, wording)
    return Case(wording, Document(story, _upper(title), "", published), None if silent else truth, told)


def _names(wording: Wording) -> set[str]:
    return {name for name in ("wd", "day") if f"{{{name}}}" in wording.text}


def _noise(chance: random.Random, language: str, year: int) -> list[str]:
    among = [line for line in wordings.NOISE[language] if all(int(told) < year for told in _YEAR.findall(line))]
    return chance.sample(among, chance.randint(0, min(4, len(among))))


def _upper(text: str) -> str:
    """Begin each sentence with a capital, as prose does where a count in words stands first."""
    return _BEGIN.sub(lambda match: match.group().upper(), text)


def _day(chance: random.Random, wording: Wording) -> dt.date:
    """Draw a day: the Human Rights Council first met in 2006; abroad we can name the Council's members from 2022."""
    first = 2022 if wording.language != "en" else 2007 if wording.kinds.startswith("hrc") else 2000
    year = chance.randint(first, 2025)
    return dt.date(year, 1, 3) + dt.timedelta(days=chance.randrange(355))


def _told(asked: set[str], truth: Truth, wording: Wording) -> frozenset[str]:
    """Return which facts a text tells, by the fields it used."""
    told = {"organ", "outcome", "date", "vetoed_by"}
    told |= set() if wording.mute else {"tally"}
    told |= {"against"} if "O" in asked or truth.against == truth.vetoed_by else set()
    told |= {"abstained"} if "A" in asked or not truth.abstained else set()
    told |= {"draft"} if asked & {"D", "serial"} else set()
    return frozenset(told | ({"resolution"} if asked & {"R", "R2"} else set()))


# --- Outcomes of pure chance.


def _drawn(chance: random.Random, kind: str, day: dt.date) -> Truth:
    if kind in _COUNCIL:
        return _council_vote(chance, kind, day)
    if kind in {"hrc", "hrcfail"}:
        return _rights_vote(chance, day, adopted=kind == "hrc")
    return _assembly_vote(chance, kind, day)


# Of each kind of Council vote: the outcome, how many vetoes, the range of other votes against and of abstentions.
_COUNCIL = {
    "unanimous": (Outcome.ADOPTED, 0, (0, 0), (0, 0)),
    "split": (Outcome.ADOPTED, 0, (0, 0), (1, 6)),
    "absent": (Outcome.ADOPTED, 0, (0, 0), (1, 5)),
    "lone": (Outcome.ADOPTED, 0, (1, 1), (1, 5)),
    "opposed": (Outcome.ADOPTED, 0, (1, 2), (1, 4)),
    "veto": (Outcome.VETOED, 1, (0, 0), (1, 5)),
    "veto0": (Outcome.VETOED, 1, (0, 0), (0, 0)),
    "veto2": (Outcome.VETOED, 2, (0, 0), (1, 4)),
    "short": (Outcome.FAILED, 0, (1, 6), (7, 8)),
    "procedural": (Outcome.FAILED, 0, (1, 5), (7, 8)),
}


def _council_vote(chance: random.Random, kind: str, day: dt.date) -> Truth:
    outcome, vetoes, noes, abstentions = _COUNCIL[kind]
    members = sorted(states.council(day) or ())
    against = chance.sample(sorted(states.PERMANENT), vetoes)
    # A permanent member's "no" would stop a text that has its nine votes; one that falls short may be opposed by anybody.
    free = [one for one in members if outcome is Outcome.FAILED or one not in states.PERMANENT]
    against += chance.sample(free, chance.randint(*noes))
    rest = chance.sample([one for one in members if one not in against], 15 - len(against))
    some = chance.randint(*abstentions)
    if outcome is Outcome.FAILED:
        some = min(some, 13 - len(against))
    absent = rest[some : some + 1] if kind == "absent" else []
    favour = rest[some + len(absent) :]
    year = day.year
    return Truth(
        Organ.SECURITY_COUNCIL,
        outcome,
        day,
        Tally(len(favour), len(against), some, len(absent) or None),
        _ordered(favour),
        _ordered(against),
        _ordered(rest[:some]),
        _ordered(absent),
        draft=f"S/{year}/{chance.randint(20, 1150)}",
        resolution=f"S/RES/{chance.randint(_LAST[year - 1] + 1, _LAST[year])}" if outcome is Outcome.ADOPTED else "",
    )


def _assembly_vote(chance: random.Random, kind: str, day: dt.date) -> Truth:
    members = chance.sample(_members(), 193)
    noes = {"ga0": 0, "gasmall": chance.randint(1, 9), "consensus": 0}.get(kind, chance.randint(1, 45))
    some = chance.randint(1, 12 if kind == "gasmall" else 45)
    yes = chance.randint(min(60 + noes, 193 - noes - some), 193 - noes - some)
    organ = Organ(chance.choice(sorted(wordings.COMMITTEES))) if kind == "committee" else Organ.GENERAL_ASSEMBLY
    session, serial = _session(day), chance.randint(2, 95)
    draft = f"A/{'' if organ is Organ.GENERAL_ASSEMBLY else f'C.{organ.value[1]}/'}{session}/L.{serial}"
    if kind == "consensus":
        return Truth(organ, Outcome.ADOPTED, day, Tally(), draft=draft)
    return Truth(organ, Outcome.ADOPTED, day, Tally(yes, noes, some), *_sides(members, yes, noes, some), (), draft)


def _rights_vote(chance: random.Random, day: dt.date, *, adopted: bool) -> Truth:
    some = chance.randint(2, 14)
    most = chance.randint((47 - some) // 2 + 1, 47 - some - 2)
    least = 47 - some - most
    yes, noes = (most, least) if adopted else (least, most)
    outcome = Outcome.ADOPTED if adopted else Outcome.FAILED
    members = chance.sample(_members(), 47)
    draft = f"A/HRC/{(day.year - 2006) * 3 + 4}/L.{chance.randint(1, 60)}"
    return Truth(Organ.HUMAN_RIGHTS_COUNCIL, outcome, day, Tally(yes, noes, some), *_sides(members, yes, noes, some), (), draft)


def _sides(members: list[State], yes: int, noes: int, some: int) -> tuple[tuple[State, ...], tuple[State, ...], tuple[State, ...]]:
    """Let the first vote in favour, the next against, and some abstain."""
    return _ordered(members[:yes]), _ordered(members[yes : yes + noes]), _ordered(members[yes + noes : yes + noes + some])


def _members() -> list[State]:
    return sorted(state for state, names in table().items() if names.alpha2 and state not in _OBSERVERS)


def _session(day: dt.date) -> int:
    return day.year - 1945 - (day.month < 9)


def _ordered(some: Sequence[State]) -> tuple[State, ...]:
    return tuple(sorted(some, key=states.name))


# --- Words.


def _fields(chance: random.Random, truth: Truth, wording: Wording) -> Fields:
    """Write a vote's facts in the wording's language."""
    language = wording.language
    words = chance.random() < 0.5
    tally = truth.tally
    plain = language == "en" and not wording.family.startswith(("press", "assembly rec", "assembly none", "committee", "audiovisual"))
    about = chance.choice(wordings.ABOUT[language])
    number, year = truth.resolution.removeprefix("S/RES/"), truth.day.year
    weekday = wordings.BEFORE_DAY[language] + wordings.WEEKDAYS[language][truth.day.weekday()]
    fields = Fields()
    fields.update(
        about=about,
        About=about.removeprefix("the ").removeprefix("a ").title(),
        V=_list(truth.vetoed_by or ("RUS",), language, "and", plain=True if language == "en" else plain),
        O=_list(truth.against, language, chance.choice(("", "and")), plain=plain),
        A=_list(truth.abstained, language, "and" if plain or language == "de" else chance.choice(("", "and")), plain=plain),
        F=_list(truth.favour, language, "", plain=plain),
        R=f"{number} ({year})",
        R2=chance.choice((f"{number}({year})", f"{number} ({year})")),
        D=truth.draft,
        on=chance.choice(("today", "this morning", "this afternoon")),
        wd=weekday,
        day=f"{truth.day.day} {wordings.MONTHS[truth.day.month - 1]} {year}",
        S=f"{tally}".removesuffix("-0"),
        rest=_count(tally.yes or 0, language, words=words),
        absent=f" {_list(truth.absent, language, 'and', plain=plain)} did not participate in the vote." if truth.absent else "",
        committee=wordings.COMMITTEES.get(truth.organ.value, ""),
        session=truth.draft.split("/")[2] if truth.organ is Organ.HUMAN_RIGHTS_COUNCIL else "",
        serial=truth.draft.rpartition(".")[2],
        **_counts(tally, language, words=words),
    )
    return fields


def _counts(tally: Tally, language: str, *, words: bool) -> dict[str, str]:
    yes, noes, some = tally.yes or 0, tally.no or 0, tally.abstain or 0
    return {
        "Y": _count(yes, language, words=words),
        "N": _count(noes, language, words=words or noes == 0),
        "K": _count(some, language, words=words),
        "Ks": _abstentions(some, language, words=words),
        "Yd": str(yes),
        "Nd": str(noes),
        "Kd": str(some),
    }


def _count(number: int, language: str, *, words: bool) -> str:
    return wordings.COUNTS[language][number] if words and number <= 15 else str(number)


def _abstentions(number: int, language: str, *, words: bool) -> str:
    one, many, none = wordings.ABSTENTIONS[language]
    if number == 0:
        return none
    if number == 1:
        return f"{wordings.ONE[language] if words else 1} {one}"
    return f"{_count(number, language, words=words)} {many}"


def _list(some: Sequence[State], language: str, joint: str, *, plain: bool) -> str:
    names = [_name(state, language, plain=plain) for state in some]
    if joint and len(names) > 1:
        return f"{', '.join(names[:-1])} {wordings.AND[language]} {names[-1]}"
    return ", ".join(names)


def _name(state: State, language: str, *, plain: bool) -> str:
    if language != "en" and state in wordings.CODES:
        return wordings.NAMES[language][wordings.CODES.index(state)]
    return states.plain(state) if plain else states.name(state)


# --- Reading back.


def faults(case: Case) -> list[str]:
    """Read a text; return what is wrong, in words: nothing where all that can be known was read, and nothing false besides."""
    told = next((one for one in read_votes(case.document)[0] if one.primary and one.question is not Question.STATEMENT), None)
    if case.truth is None:
        return [f"a vote where none was: {told.organ} {told.outcome} {told.tally}"] if told else []
    if told is None:
        return ["no vote found"]
    return [f"{name} {read!s}, not {true!s}" for name, read, true in _compared(told, case.truth) if _wrong(name, read, true, case.told)]


def _wrong(name: str, read: object, true: object, told: frozenset[str]) -> bool:
    """Whether a fact is false, or missing where it is told."""
    unknown = not read or read == "?-?-?"
    return read != true and (name in told or not unknown)


def _compared(read: Sighting, true: Truth) -> Iterator[tuple[str, object, object]]:
    yield "organ", read.organ.value, true.organ.value
    yield "outcome", read.outcome.value, true.outcome.value
    yield "tally", str(read.tally), str(true.tally)
    yield "vetoed_by", frozenset(read.vetoed_by), frozenset(true.vetoed_by)
    yield "against", frozenset(read.against), frozenset(true.against)
    yield "abstained", frozenset(read.abstained), frozenset(true.abstained)
    yield "draft", read.draft, true.draft or None
    yield "resolution", read.resolution, true.resolution or None
    yield "date", read.date, true.day


def measure(
    number: int = NUMBER, seed: int = SEED
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], dict[tuple[str, str], str]]:
    """Count the texts and the rightly read ones by language and family, with each family's first failing text."""
    every: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for case in cases(number, seed):
        family = (case.wording.language, case.wording.family)
        every[family] += 1
        wrong = faults(case)
        right[family] += not wrong
        if wrong:
            first.setdefault(family, f"{'; '.join(wrong)}\n      {case.document.title} | {case.document.text}")
    return every, right, first


def by_language(counts: Counter[tuple[str, str]]) -> Counter[str]:
    """Sum counts of families by language."""
    summed: Counter[str] = Counter()
    for (language, _), count in counts.items():
        summed[language] += count
    return summed


def tables(number: int = NUMBER) -> Iterator[str]:
    """Yield the lines of the tables: per family, with its first failing text, then per language."""
    every, right, first = measure(number)
    yield f"{'generated texts':34}{'n':>8}{'right':>8}{'share':>9}"
    for family in sorted(every):
        yield _row(" ".join(family), every[family], right[family])
        if family in first:
            yield f"    {first[family]}"
    languages, well = by_language(every), by_language(right)
    yield from (_row(language, languages[language], well[language]) for language in sorted(languages))
    yield _row("all", languages.total(), well.total())


def _row(name: str, every: int, right: int) -> str:
    return f"{name:34}{every:8}{right:8}{right / every:9.4f}"


if __name__ == "__main__":
    print("\n".join(tables(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER)))  # noqa: T201 - a report is printed
