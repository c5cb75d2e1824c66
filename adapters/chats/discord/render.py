"""A message as a Discord embed, within every limit by construction.

An embed, not components v2: the choice stands here and in `client._dress` alone. A message once sent with components can never become
an embed.
Limits: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence

import discord

from adapters.chats.drawing import png
from adapters.chats.fitting import Piece, address, dressed, fit, listing, one_line, size
from bot.message import Credit, Fact, Link, Message, Saying
from bot.words import _, speaking

# Shares of the 6,000 characters an embed may have in all.
TITLE, DESCRIPTION, FACTS, SOURCES, FOOTER = 256, 2200, 2500, 900, 60
FACT_COUNT, LABEL, VALUE = 24, 40, 1024
HEADING, NOTICE, SAYING, NAME = 600, 300, 600, 200
CONTENT = 2000
ALT = 1024
PICTURE = "roll-call.png"

# Discord takes a backslash before any sign that is neither letter, digit nor space, and then reads the sign as itself: no emphasis,
# spoiler, code, heading, list, quote, masked link, mention (<@1>, <#1>, @everyone), timestamp (<t:1>), emoji (<:a:1>) or address is left.
ESCAPES = {sign: f"\\{sign}" for sign in "\\*_~`|<>[]()#@:-+"}


def embed(message: Message, reference: str) -> discord.Embed:
    """Dress a message. ``reference`` stands in the footer and is what :func:`is_delivery` finds again."""
    with speaking(message.language):
        return _embed(message, reference)


def _embed(message: Message, reference: str) -> discord.Embed:
    dress = discord.Embed(
        title=_words(message.headline, TITLE),
        url=address(message.title.url) or None,
        description=_description(message),
        colour=int(message.colour),
    )
    for fact, value in _facts(message.facts):
        dress.add_field(name=_words(fact.label, LABEL) or "\u200b", value=value or "\u200b", inline=fact.short)
    sources = listing([text for credit in message.credits if (text := _credit(credit))], SOURCES, "\n")
    if sources:
        dress.add_field(name=_("Sources"), value=sources, inline=False)
    if message.picture:
        dress.set_image(url=f"attachment://{PICTURE}")
    return dress.set_footer(text=f"Vetowatch · {reference}")


async def draw(message: Message) -> None:
    """Draw what :func:`pictures` is going to need, beside the event loop."""
    if message.picture:
        await asyncio.to_thread(png, message.picture)


def pictures(message: Message) -> list[discord.File]:
    """Draw what the embed shows, as the file that has to come with it."""
    if message.picture is None:
        return []
    return [discord.File(io.BytesIO(png(message.picture)), PICTURE, description=plain(message.picture.alt, ALT))]


def is_delivery(embeds: Sequence[discord.Embed], reference: str) -> bool:
    """Say whether a message in a channel's history carries this delivery. Discord keeps a footer as it was sent, and no nonce."""
    return any(one.footer.text == f"Vetowatch · {reference}" for one in embeds)


def answer(text: str) -> str:
    """Dress an answer to a command."""
    return dressed(text, CONTENT, _piece)


def plain(text: str, room: int) -> str:
    """Fit words for a place where Discord reads no marks, such as a button or a thread's name."""
    return fit(one_line(text), room, {})


def _piece(piece: Piece) -> str:
    text = fit(piece.text, CONTENT, ESCAPES)
    if piece.url:
        return f"[{text}](<{piece.url}>)"  # angle brackets: no preview of the page below the answer
    return f"**{text}**" if piece.bold else text


def _words(text: str, room: int) -> str:
    return fit(one_line(text), room, ESCAPES)


def _link(link: Link, room: int = NAME) -> str:
    """Write a masked link, or the bare words where the address is none or finds no room."""
    url, text = address(link.url), _words(link.text, room)
    return f"[{text}]({url})" if url and text and size(text) + size(url) + 4 <= VALUE // 2 else text


def _description(message: Message) -> str:
    heading = _link(Link(message.title.text, message.title.url), HEADING)
    notices = [f"⚠️ {_words(notice, NOTICE)}" for notice in message.notices]
    sayings = [f"\n{_saying(saying)}" for saying in message.sayings]  # a blank line between: Discord makes adjoining quotes one
    blocks = [f"**{heading}**" if heading else "", *notices, *sayings]
    return listing([block for block in blocks if block], DESCRIPTION, "\n")


def _saying(saying: Saying) -> str:
    by = _link(Link(saying.by, saying.url))
    return f"> {_quoted(saying)}\n> — {by}"


def _quoted(saying: Saying) -> str:
    return _("“{words}”", words=_words(saying.words, SAYING))


def _facts(facts: Sequence[Fact]) -> list[tuple[Fact, str]]:
    """Give each fact its value: the largest measure is taken with which all together stay within their share."""
    shown = facts[:FACT_COUNT]
    texts = [[text for link in fact.links if (text := _link(link))] for fact in shown]
    for room in (VALUE, VALUE // 2, VALUE // 4, VALUE // 8, (FACTS // FACT_COUNT) - LABEL):
        values = [listing(parts, room) for parts in texts]
        if sum(map(size, values)) + LABEL * len(values) <= FACTS:
            break
    return list(zip(shown, values, strict=True))


def _credit(credit: Credit) -> str:
    """Name a source with its time, which Discord writes in the reader's own zone and language."""
    when = f" <t:{int(credit.at.timestamp())}:f>" if credit.at else ""
    return _link(Link(credit.name, credit.url)) + when
