"""The map of partners: shapes from this server only, a colour scale in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dashboard import numbers
from dashboard.figures import style
from dashboard.figures.rows import Look, Row, flagged, origin, with_value

HEIGHT = 380
#: Letters that fit under the scale on a phone.
LETTERS = 32
NO_FIGURE = "#e2e4e7"
EDGE = "#ffffff"


def figure(rows: Sequence[Row], look: Look, height: int = HEIGHT) -> style.Figure:
    """Partners with a positive figure; groups are left out because their members are drawn."""
    drawn = [row for row in with_value(rows) if row["value_usd"] > 0 and str(row["partner"]).isalpha()]
    powers = [math.log10(look.scaled(row["value_usd"])) for row in drawn]
    low, high = _scale(powers)
    return {
        "data": [
            {
                "type": "choropleth",
                "locationmode": "ISO-3",
                "locations": [row["partner"] for row in drawn],
                "z": [round(power, 4) for power in powers],
                "zmin": low,
                "zmax": high,
                "colorscale": style.SEQUENCE,
                "customdata": [origin(row) for row in drawn],
                "text": [_hover(row, look) for row in drawn],
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {"line": {"color": EDGE, "width": 0.4}},
                "colorbar": _colourbar(low, high, look),
            }
        ],
        "layout": style.layout(height, {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0}, geo=geo()),
    }


def _scale(powers: Sequence[float]) -> tuple[int, int]:
    """Whole powers of ten, at most five of them below the greatest: the tail is pale alike."""
    if not powers:
        return 0, 1
    high = math.ceil(max(powers))
    return max(math.floor(min(powers)), high - 5), high


def _hover(row: Row, look: Look) -> str:
    value = flagged(f"{look.amount(row)} {look.unit_short}", row)
    return f"<b>{look.name(row['partner'])}</b><br>{value}"


def _colourbar(low: int, high: int, look: Look) -> dict[str, Any]:
    ticks = list(range(high, low - 1, -1))
    named = [numbers.plain(10.0**tick, max(0, -tick), look.lang) for tick in ticks]
    step = -(-sum(map(len, named)) // LETTERS)
    return {
        "orientation": "h",
        "x": 0.5,
        "xanchor": "center",
        "y": 0.11,
        "yanchor": "top",
        "len": 0.8,
        "tickangle": 0,
        "thickness": 10,
        "outlinewidth": 0,
        "tickvals": ticks[::step],
        "ticktext": named[::step],
        "tickfont": {"size": 12, "color": style.MUTED},
        "title": {"text": look.unit_short, "side": "top", "font": {"size": 12, "color": style.MUTED}},
    }


def geo() -> dict[str, Any]:
    """The frame of a map of the world."""
    return {
        "resolution": 50,
        "projection": {"type": "natural earth", "scale": 1.06},
        "domain": {"x": [0, 1], "y": [0.12, 1]},
        "fitbounds": False,
        "showframe": False,
        "showcoastlines": False,
        "showcountries": False,
        "showocean": False,
        "showlakes": False,
        "showrivers": False,
        "showland": True,
        "landcolor": NO_FIGURE,
        "bgcolor": style.CLEAR,
        "lataxis": {"range": [-58, 84]},
        "lonaxis": {"range": [-180, 180]},
    }
