"""The vendors' own schemas, asked only where they lie beside the checkout: the project does not ship them.

``discord_openapi.json`` is Discord's OpenAPI 3.1 file (JSON Schema 2020-12); ``slack_blocks_….json`` was generated from @slack/types
(draft 07). Both documents are silent on some limits: :mod:`tests.emulators.limits` is always asked as well.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

SPECS = Path(__file__).parents[3] / "shared" / "specs"
DISCORD, SLACK = SPECS / "discord_openapi.json", SPECS / "slack_blocks_from_slack_types_3.2.0.schema.json"
_DISCORD_URI = "urn:discord-openapi"


def discord_request(verb: str, path: str, body: object) -> list[str]:
    """Check a request's JSON body; ``path`` is below ``/api/v10``. An operation the file does not know passes."""
    operation = _operation(verb, path)
    if operation is None or "requestBody" not in operation[1]:
        return []
    template = operation[0]
    return _words(_discord_validator(f"{template}/{verb.lower()}/requestBody/content/application~1json/schema").iter_errors(_normal(body)))


def discord_response(verb: str, path: str, status: int, body: object) -> list[str]:
    """Check the emulator's own answer, so that it cannot drift from the platform."""
    operation = _operation(verb, path)
    if operation is None or "content" not in operation[1]["responses"].get(str(status), {}):
        return []
    pointer = f"{operation[0]}/{verb.lower()}/responses/{status}/content/application~1json/schema"
    return _words(_discord_validator(pointer).iter_errors(body))


def slack_blocks(blocks: object) -> list[str]:
    """Check Block Kit blocks, each by the branch its type names, for errors a person can read."""
    if not SLACK.exists():
        return []
    return [word for block in blocks if isinstance(blocks, list) for word in _words(_slack_validator(block["type"]).iter_errors(block))]  # type: ignore[attr-defined]


@functools.cache
def _discord() -> tuple[Mapping[str, Any], Registry[Any]]:
    document = json.loads(DISCORD.read_text())
    return document, Registry().with_resource(_DISCORD_URI, DRAFT202012.create_resource(document))


@functools.cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Literal paths before templated ones: ``/users/@me`` is not ``/users/{id}``."""
    paths = sorted(_discord()[0]["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), path) for path in paths]


def _operation(verb: str, path: str) -> tuple[str, Mapping[str, Any]] | None:
    if not DISCORD.exists():
        return None
    for pattern, template in _templates():
        operation = _discord()[0]["paths"][template].get(verb.lower())
        if operation and pattern.fullmatch(path):
            return "/paths/" + template.replace("~", "~0").replace("/", "~1"), operation
    return None


@functools.cache
def _discord_validator(pointer: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"{_DISCORD_URI}#{pointer}"}, registry=_discord()[1], format_checker=FormatChecker())


_ID_KEYS = frozenset({"id", "channel_id", "message_id", "guild_id", "recipient_id", "parent_id"})


def _normal(node: Any) -> Any:
    """Write a body as the file wants it.

    discord.py 2.7.1 sends some snowflakes as integers, which the live API takes and the file does not, and two keys the file does not
    know: ``flags`` in an embed and ``nsfw`` in a command.
    """
    if isinstance(node, list):
        return [_normal(part) for part in node]
    if not isinstance(node, dict):
        return node
    if "parse" in node:  # of allowed_mentions
        node = {key: list(map(str, value)) if key in {"users", "roles"} else value for key, value in node.items()}
    unknown = {"nsfw"} if "description" in node and "name" in node else {"flags"} if "fields" in node or "color" in node else set()
    return {
        key: str(value) if key in _ID_KEYS and type(value) is int else _normal(value) for key, value in node.items() if key not in unknown
    }


@functools.cache
def _slack_validator(kind: str) -> Draft7Validator:
    document = json.loads(SLACK.read_text())
    branches = [branch for branch in _branches(document, document["definitions"]["Blocks"]["items"]) if kind in _kinds(branch)]
    return Draft7Validator({"definitions": document["definitions"], "anyOf": branches} if branches else {"not": {}})


def _branches(document: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "$ref" in node:
        yield from _branches(document, document["definitions"][node["$ref"].split("/")[-1].replace("%3C", "<")])
    elif "anyOf" in node:
        for part in node["anyOf"]:
            yield from _branches(document, part)
    else:
        yield node


def _kinds(branch: Mapping[str, Any]) -> list[str]:
    kind = branch.get("properties", {}).get("type", {})
    return [kind["const"]] if "const" in kind else list(kind.get("enum", []))


def _words(errors: Iterator[ValidationError]) -> list[str]:
    return [word for error in errors for word in _flat(error)]


def _flat(error: ValidationError) -> Iterator[str]:
    if not error.context:
        yield f"{error.json_path}: {error.message[:160]}"
    for part in error.context or []:
        yield from _flat(part)
