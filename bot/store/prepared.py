"""A statement written once and asked many times: its words for PostgreSQL, how values go in, and how rows come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ARRAY, BinaryExpression, BindParameter, ColumnElement, Result, any_, bindparam
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql import operators, visitors
from sqlalchemy.types import TypeEngine

from bot.store.reader import Statement

_DIALECT = psycopg.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call] # values by number, as the server itself takes them
_Process = Callable[[Any], Any] | None


class Prepared:
    """A statement without what SQLAlchemy does for it each time."""

    def __init__(self, statement: Statement) -> None:
        """Word the statement; each value it is asked with is bound by its number."""
        compiled = cast("Statement", visitors.replacement_traverse(statement, {}, _as_array)).compile(dialect=_DIALECT)
        self.words = str(compiled)
        self._columns = SimpleResultMetaData(statement.selected_columns.keys())
        self._order = compiled.positiontup or ()
        self._given = compiled.construct_params
        self._in = {name: process for name, bound in compiled.binds.items() if (process := _binding(bound.type))}
        self._out = [(n, process) for n, column in enumerate(statement.selected_columns) if (process := _reading(column.type))]

    def values(self, given: Mapping[str, Any]) -> Sequence[Any]:
        """Return what the driver is given for some values, with those the statement has itself."""
        values = self._given(given)
        return [self._in[name](values[name]) if name in self._in else values[name] for name in self._order]

    def result(self, fetched: Sequence[Sequence[Any]]) -> Result[Any]:
        """Return what the driver fetched as SQLAlchemy would."""
        return IteratorResult(self._columns, map(self._read, fetched))

    def _read(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self._out:
            return row
        values = list(row)
        for n, process in self._out:
            values[n] = process(values[n])
        return values


def _binding(kind: TypeEngine[Any]) -> _Process:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _reading(kind: TypeEngine[Any]) -> _Process:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


def _as_array(element: Any, **_: Any) -> ColumnElement[bool] | None:
    """Ask whether a value is in an array, not in a list that has as many parameters as values: the words are then the same for all."""
    if not (isinstance(element, BinaryExpression) and element.operator is operators.in_op and isinstance(element.right, BindParameter)):
        return None
    values, kind = element.right, ARRAY(element.left.type)
    array = bindparam(values.key, type_=kind) if values.required else bindparam(None, values.value, type_=kind)
    return element.left == any_(array)
