"""The questions of bulk data put to other engines on one Parquet file: the rows of ``flows``, in their order.

Each engine is what its users would install (``pip install polars chdb-core``); one that is not there is skipped.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from trade.bulk.tables import LETTERED, PER_DIGIT


#: A selection by the data set's own numbers, as a person who writes SQL by hand would look them up.
@dataclass(frozen=True)
class Picked:
    reporter: int
    partner: int
    period: int
    reporter_code: str
    partner_code: str


Ask = Callable[[Picked], Any]
CHAPTER = f"product % {PER_DIGIT} // 10000"


def by_hand(leaf: int) -> Mapping[str, Callable[[Picked], str]]:
    """The SQL that a person would write against the rolled-up tables of the very same file."""
    _ = leaf
    return {
        "pair series": lambda p: (
            f"SELECT period, value FROM pairs WHERE reporter = {p.reporter} AND partner = {p.partner} ORDER BY period"
        ),
        "pair by HS2": lambda p: (
            f"SELECT {_chapter(leaf)} AS hs2, sum(value) FROM flows WHERE reporter = {p.reporter} "
            f"AND partner = {p.partner} AND period = {p.period} GROUP BY hs2 ORDER BY hs2"
        ),
        "partners of a year": lambda p: (
            f"SELECT partner, value FROM pairs WHERE reporter = {p.reporter} AND period = {p.period} ORDER BY value DESC"
        ),
        "top products": lambda p: (
            f"SELECT product, value FROM reporter_products WHERE reporter = {p.reporter} "
            f"AND period = {p.period} ORDER BY value DESC LIMIT 20"
        ),
        "mirror": lambda p: (
            f"SELECT reporter, period, value FROM pairs WHERE (reporter = {p.reporter} AND partner = {p.partner}) "
            f"OR (reporter = {p.partner} AND partner = {p.reporter}) ORDER BY period"
        ),
        "world by reporter": lambda p: (
            f"SELECT economy, value FROM totals WHERE NOT is_partner AND period = {p.period} ORDER BY value DESC"
        ),
        "RCA inputs": lambda p: (
            f"SELECT product, r.value, w.value FROM reporter_products AS r JOIN world_products AS w "
            f"USING (period, product) WHERE r.reporter = {p.reporter} AND r.period = {p.period} ORDER BY product"
        ),
    }


def on_rows(table: str, div: str = "//") -> Mapping[str, Callable[[Picked], str]]:
    """The same over rows alone, without roll-ups: what a file of rows costs any engine."""
    whole = f"SELECT {{}} FROM {table} WHERE "
    return {
        "pair series": lambda p: (
            whole.format("period, sum(value) AS v")
            + f"reporter = {p.reporter} AND partner = {p.partner} GROUP BY period ORDER BY period"
        ),
        "pair by HS2": lambda p: (
            whole.format(f"product % {PER_DIGIT} {div} 10000 AS hs2, sum(value) AS v")
            + f"reporter = {p.reporter} "
            f"AND partner = {p.partner} AND period = {p.period} GROUP BY hs2 ORDER BY hs2"
        ),
        "partners of a year": lambda p: (
            whole.format("partner, sum(value) AS v")
            + f"reporter = {p.reporter} AND period = {p.period} GROUP BY partner ORDER BY v DESC"
        ),
        "top products": lambda p: (
            whole.format("product, sum(value) AS v")
            + f"reporter = {p.reporter} AND period = {p.period} GROUP BY product ORDER BY v DESC LIMIT 20"
        ),
        "mirror": lambda p: (
            whole.format("reporter, period, sum(value) AS v")
            + f"(reporter = {p.reporter} AND partner = {p.partner}) "
            f"OR (reporter = {p.partner} AND partner = {p.reporter}) GROUP BY reporter, period ORDER BY period, reporter"
        ),
        "world by reporter": lambda p: (
            whole.format("reporter, sum(value) AS v")
            + f"period = {p.period} GROUP BY reporter ORDER BY v DESC"
        ),
        "RCA inputs": lambda p: (
            f"SELECT r.product, r.v, w.v FROM (SELECT product, sum(value) AS v FROM {table} WHERE reporter = {p.reporter} "
            f"AND period = {p.period} GROUP BY product) AS r JOIN (SELECT product, sum(value) AS v FROM {table} WHERE period = {p.period} "
            f"GROUP BY product) AS w ON r.product = w.product ORDER BY r.product"
        ),
    }


def _chapter(leaf: int) -> str:
    return f"product % {LETTERED} % {PER_DIGIT} // {10 ** (leaf - 2)}"


def polars_(parquet: Path) -> Mapping[str, Ask] | None:
    """Polars, lazily over the file; None where it is not installed."""
    try:
        pl = importlib.import_module("polars")
    except ImportError:
        return None
    rows = pl.scan_parquet(parquet)
    c, v = pl.col, pl.col("value").sum().alias("v")

    def pair(p: Picked) -> Any:
        return (c("reporter") == p.reporter) & (c("partner") == p.partner)

    def mine(p: Picked) -> Any:
        return (c("reporter") == p.reporter) & (c("period") == p.period)

    def turned(p: Picked) -> Any:
        return (c("reporter") == p.partner) & (c("partner") == p.reporter)

    return {
        "pair series": lambda p: rows.filter(pair(p)).group_by("period").agg(v).sort("period").collect(),
        "pair by HS2": lambda p: rows.filter(pair(p) & (c("period") == p.period))
        .group_by(((c("product") % PER_DIGIT) // 10000).alias("hs2")).agg(v).sort("hs2").collect(),
        "partners of a year": lambda p: rows.filter(mine(p)).group_by("partner").agg(v).sort("v", descending=True).collect(),
        "top products": lambda p: rows.filter(mine(p)).group_by("product").agg(v).top_k(20, by="v").collect(),
        "mirror": lambda p: rows.filter(pair(p) | turned(p)).group_by("reporter", "period").agg(v).sort("period").collect(),
        "world by reporter": lambda p: rows.filter(c("period") == p.period).group_by("reporter").agg(v).sort("v").collect(),
        "RCA inputs": lambda p: rows.filter(mine(p)).group_by("product").agg(v)
        .join(rows.filter(c("period") == p.period).group_by("product").agg(v), on="product").sort("product").collect(),
    }  # fmt: skip


def chdb_(parquet: Path) -> Mapping[str, Ask] | None:
    """chDB, ClickHouse in this process; None where it is not installed."""
    try:
        chdb = importlib.import_module("chdb")
    except ImportError:
        return None
    sql = on_rows(f"file('{parquet}', Parquet)", div="DIV")
    return {name: lambda p, ask=ask: chdb.query(ask(p), "Arrow").bytes() for name, ask in sql.items()}


def pandas_(parquet: Path) -> Mapping[str, Ask]:
    """pandas with all rows in memory, columns as narrow as in the file."""
    rows = pd.read_parquet(parquet)

    def pair(p: Picked) -> Any:
        return (rows["reporter"] == p.reporter) & (rows["partner"] == p.partner)

    def mine(p: Picked) -> Any:
        return (rows["reporter"] == p.reporter) & (rows["period"] == p.period)

    def turned(p: Picked) -> Any:
        return (rows["reporter"] == p.partner) & (rows["partner"] == p.reporter)

    def hs2(p: Picked) -> Any:
        some = rows[pair(p) & (rows["period"] == p.period)]
        return some.groupby((some["product"] % PER_DIGIT) // 10000)["value"].sum()

    def advantage(p: Picked) -> Any:
        world = rows[rows["period"] == p.period].groupby("product")["value"].sum()
        return rows[mine(p)].groupby("product")["value"].sum().to_frame("own").join(world)

    return {
        "pair series": lambda p: rows[pair(p)].groupby("period")["value"].sum(),
        "pair by HS2": hs2,
        "partners of a year": lambda p: rows[mine(p)].groupby("partner")["value"].sum().sort_values(ascending=False),
        "top products": lambda p: rows[mine(p)].groupby("product")["value"].sum().nlargest(20),
        "mirror": lambda p: rows[pair(p) | turned(p)].groupby(["reporter", "period"])["value"].sum(),
        "world by reporter": lambda p: rows[rows["period"] == p.period].groupby("reporter")["value"].sum().sort_values(),
        "RCA inputs": advantage,
    }  # fmt: skip
