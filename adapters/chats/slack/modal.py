"""The modal that subscribes a channel, or changes a subscription: pickers and a line of words, which together are one rule. Pure.

What is chosen becomes the words that ``/un subscribe`` and ``/un edit`` are given, so there is one way to subscribe. Options of those
commands that say how votes are told each get a field, whatever they are.

Limits: https://docs.slack.dev/reference/block-kit/blocks/input-block, .../block-elements/multi-select-menu-element
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.chats.fitting import fit, one_line
from adapters.chats.slack.render import SIGNS, answer
from bot.asking import Command, Followed, Kind, Option, Suggestion
from bot.ports import VetowatchError
from bot.record.preferences import preferences_of
from bot.record.wants import rule_from_words, sentence

Json = dict[str, Any]

CALLBACK, ACTION = "vetowatch_follow", "follow:"
CHANNEL, PRESET, RULE, READING = "channel", "preset", "rule", "reading"
PICKED: Mapping[str, tuple[Kind, str]] = {
    "organs": (Kind.ORGAN, "organ:"),
    "outcomes": (Kind.OUTCOME, ""),
    "states": (Kind.STATE, "state:"),
    "topics": (Kind.TOPIC, "topic:"),
}
"""Pickers of several: what each offers, and the word before each in a rule."""
SEARCHED = ("states", "topics")  # too many to list: offered while somebody types
AS_IT_COMES = {
    "when": "at once",
    "thread": "no",
    "language": "en",
    "mention": "none",
    "quiet": "off",
    "hourly": "any",
    "quotes": "yes",
    "picture": "yes",
}
"""How votes are told unless somebody asks otherwise, in each option's words: what an emptied field asks for."""
TEXT, VALUE, HINT, OPTIONS, CHOSEN = 75, 150, 150, 100, 20
_LABELS = {"organs": "Organs", "outcomes": "Outcomes", "states": "States concerned", "topics": "Topics"}


@dataclass(frozen=True, slots=True)
class Given:
    """What a modal was given: the channel's id, "" where it is known; the parts of the rule by field, in words; and the other options."""

    channel: str
    parts: Mapping[str, str]
    options: Mapping[str, str]

    def rule(self) -> str:
        """Return the whole rule in words. Raises WrongFieldError naming the field that is not understood."""
        said = {name: _sentence(name, words) for name, words in self.parts.items()}
        return " and ".join(f"({words})" for words in said.values()) if len(said) > 1 else next(iter(self.parts.values()), "")

    def check(self) -> None:
        """Raise WrongFieldError where the rule or an option is not understood."""
        self.rule()
        for name, words in self.options.items():
            try:
                preferences_of({name: words})
            except VetowatchError as error:
                raise WrongFieldError(name, str(error)) from None


class WrongFieldError(VetowatchError):
    """A field of the modal is not understood."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep which."""
        super().__init__(reason)
        self.name = name


def view(command: Command, offered: Mapping[Kind, Sequence[Suggestion]], of: Followed | None, reading: str = "", page: int = 1) -> Json:
    """Write the modal; ``of`` is the subscription to change, None for a new one. ``offered`` are organs, outcomes and presets."""
    inputs = [] if of else [_channel(), _preset(offered[Kind.RULE])]
    pickers = [] if of else [_picker(name, offered) for name in PICKED]
    kept = {"channel": of.channel, "number": of.number, "given": dict(of.given)} if of else {}
    how = [_option(option, (of.given if of else {}).get(option.name, "")) for option in command.options if option.name in AS_IT_COMES]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({**kept, "page": page}),
        "title": _plain("Edit a subscription" if of else "Follow in a channel"),
        "submit": _plain("Save" if of else "Follow"),
        "close": _plain("Cancel"),
        "blocks": [*_heading(of), *inputs, *pickers, _words(of.rule if of else ""), read_back(reading), *how],
    }


def said(text: str) -> Json:
    """Write what follows the modal: what was done."""
    return {"type": "modal", "title": _plain("Done"), "close": _plain("Close"), "blocks": [_section(text)]}


def read_back(reading: str) -> Json:
    """Write the line that says the rule back while it is made."""
    return {"type": "context", "block_id": READING, "elements": [_mrkdwn(reading or "**Nothing chosen**: every vote is told.")]}


def reading_of(given: Given) -> str:
    """Say a rule back, or why it is not understood."""
    try:
        return f"This channel gets: **{sentence(rule_from_words(given.rule()))}**"
    except VetowatchError as error:
        return f"⚠️ {error}"


def given_in(view_: Json) -> Given:
    """Read what a modal's fields hold."""
    state = {block: next(iter(fields.values())) for block, fields in view_["state"]["values"].items()}
    before = kept_in(view_).get("given", {})
    parts = {name: words for name in (PRESET, RULE) if (words := _value(state.get(name)))}
    picked = " ".join(f"{PICKED[name][1]}{value}" for name in PICKED for value in _values(state.get(name)))
    options = {name: _value(state[name]) or (AS_IT_COMES[name] if name in before else "") for name in AS_IT_COMES if name in state}
    channel = str((state.get(CHANNEL) or {}).get("selected_conversation") or "")
    return Given(channel, parts | ({"organs": picked} if picked else {}), {name: words for name, words in options.items() if words})


def kept_in(view_: Json) -> Json:
    """Return what the modal is about: nothing, or a subscription's channel and number."""
    kept: Json = json.loads(view_.get("private_metadata") or "{}")
    return kept


def options(suggestions: Sequence[Suggestion]) -> list[Json]:
    """Write choices; what does not fit is left out."""
    return [_choice(one.label, one.value) for one in suggestions if one_line(one.label) and len(one.value) <= VALUE][:OPTIONS]


def _sentence(name: str, words: str) -> str:
    try:
        return sentence(rule_from_words(words))
    except VetowatchError as error:
        raise WrongFieldError(name, str(error)) from None


def _value(field: Json | None) -> str:
    field = field or {}
    return str(field.get("value") or (field.get("selected_option") or {}).get("value") or "").strip()


def _values(field: Json | None) -> list[str]:
    return [str(option["value"]) for option in (field or {}).get("selected_options") or []]


def _heading(of: Followed | None) -> list[Json]:
    return [_section(f"Subscription {of.number} in <#{of.channel}>", ready=True)] if of else []


def _channel() -> Json:
    element = {"type": "conversations_select", "default_to_current_conversation": True}
    element |= {"filter": {"include": ["public", "private"], "exclude_bot_users": True}}
    return _input(CHANNEL, "Channel", element, hint="A private channel must have the bot in it: /invite @vetowatch", optional=False)


def _preset(presets: Sequence[Suggestion]) -> Json:
    return _input(PRESET, "Choose", {"type": "static_select", "options": options(presets)}, live=True)


def _picker(name: str, offered: Mapping[Kind, Sequence[Suggestion]]) -> Json:
    kind = PICKED[name][0]
    if name in SEARCHED:
        element: Json = {"type": "multi_external_select", "min_query_length": 1, "max_selected_items": CHOSEN}
    else:
        element = {"type": "multi_static_select", "options": options(offered[kind])}
    return _input(name, _LABELS[name], element, live=True)


def _words(rule: str) -> Json:
    element: Json = {"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    element |= {"max_length": 3000, **({"initial_value": rule[:3000]} if rule else {})}
    return _input(RULE, "In your own words", element, hint="Such as: vetoes in the Security Council but not China", live=True)


def _option(option: Option, value: str) -> Json:
    """Write the field of an option that says how votes are told."""
    if not option.choices:
        element: Json = {"type": "plain_text_input", **({"initial_value": value} if value else {})}
        return _input(option.name, option.name.capitalize(), element, hint=option.about)
    choices = [_choice(choice, choice) for choice in option.choices]
    chosen = {"initial_option": _choice(value, value)} if value in option.choices else {}
    return _input(option.name, option.name.capitalize(), {"type": "static_select", "options": choices, **chosen}, hint=option.about)


def _input(name: str, label: str, element: Json, *, hint: str = "", optional: bool = True, live: bool = False) -> Json:
    block: Json = {"type": "input", "block_id": name, "label": _plain(label), "optional": optional}
    block |= {"hint": _plain(fit(one_line(hint), HINT, {}))} if hint else {}
    return block | {"element": {**element, "action_id": f"{ACTION}{name}"}} | ({"dispatch_action": True} if live else {})


def _choice(text: str, value: str) -> Json:
    return {"text": _plain(fit(one_line(text), TEXT, SIGNS)), "value": value}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": answer(text), "verbatim": True}


def _section(text: str, *, ready: bool = False) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True} if ready else _mrkdwn(text)}
