"""Figures -> observations: digits become values and intervals, one row a figure as published."""

from __future__ import annotations

from datetime import date
from functools import cache

import duckdb
import pyarrow as pa

from etl.model import RawFile
from trade.errors import CheckFailed
from trade.period import Period
from trade.tables import OBSERVATIONS

#: The cell that a figure answers: two figures with one such key speak of the same thing.
CELL = (
    "source", "agency", "reporter", "partner", "flow", "product_scheme", "product",
    "period_start", "period_end", "currency",
)  # fmt: skip

#: Digits like 19.12, -4.8 or 1e-05 with a power of ten, parsed as one number so that nothing is
#: lost on the way ("19.12" and 6 become "19.12e6"), and one unit of their last printed digit.
#: Printed digits are cut as often as rounded: half a unit below, one unit beyond (see trade.value).
_OBSERVE = """
WITH parsed AS (
    SELECT *, split_part(digits, 'e', 1) AS mantissa,
        exponent + coalesce(TRY_CAST(split_part(digits, 'e', 2) AS INTEGER), 0) AS power
    FROM figures
), numbers AS (
    SELECT *, CAST(mantissa || 'e' || power AS DOUBLE) AS value,
        CAST('1e' || (power - length(split_part(mantissa, '.', 2))) AS DOUBLE) AS last_digit
    FROM parsed
), intervals AS (
    SELECT *,
        value - last_digit * CASE WHEN value < 0 THEN 1 ELSE 0.5 END AS low,
        value + last_digit * CASE WHEN value < 0 THEN 0.5 ELSE 1 END AS high
    FROM numbers
)
SELECT $first + place AS observation, $source AS source, agency, reporter, partner, flow,
    product_scheme, product, period_start, period_end, period, frequency, value, currency, last_digit,
    CASE currency WHEN 'USD' THEN value END AS value_usd,
    CASE currency WHEN 'USD' THEN low END AS low_usd,
    CASE currency WHEN 'USD' THEN high END AS high_usd,
    CAST(NULL AS DOUBLE) AS net_weight_kg, valuation, partner_rule, status, confidentiality, in_series,
    note, as_published, url, published_on, known_on, $retrieved AS retrieved_at,
    $sha256 AS raw_sha256, locator
FROM intervals JOIN period_of USING (period_start, period_end)
ORDER BY place
"""


def first_number(sha256: str) -> int:
    """The number before a file's first observation; numbers of one file follow one another."""
    return int(sha256[:8], 16) << 31


def observe(figures: pa.Table, source: str, file: RawFile, retrieved: date) -> pa.Table:
    """The observations of a file's figures, numbered in their order (columns of OBSERVATIONS)."""
    db = _engine()
    places = pa.array(range(1, len(figures) + 1), pa.int64())
    db.register("figures", figures.append_column("place", places))
    db.register("period_of", _periods(figures))
    values = {
        "first": first_number(file.sha256), "source": source,
        "retrieved": retrieved, "sha256": file.sha256,
    }  # fmt: skip
    return db.execute(_OBSERVE, values).to_arrow_table()


def collapsed(observations: pa.Table, file: RawFile) -> pa.Table:
    """Without what the file says twice in the same words; raises CheckFailed where the words differ."""
    db = _engine()
    db.register("said", observations)
    cell = ", ".join(CELL)
    torn = db.execute(
        f"SELECT string_agg(locator || ': ' || as_published, '; ' ORDER BY observation) FROM said "
        f"GROUP BY {cell}, known_on HAVING count(DISTINCT (value, last_digit, status)) > 1 ORDER BY ALL"
    ).fetchall()
    if torn:
        raise CheckFailed(
            f"it says two things of one cell: {torn[0][0]} ({len(torn)} such cells).", where=file.name,
            todo="Ask the publisher which one holds.",
        )
    return db.execute(
        f"SELECT {', '.join(OBSERVATIONS.names)} FROM said "
        f"QUALIFY row_number() OVER (PARTITION BY {cell}, known_on ORDER BY observation) = 1 ORDER BY observation"
    ).to_arrow_table()


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """One engine a process, for tables in memory; a file's figures are too few for two threads."""
    return duckdb.connect(config={"threads": 1})


def _periods(figures: pa.Table) -> pa.Table:
    """The few distinct periods of the figures with their text form and kind."""
    days = figures.select(["period_start", "period_end"]).group_by(["period_start", "period_end"]).aggregate([])
    periods = [Period(row["period_start"], row["period_end"]) for row in days.to_pylist()]
    return days.append_column("period", pa.array([period.text for period in periods], pa.string())).append_column(
        "frequency", pa.array([period.frequency for period in periods], pa.string())
    )
