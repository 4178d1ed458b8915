"""Numbers and magnitude words put together: "1 bln 859.1 mln", "20 million 64.9 thousand"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from etl.reading.digits import numbers
from etl.reading.languages import Marks
from etl.reading.model import Printed, plain

MOVED = "the unit word may stand inside the number"


@dataclass(frozen=True)
class Part:
    """One number as printed and the power of ten of the magnitude word behind it (None: no word)."""

    digits: str
    unit: int | None


def compose(parts: tuple[Part, ...], styles: tuple[Marks, ...]) -> tuple[Printed, ...]:
    """Every number that ``parts`` may stand for together; empty when they do not fit one another."""
    if len(parts) == 1:
        unit = parts[0].unit or 0
        return tuple(Printed(_trim(n), unit) for n in numbers(parts[0].digits, styles, unit))
    return _several(parts, styles)


def follows(before: Part, after: Part) -> bool:
    """Whether ``after`` can be the smaller rest of ``before``: "1 bln" and then "859.1 mln"."""
    if before.unit is None or not before.digits.isdigit():
        return False
    return after.unit is None or after.unit < before.unit


def _several(parts: tuple[Part, ...], styles: tuple[Marks, ...]) -> tuple[Printed, ...]:
    last = parts[-1]
    tails = numbers(last.digits, styles, last.unit or 0)
    room = Decimal(10) ** ((parts[-2].unit or 0) - (last.unit or 0))
    tails = tuple(tail for tail in tails if Decimal(tail) < room)
    if not tails or not _each_fits(parts[:-1]):
        return ()
    head = sum((Decimal(p.digits).scaleb(p.unit or 0) for p in parts[:-1]), Decimal(0))
    found = [Printed(_add(head, tail, last.unit or 0), last.unit or 0) for tail in tails]
    if last.unit is None:
        found += [Printed(each.digits, parts[-2].unit or 0) for each in found if _moved(parts)]
    return tuple(found)


def _each_fits(parts: tuple[Part, ...]) -> bool:
    pairs = pairwise(parts)
    return all(int(b.digits) < 10 ** ((a.unit or 0) - (b.unit or 0)) for a, b in pairs)


def _moved(parts: tuple[Part, ...]) -> bool:
    """Customs tables are in thousand USD with two decimals: "1304 thousand 272.59" is such a number."""
    return parts[-2].unit == 3 and len(parts) == 2 and "." in parts[-1].digits.replace(",", ".")


def _add(head: Decimal, tail: str, unit: int) -> str:
    return plain(int(head.scaleb(-unit)) + Decimal(tail))


def _trim(digits: str) -> str:
    whole, dot, rest = digits.partition(".")
    return (whole.lstrip("0") or "0") + dot + rest
