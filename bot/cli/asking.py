"""The commands that ask what is on record, as any chat may: ``status``, ``vetoes``, ``votes`` and so on."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.style import Style
from rich.text import Text

from adapters.chats.fitting import pieces
from bot.asking import Ask
from bot.cli.compose import asked
from bot.cli.settled import complete, out, settled
from bot.commands import OPERATOR, fill

app = typer.Typer()


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
def preview(
    words: Annotated[
        list[str] | None, typer.Argument(help="a rule in words: SC vetoes, France breaks ranks … (nothing: everything)")
    ] = None,
    form: _Format = "text",
) -> None:
    """Say what a rule would have told in the last 30 days and in the last 10 years."""
    _answer("preview", words, {"format": form})


@app.command()
def why(
    document: Annotated[list[str], typer.Argument(help="a document symbol, or a page's full address")],
    form: _Format = "text",
    page: _Page = 1,
) -> None:
    """Say what was read and sent of a document or page, stage by stage, and by which rule."""
    _answer("why", document, {"format": form, "page": str(page)})


def _answer(command: str, words: list[str] | None, options: dict[str, str]) -> None:
    """Ask as a chat would, and print the answer: a file's bytes as they are, words plain or, at a terminal, dressed."""
    given = {name: value for name, value in options.items() if value}
    ask = Ask(command, given | fill(command, words or [], given))
    settings = settled("WARNING")
    answer = complete(asked(settings, lambda answers: answers.ask(ask, OPERATOR), with_memory=settings.history))
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
