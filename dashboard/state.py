"""From the words of an address to what a page shows: the selection with its defaults filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from dashboard.figures.rows import Look, Row, span
from trade import questions
from trade.codelists import agencies, economies
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

WORLD = "W00"


@dataclass(frozen=True)
class View:
    """A selection whose source, agency and period are chosen, and what else could be chosen.

    ``period`` is None only where the source has nothing on the pair.
    """

    store: Store
    asked: Selection
    coverage: Sequence[Row]

    @property
    def lang(self) -> str:
        return self.asked.lang

    @property
    def flow(self) -> str:
        return self.asked.flow or "T"

    @property
    def partner(self) -> str:
        return self.asked.partner or WORLD

    @cached_property
    def look(self) -> Look:
        return Look(self.asked.unit, self.lang, names(self.lang))

    @cached_property
    def periods(self) -> list[Period]:
        """Periods that the chosen source has figures for, newest first."""
        mine = [row for row in self.coverage if who(row) == (self.asked.source, self.asked.agency)]
        return sorted({span(row) for row in mine}, key=lambda p: (p.end, p.month_count), reverse=True)

    @property
    def same_months(self) -> list[Period]:
        """Periods of the same months of every year, newest first."""
        return [p for p in self.periods if self.asked.period and alike(p, self.asked.period)]

    @property
    def first_year(self) -> int | None:
        years = [p.start.year for p in self.same_months]
        return max(self.asked.since or 0, min(years)) if years else self.asked.since

    @property
    def agency_name(self) -> str:
        return agency_name(self.asked.agency or "", self.lang)


def resolve(store: Store, asked: Selection) -> View:
    """The source with the most figures and its newest period, unless the address names others."""
    coverage = questions.coverage(store, asked.but(since=None, until=None, flow=None))
    fits = [
        row
        for row in coverage
        if asked.source in (None, row["source"]) and asked.agency in (None, row["agency"])
    ]
    if not fits:
        return View(store, asked, coverage)
    figures: dict[tuple[str, str], int] = {}
    for row in fits:
        figures[who(row)] = figures.get(who(row), 0) + int(row["figures"])
    source, agency = max(figures, key=lambda key: figures[key])
    view = View(store, asked.but(source=source, agency=agency), coverage)
    return View(store, view.asked.but(period=asked.period or view.periods[0]), coverage)


def who(row: Row) -> tuple[str, str]:
    return str(row["source"]), str(row["agency"])


def alike(one: Period, other: Period) -> bool:
    """Whether two periods are the same months of perhaps different years."""
    return one.shifted_years(other.start.year - one.start.year) == other


@cache
def names(lang: str) -> Mapping[str, str]:
    """Names of economies and agencies by code."""
    listed = {code: item.name(lang) for code, item in economies().items()}
    return listed | {code: item.name(lang) for code, item in agencies().items()}


def agency_name(code: str, lang: str) -> str:
    found = agencies().get(code)
    return found.name(lang) if found else code


def is_economy(code: str) -> bool:
    """Whether it is one economy: groups, residuals and the world hold a digit."""
    return code.isalpha()
