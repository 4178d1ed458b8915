"""The conditions that a selection puts on the table ``trade``, for every question alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from trade.period import Period
from trade.selection import Selection

#: A row of an answer. Answers are remembered and shared: whoever needs another row makes one.
Row = Mapping[str, Any]
DERIVED = ("T", "B")
WORLD = "W00"
#: What names a row of ``trade`` beside source, agency, flow and days: behind an ORDER BY it leaves no two
#: rows equal, so that every engine gives them in one order.
REST = "reporter, partner, product_scheme, product, currency, partner_rule, known_from"
LATEST = "known_to IS NULL"
AS_OF = "known_from <= $as_of AND (known_to IS NULL OR known_to >= $as_of)"


def needed(period: Period | None) -> Period:
    if period is None:
        raise ValueError("this question needs a period")
    return period


def by_flow(asked: Selection, values: dict[str, Any]) -> str:
    """The condition on flow; it cannot be a filter of ``part``, since derived flows need X and M."""
    if not asked.flow:
        return ""
    values["flow"] = asked.flow
    return "WHERE flow = $flow"


def derived_flows(asked: Selection) -> tuple[str, ...]:
    if asked.flow is None:
        return DERIVED
    return (asked.flow,) if asked.flow in DERIVED else ()


#: Of bulk data, which have thousands of products where a page shows some dozens: ``$bulk`` are their names.
CHAPTERS_OF_BULK = "(product_scheme IN ('TOTAL', 'HS') OR NOT list_contains($bulk, source))"


def filters(asked: Selection, *, total: bool) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Conditions over ``trade`` and their values; ``total`` asks for TOTAL unless a product is named."""
    product = asked.product or ("TOTAL" if total and not asked.scheme else None)
    wanted: dict[str, tuple[str, Any]] = {
        "reporter": ("reporter = $reporter", asked.reporter),
        "partner": ("partner = $partner", asked.partner),
        "source": ("source = $source", asked.source),
        "agency": ("agency = $agency", asked.agency),
        "scheme": ("product_scheme = $scheme", asked.scheme),
        "product": ("product = $product", product),
        "currency": ("currency = $currency", asked.currency),
        "rule": ("(other_rule IS NULL OR partner_rule = $rule)", asked.partner_rule or "origin"),
        "since": ("period_end >= $since", asked.since and date(asked.since, 1, 1)),
        "until": ("period_start <= $until", asked.until and date(asked.until, 12, 31)),
        "as_of": (AS_OF, asked.as_of),
        "start": ("period_start = $start", asked.period and asked.period.start),
        "end": ("period_end = $end", asked.period and asked.period.end),
    }
    used = {key: pair for key, pair in wanted.items() if pair[1] is not None}
    wheres = tuple(condition for condition, _ in used.values())
    if asked.as_of is None:
        wheres += (LATEST,)
    if asked.by == "product":
        wheres += ("product_scheme <> 'TOTAL'",)
    return wheres, {key: value for key, (_, value) in used.items()}
