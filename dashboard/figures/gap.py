"""How far two words on one trade are apart: the gap and the part inside the CIF/FOB band, and in per cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import numbers
from dashboard.figures import style, timeline, words
from dashboard.figures.axes import IN_TIME
from dashboard.figures.ends import Line
from dashboard.figures.rows import Look, Row, known, origin, span
from trade.period import Period

GAP_HEIGHT = 300
#: An interval wider than this share of the largest gap gets a whisker.
MATTERS = 0.02
INSIDE, OUTSIDE = style.faded(style.FLOW_COLOURS["B"], 0.4), style.FLOW_COLOURS["B"]
Measures = Mapping[Period, Mapping[str, Row]]


def gaps(
    measures: Measures, origins: Mapping[Period, Row], look: Look, named: tuple[str, str, str]
) -> style.Figure:
    """The gap of each period, the part inside the band below the rest; ``named``: inside, outside, gap."""
    split = {p: each for p, each in measures.items() if known(each["mirror_explained"]["value"])}
    whole = {p: each for p, each in measures.items() if p not in split}
    traces = [
        _bars("mirror_explained", split, origins, look, (named[0], INSIDE)),
        _bars("mirror_unexplained", split, origins, look, (named[1], OUTSIDE)),
        _bars("mirror_gap", whole, origins, look, (named[2], style.FLOW_COLOURS["T"])),
        _whiskers(measures, look),
    ]
    return {
        "data": [trace for trace in traces if trace],
        "layout": style.layout(
            GAP_HEIGHT,
            {"r": 14},
            barmode="relative",
            bargap=0.25,
            legend=style.saved_legend(),
            meta=style.SAVED,
            xaxis=_axis(measures, look),
            yaxis=style.value_axis(rangemode="tozero"),
        ),
    }


def _axis(measures: Measures, look: Look) -> style.Figure:
    rows = [each["mirror_gap"] for each in measures.values()]
    return style.time_axis(
        type="date", hoverformat="", **IN_TIME.ticks([Line("", OUTSIDE, rows)] if rows else [], look.lang)
    )


def _bars(
    code: str,
    measures: Measures,
    origins: Mapping[Period, Row],
    look: Look,
    named: tuple[str, str],
) -> style.Figure | None:
    if not measures:
        return None
    rows = [each[code] for each in measures.values()]
    return {
        "type": "bar",
        "name": named[0],
        "x": [IN_TIME.at(row) for row in rows],
        "y": [look.scaled(row["value"]) for row in rows],
        "customdata": [origin(origins[p]) for p in measures],
        "text": [_hover(named[0], row, look) for row in rows],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": named[1], "line": {"width": 0}},
    }


def _hover(name: str, row: Row, look: Look) -> str:
    amount = numbers.amount(row["value"], look.unit, row["low"], row["high"])
    marks = f" [{row['status'].lower()}]" if row["status"] in ("E", "P", "U") else ""
    return f"<b>{name}</b>, {words.short(span(row), look.lang)}<br>{amount} {look.unit_short}{marks}"


def _whiskers(measures: Measures, look: Look) -> style.Figure | None:
    """The interval of each gap, where it can be seen."""
    rows = [each["mirror_gap"] for each in measures.values()]
    rows = [row for row in rows if known(row["low"]) and known(row["high"])]
    most = max((abs(row["value"]) for row in rows), default=0.0)
    if not any(row["high"] - row["low"] > MATTERS * most for row in rows):
        return None
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [IN_TIME.at(row) for row in rows],
        "y": [look.scaled(row["value"]) for row in rows],
        "hoverinfo": "skip",
        "showlegend": False,
        "marker": {"size": 3, "color": style.MUTED},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [look.scaled(row["high"] - row["value"]) for row in rows],
            "arrayminus": [look.scaled(row["value"] - row["low"]) for row in rows],
            "color": style.MUTED,
            "thickness": 1,
            "width": 3,
        },
    }


def percents(measures: Measures, origins: Mapping[Period, Row], look: Look, name: str) -> style.Figure:
    """The symmetric difference in per cent over time, with what the printed digits allow as a pale band."""
    rows = [each["mirror_symmetric"] for each in measures.values()]
    rows = sorted((row for row in rows if known(row["value"])), key=lambda row: row["period_start"])
    runs: list[list[Row]] = []
    for row in rows:
        if runs and timeline.follows(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    return {
        "data": [
            *(_band_of(run) for run in runs if len(run) > 1),
            *(_line_of(run, origins, look, name) for run in runs),
        ],
        "layout": style.layout(
            GAP_HEIGHT,
            {"r": 14},
            xaxis=_axis(measures, look),
            yaxis=style.value_axis(ticksuffix=" %", rangemode="tozero"),
        ),
    }


def _line_of(run: Sequence[Row], origins: Mapping[Period, Row], look: Look, name: str) -> style.Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [IN_TIME.at(row) for row in run],
        "y": [round(row["value"], 4) for row in run],
        "customdata": [origin(origins[span(row)]) for row in run],
        "text": [
            f"<b>{name}</b>, {words.short(span(row), look.lang)}<br>{numbers.signed_percent(row['value'] / 100)}"
            for row in run
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": OUTSIDE, "width": 2},
        "marker": {"color": OUTSIDE, "size": 6 if len(run) <= 60 else 3},
    }


def _band_of(run: Sequence[Row]) -> style.Figure:
    edges = [(IN_TIME.at(row), row["high"]) for row in run]
    edges += [(IN_TIME.at(row), row["low"]) for row in reversed(run)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in edges],
        "y": [round(y, 4) for _, y in edges],
        "fill": "toself",
        "fillcolor": style.faded(OUTSIDE, 0.18),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
