"""Command line and composition root: the only place where settings, sources, chats, store and engine meet."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
import json
import logging
import os
import random
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.progress import Progress as Bar
from rich.progress import track
from rich.style import Style
from rich.table import Table
from rich.text import Text

from adapters.chats.fitting import pieces
from adapters.engines.local import LocalEngine
from adapters.http import Http, Limits, user_agent
from adapters.sources import demo as demo_story
from bot.asking import Ask, Place
from bot.commands import OPERATOR, Answers, fill
from bot.deliver import Deliverer
from bot.doctor import Finding, examine
from bot.history.update import TERMS, Learned
from bot.history.update import update as history_update
from bot.model import Rule
from bot.poll import Poller
from bot.ports import Chat, Source, VetowatchError
from bot.program import Program, greet_console, poll_once
from bot.reading import machine
from bot.reading import read as read_document
from bot.reading.document import Document
from bot.record.wants import rule_of, sentence
from bot.store import Store
from bot.telling.wording import day
from config.settings import Settings, SettingsError, chats, load
from config.settings import sources as listed_sources

T = TypeVar("T")
log = logging.getLogger(__name__)
app = typer.Typer(
    help="UN votes and vetoes, told where people work: Discord, Slack and this terminal.",
    epilog="Settings are VETOWATCH_… variables, an .env file or secret files; .env.example lists them all.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
database = typer.Typer(help="Look after the database.", no_args_is_help=True)
app.add_typer(database, name="db")
past = typer.Typer(help="Look after the record of past votes.", no_args_is_help=True)
app.add_typer(past, name="history")
out = Console()
err = Console(stderr=True)
DATA_SETS = ("https://digitallibrary.un.org/record/4055387 (Council)", "https://digitallibrary.un.org/record/4060887 (Assembly)")


def main() -> None:
    """Run the command line. Every failure is one clear line and a non-zero exit."""
    try:
        app()
    except (VetowatchError, SettingsError) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read us has gone; Python would say so once more at exit
        raise SystemExit(1) from None
    except Exception as error:  # the last line of defence: people get a line, the log level DEBUG gets the traceback
        log.debug("internal error", exc_info=True)
        _fail(f"internal error: {type(error).__name__}: {error} (VETOWATCH_LOG_LEVEL=DEBUG shows where)")


@app.command()
def run() -> None:
    """Poll the sources and tell each vote, until Ctrl-C. Works without any setting: SQLite file, alerts in this terminal."""
    settings = _settings()
    _complete(_serve(settings))


@app.command()
def demo() -> None:
    """Replay a small built-in set of pages through the whole program, to this terminal; no network, no tokens, nothing kept."""
    _log("WARNING")
    _complete(_demo())


@app.command()
def poll() -> None:
    """Poll every source once and say what came; alerts are owed to subscribers and sent by the running program."""
    _complete(_poll(_settings()))


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
    _log("WARNING")
    if jsonl:
        lines = _lines(path)
        for line in track(lines, "reading", console=Console(stderr=True), disable=not sys.stderr.isatty(), total=None):
            sys.stdout.write(json.dumps(_read_line(line, with_text=with_text), ensure_ascii=False) + "\n")
        return
    given = machine.document(_bytes(path), url=url, published=published)
    answer = _read(path, given, with_text=with_text)
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    else:
        _show_reading(answer)


_Words = Annotated[list[str] | None, typer.Argument(help="in any order: a country, since 2020, a topic …")]
_Format = Annotated[str, typer.Option("--format", help="text, json or csv; README.md tells their keys")]
_Page = Annotated[int, typer.Option(help="which page of a long text")]
_Organ = Annotated[str, typer.Option(help="only this organ: SC, GA, C1 … C6, HRC")]
_Topic = Annotated[str, typer.Option(help="only votes about this: Syria, sanctions …")]
_Since = Annotated[str, typer.Option(help="from this day or year on: 2020, 2020-05-26")]
_Until = Annotated[str, typer.Option(help="up to this day or year")]


@app.command()
def status(
    document: Annotated[
        list[str], typer.Argument(help="a document symbol (S/2022/431, 2728, A/RES/78/243), its address, or words about it")
    ],
    form: _Format = "text",
) -> None:
    """Say what became of a document."""
    _answer("status", document, {"format": form})


@app.command()
def vetoes(
    words: _Words = None, since: _Since = "", until: _Until = "", topic: _Topic = "", form: _Format = "text", page: _Page = 1
) -> None:
    """List and count vetoes: all, or a country's."""
    _answer("vetoes", words, {"since": since, "until": until, "topic": topic, "format": form, "page": str(page)})


@app.command()
def votes(
    words: _Words, organ: _Organ = "", topic: _Topic = "", since: _Since = "", until: _Until = "", form: _Format = "text", page: _Page = 1
) -> None:
    """Say how a country voted, and where it did not vote yes."""
    _answer("votes", words, {"organ": organ, "topic": topic, "since": since, "until": until, "format": form, "page": str(page)})


@app.command()
def compare(words: _Words, organ: _Organ = "", topic: _Topic = "", since: _Since = "", until: _Until = "", form: _Format = "text") -> None:
    """Say how often two countries voted alike."""
    _answer("compare", words, {"organ": organ, "topic": topic, "since": since, "until": until, "format": form})


@app.command()
def latest(
    words: _Words = None,
    organ: _Organ = "",
    outcome: Annotated[str, typer.Option(help="only these: adopted, vetoed, failed")] = "",
    form: _Format = "text",
    page: _Page = 1,
) -> None:
    """List the latest votes."""
    _answer("latest", words, {"organ": organ, "outcome": outcome, "format": form, "page": str(page)})


@app.command()
def quotes(
    about: Annotated[list[str], typer.Argument(help="a country, a person, or a document's symbol")], form: _Format = "text", page: _Page = 1
) -> None:
    """Find what was said about votes, word for word."""
    _answer("quotes", about, {"format": form, "page": str(page)})


@app.command()
def upcoming(form: _Format = "text", page: _Page = 1) -> None:
    """List votes that are announced and not yet taken."""
    _answer("upcoming", None, {"format": form, "page": str(page)})


@app.command()
def why(
    document: Annotated[list[str], typer.Argument(help="a document symbol, or a page's full address")],
    form: _Format = "text",
    page: _Page = 1,
) -> None:
    """Say what was read and sent of a document or page, stage by stage, and by which rule."""
    _answer("why", document, {"format": form, "page": str(page)})


@app.command()
def subscribe(
    chat: Annotated[str, typer.Argument(help="console, discord or slack")],
    channel: Annotated[str, typer.Argument(help="the channel's id (Discord 1234…, Slack C0…; console: terminal)")],
    organ: Annotated[list[str] | None, typer.Option(help="only this organ: SC, GA, HRC, C1 … C6; may be repeated")] = None,
    outcome: Annotated[list[str] | None, typer.Option(help="only this outcome: adopted, vetoed, failed; may be repeated")] = None,
    state: Annotated[list[str] | None, typer.Option(help="only votes about, by or against this State; may be repeated")] = None,
    keyword: Annotated[list[str] | None, typer.Option(help="only votes whose subject or symbols have this word; may be repeated")] = None,
    backlog: Annotated[bool, typer.Option(help="also tell what the sources list from before now")] = False,
) -> None:
    """Subscribe a channel, beside a running bot or before it starts; a second call gives it a new rule."""
    settings = _settings("WARNING")
    _known_chat(chat)
    rule = rule_of(organ, outcome, state, keyword)
    _complete(_asked(settings, lambda answers: answers.follow(chat, channel, rule, backlog=backlog)))
    out.print(f"{chat}/{channel} gets {sentence(rule)}.", markup=False, highlight=False)


@app.command()
def unsubscribe(chat: str, channel: str) -> None:
    """End a channel's subscription."""
    settings = _settings("WARNING")
    _known_chat(chat)
    ask, place = Ask("unsubscribe"), Place(chat, channel)
    out.print(_complete(_asked(settings, lambda answers: answers.ask(ask, place))).text, highlight=False)


@app.command()
def digest(
    chat: str,
    channel: str,
    when: Annotated[str, typer.Argument(help="such as: daily 08:00 Europe/Paris, weekly Monday 9:00 New York, or off")],
    quiet: Annotated[bool, typer.Option(help="send none when there is nothing to tell")] = False,
) -> None:
    """Give a channel a digest at its own hour, or end it; the running program sends it."""
    settings = _settings("WARNING")
    _known_chat(chat)
    ask, place = Ask("digest", {"when": when} | ({"quiet": "yes"} if quiet else {})), Place(chat, channel)
    out.print(_complete(_asked(settings, lambda answers: answers.ask(ask, place))).text, markup=False, highlight=False)


@app.command()
def subscriptions(as_json: Annotated[bool, typer.Option("--json", help="print them as JSON")] = False) -> None:
    """List all subscriptions and their rules."""
    known = _complete(_asked(_settings("WARNING"), lambda answers: answers.subscriptions()))
    if as_json:
        rows = [
            {"chat": s.chat, "channel": s.channel, "gets": sentence(s.rule), "rule": _rule(s.rule)}
            | {"since": s.since.isoformat(), "paused": s.paused}
            for s in known
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    table = Table("chat", "channel", "gets", "paused")
    for s in known:
        table.add_row(s.chat, s.channel, sentence(s.rule), s.paused or "")
    out.print(table if known else "No subscriptions yet: vetowatch subscribe --help")


@app.command()
def doctor(
    running: Annotated[bool, typer.Option("--running", help="only say whether a running program is alive; for health checks")] = False,
) -> None:
    """Say what works, what does not, and what to do: settings, database, sources, chats, what is owed."""
    settings = _settings("CRITICAL")
    findings = _complete(_examine(settings, running=running))
    for finding in findings:
        out.print(f"[{'green' if finding.ok else 'red'}]{'ok ' if finding.ok else 'NO '}[/] ", end="")
        out.print(finding.text, markup=False, highlight=False)
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)


@database.command()
def upgrade() -> None:
    """Bring the tables to this version; `run` does so by itself."""
    steps = _complete(_upgrade(_settings("WARNING")))
    out.print("\n".join(f"taken: {step}" for step in steps) or "The database is up to date.", highlight=False)


@database.command()
def backup(path: Annotated[Path, typer.Argument(help="the new file")]) -> None:
    """Copy the SQLite database to a new file, also while the program runs."""
    _complete(_backup(_settings("WARNING"), path))
    out.print(f"saved to {path}", highlight=False)


_Files = Annotated[list[Path] | None, typer.Option("--from", help="a downloaded CSV file; may be repeated", exists=True, dir_okay=False)]


@past.command()
def update(files: _Files = None) -> None:
    """Take newer votes from the UN Library's CSV data sets (Council, Assembly) you have downloaded; may be run again at any time."""
    err.print(TERMS, markup=False, highlight=False)
    if not files:
        raise VetowatchError(f"download the CSV file of {' or of '.join(DATA_SETS)}, and give it by --from FILE")
    for path in files:
        _show_learned(path, _complete(_update(_settings("WARNING"), path)))


async def _update(settings: Settings, path: Path) -> Learned:
    async with _opened(settings) as store:
        await _remember(store)
        with Bar(console=err, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task(path.name)
            return await history_update(store, path, _now(), lambda came: bar.update(task, completed=came.done, total=came.size))


def _show_learned(path: Path, learned: Learned) -> None:
    told = f"{learned.new:,} new, {learned.joined:,} joined to votes on record, {learned.changed:,} changed, {learned.known:,} known"
    out.print(f"{path.name}: {learned.votes:,} votes read: {told}", markup=False, highlight=False, soft_wrap=True)
    for refused in learned.refused:
        out.print(f"not read: {refused}", markup=False, highlight=False, soft_wrap=True)
    for one in learned.disagreements:
        out.print(f"{one.symbol}: {one.what} is {one.here} here, {one.there} there", markup=False, highlight=False, soft_wrap=True)


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with _opened(settings) as store, _http(settings) as http:
        await greet_console(store, _now)
        program = Program(store, _sources(settings, http), _chats(settings), LocalEngine(), _now, random.Random())  # noqa: S311 jitter, no secret
        async with _remembering(store, wanted=settings.history):
            await program.run(stop.wait())


@asynccontextmanager
async def _remembering(store: Store, *, wanted: bool) -> AsyncIterator[None]:
    """Load the built-in record beside the running program: the first alert does not wait for the past, nor does the end."""
    loading = asyncio.create_task(_remember(store)) if wanted else None
    try:
        yield
    finally:
        if loading is not None and not loading.done():
            loading.cancel()  # it is all or nothing, and begun again at the next start
        for failure in await asyncio.gather(*filter(None, [loading]), return_exceptions=True):
            if isinstance(failure, Exception):
                log.error("the built-in record could not be loaded: %s", failure, exc_info=failure)


async def _demo() -> None:
    """Walk through the story with its own clock: each scene is polled, recorded, owed and sent before the next begins."""
    told = demo_story.sources()
    console = importlib.import_module("adapters.chats.console").chat({})
    moment = demo_story.STORY[0].at
    with TemporaryDirectory() as directory:
        async with Store(f"sqlite:///{directory}/demo.sqlite3") as store:
            await store.upgrade()
            await greet_console(store, lambda: moment)
            poller = Poller(store, lambda: moment, lambda _chats: None, random.Random())  # noqa: S311 jitter, no secret
            deliverer = Deliverer(store, console, lambda: moment, random.Random())  # noqa: S311 jitter, no secret
            for scene in demo_story.STORY:
                moment = scene.at
                out.print(f"\n[dim]{day(moment.date())} — {scene.note}", highlight=False)
                told[scene.source].show(scene)
                await poller.poll(told[scene.source])
                await deliverer.deliver()


async def _poll(settings: Settings) -> None:
    async with _opened(settings) as store, _http(settings) as http:
        polled = await poll_once(store, _sources(settings, http), _now, random.Random())  # noqa: S311 jitter, no secret
    for name, result in polled.items():
        text = result.fault or f"{result.read} pages read, {result.failed} failed, {result.told} votes new or changed"
        out.print(f"{name}: {text}", markup=False, highlight=False)
    if all(result.fault for result in polled.values()):
        raise VetowatchError("no source could be reached")


def _answer(command: str, words: list[str] | None, options: dict[str, str]) -> None:
    """Ask as a chat would, and print the answer: a file's bytes as they are, words plain or, at a terminal, dressed."""
    given = {name: value for name, value in options.items() if value}
    ask = Ask(command, given | fill(command, words or [], given))
    settings = _settings("WARNING")
    answer = _complete(_asked(settings, lambda answers: answers.ask(ask, OPERATOR), with_memory=settings.history))
    if answer.attachment:
        sys.stdout.buffer.write(answer.attachment.body)
        return
    out.print(_written(answer.text), soft_wrap=True)
    if any(action.label == "Next" for action in answer.actions):
        out.print(f"[dim]The next page: --page {int(ask.values.get('page', '1')) + 1}")


def _written(words: str) -> Text:
    """Dress light Markdown for a terminal; where nobody looks, an address stands behind its words."""
    text = Text()
    for piece in pieces(words):
        text.append(piece.text, Style(bold=piece.bold, link=piece.url or None))
        if piece.url and not out.is_terminal:
            text.append(f" <{piece.url}>")
    return text


async def _asked(settings: Settings, ask: Callable[[Answers], Awaitable[T]], *, with_memory: bool = False) -> T:
    async with _opened(settings) as store:
        if with_memory:
            await _remember(store)
        return await ask(Answers(store, _now))


async def _remember(store: Store) -> None:
    """Load the built-in record of past votes, once; said where somebody waits for it."""
    begun = time.perf_counter()
    loaded = await store.remember(_now())
    if loaded:
        counted = sum(done.opened + done.joined for done in loaded.values())
        log.info("loaded %d past votes in %.1f s", counted, time.perf_counter() - begun)


async def _examine(settings: Settings, *, running: bool) -> list[Finding]:
    async with Store(settings.database_url.get_secret_value()) as store, _http(settings) as http:
        return await examine(store, _sources(settings, http), _chats(settings), _now(), running=running)


async def _upgrade(settings: Settings) -> list[str]:
    async with Store(settings.database_url.get_secret_value()) as store:
        return await store.upgrade()


async def _backup(settings: Settings, path: Path) -> None:
    async with Store(settings.database_url.get_secret_value()) as store:
        await store.backup(path)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Store]:
    async with Store(settings.database_url.get_secret_value()) as store:
        await store.upgrade()
        yield store


def _http(settings: Settings) -> Http:
    return Http(
        user_agent(_version(), settings.http.contact), allow_private=settings.http.allow_private, limits=Limits(gap=settings.http.gap)
    )


def _sources(settings: Settings, http: Http) -> list[Source]:
    return [_source(name, options, http) for name, options in listed_sources(settings.sources).items()]


def _source(name: str, options: Mapping[str, Any], http: Http) -> Source:
    """Make a source of its few lines: its kind names the file in ``adapters/sources`` that knows it."""
    kind = options["kind"]
    try:
        module = importlib.import_module(f"adapters.sources.{kind}")
        source: Source = module.source(name, {key: value for key, value in options.items() if key != "kind"}, http)
    except (ModuleNotFoundError, AttributeError):
        raise SettingsError(f"[sources.{name}]: there is no kind of source named {kind!r}") from None
    except ValueError as error:
        raise SettingsError(f"[sources.{name}]: {error}") from None
    return source


def _chats(settings: Settings) -> list[Chat]:
    """Make the chats that are configured: a settings section names the file or folder in ``adapters/chats`` that knows it."""
    configured = [name for name in chats() if getattr(settings, name).configured]
    return [importlib.import_module(f"adapters.chats.{name}").chat(getattr(settings, name).options()) for name in configured]


def _known_chat(name: str) -> None:
    if name not in chats():
        raise VetowatchError(f"no such chat: {name} ({', '.join(chats())})")


def _settings(log_level: str | None = None) -> Settings:
    settings = load(os.environ, Path.cwd())
    _log(log_level if log_level and settings.log_level == "INFO" else settings.log_level)
    return settings


def _log(level: str) -> None:
    handler: logging.Handler = logging.StreamHandler()
    if sys.stderr.isatty():
        handler = RichHandler(console=Console(stderr=True), show_path=False, markup=False)
        handler.setFormatter(logging.Formatter("%(message)s"))
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING if level == "INFO" else level, handlers=[handler], force=True)
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # it would print every statement with all its values
    for ours in ("bot", "adapters", "__main__"):
        logging.getLogger(ours).setLevel(level)


def _complete(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def _read(identity: Any, given: Document, *, with_text: bool) -> dict[str, Any]:
    begun = time.perf_counter()
    told = read_document(given)
    return machine.to_json(identity, told, 1000 * (time.perf_counter() - begun), with_text=with_text)


def _read_line(line: str, *, with_text: bool) -> dict[str, Any]:
    """Read one line of a batch; a bad one says why and the next goes on."""
    identity = None
    try:
        identity = machine.identity(line)
        return _read(identity, machine.line(line), with_text=with_text)
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
        table.add_row(s["organ"], s["outcome"], count, " ".join(s["vetoed_by"]), document, s["date"] or "", s["subject"] or "")
    out.print(table if answer["sightings"] else "No vote is reported here.")
    for quote in answer["quotes"]:
        by = ", ".join(part for part in (quote["speaker"], quote["state"]) if part) or "nobody named"
        out.print(f"“{quote['words']}” — {by}", markup=False, highlight=False)


def _rule(rule: Rule) -> dict[str, list[str]]:
    """Write a rule's plain fields; the sentence beside them holds all of it."""
    return {"organs": list(rule.organs), "outcomes": list(rule.outcomes), "states": list(rule.states), "keywords": list(rule.keywords)}


def _version() -> str:
    try:
        return version("vetowatch")
    except PackageNotFoundError:
        return "0.1.0"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _fail(reason: str) -> None:
    sys.stderr.write(f"vetowatch: {reason}\n")
    raise SystemExit(1)


if __name__ == "__main__":
    main()
