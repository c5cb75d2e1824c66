"""Many who ask a server at once share a few threads: what was asked in one turn of the loop goes there and comes back together.

Handing a read to a thread and back costs more than most reads do.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Generic, TypeVar

Q = TypeVar("Q")
R = TypeVar("R")


class Turns(Generic[Q, R]):
    """Answers questions on threads, several at a time."""

    def __init__(
        self, answer: Callable[[Sequence[Q]], Sequence[R | Exception]], threads: ThreadPoolExecutor, at_once: int, most: int
    ) -> None:
        """Let ``answer``, on a thread, take up to ``most`` questions together and give each its answer or error; ``at_once`` threads do."""
        self._answer = answer
        self._threads = threads
        self._free = at_once
        self._most = most
        self._waiting: deque[tuple[Q, asyncio.Future[R]]] = deque()

    async def ask(self, question: Q) -> R:
        """Return the answer to a question. Raises what it failed with."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._take)
        self._waiting.append((question, answer))
        return await answer

    def _take(self) -> None:
        while self._waiting and self._free:
            self._free -= 1
            taken = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
            answered = asyncio.get_running_loop().run_in_executor(self._threads, self._answer, [question for question, _ in taken])
            answered.add_done_callback(partial(self._give, taken))

    def _give(self, taken: Sequence[tuple[Q, asyncio.Future[R]]], done: asyncio.Future[Sequence[R | Exception]]) -> None:
        self._free += 1
        failed = done.exception()
        for (_, answer), given in zip(taken, [failed] * len(taken) if failed else done.result(), strict=True):
            if answer.cancelled():
                continue
            if isinstance(given, BaseException):
                answer.set_exception(given)
            else:
                answer.set_result(given)
        self._take()
