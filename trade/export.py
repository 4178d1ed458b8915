"""Rows for files and for the page Data: the columns of ``trade``, names for reading before the codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from trade import published, revised
from trade.files.coded import Names, named
from trade.files.extract import Extract, Query
from trade.filters import Row
from trade.questions import revisions_query, table_query
from trade.selection import Selection
from trade.store import Store
from trade.tables import TRADE, Column, Kind

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
    "product, CASE flow WHEN 'T' THEN 1 WHEN 'X' THEN 2 WHEN 'M' THEN 3 WHEN 'B' THEN 4 END, flow, source, agency, "
    "currency, partner_rule, known_from"
)


def _with_names() -> tuple[Column, ...]:
    columns = {column.name: column for column in TRADE.columns}
    columns |= {
        f"{name}_name": Column(f"{name}_name", "text", f"What the code in {name} stands for")
        for name in (*_NAMED, "product")
    }
    return tuple(columns[name] for name in (*_FIRST, *(name for name in columns if name not in _FIRST)))


DESCRIBED = _with_names()
COLUMNS: tuple[tuple[str, Kind], ...] = tuple((column.name, column.kind) for column in DESCRIBED)
#: Rows that are sorted at once, unless one pair has more in one period: what is sorted, not the file, bounds the memory.
SORTED_ROWS = 36_000
#: What ORDER begins with: by which of them rows are cut into parts, and in which order these follow each other.
SORTED_BY = (
    ("reporter", "reporter"), ("period_end", "period_end DESC"), ("period_start", "period_start"), ("partner", "partner"),
)  # fmt: skip


def labelled(sql: str, lang: str) -> str:
    """The query of COLUMNS over the query ``sql`` of TRADE's columns, names in ``lang``; in no order. For few rows."""
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


def rows(store: Store, asked: Selection, most: int | None = None) -> list[Row]:
    """The first rows of an export, all unless ``most`` is given, as the page Data shows them."""
    sql, values = table_query(asked)
    if most is not None:  # names are for those that are shown
        sql = f"SELECT * FROM ({sql}) ORDER BY {ORDER} LIMIT {int(most)}"
    return store.rows(f"SELECT * FROM ({labelled(sql, asked.lang)}) ORDER BY {ORDER}", values)


def extract(store: Store, *asked: Selection) -> Extract:
    """The rows of these selections, one after another, for a file; names in the language of the first."""
    return of_queries(store, [table_query(each) for each in asked], asked[0].lang)


def of_queries(store: Store, queries: Sequence[Query], lang: str) -> Extract:
    """The rows of queries of TRADE's columns for a file."""
    whole = named(
        [name for name, _ in COLUMNS], _NAMED, {"product": "product_scheme"}, lambda: _names(store, lang)
    )
    return Extract(store.apart(), DESCRIBED, queries, ORDER, _coded, _parts, whole)


def _coded(sql: str) -> str:
    """The query of those of COLUMNS that are in the query ``sql``: codes without their names."""
    return f"SELECT {', '.join(name for name, _ in COLUMNS if not name.endswith('_name'))} FROM ({sql})"


def _names(store: Store, lang: str) -> Names:
    rows = store.rows(f"SELECT list, code, coalesce(name_{lang}, name_en, code) AS name FROM codes")
    return {(row["list"], row["code"]): row["name"] for row in rows}


def revisions(store: Store, *asked: Selection) -> Extract:
    """The figures of these selections that were revised, for a file."""
    queries = [revisions_query(each) for each in asked]
    return Extract(store, revised.DESCRIBED, queries, revised.ORDER, lambda sql: sql)


def observations(store: Store, *asked: Selection) -> Extract:
    """The figures of these selections as printed, every vintage with its document and place, for a file."""
    queries = [published.query(each) for each in asked]
    return Extract(store, published.DESCRIBED, queries, published.ORDER, _observations)


def _observations(sql: str) -> str:
    """The query of ``published.DESCRIBED`` over the query ``sql``."""
    columns = ", ".join(column.name for column in published.DESCRIBED)
    return f"SELECT {columns} FROM ({sql})"


def _parts(store: Store, query: Query, by: Sequence[tuple[str, str]] = SORTED_BY) -> Iterator[Query]:
    """The query by reporters that are neighbours in the tables, too; one with many rows by its days, one of those by
    partners."""
    sql, values = query
    (column, order), *finer = by
    first, last = f"first_{column}", f"last_{column}"
    part = f"SELECT * FROM ({sql}) WHERE {column} BETWEEN ${first} AND ${last}"
    for one, other, rows in _stretches(store, sql, values, column, order):
        # in the order of the file, which may be from the last to the first
        asked = part, {**values, first: min(one, other), last: max(one, other)}
        if one == other and rows > SORTED_ROWS and finer:
            yield from _parts(store, asked, finer)
        else:
            yield asked


def _stretches(
    store: Store, sql: str, values: Mapping[str, Any], column: str, order: str
) -> Iterator[tuple[Any, Any, int]]:
    """First and last of the column's values, in the order of the file, with as many rows as are sorted together."""
    counted = store.rows(
        f"SELECT {column} AS one, count(*) AS rows FROM ({sql}) GROUP BY {column} ORDER BY {order}", values
    )
    first, held = None, 0
    for each, after in zip_longest(counted, counted[1:]):
        first, held = first or each["one"], held + each["rows"]
        if after is None or held + after["rows"] > SORTED_ROWS:
            yield first, each["one"], held
            first, held = None, 0
