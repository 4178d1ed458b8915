"""What a report is written from: each figure is asked for once, and text, pictures and tables share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dashboard import cards
from dashboard.figures.bars import MATTERS
from dashboard.figures.rows import Row, known, span
from dashboard.mirrored.sides import Sides, compared
from dashboard.pages import partner as pair
from dashboard.parts.headline import TINY
from dashboard.products import Detail, details, grouped
from dashboard.state import WORLD, View, is_economy, naming_partners, ranking
from dashboard.texts import capital, say
from trade import questions
from trade.period import Period

#: How the chapters of the Harmonized System are shown: by section.
SECTIONS = "HS-section"
#: No factor for freight is assumed in a report: there is no control on paper that says so.
BARE = Decimal(1)
#: The share of a reporter's trade that other sides' reports must make to speak for it.
ENOUGH = 0.5


@dataclass(frozen=True)
class Report:
    """A view whose source has something on the pair; ``period`` is the one of the headline figures."""

    view: View
    period: Period

    @property
    def of_world(self) -> bool:
        return self.view.partner == WORLD

    @property
    def flow(self) -> str:
        """What rankings and changes are told of: a balance has neither rank nor share."""
        return self.view.flow if self.view.flow != "B" else "T"

    def row(self, flow: str, period: Period | None = None) -> Row | None:
        """The chosen agency's figure, of the chosen period unless given."""
        return self._cells.get((flow, period or self.period))

    @cached_property
    def _cells(self) -> Mapping[tuple[str, Period], Row]:
        return {(row["flow"], span(row)): row for row in self.view.own if known(row["value_usd"])}

    @cached_property
    def larger(self) -> str:
        """The direction with the larger figure; the one that there is."""
        if self.view.flow in ("X", "M"):
            return self.view.flow
        values = {flow: row["value_usd"] for flow in "XM" if (row := self.row(flow))}
        return max(values, key=lambda flow: values[flow], default="X")

    @cached_property
    def ranked(self) -> Sequence[Row]:
        """All partners by ``flow`` in the period, largest first."""
        return ranking(self.view, self.flow)

    @cached_property
    def partners(self) -> list[Row]:
        """Those that are economies and have a figure above zero."""
        return [row for row in self.ranked if is_economy(row["partner"]) and row["value_usd"] > 0]

    @cached_property
    def names_partners(self) -> bool:
        """Whether the source has a total and names most partners: else nobody is first or has a rank."""
        asked = self.view.asked
        named = naming_partners(self.view.store, asked.reporter)
        return (asked.source, asked.agency) in named and any(row["partner"] == WORLD for row in self.ranked)

    @cached_property
    def products(self) -> list[Detail]:
        """The best detail of each direction, the best of all first; chapters as sections."""
        partner = None if self.of_world else self.view.partner
        asked = self.view.asked.but(partner=partner, source=None, agency=None, period=None, flow=None)
        found: dict[str, Detail] = {}
        for detail in details(questions.products(self.view.store, asked)):
            if detail.flow in self._parts and self._is_most(detail):
                found.setdefault(detail.flow, detail)
        return [grouped(one, SECTIONS) if one.scheme == "HS" else one for one in found.values()]

    @property
    def _parts(self) -> tuple[str, ...]:
        """Exports, imports, or both."""
        return (self.view.flow,) if self.view.flow in ("X", "M") else ("X", "M")

    def _is_most(self, detail: Detail) -> bool:
        """False where others' reports, added up, are less than half of the trade: they tell nothing of its goods."""
        if not self.of_world or detail.seen_from == "reporter":
            return True
        whole = self.row(detail.flow, detail.newest)
        split = sum(row["value_usd"] for row in detail.at(detail.newest))
        return whole is not None and split >= ENOUGH * whole["value_usd"]

    @cached_property
    def sides(self) -> Mapping[str, Sides]:
        """Both words on exports and on imports, where both sides have any in periods of this kind."""
        if self.of_world:
            return {}
        asked = self.view.asked.but(cif_fob=BARE)
        view = self.view
        found = {flow: compared(view.store, asked.but(flow=flow), view.rows) for flow in self._parts}
        return {flow: sides for flow, sides in found.items() if sides.ours_shown and sides.theirs_shown}

    @cached_property
    def to_date(self) -> list[Row]:
        """Printed years to date that stand beside whole years, of one agency."""
        return pair.years_to_date(self.view, self.view.rows, self.view.own)

    @cached_property
    def rows(self) -> list[Row]:
        """Every figure that the report rests on."""
        return [
            *cards.like(self.view.own, self.period),
            *self.to_date,
            *(row for detail in self.products for row in detail.at(detail.newest)),
            *(row for sides in self.sides.values() for row in sides.theirs_shown),
        ]


def apart(one: Row, other: Row) -> bool:
    """Whether the printed digits allow no common truth."""
    return one["value_usd"] != other["value_usd"] and (low(one) > high(other) or high(one) < low(other))


def low(row: Row) -> float:
    return float(row["low_usd"] if known(row.get("low_usd")) else row["value_usd"])


def high(row: Row) -> float:
    return float(row["high_usd"] if known(row.get("high_usd")) else row["value_usd"])


def matters(row: Row) -> bool:
    """Whether the interval is so wide that a reader should see it: as whiskers over bars."""
    return high(row) - low(row) > MATTERS * abs(row["value_usd"])


def change(now: Row | None, before: Row | None) -> float | None:
    """The relative change; None without a base, or with one so small that a per cent says nothing."""
    if now is None or before is None or before["value_usd"] <= 0:
        return None
    base = before["value_usd"]
    return None if base < TINY * abs(now["value_usd"]) else now["value_usd"] / base - 1


def unit(report: Report, *more: str) -> str:
    """The unit of a table, and what else its subtitle says."""
    name = say(f"unit.{report.view.asked.unit}", report.view.lang)
    return "; ".join([capital(name, report.view.lang), *filter(None, more)])
