"""Time lines: gaps break a line, derived stretches are dashed, intervals are pale bands."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.figures import style, words
from dashboard.figures.rows import Look, Row, flagged, is_derived, known, origin, span, with_value
from trade.period import Period

HEIGHT = 340
#: An interval wider than this share of its figure is drawn.
MATTERS = 0.004
#: Pixels between the baselines of two labels at the end of lines.
LABEL_GAP = 18
#: Margins that the heights of the names rest on.
TOP, BOTTOM = 12, 30


@dataclass(frozen=True)
class Line:
    """One line: its rows in order of time, what it is called, its colour, whether it is a mirror."""

    name: str
    colour: str
    rows: Sequence[Row]
    hollow: bool = False


def by_flow(rows: Iterable[Row], look: Look, flows: Sequence[str] = ("T", "X", "M")) -> list[Line]:
    """A line for each flow, in its fixed colour."""
    return _lines(rows, "flow", flows, look.flow, style.flow_colour)


def by_code(rows: Iterable[Row], column: str, codes: Sequence[str], look: Look) -> list[Line]:
    """A line for each partner or product, in the colour of its code."""
    return _lines(rows, column, codes, look.name, style.code_colour)


def figure(lines: Sequence[Line], look: Look, height: int = HEIGHT) -> style.Figure:
    """The lines on one axis of time and one of values; ``ends`` says where their names go.

    On the page the names are words beside the picture, so that a phone can have them below;
    a saved PNG takes them from ``meta``.
    """
    drawn = [line for line in lines if line.rows]
    low, high = _extent(drawn, look)
    widest = max((len(part) for line in drawn for part in _wrapped(line.name)), default=0)
    return {
        "data": [trace for line in drawn for trace in _traces(line, look)],
        "layout": style.layout(
            height,
            {"t": TOP, "b": BOTTOM, "r": 14},
            meta={"png": {"annotations": _labels(drawn, look, height), "r": 18 + round(7.6 * widest)}},
            xaxis=style.time_axis(type="date", hoverformat="", **_year_ticks(drawn)) | {"automargin": False},
            yaxis=style.value_axis(range=[low, high]),
        ),
    }


def ends(lines: Sequence[Line], look: Look, height: int = HEIGHT) -> list[tuple[Line, float]]:
    """The lines from the top down, each with the height in pixels at which its name stands."""
    drawn = [line for line in lines if line.rows]
    low, high = _extent(drawn, look)
    pixels = (height - TOP - BOTTOM) / (high - low)
    return [(line, round(TOP + (high - at) * pixels, 1)) for line, at in reversed(_ends(drawn, look, height))]


def _lines(
    rows: Iterable[Row],
    column: str,
    codes: Sequence[str],
    name: Callable[[str], str],
    colour: Callable[[str], str],
) -> list[Line]:
    sorted_rows = sorted(with_value(rows), key=lambda row: (row["period_start"], row["period_end"]))
    groups = {code: [row for row in sorted_rows if row[column] == code] for code in codes}
    return [Line(name(code), colour(code), found) for code, found in groups.items() if found]


def _middle(period: Period) -> str:
    return str(period.start + timedelta(days=((period.end - period.start).days + 1) // 2))


def place(row: Row) -> str:
    """Where a figure stands on the axis: a year at its first day, so that ticks say its name."""
    period = span(row)
    return str(period.start) if period.frequency == "A" else _middle(period)


def _follows(before: Row, after: Row) -> bool:
    first, second = span(before), span(after)
    return second.start == first.end + timedelta(days=1) or second.start == first.shifted_years(1).start


def _traces(line: Line, look: Look) -> list[style.Figure]:
    points = _with_gaps(line.rows)
    band = _band(line, look)
    solid = [row if row is not None and not is_derived(row) else None for row in points]
    traces = [_trace(line, solid, look, "solid")]
    if any(is_derived(row) for row in line.rows):
        traces.append(_trace(line, _dashed(points), look, "dash"))
    return ([band] if band else []) + traces


def _with_gaps(rows: Sequence[Row]) -> list[Row | None]:
    points: list[Row | None] = []
    for row in rows:
        last = points[-1] if points else None
        if last is not None and not _follows(last, row):
            points.append(None)
        points.append(row)
    return points


def _dashed(points: Sequence[Row | None]) -> list[Row | None]:
    """Derived points and the published ones beside them, so that the dashes join the line."""
    near = [
        any(other is not None and is_derived(other) for other in points[max(0, i - 1) : i + 2])
        for i in range(len(points))
    ]
    return [row if beside else None for row, beside in zip(points, near, strict=True)]


def _trace(line: Line, points: Sequence[Row | None], look: Look, dash: str) -> style.Figure:
    few = len(points) <= 60
    alone = _isolated(points)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [place(row) if row else None for row in points],
        "y": [look.scaled(row["value_usd"]) if row else None for row in points],
        "customdata": [origin(row) if row else None for row in points],
        "text": [_hover(line, row, look) if row else "" for row in points],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
        "line": {"color": line.colour, "width": 2, "dash": dash},
        "marker": {
            "size": [8 if lonely else 6 if few else 3 for lonely in alone],
            "opacity": 1,
            "line": {"width": 0},
            "color": line.colour,
            "symbol": "circle-open" if line.hollow else "circle",
        },
    }


def _isolated(points: Sequence[Row | None]) -> list[bool]:
    padded = [None, *points, None]
    return [padded[i] is None and padded[i + 2] is None for i in range(len(points))]


def _hover(line: Line, row: Row, look: Look) -> str:
    text = flagged(f"{look.amount(row)} {look.unit_short}", row)
    return f"<b>{line.name}</b>, {words.short(span(row), look.lang)}<br>{text}"


def _band(line: Line, look: Look) -> style.Figure | None:
    rows = [row for row in line.rows if known(row.get("low_usd")) and known(row.get("high_usd"))]
    wide = any(row["high_usd"] - row["low_usd"] > MATTERS * abs(row["value_usd"] or 1) for row in rows)
    if not wide or len(rows) < 2:
        return None
    edges = [(place(row), look.scaled(row["high_usd"])) for row in rows]
    edges += [(place(row), look.scaled(row["low_usd"])) for row in reversed(rows)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [edge[0] for edge in edges],
        "y": [edge[1] for edge in edges],
        "fill": "toself",
        "fillcolor": style.faded(line.colour, 0.16),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _extent(lines: Sequence[Line], look: Look) -> tuple[float, float]:
    values = [look.scaled(row["value_usd"]) for line in lines for row in line.rows] or [0.0, 1.0]
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low or 1.0) * 0.06
    return (low - room if low < 0 else 0.0), high + room


def _ends(lines: Sequence[Line], look: Look, height: int) -> list[tuple[Line, float]]:
    """The lines from the bottom up with the values that their names stand at, pushed apart."""
    low, high = _extent(lines, look)
    unit = (high - low) * LABEL_GAP / (height - TOP - BOTTOM)
    drawn = sorted(lines, key=lambda line: line.rows[-1]["value_usd"])
    reach = [unit * len(_wrapped(line.name)) / 2 for line in drawn]
    heights: list[float] = []
    for i, line in enumerate(drawn):
        value = look.scaled(line.rows[-1]["value_usd"])
        heights.append(max(value, heights[-1] + reach[i - 1] + reach[i]) if heights else value)
    over = max(0.0, heights[-1] - high) if heights else 0.0
    return [(line, at - over) for line, at in zip(drawn, heights, strict=True)]


def _labels(lines: Sequence[Line], look: Look, height: int) -> list[dict[str, Any]]:
    return [_label(line, at) for line, at in _ends(lines, look, height)]


def _wrapped(name: str) -> list[str]:
    """A name in lines short enough to leave room for the picture."""
    return textwrap.wrap(name, 15, break_long_words=False) or [""]


def _label(line: Line, height: float) -> dict[str, Any]:
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": height,
        "yanchor": "middle",
        "text": "<br>".join(f"<b>{part}</b>" for part in _wrapped(line.name)),
        "align": "left",
        "font": {"color": line.colour, "size": style.TEXT_SIZE},
        "showarrow": False,
    }


def _year_ticks(lines: Sequence[Line]) -> dict[str, Any]:
    """Years as years, at most seven of them, and no empty stretch beside the data."""
    rows = [row for line in lines for row in line.rows]
    if not rows:
        return {}
    first = min(span(row).start.year for row in rows)
    last = max(span(row).start.year for row in rows)
    step = next((step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= 6), 50)
    years = [year for year in range(first, last + 1) if year % step == 0] or [first]
    places = [place(row) for row in rows]
    low, high = date.fromisoformat(min(places)), date.fromisoformat(max(places))
    room = timedelta(days=max(20, (high - low).days // 50))
    return {
        "tickvals": [f"{year}-01-01" for year in years],
        "ticktext": [str(year) for year in years],
        "range": [str(low - room), str(high + room)],
    }
