"""Letters on pictures: what the publisher or we say of a figure stands at it, not only where one hovers.

Where all figures of a picture share their letters, these stand once, in words, under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dashboard.figures import style
from dashboard.figures.rows import Look, Row, letters
from dashboard.figures.style import Figure
from trade.period import Period

#: On lines with more points letters would touch on a phone; the form of the mark still says that there is one.
MOST = 36


def said(row: Row) -> str:
    """Letters of a point of a line, whose dashes already say what is derived."""
    return letters(row).replace("d", "")


def symbols(points: Sequence[Row | None]) -> dict[str, list[str]]:
    """Of a marker: squares for figures with a letter, circles for the others; nothing where all are circles."""
    drawn = ["square" if row is not None and said(row) else "circle" for row in points]
    return {"symbol": drawn} if "square" in drawn else {}


def on_line(rows: Sequence[Row], look: Look, at: Callable[[Row], str]) -> list[Figure]:
    """The letters over the points of a line, as a trace of their own: on any scale they stay with their points."""
    named = [row for row in rows if said(row)]
    if not named or len(rows) > MOST or len({said(row) for row in rows}) == 1:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [at(row) for row in named],
            "y": [look.scaled(row["value_usd"]) for row in named],
            "text": [said(row) for row in named],
            "textposition": "top center",
            "textfont": {"size": 12, "color": style.MUTED},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def over_bars(
    cells: Mapping[Period, Iterable[Row]], places: Mapping[Period, float], heights: Mapping[Period, float]
) -> dict[Period, tuple[str, dict[str, Any]]]:
    """The letters over each bar and the words that draw them; none where all bars share theirs."""
    found = {period: "".join(dict.fromkeys("".join(map(letters, rows)))) for period, rows in cells.items()}
    if len(set(found.values())) < 2 or len(found) > MOST:
        return {}
    return {
        period: (text, _over(places[period], heights[period], text)) for period, text in found.items() if text
    }


def _over(place: float, height: float, text: str) -> dict[str, Any]:
    return {
        "x": place, "y": height, "text": text, "xanchor": "center", "yanchor": "bottom", "yshift": 1,
        "showarrow": False, "font": {"size": 12, "color": style.MUTED},
    }  # fmt: skip
