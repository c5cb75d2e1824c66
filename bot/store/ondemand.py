"""A connection that is taken from the pool when it is first used: many questions are answered without."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Executable
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection


class OnDemand(AsyncConnection):
    """A connection to read from. Nothing is open before the first statement."""

    async def execute(self, statement: Executable, parameters: Any = None, *, execution_options: Any = None) -> CursorResult[Any]:
        """Execute a statement, after a connection was taken where there is none yet; ``scalar`` and ``scalars`` come here too."""
        if self.sync_connection is None:
            await self.start()
            await self.execution_options(vetowatch_look=True)
        return await super().execute(statement, parameters, execution_options=execution_options)

    async def close(self) -> None:
        """Give back the connection, if one was taken."""
        if self.sync_connection is not None:
            await super().close()
