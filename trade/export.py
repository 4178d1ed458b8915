"""Rows for files and for the page Data: the columns of ``trade``, names for reading before the codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trade import csvtext, revised
from trade.filters import Row
from trade.questions import revisions_query, table_query
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
#: Rows of an export: the newest period of a reporter first, totals before products, turnover before its parts.
ORDER = (
    "reporter, period_end DESC, period_start, partner, product_scheme <> 'TOTAL', product_scheme, "
    "product, list_position(['T', 'X', 'M', 'B'], flow), flow, source, agency"
)


def _with_names() -> tuple[tuple[str, Kind], ...]:
    kinds: dict[str, Kind] = {column.name: column.kind for column in TRADE.columns}
    kinds |= {f"{name}_name": "text" for name in (*_NAMED, "product")}
    order = (*_FIRST, *(name for name in kinds if name not in _FIRST))
    return tuple((name, kinds[name]) for name in order)


COLUMNS = _with_names()
BATCH_ROWS = 20_000
#: Rows that are sorted at once, unless one reporter has more: what a file of any size needs in memory.
SORTED_ROWS = 200_000


def labelled(sql: str, lang: str) -> str:
    """The query of COLUMNS over the query ``sql`` of TRADE's columns, names in ``lang``; in no order."""
    joins = [
        f"LEFT JOIN codes AS {name}_codes ON {name}_codes.list = '{listed}' AND {name}_codes.code = t.{name}"
        for name, listed in _NAMED.items()
    ]
    joins.append(
        "LEFT JOIN codes AS product_codes ON product_codes.list = t.product_scheme "
        "AND product_codes.code = t.product"
    )
    columns = ", ".join(_selected(name, lang) for name, _ in COLUMNS)
    return f"SELECT {columns} FROM ({sql}) AS t {' '.join(joins)}"


def _selected(name: str, lang: str) -> str:
    if not name.endswith("_name"):
        return f"t.{name}"
    base = name.removesuffix("_name")
    words = f"coalesce({base}_codes.name_{lang}, {base}_codes.name_en, t.{base})"
    return f"{words} AS {name}"


def rows(store: Store, asked: Selection) -> list[Row]:
    """The rows of an export, as the page Data shows them."""
    sql, values = table_query(asked)
    return store.rows(f"SELECT * FROM ({labelled(sql, asked.lang)}) ORDER BY {ORDER}", values)


def csv(store: Store, asked: Selection) -> Iterator[bytes]:
    """The CSV of a selection, piece by piece, heading first."""
    sql, values = table_query(asked)
    return pieces(store, sql, values, asked.lang)


def revisions_csv(store: Store, asked: Selection) -> Iterator[bytes]:
    """The CSV of the figures that were revised, heading first."""
    yield csvtext.heading(revised.COLUMNS)
    sql, values = revisions_query(asked)
    question = csvtext.lines(sql, revised.COLUMNS, revised.ORDER)
    for batch in store.stream(question, values, BATCH_ROWS):
        yield csvtext.joined(batch.column(0))


def pieces(store: Store, sql: str, values: Mapping[str, Any], lang: str) -> Iterator[bytes]:
    """The CSV of a query of TRADE's columns, piece by piece, heading first."""
    yield csvtext.heading(COLUMNS)
    part = f"SELECT * FROM ({sql}) WHERE reporter BETWEEN $first_reporter AND $last_reporter"
    question = csvtext.lines(labelled(part, lang), COLUMNS, ORDER)
    for first, last in _spans(store, sql, values):
        bounds = {"first_reporter": first, "last_reporter": last}
        for batch in store.stream(question, {**values, **bounds}, BATCH_ROWS):
            yield csvtext.joined(batch.column(0))


def _spans(store: Store, sql: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """First and last reporter of parts that are sorted one by one: neighbours in the tables, too."""
    counted = store.rows(f"SELECT reporter, count(*) AS rows FROM ({sql}) GROUP BY ALL ORDER BY ALL", values)
    first, held = None, 0
    for each in counted:
        first, held = first or each["reporter"], held + each["rows"]
        if held >= SORTED_ROWS or each is counted[-1]:
            yield first, each["reporter"]
            first, held = None, 0
