"""``card``: what a link leads to, in a few lines, for chats that show something below a link that somebody posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from bot.asking import Answer
from bot.commands.asked import Asked
from bot.commands.document import one_of
from bot.ports import VetowatchError
from bot.reading import symbols
from bot.store import PageRead, RecordedVote
from bot.telling import answers
from bot.telling.wording import headline
from bot.words import _, ngettext

_LANGUAGE = re.compile(r"^/(?:en|fr|es|ar|ru|zh|de)/", re.IGNORECASE)
_VOTES = 3  # a meeting's page may tell of many


async def card(asked: Asked) -> Answer:
    """Answer with the votes on the document, or told of by the page, that a link leads to. Raises VetowatchError where there is none."""
    link = asked.value("link")
    found = await _of_document(asked, link) or await _of_page(asked, link)
    if not found:
        raise VetowatchError(_("no vote on record is behind {link}", link=answers.plain(link)))
    head = [f"**{headline(found[0].vote)}**"] if len(found) == 1 else []
    left = len(found) - _VOTES
    more = [ngettext("… and {n} more", "… and {n} more", left)] if left > 0 else []
    return Answer(answers.fitted([*head, *(answers.line(one.vote, one.month) for one in found[:_VOTES]), *more]))


async def _of_document(asked: Asked, link: str) -> Sequence[RecordedVote]:
    symbol = symbol_behind(link)
    if symbol is None:
        return ()
    found = [one for one in await asked.ledger.memory.find(symbol) if not one.vote.withdrawn]
    chosen = one_of(found, symbol)
    return (chosen,) if chosen else found


def symbol_behind(link: str) -> str | None:
    """Return the symbol of the document at an address of the UN's: docs.un.org/en/S/2022/431, undocs.org/…?FinalSymbol=S%2F2022%2F431."""
    parts = _split(link)
    given = parse_qs(parts.query).get("FinalSymbol", [""])[0]
    return symbols.parse(given or _LANGUAGE.sub("", unquote(parts.path)).strip("/"))


async def _of_page(asked: Asked, link: str) -> list[RecordedVote]:
    """Return the votes that the page at an address tells of as its own news."""
    address = _bare(link)
    pages = [page for page in await asked.ledger.journeys.pages_at(f"https://{address}") if _is_at(page, address)]
    said = await asked.ledger.journeys.said_on([page.id for page in pages])
    told = dict.fromkeys(one.vote_id for one in said if one.evidence.sighting.primary)
    found = await asked.ledger.memory.recorded(list(told))
    return [one for one in found if not one.vote.withdrawn]


def _is_at(page: PageRead, address: str) -> bool:
    return any(_bare(url) == address for url in page.item.urls)


def _bare(url: str) -> str:
    parts = _split(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def _split(url: str) -> SplitResult:
    """Take an address apart; one that is none has no parts."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
