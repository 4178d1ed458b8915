"""Rows for files and for the page Data: the columns of ``trade`` with names beside the codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trade import csvtext
from trade.questions import TABLE_ORDER, table_query
from trade.selection import Selection
from trade.store import Store
from trade.tables import TRADE, Kind

#: Columns of an export in their order: those of ``trade`` with names beside codes.
_NAMED = {"agency": "agency", "reporter": "economy", "partner": "economy", "flow": "flow"}


def _with_names() -> tuple[tuple[str, Kind], ...]:
    found: list[tuple[str, Kind]] = []
    for column in TRADE.columns:
        found.append((column.name, column.kind))
        if column.name in _NAMED or column.name == "product":
            found.append((f"{column.name}_name", "text"))
    return tuple(found)


COLUMNS = _with_names()
BATCH_ROWS = 20_000


def labelled(sql: str, lang: str) -> str:
    """The query of COLUMNS over the query ``sql`` of TRADE's columns, names in ``lang``."""
    joins = [
        f"LEFT JOIN codes AS {name}_codes ON {name}_codes.list = '{listed}' AND {name}_codes.code = t.{name}"
        for name, listed in _NAMED.items()
    ]
    joins.append(
        "LEFT JOIN codes AS product_codes ON product_codes.list = t.product_scheme "
        "AND product_codes.code = t.product"
    )
    columns = ", ".join(_selected(name, lang) for name, _ in COLUMNS)
    order = ", ".join(f"t.{name.strip()}" for name in TABLE_ORDER.split(","))
    return f"SELECT {columns} FROM ({sql}) AS t {' '.join(joins)} ORDER BY {order}"


def _selected(name: str, lang: str) -> str:
    if not name.endswith("_name"):
        return f"t.{name}"
    base = name.removesuffix("_name")
    words = f"coalesce({base}_codes.name_{lang}, {base}_codes.name_en, t.{base})"
    return f"{words} AS {name}"


def rows(store: Store, asked: Selection) -> list[dict[str, Any]]:
    """The rows of an export, as the page Data shows them."""
    sql, values = table_query(asked)
    return store.rows(labelled(sql, asked.lang), values)


def csv(store: Store, asked: Selection) -> Iterator[bytes]:
    """The CSV of a selection, piece by piece, heading first."""
    sql, values = table_query(asked)
    yield csvtext.heading(COLUMNS)
    for batch in store.stream(csvtext.lines(labelled(sql, asked.lang), COLUMNS), values, BATCH_ROWS):
        yield csvtext.joined(batch.column(0))
