"""UNCTADstat merchandise trade matrix: exports by exporter, importer and SITC section, thousand USD.

The matrix is UNCTAD's own: where an economy does not report, or reports otherwise than its
partners, UNCTAD estimates. A row is therefore UNCTAD's word on the exporter, not the exporter's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.model import Figure, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits, plain_year
from etl.reading.names import NameList
from etl.reading.rows import heading, read_rows
from trade.errors import UnknownName

NAMES = Path(__file__).with_name("names.csv")
COLUMNS = ("year", "product", "exporter", "importer", "usd_k")
#: The product column as printed -> SITC Rev. 3 section.
SECTIONS = {
    "All": "TOTAL", "SITC0_Food": "0", "SITC1_BevTobacco": "1", "SITC2_Crude": "2",
    "SITC3_MineralFuels": "3", "SITC4_AnimalVegOils": "4", "SITC5_Chemicals": "5",
    "SITC6_Manuf": "6", "SITC7_Machinery": "7", "SITC8_Misc": "8", "SITC9_Commodities": "9",
}  # fmt: skip


def recognises(path: Path) -> bool:
    return tuple(heading(path)) == COLUMNS


def read(file: RawFile) -> Reading:
    """Exports FOB of each exporter to each importer, by SITC section and in all."""
    return Reading(figures_table(_figures(file, NameList.load(NAMES))))


def _figures(file: RawFile, names: NameList) -> Iterator[Figure]:
    for line, row in read_rows(file.path, file.name, COLUMNS):
        where = f"row {line}"
        product = _section(row["product"], file.name, where)
        yield Figure(
            agency="UNCTAD",
            reporter=names.code(row["exporter"], file=file.name, locator=f"{where}, exporter"),
            partner=names.code(row["importer"], file=file.name, locator=f"{where}, importer"),
            flow="X",
            product_scheme="TOTAL" if product == "TOTAL" else "SITC3",
            product=product,
            period=plain_year(row["year"], file=file.name, locator=f"{where}, year"),
            digits=plain_digits(row["usd_k"], file=file.name, locator=f"{where}, usd_k", exponent=3),
            exponent=3,
            valuation="FOB",
            partner_rule="destination",
            as_published=f"{row['usd_k']} thousand US dollars",
            url=file.url,
            known_on=file.known_on,
            locator=where,
        )


def _section(printed: str, name: str, where: str) -> str:
    if printed not in SECTIONS:
        raise UnknownName(
            f"no SITC section is printed as {printed!r}.",
            where=f"{name}, {where}, product",
            todo="Add the word to SECTIONS of unctad_sitc.",
        )
    return SECTIONS[printed]
