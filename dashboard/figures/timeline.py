"""Time lines: gaps break a line, derived stretches are dashed, intervals are pale bands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dashboard.figures import ends, style, words
from dashboard.figures.ends import HEIGHT, Line
from dashboard.figures.rows import Look, Row, flagged, is_derived, known, origin, span, with_value
from trade.period import Period

#: An interval wider than this share of its figure is drawn.
MATTERS = 0.004


def by_flow(rows: Iterable[Row], look: Look, flows: Sequence[str] = ("T", "X", "M")) -> list[Line]:
    """A line for each flow, in its fixed colour."""
    return _lines(rows, "flow", flows, look.flow, style.flow_colour)


def by_code(rows: Iterable[Row], column: str, codes: Sequence[str], look: Look) -> list[Line]:
    """A line for each partner or product, in the colour of its code."""
    return _lines(rows, column, codes, look.name, style.code_colours(codes).__getitem__)


def figure(lines: Sequence[Line], look: Look, height: int = HEIGHT) -> style.Figure:
    """The lines on one axis of time and one of values; their names are in ``ends``."""
    drawn = [line for line in lines if line.rows]
    low, high = ends.extent(drawn, look)
    return {
        "data": [trace for line in drawn for trace in _traces(line, look)],
        "layout": style.layout(
            height,
            {"t": ends.TOP, "b": ends.BOTTOM, "r": 14},
            meta={"png": ends.labels(drawn, look, height)},
            xaxis=style.time_axis(type="date", hoverformat="", **_year_ticks(drawn, look.lang))
            | {"automargin": False},
            yaxis=style.value_axis(range=[low, high]),
        ),
    }


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
    return _place(span(row))


@lru_cache(maxsize=4096)
def _place(period: Period) -> str:
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


def _year_ticks(lines: Sequence[Line], lang: str) -> dict[str, Any]:
    """Years as years, at most seven of them, and no empty stretch beside the data.

    Where no year begins within the stretch, its first period is named instead.
    """
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
    ticks = {f"{year}-01-01": str(year) for year in years}
    if not any(str(low - room) <= tick <= str(high + room) for tick in ticks):
        ticks = {str(low): words.short(span(min(rows, key=place)), lang)}
    return {
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "range": [str(low - room), str(high + room)],
    }
