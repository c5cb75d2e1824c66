"""The commands that look after the installation: ``doctor``, ``db`` and ``history``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from bot.cli.compose import chats, http, opened, remember, sources, unopened
from bot.cli.settled import complete, directory, err, now, out, settled
from bot.doctor import Finding, examine
from bot.history import records
from bot.history.update import TERMS, Learned
from bot.history.update import update as history_update
from bot.model import Reading
from bot.ports import SourceError, VetowatchError
from bot.reading import topics
from config.settings import Settings

app = typer.Typer()
database = typer.Typer(help="Look after the database.", no_args_is_help=True)
past = typer.Typer(help="Look after the record of past votes.", no_args_is_help=True)
app.add_typer(database, name="db")
app.add_typer(past, name="history")
_RECORDS = frozenset({".xml", ".json", ".jsonl"})
DATA_SETS = ("https://digitallibrary.un.org/record/4055387 (Council)", "https://digitallibrary.un.org/record/4060887 (Assembly)")


@app.command()
def doctor(
    running: Annotated[bool, typer.Option("--running", help="only say whether a running program is alive; for health checks")] = False,
) -> None:
    """Say what works, what does not, and what to do: settings, database, sources, chats, what is owed."""
    settings = settled("CRITICAL")
    findings = complete(_examine(settings, running=running))
    for finding in findings:
        out.print(f"[{'green' if finding.ok else 'red'}]{'ok ' if finding.ok else 'NO '}[/] ", end="")
        out.print(finding.text, markup=False, highlight=False)
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)


@database.command()
def upgrade() -> None:
    """Bring the tables to this version; `run` does so by itself."""
    steps = complete(_upgrade(settled("WARNING")))
    out.print("\n".join(f"taken: {step}" for step in steps) or "The database is up to date.", highlight=False)


@database.command()
def backup(path: Annotated[Path, typer.Argument(help="the new file")]) -> None:
    """Copy the SQLite database to a new file, also while the program runs."""
    complete(_backup(settled("WARNING"), path))
    out.print(f"saved to {path}", highlight=False)


_Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--from", help="a downloaded file: CSV, or a resolution record (XML, JSON lines); may be repeated", exists=True, dir_okay=False
    ),
]


@past.command()
def update(files: _Files = None) -> None:
    """Take newer votes from files you have downloaded; may be run again at any time.

    They are the UN Library's CSV data sets (Council, Assembly), or the UN's own resolution records (UNxml/SCresolutions: XML, JSON lines).
    """
    err.print(TERMS, markup=False, highlight=False)
    if not files:
        raise VetowatchError(f"download the CSV file of {' or of '.join(DATA_SETS)}, and give it by --from FILE")
    for path in files:
        _show_learned(path, complete(_update(settled("WARNING"), path)))


async def _update(settings: Settings, path: Path) -> Learned:
    async with opened(settings) as store:
        await remember(store)
        with Progress(console=err, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task(path.name)
            if path.suffix.lower() in _RECORDS:
                learned = Learned()
                return await records.learn(store, _readings(path, learned), now(), learned)
            return await history_update(store, path, now(), lambda came: bar.update(task, completed=came.done, total=came.size))


def _readings(path: Path, learned: Learned) -> Iterator[Reading]:
    """Read the UN's own records as the source that polls them does; what cannot be read is listed."""
    from adapters.sources import data, resolutions

    content = path.read_bytes()
    parts = [content] if path.suffix.lower() == ".xml" else content.splitlines()
    for number, part in enumerate(parts, 1):
        try:
            if part.strip():
                document = path.suffix.lower() == ".xml"
                yield resolutions.read_document(data.xml(part)) if document else resolutions.read_extract(data.fields(data.parsed(part)))
        except SourceError as error:
            learned.refused.append(f"line {number}: {error}")


def _show_learned(path: Path, learned: Learned) -> None:
    told = f"{learned.new:,} new, {learned.joined:,} joined to votes on record, {learned.changed:,} changed, {learned.known:,} known"
    told += f"; {learned.filled:,} ballots filled in"
    out.print(f"{path.name}: {learned.votes:,} votes read: {told}", markup=False, highlight=False, soft_wrap=True)
    for refused in learned.refused:
        out.print(f"not read: {refused}", markup=False, highlight=False, soft_wrap=True)
    for one in learned.disagreements:
        out.print(f"{one.symbol}: {one.what} is {one.here} here, {one.there} there", markup=False, highlight=False, soft_wrap=True)


async def _examine(settings: Settings, *, running: bool) -> list[Finding]:
    async with unopened(settings) as store, http(settings) as fetcher:
        found = await examine(store, sources(settings, fetcher), chats(settings, store), now(), running=running)
    return found if running else [*found, *_corrections(settings), *_topics(settings)]


def _corrections(settings: Settings) -> Iterator[Finding]:
    """Say how many representatives the operator has corrected; a table that does not fit has ended the command before."""
    known = directory(settings.representatives)
    if known:
        count = sum(one.corrected for one in known.representatives)
        yield Finding(ok=True, text=f"representatives: {count} corrected by {settings.representatives}")


def _topics(settings: Settings) -> Iterator[Finding]:
    """Say how many topics of the operator's are in use; a file that cannot be read ended the start already."""
    if settings.topics is not None:
        own = len(topics.names()) - len(topics.load().names)
        yield Finding(ok=True, text=f"topics: {len(topics.names())} known, {own} of them only in {settings.topics}")


async def _upgrade(settings: Settings) -> list[str]:
    async with unopened(settings) as store:
        return await store.upgrade()


async def _backup(settings: Settings, path: Path) -> None:
    async with unopened(settings) as store:
        await store.backup(path)
