"""The modal that subscribes a channel, or changes a subscription: pickers and a line of words, which together are one rule. Pure.

What its fields come to is said in ``bot.telling.filled``. Options of ``/un subscribe`` that say how votes are told each get a field,
whatever they are.

Limits: https://docs.slack.dev/reference/block-kit/blocks/input-block, .../block-elements/multi-select-menu-element
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.chats.fitting import fit, one_line
from adapters.chats.slack.calling import EVERY_VOTE, SEVERITIES, Called, called
from adapters.chats.slack.home import named
from adapters.chats.slack.render import SIGNS, answer
from bot.asking import Command, Followed, Kind, Option, Suggestion
from bot.record.preferences import MENTIONS
from bot.telling.filled import AS_IT_COMES, HOW, PRESET, RULE, TICKED, Given
from bot.telling.filled import called as choice_called
from bot.words import ENGLISH, N_, _, language

Json = dict[str, Any]

CALLBACK, ACTION = "vetowatch_follow", "follow:"
CHANNEL, READING, SHOWN, MENTION, PEOPLE, SEVERITY = "channel", "reading", "shown", "mention", "people", "severity"
PICKED: Mapping[str, tuple[Kind, str]] = {
    "organs": (Kind.ORGAN, "organ:"),
    "outcomes": (Kind.OUTCOME, ""),
    "states": (Kind.STATE, "state:"),
    "topics": (Kind.TOPIC, "topic:"),
}
"""Pickers of several: what each offers, and the word before each in a rule."""
SEARCHED = ("states", "topics")  # too many to list: offered while somebody types
TEXT, VALUE, HINT, OPTIONS, CHOSEN = 75, 150, 150, 100, 20
_LABELS = {"organs": N_("Organs"), "outcomes": N_("Outcomes"), "states": N_("States concerned"), "topics": N_("Topics")}
_ANY = {"organs": N_("Every organ"), "outcomes": N_("Every outcome"), "states": N_("Any State"), "topics": N_("Any topic")}


def view(command: Command, offered: Mapping[Kind, Sequence[Suggestion]], of: Followed | None, reading: str = "", page: int = 1) -> Json:
    """Write the modal; ``of`` is the subscription to change, None for a new one. ``offered`` are organs, outcomes and presets.

    The language it is written in is kept in it, so that all that follows is said in the same.
    """
    edits = of is not None
    kept = {"channel": of.channel, "number": of.number, "given": dict(of.given)} if of is not None else {}
    pickers = [] if edits else [_preset(offered[Kind.RULE]), *(_picker(name, offered) for name in PICKED)]
    given = {"language": language()} if of is None else of.given
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({**kept, "page": page, "language": language()}),
        "title": _plain(_("Edit a subscription") if edits else _("Follow in a channel")),
        "submit": _plain(_("Save") if edits else _("Follow")),
        "close": _plain(_("Cancel")),
        "blocks": [
            _channel() if of is None else _heading(of),
            *(_header(_("What to tell")), *pickers, _words("" if of is None else of.rule), read_back(reading)),
            *(_header(_("How to tell it")), *_how(command.options, given)),
        ],
    }


def said(text: str) -> Json:
    """Write what follows the modal: what was done."""
    return {"type": "modal", "title": _plain(_("Done")), "close": _plain(_("Close")), "blocks": [_section(text)]}


def read_back(reading: str) -> Json:
    """Write the line that says the rule back while it is made."""
    text = answer(reading or _("**Nothing chosen**: every vote is told."))
    return {"type": "section", "block_id": READING, "text": _mrkdwn(f"→ {text}")}


def given_in(view_: Json) -> Given:
    """Read what a modal's fields hold."""
    state = {block: next(iter(fields.values())) for block, fields in view_["state"]["values"].items()}
    before = kept_in(view_).get("given", {})
    parts = {name: words for name in (PRESET, RULE) if (words := _value(state.get(name)))}
    picked = " ".join(f"{PICKED[name][1]}{value}" for name in PICKED for value in _values(state.get(name)))
    options = {name: _value(state[name]) or (AS_IT_COMES[name] if name in before else "") for name in AS_IT_COMES if name in state}
    ticked = {name: "yes" if name in _values(state[SHOWN]) else "no" for name in TICKED} if SHOWN in state else {}
    channel = str((state.get(CHANNEL) or {}).get("selected_conversation") or "")
    calls = {MENTION: str(_called_in(state)) or (AS_IT_COMES[MENTION] if MENTION in before else "")} if PEOPLE in state else {}
    told = {name: words for name, words in (options | ticked | calls).items() if words}
    return Given(channel, parts | ({"organs": picked} if picked else {}), told)


def _called_in(state: Mapping[str, Json]) -> Called:
    people = tuple((state[PEOPLE] or {}).get("selected_users") or ())
    return Called(people, _value(state.get(SEVERITY)) or EVERY_VOTE, _value(state.get(MENTION)))


def language_of(view_: Json) -> str:
    """Return the language a modal is written in."""
    return str(kept_in(view_).get("language", ENGLISH))


def kept_in(view_: Json) -> Json:
    """Return what the modal is about: nothing, or a subscription's channel and number."""
    kept: Json = json.loads(view_.get("private_metadata") or "{}")
    return kept


def options(suggestions: Sequence[Suggestion]) -> list[Json]:
    """Write choices; what does not fit is left out."""
    return [_choice(one.label, one.value) for one in suggestions if one_line(one.label) and len(one.value) <= VALUE][:OPTIONS]


def _value(field: Json | None) -> str:
    field = field or {}
    return " ".join(str(field.get("value") or (field.get("selected_option") or {}).get("value") or "").split())


def _values(field: Json | None) -> list[str]:
    return [str(option["value"]) for option in (field or {}).get("selected_options") or []]


def _heading(of: Followed) -> Json:
    text = _("Subscription {number} in {channel}", number=str(of.number), channel=named(of.channel))
    return {"type": "section", "text": _mrkdwn(text)}


def _channel() -> Json:
    element = {"type": "conversations_select", "default_to_current_conversation": True}
    element |= {"placeholder": _plain(_("Channel")), "filter": {"include": ["public", "private"], "exclude_bot_users": True}}
    return _input(CHANNEL, _("Channel"), element, hint=_("A private channel must have the bot in it: /invite @vetowatch"), optional=False)


def _preset(presets: Sequence[Suggestion]) -> Json:
    element = {"type": "static_select", "options": options(presets), "placeholder": _plain(_("Every vote"))}
    return _input(PRESET, _("Ready-made"), element, live=True)


def _picker(name: str, offered: Mapping[Kind, Sequence[Suggestion]]) -> Json:
    kind = PICKED[name][0]
    if name in SEARCHED:
        element: Json = {"type": "multi_external_select", "min_query_length": 1, "max_selected_items": CHOSEN}
    else:
        element = {"type": "multi_static_select", "options": options(offered[kind])}
    return _input(name, _(_LABELS[name]), element | {"placeholder": _plain(_(_ANY[name]))}, live=True)


def _words(rule: str) -> Json:
    element: Json = {"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    element |= {"max_length": 3000, "multiline": bool(rule), **({"initial_value": rule[:3000]} if rule else {})}
    return _input(
        RULE, _("In your own words"), element, hint=_("Typed in English, such as: vetoes in the Security Council but not China"), live=True
    )


def _how(about: Sequence[Option], given: Mapping[str, str]) -> list[Json]:
    """Write the fields that say how votes are told: one of ticks, and one each for all else."""
    known = [option for option in about if option.name in AS_IT_COMES]
    ticked = [option.name for option in known if option.name in TICKED]
    plain = [option for option in known if option.name not in TICKED]
    fields = [field for option in plain for field in _fields(option, given.get(option.name, ""))]
    return [*fields, _ticks(ticked, given)] if ticked else fields


def _fields(option: Option, value: str) -> list[Json]:
    return _calling(called(value)) if option.name == MENTION else [_option(option, value)]


def _calling(given: Called) -> list[Json]:
    """Write the fields that say whom an alert calls: people picked, what for, and a line for all others."""
    picker: Json = {"type": "multi_users_select", "max_selected_items": MENTIONS, "placeholder": _plain(_("Nobody"))}
    picker |= {"initial_users": list(given.people)} if given.people else {}
    choices = {severity: _choice(_(label), severity) for severity, label in SEVERITIES.items()}
    severity = {"type": "static_select", "options": list(choices.values()), "initial_option": choices[given.severity]}
    line: Json = {"type": "plain_text_input", **({"initial_value": given.others} if given.others else {})}
    return [
        _input(PEOPLE, _("People to call"), picker),
        _input(SEVERITY, _("Call them"), severity),
        _input(MENTION, _("Others to call"), line, hint=_("Such as: here for vetoes, group:S0123ABCD for all")),
    ]


def _option(option: Option, value: str) -> Json:
    """Write the field of an option; one of few choices shows what holds, also where nothing was asked for."""
    label, hint = _(HOW[option.name]), _(option.about)
    if not option.choices:
        element: Json = {"type": "plain_text_input", **({"initial_value": value} if value else {})}
        return _input(option.name, label, element, hint=hint[:1].upper() + hint[1:])
    holds = value if value in option.choices else AS_IT_COMES[option.name]
    choices = {choice: _choice(choice_called(choice), choice) for choice in option.choices}
    return _input(option.name, label, {"type": "static_select", "options": list(choices.values()), "initial_option": choices[holds]})


def _ticks(names: Sequence[str], given: Mapping[str, str]) -> Json:
    choices = {name: _choice(_(HOW[name]), name) for name in names}
    chosen = [choice for name, choice in choices.items() if given.get(name, AS_IT_COMES[name]) == "yes"]
    element = {"type": "checkboxes", "options": list(choices.values()), **({"initial_options": chosen} if chosen else {})}
    return _input(SHOWN, _("In the alert"), element)


def _input(name: str, label: str, element: Json, *, hint: str = "", optional: bool = True, live: bool = False) -> Json:
    block: Json = {"type": "input", "block_id": name, "label": _plain(label), "optional": optional}
    block |= {"hint": _plain(fit(one_line(hint), HINT, {}))} if hint else {}
    return block | {"element": {**element, "action_id": f"{ACTION}{name}"}} | ({"dispatch_action": True} if live else {})


def _choice(text: str, value: str) -> Json:
    return {"text": _plain(fit(one_line(text), TEXT, SIGNS)), "value": value}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _header(text: str) -> Json:
    return {"type": "header", "text": _plain(text)}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _section(text: str) -> Json:
    return {"type": "section", "text": _mrkdwn(answer(text))}
