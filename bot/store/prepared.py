"""A statement written once and asked many times: its words for a database, how values go in, and how rows come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from pydantic_core import from_json
from sqlalchemy import ARRAY, JSON, BinaryExpression, BindParameter, ColumnElement, Dialect, Result, any_, bindparam, column, func, select
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql import operators, visitors
from sqlalchemy.types import TypeEngine

from bot.store.reader import Statement

_Process = Callable[[Any], Any] | None


class Prepared:
    """A statement without what SQLAlchemy does for it each time."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        """Word the statement; the values it is asked with are bound by their order."""
        listed = {"postgresql": _as_array, "sqlite": _as_json}[dialect.name]
        compiled = cast("Statement", visitors.replacement_traverse(statement, {}, listed)).compile(dialect=dialect)
        self.words = str(compiled)
        self._columns = SimpleResultMetaData(statement.selected_columns.keys())
        self._order = compiled.positiontup or ()
        self._given = compiled.construct_params
        self._in = {name: process for name, bound in compiled.binds.items() if (process := _binding(bound.type, dialect))}
        self._out = [(n, process) for n, told in enumerate(statement.selected_columns) if (process := _reading(told.type, dialect))]

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


def _binding(kind: TypeEngine[Any], dialect: Dialect) -> _Process:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reading(kind: TypeEngine[Any], dialect: Dialect) -> _Process:
    if isinstance(kind.dialect_impl(dialect), JSON) and dialect.name == "sqlite":
        return _json
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _json(text: str | None) -> Any:
    return None if text is None else from_json(text)


def _listed(element: Any) -> BindParameter[Any] | None:
    """Return the list that a column is looked for in; with a parameter for each value, each number of them would be worded anew."""
    if isinstance(element, BinaryExpression) and element.operator is operators.in_op and isinstance(element.right, BindParameter):
        return element.right
    return None


def _as_array(element: Any, **_: Any) -> ColumnElement[bool] | None:
    """Ask whether a value is in an array."""
    listed = _listed(element)
    return None if listed is None else element.left == any_(_one(listed, ARRAY(element.left.type)))


def _as_json(element: Any, **_: Any) -> ColumnElement[bool] | None:
    """Ask whether a value is in a list written as JSON."""
    listed = _listed(element)
    return None if listed is None else element.left.in_(select(column("value")).select_from(func.json_each(_one(listed, JSON()))))


def _one(listed: BindParameter[Any], kind: TypeEngine[Any]) -> BindParameter[Any]:
    return bindparam(listed.key, type_=kind) if listed.required else bindparam(None, listed.value, type_=kind)
