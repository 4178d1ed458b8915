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
from trade.worded import words

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
    missing = [_month(number) for number in wanted if number not in months]
    if missing:
        reason = words("month_missing", period=missing[0], months=span)
        if len(missing) > 1:
            reason = words("months_missing", period=missing[0], more=len(missing) - 1, months=span)
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
        raise Refused("too_short", months=FEWEST, period=run[-1].period, run=len(run))
    notes = (words("whole_run", first=run[0].period, last=run[-1].period),)
    adjusted = _without_season([float(figure.value.point) for figure in run])
    return [
        Measure("seasonal", _plain(value), str(figure.period), (figure,), notes, bounded=False)
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
        raise Refused("no_months")
    one_basis(given, free=("period",))
    found: dict[int, Figure] = {}
    for figure in given:
        if figure.period.frequency != "M":
            raise Refused("not_month", period=figure.period)
        number = 12 * figure.period.start.year + figure.period.start.month - 1
        if number in found:
            raise Refused("twice", period=figure.period)
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
