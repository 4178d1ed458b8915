"""Values at the prices of a base period, where a price index is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from trade.errors import Refused
from trade.indicators.figures import Figure, Measure
from trade.indicators.interval import quotient
from trade.period import Period
from trade.value import Value
from trade.worded import words


@dataclass(frozen=True)
class Deflator:
    """A price index of one flow and period: ``index`` is 100 in the period ``base``."""

    index: Value
    period: Period
    base: Period
    reporter: str
    flow: str
    source: str


def at_base_prices(figure: Figure, deflator: Deflator | None) -> Measure:
    """``100 * value / index`` in US dollars of the base; Refused where there is no index that fits."""
    if deflator is None:
        raise Refused("no_index")
    for name in ("period", "reporter", "flow"):
        if getattr(deflator, name) != getattr(figure, name):
            raise Refused("other_index", one=getattr(deflator, name), other=getattr(figure, name))
    value = quotient(figure.value, deflator.index, words("price_index")).scaled(100)
    notes = (words("base_prices", period=deflator.base, source=deflator.source),)
    return Measure("real", value, inputs=(figure,), notes=notes)
