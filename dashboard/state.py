"""From the words of an address to what a page shows: the selection with its defaults filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.figures.rows import Look, Row, is_printed, known, span
from dashboard.revision_marks import marked
from trade import questions
from trade.codelists import agencies
from trade.codelists.named import names
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
    #: All the figures on the pair, of every source: see ``questions.series``.
    rows: Sequence[Row] = ()

    @cached_property
    def own(self) -> list[Row]:
        """Those of the chosen source."""
        return [row for row in self.rows if who(row) == (self.asked.source, self.asked.agency)]

    @cached_property
    def figures(self) -> dict[tuple[str, str], int]:
        """How many printed figures each source and agency has."""
        counted: dict[tuple[str, str], int] = {}
        for row in filter(is_printed, self.rows):
            counted[who(row)] = counted.get(who(row), 0) + 1
        return counted

    @property
    def coverage(self) -> Sequence[Row]:
        return self.rows

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
        """Periods that the chosen source has figures for, newest first; twelve months have their own card."""
        return newest_first(row for row in self.own if row["frequency"] != "R" or is_printed(row))

    @cached_property
    def same_months(self) -> list[Period]:
        """Periods of the same months of every year, newest first."""
        return [p for p in self.periods if self.asked.period and alike(p, self.asked.period)]

    @cached_property
    def first_year(self) -> int | None:
        years = [p.start.year for p in self.same_months]
        return max(self.asked.since or 0, min(years)) if years else self.asked.since

    @property
    def agency_name(self) -> str:
        return agency_name(self.asked.agency or "", self.lang)


def resolve(store: Store, asked: Selection) -> View:
    """The source with the most figures and its newest period, unless the address names others.

    Of all partners together, one that names them comes before one that knows the world alone.
    """
    every = asked.but(period=None, since=None, until=None, flow=None, source=None, agency=None)
    found = [row for row in questions.series(store, every) if known(row["value_usd"])]
    rows = marked(store, found, asked.as_of)
    counted = View(store, asked, rows).figures
    fits = {
        (source, agency): count
        for (source, agency), count in counted.items()
        if asked.source in (None, source) and asked.agency in (None, agency)
    }
    if not fits:
        return View(store, asked, rows)
    if not asked.partner:
        named = naming_partners(store, asked.reporter)
        fits = {key: count for key, count in fits.items() if key in named} or fits
    source, agency = max(fits, key=lambda key: fits[key])
    view = View(store, asked.but(source=source, agency=agency), rows)
    newest = newest_first(filter(is_printed, view.own))[0]
    return View(store, view.asked.but(period=asked.period or newest), rows)


def newest_first(rows: Iterable[Row]) -> list[Period]:
    return sorted({span(row) for row in rows}, key=lambda p: (p.end, p.month_count), reverse=True)


def who(row: Row) -> tuple[str, str]:
    return str(row["source"]), str(row["agency"])


def alike(one: Period, other: Period) -> bool:
    """Whether two periods are the same months of perhaps different years."""
    if one.month_count and other.month_count:
        return (one.start.month, one.month_count) == (other.start.month, other.month_count)
    return one.shifted_years(other.start.year - one.start.year) == other


def agency_name(code: str, lang: str) -> str:
    found = agencies().get(code)
    return found.name(lang) if found else code


def ranking(view: View, flow: str) -> list[Row]:
    """All partners in the chosen period, largest first."""
    asked = view.asked.but(flow=flow, partner=None, since=None, until=None)
    return marked(view.store, questions.partners(view.store, asked), asked.as_of)


def reporters(store: Store) -> list[str]:
    """Codes of all who report."""
    return [str(row["reporter"]) for row in questions.reporters(store)]


def partners(store: Store, reporter: str) -> list[str]:
    """Codes of all partners of a reporter."""
    return [str(row["partner"]) for row in questions.partner_codes(store, reporter)]


def naming_partners(store: Store, reporter: str) -> frozenset[tuple[str, str]]:
    """Sources and agencies that name most of a reporter's partners."""
    rows = questions.who_names_partners(store, reporter)
    most = max((row["partners"] for row in rows), default=0)
    return frozenset(who(row) for row in rows if row["partners"] > most / 2)


def is_economy(code: str) -> bool:
    """Whether it is one economy: groups, residuals and the world hold a digit."""
    return code.isalpha()
