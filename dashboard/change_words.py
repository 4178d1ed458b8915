"""The words of the page Change: what each bar is called, its table and its summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from dashboard import cards, changed, numbers
from dashboard.changed import Changed, Part
from dashboard.figures import words as said
from dashboard.figures.rows import ORIGIN, Look, Row, letters
from dashboard.figures.waterfall import Step, points
from dashboard.products import product_look
from dashboard.texts import say
from trade.indicators.figures import Figure, gravest, total
from trade.period import Period
from trade.value import Value

#: How many parts the summary names that added, and that took.
NAMED = 3


@dataclass(frozen=True)
class Line:
    """A line of the table: what the picture shows, as words; points as they are."""

    name: str
    before: str
    now: str
    growth: str
    points: Decimal


@dataclass(frozen=True)
class Said:
    """``Changed`` in the words and the unit of its selection."""

    found: Changed

    @cached_property
    def look(self) -> Look:
        look = self.found.view.look
        return product_look(look, self.found.scheme) if self.found.scheme else look

    def name(self, code: str) -> str:
        return self.look.name(code)

    def long(self, period: Period) -> str:
        return said.long(period, self.look.lang)

    def short(self, period: Period) -> str:
        return said.short(period, self.look.lang)

    def amount(self, value: Value, *, signed: bool = False) -> str:
        text = numbers.amount(float(value.point), self.look.unit, float(value.low), float(value.high))
        return f"+{text}" if signed and value.point > 0 else text

    def _aligned(self, value: Value) -> str:
        return numbers.plain(float(value.point) / numbers.UNITS[self.look.unit], self._decimals)

    @cached_property
    def _decimals(self) -> int:
        """Of all values of the table: one more than the total needs, if its printed digits allow it."""
        whole, factor = self.found.total.now, numbers.UNITS[self.look.unit]
        assert whole is not None
        point, width = (
            float(each) / factor for each in (whole.value.point, whole.value.high - whole.value.low)
        )
        allowed = numbers.decimals_for(1e-9, width) if width else 6
        return min(numbers.decimals_for(point) + 1, allowed)

    def growth(self, part: Part) -> str:
        value = part.growth
        return numbers.signed_percent(float(value.point)) if value else said.EN_DASH

    def _say(self, message: str, **slots: object) -> str:
        return say(f"change.{message}", self.look.lang, **slots)

    # -- the finding -----------------------------------------------------------------------

    def title(self) -> str:
        """``Azerbaijan's exports grew by 27.0 % ...: Italy added most, 12.34 percentage points``."""
        total_, parts = self.found.total, self.found.parts
        slots: dict[str, object] = {
            "what": cards.subject(self.found.view),
            "size": numbers.percent(abs(float(total_.growth.point)) if total_.growth else 0.0),
            "period": self.long(self.found.period),
            "base": self.long(self.found.base),
        }
        way = "grew" if total_.points >= 0 else "fell"
        driver = (parts[0] if total_.points >= 0 else parts[-1]) if parts else None
        if driver is None or (driver.points >= 0) != (total_.points >= 0):
            return self._say(f"title_{way}_alone", **slots)
        size = numbers.plain(abs(float(driver.points)), 2)
        return self._say(f"title_{way}", first=self.name(driver.code), points=size, **slots)

    def summary(self) -> str:
        """What added most, what took most, how many parts there are, and what is in none."""
        found = self.found
        up = [part for part in found.parts if part.points > 0][:NAMED]
        down = [part for part in reversed(found.parts) if part.points < 0][:NAMED]
        texts = [self._say("added", parts=self._listed(up))] if up else []
        texts += [self._say("took", parts=self._listed(down))] if down else []
        residual = found.residual.point
        count = numbers.plain(len(found.parts), 0)
        texts.append(self._say(f"count_{found.view.asked.by}", count=count, residual=points(residual)))
        return " ".join(texts)

    def _listed(self, parts: Sequence[Part]) -> str:
        return ", ".join(f"{self.name(part.code)} ({points(part.points)})" for part in parts)

    # -- the picture -----------------------------------------------------------------------

    def steps(self) -> list[Step]:
        """Parts that rose, the largest first, then those that fell; the rest; what no part has; the total."""
        found = self.found
        marks = {self._marks(part) for part in found.drawn}
        steps = [self._step(part, marked=len(marks) > 1) for part in found.drawn]
        if found.rest:
            value = changed.summed(found.rest)
            steps.append(Step(self._rest(), value.point, value.low, value.high, "rest"))
        left = found.residual.value
        assert left is not None
        hover = f"{points(left.point)}<br>{self._say('residual_hover')}"
        steps.append(Step(self._say("residual"), left.point, left.low, left.high, "residual", hover=hover))
        return [*steps, replace(self._step(found.total, marked=False), name=self._say("total"), kind="total")]

    def _rest(self) -> str:
        return self._say(f"rest_{self.found.view.asked.by}", count=numbers.plain(len(self.found.rest), 0))

    def _step(self, part: Part, *, marked: bool) -> Step:
        value, now, before = part.measure.value, part.now, part.before
        assert value and now and before
        hover = self._say(
            "hover", points=points(value.point), low=points(value.low, 3), high=points(value.high, 3),
            before=self.amount(before.value), now=self.amount(now.value), unit=self.look.unit_short,
            base=self.short(before.period), period=self.short(now.period),
        )  # fmt: skip
        marks = self._marks(part) if marked else ""
        origin = _origin(now, before)
        return Step(self.name(part.code), value.point, value.low, value.high, "part", marks, hover, origin)

    def _marks(self, part: Part) -> str:
        return letters(_basis(part))

    def flags(self) -> str:
        """What the letters of the drawn parts mean."""
        return cards.legend([_basis(part) for part in self.found.drawn], self.look.lang)

    # -- the tables ------------------------------------------------------------------------

    def lines(self) -> Iterator[Line]:
        """The table beneath the picture, bar by bar."""
        found = self.found
        for part in found.drawn:
            yield self._line(self.name(part.code), part)
        if found.rest:
            now, before = (total(_values(found.rest, side)) for side in ("now", "before"))
            rest = changed.summed(found.rest).point
            yield Line(self._rest(), self._aligned(before), self._aligned(now), said.EN_DASH, rest)
        residual = found.residual.point
        whole = found.total
        assert whole.now and whole.before
        before = whole.before.value - total(_values(found.parts, "before"))
        now = whole.now.value - total(_values(found.parts, "now"))
        yield Line(self._say("residual"), self._aligned(before), self._aligned(now), said.EN_DASH, residual)
        yield self._line(self._say("total"), whole)

    def _line(self, name: str, part: Part) -> Line:
        assert part.now and part.before
        return Line(
            name,
            self._aligned(part.before.value),
            self._aligned(part.now.value),
            self.growth(part),
            part.points,
        )

    def rows(self) -> list[Row]:
        """All parts for the table view and the file, the residual and the total last."""
        found = self.found
        whole = found.total
        residual = _cells(whole) | {
            "partner": "residual", "value_usd": None, "before_usd": None, "low_usd": None, "high_usd": None,
            "contribution_points": float(found.residual.point), "growth_percent": None,
            "reason": found.residual.note,
        }  # fmt: skip
        if found.scheme:
            residual = residual | {"partner": _cells(whole)["partner"], "product": "residual"}
        return [*map(_cells, [*found.parts, *found.one_sided]), residual, _cells(whole)]

    def labels(self) -> dict[str, str]:
        return dict(self.found.view.look.names) | {"residual": self._say("residual")}


def _values(parts: Sequence[Part], side: str) -> Iterator[Value]:
    return (getattr(part, side).value for part in parts)


def _basis(part: Part) -> dict[str, str]:
    """Status and method that stand for both figures."""
    figures = [figure for figure in (part.now, part.before) if figure]
    derived = next((figure.method for figure in figures if figure.method != "published"), "published")
    return {"status": gravest(figure.status for figure in figures), "method": derived}


def _cells(part: Part) -> dict[str, Any]:
    """A line of the table view: both figures, growth and points, on what they rest."""
    figure = part.now or part.before
    assert figure is not None
    growth, points_ = part.growth, part.measure.value
    now, before = part.now, part.before
    return {
        "source": figure.source, "agency": figure.agency, "reporter": figure.reporter, "partner": figure.partner,
        "flow": figure.flow, "product_scheme": figure.product_scheme, "product": figure.product,
        "valuation": figure.valuation, "partner_rule": figure.partner_rule, "period": figure.period.text,
        "value_usd": float(now.value.point) if now else None, "low_usd": float(now.value.low) if now else None,
        "high_usd": float(now.value.high) if now else None,
        "before_usd": float(before.value.point) if before else None,
        "growth_percent": 100 * float(growth.point) if growth else None,
        "contribution_points": float(points_.point) if points_ else None,
        "reason": part.measure.reason,
    } | _basis(part)  # fmt: skip


def _origin(now: Figure, before: Figure) -> list[str]:
    """What a click opens: the figure of the later period, with the words of both."""
    cell = {name: str(getattr(now, name)) for name in ORIGIN}
    return list((cell | {"rests_on": f"{now.rests_on} {before.rests_on}".strip()}).values())
