"""Where a chat's app is installed, and the addresses that go with it.

An installation that is gone keeps its row without its tokens, so that its channels' subscriptions know where they belong when it returns.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, and_, delete, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Installation
from bot.store import tables
from bot.store.upsert import insert

_I = tables.installations.c
_T = tables.install_states.c
_TOLD = (tables.subscriptions, tables.digest_plans)
_OWED = (tables.deliveries, tables.digests)


@dataclass(frozen=True, slots=True)
class Kept:
    """An installation as the database has it: its tokens are encrypted in ``sealed``."""

    installation: Installation
    sealed: str | None


class Installations:
    """The part of a transaction that keeps installations."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work within the caller's transaction."""
        self._db = connection

    async def save(self, chat: str, installation: Installation, sealed: str) -> None:
        """Keep an installation, new or renewed; the home one stays that."""
        one = replace(installation, gone=None)
        facts: dict[str, Any] = {
            "name": one.name[:200],
            "within": one.within,
            "facts": dict(one.facts),
            "secrets": sealed,
            "expires_at": one.expires_at,
            "renewing_until": None,
            "installed_at": one.installed_at,
            "gone": None,
            "gone_at": None,
        }
        statement = insert(self._db, tables.installations).values(chat=chat, ident=one.ident, home=one.home, **facts)
        renewed = facts | ({"home": True} if one.home else {})
        await self._db.execute(statement.on_conflict_do_update(index_elements=["chat", "ident"], set_=renewed))

    async def find(self, chat: str, ident: str) -> Kept | None:
        """Return an installation; ``ident`` "" is the home one."""
        which = _I.ident == ident if ident else _I.home.is_(True)
        row = (await self._db.execute(select(tables.installations).where(_I.chat == chat, which))).mappings().first()
        return None if row is None else _kept(row)

    async def listed(self, chat: str) -> list[Kept]:
        """Return all, the oldest first."""
        query = select(tables.installations).where(_I.chat == chat).order_by(_I.installed_at, _I.ident)
        return [_kept(row) for row in (await self._db.execute(query)).mappings()]

    async def reseal(self, chat: str, ident: str, before: str, after: str) -> None:
        """Keep tokens encrypted anew, unless they were renewed in between."""
        same = and_(_I.chat == chat, _I.ident == ident, _I.secrets == before)
        await self._db.execute(update(tables.installations).where(same).values(secrets=after))

    async def claim(self, chat: str, ident: str, now: dt.datetime, lease: dt.timedelta) -> bool:
        """Let one caller renew the tokens; False while another one's lease runs."""
        free = or_(_I.renewing_until.is_(None), _I.renewing_until <= now)
        mine = and_(_I.chat == chat, _I.ident == ident, _I.gone.is_(None), free)
        taken = update(tables.installations).where(mine).values(renewing_until=now + lease).returning(_I.ident)
        return (await self._db.execute(taken)).first() is not None

    async def gone(self, chat: str, ident: str, reason: str, now: dt.datetime) -> bool:
        """Forget the tokens of an installation; False where there is none, or it is gone already."""
        live = and_(_I.chat == chat, _I.ident == ident, _I.gone.is_(None))
        values = {"gone": reason, "gone_at": now, "secrets": None, "expires_at": None, "renewing_until": None}
        result = await self._db.execute(update(tables.installations).where(live).values(values).returning(_I.ident))
        return result.first() is not None

    async def channels(self, chat: str, installation: Installation) -> list[str]:
        """Return the addresses in an installation that anything is told."""
        found: set[str] = set()
        for table in _TOLD:
            query = select(table.c.channel).distinct().where(table.c.chat == chat, _within(table, installation))
            found |= set((await self._db.scalars(query)).all())
        return sorted(found)

    async def move(self, chat: str, old: str, new: str) -> bool:
        """Give all of one address another; what is told at the new one already stays. False where nothing was told at the old one."""
        memos = update(tables.memos).where(tables.memos.c.chat == chat, tables.memos.c.channel == old)
        await self._db.execute(memos.values(channel=new))
        await self._renumber(chat, old, new)
        moved = False
        for table in (*_TOLD, *_OWED):
            moved |= await self._move(table, chat, old, new)
        return moved

    async def _renumber(self, chat: str, old: str, new: str) -> None:
        """Count the subscriptions of one address on from those of another, so that each keeps a number of its own when they meet."""
        columns = tables.subscriptions.c
        there = select(func.coalesce(func.max(columns.number), 0)).where(columns.chat == chat, columns.channel == new)
        highest = (await self._db.execute(there)).scalar_one()
        if highest:
            mine = select(columns.id).where(columns.chat == chat, columns.channel == old).order_by(columns.number.desc())
            for ident in (await self._db.scalars(mine)).all():  # from the highest on, so that no two have one number in between
                moved = update(tables.subscriptions).where(columns.id == ident).values(number=columns.number + highest)
                await self._db.execute(moved)

    async def _move(self, table: Table, chat: str, old: str, new: str) -> bool:
        """Move the rows of a table, but those whose place at the new address is taken."""
        beside = [name for name in _unique(table) if name not in {"chat", "channel"}]
        taken = table.alias()
        same = [taken.c[name] == table.c[name] for name in beside]
        free = ~select(taken.c.id).where(taken.c.chat == chat, taken.c.channel == new, *same).exists() if _unique(table) else true()
        statement = update(table).where(table.c.chat == chat, table.c.channel == old, free).values(channel=new)
        return (await self._db.execute(statement.returning(table.c.id))).first() is not None

    async def issue(self, chat: str, state: str, now: dt.datetime, expires_at: dt.datetime) -> None:
        """Remember a state, and forget those that are too old."""
        await self._db.execute(delete(tables.install_states).where(_T.chat == chat, _T.expires_at <= now))
        await self._db.execute(tables.install_states.insert().values(chat=chat, digest=_digest(state), expires_at=expires_at))

    async def consume(self, chat: str, state: str, now: dt.datetime) -> bool:
        """Use a state up; False where there is none, or it is too old."""
        gone = delete(tables.install_states).where(_T.chat == chat, _T.digest == _digest(state)).returning(_T.expires_at)
        expires_at: dt.datetime | None = (await self._db.execute(gone)).scalar()
        return expires_at is not None and expires_at > now


def _within(table: Table, installation: Installation) -> ColumnElement[bool]:
    """Whether an address belongs to an installation: it begins with its id, or at home with none."""
    prefix = f"{installation.ident}/"
    own: ColumnElement[bool] = func.substr(table.c.channel, 1, len(prefix)) == prefix
    return or_(own, ~table.c.channel.contains("/")) if installation.home else own


def _unique(table: Table) -> Sequence[str]:
    """Name the columns of which a channel has each combination once."""
    for constraint in table.constraints:
        names = [column.name for column in getattr(constraint, "columns", ())]
        if "channel" in names:
            return names
    return ()


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def _kept(row: RowMapping) -> Kept:
    one = Installation(
        row["ident"],
        row["name"],
        row["installed_at"],
        within=row["within"],
        home=row["home"],
        facts=row["facts"],
        expires_at=row["expires_at"],
        gone=row["gone"],
    )
    return Kept(one, row["secrets"])
