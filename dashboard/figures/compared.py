"""Lines beside one another: in one picture, or each in a small one of its own with the others pale behind it.

Every line is about the same months of each year; where these are not whole years its marks are open diamonds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dashboard.figures import ends, style, timeline
from dashboard.figures.axes import IN_TIME
from dashboard.figures.ends import Line
from dashboard.figures.rows import Look, span

HEIGHT = 400
#: Of a small picture with its name and years, and what of it is neither.
PANEL, AROUND = 156, 46
COLUMNS = 2
PALE = "#aab2ba"


def figure(
    lines: Sequence[Line], look: Look, *, log: bool = False, mark: float | None = None
) -> style.Figure:
    """All lines in one picture; ``mark`` is a value with a line of its own, such as the 100 of indices."""
    drawn = fit(lines, log=log)
    made = timeline.figure(drawn, look, HEIGHT)
    made["layout"]["yaxis"] |= _values(drawn, look, log=log)
    made["layout"]["meta"] = {"png": ends.labels(drawn, look, HEIGHT, log=log)}
    if mark is not None:
        made["layout"]["shapes"] = [_level(math.log10(mark) if log else mark)]
    _mark_parts(made["data"], drawn)
    return made


def multiples(lines: Sequence[Line], look: Look, *, log: bool = False) -> style.Figure:
    """A small picture for each line, all on the same axes."""
    drawn = fit(lines, log=log)
    columns = min(COLUMNS, len(drawn)) or 1
    count = max(1, math.ceil(len(drawn) / columns))
    height = count * PANEL + 8
    traces: list[style.Figure] = []
    axes: dict[str, Any] = {}
    named: list[dict[str, Any]] = []
    behind = [_behind(line, look) for line in drawn]
    ticks, values = _ticks(drawn, look), _values(drawn, look, log=log)
    for number, line in enumerate(drawn):
        at = "" if number == 0 else str(number + 1)
        where = {"xaxis": f"x{at}", "yaxis": f"y{at}"}
        others = [*behind[:number], *behind[number + 1 :]]
        traces += [trace | where for trace in [*others, *timeline.traces(line, look, IN_TIME.at)]]
        row, column = divmod(number, columns)
        wide, tall = _domain(row, column, columns, height)
        axes[f"xaxis{at}"] = style.time_axis(
            type="date", hoverformat="", domain=wide, anchor=f"y{at}", **ticks
        ) | {"automargin": False}
        axes[f"yaxis{at}"] = style.value_axis(**values, domain=tall, anchor=f"x{at}") | {
            "nticks": 4, "showticklabels": column == 0, "automargin": False,
        }  # fmt: skip
        named.append(_name(line, wide[0], tall[1]))
    for trace in traces:
        if "marker" in trace:
            trace["marker"]["size"] = 4
    _mark_parts(traces, drawn, 6)
    room = {"l": 58, "r": 12, "t": 0, "b": 0}
    return {"data": traces, "layout": style.layout(height, room, annotations=named, **axes)}


def fit(lines: Sequence[Line], *, log: bool) -> list[Line]:
    """The lines that have figures; on a scale of logarithms without those that are not above zero."""
    if not log:
        return [line for line in lines if line.rows]
    kept = [
        Line(line.name, line.colour, [
            row if (row.get("low_usd") or 0) > 0 else dict(row) | {"low_usd": None, "high_usd": None}
            for row in line.rows if row["value_usd"] > 0
        ])
        for line in lines
    ]  # fmt: skip
    return [line for line in kept if line.rows]


def are_parts(lines: Sequence[Line]) -> bool:
    """Whether the figures are about parts of years."""
    return any(span(row).frequency != "A" for line in lines for row in line.rows[:1])


def _values(lines: Sequence[Line], look: Look, *, log: bool) -> dict[str, Any]:
    low, high = ends.extent(lines, look, log=log)
    suffix = {"ticksuffix": getattr(look, "suffix", "")}
    return {"range": [low, high]} | suffix | (_logarithms(low, high) if log else {})


def _logarithms(low: float, high: float) -> dict[str, Any]:
    """Ticks at powers of ten, with twos and fives between where there are few."""
    steps = (1, 2, 5) if high - low < 3 else (1,)
    powers = range(math.floor(low), math.ceil(high) + 1)
    ticks = [step * 10.0**power for power in powers for step in steps]
    inside = [tick for tick in ticks if low <= math.log10(tick) <= high]
    return {
        "type": "log",
        "tickvals": inside,
        "ticktext": [f"{tick:,.12g}" for tick in inside],
        "zeroline": False,
    }


def _ticks(lines: Sequence[Line], look: Look) -> dict[str, Any]:
    """Half as many years as in a wide picture."""
    ticks = IN_TIME.ticks(lines, look.lang)
    for name in ("tickvals", "ticktext"):
        if len(ticks.get(name, ())) > 4:
            ticks[name] = ticks[name][::2]
    return ticks


def _domain(row: int, column: int, columns: int, height: int) -> tuple[list[float], list[float]]:
    gap = 0.05 if columns > 1 else 0.0
    width = (1 - gap * (columns - 1)) / columns
    left = column * (width + gap)
    top = height - row * PANEL - AROUND / 2
    bottom = height - (row + 1) * PANEL + AROUND / 2
    return [round(left, 4), round(left + width, 4)], [round(bottom / height, 4), round(top / height, 4)]


def _behind(line: Line, look: Look) -> style.Figure:
    rows = timeline.with_gaps(line.rows)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [IN_TIME.at(row) if row else None for row in rows],
        "y": [look.scaled(row["value_usd"]) if row else None for row in rows],
        "line": {"color": PALE, "width": 1},
        "opacity": 0.55,
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _name(line: Line, left: float, top: float) -> dict[str, Any]:
    shown = line.name if len(line.name) <= 24 else line.name[:24].rsplit(" ", 1)[0] + "…"
    return {
        "x": left, "xref": "paper", "xanchor": "left", "xshift": 2,
        "y": top, "yref": "paper", "yanchor": "bottom",
        "text": f"<b>{shown}</b>", "showarrow": False, "align": "left",
        "font": {"color": line.colour, "size": style.TEXT_SIZE},
    }  # fmt: skip


def _level(value: float) -> dict[str, Any]:
    line = {"color": style.ZERO, "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": value, "y1": value, "line": line}


def _mark_parts(traces: Sequence[style.Figure], lines: Sequence[Line], size: int = 9) -> None:
    """Figures on parts of years are open diamonds: no line of them is taken for one of whole years."""
    if are_parts(lines):
        for trace in traces:
            if "marker" in trace:
                trace["marker"] |= {"symbol": "diamond-open", "size": size, "line": {"width": 1.6}}
