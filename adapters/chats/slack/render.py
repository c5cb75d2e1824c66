"""A message as Slack blocks: pure, and within every limit by construction.

Limits: https://docs.slack.dev/reference/block-kit/blocks; and about 13,000 characters a message, undocumented (slackapi/bolt-js#2509).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from adapters.chats.fitting import Piece, address, dressed, fit, listing, one_line, size
from adapters.chats.offering import KEPT, kept, opens
from bot.asking import Action, Answer, Attachment
from bot.message import Credit, Fact, Link, Message, Picture, Saying
from bot.model import Addressee, Mention
from bot.words import RIGHT_TO_LEFT, _, isolated, language, speaking

Block = dict[str, Any]

# Shares of the 13,000 characters a message may have in all; together, with eight buttons, less than 13,000.
HEADER, HEADING, NOTICES, FACTS, SAYINGS, SOURCES, SUMMARY = 150, 700, 800, 4500, 1800, 1200, 600
ALT = 500
FACT_COUNT, SHORT_COUNT, LABEL, VALUE, NAME, NOTICE, SAYING = 20, 10, 60, 1900, 200, 300, 600
ANSWER = 3000
RLM = "\u200f"
EDITS = "home:edit:"  # opens the modal, as the Home's own buttons do
ACTION_COUNT, ACTION_LABEL, ACTION_VALUE = 8, 75, 255
# Slack reads &, < and > as its own signs everywhere; escaped, no mention, link or date is left. There is no escape for emphasis and code:
# a zero-width space on both sides keeps such a sign from opening or closing anything.
# https://docs.slack.dev/messaging/formatting-message-text#escaping
SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
ESCAPES = SIGNS | {sign: f"\u200b{sign}\u200b" for sign in "*_~`"}
_UNSPACED = frozenset({"ar", "zh"})  # where a word may touch the next; Slack makes bold only what stands apart, if by such a space
_CALLS = {Addressee.HERE: "<!here>", Addressee.USER: "<@{}>", Addressee.GROUP: "<!subteam^{}>"}
_ID = re.compile(r"[A-Z0-9]{2,}")
_EMOJI_CODE = re.compile(r":(?=[\w+'-]+:)")


def blocks(message: Message, file: str = "") -> list[Block]:
    """Dress a message. Blocks have no colour of their own: the headline's mark says it, and its words repeat it.

    ``file`` is the id of the file that shows its picture, "" where there is none.
    """
    with speaking(message.language):
        return _blocks(message, file)


def _blocks(message: Message, file: str) -> list[Block]:
    headline = fit(one_line(message.headline), HEADER, SIGNS) or "Vetowatch"
    header = {"type": "header", "text": {"type": "plain_text", "text": headline, "emoji": True}}
    facts, actions = _facts(message.facts[:FACT_COUNT]), _actions(message.actions)
    image = _image(message.picture, file) if message.picture and file else []
    return [header, *_top(message), *facts, *image, *_sayings(message.sayings), *_sources(message.credits), *actions]


def fallback(message: Message) -> str:
    """Say it in one line for notifications and screen readers."""
    return _words(message.summary or message.headline, SUMMARY) or "Vetowatch"


def calls(mentions: Sequence[Mention]) -> list[Block]:
    """Call people: exactly these. What is no id of Slack's is left out."""
    known = [_CALLS[mention.whom].format(mention.id) for mention in mentions if mention.whom is Addressee.HERE or _ID.fullmatch(mention.id)]
    return _section(" ".join(known))


def answer(text: str) -> str:
    """Dress an answer to a command."""
    return rightward(dressed(text, ANSWER - (text.count("\n") + 1 if language() in RIGHT_TO_LEFT else 0), _piece))


def rightward(text: str) -> str:
    """Let each line that holds words read from right to left begin at the right: Slack goes by a line's first letter."""
    if language() not in RIGHT_TO_LEFT:
        return text
    return "\n".join(f"{RLM}{line}" if any(map(_reads_left, line)) else line for line in text.split("\n"))


def _reads_left(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in {"AL", "R"} and sign != RLM


def reply(answer_: Answer) -> dict[str, Any]:
    """Write the arguments of a response: words, buttons, and a file as a block of its own where it could not be sent as one."""
    with speaking(answer_.language):
        text = answer(answer_.text) or "Vetowatch"
    more = [*_code(answer_.attachment), *_actions(answer_.actions)]
    return {"text": text, "blocks": [*_section(text), *more]} if more else {"text": text}


def card(answer_: Answer) -> dict[str, Any]:
    """Write what stands below a link."""
    with speaking(answer_.language):
        return {"blocks": _section(answer(answer_.text))}


def _code(attachment: Attachment | None) -> list[Block]:
    """Show a text file as code, cut at a line's end."""
    if attachment is None:
        return []
    written = fit(attachment.body.decode("utf-8", "replace").strip(), 10 * ANSWER, SIGNS | {"`": "'"})
    return _section(f"```\n{listing(written.splitlines(), ANSWER - 8, chr(10))}\n```")


def _actions(actions: Sequence[Action]) -> list[Block]:
    """Show actions as buttons. The question stands in a button's value; its ``action_id`` must be unlike the others' in the message."""
    shown = list(kept(actions, ACTION_VALUE))[:ACTION_COUNT]
    elements = [_button(action, f"{KEPT}{place}", value) for place, (action, value) in enumerate(shown)]
    return [{"type": "actions", "elements": elements}] if elements else []


def _button(action: Action, ident: str, value: str) -> Block:
    text = {"type": "plain_text", "text": fit(one_line(action.label), ACTION_LABEL, SIGNS), "emoji": True}
    if action.ask and opens(action.ask):
        return {"type": "button", "text": text, "action_id": f"{EDITS}{ident}", "value": f"|1|{action.ask}"}
    return {"type": "button", "text": text, "action_id": ident, "value" if action.ask else "url": value}


def _piece(piece: Piece) -> str:
    text = fit(_EMOJI_CODE.sub(":\u200b", piece.text), ANSWER, ESCAPES)
    if piece.url:
        return f"<{_escaped(piece.url)}|{text}>"
    if not piece.bold:
        return text
    return f"\u200b*{isolated(text)}*\u200b" if language() in _UNSPACED else f"*{isolated(text)}*"


def _words(text: str, room: int) -> str:
    return fit(_EMOJI_CODE.sub(":\u200b", one_line(text)), room, ESCAPES)


def _escaped(url: str) -> str:
    return url.replace("&", "&amp;")


def _link(link: Link, room: int = NAME) -> str:
    """Write a link, or the bare words where the address is none or finds no room."""
    url, text = _escaped(address(link.url)), _words(link.text, room)
    return f"<{url}|{text}>" if url and text and size(text) + size(url) + 3 <= HEADING else text


def _mrkdwn(text: str) -> Block:
    """Write a text object; ``verbatim`` keeps Slack from making names and addresses in it into links."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _section(text: str) -> list[Block]:
    return [{"type": "section", "text": _mrkdwn(text)}] if text else []


def _top(message: Message) -> list[Block]:
    heading = _link(message.title, HEADING)
    notices = listing([f"⚠️ {_words(notice, NOTICE)}" for notice in message.notices], NOTICES, "\n")
    return [*_section(rightward(f"*{heading}*") if heading else ""), *_section(notices)]


def _facts(facts: Sequence[Fact]) -> list[Block]:
    """Put short facts side by side and long ones each in a section, with the largest measure that keeps all within their share."""
    parts = [[text for link in fact.links if (text := _link(link))] for fact in facts]
    for room in (VALUE, VALUE // 2, VALUE // 4, VALUE // 8, (FACTS // FACT_COUNT) - LABEL):
        texts = [_fact(fact, listing(links, room)) for fact, links in zip(facts, parts, strict=True)]
        if sum(map(size, texts)) <= FACTS:
            break
    short = [_mrkdwn(text) for fact, text in zip(facts, texts, strict=True) if fact.short][:SHORT_COUNT]
    long = [text for fact, text in zip(facts, texts, strict=True) if not fact.short]
    fields = [{"type": "section", "fields": short}] if short else []
    return [*fields, *(block for text in long for block in _section(text))]


def _fact(fact: Fact, value: str) -> str:
    return rightward(f"*{_words(fact.label, LABEL - 3)}*\n{value}" if one_line(fact.label) else value or "\u200b")


def _image(picture: Picture, file: str) -> list[Block]:
    alt = fit(one_line(picture.alt), ALT, dict.fromkeys("<>", "")) or "…"
    return [{"type": "image", "slack_file": {"id": file}, "alt_text": alt}]


def _sayings(sayings: Sequence[Saying]) -> list[Block]:
    return _section(listing([_saying(saying) for saying in sayings], SAYINGS, "\n\n"))


def _saying(saying: Saying) -> str:
    return f"> {_quoted(saying)}\n> — {_link(Link(saying.by, saying.url))}"


def _quoted(saying: Saying) -> str:
    return _("“{words}”", words=_words(saying.words, SAYING))


def _sources(credits_: Sequence[Credit]) -> list[Block]:
    text = listing([text for credit in credits_ if (text := _credit(credit))], SOURCES)
    named = _("Sources")
    return [{"type": "context", "elements": [_mrkdwn(f"{named}: {text}")]}] if text else []


def _credit(credit: Credit) -> str:
    """Name a source with its time, which Slack writes in the reader's own zone."""
    name = _link(Link(credit.name, credit.url))
    if credit.at is None:
        return name
    return f"{name} <!date^{int(credit.at.timestamp())}^{{date_short_pretty}}, {{time}}|{credit.at:%d %b %Y, %H:%M} UTC>"
