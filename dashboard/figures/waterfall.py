"""A waterfall of percentage points: each bar begins where the one above it ended, the last is the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any, Literal

from dashboard import numbers
from dashboard.figures import style
from dashboard.figures.ranking import shortened

BAR = 30
#: Pixels that a letter beside a bar takes; the points stand in the margin where a bar reaches the end.
LETTER = 8
#: An interval wider than this share of the picture gets a whisker.
MATTERS = 0.006
#: How bars are filled that are no part of their own.
PATTERNS = {"part": "", "rest": ".", "residual": "x", "total": ""}


@dataclass(frozen=True)
class Step:
    """One bar: its name, points with the least and the most, and what a click on it opens (see ``rows.ORIGIN``)."""

    name: str
    points: Decimal
    low: Decimal
    high: Decimal
    kind: Literal["part", "rest", "residual", "total"] = "part"
    marks: str = ""
    hover: str = ""
    origin: Sequence[str] = ()


def points(value: Decimal, decimals: int = 2) -> str:
    """Percentage points, their sign always said: ``+12.30``, ``−0.41``."""
    text = numbers.plain(float(value), decimals)
    return text if text.startswith(numbers.MINUS) or value <= 0 else f"+{text}"


def figure(steps: Sequence[Step], flow: str, axis: str) -> style.Figure:
    """The steps from the top down; those before the total add up to it."""
    ends = list(accumulate(step.points for step in steps if step.kind != "total"))
    bases = [Decimal(0), *ends[:-1]]
    starts = [*bases, *(Decimal(0) for step in steps if step.kind == "total")]
    reached = [start + step.points for start, step in zip(starts, steps, strict=True)]
    low, high = float(min([*reached, Decimal(0)])), float(max([*reached, Decimal(0)]))
    texts = [_text(step) for step in steps]
    return {
        "data": [_bars(steps, starts, texts, flow, high - low)],
        "layout": style.layout(
            BAR * len(steps) + 62,
            {"t": 4, "r": 10 + LETTER * max(map(len, texts))},
            bargap=0.3,
            xaxis=style.value_axis(
                range=[low - (high - low) * 0.02, high],
                nticks=5,
                tickangle=0,
                title={"text": axis, "font": {"size": 12, "color": style.MUTED}, "standoff": 8},
            ),
            yaxis=_names(steps),
            shapes=_links(reached, len(steps)),
            annotations=_labels(steps, starts, reached, texts),
        ),
    }


def _bars(
    steps: Sequence[Step], starts: Sequence[Decimal], texts: Sequence[str], flow: str, wide: float
) -> style.Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [float(start) for start in starts],
        "x": [float(step.points) for step in steps],
        "y": list(range(len(steps))),
        "customdata": [list(step.origin) for step in steps],
        "hovertext": [
            f"<b>{step.name}</b><br>{step.hover or text}" for step, text in zip(steps, texts, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": _paint(steps, flow),
    } | _whiskers(steps, wide)


def _paint(steps: Sequence[Step], flow: str) -> dict[str, Any]:
    """Parts in the colour of the direction, what fell paler; what is no one part grey and patterned."""
    colour = style.flow_colour(flow)
    tones = [_tone(step, colour) for step in steps]
    edges = [colour if step.kind == "part" else style.flow_colour("T") for step in steps]
    return {
        "color": tones,
        "line": {"width": 1, "color": edges},
        "pattern": {
            "shape": [PATTERNS[step.kind] for step in steps],
            "fillmode": "replace",
            "fgcolor": edges,
            "size": 6,
            "solidity": 0.4,
        },
    }


def _tone(step: Step, colour: str) -> str:
    if step.kind != "part":
        return style.flow_colour("T")
    return colour if step.points >= 0 else style.faded(colour, 0.35)


def _whiskers(steps: Sequence[Step], wide: float) -> style.Figure:
    if not any(float(step.high - step.low) > MATTERS * wide for step in steps):
        return {}
    return {
        "error_x": {
            "type": "data",
            "array": [float(step.high - step.points) for step in steps],
            "arrayminus": [float(step.points - step.low) for step in steps],
            "symmetric": False,
            "color": style.MUTED,
            "thickness": 1,
            "width": 3,
        }
    }


def _text(step: Step) -> str:
    return points(step.points) + (f" [{step.marks}]" if step.marks else "")


def _labels(
    steps: Sequence[Step], starts: Sequence[Decimal], reached: Sequence[Decimal], texts: Sequence[str]
) -> list[dict[str, Any]]:
    """The points at the right of each bar, whichever way it goes, so that no line runs through them."""
    return [
        {
            "x": float(max(start, end)),
            "y": row,
            "text": f"<b>{text}</b>" if step.kind == "total" else text,
            "showarrow": False,
            "xanchor": "left",
            "xshift": 4,
            "font": {"size": style.TEXT_SIZE, "color": style.INK},
        }
        for row, (step, start, end, text) in enumerate(zip(steps, starts, reached, texts, strict=True))
    ]


def _links(reached: Sequence[Decimal], rows: int) -> list[dict[str, Any]]:
    """Thin lines from the end of a bar to the beginning of the next."""
    return [
        {
            "type": "line",
            "x0": float(end),
            "x1": float(end),
            "y0": row - 0.35,
            "y1": row + 1.35,
            "line": {"width": 1, "color": style.ZERO, "dash": "dot"},
            "layer": "below",
        }
        for row, end in enumerate(reached[: rows - 1])
    ]


def _names(steps: Sequence[Step]) -> dict[str, Any]:
    return {
        "type": "linear",
        "range": [len(steps) - 0.4, -0.6],
        "tickvals": list(range(len(steps))),
        "ticktext": [
            f"<b>{shortened(step.name)}</b>" if step.kind == "total" else shortened(step.name)
            for step in steps
        ],
        "tickfont": {"size": style.TEXT_SIZE},
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
    }
