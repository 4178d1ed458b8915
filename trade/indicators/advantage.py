"""Comparisons with the world: revealed advantage, intensity of trade, complementarity."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from trade.errors import Refused
from trade.indicators.basis import PRODUCTS, one_basis
from trade.indicators.figures import NOTHING, Figure, Measure, total
from trade.indicators.interval import ONE, apart, around, not_negative, quotient, within
from trade.indicators.structure import shares_of_sum
from trade.worded import words

WORLD = "W00"


def rca(part: Figure, whole: Figure, world_part: Figure, world_whole: Figure) -> Measure:
    """Balassa's index: ``(part / whole) / (world_part / world_whole)``, 1 where both shares are the same.

    ``part`` is one product and ``whole`` all products of one side; the others are the same of the
    world, which must be their reporter (or their partner, where one economy's imports from one
    partner are compared with its imports from all).
    """
    not_negative(part.value, words("part", part=part.product))
    _with_world(part, whole, world_part, world_whole)
    own = quotient(part.value, whole.value, words("all_products"))
    worlds = quotient(world_part.value, world_whole.value, words("world_all_products"))
    value = quotient(own, worlds, words("world_share", product=part.product))
    return Measure("rca", value, part.product, (part, whole, world_part, world_whole))


def symmetric_rca(plain: Measure) -> Measure:
    """``(RCA - 1) / (RCA + 1)``: -1 to 1, and 0 where the shares are the same."""
    if plain.value is None:
        raise Refused(plain.reason or words("none_in_dollars"))
    value = plain.value
    point, low, high = (
        (each - 1) / (each + 1) for each in (value.point, max(value.low, Decimal(0)), value.high)
    )
    return Measure("symmetric_rca", around(point, low, high), plain.part, plain.inputs, plain.notes)


def _with_world(part: Figure, whole: Figure, world_part: Figure, world_whole: Figure) -> None:
    one_basis((part, whole), free=PRODUCTS)
    one_basis((world_part, world_whole), free=PRODUCTS)
    side = "reporter" if part.reporter != world_part.reporter else "partner"
    one_basis((part, world_part), free=(side,))
    if getattr(world_part, side) != WORLD:
        raise Refused("not_world", partner=getattr(world_part, side))


def intensity(own: Figure, own_world: Figure, world: Figure, world_world: Figure) -> Measure:
    """``(x_ij / x_iw) / (x_wj / x_ww)``: above 1 where i sends j more than j's place in world trade.

    Exports of i to j and to the world, and of the world to j and to the world.
    """
    one_basis((own, own_world), free=("partner",))
    one_basis((world, world_world), free=("partner",))
    one_basis((own, world), free=("reporter",))
    one_basis((own_world, world_world), free=("reporter",))
    other = next((code for code in (own_world.partner, world.reporter) if code != WORLD), None)
    if other is not None:
        raise Refused("not_world", partner=other)
    not_negative(own.value, words("sent_to", partner=own.partner))
    share = quotient(own.value, own_world.value, words("sent_to_world"))
    worlds = quotient(world.value, world_world.value, words("world_exports"))
    value = quotient(share, worlds, words("world_exports_to", partner=own.partner))
    return Measure("intensity", value, inputs=(own, own_world, world, world_world))


def complementarity(exports: Mapping[str, Figure], imports: Mapping[str, Figure]) -> Measure:
    """``100 * (1 - sum(|m_k - x_k|) / 2)`` of the shares of products in one side's exports, another's imports.

    0 where one sends nothing that the other buys, 100 where the shares are the same. A product that
    is on one side only counts with a share of nothing on the other, and the note names it.
    """
    if not exports or not imports:
        raise Refused("one_side_unknown")
    one_basis(
        (next(iter(exports.values())), next(iter(imports.values()))),
        free=("reporter", "partner", "flow", "product", "valuation", "partner_rule"),
    )
    sent, bought = shares_of_sum(exports, ("product",)), shares_of_sum(imports, ("product",))
    differ = total(
        apart(sent.get(k, NOTHING), bought.get(k, NOTHING)) for k in dict.fromkeys([*sent, *bought])
    )
    value = (ONE - differ.scaled(Decimal("0.5"))).scaled(100)
    alone = sorted(set(sent) ^ set(bought))
    notes = (words("one_side", parts=tuple(alone)),) if alone else ()
    inputs = (*exports.values(), *imports.values())
    return Measure("complementarity", within(value, Decimal(0), Decimal(100)), inputs=inputs, notes=notes)
