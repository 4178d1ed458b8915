"""A change between two periods as its page needs it: which source, period and base are meant, and every part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dashboard.figures.rows import Row, span
from dashboard.state import View, alike, newest_first, who
from trade import pairs, questions
from trade.errors import Refused
from trade.indicator_questions.parts import Compared, base_of, compared
from trade.indicators import change
from trade.indicators.figures import Figure, Measure, total
from trade.period import Period
from trade.selection import Selection
from trade.store import Store
from trade.value import Value
from trade.worded import Words

#: Parts that get a bar of their own; where one more is all that is left, it gets its own too.
SHOWN = 12


@dataclass(frozen=True)
class Part:
    """One part in both periods and what it added; ``now`` or ``before`` is None where there is no figure."""

    code: str
    measure: Measure
    now: Figure | None
    before: Figure | None

    @property
    def points(self) -> Decimal:
        return self.measure.point

    @cached_property
    def growth(self) -> Value | None:
        """As a fraction; None where nothing can be measured against the base."""
        if self.now is None or self.before is None:
            return None
        years = self.now.period.start.year - self.before.period.start.year
        try:
            return change.growth(self.now, self.before, years).value
        except Refused:
            return None


@dataclass(frozen=True)
class Changed:
    """What is compared, or the ``reason`` why it cannot be."""

    view: View
    period: Period
    base: Period
    pair: Compared | None
    measures: Sequence[Measure]
    #: The published totals of both periods, of each direction: columns of ``questions.series``.
    totals: Sequence[Row]
    reason: Words | None = None

    @property
    def scheme(self) -> str:
        """The classification, where parts are products."""
        about = next(iter(self.pair.now.parts.values())) if self.pair else None
        return about.product_scheme if about and self.view.asked.by == "product" else ""

    @cached_property
    def parts(self) -> list[Part]:
        """Those with points: what added most first, what took most last."""
        known = [self._part(each) for each in self.measures[:-2] if each.value is not None]
        return sorted(known, key=lambda part: -part.points)

    @cached_property
    def one_sided(self) -> list[Part]:
        """Those with a figure in one of the periods only; their change is in the residual."""
        return [self._part(each) for each in self.measures[:-2] if each.value is None]

    @property
    def residual(self) -> Measure:
        return self.measures[-2]

    @property
    def total(self) -> Part:
        """The published total; only where there are measures."""
        return self._part(self.measures[-1])

    @cached_property
    def drawn(self) -> list[Part]:
        """The parts that moved the total most, in the order of ``parts``."""
        if len(self.parts) <= SHOWN + 1:
            return self.parts
        largest = {part.code for part in sorted(self.parts, key=lambda part: -abs(part.points))[:SHOWN]}
        return [part for part in self.parts if part.code in largest]

    @cached_property
    def rest(self) -> list[Part]:
        """The parts that are not drawn."""
        own = {part.code for part in self.drawn}
        return [part for part in self.parts if part.code not in own]

    def _part(self, measure: Measure) -> Part:
        pair = self.pair
        assert pair is not None
        if measure.part == change.TOTAL:
            return Part(measure.part, measure, pair.now.total, pair.before.total)
        return Part(
            measure.part, measure, pair.now.parts.get(measure.part), pair.before.parts.get(measure.part)
        )


def summed(parts: Sequence[Part]) -> Value:
    """The points of all of them."""
    return total(part.measure.value for part in parts if part.measure.value is not None)


def resolve(store: Store, asked: Selection) -> View:
    """The source that parts most wholes beside their total, its newest period that has a base, and that base.

    What the address names stays; its period is None only where no source parts this trade at all.
    """
    question = asked.but(period=None, against=None, since=None, until=None, source=None, agency=None)
    rows = pairs.splits(store, question)
    fits = [
        row for row in rows if asked.source in (None, row["source"]) and asked.agency in (None, row["agency"])
    ]
    offered = [row for row in rows if row["has_total"]] or rows
    own = [row for row in fits if row["has_total"]] or fits
    if not own:
        return View(store, asked, offered)
    counted: dict[tuple[str, str], int] = {}
    for row in own:
        counted[who(row)] = counted.get(who(row), 0) + 1
    source, agency = max(counted, key=lambda key: counted[key])
    periods = newest_first(row for row in own if who(row) == (source, agency))
    usual = [period for period in periods if period.frequency != "R"]
    period = asked.period or _newest(usual or periods, asked.against)
    years = earlier(periods, period)
    against = asked.against or (years[0] if years else None)
    return View(store, asked.but(source=source, agency=agency, period=period, against=against), offered)


def _newest(periods: Sequence[Period], against: int | None) -> Period:
    """The newest that can be compared (with the year ``against``, where given), else the newest."""
    for period in periods:
        years = earlier(periods, period)
        if against in years or (against is None and years):
            return period
    return periods[0]


def earlier(periods: Sequence[Period], period: Period) -> list[int]:
    """The years before ``period`` whose same months are among ``periods``, newest first."""
    years = {each.start.year for each in periods if alike(each, period) and each.start < period.start}
    return sorted(years, reverse=True)


def measured(view: View) -> Changed:
    """The parts of the change that ``view`` asks for; its period is there. Raises BadSelection for a later base."""
    assert view.asked.period is not None
    asked = view.asked.but(since=None, until=None)
    base = base_of(asked)
    pair, measures, reason = _measures(view.store, asked)
    totals = _totals(view.store, asked, base)
    return Changed(view, view.asked.period, base, pair, measures, totals, reason)


def _measures(store: Store, asked: Selection) -> tuple[Compared | None, Sequence[Measure], Words | None]:
    """The first whole of the source that can be parted, else the reason why the first cannot."""
    found: list[tuple[Compared | None, Sequence[Measure], Words | None]] = []
    for pair in compared(store, asked):
        try:
            return pair, pair.contributions(), None
        except Refused as why:
            found.append((pair, (), why.reason))
    return found[0] if found else (None, (), None)


def _totals(store: Store, asked: Selection, base: Period) -> list[Row]:
    assert asked.period is not None
    whole = asked.but(
        flow=None, scheme=None, by=None, partner=asked.partner if asked.by == "product" else None
    )
    years = whole.but(since=base.start.year, until=asked.period.end.year)
    return [row for row in questions.series(store, years) if span(row) in (base, asked.period)]
