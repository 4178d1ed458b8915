"""The words of the page Change: its finding, its summary, what each bar is called and opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard import cards, changed, numbers, texts
from dashboard.changed import Changed, Part
from dashboard.figures import words as said
from dashboard.figures.rows import ORIGIN, Look, letters
from dashboard.figures.waterfall import Step, points
from dashboard.products import product_look
from trade.indicators.figures import Figure, gravest
from trade.period import Period
from trade.value import Value

#: The mark of a growth that says nothing: the figure is more than a hundred times its base, as on headline numbers.
TINY, LARGEST = "[z]", 99
#: How many parts the summary names that added, and that took.
NAMED = 3


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

    def aligned(self, value: Value) -> str:
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
        """In per cent; marked where the base is so small that it says nothing."""
        value = part.growth
        if value is None:
            return said.EN_DASH
        text = numbers.signed_percent(float(value.point))
        return f"{text} {TINY}" if value.point > LARGEST else text

    def say(self, message: str, **slots: object) -> str:
        return texts.say(f"change.{message}", self.look.lang, **slots)

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
            return self.say(f"title_{way}_alone", **slots)
        size = numbers.plain(abs(float(driver.points)), 2)
        return self.say(f"title_{way}", first=self.name(driver.code), points=size, **slots)

    def summary(self) -> str:
        """What added most, what took most, how many parts there are, and what is in none."""
        found = self.found
        up = [part for part in found.parts if part.points > 0][:NAMED]
        down = [part for part in reversed(found.parts) if part.points < 0][:NAMED]
        texts = [self.say("added", parts=self._listed(up))] if up else []
        texts += [self.say("took", parts=self._listed(down))] if down else []
        residual = found.residual.point
        count = numbers.plain(len(found.parts), 0)
        texts.append(self.say(f"count_{found.view.asked.by}", count=count, residual=points(residual)))
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
            steps.append(Step(self.rest(), value.point, value.low, value.high, "rest"))
        left = found.residual.value
        assert left is not None
        hover = f"{points(left.point)}<br>{self.say('residual_hover')}"
        steps.append(Step(self.say("residual"), left.point, left.low, left.high, "residual", hover=hover))
        return [*steps, replace(self._step(found.total, marked=False), name=self.say("total"), kind="total")]

    def rest(self) -> str:
        return self.say(f"rest_{self.found.view.asked.by}", count=numbers.plain(len(self.found.rest), 0))

    def _step(self, part: Part, *, marked: bool) -> Step:
        value, now, before = part.measure.value, part.now, part.before
        assert value and now and before
        hover = self.say(
            "hover", points=points(value.point), low=points(value.low, 3), high=points(value.high, 3),
            before=self.amount(before.value), now=self.amount(now.value), unit=self.look.unit_short,
            base=self.short(before.period), period=self.short(now.period),
        )  # fmt: skip
        marks = self._marks(part) if marked else ""
        origin = _origin(now, before)
        return Step(self.name(part.code), value.point, value.low, value.high, "part", marks, hover, origin)

    def _marks(self, part: Part) -> str:
        return letters(basis(part))

    def flags(self) -> str:
        """What the letters of the drawn parts mean."""
        return cards.legend([basis(part) for part in self.found.drawn], self.look.lang)

    def labels(self) -> dict[str, dict[str, str]]:
        """Names of parts in the table view, the residual and the total among them."""
        own = {"residual": self.say("residual"), "TOTAL": self.say("total")}
        return {"partner": dict(self.found.view.look.names) | own, "product": dict(self.look.names) | own}


def basis(part: Part) -> dict[str, str]:
    """Status and method that stand for both figures."""
    figures = [figure for figure in (part.now, part.before) if figure]
    derived = next((figure.method for figure in figures if figure.method != "published"), "published")
    return {"status": gravest(figure.status for figure in figures), "method": derived}


def _origin(now: Figure, before: Figure) -> list[str]:
    """What a click opens: the figure of the later period, with the words of both."""
    cell = {name: str(getattr(now, name)) for name in ORIGIN}
    return list((cell | {"rests_on": f"{now.rests_on} {before.rests_on}".strip()}).values())
