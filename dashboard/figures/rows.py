"""What the pictures read: rows of the table ``trade`` with the names a reader sees."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard import numbers
from dashboard.texts import say
from trade.bulk.held import is_dataset
from trade.period import Period

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Look:
    """How figures are worded: unit of the selection, language, names by code."""

    unit: str = "million"
    lang: str = "en"
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    def flow(self, code: str) -> str:
        return say(f"flow.{code}", self.lang)

    @property
    def unit_short(self) -> str:
        return say(f"unit.{self.unit}_short", self.lang)

    def scaled(self, usd: float) -> float:
        """In the unit, rounded to a tenth of a dollar so that no float noise travels."""
        return round(usd / numbers.UNITS[self.unit], 10)

    def amount(self, row: Row) -> str:
        return numbers.amount(row["value_usd"], self.unit, row.get("low_usd"), row.get("high_usd"), self.lang)


def known(value: Any) -> bool:
    """False for None and NaN: both mean that no figure in dollars is there."""
    return value is not None and not (isinstance(value, float) and math.isnan(value))


def with_value(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if known(row["value_usd"])]


#: What every point carries, in this order, so that a click can open where it comes from.
ORIGIN = (
    "source", "rests_on", "agency", "reporter", "partner", "flow", "product_scheme", "product", "period",
)  # fmt: skip
OTHER_SIDE = {"X": "M", "M": "X"}


def origin(row: Row) -> list[str]:
    """The values of ORIGIN. A mirror figure names its own cell: the partner's imports are imports."""
    cell = dict(row)
    if cell.get("mirrored"):
        cell["flow"] = OTHER_SIDE.get(cell["flow"], cell["flow"])
    return [str(cell.get(name) or "") for name in ORIGIN]


def day(value: Any) -> date:
    """A date also where pandas made it a timestamp."""
    return date.fromisoformat(str(value)[:10])


def span(row: Row) -> Period:
    return _period(row["period_start"], row["period_end"])


@lru_cache(maxsize=4096)
def _period(start: Any, end: Any) -> Period:
    return Period(day(start), day(end))


def is_derived(row: Row) -> bool:
    return row["method"] != "published"


def is_printed(row: Row) -> bool:
    """Whether its publisher printed it for these very days, be it as exports and imports, or (bulk data) by product."""
    return row["method"] in ("published", "from_parts") or is_dataset(row["source"])


def letters(row: Row) -> str:
    """Flags of a figure: ``e`` estimated, ``p`` provisional, ``u`` low reliability, ``r`` revised by its
    publisher, ``d`` derived."""
    status = str(row.get("status") or "A")
    own = status.lower() if status in "EPU" else ""
    return own + ("r" if row.get("revised") else "") + ("d" if is_derived(row) else "")


def flagged(text: str, row: Row) -> str:
    marks = letters(row)
    return f"{text} [{marks}]" if marks else text
