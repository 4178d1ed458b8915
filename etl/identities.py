"""The identities that published figures must obey, each a query that lists where it does not hold.

A query answers with columns of ``trade`` (its views ``latest`` and ``told`` are made by ``etl.checks``)
and with severity, expected, found, tolerance and message.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Publishers leave small unallocated amounts between the partners' sum and the world total.
UNALLOCATED = 0.001


@dataclass(frozen=True)
class Check:
    """An identity and the query that lists where it does not hold."""

    identity: str
    sql: str


def _put_together(flow: str) -> str:
    """Printed turnovers or balances, each with the exports and imports that stood when it was printed.

    A later edition may revise the parts and not print the whole again: then the whole of the
    earlier one is compared with the parts of the earlier one.
    """
    return f"""
        whole AS (
            SELECT w.*, x.value_usd AS x, x.low_usd AS x_low, x.high_usd AS x_high,
                m.value_usd AS m, m.low_usd AS m_low, m.high_usd AS m_high
            FROM (FROM latest WHERE flow = '{flow}') w
                JOIN told x ON x.cell = w.cell AND x.flow = 'X' AND coalesce(x.known_to >= w.known_from, true)
                JOIN told m ON m.cell = w.cell AND m.flow = 'M' AND coalesce(m.known_to >= w.known_from, true)
            QUALIFY row_number() OVER (PARTITION BY w.cell ORDER BY x.known_from, m.known_from) = 1
        )
    """


TURNOVER = Check(
    "turnover_is_exports_plus_imports",
    f"""
    WITH {_put_together("T")}
    SELECT * EXCLUDE (x, x_low, x_high, m, m_low, m_high), 'warning' AS severity,
        usd(x + m) || ' = ' || usd(x) || ' + ' || usd(m) AS expected,
        usd(value_usd) AS found,
        'printed digits: ' || usd(x_low + m_low) || ' to ' || usd(x_high + m_high) AS tolerance,
        'The printed turnover is not the sum of the printed exports and imports.' AS message
    FROM whole WHERE low_usd > x_high + m_high OR high_usd < x_low + m_low
    """,
)

BALANCE = Check(
    "balance_is_exports_minus_imports",
    f"""
    WITH {_put_together("B")}
    SELECT * EXCLUDE (x, x_low, x_high, m, m_low, m_high), 'warning' AS severity,
        usd(x - m) || ' = ' || usd(x) || ' - ' || usd(m) AS expected,
        usd(value_usd) AS found,
        'printed digits: ' || usd(x_low - m_high) || ' to ' || usd(x_high - m_low) AS tolerance,
        'The printed balance is not the printed exports minus imports.' AS message
    FROM whole WHERE low_usd > x_high - m_low OR high_usd < x_low - m_high
    """,
)

PARTNERS = Check(
    "partners_sum_to_world",
    f"""
    WITH parts AS (
        SELECT source, agency, reporter, flow, product_scheme, product, period_start, period_end, currency,
            partner_rule, sum(value_usd) AS total, sum(low_usd) AS low, sum(high_usd) AS high, count(*) AS parts
        FROM latest JOIN kinds ON partner = code
        WHERE kind IN ('economy', 'former', 'residual')
            AND source NOT IN (SELECT source FROM habits WHERE partners = 'some')
        GROUP BY ALL
    )
    SELECT w.*,
        CASE WHEN abs(total - value_usd) > 0.01 * abs(value_usd) THEN 'warning' ELSE 'note' END AS severity,
        usd(value_usd) AS expected,
        usd(total) || ' in ' || parts || ' partners (' || percent(total - value_usd, value_usd) || ')' AS found,
        'printed digits and {UNALLOCATED:.1%} unallocated' AS tolerance,
        'The partners do not add up to the world total; above 1 % it is a warning.' AS message
    FROM latest w JOIN parts p USING (
        source, agency, reporter, flow, product_scheme, product, period_start, period_end, currency, partner_rule)
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
        SELECT source, agency, reporter, partner, flow, period_start, period_end, currency, partner_rule,
            product_scheme AS scheme, sum(value_usd) AS total, sum(low_usd) AS low, sum(high_usd) AS high, count(*) AS parts
        FROM detailed WHERE product_scheme NOT IN ('TOTAL', 'press')
            AND (product_scheme, product) NOT IN (FROM goods) GROUP BY ALL
    )
    SELECT t.*,
        CASE WHEN abs(total - value_usd) > 0.01 * abs(value_usd) THEN 'warning' ELSE 'note' END AS severity,
        usd(value_usd) AS expected,
        usd(total) || ' in ' || parts || ' products of ' || scheme
            || ' (' || percent(total - value_usd, value_usd) || ')' AS found,
        'printed digits and {UNALLOCATED:.1%} unallocated' AS tolerance,
        'The products do not add up to the total; above 1 % it is a warning.' AS message
    FROM detailed t JOIN parts p USING (
        source, agency, reporter, partner, flow, period_start, period_end, currency, partner_rule)
    WHERE t.product = 'TOTAL' AND abs(total - value_usd) > {UNALLOCATED} * abs(value_usd)
        AND (low > high_usd
            OR high < low_usd AND source NOT IN (SELECT source FROM habits WHERE products = 'some'))
    """,
)

TWO_SOURCES = Check(
    "two_sources_agree",
    """
    WITH asked AS (SELECT DISTINCT reporter, partner, period_start, period_end FROM latest WHERE source = 'press'),
    near AS (FROM chosen SEMI JOIN asked USING (reporter, partner, period_start, period_end)),
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
        'Two publishers differ on one cell by more than their printed digits allow.'
            || CASE WHEN 'converted' IN (a.method, b.method) THEN
                ' ' || concat_ws(' and ', CASE a.method WHEN 'converted' THEN 'The first' END,
                    CASE b.method WHEN 'converted' THEN 'the second' END)
                || ' was printed in another currency and converted; the rate alone may make the difference.'
            ELSE '' END AS message
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

GROWTH = Check(
    "percent_matches_figures",
    """
    WITH grown AS (
        SELECT o.* EXCLUDE (raw_sha256, locator), growth_low, growth_high, growth_words,
            CASE WHEN period_end = last_day(period_end)
                THEN last_day(period_end - INTERVAL 1 YEAR) ELSE period_end - INTERVAL 1 YEAR END AS year_before
        FROM observations o JOIN growths USING (source, observation) WHERE in_series AND value_usd IS NOT NULL
    )
    SELECT a.*, '+' || observation AS rests_on, NULL AS cell,
        CASE WHEN 100 * (a.low_usd / b.high_usd - 1) > growth_high + 1
            OR 100 * (a.high_usd / b.low_usd - 1) < growth_low - 1 THEN 'warning' ELSE 'note' END AS severity,
        percent(a.value_usd - b.value_usd, b.value_usd)
            || ': ' || usd(a.value_usd) || ' after ' || usd(b.value_usd) AS expected,
        growth_words AS found,
        format('printed digits: {:+.2f} % to {:+.2f} %', 100 * (a.low_usd / b.high_usd - 1),
            100 * (a.high_usd / b.low_usd - 1)) AS tolerance,
        'The printed growth is not that of the figures that one publisher printed for this period and for '
            || 'the same one a year before; by more than a percentage point it is a warning.' AS message
    FROM grown a JOIN (FROM latest WHERE source IN (SELECT source FROM growths)) b USING (
        source, agency, reporter, partner, flow, product_scheme, product, currency, partner_rule)
    WHERE b.period_start = a.period_start - INTERVAL 1 YEAR AND b.period_end = year_before
        AND b.low_usd > 0 AND a.low_usd > 0
        AND (100 * (a.low_usd / b.high_usd - 1) > growth_high
            OR 100 * (a.high_usd / b.low_usd - 1) < growth_low)
    """,
)

CHECKS = (TURNOVER, BALANCE, PARTNERS, PRODUCTS, TWO_SOURCES, GROWTH, NEGATIVE)
