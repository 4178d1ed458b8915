"""Partners or products in order of value: horizontal bars with the figure and its share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import numbers
from dashboard.figures import style
from dashboard.figures.rows import Look, Row, flagged, letters, origin, with_value

BAR = 31
#: Of the picture on a phone, what a letter beside a bar takes.
ROOM = 0.034
#: From here on numbers below the bars are so long that only two stand side by side.
MANY_DIGITS = 10_000_000


def figure(
    rows: Sequence[Row], look: Look, column: str = "partner", total_usd: float | None = None
) -> style.Figure:
    """The rows as they come, the first at the top; ``total_usd`` adds shares."""
    drawn = with_value(rows)
    values = [look.scaled(row["value_usd"]) for row in drawn]
    marked = len({letters(row) for row in drawn}) > 1
    texts = [_text(row, look, total_usd, marked=marked) for row in drawn]
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    room = 1 / (1 - ROOM * min(24, max((len(text) for text in texts), default=0)))
    return {
        "data": [_bars(drawn, look, column, texts, values)],
        "layout": style.layout(
            BAR * len(drawn) + 44,
            {"t": 4},
            bargap=0.34,
            xaxis=style.value_axis(
                range=[low * 1.35, (high or 1.0) * room], nticks=2 if high >= MANY_DIGITS else 4, tickangle=0
            ),
            yaxis=_names(drawn, look, column),
        ),
    }


def _bars(
    rows: Sequence[Row], look: Look, column: str, texts: list[str], values: list[float]
) -> style.Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": [row[column] for row in rows],
        "customdata": [origin(row) for row in rows],
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "constraintext": "none",
        "textfont": {"size": style.TEXT_SIZE, "color": style.INK},
        "hovertext": [
            f"<b>{look.name(row[column])}</b><br>{text}" for row, text in zip(rows, texts, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": [style.flow_colour(row["flow"]) for row in rows]},
    }


def _text(row: Row, look: Look, total_usd: float | None, *, marked: bool) -> str:
    """Letters only where figures differ in them: what all share stands once, under the picture."""
    text = flagged(look.amount(row), row) if marked else look.amount(row)
    share = numbers.percent(row["value_usd"] / total_usd, lang=look.lang) if total_usd else ""
    return f"{text} · {share}" if share else text


def _names(rows: Sequence[Row], look: Look, column: str) -> dict[str, Any]:
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": [row[column] for row in reversed(rows)],
        "tickvals": [row[column] for row in rows],
        "ticktext": [shortened(look.name(row[column])) for row in rows],
        "tickfont": {"size": style.TEXT_SIZE},
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "ticks": "",
    }


def shortened(name: str, longest: int = 24) -> str:
    """A name that leaves room for its bar, cut at a word."""
    if len(name) <= longest:
        return name
    return name[:longest].rsplit(" ", 1)[0].rstrip(",;") + "…"
