"""The composition root: settings become a store, sources, chats and an engine here, and nowhere else."""

from __future__ import annotations

import gc
import importlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from bot.cli.settled import directory, now, running_version
from bot.commands import Answers
from bot.ports import Chat, Distributed, Prose, Source, VetowatchError
from bot.store import Store
from config.settings import Settings, SettingsError
from config.settings import chats as known_chats
from config.settings import sources as listed_sources

if TYPE_CHECKING:
    from adapters.http import Http

T = TypeVar("T")
log = logging.getLogger(__name__)


def unopened(settings: Settings) -> Store:
    """Make the store, its tables as they are."""
    return Store(settings.database_url.get_secret_value())


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """Open the store, its tables brought to this version."""
    async with unopened(settings) as store:
        await store.upgrade()
        yield store


async def remember(store: Store, *, history: bool = True) -> None:
    """Load the built-in record of past votes, once, and bring the index up to date; said where somebody waits for it."""
    begun = time.perf_counter()
    gc.freeze()  # what is imported by now stays: the collector runs often while thousands of votes are laid out, and need not look at it
    loaded = await store.remember(now(), None if history else ())
    if loaded:
        counted = sum(done.opened + done.joined for done in loaded.values())
        log.info("loaded %d past votes in %.1f s", counted, time.perf_counter() - begun)


async def asked(settings: Settings, ask: Callable[[Answers], Awaitable[T]], *, with_memory: bool = False) -> T:
    """Ask the store one thing, as a chat would."""
    async with opened(settings) as store:
        if with_memory:
            await remember(store)
        return await ask(Answers(store, now))


def http(settings: Settings) -> Http:
    """Make what fetches pages, with our name and the operator's limits."""
    from adapters.http import Http, Limits, user_agent

    given = settings.http
    return Http(user_agent(running_version(), given.contact), allow_private=given.allow_private, limits=Limits(gap=given.gap))


def sources(settings: Settings, fetcher: Http) -> list[Source]:
    """Make the sources that are switched on. Raises SettingsError, naming the section or the file that is wrong."""
    made = [_source(name, options, fetcher) for name, options in listed_sources(settings.sources).items()]
    known = directory(settings.representatives)
    for source in made:
        if isinstance(source, Prose):
            source.directory = known
    return made


def _source(name: str, options: Mapping[str, Any], fetcher: Http) -> Source:
    """Make a source of its few lines: its kind names the file in ``adapters/sources`` that knows it."""
    kind = options["kind"]
    try:
        module = importlib.import_module(f"adapters.sources.{kind}")
        source: Source = module.source(name, {key: value for key, value in options.items() if key != "kind"}, fetcher)
    except (ModuleNotFoundError, AttributeError):
        raise SettingsError(f"[sources.{name}]: there is no kind of source named {kind!r}") from None
    except ValueError as error:
        raise SettingsError(f"[sources.{name}]: {error}") from None
    return source


def chats(settings: Settings, store: Store) -> list[Chat]:
    """Make the chats that are configured: a settings section names the file or folder in ``adapters/chats`` that knows it."""
    return [_chat(name, settings, store) for name in known_chats() if getattr(settings, name).configured]


def _chat(name: str, settings: Settings, store: Store) -> Chat:
    """Make a chat; one that workspaces may install by themselves is given where to keep that. Raises KeyringError for what is no key."""
    chat: Chat = importlib.import_module(f"adapters.chats.{name}").chat(getattr(settings, name).options())
    if isinstance(chat, Distributed):
        from bot.keyring import Keyring
        from bot.workspaces import Workspaces

        key = settings.encryption_key
        chat.keep_in(Workspaces(store, chat.name, Keyring(key.get_secret_value() if key else ""), now))
    return chat


def known_chat(name: str) -> None:
    """Refuse a chat there is no adapter for. Raises VetowatchError."""
    if name not in known_chats():
        raise VetowatchError(f"no such chat: {name} ({', '.join(known_chats())})")
