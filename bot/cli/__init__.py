"""The command line: every command of ``vetowatch``, and the one place where a failure becomes a line.

A command imports what it works with when it runs, so that an answer does not wait for libraries it has no use for.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer

from bot.cli import asking, channels, reading, running, upkeep
from bot.cli.settled import running_version
from bot.ports import VetowatchError
from config.settings import SettingsError

log = logging.getLogger(__name__)
app = typer.Typer(
    epilog="Settings are VETOWATCH_… variables, an .env file or secret files; .env.example lists them all.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
for room in (running, reading, asking, channels, upkeep):
    app.add_typer(room.app)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"vetowatch {running_version()}\n")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="say which version this is, and stop")
    ] = False,
) -> None:
    """UN votes and vetoes, told where people work: Discord, Slack and this terminal."""


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


def _fail(reason: str) -> None:
    sys.stderr.write(f"vetowatch: {reason}\n")
    raise SystemExit(1)
