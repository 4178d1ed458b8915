"""Quotients and splits of intervals: bounds hold every truth that the printed digits allow.

Bounds of inputs are taken as independent of one another, so they may be wider than they need be,
never narrower.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import accumulate, product

from trade.errors import Refused
from trade.value import Value
from trade.worded import Words

ONE = Value.exact(1)
ZERO = Decimal(0)
#: Portions are kept to this place, so that they add up without a rest.
PLACE = Decimal("1e-12")


def quotient(over: Value, under: Value, what: Words) -> Value:
    """``over / under``; Refused where ``what`` is divided by is not surely above zero."""
    above_zero(under, what)
    corners = [a / b for a, b in product((over.low, over.high), (under.low, under.high))]
    return Value(over.point / under.point, min(corners), max(corners))


def above_zero(value: Value, what: Words) -> None:
    """Refused where ``value``, called ``what``, is zero or negative or where its digits allow zero."""
    if value.point == 0:
        raise Refused("zero", what=what)
    if value.point < 0:
        raise Refused("negative_base", what=what)
    if value.low <= 0:
        raise Refused("may_be_zero", what=what)


def not_negative(value: Value, what: Words) -> None:
    """Refused where the point of ``value``, called ``what``, is below zero."""
    if value.point < 0:
        raise Refused("negative", what=what)


def floored(value: Value) -> Value:
    """The value with a low of zero at least: what is no less than nothing whatever its digits allow."""
    return Value(value.point, max(value.low, ZERO), value.high)


def apart(one: Value, other: Value) -> Value:
    """How far two values are from each other: ``|one - other|``."""
    between = one - other
    ends = (abs(between.low), abs(between.high))
    return around(abs(between.point), ZERO if between.contains(ZERO) else min(ends), max(ends))


def around(point: Decimal, low: Decimal, high: Decimal) -> Value:
    """A value whose bounds were worked out another way than its point: by a last digit they may miss it."""
    return Value(point, min(low, point), max(high, point))


def within(value: Value, least: Decimal, most: Decimal) -> Value:
    """A value that cannot, by its definition, leave ``least`` to ``most``, so neither can its bounds."""
    return around(value.point, max(value.low, least), min(value.high, most))


def portions(amounts: Sequence[Decimal], whole: Decimal, of: Decimal, times: int = 1) -> list[Decimal]:
    """Each amount over ``of``, then what is left of ``whole``: they add up exactly to ``whole`` over ``of``.

    Each is rounded so that the sums up to it are right to PLACE.
    """
    sums = [*accumulate(amounts), whole]
    rounded = [(times * each / of).quantize(PLACE, ROUND_HALF_EVEN) for each in sums]
    return [now - before for now, before in zip(rounded, [ZERO, *rounded], strict=False)]
