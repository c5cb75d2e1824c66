"""The command that reads one document, or a batch of them: ``read``."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import track
from rich.table import Table

from bot.cli.settled import chosen_directory, err, out, start_log
from bot.model import Question
from bot.ports import VetowatchError
from bot.reading import machine
from bot.reading import read as read_document
from bot.reading.document import Document

if TYPE_CHECKING:
    from bot.reading.quotes.directory import Directory

log = logging.getLogger(__name__)
app = typer.Typer()


@app.command()
def read(
    path: Annotated[str, typer.Argument(help="a file, or - for standard input")] = "-",
    url: Annotated[str, typer.Option(help="the page's address")] = "",
    published: Annotated[str, typer.Option(help="when it was published, ISO 8601: settles words like Thursday")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="read lines {id, url?, published?, title?, text|html}, print one line for each")
    ] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="add the cleaned text the offsets count in")] = False,
) -> None:
    """Read one document (plain text or HTML, by content) and say which votes and quotes it tells."""
    start_log("WARNING")
    directory = chosen_directory()
    if jsonl:
        lines = _lines(path)
        for line in track(lines, "reading", console=err, disable=not sys.stderr.isatty(), total=None):
            sys.stdout.write(json.dumps(_read_line(line, directory, with_text=with_text), ensure_ascii=False) + "\n")
        return
    given = machine.document(_bytes(path), url=url, published=published)
    answer = _read(path, given, directory, with_text=with_text)
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    else:
        _show_reading(answer)


def _read(identity: Any, given: Document, directory: Directory | None, *, with_text: bool) -> dict[str, Any]:
    begun = time.perf_counter()
    told = read_document(given, directory)
    return machine.to_json(identity, told, 1000 * (time.perf_counter() - begun), with_text=with_text)


def _read_line(line: str, directory: Directory | None, *, with_text: bool) -> dict[str, Any]:
    """Read one line of a batch; a bad one says why and the next goes on."""
    identity = None
    try:
        identity = machine.identity(line)
        return _read(identity, machine.line(line), directory, with_text=with_text)
    except VetowatchError as error:
        return {"id": identity, "error": str(error)}
    except Exception as error:  # one document that trips a bug must not end a batch of thousands: it says so, the log has the traceback
        log.exception("%s could not be read", identity)
        return {"id": identity, "error": f"internal error: {type(error).__name__}"}


def _bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise VetowatchError(f"cannot read {path}: {error.strerror}") from None


def _lines(path: str) -> Iterator[str]:
    try:
        with sys.stdin.buffer if path == "-" else Path(path).open("rb") as stream:
            yield from (line.decode(errors="replace") for line in stream if line.strip())
    except OSError as error:
        raise VetowatchError(f"cannot read {path}: {error.strerror}") from None


def _show_reading(answer: Mapping[str, Any]) -> None:
    table = Table("organ", "outcome", "count", "vetoed by", "document", "date", "about", title="Votes")
    for s in answer["sightings"]:
        count = "-".join("?" if s[k] is None else str(s[k]) for k in ("yes", "no", "abstain"))
        document = s["resolution"] or s["draft"] or ""
        asked = "" if s["question"] == Question.WHOLE else s["question"]
        about = ": ".join(filter(None, (asked, s["subject"])))
        table.add_row(s["organ"], s["outcome"], count, " ".join(s["vetoed_by"]), document, s["date"] or "", about)
    out.print(table if answer["sightings"] else "No vote is reported here.")
    for quote in answer["quotes"]:
        by = ", ".join(part for part in (quote["speaker"], quote["state"]) if part) or "nobody named"
        out.print(f"“{quote['words']}” — {by}", markup=False, highlight=False)
