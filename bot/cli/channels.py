"""The commands that look after what channels get: ``subscribe``, ``unsubscribe``, ``digest`` and ``subscriptions``."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.table import Table

from bot.asking import Ask, Place
from bot.cli.compose import asked, known_chat
from bot.cli.settled import complete, out, settled
from bot.model import Rule
from bot.record.wants import rule_of, sentence

app = typer.Typer()


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
    settings = settled("WARNING")
    known_chat(chat)
    rule = rule_of(organ, outcome, state, keyword)
    complete(asked(settings, lambda answers: answers.follow(chat, channel, rule, backlog=backlog)))
    out.print(f"{chat}/{channel} gets {sentence(rule)}.", markup=False, highlight=False)


@app.command()
def unsubscribe(chat: str, channel: str) -> None:
    """End a channel's subscription."""
    settings = settled("WARNING")
    known_chat(chat)
    ask, place = Ask("unsubscribe"), Place(chat, channel)
    out.print(complete(asked(settings, lambda answers: answers.ask(ask, place))).text, highlight=False)


@app.command()
def digest(
    chat: str,
    channel: str,
    when: Annotated[str, typer.Argument(help="such as: daily 08:00 Europe/Paris, weekly Monday 9:00 New York, or off")],
    quiet: Annotated[bool, typer.Option(help="send none when there is nothing to tell")] = False,
) -> None:
    """Give a channel a digest at its own hour, or end it; the running program sends it."""
    settings = settled("WARNING")
    known_chat(chat)
    ask, place = Ask("digest", {"when": when} | ({"quiet": "yes"} if quiet else {})), Place(chat, channel)
    out.print(complete(asked(settings, lambda answers: answers.ask(ask, place))).text, markup=False, highlight=False)


@app.command()
def subscriptions(as_json: Annotated[bool, typer.Option("--json", help="print them as JSON")] = False) -> None:
    """List all subscriptions and their rules."""
    known = complete(asked(settled("WARNING"), lambda answers: answers.subscriptions()))
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


def _rule(rule: Rule) -> dict[str, list[str]]:
    """Write a rule's plain fields; the sentence beside them holds all of it."""
    return {"organs": list(rule.organs), "outcomes": list(rule.outcomes), "states": list(rule.states), "keywords": list(rule.keywords)}
