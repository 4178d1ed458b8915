"""Exports and imports of one pair: balance, cover, and how far trade goes both ways (Grubel-Lloyd)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from trade.errors import Refused
from trade.indicators.basis import must_be, one_basis, valued
from trade.indicators.figures import NOTHING, Figure, Measure, total
from trade.indicators.interval import ZERO, apart, around, floored, not_negative, quotient, within
from trade.value import Value
from trade.worded import Words, words

#: What exports and imports of one reporter may differ in; how they are valued is said in the note.
_SIDES = ("flow", "valuation", "partner_rule")


def balance(exports: Figure, imports: Figure) -> Measure:
    """``exports - imports`` in US dollars; below zero where more is bought than sold."""
    _two_ways(exports, imports)
    value = exports.value - imports.value
    return Measure("balance", value, inputs=(exports, imports), notes=valued(exports, imports))


def cover(exports: Figure, imports: Figure) -> Measure:
    """``exports / imports``: 1 where exports pay for all imports."""
    _two_ways(exports, imports)
    value = quotient(exports.value, imports.value, words("imports"))
    return Measure("cover", value, inputs=(exports, imports), notes=valued(exports, imports))


def grubel_lloyd(exports: Figure, imports: Figure) -> Measure:
    """``1 - |x - m| / (x + m)`` of one product: 0 where it goes one way only, 1 where both ways are equal."""
    notes = _two_ways(exports, imports) or valued(exports, imports)
    x, m = _amount(exports), _amount(imports)
    if x.point + m.point == 0:
        raise Refused("no_trade_in_it")
    corners = [_overlap(x.low, m.high), _overlap(x.high, m.low)]
    value = around(_overlap(x.point, m.point), min(corners), Decimal(1) if x.overlaps(m) else max(corners))
    return Measure("grubel_lloyd", value, exports.product, (exports, imports), notes)


def grubel_lloyd_all(exports: Mapping[str, Figure], imports: Mapping[str, Figure]) -> Measure:
    """``1 - sum(|x - m|) / sum(x + m)`` over all products: the products' indices weighted by their trade.

    A product with a figure one way only counts as going that way only, and the note names it.
    """
    products = list(dict.fromkeys([*exports, *imports]))
    if not exports or not imports:
        raise Refused("one_way_unknown")
    one = (next(iter(exports.values())), next(iter(imports.values())))
    notes = _two_ways(*one, also=("product",)) or valued(*one)
    for side in (exports, imports):
        one_basis(side.values(), free=("product",))
    pairs = [(_of(exports, name), _of(imports, name)) for name in products]
    both = total(x + m for x, m in pairs)
    if both.point <= 0:
        raise Refused("no_trade")
    differ = total(apart(x, m) for x, m in pairs)
    bounds = quotient(differ, both, words("both_ways"))
    value = within(Value.exact(1) - bounds, ZERO, Decimal(1))
    notes += _one_way(exports, imports)
    return Measure("grubel_lloyd_all", value, inputs=_inputs(exports, imports), notes=notes)


def _two_ways(exports: Figure, imports: Figure, also: Sequence[str] = ()) -> tuple[Words, ...]:
    """The basis of both ways and what must be said of it: one reporter's, or both exports of one compiler."""
    must_be(exports, "flow", "X", words("exports"))
    if imports.flow == "X":
        one_basis((exports, imports), free=("reporter", "partner", *also))
        if (imports.reporter, imports.partner) != (exports.partner, exports.reporter):
            raise Refused("not_one_pair")
        return (words("one_compiler"),)
    must_be(imports, "flow", "M", words("imports"))
    one_basis((exports, imports), free=(*_SIDES, *also))
    return ()


def _amount(figure: Figure) -> Value:
    not_negative(figure.value, words("part", part=figure.product))
    return floored(figure.value)


def _of(side: Mapping[str, Figure], product: str) -> Value:
    return _amount(side[product]) if product in side else NOTHING


def _overlap(x: Decimal, m: Decimal) -> Decimal:
    return 2 * min(x, m) / (x + m) if x + m else ZERO


def _one_way(exports: Mapping[str, Figure], imports: Mapping[str, Figure]) -> tuple[Words, ...]:
    alone = sorted(set(exports) ^ set(imports))
    return (words("one_way", parts=tuple(alone)),) if alone else ()


def _inputs(exports: Mapping[str, Figure], imports: Mapping[str, Figure]) -> tuple[Figure, ...]:
    return (*exports.values(), *imports.values())
