"""The form that subscribes a channel, or changes a subscription, as a Discord modal: five fields at the most. Pure.

What its fields come to is said in ``bot.telling.filled``. Discord has no way of saying what is wrong at a field, and a modal cannot follow
another: so what was filled in stands in a message with the reason at its field, and a button there opens the form again as it was.

Limits: https://docs.discord.com/developers/components/reference#label and .../interactions/receiving-and-responding
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord

from adapters.chats.discord.render import ESCAPES, plain
from adapters.chats.fitting import fit, one_line, size
from adapters.chats.offering import DIRECT, KEPT
from bot.asking import Action, Ask, Followed, Suggestion
from bot.message import Colour
from bot.record.wants import PRESETS
from bot.telling.filled import AS_IT_COMES, HOW, PRESET, RULE, TICKED, Given, WrongFieldError, called
from bot.words import LANGUAGES, N_, _, language

TICKS, SPOKEN, MORE, AGAIN = "ticks", "spoken", "more", "again"
DIGEST = "digest"
WRITTEN = ("quiet", "hourly", "mention")
"""The options that are written in one line, such as ``quiet: 22:00-07:00 Europe/Paris; hourly: 5``."""
TITLE, LABEL, ABOUT, HOLDER, CHOICE, TEXT, SHOWN = 45, 45, 100, 100, 100, 4000, 1000
_EMPTY = "–"
_FENCED = re.compile(r"```\n(.*)\n```", re.DOTALL)
_LABELS = {
    PRESET: N_("Ready-made"),
    RULE: N_("In your own words"),
    TICKS: N_("How to tell it"),
    SPOKEN: HOW["language"],
    MORE: N_("Quiet hours, limit an hour, calls"),
}
_EXAMPLE = "quiet: 22:00-07:00 Europe/Paris, but vetoes; hourly: 5; mention: here for vetoes"
Values = Mapping[str, str]
"""What each field holds; several ticks stand side by side."""
Json = Mapping[str, Any]


def modal(ask: Ask, values: Values, presets: Sequence[Suggestion]) -> discord.ui.Modal:
    """Write the form. ``ask`` says what it is for, and is kept in its id; ``presets`` are offered for a new subscription."""
    number = ask.values.get("number", "")
    title = _("Edit subscription {number}", number=number) if number else _("What to tell here")
    made = discord.ui.Modal(title=plain(title, TITLE), custom_id=f"{KEPT}{_kept(ask)}")
    fields = [] if number else [_field(PRESET, _presets(presets, values.get(PRESET, "")))]
    fields += [_field(RULE, _text(RULE, values), _("Typed in English, such as: vetoes in the Security Council but not China"))]
    fields += [_field(TICKS, _ticks(values)), _field(SPOKEN, _languages(values)), _field(MORE, _text(MORE, values), _EXAMPLE)]
    for field in fields:
        made.add_item(field)
    return made


def values_of(rule: str, options: Mapping[str, str]) -> Values:
    """Fill the form in with what a subscription is, or with what a command was given."""
    ticks = [name for name in TICKED if options.get(name, AS_IT_COMES[name]) == "yes"]
    ticks += [DIGEST] if options.get("when") == DIGEST else []
    spoken = options.get("language", AS_IT_COMES["language"])
    more = "; ".join(f"{name}: {options[name]}" for name in WRITTEN if options.get(name))
    return {RULE: rule, TICKS: " ".join(ticks), SPOKEN: spoken, MORE: more}


def new_values(options: Mapping[str, str]) -> Values:
    """Fill the form in for a new subscription: in the language of who asks, where no other is given."""
    return values_of("", {"language": language(), **options})


def edited_values(one: Followed) -> Values:
    """Fill the form in with a subscription."""
    return values_of(one.rule, one.given)


def filled_in(components: Iterable[Json]) -> Values:
    """Read what a form that was sent holds."""
    fields = [part.get("component") or {} for part in components]
    return {str(one["custom_id"]): str(one.get("value") or " ".join(one.get("values") or ())).strip() for one in fields if one}


def given(values: Values) -> Given:
    """Say what a form's fields come to; all that is left empty is as it comes. Raises WrongFieldError."""
    ticks = values.get(TICKS, "").split()
    options = {**AS_IT_COMES, **{name: "yes" if name in ticks else "no" for name in TICKED}, **_written(values.get(MORE, ""))}
    options |= {"when": DIGEST} if DIGEST in ticks else {}
    options |= {"language": values[SPOKEN]} if values.get(SPOKEN) else {}
    found = Given("", {name: words for name in (PRESET, RULE) if (words := values.get(name))}, options)
    try:
        found.check()
    except WrongFieldError as error:
        raise WrongFieldError(MORE if error.name in WRITTEN else error.name, str(error)) from None
    return found


def _written(text: str) -> dict[str, str]:
    """Read ``quiet: …; hourly: …; mention: …``. Raises WrongFieldError for anything else."""
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, re.split(r"[;\n]", text))):
        name, colon, words = (piece.strip() for piece in part.partition(":"))
        if name.lower() not in WRITTEN or not colon or not words:
            raise WrongFieldError(MORE, _("“{words}” is not understood: give {options}", words=part, options=_EXAMPLE))
        found[name.lower()] = words
    return found


def refused(ask: Ask, values: Values, error: WrongFieldError) -> tuple[discord.Embed, Action | None]:
    """Show what was filled in with the reason at its field, and offer to open the form again; None where a field is too long to keep."""
    shown = discord.Embed(title=plain(_("Not done yet"), TITLE), colour=int(Colour.FAILED))
    for name in (PRESET, RULE, MORE):
        words = _shown(name, values.get(name, "")).replace("`", "'")
        reason = f"\n⚠️ {fit(one_line(str(error)), SHOWN // 4, ESCAPES)}" if name == error.name else ""
        text = f"```\n{fit(words, SHOWN - size(reason) - 20, {})}\n```" if words else _EMPTY
        shown.add_field(name=_(_LABELS[name]), value=f"{text}{reason}", inline=False)
    if any(size(values.get(name, "")) > SHOWN // 2 for name in (RULE, MORE)):
        return shown, None
    kept = Ask(ask.command, {**_kept(ask).values, AGAIN: "yes", **{name: values[name] for name in (TICKS, SPOKEN) if values.get(name)}})
    return shown, Action(_("Correct it"), kept)


def restored(ask: Ask, embed: discord.Embed) -> Values:
    """Read back what :func:`refused` wrote: long texts from the message, the rest from its button."""
    texts = [found[1] if (found := _FENCED.match(field.value or "")) else "" for field in embed.fields]
    values = dict(zip((PRESET, RULE, MORE), texts, strict=False))
    preset = next((one for one in PRESETS if _(one) == values.get(PRESET)), "")
    return {**values, PRESET: preset, **{name: ask.values.get(name, "") for name in (TICKS, SPOKEN)}}


def _shown(name: str, value: str) -> str:
    """Show a preset in the language spoken, and words as they were written."""
    return _(value) if name == PRESET and value in PRESETS else value


def _kept(ask: Ask) -> Ask:
    """Keep of a question what says which subscription is meant, and whose."""
    return Ask(ask.command, {name: ask.values[name] for name in ("number", DIRECT) if name in ask.values})


def _field(name: str, inner: discord.ui.Item[Any], about: str = "") -> discord.ui.Label[Any]:
    return discord.ui.Label(text=plain(_(_LABELS[name]), LABEL), component=inner, description=plain(about, ABOUT) or None)


def _presets(presets: Sequence[Suggestion], chosen: str) -> discord.ui.Select[Any]:
    picker: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=PRESET, placeholder=plain(_("Every vote"), HOLDER), min_values=0, required=False
    )
    for one in presets[:25]:
        picker.add_option(label=plain(one.label, CHOICE), value=one.value, default=one.value == chosen)
    return picker


def _languages(values: Values) -> discord.ui.Select[Any]:
    picker: discord.ui.Select[Any] = discord.ui.Select(custom_id=SPOKEN, min_values=0, required=False)
    for one in LANGUAGES:
        picker.add_option(label=plain(called(one), CHOICE), value=one, default=one == values.get(SPOKEN))
    return picker


def _ticks(values: Values) -> discord.ui.CheckboxGroup[Any]:
    names, ticked = (DIGEST, *TICKED), values.get(TICKS, "").split()
    group: discord.ui.CheckboxGroup[Any] = discord.ui.CheckboxGroup(custom_id=TICKS, required=False, min_values=0, max_values=len(names))
    for name in names:
        label = called(DIGEST) if name == DIGEST else _(HOW[name])
        group.add_option(label=plain(label, CHOICE), value=name, default=name in ticked)
    return group


def _text(name: str, values: Values) -> discord.ui.TextInput[Any]:
    rule = name == RULE
    return discord.ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph if rule else discord.TextStyle.short,
        placeholder=plain(_("Every vote"), HOLDER) if rule else None,
        default=values.get(name) or None,
        required=False,
        max_length=TEXT if rule else SHOWN,
    )
