"""A question in another engine's words: translated once, then only its values change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

import sqlglot
from sqlglot import exp

HOME = "duckdb"
#: How ClickHouse is told what will be bound, by the type of the value.
_CLICKHOUSE_KINDS: dict[type, str] = {
    str: "String", date: "Date32", bool: "Bool", int: "Int64", float: "Float64",
}  # fmt: skip
_MARK = re.compile(r":bound_(\w+?)_here\b")


class Question(NamedTuple):
    """``names`` are the bound names in the order of the text, for an engine that counts them."""

    sql: str
    names: tuple[str, ...] = ()


@lru_cache(maxsize=4_000)
def translated(sql: str, dialect: str, kinds: tuple[tuple[str, str], ...] = ()) -> Question:
    """The question ``sql`` (DuckDB's dialect, ``$name`` for values) as ``dialect`` words it.

    ``spark``: ``:name``. ``clickhouse``: ``{name: Kind}`` by ``kinds``. ``trino``: ``?``, see ``names``.
    """
    asked = sqlglot.parse_one(sql, dialect=HOME)
    of = dict(kinds)
    for bound in list(asked.find_all(exp.Placeholder)):
        if dialect == "clickhouse":
            bound.set("kind", of[bound.name])
        elif dialect == "trino":
            bound.set("this", f"bound_{bound.name}_here")
    if dialect == "clickhouse":
        # where there is no such row it says '' or 0 of columns that hold no NULL
        for looking in asked.find_all(exp.Lag, exp.Lead):
            looking.set("this", exp.func("toNullable", looking.this))
    text = asked.sql(dialect=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE)
    if dialect != "trino":
        return Question(text)
    return Question(_MARK.sub("?", text), tuple(_MARK.findall(text)))


def clickhouse_kinds(values: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    """What ClickHouse must be told of each value."""
    return tuple((name, _kind(value)) for name, value in values)


def _kind(value: Any) -> str:
    if isinstance(value, list):
        listed = cast("list[Any]", value)
        return f"Array({_kind(listed[0] if listed else '')})"
    return _CLICKHOUSE_KINDS[type(value)]
