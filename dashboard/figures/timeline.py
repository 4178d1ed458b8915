"""Time lines: gaps break a line, derived stretches are dashed, intervals are pale bands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from dashboard.figures import ends, flags, style, words
from dashboard.figures.axes import IN_TIME, Axis
from dashboard.figures.ends import HEIGHT, Line
from dashboard.figures.rows import Look, Row, flagged, is_derived, known, origin, span, with_value

#: An interval wider than this share of its figure is drawn.
MATTERS = 0.004


def by_flow(rows: Iterable[Row], look: Look, flows: Sequence[str] = ("T", "X", "M")) -> list[Line]:
    """A line for each flow, in its fixed colour."""
    return _lines(rows, "flow", flows, look.flow, style.flow_colour)


def by_code(rows: Iterable[Row], column: str, codes: Sequence[str], look: Look) -> list[Line]:
    """A line for each partner or product, in the colour of its code."""
    return _lines(rows, column, codes, look.name, style.code_colours(codes).__getitem__)


def figure(lines: Sequence[Line], look: Look, height: int = HEIGHT, axis: Axis | None = None) -> style.Figure:
    """The lines on one axis of time (``IN_TIME`` unless given) and one of values; their names are in ``ends``."""
    axis = axis or IN_TIME
    drawn = [line for line in lines if line.rows]
    low, high = ends.extent(drawn, look)
    return {
        "data": [trace for line in drawn for trace in traces(line, look, axis.at)],
        "layout": style.layout(
            height,
            {"t": ends.TOP, "b": ends.BOTTOM, "r": 14},
            meta={"png": ends.labels(drawn, look, height)},
            xaxis=style.time_axis(type="date", hoverformat="", **axis.ticks(drawn, look.lang))
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


def follows(before: Row, after: Row) -> bool:
    """Adjacent, the same months of the next year, or a year to date or twelve months that end a month later."""
    first, second = span(before), span(after)
    months_on = 12 * (second.end.year - first.end.year) + second.end.month - first.end.month
    return (
        second.start == first.end + timedelta(days=1)
        or second.start == first.shifted_years(1).start
        or (months_on == 1 and first.is_whole_months and second.is_whole_months)
    )


def traces(line: Line, look: Look, at: Callable[[Row], str]) -> list[style.Figure]:
    """One line: its band where it can be seen, published stretches solid, derived ones dashed."""
    points = with_gaps(line.rows)
    bands = _bands(line, look, at) if _is_wide(line.rows) else []
    solid = [row if row is not None and not is_derived(row) else None for row in points]
    traces = [_trace(line, solid, look, "solid", at)]
    if any(is_derived(row) for row in line.rows):
        traces.append(_trace(line, _dashed(points), look, "dash", at))
    return [*bands, *traces, *flags.on_line(line.rows, look, at)]


def with_gaps(rows: Sequence[Row]) -> list[Row | None]:
    """The rows with None wherever a period is missing between two of them."""
    points: list[Row | None] = []
    for row in rows:
        last = points[-1] if points else None
        if last is not None and not follows(last, row):
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


def _trace(
    line: Line, points: Sequence[Row | None], look: Look, dash: str, at: Callable[[Row], str]
) -> style.Figure:
    few = len(points) <= 60
    alone = _isolated(points)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [at(row) if row else None for row in points],
        "y": [look.scaled(row["value_usd"]) if row else None for row in points],
        "customdata": [origin(row) if row else None for row in points],
        "text": [_hover(line, row, look) if row else "" for row in points],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
        "line": {"color": line.colour, "width": 2, "dash": dash},
        "marker": {
            "size": [
                8 if lonely else 6 if few or (row and flags.said(row)) else 3
                for row, lonely in zip(points, alone, strict=True)
            ],
            "opacity": 1,
            "line": {"width": 0},
            "color": line.colour,
        }
        | flags.symbols(points),
    }


def _isolated(points: Sequence[Row | None]) -> list[bool]:
    padded = [None, *points, None]
    return [padded[i] is None and padded[i + 2] is None for i in range(len(points))]


def _hover(line: Line, row: Row, look: Look) -> str:
    text = flagged(f"{look.amount(row)} {look.unit_short}", row)
    return f"<b>{line.name}</b>, {words.short(span(row), look.lang)}<br>{text}"


def _is_wide(rows: Sequence[Row]) -> bool:
    """Whether an interval among these can be seen at all, and so is drawn."""
    certain = [row for row in rows if known(row.get("low_usd")) and known(row.get("high_usd"))]
    return any(row["high_usd"] - row["low_usd"] > MATTERS * abs(row["value_usd"] or 1) for row in certain)


def _bands(line: Line, look: Look, at: Callable[[Row], str]) -> list[style.Figure]:
    """A pale band for each unbroken stretch of the line."""
    stretches = groupby(with_gaps(line.rows), key=lambda row: row is not None)
    bands = [_band(line, [row for row in rows if row], look, at) for drawn, rows in stretches if drawn]
    return [band for band in bands if band]


def _band(line: Line, stretch: Sequence[Row], look: Look, at: Callable[[Row], str]) -> style.Figure | None:
    rows = [row for row in stretch if known(row.get("low_usd")) and known(row.get("high_usd"))]
    if len(rows) < 2:
        return None
    edges = [(at(row), look.scaled(row["high_usd"])) for row in rows]
    edges += [(at(row), look.scaled(row["low_usd"])) for row in reversed(rows)]
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
