"""Change: growth on the same period of the year before, yearly growth, and who contributed to it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from trade.errors import Refused
from trade.indicators.basis import one_basis
from trade.indicators.figures import Figure, Measure, total
from trade.indicators.interval import above_zero, around, portions, quotient
from trade.value import Value
from trade.worded import Words, words

TOTAL, RESIDUAL = "total", "residual"


def growth(now: Figure, before: Figure, years: int = 1) -> Measure:
    """``now / before - 1`` as a fraction; ``before`` must be the same period that many years before."""
    same_months(now, before, years)
    value = quotient(now.value, before.value, words("figure_of", period=before.period))
    return Measure("growth", _less_one(value), inputs=(now, before), notes=_converted(now, before))


def index(now: Figure, base: Figure) -> Measure:
    """``100 * now / base``; ``base`` must be the same months of another year, or the same period."""
    same_months(now, base, years=now.period.start.year - base.period.start.year)
    if now is base:
        above_zero(base.value, words("figure_of", period=base.period))
        return Measure("index", Value.exact(100), inputs=(base,), notes=_converted(base))
    value = quotient(now.value, base.value, words("figure_of", period=base.period)).scaled(100)
    return Measure("index", value, inputs=(now, base), notes=_converted(now, base))


def cagr(last: Figure, first: Figure) -> Measure:
    """``(last / first) ** (1 / years) - 1`` as a fraction: the even growth a year between two like periods."""
    years = _years_between(last, first)
    same_months(last, first, years)
    ratio = quotient(last.value, first.value, words("figure_of", period=first.period))
    if ratio.low < 0:
        raise Refused("ends_below_zero", period=last.period)
    power = Decimal(1) / years
    value = Value(ratio.point**power, ratio.low**power, ratio.high**power)
    return Measure("cagr", _less_one(value), inputs=(last, first), notes=_converted(last, first))


def contributions(
    now: Mapping[str, Figure], before: Mapping[str, Figure], total_now: Figure, total_before: Figure,
    differ: tuple[str, ...] = ("partner",),
) -> list[Measure]:  # fmt: skip
    """What each part added to the growth of the total, in percentage points.

    ``100 * (part_now - part_before) / total_before``; before is the same period of any earlier year.
    Parts differ from the total in the fields
    ``differ``: the partner, or the product and its classification. A part without a figure in one of
    the periods has a reason instead of points; what it added is in the part ``residual``, with
    all that the publisher gave to no part. The parts with points add up to the last, ``total``, exactly.
    """
    same_months(total_now, total_before, _years_between(total_now, total_before))
    one_basis([total_now, *now.values()], free=differ)
    one_basis([total_before, *before.values()], free=differ)
    base = total_before.value
    above_zero(base, words("total_of", period=total_before.period))
    known = [name for name in now if name in before]
    changes = {name: now[name].value - before[name].value for name in known}
    whole = total_now.value - base
    rest = whole - total(changes.values())
    points = portions([each.point for each in changes.values()], whole.point, base.point, times=100)
    missing = [name for name in [*now, *before] if name not in changes]
    ends = (total_now, total_before)
    parts = [
        _contribution(name, at, change, base, (now[name], before[name], total_before))
        for (name, change), at in zip(changes.items(), points, strict=False)
    ]
    left = [Measure("contribution", None, name, reason=_one_sided(name in now, *ends)) for name in missing]
    every = (*ends, *(figure for name in known for figure in (now[name], before[name])))
    return [
        *parts,
        *left,
        _contribution(RESIDUAL, points[-1], rest, base, every, notes=_residual(rest, missing)),
        _contribution(TOTAL, sum(points, Decimal(0)), whole, base, ends, notes=_converted(*ends)),
    ]


def _contribution(
    part: str,
    points: Decimal,
    change: Value,
    base: Value,
    inputs: tuple[Figure, ...],
    notes: tuple[Words, ...] = (),
) -> Measure:
    bounds = quotient(change, base, words("total")).scaled(100)
    return Measure("contribution", around(points, bounds.low, bounds.high), part, inputs, notes)


def _one_sided(is_now: bool, now: Figure, before: Figure) -> Words:
    return words("one_sided", period=before.period if is_now else now.period)


def _residual(rest: Value, missing: list[str]) -> tuple[Words, ...]:
    if missing:
        return (words("residual_holds", parts=tuple(missing)),)
    return (words("residual_may_be_none"),) if rest.contains(Decimal(0)) else ()


def _years_between(last: Figure, first: Figure) -> int:
    years = last.period.start.year - first.period.start.year
    if years < 1:
        raise Refused("not_later", last=last.period, first=first.period)
    return years


def same_months(now: Figure, before: Figure, years: int = 1) -> None:
    """Refused unless both are on one basis and ``before`` is the same period that many years before."""
    one_basis((now, before), free=("period",))
    if before.period.shifted_years(years) != now.period:
        wanted = now.period.shifted_years(-years)
        raise Refused("other_period", now=now.period, wanted=wanted, before=before.period)


def _less_one(value: Value) -> Value:
    return value - Value.exact(1)


def _converted(*figures: Figure) -> tuple[Words, ...]:
    return (words("converted"),) if any(figure.method == "converted" for figure in figures) else ()
