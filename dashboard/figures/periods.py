"""Years and published year-to-date figures on one honest axis: one bar a period.

Exports and imports stand on one another, so that the height of every bar is the turnover. A
figure of turnover without its parts is one bar of that height. Year-to-date bars are hatched and
stand beside their year. With the partner's own figures each direction has a bar of its own, so
that a hollow marker can be read against the bar that it stands over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.figures import style, words
from dashboard.figures.rows import Look, Row, flagged, known, origin, span, with_value
from dashboard.figures.slots import Slots
from trade.period import Period

HEIGHT = 360
SHAPES = {"A": "", "YTD": "/", "Q": ".", "M": ".", "R": "x"}
#: An interval wider than this share of the bar gets a whisker.
MATTERS = 0.004
WIDTH = 0.68
Cells = Mapping[Period, Mapping[str, Row]]


def figure(
    rows: Iterable[Row],
    look: Look,
    flows: Sequence[str] = ("X", "M"),
    mirrored: Iterable[Row] = (),
    height: int = HEIGHT,
) -> style.Figure:
    """Bars of ``flows`` in each period, ``mirrored`` figures (partner's) as hollow markers over them."""
    stated, others = _by_period(rows), _by_period(mirrored)
    slots = Slots.of([*stated, *others])
    heights = {p: _height(cells, flows, stacked=not others) for p, cells in stated.items()}
    traces = [_bars_of(flow, flows, stated, slots, look, apart=bool(others)) for flow in (*flows, "T")]
    traces += [_mirror_marks(flow, flows, others, slots, look) for flow in flows]
    return {
        "data": [trace for trace in traces if trace],
        "layout": style.layout(
            height,
            {"t": 34, "r": 18},
            barmode="overlay" if others else "relative",
            showlegend=True,
            legend=_legend(),
            xaxis=slots.axis(),
            yaxis=style.value_axis(range=[0, look.scaled(_top(heights, others, slots)) or 1.0]),
            annotations=slots.labels({p: look.scaled(h) for p, h in heights.items()}, look.lang),
        ),
    }


def _bars_of(
    flow: str, flows: Sequence[str], stated: Cells, slots: Slots, look: Look, *, apart: bool
) -> style.Figure | None:
    """One direction in all periods; turnover only where none of its parts is drawn."""
    if flow in flows:
        found = {p: cells[flow] for p, cells in stated.items() if flow in cells}
        shift, width = _side(flow, flows) if apart else (0.0, WIDTH)
    else:
        found = {p: row for p, cells in stated.items() if (row := _turnover_alone(cells, flows))}
        shift, width = 0.0, WIDTH
    return _bar(flow, {p: found[p] for p in slots.periods if p in found}, slots, look, shift, width)


def _side(flow: str, flows: Sequence[str]) -> tuple[float, float]:
    """Where a bar stands in its slot and how wide it is, when directions stand side by side."""
    width = 0.8 / len(flows)
    return (list(flows).index(flow) - (len(flows) - 1) / 2) * width, width


def _height(cells: Mapping[str, Row], flows: Sequence[str], *, stacked: bool) -> float:
    """Of the bar and its whisker: its parts on one another or side by side, or turnover alone."""
    alone = _turnover_alone(cells, flows)
    drawn = [alone] if alone else [cells[flow] for flow in flows if flow in cells]
    parts = [max(row[edge] for edge in ("value_usd", "high_usd") if known(row.get(edge))) for row in drawn]
    return float(sum(parts) if stacked else max(parts, default=0.0))


def _top(heights: Mapping[Period, float], others: Cells, slots: Slots) -> float:
    """Of the axis: above all bars, with room for the names of the months over those that have one."""
    marks = [row["value_usd"] for cells in others.values() for row in cells.values()]
    highest = 1.06 * max([*heights.values(), *marks, 0.0])
    named = max((heights.get(p, 0.0) for p in slots.named), default=0.0)
    return max(highest, named + 0.36 * highest if slots.named else 0.0)


def balance(rows: Iterable[Row], look: Look, height: int = 220) -> style.Figure:
    """Bars of exports minus imports around zero."""
    stated = _by_period(row for row in rows if row["flow"] == "B")
    slots = Slots.of(stated)
    bar = _bar("B", {p: stated[p]["B"] for p in slots.periods}, slots, look)
    return {
        "data": [bar] if bar else [],
        "layout": style.layout(
            height, {"r": 18}, xaxis=slots.axis(), yaxis=style.value_axis(rangemode="tozero")
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


def _bar(
    flow: str,
    found: Mapping[Period, Row],
    slots: Slots,
    look: Look,
    shift: float = 0.0,
    width: float = WIDTH,
) -> style.Figure | None:
    if not found:
        return None
    return {
        "type": "bar",
        "name": look.flow(flow),
        "x": [round(slots.places[p] + shift, 3) for p in found],
        "width": width,
        "y": [look.scaled(row["value_usd"]) for row in found.values()],
        "customdata": [origin(row) for row in found.values()],
        "text": [_hover(flow, row, look) for row in found.values()],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": _paint(flow, found),
    } | _whiskers(list(found.values()), look)


def _paint(flow: str, found: Iterable[Period]) -> dict[str, Any]:
    """The colour of the direction; parts of years are hatched."""
    colour = style.flow_colour(flow)
    return {
        "color": colour,
        "line": {"width": 0},
        "pattern": {
            "shape": [SHAPES.get(p.frequency, "") for p in found],
            "fillmode": "replace",
            "fgcolor": colour,
            "size": 7,
            "solidity": 0.45,
        },
    }


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
    flow: str, flows: Sequence[str], others: Cells, slots: Slots, look: Look
) -> style.Figure | None:
    found = {p: others[p][flow] for p in slots.periods if flow in others.get(p, {})}
    if not found:
        return None
    partner = look.name(str(next(iter(found.values()))["reporter"]))
    name, colour = f"{look.flow(flow)}: {partner}", style.flow_colour(flow)
    shift, _ = _side(flow, flows)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [round(slots.places[p] + shift, 3) for p in found],
        "y": [look.scaled(row["value_usd"]) for row in found.values()],
        "customdata": [origin(row) for row in found.values()],
        "text": [f"<b>{name}</b><br>{_hover(flow, row, look)}" for row in found.values()],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": "circle-open",
            "size": 8,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
    }
