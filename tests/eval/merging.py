"""How surely many reports of one vote become one record: ``python -m tests.eval.merging [SEED …]`` beside a checkout of the shared data.

Real votes of the Council and the Assembly, whole days of them, are each told two to eight times as different kinds of sources would tell
them: with and without symbols, in other words, in other languages, a day late, with counts missing or wrong by one. A word may fall from
a subject, but not from "resolution 2374 (2017)": nobody writes "imposed by resolution (2017)". The reports are put in an order of pure
chance, page by page, and joined by the same rules the program uses. A pair of reports is right when both tell of one vote in truth and in
the record. Reports no reader could place are counted, and the figures told without them too.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from math import comb
from pathlib import Path
from typing import Any

from bot import states
from bot.model import Authority, Choice, Evidence, Organ, Outcome, Question, Sighting, Source, State, Tally, Vote
from bot.record import fold, key, likeness
from bot.states.table import table

DATA = Path(__file__).parents[3] / "shared" / "data"
_COUNCIL, _ASSEMBLY = (1500, 500), (700, 300)  # recent votes and older ones
_OUTCOMES = {"adopted": Outcome.ADOPTED, "vetoed": Outcome.VETOED, "not_adopted": Outcome.FAILED}
_CHOICES = {"Y": Choice.YES, "N": Choice.NO, "A": Choice.ABSTAIN, "X": Choice.NOT_VOTING}


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """A vote as it was. ``subject`` is the record's own wording, ``press`` what newspapers called it where we know."""

    organ: Organ
    outcome: Outcome
    date: dt.date
    tally: Tally
    ballots: dict[State, Choice]
    subject: str
    question: Question = Question.WHOLE
    draft: str | None = None
    resolution: str | None = None
    meeting: str | None = None
    press: str | None = None
    namesake: bool = False
    neighbour: bool = False
    misdated: dt.date | None = None

    def who(self, choice: Choice) -> tuple[State, ...]:
        return tuple(sorted(state for state, cast in self.ballots.items() if cast is choice))

    @property
    def vetoed_by(self) -> tuple[State, ...]:
        return tuple(sorted(states.PERMANENT.intersection(self.who(Choice.NO)))) if self.outcome is Outcome.VETOED else ()


# What drafts are called whose record has only the agenda item's name: the draft, its subject in the UN's words, and in the press's.
_KNOWN_AS = """
S/2011/612|condemning the crackdown on protesters in the Syrian Arab Republic|Syria crackdown
S/2012/77|supporting the League of Arab States' plan for the Syrian Arab Republic|Arab peace plan for Syria
S/2012/538|threatening the Syrian Arab Republic with measures under Chapter VII|sanctions on Damascus
S/2014/189|declaring the referendum in Crimea invalid|Crimea referendum
S/2014/348|referring the Syrian Arab Republic to the International Criminal Court|sending Syria to the ICC
S/2015/508|commemorating the Srebrenica genocide|Srebrenica anniversary
S/2015/562|establishing a tribunal for the downing of Malaysia Airlines flight MH17|MH17 tribunal
S/2016/846|demanding an end to aerial bombardment of Aleppo|halt to air strikes on Aleppo
S/2016/847|on the cessation of hostilities in the Syrian Arab Republic, by the Russian Federation|Russian rival text on Syria
S/2016/1085|imposing an arms embargo on South Sudan|South Sudan arms embargo
S/2016/1026|demanding a seven-day truce in Aleppo|Aleppo ceasefire
S/2017/172|sanctions over use of chemical weapons in the Syrian Arab Republic|Syria chemical weapons sanctions
S/2017/315|condemning the chemical attack in Khan Shaykhun|Syrian gas attack
S/2017/962|extending the Joint Investigative Mechanism of OPCW and the United Nations|Syria chemical weapons inquiry
S/2017/968|on the Joint Investigative Mechanism, by the Russian Federation|Moscow's own text on chemical weapons investigators
S/2017/1060|on the status of Jerusalem|Trump's Jerusalem decision
S/2018/156|renewing sanctions on Yemen and naming Iran|Iran over missiles in Yemen
S/2018/321|establishing an independent mechanism on chemical weapons in Syria|new inquiry into Syria chemical attacks
S/2018/175|on a mechanism of investigation, by the Russian Federation|Russian-drafted inquiry text
S/2018/322|supporting the OPCW fact-finding mission in Douma|OPCW mission to Douma
S/2018/516|on the protection of Palestinian civilians|protection for Palestinians in Gaza
S/2018/520|condemning Hamas for rockets fired from Gaza, by the United States|US text blaming Hamas
S/2019/186|calling for free and fair presidential elections in the Bolivarian Republic of Venezuela|US text on Venezuela elections
S/2019/190|on dialogue in the Bolivarian Republic of Venezuela, by the Russian Federation|Moscow's Venezuela text
S/2019/756|demanding a ceasefire in Idlib|Idlib truce
S/2019/757|on Idlib excluding military operations against terrorists, by the Russian Federation|Russian-Chinese text on Idlib
S/2019/961|renewing cross-border humanitarian deliveries to Syria for one year|Syria cross-border aid
S/2019/962|cross-border deliveries for six months, by the Russian Federation|shorter Russian version of Syria aid
S/2020/667|two border crossings for humanitarian aid to Syria|Syria aid crossings
S/2020/683|one border crossing for humanitarian aid, by the Russian Federation|Moscow's plan for one crossing into Syria
S/2020/852|on prosecution, rehabilitation and reintegration of terrorists|fate of foreign fighters
S/2020/1054|women and peace and security, by the Russian Federation|Russian text on women and peace
S/2021/990|linking climate change and security|climate security
S/2022/155|deploring the aggression against Ukraine|condemning the invasion of Ukraine
S/2022/431|tightening measures on the Democratic People's Republic of Korea|North Korea missile sanctions
S/2022/538|extending the cross-border mechanism at Bab al-Hawa for twelve months|Syria aid crossing
S/2022/541|extending the cross-border mechanism for six months, by the Russian Federation|Russia's shorter Syria aid plan
S/2022/720|condemning referendums in occupied regions of Ukraine|annexation of Ukrainian territory
S/2022/821|establishing a commission on alleged biological laboratories in Ukraine|Moscow's bioweapons claims
S/2023/506|extending the cross-border mechanism for nine months|Syria aid crossing
S/2023/507|extending the cross-border mechanism for six months, by the Russian Federation|Russian plan on Syria aid
S/2023/638|extending the sanctions regime on Mali and its Panel of Experts|Mali sanctions
S/2023/639|ending the Mali sanctions after twelve months, by the Russian Federation|Moscow's last extension of sanctions on Mali
S/2023/773|humanitarian pauses in Gaza|Brazil's text on pauses for Gaza aid
S/2023/776|amendment condemning indiscriminate attacks on civilians in Gaza|Russian amendment condemning strikes on civilians
S/2023/775|amendment calling for a humanitarian ceasefire|Russian amendment for a ceasefire
S/2023/792|Israel's right to defend itself and humanitarian pauses, by the United States|American text on Israel and Gaza
S/2023/795|immediate humanitarian ceasefire, by the Russian Federation|Moscow's text for a Gaza ceasefire
S/2023/970|demanding an immediate humanitarian ceasefire in Gaza|Gaza ceasefire
S/2024/173|demanding an immediate ceasefire in Gaza|Algerian text for a truce in Gaza
S/2024/239|on an immediate and sustained ceasefire in Gaza, by the United States|US text on Gaza truce and hostages
S/2024/255|extending the Panel of Experts on the Democratic People's Republic of Korea|monitors of North Korea sanctions
S/2024/302|weapons of mass destruction in outer space|nuclear arms in space
S/2024/312|admission of the State of Palestine to membership|Palestinian UN membership
S/2024/835|ceasefire in Gaza and release of hostages|Gaza ceasefire
S/2024/883|protection of civilians in the Sudan|Sudan ceasefire
S/2025/115|amendment to the text on Ukraine by the Russian Federation|Moscow's amendment on root causes in Ukraine
S/2025/116|amendment to the text on Ukraine by European members|European amendment on Ukraine's sovereignty
S/2025/353|permanent ceasefire in Gaza|truce in Gaza
S/2025/583|immediate, unconditional and permanent ceasefire in Gaza|Gaza ceasefire
"""


def council() -> list[Truth]:
    """Return the Council's votes of the record, but for those no source could tell apart."""
    with (DATA / "sc_votes.csv").open(encoding="utf-8") as file:
        rows = [_of_council(row, number) for number, row in enumerate(csv.DictReader(file)) if _whole(row)]
    rows = _parts(rows)
    seen = Counter((t.date, t.draft, t.resolution, t.question, t.tally, t.subject) for t in rows)
    return [t for t in rows if seen[t.date, t.draft, t.resolution, t.question, t.tally, t.subject] == 1]


def _parts(rows: list[Truth]) -> list[Truth]:
    """Take all votes on one draft of one day but the last as votes on its paragraphs."""
    last = {(t.draft, t.date): number for number, t in enumerate(rows)}
    return [replace(t, question=Question.PARAGRAPH) if last[t.draft, t.date] != number else t for number, t in enumerate(rows)]


def _whole(row: dict[str, str]) -> bool:
    """Whether the record knows every count and every name."""
    counts = [row[name] for name in ("yes", "no", "abstain", "nonvoting")]
    return "?" not in row["votes"] and all(map(str.isdigit, counts)) and len(_ballots(row["votes"])) == sum(map(int, counts))


def _of_council(row: dict[str, str], number: int) -> Truth:
    year = row["date"][:4]
    draft = row["draft"] if row["draft"].startswith("S/") and "PV" not in row["draft"] else None
    if not draft and row["kind"] != "amendment/oral/unnumbered":
        draft = f"S/{year}/{7000 + number}"  # the record lacks it: any of its own will do
    un, press = _known_as().get(draft or "", ("", ""))
    named = re.search(r"\[(.+)\]", row["title"])
    return Truth(
        organ=Organ.SECURITY_COUNCIL,
        outcome=_OUTCOMES[row["outcome"]],
        date=dt.date.fromisoformat(row["date"]),
        tally=Tally(*(int(row[name]) for name in ("yes", "no", "abstain", "nonvoting"))),
        ballots=_ballots(row["votes"]),
        subject=un or re.sub(r"^on (the )?|\[\.\.\.\]", "", named[1] if named else row["title"].split("|")[0]),
        question=Question.AMENDMENT if row["kind"].startswith("amendment") else Question.WHOLE,
        draft=draft,
        resolution=f"S/RES/{row['resolution']}" if row["resolution"] else None,
        meeting=row["meeting"] or None,
        press=press or None,
        misdated=dt.date.fromisoformat(row["date_alt"]) if row["date_alt"] else None,
    )


def _known_as() -> dict[str, tuple[str, str]]:
    lines = (line.split("|") for line in _KNOWN_AS.strip().splitlines())
    return {draft: (un, press) for draft, un, press in lines}


def assembly() -> list[Truth]:
    """Return the Assembly's votes and consensus adoptions."""
    with gzip.open(DATA / "ga_votes.csv.gz", "rt", encoding="utf-8") as file:
        return [_of_assembly(row, number) for number, row in enumerate(csv.DictReader(file)) if row["date"] and row["title"]]


def _of_assembly(row: dict[str, str], number: int) -> Truth:
    recorded = row["recorded"] == "1" and bool(row["yes"])
    return Truth(
        organ=Organ.GENERAL_ASSEMBLY,
        outcome=Outcome.ADOPTED,
        date=dt.date.fromisoformat(row["date"]),
        tally=Tally(*(int(row[name] or 0) for name in ("yes", "no", "abstain", "nonvoting"))) if recorded else Tally(),
        ballots=_ballots(row["votes"]) if recorded else {},
        subject=row["title"].split(" : ")[0].strip(),
        draft=f"A/{row['date'][2:4]}/L.{number}",
        resolution=row["resolution"].replace("[", "").replace("]", ""),
        meeting=row["meeting"] or None,
    )


def _ballots(votes: str) -> dict[State, Choice]:
    parts = (part.partition(":") for part in votes.split(";") if part)
    return {state: _CHOICES[choice.strip()] for choice, _, named in parts for state in named.split()}


def sample(chance: random.Random, share: float = 1.0) -> list[Truth]:
    """Choose whole days, so that every vote has the company it had: recent Council years, older ones, and the Assembly's."""
    return _namesakes([*_of_both_times(council(), _COUNCIL, share, chance), *_of_both_times(assembly(), _ASSEMBLY, share, chance)])


def _of_both_times(votes: Sequence[Truth], wanted: tuple[int, int], share: float, chance: random.Random) -> list[Truth]:
    recent, old = [t for t in votes if t.date.year >= 2000], [t for t in votes if t.date.year < 2000]
    return _days(recent, wanted[0] * share, chance) + _days(old, wanted[1] * share, chance)


def _namesakes(votes: Sequence[Truth]) -> list[Truth]:
    """Mark votes of one day on texts of one name, such as the parts of one resolution, and those that concern the same States."""
    named = Counter((t.date, t.subject) for t in votes)
    near: dict[tuple[Organ, dt.date], list[set[State]]] = defaultdict(list)
    for t in votes:
        for days in (-1, 0, 1):
            near[t.organ, t.date + dt.timedelta(days=days)].append(_concerned(t))
    return [replace(t, namesake=named[t.date, t.subject] > 1, neighbour=_crowded(_concerned(t), near[t.organ, t.date])) for t in votes]


def _crowded(mine: set[State], near: Sequence[set[State]]) -> bool:
    return len(near) > 1 and (not mine or sum(not theirs or bool(mine & theirs) for theirs in near) > 1)


def _concerned(truth: Truth) -> set[State]:
    return {mention.state for mention in states.find(truth.subject)}


def _days(votes: Sequence[Truth], n: float, chance: random.Random) -> list[Truth]:
    by_day: dict[dt.date, list[Truth]] = defaultdict(list)
    for truth in votes:
        by_day[truth.date].append(truth)
    days = sorted(by_day)
    chance.shuffle(days)
    chosen: list[Truth] = []
    for day in days:
        if len(chosen) >= n:
            break
        chosen += by_day[day]
    return chosen


@dataclass(frozen=True, slots=True)
class Teller:
    """A kind of source. Shares are chances: of naming a symbol, of giving a count, of a day's slip and of a wrong count."""

    name: str
    authority: Authority
    draft: float = 0.0
    resolution: float = 0.0
    meeting: float = 0.0
    tally: float = 1.0
    lists: float = 1.0
    slips: float = 0.0
    wrong: float = 0.0
    wording: str = "un"
    ballots: bool = False
    lateness: tuple[float, float] = (1, 24)


_UN = Authority.MEETINGS_COVERAGE
COUNCIL_TELLERS = (
    Teller("press", _UN, draft=0.5, resolution=0.95, meeting=0.9, lists=0.95),
    Teller("live", _UN, draft=0.6, resolution=0.25, meeting=0.7, tally=0.7, lists=0.6),
    Teller("press-fr", _UN, resolution=0.95, meeting=0.8, lists=0.9, wording="fr"),
    Teller("un-news", Authority.NEWS_AGENCY, draft=0.05, resolution=0.35, tally=0.6, lists=0.6, wording="near"),
    Teller("transcript", _UN, draft=0.85, resolution=0.8, meeting=0.8, lists=0.2, wrong=0.005),
    Teller("video", _UN, draft=0.95, resolution=0.9, wording="near"),
    Teller("library", Authority.OFFICIAL_RECORD, draft=0.9, resolution=1, meeting=0.9, ballots=True, lateness=(720, 6000)),
    Teller("xml", Authority.OFFICIAL_RECORD, draft=0.7, resolution=1, meeting=0.9, ballots=True, lateness=(96, 960)),
)
AGENCY = Teller(
    "agency",
    Authority.NEWS_AGENCY,
    draft=0.02,
    resolution=0.12,
    tally=0.6,
    lists=0.55,
    slips=0.12,
    wrong=0.02,
    wording="press",
    lateness=(0, 60),
)
AGENCIES = (
    *(replace(AGENCY, name=f"agency-{n}") for n in range(1, 4)),
    *(replace(AGENCY, name=f"agency-{language}", wording=language) for language in ("fr", "es", "de")),
)
_EACH_ALONE = ("library", "xml", "verbatim", "video", "journal", "transcript")
ASSEMBLY_TELLERS = (
    Teller("press", _UN, draft=0.4, meeting=0.5, lists=0.9),
    Teller("live", _UN, draft=0.4, meeting=0.5, tally=0.8, lists=0.3),
    Teller("press-fr", _UN, draft=0.3, lists=0.5, wording="fr"),
    Teller("journal", _UN, draft=0.9, resolution=0.5, meeting=0.9, lists=0),
    Teller("video", _UN, draft=0.8, lists=0, wording="near"),
    Teller("library", Authority.OFFICIAL_RECORD, draft=0.6, resolution=1, meeting=1, ballots=True, lateness=(720, 6000)),
    Teller("verbatim", Authority.OFFICIAL_RECORD, draft=0.6, resolution=0.95, meeting=1, lists=0.9, lateness=(240, 2000)),
)


@dataclass(slots=True)
class Report:
    """One page: what it says, of which votes in truth, and where it was published."""

    teller: Teller
    source: Source
    told: list[tuple[int, Sighting]] = field(default_factory=list)


def reports(votes: Sequence[Truth], chance: random.Random) -> list[Report]:
    """Have each vote told two to eight times; a source tells all it has of one organ's day on one page."""
    pages: dict[tuple[str, Organ, dt.date], Report] = {}
    for number, truth in enumerate(votes):
        for teller in _tellers(truth, chance):
            page = pages.setdefault((teller.name, truth.organ, truth.date), _page(teller, truth, chance))
            page.told.append((number, tell(truth, teller, page.source, chance)))
    told = [page for report in pages.values() for page in _laid_out(report, chance)]
    chance.shuffle(told)
    return told


def _laid_out(report: Report, chance: random.Random) -> list[Report]:
    """Put a day's votes on one page under the first one's title, or each on a page of its own."""
    alone = report.teller.name in _EACH_ALONE or (report.teller.authority is Authority.NEWS_AGENCY and chance.random() < 0.6)
    if alone:
        return [
            replace(report, told=[told], source=replace(report.source, url=f"{report.source.url}/{number}"))
            for number, told in enumerate(report.told)
        ]
    title = report.told[0][1].title
    report.told = [(number, replace(sighting, title=title)) for number, sighting in report.told]
    return [report]


def _tellers(truth: Truth, chance: random.Random) -> list[Teller]:
    n = chance.randint(2, 8)
    if truth.organ is Organ.SECURITY_COUNCIL:
        pool = [*COUNCIL_TELLERS, *AGENCIES] if truth.question is Question.WHOLE else list(COUNCIL_TELLERS)
        return chance.sample(pool, n)
    notable = bool(states.find(truth.subject)) and truth.tally.complete
    pool = [*ASSEMBLY_TELLERS, *(AGENCIES[:2] if notable else ())]
    return chance.sample(pool, min(n, len(pool)))


def _page(teller: Teller, truth: Truth, chance: random.Random) -> Report:
    at = dt.datetime.combine(truth.date, dt.time(16), dt.UTC) + dt.timedelta(hours=chance.uniform(*teller.lateness))
    return Report(teller, Source(teller.name, f"https://{teller.name}.example/{truth.organ}/{truth.date}", teller.authority, at, at))


def tell(truth: Truth, teller: Teller, source: Source, chance: random.Random) -> Sighting:
    """Say what a source says of a vote."""
    tally = _count(truth, teller, chance)
    lists = _lists(truth, teller, chance)
    subject = wording(truth, teller.wording, chance)
    adopted = truth.outcome is Outcome.ADOPTED
    draft = truth.draft if chance.random() < teller.draft else None
    resolution = truth.resolution if chance.random() < teller.resolution else None
    if truth.namesake:  # parts of one resolution under one title: a report that does not say which part is of no use to anybody
        draft = truth.draft
    bare = teller.wording in _GLOSSARY and truth.neighbour  # a State alone, where two votes concern it
    if not (draft or resolution) and (bare or not _telling(subject)):  # nobody reports a vote without saying which
        draft, resolution = (None, truth.resolution) if truth.resolution and adopted and teller.resolution else (truth.draft, None)
    gap = (
        chance.random() < 0.07
        and teller.name not in ("video", "library", "xml", "verbatim")
        and bool(draft or resolution or (tally.complete and lists.get("abstained")))
    )
    return Sighting(
        organ=truth.organ,
        outcome=_outcome(truth, teller, chance),
        question=truth.question,
        tally=tally,
        unanimous=adopted and bool(tally.yes) and not tally.no and tally.abstain == 0 and truth.tally.abstain == 0,
        without_vote=not truth.tally.complete,
        vetoed_by=truth.vetoed_by if chance.random() < 0.97 or teller.ballots else truth.vetoed_by[:1],
        draft=draft,
        resolution=resolution,
        meeting=truth.meeting if chance.random() < teller.meeting else None,
        date=_date(truth, teller, source, chance),
        subject=None if gap else subject or None,
        title=_title(truth, subject, chance),
        **lists,
    )


def _telling(subject: str) -> bool:
    """Whether a reader could know from these words which vote is meant: a State, a mission's acronym, or some words of substance."""
    return bool(states.find(subject) or re.search(r"[A-Z]{4,}", subject)) or len(re.findall(r"[^\W\d]{5,}", subject)) >= 4


def _outcome(truth: Truth, teller: Teller, chance: random.Random) -> Outcome:
    """Say "vetoed" of a shortfall with a permanent member against, as the press does."""
    shortfall = truth.outcome is Outcome.FAILED and states.PERMANENT.intersection(truth.who(Choice.NO))
    if shortfall and teller.authority is Authority.NEWS_AGENCY and chance.random() < 0.3:
        return Outcome.VETOED
    return truth.outcome


def _count(truth: Truth, teller: Teller, chance: random.Random) -> Tally:
    tally = truth.tally
    if not tally.complete or (chance.random() >= teller.tally and not teller.ballots):
        return Tally()
    if chance.random() < teller.wrong:
        return Tally((tally.yes or 0) + chance.choice((-1, 1)), tally.no, tally.abstain)
    if teller.authority is Authority.NEWS_AGENCY and chance.random() < 0.25:
        return chance.choice((Tally(yes=tally.yes), Tally(tally.yes, tally.no), Tally(abstain=tally.abstain)))
    return tally if teller.ballots else replace(tally, not_voting=None)


def _lists(truth: Truth, teller: Teller, chance: random.Random) -> dict[str, Any]:
    no, abstained, absent = (truth.who(choice) for choice in (Choice.NO, Choice.ABSTAIN, Choice.NOT_VOTING))
    if teller.ballots and truth.ballots:
        return {"against": no, "abstained": abstained, "not_voting": absent, "in_favour": truth.who(Choice.YES)}
    if chance.random() >= teller.lists:
        return {"against": truth.vetoed_by}
    if teller.authority is Authority.NEWS_AGENCY and chance.random() < 0.3:
        return {"against": no[:3], "abstained": abstained[:1]}
    if truth.organ is Organ.GENERAL_ASSEMBLY:
        return {"against": no, "abstained": abstained}
    sat_out = teller.authority is Authority.NEWS_AGENCY and chance.random() < 0.3
    return {"against": no, "abstained": abstained + absent} if sat_out else {"against": no, "abstained": abstained, "not_voting": absent}


def _date(truth: Truth, teller: Teller, source: Source, chance: random.Random) -> dt.date:
    if teller.name == "library" and truth.misdated:
        return truth.misdated
    slip = chance.choice((-1, 1, 1, 1)) if chance.random() < teller.slips else 0
    return truth.date + dt.timedelta(days=slip)


def _title(truth: Truth, subject: str, chance: random.Random) -> str | None:
    verb = {Outcome.ADOPTED: "Adopts Text on", Outcome.VETOED: "Fails to Adopt Text on", Outcome.FAILED: "Rejects Text on"}[truth.outcome]
    body = "Security Council" if truth.organ is Organ.SECURITY_COUNCIL else "General Assembly"
    return f"{body} {verb} {subject}" if subject and chance.random() < 0.6 else None


_SYNONYMS = {
    "extension of": "renewal of|prolonging|rolling over",
    "extending": "renewing|prolonging",
    "renewal of": "extension of|prolonging",
    "sanctions": "sanctions|punitive measures|sanctions",
    "cease-fire": "truce|ceasefire",
    "ceasefire": "truce|ceasefire",
    "arms embargo": "weapons ban|arms embargo",
    "humanitarian": "aid|humanitarian",
    "terrorism": "terror|terrorism",
    "admission": "membership|admission",
    "Panel of Experts": "experts|expert panel|UN monitors",
    "nuclear weapons": "nuclear arms|atomic weapons",
    "piracy": "piracy|pirates",
    "Disengagement Observer Force": "Golan observers|Golan peacekeepers",
    "Peacekeeping Force": "peacekeepers|blue helmets",
    "Interim Force": "peacekeepers|force",
    "Stabilization Mission": "peacekeepers|mission",
    "establishment of": "creating|setting up",
    "situation in": "crisis in|conflict in",
    "International Criminal Tribunal": "war crimes tribunal|court",
    "International Court of Justice": "World Court|ICJ",
    "human rights": "human rights|rights",
    "financing of": "budget of|financing of",
    "women": "women|gender",
}
_GLOSSARY = {
    "fr": "sanctions:sanctions|ceasefire:cessez-le-feu|cease-fire:cessez-le-feu|mandate:mandat|nuclear:nucléaire|terrorism:terrorisme|"
    "women:femmes|children:enfants|piracy:piraterie|embargo:embargo|weapons:armes|admission:admission|human rights:droits de l'homme|"
    "disarmament:désarmement|climate:climat|tribunal:tribunal|Western Sahara:Sahara occidental|Golan:Golan|Gaza:Gaza|Jerusalem:Jérusalem",
    "es": "sanctions:sanciones|ceasefire:alto el fuego|cease-fire:alto el fuego|mandate:mandato|nuclear:nuclear|terrorism:terrorismo|"
    "women:mujeres|children:niños|piracy:piratería|embargo:embargo|weapons:armas|admission:admisión|human rights:derechos humanos|"
    "disarmament:desarme|climate:clima|tribunal:tribunal|Western Sahara:Sáhara Occidental|Golan:Golán|Gaza:Gaza|Jerusalem:Jerusalén",
    "de": "sanctions:Sanktionen|ceasefire:Waffenruhe|cease-fire:Waffenruhe|mandate:Mandat|nuclear:Atom|terrorism:Terrorismus|"
    "women:Frauen|children:Kinder|piracy:Piraterie|embargo:Embargo|weapons:Waffen|admission:Aufnahme|human rights:Menschenrechte|"
    "disarmament:Abrüstung|climate:Klima|tribunal:Tribunal|Western Sahara:Westsahara|Golan:Golan|Gaza:Gaza|Jerusalem:Jerusalem",
}
_DROPPED = frozenset("the of on and for to in by an its until period months additional further".split())  # noqa: SIM905 a text reads better


def wording(truth: Truth, manner: str, chance: random.Random) -> str:
    """Put a vote's subject in a source's words: the UN's own, near them, the press's, or another language's."""
    if manner == "un":
        return truth.subject if chance.random() < 0.7 else _shortened(truth.subject, 0.1, chance)
    if manner == "near":
        return _shortened(truth.subject, 0.25, chance)
    if manner == "press":
        told = truth.press if truth.press and chance.random() < 0.7 else _press(truth.subject, chance)
        return _renamed(told, chance)
    return _abroad(truth.subject, manner)


def _press(subject: str, chance: random.Random) -> str:
    acronyms = re.findall(r"\(([A-Z]{4,})\)", subject)
    if acronyms and chance.random() < 0.4:
        return f"{chance.choice(('mandate of', 'future of', 'renewal of'))} {acronyms[0]}"
    plain = re.sub(r"\s*\([A-Z]{3,}\)|until .*| for (a|an additional) period.*", "", subject)
    for un, press in _SYNONYMS.items():
        plain = re.sub(rf"\b{un}\b", lambda _, press=press: chance.choice(press.split("|")), plain, flags=re.IGNORECASE)  # type: ignore[misc]
    return _shortened(plain, 0.3, chance)


def _shortened(subject: str, share: float, chance: random.Random) -> str:
    """Drop words, but for names of States and the numbers of resolutions: nobody writes "imposed by resolution (2014)"."""
    named = {i for mention in states.find(subject) for i in range(mention.start, mention.end)}
    named |= {i for match in _NUMBERED.finditer(subject) for i in range(*match.span())}
    words = [(m.start(), m.group()) for m in re.finditer(r"\S+", subject)]
    kept = [
        w for at, w in words if at in named or w in _DROPPED or (w[0].isupper() and chance.random() > share / 3) or chance.random() > share
    ]
    return " ".join(kept) or subject


_NUMBERED = re.compile(r"\b[Rr]esolutions? (?:\d{2,4} \(\d{4}\)(?:, | and )?)+")


def _renamed(subject: str, chance: random.Random) -> str:
    """Write States as newspapers do; adjectives and cities ("occupied East Jerusalem") stay as they are."""
    for mention in reversed([m for m in states.find(subject) if m.kind == "name"]):
        subject = subject[: mention.start] + _press_name(mention, chance) + subject[mention.end :]
    return subject


def _press_name(mention: states.Mention, chance: random.Random) -> str:
    names = table()[mention.state]
    metonyms = names.capitals[:1] if mention.state != "PSE" else ()  # nobody says Ramallah for the question of Palestine
    forms = [names.plain, names.plain, names.plain, *names.adjectives[:1], *metonyms]
    return chance.choice(forms)


def _abroad(subject: str, language: str) -> str:
    """Say what is left of a subject in another language: States, missions and a few well-known themes."""
    terms = (pair.split(":") for pair in _GLOSSARY[language].split("|"))
    themes = [foreign for english, foreign in terms if re.search(rf"\b{english}\b", subject, re.IGNORECASE)]
    named = dict.fromkeys(_name_abroad(mention.state, language) for mention in states.find(subject))
    return {"fr": " de la ", "es": " de la ", "de": " von der "}[language].join([*themes, *re.findall(r"\b[A-Z]{4,}\b", subject), *named])


_ABROAD = """
AFG|Afghanistan|Afganistán|Afghanistan
ALB|Albanie|Albania|Albanien
BIH|Bosnie-Herzégovine|Bosnia y Herzegovina|Bosnien und Herzegowina
CAF|République centrafricaine|República Centroafricana|Zentralafrikanische Republik
CHN|Chine|China|China
CIV|Côte d'Ivoire|Costa de Marfil|Elfenbeinküste
COD|République démocratique du Congo|República Democrática del Congo|Demokratische Republik Kongo
CYP|Chypre|Chipre|Zypern
DNK|Danemark|Dinamarca|Dänemark
EGY|Égypte|Egipto|Ägypten
ERI|Érythrée|Eritrea|Eritrea
ETH|Éthiopie|Etiopía|Äthiopien
FRA|France|Francia|Frankreich
GBR|Royaume-Uni|Reino Unido|Großbritannien
GEO|Géorgie|Georgia|Georgien
GNB|Guinée-Bissau|Guinea-Bissau|Guinea-Bissau
HRV|Croatie|Croacia|Kroatien
HTI|Haïti|Haití|Haiti
IDN|Indonésie|Indonesia|Indonesien
IND|Inde|India|Indien
IRN|Iran|Irán|Iran
IRQ|Irak|Irak|Irak
ISR|Israël|Israel|Israel
JOR|Jordanie|Jordania|Jordanien
JPN|Japon|Japón|Japan
KHM|Cambodge|Camboya|Kambodscha
KOR|République de Corée|República de Corea|Südkorea
KWT|Koweït|Kuwait|Kuwait
LBN|Liban|Líbano|Libanon
LBR|Libéria|Liberia|Liberia
LBY|Libye|Libia|Libyen
MAR|Maroc|Marruecos|Marokko
MLI|Mali|Malí|Mali
MMR|Birmanie|Birmania|Myanmar
NAM|Namibie|Namibia|Namibia
PAK|Pakistan|Pakistán|Pakistan
PRK|Corée du Nord|Corea del Norte|Nordkorea
PRT|Portugal|Portugal|Portugal
PSE|Palestine|Palestina|Palästina
RUS|Russie|Rusia|Russland
RWA|Rwanda|Ruanda|Ruanda
SDN|Soudan|Sudán|Sudan
SOM|Somalie|Somalia|Somalia
SSD|Soudan du Sud|Sudán del Sur|Südsudan
SYR|Syrie|Siria|Syrien
TCD|Tchad|Chad|Tschad
TLS|Timor oriental|Timor Oriental|Osttimor
TUR|Turquie|Turquía|Türkei
UKR|Ukraine|Ucrania|Ukraine
USA|États-Unis|Estados Unidos|USA
VNM|Viet Nam|Vietnam|Vietnam
YEM|Yémen|Yemen|Jemen
YUG|Yougoslavie|Yugoslavia|Jugoslawien
ZAF|Afrique du Sud|Sudáfrica|Südafrika
"""


@cache
def _named_abroad() -> dict[State, list[str]]:
    return {code: forms for code, *forms in (line.split("|") for line in _ABROAD.strip().splitlines())}


def _name_abroad(state: State, language: str) -> str:
    """Name a State in French, Spanish or German where we know how; the names of small States are much the same in all."""
    known = _named_abroad()
    return known[state][("fr", "es", "de").index(language)] if state in known else table()[state].plain


class Record:
    """The store's part, in memory: votes found as the store finds them, evidence folded anew each time."""

    def __init__(self) -> None:
        self.votes: dict[int, Vote] = {}
        self.evidence: dict[int, list[tuple[int, Evidence]]] = {}
        self.merged: dict[int, int] = {}
        self.choosing: list[float] = []
        self._by_day: dict[tuple[Organ, dt.date | None], set[int]] = defaultdict(set)
        self._by_symbol: dict[str, set[int]] = defaultdict(set)
        self._next = 0

    def candidates(self, sighting: Sighting) -> dict[int, Vote]:
        found: set[int] = set()
        for symbol in filter(None, (sighting.draft, sighting.resolution, sighting.meeting)):
            found |= self._by_symbol[likeness.root(symbol)]
        for days in (-1, 0, 1):
            found |= self._by_day[sighting.organ, sighting.date + dt.timedelta(days=days)] if sighting.date else set()
        return {vote_id: self.votes[vote_id] for vote_id in found if vote_id in self.votes}

    def read(self, report: Report) -> None:
        """Join a page's sightings as the program does: all at once, then a vote that turns out to be another is joined to it."""
        said = key.with_own_titles([sighting for _, sighting in report.told])
        began = time.perf_counter()
        votes = {vote_id: vote for sighting in said for vote_id, vote in self.candidates(sighting).items()}
        chosen = key.assign(said, dict(sorted(votes.items())))
        self.choosing.append((time.perf_counter() - began) / len(said))
        touched = set()
        for (truth, sighting), vote_id in zip(((n, s) for (n, _), s in zip(report.told, said, strict=True)), chosen, strict=True):
            touched.add(self._add(vote_id, truth, Evidence(report.source, sighting)))
        for vote_id in sorted(touched):
            self._join(self.home(vote_id))
        for vote_id in sorted(set(map(self.home, touched)))[:1]:
            self._rehome(vote_id)

    def _pages(self, vote_id: int) -> set[str]:
        return {evidence.source.url for _, evidence in self.evidence[vote_id]}

    def _rehome(self, vote_id: int) -> None:
        """Look again at the reports of the votes about a day one of which is better known now."""
        near = dict(sorted(self.candidates(key.as_sighting(self.votes[vote_id])).items()))
        for home in near:
            for told in list(self.evidence[home]):
                rest = [other for other in self.evidence[home] if other is not told]
                others = {other: vote for other, vote in near.items() if told[1].source.url not in self._pages(other)}
                if not rest or not others:
                    continue
                better = key.misplaced(told[1].sighting, partial(_folded, rest), others)
                if better is not None:
                    self.evidence[home] = rest
                    self.evidence[better].append(told)
                    self.refold(home)
                    self.refold(better)

    def _add(self, vote_id: int | None, truth: int, evidence: Evidence) -> int:
        if vote_id is None:
            vote_id = self._next = self._next + 1
        vote_id = self.home(vote_id)
        self.evidence.setdefault(vote_id, []).append((truth, evidence))
        self.refold(vote_id)
        return vote_id

    def home(self, vote_id: int) -> int:
        return self.home(self.merged[vote_id]) if vote_id in self.merged else vote_id

    def _join(self, vote_id: int) -> None:
        others = self.candidates(key.as_sighting(self.votes[vote_id]))
        others.pop(vote_id)
        apart = {other for other in others if self._pages(other) & self._pages(vote_id)}
        other = key.twin(self.votes[vote_id], dict(sorted(others.items())), told_apart=apart)
        if other is not None:
            kept, gone = sorted((vote_id, other))
            self.evidence[kept] += self.evidence.pop(gone)
            del self.votes[gone]
            self.merged[gone] = kept
            self.refold(kept)
            self._join(kept)

    def refold(self, vote_id: int) -> None:
        vote = self.votes[vote_id] = _folded(self.evidence[vote_id])
        self._by_day[vote.organ, vote.date].add(vote_id)
        for symbol in filter(None, (vote.draft, vote.resolution, vote.meeting)):
            self._by_symbol[likeness.root(symbol)].add(vote_id)


def _folded(told: Sequence[tuple[int, Evidence]]) -> Vote:
    return fold.fold([evidence for _, evidence in told])


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run gives. Shares are of pairs, and of votes told by a source that gave the fact.

    ``undecidable`` counts the reports no reader could place, ``clear_precision`` and ``clear_recall`` leave their pairs out.
    """

    seed: int
    votes: int
    reports: int
    records: int
    precision: float
    recall: float
    undecidable: int
    clear_precision: float
    clear_recall: float
    exact: dict[str, float]
    median: float
    slowest: float


def run(seed: int, share: float = 1.0) -> tuple[Figures, Record, list[Truth]]:
    """Tell and join 3,000 votes, or a share of them."""
    chance = random.Random(seed)
    votes = sample(chance, share)
    record = Record()
    for report in reports(votes, chance):
        record.read(report)
    return _figures(seed, record, votes), record, votes


def _figures(seed: int, record: Record, votes: Sequence[Truth]) -> Figures:
    joined = [[truth for truth, _ in told] for told in record.evidence.values()]
    doubtful = undecidable([pair for told in record.evidence.values() for pair in told], votes)
    clear = [[truth for truth, evidence in told if id(evidence) not in doubtful] for told in record.evidence.values()]
    (precision, recall), (clear_precision, clear_recall) = _pairs(joined), _pairs(clear)
    times = sorted(record.choosing)
    return Figures(
        seed=seed,
        votes=len(votes),
        reports=sum(map(len, joined)),
        records=len(joined),
        precision=precision,
        recall=recall,
        undecidable=len(doubtful),
        clear_precision=clear_precision,
        clear_recall=clear_recall,
        exact=_exactness(record, votes),
        median=1000 * times[len(times) // 2],
        slowest=1000 * times[-1],
    )


def _pairs(joined: Sequence[Sequence[int]]) -> tuple[float, float]:
    """Return precision and recall of the pairs of reports that were joined."""
    together = sum(comb(len(told), 2) for told in joined)
    right = sum(comb(n, 2) for told in joined for n in Counter(told).values())
    meant = sum(comb(n, 2) for n in Counter(truth for told in joined for truth in told).values())
    return right / together, right / meant


def undecidable(told: Sequence[tuple[int, Evidence]], votes: Sequence[Truth]) -> set[int]:
    """Return the ids of the pieces of evidence no reader could place, whatever else is reported.

    They share no symbol with another report of their vote, all they state is as true of another vote of about that day, and none of their
    words points to their own vote rather than to that one. This looks at the truth and at plain words, not at the rules under test.
    """
    naming: dict[str, Counter[int]] = defaultdict(Counter)
    for number, evidence in told:
        naming_of = {likeness.root(symbol) for symbol in (evidence.sighting.draft, evidence.sighting.resolution) if symbol}
        for symbol in naming_of:
            naming[symbol][number] += 1
    near: dict[tuple[Organ, dt.date], list[int]] = defaultdict(list)
    for number, truth in enumerate(votes):
        near[truth.organ, truth.date].append(number)
    return {
        id(evidence)
        for number, evidence in told
        if not any(
            naming[likeness.root(symbol)][number] > 1 for symbol in (evidence.sighting.draft, evidence.sighting.resolution) if symbol
        )
        and any(
            _as_true_of(evidence.sighting, votes[number], votes[other]) for other in _company(evidence.sighting, near) if other != number
        )
    }


def _company(sighting: Sighting, near: dict[tuple[Organ, dt.date], list[int]]) -> Iterator[int]:
    for days in (0, -1, 1):
        if sighting.date is not None:
            yield from near.get((sighting.organ, sighting.date + dt.timedelta(days=days)), ())


def _as_true_of(sighting: Sighting, own: Truth, other: Truth) -> bool:
    """Whether a report of one vote could as well be one of the other: nothing it states is nearer the truth of its own."""
    adopted = sighting.outcome is Outcome.ADOPTED
    if other.question is not own.question or (other.outcome is Outcome.ADOPTED) != adopted or sighting.without_vote == other.tally.complete:
        return False
    if (sighting.meeting and sighting.meeting != other.meeting) or _days_off(sighting, other) > _days_off(sighting, own):
        return False
    if _off(sighting.tally, other.tally) > _off(sighting.tally, own.tally) or _strangers(sighting, other) > _strangers(sighting, own):
        return False
    words = _words(f"{sighting.subject or ''} {sighting.title or ''}")
    return words & _words_of(own) <= words & _words_of(other)


def _days_off(sighting: Sighting, truth: Truth) -> int:
    return abs((sighting.date - truth.date).days) if sighting.date else 0


def _off(one: Tally, other: Tally) -> int:
    return sum(abs(a - b) for a, b in zip(_three(one), _three(other), strict=True) if a is not None and b is not None)


def _strangers(sighting: Sighting, truth: Truth) -> int:
    absent = {*truth.who(Choice.ABSTAIN), *truth.who(Choice.NOT_VOTING)}
    return len({*sighting.against, *sighting.vetoed_by} - {*truth.who(Choice.NO)}) + len(
        {*sighting.abstained, *sighting.not_voting} - absent
    )


@cache
def _words_of(truth: Truth) -> frozenset[str]:
    """Return all the words any source here may use of a vote."""
    return _words(" ".join((truth.subject, truth.press or "", *(_abroad(truth.subject, language) for language in _GLOSSARY))))


def _words(text: str) -> frozenset[str]:
    stems = {word[:5].lower() for word in re.findall(r"[^\W\d_]{4,}|\d{3,}", text)}
    return frozenset(stems | {mention.state for mention in states.find(text)})


def _exactness(record: Record, votes: Sequence[Truth]) -> dict[str, float]:
    facts: dict[str, list[bool]] = defaultdict(list)
    for vote_id, told in record.evidence.items():
        truth = votes[Counter(number for number, _ in told).most_common(1)[0][0]]
        for name, right in _compared(record.votes[vote_id], truth, [evidence for _, evidence in told]):
            facts[name].append(right)
    return {name: sum(flags) / len(flags) for name, flags in facts.items()}


def _compared(vote: Vote, truth: Truth, told: Sequence[Evidence]) -> Iterator[tuple[str, bool]]:
    """Compare a record with the truth, where somebody told the fact."""
    yield "outcome", vote.outcome is truth.outcome
    if any(e.sighting.tally.complete for e in told):
        yield "tally", vote.tally.complete and (vote.tally.yes, vote.tally.no, vote.tally.abstain) == _three(truth.tally)
    if truth.vetoed_by:
        yield "vetoed by", vote.vetoed_by == truth.vetoed_by
    if truth.ballots and any(e.source.authority is Authority.OFFICIAL_RECORD and e.sighting.in_favour for e in told):
        yield "ballots", dict(vote.ballots) == truth.ballots


def _three(tally: Tally) -> tuple[int | None, int | None, int | None]:
    return (tally.yes, tally.no, tally.abstain)


def mistakes(record: Record, votes: Sequence[Truth]) -> Iterator[str]:
    """Say which votes were mixed, and which were told apart."""
    homes: dict[int, set[int]] = defaultdict(set)
    doubtful = undecidable([pair for told in record.evidence.values() for pair in told], votes)
    for vote_id, told in record.evidence.items():
        clear = {truth for truth, evidence in told if id(evidence) not in doubtful}
        for truth in clear:
            homes[truth].add(vote_id)
        if len(clear) > 1:
            yield f"MIXED {vote_id}"
            yield from (f"    {'?' * (id(evidence) in doubtful)}{_line(truth, evidence, votes)}" for truth, evidence in told)
    for truth, ids in homes.items():
        if len(ids) > 1:
            yield f"APART {votes[truth].date} {votes[truth].resolution or votes[truth].draft} {votes[truth].subject}"
            for vote_id in sorted(ids):
                yield f"  in {vote_id}"
                yield from (f"    {'?' * (id(e) in doubtful)}{_line(number, e, votes)}" for number, e in record.evidence[vote_id])


def _line(truth: int, evidence: Evidence, votes: Sequence[Truth]) -> str:
    s = evidence.sighting
    names = " ".join(f"{label}:{','.join(who[:6])}" for label, who in (("N", s.against), ("A", s.abstained)) if who)
    symbols = " ".join(filter(None, (s.draft, s.resolution, s.meeting)))
    return f"#{truth} {evidence.source.name:12} {s.date} {s.outcome} {s.tally} {names} [{symbols}] {s.subject} | {s.title}"


def tables(seeds: Iterable[int] = (1,)) -> Iterator[str]:
    """Yield the table of figures, a line a seed."""
    yield (
        "  seed  votes  reports  records  precision   recall"
        "  undecidable  precision   recall"
        "  outcome   tally  vetoed by  ballots     ms  max ms"
    )
    for seed in seeds:
        f, _, _ = run(seed)
        exact = "".join(
            f"{f.exact.get(name, 0):{width}.4f}" for name, width in (("outcome", 9), ("tally", 8), ("vetoed by", 11), ("ballots", 9))
        )
        line = f"{seed:6}{f.votes:7}{f.reports:9}{f.records:9}{f.precision:11.5f}{f.recall:9.5f}"
        yield line + f"{f.undecidable:13}{f.clear_precision:11.5f}{f.clear_recall:9.5f}{exact}{f.median:7.2f}{f.slowest:8.1f}"


def main() -> None:
    """Print the table for the seeds named, or for three; with ``--mistakes`` what went wrong for the first, undecidable reports marked."""
    seeds = [int(word) for word in sys.argv[1:] if word.isdigit()] or [1, 2, 3]
    if "--mistakes" not in sys.argv:
        for line in tables(seeds):
            print(line)  # noqa: T201 (a table for a person to read)
    else:
        _, record, votes = run(seeds[0])
        print(*mistakes(record, votes), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
