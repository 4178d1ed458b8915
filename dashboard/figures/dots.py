"""Dots in rows: what several publishers say of the same thing, a line between the least and the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures import style
from dashboard.figures.rows import Look, Row, flagged, is_derived, known, origin

ROW = 34
#: An interval wider than this share of the axis gets a whisker.
MATTERS = 0.01


@dataclass(frozen=True)
class Voice:
    """One publisher's dots: what it is called, its colour, its row in each line of the picture that it has."""

    name: str
    colour: str
    rows: dict[str, Row]
    hollow: bool = False


def figure(labels: Sequence[str], voices: Sequence[Voice], look: Look) -> style.Figure:
    """A line of dots for each label, the first at the top."""
    values = [look.scaled(row["value_usd"]) for voice in voices for row in voice.rows.values()]
    low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
    room = 0.04 * (high - low)
    return {
        "data": [_between(labels, voices, look), *(_dots(voice, look, high - low) for voice in voices)],
        "layout": style.layout(
            ROW * len(labels) + 56,
            {"t": 6},
            legend=style.saved_legend(),
            meta=style.SAVED,
            xaxis=style.value_axis(
                range=[low - room if low else -room / 4, high + room], nticks=5, tickangle=0
            ),
            yaxis={
                "type": "category",
                "categoryorder": "array",
                "categoryarray": list(reversed(labels)),
                "tickvals": list(labels),
                "ticktext": [_shortened(label) for label in labels],
                "range": [-0.6, len(labels) - 0.4],
                "tickfont": {"size": style.TEXT_SIZE},
                "automargin": True,
                "fixedrange": True,
                "gridcolor": style.GRID,
                "ticks": "",
            },
        ),
    }


def legend(voices: Sequence[Voice]) -> list[tuple[str, str, str]]:
    """For the card: words, colour, form."""
    return [(voice.name, voice.colour, "hollow" if voice.hollow else "round") for voice in voices]


def _between(labels: Sequence[str], voices: Sequence[Voice], look: Look) -> style.Figure:
    x: list[float | None] = []
    y: list[str | None] = []
    for label in labels:
        values = [look.scaled(v.rows[label]["value_usd"]) for v in voices if label in v.rows]
        x += [min(values), max(values), None]
        y += [label, label, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": style.ZERO, "width": 2},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(voice: Voice, look: Look, across: float) -> style.Figure:
    rows = list(voice.rows.values())
    symbols = [
        ("diamond" if is_derived(row) else "circle") + ("-open" if voice.hollow else "") for row in rows
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": voice.name,
        "x": [look.scaled(row["value_usd"]) for row in rows],
        "y": list(voice.rows),
        "customdata": [origin(row) for row in rows],
        "text": [_hover(voice.name, label, row, look) for label, row in voice.rows.items()],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": symbols,
            "size": 11,
            "color": voice.colour,
            "line": {"width": 2, "color": voice.colour},
        },
    } | _whiskers(rows, look, across)


def _whiskers(rows: Sequence[Row], look: Look, across: float) -> style.Figure:
    def reach(row: Row, edge: str) -> float:
        return abs(look.scaled(row[edge] - row["value_usd"])) if known(row.get(edge)) else 0.0

    up, down = [reach(row, "high_usd") for row in rows], [reach(row, "low_usd") for row in rows]
    if max((u + d for u, d in zip(up, down, strict=True)), default=0.0) <= MATTERS * across:
        return {}
    bars = {"type": "data", "array": up, "arrayminus": down, "symmetric": False}
    return {"error_x": bars | {"color": style.MUTED, "thickness": 1, "width": 4}}


def _hover(name: str, label: str, row: Row, look: Look) -> str:
    text = flagged(f"{look.amount(row)} {look.unit_short}", row)
    return f"<b>{name}</b>, {label}<br>{text}"


def _shortened(name: str, longest: int = 28) -> str:
    if len(name) <= longest:
        return name
    return name[:longest].rsplit(" ", 1)[0].rstrip(",;") + "…"
