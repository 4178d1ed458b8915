"""Structure: shares of a whole, ranks, and how much of it is with few."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal

from trade.errors import Refused
from trade.indicators.basis import one_basis
from trade.indicators.change import RESIDUAL
from trade.indicators.figures import NOTHING, Figure, Measure, total
from trade.indicators.interval import ZERO, around, not_negative, portions, quotient, within
from trade.value import Value
from trade.worded import Words, words

Parts = Mapping[str, Figure]
#: How much of a total its parts must be to say how it is made up; the rest is confidential or not allocated.
NEARLY_ALL = Decimal("0.9")


def shares(parts: Parts, whole: Figure, differ: tuple[str, ...] = ("partner",)) -> list[Measure]:
    """Each part over the published ``whole``, as fractions, then what is in no part: together exactly 1."""
    one_basis([whole, *parts.values()], free=differ)
    bounds = {name: quotient(part.value, whole.value, words("total")) for name, part in parts.items()}
    points = portions([part.value.point for part in parts.values()], whole.value.point, whole.value.point)
    rest = quotient(whole.value - total(part.value for part in parts.values()), whole.value, words("total"))
    found = [
        Measure("share", around(at, bound.low, bound.high), name, (parts[name], whole))
        for (name, bound), at in zip(bounds.items(), points, strict=False)
    ]
    left = around(points[-1], rest.low, rest.high)
    return [*found, Measure("share", left, RESIDUAL, (whole, *parts.values()))]


def shares_of_sum(parts: Parts, differ: tuple[str, ...] = ("partner",)) -> dict[str, Value]:
    """Each part over the sum of all, as fractions that add up to 1; bounds know that they do.

    Refused where a part is negative or the sum is not above zero.
    """
    one_basis(parts.values(), free=differ)
    for name, part in parts.items():
        not_negative(part.value, words("part", part=name))
    values = {name: part.value for name, part in parts.items()}
    added = total(values.values())
    if added.point <= 0:
        raise Refused("no_sum")
    points = portions([each.point for each in values.values()], added.point, added.point)
    return {name: _share(value, added, at) for (name, value), at in zip(values.items(), points, strict=False)}


def _share(part: Value, added: Value, point: Decimal) -> Value:
    """The least is where this part is least and all others are most, and the other way round."""
    least = part.low / (part.low + added.high - part.high) if part.low > 0 else ZERO
    others = added.low - part.low
    most = part.high / (part.high + others) if others > 0 and part.high > 0 else Decimal(1)
    return around(point, least, most)


def ranks(parts: Parts, differ: tuple[str, ...] = ("partner",)) -> list[Measure]:
    """1 for the largest; equals share the better rank and leave the next ones out (1, 2, 2, 4).

    ``low`` and ``high`` are the best and the worst rank that the printed digits allow.
    """
    one_basis(parts.values(), free=differ)
    points, lows, highs = (
        sorted(getattr(part.value, name) for part in parts.values()) for name in ("point", "low", "high")
    )

    def rank(value: Value) -> Value:
        best = len(lows) - bisect_right(lows, value.high)
        worst = len(highs) - bisect_right(highs, value.low) - (value.high > value.low)
        at = len(points) - bisect_right(points, value.point)
        return around(Decimal(1 + at), Decimal(1 + best), Decimal(1 + worst))

    return [Measure("rank", rank(part.value), name, (part,)) for name, part in parts.items()]


def hhi(parts: Parts, differ: tuple[str, ...] = ("partner",)) -> Measure:
    """Plain Herfindahl-Hirschman index: the sum of the squared shares of the sum of the parts, 1/n to 1."""
    found = shares_of_sum(parts, differ)
    squares = total(Value(s.point**2, s.low**2, s.high**2) for s in found.values())
    value = within(squares, Decimal(1) / len(found), Decimal(1))
    return Measure("hhi", value, inputs=tuple(parts.values()), notes=(words("of_parts", count=len(found)),))


def hhi_normalised(parts: Parts, differ: tuple[str, ...] = ("partner",)) -> Measure:
    """``(HHI - 1/n) / (1 - 1/n)``: 0 where all parts are equal, 1 where one has all."""
    if len(parts) < 2:
        raise Refused("one_part")
    plain = hhi(parts, differ)
    even = Decimal(1) / len(parts)
    moved = (plain.value or NOTHING) - Value.exact(even)
    value = within(moved.scaled(1 / (1 - even)), ZERO, Decimal(1))
    return Measure("hhi_normalised", value, inputs=plain.inputs, notes=plain.notes)


def coverage(parts: Parts, whole: Figure | None) -> Words:
    """How much of the published whole the parts are, in words; Refused where that is less than NEARLY_ALL.

    A list of main partners or goods says little of all of them.
    """
    if whole is None or whole.value.point <= 0:
        return words("no_total_to_compare")
    part = total(part.value for part in parts.values()).point / whole.value.point
    if part < NEARLY_ALL:
        raise Refused("few_parts", share=part)
    return words("covers", share=part)
