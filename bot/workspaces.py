"""Where a chat's app is installed: kept in the store, encrypted, and with the subscriptions of its channels in step.

saved   a new installation, or one that returns → what its channels are told goes on
gone    removed by its people, or its tokens are refused → what its channels are told is paused and kept
moved   a channel has another address → all that is told and owed goes there
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace

from bot.keyring import Keyring, KeyringError
from bot.model import Installation
from bot.poll import Clock
from bot.store import Kept, Ledger, Store

log = logging.getLogger(__name__)


class Workspaces:
    """The installations of one chat's app."""

    def __init__(self, store: Store, chat: str, keyring: Keyring, clock: Clock) -> None:
        """Keep them in this store."""
        self._store = store
        self._chat = chat
        self._keyring = keyring
        self._clock = clock

    async def save(self, installation: Installation) -> None:
        """Keep an installation, new or renewed; what was paused because the app was gone there goes on. Raises KeyringError."""
        sealed = self._keyring.seal(installation.secrets)
        async with self._store.begin() as ledger:
            before = await ledger.installations.find(self._chat, installation.ident)
            await ledger.installations.save(self._chat, installation, sealed)
            if before is None:
                await self._take_over(ledger, installation)
            if before is None or before.installation.gone:
                home = installation.home or (before is not None and before.installation.home)
                await self._wake(ledger, replace(installation, home=home))

    async def _take_over(self, ledger: Ledger, organisation: Installation) -> None:
        """Let the channels of workspaces be an organisation's that installs the app for all of them."""
        for kept in await ledger.installations.listed(self._chat):
            one = kept.installation
            if one.within == organisation.ident and not one.home:
                for channel in await ledger.installations.channels(self._chat, one):
                    await ledger.installations.move(self._chat, channel, f"{organisation.ident}/{channel.partition('/')[2]}")

    async def _wake(self, ledger: Ledger, installation: Installation) -> None:
        for channel in await ledger.installations.channels(self._chat, installation):
            await self._resume(ledger, channel)
        log.info("%s: the app is installed in %s", self._chat, installation.name)

    async def find(self, ident: str) -> Installation | None:
        """Return an installation with its tokens. Raises KeyringError."""
        async with self._store.look() as ledger:
            kept = await ledger.installations.find(self._chat, ident)
        return None if kept is None else self._opened(kept)

    async def listed(self) -> Sequence[Installation]:
        """Return all installations, oldest first, without their tokens; raises KeyringError where some cannot be read."""
        kept = await self._kept()
        unread = [one.installation.name for one in kept if not self._readable(one)]
        if unread:
            raise KeyringError(f"the tokens of {', '.join(unread[:5])} cannot be read ({len(unread)} of {len(kept)}): {self._why(kept)}")
        return [one.installation for one in kept]

    async def reseal(self) -> int:
        """Encrypt with the newest key what an older one encrypted, so that the older may be dropped; returns how many that were."""
        old = [one for one in await self._kept() if one.sealed and self._readable(one) and self._keyring.is_old(one.sealed)]
        for one in old:
            sealed = one.sealed or ""
            async with self._store.begin() as ledger:
                anew = self._keyring.seal(self._keyring.open(sealed))
                await ledger.installations.reseal(self._chat, one.installation.ident, sealed, anew)
        return len(old)

    async def claim(self, ident: str, lease: dt.timedelta) -> bool:
        """Take it upon the caller to renew an installation's tokens; False while somebody else does."""
        async with self._store.begin() as ledger:
            return await ledger.installations.claim(self._chat, ident, self._clock(), lease)

    async def gone(self, ident: str, reason: str) -> bool:
        """Note that the app was removed there: its tokens are forgotten, what its channels are told is paused and kept."""
        async with self._store.begin() as ledger:
            kept = await ledger.installations.find(self._chat, ident)
            if kept is None or not await ledger.installations.gone(self._chat, ident, reason, self._clock()):
                return False

            for channel in await ledger.installations.channels(self._chat, kept.installation):
                await ledger.outbox.pause(self._chat, channel, reason, self._clock())
                await ledger.digests.pause(self._chat, channel, reason, self._clock())
        log.warning("%s: %s", self._chat, reason)
        return True

    async def moved(self, old: str, new: str) -> bool:
        """Let what a channel is told go on at its new address; False where nothing was told there."""
        async with self._store.begin() as ledger:
            moved = await ledger.installations.move(self._chat, old, new)
        if moved:
            log.info("%s: %s is now %s", self._chat, old, new)
        return moved

    async def back(self, channel: str) -> bool:
        """Let what a channel is told, and was paused because it refused it, go on at once; False where nothing was."""
        async with self._store.begin() as ledger:
            return await self._resume(ledger, channel)

    async def issue(self, lifetime: dt.timedelta) -> str:
        """Make a state for one installation to begin: a word nobody can guess."""
        state, now = secrets.token_urlsafe(32), self._clock()
        async with self._store.begin() as ledger:
            await ledger.installations.issue(self._chat, state, now, now + lifetime)
        return state

    async def consume(self, state: str) -> bool:
        """Use a state up; False where it was never issued, is used up, or is too old."""
        async with self._store.begin() as ledger:
            return await ledger.installations.consume(self._chat, state, self._clock())

    async def _resume(self, ledger: Ledger, channel: str) -> bool:
        told = await ledger.outbox.resume(self._chat, channel, self._clock())
        return await ledger.digests.resume(self._chat, channel, self._clock()) or told

    async def _kept(self) -> list[Kept]:
        async with self._store.look() as ledger:
            return await ledger.installations.listed(self._chat)

    def _opened(self, kept: Kept) -> Installation:
        return replace(kept.installation, secrets=self._keyring.open(kept.sealed) if kept.sealed else {})

    def _readable(self, kept: Kept) -> bool:
        return not self._why([kept])

    def _why(self, kept: Sequence[Kept]) -> str:
        """Say why tokens cannot be read, "" where all can."""
        for one in kept:
            try:
                self._opened(one)
            except KeyringError as error:
                return str(error)
        return ""
