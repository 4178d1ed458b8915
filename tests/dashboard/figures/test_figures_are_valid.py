"""Every picture is a figure that plotly accepts, and cheap enough to be drawn in a callback."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import handmade
import plotly.graph_objects as go
import pytest

from dashboard.figures import axes, heat, periods, ranking, timeline, treemap, world
from dashboard.figures.rows import Look
from dashboard.within import overlaid
from trade.period import Period

LOOK = Look(unit="million", names={"LTU": "Lithuania", "DEU": "Germany", "AZE": "Azerbaijan"})


def _history() -> list[dict[str, Any]]:
    exports = handmade.years("X", {year: 1.5 + year % 7 for year in range(1994, 2024)})
    imports = handmade.years("M", {year: 9 + year % 5 for year in range(1994, 2024)})
    turnover = handmade.years("T", {year: 10.5 + year % 9 for year in range(1994, 2024)}, method="from_parts")
    cumulative = handmade.row(period="2018-01..2018-10", low_usd=19_115_000.0, high_usd=19_130_000.0)
    return [*exports, *imports, *turnover, cumulative]


def _partners() -> list[dict[str, Any]]:
    codes = ["LTU", "DEU", "TUR", "ITA", "RUS", "USA", "CHN", "GEO", "IND", "ISR"]
    rows = [handmade.row(partner=c, value_usd=1e9 / (i + 1)) for i, c in enumerate(codes)]
    return [*rows, handmade.row(partner="W00", value_usd=3e9)]


def _sectors() -> list[dict[str, Any]]:
    return [
        handmade.row(product_scheme="HS2", product=f"{i:02d}", value_usd=1e8 / i, status="E")
        for i in range(1, 30)
    ]


def _lines() -> dict[str, Any]:
    annual = [row for row in _history() if row["frequency"] == "A"]
    return timeline.figure(timeline.by_flow(annual, LOOK), LOOK)


def _steps() -> list[dict[str, Any]]:
    base = {"figures": 3, "before_usd": 2e6}
    return [
        handmade.row(period=period, known_from=date(2019, month, 1), size=0.1 / month) | base
        for month in (2, 5, 9)
        for period in ("2018", "2018-01..2018-10", "2018-10")
    ]


def _cumulative() -> list[dict[str, Any]]:
    return [
        handmade.row(
            period=Period.year_to_date(year, month).text, value_usd=month * 1e6, method="differenced",
            low_usd=month * 9e5, high_usd=month * 12e5,
        )
        for year in (2017, 2018) for month in range(1, 13) if (year, month) != (2018, 5)
    ]  # fmt: skip


def _over_one_another() -> dict[str, Any]:
    return timeline.figure(overlaid(_cumulative(), LOOK, "T"), LOOK, axis=axes.CALENDAR)


DRAWN: dict[str, Callable[[], dict[str, Any]]] = {
    "timeline": _lines,
    "timeline of nothing": lambda: timeline.figure([], LOOK),
    "periods": lambda: periods.figure(_history(), LOOK, mirrored=_history()[:4]),
    "periods of nothing": lambda: periods.figure([], LOOK),
    "balance": lambda: periods.balance(handmade.years("B", {2017: -7, 2018: 3}), LOOK),
    "ranking": lambda: ranking.figure(_partners(), LOOK, total_usd=3e9),
    "ranking of nothing": lambda: ranking.figure([], LOOK),
    "treemap": lambda: treemap.figure(_sectors(), LOOK),
    "treemap of nothing": lambda: treemap.figure([], LOOK),
    "heat": lambda: heat.figure(_steps(), LOOK),
    "heat of nothing": lambda: heat.figure([], LOOK),
    "years over one another": _over_one_another,
    "twelve months": lambda: timeline.figure(
        timeline.by_flow(_cumulative(), LOOK, ("T",)), LOOK, axis=axes.TO_DAY
    ),
    "world": lambda: world.figure(_partners(), LOOK),
    "world of nothing": lambda: world.figure([], LOOK),
}


@pytest.mark.parametrize("name", DRAWN)
def test_plotly_accepts(name: str):
    drawn = DRAWN[name]()
    go.Figure(drawn)
    json.dumps(drawn)


@pytest.mark.parametrize("name", DRAWN)
def test_text_is_at_least_12_px(name: str):
    assert min(_text_sizes(DRAWN[name]())) >= 12


def _text_sizes(part: Any) -> list[float]:
    if isinstance(part, list):
        values = cast("list[Any]", part)
        return [size for value in values for size in _text_sizes(value)]
    if not isinstance(part, dict):
        return []
    named = cast("dict[str, Any]", part)
    fonts: list[Any] = [value for key, value in named.items() if key.endswith("font")]
    own: list[float] = [font["size"] for font in fonts if isinstance(font, dict) and "size" in font]
    return own + [size for value in named.values() for size in _text_sizes(value)]
