"""Armstat: exports and imports by partner and month, thousand USD; imports by origin and by consignment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from etl.model import Figure, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits
from etl.reading.names import NameList
from etl.reading.rows import heading, read_rows
from trade.errors import BadSelection, SourceChanged
from trade.period import Period

NAMES = Path(__file__).with_name("names.csv")
COLUMNS = ("country", "year", "month", "export", "import_origin", "import_consignment", "date")
#: One download has the compiler's regions too; they are not read.
WITH_REGION = (*COLUMNS, "country_region")
#: Columns of figures -> flow and the rule that names the partner.
FIGURES = {
    "export": ("X", "destination"),
    "import_origin": ("M", "origin"),
    "import_consignment": ("M", "consignment"),
}
#: Cents of thousand dollars: zeros at the end of a number are left off, which makes it no coarser.
DECIMALS = 5


def recognises(path: Path) -> bool:
    return tuple(heading(path)) in (COLUMNS, WITH_REGION)


def read(file: RawFile) -> Reading:
    """Three figures a row; a zero is an exact zero, as published."""
    columns = WITH_REGION if tuple(heading(file.path)) == WITH_REGION else COLUMNS
    return Reading(figures_table(_figures(file, NameList.load(NAMES), columns)))


def _figures(file: RawFile, names: NameList, columns: tuple[str, ...]) -> Iterator[Figure]:
    for line, row in read_rows(file.path, file.name, columns):
        where = f"row {line}"
        partner = names.code(row["country"], file=file.name, locator=f"{where}, country")
        period = _month(row, file.name, where)
        for column, (flow, rule) in FIGURES.items():
            place = f"{where}, {column}"
            yield Figure(
                agency="AM-ARMSTAT",
                reporter="ARM",
                partner=partner,
                flow=flow,
                period=period,
                digits=_digits(plain_digits(row[column], file=file.name, locator=place, exponent=3)),
                exponent=3,
                partner_rule=rule,
                as_published=f"{row[column]} thousand US dollars",
                url=file.url,
                known_on=file.known_on,
                locator=place,
            )


def _month(row: dict[str, str], name: str, where: str) -> Period:
    """The month, which the row says twice; raises SourceChanged where the two differ."""
    try:
        period = Period.parse(f"{row['year']}-{row['month']:0>2}")
    except BadSelection:
        period = None
    if period is None or row["date"] != f"{period.start}":
        raise SourceChanged(
            f"year {row['year']!r}, month {row['month']!r} and date {row['date']!r} are not one month.",
            where=f"{name}, {where}", todo="Compare the row with the publisher's table.",
        )  # fmt: skip
    return period


def _digits(printed: str) -> str:
    """The number with the zeros at its end that the files leave off: "1.2" is "1.20000"."""
    number = Decimal(printed)
    exponent = number.as_tuple().exponent
    is_short = isinstance(exponent, int) and -exponent < DECIMALS
    return f"{number:.{DECIMALS}f}" if is_short else f"{number:f}"
