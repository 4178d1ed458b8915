"""Columns of a desk's tables: those of ``trade`` with their names, and what a comparison adds."""

from __future__ import annotations

from trade.export import DESCRIBED
from trade.tables import Column

_TRADE = {column.name: column for column in DESCRIBED}
_ADDED = {
    column.name: column
    for column in (
        Column("period_name", "text", "The period in words"),
        Column(
            "kind_name", "text", "Whether it is a year to date, a whole year or another period; never compare two kinds"
        ),
        Column("before_period", "text", "The period that it is compared with: the same months of the year before"),
        Column("before_usd", "number", "The figure for that period", unit="USD"),
        Column("before_low_usd", "number", "The least that its printed digits allow", unit="USD"),
        Column("before_high_usd", "number", "The most that its printed digits allow", unit="USD"),
        Column("before_as_published", "text", "That figure as printed"),
        Column("change_usd", "number", "The figure minus the one before", unit="USD"),
        Column("change_low_usd", "number", "The least that the printed digits of both allow", unit="USD"),
        Column("change_high_usd", "number", "The most that the printed digits of both allow", unit="USD"),
        Column("growth_percent", "number", "The change over the figure before", unit="%"),
        Column("growth_low_percent", "number", "The least that the printed digits of both allow", unit="%"),
        Column("growth_high_percent", "number", "The most that the printed digits of both allow", unit="%"),
        Column("share_percent", "number", "The figure over the publisher's own total", unit="%"),
        Column("rank", "integer", "Place among the economies with a figure, the largest first; groups have none"),
        Column("part", "text", "The partner's code; residual: what is in no part; total: the whole"),
        Column("part_name", "text", "What the code in part stands for"),
        Column("contribution_points", "number", "What the part added to the growth of the total", unit="percentage points"),
        Column("reason", "text", "Why there is no comparison"),
        Column("notes", "text", "What must be minded with it"),
    )
}  # fmt: skip
_WHO = (
    "source", "agency_name", "method", "status", "valuation", "partner_rule", "currency", "url", "known_from",
    "agency", "reporter", "partner", "flow", "product_scheme", "product", "period_start", "period_end", "frequency",
    "rests_on",
)  # fmt: skip
#: What is said of a figure and of the one a year before.
NOW = ("period", "period_name", "kind_name", "value_usd", "low_usd", "high_usd")
BEFORE = ("before_period", "before_usd", "before_low_usd", "before_high_usd")
CHANGE = (
    "change_usd", "change_low_usd", "change_high_usd", "growth_percent", "growth_low_percent", "growth_high_percent",
)  # fmt: skip
SAID = ("reason", "notes", "as_published", "before_as_published")
#: Columns with words of their own, to be said in each language.
ADDED = tuple(_ADDED)


def columns(*names: str) -> tuple[Column, ...]:
    """These, then what names source, codes and days."""
    known = _TRADE | _ADDED
    return tuple(known[name] for name in (*names, *_WHO))
