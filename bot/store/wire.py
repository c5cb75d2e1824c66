"""One connection to PostgreSQL, asked several things in one packet (PostgreSQL's documentation: "libpq, Pipeline Mode").

psycopg's cursors send a packet for each statement and look for answers after each; for reads of a row or two that is most of the time.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

import psycopg
from psycopg.abc import Transformer as Turn
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import WAIT_R, WAIT_RW, Ready, Wait
from sqlalchemy import Result

from bot.store.prepared import Prepared
from bot.store.reader import Values

Question = tuple[Prepared, Values]


class Wire:
    """A connection that commits by itself and is asked prepared statements only."""

    def __init__(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Take a connection that nobody else uses."""
        self._connection = connection
        self._names: dict[tuple[str, tuple[int, ...]], bytes] = {}

    async def ask(self, questions: Sequence[Question]) -> list[Result[Any]]:
        """Ask several things at once. Raises psycopg.Error where one of them fails; the connection is then of no more use."""
        server = self._connection.pgconn
        turns: Sequence[Turn] = [Transformer(self._connection) for _ in questions]
        server.enter_pipeline_mode()
        for turn, (prepared, values) in zip(turns, questions, strict=True):
            self._send(turn, prepared, values)
        server.pipeline_sync()
        answers = await self._connection.wait(_answers(server))
        server.exit_pipeline_mode()
        return [prepared.result(_rows(turn, answer)) for turn, (prepared, _), answer in zip(turns, questions, answers, strict=True)]

    def _send(self, turn: Turn, prepared: Prepared, values: Values) -> None:
        """Put a statement into the packet, with its words where this connection or these types of values meet it for the first time."""
        given = prepared.values(values or {})
        written = turn.dump_sequence(given, [PyFormat.AUTO] * len(given))
        key = (prepared.words, turn.types or ())
        if key not in self._names:
            self._names[key] = f"vetowatch_{len(self._names)}".encode()
            self._connection.pgconn.send_prepare(self._names[key], prepared.words.encode(), turn.types)
        self._connection.pgconn.send_query_prepared(self._names[key], written, turn.formats)

    async def close(self) -> None:
        """Let go of the connection."""
        await self._connection.close()


def _answers(server: PGconn) -> Generator[Wait, Ready | int, list[PGresult]]:
    """Wait for the answers, in the order of the questions, as psycopg waits: by yielding what for."""
    answers: list[PGresult] = []
    while True:
        while not (yield WAIT_RW if server.flush() else WAIT_R):  # 0 once all is sent
            pass
        server.consume_input()
        while not server.is_busy():
            answer = server.get_result()
            if answer is None:
                continue  # the end of what one statement gave
            if answer.status == ExecStatus.PIPELINE_SYNC:
                return answers
            if answer.status == ExecStatus.TUPLES_OK:
                answers.append(answer)
            elif answer.status != ExecStatus.COMMAND_OK:
                raise psycopg.DatabaseError(answer.get_error_message())


def _rows(turn: Turn, answer: PGresult) -> list[tuple[Any, ...]]:
    turn.set_pgresult(answer)
    return turn.load_rows(0, answer.ntuples, tuple)
