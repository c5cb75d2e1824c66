"""Many who ask a server at once share a few ways there: what was asked in one turn of the loop goes and comes back together."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Q = TypeVar("Q")
R = TypeVar("R")


class Turns(Generic[Q, R]):
    """Answers questions several at a time."""

    def __init__(self, answer: Callable[[Sequence[Q]], Awaitable[Sequence[R | Exception]]], at_once: int, most: int) -> None:
        """Let ``answer`` take up to ``most`` questions together and give each its answer or error; ``at_once`` of it run."""
        self._answer = answer
        self._free = at_once
        self._most = most
        self._waiting: deque[tuple[Q, asyncio.Future[R]]] = deque()
        self._under_way: set[asyncio.Task[None]] = set()

    async def ask(self, question: Q) -> R:
        """Return the answer to a question. Raises what it failed with."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._take)
        self._waiting.append((question, answer))
        return await answer

    async def close(self) -> None:
        """Let what is under way end; who still waits is told ConnectionError."""
        waiting, self._waiting = self._waiting, deque()
        for _, answer in waiting:
            _give(answer, ConnectionError("the database was closed"))
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _take(self) -> None:
        while self._waiting and self._free:
            self._free -= 1
            taken = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
            turn = asyncio.ensure_future(self._turn(taken))
            self._under_way.add(turn)
            turn.add_done_callback(self._ended)

    async def _turn(self, taken: Sequence[tuple[Q, asyncio.Future[R]]]) -> None:
        given: Sequence[R | Exception]
        try:
            given = await self._answer([question for question, _ in taken])
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait are told
            given = [error] * len(taken)
        for (_, answer), one in zip(taken, given, strict=True):
            _give(answer, one)

    def _ended(self, turn: asyncio.Task[None]) -> None:
        self._under_way.discard(turn)
        self._free += 1
        self._take()


def _give(answer: asyncio.Future[R], given: R | Exception) -> None:
    if answer.cancelled():
        return
    if isinstance(given, Exception):
        answer.set_exception(given)
    else:
        answer.set_result(given)
