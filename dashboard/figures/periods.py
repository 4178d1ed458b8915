"""Years and published year-to-date figures on one honest axis: one bar a period, named in full.

Exports and imports stand on one another, so that the height of every bar is the turnover. A
figure of turnover without its parts is one bar of that height. Year-to-date bars are hatched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.figures import style, words
from dashboard.figures.rows import Look, Row, flagged, known, origin, span, with_value
from trade.period import Period

HEIGHT = 360
SHAPES = {"A": "", "YTD": "/", "Q": ".", "M": ".", "R": "x"}
#: An interval wider than this share of the bar gets a whisker.
MATTERS = 0.004


def figure(
    rows: Iterable[Row],
    look: Look,
    flows: Sequence[str] = ("X", "M"),
    mirrored: Iterable[Row] = (),
    height: int = HEIGHT,
) -> style.Figure:
    """Bars of ``flows`` in each period, ``mirrored`` figures (partner's) as hollow markers."""
    stated = _by_period(rows)
    others = _by_period(mirrored)
    periods = sorted(stated.keys() | others.keys(), key=lambda p: (p.end, p.month_count))
    bars = {flow: _bar(flow, [stated.get(p, {}).get(flow) for p in periods], periods, look) for flow in flows}
    if tuple(flows) != ("T",):
        alone = [_turnover_alone(stated.get(p, {}), flows) for p in periods]
        bars["T"] = _bar("T", alone, periods, look)
    marks = [_mirror_marks(flow, periods, others, look) for flow in (*flows, "T")]
    return {
        "data": [trace for trace in (*bars.values(), *marks) if trace],
        "layout": style.layout(
            height,
            {"t": 34},
            barmode="relative",
            bargap=0.32,
            showlegend=True,
            legend=_legend(),
            xaxis=_axis(periods, look),
            yaxis=style.value_axis(range=[0, _top(stated, others, flows, look)]),
            annotations=[
                _months_label(p, cells, flows, look) for p, cells in stated.items() if p.frequency != "A"
            ],
        ),
    }


def _height(cells: Mapping[str, Row], flows: Sequence[str]) -> float:
    """Of the bar: its parts, or turnover alone."""
    alone = _turnover_alone(cells, flows) if tuple(flows) != ("T",) else None
    parts = [cells[flow] for flow in flows if flow in cells]
    return sum(row["value_usd"] for row in ([alone] if alone else parts))


def _top(
    stated: Mapping[Period, Mapping[str, Row]],
    others: Mapping[Period, Mapping[str, Row]],
    flows: Sequence[str],
    look: Look,
) -> float:
    """Of the axis: above all bars, with room for the names of the months over those that have one."""
    whole = [_height(cells, flows) * 1.06 for cells in stated.values()]
    named = [_height(cells, flows) for p, cells in stated.items() if p.frequency != "A"]
    marks = [row["value_usd"] * 1.06 for cells in others.values() for row in cells.values()]
    highest = max([*whole, *marks, 0.0])
    return look.scaled(max(highest, max(named, default=0.0) + 0.36 * highest)) or 1.0


def _months_label(
    period: Period, cells: Mapping[str, Row], flows: Sequence[str], look: Look
) -> dict[str, Any]:
    """``Jan–Oct 2018`` standing over its bar, so that no part of a year passes for a whole one."""
    return {
        "x": period.text,
        "y": look.scaled(_height(cells, flows)),
        "text": words.short(period, look.lang),
        "textangle": -90,
        "xanchor": "center",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "font": {"size": 12, "color": style.flow_colour("T")},
    }


def balance(rows: Iterable[Row], look: Look, height: int = 220) -> style.Figure:
    """Bars of exports minus imports around zero."""
    stated = _by_period(row for row in rows if row["flow"] == "B")
    periods = sorted(stated, key=lambda p: (p.end, p.month_count))
    bar = _bar("B", [stated[p]["B"] for p in periods], periods, look)
    return {
        "data": [bar] if bar else [],
        "layout": style.layout(
            height, bargap=0.32, xaxis=_axis(periods, look), yaxis=style.value_axis(rangemode="tozero")
        ),
    }


def _by_period(rows: Iterable[Row]) -> dict[Period, dict[str, Row]]:
    found: dict[Period, dict[str, Row]] = {}
    for row in with_value(rows):
        found.setdefault(span(row), {})[row["flow"]] = row
    return found


def _turnover_alone(stated: Mapping[str, Row], flows: Sequence[str]) -> Row | None:
    """Turnover where no part of it is drawn; never beside its own parts."""
    return None if any(flow in stated for flow in flows) else stated.get("T")


def _axis(periods: Sequence[Period], look: Look) -> dict[str, Any]:
    shown = _labelled(periods)
    return style.time_axis(
        type="category",
        categoryorder="array",
        categoryarray=[p.text for p in periods],
        tickvals=[periods[i].text for i in shown],
        ticktext=[str(periods[i].end.year) for i in shown],
        range=[-0.6, len(periods) - 0.4],
    )


def _labelled(periods: Sequence[Period]) -> list[int]:
    """Which bars name their year below: whole years, far enough from each other for a phone.

    Parts of years carry their name over the bar.
    """
    apart = max(1, round(len(periods) * 0.14))
    kept: list[int] = []
    for i in range(len(periods) - 1, -1, -1):
        if periods[i].frequency == "A" and all(abs(i - other) >= apart for other in kept):
            kept.append(i)
    return sorted(kept)


def _legend() -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "y": 1.02,
        "yanchor": "bottom",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": style.TEXT_SIZE},
    }


def _bar(flow: str, rows: Sequence[Row | None], periods: Sequence[Period], look: Look) -> style.Figure | None:
    found = [(p, row) for p, row in zip(periods, rows, strict=True) if row is not None]
    if not found:
        return None
    colour = style.flow_colour(flow)
    return {
        "type": "bar",
        "name": look.flow(flow),
        "x": [p.text for p, _ in found],
        "y": [look.scaled(row["value_usd"]) for _, row in found],
        "customdata": [origin(row) for _, row in found],
        "text": [_hover(flow, row, look) for _, row in found],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": colour,
            "line": {"width": 0},
            "pattern": {
                "shape": [SHAPES.get(p.frequency, "") for p, _ in found],
                "fillmode": "replace",
                "fgcolor": colour,
                "size": 7,
                "solidity": 0.45,
            },
        },
    } | _whiskers([row for _, row in found], look)


def _whiskers(rows: Sequence[Row], look: Look) -> style.Figure:
    def reach(row: Row, edge: str) -> float:
        return abs(look.scaled(row[edge] - row["value_usd"])) if known(row.get(edge)) else 0.0

    up, down = [reach(row, "high_usd") for row in rows], [reach(row, "low_usd") for row in rows]
    sizes = [look.scaled(abs(row["value_usd"])) for row in rows]
    if not any(u + d > MATTERS * size for u, d, size in zip(up, down, sizes, strict=True)):
        return {}
    return {
        "error_y": {
            "type": "data",
            "array": up,
            "arrayminus": down,
            "symmetric": False,
            "color": style.MUTED,
            "thickness": 1,
            "width": 3,
        }
    }


def _hover(flow: str, row: Row, look: Look) -> str:
    text = flagged(f"{look.amount(row)} {look.unit_short}", row)
    return f"<b>{look.flow(flow)}</b>, {words.short(span(row), look.lang)}<br>{text}"


def _mirror_marks(
    flow: str, periods: Sequence[Period], others: Mapping[Period, Mapping[str, Row]], look: Look
) -> style.Figure | None:
    found = [(p, others[p][flow]) for p in periods if flow in others.get(p, {})]
    if not found:
        return None
    partner = look.name(str(found[0][1]["reporter"]))
    name = f"{look.flow(flow)}: {partner}"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [p.text for p, _ in found],
        "y": [look.scaled(row["value_usd"]) for _, row in found],
        "customdata": [origin(row) for _, row in found],
        "text": [f"<b>{name}</b><br>{_hover(flow, row, look)}" for _, row in found],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": "circle-open",
            "size": 9,
            "color": style.flow_colour(flow),
            "line": {"width": 2, "color": style.flow_colour(flow)},
        },
    }
