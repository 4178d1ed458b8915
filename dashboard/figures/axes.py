"""Where figures stand from left to right: in time, at the end of their days, or by month of whichever year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dashboard.figures import words
from dashboard.figures.ends import Line
from dashboard.figures.rows import Row, span
from trade.period import Period


@dataclass(frozen=True)
class Axis:
    """Where a figure stands from left to right, and what is written there, from the lines and a language."""

    at: Callable[[Row], str]
    ticks: Callable[[Sequence[Line], str], dict[str, Any]]


def _middle(period: Period) -> str:
    return str(period.start + timedelta(days=((period.end - period.start).days + 1) // 2))


def place(row: Row) -> str:
    """Where a figure stands on the axis: a year at its first day, so that ticks say its name."""
    return _place(span(row))


@lru_cache(maxsize=4096)
def _place(period: Period) -> str:
    return str(period.start) if period.frequency == "A" else _middle(period)


def _years(lines: Sequence[Line], at: Callable[[Row], str], lang: str) -> dict[str, Any]:
    """Years as years, at most seven of them, and no empty stretch beside the data.

    Where no year begins within the stretch, its first period is named instead.
    """
    rows = [row for line in lines for row in line.rows]
    if not rows:
        return {}
    places = [at(row) for row in rows]
    first, last = int(min(places)[:4]), int(max(places)[:4])
    step = next((step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= 6), 50)
    years = [year for year in range(first, last + 1) if year % step == 0] or [first]
    low, high = date.fromisoformat(min(places)), date.fromisoformat(max(places))
    room = timedelta(days=max(20, (high - low).days // 50))
    ticks = {f"{year}-01-01": str(year) for year in years}
    if not any(str(low - room) <= tick <= str(high + room) for tick in ticks):
        ticks = {str(low): words.short(span(min(rows, key=at)), lang)}
    return {
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "range": [str(low - room), str(high + room)],
    }


def at_end(row: Row) -> str:
    """Twelve months stand where they end."""
    return str(span(row).end)


def in_year(row: Row) -> str:
    """The month in which a figure ends, whatever its year: 2000 stands for each."""
    return f"2000-{span(row).end.month:02}-01"


def _months(_lines: Sequence[Line], lang: str) -> dict[str, Any]:
    """Every other month by name, January to December."""
    names = words.month_names(lang, "abbreviated")
    return {
        "tickvals": [f"2000-{month:02}-01" for month in range(1, 13, 2)],
        "ticktext": [names[month - 1] for month in range(1, 13, 2)],
        "range": ["1999-12-20", "2000-12-12"],
    }


IN_TIME = Axis(place, lambda lines, lang: _years(lines, place, lang))
TO_DAY = Axis(at_end, lambda lines, lang: _years(lines, at_end, lang))
#: January to December, for years one over another.
CALENDAR = Axis(in_year, _months)
