"""Rows for files and for the page Data: the columns of ``trade``, names for reading before the codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trade import csvtext
from trade.questions import table_query
from trade.selection import Selection
from trade.store import Store
from trade.tables import TRADE, Kind

#: Columns with a name beside their code, and the list that the name stands in.
_NAMED = {"agency": "agency", "reporter": "economy", "partner": "economy", "flow": "flow"}
#: What a reader looks for first; all other columns follow in the order of ``trade``.
_FIRST = (
    "reporter_name", "partner_name", "flow_name", "product_name", "period", "value_usd", "low_usd", "high_usd",
    "as_published", "source", "agency_name", "known_from",
)  # fmt: skip
#: Rows of an export: the newest period first, totals before products, turnover before its parts.
_ORDER = (
    "t.period_end DESC, t.period_start, t.reporter, t.partner, t.product_scheme <> 'TOTAL', t.product_scheme, "
    "t.product, list_position(['T', 'X', 'M', 'B'], t.flow), t.flow, t.source, t.agency"
)


def _with_names() -> tuple[tuple[str, Kind], ...]:
    kinds: dict[str, Kind] = {column.name: column.kind for column in TRADE.columns}
    kinds |= {f"{name}_name": "text" for name in (*_NAMED, "product")}
    order = (*_FIRST, *(name for name in kinds if name not in _FIRST))
    return tuple((name, kinds[name]) for name in order)


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
    return f"SELECT {columns} FROM ({sql}) AS t {' '.join(joins)} ORDER BY {_ORDER}"


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
