"""What settles a number that the print leaves open: what is possible at all, and what it must add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.reading.model import Amount
from trade.value import Value


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a figure can be, in whole units of the currency."""

    least: Decimal = Decimal(0)
    most: Decimal = Decimal("Infinity")

    def allow(self, value: Value) -> bool:
        return self.least <= abs(value.point) <= self.most


def possible(amount: Amount, bounds: Bounds) -> Amount:
    """``amount`` without the readings that are out of bounds."""
    return amount.keeping(tuple(each for each in amount.readings if bounds.allow(each.value)))


def borne_out(amount: Amount, expected: Iterable[Value]) -> Amount:
    """``amount`` with the one reading that other figures bear out; as it is where none or several are.

    ``expected`` are values that it must agree with: a sum of its parts, the same figure elsewhere, the
    figure before it grown by the printed rate.
    """
    others = list(expected)
    kept = tuple(each for each in amount.readings if any(each.value.overlaps(other) for other in others))
    return amount.keeping(kept) if len(kept) == 1 else amount


def in_currency(amount: Amount, currencies: Iterable[str]) -> Amount:
    """``amount`` in the only currency of its document, where none is printed beside it."""
    known = set(currencies)
    return replace(amount, currency=known.pop()) if amount.currency is None and len(known) == 1 else amount


def grown(before: Value, percent: Value) -> Value:
    """``before`` after a change of ``percent`` (an interval: -29.54 is printed, not exact)."""
    ends = [
        value * (1 + rate / 100)
        for value in (before.low, before.high)
        for rate in (percent.low, percent.high)
    ]
    return Value(before.point * (1 + percent.point / 100), min(ends), max(ends))


def before_growth(after: Value, percent: Value) -> Value | None:
    """What ``after`` was before a change of ``percent``; None from a change of -100 % or less."""
    if min(percent.low, percent.high) <= -100:
        return None
    ends = [
        value / (1 + rate / 100) for value in (after.low, after.high) for rate in (percent.low, percent.high)
    ]
    return Value(after.point / (1 + percent.point / 100), min(ends), max(ends))
