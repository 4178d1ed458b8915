"""The cells of a bulk data set that fit the bounds of a question, each asked of the smallest table that has them.

Cells have the columns ``trade.bulk.opened.CELL``: totals from ``pairs`` and ``totals``, products with the world from
``reporter_products`` and ``partner_products``, products of pairs from ``flows``, chapters from either.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from trade.bulk.bounds import Bounds
from trade.bulk.codes import number
from trade.bulk.held import Holding
from trade.bulk.tables import FLOWS, LETTERED, PER_DIGIT, SCHEMES, TOTAL
from trade.filters import WORLD

_DIGITS = f"product % {LETTERED} // {PER_DIGIT}"
_PLACE = "file, row"
_NOWHERE = "NULL::UINTEGER AS file, NULL::UINTEGER AS row"
_CODE = re.compile(r"(\d\d){1,4}|(\d\d){1,3}(AA|(XX){1,3})")
Numbers = tuple[int, ...] | None


@dataclass(frozen=True)
class _Side:
    """Where figures of some flows stand: in which column the reporter is, and the flows by number."""

    own: str
    other: str
    flows: tuple[int, ...]
    shown: str


class Cells:
    """The SQL of the cells; ``parts`` is empty where no cell can fit."""

    def __init__(self, held: Holding, asked: Bounds) -> None:
        self.held, self.asked = held, asked
        self.own, self.other = self._numbers("reporter"), self._numbers("partner", but=WORLD)
        self.has_world = asked.may_be("partner", WORLD)
        self.is_printed = asked.allowed.get("method", frozenset({""})) <= {"published"}
        self.when = [*_when(asked), *_often(asked)]
        self.levels = {
            digits
            for digits, scheme in {0: "TOTAL", **SCHEMES}.items()
            if asked.may_be("product_scheme", scheme)
        }
        self.products = self._products()

    def parts(self) -> list[str]:
        """Queries of CELL, to be put one under another."""
        if self.own == () or (self.other == () and not self.has_world) or "false" in self.when:
            return []
        return [part for side in self._sides() for part in (*self._totals(side), *self._of_products(side))]

    @property
    def has_totals_alone(self) -> bool:
        return self.levels == {0} or self.products == (TOTAL,)

    def _numbers(self, column: str, but: str = "") -> Numbers:
        """The numbers of the economies that a column may be; None: any."""
        codes = self.asked.allowed.get(column)
        if codes is None:
            return None
        return tuple(sorted(n for code in codes - {but} for n in self.held.numbers.get(str(code), ())))

    def _products(self) -> Numbers:
        allowed = self.asked.allowed.get("product")
        if allowed is None:
            return None
        codes = [
            str(code)
            for code in allowed
            if code == "TOTAL" or (_CODE.fullmatch(str(code)) and len(str(code)) in SCHEMES)
        ]
        return tuple(sorted(map(number, codes)))

    def _sides(self) -> Iterator[_Side]:
        wanted = tuple(n for n, code in FLOWS.items() if self.asked.may_be("flow", code))
        if not self.held.is_one_figure:
            yield from [_Side("reporter", "partner", wanted, "flow")] if wanted else []
            return
        if 1 in wanted:
            yield _Side("reporter", "partner", (1,), "1::UTINYINT")
        if 2 in wanted:
            yield _Side("partner", "reporter", (1,), "2::UTINYINT")

    def _totals(self, side: _Side) -> Iterator[str]:
        """All products together."""
        if 0 not in self.levels or not self._has_product(TOTAL):
            return
        shown = f"{TOTAL}::UINTEGER AS product, value, parts, printed, {_PLACE}"
        printed = ["printed"] if self.is_printed else []
        where = [*self._flow(side), *self.when, *printed]
        is_added_up = side.own == "partner"
        if self.has_world and (is_added_up or (self.own is None and self.other == ())):
            yield self._query(
                f"economy AS reporter, {self.held.world}::UINTEGER AS partner, {side.shown} AS flow, period, {shown}",
                "totals", [f"is_partner = {is_added_up}", *_is("economy", self.own), *where],
            )  # fmt: skip
            if self.other == ():
                return
        wanted = self.other
        if wanted is not None and self.has_world and not is_added_up:
            wanted = (*wanted, self.held.world)
        if wanted == ():
            return
        no_world = [f"partner <> {self.held.world}"] if is_added_up or not self.has_world else []
        yield self._query(
            f"{side.own} AS reporter, {side.other} AS partner, {side.shown} AS flow, period, {shown}",
            "pairs", [*_is(side.own, self.own), *_is(side.other, wanted), *no_world, *where],
        )  # fmt: skip

    def _of_products(self, side: _Side) -> Iterator[str]:
        """Products one by one, and chapters where the files hold only what they are the sum of."""
        levels = self.levels & (self.held.levels - {0})
        adds_chapters = self.held.leaf != 2 and 2 in self.levels and (2 in levels or not self.is_printed)
        if adds_chapters:
            levels = levels - {2}
        for pairs in (True, False):
            if (self.other == ()) if pairs else not self.has_world:
                continue
            if levels and self._has_any(levels):
                yield self._rows(side, levels, pairs=pairs)
            if adds_chapters and self._has_any({2}):
                yield self._chapters(side, pairs=pairs)

    def _source(self, side: _Side, *, pairs: bool) -> tuple[str, str, list[str]]:
        """The table of products of pairs, or with the world; what its partner is; its conditions."""
        where = [*_is(side.own, self.own), *self._flow(side), *self.when]
        if pairs:
            where += [*_is(side.other, self.other), f"product <> {TOTAL}", f"partner <> {self.held.world}"]
            return "flows", side.other, where
        table = "reporter_products" if side.own == "reporter" else "partner_products"
        return table, f"{self.held.world}::UINTEGER", where

    def _rows(self, side: _Side, levels: Iterable[int], *, pairs: bool) -> str:
        table, partner, where = self._source(side, pairs=pairs)
        place = _PLACE if table != "partner_products" else _NOWHERE
        counted = "1::UINTEGER AS parts, true AS printed" if pairs else "parts, printed"
        if self.is_printed and not pairs:
            where.append("printed")
        if frozenset(levels) != self.held.levels - {0}:
            where.append(f"{_DIGITS} IN ({', '.join(map(str, sorted(levels)))})")
        where += _is("product", self.products)
        return self._query(
            f"{side.own} AS reporter, {partner} AS partner, {side.shown} AS flow, period, product, value, {counted}, {place}",
            table, where,
        )  # fmt: skip

    def _chapters(self, side: _Side, *, pairs: bool) -> str:
        """What a file prints of a chapter, else the finest codes added up."""
        table, partner, where = self._source(side, pairs=pairs)
        leaf, parts = self.held.leaf, "1" if pairs else "parts"
        digits = f"product % {PER_DIGIT}"
        is_told = f"{_DIGITS} = 2" if 2 in self.held.levels else "false"
        length = (
            f"CASE WHEN {is_told} THEN 1 ELSE {10 ** (leaf - 2)} END"
            if 2 in self.held.levels
            else f"{10 ** (leaf - 2)}"
        )
        chapter = f"(2 * {PER_DIGIT} + {digits} // {length})::UINTEGER"
        if self.held.levels - {0, leaf}:
            where.append(f"{_DIGITS} IN (2, {leaf})")
        where += _is(chapter, self.products)
        cell = f"{side.own} AS reporter, {partner} AS partner, {side.shown} AS flow, period"
        if 2 not in self.held.levels:
            return self._query(
                f"{cell}, {chapter} AS product, sum(value)::BIGINT AS value, sum({parts})::UINTEGER AS parts, "
                f"false AS printed, {_NOWHERE}", table, where, grouped="1, 2, 3, 4, 5",
            )  # fmt: skip
        place = ", ".join(f"max({name}) FILTER (is_told) AS {name}" for name in ("file", "row"))
        if table == "partner_products":
            place = _NOWHERE
        told = self._query(f"{cell}, {chapter} AS product, value, {parts} AS parts, {is_told} AS is_told"
                           + ("" if table == "partner_products" else ", file, row"), table, where)  # fmt: skip
        has_told = "count(*) FILTER (is_told) > 0"
        kept = f"HAVING {has_told}" if self.is_printed else ""
        return (
            f"SELECT reporter, partner, flow, period, product, "
            f"(CASE WHEN {has_told} THEN sum(value) FILTER (is_told) ELSE sum(value) END)::BIGINT AS value, "
            f"(CASE WHEN {has_told} THEN sum(parts) FILTER (is_told) ELSE sum(parts) END)::UINTEGER AS parts, "
            f"{has_told} AS printed, {place} FROM ({told}) GROUP BY 1, 2, 3, 4, 5 {kept}"
        )

    def _query(self, columns: str, table: str, where: list[str], grouped: str = "") -> str:
        conditions = f" WHERE {' AND '.join(where)}" if where else ""
        group = f" GROUP BY {grouped}" if grouped else ""
        return f"SELECT {columns} FROM {self.held.table(table)}{conditions}{group}"

    def _flow(self, side: _Side) -> list[str]:
        return _is("flow", side.flows) if len(side.flows) < len(FLOWS) else []

    def _has_product(self, wanted: int) -> bool:
        return self.asked.may_be("product", "TOTAL") if self.products is None else wanted in self.products

    def _has_any(self, levels: Iterable[int]) -> bool:
        """Whether a product of one of these levels can be wanted."""
        if self.products is None:
            return True
        return bool({n % LETTERED // PER_DIGIT for n in self.products} & set(levels))


def _is(column: str, numbers: Numbers) -> list[str]:
    if numbers is None:
        return []
    if len(numbers) == 1:
        return [f"{column} = {numbers[0]}"]
    return [f"{column} IN ({', '.join(map(str, numbers))})"] if numbers else ["false"]


def _when(asked: Bounds) -> list[str]:
    """Periods by their numbers: those whose first and last day are asked for, and those of the years."""
    since = [f"period >= {asked.since.year * 100}"] if asked.since else []
    until = [f"period <= {asked.until.year * 100 + asked.until.month}"] if asked.until else []
    starts, ends = asked.allowed.get("period_start"), asked.allowed.get("period_end")
    if starts is None or ends is None:
        return [*since, *until]
    numbers = {n for start in starts for end in ends if (n := _period(start, end)) is not None}
    return [*since, *until, *_is("period", tuple(sorted(numbers)))]


def _period(start: date, end: date) -> int | None:
    """The number of the year or the month of these days."""
    if start.day != 1 or start.year != end.year:
        return None
    if (start.month, end.month, end.day) == (1, 12, 31):
        return start.year * 100
    is_month = start.month == end.month and end.day == monthrange(end.year, end.month)[1]
    return start.year * 100 + start.month if is_month else None


def _often(asked: Bounds) -> list[str]:
    allowed = asked.allowed.get("frequency")
    if allowed is None or {"A", "M"} <= allowed:
        return []
    return ["period % 100 = 0"] if "A" in allowed else ["period % 100 > 0"] if "M" in allowed else ["false"]
