"""Ballots read from structured sources, against each sample's own data read a second way: ``python -m tests.eval.structured``.

A ballot is right when the State and its choice stand in the sample as often as in the sighting. Nothing of a source's known errors is left
out or mended: what a sample states wrongly must be read as wrongly, and its sighting doubted (``DOUBTED``).
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from pathlib import Path

from adapters.http import Http
from adapters.sources import data, library, outcomes, resolutions, verbatim
from bot import states
from bot.model import Choice, Page, Sighting
from bot.reading import verbatim as bot_verbatim

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
DATA = SAMPLES.parent / "data"
Ballots = Counter[tuple[str, str]]  # (State, choice); of tables without names (symbol, count) and (symbol, who vetoed)
Case = tuple[str, Ballots, Ballots]
Cases = Callable[[], Iterator[Case]]

# What the sources themselves have wrong, by what stands where.
DOUBTED = {
    "S/PV.8764": "the block's text has lost the words between South Africa and the United Kingdom",
    "S/2022/431": "the Library's table says 13-0-2 beside two vetoes; it was 13-2-0",
    "S/17769/Rev.1": "the list of vetoes dates it 30 January 86; read without a day",
    "S/2023/638": "names China in favour and abstaining",
    "S/RES/2756": "its sentence says 13-0-2, its lists and counts 12-0-2",
    "S/RES/2812": "names 15 in favour at 13-0-2",
}
# Every voter of the samples by hand, so that the program's own table of names is not its judge.
VOTERS = """
ALB ALBANIA; DZA ALGERIA; BHR BAHRAIN; BRA BRAZIL; CHN CHINA; COL COLOMBIA; COD DEMOCRATIC REPUBLIC OF THE CONGO; DNK DENMARK;
ECU ECUADOR; FRA FRANCE; GAB GABON; GHA GHANA; GRC GREECE; GUY GUYANA; IND INDIA; IRL IRELAND; JPN JAPAN; KEN KENYA; LVA LATVIA;
LBR LIBERIA; MLT MALTA; MEX MEXICO; MOZ MOZAMBIQUE; NOR NORWAY; PAK PAKISTAN; PAN PANAMA; KOR REPUBLIC OF KOREA;
RUS RUSSIAN FEDERATION; SLE SIERRA LEONE; SVN SLOVENIA; SOM SOMALIA; CHE SWITZERLAND; ARE UNITED ARAB EMIRATES; GBR UNITED KINGDOM;
USA UNITED STATES
"""
LETTERS = {"Y": Choice.YES, "N": Choice.NO, "A": Choice.ABSTAIN, "X": Choice.NOT_VOTING, "": Choice.NOT_VOTING}
TOTALS = ("yes", "no", "abstain", "nonvoting")
HISTORIC = {"RUS": "SUN", "BLR": "BYS", "COD": "ZAR", "MMR": "BUR", "BEN": "DHY", "BFA": "HVO", "SWZ": ""}  # "" leaves the name alone
VETOERS = {"Russian Federation": "RUS", "USSR": "RUS", "USA": "USA", "United States": "USA", "UK": "GBR", "France": "FRA", "China": "CHN"}
SIDES = {"inFavour": Choice.YES, "against": Choice.NO, "abstaining": Choice.ABSTAIN}
COLUMNS = {"MS_in_favour": Choice.YES, "MS_against": Choice.NO, "MS_abstaining": Choice.ABSTAIN}


@dataclass(frozen=True, slots=True)
class Score:
    """How many votes and ballots a source's samples hold, and how many of the ballots were read right; ``faults`` names the others."""

    source: str
    votes: int
    ballots: int
    right: int
    faults: tuple[str, ...]

    def row(self) -> str:
        """Return the score as a line of the table."""
        return f"{self.source:34}{self.votes:8}{self.ballots:9}{self.right:9}{100 * self.right / max(self.ballots, 1):9.2f}"


def ballots(sighting: Sighting) -> Ballots:
    """Count the ballots a sighting tells."""
    sides = (sighting.in_favour or (), sighting.against, sighting.abstained, sighting.not_voting)
    return Counter((state, choice) for choice, side in zip(Choice, sides, strict=True) for state in side)


@cache
def codes() -> dict[str, str]:
    """Return the codes of the voters of the samples."""
    pairs = (pair.strip().split(" ", 1) for pair in VOTERS.split(";"))
    return {name: iso for iso, name in pairs}


def code(name: str) -> str:
    """Return the code of a voter of the samples."""
    return codes()[name.strip()]


def documents() -> Iterator[Case]:
    """Yield the votes of the Akoma Ntoso samples."""
    for path in sorted((SAMPLES / "unxml").glob("*adopted/*.xml")):
        markup = path.read_text(encoding="utf-8")
        expected: Ballots = Counter()
        for side, block in re.findall(r'<count [^>]*refersTo="(\w+)"[^>]*>(.*?)</count>', markup, re.DOTALL):
            expected.update((code(name), SIDES[side]) for name in re.findall(r"<organization[^>]*>([^<]+)<", block))
        (sighting,) = resolutions.read_document(data.xml(path.read_bytes())).sightings
        yield sighting.resolution or sighting.draft or "", expected, ballots(sighting)


def extracts() -> Iterator[Case]:
    """Yield the votes of the yearly extracts."""
    for path in sorted((SAMPLES / "unxml").glob("data_extract_*.json")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            expected: Ballots = Counter((code(name), choice) for column, choice in COLUMNS.items() for name in row[column])
            (sighting,) = resolutions.read_extract(row).sightings
            yield sighting.resolution or "", expected, ballots(sighting)


def records() -> Iterator[Case]:
    """Yield the votes of the MARCXML samples: excerpts, with the ballots they kept."""
    for path in sorted((SAMPLES / "undl").glob("voting_record_*.xml")):
        markup = path.read_text(encoding="utf-8")
        fields = re.findall(r'tag="967".*?<subfield code="c">(\w+)</subfield>(?:\s*<subfield code="d">(\w)</subfield>)?', markup, re.DOTALL)
        expected: Ballots = Counter((iso, LETTERS[letter]) for iso, letter in fields)
        sighting = read_records(path.read_bytes())
        yield sighting.resolution or "", expected, ballots(sighting)


def read_records(body: bytes) -> Sighting:
    """Read the one voting record of a search."""
    (sighting,) = library.source("library", {"searches": ["https://digitallibrary.un.org/"]}, Http("")).read(Page("", body, "")).sightings
    return sighting


def roll_calls(file: str, symbol: str, every: int = 1) -> Iterator[Case]:
    """Yield roll calls of a table of the record, written as the Library writes them and read back."""
    opened = gzip.open if file.endswith(".gz") else open
    with opened(DATA / file, "rt", encoding="utf-8") as lines:
        rows = [
            row for row in csv.DictReader(lines) if row["votes"] and row["yes"] and "?" not in row["votes"]
        ]  # "COD?" is a doubt of the table
    for row in rows[::every]:
        sides = dict(part.split(":") for part in row["votes"].split(";") if ":" in part)
        expected: Ballots = Counter((iso, LETTERS[letter]) for letter, isos in sides.items() for iso in isos.split())
        yield row[symbol], expected, ballots(read_records(marc(row[symbol] or f"S/{row['draft']}", row, expected)))


def marc(symbol: str, row: dict[str, str], votes: Ballots) -> bytes:
    """Write a voting record with historic codes and names where the Library has them."""
    members = "".join(
        f'<datafield tag="967"><subfield code="a">{i}</subfield><subfield code="c">{HISTORIC.get(iso, iso)}</subfield>'
        + ("" if choice == Choice.NOT_VOTING else f'<subfield code="d">{choice}</subfield>')
        + f'<subfield code="e">{escape(states.name(iso).upper())}</subfield></datafield>'
        for i, (iso, choice) in enumerate(votes)
    )
    totals = "".join(f'<subfield code="{code}">{row[name]}</subfield>' for code, name in zip("bcde", TOTALS, strict=True) if row[name])
    return (
        f'<collection xmlns="http://www.loc.gov/MARC21/slim"><record><datafield tag="269">'
        f'<subfield code="a">{row["date"]}</subfield></datafield><datafield tag="791"><subfield code="a">{escape(symbol)}</subfield>'
        f'</datafield>{members}<datafield tag="996">{totals}</datafield>'
        "</record></collection>"
    ).encode()


def meetings() -> Iterator[Case]:
    """Yield the outcomes of the Library's tables of meetings, against the same cells read apart from us."""
    with (DATA / "scact_votes.csv").open(encoding="utf-8") as lines:
        known = [row for row in csv.DictReader(lines) if row["date"].startswith(("2021", "2022"))]
    seen = [each for year in (2021, 2022) for each in table(f"scact{year}_table_en.html")]
    for row in known:
        symbol = row["symbol"].split(" ")[0]
        mine = [each for each in seen if (each.resolution or each.draft or "") == symbol and str(each.date) == row["date"]]
        counts = f"{row['yes'] or '?'}-{row['no'] or '?'}-{row['abstain'] or '?'}"
        yield symbol or row["date"], Counter([(symbol, counts)]), Counter((symbol, str(each.tally)) for each in mine)


def vetoes() -> Iterator[Case]:
    """Yield the Library's list of vetoes, against the vetoes of the record it has."""
    seen = table("scact_veto_table_en.html")
    for page in re.findall(
        r"<tr><td>(.*?)</tr>", (SAMPLES / "sc_tables" / "scact_veto_table_en.html").read_text(encoding="utf-8"), re.DOTALL
    ):
        cells = [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in page.split("<td")]
        expected = Counter((cells[0], VETOERS[name]) for name in re.findall("|".join(VETOERS), cells[-1]))
        mine = seen.pop(0)
        yield cells[0], expected, Counter((cells[0], state) for state in mine.vetoed_by)


def table(file: str) -> list[Sighting]:
    """Read one of the Library's tables."""
    source = outcomes.source("outcomes", {"tables": ["https://www.un.org/"]}, Http(""))
    return list(source.read(Page("", (SAMPLES / "sc_tables" / file).read_bytes(), "text/html")).sightings)


def verbatim_files() -> Iterator[Case]:
    """Yield the votes of the verbatim records, as PDF, against names split from the text another library took from the same files."""
    for path in sorted((SAMPLES / "pv").glob("*.pdf")):
        flat = " ".join(
            re.sub(
                r"(?m)^(\d\d/\d\d/\d{4}|[AS]/(\d+/)?PV\.\d+|\d+/\d+|\d+-\d+)\s*$", "", path.with_suffix(".txt").read_text("utf-8")
            ).split()
        )
        sides = re.search(r"In favour:(.*?)Against:(.*?)Abstaining:(.*?)(?:The President|Draft resolution was)", flat)
        (seen,) = bot_verbatim.read(verbatim.text_of(path.read_bytes())).sightings
        yield path.stem, split(sides.groups() if sides else ()), ballots(seen)


def split(sides: Iterable[str]) -> Ballots:
    """Split printed lists at commas and "and", by hand: the names that hold an "and" are put together again first."""
    expected: Ballots = Counter()
    sides = (side.replace("Seyc helles", "Seychelles") for side in sides)  # as the other library has it
    for side, choice in zip(sides, SIDES.values(), strict=False):
        whole = re.sub(r"\b(Bosnia|Trinidad|Great Britain|Saint Kitts|Antigua|Tome) and ", r"\1 & ", side)
        names = [name.strip().replace(" & ", " and ") for name in re.split(r",| and ", whole) if name.strip() not in {"", "None"}]
        expected.update((data.state(name) or name, choice) for name in names)
    return expected


def verbatim_blocks() -> Iterator[Case]:
    """Yield the blocks of 2020's records, against their ballots read apart from us."""
    for row in map(json.loads, (DATA / "verbatim_votes_2020.jsonl").read_text(encoding="utf-8").splitlines()):
        expected: Ballots = Counter((state, LETTERS[letter]) for state, letter in row["parsed"].items())
        seen = bot_verbatim.read(f"{row['meeting']} {row['text']}").sightings
        yield row["meeting"], expected, ballots(seen[-1]) if seen else Counter()


def score(source: str, cases: Iterable[Case]) -> Score:
    """Count the ballots read right."""
    votes, total, right, faults = 0, 0, 0, []
    for label, expected, got in cases:
        votes, total, right = votes + 1, total + expected.total(), right + (expected & got).total()
        if got != expected:
            faults.append(label)
    return Score(source, votes, total, right, tuple(faults))


SOURCES: dict[str, Cases] = {
    "library: captured excerpts": records,
    "library: Council, written anew": partial(roll_calls, "sc_votes.csv", "symbol"),
    "library: Assembly, written anew": partial(roll_calls, "ga_votes.csv.gz", "resolution", 5),
    "outcomes: meetings of 2021 and 2022": meetings,
    "outcomes: list of vetoes": vetoes,
    "verbatim: PDF records": verbatim_files,
    "verbatim: blocks of 2020": verbatim_blocks,
    "resolutions: Akoma Ntoso": documents,
    "resolutions: yearly extracts": extracts,
}


def scores() -> Iterator[Score]:
    """Measure every source."""
    return (score(source, cases()) for source, cases in SOURCES.items())


def tables() -> Iterator[str]:
    """Yield the lines of the table; one line that says so where the samples are not at hand."""
    if not SAMPLES.exists():
        yield "No samples beside this checkout: nothing to measure."
        return
    yield f"{'structured source':34}{'votes':>8}{'ballots':>9}{'right':>9}{'%':>9}"
    for each in scores():
        yield each.row()
        yield from (f"  WRONG: {label}" for label in each.faults)
    yield ""
    yield from (f"known error of the source, kept as stated: {label} {what}" for label, what in DOUBTED.items())


if __name__ == "__main__":
    print("\n".join(tables()))  # noqa: T201
