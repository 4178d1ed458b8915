"""Events on a picture: a dotted line each, with a number that stands for words below the picture.

An event stands at the figure of the period in which it fell, since only from there on it can be in the
figures. Numbers of events that would touch on a phone stand together: ``2–4``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.figures import style, words
from dashboard.figures.style import Figure
from trade.annotations import Event
from trade.period import Period

#: Of the width of a picture on a phone, what a number such as ``10–12`` takes; and of its ends, where it would be cut.
WIDE, END = 0.12, 0.04


@dataclass(frozen=True)
class Placed:
    """An event with its place from left to right, in the axis' own terms."""

    event: Event
    at: Any


def placed(events: Iterable[Event], places: Mapping[Period, Any]) -> list[Placed]:
    """Those that fall in a period that is drawn, each at the shortest such period."""
    found: list[Placed] = []
    for event in events:
        around = [period for period in places if period.start <= event.day <= period.end]
        if around:
            nearest = min(around, key=lambda period: (period.end - period.start, period.start))
            found.append(Placed(event, places[nearest]))
    return found


def marked(figure: Figure, shown: Sequence[Placed]) -> Figure:
    """The picture with the events on it; its range of time must be set."""
    low, high = (_number(edge) for edge in figure["layout"]["xaxis"]["range"])
    lines = [_line(at) for at in dict.fromkeys(each.at for each in shown)]
    labels = [_label(group, low, high) for group in _together(shown, WIDE * (high - low))]
    layout = figure["layout"]
    more = {
        "shapes": [*layout.get("shapes", ()), *lines],
        "annotations": [*layout.get("annotations", ()), *labels],
    }
    return figure | {"layout": layout | more}


def _together(shown: Sequence[Placed], wide: float) -> list[list[tuple[int, Placed]]]:
    """The events with their numbers, in groups that stand far enough from one another."""
    groups: list[list[tuple[int, Placed]]] = []
    for numbered in enumerate(shown, start=1):
        if groups and _number(numbered[1].at) - _number(groups[-1][0][1].at) < wide:
            groups[-1].append(numbered)
        else:
            groups.append([numbered])
    return groups


def _number(place: Any) -> float:
    """A place on an axis of days or of slots as a number."""
    return float(date.fromisoformat(place[:10]).toordinal()) if isinstance(place, str) else float(place)


def _line(at: Any) -> dict[str, Any]:
    stroke = {"color": style.ZERO, "width": 1, "dash": "dot"}
    return {
        "type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": stroke, "layer": "below",
    }  # fmt: skip


def _label(group: Sequence[tuple[int, Placed]], low: float, high: float) -> dict[str, Any]:
    """Over the first of its lines; at the ends of the picture it leans inwards, so that nothing cuts it."""
    (first, event), last = group[0], group[-1][0]
    share = (_number(event.at) - low) / ((high - low) or 1.0)
    anchor = "left" if share < END or last > first else "right" if share > 1 - END else "center"
    return {
        "x": event.at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": -4,
        "xanchor": anchor if share <= 1 - WIDE else "right",
        "text": str(first) if first == last else f"{first}{words.EN_DASH}{last}",
        "showarrow": False,
        "font": {"size": 12, "color": style.MUTED},
    }
