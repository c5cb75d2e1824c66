"""A statement written once and asked many times: its words for PostgreSQL, how values go in, and how rows come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ARRAY, BinaryExpression, BindParameter, ColumnElement, Dialect, Result, any_, bindparam
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql import operators, visitors
from sqlalchemy.types import TypeEngine

from bot.store.reader import Statement

_Process = Callable[[Any], Any] | None


class Prepared:
    """A statement without what SQLAlchemy does for it each time."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        """Word the statement; each value it is asked with is bound by name."""
        compiled = cast("Statement", visitors.replacement_traverse(statement, {}, _as_array)).compile(dialect=dialect)
        self.words = str(compiled)
        self._columns = SimpleResultMetaData(statement.selected_columns.keys())
        self._given = compiled.construct_params
        self._in = {name: process for name, bound in compiled.binds.items() if (process := _binding(bound.type, dialect))}
        self._out = [(n, process) for n, column in enumerate(statement.selected_columns) if (process := _reading(column.type, dialect))]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the driver is given for some values, with those the statement has itself."""
        return {name: self._in[name](value) if name in self._in else value for name, value in self._given(given).items()}

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


def _binding(kind: TypeEngine[Any], dialect: Dialect) -> _Process:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reading(kind: TypeEngine[Any], dialect: Dialect) -> _Process:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _as_array(element: Any, **_: Any) -> ColumnElement[bool] | None:
    """Ask whether a value is in an array, not in a list that has as many parameters as values: the words are then the same for all."""
    if not (isinstance(element, BinaryExpression) and element.operator is operators.in_op and isinstance(element.right, BindParameter)):
        return None
    values, kind = element.right, ARRAY(element.left.type)
    array = bindparam(values.key, type_=kind) if values.required else bindparam(None, values.value, type_=kind)
    return element.left == any_(array)
