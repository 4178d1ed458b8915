"""What a question must know of a bulk data set before it asks: its numbers for codes, its files, what it prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from trade.bulk import opened
from trade.bulk.opened import Bulk
from trade.codelists import agencies

#: Names of bulk data sets, loaded or not, and what is near to one: such a name is told what there is, not taken for
#: a small source without figures.
DATASETS = re.compile(r"(baci|comtrade|comext)(_\w*)?|wto_hs2", re.IGNORECASE)


@dataclass(frozen=True)
class Holding:
    """A bulk data set that an engine has attached under its own name."""

    name: str
    about: Mapping[str, Any]
    #: Digits of the codes that the files print; 0 is TOTAL.
    levels: frozenset[int]
    #: The numbers that the publisher has for each economy.
    numbers: Mapping[str, tuple[int, ...]]
    #: Economies with figures of their own.
    reporters: frozenset[str]
    #: The days on which its files were known, the newest last.
    days: tuple[date, ...]
    #: The columns of ``sources`` that can be said of it.
    listed: Mapping[str, Any]

    @classmethod
    def of(cls, folder: Path, name: str) -> Holding:
        """Reads it and closes it again; SourceUnavailable where there is none, or one of another layout."""
        bulk = Bulk.open(folder, name)
        try:
            numbers: dict[str, tuple[int, ...]] = {}
            for number, code in bulk.economies.items():
                numbers[code] = (*numbers.get(code, ()), number)
            days = tuple(sorted(set(bulk.known_on.values())))
            return cls(name, bulk.about, bulk.levels, numbers, _reporters(bulk), days, _listed(bulk, name))
        finally:
            bulk.db.close()

    @property
    def leaf(self) -> int:
        return int(self.about["leaf"])

    @property
    def is_one_figure(self) -> bool:
        """Whether one figure, the exporter's row, is the word on both sides."""
        return bool(self.about["one_figure"])

    @property
    def world(self) -> int:
        return int(self.about["world"])

    def table(self, name: str) -> str:
        """SQL: a table of it, wherever it is asked from."""
        return f'"{self.name}".main.{name}'


@lru_cache(maxsize=256)
def is_dataset(source: str) -> bool:
    """Whether a source is named as bulk data sets are."""
    return DATASETS.fullmatch(source) is not None


def _reporters(bulk: Bulk) -> frozenset[str]:
    own = "" if bulk.about["one_figure"] else "WHERE NOT is_partner"
    return frozenset(
        bulk.economies[row["economy"]] for row in bulk.rows(f"SELECT DISTINCT economy FROM totals {own}")
    )


def _listed(bulk: Bulk, name: str) -> Mapping[str, Any]:
    """Columns of the table ``sources``: what the data set says of itself and of its files."""
    about = bulk.about
    (counted,) = bulk.rows(
        "SELECT count(*) AS files, sum(rows)::BIGINT AS figures, max(known_on) AS newest, "
        "(SELECT min(period) FROM spans) AS first, (SELECT max(period) FROM spans) AS last FROM files"
    )
    sides = {side: about[f"valuation_{side}"] for side in "xm"}
    said = {"FOB": "FOB", "CIF": "CIF", "U": "not said"}
    months = bulk.rows("SELECT 1 FROM spans WHERE period % 100 > 0 LIMIT 1")
    return {
        "source": name, "publisher": agencies()[str(about["agency"])].name("en"), "title": about["title"],
        "url": about["url"], "licence": about["licence"], "units": about["printed_in"],
        "valuation": f"exports {said[sides['x']]}, imports {said[sides['m']]}",
        "cadence": "months" if months else "years", "release_every": None, "release_after": None,
        "vintage": f"loaded in bulk; the newest file known on {counted['newest']}", "warning": about["note"],
        "last_refresh": None, "outcome": "published", "message": None, "files": counted["files"],
        "figures": counted["figures"], "findings": 0,
        "first_period": opened.days_of(counted["first"])["period_start"],
        "last_period": opened.days_of(counted["last"])["period_end"],
    }  # fmt: skip
