"""An ``[[ask]]`` of live.toml for UN Comtrade, checked before anything is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from etl.sources.un_comtrade.available import Dataset
from etl.sources.un_comtrade.part import LEVELS, Part, numbers
from etl.sources.un_comtrade.un_comtrade import FLOWS
from trade.errors import SourceChanged

ALL = "all"
#: About so many products a level has, so that no more periods are asked for at once than an answer holds.
PRODUCTS = {"TOTAL": 1, "AG2": 98, "AG4": 1_266, "AG6": 6_897}
PARTNERS = 250
_YEARS = re.compile(r"(\d{4})(\.\.(\d{4})?)?")


@dataclass(frozen=True)
class Wish:
    """``partners`` are Comtrade's numbers, none for all; ``first`` and ``last`` are years."""

    reporter: str
    partners: tuple[str, ...]
    frequency: str
    first: str
    last: str
    flows: tuple[str, ...]
    level: str

    @classmethod
    def of(cls, ask: Mapping[str, Any]) -> Self:
        """Raises SourceChanged where a word is missing or is none that can be asked for."""
        try:
            partners = ask["partners"]
            years = _YEARS.fullmatch(str(ask["years"]))
            wish = cls(
                reporter=str(ask["reporter"]),
                partners=() if partners == ALL else tuple(n for code in partners for n in numbers(code)),
                frequency=str(ask["frequency"]),
                first=years[1] if years else "",
                last=(years[3] or ("9999" if years[2] else years[1])) if years else "",
                flows=tuple(ask["flows"]),
                level=str(ask["level"]),
            )
        except KeyError as error:
            raise _no_wish(f"{error} is missing in an ask") from error
        wish._check()
        return wish

    def _check(self) -> None:
        numbers(self.reporter)
        if not self.first:
            raise _no_wish("years are written 2015.., 2015..2020 or 2015")
        if self.frequency not in ("A", "M") or self.level not in LEVELS or set(self.flows) - {*FLOWS}:
            raise _no_wish(
                f"{self.frequency}, {'+'.join(self.flows)} or {self.level} is none of A, M; "
                f"{', '.join(FLOWS)}; {', '.join(LEVELS)}"
            )

    def part(self, *periods: str) -> Part:
        return Part(self.reporter, self.frequency, periods, self.flows, self.partners, self.level)

    def parts(self, due: Mapping[str, Dataset], cap: int, most: int) -> Iterator[Part]:
        """The periods that are due, as many at once as an answer may hold, those of one release day together."""
        rows = len(self.flows) * (len(self.partners) or PARTNERS) * PRODUCTS[self.level]
        size = max(1, min(most, cap // rows))
        by_day: dict[Any, list[str]] = {}
        for period, dataset in sorted(due.items(), reverse=True):
            by_day.setdefault(dataset.released, []).append(period)
        for periods in by_day.values():
            for start in range(0, len(periods), size):
                yield self.part(*periods[start : start + size])


def _no_wish(what: str) -> SourceChanged:
    return SourceChanged(
        f"{what}.", where="etl/sources/un_comtrade/live.toml", todo="See docs/live-sources.md for its words."
    )
