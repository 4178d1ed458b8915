"""One bar a period, and the hollow marker over it that is the partner's figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.figures import style, words
from dashboard.figures.rows import Look, Row, flagged, known, origin, span
from dashboard.figures.slots import Slots
from trade.period import Period

#: How bars of each kind of period are hatched.
SHAPES = {"A": "", "YTD": "/", "Q": ".", "M": ".", "R": "x"}
#: An interval wider than this share of the bar gets a whisker.
MATTERS = 0.004
WIDTH = 0.68


def bar(
    flow: str,
    found: Mapping[Period, Row],
    slots: Slots,
    look: Look,
    shift: float = 0.0,
    width: float = WIDTH,
) -> style.Figure | None:
    """The bars of one direction in the periods ``found``; None where there is none."""
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


def marks(
    flow: str, found: Mapping[Period, Row], slots: Slots, look: Look, shift: float
) -> style.Figure | None:
    """Hollow markers of the partner's figures in the periods ``found``."""
    if not found:
        return None
    partner = look.name(str(next(iter(found.values()))["reporter"]))
    name, colour = f"{look.flow(flow)}: {partner}", style.flow_colour(flow)
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
