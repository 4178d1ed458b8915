"""The product detail of a pair, by whoever reports it."""

from __future__ import annotations

from typing import Any

from trade.filters import CHAPTERS_OF_BULK, WORLD, Row, filters
from trade.selection import Selection
from trade.store import Store


def products(store: Store, asked: Selection) -> list[Row]:
    """The product detail of a pair (or of a reporter with World), by whoever reports it.

    Adds ``seen_from``: ``reporter`` for the reporter's own figures, ``partner`` for those of the
    other side, whose flow is turned to the reporter's (a partner's imports answer to exports).
    Without a partner the other side is every economy that reports trade with this one, added up
    within one source and period (``reporters`` says how many): a partial picture, not a total.
    Filters: scheme, flow, source, since, until, period, as_of. Of bulk data chapters alone unless a
    scheme is named, and the other side only where it says more than the reporter's own figures.
    """
    own, values = filters(asked.but(partner=asked.partner or WORLD, product=asked.product), total=False)
    turned, others = filters(
        asked.but(reporter=asked.partner or asked.reporter, partner=asked.reporter), total=False
    )
    if not asked.partner:
        turned = tuple(where for where in turned if "$reporter" not in where)
    if store.bulk:
        own, values = _of_bulk(own, values, asked, [each.name for each in store.bulk], ())
        turned, others = _of_bulk(
            turned, others, asked, [each.name for each in store.bulk], _silent(store, asked)
        )
    values = {f"own_{key}": value for key, value in values.items()} | {
        f"other_{key}": value for key, value in others.items() if f"${key}" in " ".join(turned)
    }
    sql = _PRODUCTS.format(
        own=" AND ".join(own).replace("$", "$own_"), other=" AND ".join(turned).replace("$", "$other_")
    )
    if asked.flow:
        sql = f"SELECT * FROM ({sql}) WHERE flow = $flow"
        values["flow"] = asked.flow
    return store.rows(f"{sql} ORDER BY {_PRODUCTS_ORDER}", values)


def _of_bulk(
    wheres: tuple[str, ...],
    values: dict[str, Any],
    asked: Selection,
    names: list[str],
    silent: tuple[str, ...],
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Conditions that keep what bulk data answer small: they have thousands of products where a page shows chapters."""
    if silent:
        wheres, values = (*wheres, "NOT list_contains($silent, source)"), {**values, "silent": list(silent)}
    if asked.scheme is None:
        wheres = (*wheres, CHAPTERS_OF_BULK)
        values = {**values, "bulk": names}
    return wheres, values


def _silent(store: Store, asked: Selection) -> tuple[str, ...]:
    """Bulk data sets that are not asked for the other side: one figure speaks for both, or the reporter reports itself
    and all others would have to be read to be added up."""
    return tuple(
        each.name
        for each in store.bulk
        if each.is_one_figure or (not asked.partner and asked.reporter in each.reporters)
    )


_PRODUCTS_ORDER = (
    "seen_from, source, flow, product, period_start, agency, product_scheme, period_end, period, frequency"
)


_PRODUCTS = """
    SELECT 'reporter' AS seen_from, source, agency, flow, product_scheme, product, period_start, period_end,
        period, frequency, sum(value_usd) AS value_usd, sum(low_usd) AS low_usd, sum(high_usd) AS high_usd,
        min(method) AS method, min(valuation) AS valuation, max(status) AS status,
        arg_min(url, rests_on) AS url, max(known_from) AS known_from, 1 AS reporters,
        min(rests_on) AS rests_on, arg_min(as_published, rests_on) AS as_published
    FROM trade WHERE {own} AND product_scheme NOT IN ('TOTAL', 'press')
    GROUP BY source, agency, flow, product_scheme, product, period_start, period_end, period, frequency
    UNION ALL
    SELECT 'partner', source, agency, CASE flow WHEN 'X' THEN 'M' ELSE 'X' END, product_scheme, product,
        period_start, period_end, period, frequency, sum(value_usd), sum(low_usd), sum(high_usd),
        CASE count(*) WHEN 1 THEN min(method) ELSE 'summed' END, min(valuation), max(status),
        arg_min(url, rests_on), max(known_from), count(DISTINCT reporter),
        CASE count(*) WHEN 1 THEN min(rests_on) END,
        CASE count(*) WHEN 1 THEN arg_min(as_published, rests_on) END
    FROM trade WHERE {other} AND product_scheme NOT IN ('TOTAL', 'press') AND flow IN ('X', 'M')
        AND reporter NOT IN ('W00', 'G998')
    GROUP BY source, agency, flow, product_scheme, product, period_start, period_end, period, frequency
"""
