"""Years and published year-to-date figures on one honest axis: one bar a period.

Exports and imports stand on one another, so that the height of every bar is the turnover. A
figure of turnover without its parts is one bar of that height. Year-to-date bars are hatched and
stand beside their year. With the partner's own figures each direction has a bar of its own, so
that a hollow marker can be read against the bar that it stands over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.figures import bars, flags, style
from dashboard.figures.rows import Look, Row, known, span, with_value
from dashboard.figures.slots import Slots
from dashboard.texts import say
from trade.period import Period

HEIGHT = 360
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
    traces += [_marks_of(flow, flows, others, slots, look) for flow in flows]
    return {
        "data": [trace for trace in traces if trace],
        "layout": style.layout(
            height,
            {"r": 18},
            barmode="overlay" if others else "relative",
            legend=style.saved_legend(),
            meta=style.SAVED,
            xaxis=slots.axis(look.lang),
            yaxis=style.value_axis(range=[0, look.scaled(_top(heights, others, slots, height)) or 1.0]),
            annotations=_names(
                stated, slots, {p: look.scaled(h) for p, h in heights.items()}, flows, look.lang
            ),
        ),
    }


def _names(
    stated: Cells, slots: Slots, heights: Mapping[Period, float], flows: Sequence[str], lang: str
) -> list[dict[str, Any]]:
    """Over the bars: months of parts of years, and the letters of figures that have some."""
    drawn = {p: _drawn(cells, flows) for p, cells in stated.items()}
    lettered = flags.over_bars(drawn, slots.places, heights)
    upright = slots.labels(heights, lang, {p: text for p, (text, _) in lettered.items()})
    return [*upright, *(label for p, (_, label) in lettered.items() if p not in slots.named)]


def _drawn(cells: Mapping[str, Row], flows: Sequence[str]) -> list[Row]:
    """The figures of a bar: its parts, or turnover alone."""
    alone = _turnover_alone(cells, flows)
    return [alone] if alone else [cells[flow] for flow in flows if flow in cells]


def _bars_of(
    flow: str, flows: Sequence[str], stated: Cells, slots: Slots, look: Look, *, apart: bool
) -> style.Figure | None:
    """One direction in all periods; turnover only where none of its parts is drawn."""
    if flow in flows:
        found = {p: cells[flow] for p, cells in stated.items() if flow in cells}
        shift, width = _side(flow, flows) if apart else (0.0, bars.WIDTH)
    else:
        found = {p: row for p, cells in stated.items() if (row := _turnover_alone(cells, flows))}
        shift, width = 0.0, bars.WIDTH
    return bars.bar(flow, {p: found[p] for p in slots.periods if p in found}, slots, look, shift, width)


def _marks_of(
    flow: str, flows: Sequence[str], others: Cells, slots: Slots, look: Look
) -> style.Figure | None:
    found = {p: others[p][flow] for p in slots.periods if flow in others.get(p, {})}
    return bars.marks(flow, found, slots, look, _side(flow, flows)[0])


def _side(flow: str, flows: Sequence[str]) -> tuple[float, float]:
    """Where a bar stands in its slot and how wide it is, when directions stand side by side."""
    width = 0.8 / len(flows)
    return (list(flows).index(flow) - (len(flows) - 1) / 2) * width, width


def _height(cells: Mapping[str, Row], flows: Sequence[str], *, stacked: bool) -> float:
    """Of the bar and its whisker: its parts on one another or side by side, or turnover alone."""
    parts = [
        max(row[edge] for edge in ("value_usd", "high_usd") if known(row.get(edge)))
        for row in _drawn(cells, flows)
    ]
    return float(sum(parts) if stacked else max(parts, default=0.0))


def _top(heights: Mapping[Period, float], others: Cells, slots: Slots, height: int) -> float:
    """Of the axis: above all bars, with room for the names of the months over those that have one.

    Such a name takes some 90 pixels; 90 of the ``height`` are legend, ticks and margins.
    """
    marks = [row["value_usd"] for cells in others.values() for row in cells.values()]
    highest = 1.06 * max([*heights.values(), *marks, 0.0])
    named = max((heights.get(p, 0.0) for p in slots.named), default=0.0)
    room = 90 / (height - 90)
    return max(highest, named / (1 - room) if slots.named else 0.0)


def balance(rows: Iterable[Row], look: Look, height: int = 220) -> style.Figure:
    """Bars of exports minus imports around zero."""
    stated = _by_period(row for row in rows if row["flow"] == "B")
    slots = Slots.of(stated)
    drawn = bars.bar("B", {p: stated[p]["B"] for p in slots.periods}, slots, look)
    return {
        "data": [drawn] if drawn else [],
        "layout": style.layout(
            height, {"r": 18}, xaxis=slots.axis(look.lang), yaxis=style.value_axis(rangemode="tozero")
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


def legend(drawn: style.Figure, lang: str) -> list[tuple[str, str, str]]:
    """What the colours and forms mean: words, colour, and ``solid``, ``hatched`` or ``hollow``."""
    named = [_meaning(trace) for trace in drawn["data"]]
    shapes = [
        shape for trace in drawn["data"] for shape in trace["marker"].get("pattern", {}).get("shape", ())
    ]
    part = [(say("legend.part", lang), style.MUTED, "hatched")] if any(shapes) else []
    solid = sum(form == "solid" for _, _, form in named)
    return [*named[:solid], *part, *named[solid:]]


def _meaning(trace: style.Figure) -> tuple[str, str, str]:
    return trace["name"], trace["marker"]["color"], "solid" if trace["type"] == "bar" else "hollow"
