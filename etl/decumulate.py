"""Months, quarters, years to date, twelve months and years that one file does not print but implies.

Figures of one agency in one file on one cell are steps between ends of months: January-October
leads from December to October, and back again with the sign turned. What is not printed is the way
between two ends whose interval is narrowest: October is January-October minus January-September.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from etl.ways import Ends, cheapest, plan, ranked, steps_between
from trade.period import Period
from trade.value import Value


@dataclass(frozen=True, slots=True)
class Told:
    """A published figure: the number of its observation, its days, what its digits allow."""

    observation: int
    period: Period
    value: Value


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that follows from published ones; ``terms`` are these with their signs, in order of time."""

    period: Period
    value: Value
    terms: tuple[tuple[str, Told], ...]

    @property
    def method(self) -> str:
        return "differenced" if any(sign == "-" for sign, _ in self.terms) else "summed"

    @property
    def rests_on(self) -> str:
        return " ".join(f"{sign}{told.observation}" for sign, told in self.terms)

    @property
    def is_imprecise(self) -> bool:
        """Its interval is wider than its value."""
        return self.value.width > abs(self.value.point)


def derive(told: Iterable[Told]) -> list[Derived]:
    """What follows from figures of one file on one cell and is not among them, in order of time."""
    figures = _ordered(told)
    between = _between(figure.period for figure in figures)
    return [
        _derived(_period(*ends), [(sign, figures[place]) for sign, place in way])
        for ends, way in plan(between, _costs(figures))
    ]


def unlike(told: Iterable[Told]) -> list[tuple[Told, Derived]]:
    """Printed months, quarters and years that the other figures of the file contradict, with what these say."""
    figures = _ordered(told)
    between, costs = _between(figure.period for figure in figures), _costs(figures)
    if not any(costs):  # one way between any two ends: nothing is said twice
        return []
    found: list[tuple[Told, Derived]] = []
    for place, figure in enumerate(figures):
        if figure.period.frequency in ("M", "Q", "A"):
            start, end = between[place]
            for way in cheapest(start, [end], steps_between(between, costs, without=place)).values():
                other = _derived(figure.period, [(sign, figures[at]) for sign, at in way])
                if not other.value.overlaps(figure.value):
                    found.append((figure, other))
    return found


@dataclass(frozen=True, order=True)
class Gap:
    """Years to date, from ``first`` to ``last``, that are neither printed nor follow from what is."""

    first: Period
    last: Period

    @property
    def months(self) -> Period:
        """The months that cannot be told apart for want of them."""
        return Period(self.first.each_month()[-1].start, _period(*_after(self.last)).end)


def _after(period: Period) -> Ends:
    """The month after a period."""
    ((_, end),) = _between([period])
    return end, end + 1


def lacking(told: Iterable[Told]) -> list[Gap]:
    """The gaps before the last year to date that is printed of each year.

    A year with fewer than two cumulative figures is no series of them and lacks nothing.
    """
    between = _between(figure.period for figure in _ordered(told))
    printed: dict[int, list[int]] = {}
    for start, end in between:
        if start % 12 == 0 and end <= start + 12:
            printed.setdefault(start, []).append(end)
    found: list[Gap] = []
    for start, ends in sorted(printed.items()):
        if len(ends) > 1 and any(1 < end - start < 12 for end in ends):
            reached = cheapest(start, range(start, max(ends)), steps_between(between, [0] * len(between)))
            found += _gaps(start, max(ends), set(reached))
    return found


def _gaps(start: int, last: int, reached: set[int]) -> Iterator[Gap]:
    for is_reached, ends in groupby(range(start + 1, last), key=reached.__contains__):
        if not is_reached:
            absent = [_period(start, end) for end in ends]
            yield Gap(absent[0], absent[-1])


def _ordered(told: Iterable[Told]) -> list[Told]:
    """Whole months only, in one order whatever order they came in."""
    whole = (figure for figure in told if figure.period.is_whole_months)
    return sorted(whole, key=lambda figure: (figure.period, figure.observation))


def _derived(period: Period, terms: Sequence[tuple[str, Told]]) -> Derived:
    point = low = high = Decimal(0)
    for sign, told in terms:
        value = told.value
        if sign == "+":
            point, low, high = point + value.point, low + value.low, high + value.high
        else:
            point, low, high = point - value.point, low - value.high, high - value.low
    return Derived(period, Value(point, low, high), tuple(terms))


def _between(periods: Iterable[Period]) -> tuple[Ends, ...]:
    """The ends of months that each period lies between."""
    starts = ((12 * period.start.year + period.start.month - 1, period) for period in periods)
    return tuple((start, start + period.month_count) for start, period in starts)


def _costs(figures: Sequence[Told]) -> tuple[int, ...]:
    return ranked([figure.value.width for figure in figures], _between(figure.period for figure in figures))


@lru_cache(maxsize=8192)
def _period(start: int, end: int) -> Period:
    first, last = (Period.month(month // 12, month % 12 + 1) for month in (start, end - 1))
    return Period(first.start, last.end)
