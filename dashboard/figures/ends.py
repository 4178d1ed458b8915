"""The names of lines, at the height where each line ends, pushed apart where they would touch.

On the page the names are words beside the picture, so that a phone can have them below it; a saved
PNG takes them from the ``meta`` of the picture.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures import style
from dashboard.figures.rows import Look, Row

HEIGHT = 340
#: Pixels between the baselines of two labels at the end of lines.
LABEL_GAP = 18
#: Margins that the heights of the names rest on.
TOP, BOTTOM = 12, 30


@dataclass(frozen=True)
class Line:
    """One line: its rows in order of time, what it is called, its colour."""

    name: str
    colour: str
    rows: Sequence[Row]


def placed(
    lines: Sequence[Line], look: Look, height: int = HEIGHT, *, log: bool = False
) -> list[tuple[Line, float]]:
    """The lines from the top down, each with the height in pixels at which its name stands."""
    drawn = [line for line in lines if line.rows]
    low, high = extent(drawn, look, log=log)
    pixels = (height - TOP - BOTTOM) / (high - low)
    named = _ends(drawn, look, height, log=log)
    return [(line, round(TOP + (high - at) * pixels, 1)) for line, at in reversed(named)]


def extent(lines: Sequence[Line], look: Look, *, log: bool = False) -> tuple[float, float]:
    """Of the axis of values: from zero or the least to a little above the greatest; of logarithms where ``log``."""
    values = [look.scaled(row["value_usd"]) for line in lines for row in line.rows] or [0.0, 1.0]
    if log:
        logs = [math.log10(value) for value in values if value > 0] or [0.0, 1.0]
        room = max(0.04, (max(logs) - min(logs)) * 0.06)
        return min(logs) - room, max(logs) + room
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low or 1.0) * 0.06
    return (low - room if low < 0 else 0.0), high + room


def _ends(lines: Sequence[Line], look: Look, height: int, *, log: bool = False) -> list[tuple[Line, float]]:
    """The lines from the bottom up with the heights on the axis that their names stand at, pushed apart."""
    low, high = extent(lines, look, log=log)
    unit = (high - low) * LABEL_GAP / (height - TOP - BOTTOM)
    drawn = sorted(lines, key=lambda line: line.rows[-1]["value_usd"])
    reach = [unit * len(_wrapped(line.name)) / 2 for line in drawn]
    heights: list[float] = []
    for i, line in enumerate(drawn):
        value = look.scaled(line.rows[-1]["value_usd"])
        at = math.log10(value) if log else value
        heights.append(max(at, heights[-1] + reach[i - 1] + reach[i]) if heights else at)
    if heights:
        heights[-1] = min(heights[-1], high)
    for i in range(
        len(drawn) - 2, -1, -1
    ):  # what was pushed over the top comes down, no further than it must
        heights[i] = min(heights[i], heights[i + 1] - reach[i] - reach[i + 1])
    return list(zip(drawn, heights, strict=True))


def labels(lines: Sequence[Line], look: Look, height: int, *, log: bool = False) -> dict[str, Any]:
    """The names for a saved picture, and the room that they take at its right."""
    widest = max((len(part) for line in lines for part in _wrapped(line.name)), default=0)
    named = [_label(line, at) for line, at in _ends(lines, look, height, log=log)]
    return {"annotations": named, "r": 18 + round(7.6 * widest)}


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
