"""The commands that look after what channels get: ``subscribe``, ``edit``, ``pause``, ``subscriptions``, ``digest`` and their kin."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.asking import Ask, Place
from bot.cli.compose import asked, known_chat
from bot.cli.settled import complete, out, settled
from bot.commands.understanding import understand
from bot.model import Rule
from bot.ports import VetowatchError
from bot.record.preferences import preferences_of, written
from bot.record.preferences import sentence as how
from bot.record.wants import rule_from_words, rule_of, sentence

app = typer.Typer()
listing = typer.Typer()
app.add_typer(listing, name="subscriptions")

_PAIR = re.compile(r"[a-z]+:[^\"]*\s[^\"]*")  # name:value in one word of the shell
_Chat = Annotated[str, typer.Argument(help="console, discord, slack or webhook")]
_Channel = Annotated[str, typer.Argument(help="the channel's id (Discord 1234…, Slack C0…; console: terminal; webhook: its address)")]
_Number = Annotated[int, typer.Argument(help="the subscription's number in its channel, as `subscriptions` lists it")]
_Some = Annotated[int | None, typer.Argument(help="the subscription's number in its channel; left out: all of them")]
_RuleWords = Annotated[
    list[str] | None,
    typer.Argument(help="what to tell and how, as in a chat: SC vetoes hourly:5 'quiet:22:00-07:00 Europe/Paris' mention:here"),
]


@app.command()
def subscribe(
    chat: _Chat,
    channel: _Channel,
    words: _RuleWords = None,
    *,
    organ: Annotated[list[str] | None, typer.Option(help="only this organ: SC, GA, HRC, C1 … C6; may be repeated")] = None,
    outcome: Annotated[list[str] | None, typer.Option(help="only this outcome: adopted, vetoed, failed; may be repeated")] = None,
    state: Annotated[list[str] | None, typer.Option(help="only votes about, by or against this State; may be repeated")] = None,
    keyword: Annotated[list[str] | None, typer.Option(help="only votes whose subject or symbols have this word; may be repeated")] = None,
    backlog: Annotated[bool, typer.Option(help="also tell what the sources list from before now")] = False,
) -> None:
    """Subscribe a channel, beside a running bot or before it starts. It may have several; the same rule again changes how it is told."""
    settings = settled("WARNING")
    known_chat(chat)
    given = _given("subscribe", words)
    rule, preferences = _one_rule(given.get("rule", ""), rule_of(organ, outcome, state, keyword)), preferences_of(given)
    made = complete(asked(settings, lambda answers: answers.follow(chat, channel, rule, preferences, backlog=backlog)))
    said = f"; {how(preferences)}" if written(preferences) else ""
    _say(f"{chat}/{channel} gets {sentence(rule)} (number {made.number}){said}.")


@app.command()
def edit(chat: _Chat, channel: _Channel, number: _Number, words: _RuleWords = None) -> None:
    """Change what a subscription tells, or how; what is left out stays."""
    _ask("edit", chat, channel, **_given("edit", [str(number), *(words or ())]))


@app.command()
def pause(chat: _Chat, channel: _Channel, number: _Some = None) -> None:
    """Tell nothing of a subscription until it is resumed."""
    _ask("pause", chat, channel, number=str(number or ""))


@app.command()
def resume(chat: _Chat, channel: _Channel, number: _Some = None) -> None:
    """Tell a paused subscription's votes again, from now on."""
    _ask("resume", chat, channel, number=str(number or ""))


@app.command()
def test(chat: _Chat, channel: _Channel, number: _Number) -> None:
    """Post a past vote to a channel, marked as a test; the running program sends it."""
    _ask("test", chat, channel, number=str(number))


@app.command()
def unsubscribe(chat: _Chat, channel: _Channel, number: _Some = None) -> None:
    """End a channel's subscription, or all and its digest."""
    _ask("unsubscribe", chat, channel, number=str(number or ""))


@app.command()
def digest(
    chat: _Chat,
    channel: _Channel,
    when: Annotated[str, typer.Argument(help="such as: daily 08:00 Europe/Paris, weekly Monday 9:00 New York, or off")],
    quiet: Annotated[bool, typer.Option(help="send none when there is nothing to tell")] = False,
) -> None:
    """Give a channel a digest at its own hour, or end it; the running program sends it."""
    _ask("digest", chat, channel, when=when, quiet="yes" if quiet else "")


@listing.callback(invoke_without_command=True)
def subscriptions(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="print them as JSON")] = False) -> None:
    """List all subscriptions and their rules."""
    if context.invoked_subcommand is not None:
        return
    known = complete(asked(settled("WARNING"), lambda answers: answers.subscriptions()))
    if as_json:
        rows = [
            {"chat": s.chat, "channel": s.channel, "number": s.number, "gets": sentence(s.rule), "rule": _rule(s.rule)}
            | {"how": written(s.preferences), "since": s.since.isoformat(), "paused": s.paused, "stopped": s.stopped, "set_by": s.set_by}
            for s in known
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    table = Table("chat", "channel", "number", "gets", "how", "paused")
    for s in known:
        table.add_row(
            s.chat, s.channel, str(s.number), sentence(s.rule), how(s.preferences), "by a person" if s.stopped else s.paused or ""
        )
    out.print(table if known else "No subscriptions yet: vetowatch subscribe --help")


@listing.command("export")
def export(path: Annotated[Path, typer.Argument(help="the file to write, or - for standard output")]) -> None:
    """Write all subscriptions to a file (TOML), for another installation or for keeping."""
    from bot.commands.transfer import to_toml

    text = to_toml(complete(asked(settled("WARNING"), lambda answers: answers.subscriptions())))
    if str(path) == "-":
        sys.stdout.write(text)
        return
    _at(path, lambda: path.write_text(text, encoding="utf-8"))
    _say(f"written to {path}")


@listing.command("import")
def take(path: Annotated[Path, typer.Argument(help="a file that export wrote, or one like it; - for standard input")]) -> None:
    """Take subscriptions from a file, and say what that changes. Taking it twice changes nothing; nothing is ended."""
    text = sys.stdin.read() if str(path) == "-" else _at(path, lambda: path.read_text(encoding="utf-8"))
    for one in complete(asked(settled("WARNING"), lambda answers: answers.take(text))):
        s = one.subscription
        _say(f"{one.what}: {s.chat}/{s.channel} {s.number}: {sentence(s.rule)}{f'; {how(s.preferences)}' if how(s.preferences) else ''}")


def _at(path: Path, work: Callable[[], object]) -> str:
    try:
        return str(work())
    except (OSError, UnicodeDecodeError) as error:
        raise VetowatchError(f"{path}: {error.strerror if isinstance(error, OSError) else 'not UTF-8'}") from None


def _given(command: str, words: list[str] | None) -> Mapping[str, str]:
    """Read words as a chat would. A word of the shell may hold spaces, as ``quiet:22:00-07:00 Europe/Paris`` does."""
    whole = (f'{word.partition(":")[0]}:"{word.partition(":")[2]}"' if _PAIR.fullmatch(word) else word for word in words or ())
    return understand(f"{command} {' '.join(whole)}").values


def _one_rule(words: str, by_options: Rule) -> Rule:
    if words and by_options != Rule():
        raise VetowatchError("give a rule in words or by --organ, --outcome, --state and --keyword, not both")
    return rule_from_words(words) if words else by_options


def _ask(command: str, chat: str, channel: str, **values: str) -> None:
    """Ask in a channel's name, as an operator may, and print the answer."""
    settings = settled("WARNING")
    known_chat(chat)
    ask, place = Ask(command, {name: value for name, value in values.items() if value}), Place(chat, channel)
    answer = complete(asked(settings, lambda answers: answers.ask(ask, place), with_memory=settings.history and command == "test"))
    _say(answer.text.replace("**", ""))


def _say(words: str) -> None:
    out.print(words, markup=False, highlight=False, soft_wrap=True)


def _rule(rule: Rule) -> dict[str, list[str]]:
    """Write a rule's plain fields; the sentence beside them holds all of it."""
    return {"organs": list(rule.organs), "outcomes": list(rule.outcomes), "states": list(rule.states), "keywords": list(rule.keywords)}
