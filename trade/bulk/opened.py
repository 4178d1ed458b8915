"""A bulk data set, opened for reading, and its cells as answers with the columns of ``trade``."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import duckdb

from trade.bulk import codes
from trade.bulk.tables import BULK, FLOWS, LAYOUT
from trade.errors import BadSelection, SourceUnavailable
from trade.filters import Row
from trade.period import Period

#: A cell as the questions select it.
CELL = ("reporter", "partner", "flow", "period", "product", "value", "parts", "printed", "file", "row")


@dataclass(frozen=True)
class Bulk:
    """One bulk data set. Safe to use from many threads: each question has a cursor of its own."""

    path: Path
    db: duckdb.DuckDBPyConnection

    @classmethod
    def open(cls, folder: Path, dataset: str) -> Bulk:
        """The data set of that name in a published data set (``data/processed/current``)."""
        path = folder.resolve() / BULK / f"{dataset}.duckdb"
        if not path.exists():
            known = ", ".join(names(folder)) or "none"
            raise SourceUnavailable(f"no bulk data set is called {dataset!r}.", where=str(folder),
                                    todo=f"There are: {known}. Load one with: python -m etl bulk PATH")  # fmt: skip
        opened = cls(path, duckdb.connect(str(path), read_only=True))
        if opened.about.get("layout") != LAYOUT:
            raise SourceUnavailable("another version of the program laid it out.", where=dataset,
                                    todo="Load its files again: python -m etl bulk PATH")  # fmt: skip
        return opened

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """The table ``about``."""
        (row,) = self.rows("FROM about")
        return row

    @cached_property
    def levels(self) -> frozenset[int]:
        """Digits of the codes that the files print; 0 is TOTAL."""
        return frozenset(map(int, filter(None, str(self.about["levels"]).split(","))))

    @cached_property
    def economies(self) -> Mapping[int, str]:
        return {int(row["id"]): str(row["code"]) for row in self.rows("FROM economies")}

    @cached_property
    def known_on(self) -> Mapping[int | None, date]:
        """The day of each file; of None the newest one, which sums rest on."""
        days: dict[int | None, date] = {row["file"]: row["known_on"] for row in self.rows("FROM files")}
        return days | {None: max(days.values())}

    @cached_property
    def rates(self) -> Mapping[int, float]:
        """US dollars for one unit of the currency, by period; empty where it is the dollar."""
        return {row["period"]: row["usd_per_unit"] for row in self.rows("FROM rates")}

    def rows(self, sql: str) -> list[dict[str, Any]]:
        names_, found = self.answer(sql)
        return [dict(zip(names_, row, strict=True)) for row in found]

    def answer(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of columns and rows."""
        with self.db.cursor() as cursor:
            asked = cursor.execute(sql)
            return [column[0] for column in asked.description or []], asked.fetchall()

    def is_(self, column: str, code: str) -> str:
        """SQL: that a column is this economy, which a publisher may have several numbers for."""
        numbers = [number for number, known in self.economies.items() if known == code]
        if not numbers:
            return "false"
        return (
            f"{column} = {numbers[0]}"
            if len(numbers) == 1
            else f"{column} IN ({', '.join(map(str, numbers))})"
        )

    def answers(self, sql: str) -> list[Row]:
        """The cells that a query gives (columns of CELL) as rows with the columns of ``trade.tables.TRADE``."""
        _, found = self.answer(sql)
        return [self._row(cell) for cell in found]

    def provenance(self, rests_on: str) -> list[dict[str, Any]]:
        """The file and the row that an answer rests on: ``name``, ``sha256``, ``row``; a sum rests on many and names none."""
        found: list[dict[str, Any]] = []
        for term in rests_on.split():
            file, row = divmod(int(term), 1 << 31)
            found += [
                each | {"row": row}
                for each in self.rows(f"SELECT name, sha256, known_on FROM files WHERE file = {file}")
            ]
        return found

    def _row(self, cell: Sequence[Any]) -> Row:
        reporter, partner, flow, period, product, value, parts, printed, file, row = cell
        about = self.about
        one = bool(printed) and parts == 1
        rate = 1.0 if about["currency"] == "USD" else self.rates.get(period)
        low, high = self._bounds(value, parts)
        code = codes.spelt(product)
        return {
            "source": about["dataset"], "agency": about["agency"],
            "reporter": self.economies[reporter], "partner": self.economies[partner], "flow": FLOWS[flow],
            "product_scheme": codes.scheme(code), "product": code,
            **days_of(period),
            "currency": about["currency"],
            "value_usd": _usd(value, about["unit"], rate),
            "low_usd": _usd(low, about["unit"], rate), "high_usd": _usd(high, about["unit"], rate),
            "method": ("published" if one else "summed") if about["currency"] == "USD" else "converted",
            "valuation": about["valuation_x" if FLOWS[flow] == "X" else "valuation_m"],
            "partner_rule": "unknown", "status": about["status"], "confidentiality": "F", "other_rule": None,
            "note": note(about),
            "as_published": printed_as(self.about, value) if one else f"sum of {parts:,} figure{'s' * (parts != 1)} in {about['printed_in']}",
            "url": about["url"], "known_from": self.known_on[file], "known_to": None,
            "rests_on": f"+{(file << 31) + row}" if one and file is not None else "",
        }  # fmt: skip

    def _bounds(self, value: int, parts: int) -> tuple[float, float]:
        """What the printed digits of so many figures allow (``trade.value.Value``), in units.

        Below zero digits are cut the other way round: where that can be, a sum is given both ways.
        """
        if not self.about["holds_negative"] or (parts == 1 and value >= 0):
            return value - parts / 2, value + parts
        return value - parts, value + (parts / 2 if parts == 1 else parts)


def note(about: Mapping[str, Any]) -> str:
    """What is to be known of every figure of a data set."""
    return f"{about['title']}; by the edition {about['edition']}" + (
        f"; {about['note']}" if about["note"] else ""
    )


def printed_as(about: Mapping[str, Any], value: int) -> str:
    """An amount as the file prints it, in words."""
    amount = Decimal(value) * Decimal(str(about["unit"])) / Decimal(str(about["printed_unit"]))
    return f"{amount.normalize():f} {about['printed_in']}"


def _usd(units: float, unit: float, rate: float | None) -> float | None:
    return None if rate is None else round(units * unit * rate, 6)


@lru_cache(maxsize=4096)
def days_of(number: int) -> Mapping[str, Any]:
    """Columns of a period by its number: 201800 the year, 201803 its March."""
    year, month = divmod(number, 100)
    first, last = month or 1, month or 12
    start, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    text = f"{year}-{month:02}" if month else str(year)
    return {"period_start": start, "period_end": end, "period": text, "frequency": "M" if month else "A"}


def numbered(period: Period | None) -> int | None:
    """The number of a year or a month. Raises BadSelection for other periods."""
    if period is None:
        return None
    if period.frequency == "A":
        return period.start.year * 100
    if period.frequency == "M":
        return period.start.year * 100 + period.start.month
    raise BadSelection("period", f"{period} is neither a year nor a month, which are all that bulk files hold.",
                       todo="Ask for 2018 or 2018-10.")  # fmt: skip


def names(folder: Path) -> list[str]:
    """The bulk data sets of a published data set."""
    return sorted(path.stem for path in (folder.resolve() / BULK).glob("*.duckdb"))


def summary(folder: Path, dataset: str) -> Row:
    """What a bulk data set holds: ``title``, ``rows``, ``files``, ``first`` and ``last`` period."""
    bulk = Bulk.open(folder, dataset)
    (row,) = bulk.rows(
        "SELECT title, (SELECT sum(rows)::BIGINT FROM files) AS rows, (SELECT count(*) FROM files) AS files, "
        "(SELECT min(period) FROM spans) AS first, (SELECT max(period) FROM spans) AS last FROM about"
    )
    bulk.db.close()
    return {**row, "first": days_of(row["first"])["period"], "last": days_of(row["last"])["period"]}
