"""Shares of sectors as areas: one tile a product code, in the colour of its code."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence

from dashboard import numbers
from dashboard.figures import style
from dashboard.figures.rows import Look, Row, flagged, origin, with_value

HEIGHT = 420
#: A phone's; names are wrapped for it, so that they fit their tiles everywhere.
WIDTH = 310


def figure(
    rows: Sequence[Row], look: Look, height: int = HEIGHT, total_usd: float | None = None
) -> style.Figure:
    """Tiles of the positive values; what is zero or negative has no area and stays in the table.

    ``total_usd`` is what shares are said of; without it none is said.
    """
    drawn = [row for row in with_value(rows) if row["value_usd"] > 0]
    all_usd = sum(row["value_usd"] for row in drawn)

    def side(row: Row) -> float:
        """Of a square tile of its share, in pixels."""
        return math.sqrt(row["value_usd"] / all_usd * height * WIDTH)

    return {
        "data": [
            {
                "type": "treemap",
                "ids": [row["product"] for row in drawn],
                "labels": [_wrapped(look.name(row["product"]), side(row)) for row in drawn],
                "hovertext": [_hover(row, look, total_usd) for row in drawn],
                "parents": ["" for _ in drawn],
                "values": [look.scaled(row["value_usd"]) for row in drawn],
                "customdata": [origin(row) for row in drawn],
                "text": [_tile_text(row, look, total_usd, side(row)) for row in drawn],
                "texttemplate": "<b>%{label}</b><br>%{text}",
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {
                    "colors": [style.code_colour(row["product"]) for row in drawn],
                    "line": {"width": 1.5, "color": "#ffffff"},
                    "pad": {"t": 0, "l": 0, "r": 0, "b": 0},
                },
                "textfont": {"color": "#ffffff", "size": style.TEXT_SIZE},
                "textposition": "top left",
                "tiling": {"packing": "squarify", "pad": 1},
                "pathbar": {"visible": False},
                "root": {"color": style.CLEAR},
                "sort": True,
            }
        ],
        "layout": style.layout(height, {"l": 0, "r": 0, "t": 0, "b": 0}, uniformtext=_uniform()),
    }


def _wrapped(name: str, side: float) -> str:
    """The name in lines that fit a tile of about its size on a page of middling width."""
    return "<br>".join(textwrap.wrap(name, max(7, int(side / 8.5)), break_long_words=False))


def _tile_text(row: Row, look: Look, total: float | None, side: float) -> str:
    """Small tiles say their name only; hovering and the table say the rest."""
    return _text(row, look, total) if side > 100 else ""


def _hover(row: Row, look: Look, total: float | None) -> str:
    return f"<b>{look.name(row['product'])}</b><br>{_text(row, look, total)}"


def _uniform() -> dict[str, object]:
    """Text that would be smaller than 12 px is left out; the tile still says it on hover."""
    return {"minsize": 12, "mode": "hide"}


def _text(row: Row, look: Look, total: float | None) -> str:
    value = flagged(f"{look.amount(row)} {look.unit_short}", row)
    if not total:
        return value
    return f"{value}<br>{numbers.percent(row['value_usd'] / total, lang=look.lang)}"
