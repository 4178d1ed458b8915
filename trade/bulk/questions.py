"""The questions of a bulk data set. Each asks the smallest table that answers it: see docs/bulk.md.

Answers have the columns of ``trade.tables.TRADE``. Where one figure is the word on both sides (BACI),
a reporter's imports are its partners' exports, and say so: ``flow`` is M, the valuation the exporter's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trade.bulk.codes import spelt
from trade.bulk.opened import Bulk, numbered
from trade.bulk.tables import FLOWS, LETTERED, PER_DIGIT, TOTAL
from trade.codelists import economy
from trade.errors import BadSelection
from trade.filters import Row
from trade.period import Period

WORLD = "W00"
_NUMBERS = {code: number for number, code in FLOWS.items()}
_NOWHERE = "NULL::UINTEGER AS file, NULL::UINTEGER AS row"


@dataclass(frozen=True)
class _Side:
    """Where a reporter's figures of one flow stand: in which column it is, and under which flow."""

    own: str
    other: str
    stands_as: int
    flow: int


def pair_series(bulk: Bulk, reporter: str, partner: str = WORLD, flow: str | None = None) -> list[Row]:
    """All periods of a pair, all products together. From ``pairs``; with the world from ``totals``."""
    cells = " UNION ALL ".join(_pair(bulk, side, reporter, partner) for side in _sides(bulk, flow, partner))
    return bulk.answers(f"FROM ({cells}) ORDER BY flow, period")


def pair_chapters(
    bulk: Bulk, reporter: str, partner: str, flow: str, period: Period | None = None
) -> list[Row]:
    """A pair by chapter of the HS: printed where the file prints chapters, else added up. From ``flows``."""
    (side,) = _sides(bulk, flow, partner)
    wheres = [bulk.is_(side.own, _known(reporter)), bulk.is_(side.other, _known(partner, "partner"))]
    wheres += _at(side, period)
    cells = _of_one_level if _is_of_one_level(bulk) else _of_several_levels
    return bulk.answers(
        f"SELECT {side.own} AS reporter, {side.other} AS partner, {side.flow} AS flow, period, chapter AS product, "
        f"value, parts, printed, file, row FROM ({cells(bulk, side, ' AND '.join(wheres))}) ORDER BY period, product"
    )


def _is_of_one_level(bulk: Bulk) -> bool:
    """Whether there is nothing to choose between: the file prints the finest codes, or chapters, and no others."""
    leaf = bulk.about["leaf"]
    return bulk.levels <= {0, leaf} or leaf == 2


def _of_one_level(bulk: Bulk, side: _Side, where: str) -> str:
    leaf = bulk.about["leaf"]
    chapter = f"(2 * {PER_DIGIT} + product % {PER_DIGIT} // {10 ** (leaf - 2)})::UINTEGER AS chapter"
    place = "any_value(file) AS file, any_value(row) AS row" if leaf == 2 else _NOWHERE
    return (
        f"SELECT {side.own}, {side.other}, period, {chapter}, sum(value)::BIGINT AS value, count(*) AS parts, "
        f"{leaf == 2} AS printed, {place} FROM flows WHERE {where} AND product <> {TOTAL} GROUP BY ALL"
    )


def _of_several_levels(bulk: Bulk, side: _Side, where: str) -> str:
    leaf = bulk.about["leaf"]
    length, digits = f"product % {LETTERED} // {PER_DIGIT}", f"product % {PER_DIGIT}"
    chapter = (
        f"(2 * {PER_DIGIT} + {digits} // (CASE {length} WHEN 2 THEN 1 ELSE {10 ** (leaf - 2)} END))::UINTEGER"
    )
    return f"""
        SELECT {side.own}, {side.other}, period, chapter, CASE WHEN n = 0 THEN added ELSE told END AS value,
            CASE WHEN n = 0 THEN m ELSE n END AS parts, n > 0 AS printed, file, row
        FROM (SELECT {side.own}, {side.other}, period, {chapter} AS chapter,
                sum(value) FILTER ({length} = 2)::BIGINT AS told, count(*) FILTER ({length} = 2) AS n,
                sum(value) FILTER ({length} = {leaf})::BIGINT AS added, count(*) FILTER ({length} = {leaf}) AS m,
                max(file) FILTER ({length} = 2) AS file, max(row) FILTER ({length} = 2) AS row
            FROM flows WHERE {where} AND {length} IN (2, {leaf}) GROUP BY ALL)"""


def pair_products(
    bulk: Bulk, reporter: str, partner: str, flow: str, period: Period | None = None
) -> list[Row]:
    """A pair by every code that the file prints, row by row, each with its place. From ``flows``."""
    (side,) = _sides(bulk, flow, partner)
    wheres = [bulk.is_(side.own, _known(reporter)), bulk.is_(side.other, _known(partner, "partner"))]
    wheres += _at(side, period)
    return bulk.answers(
        f"SELECT {side.own}, {side.other}, {side.flow}, period, product, value, 1, true, file, row "
        f"FROM flows WHERE {' AND '.join(wheres)} ORDER BY period, product, row"
    )


def partners(bulk: Bulk, reporter: str, flow: str, period: Period) -> list[Row]:
    """Every partner of a reporter in one period, the largest first, World and groups among them. From ``pairs``."""
    (side,) = _sides(bulk, flow, "")
    wheres = " AND ".join([bulk.is_(side.own, _known(reporter)), *_at(side, period)])
    cells = (
        f"SELECT {side.own} AS reporter, {side.other} AS partner, {side.flow} AS flow, period, {TOTAL} AS product, "
        f"value, parts, printed, file, row FROM pairs WHERE {wheres}"
    )
    if side.own == "partner":  # nobody's exports are the world's imports: its row is added up
        cells += (
            f" UNION ALL {_totals(bulk, side, bulk.is_('economy', _known(reporter)), *_at(side, period))}"
        )
    return bulk.answers(f"FROM ({cells}) ORDER BY value DESC, partner")


def top_products(
    bulk: Bulk, reporter: str, flow: str, period: Period, partner: str = WORLD, most: int = 20
) -> list[Row]:
    """The largest products of the finest codes. From ``reporter_products`` or ``partner_products``; of a pair ``flows``."""
    (side,) = _sides(bulk, flow, partner)
    own = bulk.is_(side.own, _known(reporter))
    wheres = " AND ".join([own, *_at(side, period), _is_leaf(bulk)])
    if partner != WORLD:
        is_partner = bulk.is_(side.other, _known(partner, "partner"))
        return bulk.answers(
            f"SELECT {side.own}, {side.other}, {side.flow}, period, product, sum(value)::BIGINT AS value, count(*), true, "
            f"any_value(file), any_value(row) FROM flows WHERE {wheres} AND {is_partner} "
            f"GROUP BY {side.own}, {side.other}, period, product ORDER BY value DESC, product LIMIT {int(most)}"
        )
    table = "reporter_products" if side.own == "reporter" else "partner_products"
    place = "file, row" if side.own == "reporter" else _NOWHERE
    # materialized: else the engine looks the largest few up in a second pass, which takes ten times longer
    return bulk.answers(
        f"WITH known AS MATERIALIZED (SELECT {side.own}, {bulk.about['world']}, {side.flow}, period, product, value, "
        f"parts, printed, {place} FROM {table} WHERE {wheres}) FROM known ORDER BY value DESC, product LIMIT {int(most)}"
    )


def mirror(bulk: Bulk, reporter: str, partner: str) -> list[Row]:
    """Both sides' words on a pair's trade, all periods: each row says whose word it is. From ``pairs``."""
    if bulk.about["one_figure"]:
        return pair_series(bulk, reporter, partner)
    cells = " UNION ALL ".join(
        _pair(bulk, side, *pair)
        for pair in ((reporter, partner), (partner, reporter))
        for side in _sides(bulk, None, partner)
    )
    return bulk.answers(f"FROM ({cells}) ORDER BY period, flow, reporter")


def by_reporter(bulk: Bulk, flow: str, period: Period) -> list[Row]:
    """Every reporter's trade with the world in one period, the largest first. From ``totals``."""
    (side,) = _sides(bulk, flow, "")
    return bulk.answers(f"FROM ({_totals(bulk, side, *_at(side, period))}) ORDER BY value DESC, reporter")


def advantage_inputs(bulk: Bulk, reporter: str, flow: str, period: Period) -> list[dict[str, Any]]:
    """What revealed comparative advantage is worked out from: one row a product of the finest codes.

    ``product``, ``value``, ``reporter_total``, ``world``, ``world_total``, amounts in units of the data set
    (``about``). From ``reporter_products`` (or ``partner_products``) and ``world_products``.
    """
    (side,) = _sides(bulk, flow, "")
    table = "reporter_products" if side.own == "reporter" else "partner_products"
    own, at = bulk.is_(side.own, _known(reporter)), " AND ".join(_at(side, period))
    _, found = bulk.answer(
        f"SELECT product, own.value, world.value FROM (SELECT product, sum(value)::BIGINT AS value FROM {table} "
        f"WHERE {own} AND {at} AND {_is_leaf(bulk)} GROUP BY product) AS own "
        f"RIGHT JOIN (SELECT product, value FROM world_products WHERE {at}) AS world USING (product) ORDER BY product"
    )
    if not found:
        return []
    ((_, _, world_total), *rows) = found  # TOTAL is the first product
    total = sum(value for _, value, _ in rows if value is not None)
    return [
        {
            "product": spelt(n),
            "value": value,
            "reporter_total": total,
            "world": world,
            "world_total": world_total,
        }
        for n, value, world in rows
        if value is not None
    ]


def _sides(bulk: Bulk, flow: str | None, partner: str) -> list[_Side]:
    if flow is not None and flow not in _NUMBERS:
        raise BadSelection(
            "flow", f"{flow!r} is no flow of a bulk file.", todo=f"Known: {', '.join(_NUMBERS)}."
        )
    if not bulk.about["one_figure"]:
        wanted = list(FLOWS) if flow is None else [_NUMBERS[flow]]
        return [_Side("reporter", "partner", number, number) for number in wanted]
    exports, imports = _Side("reporter", "partner", 1, 1), _Side("partner", "reporter", 1, 2)
    return (
        [exports, imports]
        if flow is None
        else [
            {"X": exports, "M": imports}.get(
                flow, _Side("reporter", "partner", _NUMBERS[flow], _NUMBERS[flow])
            )
        ]
    )


def _known(code: str, parameter: str = "reporter") -> str:
    return economy(code, parameter).code


def _at(side: _Side, period: Period | None) -> list[str]:
    number = numbered(period)
    return [f"flow = {side.stands_as}", *([f"period = {number}"] if number is not None else [])]


def _is_leaf(bulk: Bulk) -> str:
    return f"product % {LETTERED} // {PER_DIGIT} = {bulk.about['leaf']}"


def _pair(bulk: Bulk, side: _Side, reporter: str, partner: str) -> str:
    """SQL: the cells of a pair in ``pairs``."""
    if partner == WORLD:
        return _totals(bulk, side, bulk.is_("economy", _known(reporter)), *_at(side, None))
    own, other = bulk.is_(side.own, _known(reporter)), bulk.is_(side.other, _known(partner, "partner"))
    return (
        f"SELECT {side.own} AS reporter, {side.other} AS partner, {side.flow} AS flow, period, {TOTAL} AS product, "
        f"value, parts, printed, file, row FROM pairs WHERE {own} AND {other} AND flow = {side.stands_as}"
    )


def _totals(bulk: Bulk, side: _Side, *wheres: str) -> str:
    """SQL: what economies trade with the world: their own word, or all others' word on them."""
    return (
        f"SELECT economy AS reporter, {bulk.about['world']} AS partner, {side.flow} AS flow, period, {TOTAL} AS product, "
        f"value, parts, printed, file, row FROM totals "
        f"WHERE is_partner = {side.own == 'partner'} AND {' AND '.join(wheres)}"
    )
