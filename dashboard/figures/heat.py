"""How much was revised: periods from left to right, the days of newer figures from the first at the bottom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dashboard import numbers
from dashboard.figures import style, words
from dashboard.figures.rows import Look, Row, day, span
from dashboard.texts import say

#: Pixels of a day's row, and of all that is not rows.
ROW, FRAME, TALLEST = 30, 74, 620
#: The colours stand for sizes from a hundredth of a per cent to the whole figure.
SIZES = (0.0001, 0.01, 1.0)
#: So many names of periods fit under the picture on a phone.
NAMED = 5


def figure(rows: Sequence[Row], look: Look) -> style.Figure:
    """A cell for each period and day; ``rows`` as of ``questions.revision_steps``."""
    periods = sorted({span(row) for row in rows}, key=lambda period: (period.end, period.month_count))
    days = sorted({day(row["known_from"]) for row in rows})
    cells = {(day(row["known_from"]), span(row)): row for row in rows}
    found = [[cells.get((when, period)) for period in periods] for when in days]
    step = max(1, math.ceil(len(periods) / NAMED))
    shown = range(0, len(periods), step)
    return {
        "data": [_cells(found, look)] if rows else [],
        "layout": style.layout(
            max(240, min(TALLEST, FRAME + ROW * len(days))),
            {"t": 8},
            xaxis=style.time_axis(
                tickvals=[*shown],
                ticktext=[words.stacked(periods[place], look.lang) for place in shown],
            ),
            yaxis=style.time_axis(
                tickvals=[*range(len(days))], ticktext=[words.date_of(when, look.lang) for when in days]
            ),
        ),
    }


def _cells(found: Sequence[Sequence[Row | None]], look: Look) -> style.Figure:
    return {
        "type": "heatmap",
        "z": [[_depth(row["size"]) if row else None for row in line] for line in found],
        "text": [[_hover(row, look) if row else "" for row in line] for line in found],
        "hovertemplate": "%{text}<extra></extra>",
        "hoverongaps": False,
        "xgap": 1,
        "ygap": 1,
        "zmin": math.log10(SIZES[0]),
        "zmax": math.log10(SIZES[-1]),
        "colorscale": style.SEQUENCE,
        "colorbar": _scale(look.lang),
    }


def _depth(size: float) -> float:
    """On a scale of powers of ten: a revision of a per cent must be seen beside one of a half."""
    return round(math.log10(min(max(size, SIZES[0]), SIZES[-1])), 4)


def _scale(lang: str) -> dict[str, Any]:
    return {
        "orientation": "h",
        "thickness": 10,
        "len": 0.6,
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "outlinewidth": 0,
        "ypad": 2,
        "tickvals": [math.log10(size) for size in SIZES],
        "ticktext": [numbers.percent(size, 0 if size >= 0.01 else 2, lang) for size in SIZES],
        "tickangle": 0,
        "tickfont": {"size": 12, "color": style.MUTED},
    }


def _hover(row: Row, look: Look) -> str:
    before, now = numbers.alike([row["before_usd"], row["value_usd"]], look.unit, look.lang)
    about = say(
        "revisions.hover",
        look.lang,
        count=int(row["figures"]),
        size=numbers.percent(row["size"], 2, look.lang),
        flow=look.flow(row["flow"]),
        partner=look.name(row["partner"]),
        before=before,
        now=now,
        unit=look.unit_short,
    )
    return f"<b>{words.short(span(row), look.lang)}</b>, {words.date_of(day(row['known_from']), look.lang)}<br>{about}"
