"""What a look at the store reads through: most questions are answered without a connection of their own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Executable, Select
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.reader import Reader


class OnDemand(AsyncConnection):
    """A connection to read from, taken from the pool for what is no plain SELECT; those go by way of the reader, in one turn each."""

    def __init__(self, engine: AsyncEngine, reader: Reader) -> None:
        """Open nothing yet."""
        super().__init__(engine)
        self._reader = reader

    async def execute(self, statement: Executable, parameters: Any = None, *, execution_options: Any = None) -> CursorResult[Any]:
        """Execute a statement; ``scalar`` and ``scalars`` come here too."""
        if isinstance(statement, Select) and not execution_options:
            return await self._reader.result(statement, parameters)  # type: ignore[return-value] # read whole, and used as any result
        if self.sync_connection is None:
            await self.start()
            await self.execution_options(vetowatch_look=True)
        return await super().execute(statement, parameters, execution_options=execution_options)

    async def close(self) -> None:
        """Give back the connection, if one was taken."""
        if self.sync_connection is not None:
            await super().close()
