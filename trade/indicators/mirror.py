"""Two words on one trade: what the importer counts against what the exporter counts."""

from __future__ import annotations

from decimal import Decimal

from trade.errors import Refused
from trade.indicators.basis import must_be, one_basis, valued
from trade.indicators.figures import Figure, Measure
from trade.indicators.interval import ZERO, above_zero, around, quotient
from trade.selection import CIF_FOB
from trade.value import Value
from trade.worded import Words, words

#: Both sides are different statistics by nature; the goods and the days must be the same.
_FREE = ("source", "agency", "reporter", "partner", "flow", "currency", "valuation", "partner_rule")


def gap(exports: Figure, imports: Figure) -> Measure:
    """``imports - exports`` in US dollars: the importer's word minus the exporter's."""
    notes = _one_trade(exports, imports)
    return Measure("mirror_gap", imports.value - exports.value, inputs=(exports, imports), notes=notes)


def ratio(exports: Figure, imports: Figure) -> Measure:
    """``imports / exports``: 1 where both say the same."""
    notes = _one_trade(exports, imports)
    value = quotient(imports.value, exports.value, words("exporter"))
    return Measure("mirror_ratio", value, inputs=(exports, imports), notes=notes)


def symmetric(exports: Figure, imports: Figure) -> Measure:
    """``100 * (m - x) / ((m + x) / 2)`` in per cent, -200 to 200: the same size whoever says more."""
    notes = _one_trade(exports, imports)
    x, m = exports.value, imports.value
    above_zero(x + m, words("sum_of_both"))

    def percent(over: Decimal, under: Decimal) -> Decimal:
        return 200 * (over - under) / (over + under)

    lows = (max(m.low, ZERO), max(x.low, ZERO))
    value = around(percent(m.point, x.point), percent(lows[0], x.high), percent(m.high, lows[1]))
    return Measure("mirror_symmetric", value, inputs=(exports, imports), notes=notes)


def explained(exports: Figure, imports: Figure, factor: Decimal = CIF_FOB) -> Measure:
    """The part of the gap, in US dollars, that freight and insurance of ``factor - 1`` would make.

    ``max(0, min(m - x, x * (factor - 1)))``: nothing where the importer says less. Refused unless
    exports are valued FOB and imports CIF, and where the factor is below 1 or above 2.
    """
    notes = _one_trade(exports, imports)
    if (exports.valuation, imports.valuation) != ("FOB", "CIF"):
        raise Refused("valued_otherwise", exports=_valued(exports), imports=_valued(imports))
    if not 1 <= factor <= 2:
        raise Refused("factor", factor=factor)
    x, m = exports.value, imports.value

    def part(sent: Decimal, bought: Decimal) -> Decimal:
        return max(ZERO, min(bought - sent, sent * (factor - 1)))

    # most is explained where the gap is just what the factor makes
    most = min(max(m.high / factor, x.low), x.high)
    low = min(part(x.low, m.low), part(x.high, m.low))
    value = around(part(x.point, m.point), low, part(most, m.high))
    notes += (words("with_factor", factor=factor),)
    return Measure("mirror_explained", value, inputs=(exports, imports), notes=notes)


def unexplained(exports: Figure, imports: Figure, factor: Decimal = CIF_FOB) -> Measure:
    """What is left of the gap, in US dollars: the gap minus the part that ``explained`` gives."""
    inside = explained(exports, imports, factor)
    whole = imports.value - exports.value
    point = whole.point - inside.point
    x, m = exports.value, imports.value
    low, high = _outside(x.high, m.low, factor), _outside(x.low, m.high, factor)
    value: Value = around(point, low, high)
    return Measure("mirror_unexplained", value, inputs=inside.inputs, notes=inside.notes)


def _outside(sent: Decimal, bought: Decimal, factor: Decimal) -> Decimal:
    """The gap beyond the band between ``sent`` and ``sent * factor``; it falls with what was sent."""
    return min(bought - sent, ZERO) + max(bought - sent * factor, ZERO)


def _valued(figure: Figure) -> str | Words:
    return words("not_said") if figure.valuation == "U" else figure.valuation


def _one_trade(exports: Figure, imports: Figure) -> tuple[Words, ...]:
    """The basis of both words and what must be said of it."""
    must_be(exports, "flow", "X", words("exporter"))
    must_be(imports, "flow", "M", words("importer"))
    one_basis((exports, imports), free=_FREE)
    if (imports.reporter, imports.partner) != (exports.partner, exports.reporter):
        raise Refused("not_one_pair")
    notes = valued(exports, imports)
    if exports.currency != imports.currency:
        notes += (words("two_currencies", one=exports.currency, other=imports.currency),)
    return notes
