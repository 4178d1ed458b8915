"""Every picture is a figure that plotly accepts, and cheap enough to be drawn in a callback."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, cast

import handmade
import plotly.graph_objects as go
import pytest

from dashboard.figures import (
    axes,
    dots,
    flowmap,
    gap,
    heat,
    periods,
    ranking,
    sides,
    timeline,
    treemap,
    world,
)
from dashboard.figures.ends import Line
from dashboard.figures.rows import Look
from dashboard.within import overlaid
from trade.indicator_questions import mirror_of
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


def _flows() -> list[dict[str, Any]]:
    return [row | {"flow": flow} for flow in ("X", "M") for row in flowmap.largest(_partners(), "AZE")]


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


EXPORTS = handmade.years("X", {year: 2 + year % 3 for year in (2014, 2015, 2016, 2018, 2019)})
IMPORTS = handmade.years("M", {year: 2.2 + year % 3 for year in range(2014, 2020)}, low_usd=1e6, high_usd=6e6)


def _both_sides() -> dict[str, Any]:
    exports, imports = Line("exports", "#1f7fbf", EXPORTS), Line("imports", "#d4700a", IMPORTS)
    edge = sides.upper_edge(exports, Decimal("1.06"), "exports × 1.06")
    return sides.lines(exports, imports, edge, LOOK, "imports")[0]


def _measured(refused: int = 2016) -> dict[Period, dict[str, dict[str, Any]]]:
    """Measures of the hand-made sides; in one year the band is refused."""
    theirs = [row | {"flow": "X", "reporter": "LTU", "partner": "AZE", "valuation": "CIF"} for row in IMPORTS]
    ours = [
        row | {"valuation": "U" if row["period"] == str(refused) else "FOB", "currency": "USD"}
        for row in EXPORTS
    ]
    found: dict[Period, dict[str, dict[str, Any]]] = {}
    for row in mirror_of(ours, [row | {"currency": "USD"} for row in theirs]):
        found.setdefault(Period.parse(row["period"]), {})[row["indicator"]] = row
    return found


def _gaps() -> dict[str, Any]:
    origins = {Period.parse(row["period"]): row for row in EXPORTS}
    return gap.gaps(_measured(), origins, LOOK, ("inside", "outside", "gap"))


def _percents() -> dict[str, Any]:
    return gap.percents(
        _measured(), {Period.parse(row["period"]): row for row in EXPORTS}, LOOK, "difference"
    )


def _dots() -> dict[str, Any]:
    voices = [
        dots.Voice("one", "#1f7fbf", {"2018": EXPORTS[3], "2019": EXPORTS[4]}),
        dots.Voice("other", "#d4700a", {"2018": IMPORTS[4] | {"method": "summed"}}, hollow=True),
    ]
    return dots.figure(["2019", "2018"], voices, LOOK)


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
    "both sides": _both_sides,
    "gaps": _gaps,
    "gaps of nothing": lambda: gap.gaps({}, {}, LOOK, ("inside", "outside", "gap")),
    "symmetric differences": _percents,
    "dots": _dots,
    "dots of nothing": lambda: dots.figure([], [], LOOK),
    "world": lambda: world.figure(_partners(), LOOK),
    "world of nothing": lambda: world.figure([], LOOK),
    "flows": lambda: flowmap.figure(_flows(), LOOK),
    "flows of nothing": lambda: flowmap.figure([], LOOK),
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


def test_the_gap_is_parted_where_a_band_can_be_and_whole_where_not():
    drawn = _gaps()["data"]
    years = {trace.get("name"): [x[:4] for x in trace["x"]] for trace in drawn if trace["type"] == "bar"}
    assert years == {"inside": ["2014", "2015", "2018", "2019"], "outside": ["2014", "2015", "2018", "2019"],
                     "gap": ["2016"]}  # fmt: skip
    assert any("error_y" in trace for trace in drawn)


def test_the_band_breaks_where_a_year_is_missing_and_the_partner_is_hollow():
    drawn = _both_sides()["data"]
    bands = [trace for trace in drawn if trace.get("fill") and trace["fillcolor"].endswith("0.2)")]
    assert [sorted({x[:4] for x in band["x"]}) for band in bands] == [
        ["2014", "2015", "2016"],
        ["2018", "2019"],
    ]
    assert {t["marker"].get("symbol") for t in drawn if t.get("name") == "imports"} == {"circle-open"}
    assert {t["marker"].get("symbol") for t in drawn if t.get("name") == "exports"} == {None}
