"""What the files of each publisher imply beyond what they print, as rows of the table ``trade``.

Worked out file by file (``etl.decumulate``), never across files or agencies. What a publisher prints
stands: a derived figure ends on the day before the first printed one. The press is left out, since
each of its figures comes from a document of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from etl import rates
from etl.arrow import Frame, pa
from etl.decumulate import Derived, Told, derive
from etl.implied import IDENTITIES, Cell, Series, found_in
from etl.model import Finding
from etl.observe import CELL
from etl.series import Word, spans_of
from etl.workers import spread
from trade.period import Period
from trade.value import Value

#: The columns that the figures of one series share, besides the file and its day.
SAME = tuple(name for name in CELL if not name.startswith("period"))
_SAME = ", ".join(SAME)
#: Of the figures that a derived one rests on, the least sure gives it its status.
UNSURE = "AEPU"
#: Starting workers costs more than working out what so few figures imply.
FEW = 10_000


@dataclass(frozen=True, slots=True)
class _Said:
    """A derived figure and the file that implies it."""

    figure: Derived
    series: Series
    #: the figure in dollars; the same where it was printed in them
    dollars: Value


@dataclass(frozen=True, slots=True)
class _Share:
    """Figures that meet no others: by cell and file, the day since which a cell is printed, names of files, rates."""

    rows: list[tuple[Any, ...]]
    printed: dict[tuple[tuple[str, ...], Period], date]
    files: Mapping[str, str]
    rates: Mapping[str, rates.Monthly]


def fill(db: duckdb.DuckDBPyConnection, changed: Sequence[str], files: Mapping[str, str]) -> list[Finding]:
    """Puts the derived figures of changed sources into ``trade``, and says what is odd about them.

    ``changed`` are sources whose files speak of a cell once, ``files`` names each file by its hash. The
    derived figures of other sources stay as they are.
    """
    db.execute(
        "DELETE FROM trade WHERE method IN ('summed', 'differenced') AND list_contains(?, source)",
        [[*changed]],
    )
    asked = db.execute(
        "SELECT DISTINCT source FROM trade WHERE frequency <> 'A' AND list_contains(?, source)", [[*changed]]
    ).fetchall()
    sources = [source for (source,) in asked]
    if not sources:
        return []
    shares = _shares(db, sources, files)
    some = sum(len(row[-1]) for share in shares for row in share.rows) < FEW
    implied = [*(map(_implied, shares) if some else spread(_implied, shares))]
    _insert(db, [table for table, _ in implied if len(table)])
    return [finding for _, findings in implied for finding in findings]


def _implied(share: _Share) -> tuple[Frame, list[Finding]]:
    """The derived figures of a share as a table, and what is odd about them."""
    width = len(SAME)
    every = [_one(dict(zip(SAME, row[:width], strict=True)), *row[width:]) for row in share.rows]
    said = [
        _Said(figure, one, dollars)
        for one in every
        for figure in derive(one.told)
        if (dollars := _dollars(figure, share.rates.get(one.cell["currency"]))) is not None
    ]
    rows = _standing(said, share.printed)
    columns = [*zip(*(_columns(*row) for row in rows), strict=True)] or [()] * len(_SCHEMA)
    table = pa.table(
        [pa.array(column, item.type) for column, item in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA
    )
    return table, found_in(every, [(row[0].series, row[0].figure) for row in rows], share.files)


def _dollars(figure: Derived, of_months: rates.Monthly | None) -> Value | None:
    """The figure in dollars; None where a rate is missing. ``of_months`` None: it was printed in them.

    What is added up is converted part by part, each by the rate of its own months. A difference is
    taken in the printed currency and converted by the rate of the months it is about: of two figures
    in dollars it would hold what the rate did in the months before.
    """
    if of_months is None:
        return figure.value
    if figure.method == "differenced":
        factor = rates.rate(figure.period, of_months)
        return None if factor is None else figure.value.scaled(factor)
    total = Value.exact(0)
    for _, told in figure.terms:
        factor = rates.rate(told.period, of_months)
        if factor is None:
            return None
        total += told.value.scaled(factor)
    return total


def found_before(findings: Path, unchanged: Sequence[str]) -> list[Finding]:
    """What was said of the derived figures of sources that did not change; ``findings`` is a Parquet file."""
    rows = duckdb.execute(
        "SELECT * FROM read_parquet(?) WHERE list_contains(?, source) AND list_contains(?, identity)",
        [str(findings), [*unchanged], [*IDENTITIES]],
    )
    return [Finding(**row) for row in rows.to_arrow_table().to_pylist()]


def _shares(db: duckdb.DuckDBPyConnection, sources: Sequence[str], files: Mapping[str, str]) -> list[_Share]:
    """The figures of each cell in each file that holds parts of years, in a fixed order: in dollars, or
    in a currency that has rates."""
    known = rates.monthly(db)
    rows = db.execute(
        f"""
        SELECT {_SAME}, valuation, partner_rule, raw_sha256, known_on, list((observation, period_start,
            period_end, value, last_digit, locator, as_published, url, status,
            confidentiality) ORDER BY observation)
        FROM observations
        WHERE list_contains(?, source) AND in_series AND status <> 'M' AND list_contains(?, currency)
        GROUP BY ALL HAVING count(*) > 1 AND bool_or(frequency <> 'A') ORDER BY ALL
        """,
        [[*sources], ["USD", *known]],
    ).fetchall()
    shares: dict[tuple[str, ...], _Share] = {}
    for row in rows:
        shares.setdefault(_share_of(row), _Share([], {}, files, known)).rows.append(row)
    for cell, since in _printed_since(db, sources).items():
        if (share := shares.get(_share_of(cell[0]))) is not None:
            share.printed[cell] = since
    return [*shares.values()]


def _share_of(cell: Sequence[Any]) -> tuple[str, ...]:
    """Figures of one agency, reporter, flow and rule of partners meet one another, and no others."""
    return tuple(cell[SAME.index(name)] for name in ("source", "agency", "reporter", "flow", "partner_rule"))


def _one(
    cell: Cell, valuation: str, rule: str, sha256: str, known_on: date, figures: Sequence[Any]
) -> Series:
    told: list[Told] = []
    about: dict[int, dict[str, str]] = {}
    for number, start, end, point, unit, *words in figures:
        told.append(Told(number, _period(start, end), _printed(point, unit)))
        names = ("locator", "as_published", "url", "status", "confidentiality")
        about[number] = dict(zip(names, words, strict=True))
    return Series(cell, valuation, rule, sha256, known_on, tuple(told), about)


@lru_cache(maxsize=4096)
def _period(start: date, end: date) -> Period:
    return Period(start, end)


def _printed(point: float, unit: float) -> Value:
    """The printed digits again, exactly."""
    return Value.printed(Decimal(str(point)).quantize(Decimal(f"{unit:.0e}")))


def _printed_since(
    db: duckdb.DuckDBPyConnection, sources: Sequence[str]
) -> dict[tuple[tuple[str, ...], Period], date]:
    """The day since which each cell has a printed figure."""
    rows = db.execute(
        f"SELECT {_SAME}, period_start, period_end, min(known_from) FROM trade "
        "WHERE list_contains(?, source) GROUP BY ALL",
        [[*sources]],
    ).fetchall()
    return {(row[:-3], _period(row[-3], row[-2])): row[-1] for row in rows}


#: A derived figure, the first and the last day on which it was the latest word.
_Row = tuple[_Said, date, date | None]


def _standing(said: Iterable[_Said], printed: Mapping[tuple[tuple[str, ...], Period], date]) -> list[_Row]:
    """Which derived figure was the latest word when, until the publisher printed one."""

    def cell(one: _Said) -> tuple[tuple[str, ...], Period]:
        return tuple(one.series.cell.values()), one.figure.period

    rows: list[_Row] = []
    in_order = sorted(said, key=lambda one: (cell(one), one.series.known_on, one.figure.rests_on))
    for key, words in groupby(in_order, key=cell):
        since = printed.get(key, date.max)
        early = [one for one in words if one.series.known_on < since]
        for span in spans_of(_word(place, one) for place, one in enumerate(early)):
            last = since - timedelta(days=1) if span.known_to is None and since < date.max else span.known_to
            rows.append((early[span.observation], span.known_from, last))
    return rows


def _word(place: int, one: _Said) -> Word:
    value = one.figure.value
    return Word(place, float(value.low), float(value.high), one.series.known_on, _status(one) != "U")


def _status(one: _Said) -> str:
    if one.figure.is_imprecise:
        return "U"
    statuses = (one.series.about[told.observation]["status"] for _, told in one.figure.terms)
    return max(statuses, key=UNSURE.find)


def _note(figure: Derived, currency: str) -> str | None:
    """What a reader must know of it."""
    notes = ["less certain than its size: the interval is wider than the value"] * figure.is_imprecise
    if figure.value.point < 0 and figure.method == "differenced":
        notes.append("below zero: months before were revised, or declared late")
    if currency != "USD":
        notes.append(_CONVERTED[figure.method].format(currency))
    return "; ".join(notes) or None


#: How a figure that was printed in another currency became dollars, by its method.
_CONVERTED = {
    "summed": "printed in {}: each part converted by the rate of its own months, then added up",
    "differenced": "taken in {}, then converted by the mean of the rates of its months",
}


def _insert(db: duckdb.DuckDBPyConnection, tables: Sequence[Frame]) -> None:
    if not tables:
        return
    db.register("derived", pa.concat_tables(tables))
    db.execute(
        f"INSERT INTO trade BY NAME FROM derived ORDER BY {_SAME}, period_start, period_end, known_from"
    )
    db.unregister("derived")


_OWN = {
    "period_start": pa.date32(), "period_end": pa.date32(), "period": pa.string(), "frequency": pa.string(),
    "value_usd": pa.float64(), "low_usd": pa.float64(), "high_usd": pa.float64(), "method": pa.string(),
    "valuation": pa.string(), "status": pa.string(),
    "confidentiality": pa.string(), "note": pa.string(), "as_published": pa.string(), "url": pa.string(),
    "known_from": pa.date32(), "known_to": pa.date32(), "rests_on": pa.string(),
}  # fmt: skip
#: What stands in the table of derived figures.
_SCHEMA = pa.schema([*((name, pa.string()) for name in SAME), *_OWN.items()])


def _columns(one: _Said, known_from: date, known_to: date | None) -> tuple[Any, ...]:
    figure, series, period = one.figure, one.series, one.figure.period
    about = [(sign, series.about[told.observation]) for sign, told in figure.terms]
    words = " ".join(f"{sign} {said['as_published']}" for sign, said in about).removeprefix("+ ")
    secret = "C" if any(said["confidentiality"] != "F" for _, said in about) else "F"
    return (
        *series.cell.values(), period.start, period.end, period.text, period.frequency,
        *map(float, (one.dollars.point, one.dollars.low, one.dollars.high)), figure.method,
        series.valuation, _status(one), secret, _note(figure, series.cell["currency"]), words,
        about[0][1]["url"], known_from, known_to, figure.rests_on,
    )  # fmt: skip
