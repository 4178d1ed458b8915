"""Months in a row: twelve at a time, and without their season."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from importlib import import_module
from typing import Any

from trade.errors import Refused
from trade.indicators.basis import one_basis
from trade.indicators.figures import Figure, Measure, total
from trade.period import Period
from trade.value import Value

SPAN = 12
#: A season is what came back year after year; below five years of it there is none to speak of.
FEWEST = 5 * SPAN


def rolling(figures: Iterable[Figure], span: int = SPAN) -> list[Measure]:
    """The sum of each ``span`` months in a row, in order of their last month; ``part`` is their period.

    Every month but those with all ``span`` known has a reason that names what is missing.
    """
    months = _months(figures)
    return [_window(months, end, span) for end in sorted(months)]


def _window(months: dict[int, Figure], end: int, span: int) -> Measure:
    wanted = range(end - span + 1, end + 1)
    period = Period(_month(wanted[0]).start, _month(end).end)
    missing = [str(_month(number)) for number in wanted if number not in months]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        reason = f"there is no figure for {missing[0]}{more}, so not all {span} months are known."
        return Measure("rolling", None, period.text, reason=reason)
    inputs = tuple(months[number] for number in wanted)
    return Measure("rolling", total(figure.value for figure in inputs), period.text, inputs)


def seasonal(figures: Iterable[Figure]) -> list[Measure]:
    """Each month without its season, by STL (robust, season of 12); ``part`` is the month.

    Works on the newest unbroken run of months, on logarithms where all are above zero. Refused where that run is
    shorter than five years. A model's output, so without bounds. Each measure names its
    own month's observations; that it hangs on the whole run is in the note.
    """
    run = _newest_run(_months(figures))
    if len(run) < FEWEST:
        raise Refused(
            f"a season needs {FEWEST} months in a row, and up to {run[-1].period} there are {len(run)}; "
            "twelve months in a row can be compared instead."
        )
    note = (
        f"Worked out from all months of {run[0].period}..{run[-1].period}; each new month moves it a little."
    )
    adjusted = _without_season([float(figure.value.point) for figure in run])
    return [
        Measure("seasonal", _plain(value), str(figure.period), (figure,), note, bounded=False)
        for figure, value in zip(run, adjusted, strict=True)
    ]


def _without_season(points: list[float]) -> list[float]:
    # loaded when first needed: it takes seconds, and few pages ask for it; it carries no types
    models: Any = import_module("statsmodels.tsa.seasonal")
    multiplied = min(points) > 0
    levels = [math.log(point) for point in points] if multiplied else points
    season: list[float] = models.STL(levels, period=SPAN, robust=True).fit().seasonal.tolist()
    rest = [level - part for level, part in zip(levels, season, strict=True)]
    return [math.exp(level) for level in rest] if multiplied else rest


def _plain(amount: float) -> Value:
    return Value.exact(Decimal(repr(amount)))


def _months(figures: Iterable[Figure]) -> dict[int, Figure]:
    """The figures by the number of their month; Refused where one is no month, or stands there twice."""
    given = tuple(figures)
    if not given:
        raise Refused("there are no figures by month.")
    one_basis(given, free=("period",))
    found: dict[int, Figure] = {}
    for figure in given:
        if figure.period.frequency != "M":
            raise Refused(f"{figure.period} is not a month.")
        number = 12 * figure.period.start.year + figure.period.start.month - 1
        if number in found:
            raise Refused(f"there are two figures for {figure.period}.")
        found[number] = figure
    return found


def _newest_run(months: dict[int, Figure]) -> list[Figure]:
    last = max(months)
    first = last
    while first - 1 in months:
        first -= 1
    return [months[number] for number in range(first, last + 1)]


def _month(number: int) -> Period:
    return Period.month(number // 12, number % 12 + 1)
