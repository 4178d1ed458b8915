"""The identities that published figures must obey, each a query that lists where it does not hold.

A query answers with columns of ``trade`` (its views ``latest`` and ``told`` are made by ``etl.checks``)
and with severity, expected, found, tolerance and message.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.observe import CELL, LAST_DIGITS_DIFFER
from trade.codelists import whole_schemes

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
            SELECT DISTINCT source FROM trade WHERE product_scheme IN {whole_schemes()})
    ),
    parts AS (
        SELECT source, agency, reporter, partner, flow, period_start, period_end, currency, partner_rule,
            product_scheme AS scheme, sum(value_usd) AS total, sum(low_usd) AS low, sum(high_usd) AS high, count(*) AS parts
        FROM detailed WHERE product_scheme IN {whole_schemes()} GROUP BY ALL
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
    near AS MATERIALIZED (
        SELECT source, agency, reporter, partner, flow, product_scheme, product, period_start, period_end, method,
            value_usd, low_usd, high_usd, cell
        FROM (FROM chosen WHERE reporter IN (SELECT reporter FROM asked)) -- far fewer to be looked up
            SEMI JOIN asked USING (reporter, partner, period_start, period_end)
    ),
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

GROUPS = Check(
    "groups_sum_to_group",
    """
    WITH made_of(whole, part) AS (
        VALUES ('W00', 'C00'), ('W00', 'C03'), ('C00', 'C01'), ('C00', 'C02'), ('E00', 'G998'), ('E00', 'E01')
    ),
    parts AS (
        SELECT source, agency, reporter, flow, product, period_start, period_end, partner_rule, known_from,
            whole AS partner,
            sum(value_usd) AS total, sum(low_usd) AS low, sum(high_usd) AS high, count(*) AS parts,
            string_agg(part, ' + ' ORDER BY part) AS names
        FROM latest JOIN made_of ON partner = part GROUP BY ALL
    )
    SELECT w.*, 'warning' AS severity, usd(value_usd) AS expected,
        usd(total) || ' = ' || names || ' (' || percent(total - value_usd, value_usd) || ')' AS found,
        'printed digits: ' || usd(low) || ' to ' || usd(high) AS tolerance,
        'The groups that a group is made of do not add up to it.' AS message
    FROM latest w JOIN parts USING (
        source, agency, reporter, partner, flow, product, period_start, period_end, partner_rule, known_from)
    WHERE parts = 2 AND (low > high_usd OR high < low_usd)
    """,
)

FALLING = Check(
    "cumulative_does_not_fall",
    """
    WITH cumulative AS (
        SELECT *, lag(low_usd) OVER one AS low_before, lag(value_usd) OVER one AS before,
            lag(period) OVER one AS period_before
        FROM latest
        WHERE flow <> 'B' AND method = 'published' AND month(period_start) = 1 AND day(period_start) = 1
            AND year(period_start) = year(period_end)
            AND source = 'press' -- figures of one file are compared by etl.implied
        WINDOW one AS (
            PARTITION BY source, agency, reporter, partner, flow, product_scheme, product, partner_rule,
                year(period_start)
            ORDER BY period_end)
    )
    SELECT * EXCLUDE (low_before, before, period_before), 'warning' AS severity,
        usd(before) || ' or more: ' || period_before AS expected, usd(value_usd) AS found,
        'printed digits: ' || usd(low_usd) || ' to ' || usd(high_usd) AS tolerance,
        'A figure since January is less than the one that ends earlier in the same year.' AS message
    FROM cumulative WHERE high_usd < low_before
    """,
)

SLIPS = Check(
    "no_slip_of_a_unit",
    """
    WITH beside AS (
        SELECT *, lag(value_usd) OVER one AS before, lead(value_usd) OVER one AS after
        FROM latest
        WHERE flow <> 'B' AND value_usd > 0 AND method = 'published'
            AND source IN (SELECT source FROM habits WHERE typed_by_hand)
        WINDOW one AS (
            PARTITION BY source, agency, reporter, partner, flow, product_scheme, product, partner_rule, frequency
            ORDER BY period_end)
    ),
    jumps AS (
        SELECT *, log10(value_usd / sqrt(before * after)) AS power FROM beside
        WHERE greatest(before, after) < 3 * least(before, after) AND least(before, after, value_usd) > 1000
    )
    SELECT * EXCLUDE (before, after, power), 'warning' AS severity,
        usd(before) || ' before and ' || usd(after) || ' after' AS expected, usd(value_usd) AS found,
        'a thousand times, within a factor of two' AS tolerance,
        'The figure is about a thousand times its neighbours, or a thousandth: is a unit wrong?' AS message
    FROM jumps WHERE abs(abs(power) - 3) < 0.3
    """,
)

TABLES = Check(
    "tables_agree",
    f"""
    WITH meeting AS (
        SELECT source, reporter FROM observations WHERE source <> 'press' GROUP BY ALL
        HAVING count(DISTINCT observation >> 31) > 1
    ),
    words AS (FROM observations SEMI JOIN meeting USING (source, reporter) WHERE in_series)
    SELECT b.* EXCLUDE (observation, raw_sha256, locator), '+' || b.observation AS rests_on, NULL AS cell,
        'note' AS severity, a.as_published || ' (' || a.locator || ')' AS expected, b.as_published AS found,
        'printed digits' AS tolerance, '{LAST_DIGITS_DIFFER}' AS message
    FROM words a JOIN words b USING ({", ".join(CELL)}, known_on, last_digit)
    WHERE a.observation < b.observation AND a.value <> b.value
    """,
)

CHECKS = (
    TURNOVER, BALANCE, PARTNERS, GROUPS, PRODUCTS, TWO_SOURCES, TABLES, GROWTH, NEGATIVE, FALLING, SLIPS,
)  # fmt: skip
