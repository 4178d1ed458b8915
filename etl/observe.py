"""Figures -> observations: digits become values and intervals, one row a figure as published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from etl.readings import Kept
from trade.period import Period
from trade.tables import OBSERVATIONS

#: The cell that a figure answers: two figures with one such key speak of the same thing.
CELL = (
    "source", "agency", "reporter", "partner", "flow", "product_scheme", "product",
    "period_start", "period_end", "currency",
)  # fmt: skip

#: Digits like 19.12, -4.8 or 1e-05 with a power of ten, parsed as one number so that nothing is
#: lost on the way ("19.12" and 6 become "19.12e6"), and one unit of their last printed digit.
_NUMBERS = """
SELECT *,
    CAST(mantissa || 'e' || power AS DOUBLE) AS value,
    CAST('1e' || (power - length(split_part(mantissa, '.', 2))) AS DOUBLE) AS last_digit
FROM (
    SELECT * EXCLUDE (raw_name),
        split_part(digits, 'e', 1) AS mantissa,
        exponent + coalesce(TRY_CAST(split_part(digits, 'e', 2) AS INTEGER), 0) AS power
    FROM read_parquet(?, filename = 'raw_name') JOIN reading_of ON reading = raw_name
)
"""

#: Printed digits are cut as often as rounded: half a unit below, one unit beyond (see trade.value).
_INTERVAL = """
SELECT *,
    value - last_digit * CASE WHEN value < 0 THEN 1 ELSE 0.5 END AS low,
    value + last_digit * CASE WHEN value < 0 THEN 0.5 ELSE 1 END AS high
FROM numbers
"""


def observe(
    db: duckdb.DuckDBPyConnection, readings: Sequence[Kept], retrieved: Mapping[str, date]
) -> None:
    """Fills the table ``observations`` of ``db`` from what was read, duplicates and all."""
    db.execute(OBSERVATIONS.ddl())
    if not readings:
        return
    db.register("reading_of", _reading_of(readings, retrieved))
    paths = [str(kept.path) for kept in readings]
    db.register("period_of", _period_of(db, paths))
    db.execute(
        f"""
        INSERT INTO observations BY NAME
        WITH numbers AS ({_NUMBERS}), intervals AS ({_INTERVAL})
        SELECT source, agency, reporter, partner, flow, product_scheme, product,
            period_start, period_end, period, frequency, value, currency, last_digit,
            CASE currency WHEN 'USD' THEN value END AS value_usd,
            CASE currency WHEN 'USD' THEN low END AS low_usd,
            CASE currency WHEN 'USD' THEN high END AS high_usd,
            NULL AS net_weight_kg, valuation, partner_rule, status, confidentiality, in_series,
            note, as_published, url, published_on, known_on, retrieved_at, raw_sha256, locator
        FROM intervals JOIN period_of USING (period_start, period_end)
        """,
        [paths],
    )
    db.unregister("reading_of")
    db.unregister("period_of")


def _reading_of(readings: Sequence[Kept], retrieved: Mapping[str, date]) -> pa.Table:
    return pa.table(
        {
            "reading": [str(kept.path) for kept in readings],
            "source": [kept.source for kept in readings],
            "raw_sha256": [kept.file.sha256 for kept in readings],
            "retrieved_at": pa.array([retrieved[kept.source] for kept in readings], pa.date32()),
        }
    )


def _period_of(db: duckdb.DuckDBPyConnection, paths: list[str]) -> pa.Table:
    """The few hundred distinct periods with their text form and kind."""
    days = db.execute(
        "SELECT DISTINCT period_start, period_end FROM read_parquet(?)", [paths]
    ).fetchall()
    periods = [Period(start, end) for start, end in days]
    return pa.table(
        {
            "period_start": pa.array([period.start for period in periods], pa.date32()),
            "period_end": pa.array([period.end for period in periods], pa.date32()),
            "period": pa.array([period.text for period in periods], pa.string()),
            "frequency": pa.array([period.frequency for period in periods], pa.string()),
        }
    )
