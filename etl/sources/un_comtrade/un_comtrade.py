"""UN Comtrade: what reporters told the United Nations, in US dollars; answers of its service as they came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from etl.model import Figure, Passed, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits
from etl.reading.names import NameList
from etl.sources.un_comtrade.envelope import Row, opened
from trade.codelists import products
from trade.errors import BadSelection, SourceChanged, UnknownName
from trade.period import Period

NAMES = Path(__file__).with_name("names.csv")
AGENCY = "UNSD"
#: Sub-flows of others (DX, FM, MIP...) are in no list here. RX is part of X, RM part of M.
FLOWS = ("X", "M", "RX", "RM")
#: One row a cell: all procedures, means of transport and second partners together. Never isReported or
#: isAggregate, which say how the row came about and not what it holds.
PINS = {"typeCode": "C", "partner2Code": "0", "customsCode": "C00", "motCode": "0"}
#: The product's scheme by the number of digits of its code.
SCHEMES = {2: "HS", 4: "HS4", 6: "HS6"}
#: Editions of the HS by Comtrade's code.
EDITIONS = {
    "H0": "HS 1988", "H1": "HS 1996", "H2": "HS 2002", "H3": "HS 2007", "H4": "HS 2012", "H5": "HS 2017",
    "H6": "HS 2022",
}  # fmt: skip
NEEDED = (
    *PINS, "freqCode", "period", "reporterCode", "flowCode", "partnerCode", "classificationCode", "cmdCode",
    "aggrLevel", "cifvalue", "fobvalue", "primaryValue",
)  # fmt: skip
#: Within the first row, also where it is printed with blanks.
HEAD = 4_000


def recognises(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    return b'"elapsedTime"' in head and b'"primaryValue"' in head


def read(file: RawFile) -> Reading:
    """Every value of one answer, whole US dollars and their decimals as printed. Quantities are not read."""
    passed: list[Passed] = []
    rows = opened(file.path.read_bytes(), file.name).rows
    return Reading(figures_table(_figures(file, rows, passed)), passed=passed)


def _figures(file: RawFile, rows: Any, passed: list[Passed]) -> Iterator[Figure]:
    names = NameList.load(NAMES)
    for number, row in enumerate(rows):
        place = _Place(file.name, number)
        place.check(row)
        if row["primaryValue"] is None:
            passed.append(Passed(place.at("primaryValue"), "null", "no value"))
        else:
            yield _figure(file, place, row, names)


class _Place:
    """One row of a file: for locators and errors."""

    def __init__(self, name: str, number: int) -> None:
        self.name, self.number = name, number

    def at(self, column: str) -> str:
        return f"/data/{self.number}/{column}"

    def changed(self, column: str, what: str, todo: str) -> SourceChanged:
        return SourceChanged(what, where=f"{self.name}, {self.at(column)}", todo=todo)

    def check(self, row: Row) -> None:
        missing = [name for name in NEEDED if name not in row]
        if missing:
            raise self.changed(
                missing[0], f"the columns {', '.join(missing)} are missing.",
                "A renamed column needs its new name in the reader of un_comtrade.",
            )  # fmt: skip
        for column, wanted in PINS.items():
            if row[column] != wanted:
                raise self.changed(
                    column, f"{column} is {row[column]!r}, not {wanted!r}: a part of another row.",
                    "Ask for the whole only: the same trade would count twice.",
                )  # fmt: skip
        if row["flowCode"] not in FLOWS:
            raise self.changed(
                "flowCode", f"the flow {row['flowCode']!r} is not one of {', '.join(FLOWS)}.",
                "A sub-flow is part of another one: do not ask for it.",
            )  # fmt: skip


def _figure(file: RawFile, place: _Place, row: Row, names: NameList) -> Figure:
    printed = str(row["primaryValue"])
    scheme, product = _product(place, row)
    edition = EDITIONS[row["classificationCode"]]
    valuation = _valuation(row)
    return Figure(
        agency=AGENCY,
        reporter=names.code(row["reporterCode"], file=file.name, locator=place.at("reporterCode")),
        partner=names.code(row["partnerCode"], file=file.name, locator=place.at("partnerCode")),
        flow=row["flowCode"],
        product_scheme=scheme,
        product=product,
        period=_period(place, row),
        digits=plain_digits(printed, file=file.name, locator=place.at("primaryValue")),
        exponent=0,
        valuation=valuation,
        note=f"by the edition {edition}" if scheme in ("HS4", "HS6") else None,
        as_published=f"{printed} US dollars",
        url=file.url,
        known_on=file.known_on,
        locator=place.at("primaryValue"),
    )


def _valuation(row: Row) -> str:
    """Which of the two values beside it the primary one is; not said where it is both or neither."""
    is_cif, is_fob = (row[name] == row["primaryValue"] for name in ("cifvalue", "fobvalue"))
    if is_cif == is_fob:
        return "U"
    return "CIF" if is_cif else "FOB"


def _period(place: _Place, row: Row) -> Period:
    """2021 where freqCode is A, 202101 where it is M."""
    frequency, text = row["freqCode"], str(row["period"])
    try:
        period = Period.parse(text if len(text) == 4 else f"{text[:4]}-{text[4:]}")
    except BadSelection:
        period = None
    if period is None or period.frequency != frequency:
        raise place.changed(
            "period", f"{text!r} is no period of the frequency {frequency!r}.",
            "Years are written 2021, months 202101; there is no other frequency.",
        )  # fmt: skip
    return period


def _product(place: _Place, row: Row) -> tuple[str, str]:
    """Scheme and code: TOTAL, HS by chapter, HS4, HS6. Raises where level and code do not fit each other."""
    code, level, edition = (str(row[name]) for name in ("cmdCode", "aggrLevel", "classificationCode"))
    if edition not in EDITIONS:
        raise UnknownName(
            f"the classification {edition!r} is none of {', '.join(EDITIONS)}.",
            where=f"{place.name}, {place.at('classificationCode')}",
            todo="A new edition of the HS goes into EDITIONS of un_comtrade; nothing else is asked for.",
        )
    if (code, level) == ("TOTAL", "0"):
        return "TOTAL", "TOTAL"
    chapter = products("HS").get(code[:2])
    fits = code.isascii() and code.isdigit() and str(len(code)) == level and len(code) in SCHEMES
    if not fits or chapter is None or chapter.level != "chapter":
        raise UnknownName(
            f"no HS code of level {level} is called {code!r}.",
            where=f"{place.name}, {place.at('cmdCode')}",
            todo="Codes have 2, 4 or 6 digits and begin with a chapter of trade/codelists/products.csv.",
        )
    return SCHEMES[len(code)], code
