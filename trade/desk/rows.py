"""What the tables of a desk share: a figure with its names, and against the same months of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trade.codelists import flows, products
from trade.codelists.named import names
from trade.desk.columns import BEFORE, CHANGE
from trade.errors import Refused
from trade.indicators import change
from trade.indicators.figures import Figure
from trade.period import Period
from trade.questions import Row
from trade.texts import periods, say, worded
from trade.value import Value
from trade.worded import Words, words

#: The directions of trade in a desk's tables, in their order.
FLOWS = ("X", "M", "T")
HUNDRED = 100
_EMPTY: dict[str, Any] = dict.fromkeys((*BEFORE, *CHANGE, "before_as_published", "reason", "notes"))


def period_of(row: Row) -> Period:
    return Period(row["period_start"], row["period_end"])


def kind(period: Period) -> str:
    """As the column ``frequency``, but January and January-March are a year to date too."""
    return "YTD" if period.is_year_to_date and period.frequency != "A" else period.frequency


def named(row: Row, lang: str) -> dict[str, Any]:
    """The row with its codes and period in words."""
    period, scheme, code = period_of(row), row["product_scheme"], row["product"]
    item = products(scheme).get(code)
    return {
        **row,
        "reporter_name": names(lang).get(row["reporter"], row["reporter"]),
        "partner_name": names(lang).get(row["partner"], row["partner"]),
        "agency_name": names(lang).get(row["agency"], row["agency"]),
        "flow_name": flows()[row["flow"]].name(lang),
        "product_name": item.name(lang) if item else code,
        "period_name": periods.long(period, lang),
        "kind_name": say(f"desk.kind_{kind(period)}", lang),
    }


def against(now: Row, before: Row | None, lang: str) -> dict[str, Any]:
    """The cells that compare a figure with the one before it, or the reason why there is no comparison.

    ``before`` may be a figure that must not be compared with (other months, another currency or valuation): then
    it is named in the reason and none of its amounts stands beside.
    """
    cells = dict(_EMPTY)
    try:
        figure = Figure.of(now)
        if before is None:
            raise Refused("no_figure_here", period=figure.period.same_period_before)
        base = Figure.of(before)
        change.same_months(figure, base)
    except Refused as refused:
        return cells | {"reason": worded.said(refused.reason, lang)}
    cells |= {"before_period": base.period.text, "before_as_published": before["as_published"]}
    cells |= bounded("before_usd", base.value) | bounded("change_usd", figure.value - base.value)
    try:
        growth = change.growth(figure, base)
    except Refused as refused:
        return cells | {"reason": worded.said(refused.reason, lang)}
    assert growth.value
    grown = bounded("growth_percent", growth.value.scaled(HUNDRED))
    return cells | grown | {"notes": worded.together(growth.notes, lang) or None}


def bounded(name: str, value: Value) -> dict[str, float]:
    """``change_usd`` with its bounds ``change_low_usd`` and ``change_high_usd``."""
    what, unit = name.rsplit("_", 1)
    return {
        name: number(value.point),
        f"{what}_low_{unit}": number(value.low),
        f"{what}_high_{unit}": number(value.high),
    }


def number(exact: Any) -> float:
    """Without the noise of long divisions: a millionth of a dollar or of a per cent is less than anyone prints."""
    return float(round(exact, 6))


def refused(row: Mapping[str, Any], reason: Words, lang: str) -> str:
    """The reason, after one that the row has already."""
    said = worded.said(reason, lang)
    return f"{row['reason']} {said}" if row["reason"] and row["reason"] != said else said


def total_missing(period: Period) -> Words:
    return words("no_total", period=period)


def newest(rows: Iterable[Row]) -> Row | None:
    """Of the newest period, the longest where several end on one day."""
    return max(rows, key=lambda row: (row["period_end"], -row["period_start"].toordinal()), default=None)
