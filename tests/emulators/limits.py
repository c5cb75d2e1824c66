"""The platforms' documented limits, as this project knows them. Each check returns what is wrong, in words; an empty list is good.

Discord: https://docs.discord.com/developers/resources/message and .../interactions/application-commands.
Slack: https://docs.slack.dev/reference/block-kit/blocks and .../methods/chat.postMessage; the 13,000 are from slackapi/bolt-js#2509.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

CONTENT, EMBEDS, EMBED_TEXT = 2000, 10, 6000
TITLE, DESCRIPTION, FIELDS, FIELD_NAME, FIELD_VALUE, FOOTER, AUTHOR = 256, 4096, 25, 256, 1024, 2048, 256
NONCE, URL = 25, 2048
ROWS, BUTTONS, BUTTON_LABEL, CUSTOM_ID, CHOICES, CHOICE, OPTIONS = 5, 5, 80, 100, 25, 100, 25
LINK, BUTTON_URL = 5, 512
MODAL_TITLE, MODAL_FIELDS, FIELD_LABEL, FIELD_ABOUT, TEXT_VALUE, TICKS = 45, 5, 45, 100, 4000, 10
TEXT_INPUT, CHECKBOXES = 4, 22
THREAD_NAME, TAGS = 100, 5
MESSAGE_MENU, MENU_NAME = 3, 32
COMMAND_NAME, COMMAND_DESCRIPTION = re.compile(r"[-_\w]{1,32}"), 100

BLOCKS, HEADER, SECTION, SECTION_FIELDS, SECTION_FIELD, CONTEXT_ELEMENTS = 50, 150, 3000, 10, 2000, 10
ACTIONS, ACTION_LABEL, ACTION_VALUE, ACTION_ID = 25, 75, 2000, 255
VIEW_BLOCKS, VIEW_TITLE, LABEL, SLACK_OPTIONS, SLACK_OPTION, SLACK_OPTION_VALUE = 100, 24, 2000, 100, 75, 150
IMAGE_ALT = 2000
SLACK_TEXT, SLACK_MESSAGE = 40_000, 13_000


def size(text: str | None) -> int:
    """Count in UTF-16 units, the strictest of the ways the platforms' servers and clients count; outer white space is trimmed first."""
    return len((text or "").strip().encode("utf-16-le", "surrogatepass")) // 2


def _over(name: str, text: str | None, limit: int, least: int = 0) -> Iterator[str]:
    if not least <= size(text) <= limit:
        yield f"{name}: {size(text)} characters, not {least} to {limit}"


def _address(name: str, url: str | None) -> Iterator[str]:
    if url is not None and (size(url) > URL or not re.fullmatch(r"https?://[^\s/]+\S*", url)):
        yield f"{name}: {url!r} is no http(s) address"


def discord_message(body: Json) -> list[str]:
    """Check a message to create or edit, or the data of an interaction's answer."""
    embeds = body.get("embeds") or []
    wrong = [*_over("content", body.get("content"), CONTENT), *_over("nonce", str(body.get("nonce") or ""), NONCE)]
    wrong += [*_buttons(body.get("components") or []), *discord_choices(body.get("choices") or [])]
    if len(embeds) > EMBEDS:
        wrong.append(f"embeds: {len(embeds)}, not up to {EMBEDS}")
    for embed in embeds:
        wrong += _embed(embed)
    if (total := sum(size(text) for embed in embeds for text in embed_texts(embed))) > EMBED_TEXT:
        wrong.append(f"embeds: {total} characters together, not up to {EMBED_TEXT}")
    return wrong


def _buttons(rows: Iterable[Json]) -> Iterator[str]:
    rows = list(rows)
    if len(rows) > ROWS:
        yield f"components: {len(rows)} rows, not up to {ROWS}"
    if any(len(row["components"]) > BUTTONS for row in rows):
        yield f"components: more than {BUTTONS} buttons in a row"
    found = [button for row in rows for button in row["components"]]
    for button in found:
        yield from _over("button label", button.get("label"), BUTTON_LABEL, least=1)
        yield from _over("custom_id", button.get("custom_id"), CUSTOM_ID, least=1) if button.get("style") != LINK else _leading(button)
    asking = [button.get("custom_id") for button in found if button.get("style") != LINK]
    if len(set(asking)) < len(asking):
        yield "components: two have one custom_id"


def _leading(button: Json) -> Iterator[str]:
    """Check a button that leads somewhere: it has an address, and no id since nobody hears of its being pressed."""
    yield from _address("button url", button.get("url") or "")
    yield from _over("button url", button.get("url"), BUTTON_URL, least=1)
    if button.get("custom_id") is not None:
        yield "button url: with a custom_id"


def discord_modal(modal: Json) -> list[str]:
    """Check a form. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal."""
    labels = modal["components"]
    wrong = [*_over("modal title", modal["title"], MODAL_TITLE, least=1), *_over("custom_id", modal["custom_id"], CUSTOM_ID, least=1)]
    wrong += [f"modal: {len(labels)} fields, not 1 to {MODAL_FIELDS}"] if not 1 <= len(labels) <= MODAL_FIELDS else []
    for label in labels:
        wrong += _over("field label", label["label"], FIELD_LABEL, least=1)
        wrong += _over("field description", label.get("description"), FIELD_ABOUT, least=1 if "description" in label else 0)
        wrong += _field(label["component"])
    ids = [label["component"]["custom_id"] for label in labels]
    return wrong + (["modal: two fields have one custom_id"] if len(set(ids)) < len(ids) else [])


def _field(inner: Json) -> Iterator[str]:
    yield from _over("custom_id", inner["custom_id"], CUSTOM_ID, least=1)
    if inner["type"] == TEXT_INPUT:
        yield from _over("field value", inner.get("value"), int(inner.get("max_length") or TEXT_VALUE))
        yield from _over("placeholder", inner.get("placeholder"), CHOICE)
        return
    options, most = inner["options"], TICKS if inner["type"] == CHECKBOXES else CHOICES
    if not 1 <= len(options) <= most:
        yield f"field: {len(options)} options, not 1 to {most}"
    for option in options:
        yield from _over("option label", option["label"], CHOICE, least=1)
        yield from _over("option value", option["value"], CHOICE, least=1)
    chosen, room = sum(bool(option.get("default")) for option in options), int(inner.get("max_values") or 1)
    if chosen > room:
        yield f"field: {chosen} options chosen, not up to {room}"
    if len({option["value"] for option in options}) < len(options):
        yield "field: two options have one value"
    if inner.get("min_values") == 0 and inner.get("required", True):
        yield "field: required, and none need be chosen"


def discord_thread(body: Json) -> list[str]:
    """Check a forum's post beside its message."""
    tags = body.get("applied_tags") or []
    return [*_over("thread name", body["name"], THREAD_NAME, least=1), *([f"tags: {len(tags)}"] if len(tags) > TAGS else [])]


def discord_choices(choices: Iterable[Json]) -> list[str]:
    """Check what is offered while somebody types, or as an option's fixed choices."""
    choices = list(choices)
    wrong = [f"choices: {len(choices)}, not up to {CHOICES}"] if len(choices) > CHOICES else []
    for choice in choices:
        wrong += [*_over("choice name", choice["name"], CHOICE, least=1), *_over("choice value", choice["value"], CHOICE)]
    return wrong


def embed_texts(embed: Json) -> Iterator[str]:
    """Every text that counts towards the 6,000."""
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    yield (embed.get("footer") or {}).get("text") or ""
    yield (embed.get("author") or {}).get("name") or ""
    for field in embed.get("fields") or []:
        yield field["name"]
        yield field["value"]


def _embed(embed: Json) -> Iterator[str]:
    yield from _over("title", embed.get("title"), TITLE)
    yield from _over("description", embed.get("description"), DESCRIPTION)
    yield from _over("footer", (embed.get("footer") or {}).get("text"), FOOTER)
    yield from _over("author", (embed.get("author") or {}).get("name"), AUTHOR)
    yield from _address("embed url", embed.get("url"))
    fields = embed.get("fields") or []
    if len(fields) > FIELDS:
        yield f"fields: {len(fields)}, not up to {FIELDS}"
    for field in fields:
        yield from _over("field name", field.get("name"), FIELD_NAME, least=1)
        yield from _over("field value", field.get("value"), FIELD_VALUE, least=1)


def discord_commands(commands: Iterable[Json]) -> list[str]:
    """Check the commands an application registers, with their subcommands and options."""
    wrong: list[str] = []
    for command in commands:
        if command.get("type") == MESSAGE_MENU and "description" not in command:
            wrong += _over("menu name", command["name"], MENU_NAME, least=1)
            continue
        if not COMMAND_NAME.fullmatch(command["name"]) or command["name"] != command["name"].lower():
            wrong.append(f"command name: {command['name']!r}")
        wrong += _over("command description", command.get("description"), COMMAND_DESCRIPTION, least=1)
        options = command.get("options") or []
        if len(options) > OPTIONS:
            wrong.append(f"options: {len(options)}, not up to {OPTIONS}")
        wrong += [*discord_commands(options), *discord_choices(command.get("choices") or [])]
    return wrong


def slack_message(body: Json) -> list[str]:
    """Check the text, blocks and attachments of a message."""
    blocks = list(slack_blocks(body))
    wrong = list(_over("text", body.get("text"), SLACK_TEXT))
    if len(blocks) > BLOCKS:
        wrong.append(f"blocks: {len(blocks)}, not up to {BLOCKS}")
    for block in blocks:
        wrong += _block(block)
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(ids) != len(set(ids)):
        wrong.append("blocks: two have one block_id")
    if (total := sum(map(size, _texts(blocks)))) > SLACK_MESSAGE:
        wrong.append(f"blocks: {total} characters together, not up to {SLACK_MESSAGE}")
    return wrong


def slack_view(view: Json) -> list[str]:
    """Check a Home or a modal. https://docs.slack.dev/reference/views."""
    blocks = list(view["blocks"])
    wrong = [f"blocks: {len(blocks)}, not 1 to {VIEW_BLOCKS}"] if not 1 <= len(blocks) <= VIEW_BLOCKS else []
    for block in blocks:
        wrong += _block(block)
    for name in ("title", "submit", "close"):
        if name in view:
            wrong += _over(f"view {name}", view[name]["text"], VIEW_TITLE, least=1)
    wrong += [*_over("private_metadata", view.get("private_metadata"), SECTION), *_over("callback_id", view.get("callback_id"), ACTION_ID)]
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(ids) != len(set(ids)):
        wrong.append("blocks: two have one block_id")
    if view["type"] == "modal" and any(block["type"] == "input" for block in blocks) and "submit" not in view:
        wrong.append("a modal with inputs has no submit")
    return wrong


def slack_options(options: Iterable[Json]) -> Iterator[str]:
    """Check what a menu offers."""
    options = list(options)
    if len(options) > SLACK_OPTIONS:
        yield f"options: {len(options)}, not up to {SLACK_OPTIONS}"
    for option in options:
        yield from _over("option", option["text"]["text"], SLACK_OPTION, least=1)
        yield from _over("option value", option["value"], SLACK_OPTION_VALUE, least=1)


def slack_blocks(body: Json) -> Iterator[Json]:
    """All blocks of a message, those inside attachments too."""
    yield from body.get("blocks") or []
    for attachment in body.get("attachments") or []:
        yield from attachment.get("blocks") or []


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            if key != "type":
                yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _block(block: Json) -> Iterator[str]:
    text = (block.get("text") or {}).get("text")
    match block["type"]:
        case "header":
            yield from _over("header", text, HEADER, least=1)
        case "section":
            yield from _section(block, text)
        case "context":
            yield from _context(block)
        case "actions":
            yield from _slack_buttons(block["elements"])
        case "input":
            yield from _input(block)
        case "image":
            yield from _over("alt_text", block.get("alt_text"), IMAGE_ALT, least=1)
        case "divider":
            pass
        case other:
            yield f"block type: {other!r} is not used here"


def _input(block: Json) -> Iterator[str]:
    element = block["element"]
    yield from _over("label", block["label"]["text"], LABEL, least=1)
    yield from _over("hint", (block.get("hint") or {}).get("text"), LABEL)
    yield from _over("action_id", element.get("action_id"), ACTION_ID, least=1)
    if "options" in element:
        yield from slack_options(element["options"])
        if not element["options"]:
            yield "options: none"
    if "initial_option" in element and element["initial_option"] not in element["options"]:
        yield "initial_option: not among the options"
    if not 0 <= int(element.get("max_length", 0)) <= SECTION:
        yield "max_length: over 3000"


def _section(block: Json, text: str | None) -> Iterator[str]:
    fields = block.get("fields") or []
    if text is not None:
        yield from _over("section", text, SECTION, least=1)
    if text is None and not fields:
        yield "section: neither text nor fields"
    if len(fields) > SECTION_FIELDS:
        yield f"section: {len(fields)} fields, not up to {SECTION_FIELDS}"
    for field in fields:
        yield from _over("section field", field["text"], SECTION_FIELD, least=1)


def _slack_buttons(elements: list[Json]) -> Iterator[str]:
    if not 1 <= len(elements) <= ACTIONS:
        yield f"actions: {len(elements)} elements, not 1 to {ACTIONS}"
    for element in elements:
        yield from _over("button", element["text"]["text"], ACTION_LABEL, least=1)
        yield from _over("button value", element.get("value"), ACTION_VALUE)
        yield from _address("button url", element["url"]) if "url" in element else ()
        yield from _over("button url", element.get("url"), SECTION)
        yield from _over("action_id", element.get("action_id"), ACTION_ID, least=1)
    if len({element.get("action_id") for element in elements}) < len(elements):
        yield "actions: two have one action_id"


def _context(block: Json) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= CONTEXT_ELEMENTS:
        yield f"context: {len(block['elements'])} elements, not 1 to {CONTEXT_ELEMENTS}"
    for element in block["elements"]:
        if "text" in element:
            yield from _over("context text", element["text"], SECTION, least=1)
