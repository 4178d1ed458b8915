"""Questions about several pairs at once: what indicators, comparisons and changes take; see ``questions``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trade.answers import compose
from trade.codelists import whole_schemes
from trade.filters import CHAPTERS_OF_BULK, WORLD, Row, by_flow, derived_flows, filters, needed
from trade.period import Period
from trade.selection import Selection
from trade.store import Store


def figures(
    store: Store,
    asked: Selection,
    pairs: Sequence[tuple[str | None, str | None]],
    periods: Sequence[Period] = (),
    frequency: str | None = None,
) -> list[Row]:
    """What indicators take: the figures of several pairs (reporter, partner; None: any) in these periods.

    All periods unless some, or a frequency, are given. Turnover and balance are put together where
    ``flow`` asks for one of them; without a flow exports and imports come as they are. Filters: flow, source,
    agency, since, until, as_of, and scheme and product (TOTAL unless given; with ``by`` product all there are,
    of bulk data chapters alone).
    """
    wheres, values = filters(asked.but(by=None, period=None, partner=None), total=asked.by != "product")
    wheres = tuple(where for where in wheres if "$reporter" not in where)
    del values["reporter"]
    days: list[str] = []
    for number, period in enumerate(periods):
        values |= {f"start{number}": period.start, f"end{number}": period.end}
        days.append(f"period_start = $start{number} AND period_end = $end{number}")
    if days:
        wheres += (f"({' OR '.join(days)})",)
    if frequency:
        wheres, values = (*wheres, "frequency = $frequency"), values | {"frequency": frequency}
    if store.bulk and asked.by == "product" and asked.scheme is None:
        wheres, values = (*wheres, CHAPTERS_OF_BULK), values | {"bulk": [each.name for each in store.bulk]}
    flow = by_flow(asked, values) or "WHERE flow IN ('X', 'M')"
    question = f"SELECT * FROM answers {flow} ORDER BY {_FIGURES}"
    derived = derived_flows(asked) if asked.flow else ()
    rows: list[Row] = []
    for pair in pairs:  # one by one: of pairs joined by OR the engine reads far more than it needs
        named = {side: code for side, code in zip(("reporter", "partner"), pair, strict=True) if code}
        sides = tuple(f"{side} = ${side}" for side in named)
        rows += store.rows(compose(question, (*sides, *wheres), derived), values | named)
    return rows


def several(store: Store, asked: Selection, reporters: Sequence[str], partners: Sequence[str]) -> list[Row]:
    """All periods of each of these reporters with each of these partners, of every source, as ``series``.

    One flow, T unless given. Filters: source, agency, scheme and product (TOTAL unless given), as_of.
    """
    wheres, values = _among(asked.but(period=None, since=None, until=None), reporters)
    values |= {"partners": list(partners), "flow": asked.flow or "T"}
    question = f"SELECT * FROM answers WHERE flow = $flow ORDER BY {_FIGURES}"
    return store.rows(
        compose(question, ("list_contains($partners, partner)", *wheres), derived_flows(asked.but(flow=values["flow"]))),
        values,
    )  # fmt: skip


def valuations(
    store: Store, asked: Selection, reporters: Sequence[str], partners: Sequence[str]
) -> list[Row]:
    """How exports and imports of these pairs are valued: source, agency, flow, valuation, each once."""
    wheres, values = _among(asked.but(period=None, since=None, until=None), reporters)
    told = " AND ".join(("list_contains($partners, partner)", *wheres))
    sql = (
        f"SELECT DISTINCT source, agency, flow, valuation FROM trade WHERE {told} "
        "ORDER BY source, agency, flow, valuation"
    )
    return store.rows(sql, values | {"partners": list(partners)})


def places(store: Store, asked: Selection, reporters: Sequence[str], partners: Sequence[str]) -> list[Row]:
    """The rank of these partners among the economies that each reporter trades with in one period (required).

    Columns: source, agency, reporter, partner, ``rank``, and ``ranked``: how many have a figure above zero.
    """
    period, flow = needed(asked.period), asked.flow or "T"
    wheres, values = _among(asked.but(period=period), reporters)
    values |= {"partners": list(partners), "flow": flow}
    question = """
        SELECT source, agency, reporter, partner,
            rank() OVER (PARTITION BY source, agency, reporter, currency ORDER BY value_usd DESC) AS rank,
            count(CASE WHEN value_usd > 0 THEN 1 END) OVER (PARTITION BY source, agency, reporter, currency) AS ranked
        FROM answers WHERE flow = $flow AND value_usd IS NOT NULL AND NOT regexp_matches(partner, '[0-9]')
        QUALIFY list_contains($partners, partner) ORDER BY source, agency, reporter, partner, currency
    """
    return store.rows(compose(question, wheres, derived_flows(asked.but(flow=flow))), values)


def _among(asked: Selection, reporters: Sequence[str]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The filters of a question about several reporters; partners are the question's own affair.

    Reporters are named one by one: the engine then reads only where they stand, in a list it would look everywhere.
    """
    wheres, values = filters(asked.but(partner=None), total=True)
    del values["reporter"]
    kept = tuple(where for where in wheres if "$reporter" not in where)
    named = {f"reporter{number}": code for number, code in enumerate(reporters)}
    return (f"reporter IN ({', '.join(f'${name}' for name in named)})", *kept), values | named


_FIGURES = "source, agency, reporter, partner, flow, product_scheme, product, period_start, period_end, currency, partner_rule, known_from"


def splits(store: Store, asked: Selection) -> list[Row]:
    """Where each source parts a whole, by partner or (``by`` product) the trade with ``partner`` by product.

    By product: by classifications that split all trade. Rows: source, agency, period, its days, frequency,
    method (of a printed figure, where there is one), ``has_total``: whether the total stands beside the parts. Turnover is where exports are or where it is printed. Filters: flow, source, agency, scheme, as_of.
    """
    by_product = asked.by == "product"
    other = asked.but(by=None, period=None, since=None, until=None, scheme=None, product=None)
    whole = asked.partner or WORLD if by_product else None
    wheres, values = filters(other.but(partner=whole), total=not by_product)
    part = f"partner <> '{WORLD}'"
    if by_product:
        part = "product_scheme <> 'TOTAL'"
        wheres = (*wheres, "list_contains($schemes, product_scheme)")
        values["schemes"] = ["TOTAL", *(name for name in whole_schemes() if asked.scheme in (None, name))]
    flows = {"X": "'X'", "M": "'M'"}.get(asked.flow or "T", f"'X', '{asked.flow or 'T'}'")
    return store.rows(_SPLITS.format(part=part, where=" AND ".join((*wheres, f"flow IN ({flows})"))), values)


_SPLITS = """
    SELECT source, agency, period, period_start, period_end, frequency, CAST(count(CASE WHEN NOT ({part}) THEN 1 END) > 0 AS BOOLEAN) AS has_total,
        coalesce(min(CASE WHEN method IN ('published', 'from_parts') THEN method END), min(method)) AS method
    FROM trade WHERE {where} GROUP BY source, agency, period, period_start, period_end, frequency
    HAVING count(CASE WHEN {part} THEN 1 END) > 1
    ORDER BY source, agency, period_start, period_end, period, frequency
"""
