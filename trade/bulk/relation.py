"""A bulk data set as rows of the table ``trade``: SQL with its very columns, for the bounds of one question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from trade.bulk.bounds import Bounds
from trade.bulk.cells import Cells
from trade.bulk.held import Holding
from trade.bulk.opened import note
from trade.bulk.tables import FLOWS
from trade.store.sqltext import sql_text
from trade.tables import TRADE


def relation(held: Holding, asked: Bounds) -> str | None:
    """The SQL; None where the data set can hold no such row."""
    if asked.outdated or not _may_be_of(held, asked):
        return None
    cells = Cells(held, asked)
    parts = cells.parts()
    if not parts:
        return None
    columns, joins = _columns(held, asked, cells)
    listed = ", ".join(
        f"{columns[column.name]}::{column.duckdb_type} AS {column.name}" for column in TRADE.columns
    )
    return f"SELECT {listed} FROM ({' UNION ALL '.join(parts)}) AS c {' '.join(joins)}"


def _may_be_of(held: Holding, asked: Bounds) -> bool:
    """Whether what all its rows have in common is wanted."""
    methods = ("published", "summed") if held.about["currency"] == "USD" else ("converted",)
    return (
        asked.may_be("source", held.name)
        and asked.may_be("agency", held.about["agency"])
        and asked.may_be("currency", held.about["currency"])
        and any(asked.may_be("method", method) for method in methods)
    )


def _columns(held: Holding, asked: Bounds, cells: Cells) -> tuple[Mapping[str, str], list[str]]:
    """SQL of each column of ``trade`` over cells ``c``, and what has to be joined."""
    about, joins = held.about, list[str]()
    month = "c.period % 100"
    is_year = f"{month} = 0"
    first = f"make_date((c.period // 100)::INTEGER, greatest({month}, 1)::INTEGER, 1)"
    last = f"last_day(make_date((c.period // 100)::INTEGER, CASE WHEN {is_year} THEN 12 ELSE {month} END::INTEGER, 1))"
    one = "(c.printed AND c.parts = 1)"
    is_dollar = about["currency"] == "USD"
    if not is_dollar:
        joins.append(f"LEFT JOIN {held.table('rates')} AS r ON r.period = c.period")
    low, high = _interval(held)
    return {
        "source": sql_text(held.name),
        "agency": sql_text(about["agency"]),
        "reporter": _economy("reporter", held, asked, joins),
        "partner": _economy("partner", held, asked, joins),
        "flow": f"CASE c.flow {' '.join(f'WHEN {n} THEN {sql_text(code)}' for n, code in FLOWS.items())} END",
        **_product(held, cells, joins),
        "period_start": first,
        "period_end": last,
        "period": f"(c.period // 100)::VARCHAR || CASE WHEN {is_year} THEN '' ELSE '-' || lpad(({month})::VARCHAR, 2, '0') END",
        "frequency": f"CASE WHEN {is_year} THEN 'A' ELSE 'M' END",
        "currency": sql_text(about["currency"]),
        "value_usd": _usd("c.value", held),
        "low_usd": _usd(low, held),
        "high_usd": _usd(high, held),
        "method": f"CASE WHEN {one} THEN 'published' ELSE 'summed' END" if is_dollar else "'converted'",
        "valuation": f"CASE c.flow WHEN 1 THEN {sql_text(about['valuation_x'])} ELSE {sql_text(about['valuation_m'])} END",
        "partner_rule": "'unknown'",
        "status": sql_text(about["status"]),
        "confidentiality": "'F'",
        "other_rule": "NULL",
        "note": sql_text(note(about)),
        "as_published": f"CASE WHEN {one} THEN {_printed(held)} ELSE 'sum of ' || format('{{:,}}', c.parts) || ' figure' "
        f"|| CASE WHEN c.parts = 1 THEN '' ELSE 's' END || {sql_text(' in ' + str(about['printed_in']))} END",
        "url": sql_text(about["url"]),
        "known_from": _known_from(held, joins),
        "known_to": "NULL",
        "rests_on": f"CASE WHEN {one} AND c.file IS NOT NULL THEN '+' || (c.file::BIGINT * {1 << 31} + c.row) ELSE '' END",
    }, joins  # fmt: skip


def _economy(column: str, held: Holding, asked: Bounds, joins: list[str]) -> str:
    """The code of an economy: the one that is asked for, else by its number."""
    allowed = asked.allowed.get(column)
    if allowed is not None and len(allowed) == 1:
        return sql_text(next(iter(allowed)))
    joins.append(f"JOIN {held.table('economies')} AS {column}s ON {column}s.id = c.{column}")
    return f"{column}s.code"


def _product(held: Holding, cells: Cells, joins: list[str]) -> Mapping[str, str]:
    if cells.has_totals_alone:
        return {"product_scheme": "'TOTAL'", "product": "'TOTAL'"}
    joins.append(f"JOIN {held.table('products')} AS p ON p.id = c.product")
    return {"product_scheme": "p.scheme", "product": "p.code"}


def _known_from(held: Holding, joins: list[str]) -> str:
    """The day of the cell's file; sums rest on the newest one."""
    newest = _day(held.days[-1])
    if len(held.days) == 1:
        return newest
    joins.append(f"LEFT JOIN {held.table('files')} AS f ON f.file = c.file")
    return f"coalesce(f.known_on, {newest})"


def _day(day: date) -> str:
    return f"DATE '{day}'"


def _interval(held: Holding) -> tuple[str, str]:
    """What the printed digits of so many figures allow (``Bulk._bounds``), in units."""
    low, high = "c.value - c.parts / 2.0", "c.value + c.parts"
    if not held.about["holds_negative"]:
        return low, high
    as_printed = "c.parts = 1 AND c.value >= 0"
    return (
        f"CASE WHEN {as_printed} THEN {low} ELSE c.value::DOUBLE - c.parts END",
        f"CASE WHEN {as_printed} OR c.parts > 1 THEN c.value::DOUBLE + c.parts ELSE c.value + c.parts / 2.0 END",
    )


def _usd(units: str, held: Holding) -> str:
    """An amount in units as US dollars. A division by a whole number is exact to the last digit that a double has."""
    unit = float(held.about["unit"])
    amount = f"({units})::DOUBLE / {round(1 / unit)}" if unit < 1 else f"({units})::DOUBLE * {unit!r}"
    return amount if held.about["currency"] == "USD" else f"round({amount} * r.usd_per_unit, 6)"


def _printed(held: Holding) -> str:
    """An amount as the file prints it: its digits, without zeros at the end, and what they are of."""
    parts = round(float(held.about["printed_unit"]) / float(held.about["unit"]))
    unit = sql_text(f" {held.about['printed_in']}")
    if parts == 1:
        return f"c.value::VARCHAR || {unit}"
    places = len(str(parts)) - 1
    sign = "CASE WHEN c.value < 0 THEN '-' ELSE '' END" if held.about["holds_negative"] else "''"
    fraction = f"rtrim(lpad((abs(c.value) % {parts})::VARCHAR, {places}, '0'), '0')"
    return (
        f"{sign} || (abs(c.value) // {parts})::VARCHAR || "
        f"CASE WHEN c.value % {parts} = 0 THEN '' ELSE '.' || {fraction} END || {unit}"
    )
