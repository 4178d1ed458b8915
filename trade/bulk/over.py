"""Questions over ``trade`` that shall look into bulk data too: the table gives its place to more rows in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlglot
from sqlglot import exp

from trade.bulk.bounds import bounds
from trade.bulk.held import Holding
from trade.bulk.relation import relation
from trade.store.dialect import HOME
from trade.store.sqltext import sql_text
from trade.tables import TRADE

_SMALL = f"SELECT {', '.join(TRADE.names)} FROM {TRADE.name}"


@dataclass(frozen=True)
class _Question:
    """The text with a mark wherever the table stood, and the conditions over each."""

    text: str
    places: Sequence[tuple[str, exp.Expr | None]]


def worded(sql: str, values: Mapping[str, Any], held: Sequence[Holding]) -> str:
    """The question with the rows of these data sets beside those of the table."""
    question = _parsed(sql)
    text = question.text
    for mark, conditions in question.places:
        text = text.replace(mark, f"({_rows(conditions, values, held)})")
    return text


def _rows(conditions: exp.Expr | None, values: Mapping[str, Any], held: Sequence[Holding]) -> str:
    asked = [relation(each, bounds(conditions, values, each.name)) for each in held]
    found = [sql for sql in asked if sql is not None]
    named = bounds(conditions, values).allowed.get("source")
    if found and named is not None and named <= {each.name for each in held}:
        return " UNION ALL ".join(found)
    # a small source of the same name is a part of it: its figures would stand there twice
    same = ", ".join(sql_text(each.name) for each in held if each.name == each.about["source"])
    small = f"{_SMALL} WHERE source NOT IN ({same})" if same else _SMALL
    return " UNION ALL ".join([small, *found])


@lru_cache(maxsize=2_000)
def _parsed(sql: str) -> _Question:
    asked = sqlglot.parse_one(sql, dialect=HOME)
    places: list[tuple[str, exp.Expr | None]] = []
    for table in list(asked.find_all(exp.Table)):
        if table.name != TRADE.name or table.db:
            continue
        mark = f"rows_of_trade_{len(places)}_here"
        places.append((mark, _conditions(table)))
        table.replace(exp.alias_(exp.to_table(mark), table.alias or TRADE.name, table=True))
    return _Question(asked.sql(dialect=HOME), places)


def _conditions(table: exp.Table) -> exp.Expr | None:
    """The WHERE over the table, where it stands alone and so all columns in it are its own."""
    select = table.find_ancestor(exp.Select)
    if select is None or select.args.get("joins") or not isinstance(table.parent, exp.From):
        return None
    where = select.args.get("where")
    return where.this if where else None
