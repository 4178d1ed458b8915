"""What indicators take and give: figures with their basis, measures with what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter
from typing import Any

from trade.errors import Refused
from trade.period import Period
from trade.value import Value
from trade.worded import Words, together, words

#: The graver word of several figures is the word on what is made of them.
_GRAVEST = "MUEPA"
ZERO = Decimal(0)
NOTHING = Value.exact(0)


@dataclass(frozen=True)
class Figure:
    """One answer of the table ``trade``: its value in US dollars and all that says what it is about."""

    value: Value
    period: Period
    source: str = ""
    agency: str = ""
    reporter: str = ""
    partner: str = ""
    flow: str = ""
    product_scheme: str = "TOTAL"
    product: str = "TOTAL"
    currency: str = "USD"
    valuation: str = "U"
    partner_rule: str = "unknown"
    method: str = "published"
    status: str = "A"
    rests_on: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Figure:
        """The figure of a row with TRADE's columns; Refused where it has no value in dollars."""
        if row["value_usd"] is None:
            raise Refused("no_rate", period=row["period"], currency=row["currency"])
        point, low, high = (Decimal(repr(row[name])) for name in ("value_usd", "low_usd", "high_usd"))
        return cls(Value(point, low, high), Period(row["period_start"], row["period_end"]), *_SAME(row))

    def but(self, **changes: Any) -> Figure:
        return replace(self, **changes)


#: The columns that a figure has as they are, in its order.
_SAME = itemgetter(*(name for name in Figure.__dataclass_fields__ if name not in ("value", "period")))


@dataclass(frozen=True)
class Measure:
    """An indicator's value, or the ``reason`` why there is none; ``part`` says of what, where it has parts.

    ``value`` carries the least and the most that the printed digits allow; where no such bounds are
    meant, ``bounded`` is False and only its point counts. ``inputs`` are the figures it is made of.
    """

    indicator: str
    value: Value | None
    part: str = ""
    inputs: tuple[Figure, ...] = ()
    notes: tuple[Words, ...] = ()
    reason: Words | None = None
    bounded: bool = True

    def saying(self, *more: Words) -> Measure:
        """The same with more in its notes."""
        return replace(self, notes=(*self.notes, *more))

    @property
    def note(self) -> str:
        """What must be said of it, in English."""
        return together(self.notes)

    @property
    def status(self) -> str:
        """SDMX CL_OBS_STATUS: M where refused, else the gravest of the inputs."""
        return "M" if self.value is None else gravest(figure.status for figure in self.inputs)

    @property
    def rests_on(self) -> str:
        return joined(self.inputs)

    @property
    def point(self) -> Decimal:
        """The value's point; Refused where there is none."""
        if self.value is None:
            raise Refused(self.reason or words("none_in_dollars"))
        return self.value.point


def gravest(statuses: Iterable[str]) -> str:
    """The status that stands for several."""
    return min(statuses, key=_GRAVEST.index, default="A")


def joined(figures: Iterable[Figure]) -> str:
    """The observations of all figures, each once, as ``rests_on`` has them."""
    return " ".join(dict.fromkeys(term for figure in figures for term in figure.rests_on.split()))


def summed(figures: Iterable[Figure], **labels: Any) -> Figure:
    """The figures added up to one, which carries ``labels``; Refused where there are none."""
    added = tuple(figures)
    if not added:
        raise Refused("nothing_to_add")
    if len(added) == 1:
        return added[0].but(**labels)
    return added[0].but(
        value=total(figure.value for figure in added),
        method="summed",
        status=gravest(figure.status for figure in added),
        rests_on=joined(added),
        **labels,
    )


def total(values: Iterable[Value]) -> Value:
    """The sum of any number of values; nothing adds up to exactly zero."""
    added = tuple(values)
    points, lows, highs = ([getattr(each, name) for each in added] for name in ("point", "low", "high"))
    return Value(sum(points, ZERO), sum(lows, ZERO), sum(highs, ZERO))
