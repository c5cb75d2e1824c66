"""What every command begins with: settings read once, the log at its level, a clock, a terminal to write to."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
import sys
from collections.abc import Coroutine
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console

from config.settings import PREFIX, Settings, SettingsError, alone, load
from config.settings import topics as listed_topics

if TYPE_CHECKING:
    from bot.reading.quotes.directory import Directory

T = TypeVar("T")
out = Console()
err = Console(stderr=True)


def settled(log_level: str | None = None) -> Settings:
    """Read the settings and start the log; ``log_level`` is for commands whose words are the answer, unless the operator chose one."""
    settings = load(os.environ, Path.cwd())
    start_log(log_level if log_level and settings.log_level == "INFO" else settings.log_level)
    _use_topics(settings)
    return settings


def _use_topics(settings: Settings) -> None:
    """Add the operator's topics to the built-in ones. Raises SettingsError naming the file and the line."""
    if settings.topics is None:
        return
    from bot.reading import topics

    try:
        topics.use(listed_topics(settings.topics))
    except ValueError as error:
        raise SettingsError(f"VETOWATCH_TOPICS: {settings.topics}: {error}") from None


def directory(corrections: Path | None) -> Directory | None:
    """Read the operator's table of representatives over the built-in one; None without a table. Raises SettingsError, naming the file."""
    if corrections is None:
        return None
    from bot.reading.quotes.directory import DirectoryError, with_corrections

    try:
        return with_corrections(corrections.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{PREFIX}REPRESENTATIVES: cannot read {corrections}: {error.strerror}") from None
    except (DirectoryError, UnicodeDecodeError) as error:
        raise SettingsError(f"{PREFIX}REPRESENTATIVES: {corrections}: {error}") from None


def chosen_directory() -> Directory | None:
    """Read the table of representatives for a command that needs no other setting, whatever is wrong with those. Raises SettingsError."""
    named = alone("REPRESENTATIVES", os.environ, Path.cwd())
    return directory(Path(named) if named else None)


def start_log(level: str) -> None:
    """Log to standard error: our own words at ``level``, the libraries’ from warnings up, unless everything is asked for."""
    logging.basicConfig(level=logging.WARNING if level == "INFO" else level, handlers=[_handler()], force=True)
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # it would print every statement with all its values
    for ours in ("bot", "adapters"):
        logging.getLogger(ours).setLevel(level)


def _handler() -> logging.Handler:
    if not sys.stderr.isatty():
        plain = logging.StreamHandler()
        plain.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return plain
    from rich.logging import RichHandler

    dressed = RichHandler(console=err, show_path=False, markup=False)
    dressed.setFormatter(logging.Formatter("%(message)s"))
    return dressed


def complete(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end what a command does."""
    return asyncio.run(work)


def now() -> dt.datetime:
    """Tell the time, in UTC: the only clock of the program."""
    return dt.datetime.now(dt.UTC)


def running_version() -> str:
    """Say which version this is."""
    try:
        return version("vetowatch")
    except PackageNotFoundError:
        return "0.1.0"
