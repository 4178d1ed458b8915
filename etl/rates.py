"""Exchange rates: the table ``rates``, and by which rate a figure in another currency becomes dollars.

A figure is converted where its period is whole months that all have a rate: by the month's rate, or
by the mean of the months' rates. What was published stays in its currency beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

import duckdb

from etl.arrow import Frame, pa
from etl.readings import Kept, rates_of
from etl.registry import sources
from trade.period import Period
from trade.tables import RATES


def are_in(names: Collection[str]) -> bool:
    """Whether one of these sources holds rates."""
    return any(name in sources() and sources()[name].habits.get("holds") == "rates" for name in names)


def to_convert(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Source and reporter of all series that hold another currency than dollars."""
    return db.execute("SELECT DISTINCT source, reporter FROM observations WHERE currency <> 'USD'").fetchall()


def fill(db: duckdb.DuckDBPyConnection, readings: Sequence[Kept]) -> None:
    """Fills ``rates``, and makes the table ``conversions``: dollars per unit of a currency in a period."""
    db.execute(RATES.ddl())
    rows = [row for kept in readings for row in _rows(kept)]
    if rows:
        db.register("read_rates", pa.Table.from_pylist(rows))
        db.execute("INSERT INTO rates BY NAME FROM read_rates ORDER BY source, currency, period_start")
        db.unregister("read_rates")
    db.register("preferred", _preferred())
    db.execute(_MONTHLY)
    db.execute(_CONVERSIONS)
    db.unregister("preferred")


def _rows(kept: Kept) -> list[dict[str, object]]:
    return [
        {
            "source": kept.source, "publisher": rate.publisher, "currency": rate.currency,
            "period_start": month.start, "period_end": month.end, "period": month.text,
            "usd_per_unit": rate.usd_per_unit, "as_published": rate.as_published, "url": kept.file.url,
            "known_on": date.fromisoformat(rate.known_on), "retrieved_at": kept.retrieved,
            "raw_sha256": kept.file.sha256, "locator": rate.locator,
        }
        for rate in rates_of(kept) for month in [Period.parse(rate.month)]
    ]  # fmt: skip


def _preferred() -> Frame:
    """For which currencies a source of rates goes before others: ``preferred_for`` in its ``source.toml``."""
    pairs = [
        (name, code) for name, item in sources().items() for code in item.habits.get("preferred_for", ())
    ]
    return pa.table({"source": [name for name, _ in pairs], "currency": [code for _, code in pairs]})


#: Dollars per unit of a currency in the month that begins on a day.
Monthly = Mapping[date, float]


def monthly(db: duckdb.DuckDBPyConnection) -> Mapping[str, Monthly]:
    """The rates that hold, by currency. ``fill`` must have been called."""
    found: dict[str, dict[date, float]] = {}
    for currency, month, usd in db.execute(
        "SELECT currency, period_start, usd_per_unit FROM monthly_rates ORDER BY ALL"
    ).fetchall():
        found.setdefault(currency, {})[month] = usd
    return found


def rate(period: Period, of_months: Monthly) -> Decimal | None:
    """Dollars per unit in whole months: the mean of their rates; None where one of them has none."""
    found = [of_months.get(month.start) for month in period.each_month()]
    known = [Decimal(str(each)) for each in found if each is not None]
    return sum(known, Decimal(0)) / len(known) if len(known) == len(found) else None


#: Of two publishers of a month's rate the one preferred for the currency holds, of two files the one added last.
_MONTHLY = """
    CREATE OR REPLACE TEMP TABLE monthly_rates AS
    SELECT * FROM rates QUALIFY row_number() OVER (
        PARTITION BY currency, period_start
        ORDER BY (source, currency) IN (FROM preferred) DESC, retrieved_at DESC, source, raw_sha256) = 1
"""
_CONVERSIONS = """
    CREATE OR REPLACE TEMP TABLE conversions AS
    WITH asked AS (
        SELECT DISTINCT currency, period_start, period_end,
            datediff('month', period_start, period_end) + 1 AS months
        FROM observations
        WHERE currency <> 'USD' AND day(period_start) = 1 AND period_end = last_day(period_end)
    )
    SELECT currency, period_start, period_end, usd_per_unit,
        format('converted at {:.6f} USD per {}, ', usd_per_unit, currency)
        || CASE months WHEN 1 THEN 'the rate of the month' ELSE 'the mean of the rates of ' || months || ' months' END
        || ' by ' || publishers AS how
    FROM (
        SELECT currency, a.period_start, a.period_end, months,
            string_agg(DISTINCT publisher || ' (' || source || ')', ' and ') AS publishers,
            avg(usd_per_unit ORDER BY m.period_start) AS usd_per_unit
        FROM asked a JOIN monthly_rates m USING (currency)
        WHERE m.period_start >= a.period_start AND m.period_end <= a.period_end
        GROUP BY ALL HAVING count(*) = months
    )
"""
