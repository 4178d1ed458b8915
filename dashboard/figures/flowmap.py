"""The largest flows as lines from or to the reporter, as wide as their value; shapes from this server only."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dashboard.figures import style, world
from dashboard.figures.places import Place, places
from dashboard.figures.rows import Look, Row, flagged, origin, with_value

#: Lines in each direction; more cannot be told apart.
TOP = 10
#: Points of a line, the one with the arrow, and how far a line bends away from the straight one.
STEPS, ARROW, BEND = 16, 10, 0.14
#: What start, bend and end count for at each point of a quadratic curve; and how far north one may be drawn to.
CURVE = [((1 - t) ** 2, 2 * t * (1 - t), t * t) for t in (step / (STEPS - 1) for step in range(STEPS))]
HIGHEST = 100.0
WIDEST, THINNEST = 9.0, 0.8
#: Degrees around the flows that are still shown.
EDGE = 7
SOUTH, NORTH = -60, 84
#: A picture is about so many times as wide as it is high.
ASPECT = 1.7


def largest(rows: Sequence[Row], reporter: str) -> list[Row]:
    """Of one direction, largest first: economies that have a place on the map."""
    known = places()
    if reporter not in known:
        return []
    return [row for row in with_value(rows) if row["value_usd"] > 0 and row["partner"] in known][:TOP]


def figure(rows: Sequence[Row], look: Look, height: int = world.HEIGHT) -> style.Figure:
    """Rows of exports and imports of one reporter as ``largest`` gives them; the widest line is the greatest figure."""
    most = max((row["value_usd"] for row in rows), default=1.0)
    arcs = [_arc_of(row) for row in rows]
    west, east, south, north = _frame([place for arc in arcs for place in arc])
    lines = [
        _line(row, look, arc, row["value_usd"] / most, (west + east) / 2)
        for row, arc in zip(rows, arcs, strict=True)
    ]
    for flow in ("X", "M"):  # one line of each direction stands for all in the legend of a saved picture
        for line in [line for line in lines if line["legendgroup"] == flow][:1]:
            line["showlegend"] = True
    return {
        "data": lines,
        "layout": style.layout(
            height,
            {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            geo=_geo(west, east, south, north),
            meta=style.SAVED,
            legend=style.saved_legend(),
        ),
    }


def _line(row: Row, look: Look, arc: Sequence[Place], part: float, middle: float) -> style.Figure:
    """One flow in the direction of the goods."""
    colour = style.flow_colour(row["flow"])
    width = round(max(THINNEST, WIDEST * part), 2)
    value = flagged(f"{look.amount(row)} {look.unit_short}", row)
    return {
        "type": "scattergeo",
        "mode": "lines+markers",
        "lon": [lon for lon, _ in arc],
        "lat": [lat for _, lat in arc],
        "line": {"color": style.faded(colour, 0.75), "width": width},
        "marker": {
            "color": colour,
            "symbol": "arrow",
            "angle": _heading(arc[ARROW - 1], arc[ARROW + 1], middle),
            "size": [round(7 + width, 1) if step == ARROW else 0 for step in range(STEPS)],
            "opacity": 1,
            "line": {"width": 0},
        },
        "customdata": [origin(row)] * STEPS,
        "text": f"<b>{look.name(row['partner'])}</b>, {look.flow(row['flow'])}<br>{value}",
        "hovertemplate": "%{text}<extra></extra>",
        "meta": row["value_usd"],  # a width alone does not tell the thinnest lines apart
        "name": look.flow(row["flow"]),
        "legendgroup": row["flow"],
        "showlegend": False,
    }


def _arc_of(row: Row) -> list[Place]:
    """Exports and imports of a pair bend to either side."""
    here, there = places()[row["reporter"]], places()[row["partner"]]
    return _arc(here, there) if row["flow"] == "X" else _arc(there, here)


def _arc(start: Place, end: Place) -> list[Place]:
    """From place to place the shorter way round, bent to the left of its direction."""
    (x, y), (to_x, to_y) = start, end
    across = (to_x - x + 180) % 360 - 180
    up = to_y - y
    bent_x, bent_y = x + across / 2 - 2 * BEND * up, min(HIGHEST, y + up / 2 + 2 * BEND * across)
    end_x = x + across
    return [
        (round(a * x + b * bent_x + c * end_x, 2), round(a * y + b * bent_y + c * to_y, 2))
        for a, b, c in CURVE
    ]


def _heading(start: Place, end: Place, middle: float) -> float:
    """Degrees from the top of the screen, clockwise, in which the line runs there."""
    (x, y), (to_x, to_y) = _drawn(start, middle), _drawn(end, middle)
    return round(math.degrees(math.atan2(to_x - x, to_y - y)), 1)


def _drawn(place: Place, middle: float) -> Place:
    """Where the projection "natural earth" draws a place (Patterson 2008, in the polynomial form of d3-geo)."""
    across, up = math.radians(place[0] - middle), math.radians(place[1])
    square = up * up
    fourth = square * square
    x = 0.8707 - 0.131979 * square + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth))
    y = 1.007226 + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth))
    return across * x, up * y


def _frame(around: Sequence[Place]) -> tuple[float, float, float, float]:
    """West, east, south, north of the part of the world in which the flows are, about as wide as the picture."""
    if not around:
        return -180, 180, SOUTH, NORTH
    west, east = min(lon for lon, _ in around) - EDGE, max(lon for lon, _ in around) + EDGE
    south, north = min(lat for _, lat in around) - EDGE, max(lat for _, lat in around) + EDGE
    tall = max(north - south, (east - west) / ASPECT)
    south = max(SOUTH, min((south + north - tall) / 2, NORTH - tall))
    return west, east, south, min(NORTH, south + tall)


def _geo(west: float, east: float, south: float, north: float) -> style.Figure:
    return world.geo() | {
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "projection": {"type": "natural earth"},
        "domain": {"x": [0, 1], "y": [0, 1]},
        "showcountries": True,
        "countrycolor": world.EDGE,
        "countrywidth": 0.5,
    }
