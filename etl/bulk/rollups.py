"""The roll-ups of a bulk data set. What the file prints itself stands before what is added up.

Sums are made of the finest codes alone, and never of a group beside its members. ``parts`` is how
many printed figures are in a sum: its interval follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from etl.bulk.engine import put
from etl.bulk.form import Form
from etl.bulk.staging import Staged
from trade.bulk import codes
from trade.bulk.tables import LAYOUT, LETTERED, PER_DIGIT
from trade.codelists import economies

#: The cell of each roll-up, in the order that it is sorted by.
_ADDED = "sum(value)::BIGINT AS value"
_SUMMED = f"{_ADDED}, sum(parts)::UINTEGER AS parts, false AS printed"
_COUNTED = f"{_ADDED}, count(*)::UINTEGER AS parts"
_PLACED = (
    "true AS printed, CASE count(*) WHEN 1 THEN any_value(file) END AS file, "
    "CASE count(*) WHEN 1 THEN any_value(row) END AS row"
)
_NOWHERE = "false AS printed, NULL::UINTEGER AS file, NULL::UINTEGER AS row"


def chunks(counts: Sequence[tuple[int, int]], most: int) -> list[tuple[int, int, int]]:
    """Neighbours of at most so many rows together (one alone may have more): first, last, rows."""
    found: list[tuple[int, int, int]] = []
    for number, count in counts:
        if found and found[-1][2] + count <= most:
            found[-1] = (found[-1][0], number, found[-1][2] + count)
        else:
            found.append((number, number, count))
    return found


def is_leaf(form: Form, column: str = "product") -> str:
    """SQL: whether a product's code has as many digits as the finest ones have."""
    return f"{column} % {LETTERED} // {PER_DIGIT} = {form.leaf}"


def _groups(form: Form) -> str:
    known = economies()
    numbers = [n for n, code in form.economies().items() if code in known and known[code].is_group]
    return ", ".join(map(str, sorted(numbers)))


def described(
    db: duckdb.DuckDBPyConnection, form: Form, dataset: str, staged: Sequence[Staged], rows: str,
    rates: Sequence[tuple[int, float]],
) -> None:  # fmt: skip
    """What the data set is, its files, and the time and reporters that each of them speaks of."""
    about = (
        dataset, form.source, form.agency, form.title, form.url, form.licence, form.edition, form.leaf, form.currency,
        form.unit, form.weight_kg, form.printed_in, form.printed_unit, form.valuation["X"], form.valuation["M"],
        form.one_figure, form.status, form.note, form.world, None, LAYOUT, None,
    )  # fmt: skip
    db.execute(f"INSERT INTO about VALUES ({', '.join('?' * len(about))})", about)
    for each in staged:
        db.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            [each.number, each.name, each.sha256, each.bytes, each.rows, sum(each.passed.values()), each.day],
        )
    db.execute(
        f"INSERT INTO spans SELECT file, reporter, flow, period, count(*) FROM ({rows}) GROUP BY ALL ORDER BY ALL"
    )
    put(db, "rates", rates)


def of_reporters(db: duckdb.DuckDBPyConnection, form: Form, first: int, last: int) -> None:
    """``pairs`` and ``reporter_products`` of these reporters, whose rows are in ``flows``."""
    groups, mine, leaf = _groups(form), f"reporter BETWEEN {first} AND {last}", is_leaf(form)
    cell = "reporter, partner, flow, period"
    db.execute(f"""
        CREATE OR REPLACE TEMP TABLE printed_pairs AS SELECT {cell}, {_COUNTED}, {_PLACED}
        FROM flows WHERE {mine} AND product = 0 GROUP BY {cell}""")
    db.execute(f"""
        CREATE OR REPLACE TEMP TABLE known_pairs AS FROM printed_pairs UNION ALL BY NAME FROM (
            SELECT {cell}, {_COUNTED}, {_NOWHERE} FROM flows WHERE {mine} AND {leaf} GROUP BY {cell}
        ) ANTI JOIN printed_pairs USING ({cell})""")
    db.execute(f"""
        INSERT INTO pairs BY NAME FROM (FROM known_pairs UNION ALL BY NAME FROM (
            SELECT reporter, {form.world}::UINTEGER AS partner, flow, period, {_SUMMED} FROM known_pairs
            WHERE partner NOT IN ({groups}) GROUP BY reporter, flow, period
        ) AS world ANTI JOIN known_pairs USING ({cell})) ORDER BY {cell}""")
    cell = "reporter, flow, period, product"
    db.execute(f"""
        CREATE OR REPLACE TEMP TABLE printed_products AS SELECT {cell}, {_COUNTED}, {_PLACED}
        FROM flows WHERE {mine} AND partner = {form.world} AND product <> 0 GROUP BY {cell}""")
    db.execute(f"""
        INSERT INTO reporter_products BY NAME FROM (FROM printed_products UNION ALL BY NAME FROM (
            SELECT {cell}, {_COUNTED}, {_NOWHERE} FROM flows WHERE {mine} AND {leaf} AND partner NOT IN ({groups})
            GROUP BY {cell}
        ) ANTI JOIN printed_products USING ({cell})) ORDER BY {cell}""")


def of_partners(db: duckdb.DuckDBPyConnection, form: Form, most: int) -> None:
    """``partner_products``, a few partners at a time."""
    counts: list[tuple[int, int]] = db.execute(
        "SELECT partner, sum(parts)::BIGINT FROM pairs GROUP BY ALL ORDER BY 1"
    ).fetchall()
    cell, groups = "partner, flow, period, product", _groups(form)
    for first, last, _ in chunks(counts, 5 * most):
        db.execute(f"""
            INSERT INTO partner_products BY NAME SELECT {cell}, {_COUNTED}, false AS printed FROM flows
            WHERE partner BETWEEN {first} AND {last} AND {is_leaf(form)} AND reporter NOT IN ({groups})
            GROUP BY {cell} ORDER BY {cell}""")


def of_world(db: duckdb.DuckDBPyConnection, form: Form) -> None:
    """``totals`` of each economy, and ``world_products``: all reporters together, by product and in all."""
    groups = _groups(form)
    db.execute(f"""
        INSERT INTO totals BY NAME FROM (
            SELECT false AS is_partner, reporter AS economy, flow, period, value, parts, printed, file, row
            FROM pairs WHERE partner = {form.world}
            UNION ALL BY NAME
            SELECT true AS is_partner, partner AS economy, flow, period, {_SUMMED} FROM pairs
            WHERE partner <> {form.world} AND reporter NOT IN ({groups}) GROUP BY partner, flow, period
        ) ORDER BY is_partner, flow, period, economy""")
    db.execute(f"""
        INSERT INTO world_products BY NAME FROM (
            SELECT flow, period, product, {_SUMMED} FROM reporter_products
            WHERE {is_leaf(form)} AND reporter NOT IN ({groups}) GROUP BY flow, period, product
            UNION ALL BY NAME
            SELECT flow, period, 0::UINTEGER AS product, {_SUMMED} FROM pairs
            WHERE partner = {form.world} AND reporter NOT IN ({groups}) GROUP BY flow, period
        ) ORDER BY flow, period, product""")
    listed, known = form.economies(), economies()
    numbers = db.execute("SELECT reporter FROM pairs UNION SELECT partner FROM pairs ORDER BY 1").fetchall()
    rows = [(n, listed[n], known[listed[n]].is_group) for (n,) in numbers]
    put(db, "economies", rows)


def filled(db: duckdb.DuckDBPyConnection) -> None:
    """``products``: every product of the data set, and the chapters that they are in; which levels are printed."""
    numbers = {n for (n,) in db.execute("SELECT DISTINCT product FROM flows").fetchall()}
    levels = ",".join(map(str, sorted({codes.digits(n) for n in numbers})))
    db.execute("UPDATE about SET levels = ?, holds_negative = (SELECT min(value) < 0 FROM flows)", [levels])
    numbers |= {found for n in numbers if (found := codes.chapter(n)) is not None} | {0}
    rows = [
        (n, codes.scheme(codes.spelt(n)), codes.spelt(n), codes.chapter(n), codes.section(codes.spelt(n)))
        for n in sorted(numbers)
    ]
    put(db, "products", rows)
