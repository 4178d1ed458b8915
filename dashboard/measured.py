"""What the lines of a comparison measure: the figures themselves, indices, shares, growth; or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import numbers
from dashboard.comparison import Comparison, Course
from dashboard.figures.rows import Look, Row, span
from trade.errors import Refused
from trade.indicators import change, structure
from trade.indicators.figures import Measure
from trade.period import Period
from trade.worded import Words


class PerCent(Look):
    """Fractions as per cent."""

    suffix = "\N{NO-BREAK SPACE}%"

    def scaled(self, usd: float) -> float:
        return round(100 * usd, 10)

    def amount(self, row: Row) -> str:
        return numbers.percent(row["value_usd"], 2)

    @property
    def unit_short(self) -> str:
        return ""


class Growing(PerCent):
    """Changes as per cent, their sign always said."""

    def amount(self, row: Row) -> str:
        return numbers.signed_percent(row["value_usd"])


class Indexed(PerCent):
    """Indices: 100 in their base."""

    suffix = ""

    def scaled(self, usd: float) -> float:
        return round(usd, 10)

    def amount(self, row: Row) -> str:
        return numbers.plain(row["value_usd"], 1)


LOOKS: dict[str, type[Look]] = {"index": Indexed, "share": PerCent, "growth": Growing}


@dataclass(frozen=True)
class Measured:
    """A line measured: rows whose ``value_usd`` is what is drawn, and why other periods have none."""

    course: Course
    rows: Sequence[Row]
    refused: Sequence[tuple[Period, Words]] = ()


def look(comparison: Comparison) -> Look:
    """How values of the measure are scaled and worded."""
    own = comparison.view.look
    return LOOKS.get(comparison.view.asked.measure, Look)(own.unit, own.lang, own.names)


def base(courses: Sequence[Course]) -> Period | None:
    """The first period in which all lines have a figure above zero, else the first that most have."""
    have: dict[Period, int] = {}
    for course in courses:
        for row in course.rows:
            if row["low_usd"] > 0:
                have[span(row)] = have.get(span(row), 0) + 1
    return min(have, key=lambda period: (-have[period], period.start), default=None)


def measure(comparison: Comparison) -> list[Measured]:
    """Every line that has figures, by the measure of the selection."""
    what = comparison.view.asked.measure
    drawn = comparison.drawn
    if what == "level":
        return [Measured(course, course.rows) for course in drawn]
    if what == "index":
        first = base(drawn)
        return [_each(course, what, lambda row, c=course: index(c, row, first)) for course in drawn]
    ways: dict[str, Callable[[Course, Row], Measure]] = {"share": share, "growth": growth}
    return [_each(course, what, lambda row, c=course: ways[what](c, row)) for course in drawn]


def _each(course: Course, what: str, way: Callable[[Row], Measure]) -> Measured:
    rows: list[Row] = []
    refused: list[tuple[Period, Words]] = []
    for row in course.rows:
        try:
            found = way(row)
            rows.append(_with(row, found, what))
        except Refused as why:
            refused.append((span(row), why.reason))
    return Measured(course, rows, refused)


def _with(row: Row, found: Measure, what: str) -> Row:
    """The row with the measure as what is drawn, and once more under its own name for tables."""
    assert found.value is not None
    point, low, high = (float(each) for each in (found.value.point, found.value.low, found.value.high))
    said = {"value_usd": point, "low_usd": low, "high_usd": high}
    marks = {"status": found.status, "method": _method(found, row)}
    return dict(row) | said | marks | {"figure": row, "measure": what}


def _method(found: Measure, row: Row) -> str:
    """Derived where one of the figures that it is made of is."""
    return next((f.method for f in found.inputs if f.method != "published"), str(row["method"]))


def index(course: Course, row: Row, first: Period | None) -> Measure:
    """Of one figure, measured by the figure of the period ``first``; Refused where there is none."""
    if first is None:
        raise Refused("no_base_at_all")
    if first not in course.cells:
        raise Refused("no_base", period=first)
    return change.index(course.figures[span(row)], course.figures[first])


def share(course: Course, row: Row) -> Measure:
    """Of one figure in the trade with the world that the same agency gives; Refused where it gives none."""
    whole = course.wholes.get(span(row))
    if whole is None:
        raise Refused("no_world")
    return structure.shares({course.code: course.figures[span(row)]}, whole)[0]


def growth(course: Course, row: Row) -> Measure:
    """Of one figure on the same months of the year before; Refused where there are none."""
    before = course.figures.get(span(row).same_period_before)
    if before is None:
        raise Refused("no_figure", period=span(row).same_period_before)
    return change.growth(course.figures[span(row)], before)


def attempt(way: Callable[[Course, Row], Measure], course: Course, row: Row) -> Measure:
    """The measure, or one that holds the reason why there is none."""
    try:
        return way(course, row)
    except Refused as why:
        return Measure(way.__name__, None, reason=why.reason)
