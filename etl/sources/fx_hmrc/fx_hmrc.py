"""HM Revenue & Customs: the month's rates for customs, units of each currency per pound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.model import Rate, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits
from etl.reading.rows import heading, read_rows
from trade.errors import BadSelection, SourceChanged
from trade.period import Period

POUND, DOLLAR = "GBP", "USD"
CURRENCIES = ("EUR", "AZN", "RUB", "GEL", "TRY", "UAH", "KZT", "BYN", "PLN")
COLUMNS = ("month", DOLLAR, *CURRENCIES)


def recognises(path: Path) -> bool:
    return tuple(heading(path)) == COLUMNS


def read(file: RawFile) -> Reading:
    """No figures: dollars for a unit of each currency, crossed through the pound."""
    return Reading(figures_table(()), rates=list(_rates(file)))


def _rates(file: RawFile) -> Iterator[Rate]:
    seen: set[Period] = set()
    for line, row in read_rows(file.path, file.name, COLUMNS):
        where = f"row {line}"
        month = _month(row["month"], file.name, where)
        if month in seen:
            raise SourceChanged(
                f"{month} stands twice.", where=f"{file.name}, {where}", todo="Keep one row a month."
            )
        seen.add(month)
        dollars = _units(row[DOLLAR], file.name, f"{where}, {DOLLAR}")
        yield _rate(month, POUND, dollars, f"{row[DOLLAR]} USD per GBP", f"{where}, {DOLLAR}")
        for code in CURRENCIES:
            if row[code]:
                units = _units(row[code], file.name, f"{where}, {code}")
                words = f"{row[DOLLAR]} USD and {row[code]} {code} per GBP"
                yield _rate(month, code, dollars / units, words, f"{where}, {code}")


def _rate(month: Period, currency: str, usd: float, words: str, where: str) -> Rate:
    return Rate(
        currency=currency,
        month=month.text,
        usd_per_unit=usd,
        publisher="HM Revenue & Customs",
        as_published=words,
        known_on=f"{month.start}",
        locator=where,
    )


def _units(cell: str, name: str, where: str) -> float:
    units = float(plain_digits(cell, file=name, locator=where))
    if units <= 0:
        raise SourceChanged(
            f"{cell!r} is no rate.", where=f"{name}, {where}", todo="An unknown rate is an empty cell."
        )
    return units


def _month(cell: str, name: str, where: str) -> Period:
    try:
        period = Period.parse(cell)
    except BadSelection:
        period = None
    if period is None or period.frequency != "M":
        raise SourceChanged(
            f"{cell!r} is no month.", where=f"{name}, {where}, month", todo="Months are written 2022-11."
        )
    return period
