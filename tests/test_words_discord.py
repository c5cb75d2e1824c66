"""Discord's commands in the languages of those who use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.chats.discord.commands import Listener, group, menu
from adapters.chats.discord.spoken import LOCALES, localized
from bot.asking import Kind, Place, Suggestion
from bot.commands import COMMANDS
from bot.commands.suggesting import _found, _organs, _outcomes, _states
from bot.words import speaking
from tests.emulators.schemas import discord_request
from tests.fakes import FakeCommands
from tests.test_words import texts

_NAME = re.compile(r"[-_\w]{1,32}")  # https://docs.discord.com/developers/interactions/application-commands#application-command-object


class Listed(FakeCommands):
    """The real list, with the real choices."""

    def listed(self) -> Any:
        return COMMANDS

    async def suggest(self, kind: Kind, typed: str, place: Place | None = None) -> list[Suggestion]:
        return _found({Kind.ORGAN: _organs, Kind.OUTCOME: _outcomes}.get(kind, _states), typed)


@pytest.fixture
async def payloads() -> list[dict[str, Any]]:
    listener = Listener(Listed())
    return [(await group(listener.commands)).to_dict(listener.tree), menu(listener.commands).to_dict(listener.tree)]


def _all(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for option in payload.get("options", ()):
        yield option
        yield from _all(option)


async def test_every_command_and_option_has_a_name_and_a_description_in_each_language(payloads: list[dict[str, Any]]) -> None:
    marked = {message.id for message in texts()}  # and each of these is translated: tests/test_words.py
    for one in _all(payloads[0]):
        assert {f"/{one['name']}", f"{one['name']}:"} & marked, one["name"]
        assert set(one["description_localizations"]) == set(LOCALES), one["description"]


async def test_names_and_descriptions_are_what_discord_takes(payloads: list[dict[str, Any]]) -> None:
    for one in _all(payloads[0]):
        for name in one.get("name_localizations", {}).values():
            assert _NAME.fullmatch(name), name
            assert name == name.lower()
        assert all(1 <= len(said) <= 100 for said in one["description_localizations"].values()), one["description_localizations"]


async def test_no_two_options_of_a_command_have_one_name(payloads: list[dict[str, Any]]) -> None:
    for parent in (payloads[0], *_all(payloads[0])):
        for locale in LOCALES:
            names = [one.get("name_localizations", {}).get(locale, one["name"]) for one in parent.get("options", ())]
            assert len(set(names)) == len(names), names


async def test_the_whole_list_is_valid_by_discords_own_schema(payloads: list[dict[str, Any]]) -> None:
    assert discord_request("PUT", "/applications/1/commands", payloads) == []


async def test_choices_and_the_menu_are_said_too(payloads: list[dict[str, Any]]) -> None:
    organ = next(one for one in _all(payloads[0]) if one["name"] == "organ")
    assert organ["name_localizations"]["fr"] == "organe"
    assert organ["choices"][0]["name_localizations"]["fr"] == "SC – Conseil de sécurité"
    assert payloads[1]["name_localizations"]["ru"] == "Что это за резолюция?"


def test_what_has_no_translation_is_left_to_discord() -> None:
    assert localized({"name": "roll", "description": "Words of no catalogue", "type": 1}, {}) == {
        "name": "roll",
        "description": "Words of no catalogue",
        "type": 1,
    }


@pytest.mark.parametrize(
    ("spoken", "typed", "label"),
    [("fr", "féd", "🇷🇺 Fédération de Russie"), ("zh", "俄罗斯", "🇷🇺 俄罗斯联邦"), ("ru", "Russia", "🇷🇺 Российская Федерация")],
)
def test_a_state_is_found_by_its_name_in_the_language_spoken_or_in_english(spoken: str, typed: str, label: str) -> None:
    with speaking(spoken):
        assert _found(_states, typed)[0] == Suggestion(label, "RUS")
