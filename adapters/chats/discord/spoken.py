"""Commands in the languages of those who use them: Discord shows each user the names and descriptions of their own client's language.

Locales: https://docs.discord.com/developers/reference#locales. discord.py (2.7) knows no Arabic one, so a command's payload is worded here
and not by its translator.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.words import N_, _, speaking

LOCALES = {"fr": "fr", "es-ES": "es", "es-419": "es", "ar": "ar", "ru": "ru", "zh-CN": "zh"}
_SUBCOMMAND, _MENUS = 1, (2, 3)
# A name is marked as what it is, so that it is not taken for a word of a sentence.
_NAMES = (
    *(N_("/status"), N_("/vetoes"), N_("/votes"), N_("/compare"), N_("/latest"), N_("/quotes"), N_("/upcoming"), N_("/why")),
    *(N_("/subscribe"), N_("/digest"), N_("/unsubscribe"), N_("/help"), N_("/subscriptions"), N_("/edit")),
    *(N_("/pause"), N_("/resume"), N_("/preview"), N_("/test")),
    *(N_("document:"), N_("country:"), N_("organ:"), N_("topic:"), N_("since:"), N_("until:"), N_("format:"), N_("a:"), N_("b:")),
    *(N_("outcome:"), N_("about:"), N_("rule:"), N_("when:"), N_("quiet:"), N_("number:"), N_("mention:")),
    *(N_("hourly:"), N_("thread:"), N_("quotes:"), N_("picture:"), N_("language:")),
)
Payload = dict[str, Any]
Labels = Mapping[str, Mapping[str, str]]
"""What choices are called, by language and value."""


class Group(app_commands.Group):
    """A group of commands that is told to Discord in every language it can be."""

    def __init__(self, labels: Labels, **settings: Any) -> None:
        """``labels`` are what its options' choices are called in each language."""
        super().__init__(**settings)
        self._labels = labels

    def to_dict(self, tree: app_commands.CommandTree[Any]) -> Payload:
        """Write it as Discord takes it."""
        return localized(super().to_dict(tree), self._labels)


class Menu(app_commands.ContextMenu):
    """A message's menu entry that is told to Discord in every language it can be."""

    def to_dict(self, tree: app_commands.CommandTree[Any]) -> Payload:
        """Write it as Discord takes it."""
        return localized(super().to_dict(tree), {})


def localized(payload: Payload, labels: Labels) -> Payload:
    """Add names and descriptions in all languages to a command's payload, its options and their choices."""
    added: Payload = {"name_localizations": _names(payload), "description_localizations": _said(payload.get("description", ""))}
    inner = {"options": [localized(option, labels) for option in payload.get("options", ())]} if payload.get("options") else {}
    choices = {"choices": [_choice(choice, labels) for choice in payload["choices"]]} if payload.get("choices") else {}
    return payload | {key: value for key, value in added.items() if value} | inner | choices


def _names(payload: Payload) -> dict[str, str]:
    name, kind = payload["name"], payload.get("type")
    if kind in _MENUS and "options" not in payload and "description" not in payload:
        return _said(name)
    marked = f"/{name}" if kind == _SUBCOMMAND else f"{name}:"
    return {locale: said.strip("/:") for locale, said in _said(marked).items()}


def _said(text: str) -> dict[str, str]:
    """Say a text in each language that has it."""
    found: dict[str, str] = {}
    for locale, spoken in LOCALES.items():
        with speaking(spoken):
            said = _(text) if text else ""
        found |= {locale: said} if said != text else {}
    return found


def _choice(choice: Payload, labels: Labels) -> Payload:
    named = {locale: label for locale, spoken in LOCALES.items() if (label := labels.get(spoken, {}).get(choice["value"]))}
    return choice | ({"name_localizations": named} if named else {})


def tongue(interaction: discord.Interaction) -> str:
    """Return the language of the client somebody asks from, as Discord names it."""
    return str(interaction.locale.value)
