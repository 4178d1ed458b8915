"""WTO timeseries HS_M_0010: an importer's imports from a partner by HS chapter, in US dollars."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.model import Figure, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits, plain_year
from etl.reading.names import NameList
from etl.reading.rows import heading, read_rows
from trade.codelists import products
from trade.errors import UnknownName

NAMES = Path(__file__).with_name("names.csv")
#: The two forms that the tables come in; the second leaves out what its code lists say.
LONG = ("reporter_code", "reporter", "partner_code", "partner", "hs2", "product", "year", "imports_usd")
SHORT = ("reporter_code", "partner_code", "partner", "hs2", "year", "imports_usd")


def recognises(path: Path) -> bool:
    return tuple(heading(path)) in (LONG, SHORT)


def read(file: RawFile) -> Reading:
    """Imports by chapter. Areas go by the WTO's own code, which unlike the name is always there."""
    columns = LONG if tuple(heading(file.path)) == LONG else SHORT
    names = NameList.load(NAMES)
    return Reading(figures_table(_figures(file, names, columns)))


def _figures(file: RawFile, names: NameList, columns: tuple[str, ...]) -> Iterator[Figure]:
    chapters = {code for code, product in products("HS").items() if product.level == "chapter"}
    for line, row in read_rows(file.path, file.name, columns):
        where = f"row {line}"
        if row["hs2"] not in chapters:
            raise UnknownName(
                f"no HS chapter is called {row['hs2']!r}.",
                where=f"{file.name}, {where}, hs2",
                todo="Chapters are 01 to 97 and 99, two digits.",
            )
        yield Figure(
            agency="WTO",
            reporter=names.code(row["reporter_code"], file=file.name, locator=f"{where}, reporter_code"),
            partner=names.code(row["partner_code"], file=file.name, locator=f"{where}, partner_code"),
            flow="M",
            product_scheme="HS",
            product=row["hs2"],
            period=plain_year(row["year"], file=file.name, locator=f"{where}, year"),
            digits=plain_digits(row["imports_usd"], file=file.name, locator=f"{where}, imports_usd"),
            exponent=0,
            as_published=f"{row['imports_usd']} US dollars",
            url=file.url,
            known_on=file.known_on,
            locator=where,
        )
