"""Arithmetic that published figures must obey, judged within their printed digits.

What fails is a row of the table ``findings``: data, not an exception. Each check is one query over
``trade``; its rows are the figures that fail, with what was expected and what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import duckdb

from etl.arrow import Frame, pa
from etl.model import Finding
from etl.readings import Kept
from trade.codelists import economies
from trade.tables import FINDINGS

#: Publishers leave small unallocated amounts between the partners' sum and the world total.
UNALLOCATED = 0.001


@dataclass(frozen=True)
class Check:
    """An identity and the query that lists where it does not hold."""

    identity: str
    sql: str


TURNOVER = Check(
    "turnover_is_exports_plus_imports",
    """
    SELECT t.*, 'warning' AS severity,
        usd(x.value_usd + m.value_usd) || ' = ' || usd(x.value_usd) || ' + ' || usd(m.value_usd) AS expected,
        usd(t.value_usd) AS found,
        'printed digits: ' || usd(x.low_usd + m.low_usd) || ' to ' || usd(x.high_usd + m.high_usd) AS tolerance,
        'The printed turnover is not the sum of the printed exports and imports.' AS message
    FROM (FROM latest WHERE flow = 'T') t
        JOIN (FROM told WHERE flow = 'X') x USING (cell) JOIN (FROM told WHERE flow = 'M') m USING (cell)
    WHERE true
        AND (t.low_usd > x.high_usd + m.high_usd OR t.high_usd < x.low_usd + m.low_usd)
    """,
)

BALANCE = Check(
    "balance_is_exports_minus_imports",
    """
    SELECT b.*, 'warning' AS severity,
        usd(x.value_usd - m.value_usd) || ' = ' || usd(x.value_usd) || ' - ' || usd(m.value_usd) AS expected,
        usd(b.value_usd) AS found,
        'printed digits: ' || usd(x.low_usd - m.high_usd) || ' to ' || usd(x.high_usd - m.low_usd) AS tolerance,
        'The printed balance is not the printed exports minus imports.' AS message
    FROM (FROM latest WHERE flow = 'B') b
        JOIN (FROM told WHERE flow = 'X') x USING (cell) JOIN (FROM told WHERE flow = 'M') m USING (cell)
    WHERE true
        AND (b.low_usd > x.high_usd - m.low_usd OR b.high_usd < x.low_usd - m.high_usd)
    """,
)

PARTNERS = Check(
    "partners_sum_to_world",
    f"""
    WITH parts AS (
        SELECT source, agency, reporter, flow, product_scheme, product, period_start, period_end,
            sum(value_usd) AS total, sum(low_usd) AS low, sum(high_usd) AS high, count(*) AS parts
        FROM latest JOIN kinds ON partner = code
        WHERE kind IN ('economy', 'former', 'residual') AND source <> 'press'
        GROUP BY ALL
    )
    SELECT w.*,
        CASE WHEN abs(total - value_usd) > 0.01 * abs(value_usd) THEN 'warning' ELSE 'note' END AS severity,
        usd(value_usd) AS expected,
        usd(total) || ' in ' || parts || ' partners (' || percent(total - value_usd, value_usd) || ')' AS found,
        'printed digits and {UNALLOCATED:.1%} unallocated' AS tolerance,
        'The partners do not add up to the world total; above 1 % it is a warning.' AS message
    FROM latest w JOIN parts p USING (
        source, agency, reporter, flow, product_scheme, product, period_start, period_end)
    WHERE w.partner = 'W00' AND abs(total - value_usd) > {UNALLOCATED} * abs(value_usd)
        AND (low > high_usd OR high < low_usd)
    """,
)

PRODUCTS = Check(
    "products_sum_to_total",
    f"""
    WITH detailed AS MATERIALIZED (
        FROM latest WHERE source IN (
            SELECT DISTINCT source FROM trade WHERE product_scheme NOT IN ('TOTAL', 'press'))
    ),
    parts AS (
        SELECT source, agency, reporter, partner, flow, period_start, period_end, product_scheme AS scheme,
            sum(value_usd) AS total, sum(low_usd) AS low, sum(high_usd) AS high, count(*) AS parts
        FROM detailed WHERE product_scheme NOT IN ('TOTAL', 'press') GROUP BY ALL
    )
    SELECT t.*,
        CASE WHEN abs(total - value_usd) > 0.01 * abs(value_usd) THEN 'warning' ELSE 'note' END AS severity,
        usd(value_usd) AS expected,
        usd(total) || ' in ' || parts || ' products of ' || scheme
            || ' (' || percent(total - value_usd, value_usd) || ')' AS found,
        'printed digits and {UNALLOCATED:.1%} unallocated' AS tolerance,
        'The products do not add up to the total; above 1 % it is a warning.' AS message
    FROM detailed t JOIN parts p USING (source, agency, reporter, partner, flow, period_start, period_end)
    WHERE t.product = 'TOTAL' AND abs(total - value_usd) > {UNALLOCATED} * abs(value_usd)
        AND (low > high_usd OR high < low_usd)
    """,
)

TWO_SOURCES = Check(
    "two_sources_agree",
    """
    WITH asked AS (SELECT DISTINCT reporter, partner, period_start, period_end FROM latest WHERE source = 'press'),
    near AS (FROM latest SEMI JOIN asked USING (reporter, partner, period_start, period_end)),
    answers AS (
        FROM near
        UNION ALL BY NAME
        SELECT x.* REPLACE ('T' AS flow, x.value_usd + m.value_usd AS value_usd,
            x.low_usd + m.low_usd AS low_usd, x.high_usd + m.high_usd AS high_usd)
        FROM near x JOIN near m USING (cell) ANTI JOIN (FROM near WHERE flow = 'T') printed USING (cell)
        WHERE x.flow = 'X' AND m.flow = 'M'
    )
    SELECT a.*, 'note' AS severity,
        usd(b.value_usd) || ' (' || b.agency || ', ' || b.source || ')' AS expected,
        usd(a.value_usd) || ' (' || percent(a.value_usd - b.value_usd, b.value_usd) || ')' AS found,
        'printed digits: ' || usd(b.low_usd) || ' to ' || usd(b.high_usd) AS tolerance,
        'Two publishers differ on one cell by more than their printed digits allow.' AS message
    FROM latest a JOIN answers b USING (reporter, partner, flow, product_scheme, product, period_start, period_end)
    WHERE a.source = 'press' AND (a.source, a.agency) <> (b.source, b.agency)
        AND (b.source <> 'press' OR a.agency < b.agency)
        AND (a.low_usd > b.high_usd OR a.high_usd < b.low_usd)
    """,
)

NEGATIVE = Check(
    "trade_is_not_negative",
    """
    SELECT *, 'note' AS severity, 'zero or more' AS expected, usd(value_usd) AS found,
        'none' AS tolerance,
        'A negative value, as published: kept as it is, neither clipped nor dropped.' AS message
    FROM latest WHERE flow <> 'B' AND value_usd < 0
    """,
)

CHECKS = (TURNOVER, BALANCE, PARTNERS, PRODUCTS, TWO_SOURCES, NEGATIVE)

_VIEWS = """
CREATE OR REPLACE TEMP MACRO usd(amount) AS format('{:,.0f} USD', amount);
CREATE OR REPLACE TEMP MACRO percent(part, whole) AS
    CASE WHEN whole = 0 THEN 'no percentage of zero' ELSE format('{:+.2f} %', 100 * part / whole) END;
CREATE OR REPLACE TEMP VIEW latest AS
    SELECT *, (source, agency, reporter, partner, product_scheme, product, period_start, period_end) AS cell
    FROM trade WHERE known_to IS NULL AND value_usd IS NOT NULL;
-- figures of the few publishers that print a turnover or a balance beside its parts
CREATE OR REPLACE TEMP VIEW told AS
    FROM latest WHERE source IN (SELECT DISTINCT source FROM trade WHERE flow IN ('T', 'B'));
"""


def fill(db: duckdb.DuckDBPyConnection, readings: Sequence[Kept], said: Sequence[Finding]) -> None:
    """Fills ``findings`` with what the readers said and with what the checks find in ``trade``."""
    db.execute(FINDINGS.ddl())
    db.execute(_VIEWS)
    db.register("kinds", _kinds())
    db.register("file_of", _file_of(readings))
    for check in CHECKS:
        _run(db, check)
    db.execute("DROP TABLE failed")
    if said:
        rows = [asdict(finding) for finding in said]
        db.register("said", pa.Table.from_pylist(rows))
        db.execute("INSERT INTO findings BY NAME FROM said")
        db.unregister("said")


def _run(db: duckdb.DuckDBPyConnection, check: Check) -> None:
    """The places of the few figures that fail are looked up once the check has run."""
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE failed AS "
        f"SELECT * EXCLUDE (rests_on, cell), CAST(rests_on AS BIGINT) AS observation FROM ({check.sql})"
    )
    db.execute(
        """
        INSERT INTO findings BY NAME
        SELECT ? AS identity, severity, source, reporter, partner, flow, product, period,
            coalesce(path, raw_sha256) AS file, locator, expected, found, tolerance, message
        FROM failed JOIN (
                SELECT observation, raw_sha256, locator FROM observations
                SEMI JOIN failed USING (observation)
            ) USING (observation)
            LEFT JOIN file_of ON raw_sha256 = sha256
        ORDER BY ALL
        """,
        [check.identity],
    )


def _kinds() -> Frame:
    listed = economies().values()
    return pa.table({"code": [item.code for item in listed], "kind": [item.kind for item in listed]})


def _file_of(readings: Sequence[Kept]) -> Frame:
    files = {kept.file.sha256: kept.file.name for kept in readings}
    return pa.table(
        {"sha256": pa.array(files.keys(), pa.string()), "path": pa.array(files.values(), pa.string())}
    )
